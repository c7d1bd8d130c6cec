"""What every open question of a regulation (`tolkning`) would move: the values under each of its other readings.

One question at a time, with the readings in force of all others. Each reading is computed on the whole. No words.
"""

import datetime
from collections.abc import Iterable
from fractions import Fraction

import attrs

from dsl import model
from dsl.checking.expressions import post_order
from interpreter.calculation import Calculation, calculate, labels, outcome
from interpreter.facts import Facts
from interpreter.outcomes import Known, Outcome


@attrs.frozen(eq=False)
class Moved:
    """One row. row None: the whole regulation. difference: after less before, None where either is no number."""

    row: str | None
    before: Outcome
    after: Outcome
    difference: Fraction | None


@attrs.frozen(eq=False)
class Move:
    """One value that comes out differently, over all its rows.

    before, after: the definitions; final: no other value is computed from it, in either reading
    money: it is counted in kronor, as such or by something (kr/år)
    total_before, total_after, difference: sums over the rows; None where a row is no number
    """

    before: model.Definition
    after: model.Definition
    final: bool
    money: bool
    rows: tuple[Moved, ...]
    total_before: Fraction | None
    total_after: Fraction | None
    difference: Fraction | None


@attrs.frozen(eq=False)
class ReadingResult:
    """moves: in text order; none for the reading in force."""

    name: str
    in_force: bool
    moves: tuple[Move, ...]


@attrs.frozen(eq=False)
class Question:
    """readings: in written order."""

    interpretation: model.Interpretation
    readings: tuple[ReadingResult, ...]


def compare_readings(
    program: model.Program, facts: Facts, year: int | None, day: datetime.date | None
) -> tuple[Question, ...]:
    """Every question of the program, in the order of the text. year, day: as for `calculate`."""
    if not program.interpretations:
        return ()
    before = calculate(program, facts, year, day=day)
    questions = []
    for interpretation in program.interpretations:
        results = []
        for reading in interpretation.readings:
            in_force = reading == interpretation.in_force
            after = (
                None if in_force else calculate(program, facts, year, day=day, readings={interpretation.name: reading})
            )
            moves = () if after is None else _moves(before, after)
            results.append(ReadingResult(reading, in_force, moves))
        questions.append(Question(interpretation, tuple(results)))
    return tuple(questions)


def _moves(before: Calculation, after: Calculation) -> tuple[Move, ...]:
    """The values that both readings define and that differ."""
    used = _used(before) | _used(after)
    moves = []
    for symbol, definition in before.plan.active.items():
        other = after.plan.active.get(symbol)
        if other is not None:
            rows = _rows(symbol, before, after)
            if any(row.before != row.after for row in rows):
                moves.append(_move(definition, other, rows, symbol not in used))
    return tuple(moves)


def _move(before: model.Definition, after: model.Definition, rows: tuple[Moved, ...], final: bool) -> Move:
    type_ = before.type
    money = isinstance(type_, model.Number) and ("kr", 1) in type_.unit.powers
    total_before, total_after = _total(row.before for row in rows), _total(row.after for row in rows)
    difference = None if total_before is None or total_after is None else total_after - total_before
    return Move(before, after, final, money, rows, total_before, total_after, difference)


def _rows(symbol: model.Symbol, before: Calculation, after: Calculation) -> tuple[Moved, ...]:
    if symbol.concept is None:
        return (_moved(None, outcome(before, symbol, None), outcome(after, symbol, None)),)
    return tuple(
        _moved(label, outcome(before, symbol, index), outcome(after, symbol, index))
        for index, label in enumerate(labels(before, symbol.concept))
    )


def _moved(row: str | None, before: Outcome, after: Outcome) -> Moved:
    one, other = _number(before), _number(after)
    return Moved(row, before, after, None if one is None or other is None else other - one)


def _number(one: Outcome) -> Fraction | None:
    return one.value if isinstance(one, Known) and isinstance(one.value, Fraction) else None


def _total(outcomes: Iterable[Outcome]) -> Fraction | None:
    total = Fraction(0)
    for one in outcomes:
        number = _number(one)
        if number is None:
            return None
        total += number
    return total


def _used(calculation: Calculation) -> frozenset[model.Symbol]:
    """What another value is computed from; a value that looks back at itself does not count."""
    return frozenset(
        expression.symbol
        for symbol, definition in calculation.plan.active.items()
        for expression in post_order(definition.expression)
        if isinstance(expression, model.Reference) and expression.symbol != symbol
    )
