"""Units as an exact algebra: products and quotients, what they are shown in, and how they are written and read."""

from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsl import units
from dsl.units import PURE, Unit, common, is_share, parse, product, quotient, shown, unit_text

KNOWN = {**units.BUILT_IN, "mandat": units.declared("mandat"), "tjänst": units.declared("tjänst")}

dimensions = st.sampled_from(["kr", "mandat", "tjänst", "år", "procentenheter"])
powers = st.dictionaries(dimensions, st.integers(-3, 3).filter(bool), max_size=3)
factors = st.sampled_from([Fraction(1), Fraction(1000), Fraction(1, 100)])
any_unit = st.builds(lambda factor, of: Unit(factor, tuple(sorted(of.items()))), factors, powers)


@pytest.mark.parametrize(
    ("text", "factor", "canonical"),
    [
        ("kr", 1, "kr"),
        ("kronor", 1, "kr"),
        ("tkr", 1000, "tkr"),
        ("mnkr/år", 1_000_000, "mnkr/år"),
        ("öre", Fraction(1, 100), "öre"),
        ("kr/tjänst/år", 1, "kr/tjänst/år"),
        ("kr/år/tjänst", 1, "kr/tjänst/år"),
        ("månader/år", 1, "månad/år"),
        ("%", Fraction(1, 100), "%"),
        ("promille", Fraction(1, 1000), "promille"),
        ("procentenheter", Fraction(1, 100), "procentenheter"),
        ("kr/kr", 1, None),
    ],
)
def test_written_and_read(text, factor, canonical):
    unit = parse(text, KNOWN)
    assert unit is not None
    assert unit.factor == factor
    assert unit_text(unit) == canonical


# Every way to write a unit that nobody declares: how many of what it counts.
WORTH = {
    **dict.fromkeys(("kr", "krona", "kronor"), (1, "kr")),
    **{text: (Fraction(1, 100), "kr") for text in ("öre", "ören")},
    "tkr": (1000, "kr"),
    "mnkr": (1_000_000, "kr"),
    **{text: (Fraction(1, 100), None) for text in ("%", "procent")},
    "promille": (Fraction(1, 1000), None),
    **{text: (Fraction(1, 100), "procentenheter") for text in ("procentenhet", "procentenheter")},
    "år": (1, "år"),
    **dict.fromkeys(("månad", "månader"), (1, "månad")),
    **dict.fromkeys(("vecka", "veckor"), (1, "vecka")),
    **dict.fromkeys(("dag", "dagar"), (1, "dag")),
    **dict.fromkeys(("timme", "timmar"), (1, "timme")),
}


def test_every_spelling_has_its_worth():
    found = {text: (unit.factor, dict(unit.powers)) for text, unit in units.BUILT_IN.items()}
    wanted = {text: (factor, {of: 1} if of else {}) for text, (factor, of) in WORTH.items()}
    assert found == wanted


@given(any_unit, any_unit, any_unit)
def test_no_unit_stands_first(one, other, third):
    """What either of two may be in, and what a product is in, is the same in any order."""
    units_of = [shown(attrs.evolve(each, powers=one.powers)) for each in (one, other, third)]
    first, second, last = units_of
    assert common(first, second) == common(second, first)
    assert common(common(first, second), last) == common(first, common(second, last))
    assert common(first, first) == first
    left, right = shown(one), shown(other)
    assert product(left, right).powers == product(right, left).powers
    assert is_share(product(left, right)) == is_share(product(right, left))


@pytest.mark.parametrize("text", ["krr", "kr/krr", "krr/kr", "krr/krr/kr", ""])
def test_unknown(text):
    assert parse(text, KNOWN) is None


@pytest.mark.parametrize(
    ("left", "right", "times", "over"),
    [
        ("kr", "%", "kr", "kr"),
        ("%", "kr", "kr", "%/kr"),
        ("%", "%", "%", None),
        ("%", "promille", "%", None),
        ("promille", "%", "%", None),
        ("%", "mandat", "mandat", "%/mandat"),
        ("%/mandat", "%", "%/mandat", "1/mandat"),
        ("%/mandat", "mandat", "%", "%/mandat/mandat"),
        ("%/mandat", "promille/år", "%/mandat/år", "år/mandat"),
        ("promille/år", "%/mandat", "%/mandat/år", "mandat/år"),
        ("%/mandat", "tkr", "tkr/mandat", "%/kr/mandat"),
        ("tkr", "%/mandat", "tkr/mandat", "tkr·mandat"),
        ("%/mandat", "kr/år", "kr/mandat/år", "år/kr/mandat"),
        ("kr", "tkr", "kr·kr", None),
        ("öre", "kr", "kr·kr", None),
        ("kr/månad", "månader/år", "kr/år", "kr/månad·månad·år"),
        ("kr/mandat", "mandat", "kr", "kr/mandat/mandat"),
        ("tkr", "år", "tkr·år", "tkr/år"),
        ("tkr", "tkr", "kr·kr", None),
        ("procentenheter", "kr", "kr·procentenheter", "procentenheter/kr"),
        ("procentenheter", "tkr", "tkr·procentenheter", "procentenheter/kr"),
        ("procentenheter", "procentenheter", "procentenheter·procentenheter", None),
    ],
)
def test_products_are_shown_as_people_write_them(left, right, times, over):
    one, other = parse(left, KNOWN), parse(right, KNOWN)
    assert unit_text(product(one, other)) == times
    if left != "kr/månad":
        assert unit_text(quotient(one, other)) == over


def test_a_plain_number_changes_no_unit():
    for text in KNOWN:
        unit = KNOWN[text]
        assert product(PURE, unit) == unit
        assert product(unit, PURE) == unit
        assert quotient(unit, PURE) == unit


@given(any_unit, any_unit)
def test_division_undoes_multiplication(one, other):
    assert one.times(other).over(other) == one
    assert one.times(other) == other.times(one)
    assert one.over(one).powers == ()


@given(any_unit)
def test_every_shown_unit_has_a_spelling(unit):
    assert shown(unit).same_dimension(unit)
    assert unit_text(shown(unit)) != ""
    assert shown(shown(unit)) == shown(unit)
