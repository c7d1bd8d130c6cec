"""What stands for a stretch of numbers is one of them, as simply written as any."""

from fractions import Fraction

import attrs
from hypothesis import given
from hypothesis import strategies as st

from dsl.domains import Numbers, cut

NUMBERS = st.fractions(-50, 50, max_denominator=60)


@given(NUMBERS, NUMBERS, st.booleans(), st.booleans())
def test_an_example_lies_within_the_domain(one: Fraction, other: Fraction, low_open: bool, high_open: bool) -> None:
    low, high = sorted((one, other))
    if low == high:
        return
    for sample in cut(Numbers(None, low, high, low_open, high_open), ()).samples:
        for name in ("value", "example", "low", "high"):
            found = getattr(sample, name, None)
            assert found is None or low <= found <= high
        example = next(getattr(sample, name) for name in ("value", "example") if hasattr(sample, name))
        assert example > low or not low_open
        assert example < high or not high_open


@given(st.integers(1, 9), st.integers(1, 9), st.integers(1, 4))
def test_a_narrow_domain_has_an_example(whole: int, tenth: int, places: int) -> None:
    low = whole + Fraction(tenth, 10**places) + Fraction(1, 10 ** (places + 2))
    domain = Numbers(None, low, low + Fraction(1, 10**places), True, True)
    (sample,) = cut(domain, ()).samples
    (found,) = (value for name, value in attrs.asdict(sample).items() if name in ("value", "example"))
    assert low < found < domain.high
