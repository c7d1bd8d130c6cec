"""What is asked of a comparison, by the names that people use: understood and checked before anything is compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from dsl import model
from workbench.session.answers import Answer, Refusal, Several, UnknownLabel, YearUnsaid
from workbench.session.compared import Asked
from workbench.session.finding import find_value
from workbench.session.sides import OpenedSide
from workbench.session.standing import out_of_force, own_year, unreachable

if TYPE_CHECKING:
    from interpreter.facts import Facts


def asked_of(
    sides: tuple[OpenedSide, OpenedSide],
    facts: tuple[Facts, Facts],
    year: int | None,
    day: date | None,
    values: Sequence[str],
    row: str | None,
    *,
    every: bool = False,
    thorough: bool = False,
) -> Answer[Asked]:
    """What is asked of a comparison, with the values looked up on the new side and else on the old; or why it cannot
    be asked.

    values: to be told, by any declared form; row: the label of the only one to be told. The rest as in `Asked`.
    """
    symbols = [_value(sides, value) for value in values]
    wrong: list[Refusal] = [one for one in symbols if isinstance(one, Refusal)]
    wrong += [] if row is None else _wrong_row(facts, row)
    wrong += dict.fromkeys(_far(sides, year, day))
    # Told once where both say the same.
    alike = {(*side.program.years, side.year): side for side in sides}.values()
    years = [own_year(side.program, side.year if year is None else year, day) for side in alike]
    remarks = tuple(
        remark for side, when in zip(alike, years, strict=True) for remark in out_of_force(side.program, when)
    )
    if None in years and any(side.program.depends_on_year for side in sides):
        wrong.append(YearUnsaid())
    if wrong:
        return Answer(Several(tuple(wrong)), remarks)
    known = tuple(one for one in symbols if isinstance(one, model.Symbol))
    return Answer(Asked(year, day, known, row, every, thorough), remarks)


def _value(sides: Sequence[OpenedSide], wanted: str) -> model.Symbol | Refusal:
    """What is meant by the name, on the new side or else on the old."""
    found = [find_value(side.program, wanted) for side in reversed(sides)]
    return next((one for one in found if isinstance(one, model.Symbol)), found[0])


def _wrong_row(facts: Sequence[Facts], row: str) -> list[UnknownLabel]:
    """Nothing where some side has such a row."""
    labels = tuple(dict.fromkeys(label for each in facts for rows in each.rows.values() for label in rows.labels))
    return [] if row in labels else [UnknownLabel(row, labels)]


def _far(sides: Sequence[OpenedSide], year: int | None, day: date | None) -> Iterator[Refusal]:
    for side in sides:
        asked = side.year if year is None and day is None else own_year(side.program, year, day)
        far = unreachable(side.program, asked)
        if far is not None:
            yield far
