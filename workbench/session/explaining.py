"""How a value was computed, asked for by its name and that of its row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.session.answers import Answer, OfOtherReading, Refusal
from workbench.session.finding import find_row, find_value

if TYPE_CHECKING:
    from dsl import model
    from interpreter.evaluating.calculation import Calculation
    from interpreter.explaining.derivation import Step


def explained(calculation: Calculation, value: str, row: str | None) -> Answer[Step]:
    """Find a value of a calculation and derive it, step by step; or say why there is none.

    value: as people call it; row: of its concept, None where there is one only or it has none.
    """
    return Answer(_explained(calculation, value, row))


def _explained(calculation: Calculation, value: str, row: str | None) -> Step | Refusal:
    from interpreter.explaining.explain import explain

    symbol = find_value(calculation.program, value)
    if isinstance(symbol, Refusal):
        return symbol
    waiting = _of_another_reading(calculation, symbol)
    if waiting is not None:
        return waiting
    if symbol.concept is None:
        return explain(calculation, symbol, None)
    rows = calculation.facts.rows.get(symbol.concept)
    index = find_row(() if rows is None else rows.labels, symbol.concept, row)
    return index if isinstance(index, Refusal) else explain(calculation, symbol, index)


def _of_another_reading(calculation: Calculation, symbol: model.Symbol) -> OfOtherReading | None:
    """Of a value that is defined but not computed: only readings that are not in force define it."""
    readings = [one.reading for one in calculation.program.definitions if one.symbol == symbol]
    if symbol in calculation.plan.active or not readings:
        return None
    question, reading = next(one for one in readings if one is not None)
    return OfOtherReading(symbol, question, reading)
