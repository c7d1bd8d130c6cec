"""A derivation told in Swedish: as structured text, as a tree, as data for programs. The door is `explanation.py`."""
