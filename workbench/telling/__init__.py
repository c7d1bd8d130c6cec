"""How a derivation is told in Swedish, part by part. The door is `workbench/explanation.py`."""
