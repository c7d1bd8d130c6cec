"""Of all that was found, the few cases that show it: a greedy cover, without what the others show too, each made small.

No smaller set is promised, but never more cases than goals. What is left out of a case changes nothing of what it
asserts.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction

import attrs

from dsl import digits, model
from interpreter.evaluating.calculation import outcome
from interpreter.examples import goals
from interpreter.outcomes import Failed, Known, Outcome, Undefined, Value
from interpreter.search.cases import Case, Cell, World
from interpreter.search.runs import Laboratory
from interpreter.search.witnesses import Shown


@attrs.frozen(eq=False)
class Claim:
    """What a proposal asserts. row: None for the whole regulation."""

    symbol: model.Symbol
    row: str | None
    outcome: Outcome


@attrs.frozen(eq=False)
class Proposal:
    """A case proposed as an example. claims: what is to be said of it; shows: the goals it is there for, in the
    order of the text."""

    case: Case
    claims: tuple[Claim, ...]
    shows: tuple[goals.Goal, ...]


def chosen(
    program: model.Program,
    walk: goals.Walk,
    wanted: Sequence[goals.Goal],
    shown: Sequence[Shown],
    laboratory: Callable[[model.Symbol], Laboratory],
) -> tuple[Proposal, ...]:
    """Proposals that together show every wanted goal that any of what is shown does."""
    order = {goal: number for number, goal in enumerate(wanted)}
    shown = _telling(shown)
    few = _without_spare(_cover(shown, order, program.calculation_year), order)
    proposals = []
    for one, its in few:
        case = _smaller(one, its, walk, laboratory(one.symbol))
        claim = Claim(one.symbol, one.row, one.outcome)
        proposals.append(Proposal(case, (claim,), tuple(sorted(its, key=order.__getitem__))))
    proposals = _merged(sorted(proposals, key=lambda proposal: order[proposal.shows[0]]), walk, laboratory, order)
    return tuple(proposals)


def _telling(shown: Sequence[Shown]) -> Sequence[Shown]:
    """Of cases that follow a reading, those where it makes a difference, where there is one."""
    told = {goal for one in shown if one.telling for goal in one.goals if isinstance(goal.what, goals.ReadingFollowed)}
    return [one if one.telling else attrs.evolve(one, goals=one.goals - told) for one in shown]


# -- the cover -----------------------------------------------------------------------------------

_Chosen = tuple[Shown, frozenset[goals.Goal]]


def _cover(shown: Sequence[Shown], order: Mapping[goals.Goal, int], own: int | None) -> list[_Chosen]:
    """One after the other: the one that shows most of what is left, the simplest of equals. own: the program's year."""
    left = {goal for one in shown for goal in one.goals if goal in order}
    there = [(one, frozenset(goal for goal in one.goals if goal in order), _cost(one, own)) for one in shown]
    there = _best_of_each([one for one in there if one[1]])
    picked: list[_Chosen] = []
    while left:
        best = min(there, key=lambda one: (-len(one[1] & left), one[2]))
        picked.append((best[0], best[1] & left))
        left -= best[1]
        there = [one for one in there if not one[1].isdisjoint(left)]
    return picked


def _best_of_each(
    there: Sequence[tuple[Shown, frozenset[goals.Goal], tuple[int, ...]]],
) -> list[tuple[Shown, frozenset[goals.Goal], tuple[int, ...]]]:
    """Of cases that show the same, the simplest."""
    found: dict[frozenset[goals.Goal], tuple[Shown, frozenset[goals.Goal], tuple[int, ...]]] = {}
    for one in there:
        known = found.get(one[1])
        if known is None or one[2] < known[2]:
            found[one[1]] = one
    return list(found.values())


def _without_spare(picked: Sequence[_Chosen], order: Mapping[goals.Goal, int]) -> list[_Chosen]:
    """Without those whose goals the others show too; each goal belongs to the first that shows it."""
    kept = [one for one, _ in picked]
    for one in reversed(kept[:]):
        others = frozenset(goal for other in kept if other is not one for goal in other.goals)
        if all(goal in others for goal in one.goals if goal in order):
            kept.remove(one)
    found: list[_Chosen] = []
    told: set[goals.Goal] = set()
    for one in kept:
        its = frozenset(goal for goal in one.goals if goal in order and goal not in told)
        told |= its
        found.append((one, its))
    return found


def _cost(one: Shown, own: int | None) -> tuple[int, ...]:
    """How far from the plain case, and how much there is to read: no value, readings, rows, other years, digits."""
    case = one.case
    undefined = isinstance(one.outcome, Failed) and any(isinstance(cause, Undefined) for cause in one.outcome.causes)
    years = {cell.input.year for cell in case.values if cell.input.year is not None}
    away = len(years) + (case.moment.day is not None) + (case.moment.year != own)
    came = _length(one.outcome.value) if isinstance(one.outcome, Known) else 4
    written = sum(map(_length, case.values.values()))
    return int(undefined), len(case.moment.readings), len(case.world.rows), away, written + came


def _length(value: Value) -> int:
    if isinstance(value, Fraction):
        below = 0 if value.denominator == 1 else 2 * len(digits.text(value.denominator))
        return len(digits.text(value.numerator)) + below
    return 1


# -- making it small -----------------------------------------------------------------------------


def _smaller(one: Shown, its: Iterable[goals.Goal], walk: goals.Walk, laboratory: Laboratory) -> Case:
    """The case without the rows, and then the inputs, that what is asserted does not need."""
    needed = frozenset(its)

    def still(case: Case) -> bool:
        tried = laboratory.one(case)
        index = tried.index(one.symbol.concept, one.row)
        if outcome(tried.calculation, one.symbol, index) != one.outcome:
            return False
        return needed <= walk.touched(tried.calculation, [(one.symbol, index)])

    case, keys = one.case, _keys(laboratory.program)
    for row in reversed(case.world.rows):
        named_by = any(symbol in keys and target == row[1] for symbol, _, target in case.world.links)
        if row != (one.symbol.concept, one.row) and not named_by:
            smaller = _without_row(case, row)
            case = smaller if still(smaller) else case
    for cell in reversed([*case.values]):
        smaller = attrs.evolve(case, values={other: value for other, value in case.values.items() if other != cell})
        case = smaller if still(smaller) else case
    return case


def _without_row(case: Case, row: tuple[str, str]) -> Case:
    """Without a row and what points at it."""
    _, label = row
    gone = {label}
    links = tuple(link for link in case.world.links if link[1] not in gone and link[2] not in gone)
    place = World(tuple(other for other in case.world.rows if other != row), links)
    values: dict[Cell, Value] = {cell: value for cell, value in case.values.items() if cell.row != label}
    return attrs.evolve(case, world=place, values=values)


# -- cases that can be one -----------------------------------------------------------------------

MOST_CLAIMS = 4


def _merged(
    proposals: Sequence[Proposal],
    walk: goals.Walk,
    laboratory: Callable[[model.Symbol], Laboratory],
    order: Mapping[goals.Goal, int],
) -> list[Proposal]:
    """Cases that give the same, or where one gives more of the same rows, become one that asserts both."""
    found: list[Proposal] = []
    for one in proposals:
        for number, other in enumerate(found):
            both = _both(other, one, order)
            if both is not None and _holds(both, walk, laboratory):
                found[number] = both
                break
        else:
            found.append(one)
    return found


def _both(one: Proposal, other: Proposal, order: Mapping[goals.Goal, int]) -> Proposal | None:
    """One case for both, where what is given in one is given in the other too."""
    if one.case.moment != other.case.moment or len(one.claims) + len(other.claims) > MOST_CLAIMS:
        return None
    wide, narrow = (one, other) if len(one.case.values) >= len(other.case.values) else (other, one)
    values, fewer = wide.case.values, narrow.case.values
    inside = [values.get(cell) == value for cell, value in fewer.items()]
    inside += [row in wide.case.world.rows for row in narrow.case.world.rows]
    inside += [link in wide.case.world.links for link in narrow.case.world.links]
    if not fewer or not all(inside):
        return None
    shows = tuple(sorted((*one.shows, *other.shows), key=order.__getitem__))
    return Proposal(wide.case, (*one.claims, *other.claims), shows)


def _holds(proposal: Proposal, walk: goals.Walk, laboratory: Callable[[model.Symbol], Laboratory]) -> bool:
    """Whether everything asserted is so, and shows what it shall."""
    shown: frozenset[goals.Goal] = frozenset()
    came = True
    for claim in proposal.claims:
        tried = laboratory(claim.symbol).one(proposal.case)
        index = tried.index(claim.symbol.concept, claim.row)
        came = came and outcome(tried.calculation, claim.symbol, index) == claim.outcome
        shown |= walk.touched(tried.calculation, [(claim.symbol, index)])
    return came and shown.issuperset(proposal.shows)


def _keys(program: model.Program) -> frozenset[model.Symbol]:
    return frozenset(key for concept in program.concepts for key in concept.keys)
