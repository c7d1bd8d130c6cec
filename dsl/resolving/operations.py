"""Arithmetic, changes, limits and rounding of resolved values: what unit comes out, and what is not allowed."""

from fractions import Fraction
from typing import Literal

from dsl import model, names, nodes, units
from dsl.problems import Problem
from dsl.problems.values import NoTie, RoundingUnit, Side, StepOfUnit, UnknownUnit, WrongType
from dsl.resolving import agreement, percentages
from dsl.resolving.context import PENDING
from dsl.resolving.literals import Known

Problems = list[Problem]
Rounding = tuple[Literal["up", "down", "nearest"], Fraction, Literal["up", "down", "even", "away"] | None]


def binary(
    operator: Literal["+", "-", "*", "/"],
    left: model.Expression,
    right: model.Expression,
    node: nodes.Expression,
    problems: Problems,
) -> model.Expression | None:
    """Two values put together; None where their units do not go together, which is told."""
    if operator in ("+", "-"):
        left, right = agreement.aligned(left, right)
        if not agreement.agree(left, right, "+" if operator == "+" else "-", problems):
            return None
        assert isinstance(left.type, model.Number)
        assert isinstance(right.type, model.Number)
        kind = _either(left, right)
    else:
        one, other = agreement.number(left, problems), agreement.number(right, problems)
        if one is None or other is None:
            return None
        if one is PENDING or other is PENDING:
            kind = PENDING
        else:
            made = units.product if operator == "*" else units.quotient
            kind = percentages.product(operator, left, right, made(one.unit, other.unit))
    return model.Arithmetic(operator, left, right, kind, agreement.concept(left, right), node=node)


_OF_NUMBERS: dict[str, Literal["higher", "lower"]] = {"latest": "higher", "earliest": "lower"}
_OF_DAYS = {"higher": "den senaste av", "lower": "den tidigaste av"}


def extreme_of(
    node: nodes.Extreme, left: model.Expression, right: model.Expression, problems: Problems
) -> model.Expression | None:
    """`det högre av A och B` of numbers, `den senaste av A och B` of days."""
    if node.kind == "higher" or node.kind == "lower":
        for side in (left, right):
            if isinstance(side.type, model.Day):
                problems.append(WrongType(agreement.span(side), "number", "day", _OF_DAYS[node.kind]))
                return None
        return extreme(node.kind, left, right, False, node, problems)
    kind = _OF_NUMBERS[node.kind]
    for side in (left, right):
        if not isinstance(side.type, model.Day):
            advice = {"higher": "det högre av", "lower": "det lägre av"}[kind]
            found = agreement.kind(side.type)
            problems.append(WrongType(agreement.span(side), "day", found, advice if found == "number" else None))
            return None
    return model.Extreme(kind, left, right, False, model.Day(), agreement.concept(left, right), node=node)


def share_of(
    share: model.Expression, whole: model.Expression, node: nodes.Expression, problems: Problems
) -> model.Expression | None:
    """`25 % av ledamöterna`."""
    made = binary("*", share, whole, node, problems)
    return None if made is None else percentages.share_of(whole, made)


def _either(left: model.Expression, right: model.Expression) -> model.Number:
    """The type of what is one of two, or made of both, where it may be pending."""
    decided = [value for value in (left, right) if value.type is not PENDING]
    return agreement.together(*decided) if decided else PENDING


def extreme(
    kind: Literal["higher", "lower"],
    left: model.Expression,
    right: model.Expression,
    bound: bool,
    node: nodes.Expression,
    problems: Problems,
) -> model.Expression | None:
    """The higher or lower of two; bound: a value and its `dock högst` or `dock lägst`."""
    left, right = agreement.aligned(left, right)
    if not agreement.agree(left, right, "limit" if bound else "choose", problems):
        return None
    assert isinstance(left.type, model.Number)
    assert isinstance(right.type, model.Number)
    if percentages.is_share(left.type) == percentages.is_share(right.type):
        result = _either(left, right)
    else:
        # A ratio that is at most 100 %, or a share that is at most a ratio: it stays what it was before the limit.
        result = model.Number(left.type.unit)
    return model.Extreme(kind, left, right, bound, result, agreement.concept(left, right), node=node)


def changed(
    kind: Literal["increase", "decrease"],
    value: model.Expression,
    by: model.Expression,
    node: nodes.Expression,
    problems: Problems,
) -> model.Expression | None:
    """`ökat med`: by a share of the value, by as much in its unit, or a share by procentenheter."""
    one, other = agreement.number(value, problems), agreement.number(by, problems)
    if one is None or other is None:
        return None
    pending = one is PENDING or other is PENDING
    ratio = bool(one.unit.powers) and not agreement.bare(by) and not percentages.counts(by)
    share = not other.unit.powers and (other.unit != units.PURE or ratio)
    points = other.unit.powers == units.POINTS.powers and not one.unit.powers and not percentages.counted(one)
    if not (pending or share or points) and not agreement.agree(value, by, "change", problems):
        return None
    if one is PENDING:
        result = PENDING
    elif share or points or pending:
        result = model.Number(one.unit, False, percentages.counted(one))
    else:
        result = agreement.together(value, by)
    return model.Changed(kind, value, by, share, result, agreement.concept(value, by), node=node)


def rounding(node: nodes.Round, value: model.Expression, known: Known, problems: Problems) -> Rounding | None:
    """Direction, step in base units and tie, where the step fits the value.

    The step is in the value's unit, or in what that unit counts: `hela kronor` for kr/år. `heltal` and decimals are of
    the value's own unit: `två decimaler` of 31,42 % is a hundredth of a procent; of a value in tkr it is asked what.
    """
    kind = agreement.number(value, problems)
    if kind is None:
        return None
    written = None if kind is PENDING else agreement.side(value)
    if written is not None and node.step.unit is None and not _known_step(node.step, kind.unit):
        problems.append(StepOfUnit(node.step.span, node.step.size, written))
        return None
    step = size(node.step, kind, written, known, problems)
    if step is None:
        return None
    if node.direction == "nearest" and node.tie is None:
        problems.append(NoTie(node.span))
        return None
    return node.direction, step, node.tie if node.direction == "nearest" else None


def size(
    step: nodes.Step, kind: model.Number, written: Side | None, known: Known, problems: Problems
) -> Fraction | None:
    """How big the step is in base units of a value of this type; written: the value, None to check nothing."""
    if step.unit is None:
        return step.size * kind.unit.factor
    unit = units.parse(step.unit, known)
    if unit is None:
        problems.append(UnknownUnit(step.span, step.unit, names.nearest(step.unit, known)))
        return None
    if written is not None and unit.powers not in (kind.unit.powers, kind.unit.numerator()):
        problems.append(RoundingUnit(step.span, units.unit_text(units.shown(unit)), written))
        return None
    return step.size * unit.factor


def _known_step(step: nodes.Step, unit: units.Unit) -> bool:
    """Whether a step without a unit is of one that nobody can mistake: `heltal` of tkr could be kronor, of procent the
    number itself. Decimals of procent are read as everybody writes them."""
    decimals = step.size < 1 and step.size.numerator == 1 and str(step.size.denominator).strip("0") == "1"
    return unit == units.plain(unit) or (decimals and units.share(unit) == units.PERCENT)


def rounded(value: model.Expression, how: Rounding, node: nodes.Expression) -> model.Expression:
    """A value rounded as a modifier says."""
    assert isinstance(value.type, model.Number)
    direction, step, tie = how
    whole = (step / value.type.unit.factor).denominator == 1
    kind = PENDING
    if value.type is not PENDING:
        kind = model.Number(value.type.unit, whole, percentages.counted(value.type))
    return model.Round(value, direction, step, tie, kind, value.concept, node=node)
