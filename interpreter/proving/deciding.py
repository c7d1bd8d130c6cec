"""Decides a promise: by structure, by trying every case, by the solver; else it says how far it got.

`decide` is the door.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import islice

import attrs

from dsl import model
from interpreter.facts import Facts
from interpreter.outcomes import Value
from interpreter.pace import Pace
from interpreter.proving import solver, solving
from interpreter.proving.answers import Answer, Counter, Fails, Holds, Stop, Undecided
from interpreter.proving.exhausting import Limits, exhausted, narrowed
from interpreter.proving.promises import AddsUp, AlwaysClear
from interpreter.proving.questions import Question, breaks
from interpreter.proving.shrinking import smaller
from interpreter.proving.solving import at_most_the_pot
from interpreter.proving.trials import Ground, Trials, ground, inputs_of, known
from interpreter.search.axes import Axis, step_of, within
from interpreter.search.cases import Case, Cell, World, cells, world
from interpreter.search.inputs import Input, reached

# Cases that are tried before the solver is asked.
_FIRST = 300
# Rows of those who share a pot that is first given from: as many as sit in most councils, and in the largest. And how
# many values, the same for all of them, are tried with each.
_MANY = (*range(4, 21), 31, 49, 61, 101, 349)
_SAME = 4


def decide(program: model.Program, asked: Question, base: Facts | None, limits: Limits, pace: Pace) -> Answer:
    """What becomes of one promise. base: the data of `utgår från`, read; limits: other bounds than the declared
    ones, per input."""
    basis = ground(program, asked)
    if _by_structure(basis):
        return Holds("structure")
    found = exhausted(basis, base, limits, pace)
    if found is not None:
        if isinstance(found, Fails) and base is None:
            return Fails(smaller(basis, base, Trials(basis), found.counter))
        return found
    return _Search(basis, base, limits, pace).answer()


def _by_structure(basis: Ground) -> bool:
    """Nothing that it depends on can break it."""
    slots = [basis.plan.slots[slot] for slot in sorted(reached(basis.plan, basis.roots))]
    match basis.asked.claim:
        case AlwaysClear():
            return not any(slot.cause is not None and breaks(slot.cause) for slot in slots)
        case model.Monotone():
            below = reached(basis.plan, basis.roots[:1])
            there = [basis.plan.slots[slot] for slot in below]
            assert basis.moving is not None
            return not any(
                slot.attribute == basis.moving.attribute and slot.year == basis.moving.year for slot in there
            )
        case _:
            root = basis.plan.slots[basis.roots[0]]
            return not isinstance(basis.asked.claim, AddsUp) and root.operation == "constant" and root.data[0] is True


@attrs.define(eq=False)
class _Search:
    """tried: cases run so far."""

    ground: Ground
    base: Facts | None
    limits: Limits
    pace: Pace
    stopped: bool = False

    def answer(self) -> Answer:
        trials = Trials(self.ground)
        counter = self._by_trying(trials)
        if counter is None and solver.installed() and len(self.ground.plan.slots) <= solving.MOST_SLOTS:
            return self._by_solver(trials)
        if counter is not None:
            return Fails(smaller(self.ground, self.base, trials, counter))
        why: Stop = "pace" if self.stopped else "hard" if solver.installed() else "no_solver"
        return Undecided(trials.tried, (), why)

    def _by_trying(self, trials: Trials) -> Counter | None:
        for case, move in islice(_simple(self.ground, self.base, self.limits), _FIRST):
            if not self.pace(trials.tried, 0):
                self.stopped = True
                return None
            counter = trials.breaking(case, self.base, self.ground.asked.base_file, move)
            if counter is not None:
                return counter
        for case in _many(self.ground, self.base, self.limits):
            if not self.pace(trials.tried, 0):
                self.stopped = True
                return None
            counter = trials.breaking(case, None, None, {})
            if counter is not None:
                return counter
        return None

    def _by_solver(self, trials: Trials) -> Answer:
        """Few rows, then any number of them, then a few more. A proof for all data holds for the file's data too."""
        free = self.base is None and not self.limits
        rows, given_up = 0, False
        for many in range(1, solving.MOST_ROWS + 1):
            if many == 2:
                proof = solving.proved(self.ground, self.pace)
                if proof == "open":
                    proof = at_most_the_pot(self.ground, self.pace)
                if proof == "proved":
                    return Holds("solver", empty=not trials.said and solving.never_said(self.ground, self.pace))
                if proof == "stopped":
                    return Undecided(trials.tried, (), "pace", rows)
            if not free:
                continue
            clean = True
            for found in solving.candidates(self.ground, many, self.pace):
                if found is None:
                    clean = False
                    continue
                counter = trials.breaking(found[0], None, None, found[1])
                if counter is not None:
                    return Fails(smaller(self.ground, None, trials, counter))
                clean = False
            given_up = given_up or not clean
            if not self.pace(trials.tried, 0):
                return Undecided(trials.tried, (), "pace", rows)
            if clean and not given_up:
                rows = many
        return Undecided(trials.tried, (), "hard", rows)


def _many(basis: Ground, base: Facts | None, limits: Limits) -> Iterator[Case]:
    """Cases with many who share one pot that something is given from to each before the rest: it is enough only for so
    many. All have the same values."""
    fixed = {sharing.group.concept for sharing, _ in basis.plan.sharings if sharing.gives and sharing.turn is None}
    if not fixed or base is not None or basis.moving is not None:
        return
    inputs = inputs_of(basis)
    narrow = narrowed(basis, inputs, limits)
    if not all(narrow[one].points for one in inputs.inputs):
        return
    for rows in _MANY:
        counts = {concept.name: rows if concept.name in fixed else 1 for concept in basis.program.concepts}
        place = world(basis.program, inputs, basis.asked.concept, counts)
        there = cells(place, inputs.inputs)
        most = max((len(narrow[cell.input].points) for cell in there), default=1)
        for turn in range(min(most, _SAME)):
            values = {
                cell: points[min(turn, len(points) - 1)] for cell in there for points in [narrow[cell.input].points]
            }
            yield Case(basis.asked.moment, place, values)


def _simple(basis: Ground, base: Facts | None, limits: Limits) -> Iterator[tuple[Case, Mapping[Cell, Value]]]:
    """Cases made of points of interest, the simplest first: one row, two, three; one value at a time, then many."""
    inputs = inputs_of(basis)
    narrow = narrowed(basis, inputs, limits)
    for rows in (1, 2, 3):
        counts = {concept.name: rows for concept in basis.program.concepts}
        place = world(basis.program, inputs, basis.asked.concept, counts)
        there = cells(place, inputs.inputs)
        if base is not None:
            place = World((), ())
            there = tuple(
                Cell(label, one)
                for one in inputs.inputs
                for label in (
                    (None,)
                    if one.symbol.concept is None
                    else base.rows[one.symbol.concept].labels
                    if one.symbol.concept in base.rows
                    else ()
                )
            )
        points = {cell: narrow[cell.input].points for cell in there}
        if not all(points.values()):
            return
        given = known(base, there) if base is not None else {}
        start = {**{cell: these[0] for cell, these in points.items()}, **given}
        for values in _assignments(start, points, fixed=base is not None, moving=basis.moving):
            case = Case(basis.asked.moment, place, values)
            if basis.moving is None:
                yield case, {}
                continue
            for cell in there:
                if cell.input == basis.moving:
                    for to in _steps(basis, narrow[cell.input], values[cell]):
                        yield case, {cell: to}
                    if base is None:
                        break
        if base is not None or not (inputs.gathered or inputs.grouped):
            return


def _assignments(
    start: Mapping[Cell, Value], points: Mapping[Cell, tuple[Value, ...]], *, fixed: bool, moving: Input | None
) -> Iterator[dict[Cell, Value]]:
    yield dict(start)
    for cell, these in points.items():
        if fixed and cell.input != moving:
            continue
        for value in these[:12]:
            if value != start[cell]:
                yield {**start, cell: value}
    if fixed:
        return
    for turn in range(1, 60):
        yield {
            cell: these[(turn * (2 * number + 1) + turn * turn * number) % len(these)]
            for number, (cell, these) in enumerate(points.items())
        }


def _steps(basis: Ground, axis: Axis, value: Value) -> Iterator[Value]:
    claim = basis.asked.claim
    assert isinstance(claim, model.Monotone)
    rises = claim.input_direction == "rises"
    assert isinstance(value, Fraction)
    step = step_of(axis.input)
    for to in dict.fromkeys((value + step if rises else value - step, *axis.points[:8])):
        if isinstance(to, Fraction) and (to > value) == rises and to != value and within(axis.domain, to):
            yield to
