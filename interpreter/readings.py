"""What every open question of a regulation (`tolkning`) would move: the values under each of its other readings.

One question at a time, with the readings in force of all others. Each reading is computed on the whole. No words.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

import attrs

from dsl import model
from dsl.checking.expressions import post_order
from interpreter.calculation import Calculation, calculate
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
    before = calculate(program, facts, year, day, {})
    questions = []
    for interpretation in program.interpretations:
        results = []
        for reading in interpretation.readings:
            in_force = reading == interpretation.in_force
            after = None if in_force else calculate(program, facts, year, day, {interpretation.name: reading})
            moves = () if after is None else _moves(program, before, after, {interpretation.name: reading})
            results.append(ReadingResult(reading, in_force, moves))
        questions.append(Question(interpretation, tuple(results)))
    return tuple(questions)
