"""Meets the levels of one way: moves inputs, one at a time or a few together, until what is asked stands as it should.

What is tried is run by whoever asks; nothing here knows what it is for.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice, product
from math import prod
from typing import assert_never

import attrs

from dsl import model
from dsl.domains import Steps
from interpreter.evaluating.calculation import Calculation
from interpreter.evaluating.plan import Plan
from interpreter.evaluating.planning.draft import COMPARISONS
from interpreter.outcomes import Value
from interpreter.search.axes import Axis, smallest, step_of
from interpreter.search.cases import Cell
from interpreter.search.constraints import Level, Spot, Way
from interpreter.search.inputs import reached
from interpreter.search.levels import passing, sides
from interpreter.search.runs import Tried

# Inputs that are moved one after the other to meet the levels of one way; what is gone on with after each; inputs tried
# for one level, and values of each.
_MOST_MOVES = 5
_MOST_KEPT = 6
_MOST_CELLS = 6
_MOST_VALUES = 3
# Cases side by side.
_TOGETHER = 256
# Cases run to find out what meets the levels of one goal.
MOST_SPENT = 4_000


@attrs.frozen(eq=False)
class Meeting:
    """What is needed to meet a wish in one world. run: the cases with these values, tried in their order; goes_on:
    told how many more, whether to."""

    plan: Plan
    cells: tuple[Cell, ...]
    axes: Mapping[Cell, Axis]
    run: Callable[[Sequence[Mapping[Cell, Value]]], Sequence[Tried]]
    goes_on: Callable[[int], bool]

    def met(self, start: dict[Cell, Value], way: Way, left: Steps) -> Iterator[dict[Cell, Value]]:
        """Values that meet all levels of the way: one input is moved at a time, and what meets most is gone on with."""
        levels = (*way.levels, *way.kept)
        front = [(start, self._lacking([start], levels, left)[0])]
        seen = {_key(start)}
        for _ in range(_MOST_MOVES):
            new: list[dict[Cell, Value]] = []
            for values, lacking in front:
                if not lacking:
                    yield values
                    continue
                for moved in self._moves(values, lacking[0], way, left):
                    if _key(moved) not in seen:
                        seen.add(_key(moved))
                        new.append(moved)
            lacked = self._lacking(new, levels, left)
            front = sorted(zip(new, lacked, strict=True), key=lambda one: len(one[1]))[:_MOST_KEPT]
            if not front or left.left < 0:
                return
        yield from (values for values, lacking in front if not lacking)

    def corners(self, start: dict[Cell, Value], way: Way, left: Steps) -> Iterator[dict[Cell, Value]]:
        """What no single move leads to: small values of all inputs of the levels together."""
        levels = (*way.levels, *way.kept)
        moved = list(dict.fromkeys(cell for level in levels for cell in self._movable(level, way)))
        some = [dict.fromkeys((*smallest(self.axes[cell]), *self.axes[cell].points)) for cell in moved]
        if len(moved) < 2 or prod(map(len, some)) > left.left:
            return
        every = (dict(zip(moved, values, strict=True)) for values in product(*some))
        while few := [{**start, **values} for values in islice(every, _TOGETHER)]:
            lacked = self._lacking(few, levels, left)
            yield from (values for values, lacking in zip(few, lacked, strict=True) if not lacking)

    def _lacking(
        self, some: Sequence[Mapping[Cell, Value]], levels: Sequence[Level], left: Steps
    ) -> list[tuple[Level, ...]]:
        """The levels that each of them does not meet."""
        if not some or not self._goes_on(len(some), left):
            return [tuple(levels) for _ in some]
        found = []
        for tried in self.run(some):
            heights = [(level, self._height(tried, level)) for level in levels]
            found.append(
                tuple(
                    level
                    for level, height in heights
                    if height is None or not COMPARISONS[level.order](height, level.threshold)
                )
            )
        return found

    def _moves(self, values: dict[Cell, Value], level: Level, way: Way, left: Steps) -> Iterator[dict[Cell, Value]]:
        """The values with one input changed, so that the level is met."""
        for cell in islice(self._movable(level, way), _MOST_CELLS):
            axis = self.axes[cell]
            step = Fraction(1) if not isinstance(axis.input.attribute.type, model.Number) else step_of(axis.input)
            measure = self._measure(values, cell, level, left)
            passed = passing(axis.domain, step, axis.points, measure, level.threshold)
            found = sides(passed, level.threshold, level.beside)
            yield from ({**values, cell: value} for value in self._wanted(level, found))

    @staticmethod
    def _wanted(level: Level, found: Mapping[str, Sequence[Value]]) -> list[Value]:
        at, below, above = found["at"][:_MOST_VALUES], found["below"][:_MOST_VALUES], found["above"][:_MOST_VALUES]
        match level.order:
            case "=":
                return [*at]
            case "≠":
                return [*below, *above]
            case "<":
                return [*below]
            case ">":
                return [*above]
            case "<=":
                return [*at, *below]
            case ">=":
                return [*at, *above]
            case _:
                assert_never(level.order)

    def _movable(self, level: Level, way: Way) -> Iterable[Cell]:
        """The inputs with an order that the level depends on: those that the way leaves free first, and those of the
        row itself."""
        spots = [level.asked, *([] if level.against is None else [level.against])]
        slots = (self.plan.slots[number] for number in reached(self.plan, [spot.slot for spot in spots]))
        met = {(slot.attribute, slot.year) for slot in slots if slot.attribute is not None}
        own = {spot.row for spot in spots}
        ordered = [
            cell
            for cell in self.cells
            if (cell.input.attribute, cell.input.year) in met
            and isinstance(cell.input.attribute.type, model.Number | model.Day)
        ]
        return sorted(ordered, key=lambda cell: (cell in way.box, cell.row not in own))

    def _measure(
        self, values: Mapping[Cell, Value], cell: Cell, level: Level, left: Steps
    ) -> Callable[[Sequence[Value]], Sequence[Fraction | None]]:
        def measure(tried: Sequence[Value]) -> Sequence[Fraction | None]:
            if not self._goes_on(len(tried), left):
                return [None] * len(tried)
            made = [{**values, cell: value} for value in tried]
            return [self._height(one, level) for one in self.run(made)]

        return measure

    def _goes_on(self, count: int, left: Steps) -> bool:
        return left.take(count) and self.goes_on(count)

    def _height(self, tried: Tried, level: Level) -> Fraction | None:
        asked = self._number(tried, level.asked)
        against = Fraction(0) if level.against is None else self._number(tried, level.against)
        return None if asked is None or against is None else asked - against

    def _number(self, tried: Tried, spot: Spot) -> Fraction | None:
        """What the slot came to; None where it has no value."""
        index = tried.index(self.plan.slots[spot.slot].concept, spot.row) or 0
        return slot_number(tried.calculation, spot.slot, index)


def slot_number(calculation: Calculation, slot: int, row: int) -> Fraction | None:
    """What a slot of the plan came to in a row; None where it has no value."""
    mask = None if calculation.masks is None else calculation.masks[slot]
    if (mask is not None and mask[row]) or slot in calculation.computed.lowered.certain:
        return None
    return calculation.computed.number(slot, row)


def _key(values: Mapping[Cell, Value]) -> tuple[Value, ...]:
    return tuple(values.values())
