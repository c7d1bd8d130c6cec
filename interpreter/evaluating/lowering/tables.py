"""Which row of a table fits: each column's values are cut where a test begins or ends, and every piece knows its rows.

Sets of rows are integers with one bit each, the first row lowest, so the row that fits is the lowest bit that all
columns have in common.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import ceil, floor, lcm

from dsl import model
from interpreter.evaluating.lowering.code import Code
from interpreter.evaluating.lowering.scaled import Scaled, Sizes, product, vector_of

# Where a test begins and where it has ended, in whole numbers. None: no such end.
Stretch = tuple[int | None, int | None]


def rows(
    code: Code,
    columns: Sequence[tuple[Scaled, bool]],
    tests: tuple[tuple[model.Test, ...], ...],
    texts: Mapping[str, int],
    domain: str | None,
    sizes: Sizes,
) -> int:
    """Vector: index of the first row that fits, the number of rows where none does.

    columns: each with whether it holds numbers or days (else texts or truths); tests: per row
    """
    found = []
    for (column, is_number), down in zip(columns, zip(*tests, strict=True), strict=True):
        if is_number:
            position, stretches = _numbers(code, column, down, domain, sizes)
            kernel, (cuts, sets) = "cells", _pieces(stretches)
        else:
            position = vector_of(code, (column.unit.numerator, column.vector), domain, sizes)
            kernel, (cuts, sets) = "code_cells", _code_pieces(down, texts)
        if len(columns) == 1:
            # No other column to meet with: the first row of each set at once.
            sets = tuple((bits & -bits).bit_length() - 1 if bits else len(tests) for bits in sets)
        found.append(code.plain(kernel, (cuts, sets), (position,), domain))
    return found[0] if len(found) == 1 else code.plain("row_of", (len(tests),), tuple(found), domain)


def _numbers(
    code: Code, column: Scaled, tests: Sequence[model.Test], domain: str | None, sizes: Sizes
) -> tuple[int, list[Stretch | None]]:
    """A vector of whole numbers, and between which of them each test holds."""
    bounds = [
        bound
        for test in tests
        if isinstance(test, model.Interval)
        for bound in (test.low, test.high)
        if bound is not None
    ]
    unit = column.unit
    if column.divisors:
        # Twice the whole part, and one more where there is a fraction: tells whole bounds from what lies between.
        scale = lcm(*(bound.denominator for bound in bounds))
        vector = vector_of(code, ((unit * scale).numerator, column.vector), domain, sizes)
        divisor = product(code, [divisor.vector for divisor in column.divisors])
        lower = code.affine((unit * scale).denominator, divisor)
        position = code.plain("position", (), (vector, lower), domain)
        stretches = [_stretch(test, lambda bound: bound * 2 * scale) for test in tests]
    elif column.vector is None:
        position = code.number("full", (unit.numerator,), (sizes[domain],), domain)
        stretches = [_stretch(test, lambda bound: bound * unit.denominator) for test in tests]
    else:
        position = column.vector
        stretches = [_stretch(test, lambda bound: bound / unit) for test in tests]
    return position, stretches


def _stretch(test: model.Test, scaled: Callable[[Fraction], Fraction]) -> Stretch | None:
    """None: no number at all. Whole numbers from the first to before the second."""
    if not isinstance(test, model.Interval):
        return None, None
    first = last = None
    if test.low is not None:
        low = scaled(test.low)
        first = floor(low) + 1 if test.low_open else ceil(low)
    if test.high is not None:
        high = scaled(test.high)
        last = ceil(high) if test.high_open else floor(high) + 1
    return None if first is not None and last is not None and first >= last else (first, last)


def _pieces(stretches: Sequence[Stretch | None]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Where the rows that fit change, and which fit in each piece: one more than the places."""
    fitting = 0
    changes: dict[int, int] = {}
    for number, stretch in enumerate(stretches):
        if stretch is None:
            continue
        first, last = stretch
        if first is None:
            fitting |= 1 << number
        else:
            changes[first] = changes.get(first, 0) ^ 1 << number
        if last is not None:
            changes[last] = changes.get(last, 0) ^ 1 << number
    edges = tuple(sorted(changes))
    sets = [fitting]
    for edge in edges:
        sets.append(sets[-1] ^ changes[edge])
    return edges, tuple(sets)


def _code_pieces(tests: Sequence[model.Test], texts: Mapping[str, int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Codes, and which rows fit each; last, one more, the rows that fit any other."""
    anything = sum(1 << number for number, test in enumerate(tests) if not isinstance(test, model.OneOf))
    sets: dict[int, int] = {}
    for number, test in enumerate(tests):
        if isinstance(test, model.OneOf):
            for value in test.values:
                code = value if isinstance(value, bool) else texts[value]
                sets[code] = sets.get(code, anything) | 1 << number
    # In order of code, whatever order the values came in.
    codes = tuple(sorted(sets))
    return codes, (*(sets[code] for code in codes), anything)
