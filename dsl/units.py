"""Units of measure: exact factors over base dimensions, so that sums and comparisons can be checked before anything runs.

A unit is a factor and the powers of its dimensions: `tkr/år` is 1000 · kr · år⁻¹, `%` is 1/100 of the pure number.
Nothing converts between dimensions: kr/månad and kr/år differ until the rule multiplies by `12 månader/år`.
"""

from fractions import Fraction

import attrs


@attrs.frozen
class Unit:
    """factor: how many base units one of this is; powers: (dimension, power ≠ 0), sorted by dimension."""

    factor: Fraction
    powers: tuple[tuple[str, int], ...]

    def same_dimension(self, other: "Unit") -> bool:
        return self.powers == other.powers


PURE = Unit(Fraction(1), ())
PERCENT = Unit(Fraction(1, 100), ())
