"""Why a value is what it is, as data read from what was computed. The door is `explain.py`."""
