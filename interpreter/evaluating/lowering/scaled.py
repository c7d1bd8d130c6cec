"""Exact numbers as integers: a vector, a unit and divisors, and the arithmetic on them.

The value of row i is vector[i] × unit / Π divisor[i]. The unit is one rational for all rows, so constants, percentages
and changes of unit cost nothing per row; a divisor is a vector of its own, and comes in only where a column is divided
by a column. Truths, codes, days and row numbers are held the same way, with unit 1.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import ceil, floor, gcd, lcm

from dsl.frozen import field, frozen
from interpreter.evaluating.lowering.code import Code
from interpreter.evaluating.plan import MAX_BITS
from interpreter.evaluating.planning.draft import COMPARISONS
from interpreter.evaluating.rounding import rounded

ZERO, ONE = Fraction(0), Fraction(1)
# concept -> vector of one number: how many rows it has.
Sizes = Mapping[str | None, int]

_FLIPPED = {">": "<", "<": ">", ">=": "<=", "<=": ">=", "=": "=", "≠": "≠"}


@frozen
class Divisor:
    """A vector of numbers above 0. parent: the divisor of another concept that it was gathered from, and relation: by
    which vector (None: from the whole regulation). Sums over that relation's groups can leave it to the owner."""

    vector: int
    parent: "Divisor | None" = field(default=None, eq=False)
    relation: int | None = field(default=None, eq=False)


@frozen
class Scaled:
    """An exact column: vector × unit / divisors, row by row. vector None: 1 in every row, as in a constant. The unit
    is above 0 wherever there is a vector."""

    vector: int | None
    unit: Fraction = ONE
    divisors: tuple[Divisor, ...] = ()

    @property
    def is_constant(self) -> bool:
        """Whether it is the same number in every row, known before anything runs: its unit."""
        return self.vector is None and not self.divisors


# A factor and a vector (None: 1).
Term = tuple[int, int | None]


@frozen
class Aligned:
    """Columns over the same unit and divisors: so their terms can be added and compared."""

    terms: tuple[Term, ...]
    unit: Fraction
    divisors: tuple[Divisor, ...]


def make(code: Code, vector: int | None, unit: Fraction, divisors: tuple[Divisor, ...]) -> Scaled:
    """The number, with its unit above 0 and everything within the bound."""
    if max(unit.numerator.bit_length(), unit.denominator.bit_length()) > MAX_BITS:
        code.nowhere()
        return Scaled(None, ZERO)
    if unit == 0:
        return Scaled(None, ZERO)
    if unit < 0 and vector is not None:
        vector, unit = code.affine(-1, vector), -unit
    if code.is_large(divisor.vector for divisor in divisors):
        divisors = (Divisor(product(code, [divisor.vector for divisor in divisors])),)
    return Scaled(vector, unit, divisors)


def product(code: Code, vectors: Sequence[int]) -> int:
    """The product of one vector or more."""
    result = vectors[0]
    for vector in vectors[1:]:
        result = code.multiply(result, vector)
    return result


def align(code: Code, columns: Sequence[Scaled]) -> Aligned:
    """The columns over one unit, the largest that fits, and over the divisors of all."""
    divisors: tuple[Divisor, ...] = ()
    for column in columns:
        divisors += tuple(_without(column.divisors, divisors))
    tops, bottoms = [], []
    for column in columns:
        tops.append(column.unit.numerator)
        bottoms.append(column.unit.denominator)
    unit = Fraction(gcd(*tops) or 1, lcm(*bottoms))
    terms: list[Term] = []
    for column in columns:
        factor = column.unit / unit
        missing = [divisor.vector for divisor in _without(divisors, column.divisors)] if factor else []
        if column.vector is not None:
            missing.insert(0, column.vector)
        terms.append((factor.numerator, product(code, missing) if missing else None))
    return Aligned(tuple(terms), unit, divisors)


def vector_of(code: Code, term: Term, domain: str | None, sizes: Sizes) -> int:
    """The term as one vector with the rows of `domain`."""
    factor, vector = term
    if vector is None:
        return code.number("full", (factor,), (sizes[domain],), domain)
    return code.affine(factor, vector)


def add(code: Code, left: Scaled, right: Scaled, sign: int) -> Scaled:
    """left + right, or left − right where the sign is −1."""
    aligned = align(code, (left, right))
    (factor, one), (other_factor, other) = aligned.terms
    other_factor *= sign
    if one is not None and other is not None:
        total = code.combine(factor, one, other_factor, other)
    elif one is not None:
        total = code.affine(factor, one, other_factor)
    elif other is not None:
        total = code.affine(other_factor, other, factor)
    else:
        # Both have the same divisors and nothing else.
        return make(code, None, aligned.unit * (factor + other_factor), aligned.divisors)
    return make(code, total, aligned.unit, aligned.divisors)


def multiply(code: Code, left: Scaled, right: Scaled) -> Scaled:
    vectors = [vector for vector in (left.vector, right.vector) if vector is not None]
    vector = product(code, vectors) if vectors else None
    return make(code, vector, left.unit * right.unit, left.divisors + right.divisors)


def divide(code: Code, left: Scaled, right: Scaled, sizes: Sizes) -> Scaled:
    """left / right; where the divisor is 0 the result means nothing."""
    if right.unit == 0:
        return Scaled(None, ZERO)
    if right.vector is None:
        vector = left.vector
        divisors = list(_without(left.divisors, right.divisors))
        more = [divisor.vector for divisor in _without(right.divisors, left.divisors)]
    else:
        vector = code.with_sign_of(left.vector, right.vector)
        divisors = [*_without(left.divisors, right.divisors), _divisor(code, right.vector, sizes)]
        more = [divisor.vector for divisor in _without(right.divisors, left.divisors)]
    if more:
        vector = product(code, [*([] if vector is None else [vector]), *more])
    return make(code, vector, left.unit / right.unit, tuple(divisors))


def gather(code: Code, column: Scaled, relation: int | None, domain: str | None, sizes: Sizes) -> Scaled:
    """The column read by other rows. relation: vector of row numbers; None: from the whole regulation to every row
    of `domain`."""
    vector = None if column.vector is None else gathered(code, column.vector, relation, domain, sizes)
    divisors = tuple(_gathered_divisor(code, divisor, relation, domain, sizes) for divisor in column.divisors)
    return Scaled(vector, column.unit, divisors)


def gathered(code: Code, vector: int, relation: int | None, domain: str | None, sizes: Sizes) -> int:
    """The same of one vector."""
    if relation is None:
        return code.number("spread", (), (vector, sizes[domain]), domain)
    return code.number("gather", (), (vector, relation), domain)


def round_to(code: Code, column: Scaled, direction: str, step: Fraction, tie: str | None, sizes: Sizes) -> Scaled:
    """The column rounded to a multiple of step; as it is where that leaves no remainder."""
    if column.is_constant:
        return Scaled(None, rounded(column.unit, direction, step, tie))
    steps = column.unit / step
    top, bottom = steps.numerator, steps.denominator
    if not column.divisors and bottom == 1:
        return column
    kernel, half = _ROUNDING[direction, tie]
    # Nearest is half a step further, then up or down: (2 × value ± step) / (2 × step), all in whole numbers.
    twice = 2 if half else 1
    if not column.divisors:
        assert column.vector is not None
        shifted = code.affine(top * twice, column.vector, half * bottom)
        return Scaled(code.divide(kernel, shifted, bottom * twice), step)
    divisor = product(code, [divisor.vector for divisor in column.divisors])
    domain = code.domain(divisor)
    vector = vector_of(code, (1, column.vector), domain, sizes)
    shifted = code.combine(top * twice, vector, half * bottom, divisor) if half else code.affine(top, vector)
    return Scaled(code.divide_each(kernel, shifted, code.affine(bottom * twice, divisor)), step)


def compare(code: Code, operator: str, left: Scaled, right: Scaled, domain: str | None) -> Scaled:
    """Truths: whether left stands so to right. Against a constant, that is brought to the whole number that decides
    the same."""
    aligned = align(code, (left, right))
    (factor, one), (other_factor, other) = aligned.terms
    if one is None and other is None:
        return Scaled(None, Fraction(COMPARISONS[operator](factor, other_factor)))
    if one is None:
        (factor, one), (other_factor, other), operator = (other_factor, other), (factor, one), _FLIPPED[operator]
    assert one is not None
    if other is not None:
        first, second = code.affine(factor, one), code.affine(other_factor, other)
        return Scaled(code.plain("compare", (operator,), (first, second), domain))
    # factor × number against a constant: the constant divided, to the whole number that decides the same.
    bound = Fraction(other_factor, factor)
    operator = operator if factor > 0 else _FLIPPED[operator]
    match operator:
        case ">" | "<=":
            whole = floor(bound)
        case "<" | ">=":
            whole = ceil(bound)
        case _:
            if bound.denominator != 1:
                return Scaled(None, Fraction(operator == "≠"))
            whole = bound.numerator
    return Scaled(code.plain(_TO_CONSTANT[operator], (whole,), (one,), domain))


def select(code: Code, truth: int, columns: Sequence[Scaled], domain: str | None, sizes: Sizes) -> Scaled:
    """The first of two where true, else the second."""
    aligned = align(code, columns)
    vectors = tuple(vector_of(code, term, domain, sizes) for term in aligned.terms)
    chosen = code.number("select", (), (truth, *vectors), domain)
    return make(code, chosen, aligned.unit, aligned.divisors)


def extreme(code: Code, kernel: str, columns: Sequence[Scaled], domain: str | None, sizes: Sizes) -> Scaled:
    """The larger or smaller of two columns, row by row. kernel: largest or smallest."""
    aligned = align(code, columns)
    vectors = tuple(vector_of(code, term, domain, sizes) for term in aligned.terms)
    return make(code, code.number(kernel, (), vectors, domain), aligned.unit, aligned.divisors)


# comparison with a constant -> its kernel
_TO_CONSTANT = {"=": "equal_to", "≠": "unequal_to", ">=": "at_least", "<=": "at_most", ">": "above", "<": "below"}

# direction and tie -> how to divide, and which way half a step is added first.
_ROUNDING = {
    ("down", None): ("floor", 0),
    ("up", None): ("ceil", 0),
    ("nearest", "up"): ("floor", 1),
    ("nearest", "down"): ("ceil", -1),
    ("nearest", "even"): ("even", 0),
    ("nearest", "away"): ("away", 0),
}


def _without(divisors: Sequence[Divisor], taken: Sequence[Divisor]) -> list[Divisor]:
    """divisors less those in `taken`, each as many times as it stands there."""
    left = list(taken)
    kept = []
    for divisor in divisors:
        if divisor in left:
            left.remove(divisor)
        else:
            kept.append(divisor)
    return kept


def _divisor(code: Code, vector: int, sizes: Sizes) -> Divisor:
    """Of a column that was read through a relation it is the owner's divisor, read the same way."""
    call = code.calls[vector]
    if call.kernel == "spread":
        return _gathered_divisor(code, _divisor(code, call.vectors[0], sizes), None, call.domain, sizes)
    if call.kernel == "gather":
        return _gathered_divisor(code, _divisor(code, call.vectors[0], sizes), call.vectors[1], call.domain, sizes)
    return Divisor(code.divisor(vector))


def _gathered_divisor(code: Code, parent: Divisor, relation: int | None, domain: str | None, sizes: Sizes) -> Divisor:
    return Divisor(gathered(code, parent.vector, relation, domain, sizes), parent, relation)
