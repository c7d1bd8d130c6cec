"""What every open question of a regulation (`tolkning`) would move: the values under each of its other readings.

One question at a time, with the readings in force of all others. Each reading is computed on the whole. No words.
"""

import datetime

import attrs

from dsl import model
from interpreter.comparing.moves import Move, moves
from interpreter.evaluating.calculation import calculate
from interpreter.facts import Facts


@attrs.frozen(eq=False)
class ReadingResult:
    """What another reading of a question would move. moves: of what both readings define, in text order; none for
    the reading in force."""

    name: str
    in_force: bool
    moves: tuple[Move, ...]


@attrs.frozen(eq=False)
class Question:
    """An open question and what each of its readings gives, in written order."""

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
            moved: tuple[Move, ...] = ()
            if not in_force:
                after = calculate(program, facts, year, day=day, readings={interpretation.name: reading})
                moved = tuple(
                    move for move in moves(before, after) if move.before is not None and move.after is not None
                )
            results.append(ReadingResult(reading, in_force, moved))
        questions.append(Question(interpretation, tuple(results)))
    return tuple(questions)
