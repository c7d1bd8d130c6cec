"""Exact values as Swedes write them: `113 658,02… kr`, `25 %`, `2 tjänster`, `−0,5`.

Every number comes in as an exact `Fraction` and leaves as text; nothing here rounds unless the rule file says how the
value is shown (`visas i hela kronor`). Where the decimals are too many the rest is cut off, which an ellipsis says; so
the digits that are seen are the number's own, and it never looks like one on the other side of a limit. Spaces inside a
number and before its unit do not break lines. Knows nothing of terminals, tables or how a value was computed.
"""

import datetime
from collections.abc import Iterable, Mapping
from fractions import Fraction

from dsl import digits, model, units
from dsl.units import PURE, Unit
from interpreter.evaluating.rounding import as_printed
from interpreter.outcomes import Value

NO_BREAK_SPACE = "\u00a0"
MINUS = "−"
ELLIPSIS = "…"

# A decimal that ends is printed in full up to this many decimals; anything longer has two and an ellipsis.
_MOST_DECIMALS = 4
_FEW_DECIMALS = 2
# Small numbers get more decimals, so that something of them is seen, up to this many.
_MOST_SMALL_DECIMALS = 10
# To tell a number from those it is set beside; where that is not enough it is written as a fraction.
_MOST_TELLING_DECIMALS = 40

# The plurals that Swedish has for the built-in units; declared units bring their own.
_PLURALS = {"månad": "månader", "vecka": "veckor", "dag": "dagar", "timme": "timmar"}
_SINGULARS = {"procentenheter": "procentenhet"}


def exact(value: Fraction) -> str:
    """For programs: a terminating decimal with a point (`467488.45`), else `a/b` (`1/3`). Never cut, never grouped."""
    places = _places(value)
    if places is None:
        return f"{digits.text(value.numerator)}/{digits.text(value.denominator)}"
    return _digits(value, places, point=".", group="", minus="-")


def written(value: Fraction) -> str:
    """For a rule: `10 000`, `0,00125`, `100/3`. Never cut, so that what is copied is the number itself."""
    places = _places(value)
    return exact(value) if places is None else _digits(value, places)


def number(value: Fraction, *, least: int = 0, beside: Iterable[Fraction] = ()) -> str:
    """Without unit: `117 034`, `0,52`, `113 658,02…` (the first decimals, for there are more).

    least: decimals that a number with decimals gets anyway (2 for money: `297 666,30`)
    beside: what it was compared with, or rounded to: as many decimals as it takes to tell it from each of them
    """
    places = _places(value)
    if places is not None and places <= max(_MOST_DECIMALS, least):
        return _digits(value, max(places, least) if places else 0)
    few = _few_places(value)
    others = [other for other in beside if other != value]
    while few < _MOST_TELLING_DECIMALS and any(_cut(value, few) == _cut(other, few) for other in others):
        few += 1
    if places is not None and places <= few:
        return _digits(value, places)
    if any(_cut(value, few) == _cut(other, few) for other in others):
        return exact(value)
    return _digits(value, few) + ELLIPSIS


def _cut(value: Fraction, places: int) -> int:
    """What is seen of it with so many decimals."""
    seen: int = abs(value.numerator) * 10**places // value.denominator
    return -seen if value < 0 else seen


def rounded(value: Fraction, step: Fraction) -> str:
    """Rounded, halves from zero, to a multiple of `step`, with as many decimals as the step has: `visas i …`."""
    nearest = as_printed(value, step)
    places = _places(step)
    return number(nearest) if places is None else _digits(nearest, places)


def quantity(
    value: Fraction,
    unit: Unit,
    text: str | None,
    plurals: Mapping[str, str],
    shown: Fraction | None = None,
    beside: Iterable[Fraction] = (),
) -> str:
    """With unit: `318 655,30 kr/år`, `25 %`, `2 tjänster`.

    value, shown: in base units; shown is the step of `visas i …`, rounded to before anything is printed
    text: the unit as written (`kr/år`), or None to make one out of the dimensions
    plurals: of the declared units: `tjänst` -> `tjänster`
    beside: as in `number`, in base units
    """
    name, factor = unit_of(unit, text)
    own = value / factor
    others = [other / factor for other in beside]
    figure = number(own, least=_least(name), beside=others) if shown is None else rounded(own, shown / factor)
    if name is None:
        return figure
    told = own if shown is None else as_printed(own, shown / factor)
    return f"{figure}{NO_BREAK_SPACE}{plural(name, told, plurals)}"


def bare(value: Fraction, unit: Unit, text: str | None, beside: Iterable[Fraction] = ()) -> str:
    """Inside a formula, where the unit is told on the line before: `297 666,30`; but `25 %`, a bare 25 would lie."""
    if not unit.powers:
        return quantity(value, unit, text, {}, beside=beside)
    name, factor = unit_of(unit, text)
    return number(value / factor, least=_least(name), beside=[other / factor for other in beside])


def plural(name: str, count: Fraction, plurals: Mapping[str, str]) -> str:
    """`månad` → `månader`, `tjänst/mandat` → `tjänster/mandat`: only what stands before the first `/` is counted.

    Units of time are plural for all but one (`1,5 månader`), declared ones for whole numbers (`1,4 tjänst`).
    """
    head, slash, rest = name.partition("/")
    if abs(count) == 1:
        return _SINGULARS.get(head, head) + slash + rest
    if head in _PLURALS:
        return _PLURALS[head] + slash + rest
    return plurals.get(head, head) + slash + rest if count.denominator == 1 else name


def unit_of(unit: Unit, text: str | None) -> tuple[str | None, Fraction]:
    """The unit to write a number in, and how many base units one of it is. text: as declared, or None to spell it out;
    a unit without a spelling is told in its base units."""
    if text is not None:
        return text, unit.factor
    shown = units.shown(unit)
    return units.unit_text(shown), shown.factor


def told_in(named: model.Definition | model.Attribute) -> tuple[model.Type, str | None]:
    """The type and unit that a value is shown in: its own, or what `visas i procent` says."""
    if isinstance(named, model.Attribute) or named.shown_in is None:
        return named.type, named.unit_text
    return model.Number(named.shown_in), units.unit_text(named.shown_in)


def unit_name(unit: Unit) -> str | None:
    """A name out of the dimensions: `kr/år`, `%`; None for pure numbers."""
    return unit_of(unit, None)[0]


def value_text(
    value: Value,
    of: model.Type,
    text: str | None,
    plurals: Mapping[str, str],
    shown: Fraction | None = None,
    beside: Iterable[Fraction] = (),
) -> str:
    """Any value in words: `ja`, `2024-01-01`, `”Umeå”`, `resa`, `Kristdemokraterna`, or a quantity."""
    match value:
        case bool():
            return "ja" if value else "nej"
        case Fraction():
            return quantity(value, of.unit if isinstance(of, model.Number) else PURE, text, plurals, shown, beside)
        case datetime.date():
            return value.isoformat()
        case str():
            return f"”{value}”" if isinstance(of, model.Text) else value


def _least(unit: str | None) -> int:
    """Money is written with its öre or without: `297 666,30 kr`, `8 989 kr`."""
    return 2 if unit is not None and unit.partition("/")[0] == "kr" else 0


def _places(value: Fraction) -> int | None:
    """How many decimals the number ends after; None when it never does."""
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None


def _few_places(value: Fraction) -> int:
    """Two decimals, or for small numbers as many as show two digits that are not leading zeros."""
    places = _FEW_DECIMALS
    while places < _MOST_SMALL_DECIMALS and abs(value) * 10**places < 10:
        places += 1
    return places


def _digits(value: Fraction, places: int, *, point: str = ",", group: str = NO_BREAK_SPACE, minus: str = MINUS) -> str:
    """Cut towards zero after `places` decimals."""
    scaled = abs(value.numerator) * 10**places // value.denominator
    whole, decimals = divmod(scaled, 10**places)
    text = _grouped(digits.text(whole), group)
    if places:
        text += point + digits.text(decimals).zfill(places)
    return minus + text if value < 0 else text


def _grouped(text: str, group: str) -> str:
    """Digits by threes."""
    first = len(text) % 3 or 3
    return group.join((text[:first], *(text[at : at + 3] for at in range(first, len(text), 3))))
