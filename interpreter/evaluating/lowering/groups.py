"""Sums and other figures over the rows of a group, and who takes what in a sharing."""

from collections.abc import Sequence
from fractions import Fraction

from dsl.frozen import identical
from interpreter.evaluating.lowering.code import Code
from interpreter.evaluating.lowering.scaled import (
    ONE,
    Divisor,
    Scaled,
    Sizes,
    align,
    gathered,
    make,
    product,
    round_to,
    vector_of,
)


@identical
class Grouping:
    """The rows of a concept, by owner. relation: the vector of each row's owner, None: all rows are one group (owner
    None)."""

    concept: str
    owner: str | None
    relation: int | None

    def kernel(self, name: str) -> str:
        """The name of the kernel that does it for these groups."""
        return name if self.relation is None else f"{name}_by"

    def vectors(self, sizes: Sizes, *vectors: int) -> tuple[int, ...]:
        """What the kernel is called with: over all rows just the vectors, else their owners too."""
        return vectors if self.relation is None else (*vectors, self.relation, sizes[self.owner])


def total(code: Code, column: Scaled, where: int | None, grouping: Grouping, sizes: Sizes) -> Scaled:
    """The sum over the rows of each owner. where: truths, of the rows that count; None: all."""
    if column.is_constant:
        count = _count(code, where, grouping, sizes)
        return make(code, count, column.unit, ())
    vector, divisors = comparable(code, column, grouping, sizes)
    if where is not None:
        nothing = code.number("full", (0,), (sizes[grouping.concept],), grouping.concept)
        vector = code.number("select", (), (where, vector, nothing), grouping.concept)
    summed = code.total(grouping.kernel("total"), grouping.vectors(sizes, vector), grouping.owner)
    return make(code, summed, column.unit, divisors)


def extreme(code: Code, kind: str, column: Scaled, where: int | None, grouping: Grouping, sizes: Sizes) -> Scaled:
    """The highest (kind 1) or lowest. Of no row: 0, and the check finds it."""
    vector, divisors = comparable(code, column, grouping, sizes)
    sign = 1 if kind == "maximum" else -1
    unit = column.unit
    if unit < 0:
        # Only a constant, or one over divisors, has a unit below 0.
        sign = -sign
    present = _present(code, where, grouping, sizes)
    code.check("zero", [_count(code, where, grouping, sizes)])
    best = code.number(grouping.kernel("best"), (sign,), grouping.vectors(sizes, vector, present), grouping.owner)
    return make(code, best, unit, divisors)


def _count(code: Code, where: int | None, grouping: Grouping, sizes: Sizes) -> int:
    """How many rows each owner has."""
    if where is None and grouping.relation is None:
        return sizes[grouping.concept]
    counted = _present(code, where, grouping, sizes)
    return code.plain(grouping.kernel("total"), (), grouping.vectors(sizes, counted), grouping.owner)


def _present(code: Code, where: int | None, grouping: Grouping, sizes: Sizes) -> int:
    """Truths: the rows that count."""
    if where is not None:
        return where
    return code.number("full", (1,), (sizes[grouping.concept],), grouping.concept)


def comparable(code: Code, column: Scaled, grouping: Grouping, sizes: Sizes) -> tuple[int, tuple[Divisor, ...]]:
    """The column without divisors of its own: those that came from the owner are left to it; the others are brought to
    their least common multiple in each group, which then is the owner's divisor."""
    lifted: list[Divisor] = []
    own: list[int] = []
    for divisor in column.divisors:
        above = _above(code, divisor, grouping, sizes)
        if above is None:
            own.append(divisor.vector)
        else:
            lifted.append(above)
    vector = vector_of(code, (1, column.vector), grouping.concept, sizes)
    if own:
        together = product(code, own)
        multiple = code.multiple(grouping.kernel("multiple"), grouping.vectors(sizes, together), grouping.owner)
        each = gathered(code, multiple, grouping.relation, grouping.concept, sizes)
        vector = code.multiply(vector, code.divide_each("floor", each, together))
        lifted.append(Divisor(multiple))
    return vector, tuple(lifted)


def _above(code: Code, divisor: Divisor, grouping: Grouping, sizes: Sizes) -> Divisor | None:
    """The owner's divisor that this one was read from, if it was."""
    parent = divisor.parent
    if parent is None:
        return None
    if divisor.relation == grouping.relation:
        return parent
    if divisor.relation is None:
        # From the whole regulation: the owner can read it from there too.
        return Divisor(gathered(code, parent.vector, None, grouping.owner, sizes), parent, None)
    return None


def keys_of(code: Code, columns: Sequence[Scaled], grouping: Grouping, sizes: Sizes) -> list[int]:
    """Vectors of whole numbers that stand in the columns' order within each group."""
    vectors = []
    for column in columns:
        vector, _ = comparable(code, column, grouping, sizes)
        vectors.append(vector if column.unit >= 0 else code.affine(-1, vector))
    return vectors


def of_owner(code: Code, column: Scaled, grouping: Grouping, sizes: Sizes) -> int:
    """One vector per owner that is 0, above or below 0 where the column is: what a rounding leaves over, which is a
    difference between columns and so has a unit above 0."""
    return vector_of(code, (1, column.vector), grouping.owner, sizes)


def whole(code: Code, column: Scaled, grouping: Grouping, sizes: Sizes) -> int:
    """The column's whole numbers themselves, one per owner."""
    down = round_to(code, column, "down", ONE, None, sizes)
    return vector_of(code, (down.unit.numerator, down.vector), grouping.owner, sizes)


def ranked(key: Scaled, most: bool) -> Scaled:
    """The key as it is, or turned round where the one with least comes first."""
    return key if most else Scaled(key.vector, -key.unit, key.divisors)


def _owners(code: Code, grouping: Grouping, sizes: Sizes) -> int:
    """The owner of each row; 0 where all rows are one group."""
    if grouping.relation is not None:
        return grouping.relation
    return code.number("full", (0,), (sizes[grouping.concept],), grouping.concept)


def take(
    code: Code, key: Scaled, able: int | None, tie: Scaled | None, most: bool, grouping: Grouping, sizes: Sizes
) -> int:
    """Truths: the rows with most (or least) of the key, and of these with most of the tie key; one, if decided.

    able: truths, of those who may take it (None: all)
    """
    keys = keys_of(code, [ranked(key, most), *([] if tie is None else [tie])], grouping, sizes)
    first = () if able is None else (able,)
    taken = code.plain(grouping.kernel("take"), (), grouping.vectors(sizes, *first, *keys), grouping.concept)
    if able is not None:
        taken = code.plain("both", (), (taken, able), grouping.concept)
    code.check(grouping.kernel("many"), grouping.vectors(sizes, taken))
    return taken


def award(
    code: Code,
    kernel: str,
    data: tuple[object, ...],
    key: Scaled,
    figures: Sequence[int],
    tie: Scaled | None,
    grouping: Grouping,
    sizes: Sizes,
) -> int:
    """What each row gets: steps, fraction, rank or seats (the kernel). figures: vectors over the owners; the room of
    each row where that is bounded."""
    vectors = _contest(code, key, figures, tie, grouping, sizes)
    code.check("steps_tied" if kernel == "fraction" else f"{kernel}_tied", vectors, *data)
    return code.plain(kernel, data, vectors, grouping.concept)


def _contest(
    code: Code, key: Scaled, figures: Sequence[int], tie: Scaled | None, grouping: Grouping, sizes: Sizes
) -> tuple[int, ...]:
    concept = grouping.concept
    nothing = code.number("full", (0,), (sizes[concept],), concept)
    keys = keys_of(code, [key, *([] if tie is None else [tie])], grouping, sizes)
    owners = _owners(code, grouping, sizes)
    return (keys[0], nothing if tie is None else keys[1], owners, sizes[grouping.owner], *figures)


def turn(
    code: Code,
    key: Scaled,
    amounts: tuple[Scaled, Scaled],
    tie: Scaled | None,
    most: bool,
    grouping: Grouping,
    sizes: Sizes,
) -> Scaled:
    """What each row gets of its claim. amounts: the claim, and the pot of each row's owner."""
    (asked, there), lifted, unit = _alike(code, amounts, grouping, sizes)
    vectors = _contest(code, ranked(key, most), (asked, there), tie, grouping, sizes)
    code.check("turn_tied", vectors)
    # No more than was asked for, and never below 0 where it means anything.
    got = code.number("turn", (), vectors, grouping.concept)
    return make(code, got, unit, tuple(_below(code, divisor, grouping, sizes) for divisor in lifted))


def level(code: Code, key: Scaled, room: Scaled, pot: Scaled, grouping: Grouping, sizes: Sizes) -> Scaled:
    """What each unit of the key gives, of each owner. pot: of each row's owner."""
    if key.unit <= 0:
        # Nobody has any of the key.
        return Scaled(None, Fraction(0))
    (space, there), lifted, unit = _alike(code, (room, pot), grouping, sizes)
    keys, above = comparable(code, key, grouping, sizes)
    vectors = (keys, space, there, _owners(code, grouping, sizes), sizes[grouping.owner])
    over = code.level("level_over", vectors, grouping.owner)
    under = code.level("level_under", vectors, grouping.owner)
    for divisor in above:
        over = code.multiply(over, divisor.vector)
    return make(code, over, unit / key.unit, (*lifted, Divisor(under)))


def _alike(
    code: Code, columns: tuple[Scaled, Scaled], grouping: Grouping, sizes: Sizes
) -> tuple[tuple[int, int], tuple[Divisor, ...], Fraction]:
    """Two columns in whole numbers of one unit, over the same divisors of the owner."""
    aligned = align(code, columns)
    one, other = (
        comparable(
            code,
            Scaled(vector_of(code, term, grouping.concept, sizes), aligned.unit, aligned.divisors),
            grouping,
            sizes,
        )
        for term in aligned.terms
    )
    return (one[0], other[0]), one[1], aligned.unit


def _below(code: Code, divisor: Divisor, grouping: Grouping, sizes: Sizes) -> Divisor:
    """The owner's divisor, read by each row."""
    vector = gathered(code, divisor.vector, grouping.relation, grouping.concept, sizes)
    return Divisor(vector, divisor, grouping.relation)
