"""Two versions run with one input varied: every value on both sides, in as few runs as there can be.

Where a row is computed without other rows, all that is tried are rows of one run; otherwise each is a run of its own.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from fractions import Fraction

import attrs

from dsl import model
from dsl.frozen import identical
from interpreter.comparing.spans import Trial
from interpreter.evaluating.calculation import Prepared, outcome, run
from interpreter.facts import Facts, Rows
from interpreter.outcomes import Outcome, Value
from interpreter.pace import Pace
from interpreter.search.inputs import Inputs

Column = tuple[model.Symbol, int | None]


@identical
class Version:
    """One side: its program on its data."""

    program: model.Program
    facts: Facts
    year: int | None
    day: datetime.date | None = None


@identical
class Side:
    """One side made ready for runs: the value asked about, its prepared plan, the inputs that it depends on, and the
    data that are varied."""

    version: Version
    symbol: model.Symbol
    prepared: Prepared
    inputs: Inputs
    facts: Facts


def is_alone(sides: Iterable[Side]) -> bool:
    """Whether a row is computed without other rows."""
    return not any(side.inputs.grouped or side.inputs.relations for side in sides)


def index(side: Side, concept: str | None, label: str | None) -> int | None:
    """The position of the row with this label in the data; 0 without a label, None for the whole regulation."""
    if concept is None:
        return None
    return 0 if label is None else side.facts.rows[concept].labels.index(label)


def place_of(value: Value) -> Fraction | None:
    """Where a value stands on a line: a number as it is, a day as its ordinal; None for truths and texts."""
    match value:
        case Fraction():
            return value
        case datetime.date():
            return Fraction(value.toordinal())
        case _:
            return None


def tried(
    sides: Sequence[Side],
    rows: Sequence[Sequence[int | None]],
    column: Column,
    values: Sequence[Value],
    pace: Pace,
) -> list[list[Trial]] | None:
    """What came out on both sides when the input was each of the values in turn: a list of trials for each row, None
    where the pace stopped it.

    rows: for each side the positions of the same rows; the input is varied in the first
    """
    found = []
    for side, own in zip(sides, rows, strict=True):
        if not pace(0, 0):
            return None
        outcomes = _outcomes(side, own, column, values, pace)
        if outcomes is None:
            return None
        found.append(outcomes)
    return [
        [Trial(value, place_of(value), before, after) for value, before, after in zip(values, *both, strict=True)]
        for both in zip(*found, strict=True)
    ]


def _outcomes(
    side: Side, rows: Sequence[int | None], column: Column, values: Sequence[Value], pace: Pace
) -> list[list[Outcome]] | None:
    """Of each row one for each value; where the version does not depend on the input, the same for all.

    rows: the input is varied in the first of them; several only where a row is not on its own, or it is not of a row
    """
    symbol, inputs = side.symbol, side.inputs
    if column not in {(one.symbol, one.year) for one in inputs.inputs}:
        still = run(side.prepared, side.facts)
        return [[outcome(still, symbol, row)] * len(values) for row in rows]
    row = rows[0]
    if len(rows) == 1 and row is not None and column[0].concept is not None and is_alone([side]):
        together = run(side.prepared, _side_by_side(side.facts, row, column, values))
        return [[outcome(together, symbol, number) for number in range(len(values))]]
    found: list[list[Outcome]] = [[] for _ in rows]
    for value in values:
        if not pace(len(found[0]), len(values)):
            return None
        calculation = run(side.prepared, varied(side.facts, row, column, value))
        for each, outcomes in zip(rows, found, strict=True):
            outcomes.append(outcome(calculation, symbol, each))
    return found


def varied(facts: Facts, row: int | None, column: Column, value: Value) -> Facts:
    """The facts with another value of an input, of one row or of the whole regulation."""
    concept = column[0].concept
    if concept is None or row is None:
        return attrs.evolve(facts, inputs={**facts.inputs, column: value})
    table = facts.rows[concept]
    given = table.values.get(column, (None,) * len(table.labels))
    values = {**table.values, column: (*given[:row], value, *given[row + 1 :])}
    return attrs.evolve(facts, rows={**facts.rows, concept: attrs.evolve(table, values=values)})


def _side_by_side(facts: Facts, row: int, column: Column, values: Sequence[Value]) -> Facts:
    """As many copies of the row as there are values, each with its own."""
    concept = column[0].concept
    assert concept is not None
    count = len(values)
    copied = {each: (given[row],) * count for each, given in facts.rows[concept].values.items()}
    copied[column] = tuple(values)
    rows = Rows(concept, tuple(map(str, range(count))), (None,) * count, copied)
    return attrs.evolve(facts, rows={**facts.rows, concept: rows})
