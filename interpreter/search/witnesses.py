"""Hunts for cases that show goals: one value at a time, many goals at once, the simplest cases first.

    hunt = Hunt(program, walk, pace)
    hunt.look(symbol, wanted, moment, thorough=False)

For every goal there is a line of cases to try (`goal_constraints.py` says which): those of all goals are run side by
side, and what each of them shows is kept, whatever it was tried for. Only what has been followed on the
evaluator counts.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, islice, product

import attrs

from dsl import model
from dsl.domains import Steps
from interpreter.evaluating.calculation import outcome
from interpreter.evaluating.plan import Moment as When
from interpreter.evaluating.plan import Plan
from interpreter.examples import goals
from interpreter.outcomes import Judgement, Known, Missing, Outcome, Value
from interpreter.pace import Pace
from interpreter.search.axes import Axis, axes, plain
from interpreter.search.cases import Case, Cell, Moment, World, cells, world
from interpreter.search.constraints import Way, Ways
from interpreter.search.goal_constraints import Wishes
from interpreter.search.inputs import Inputs, depends, planned, slots_of
from interpreter.search.runs import Laboratory, Tried
from interpreter.search.satisfying import MOST_SPENT, Meeting

# Cases tried for one goal in one world: those that were looked for, and then any.
MOST_SOUGHT = 40
MOST_ANY = 600


@attrs.frozen(eq=False)
class Shown:
    """A case, and what it shows when one value of it is asserted.

    telling: of a reading it follows, that the value is another than in the readings in force
    """

    case: Case
    symbol: model.Symbol
    row: str | None
    outcome: Outcome
    goals: frozenset[goals.Goal]
    telling: bool


@attrs.define(eq=False)
class Hunt:
    """The search for cases of one program. shown: in the order found; tried: how many cases have been run."""

    program: model.Program
    walk: goals.Walk
    pace: Pace
    shown: list[Shown] = attrs.field(factory=list)
    tried: int = 0
    stopped: bool = False
    laboratories: dict[model.Symbol, Laboratory] = attrs.field(factory=dict)
    hunted: set[tuple[object, ...]] = attrs.field(factory=set)

    def look(self, symbol: model.Symbol, wanted: Sequence[goals.Goal], moment: Moment, *, thorough: bool) -> None:
        """Looks for cases where the value is asserted and shows what is wanted, in one world after another.

        thorough: also with more rows and fewer, and cases that nothing points out
        """
        laboratory = self.laboratory(symbol)
        plan = laboratory.plan(moment)
        inputs = planned(plan)
        # Another year or reading that changes nothing of the value is not looked through again.
        key = (symbol, thorough, _shape(plan))
        left = [
            goal
            for goal in wanted
            if (goal, *key) not in self.hunted or isinstance(goal.what, goals.ReadingFollowed | goals.DateInForce)
        ]
        self.hunted.update((goal, *key) for goal in left)
        for place in worlds(self.program, inputs, symbol.concept, thorough=thorough):
            if not left or self.stopped:
                return
            ground = _Ground(self, laboratory, plan, inputs, symbol, moment, place)
            found = ground.hunt(left, thorough=thorough)
            left = [goal for goal in left if goal not in found]

    def laboratory(self, symbol: model.Symbol) -> Laboratory:
        found = self.laboratories.get(symbol)
        if found is None:
            found = self.laboratories[symbol] = Laboratory(self.program, frozenset([symbol]))
        return found

    def goes_on(self, count: int) -> bool:
        """Counts so many more cases, and tells whether the pace lets the search go on."""
        self.tried += count
        if not self.stopped and not self.pace(self.tried, 0):
            self.stopped = True
        return not self.stopped


def worlds(program: model.Program, inputs: Inputs, concept: str | None, *, thorough: bool) -> list[World]:
    """Worlds to look in: one row of each, but two of what is looked at all together, for one alone says little.

    thorough: then also two of one concept at a time, of each two, three, and none
    """
    counted: list[Mapping[str, int]] = [{}]
    if inputs.gathered and concept is not None:
        counted.insert(0, {concept: 2})
    if thorough:
        counted += [{name: 2} for name in inputs.concepts]
        counted += [{one: 2, other: 2} for one, other in combinations(inputs.concepts, 2)]
        counted += [{name: 3} for name in inputs.concepts]
        counted += [{name: 0} for name in inputs.concepts if name != concept]
    found = [world(program, inputs, concept, counts) for counts in counted]
    return list(dict.fromkeys(found)) if inputs.grouped else found[:1]


def _shape(plan: Plan) -> object:
    """What a plan computes, years told from its own."""
    own = plan.moment.year or 0
    return tuple(
        attrs.evolve(slot, year=None if slot.year is None else slot.year - own, cause=None) for slot in plan.slots
    )


def moments_of(plan: Plan) -> Mapping[model.Expression, Sequence[When]]:
    """When each expression is planned for: at the moment of the calculation first."""
    found: dict[model.Expression, list[When]] = {}
    for expression, when in plan.expressions:
        there = found.setdefault(expression, [])
        there.insert(0 if when == plan.moment else len(there), when)
    return found


@attrs.define(eq=False)
class _Ground:
    """Where it is hunted: one value, one moment, one world."""

    hunt_: Hunt
    laboratory: Laboratory
    plan: Plan
    inputs: Inputs
    symbol: model.Symbol
    moment: Moment
    place: World
    cells: tuple[Cell, ...] = attrs.field(init=False)
    axes: Mapping[Cell, Axis] = attrs.field(init=False)
    row: str | None = attrs.field(init=False)
    wishes: Wishes = attrs.field(init=False)
    meeting: Meeting = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.cells = cells(self.place, self.inputs.inputs)
        found = axes(self.plan, self.inputs.inputs)
        by_input = {axis.input: axis for axis in found}
        self.axes = {cell: by_input[cell.input] for cell in self.cells}
        self.row = None if self.symbol.concept is None else self.place.labels(self.symbol.concept)[0]
        ways = Ways(self.plan, self.place, by_input)
        self.meeting = Meeting(self.plan, self.cells, self.axes, self._run, self.hunt_.goes_on)
        self.wishes = Wishes(ways, self.symbol.concept, self.row, moments_of(self.plan))

    # -- the hunt --------------------------------------------------------------------------------

    def hunt(self, wanted: Sequence[goals.Goal], *, thorough: bool) -> frozenset[goals.Goal]:
        """What was found of what is wanted."""
        found: set[goals.Goal] = set()
        lines = {goal: iter(islice(self._sought(goal), MOST_SOUGHT)) for goal in wanted}
        while lines and not self.hunt_.stopped:
            batch: dict[goals.Goal, Case] = {}
            for goal, line in [*lines.items()]:
                case = None if goal in found else next(line, None)
                if case is None:
                    del lines[goal]
                else:
                    batch[goal] = case
            found |= self._try([*batch.values()])
        left = [goal for goal in wanted if goal not in found]
        if left and thorough:
            found |= self._anything(left)
        return frozenset(found)

    def _anything(self, left: Sequence[goals.Goal]) -> set[goals.Goal]:
        """Cases that nothing points out, as long as there is something left to find."""
        found: set[goals.Goal] = set()
        line = islice(self._any(), MOST_ANY)
        while not self.hunt_.stopped and not found.issuperset(left) and (few := [*islice(line, 64)]):
            found |= self._try(few)
        return found

    def _try(self, cases: Sequence[Case]) -> set[goals.Goal]:
        found: set[goals.Goal] = set()
        if not self.hunt_.goes_on(len(cases)):
            return found
        for tried in self.laboratory.many(cases, self.inputs):
            index = tried.index(self.symbol.concept, self.row)
            came = outcome(tried.calculation, self.symbol, index)
            if not self._tells(came):
                continue
            touched = self.hunt_.walk.touched(tried.calculation, [(self.symbol, index)])
            telling = not self.moment.readings or _differs(came, self._in_force(tried.case))
            self.hunt_.shown.append(Shown(tried.case, self.symbol, self.row, came, touched, telling))
            # That a reading has been followed is worth little where it makes no difference: go on looking.
            found.update(goal for goal in touched if telling or not isinstance(goal.what, goals.ReadingFollowed))
        return found

    def _tells(self, came: Outcome) -> bool:
        """Whether an example can say it: that there is no value, only of the one row of a concept, or of what norms
        decide; and not that something has been left out. That it waits for a lot is said of any row."""
        if isinstance(came, Known):
            return True
        if all(isinstance(cause, Judgement) and cause.what == "lot" for cause in came.causes):
            return True
        if any(isinstance(cause, Missing | Judgement) for cause in came.causes):
            return False
        decided = any(norm.decision == self.symbol for norm in self.hunt_.program.norms)
        return decided or len(self.place.labels(self.symbol.concept)) < 2

    def _in_force(self, case: Case) -> Outcome | None:
        """What the value is in the readings in force, of the same row and inputs as far as those need them."""
        moment = attrs.evolve(case.moment, readings=())
        plan = self.laboratory.plan(moment)
        if self.symbol not in plan.active:
            return None
        needed = depends(plan, slots_of(plan, [self.symbol])).inputs
        values = dict(case.values)
        for cell in cells(case.world, needed):
            values.setdefault(cell, plain(cell.input.attribute, moment.year))
        tried = self.laboratory.one(Case(moment, case.world, values))
        return outcome(tried.calculation, self.symbol, tried.index(self.symbol.concept, self.row))

    # -- what to try -----------------------------------------------------------------------------

    def _case(self, values: Mapping[Cell, Value]) -> Case:
        return Case(self.moment, self.place, {cell: values[cell] for cell in self.cells})

    def _run(self, some: Sequence[Mapping[Cell, Value]]) -> Sequence[Tried]:
        return self.laboratory.many([self._case(values) for values in some], self.inputs)

    def _plain(self) -> dict[Cell, Value]:
        """Every input at its plainest."""
        return {cell: self.axes[cell].points[0] for cell in self.cells}

    def _sought(self, goal: goals.Goal) -> Iterator[Case]:
        """Cases made for the goal, the simplest of each way first."""
        start, left = self._plain(), Steps(MOST_SPENT)
        definition = self.plan.active.get(self.symbol)
        lines = [self._of_way(way, start, left) for way in self.wishes.of(goal, definition)]
        if isinstance(goal.what, goals.ReadingFollowed):
            lines.append(self._one_by_one(start))
        seen: set[tuple[Value, ...]] = set()
        while lines:
            for line in [*lines]:
                values = next(line, None)
                if values is None:
                    lines.remove(line)
                    continue
                key = tuple(values[cell] for cell in self.cells)
                new = [] if key in seen else [self._case(values)]
                seen.add(key)
                yield from new

    def _of_way(self, way: Way, start: Mapping[Cell, Value], left: Steps) -> Iterator[dict[Cell, Value]]:
        for chosen in _chosen(way.box):
            values = {**start, **{cell: value for cell, value in chosen.items() if cell in self.axes}}
            if not way.levels:
                yield values
            else:
                yield from self.meeting.met(values, way, left)
                yield from self.meeting.corners(values, way, left)

    def _one_by_one(self, start: Mapping[Cell, Value]) -> Iterator[dict[Cell, Value]]:
        """One input away from the start."""
        for cell in self.cells:
            yield from ({**start, cell: value} for value in self.axes[cell].points if value != start[cell])

    def _any(self) -> Iterator[Case]:
        """One input away from the plain case, then two, then anything."""
        start = self._plain()
        yield self._case(start)
        others = {cell: [value for value in self.axes[cell].points if value != start[cell]] for cell in self.cells}
        yield from map(self._case, self._one_by_one(start))
        for one, other in combinations(self.cells, 2):
            for value, second in product(others[one], others[other]):
                yield self._case({**start, one: value, other: second})
        for values in product(*(self.axes[cell].points for cell in self.cells)):
            yield self._case(dict(zip(self.cells, values, strict=True)))


def _differs(came: Outcome, other: Outcome | None) -> bool:
    return came != other and (isinstance(came, Known) or isinstance(other, Known))


def _chosen(box: Mapping[Cell, tuple[Value, ...]]) -> Iterator[dict[Cell, Value]]:
    """The first of everything; then one cell at a time; then two."""
    first = {cell: values[0] for cell, values in box.items()}
    yield first
    for cell, values in box.items():
        yield from ({**first, cell: value} for value in values[1:])
    for one, other in combinations(box, 2):
        for value, second in product(box[one][1:], box[other][1:]):
            yield {**first, one: value, other: second}
