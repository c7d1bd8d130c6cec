"""Which years two versions are compared for, where nobody has said which: every one that they are in force."""

import datetime
from collections.abc import Iterable, Sequence

from dsl import model
from dsl.frozen import frozen
from interpreter.search.moments import years as told_of

# Years in force that are looked at one by one.
MOST_YEARS = 24


@frozen
class Years:
    """The years to compare for. whole: they are all years in force; else those that the rules speak of and the ones
    beside them."""

    years: tuple[int, ...]
    whole: bool


def years_in_force(
    programs: Sequence[model.Program], own: Iterable[int | None], days: Iterable[datetime.date]
) -> Years:
    """The years that the versions are compared for. own: the years that are computed already; days: those on which
    amendments enter into force."""
    known = {year for year in own if year is not None}
    entries = {day.year for day in days}
    if not known or not (entries or any(program.depends_on_year for program in programs)):
        return Years(tuple(sorted(known)), True)
    firsts, lasts = zip(*(program.years for program in programs), strict=True)
    if None not in firsts and None not in lasts:
        there = range(min(firsts), max(lasts) + 1)
        if len(there) <= MOST_YEARS:
            return Years(tuple(sorted({*known, *there})), True)
    there_too = {year for program in programs for year in told_of(program) if year is not None}
    inside = {year for year in there_too | entries if any(_in_force(program, year) for program in programs)}
    return Years(tuple(sorted(known | inside)), False)


def _in_force(program: model.Program, year: int) -> bool:
    first, last = program.years
    return (first is None or first <= year) and (last is None or year <= last)
