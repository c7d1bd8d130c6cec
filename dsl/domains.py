"""Exact decisions about tables and cases: what is missing, what overlaps, what is never reached.

An axis is one thing that conditions ask about, cut into pieces that no condition tells apart: the values 1–3, exactly
5, the option resa. Pieces are numbered in the order in which they are offered as examples, so a set of pieces is an
integer with one bit each, and the smallest example has the lowest bit. A box is one such set for every axis.

Nothing here samples or rounds: whole numbers, all rationals, days and texts are decided for every value they have.
What would take too long is answered `Undecided`. Knows nothing of the language.
"""

import datetime
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import accumulate, pairwise
from math import ceil, floor
from operator import xor
from typing import assert_never

import attrs

from dsl.frozen import frozen
from dsl.model import Interval, OneOf, Test
from dsl.problems.counterexample import Between, Exactly, Other, Sample

# -- domains -------------------------------------------------------------------------------------


@frozen
class Numbers:
    """Multiples of step (None: all rationals; 0: 0 itself) between low and high (None: no end)."""

    step: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    low_open: bool = False
    high_open: bool = False


@frozen
class Days:
    """Whole days; in an `Interval` they are ordinals (0001-01-01 is 1)."""


@frozen
class Values:
    """These values in this order; open: any number of other texts too."""

    values: tuple[str | bool, ...]
    open: bool = False


Domain = Numbers | Days | Values


@frozen
class Axis:
    """The values of one thing that is tested, cut into pieces that every test takes whole or not at all.

    samples: what stands for each piece; masks: for each test the pieces that fit it.
    """

    samples: tuple[Sample, ...]
    masks: tuple[int, ...]

    @property
    def all(self) -> int:
        return (1 << len(self.samples)) - 1


def cut(domain: Domain, tests: Sequence[Test]) -> Axis:
    """The domain in pieces that none of the tests tells apart."""
    match domain:
        case Values():
            return _cut_values(domain, tests)
        case Days():
            first, last = Fraction(datetime.date.min.toordinal()), Fraction(datetime.date.max.toordinal())
            line = _cut_line(Numbers(Fraction(1), first, last), tests, around_zero=False)
            return Axis(tuple(_as_day(sample) for sample in line.samples), line.masks)
        case Numbers():
            return _cut_line(domain, tests, around_zero=True)
        case _:
            assert_never(domain)


# -- boxes ---------------------------------------------------------------------------------------

Box = tuple[int, ...]
Point = tuple[int, ...]

MOST_AXES = 100


@attrs.define
class Steps:
    """Work that is left before a question is given up: pieces and rows looked at, some millions a second.

    whole: what all questions together may take, if they have a common bound
    """

    left: int
    whole: "Steps | None" = None

    def take(self, count: int) -> bool:
        """Whether that much was left."""
        self.left -= count
        return self.left >= 0 and (self.whole is None or self.whole.take(count))


@frozen
class Undecided:
    """The answer would take more steps than there are."""


def has_points(box: Box) -> bool:
    """Whether anything is in the box."""
    return all(box)


def intersection(left: Box, right: Box) -> Box:
    """What is in both boxes."""
    return tuple(a & b for a, b in zip(left, right, strict=True))


def smallest(box: Box) -> Point:
    """The first point of a box that has points: a piece number for each axis."""
    return tuple((mask & -mask).bit_length() - 1 for mask in box)


def meetings(space: Box, boxes: Sequence[Box], steps: Steps) -> tuple[int, ...] | Undecided:
    """For each box the set of boxes that share a point of the space with it (itself too), as bits by position."""
    everyone = (1 << len(boxes)) - 1
    meets = [everyone] * len(boxes)
    for axis, whole in enumerate(space):
        here = [0] * len(boxes)
        for rows in dict.fromkeys(_rows_by_piece([box[axis] & whole for box in boxes], whole.bit_length())):
            if not steps.take(rows.bit_count() // 4 + 1):
                return Undecided()
            for row in bits(rows):
                here[row] |= rows
        meets = [before & now for before, now in zip(meets, here, strict=True)]
    return tuple(meets)


def uncovered(space: Box, boxes: Sequence[Box], steps: Steps, disjoint: bool = False) -> Point | Undecided | None:
    """The smallest point of the space, axis by axis, that lies in no box; None when all do.

    disjoint: no two boxes share a point (then counting points decides at once)
    """
    if not has_points(space):
        return None
    # Along one axis a box is a single operation on bits.
    if len(space) > MOST_AXES or not steps.take(len(boxes) if len(space) > 1 else len(boxes) // 16 + 1):
        return Undecided()
    if len(space) == 1:
        free = space[0]
        for (mask,) in boxes:
            free &= ~mask
        return smallest((free,)) if free else None
    inside = [box for box in (intersection(box, space) for box in boxes) if has_points(box)]
    if not inside:
        return smallest(space)
    if not space:
        return None
    return _Search(space, inside, steps, disjoint).from_start()


class _Search:
    """Axis by axis from the left, remembering which sets of boxes are known to cover all that is left."""

    def __init__(self, space: Box, boxes: Sequence[Box], steps: Steps, disjoint: bool) -> None:
        self.space = space
        self.disjoint = disjoint
        self.steps = steps
        self.covering: set[tuple[int, int]] = set()
        # For each axis its pieces, as (piece, boxes there), only the first piece of each set of boxes.
        self.pieces: list[tuple[tuple[int, int], ...]] = []
        # Boxes that take everything from an axis on, and how many points each has from there on.
        self.full: list[int] = []
        self.sizes: list[list[int]] = []
        self.totals: list[int] = []
        sizes, total, full = [1] * len(boxes), 1, (1 << len(boxes)) - 1
        for axis in reversed(range(len(space))):
            whole = space[axis]
            masks = [box[axis] for box in boxes]
            first: dict[int, int] = {}
            for piece, rows in enumerate(_rows_by_piece(masks, whole.bit_length())):
                if whole >> piece & 1:
                    first.setdefault(rows, piece)
            sizes = [size * mask.bit_count() for size, mask in zip(sizes, masks, strict=True)]
            total *= whole.bit_count()
            full &= sum(1 << row for row, mask in enumerate(masks) if mask == whole)
            self.pieces.insert(0, tuple((piece, rows) for rows, piece in first.items()))
            self.sizes.insert(0, sizes)
            self.totals.insert(0, total)
            self.full.insert(0, full)

    def from_start(self) -> Point | Undecided | None:
        return self.search(0, (1 << len(self.sizes[0])) - 1)

    def search(self, axis: int, alive: int) -> Point | Undecided | None:
        """The rest of the smallest point from this axis on that none of the boxes alive takes."""
        if not alive:
            return smallest(self.space[axis:])
        if axis == len(self.space) or alive & self.full[axis] or (axis, alive) in self.covering:
            return None
        if self.disjoint and sum(self.sizes[axis][row] for row in bits(alive)) == self.totals[axis]:
            return None
        seen = set()
        for piece, there in self.pieces[axis]:
            left = alive & there
            if left in seen:
                continue
            seen.add(left)
            if not self.steps.take(1):
                return Undecided()
            found = self.search(axis + 1, left)
            if isinstance(found, Undecided):
                return found
            if found is not None:
                return (piece, *found)
        self.covering.add((axis, alive))
        return None


def bits(mask: int) -> Iterable[int]:
    """The numbers of the bits that are set, lowest first."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def _rows_by_piece(masks: Sequence[int], pieces: int) -> list[int]:
    """Which rows take each piece: the same bits read the other way. Runs are added where they begin and end."""
    changes = [0] * (pieces + 1)
    for row, mask in enumerate(masks):
        for piece in bits(mask ^ (mask << 1)):
            changes[piece] ^= 1 << row
    return list(accumulate(changes[:pieces], xor))


# -- cutting -------------------------------------------------------------------------------------


def _cut_values(domain: Values, tests: Sequence[Test]) -> Axis:
    values = list(domain.values)
    if domain.open:
        named = {value for test in tests if isinstance(test, OneOf) for value in test.values}
        values += sorted(named, key=str)
    samples: list[Sample] = [Exactly(value) for value in values]
    if domain.open:
        samples.append(Other())
    masks = []
    for test in tests:
        if isinstance(test, OneOf):
            masks.append(sum(1 << piece for piece, value in enumerate(values) if value in test.values))
        else:
            masks.append((1 << len(samples)) - 1)
    return Axis(tuple(samples), tuple(masks))


# A place on the number line between numbers: (n, 0) just below n, (n, 1) just above it.
_Place = tuple[Fraction, int]


def _cut_line(domain: Numbers, tests: Sequence[Test], around_zero: bool) -> Axis:
    """around_zero: examples from 0 upwards first, then from 0 downwards; else from the first place upwards."""
    step = domain.step or None
    start, end = _ends(step, Interval(domain.low, domain.high, domain.low_open, domain.high_open))
    ends = [_ends(step, test) if isinstance(test, Interval) else (None, None) for test in tests]
    places = {place for pair in ends for place in pair if place is not None}
    if around_zero:
        places.add((Fraction(0), 0))
    inner = sorted(place for place in places if (start is None or place > start) and (end is None or place < end))
    nothing = start is not None and end is not None and start >= end
    borders: list[_Place | None] = [start, *inner, end]
    pieces = [] if nothing else list(pairwise(borders))
    origin: _Place | None = (Fraction(0), 0) if around_zero else min(places, default=None)
    below = sum(1 for _, upper in pieces if origin is not None and upper is not None and upper <= origin)
    # Line order -> order as examples: from the origin up, then from the origin down.
    samples = [_sample(lower, upper, step, downwards=False) for lower, upper in pieces[below:]]
    samples += [_sample(lower, upper, step, downwards=True) for lower, upper in reversed(pieces[:below])]
    position = {place: index for index, place in enumerate(inner, start=1)}
    masks = []
    for low, high in ends:
        first = 0 if low is None or (start is not None and low <= start) else position.get(low, len(pieces))
        last = len(pieces) if high is None or (end is not None and high >= end) else position.get(high, 0)
        masks.append(_run(first, last, below, len(pieces)))
    return Axis(tuple(samples), tuple(masks))


def _run(first: int, last: int, below: int, count: int) -> int:
    """The bits of pieces first..last−1 of the line: those from `below` on come first, the others after, reversed."""
    above = _ones(last - below) & ~_ones(first - below)
    under = _ones(count - first) & ~_ones(count - min(last, below))
    return above | (under if first < min(last, below) else 0)


def _ones(count: int) -> int:
    return (1 << max(count, 0)) - 1


def _ends(step: Fraction | None, interval: Interval) -> tuple[_Place | None, _Place | None]:
    """Where the interval begins and ends; on a grid, just below its first number and just below the next after it."""
    low, high = interval.low, interval.high
    if step is None:
        return (
            None if low is None else (low, int(interval.low_open)),
            None if high is None else (high, int(not interval.high_open)),
        )
    start = end = None
    if low is not None:
        start = (step * (floor(low / step) + 1 if interval.low_open else ceil(low / step)), 0)
    if high is not None:
        end = (step * (ceil(high / step) if interval.high_open else floor(high / step) + 1), 0)
    return start, end


def _sample(lower: _Place | None, upper: _Place | None, step: Fraction | None, downwards: bool) -> Sample:
    """What stands for the numbers between two places: the one nearest the origin, or all of them where none is."""
    if downwards and upper is not None and (step or upper[1]):
        return Exactly(upper[0] - (step or 0))
    if not downwards and lower is not None and not lower[1]:
        return Exactly(lower[0])
    low, low_open = (None, False) if lower is None else (lower[0], bool(lower[1]))
    high, high_open = (None, False) if upper is None else (upper[0], not upper[1])
    return Between(low, high, low_open, high_open, _simplest(low, high, low_open, high_open))


def _simplest(low: Fraction | None, high: Fraction | None, low_open: bool, high_open: bool) -> Fraction:
    """A number in the interval with as few decimals as any other, and of those the one nearest 0."""
    if high is not None and high <= 0:
        return -_simplest(-high, None if low is None else -low, high_open, low_open)
    assert low is not None
    scale = 1
    while True:
        number = Fraction(floor(low * scale) + 1 if low_open else ceil(low * scale), scale)
        if high is None or number < high or (number == high and not high_open):
            return number
        scale *= 10


def _as_day(sample: Sample) -> Sample:
    assert isinstance(sample, Exactly)
    assert isinstance(sample.value, Fraction)
    return Exactly(datetime.date.fromordinal(int(sample.value)))
