"""Every case, where there are few enough: with data that lie under the promise, each row in turn; without, one row of
what is computed row by row."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import prod

import attrs

from dsl import model
from dsl.domains import Numbers
from dsl.expressions import conjuncts, references
from interpreter.evaluating.calculation import Calculation, labels
from interpreter.facts import Facts
from interpreter.outcomes import Value
from interpreter.pace import Pace
from interpreter.proving.answers import Counter, Fails, Holds, Range, Undecided
from interpreter.proving.questions import Question, moved, moved_rows, reading, tested, wrong
from interpreter.proving.trials import Ground, Trials, changed, inputs_of
from interpreter.search.axes import Axis, axes, size_of, values_of, within
from interpreter.search.cases import Case, Cell, World, cells, world
from interpreter.search.inputs import CONTESTS, GROUPS, Input, Inputs, reached

MOST_CASES = 200_000
Limits = Mapping[model.Symbol, tuple[Fraction, Fraction]]


def exhausted(ground: Ground, base: Facts | None, limits: Limits, pace: Pace) -> "Holds | Fails | Undecided | None":
    """The answer by trying every case; None where that cannot be done: too many cases, or rows of which there may be
    any number."""
    inputs = inputs_of(ground)
    narrow = narrowed(ground, inputs, limits)
    if base is None:
        if not _one_row_is_enough(ground, inputs):
            return None
        place = world(ground.program, inputs, ground.asked.concept)
        rounds = [
            tuple(
                Range(cell, narrow[cell.input], size_of(narrow[cell.input].domain))
                for cell in cells(place, inputs.inputs)
            )
        ]
    else:
        place = World((), ())
        rounds = list(_rounds(ground, base, inputs, narrow))
    if not rounds and base is not None and not _speaks_of(ground, inputs):
        # All that it depends on is as in the data: that is the one case there is.
        rounds = [()]
    if not rounds or any(one.count is None for ranges in rounds for one in ranges):
        return None
    if sum(prod(one.count or 0 for one in ranges) for ranges in rounds) > MOST_CASES:
        return None
    return _tried(ground, base, place, rounds, pace)


def _speaks_of(ground: Ground, inputs: Inputs) -> bool:
    """Whether the promise itself names anything that is given."""
    if ground.moving is not None:
        return True
    symbols = {one.symbol for one in inputs.inputs}
    return any(name.symbol in symbols for expression in ground.asked.asked for name in references(expression))


def _one_row_is_enough(ground: Ground, inputs: Inputs) -> bool:
    """Whether every row is on its own, and no two rows of one concept can be met at once from where one stands."""
    if any(ground.plan.slots[slot].operation in (*GROUPS, *CONTESTS) for slot in reached(ground.plan, ground.roots)):
        return False
    if any(concept != ground.asked.concept for concept in ground.plan.scopes):
        # Another row may be the one that is covered, and this one not.
        return False
    above: dict[str, str | None] = {}
    for relation in inputs.relations:
        target = relation.attribute.type
        assert isinstance(target, model.RowOf)
        if target.concept in above:
            return False
        above[target.concept] = relation.symbol.concept
    for start in above:
        concept = above[start]
        while concept is not None and concept != start:
            concept = above.get(concept)
        if concept == start:
            return False
    return True


def narrowed(ground: Ground, inputs: Inputs, limits: Limits) -> Mapping[Input, Axis]:
    """What each input can be where the promise is made at all: as declared, and as its `om` has it."""
    found = {}
    for axis in axes(ground.plan, inputs.inputs):
        domain = axis.domain
        if isinstance(domain, Numbers):
            for low, high, low_open, high_open in _bounds(ground.asked, axis.input, limits):
                domain = _within(domain, low, high, low_open, high_open)
        points = tuple(point for point in axis.points if within(domain, point))
        found[axis.input] = attrs.evolve(axis, domain=domain, size=size_of(domain), points=points)
    return found


_Bound = tuple[Fraction | None, Fraction | None, bool, bool]


def _bounds(asked: Question, one: Input, limits: Limits) -> Iterator[_Bound]:
    if one.symbol in limits:
        low, high = limits[one.symbol]
        yield low, high, False, False
    if one.year not in (None, asked.moment.year):
        # The condition speaks of the year that is asked about.
        return
    for condition in () if asked.where is None else conjuncts(asked.where):
        if isinstance(condition, model.Compare):
            yield from _bound(condition, one.symbol)


def _bound(compare: model.Compare, symbol: model.Symbol) -> Iterator[_Bound]:
    """What it says of the input, where it compares that with a number."""
    left, right = compare.left, compare.right
    if not isinstance(left, model.Reference) or left.year or left.symbol != symbol:
        return
    if not isinstance(right, model.Constant) or not isinstance(right.value, Fraction):
        return
    operator, bound = compare.operator, right.value
    match operator:
        case "=":
            yield bound, bound, False, False
        case ">=" | ">":
            yield bound, None, operator == ">", False
        case "<=" | "<":
            yield None, bound, False, operator == "<"
        case _:
            pass


def _within(domain: Numbers, low: Fraction | None, high: Fraction | None, low_open: bool, high_open: bool) -> Numbers:
    if low is not None and (domain.low is None or low > domain.low or (low == domain.low and low_open)):
        domain = attrs.evolve(domain, low=low, low_open=low_open)
    if high is not None and (domain.high is None or high < domain.high or (high == domain.high and high_open)):
        domain = attrs.evolve(domain, high=high, high_open=high_open)
    return domain


def _rounds(ground: Ground, base: Facts, inputs: Inputs, narrow: Mapping[Input, Axis]) -> Iterator[tuple[Range, ...]]:
    """With data: the input that moves in each row in turn; else the inputs of each row that there are few values of."""
    if ground.moving is not None:
        varied = [one for one in inputs.inputs if one == ground.moving]
    else:
        varied = [one for one in inputs.inputs if narrow[one].size is not None]
    concepts = dict.fromkeys(one.symbol.concept for one in varied)
    for concept in concepts:
        own = [one for one in varied if one.symbol.concept == concept]
        rows: Sequence[str | None] = (None,)
        if concept is not None:
            rows = base.rows[concept].labels if concept in base.rows else ()
        for row in rows:
            yield tuple(Range(Cell(row, one), narrow[one], narrow[one].size) for one in own)


def _tried(
    ground: Ground, base: Facts | None, place: World, rounds: Sequence[tuple[Range, ...]], pace: Pace
) -> Holds | Fails | Undecided:
    trials = Trials(ground)
    every = sum(prod(one.count or 0 for one in ranges) for ranges in rounds)
    over = tuple(one for ranges in rounds for one in ranges)
    done = 0
    for ranges in rounds:
        moving = next((one for one in ranges if one.cell.input == ground.moving), None)
        fixed = [one for one in ranges if one is not moving]
        for chosen in product(*(tuple(values_of(one.axis.domain)) for one in fixed)):
            values = {one.cell: value for one, value in zip(fixed, chosen, strict=True)}
            climb = None if moving is None else _Climb(trials, moving.cell, values)
            for step in [None] if moving is None else values_of(moving.axis.domain):
                if not pace(done, every):
                    return Undecided(done, over, "pace")
                done += 1
                here = values if moving is None or step is None else {**values, moving.cell: step}
                case = Case(ground.asked.moment, place, here)
                if climb is None:
                    counter = trials.breaking(case, base, ground.asked.base_file, {})
                else:
                    counter = climb.step(case, base)
                if counter is not None:
                    return Fails(counter)
    return Holds("exhaustion", trials.said, over, empty=not trials.said)


@attrs.define(eq=False)
class _Climb:
    """The input that moves, from its lowest value up. last: for each row what came out where there last was a value."""

    trials: Trials
    cell: Cell
    values: Mapping[Cell, Value]
    last: dict[int | None, tuple[Fraction, Value, Calculation]] = attrs.field(factory=dict)

    def step(self, case: Case, base: Facts | None) -> Counter | None:
        facts = self.trials.facts_of(case) if base is None else changed(base, case.values)
        # The rows are always the same, and so are their keys.
        assert facts is not None
        asked, cell = self.trials.ground.asked, self.cell
        claim = asked.claim
        assert isinstance(claim, model.Monotone)
        calculation = self.trials.run(facts)
        index = None if cell.row is None else labels(calculation, str(cell.input.symbol.concept)).index(cell.row)
        to = case.values[cell]
        rows = moved_rows(asked, calculation, index)
        self.trials.said += any(tested(asked, calculation, row) for row in rows)
        for row in rows:
            found = reading(asked, calculation, row)
            if found is None:
                continue
            if row in self.last and wrong(claim, self.last[row][0], found):
                _, come_from, before = self.last[row]
                return _told(self.trials.ground, case, cell, (come_from, before), (to, calculation), row)
            self.last[row] = (found, to, calculation)
        return None


def _told(
    ground: Ground,
    case: Case,
    cell: Cell,
    low: tuple[Value, Calculation],
    high: tuple[Value, Calculation],
    row: int | None,
) -> Counter:
    claim = ground.asked.claim
    assert isinstance(claim, model.Monotone)
    first, second = (low, high) if claim.input_direction == "rises" else (high, low)
    start = Case(case.moment, case.world, {**case.values, cell: first[0]})
    shown = moved(ground.asked, first[1], second[1], row)
    return Counter(start, ground.asked.base_file, (cell, first[0], second[0]), shown, (first[1], second[1]))
