"""What is given, as whole numbers: facts to vectors, and the profile that the numbers of an input have.

Missing values become 0 here (their default, where they have one); that they are missing is told beside.
"""

import datetime
from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import lcm

import attrs

from dsl import model
from interpreter.evaluating.lowering.code import Profile
from interpreter.facts import Facts
from interpreter.outcomes import Value

# Figures are decimals as a rule, so a scale that is a power of ten fits the next data too.
_SCALES = tuple(10**power for power in range(13))


@attrs.frozen(eq=False)
class Names:
    """Codes of texts and numbers of rows. texts: text -> code, more than the plan names; rows: concept -> label ->
    row number, as far as asked for."""

    texts: dict[str, int]
    rows: dict[str, dict[str, int]] = attrs.field(factory=dict)

    def row(self, facts: Facts, concept: str, label: Value | None) -> int:
        """-1 for none."""
        known = self.rows.get(concept)
        if known is None:
            labels = facts.rows[concept].labels if concept in facts.rows else ()
            known = self.rows[concept] = {name: number for number, name in enumerate(labels)}
        return known.get(str(label), -1)


def size_of(facts: Facts, concept: str | None) -> int:
    """How many rows the concept has in the facts; 1 for the whole regulation."""
    if concept is None:
        return 1
    rows = facts.rows.get(concept)
    return 0 if rows is None else len(rows.labels)


def values_of(attribute: model.Attribute, year: int | None, facts: Facts) -> Sequence[Value | None]:
    """What is given, one per row, None where nothing is and there is no default."""
    key = (attribute.symbol, year)
    values: Sequence[Value | None]
    if attribute.symbol.concept is None:
        values = (facts.inputs.get(key),)
    else:
        rows = facts.rows.get(attribute.symbol.concept)
        given = None if rows is None else rows.values.get(key)
        values = (None,) * size_of(facts, attribute.symbol.concept) if given is None else given
    default = attribute.default
    return values if default is None else [default if value is None else value for value in values]


def profile_of(values: Iterable[Value | None]) -> Profile:
    """The profile that the numbers among these values need, widened to what other data of the kind is likely to need
    too."""
    numbers = [value for value in values if isinstance(value, Fraction)]
    needed = lcm(*(number.denominator for number in numbers))
    scale = next((scale for scale in _SCALES if scale % needed == 0), needed)
    largest = max((abs(number * scale).numerator for number in numbers), default=0)
    bits = -(-largest.bit_length() // 64) * 64 or 64
    return Profile(scale, bits, any(number < 0 for number in numbers))


def numbers(values: Sequence[Fraction | None], profile: Profile) -> tuple[list[int], bool] | None:
    """The numbers times the scale, 0 where missing, and whether any is; None where they do not fit the profile."""
    # All there and whole is the everyday case.
    given = [0 if value is None else value.numerator for value in values]
    bottoms = [0 if value is None else value.denominator for value in values]
    scale = profile.scale
    missing = 0 in bottoms
    if scale > 1 or bottoms.count(1) < len(bottoms):
        if any(bottom and scale % bottom for bottom in bottoms):
            return None
        given = [top * (scale // bottom) if bottom else 0 for top, bottom in zip(given, bottoms, strict=True)]
    if given:
        low, high = min(given), max(given)
        if (low < 0 and not profile.negative) or max(high, -low).bit_length() > profile.bits:
            return None
    return given, missing


def others(
    attribute: model.Attribute, values: Sequence[Value | None], facts: Facts, names: Names
) -> tuple[list[int], bool]:
    """Truths, days, texts and rows as codes, and whether any is missing. A row that is not there counts as missing."""
    missing = None in values
    match attribute.type:
        case model.Truth():
            return [value is True for value in values], missing
        case model.Day():
            return [value.toordinal() if isinstance(value, datetime.date) else 0 for value in values], missing
        case model.RowOf(target):
            found = [names.row(facts, target, value) for value in values]
            return found, -1 in found
        case _:
            texts = names.texts
            return [0 if value is None else texts.setdefault(str(value), len(texts)) for value in values], missing
