"""Whether values may be added, compared or chosen between: kinds and units, with the numbers that lack one."""

from collections.abc import Sequence
from typing import Literal, assert_never

from dsl import model, nodes, units
from dsl.problems.meaning import BareNumber, Kind, MeaningProblem, Side, UnitsDiffer, WrongType
from dsl.resolving.context import PENDING
from dsl.source import Span

Operation = Literal["+", "-", "compare", "limit", "change", "choose", "round", "share", "cell", "fact"]


def kind(of: model.Type) -> Kind:
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
    match expression:
        case model.Lookup():
            return expression.table.node.span
        case model.Brackets():
            return expression.table.span
        case model.ShareOf():
            return expression.sharing.node.span
        case model.Cases(modifier=None):
            return expression.branches[0].span
        case model.Exceptions():
            return span(expression.base)
        case model.Timeline():
            return expression.values[0].span
        case _:
            # Every other expression that is compared with another comes from a node of its own.
            assert expression.node is not None
            return expression.node.span


def side(expression: model.Expression) -> Side:
    assert isinstance(expression.type, model.Number)
    return Side(span(expression), units.unit_text(units.shown(expression.type.unit)))


def number(expression: model.Expression, problems: list[MeaningProblem]) -> model.Number | None:
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


def agree(
    left: model.Expression, right: model.Expression, operation: Operation, problems: list[MeaningProblem]
) -> bool:
    """Whether two numbers have the same unit, so that they may be compared, added or chosen between."""
    one, other = number(left, problems), number(right, problems)
    if one is None or other is None:
        return False
    if one is PENDING or other is PENDING:
        return True
    for first, second, unit in ((left, right, other.unit), (right, left, one.unit)):
        written = bare(first)
        if written is not None and bare(second) is None and unit != units.PURE:
            text = units.unit_text(units.shown(unit)) or ""
            problems.append(BareNumber(span(first), written.number.text, text, span(second)))
            return False
    same = one.unit.same_dimension(other.unit)
    # 20 % of what? A share is never added to a plain number, although both are pure numbers.
    shares = operation in ("+", "-") and one.unit != other.unit and units.PURE in (one.unit, other.unit)
    if same and not (shares and not one.unit.powers):
        return True
    problems.append(UnitsDiffer(span(right), operation, side(left), side(right)))
    return False


def common(values: Sequence[model.Expression], problems: list[MeaningProblem]) -> model.Type | None:
    """The type of a value that is one of these, or None and a problem. `inte reglerat` fits everything."""
    decided = [value for value in values if value.type is not PENDING]
    if not decided:
        return PENDING
    first = decided[0]
    whole = isinstance(first.type, model.Number) and first.type.whole
    for value in decided[1:]:
        if isinstance(first.type, model.Number):
            if not agree(first, value, "choose", problems):
                return None
            whole = whole and isinstance(value.type, model.Number) and value.type.whole
        elif kind(value.type) != kind(first.type):
            problems.append(WrongType(span(value), kind(first.type), kind(value.type)))
            return None
    if isinstance(first.type, model.Number):
        return model.Number(first.type.unit, whole)
    return first.type


def concept(*parts: model.Expression | None) -> str | None:
    """The rows that something made of these has values for."""
    return next((part.concept for part in parts if part is not None and part.concept is not None), None)
