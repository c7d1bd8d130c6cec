"""What would show a goal: ways to bring it about, from its place in the rules.

Only a hint about what to try (see `constraints.py`): whether a case shows the goal is settled by following its
calculation.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import islice
from typing import Literal, assert_never

import attrs

from dsl import model
from dsl.expressions import parts, ranks
from interpreter.evaluating.plan import Moment as When
from interpreter.evaluating.plan import Plan
from interpreter.evaluating.planning.draft import COMPARISONS
from interpreter.examples import goals
from interpreter.search.constraints import FREE, Level, Order, Spot, Way, Ways, either, number_of, together

# Moments and rows in which one expression of a plan is looked at.
_MOST_FRAMES = 6
# Ways from a value down to a part of it that are looked at.
_MOST_PATHS = 2_000


@attrs.define(eq=False)
class Wishes:
    """What a goal asks of a case, of one plan in one world. row: the label of the row of `concept` that is asserted
    (None: the whole regulation).

    moments: of every expression that the plan has, those it is planned for, that of the calculation first
    """

    ways: Ways
    concept: str | None
    row: str | None
    moments: Mapping[model.Expression, Sequence[When]]

    @property
    def plan(self) -> Plan:
        return self.ways.plan

    def of(self, goal: goals.Goal, top: model.Definition | None) -> tuple[Way, ...]:
        """Ways to show the goal when `top` is asserted; empty where the plan shows that there is none to be seen."""
        found: list[Sequence[Way]] = []
        for frame in self._frames(goal.what):
            ways = self._what(goal.what, frame)
            down = FREE if top is None else None
            if down is None and top is not None and ways:
                path = self._down(top.expression, goal.what, frame)
                ways = together((ways, path)) or ways
            if ways and self.concept is not None and not isinstance(goal.what, goals.ScopeDecided):
                ways = together((ways, self._covered())) or ways
            found.append(ways)
        return either(found)

    # -- where -----------------------------------------------------------------------------------

    def _frames(self, what: goals.What) -> Iterable["_Frame"]:
        anchor = _anchor(what)
        told = [anchor, *_told(what)]
        when = next((self.moments[one] for one in told if one is not None and one in self.moments), None)
        concept = next((one.concept for one in told if one is not None and one.concept is not None), None)
        moments = (self.plan.moment,) if when is None else when
        rows: Sequence[str | None] = (None,)
        if concept is not None:
            rows = (self.row,) if concept == self.concept else self.ways.world.labels(concept)
        yield from islice((_Frame(moment, concept, row) for row in rows for moment in moments), _MOST_FRAMES)

    def _spot(self, expression: model.Expression, frame: "_Frame") -> Spot | None:
        for when in (frame.moment, frame.moment._replace(day=None)):
            slot = self.plan.expressions.get((expression, when))
            if slot is not None:
                concept = self.plan.slots[slot].concept
                row = None
                if concept is not None:
                    row = frame.row if concept == frame.concept else self.row if concept == self.concept else None
                    row = next(iter(self.ways.world.labels(concept)), None) if row is None else row
                return Spot(slot, row)
        return None

    # -- what ------------------------------------------------------------------------------------

    def _what(self, what: goals.What, frame: "_Frame") -> tuple[Way, ...]:
        match what:
            case goals.Defined() | goals.DateInForce() | goals.IndexApplied() | goals.ReadingFollowed():
                return (FREE,)
            case goals.BranchTaken(index=index, cases=cases):
                return self._taken(cases, index, frame)
            case goals.ExtremeTaken(side=side, extreme=extreme):
                if side == "both":
                    return self._level(extreme.left, extreme.right, "=", Fraction(0), frame)
                larger = (extreme.kind == "higher") == (side == "left")
                return self._level(extreme.left, extreme.right, ">" if larger else "<", Fraction(0), frame)
            case goals.ShareGiven(index=index, given=given, sharing=sharing):
                where = sharing.gives[index].where
                return (FREE,) if where is None else self._holds(where, given, frame)
            case goals.ShareSettled():
                return (FREE,)
            case goals.RowFitted(index=index, table=table):
                return self._row(table, index, frame)
            case goals.TierReached(index=index, brackets=brackets):
                low = brackets.tiers[index - 1][0] if index else None
                return self._level(brackets.value, low, ">", Fraction(0), frame)
            case goals.ExceptionApplied(index=index, exceptions=exceptions):
                return self._taken(exceptions, index, frame)
            case goals.NormDecided(answer=answer, definition=definition):
                return self._answer(definition.expression, answer, frame)
            case goals.ScopeDecided(covered=covered, scope=scope):
                return self._holds(scope.condition, covered, frame)
            case goals.BoundaryMet():
                return self._boundary(what, frame)
            case goals.PartDecided(holds=holds, part=part, whole=whole):
                return self._part(whole, part, holds, frame)
            case goals.ConditionHeld(holds=holds, condition=condition):
                return self._holds(condition, holds, frame)
            case _:
                assert_never(what)

    def _holds(self, condition: model.Expression, truth: bool, frame: "_Frame") -> tuple[Way, ...]:
        spot = self._spot(condition, frame)
        return (FREE,) if spot is None else self.ways.holds(spot, truth)

    def _taken(self, choosing: model.Cases | model.Exceptions, number: int | None, frame: "_Frame") -> tuple[Way, ...]:
        """This case or exception applies, and none that comes before it; None: none at all."""
        rules = choosing.branches if isinstance(choosing, model.Cases) else choosing.exceptions
        order = sorted(range(len(rules)), key=ranks(choosing).__getitem__)
        wanted = [] if number is None else [(rules[number].condition, True)]
        wanted += ((rules[one].condition, False) for one in (order if number is None else order[: order.index(number)]))
        return together(self._holds(condition, truth, frame) for condition, truth in wanted if condition is not None)

    def _answer(self, expression: model.Expression, answer: bool | None, frame: "_Frame") -> tuple[Way, ...]:
        """What norms decide: a truth, or (None) silence."""
        if not isinstance(expression, model.Cases):
            # That no norm speaks of the row is told by a truth of its own.
            return self._holds(expression, answer is True, frame)
        fitting = []
        for number, branch in enumerate(expression.branches):
            silent = isinstance(branch.value, model.NotRegulated)
            if answer is None and silent:
                fitting.append(self._taken(expression, number, frame))
            elif answer is not None and not silent:
                fitting.append(
                    together((self._taken(expression, number, frame), self._holds(branch.value, answer, frame)))
                )
        if answer is None:
            fitting.append(self._taken(expression, None, frame))
        return either(fitting)

    def _row(self, table: model.Table, index: int, frame: "_Frame", but: int | None = None) -> tuple[Way, ...]:
        """The row fits, and what stands before it where that matters does not. but: a column that is left out."""
        columns = [self._spot(column, frame) for column in table.columns]
        row = table.rows[index]

        def fits(of: model.TableRow, fitting: bool) -> list[tuple[Way, ...]]:
            return [
                self.ways.fits(spot, test, fitting)
                for number, (spot, test) in enumerate(zip(columns, of.tests, strict=True))
                if spot is not None and number != but
            ]

        wanted = [together(fits(row, True))]
        if row.otherwise or table.hit == "first":
            before = [one for one in table.rows if one is not row] if row.otherwise else table.rows[:index]
            wanted += [either(fits(one, False)) for one in before]
        return together(wanted)

    def _level(
        self,
        asked: model.Expression,
        against: model.Expression | None,
        order: Order,
        threshold: Fraction,
        frame: "_Frame",
        beside: Literal["below", "above"] | None = None,
    ) -> tuple[Way, ...]:
        one = self._spot(asked, frame)
        other = None if against is None else self._spot(against, frame)
        if one is None or (against is not None and other is None):
            return (FREE,)
        if other is not None and self.plan.slots[other.slot].operation == "constant":
            datum = self.plan.slots[other.slot].data[0]
            assert isinstance(datum, Fraction | datetime.date)
            return self.ways.level(Level(one, None, order, threshold + number_of(datum), beside))
        return self.ways.level(Level(one, other, order, threshold, beside))

    def _boundary(self, what: goals.BoundaryMet, frame: "_Frame") -> tuple[Way, ...]:
        threshold = Fraction(0) if what.threshold is None else what.threshold
        order = _SIDES[what.side] if what.nearest is None else "="
        wanted = threshold if what.nearest is None else what.nearest
        # What is nearest to the threshold lies beside what is on the other side of it.
        beside: Literal["below", "above"] | None = None
        if what.side in ("at", "below", "above"):
            upper = what.side == "above" or (what.side == "at" and what.operator in (">=", "<"))
            beside = "below" if upper else "above"
        met = self._level(what.asked, what.against, order, wanted, frame, beside)
        if what.inside and isinstance(what.of, model.Table):
            # The value itself is settled by the boundary; the other columns lead to the row.
            return together((met, self._row(what.of, what.row, frame, what.column)))
        return met

    def _part(self, whole: model.Expression, part: model.Expression, holds: bool, frame: "_Frame") -> tuple[Way, ...]:
        """The part comes to this, and everything beside it on the way up leaves the decision to it."""
        wanted = [self._holds(part, holds, frame)]
        for logic, taken in _way_to(whole, part):
            wanted += [self._holds(one, logic.operator == "and", frame) for one in logic.parts if one is not taken]
        return together(wanted)

    # -- from the top ----------------------------------------------------------------------------

    def _down(self, top: model.Expression, what: goals.What, frame: "_Frame") -> tuple[Way, ...]:
        """The choices that lead from the value to the part of it; FREE where the part is not found in it."""
        anchor = _anchor(what)
        if anchor is None or anchor is top:
            return (FREE,)
        wanted = self._asked(top, anchor, what, frame)
        for above, below in _path(top, anchor):
            if not isinstance(above, model.Choosing):
                continue
            match above:
                case model.Cases(branches):
                    for number, branch in enumerate(branches):
                        if branch.value is below:
                            wanted.append(self._taken(above, number, frame))
                        elif branch.condition is below and number:
                            wanted.append(self._taken(attrs.evolve(above, branches=branches[:number]), None, frame))
                case model.Exceptions(base, exceptions):
                    if base is below:
                        wanted.append(self._taken(above, None, frame))
                    else:
                        wanted += [
                            self._taken(above, number, frame)
                            for number, one in enumerate(exceptions)
                            if one.value is below
                        ]
                case model.Lookup(table, result):
                    wanted += [
                        self._row(table, number, frame)
                        for number, row in enumerate(table.rows)
                        if row.results[result] is below
                    ]
                case model.Timeline() | model.Brackets() | model.Extreme():
                    pass
                case _:
                    assert_never(above)
        return together(wanted)

    def _asked(
        self, top: model.Expression, anchor: model.Expression, what: goals.What, frame: "_Frame"
    ) -> list[tuple[Way, ...]]:
        """What lets a comparison be looked at, in conditions of several parts: only parts that come to the same as the
        whole settle it."""
        truth = _comes_to(what)
        if truth is None:
            return []
        wanted = []
        for above, below in reversed(_path(top, anchor)):
            if not isinstance(above, model.Logic):
                break
            if above.operator == "not":
                truth = not truth
            elif truth == (above.operator == "and"):
                wanted += [self._holds(one, truth, frame) for one in above.parts if one is not below]
        return wanted

    def _covered(self) -> tuple[Way, ...]:
        """The regulation covers the row that is asserted."""
        frame = _Frame(self.plan.moment, self.concept, self.row)
        scopes = self.plan.scopes.get(self.concept or "", ())
        return together(self._holds(scope.condition, True, frame) for scope in scopes)


@attrs.frozen
class _Frame:
    """When and in which row the place of a goal is looked at."""

    moment: When
    concept: str | None
    row: str | None


_SIDES: Mapping[str, Order] = {"below": "<", "at": "=", "above": ">", "other": "≠"}


def _comes_to(what: goals.What) -> bool | None:
    """What the condition that a goal is about comes to when it is met; None where that is not known."""
    match what:
        case goals.PartDecided(option=True) | goals.ConditionHeld(holds=True):
            return True
        case goals.ConditionHeld():
            return False
        case goals.BoundaryMet(of=model.Compare(), side=side, nearest=nearest, operator=operator):
            # Both ways of writing it count as asked − threshold.
            threshold = what.threshold or Fraction(0)
            place = {"below": -1, "at": 0, "above": 1, "other": 1}[side]
            if nearest is not None:
                place = (nearest > threshold) - (nearest < threshold)
            return COMPARISONS[operator](place, 0)
        case _:
            return None


def _anchor(what: goals.What) -> model.Expression | None:
    """The expression that the goal is about."""
    match what:
        case goals.BranchTaken(cases=cases):
            return cases
        case goals.ExtremeTaken(extreme=extreme):
            return extreme
        case goals.DateInForce(timeline=timeline):
            return timeline
        case goals.IndexApplied(indexed=indexed):
            return indexed
        case goals.TierReached(brackets=brackets):
            return brackets
        case goals.ExceptionApplied(exceptions=exceptions):
            return exceptions
        case goals.BoundaryMet(of=model.Compare() as compare):
            return compare
        case goals.BoundaryMet():
            return what.asked
        case goals.PartDecided():
            return what.whole
        case goals.ConditionHeld(condition=condition):
            return condition
        case goals.ScopeDecided(scope=scope):
            return scope.condition
        case goals.NormDecided(definition=definition):
            return definition.expression
        case _:
            return None


def _told(what: goals.What) -> Iterable[model.Expression]:
    """More that says when and in which row the goal is looked at."""
    match what:
        case goals.RowFitted(table=table):
            yield from table.columns
        case goals.ShareGiven(index=index, sharing=sharing):
            give = sharing.gives[index]
            yield from (part for part in (give.where, give.value) if part is not None)
        case goals.ShareSettled(sharing=sharing):
            yield from (part for part in parts(model.ShareOf(sharing, sharing.pot.type, None)) if part.concept)
        case goals.PartDecided():
            yield what.part
        case goals.BoundaryMet(of=model.Table() as table):
            yield from table.columns
        case goals.BranchTaken(cases=cases):
            yield from (branch.condition for branch in cases.branches if branch.condition is not None)
        case _:
            pass


def _way_to(whole: model.Expression, part: model.Expression) -> tuple[tuple[model.Logic, model.Expression], ...]:
    """The conditions of several parts from the whole down to the part, each with its part on the way."""
    return tuple((above, below) for above, below in _path(whole, part) if isinstance(above, model.Logic))


def _path(top: model.Expression, wanted: model.Expression) -> tuple[tuple[model.Expression, model.Expression], ...]:
    """From top to what is wanted inside it: each expression with its part on the way. Empty where it is not there."""
    came: dict[model.Expression, model.Expression] = {}
    front = [top]
    while front and wanted not in came and len(came) < _MOST_PATHS:
        ahead = []
        for above in front:
            for below in parts(above):
                if below not in came and below is not top:
                    came[below] = above
                    ahead.append(below)
        front = ahead
    if wanted not in came:
        return ()
    path = []
    below = wanted
    while below is not top:
        path.append((came[below], below))
        below = came[below]
    return tuple(reversed(path))
