"""The header's lines that decide something: years in force, mandate periods, elections, the year computed."""

import datetime
import re
from collections.abc import Iterator

from dsl import nodes
from dsl.dates import MONTHS
from dsl.frozen import frozen
from dsl.problems import Problem
from dsl.problems.years import HeaderValue
from dsl.source import Span
from dsl.years.periods import between

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_WRITTEN = re.compile(r"(?:den )?(\d{1,2}) (\w+) (\d{4})")
_IN_FORCE = re.compile(r"(?:från och med (?P<first>.+?))?\s*(?:till och med (?P<last>.+))?")
_YEAR = re.compile(r"\d{4}")
_PERIOD = re.compile(r"(\d{4})\s*[–-]\s*(\d{4})")

# What each line that decides something looks like; other lines are kept as they stand.
_EXPECTED = {
    "gäller": "från och med 2027-01-01 till och med 2030-12-31",
    "mandatperiod": "2023–2026",
    "valår": "2022, 2026",
    "beräkningsår": "2024",
}


@frozen
class Header:
    """As in `model.Program`."""

    authority: str | None
    calculation_year: int | None
    years: tuple[int | None, int | None]
    periods: tuple[tuple[int, int], ...]
    elections: tuple[int, ...]


def read(lines: tuple[nodes.HeaderLine, ...]) -> tuple[Header, tuple[Problem, ...]]:
    """What the header says, with all that is wrong with it."""
    problems: list[Problem] = []
    first = {line.key: line for line in lines}

    def text(key: str) -> str | None:
        return first[key].value if key in first else None

    def bad(key: str) -> None:
        problems.append(HeaderValue(first[key].span, key, first[key].value, _EXPECTED[key]))

    force = _in_force(text("gäller"))
    if force is None:
        bad("gäller")
    elections = _years(text("valår"))
    if elections is None:
        bad("valår")
    periods = _periods(text("mandatperiod"))
    if periods is None:
        bad("mandatperiod")
    computed = _years(text("beräkningsår"))
    if computed is None or len(computed) > 1:
        bad("beräkningsår")
    votes = elections or ()
    years = force or (None, None)
    return Header(
        authority=text("myndighet"),
        calculation_year=computed[0] if computed else years[0],
        years=years,
        periods=periods or between(votes),
        elections=votes,
    ), tuple(problems)


def first_day(lines: tuple[nodes.HeaderLine, ...]) -> tuple[datetime.date, Span] | None:
    """The day from which the regulation is in force and where that is said; None when it does not say."""
    line = next((line for line in lines if line.key == "gäller"), None)
    match = None if line is None else _IN_FORCE.fullmatch(line.value)
    day = None if match is None or match["first"] is None else day_of(match["first"].strip())
    return None if line is None or day is None else (day, line.span)


def _in_force(text: str | None) -> tuple[int | None, int | None] | None:
    """First and last year; None when it cannot be read."""
    if text is None:
        return None, None
    match = _IN_FORCE.fullmatch(text)
    if match is None or not text:
        return None
    days = [None if part is None else day_of(part.strip()) for part in (match["first"], match["last"])]
    if any(part is not None and day is None for part, day in zip(match.group("first", "last"), days, strict=True)):
        return None
    first, last = days
    if first is not None and last is not None and last < first:
        return None
    return (None if first is None else first.year), (None if last is None else last.year)


def day_of(text: str) -> datetime.date | None:
    """`2027-01-01` or `den 1 januari 2027`; None when it is no day."""
    if (match := _ISO.fullmatch(text)) is not None:
        year, month, day = int(match[1]), int(match[2]), int(match[3])
    elif (match := _WRITTEN.fullmatch(text)) is not None and match[2] in MONTHS:
        year, month, day = int(match[3]), MONTHS.index(match[2]) + 1, int(match[1])
    else:
        return None
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _years(text: str | None) -> tuple[int, ...] | None:
    """Rising years between commas; None when they cannot be read."""
    if text is None:
        return ()
    parts = [part.strip() for part in text.split(",")]
    if not all(_YEAR.fullmatch(part) for part in parts):
        return None
    years = tuple(int(part) for part in parts)
    return years if list(years) == sorted(set(years)) else None


def _periods(text: str | None) -> tuple[tuple[int, int], ...] | None:
    if text is None:
        return ()
    found = tuple(_pairs(text))
    if len(found) < len(text.split(",")) or any(first > last for first, last in found):
        return None
    return found


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    for part in text.split(","):
        match = _PERIOD.fullmatch(part.strip())
        if match is not None:
            yield int(match[1]), int(match[2])
