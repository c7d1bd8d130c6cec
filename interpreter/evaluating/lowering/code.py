"""Integer code while it is made: calls of kernels on vectors, each call once, with what is known of every vector.

A vector is the result of one call, named by its position. What is known of it: whether its numbers may be negative, and
how many bits they have at most, so that something watches over them only where they could grow past the bound.
"""

from collections.abc import Iterable

from dsl.frozen import frozen
from interpreter.evaluating.plan import MAX_BITS

# Bits that a sum over rows may add: no more rows than this fit in memory.
ROW_BITS = 40


@frozen
class Call:
    """One kernel called. kernel: its name in `kernels` or `sharing_kernels`; data: numbers known beforehand;
    vectors: what it is called with, by position; domain: the concept of the rows of its result."""

    kernel: str
    data: tuple[object, ...]
    vectors: tuple[int, ...]
    domain: str | None


@frozen
class Check:
    """A source of failure: whether `test`, by name as a kernel, finds any in the vectors. slot: which then has
    failures."""

    test: str
    data: tuple[object, ...]
    vectors: tuple[int, ...]
    slot: int


@frozen
class TooLarge:
    """Where numbers may outgrow the bound of bits: in `vector`, None: in every row. One of other rows than the
    slot's own stops all of the slot's."""

    slot: int
    vector: int | None


@frozen
class Profile:
    """What the code takes for granted of the numbers given for an input.

    scale: each times this is whole; bits: that these then have at most; negative: whether any may be below 0
    """

    scale: int
    bits: int
    negative: bool


WHOLE = Profile(1, 64, False)


class Code:
    """The first calls are those that are given: sizes of concepts and inputs, in `given` and in that order."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.checks: list[Check] = []
        self.watched: list[TooLarge] = []
        self.slot = 0
        self._bits: list[int] = []
        self._negative: list[bool] = []
        self._known: dict[Call, int] = {}

    def given(self, what: str, name: object, domain: str | None, profile: Profile) -> int:
        """The vector of what is given: what is `size` or `input`, name the concept or the slot."""
        return self._call(what, (name,), (), domain, profile.bits, profile.negative)

    def check(self, test: str, vectors: Iterable[int], *data: object) -> None:
        """Notes what may fail in the slot at hand."""
        self.checks.append(Check(test, data, tuple(vectors), self.slot))

    def nowhere(self) -> None:
        """The slot has no value that is small enough, in any row."""
        self.watched.append(TooLarge(self.slot, None))
        self.check("always", ())

    def domain(self, vector: int) -> str | None:
        """The concept whose rows the vector has, None for the whole regulation."""
        return self.calls[vector].domain

    def is_large(self, vectors: Iterable[int]) -> bool:
        """Whether the product of these vectors may outgrow the bound."""
        return sum(self._bits[vector] for vector in vectors) > MAX_BITS

    # -- numbers ---------------------------------------------------------------------------------

    def affine(self, factor: int, vector: int, plus: int = 0) -> int:
        """The vector factor × vector + plus."""
        if (factor, plus) == (1, 0):
            return vector
        bits = max(self._bits[vector] + factor.bit_length(), plus.bit_length()) + 1
        negative = factor < 0 or plus < 0 or self._negative[vector]
        data: tuple[int, ...]
        kernel, data = "affine", (factor, plus)
        if plus == 0:
            kernel, data = "scale", (factor,)
        elif factor == 1:
            kernel, data = "shift", (plus,)
        return self._number(kernel, data, (vector,), self.domain(vector), bits, negative)

    def combine(self, factor: int, left: int, other: int, right: int) -> int:
        """The vector factor × left + other × right."""
        bits = max(self._bits[left] + factor.bit_length(), self._bits[right] + other.bit_length()) + 1
        negative = factor < 0 or other < 0 or self._negative[left] or self._negative[right]
        data: tuple[object, ...] = (factor, other)
        kernel = "combine"
        if factor == 1 and abs(other) == 1:
            kernel, data = ("add" if other == 1 else "subtract"), ()
        return self._number(kernel, data, (left, right), self.domain(left), bits, negative)

    def multiply(self, left: int, right: int) -> int:
        # One order for both, so that equal products are one.
        left, right = min(left, right), max(left, right)
        bits = self._bits[left] + self._bits[right]
        negative = self._negative[left] or self._negative[right]
        return self._number("multiply", (), (left, right), self.domain(left), bits, negative)

    def divide(self, direction: str, vector: int, by: int) -> int:
        """The vector divided by one number and rounded. direction: floor, ceil, even or away (to the nearest, halves
        to even or from zero); by: a number above 1."""
        return self._number(
            f"{direction}_by", (by,), (vector,), self.domain(vector), self._bits[vector] + 1, self._negative[vector]
        )

    def divide_each(self, direction: str, vector: int, by: int) -> int:
        """The vector divided row by row and rounded, as `divide`. by: a vector of numbers above 0."""
        bits, negative = self._bits[vector] + 1, self._negative[vector]
        return self._number(direction, (), (vector, by), self.domain(vector), bits, negative)

    def divisor(self, vector: int) -> int:
        """The vector without sign, and 1 where it is 0."""
        return self._number("divisor", (), (vector,), self.domain(vector), self._bits[vector], False)

    def with_sign_of(self, vector: int | None, sign: int) -> int | None:
        """The vector (None: 1) as it is where `sign` is at least 0, else with the opposite sign."""
        if not self._negative[sign]:
            return vector
        if vector is None:
            return self._number("sign", (), (sign,), self.domain(sign), 1, True)
        return self._number("with_sign", (), (vector, sign), self.domain(sign), self._bits[vector], True)

    def number(
        self, kernel: str, data: tuple[int | tuple[int, ...], ...], vectors: tuple[int, ...], domain: str | None
    ) -> int:
        """Any kernel whose numbers are no larger than those of its vectors (or than its data, in bits)."""
        known = [number for datum in data for number in (datum if isinstance(datum, tuple) else (datum,))]
        bits = max([*(number.bit_length() for number in known), *(self._bits[vector] for vector in vectors)])
        negative = any(self._negative[vector] for vector in vectors)
        below = any(number < 0 for number in known)
        return self._number(kernel, data, vectors, domain, bits, negative or below)

    def total(self, kernel: str, vectors: tuple[int, ...], domain: str | None) -> int:
        """A sum over rows, so larger than its rows."""
        vector = vectors[0]
        return self._number(kernel, (), vectors, domain, self._bits[vector] + ROW_BITS, self._negative[vector])

    def level(self, kernel: str, vectors: tuple[int, ...], domain: str | None) -> int:
        """Sums over rows of any of the vectors, never below 0."""
        bits = max(self._bits[vector] for vector in vectors) + ROW_BITS
        return self._number(kernel, (), vectors, domain, bits, False)

    def multiple(self, kernel: str, vectors: tuple[int, ...], domain: str | None) -> int:
        """The least common multiple of each group: as large as they come, so always watched."""
        raw = self._call(kernel, (MAX_BITS,), vectors, domain, MAX_BITS + 1, False)
        return self._watch(raw)

    def plain(self, kernel: str, data: tuple[object, ...], vectors: tuple[int, ...], domain: str | None) -> int:
        """Truths, codes, indices and counts: small and never below 0."""
        return self._call(kernel, data, vectors, domain, ROW_BITS, False)

    def counted(self, kernel: str, data: tuple[object, ...], vectors: tuple[int, ...], domain: str | None) -> int:
        """Counts of either sign: small."""
        return self._number(kernel, data, vectors, domain, ROW_BITS, True)

    # -- how -------------------------------------------------------------------------------------

    def _number(
        self,
        kernel: str,
        data: tuple[object, ...],
        vectors: tuple[int, ...],
        domain: str | None,
        bits: int,
        negative: bool,
    ) -> int:
        vector = self._call(kernel, data, vectors, domain, bits, negative)
        return self._watch(vector) if self._bits[vector] > MAX_BITS else vector

    def _watch(self, vector: int) -> int:
        self.watched.append(TooLarge(self.slot, vector))
        self.check("too_large", (vector,), MAX_BITS)
        negative = self._negative[vector]
        return self._call("guard", (MAX_BITS,), (vector,), self.domain(vector), MAX_BITS, negative)

    def _call(
        self,
        kernel: str,
        data: tuple[object, ...],
        vectors: tuple[int, ...],
        domain: str | None,
        bits: int,
        negative: bool,
    ) -> int:
        call = Call(kernel, data, vectors, domain)
        position = self._known.get(call)
        if position is None:
            position = self._known[call] = len(self.calls)
            self.calls.append(call)
            self._bits.append(bits)
            self._negative.append(negative)
        return position
