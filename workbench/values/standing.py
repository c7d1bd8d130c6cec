"""A regulation as it stands at a time, and which year is computed: decided in one way for all. Tells nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from dsl import model
from dsl.pipeline import Loaded, load
from dsl.years.reach import reach, within_reach


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


def unreachable(program: model.Program, year: int | None) -> str | None:
    """What to say of a year that is too far from those in force; None of a year that may be computed."""
    if year is None or within_reach(program, year):
        return None
    return "{}. {}".format(*too_far(year, *reach(program)))


def too_far(year: int, low: int | None, high: int | None) -> tuple[str, str]:
    """What is wrong, and the way out. low, high: the years that may be computed."""
    nearest = [f"från och med {low}"] if low is not None else []
    nearest += [f"till och med {high}"] if high is not None else []
    return (
        f"{year} är för långt bort för att kunna räknas",
        f"Det går att räkna för åren {' '.join(nearest)}. Välj ett av dem. Vilka de är följer av gäller överst i "
        "regelverket, eller av de år som reglerna talar om.",
    )
