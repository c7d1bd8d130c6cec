"""A case in which a value differs between two versions: looked for among the simplest, and then asked of the solver.

Only what comes out differently on the evaluator is a case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from math import ceil, floor
from typing import Protocol

import attrs

from dsl import model
from interpreter.comparing.moves import same
from interpreter.comparing.row_terms import Solving
from interpreter.comparing.runs import Side, is_alone
from interpreter.comparing.solver_questions import Case as Given
from interpreter.data.assembling import assemble
from interpreter.evaluating.calculation import outcome, run
from interpreter.outcomes import Value
from interpreter.pace import Pace
from interpreter.search.axes import domain_of, step_of, within
from interpreter.search.cases import Case, Moment, cells, given_of, world
from interpreter.search.inputs import Input, Inputs

# Rows of cases that are tried before the solver is asked, and where only they can be.
_FIRST, _MOST = 400, 3_000
# Parts of its unit that a number is rounded to where it need not be whole.
_PARTS = (1, 100)


class Found(Protocol):
    """A case in which a value differs, and the row in it, None for the whole regulation."""

    @property
    def case(self) -> Case: ...

    @property
    def row(self) -> str | None: ...


# Before, after, the value, when, and how many rows of cases to try; None for each that is the same.
Simple = Callable[[model.Program, model.Program, model.Symbol, Moment, int], Iterator[Found | None]]


def witness(
    sides: Sequence[Side], proving: Callable[[], Pace], simple: Simple | None
) -> tuple[Case, str | None] | None:
    """A case and the row in it, None for the whole regulation. simple: how the simplest are tried."""
    before, after = sides
    most = _FIRST if is_alone(sides) else _MOST
    found = None if simple is None else _simple(before, after, most, proving, simple)
    return found or _asked(sides, proving)


def _simple(
    before: Side, after: Side, most: int, proving: Callable[[], Pace], simple: Simple
) -> tuple[Case, str | None] | None:
    programs = before.version.program, after.version.program
    declared = [(one.inputs, one.concepts) for one in programs]
    if before.symbol != after.symbol or declared[0] != declared[1]:
        return None
    moment = Moment(before.prepared.plan.moment.year, before.version.day)
    if moment.year != after.prepared.plan.moment.year:
        return None
    for one in simple(*programs, before.symbol, moment, most):
        if one is not None:
            return one.case, one.row
        if not proving()(0, 0):
            return None
    return None


def _asked(sides: Sequence[Side], proving: Callable[[], Pace]) -> tuple[Case, str | None] | None:
    concept = sides[0].symbol.concept
    solving = Solving(sides, concept, None, proving)
    asking = solving.asking
    if asking is None or not proving()(0, 0):
        return None
    broken = asking.broken(asking.unmoved, ())
    if isinstance(broken, str):
        return None
    inputs = _together([side.inputs for side in sides])
    place = world(sides[1].version.program, inputs, concept)
    label = place.labels(concept)[0] if concept is not None else None
    moment = Moment(sides[1].prepared.plan.moment.year, sides[1].version.day)
    for given in _plainer(broken, inputs.inputs):
        values = {cell: given[cell.input.symbol, cell.input.year] for cell in cells(place, inputs.inputs)}
        case = Case(moment, place, values)
        if _differs(sides, case, label):
            return case, label
    return None


def _together(several: Sequence[Inputs]) -> Inputs:
    inputs = {(one.symbol, one.year): one for each in several for one in each.inputs}
    first = several[-1]
    return attrs.evolve(first, inputs=tuple(inputs.values()))


def _plainer(found: Given, inputs: Sequence[Input]) -> Iterator[Given]:
    """Numbers as somebody would give them, and then as they were found. What no rule asks about is plain."""
    from interpreter.search.axes import plain

    whole = {
        (one.symbol, one.year): found.get((one.symbol, one.year), plain(one.attribute, one.year)) for one in inputs
    }
    for parts in _PARTS:
        for way in (floor, ceil):
            yield {column: _rounded(value, column, inputs, parts, way) for column, value in whole.items()}
    yield whole


def _rounded(
    value: Value,
    column: tuple[model.Symbol, int | None],
    inputs: Sequence[Input],
    parts: int,
    way: Callable[[Fraction], int],
) -> Value:
    one = next(each for each in inputs if (each.symbol, each.year) == column)
    if not isinstance(value, Fraction):
        return value
    step = step_of(one) / parts
    near = step * way(value / step)
    return near if within(domain_of(one.attribute), near) else value


def _differs(sides: Sequence[Side], case: Case, label: str | None) -> bool:
    came = []
    for side in sides:
        program = side.version.program
        declared = (*program.inputs, *(one for each in program.concepts for one in each.attributes))
        known = {one.symbol for one in declared}
        values = {cell: value for cell, value in case.values.items() if cell.input.symbol in known}
        facts, problems = assemble(program, given_of(attrs.evolve(case, values=values)))
        if problems:
            return False
        row = None if label is None else facts.rows[side.symbol.concept or ""].labels.index(label)
        came.append(outcome(run(side.prepared, facts), side.symbol, row))
    return not same(*came)
