"""From a program and facts to values: plan, integer code, the run, and the causes of what failed.

The door is `calculation.py`; docs/architecture-evaluator.md tells it in full.
"""
