"""Days: of a year that depends on the year of evaluation, moved by lengths of time or working days, and their
differences."""

from fractions import Fraction
from typing import Literal

from dsl import model, nodes, units
from dsl.problems.meaning import DayShift, MeaningProblem, WrongType
from dsl.resolving import agreement

_LENGTHS: dict[str, tuple[int, Literal["day", "month", "year"]]] = {
    "dag": (1, "day"),
    "vecka": (7, "day"),
    "månad": (1, "month"),
    "år": (1, "year"),
}
_DAYS = model.Number(units.BUILT_IN["dag"], whole=True)


def shifted(
    operator: Literal["+", "-", "*", "/"],
    left: model.Expression,
    right: model.Expression,
    node: nodes.Binary,
    problems: list[MeaningProblem],
) -> model.Expression | None:
    """`X + 3 månader`, `X − 10 dagar`, and the days between two days. One of the sides is a day."""
    if operator in ("*", "/"):
        side = left if isinstance(left.type, model.Day) else right
        problems.append(WrongType(agreement.span(side), "number", "day"))
        return None
    if not isinstance(left.type, model.Day):
        problems.append(DayShift(node.span, "order"))
        return None
    if isinstance(right.type, model.Day):
        if operator == "+":
            problems.append(DayShift(node.span, "order"))
            return None
        return model.Arithmetic("-", left, right, _DAYS, agreement.concept(left, right), node=node)
    powers = right.type.unit.powers if isinstance(right.type, model.Number) else ()
    length = _LENGTHS.get(powers[0][0]) if len(powers) == 1 and powers[0][1] == 1 else None
    if length is None:
        problems.append(DayShift(node.right.span, "unit"))
        return None
    if not isinstance(right, model.Constant) or not isinstance(right.value, Fraction) or right.value.denominator != 1:
        problems.append(DayShift(node.right.span, "count"))
        return None
    step, unit = length
    count = step * right.value.numerator
    return model.ShiftDay(left, count if operator == "+" else -count, unit, left.concept, node=node)


def workday(node: nodes.Workday, day: model.Expression, problems: list[MeaningProblem]) -> model.Expression | None:
    if not isinstance(day.type, model.Day):
        problems.append(WrongType(agreement.span(day), "day", agreement.kind(day.type)))
        return None
    return model.Workday(day, node.count, node.direction, day.concept, node=node)
