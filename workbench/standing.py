"""A regulation as it stands at a time, and which year is computed: decided in one way for all. Tells nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from dsl import model
from dsl.pipeline import Loaded, load


def as_it_stands(path: str, year: int | None, day: date | None) -> tuple[Loaded, date | None]:
    """The regulation on the day, else at the end of the year, that is asked for or is its own; and that day, None where
    there is none and every amendment is in force."""
    when = day if year is None else date(year, 12, 31)
    loaded = load(Path(path), when)
    if when is None and loaded.program is not None and loaded.amended:
        own = loaded.program.calculation_year
        if own is not None:
            when = date(own, 12, 31)
            loaded = load(Path(path), when)
    return loaded, when


def own_year(program: model.Program, year: int | None, day: date | None) -> int | None:
    """The year asked for, or that of the day, or the program's own."""
    return year if year is not None else program.calculation_year if day is None else day.year
