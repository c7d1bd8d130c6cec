"""A bar for each of some differences, right of an axis for more and left of it for less, in letters that any terminal
and any copied text has. The sign is seen by the side, never by colour alone."""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil

_AXIS = "│"
_FULL, _LEFT_HALF, _RIGHT_HALF = "█", "▌", "▐"


def bars(values: Sequence[Fraction | None], room: int) -> tuple[str, ...]:
    """One for each value, at most `room` letters; empty where there is no value or no room for any.

    The largest fills its side. What is not 0 has at least half a letter.
    """
    known = [value for value in values if value is not None]
    low, high = -min([Fraction(0), *known]), max([Fraction(0), *known])
    letters = room - 1
    if letters < 3 or low == high == 0:
        return ("",) * len(values)
    left = min(ceil(letters * low / (low + high)), letters - (high > 0))
    # Letters for each unit, so that both sides have room and are drawn to one scale.
    scale = min(side / size for side, size in ((left, low), (letters - left, high)) if size)
    return tuple("" if value is None else _bar(value, scale, left) for value in values)


def _bar(value: Fraction, scale: Fraction, left: int) -> str:
    whole, half = divmod(max(round(2 * scale * abs(value)), 1) if value else 0, 2)
    if value < 0:
        return f"{_RIGHT_HALF * half + _FULL * whole:>{left}}{_AXIS}"
    return f"{' ' * left}{_AXIS}{_FULL * whole}{_LEFT_HALF * half}"
