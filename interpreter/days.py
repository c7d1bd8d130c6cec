"""Days as numbers: moving a day by days, months, years or working days, in the Swedish calendar.

A day is its ordinal (`date.toordinal`: 1 is the first of January of year 1). A day that would fall outside the calendar
becomes BEFORE or AFTER, which are no days; where one of them is given, what comes out means nothing.

Not working days are Saturdays, Sundays, the public holidays as the law had them that year, and, by custom, the eves of
midsummer, Christmas and the new year.
"""

import calendar
import datetime
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from typing import Literal

BEFORE = 0
AFTER = datetime.date.max.toordinal() + 1
# Working days that one deadline may count: some forty years of them.
MAX_WORKDAYS = 10_000

Unit = Literal["day", "month", "year"]
WholeUnit = Literal["day", "week", "month", "year"]
Direction = Literal["before", "after"]
DayOff = Literal[
    "saturday",
    "sunday",
    "new_year",
    "epiphany",
    "good_friday",
    "easter",
    "easter_monday",
    "may_day",
    "ascension",
    "whit_sunday",
    "whit_monday",
    "national_day",
    "midsummer_eve",
    "midsummer",
    "all_saints",
    "christmas_eve",
    "christmas",
    "boxing_day",
    "new_years_eve",
]
# The national day became a holiday when Whit Monday ceased to be one.
_FIRST_NATIONAL_DAY = 2005


def day_in(year: int, month: int, day: int | None) -> datetime.date:
    """The day of that number in the month, or the last one where the month is shorter. day None: the last."""
    last = calendar.monthrange(year, month)[1]
    return datetime.date(year, month, last if day is None else min(day, last))


def shifted(ordinal: int, count: int, unit: Unit) -> int:
    """So much later (a negative count: earlier). A day that the month lacks becomes the last of that month."""
    if unit == "day":
        return min(max(ordinal + count, BEFORE), AFTER)
    day = _date(ordinal)
    months = day.year * 12 + day.month - 1 + (count if unit == "month" else 12 * count)
    year, month = divmod(months, 12)
    if not datetime.MINYEAR <= year <= datetime.MAXYEAR:
        return BEFORE if year < datetime.MINYEAR else AFTER
    return day_in(year, month + 1, day.day).toordinal()


def whole_time(since: int, until: int, unit: WholeUnit) -> int:
    """The largest n such that `since` moved by n of the unit is not after `until`; below 0 where that is before."""
    if unit == "day" or unit == "week":
        return (until - since) // (7 if unit == "week" else 1)
    first, last = _date(since), _date(until)
    passed = (last.year - first.year) * 12 + (last.month - first.month if unit == "month" else 0)
    month = last.month if unit == "month" else first.month
    early = day_in(last.year, month, first.day) > last
    return (passed if unit == "month" else passed // 12) - early


class Workdays:
    """Counts working days. Keeps the years it has met, so one is made for each run."""

    def __init__(self) -> None:
        self._years: dict[int, list[int]] = {}

    def moved(self, ordinal: int, count: int, direction: Direction) -> int:
        """The ordinal of the day that is `count` working days before or after; of 0 the day itself where it is a
        working day, else the nearest that way."""
        year = _date(ordinal).year
        days = self._in_year(year)
        if direction == "after":
            place = bisect_right(days, ordinal) + count - 1 if count else bisect_left(days, ordinal)
            while place >= len(days):
                place -= len(days)
                year += 1
                if year > datetime.MAXYEAR:
                    return AFTER
                days = self._in_year(year)
        else:
            place = bisect_left(days, ordinal) - count if count else bisect_right(days, ordinal) - 1
            while place < 0:
                year -= 1
                if year < datetime.MINYEAR:
                    return BEFORE
                days = self._in_year(year)
                place += len(days)
        return days[place]

    def _in_year(self, year: int) -> list[int]:
        """Its working days, in order."""
        days = self._years.get(year)
        if days is None:
            first, last = datetime.date(year, 1, 1).toordinal(), datetime.date(year, 12, 31).toordinal()
            free = holidays(year)
            # An ordinal is a multiple of 7 on Sundays, and one less on Saturdays.
            days = [day for day in range(first, last + 1) if 0 < day % 7 < 6 and day not in free]
            self._years[year] = days
        return days


def day_off(day: datetime.date) -> DayOff | None:
    """Why it is not a working day; None where it is one. A holiday is told by its name on a Sunday too."""
    holiday = holidays(day.year).get(day.toordinal())
    if holiday is not None:
        return holiday
    match day.isoweekday():
        case 6:
            return "saturday"
        case 7:
            return "sunday"
        case _:
            return None


def holidays(year: int) -> Mapping[int, DayOff]:
    """The holidays of the year and the eves kept as such, by ordinal."""

    def on(month: int, day: int) -> int:
        return datetime.date(year, month, day).toordinal()

    easter = easter_sunday(year).toordinal()
    midsummer = _saturday_from(on(6, 20))
    found: dict[int, DayOff] = {
        on(1, 1): "new_year",
        on(1, 6): "epiphany",
        easter - 2: "good_friday",
        easter: "easter",
        easter + 1: "easter_monday",
        on(5, 1): "may_day",
        easter + 49: "whit_sunday",
        easter + 39: "ascension",
        midsummer - 1: "midsummer_eve",
        midsummer: "midsummer",
        _saturday_from(on(10, 31)): "all_saints",
        on(12, 24): "christmas_eve",
        on(12, 25): "christmas",
        on(12, 26): "boxing_day",
        on(12, 31): "new_years_eve",
    }
    if year < _FIRST_NATIONAL_DAY:
        found.setdefault(easter + 50, "whit_monday")
    else:
        found.setdefault(on(6, 6), "national_day")
    return found


def easter_sunday(year: int) -> datetime.date:
    """The first Sunday after the church's full moon on or after 21 March (the Gregorian computus)."""
    century, of_century = divmod(year, 100)
    leap_centuries, rest = divmod(century, 4)
    moon_shift = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * (year % 19) + century - leap_centuries - moon_shift + 15) % 30
    weekday = (32 + 2 * rest + 2 * (of_century // 4) - moon - of_century % 4) % 7
    late = (year % 19 + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return datetime.date(year, month, day + 1)


def _saturday_from(ordinal: int) -> int:
    """The first Saturday on or after the day."""
    return ordinal + (6 - ordinal) % 7


def _date(ordinal: int) -> datetime.date:
    return datetime.date.fromordinal(min(max(ordinal, BEFORE + 1), AFTER - 1))
