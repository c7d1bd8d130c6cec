"""Checks that need the whole program: dependencies, tables, cases, exceptions, years, and what nothing uses.

Takes a program that may lack rules which could not be resolved. Time is bounded: what would take too long to decide is
a problem of its own.
"""

from collections.abc import Iterable

from dsl import model
from dsl.checking.applying import check_applying
from dsl.checking.branches import check_branches
from dsl.checking.cycles import check_cycles, variants
from dsl.checking.norms import check_norms
from dsl.checking.program import Subject
from dsl.checking.rows import check_tables
from dsl.checking.unused import check_unused
from dsl.checking.years import check_years
from dsl.problems.tables import TableProblem
from dsl.source import Span


def check(program: model.Program, unread: Iterable[Span] = ()) -> tuple[TableProblem, ...]:
    """unread: places of lines that could not be read. What a rule may lack because of them is not told."""
    subject = Subject(program, tuple(unread))
    choices = variants(program)
    cycles = tuple(check_cycles(subject, choices))
    branches = check_branches(subject)
    return (
        *cycles,
        *check_tables(subject),
        *branches.problems,
        *check_norms(subject),
        *check_applying(subject, branches.open),
        *(() if cycles else check_years(subject, choices)),
        *check_unused(subject, branches.dead),
    )
