"""The kernels: what integer code is made of, over lists of whole numbers of any size.

A vector is a list with one number per row; truths are 1 and 0 (or True and False). A kernel takes what is known before
first, then vectors of equal length, and gives a new vector (or one it was given: none is ever changed). A group's owner
stands at each row as the owner's row number, -1 where it is missing; `size` is a vector of one number: how many rows.
Another module with the same names, over int64 arrays, can take this one's place; so of `sharing_kernels`.
"""

# ruff: noqa: B905 - on a handful of rows `zip(strict=True)` costs more than what is done with them; lengths are given by
# the code, which is made for rows of one concept.

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from math import lcm
from operator import add as plus
from operator import and_, eq, ge, gt, le, lt, mul, ne, not_, or_
from operator import sub as minus

from interpreter.days import AFTER, BEFORE, Direction, Unit, WholeUnit, Workdays, shifted, whole_time

Vector = Sequence[int]

_COMPARISONS: dict[str, Callable[[int, int], bool]] = {"=": eq, "≠": ne, ">=": ge, "<=": le, ">": gt, "<": lt}

# -- numbers -------------------------------------------------------------------------------------


def add(x: Vector, y: Vector) -> Vector:
    return list(map(plus, x, y))


def subtract(x: Vector, y: Vector) -> Vector:
    return list(map(minus, x, y))


def combine(a: int, b: int, x: Vector, y: Vector) -> Vector:
    return [a * p + b * q for p, q in zip(x, y)]


def affine(a: int, b: int, x: Vector) -> Vector:
    return [a * p + b for p in x]


def scale(a: int, x: Vector) -> Vector:
    return [a * p for p in x]


def shift(b: int, x: Vector) -> Vector:
    return [p + b for p in x]


def multiply(x: Vector, y: Vector) -> Vector:
    return list(map(mul, x, y))


def divisor(x: Vector) -> Vector:
    """x without sign, and 1 where it is 0: what can always be divided by."""
    return x if x and min(x) > 0 else [abs(p) or 1 for p in x]


def sign(x: Vector) -> Vector:
    return [-1 if p < 0 else 1 for p in x]


def with_sign(x: Vector, y: Vector) -> Vector:
    """x with the opposite sign where y is below 0."""
    return x if y and min(y) >= 0 else [-p if q < 0 else p for p, q in zip(x, y)]


def guard(bits: int, x: Vector) -> Vector:
    """x, but 1 where it has more bits; the check `too_large` tells of it."""
    return [1 if p.bit_length() > bits else p for p in x]


def floor_by(k: int, x: Vector) -> Vector:
    """x / k, rounded down."""
    return [p // k for p in x]


def ceil_by(k: int, x: Vector) -> Vector:
    return [-(-p // k) for p in x]


def even_by(k: int, x: Vector) -> Vector:
    """x / k, to the nearest, halves to the even one."""
    return [_to_even(p, k) for p in x]


def away_by(k: int, x: Vector) -> Vector:
    """x / k, to the nearest, halves away from 0."""
    return [_from_zero(p, k) for p in x]


def floor(x: Vector, d: Vector) -> Vector:
    """x / d row by row, rounded down. d is above 0."""
    return [p // q for p, q in zip(x, d)]


def ceil(x: Vector, d: Vector) -> Vector:
    return [-(-p // q) for p, q in zip(x, d)]


def even(x: Vector, d: Vector) -> Vector:
    return [_to_even(p, q) for p, q in zip(x, d)]


def away(x: Vector, d: Vector) -> Vector:
    return [_from_zero(p, q) for p, q in zip(x, d)]


def position(x: Vector, d: Vector) -> Vector:
    """Twice the whole part of x/d, and one more where it has a fraction."""
    return [2 * (p // q) + (p % q != 0) for p, q in zip(x, d)]


def largest(x: Vector, y: Vector) -> Vector:
    return list(map(max, x, y))


def smallest(x: Vector, y: Vector) -> Vector:
    return list(map(min, x, y))


# -- days ----------------------------------------------------------------------------------------


def shift_day(count: int, unit: Unit, x: Vector) -> Vector:
    return [shifted(p, count, unit) for p in x]


def whole_units(unit: WholeUnit, x: Vector, y: Vector) -> Vector:
    """How many whole units there are from x to y, both ordinals of days."""
    return [whole_time(p, q, unit) for p, q in zip(x, y)]


def workday(count: int, direction: Direction, x: Vector) -> Vector:
    workdays = Workdays()
    return [workdays.moved(p, count, direction) for p in x]


# -- rows ----------------------------------------------------------------------------------------


def full(value: int, size: Vector) -> Vector:
    """The same number for every row."""
    return [value] * size[0]


def spread(x: Vector, size: Vector) -> Vector:
    """The one number of the whole regulation, for every row."""
    return [x[0]] * size[0]


def gather(x: Vector, relation: Vector) -> Vector:
    """The value that each row's owner has. What a row without an owner gets means nothing; it is never 0, so that it
    can divide."""
    return list(map(x.__getitem__, relation)) if x else [1] * len(relation)


# -- truths and choices --------------------------------------------------------------------------


def compare(operator: str, x: Vector, y: Vector) -> Vector:
    return list(map(_COMPARISONS[operator], x, y))


def equal_to(k: int, x: Vector) -> Vector:
    return [p == k for p in x]


def unequal_to(k: int, x: Vector) -> Vector:
    return [p != k for p in x]


def at_least(k: int, x: Vector) -> Vector:
    return [p >= k for p in x]


def at_most(k: int, x: Vector) -> Vector:
    return [p <= k for p in x]


def above(k: int, x: Vector) -> Vector:
    return [p > k for p in x]


def below(k: int, x: Vector) -> Vector:
    return [p < k for p in x]


def both(t: Vector, u: Vector) -> Vector:
    return list(map(and_, t, u))


def either(t: Vector, u: Vector) -> Vector:
    return list(map(or_, t, u))


def negate(t: Vector) -> Vector:
    return list(map(not_, t))


def select(t: Vector, x: Vector, y: Vector) -> Vector:
    return [p if c else q for c, p, q in zip(t, x, y)]


def first(*truths: Vector) -> Vector:
    """Index of the first that is true; their number where none is."""
    return [row.index(True) if True in row else len(row) for row in zip(*truths)]


def option(index: Vector, *options: Vector) -> Vector:
    """Of each row the value of the option that the index says."""
    return [row[k] for k, row in zip(index, zip(*options))]


def option_of(values: tuple[int, ...], index: Vector) -> Vector:
    """The same, of options that are constants."""
    return list(map(values.__getitem__, index))


def cells(edges: tuple[int, ...], values: tuple[int, ...], x: Vector) -> Vector:
    """The value of the piece, between two edges, that each number lies in; an edge belongs to what is above it."""
    return [values[bisect_right(edges, p)] for p in x]


def code_cells(codes: tuple[int, ...], values: tuple[int, ...], x: Vector) -> Vector:
    """The value of each code; the last of the values, one more, for any other code."""
    table = dict(zip(codes, values))
    return [table.get(p, values[-1]) for p in x]


def row_of(count: int, *sets: Vector) -> Vector:
    """Index of the lowest bit that all sets have in common; count where there is none."""
    common = sets[0]
    for other in sets[1:]:
        common = both(common, other)
    return [(bits & -bits).bit_length() - 1 if bits else count for bits in common]


# -- groups --------------------------------------------------------------------------------------


def total(x: Vector) -> Vector:
    return [sum(x)]


def total_by(x: Vector, relation: Vector, size: Vector) -> Vector:
    """The sum over the rows of each owner; rows without an owner are in none."""
    # One place more, the last, takes the rows without an owner.
    sums = [0] * (size[0] + 1)
    for owner, value in zip(relation, x):
        sums[owner] += value
    return sums[:-1]


def multiple(bits: int, x: Vector) -> Vector:
    """The least common multiple of all rows; one with more bits as soon as it is that large."""
    return [_multiple(bits, x)]


def multiple_by(bits: int, x: Vector, relation: Vector, size: Vector) -> Vector:
    """The least common multiple of the rows of each owner."""
    return [_multiple(bits, [x[row] for row in rows]) for rows in members(relation, size)]


def best(sign: int, x: Vector, present: Vector) -> Vector:
    """The highest (sign 1) or lowest (sign -1) of those present; 0 where none is."""
    return [sign * max((sign * p for p, c in zip(x, present) if c), default=0)]


def best_by(sign: int, x: Vector, present: Vector, relation: Vector, size: Vector) -> Vector:
    """The highest or lowest of the rows of each owner, as `best`."""
    return [sign * max((sign * x[row] for row in rows if present[row]), default=0) for rows in members(relation, size)]


def some(t: Vector) -> Vector:
    return [any(t)]


def some_by(t: Vector, relation: Vector, size: Vector) -> Vector:
    return [any(t[row] for row in rows) for rows in members(relation, size)]


def every(t: Vector) -> Vector:
    return [all(t)]


def every_by(t: Vector, relation: Vector, size: Vector) -> Vector:
    return [all(t[row] for row in rows) for rows in members(relation, size)]


def members(relation: Vector, size: Vector) -> list[list[int]]:
    """The rows of each owner, in order: one list for each of the owners."""
    rows: list[list[int]] = [[] for _ in range(size[0] + 1)]
    for row, owner in enumerate(relation):
        rows[owner].append(row)
    return rows[:-1]


# -- tests: whether there is anything that may fail ------------------------------------------------


def zero(x: Vector) -> bool:
    return 0 in x


def true(t: Vector) -> bool:
    return any(t)


def false(t: Vector) -> bool:
    return not all(t)


def overlap(*truths: Vector) -> bool:
    return any(sum(row) > 1 for row in zip(*truths))


def holds(k: int, index: Vector) -> bool:
    """Whether some row takes option k."""
    return k in index


def reaches(k: int, index: Vector) -> bool:
    """Whether some row takes option k or a later one."""
    return max(index, default=-1) >= k


def many(t: Vector) -> bool:
    return sum(t) > 1


def many_by(t: Vector, relation: Vector, size: Vector) -> bool:
    return max(total_by(t, relation, size), default=0) > 1


def too_large(bits: int, x: Vector) -> bool:
    return any(p.bit_length() > bits for p in x)


def outside_calendar(x: Vector) -> bool:
    return min(x, default=AFTER - 1) <= BEFORE or max(x, default=BEFORE + 1) >= AFTER


def always() -> bool:
    return True


# -- how -----------------------------------------------------------------------------------------


def _to_even(p: int, q: int) -> int:
    whole, rest = divmod(p, q)
    return whole + (2 * rest > q or (2 * rest == q and whole % 2 == 1))


def _from_zero(p: int, q: int) -> int:
    whole = (2 * abs(p) + q) // (2 * q)
    return whole if p > 0 else -whole


def _multiple(bits: int, x: Vector) -> int:
    """The least common multiple; one that is too large as soon as it is."""
    common = 1
    for p in x:
        common = lcm(common, p)
        if common.bit_length() > bits:
            break
    return common


KERNELS: Mapping[str, Callable[..., Vector]] = {
    kernel.__name__: kernel
    for kernel in (
        add, subtract, combine, affine, scale, shift, multiply, divisor, sign, with_sign, guard, floor_by,
        ceil_by, even_by, away_by, floor, ceil, even, away, position, largest, smallest, shift_day, whole_units,
        workday, full, spread,
        gather, compare, equal_to, unequal_to, at_least, at_most, above, below, both, either, negate, select,
        first, option, option_of, cells, code_cells, row_of, total, total_by, multiple, multiple_by, best, best_by,
        some, some_by, every, every_by,
    )
}  # fmt: skip
TESTS: Mapping[str, Callable[..., bool]] = {
    test.__name__: test
    for test in (
        zero,
        true,
        false,
        overlap,
        holds,
        reaches,
        many,
        many_by,
        too_large,
        outside_calendar,
        always,
    )
}
