"""Units of measure: exact factors over base dimensions, so that sums and comparisons are checked before anything runs.

A unit is a factor and the powers of its dimensions: `tkr/år` is 1000 · kr · år⁻¹, `%` is 1/100 of the pure number.
Nothing converts between dimensions: kr/månad and kr/år differ until the rule multiplies by `12 månader/år`.
"""

from collections.abc import Mapping
from fractions import Fraction

import attrs


@attrs.frozen
class Unit:
    """A unit, as a number of base units.

    factor: how many base units one of this is; powers: (dimension, power ≠ 0), sorted by dimension.
    """

    factor: Fraction
    powers: tuple[tuple[str, int], ...]

    def same_dimension(self, other: "Unit") -> bool:
        return self.powers == other.powers

    def times(self, other: "Unit") -> "Unit":
        return Unit(self.factor * other.factor, _combine(self.powers, other.powers, 1))

    def over(self, other: "Unit") -> "Unit":
        return Unit(self.factor / other.factor, _combine(self.powers, other.powers, -1))

    def numerator(self) -> tuple[tuple[str, int], ...]:
        """The dimensions it counts: those of `kr/år` are kr."""
        return tuple(part for part in self.powers if part[1] > 0)


PURE = Unit(Fraction(1), ())
PERCENT = Unit(Fraction(1, 100), ())
PERMILLE = Unit(Fraction(1, 1000), ())
POINTS = Unit(Fraction(1, 100), (("procentenheter", 1),))
KRONOR = Unit(Fraction(1), (("kr", 1),))


def _base(dimension: str) -> Unit:
    return Unit(Fraction(1), ((dimension, 1),))


# Every way to write a unit that is there without being declared.
BUILT_IN: Mapping[str, Unit] = {
    "kr": KRONOR,
    "krona": KRONOR,
    "kronor": KRONOR,
    "tkr": Unit(Fraction(1000), KRONOR.powers),
    "mnkr": Unit(Fraction(1_000_000), KRONOR.powers),
    "öre": Unit(Fraction(1, 100), KRONOR.powers),
    "ören": Unit(Fraction(1, 100), KRONOR.powers),
    "%": PERCENT,
    "procent": PERCENT,
    "promille": PERMILLE,
    "procentenhet": POINTS,
    "procentenheter": POINTS,
    "år": _base("år"),
    "månad": _base("månad"),
    "månader": _base("månad"),
    "vecka": _base("vecka"),
    "veckor": _base("vecka"),
    "dag": _base("dag"),
    "dagar": _base("dag"),
    "timme": _base("timme"),
    "timmar": _base("timme"),
}

_MONEY = {Fraction(1): "kr", Fraction(1000): "tkr", Fraction(1_000_000): "mnkr", Fraction(1, 100): "öre"}
_SHARES = {Fraction(1): None, Fraction(1, 100): "%", Fraction(1, 1000): "promille"}


def declared(name: str) -> Unit:
    """The unit that `enheter` introduces: a dimension of its own."""
    return _base(name)


def parse(text: str, known: Mapping[str, Unit]) -> Unit | None:
    """The unit written `kr/tjänst/år`: each part in `known`; None where one is not."""
    first, *rest = text.split("/")
    unit = known.get(first)
    for part in rest:
        divisor = known.get(part)
        if unit is None or divisor is None:
            return None
        unit = unit.over(divisor)
    return unit


def product(left: Unit, right: Unit) -> Unit:
    """The unit a product is shown in: a share of kr is kr, a share of a share stays a share."""
    if not left.powers and not right.powers:
        return share(left, right)
    if not left.powers:
        return right
    return left if not right.powers else _made(_counted(left).times(_counted(right)), share(left, right))


def quotient(left: Unit, right: Unit) -> Unit:
    """The unit a quotient is shown in: kr divided by a share is kr, kr by kr or by tkr a pure number."""
    if is_share(left) and is_share(right):
        left, right = _counted(left), _counted(right)
    if not right.powers:
        return left if left.powers or right.factor == 1 else PURE
    return _made(_counted(left).over(_counted(right)), share(left))


def common(left: Unit, right: Unit) -> Unit:
    """The unit of what may be in either of two of the same dimensions, whichever comes first: kr beside tkr, % beside
    promille."""
    if left == right or (is_share(left) and is_share(right) and not left.powers):
        return max(left, right, key=_factor)
    return plain(left)


def is_share(unit: Unit) -> bool:
    """Whether it counts hundredths or thousandths of something: `%`, `promille`, `%/mandat`."""
    return not unit.numerator() and unit.factor != _plain_factor(unit)


def share(*factors: Unit) -> Unit:
    """The share that is in a product of these: of several the coarsest, in any order; else the plain unit."""
    sizes = [unit.factor / _plain_factor(unit) for unit in factors if is_share(unit)]
    return Unit(max(sizes, default=PURE.factor), ())


def plain(unit: Unit) -> Unit:
    """The unit that its dimensions have by their own names: kr of tkr, the pure number of `%`."""
    return Unit(_plain_factor(unit), unit.powers)


def shown(unit: Unit) -> Unit:
    """The same dimensions in a unit that has a spelling."""
    plain = _plain_factor(unit)
    if unit.factor == plain:
        return unit
    if not unit.powers:
        return unit if unit.factor in _SHARES else PURE
    if not unit.numerator():
        return unit if unit.factor / plain in _SHARES else Unit(plain, unit.powers)
    spelled = ("kr", 1) in unit.powers and unit.factor / plain in _MONEY
    return unit if spelled else Unit(plain, unit.powers)


def unit_text(unit: Unit) -> str | None:
    """As a person would write it: `kr/år`, `%`; None for the pure number. Only for units with a spelling (`shown`)."""
    if not unit.powers:
        return _SHARES[unit.factor]
    size = unit.factor / _plain_factor(unit)
    counted = sorted(unit.numerator(), key=lambda part: (part[0] != "kr", part[0]))
    names = [_MONEY[size] if dimension == "kr" else dimension for dimension, power in counted for _ in range(power)]
    per = sorted(unit.powers, key=lambda part: (part[0] in ("år", "månad", "vecka", "dag", "timme"), part[0]))
    below = [dimension for dimension, power in per for _ in range(-power)]
    return "/".join(["·".join(names) or _SHARES[size] or "1", *below])


def _factor(unit: Unit) -> Fraction:
    return unit.factor


def _counted(unit: Unit) -> Unit:
    return plain(unit) if is_share(unit) else unit


def _made(unit: Unit, part: Unit) -> Unit:
    """What a product or quotient with dimensions is shown in. A share of something counted is told in that; the size of
    money that divides itself away leaves no share behind: 500 kr / 0,5 tkr is a plain number."""
    return shown(unit) if unit.numerator() else Unit(part.factor * _plain_factor(unit), unit.powers)


def _plain_factor(unit: Unit) -> Fraction:
    """The factor of these dimensions when each is written by its own name: 1, but for procentenheter."""
    points = next((power for dimension, power in unit.powers if dimension == "procentenheter"), 0)
    return POINTS.factor**points if points else PURE.factor


def _combine(
    left: tuple[tuple[str, int], ...], right: tuple[tuple[str, int], ...], sign: int
) -> tuple[tuple[str, int], ...]:
    powers = dict(left)
    for dimension, power in right:
        powers[dimension] = powers.get(dimension, 0) + sign * power
    return tuple(sorted((dimension, power) for dimension, power in powers.items() if power))
