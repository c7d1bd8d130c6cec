"""Days: the laws of moving them, and the working days of Sweden against a well-kept list."""

import datetime
from fractions import Fraction

import attrs
import holidays as published
import pytest
from generated import YEAR
from hypothesis import example, given, settings
from hypothesis import strategies as st
from programs import (
    SECTION,
    attribute,
    concept,
    const,
    day_of,
    define,
    facts,
    program,
    read,
    rows,
    shift,
    workday,
)
from reference import passed

from dsl import model
from interpreter import days
from interpreter.days import AFTER, BEFORE, Workdays, day_off, shifted, whole_time
from interpreter.evaluating.calculation import calculate, outcome
from interpreter.outcomes import Failed, Known, Undefined
from workbench.values.causes import cause_sentences

D = datetime.date
ordinals = st.dates(D(1900, 1, 1), D(2200, 12, 31)).map(D.toordinal)
nearby = st.dates(D(1999, 12, 1), D(2009, 3, 1)).map(D.toordinal)
directions = st.sampled_from(["before", "after"])


# -- working days --------------------------------------------------------------------------------


# The list goes from here to there; earlier the law had other holidays too.
@pytest.mark.parametrize("year", range(1992, 2100, 3))
def test_holidays_are_those_of_the_law(year):
    law = published.country_holidays("SE", years=[year], include_sundays=False)
    ours = {D.fromordinal(day) for day, name in days.holidays(year).items() if not name.endswith("eve")}
    assert ours == set(law)


# The day of the ecclesiastical full moon by the golden number, as the church has it for 1900–2199.
FULL_MOONS = (
    *((4, 14), (4, 3), (3, 23), (4, 11), (3, 31), (4, 18), (4, 8), (3, 28), (4, 16), (4, 5)),
    *((3, 25), (4, 13), (4, 2), (3, 22), (4, 10), (3, 30), (4, 17), (4, 7), (3, 27)),
)


@pytest.mark.parametrize("year", range(1900, 2200))
def test_easter_is_the_sunday_after_the_full_moon(year):
    moon = D(year, *FULL_MOONS[year % 19])
    assert days.easter_sunday(year) == D.fromordinal(moon.toordinal() + 7 - (moon.weekday() + 1) % 7)


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (D(2027, 6, 25), "midsummer_eve"),
        (D(2027, 6, 26), "midsummer"),
        (D(2026, 6, 19), "midsummer_eve"),
        (D(2027, 6, 24), None),
        (D(2027, 6, 19), "saturday"),
        (D(2027, 6, 20), "sunday"),
        (D(2027, 12, 24), "christmas_eve"),
        (D(2027, 12, 31), "new_years_eve"),
        (D(2027, 5, 6), "ascension"),
        (D(2027, 6, 6), "national_day"),
        (D(2004, 6, 6), "sunday"),
        (D(2004, 5, 31), "whit_monday"),
        (D(2005, 5, 16), None),
        (D(2008, 5, 1), "ascension"),
    ],
)
def test_days_off(day, why):
    assert day_off(day) == why


def is_workday(ordinal):
    return day_off(D.fromordinal(ordinal)) is None


@given(ordinals, directions)
def test_the_nearest_working_day_is_one_and_nothing_nearer_is(day, direction):
    found = Workdays().moved(day, 0, direction)
    assert is_workday(found)
    between = range(day, found) if direction == "after" else range(found + 1, day + 1)
    assert not any(map(is_workday, between))


@given(ordinals, st.integers(1, 400), directions)
def test_so_many_working_days_lie_between(day, count, direction):
    found = Workdays().moved(day, count, direction)
    passed = range(day + 1, found + 1) if direction == "after" else range(found, day)
    assert is_workday(found)
    assert sum(map(is_workday, passed)) == count


@given(ordinals, st.integers(1, 400), st.integers(1, 400), directions)
def test_working_days_add_up(day, one, other, direction):
    workdays = Workdays()
    together = workdays.moved(day, one + other, direction)
    assert workdays.moved(workdays.moved(day, one, direction), other, direction) == together


@given(ordinals, st.integers(1, 400))
def test_back_again_where_it_began_on_a_working_day(day, count):
    workdays = Workdays()
    start = workdays.moved(day, 0, "after")
    assert workdays.moved(workdays.moved(start, count, "after"), count, "before") == start


# -- months and years ----------------------------------------------------------------------------


@given(ordinals, st.integers(-2000, 2000))
def test_a_month_away_is_the_same_day_or_the_last_of_the_month(day, count):
    before, after = D.fromordinal(day), D.fromordinal(shifted(day, count, "month"))
    assert (after.year - before.year) * 12 + after.month - before.month == count
    last = (after + datetime.timedelta(days=1)).month != after.month
    assert after.day == before.day or (after.day < before.day and last)


@given(ordinals, ordinals, st.integers(-2000, 2000), st.sampled_from(["day", "month", "year"]))
def test_moving_keeps_the_order(one, other, count, unit):
    early, late = sorted([one, other])
    assert shifted(early, count, unit) <= shifted(late, count, unit)


@given(ordinals, st.integers(-150, 150))
def test_a_year_is_twelve_months(day, count):
    assert shifted(day, count, "year") == shifted(day, 12 * count, "month")


@given(ordinals, st.integers(-2000, 2000))
def test_days_go_back_again(day, count):
    assert shifted(shifted(day, count, "day"), -count, "day") == day


@pytest.mark.parametrize(
    ("day", "count", "unit", "expected"),
    [
        (D(2027, 1, 31), 1, "month", D(2027, 2, 28)),
        (D(2028, 1, 31), 1, "month", D(2028, 2, 29)),
        (D(2028, 2, 29), 1, "year", D(2029, 2, 28)),
        (D(2028, 2, 29), 4, "year", D(2032, 2, 29)),
        (D(2027, 3, 31), -1, "month", D(2027, 2, 28)),
        (D(2027, 12, 31), 1, "day", D(2028, 1, 1)),
    ],
)
def test_moved_days(day, count, unit, expected):
    assert shifted(day.toordinal(), count, unit) == expected.toordinal()


# -- the ends of the calendar ----------------------------------------------------------------------

FIRST, LAST = const(D.min), const(D.max)
STARTED = attribute("parti", "bildat", model.Day())
OUTSIDE = Failed(frozenset([Undefined("outside_calendar", SECTION, 1)]))


def value(expression, day=None, year=YEAR, elections=(2026, 2030)):
    """For a row with that `bildat`, or of the whole regulation."""
    made = define(expression.concept, "v", expression)
    whole = program([made], [concept("parti", STARTED)], elections=elections)
    given_facts = facts({"parti": rows("parti", "A", bildat=[day])})
    return outcome(calculate(whole, given_facts, year), made.symbol, 0)


@pytest.mark.parametrize(
    ("moved", "day"),
    [
        (lambda it: shift(it, 1, "day"), D.max),
        (lambda it: shift(it, -1, "month"), D(1, 1, 31)),
        (lambda it: shift(it, 1, "month"), D(9999, 12, 1)),
        (lambda it: shift(it, -(10**40), "day"), D(2027, 1, 1)),
        (lambda it: shift(it, 10**40, "year"), D(2027, 1, 1)),
        (lambda it: workday(it, 10, "after"), D(9999, 12, 24)),
        (lambda it: workday(it, 10, "before"), D(1, 1, 4)),
    ],
)
def test_outside_the_calendar(moved, day):
    assert value(moved(const(day))) == OUTSIDE
    assert value(moved(read(STARTED)), day) == OUTSIDE
    # What is missing is not outside as well, nor is what comes after counted twice.
    (cause,) = value(moved(read(STARTED)), None).causes
    assert cause.symbol == STARTED.symbol
    assert value(shift(moved(read(STARTED)), 0, "month"), day) == OUTSIDE


@given(st.sampled_from([BEFORE, AFTER]), st.integers(-5, 5), st.sampled_from(["day", "month", "year"]))
def test_what_is_no_day_stops_nothing(nothing, count, unit):
    assert BEFORE <= shifted(nothing, count, unit) <= AFTER
    assert BEFORE <= Workdays().moved(nothing, abs(count), "after") <= AFTER


def test_days_of_the_year():
    assert value(day_of(2, 29)) == Known(D(2027, 2, 28))
    assert value(day_of(2, 29, "next")) == Known(D(2028, 2, 29))
    assert value(day_of(2, None, "next")) == Known(D(2028, 2, 29))
    assert value(day_of(12, 31, "election")) == Known(D(2030, 12, 31))
    assert value(day_of(12, 31, "election"), year=2026) == Known(D(2026, 12, 31))


@pytest.mark.parametrize(
    ("expression", "year", "why"),
    [
        (day_of(12, 31, "election"), 2031, "no_election"),
        (day_of(1, 1), None, "before_first"),
        (day_of(1, 1, "next"), 9999, "outside_calendar"),
        (workday(FIRST, days.MAX_WORKDAYS + 1, "after"), 2027, "too_large"),
    ],
)
def test_days_that_are_not_there(expression, year, why):
    failed = value(expression, year=year)
    [cause] = failed.causes
    assert attrs.evolve(cause, undecided=None) == Undefined(why, SECTION, 1)
    assert cause_sentences(failed)


@given(ordinals, ordinals, st.sampled_from(["day", "week", "month", "year"]), st.integers(-30, 120))
@example(D(2004, 2, 29).toordinal(), D(2022, 2, 28).toordinal(), "year", 18)
@example(D(2004, 2, 29).toordinal(), D(2022, 2, 27).toordinal(), "year", 18)
@example(D(2024, 1, 31).toordinal(), D(2024, 2, 29).toordinal(), "month", 1)
@example(D(2005, 6, 20).toordinal(), D(2023, 6, 20).toordinal(), "year", 18)
def test_so_many_have_passed_exactly_where_the_day_so_much_later_has_come(since, until, unit, number):
    moved = shifted(since, 7 * number, "day") if unit == "week" else shifted(since, number, unit)
    assert (whole_time(since, until, unit) >= number) == (moved <= until)


@settings(deadline=None)
@given(nearby, nearby, st.sampled_from(["day", "week", "month", "year"]))
def test_whole_units_are_counted_one_by_one(since, until, unit):
    assert whole_time(since, until, unit) == passed(D.fromordinal(since), D.fromordinal(until), unit)


@pytest.mark.parametrize("unit", ["day", "week", "month", "year"])
def test_whole_units_reach_from_end_to_end_of_the_calendar(unit):
    first, last = D.min.toordinal(), D.max.toordinal()
    assert whole_time(first, last, unit) >= 0 > whole_time(last, first, unit)
    assert whole_time(first, first, unit) == whole_time(last, last, unit) == 0


def test_days_are_counted_between():
    made = model.Arithmetic("-", LAST, FIRST, model.Number(model_unit()), None)
    assert value(made) == Known(Fraction((D.max - D.min).days))
    since = model.Arithmetic("-", read(STARTED), const(D(2027, 2, 27)), model.Number(model_unit()), "parti")
    assert value(since, D(2027, 3, 1)) == Known(Fraction(2))
    early = model.Extreme("lower", FIRST, LAST, False, model.Day(), None)
    assert value(early) == Known(D.min)


def model_unit():
    from dsl.units import BUILT_IN

    return BUILT_IN["dag"]
