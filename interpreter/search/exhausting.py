"""Whether something can be shown at all: every value there is, where there are few enough.

Proved is only what needs no group of rows and depends on no year: then one row, in each of the readings that matter, is
all there is to try. An input without end counts as tried when the rules only ask on which side of some constants it is:
then one value stands for all between two of them.
"""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import islice, product
from math import prod

import attrs

from dsl import model
from dsl.domains import Numbers, cut
from dsl.expressions import in_time, post_order, references
from dsl.problems.counterexample import Between, Exactly
from interpreter.evaluating.calculation import outcome
from interpreter.evaluating.plan import Plan
from interpreter.examples import goals
from interpreter.outcomes import Value
from interpreter.search.axes import Axis, axes, smallest, values_of
from interpreter.search.cases import Case, Moment, cells, world
from interpreter.search.inputs import Input, Inputs, planned
from interpreter.search.runs import Laboratory
from interpreter.search.witnesses import Shown

# Cases that are tried for one value before it is given up, and readings.
MOST_CASES = 20_000
MOST_READINGS = 64
_TOGETHER = 256
# Slots that only hand a value on, or ask for a truth.
_PASSED_ON = ("spread", "gather", "and", "or", "not")


@attrs.frozen(eq=False)
class Exhausted:
    """What trying every case gave. shown: cases that nothing had pointed out; proved: goals that no case shows."""

    shown: tuple[Shown, ...]
    proved: frozenset[goals.Goal]


def exhaust(
    program: model.Program, walk: goals.Walk, left: Sequence[goals.Goal], goes_on: Callable[[int], bool]
) -> Exhausted:
    """Tries all cases for goals that none was found for, where there are few enough, with the value asserted that
    each goal is part of. goes_on: told how many more cases are tried, whether to."""
    by_value: dict[model.Definition, list[goals.Goal]] = {}
    for definition, goal in ((goal.definition, goal) for goal in left if goal.definition is not None):
        by_value.setdefault(definition, []).append(goal)
    shown: list[Shown] = []
    proved: set[goals.Goal] = set()
    for definition, its in by_value.items():
        every = _Every(program, walk, definition, goes_on, frozenset(its))
        complete = every.tried()
        shown += every.shown.values()
        if complete and _in_all_years(program, definition):
            proved.update(goal for goal in its if goal not in every.shown)
    return Exhausted(tuple(shown), frozenset(proved))


@attrs.define(eq=False)
class _Every:
    """All cases of one value. shown: by goal, the first that shows it."""

    program: model.Program
    walk: goals.Walk
    definition: model.Definition
    goes_on: Callable[[int], bool]
    wanted: frozenset[goals.Goal]
    shown: dict[goals.Goal, Shown] = attrs.field(factory=dict)

    def tried(self) -> bool:
        """Whether all could be; else as many as there is room for."""
        moments = _readings(self.program, self.definition)
        if moments is None:
            return False
        tried = [self._at(moment) for moment in moments]
        return all(tried)

    def _at(self, moment: Moment) -> bool:
        symbol = self.definition.symbol
        laboratory = Laboratory(self.program, frozenset([symbol]))
        plan = laboratory.plan(moment)
        if plan.active.get(symbol) is not self.definition:
            return True
        inputs = planned(plan)
        if inputs.grouped:
            return False
        place = world(self.program, inputs, symbol.concept)
        of_input = {axis.input: (values, is_all) for axis, values, is_all in _values(plan, inputs)}
        there = cells(place, inputs.inputs)
        columns = [of_input[cell.input][0] for cell in there]
        if prod(map(len, columns)) > MOST_CASES:
            return False
        row = None if symbol.concept is None else place.labels(symbol.concept)[0]
        every = (Case(moment, place, dict(zip(there, values, strict=True))) for values in product(*columns))
        tried = all(self._try(cases, laboratory, inputs, row) for cases in _batches(every))
        return tried and all(of_input[cell.input][1] for cell in there)

    def _try(self, cases: Sequence[Case], laboratory: Laboratory, inputs: Inputs, row: str | None) -> bool:
        if not self.goes_on(len(cases)):
            return False
        symbol = self.definition.symbol
        for tried in laboratory.many(cases, inputs):
            index = tried.index(symbol.concept, row)
            touched = self.walk.touched(tried.calculation, [(symbol, index)])
            new = (touched & self.wanted) - self.shown.keys()
            if new:
                came = outcome(tried.calculation, symbol, index)
                found = Shown(tried.case, symbol, row, came, touched, telling=True)
                self.shown.update(dict.fromkeys(new, found))
        return True


def _batches(cases: Iterator[Case]) -> Iterator[list[Case]]:
    while batch := [*islice(cases, _TOGETHER)]:
        yield batch


# -- what there is to try ------------------------------------------------------------------------


def _values(plan: Plan, inputs: Inputs) -> Iterator[tuple[Axis, tuple[Value, ...], bool]]:
    """What to try of each input, and whether that is all: every value, or one for all that the rules cannot tell apart;
    else its points and the smallest whole numbers."""
    direct = _only_asked(plan, inputs)
    for axis in axes(plan, inputs.inputs):
        if axis.size is not None and axis.size <= MOST_CASES:
            yield axis, tuple(values_of(axis.domain)), True
        elif axis.input in direct:
            yield axis, tuple(dict.fromkeys((*axis.points, *_pieces(axis)))), True
        else:
            yield axis, tuple(dict.fromkeys((*axis.points, *smallest(axis)))), False


def _only_asked(plan: Plan, inputs: Inputs) -> frozenset[Input]:
    """Inputs of which the rules only ask on which side of constants they are."""
    mixed: set[Input | None] = set()
    for slot in plan.slots:
        constant = any(plan.slots[one].operation == "constant" for one in slot.arguments if one >= 0)
        asks = slot.operation == "rows" or (slot.operation == "compare" and constant)
        if not asks and slot.operation not in _PASSED_ON:
            mixed.update(_read(plan, argument) for argument in slot.arguments if argument >= 0)
    return frozenset(one for one in inputs.inputs if one not in mixed)


def _read(plan: Plan, slot: int) -> Input | None:
    there = plan.slots[slot]
    while there.operation in ("spread", "gather"):
        there = plan.slots[there.arguments[0]]
    return None if there.attribute is None else Input(there.attribute, there.year)


def _pieces(axis: Axis) -> Iterator[Value]:
    """One number for each piece between what is asked. Of days and texts the points are enough."""
    if isinstance(axis.domain, Numbers):
        asked = [value for value in axis.asked if isinstance(value, Fraction)]
        for sample in cut(axis.domain, [model.Interval(value, value) for value in asked]).samples:
            if isinstance(sample, Between):
                yield sample.example
            else:
                assert isinstance(sample, Exactly)
                yield sample.value


# -- what it depends on --------------------------------------------------------------------------


def _needed(program: model.Program, definition: model.Definition) -> tuple[model.Definition, ...]:
    """The value and all values that it needs, in any reading."""
    by_symbol: dict[model.Symbol, list[model.Definition]] = {}
    for one in program.definitions:
        by_symbol.setdefault(one.symbol, []).append(one)
    found = {definition: None}
    waiting = [definition]
    while waiting:
        expressions = [waiting.pop().expression, *(scope.condition for scope in program.scopes)]
        symbols = dict.fromkeys(name.symbol for expression in expressions for name in references(expression))
        new = [one for symbol in symbols for one in by_symbol.get(symbol, ()) if one not in found]
        found.update(dict.fromkeys(new))
        waiting.extend(new)
    return tuple(found)


def _in_all_years(program: model.Program, definition: model.Definition) -> bool:
    """Whether it is the same every year and day."""
    every = (part for one in _needed(program, definition) for part in post_order(one.expression))
    return not program.depends_on_year or not any(map(in_time, every))


def _readings(program: model.Program, definition: model.Definition) -> Sequence[Moment] | None:
    """Every choice of readings that can make a difference; None where they are too many."""
    questions = {one.reading[0] for one in _needed(program, definition) if one.reading is not None}
    options = [
        [(one.name, reading) for reading in one.readings] for one in program.interpretations if one.name in questions
    ]
    if prod(map(len, options)) > MOST_READINGS:
        return None
    return [Moment(program.calculation_year, None, choice) for choice in product(*options)]
