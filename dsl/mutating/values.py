"""Small changes of a value or of what modifies it."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Literal, TypeVar, assert_never

import attrs

from dsl import nodes
from dsl.building.days import MAX_WORKDAYS
from dsl.formatting import expression_text
from dsl.mutating import numbers
from dsl.mutating.edits import Edit, Kind
from dsl.mutating.places import Path

_T = TypeVar("_T")

_OPPOSITE: Mapping[str, Literal["+", "-", "*", "/"]] = {"+": "-", "-": "+", "*": "/", "/": "*"}
_DIRECTIONS: tuple[Literal["up", "down", "nearest"], ...] = ("up", "down", "nearest")
_OTHER_GROUP_END: Mapping[str, Literal["maximum", "minimum", "earliest", "latest"]] = {
    "maximum": "minimum",
    "minimum": "maximum",
    "earliest": "latest",
    "latest": "earliest",
}
_OTHER_END: Mapping[str, Literal["higher", "lower", "earliest", "latest"]] = {
    "higher": "lower",
    "lower": "higher",
    "earliest": "latest",
    "latest": "earliest",
}
_OTHER_ORDER: Mapping[str, Literal["tidigast", "senast", "flest", "högst", "störst", "minst", "lägst"]] = {
    "tidigast": "senast",
    "senast": "tidigast",
    "flest": "minst",
    "högst": "lägst",
    "störst": "minst",
    "minst": "störst",
    "lägst": "högst",
}
# `hälften från noll` is no change of another: it differs from `uppåt` below zero alone.
_TIES: tuple[Literal["up", "down", "even", "away"], ...] = ("up", "down", "even")
# A rounding to less than this says nothing of money or shares.
_FINEST = Fraction(1, 10**8)


def value_edits(path: Path, node: nodes.Expression) -> Iterator[Edit]:
    """Changes of the node itself; not of those within it."""

    def to(kind: Kind, new: nodes.Expression) -> Edit:
        return Edit(kind, path, new, expression_text(node), expression_text(new), node.span)

    match node:
        case nodes.Quantity():
            for quantity in numbers.quantities(node):
                yield to("number", quantity)
        case nodes.YearOf():
            if node.absolute:
                yield to("year", attrs.evolve(node, year=node.year + 1))
                yield to("year", attrs.evolve(node, year=node.year - 1))
            else:
                yield to("year", attrs.evolve(node, year=-1 - node.year))
        case nodes.ShareOf(wording=str()):
            for share in numbers.shares(node):
                yield to("number", share)
        case nodes.Binary():
            yield to("operation", attrs.evolve(node, operator=_OPPOSITE[node.operator]))
        case nodes.Negative():
            yield to("operation", node.operand)
        case nodes.Aggregate():
            if node.kind in _OTHER_GROUP_END:
                yield to("limit", attrs.evolve(node, kind=_OTHER_GROUP_END[node.kind]))
            if node.where is not None:
                yield to("condition", attrs.evolve(node, where=None))
        case nodes.Extreme():
            yield to("limit", attrs.evolve(node, kind=_OTHER_END[node.kind]))
        case nodes.Date():
            for day in numbers.dates(node):
                yield to("date", day)
        case nodes.DayOf():
            for month, number in numbers.days_of_a_year(node.month, node.day):
                yield to("date", attrs.evolve(node, month=month, day=number))
            yield to("year", attrs.evolve(node, year="next" if node.year == "this" else "this"))
        case nodes.WholeTime():
            yield to("date", attrs.evolve(node, since=node.until, until=node.since))
        case nodes.Ranking():
            yield to("order", attrs.evolve(node, most=not node.most, wording=_OTHER_ORDER[node.wording]))
            if node.tie is not None:
                yield to("order", attrs.evolve(node, tie=None))
        case nodes.Workday():
            if node.count:
                for count in (node.count + 1, node.count - 1):
                    if 0 < count <= MAX_WORKDAYS:
                        yield to("number", attrs.evolve(node, count=count))
            yield to("date", attrs.evolve(node, direction="after" if node.direction == "before" else "before"))
        case nodes.Modified():
            yield from _of_modifiers(path, node)
        case (
            nodes.ShareOf()
            | nodes.Per()
            | nodes.Name()
            | nodes.Text()
            | nodes.AskedDay()
            | nodes.NotRegulated()
            | nodes.Nothing()
        ):
            pass
        case nodes.PerBegun() | nodes.FirstThen():
            # What they are of is in their words; the amounts are changed where they stand.
            pass
        case _:
            assert_never(node)


def _of_modifiers(path: Path, node: nodes.Modified) -> Iterator[Edit]:
    """One left out, or two exchanged; what each says itself is changed where it stands."""
    several = node.modifiers
    for index, modifier in enumerate(several):
        rest = (*several[:index], *several[index + 1 :])
        new = attrs.evolve(node, modifiers=rest) if rest else node.value
        yield Edit(_kind(modifier), path, new, expression_text(modifier), None, modifier.span)
    for index, (one, other) in enumerate(pairwise(several)):
        if one != other and not _stands_last(other):
            swapped = (*several[:index], other, one, *several[index + 2 :])
            words = _in_order(one, other), _in_order(other, one)
            yield Edit("order", path, attrs.evolve(node, modifiers=swapped), *words, one.span)


def _stands_last(modifier: nodes.Modifier) -> bool:
    """Whether its condition speaks of a group or ends in bullets, as only that of the last modifier may."""
    match modifier:
        case nodes.Conditioned(condition=nodes.And(parts=(*_, last))):
            return isinstance(last, nodes.Bullets | nodes.Quantified)
        case nodes.Conditioned(condition=condition):
            return isinstance(condition, nodes.Bullets | nodes.Quantified)
        case _:
            return False


def _in_order(*modifiers: nodes.Modifier) -> str:
    return ", ".join(map(expression_text, modifiers))


def _kind(node: nodes.Modifier) -> Kind:
    match node:
        case nodes.Round():
            return "rounding"
        case nodes.Changed() | nodes.Indexed():
            return "change"
        case nodes.Limited():
            return "limit"
        case nodes.PriceLevel():
            return "year"
        case nodes.AtDate() | nodes.AsOf() | nodes.MonthByMonth():
            return "date"
        case nodes.Conditioned():
            return _kind(node.modifier)
        case _:
            assert_never(node)


def modifier_edits(path: Path, node: nodes.Modifier) -> Iterator[Edit]:
    """Changes of the modifier itself; not of the values within it."""

    def to(kind: Kind, new: nodes.Modifier) -> Edit:
        return Edit(kind, path, new, expression_text(node), expression_text(new), node.span)

    match node:
        case nodes.Round():
            for rounding in roundings(node):
                yield to("rounding", rounding)
        case nodes.Changed():
            yield to("change", attrs.evolve(node, kind="decrease" if node.kind == "increase" else "increase"))
        case nodes.Limited():
            yield to("limit", attrs.evolve(node, kind="least" if node.kind == "most" else "most"))
        case nodes.PriceLevel():
            yield to("year", attrs.evolve(node, year=node.year + 1))
            yield to("year", attrs.evolve(node, year=node.year - 1))
        case nodes.Indexed():
            yield to("year", attrs.evolve(node, first_year=node.first_year + 1))
            yield to("year", attrs.evolve(node, first_year=node.first_year - 1))
        case nodes.Conditioned():
            yield to("condition", node.modifier)
        case nodes.AtDate() | nodes.AsOf() | nodes.MonthByMonth():
            pass
        case _:
            assert_never(node)


def roundings(node: nodes.Round) -> Iterator[nodes.Round]:
    """Another direction, another tie, a step ten times as large or as small."""
    for direction in _others(_DIRECTIONS, node.direction):
        yield attrs.evolve(node, direction=direction, tie="up" if direction == "nearest" else None)
    if node.tie is not None:
        for tie in _others(_TIES, node.tie):
            yield attrs.evolve(node, tie=tie)
    for size in (node.step.size * 10, node.step.size / 10):
        if size >= _FINEST:
            yield attrs.evolve(node, step=attrs.evolve(node.step, size=size))


def _others(several: Sequence[_T], one: _T) -> Sequence[_T]:
    return [other for other in several if other != one]
