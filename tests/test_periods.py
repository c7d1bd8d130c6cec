"""Mandate periods and election years: what the header decides, and that what it lacks is what decides it."""

import attrs
import pytest
from programs import program

from dsl.years.periods import Undecided, answer, between, decides, next_election, true_years, turns
from workbench.values.causes import undecided

TERMS = [(2023, 2026)]
ASKED = {
    "first_of_period": "mandatperiodens första år",
    "last_of_period": "mandatperiodens sista år",
    "election": "valår",
    "next_election": "nästa valår",
}


def made(elections=(), periods=None, years=(None, None)):
    listed = between(elections) if periods is None else periods
    return attrs.evolve(program([], elections=elections, periods=listed), years=years)


def asked(where, question, year):
    return next_election(where, year) if question == "next_election" else answer(where, question, year)


@pytest.mark.parametrize(
    ("where", "question", "years"),
    [
        (made((2018, 2022)), "first_of_period", {2018: False, 2019: True, 2020: False, 2023: True, 2026: False}),
        (made((2018, 2022)), "last_of_period", {2018: True, 2019: False, 2022: True, 2025: False}),
        (made((2018, 2022)), "election", {2018: True, 2021: False, 2022: True, 2025: False}),
        (made((2018, 2022)), "next_election", {2015: 2018, 2018: 2018, 2019: 2022, 2022: 2022}),
        (made((2022,)), "first_of_period", {2023: True}),
        (made((2022,)), "last_of_period", {2022: True}),
        (made((2022,)), "next_election", {2022: 2022}),
        (made((1991, 1994, 1998)), "first_of_period", {1992: True, 1993: False, 1995: True, 1999: True}),
        (made((), TERMS), "first_of_period", {2023: True, 2024: False, 2027: True, 2030: False}),
        (made((), TERMS), "last_of_period", {2023: False, 2026: True, 2029: False}),
        (made((2026,), TERMS), "election", {2026: True, 2029: False}),
        (made((2018, 2022), TERMS), "first_of_period", {2018: False, 2019: True, 2023: True, 2027: True}),
        # What `mandatperiod` says goes before `valår` in its own time.
        (made((2024,), TERMS), "last_of_period", {2024: False, 2026: True}),
    ],
)
def test_decided(where, question, years):
    assert {year: asked(where, question, year) for year in years} == years


@pytest.mark.parametrize(
    ("where", "question", "year", "key", "missing"),
    [
        (made((2018, 2022)), "first_of_period", 2027, "valår", (2026,)),
        (made((2018, 2022)), "last_of_period", 2026, "valår", (2026,)),
        (made((2018, 2022)), "election", 2027, "valår", (2026,)),
        (made((2018, 2022)), "election", 2033, "valår", (2026, 2030)),
        (made((2018, 2022)), "next_election", 2023, "valår", (2026,)),
        (made((2018, 2022)), "next_election", 2027, "valår", (2026, 2030)),
        (made((2018, 2022)), "next_election", 2014, "valår", (2014,)),
        (made((2018, 2022)), "next_election", 2013, "valår", (2010, 2014)),
        (made((2018, 2022)), "first_of_period", 2017, "valår", (2014,)),
        (made((2018, 2022)), "election", 2013, "valår", (2010, 2014)),
        (made((2018, 2022)), "first_of_period", 2100, "valår", (2026, 2030, 2034, 2038, 2042)),
        (made((2022,)), "first_of_period", 2022, "valår", ()),
        (made((2022,)), "first_of_period", 2024, "valår", ()),
        (made((2022,)), "last_of_period", 2023, "valår", ()),
        (made((2022,)), "next_election", 2021, "valår", ()),
        (made((1991, 1994, 1998)), "last_of_period", 1999, "valår", ()),
        (made(), "first_of_period", 2027, "valår", ()),
        (made(), "next_election", 2027, "valår", ()),
        (made((), TERMS), "election", 2026, "valår", ()),
        (made((), TERMS), "last_of_period", 2022, "mandatperiod", (2022,)),
        (made((), TERMS), "first_of_period", 2018, "mandatperiod", (2018, 2022)),
        (made((), TERMS), "last_of_period", 2030, "mandatperiod", (2030,)),
        (made((), TERMS), "first_of_period", 2031, "mandatperiod", (2030,)),
    ],
)
def test_undecided(where, question, year, key, missing):
    found = asked(where, question, year)
    assert isinstance(found, Undecided)
    assert (found.question, found.year, found.key, found.missing) == (question, year, key, missing)
    told = undecided(found)
    assert ASKED[question] in told
    assert all(str(one) in told for one in missing)
    assert not (missing and year < 2100) or not isinstance(asked(taken_over(where, found), question, year), Undecided)


def taken_over(where, found):
    """The header with what the message proposes in it."""
    if found.key == "valår":
        return made(tuple(sorted((*where.elections, *found.missing))))
    periods = [*where.periods, *((last - found.length + 1, last) for last in found.missing)]
    return made(where.elections, sorted(periods))


def test_what_a_message_says():
    after, before, nothing, period = (
        undecided(asked(where, "first_of_period", year))
        for where, year in ((made((2018, 2022)), 2027), (made((2022,)), 2021), (made(), 2027), (made((), TERMS), 2031))
    )
    assert after == (
        "raden valår överst i regelverket avgör inte om 2027 är mandatperiodens första år, eftersom inget efter 2022 "
        "står i den: skriv till 2026"
    )
    assert before.endswith("eftersom inget före 2022 står i den: skriv till valår före 2022")
    assert nothing.endswith("skriv en rad valår överst i regelverket, med åren både före och efter")
    assert period.endswith("eftersom inget efter 2026 står i den: skriv till 2027–2030")


def test_years_that_are_told_of():
    assert turns(made((2018, 2022))) == {2018, 2019, 2022, 2023}
    assert true_years(made((2018, 2022)), "first_of_period") == (2019, 2023)
    assert true_years(made((), TERMS), "last_of_period") == (2026,)
    assert decides(made((2022,), years=(2023, None)), "first_of_period")
    assert not decides(made((2022,), years=(2024, 2026)), "first_of_period")
    assert decides(made(), "first_of_period")
    assert not decides(made(years=(2024, None)), "first_of_period")
