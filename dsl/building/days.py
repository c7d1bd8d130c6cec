"""Days as they are written: a date, a day of a year, so long before or after another."""

from collections.abc import Callable
from typing import Any

import attrs

from dsl import nodes
from dsl.building.build import Build
from dsl.building.values import quantity
from dsl.dates import MONTHS, days_in, is_date
from dsl.grammar import Token
from dsl.problems.signs import BadCount, NoSuchDate

MAX_WORKDAYS = 1000
_YEARS: dict[str, Any] = {"i år": "this", "året därpå": "next", "nästa valår": "election"}


def date(build: Build, start: int, end: int, day: Token) -> nodes.Date:
    value = day.value
    return nodes.Date(int(value[:4]), int(value[5:7]), int(value[8:]), span=build.span(start, end))


def day_parts(build: Build, day_token: Token) -> tuple[int, int | None, int | None]:
    """Month, day (None: the last), year (None: each) of `den 1 januari 2024`; told where there is no such day."""
    value = day_token.value
    _, day_text, month_text, *years = value.split()
    month = MONTHS.index(month_text) + 1 if month_text in MONTHS else None
    day = int(day_text) if day_text.isdigit() else None
    year = int(years[0]) if years else None
    if month is None or (day is not None and not is_date(year or 2024, month, day)):
        build.problems.append(NoSuchDate(build.span(day_token.start, day_token.end), value, None))
        return 1, 1, year
    return month, day, year


def dated_day(build: Build, start: int, end: int, written: Token) -> nodes.Date:
    """`den 1 januari 2024`: the year is required here."""
    month, day, year = day_parts(build, written)
    if year is None:
        build.problems.append(NoSuchDate(build.span(start, end), written.value, f"{written.value} 2024"))
        year = 2024
    return nodes.Date(year, month, day or days_in(year, month), span=build.span(start, end))


def day_of(build: Build, start: int, end: int, written: Token) -> nodes.DayOf:
    """`den 31 december nästa valår`."""
    words = written.value.split()
    day = attrs.evolve(written, value=" ".join(words[:3]))
    month, number, _ = day_parts(build, day)
    return nodes.DayOf(month, number, _YEARS[" ".join(words[3:])], span=build.span(start, end))


def yearly_day(build: Build, start: int, end: int, written: Token) -> nodes.YearlyDate:
    """`den 1 januari`: a year is too much here."""
    month, day, year = day_parts(build, written)
    span = build.span(start, end)
    if year is not None:
        build.problems.append(NoSuchDate(span, written.value, " ".join(written.value.split()[:3])))
    return nodes.YearlyDate(month, day, span=span)


def shifted(build: Build, start: int, end: int, number: Token, words: Token, day: nodes.Expression) -> nodes.Binary:
    """`6 månader efter X` is `X + 6 månader`, `10 dagar före X` is `X − 10 dagar`."""
    unit, direction = words.value.split()
    length = quantity(build, number.start, words.start + len(unit), number, attrs.evolve(words, value=unit))
    return nodes.Binary("+" if direction == "efter" else "-", day, length, span=build.span(start, end))


def asked_day(build: Build, start: int, end: int) -> nodes.AskedDay:
    return nodes.AskedDay(span=build.span(start, end))


def _whole(unit: Any) -> Callable[..., nodes.WholeTime]:
    def make(build: Build, start: int, end: int, since: nodes.Expression, until: nodes.Expression) -> nodes.WholeTime:
        return nodes.WholeTime(unit, since, until, span=build.span(start, end))

    return make


def _workdays(direction: Any) -> Callable[..., nodes.Workday]:
    def make(build: Build, start: int, end: int, count: Token, day: nodes.Expression) -> nodes.Workday:
        number = 1
        if count.value.isdigit() and 0 < int(count.value) <= MAX_WORKDAYS:
            number = int(count.value)
        else:
            build.problems.append(BadCount(build.span(count.start, count.end), count.value, MAX_WORKDAYS))
        return nodes.Workday(number, direction, day, span=build.span(start, end))

    return make


def _nearest_workday(direction: Any) -> Callable[..., nodes.Workday]:
    def make(build: Build, start: int, end: int, day: nodes.Expression) -> nodes.Workday:
        return nodes.Workday(0, direction, day, span=build.span(start, end))

    return make


def any_date(build: Build, day: Token) -> nodes.Date:
    """`2024-01-01` or `den 1 januari 2024`."""
    if day.type == "DAY":
        return dated_day(build, day.start, day.end, day)
    value = day.value
    return nodes.Date(int(value[:4]), int(value[5:7]), int(value[8:]), span=build.span(day.start, day.end))


MAKERS: dict[str, Callable[..., Any]] = {
    "date": date,
    "dated_day": dated_day,
    "day_of": day_of,
    "yearly_day": yearly_day,
    "shifted": shifted,
    "asked_day": asked_day,
    "whole_years": _whole("år"),
    "whole_months": _whole("månader"),
    "whole_weeks": _whole("veckor"),
    "whole_days": _whole("dagar"),
    "workdays_before": _workdays("before"),
    "workdays_after": _workdays("after"),
    "workday_before": _nearest_workday("before"),
    "workday_after": _nearest_workday("after"),
}
