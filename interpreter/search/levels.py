"""Where something computed passes a level: found by trying values of one input on the evaluator itself.

Between two values tried, a straight line says where to try next; where that does not help, the middle. So the answer
is exact for what is piecewise linear, and for whole numbers it ends at neighbours. What was tried and not found is no
proof.
"""

import datetime
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

from dsl import digits
from dsl.domains import Days, Domain, Numbers
from interpreter.outcomes import Value
from interpreter.search.axes import size_of, values_of, within

# The sought differences at some values of the input, None where there is none.
Measure = Callable[[Sequence[Value]], Sequence[Fraction | None]]

_ROUNDS = 40
# A domain with at most so many values is looked at from end to end.
_FEW = 64
# Values looked at besides the points of interest, in steps of the input.
_PROBES = (0, 1, 2, 3, 5, 10, 20, 50, 100, 300, 1_000, 10_000, 100_000, 1_000_000, 10_000_000)
_DAYS = (1, 2, 3, 4, 7, 14, 31, 90, 366, 1_000, 4_000)
# Digits of a number that is worth giving.
_MOST_DIGITS = 12


def passing(
    domain: Domain, step: Fraction, points: Sequence[Value], measure: Measure, target: Fraction
) -> tuple[tuple[Value, Fraction], ...]:
    """Values of the input with what is measured there, around where it is `target`: in order of the input.

    step: how far apart values are looked for, in base units; points: values to begin with; of days, any day
    """
    line = _Line(domain, step, measure)
    line.look([_place(point) for point in points])
    if few_of(domain):
        line.look([_place(value) for value in values_of(domain)])
    elif isinstance(domain, Days):
        day = _place(points[0])
        line.look([day + sign * near for near in _DAYS for sign in (1, -1)])
    else:
        line.look([sign * step * probe for probe in _PROBES for sign in (1, -1)])
    left = _ROUNDS
    while left and line.look(_next(line, target)):
        left -= 1
    return tuple((line.value(place), found) for place, found in sorted(line.known.items()) if found is not None)


def few_of(domain: Domain) -> bool:
    """Whether all values can be looked at."""
    size = size_of(domain)
    return size is not None and size <= _FEW


class _Line:
    """What has been measured so far. known: by place (days as ordinals); None where there is no value."""

    def __init__(self, domain: Domain, step: Fraction, measure: Measure) -> None:
        self.domain = domain
        self.step = step
        self.grid = Fraction(1) if isinstance(domain, Days) else domain.step if isinstance(domain, Numbers) else None
        self.measure = measure
        self.known: dict[Fraction, Fraction | None] = {}

    def value(self, place: Fraction) -> Value:
        return datetime.date.fromordinal(int(place)) if isinstance(self.domain, Days) else place

    def look(self, places: Sequence[Fraction]) -> bool:
        """Measures what is new and may be given; whether there was any."""
        new = [place for place in dict.fromkeys(places) if place not in self.known and self._possible(place)]
        if new:
            self.known.update(zip(new, self.measure([self.value(place) for place in new]), strict=True))
        return bool(new)

    def _possible(self, place: Fraction) -> bool:
        if isinstance(self.domain, Days):
            return datetime.date.min.toordinal() <= place <= datetime.date.max.toordinal()
        return within(self.domain, place)


def _next(line: _Line, target: Fraction) -> list[Fraction]:
    """Where to look between two places on different sides of the target, and at the ends beyond them."""
    there = [(place, found - target) for place, found in sorted(line.known.items()) if found is not None]
    wanted: list[Fraction] = []
    for (low, below), (high, above) in pairwise(there):
        if (below < 0) != (above < 0) or (below > 0) != (above > 0):
            wanted += _between(line, low, below, high, above)
    if len(there) > 1 and not wanted:
        for (near, at), (far, before) in ((there[0], there[1]), (there[-1], there[-2])):
            if at and (at - before) and abs(at) < abs(before):
                wanted += _snapped(line, near + (near - far) * -at / (at - before))
    return wanted


def _between(line: _Line, low: Fraction, below: Fraction, high: Fraction, above: Fraction) -> list[Fraction]:
    if line.grid is not None and high - low <= line.grid:
        return []
    if below and above:
        crossing = low + (high - low) * -below / (above - below)
        found = [one for one in _snapped(line, crossing) if low < one < high]
        if line.grid is not None:
            found += [one for one in _snapped(line, (low + high) / 2) if low < one < high]
        elif crossing not in line.known and not found:
            found = [_rounded((low + high) / 2)]
        return found
    # One of them is exactly there: how far that reaches, towards the other.
    exact, toward = (low, 1) if not below else (high, -1)
    step = line.grid or line.step
    near = exact + toward * step
    middle = step * floor((low + high) / 2 / step)
    return [one for one in (near, middle) if low < one < high]


def _snapped(line: _Line, place: Fraction) -> list[Fraction]:
    """The place; or the nearest that may be given on both sides of it. Numbers too long to write are cut."""
    if line.grid is not None:
        return [line.grid * floor(place / line.grid), line.grid * ceil(place / line.grid)]
    if len(digits.text(place.numerator)) + len(digits.text(place.denominator)) > _MOST_DIGITS:
        return [_rounded(place)]
    return [place]


def _rounded(place: Fraction) -> Fraction:
    return Fraction(round(place * 1_000_000), 1_000_000)


def _place(value: Value) -> Fraction:
    if isinstance(value, datetime.date):
        return Fraction(value.toordinal())
    assert isinstance(value, Fraction)
    return value


def sides(
    found: Sequence[tuple[Value, Fraction]], target: Fraction, beside: str | None = None
) -> Mapping[str, tuple[Value, ...]]:
    """The values where it is below, at and above the target: those nearest to it first, and of those at it the ones
    nearest to where it is not (or on the side called `beside`)."""
    sided = [("below" if measured < target else "above" if measured > target else "at") for _, measured in found]
    result: dict[str, list[tuple[int, Fraction, int, Value]]] = {"below": [], "at": [], "above": []}
    for number, (value, measured) in enumerate(found):
        away = abs(measured - target)
        if not away:
            gaps = [
                abs(_place(found[other][0]) - _place(value))
                for other in (number - 1, number + 1)
                if 0 <= other < len(found) and (sided[other] != "at" if beside is None else sided[other] == beside)
            ]
            away = min(gaps, default=Fraction(10**12))
        result[sided[number]].append((_decimals(value), away, number, value))
    return {side: tuple(one[3] for one in sorted(values, key=lambda one: one[:3])) for side, values in result.items()}


def _decimals(value: Value) -> int:
    """How much longer than other numbers it is: what is between two öre is nothing to give where there is a choice."""
    return 0 if not isinstance(value, Fraction) or value * 10_000 % 1 == 0 else len(digits.text(value.denominator))
