"""Values as they stand written: bounds, defaults, cells, given facts. Nothing here refers to another value."""

import datetime
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import assert_never

import attrs

from dsl import model, names, nodes, units
from dsl.problems import Problem
from dsl.problems.names import UnknownOption
from dsl.problems.values import EmptyDomain, Kind, NotConstant, OutOfBounds, Side, UnitsDiffer, UnknownUnit, WrongType
from dsl.source import Span

Value = Fraction | bool | str | datetime.date
Known = Mapping[str, units.Unit]

TRUTHS = {"ja": True, "nej": False}


def literal(node: nodes.Expression, want: model.Type, name: str, known: Known, problems: list[Problem]) -> Value | None:
    """The written value in base units, as the type wants it; a number without unit takes the unit of the type.

    None: a problem has been added.
    """
    match want:
        case model.Number():
            return _number(node, want, name, known, problems)
        case model.Choice(options):
            text = node.text if isinstance(node, nodes.Name) else node.value if isinstance(node, nodes.Text) else None
            if text in options:
                return text
            problems.append(
                WrongType(node.span, "choice", kind_of(node))
                if text is None
                else UnknownOption(node.span, text, options)
            )
            return None
        case model.Truth():
            if isinstance(node, nodes.Name) and node.text in TRUTHS:
                return TRUTHS[node.text]
            problems.append(WrongType(node.span, "truth", kind_of(node)))
            return None
        case model.Day():
            if isinstance(node, nodes.Date):
                return day(node)
            problems.append(WrongType(node.span, "day", kind_of(node)))
            return None
        case model.Text() | model.RowOf():
            if isinstance(node, nodes.Text):
                return node.value
            if isinstance(node, nodes.Name):
                return node.text
            problems.append(WrongType(node.span, "text" if isinstance(want, model.Text) else "row", kind_of(node)))
            return None
        case _:
            assert_never(want)


def day(node: nodes.Date) -> datetime.date:
    """The day; a date that the calendar does not have is no node."""
    return datetime.date(node.year, node.month, node.day)


def quantity(
    node: nodes.Quantity, want: model.Number, known: Known, problems: list[Problem]
) -> tuple[Fraction, units.Unit] | None:
    """The number in base units and the unit it was written in, or that it takes from `want`."""
    if node.unit is None:
        return node.number.value * want.unit.factor, want.unit
    unit = units.parse(node.unit, known)
    if unit is None:
        problems.append(UnknownUnit(node.span, node.unit, names.nearest(node.unit, known)))
        return None
    if not unit.same_dimension(want.unit) or (want.is_counted and units.is_share(unit)):
        right = Side(node.span, units.unit_text(units.shown(want.unit)))
        problems.append(UnitsDiffer(node.span, "cell", Side(node.span, units.unit_text(units.shown(unit))), right))
        return None
    return node.number.value * unit.factor, unit


def limits(
    bounds: Iterable[nodes.Bound],
    kind: model.Type,
    name: str,
    span: Span,
    known: Known,
    problems: list[Problem],
) -> model.Limits:
    """The domain that the bounds leave of a number. name, span: of what is declared, for what is wrong."""
    found = model.Limits()
    for bound in bounds:
        if not isinstance(kind, model.Number):
            problems.append(EmptyDomain(bound.span))
            continue
        value = literal(bound.value, model.Number(kind.unit, False, kind.is_counted), name, known, problems)
        if isinstance(value, Fraction):
            found = _bounded(found, bound, value)
    if found.low is not None and found.high is not None:
        open_ended = found.low_open or found.high_open
        if found.low > found.high or (found.low == found.high and open_ended):
            problems.append(EmptyDomain(span))
    return found


def _bounded(found: model.Limits, bound: nodes.Bound, value: Fraction) -> model.Limits:
    match bound.kind:
        case "least" | "above":
            return attrs.evolve(found, low=value, low_open=bound.kind == "above")
        case "most" | "below":
            return attrs.evolve(found, high=value, high_open=bound.kind == "below")
        case _:
            assert_never(bound.kind)


def whole(value: Fraction, unit: units.Unit) -> bool:
    """Whether the value, in base units, is a whole number of the unit."""
    return (value / unit.factor).denominator == 1


def precision(node: nodes.Expression | None, kind: model.Type | None) -> Fraction | None:
    """The last decimal printed, in base units; None where the number is exact (`1/6`) or no number."""
    while isinstance(node, nodes.Negative):
        node = node.operand
    if not isinstance(node, nodes.Quantity) or not isinstance(kind, model.Number) or "/" in node.number.text:
        return None
    unit = units.BUILT_IN.get((node.unit or "").split("/")[0])
    factor = kind.unit.factor if node.unit is None else unit.factor if unit is not None else Fraction(1)
    _, _, decimals = node.number.text.partition(",")
    return factor / Fraction(10 ** len(decimals))


def text_of(node: nodes.Expression) -> str:
    """A written value as the rule file has it."""
    match node:
        case nodes.Quantity(number=number, unit=unit):
            return number.text if unit is None else f"{number.text} {unit}"
        case nodes.Negative(operand=operand):
            return f"−{text_of(operand)}"
        case nodes.Text(value=text) | nodes.Name(text=text):
            return text
        case _:
            # Nothing else stands written out.
            assert isinstance(node, nodes.Date)
            return f"{node.year}-{node.month:02}-{node.day:02}"


def heading(column: nodes.Name) -> str:
    """The name that a column gives; `årets höjning` is höjning."""
    return column.text.removeprefix("årets ")


def kind_of(node: nodes.Expression) -> Kind:
    """What kind of value was written, as near as the text alone tells."""
    match node:
        case nodes.Text() | nodes.Name():
            return "truth" if isinstance(node, nodes.Name) and node.text in TRUTHS else "text"
        case nodes.Date():
            return "day"
        case _:
            return "number"


def _number(
    node: nodes.Expression, want: model.Number, name: str, known: Known, problems: list[Problem]
) -> Fraction | None:
    sign = 1
    while isinstance(node, nodes.Negative):
        node, sign = node.operand, -sign
    if not isinstance(node, nodes.Quantity):
        written = isinstance(node, nodes.Text | nodes.Date)
        problems.append(WrongType(node.span, "number", kind_of(node)) if written else NotConstant(node.span))
        return None
    read = quantity(node, want, known, problems)
    if read is None:
        return None
    value = sign * read[0]
    if want.whole and not whole(value, want.unit):
        problems.append(OutOfBounds(node.span, name, "heltal"))
        return None
    return value
