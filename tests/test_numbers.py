"""Exact numbers as Swedes write them, and as programs read them."""

import datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsl import model
from dsl.units import PERCENT, POINTS, PURE, Unit
from interpreter.outcomes import Value
from workbench.values import numbers

KR = Unit(Fraction(1), (("kr", 1),))
KR_A_YEAR = Unit(Fraction(1), (("kr", 1), ("år", -1)))
THOUSANDS = Unit(Fraction(1000), (("kr", 1),))
POST = Unit(Fraction(1), (("tjänst", 1),))
MONTHS_A_YEAR = Unit(Fraction(1), (("månad", 1), ("år", -1)))
PLURALS = {"tjänst": "tjänster"}


def plain(text: str) -> str:
    """The tests write ordinary spaces; what is printed must have none."""
    assert " " not in text
    return text.replace(numbers.NO_BREAK_SPACE, " ")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("0", "0"),
        ("1/3", "1/3"),
        ("-1/3", "-1/3"),
        ("467488.45", "467488.45"),
        ("-0.5", "-0.5"),
        ("1/1024", "0.0009765625"),
        ("117034", "117034"),
    ],
)
def test_programs_read_every_digit(value: str, written: str) -> None:
    assert numbers.exact(Fraction(value)) == written


@given(st.fractions())
def test_programs_can_read_it_back(value: Fraction) -> None:
    assert Fraction(numbers.exact(value)) == value


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("0", "0"),
        ("999", "999"),
        ("1000", "1 000"),
        ("1234567", "1 234 567"),
        ("-1500", "−1 500"),
        ("0.52", "0,52"),
        ("-0.5", "−0,5"),
        ("12402.7625", "12 402,7625"),
        ("12402.76251", "12 402,76…"),
        ("147755425/1300", "113 658,01…"),
        ("1/3", "0,33…"),
        ("-1/3", "−0,33…"),
        ("2/3", "0,66…"),
        ("-2/3", "−0,66…"),
        ("0.00042", "0,00042"),
        ("1/3000", "0,00033…"),
        ("1/30000000000000", "0,0000000000…"),
    ],
)
def test_people_read_groups_and_a_comma(value: str, written: str) -> None:
    assert plain(numbers.number(Fraction(value))) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [("10000", "10 000"), ("0.0000123", "0,0000123"), ("12402.76251", "12 402,76251"), ("100/3", "100/3")],
)
def test_a_rule_reads_groups_a_comma_and_all_decimals(value: str, written: str) -> None:
    assert plain(numbers.written(Fraction(value))) == written


@pytest.mark.parametrize(
    ("value", "step", "written"),
    [
        ("318655.30", "1", "318 655"),
        ("0.5", "1", "1"),
        ("-0.5", "1", "−1"),
        ("-1.5", "1", "−2"),
        ("-0.49", "1", "0"),
        ("-2.5", "1", "−3"),
        ("2.5", "1", "3"),
        ("0.005", "0.01", "0,01"),
        ("12", "0.01", "12,00"),
        ("1449", "100", "1 400"),
        ("1450", "100", "1 500"),
        ("1", "1/3", "1"),
        ("1/2", "1/3", "0,66…"),
    ],
)
def test_shown_means_rounded_with_halves_from_zero(value: str, step: str, written: str) -> None:
    assert plain(numbers.rounded(Fraction(value), Fraction(step))) == written


@pytest.mark.parametrize(
    ("value", "beside", "written"),
    [
        ("6574/365.25", ("17", "18", "17.5"), "17,99…"),
        ("17.99811111111", ("17.998",), "17,9981…"),
        ("18.000000001", ("18",), "18,000000001"),
        ("1/3", ("0.333",), "0,3333…"),
        ("1/3", ("1/3",), "0,33…"),
        ("-1/3", ("-0.33",), "−0,333…"),
        ("-0.0000001", ("0",), "−0,0000001"),
        ("1/30000000000000", ("0",), "0,00000000000003…"),
        ("2/3", ("0.6", "0.7", "0.67"), "0,66…"),
        ("0.5", ("0.4999",), "0,5"),
        ("1/3", (f"{10**60 // 3}/{10**60}",), "1/3"),
    ],
)
def test_as_many_decimals_as_it_takes(value: str, beside: tuple[str, ...], written: str) -> None:
    assert plain(numbers.number(exact(value), beside=[exact(other) for other in beside])) == written


@given(st.fractions(), st.fractions())
def test_a_number_is_seen_on_its_side_of_what_decided(value: Fraction, limit: Fraction) -> None:
    """The digits that are seen are its own: what they say at least and at most, it is."""
    text = plain(numbers.number(value, beside=[limit]))
    if "/" in text:
        return
    seen = Fraction(text.replace("…", "").replace("−", "-").replace(",", ".").replace(" ", ""))
    last = Fraction(1, 10 ** len(text.removesuffix("…").partition(",")[2]))
    assert seen == value if "…" not in text else 0 <= abs(value) - abs(seen) < last
    if "…" in text and value != limit:
        assert not (abs(seen) <= abs(limit) < abs(seen) + last) or (value < 0) != (limit < 0)


def exact(text: str) -> Fraction:
    """`6574/365.25`, which Fraction does not read."""
    over, _, under = text.partition("/")
    return Fraction(over) / Fraction(under or 1)


@pytest.mark.parametrize(
    ("value", "unit", "text", "shown", "written"),
    [
        ("318655.3", KR_A_YEAR, "kr/år", None, "318 655,30 kr/år"),
        ("318655.3", KR_A_YEAR, "kr/år", "1", "318 655 kr/år"),
        ("8989", KR_A_YEAR, None, None, "8 989 kr/år"),
        ("0.25", PERCENT, "%", None, "25 %"),
        ("1/3", PERCENT, None, None, "33,33… %"),
        ("1/3", PERCENT, None, "0.001", "33,3 %"),
        ("0.002", Unit(Fraction(1, 1000), ()), None, None, "2 promille"),
        ("2500", THOUSANDS, "tkr", None, "2,5 tkr"),
        ("2500", THOUSANDS, None, None, "2,5 tkr"),
        ("2500", THOUSANDS, "tkr", "1000", "3 tkr"),
        ("1", POST, "tjänst", None, "1 tjänst"),
        ("2", POST, "tjänst", None, "2 tjänster"),
        ("0", POST, "tjänst", None, "0 tjänster"),
        ("1.4", POST, "tjänst", None, "1,4 tjänst"),
        ("1.4", POST, "tjänst", "1", "1 tjänst"),
        ("1.6", POST, "tjänst", "1", "2 tjänster"),
        ("0.01", POINTS, None, None, "1 procentenhet"),
        ("0.02", POINTS, "procentenheter", None, "2 procentenheter"),
        ("0.015", POINTS, "procentenheter", None, "1,5 procentenheter"),
        ("12", MONTHS_A_YEAR, None, None, "12 månader/år"),
        ("1.5", MONTHS_A_YEAR, None, None, "1,5 månader/år"),
        ("3", PURE, None, None, "3"),
        ("3", Unit(Fraction(1), (("kr", 2), ("år", 1))), None, None, "3 kr·kr·år"),
        ("3", Unit(Fraction(1), (("år", -2),)), None, None, "3 1/år/år"),
    ],
)
def test_quantities(value: str, unit: Unit, text: str | None, shown: str | None, written: str) -> None:
    step = None if shown is None else Fraction(shown)
    assert plain(numbers.quantity(Fraction(value), unit, text, PLURALS, step)) == written


@pytest.mark.parametrize(
    ("value", "unit", "text", "written"),
    [
        ("297666.3", KR_A_YEAR, "kr/år", "297 666,30"),
        ("297666.3", KR_A_YEAR, None, "297 666,30"),
        ("0.25", PERCENT, "%", "25 %"),
        ("5", PURE, None, "5"),
        ("1.4", POST, "tjänst", "1,4"),
    ],
)
def test_inside_a_formula_units_rest(value: str, unit: Unit, text: str | None, written: str) -> None:
    assert plain(numbers.bare(Fraction(value), unit, text)) == written


@pytest.mark.parametrize(
    ("value", "of", "written"),
    [
        (True, model.Truth(), "ja"),
        (False, model.Truth(), "nej"),
        (datetime.date(2024, 1, 1), model.Day(), "2024-01-01"),
        ("Umeå", model.Text(), "”Umeå”"),
        ("resa", model.Choice(("resa", "annat")), "resa"),
        (Fraction(5), model.Number(POST), "5 tjänster"),
        (Fraction(5), model.Truth(), "5"),
    ],
)
def test_values_of_every_type(value: Value, of: model.Type, written: str) -> None:
    assert plain(numbers.value_text(value, of, None, PLURALS)) == written
