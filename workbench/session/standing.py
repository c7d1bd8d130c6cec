"""A regulation as it stands at a time, and which year is computed: decided in one way for all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from dsl import model
from dsl.pipeline import Loaded, load
from dsl.text.files import NOTHING_LAID, Overlay
from dsl.years.reach import reach, within_reach
from workbench.session.answers import TooFar
from workbench.session.remarks import OutOfForce


def as_it_stands(
    path: str, year: int | None, day: date | None, overlay: Overlay = NOTHING_LAID
) -> tuple[Loaded, date | None]:
    """The regulation on the day, else at the end of the year, that is asked for or is its own; and that day, None where
    there is none and every amendment is in force."""
    when = day if year is None else date(year, 12, 31)
    loaded = load(Path(path), when, overlay)
    if when is None and loaded.program is not None and loaded.amended:
        own = loaded.program.calculation_year
        if own is not None:
            when = date(own, 12, 31)
            loaded = load(Path(path), when, overlay)
    return loaded, when


def own_year(program: model.Program, year: int | None, day: date | None) -> int | None:
    """The year asked for, or that of the day, or the program's own."""
    return year if year is not None else program.calculation_year if day is None else day.year


def unreachable(program: model.Program, year: int | None) -> TooFar | None:
    """Why a year may not be computed; None of one that may be."""
    if year is None or within_reach(program, year):
        return None
    return TooFar(year, *reach(program))


def out_of_force(program: model.Program, year: int | None) -> tuple[OutOfForce, ...]:
    """What is to be told of a year that may be computed though the regulation is not in force in it; else nothing."""
    first, last = program.years
    if year is None or not ((first is not None and year < first) or (last is not None and year > last)):
        return ()
    return (OutOfForce(year, first, last),)
