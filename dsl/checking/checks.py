"""Checks that need the whole program: dependencies, tables, cases, exceptions, years, and what nothing uses.

Takes a program that may lack rules which could not be resolved. Time is bounded: what would take too long to decide is
a problem of its own.
"""

from collections.abc import Iterable

from dsl import model
from dsl.checking.applying import check_applying
from dsl.checking.branches import check_branches
from dsl.checking.cycles import check_cycles, variants
from dsl.checking.groups import check_groups
from dsl.checking.limits import check_limits
from dsl.checking.norms import check_norms, check_quoted
from dsl.checking.program import Subject
from dsl.checking.rows import check_tables
from dsl.checking.steps import check_steps
from dsl.checking.unused import check_unused
from dsl.checking.years import check_as_of, check_asked, check_years, timed
from dsl.problems import Problem
from dsl.source import Span


def check(program: model.Program, unread: Iterable[Span] = (), *, years: bool = True) -> tuple[Problem, ...]:
    """Find all that is wrong with a program, or likely so, though each rule can be understood.

    unread: places of lines that could not be read. What a rule may lack because of them is not told.

    years: whether it is looked for what is not in force when it is needed. That takes the longest, and concerns nothing
        but the values that `in_time` gives.
    """
    subject = Subject(program, tuple(unread))
    choices = variants(program)
    cycles = tuple(check_cycles(subject, choices))
    branches = check_branches(subject)
    return (
        *cycles,
        *check_tables(subject),
        *branches.problems,
        *check_groups(subject),
        *check_norms(subject),
        *check_limits(subject),
        *check_quoted(subject),
        *check_applying(subject, branches.open),
        *check_steps(subject),
        *(() if cycles or not years else check_years(subject, choices)),
        *check_as_of(subject),
        *check_unused(subject, branches.dead),
        *check_asked(program),
    )


def in_time(program: model.Program) -> frozenset[model.Symbol]:
    """Values that depend on dates or on other years, through other values too."""
    return timed(Subject(program, ()))
