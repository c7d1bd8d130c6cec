"""Derivations read from the columns of a calculation, part by part. The door is `interpreter/explaining.py`."""
