"""The smallest set of cases that shows what is not shown yet: hunted for, chosen, and made as small as they can be.

    found = boundary_cases(program, wanted, pace)

What no case was found for is told: proved unreachable where every value there is was tried, else how many were.
"""

from collections.abc import Iterable, Iterator, Sequence

import attrs

from dsl import model
from interpreter.evaluating.plan import Plan
from interpreter.examples import goals
from interpreter.pace import Pace
from interpreter.search.cases import Moment
from interpreter.search.covering import Proposal, chosen
from interpreter.search.exhausting import exhaust
from interpreter.search.inputs import depends, reached, slots_of
from interpreter.search.moments import moments
from interpreter.search.witnesses import Hunt

# Values above the one that a goal is part of that are asserted instead, where it cannot be.
_MOST_ABOVE = 4


@attrs.frozen(eq=False)
class Missed:
    """A goal that no case was found for. proved: there is none."""

    goal: goals.Goal
    proved: bool


@attrs.frozen(eq=False)
class Boundaries:
    """What the search gave. proposals: in the order of the text of what they show; tried: cases that were run;
    stopped: the pace ended it before all was looked for."""

    proposals: tuple[Proposal, ...]
    missed: tuple[Missed, ...]
    tried: int
    stopped: bool


def boundary_cases(program: model.Program, wanted: Sequence[goals.Goal], pace: Pace) -> Boundaries:
    """Looks for cases that show what no example shows. wanted: goals of the program, in the order of the text."""
    walk = goals.Walk(program)
    hunt = Hunt(program, walk, pace)
    search = _Search(program, hunt, wanted)
    search.quick()
    exhausted = exhaust(program, walk, search.missed(), hunt.goes_on)
    hunt.shown.extend(exhausted.shown)
    search.thorough(exhausted.proved)
    proposals = chosen(program, walk, wanted, hunt.shown, hunt.laboratory)
    missed = tuple(Missed(goal, goal in exhausted.proved) for goal in search.missed())
    return Boundaries(proposals, missed, hunt.tried, hunt.stopped)


@attrs.define(eq=False)
class _Search:
    program: model.Program
    hunt: Hunt
    wanted: Sequence[goals.Goal]
    plans: dict[Moment, Plan] = attrs.field(factory=dict)
    unasked: frozenset[model.Symbol] = attrs.field(init=False)
    seen: set[goals.Goal] = attrs.field(factory=set)
    shown: set[goals.Goal] = attrs.field(factory=set)
    counted: int = 0

    def __attrs_post_init__(self) -> None:
        # Whether norms speak of a row at all has no name that an author can write.
        self.unasked = frozenset(norm.covered for norm in self.program.norms if norm.covered is not None)

    def left(self) -> tuple[goals.Goal, ...]:
        """What is still looked for: a reading until it makes a difference."""
        for one in self.hunt.shown[self.counted :]:
            self.shown |= one.goals
            self.seen.update(
                goal for goal in one.goals if one.telling or not isinstance(goal.what, goals.ReadingFollowed)
            )
        self.counted = len(self.hunt.shown)
        return tuple(goal for goal in self.wanted if goal not in self.seen)

    def missed(self) -> tuple[goals.Goal, ...]:
        self.left()
        return tuple(goal for goal in self.wanted if goal not in self.shown)

    def quick(self) -> None:
        """Where each value is most likely to be seen, and then wherever it can be."""
        self._pass(self.left(), thorough=False, first=True)
        self._pass(self.left(), thorough=False, first=False)

    def thorough(self, hopeless: frozenset[goals.Goal]) -> None:
        """What takes longer, for what is left."""
        self._pass([goal for goal in self.left() if goal not in hopeless], thorough=True, first=False)

    def _pass(self, sought: Sequence[goals.Goal], *, thorough: bool, first: bool) -> None:
        """first: only where each value is most likely to be seen. All goals of one value are looked for together."""
        together: dict[tuple[str, str] | None, list[goals.Goal]] = {}
        for goal in sought:
            together.setdefault(_reading(goal), []).append(goal)
        for reading, some in together.items():
            for moment in moments(self.program, reading):
                left = set(self.left())
                # A reading that has been followed, but made no difference, is best looked for by itself.
                besides = len(moment.readings) > (reading is not None)
                wanted = [goal for goal in some if goal in left and not (besides and goal in self.shown)]
                self._at(moment, wanted, thorough, first)
                if self.hunt.stopped or not left.intersection(some):
                    break
                if first:
                    break

    def _at(self, moment: Moment, some: Sequence[goals.Goal], thorough: bool, first: bool) -> None:
        by_value: dict[model.Symbol, list[goals.Goal]] = {}
        for goal in some:
            for symbol in list(self.targets(goal, moment))[: 1 if first else _MOST_ABOVE]:
                by_value.setdefault(symbol, []).append(goal)
        for symbol, its in by_value.items():
            left = set(self.left())
            wanted = [goal for goal in its if goal in left]
            if wanted:
                self.hunt.look(symbol, wanted, moment, thorough=thorough)

    # -- what to assert --------------------------------------------------------------------------

    def targets(self, goal: goals.Goal, moment: Moment) -> Iterator[model.Symbol]:
        """The values that may show it when asserted: the one it is part of, then those that need that one."""
        plan = self._plan(moment)
        own = [one for one in self._own(goal, plan) if plan.active.get(one.symbol) is one]
        yield from (one.symbol for one in own if one.symbol not in self.unasked)
        if isinstance(goal.what, goals.NormDecided) and goal.what.symbol in plan.active:
            yield goal.what.symbol
        if goal.definition is not None:
            yield from self._above(goal.definition, plan)

    def _own(self, goal: goals.Goal, plan: Plan) -> Iterable[model.Definition]:
        match goal.what:
            case goals.ReadingFollowed(question=question, reading=reading):
                return [one for one in self.program.definitions if one.reading == (question, reading)]
            case goals.ScopeDecided(scope=scope):
                return self._few([one for one in plan.active.values() if one.symbol.concept == scope.concept], plan)
            case _:
                return [] if goal.definition is None else [goal.definition]

    def _few(self, some: Iterable[model.Definition], plan: Plan) -> list[model.Definition]:
        """Those that need least first, without those that need nothing."""
        needed = [(len(depends(plan, slots_of(plan, [one.symbol])).inputs), one) for one in some]
        return [one for count, one in sorted(needed, key=lambda pair: pair[0]) if count]

    def _above(self, definition: model.Definition, plan: Plan) -> Iterator[model.Symbol]:
        """Values that are computed from this one, those that need least first."""
        slots = set(slots_of(plan, [definition.symbol]))
        found = []
        for symbol in plan.active:
            there = slots_of(plan, [symbol])
            if (
                symbol != definition.symbol
                and symbol not in self.unasked
                and not slots.isdisjoint(reached(plan, there))
            ):
                found.append((len(reached(plan, there)), symbol))
        yield from (symbol for _, symbol in sorted(found, key=lambda pair: pair[0]))

    def _plan(self, moment: Moment) -> Plan:
        if moment not in self.plans:
            from interpreter.search.runs import Laboratory

            self.plans[moment] = Laboratory(self.program).plan(moment)
        return self.plans[moment]


def _reading(goal: goals.Goal) -> tuple[str, str] | None:
    if isinstance(goal.what, goals.ReadingFollowed):
        return goal.what.question, goal.what.reading
    return goal.reading
