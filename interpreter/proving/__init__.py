"""Whether a promise holds for every input: by how the rules are written, by trying every case, or by a solver.

`decide` in `deciding.py` is the door. Knows the plan and runs the evaluator; knows no words, no files and no clock.
"""
