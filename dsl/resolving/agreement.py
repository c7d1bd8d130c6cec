"""Whether values may be added, compared or chosen between: kinds and units, with the numbers that lack one."""

from collections.abc import Sequence
from functools import reduce
from typing import Literal, assert_never

import attrs

from dsl import model, nodes, units
from dsl.problems import Problem
from dsl.problems.values import BareNumber, Kind, Side, UnitsDiffer, WrongType
from dsl.resolving import percentages
from dsl.resolving.context import PENDING
from dsl.source import Span

Operation = Literal["+", "-", "compare", "limit", "change", "choose", "round", "share", "cell", "fact"]


def kind(of: model.Type) -> Kind:
    """What kind of values a type has, whatever their unit."""
    match of:
        case model.Number():
            return "number"
        case model.Truth():
            return "truth"
        case model.Text():
            return "text"
        case model.Day():
            return "day"
        case model.Choice():
            return "choice"
        case model.RowOf():
            return "row"
        case _:
            assert_never(of)


def span(expression: model.Expression) -> Span:
    """Where it is written."""
    if isinstance(expression, model.Formula | model.Condition | model.Elsewhere):
        return _own(expression)
    match expression:
        case model.Lookup():
            return expression.table.node.span
        case model.Brackets():
            return expression.table.span
        case model.ShareOf() | model.LeftOf():
            return expression.sharing.node.span
        case model.Cases(modifier=None):
            return expression.branches[0].span
        case model.Exceptions():
            return span(expression.base)
        case model.Timeline():
            return expression.values[0].span
        case model.Cases() | model.Extreme() | model.Aggregate() | model.Ranking():
            return _own(expression)
        case _:
            assert_never(expression)


def _own(expression: model.Expression) -> Span:
    """What is compared with another comes from a node of its own."""
    assert expression.node is not None
    return expression.node.span


def side(expression: model.Expression) -> Side:
    """One side of a comparison, for what is told of the two."""
    assert isinstance(expression.type, model.Number)
    return Side(span(expression), units.unit_text(units.shown(expression.type.unit)))


def number(expression: model.Expression, problems: list[Problem]) -> model.Number | None:
    """Its type, where it is a number."""
    if isinstance(expression.type, model.Number):
        return expression.type
    problems.append(WrongType(span(expression), "number", kind(expression.type)))
    return None


def bare(expression: model.Expression) -> nodes.Quantity | None:
    """The number, where it is just one written without a unit."""
    node = expression.node
    while isinstance(node, nodes.Negative):
        node = node.operand
    return node if isinstance(node, nodes.Quantity) and node.unit is None else None


def bare_number(written: nodes.Quantity, other: model.Expression) -> BareNumber:
    """The problem of a number without unit beside a value that has one."""
    number = written.number
    return BareNumber(written.span, number.text, number.value, side(other).unit or "", span(other))


def agree(left: model.Expression, right: model.Expression, operation: Operation, problems: list[Problem]) -> bool:
    """Whether two numbers have the same unit, so that they may be compared, added or chosen between."""
    one, other = number(left, problems), number(right, problems)
    if one is None or other is None:
        return False
    if one is PENDING or other is PENDING:
        return True
    for first, second, unit in ((left, right, other.unit), (right, left, one.unit)):
        written = bare(first)
        if written is not None and bare(second) is None and unit != units.PURE:
            problems.append(attrs.evolve(bare_number(written, second), span=span(first)))
            return False
    if one.unit.same_dimension(other.unit) and _alike(one, other, operation):
        return True
    problems.append(UnitsDiffer(span(right), operation, side(left), side(right)))
    return False


def aligned(left: model.Expression, right: model.Expression) -> tuple[model.Expression, model.Expression]:
    """The two, with so many times a share as a share where it stands beside one."""
    return (
        percentages.as_share(left) if percentages.is_share(right.type) else left,
        percentages.as_share(right) if percentages.is_share(left.type) else right,
    )


def _alike(one: model.Number, other: model.Number, operation: Operation) -> bool:
    """20 % of what? A share is neither added to a plain number nor an alternative to one, although both are pure
    numbers. It may be compared with a ratio, but not with so many of something."""
    if percentages.is_share(one) == percentages.is_share(other):
        return True
    return operation in ("compare", "limit") and not (percentages.counted(one) or percentages.counted(other))


def common(values: Sequence[model.Expression], problems: list[Problem]) -> model.Type | None:
    """The type of a value that is one of these, or None and a problem. `inte reglerat` fits everything, `ingen avgift`
    all numbers."""
    decided = [value for value in values if value.type is not PENDING]
    if not decided:
        return PENDING
    if any(percentages.is_share(value.type) for value in decided):
        decided = [percentages.as_share(value) for value in decided]
    first = decided[0]
    for value in decided[1:]:
        if isinstance(first.type, model.Number):
            if not agree(first, value, "choose", problems):
                return None
        elif kind(value.type) != kind(first.type):
            problems.append(WrongType(span(value), kind(first.type), kind(value.type)))
            return None
    if isinstance(first.type, model.Number):
        return together(*decided)
    for value in values:
        if isinstance(value.node, nodes.Nothing):
            problems.append(WrongType(span(value), kind(first.type), "number"))
            return None
    return first.type


def together(*values: model.Expression) -> model.Number:
    """The type of what may be any of these numbers, or is made of them without changing units."""
    kinds = [value.type for value in values if isinstance(value.type, model.Number)]
    return attrs.evolve(of_kinds(*kinds), counted=any(map(percentages.counts, values)))


def of_kinds(*kinds: model.Number) -> model.Number:
    """The same of types. None of them stands first: the unit is the one they share, whole what is whole in that."""
    unit = reduce(units.common, (kind.unit for kind in kinds))
    whole = all(kind.whole and (kind.unit.factor / unit.factor).denominator == 1 for kind in kinds)
    return model.Number(unit, whole, any(map(percentages.counted, kinds)))


def concept(*parts: model.Expression | None) -> str | None:
    """The rows that something made of these has values for."""
    return next((part.concept for part in parts if part is not None and part.concept is not None), None)
