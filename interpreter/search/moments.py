"""When it can make a difference: years, days and readings that a case may be computed for."""

import datetime
from collections.abc import Iterator, Sequence

from dsl import model
from dsl.expressions import post_order, shape
from dsl.years.periods import turns
from dsl.years.wordings import own_first
from interpreter.search.cases import Moment

# Years and days that are looked at.
MOST = 16


def years(program: model.Program) -> tuple[int | None, ...]:
    """The program's own year first, then those the rules speak of and their neighbours, the nearest first.

    None alone where nothing depends on the year.
    """
    own = program.calculation_year
    begins = {wording.first for wording in program.wordings if wording.first is not None}
    if own is None or not (program.depends_on_year or begins):
        return (own,)
    # What it says now is of the years since it says so.
    own = max(own, own_first(program) or own)
    told = {own, own + 1, own - 1, *turns(program), *begins, *(year - 1 for year in begins)}
    spoken = {year for part in _expressions((program,)) for year in shape(part).years}
    told.update(year + near for year in spoken for near in (-1, 0, 1))
    first, last = program.years
    inside = [
        year
        for year in told
        if (first is None or year >= first) and (last is None or year <= last)
        if datetime.MINYEAR < year < datetime.MAXYEAR
    ]
    return tuple(sorted({own, *inside}, key=lambda year: (abs(year - own), year))[:MOST])


def days(program: model.Program) -> tuple[datetime.date, ...]:
    """The days from which a dated value is in force, and the days before; its last day, and the day after."""
    turning = {day for part in _expressions((program,)) for day in shape(part).turns}
    return tuple(sorted({*turning, *(day - datetime.timedelta(days=1) for day in turning)})[:MOST])


def asked_days(programs: Sequence[model.Program], year: int) -> tuple[datetime.date, ...]:
    """Days of the year such that what holds on each of them holds whichever day is asked about.

    Where that day only says which dated values are in force, those on which others are; else every day of the year.
    """
    expressions = list(_expressions(programs))
    only_as_of = {part.day for part in expressions if isinstance(part, model.AsOf)}
    if any(shape(part).time == "asked" and part not in only_as_of for part in expressions):
        first = datetime.date(year, 1, 1).toordinal()
        last = datetime.date(year, 12, 31).toordinal()
        return tuple(map(datetime.date.fromordinal, range(first, last + 1)))
    turning = {day for part in expressions for day in shape(part).turns if day.year == year}
    return tuple(sorted({datetime.date(year, 1, 1), *turning}))


def asks_day(programs: Sequence[model.Program]) -> bool:
    """Whether anything depends on the day that is asked about."""
    return any(shape(part).time == "asked" for part in _expressions(programs))


def _expressions(programs: Sequence[model.Program]) -> Iterator[model.Expression]:
    for program in programs:
        for definition in program.definitions:
            yield from post_order(definition.expression)


def moments(program: model.Program, reading: tuple[str, str] | None) -> Iterator[Moment]:
    """The moments to look in, the likeliest first. Where a reading is followed (None: those in force): its own year
    first, then other years, then other readings besides, then days. Where something depends on the day that is asked
    about, a day in each year before the year."""
    own = () if reading is None or _in_force(program, reading) else (reading,)
    asks = asks_day((program,))
    for year in years(program):
        if asks and year is not None:
            yield Moment(year, datetime.date(year, 7, 1), own)
        yield Moment(year, None, own)
    for question in (one for one in program.interpretations if one.name not in dict(own)):
        for other in question.readings:
            if other != question.in_force:
                yield Moment(years(program)[0], None, (*own, (question.name, other)))
    for day in days(program):
        yield Moment(day.year, day, own)


def _in_force(program: model.Program, reading: tuple[str, str]) -> bool:
    return any(one.name == reading[0] and one.in_force == reading[1] for one in program.interpretations)
