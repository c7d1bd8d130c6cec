"""Why a condition held or not: the comparisons that settled it, with the values they met.

Of an `och` that failed only the parts that failed are told, of an `eller` that held only those that held.
"""

from collections.abc import Iterator
from typing import assert_never

from dsl import model, nodes
from interpreter.explaining.cursor import Spot
from interpreter.explaining.derivation import Member, Reason
from interpreter.outcomes import Failed, Known, Outcome

# An expression to read on from, and where.
Operand = tuple[model.Expression, Spot]


def reasons(condition: model.Expression, spot: Spot) -> tuple[Reason, ...]:
    """The parts of a condition that settled what it came to, in written order; never empty."""
    return tuple(reason for reason, _ in decisive(condition, spot))


def decisive(condition: model.Expression, spot: Spot) -> Iterator[tuple[Reason, tuple[Operand, ...]]]:
    """The same, each with the operands that its values are of."""
    holds = spot.outcome(condition)
    plain = Reason(condition, holds, (), ()), ((condition, spot),)
    if isinstance(condition, model.Follow):
        there = spot.through(condition.relation)
        if there is None:
            yield Reason(condition, holds, (), ()), ((condition.relation, spot),)
        else:
            yield from decisive(condition.value, there)
        return
    if not isinstance(condition, model.Condition):
        yield plain
        return
    match condition:
        case model.Logic(parts=parts, node=nodes.Membership() | nodes.Within()) if condition.operator != "not":
            # All its comparisons are of the same left side.
            tested = next(part.left for part in parts if isinstance(part, model.Compare))
            yield Reason(condition, holds, ((tested, spot.outcome(tested)),), ()), ((tested, spot),)
        case model.Logic(parts=parts, node=nodes.Normed()):
            # What is decided, and whether anything is; that is seen where the decision is told.
            decided = next(part.left for part in parts if isinstance(part, model.Compare))
            yield Reason(condition, holds, (), ()), ((decided, spot),)
        case model.Logic(operator="not", parts=(part,)):
            yield from decisive(part, spot)
        case model.Logic(parts=parts):
            yield from _settling(parts, holds, spot)
        case model.Compare(_, left, right):
            sides = ((left, spot.outcome(left)), (right, spot.outcome(right)))
            yield Reason(condition, holds, sides, ()), ((left, spot), (right, spot))
        case model.Quantified():
            yield Reason(condition, holds, (), _members(condition, holds, spot)), ()
        case model.YearTest():
            yield plain
        case _:
            assert_never(condition)


def _settling(
    parts: tuple[model.Expression, ...], holds: Outcome, spot: Spot
) -> Iterator[tuple[Reason, tuple[Operand, ...]]]:
    """The parts that came to what the whole came to; where it failed, those that failed."""
    for part in parts:
        came_to = spot.outcome(part)
        if came_to == holds or (isinstance(came_to, Failed) and isinstance(holds, Failed)):
            yield from decisive(part, spot)


def _members(quantified: model.Quantified, holds: Outcome, spot: Spot) -> tuple[Member, ...]:
    """The rows that settled it (that fulfil the condition, or do not), else all of them."""
    members = []
    for row, there in spot.members(quantified.group, quantified):
        fulfils = there.outcome(quantified.condition)
        members.append(Member(row, fulfils, None, reasons(quantified.condition, there)))
    if holds == Known(quantified.quantifier == "some"):
        wanted: Outcome = Known(quantified.quantifier != "every")
        return tuple(member for member in members if member.holds == wanted)
    return tuple(members)
