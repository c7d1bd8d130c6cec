"""The words for problems with what there is too much of."""

from fractions import Fraction
from typing import assert_never

from interpreter.data.problems import limits as problems
from workbench.values.numbers import number


def said(problem: problems.LimitProblem) -> tuple[str, str]:
    match problem:
        case problems.FileTooLarge(most=most, unpacked=unpacked):
            inside = " när den packas upp" if unpacked else ""
            return "filen är för stor", f"Den får vara högst {most // 1_000_000} MB{inside}."
        case problems.TableTooLarge(what=what, most=most):
            named = {"rows": "rader", "columns": "kolumner", "cells": "celler"}[what]
            return f"tabellen har för många {named}", f"Den får ha högst {_count(most)}. Dela upp den i flera filer."
        case problems.CellTooLong(most=most):
            return "texten i cellen är för lång", f"Den får ha högst {_count(most)} tecken."
        case problems.NumberTooLong(most=most):
            return "talet har för många siffror", f"Det får ha högst {most}."
        case problems.JsonTooDeep():
            return "för många nivåer", "Listor och objekt ligger för djupt i varandra. En tabell har två nivåer."
        case problems.TooManyProblems(shown=shown):
            return "fler fel än så här visas inte", f"De första {shown} visas. Rätta dem och läs in filen igen."
        case _:
            assert_never(problem)


def _count(amount: int) -> str:
    return number(Fraction(amount))
