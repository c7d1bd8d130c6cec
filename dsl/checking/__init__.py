"""The whole-program checks, one module for each question; `dsl/checks.py` asks them all."""
