"""Rounding of one exact number, where that is done outside the vectors: constants, and figures as they are printed."""

from fractions import Fraction
from math import ceil, floor

_HALF = Fraction(1, 2)


def rounded(value: Fraction, direction: str, step: Fraction, tie: str | None) -> Fraction:
    """The number rounded to a multiple of step, as `model.Round` says. direction: up, down or nearest; tie: up,
    down, even or away, of what is nearest."""
    steps = value / step
    match direction, tie:
        case "up", _:
            return ceil(steps) * step
        case "down", _:
            return floor(steps) * step
        case _, "up":
            return floor(steps + _HALF) * step
        case _, "down":
            return ceil(steps - _HALF) * step
        case _, "even":
            return round(steps) * step
        case _:
            return (floor(steps + _HALF) if steps > 0 else ceil(steps - _HALF)) * step


def as_printed(value: Fraction, step: Fraction) -> Fraction:
    """The number to a multiple of step, halves from zero: what AVRUNDA in a spreadsheet gives, and what publishing
    offices print.

    The one way in which figures are shown and compared, so that a debt and its claim show the same kronor.
    """
    return rounded(value, "nearest", step, "away")
