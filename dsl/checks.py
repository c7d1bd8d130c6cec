"""Checks that need the whole program: tables, cases, exceptions, dependencies, years, and what nothing uses."""

from dsl import model
from dsl.problems.tables import TableProblem


def check(program: model.Program) -> tuple[TableProblem, ...]:
    return ()
