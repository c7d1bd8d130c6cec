"""Cases and exceptions: no two apply at once, each applies some time, and where none does nothing computes with it."""

from collections.abc import Callable, Sequence
from typing import assert_never

from dsl import domains, model, nodes
from dsl.checking import bounds, conditions
from dsl.checking.conditions import Cases
from dsl.checking.program import Subject
from dsl.domains import Box, Undecided
from dsl.frozen import frozen
from dsl.model import Expression
from dsl.problems import Problem
from dsl.problems.cases import CasesOverlap, DeadCase, DeadDefinition, DeadException, ExceptionsClash
from dsl.problems.counterexample import Case
from dsl.problems.tables import TooLarge


@frozen
class Findings:
    """What was found about the cases and exceptions of all rules.

    dead: parts of rules that never apply. open: where no case applies, with an example, by the `Cases`.
    """

    problems: tuple[Problem, ...]
    dead: tuple[Expression, ...]
    open: dict[model.Cases, Case]


def check_branches(subject: Subject) -> Findings:
    """Find cases and exceptions that are never taken, and values where no case applies."""
    problems: list[Problem] = []
    dead: list[Expression] = []
    open_cases: dict[model.Cases, Case] = {}
    for definition, order in subject.orders.items():
        if isinstance(definition.node, nodes.Norm):
            # What norms decide together is checked norm by norm (`checking/norms.py`).
            open_cases |= _gaps(subject, definition)
            continue
        excepted = {e.base: e for e in order if isinstance(e, model.Exceptions)}
        for expression in order:
            if not isinstance(expression, model.Choosing):
                continue
            match expression:
                case model.Cases():
                    found = _cases(subject, definition, expression, excepted.get(expression))
                case model.Exceptions():
                    found = _exceptions(subject, expression)
                case model.Lookup() | model.Brackets() | model.Timeline() | model.Extreme():
                    # Tables are checked by their rows, dated values by the years.
                    continue
                case _:
                    assert_never(expression)
            if isinstance(found, Undecided):
                problems.append(TooLarge(definition.node.span, "cases"))
                continue
            problems += found.problems
            dead += found.dead
            open_cases |= found.open
    return Findings(tuple(problems), tuple(dead), open_cases)


# -- cases ---------------------------------------------------------------------------------------


def _cases(
    subject: Subject, definition: model.Definition, cases: model.Cases, excepted: model.Exceptions | None
) -> Findings | Undecided:
    """excepted: the exceptions from these cases, which may apply where no case does (`även om`)."""
    branches = cases.branches
    exempted = () if excepted is None else excepted.exceptions
    asked = [*(branch.condition for branch in branches), *(one.condition for one in exempted)]
    sides = conditions.cases(subject, asked)
    if isinstance(sides, Undecided):
        return sides
    dead = _dead(sides, branches, modifier=cases.modifier is not None)
    overlaps = _overlaps(sides, branches)
    if isinstance(dead, Undecided) or isinstance(overlaps, Undecided):
        return Undecided()
    free = domains.uncovered(sides.space, [box for boxes in sides.boxes for box in boxes], sides.steps)
    if isinstance(free, Undecided):
        return free
    gaps = {} if free is None or subject.is_torn(definition.node.span) else {cases: sides.case(free)}
    parts = tuple(part for problem, branch in dead for part in (branch.condition, branch.value) if part is not None)
    if len(dead) == len(branches):
        name = definition.symbol.name
        return Findings((DeadDefinition(definition.node.span, name),), parts, gaps)
    return Findings((*(problem for problem, _ in dead), *overlaps), parts, gaps)


def _gaps(subject: Subject, definition: model.Definition) -> dict[model.Cases, Case]:
    """Where none of the norms that define a value applies. That it takes too long to say is told of the norms."""
    cases = definition.expression
    if not isinstance(cases, model.Cases) or cases.branches[-1].condition is None:
        return {}
    sides = conditions.cases(subject, [branch.condition for branch in cases.branches])
    if isinstance(sides, Undecided):
        return {}
    free = domains.uncovered(sides.space, [box for boxes in sides.boxes for box in boxes], sides.steps)
    return {} if free is None or isinstance(free, Undecided) else {cases: sides.case(free)}


def _dead(
    sides: Cases, branches: Sequence[model.Branch], *, modifier: bool
) -> list[tuple[DeadCase, model.Branch]] | Undecided:
    """Branches that never hold, or only where one above does already. modifier: they are with and without it."""
    found = []
    above: list[Box] = []
    closed = False
    for branch, boxes in zip(branches, sides.boxes, strict=False):
        if not boxes:
            found.append((DeadCase(branch.span, "never" if modifier else "contradiction"), branch))
        elif branch.otherwise or closed:
            inside = covered(sides, boxes, above)
            if isinstance(inside, Undecided):
                return inside
            if inside:
                found.append((DeadCase(branch.span, "always" if modifier else "covered"), branch))
        above += boxes
        closed = closed or branch.condition is None
    return found


def covered(sides: Cases, boxes: Sequence[Box], by: Sequence[Box]) -> bool | Undecided:
    """Whether the boxes in `by` together hold all of `boxes`."""
    for box in boxes:
        left = domains.uncovered(box, by, sides.steps)
        if left is not None:
            return left if isinstance(left, Undecided) else False
    return True


def _overlaps(sides: Cases, branches: Sequence[model.Branch]) -> list[CasesOverlap] | Undecided:
    """Branches without `annars` that apply together with one above, each told once."""
    last = next((number for number, branch in enumerate(branches) if branch.condition is None), len(branches))
    plain = {number for number in range(last) if not branches[number].otherwise}
    if not plain - {0}:
        return []
    pairs = meeting(sides, range(last), lambda _, second: second in plain)
    if isinstance(pairs, Undecided):
        return pairs
    return [CasesOverlap(branches[second].span, branches[first].span, case) for first, second, case in pairs]


def meeting(
    sides: Cases, numbers: Sequence[int], matters: Callable[[int, int], bool]
) -> list[tuple[int, int, Case]] | Undecided:
    """Pairs of the conditions with these numbers that hold together some time, with the smallest such case: each
    condition with the first before it that it matters for."""
    flat = [(number, box) for number in numbers for box in sides.boxes[number]]
    meetings = domains.meetings(sides.space, [box for _, box in flat], sides.steps)
    if isinstance(meetings, Undecided):
        return meetings
    met: dict[int, int] = {}
    for (number, _), meets in zip(flat, meetings, strict=True):
        met[number] = met.get(number, 0) | meets
    found = []
    for second, meets in met.items():
        before = dict.fromkeys(flat[position][0] for position in domains.bits(meets))
        first = next((first for first in before if first < second and matters(first, second)), None)
        if first is not None:
            found.append((first, second, _smallest(sides, first, second)))
    return found


def _smallest(sides: Cases, first: int, second: int) -> Case:
    """The smallest case where both hold."""
    points = []
    for one in sides.boxes[first]:
        for other in sides.boxes[second]:
            both = domains.intersection(one, other)
            if domains.has_points(both):
                points.append((domains.smallest(both), one, other))
    point, *boxes = min(points)
    return sides.case(point, *boxes)


# -- exceptions ----------------------------------------------------------------------------------


def _exceptions(subject: Subject, exceptions: model.Exceptions) -> Findings | Undecided:
    exempted = exceptions.exceptions
    sides = conditions.cases(subject, [one.condition for one in exempted])
    if isinstance(sides, Undecided):
        return sides
    problems: list[Problem] = []
    dead: list[Expression] = []
    stronger = [box for one, boxes in zip(exempted, sides.boxes, strict=True) if one.level == 2 for box in boxes]
    for one, boxes in zip(exempted, sides.boxes, strict=True):
        inside = covered(sides, boxes, stronger if one.level == 1 else ())
        if isinstance(inside, Undecided):
            return inside
        if inside:
            problems.append(DeadException(one.span, "covered" if boxes else "contradiction"))
            dead += (one.condition, one.value)

    def differ(first: int, second: int) -> bool:
        return _differ(subject, exempted[first].value, exempted[second].value)

    for level in (1, 2):
        numbers = [number for number, one in enumerate(exempted) if one.level == level]
        pairs = meeting(sides, numbers, differ)
        if isinstance(pairs, Undecided):
            return pairs
        problems += (
            ExceptionsClash(exempted[second].span, exempted[first].span, case) for first, second, case in pairs
        )
    return Findings(tuple(problems), tuple(dead), {})


def _differ(subject: Subject, one: Expression, other: Expression) -> bool:
    """Whether two values are surely not the same; what cannot be compared is found when it is computed."""
    if subject.keys(one) == subject.keys(other):
        return False
    if isinstance(one.type, model.Number):
        left, right = (bounds.single(subject.domain(value)) for value in (one, other))
        return left is not None and right is not None and left != right
    return isinstance(one, model.Constant) and isinstance(other, model.Constant)
