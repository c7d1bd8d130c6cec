"""Both sides of a threshold: the values nearest to it that can occur at all.

A threshold with one side outside the domain is none: nothing that can be given crosses it.
"""

import datetime
from fractions import Fraction
from math import ceil, floor
from typing import Literal

import attrs

from dsl import model
from dsl.domains import Domain, Numbers

Place = Literal["below", "at", "above", "other"]


@attrs.frozen
class Side:
    """One side of a threshold. nearest: the value that shows it; None: any value on that side does, since there is
    no nearest one."""

    side: Place
    nearest: Fraction | None


def line(domain: Domain) -> Numbers | None:
    """The domain as numbers, days by ordinal; None where there is no order."""
    match domain:
        case Numbers():
            # A step 0 is the number 0 alone.
            return None if domain.step == 0 or domain.low == domain.high is not None else domain
        case _:
            return None


DAYS = Numbers(Fraction(1), Fraction(datetime.date.min.toordinal()), Fraction(datetime.date.max.toordinal()))


def sides(domain: Numbers, operator: str, threshold: Fraction) -> tuple[Side, ...]:
    """The sides of a comparison with the threshold; none where it is no threshold in the domain."""
    match operator:
        case "=" | "≠":
            return _equal(domain, threshold)
        case _:
            return cut(domain, threshold, above=operator in (">", "<="))


def cut(domain: Numbers, threshold: Fraction, *, above: bool) -> tuple[Side, ...]:
    """Between the numbers below and those above. above: the threshold itself is below the cut."""
    low = _largest(domain, threshold, itself=above)
    high = _smallest(domain, threshold, itself=not above)
    if low is None or high is None:
        return ()
    return _named(low, threshold, "below"), _named(high, threshold, "above")


def _named(side: Side, threshold: Fraction, otherwise: Place) -> Side:
    return attrs.evolve(side, side="at" if side.nearest == threshold else otherwise)


def _equal(domain: Numbers, threshold: Fraction) -> tuple[Side, ...]:
    if not _within(domain, threshold):
        return ()
    if domain.step is None:
        return Side("at", threshold), Side("other", None)
    below, above = _largest(domain, threshold, itself=False), _smallest(domain, threshold, itself=False)
    return tuple(side for side in (below, Side("at", threshold), above) if side is not None)


def _largest(domain: Numbers, threshold: Fraction, *, itself: bool) -> Side | None:
    """The largest number of the domain below the threshold, or up to it."""
    found = _smallest(_mirrored(domain), -threshold, itself=itself)
    if found is None:
        return None
    return Side("below", None if found.nearest is None else -found.nearest)


def _smallest(domain: Numbers, threshold: Fraction, *, itself: bool) -> Side | None:
    """The smallest number of the domain above the threshold, or from it on."""
    start, open_ = threshold, not itself
    if domain.low is not None and (domain.low > start or (domain.low == start and domain.low_open)):
        start, open_ = domain.low, domain.low_open
    nearest: Fraction | None = None
    if domain.step is not None:
        steps = start / domain.step
        nearest = domain.step * (floor(steps) + 1 if open_ else ceil(steps))
        there = _within(domain, nearest)
    else:
        nearest = None if open_ else start
        there = domain.high is None or start < domain.high or (nearest == domain.high and not domain.high_open)
    return Side("above", nearest) if there else None


def _mirrored(domain: Numbers) -> Numbers:
    low = None if domain.high is None else -domain.high
    high = None if domain.low is None else -domain.low
    return Numbers(domain.step, low, high, domain.high_open, domain.low_open)


def _within(domain: Numbers, number: Fraction) -> bool:
    low, high = domain.low, domain.high
    above = low is None or number > low or (number == low and not domain.low_open)
    below = high is None or number < high or (number == high and not domain.high_open)
    return above and below and (domain.step is None or (number / domain.step).denominator == 1)


def constant(expression: model.Expression) -> Fraction | None:
    """The number that a constant is, of a day its ordinal."""
    match expression:
        case model.Constant(datetime.date() as day):
            return Fraction(day.toordinal())
        case model.Constant(Fraction() as number):
            return number
        case _:
            return None
