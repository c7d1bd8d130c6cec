"""The whole-program checks, one module for each question; `dsl/checking/checks.py` asks them all."""
