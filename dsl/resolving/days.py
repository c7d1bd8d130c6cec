"""Days: of a year that depends on the year of evaluation, moved by lengths of time or working days, and their
differences."""

from fractions import Fraction
from typing import Literal

from dsl import model, nodes, units
from dsl.problems import Problem
from dsl.problems.values import DayShift, WrongType
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
    problems: list[Problem],
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


_WHOLE: dict[str, tuple[str, Literal["day", "week", "month", "year"]]] = {
    "år": ("år", "year"),
    "månader": ("månad", "month"),
    "veckor": ("vecka", "week"),
    "dagar": ("dag", "day"),
}


def whole_time(
    node: nodes.WholeTime, since: model.Expression, until: model.Expression, problems: list[Problem]
) -> model.Expression | None:
    """`hela år från X till Y`: a whole number of years."""
    if not (_is_day(since, problems) and _is_day(until, problems)):
        return None
    name, unit = _WHOLE[node.unit]
    kind = model.Number(units.BUILT_IN[name], whole=True)
    return model.WholeTime(unit, since, until, kind, agreement.concept(since, until), node=node)


def as_of(
    value: model.Expression, day: model.Expression, node: nodes.Expression, problems: list[Problem]
) -> model.Expression | None:
    """`X, per flygdagen`."""
    if not _is_day(day, problems):
        return None
    return model.AsOf(value, day, value.type, agreement.concept(value, day), node=node)


def _is_day(value: model.Expression, problems: list[Problem]) -> bool:
    if isinstance(value.type, model.Day):
        return True
    problems.append(WrongType(agreement.span(value), "day", agreement.kind(value.type)))
    return False


def workday(node: nodes.Workday, day: model.Expression, problems: list[Problem]) -> model.Expression | None:
    """So many working days from a day; None where that is no day, which is told."""
    if not _is_day(day, problems):
        return None
    return model.Workday(day, node.count, node.direction, day.concept, node=node)
