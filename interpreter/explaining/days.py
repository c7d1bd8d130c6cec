"""Why a counted day is the one it is: the holidays that were passed, the day that a month lacks."""

import datetime
from collections.abc import Iterator
from fractions import Fraction

from dsl import model
from interpreter.days import AFTER, BEFORE, WholeUnit, day_off, shifted
from interpreter.explaining.cursor import Spot
from interpreter.explaining.derivation import DayClipped, TimePassed, WorkdaysCounted
from interpreter.outcomes import Known

# In days; of what is counted further nobody wants to know the holidays.
_LONGEST = 366


def workdays(workday: model.Workday, spot: Spot) -> Iterator[WorkdaysCounted]:
    """The days off that were passed when working days were counted; nothing where there were none."""
    match spot.outcome(workday.value), spot.outcome(workday):
        case Known(datetime.date() as start), Known(datetime.date() as end) if abs(end - start).days <= _LONGEST:
            first, last = min(start, end), max(start, end)
            passed = (first + datetime.timedelta(days) for days in range((last - first).days + 1))
            off = tuple(
                (day, why)
                for day, why in ((day, day_off(day)) for day in passed)
                if why is not None
                and ((day == start and workday.count == 0) or (day != start and day.isoweekday() < 6))
            )
            if off:
                yield WorkdaysCounted(off)
        case _:
            return


def passed(whole: model.WholeTime, spot: Spot) -> Iterator[TimePassed]:
    """The day on which the last whole week, month or year was complete, and the one on which the next is."""
    match spot.outcome(whole.since), spot.outcome(whole):
        case Known(datetime.date() as start), Known(Fraction() as number):
            last, following = (_later(start, number.numerator + more, whole.unit) for more in (0, 1))
            yield TimePassed(whole, number.numerator, last, following)
        case _:
            return


def _later(start: datetime.date, count: int, unit: WholeUnit) -> datetime.date | None:
    """None outside the calendar."""
    ordinal = start.toordinal()
    day = shifted(ordinal, 7 * count, "day") if unit == "week" else shifted(ordinal, count, unit)
    return datetime.date.fromordinal(day) if BEFORE < day < AFTER else None


def clipped(shift: model.ShiftDay, spot: Spot) -> Iterator[DayClipped]:
    """The day that was taken instead of one that the month lacks; nothing where it has it."""
    match spot.outcome(shift.value), spot.outcome(shift):
        case Known(datetime.date() as start), Known(datetime.date() as end):
            if shift.unit != "day" and start.day != end.day:
                yield DayClipped(end)
        case _:
            return
