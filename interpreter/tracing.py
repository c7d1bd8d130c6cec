"""What one value rests on, read from the columns of a calculation: one step of a derivation, without its uses.

Follows the definition's expression as it was computed: only the case, exception, table row or date that was taken, and
for each that was not taken, why not. Nothing is evaluated: an expression's value is asked for, never worked out.
"""

import datetime
from fractions import Fraction
from typing import assert_never

import attrs

from dsl import model
from interpreter.calculation import Calculation
from interpreter.derivation import (
    BranchTaken,
    Choice,
    DateTaken,
    ExceptionTaken,
    Gathered,
    GaveTo,
    IndexSteps,
    Member,
    MonthsTaken,
    Reason,
    RejectedRow,
    RowTaken,
    Shared,
    Step,
    Tier,
    TiersTaken,
    Value,
)
from interpreter.outcomes import Known, Outcome


@attrs.frozen
class Key:
    """One value of one row in one year. day: as it stands that day, None: for the whole year."""

    symbol: model.Symbol
    row: int | None
    year: int | None
    day: datetime.date | None


@attrs.frozen(eq=False)
class Trace:
    """step: without uses; uses: what it was computed from, each once, in written order."""

    step: Step
    uses: tuple[Key, ...]


def trace(calculation: Calculation, key: Key) -> Trace:
    definition = calculation.definition(key.symbol)
    label = None if key.row is None or key.symbol.concept is None else calculation.labels(key.symbol.concept)[key.row]
    if definition is None:
        return Trace(_given(calculation, key, label), ())
    reader = _Reader(calculation, key.row, key.year)
    reader.follow(definition.expression)
    return Trace(
        Step(
            definition,
            label,
            key.year,
            calculation.value_of(key.symbol, key.row, key.year),
            section=reader.section or definition.section,
            formula=reader.formula,
            values=tuple(reader.values),
            choices=tuple(reader.choices),
        ),
        tuple(reader.uses),
    )
