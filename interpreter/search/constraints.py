"""What must be given for a condition to hold (or not): boxes of values, and levels that only trying can find.

Goes down through the slots of a plan, row by row of one world. What is asked of an input as it stands becomes the
points of its axis that fit; what is asked of a computed number becomes a `Level` to be found by `levels.py`. It is a
hint about where to look, and no proof: what is made of it is run before anything is said of it, and what cannot be seen
through says nothing.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import islice
from typing import Literal, assert_never

import attrs

from dsl import model
from interpreter.evaluating.plan import Plan, Slot, ranges
from interpreter.evaluating.planning.draft import COMPARISONS
from interpreter.outcomes import Value
from interpreter.search.axes import Axis, within
from interpreter.search.cases import Cell, World
from interpreter.search.inputs import Input

# Ways to bring one thing about that are kept, and steps taken to find them; of a deeper plan nothing is said.
MOST_WAYS = 24
MOST_DEEP = 60
MOST_STEPS = 1_500

Box = Mapping[Cell, tuple[Value, ...]]
Order = Literal["=", "≠", ">=", "<=", ">", "<"]


@attrs.frozen
class Spot:
    """A slot, of one row (None: of the whole regulation)."""

    slot: int
    row: str | None


@attrs.frozen
class Level:
    """A wish: that asked − against stands in this order to the threshold. against None: 0; days count as ordinals.

    beside: on which side of the threshold the neighbours matter, where several values are exactly at it
    """

    asked: Spot
    against: Spot | None
    order: Order
    threshold: Fraction
    beside: Literal["below", "above"] | None = None


@attrs.frozen(eq=False)
class Way:
    """One way to bring something about: cells that are to have one of these values, and levels that must be met.

    kept: what makes the values of the box right, so that others may be tried too
    """

    box: Box
    levels: tuple[Level, ...] = ()
    kept: tuple[Level, ...] = ()


FREE = Way({})


@attrs.define(eq=False)
class Ways:
    """Ways to bring things about, in one world. axes: by input."""

    plan: Plan
    world: World
    axes: Mapping[Input, Axis]
    links: Mapping[tuple[model.Symbol, str], str] = attrs.field(init=False)
    steps: int = attrs.field(init=False, default=MOST_STEPS)

    def __attrs_post_init__(self) -> None:
        self.links = {(symbol, row): target for symbol, row, target in self.world.links}

    # -- asked from outside ----------------------------------------------------------------------

    def holds(self, spot: Spot, truth: bool) -> tuple[Way, ...]:
        """Ways in which the condition comes to this truth."""
        self.steps = MOST_STEPS
        return self._truth(spot, truth, 0)

    def fits(self, spot: Spot, test: model.Test, fitting: bool) -> tuple[Way, ...]:
        """The value fits (does not fit) the cell of a table."""
        self.steps = MOST_STEPS
        return self._fits(spot, test, fitting, 0)

    def level(self, level: Level) -> tuple[Way, ...]:
        """Ways in which `asked` stands so to the threshold: of an input as it stands, the values that do."""
        self.steps = MOST_STEPS
        if level.against is None:
            cell = self.cell(level.asked)
            if cell is not None:
                if level.order == "=":
                    # One value, which need be no point of interest.
                    value = _valued(cell.input.attribute.type, level.threshold)
                    there = value is not None and within(self.axes[cell.input].domain, value)
                    return (Way({cell: (value,)}, (), (level,)),) if there and value is not None else ()
                return self._filtered(
                    cell, lambda value: _ordered(number_of(value), level.order, level.threshold), (level,)
                )
        return (Way({}, (level,)),)

    def cell(self, spot: Spot) -> Cell | None:
        """The input that the slot reads there as it stands, through relations too."""
        row = spot.row
        slot = self.plan.slots[spot.slot]
        while slot.operation in ("spread", "gather"):
            row = None if slot.operation == "spread" else self._target(slot, row)
            slot = self.plan.slots[slot.arguments[0]]
        if slot.attribute is None or isinstance(slot.attribute.type, model.RowOf):
            return None
        return Cell(None if slot.concept is None else row, Input(slot.attribute, slot.year))

    # -- truths ----------------------------------------------------------------------------------

    def _truth(self, spot: Spot, truth: bool, deep: int) -> tuple[Way, ...]:
        return self._among(spot, frozenset([truth]), True, deep)

    def _among(self, spot: Spot, values: frozenset[str | bool], inside: bool, deep: int) -> tuple[Way, ...]:
        """The slot (a truth, a text or an option) has one of the values, or none of them."""
        self.steps -= 1
        if deep > MOST_DEEP or self.steps < 0:
            return (FREE,)
        slot, row = self.plan.slots[spot.slot], spot.row
        truth = (True in values) == inside

        def argument(position: int, of: str | None = row) -> Spot:
            return Spot(slot.arguments[position], of)

        match slot.operation:
            case "constant":
                return (FREE,) if (slot.data[0] in values) == inside else ()
            case "fail":
                return ()
            case "input":
                cell = self.cell(spot)
                if (
                    cell is not None
                    and inside
                    and slot.attribute is not None
                    and isinstance(slot.attribute.type, model.Text)
                ):
                    # Any text may be given, asked about or not.
                    return (Way({cell: tuple(sorted(str(value) for value in values))}),)
                return (FREE,) if cell is None else self._filtered(cell, lambda value: (value in values) == inside)
            case "spread":
                return self._among(argument(0, None), values, inside, deep + 1)
            case "gather":
                target = self._target(slot, row)
                return () if target is None else self._among(argument(0, target), values, inside, deep + 1)
            case "not":
                return self._truth(argument(0), not truth, deep + 1)
            case "and" | "or":
                parts = [argument(position) for position in range(len(slot.arguments))]
                if truth == (slot.operation == "and"):
                    return together(self._truth(part, truth, deep + 1) for part in parts)
                return either(self._truth(part, truth, deep + 1) for part in parts)
            case "compare":
                return self._compare(slot, row, truth, deep)
            case "if":
                return either(
                    together(
                        (self._truth(argument(0), chosen, deep + 1), self._among(option, values, inside, deep + 1))
                    )
                    for chosen, option in ((True, argument(1)), (False, argument(2)))
                )
            case "choose":
                if self.plan.slots[slot.arguments[0]].operation == "first":
                    return self._first(slot, row, values, inside, deep)
                return self._chosen(slot, row, values, inside, deep)
            case _:
                # Nothing else is a truth, a text or an option but whether some or every row of a group is so.
                members = [Spot(slot.arguments[0], one) for one in self.members(slot, row)]
                if truth == (slot.operation == "every"):
                    return together(self._truth(one, truth, deep + 1) for one in members)
                return either(self._truth(one, truth, deep + 1) for one in members)

    def _compare(self, slot: Slot, row: str | None, truth: bool, deep: int) -> tuple[Way, ...]:
        left, right = (Spot(argument, row) for argument in slot.arguments)
        order = _order_of(slot, truth)
        kinds = self.plan.slots[left.slot].kind
        known = self.plan.slots[right.slot]
        if known.operation != "constant":
            other = self.plan.slots[left.slot]
            if other.operation == "constant":
                left, right, known, order = right, left, other, _TURNED[order]
        if known.operation != "constant":
            return (Way({}, (Level(left, right, order, Fraction(0)),)),) if kinds in ("number", "day") else (FREE,)
        datum = known.data[0]
        if isinstance(datum, bool | str):
            return self._among(left, frozenset([datum]), order == "=", deep + 1)
        assert datum is not None
        return self._ordered(left, order, number_of(datum))

    def _ordered(self, spot: Spot, order: Order, threshold: Fraction) -> tuple[Way, ...]:
        cell = self.cell(spot)
        if cell is None:
            return (Way({}, (Level(spot, None, order, threshold),)),)
        kept = (Level(spot, None, order, threshold),)
        return self._filtered(cell, lambda value: _ordered(number_of(value), order, threshold), kept)

    def _first(
        self, slot: Slot, row: str | None, values: frozenset[str | bool], inside: bool, deep: int
    ) -> tuple[Way, ...]:
        """One of the rules of the first rank, or none of them and one further down."""
        index = self.plan.slots[slot.arguments[0]]
        truths = [Spot(argument, row) for argument in index.arguments]
        options = [Spot(argument, row) for argument in slot.arguments[1:]]
        ranks = []
        for begin, end in ranges(index.data):
            ways = [
                together((self._truth(truth, True, deep + 1), self._among(option, values, inside, deep + 1)))
                for truth, option in zip(truths[begin:end], options[begin:end], strict=True)
            ]
            ranks.append((ways, [self._truth(truth, False, deep + 1) for truth in truths[begin:end]]))
        found = self._among(options[-1], values, inside, deep + 1)
        for ways, none in reversed(ranks):
            found = either((*ways, together((*none, found))))
        return found

    def _chosen(
        self, slot: Slot, row: str | None, values: frozenset[str | bool], inside: bool, deep: int
    ) -> tuple[Way, ...]:
        """The rows of a table whose result is wanted."""
        index = self.plan.slots[slot.arguments[0]]
        columns = [Spot(argument, row) for argument in index.arguments]
        return either(
            together(
                (
                    *(self._fits(one, test, True, deep + 1) for one, test in zip(columns, tests, strict=True)),
                    self._among(Spot(option, row), values, inside, deep + 1),
                )
            )
            for tests, option in zip(index.tests, slot.arguments[1:], strict=False)
        )

    def _fits(self, spot: Spot, test: model.Test, fitting: bool, deep: int) -> tuple[Way, ...]:
        match test:
            case model.Any():
                return (FREE,) if fitting else ()
            case model.OneOf(values):
                return self._among(spot, values, fitting, deep + 1)
            case model.Interval(low, high, low_open, high_open):
                ends: list[tuple[Order, Fraction]] = []
                if low is not None:
                    ends.append((">" if low_open else ">=", low))
                if high is not None:
                    ends.append(("<" if high_open else "<=", high))
                if not fitting:
                    return either(self._ordered(spot, _OPPOSITE[order], end) for order, end in ends)
                cell = self.cell(spot)
                if cell is None:
                    return together(self._ordered(spot, order, end) for order, end in ends)
                kept = tuple(Level(spot, None, *end) for end in ends)
                return self._filtered(cell, lambda value: all(_ordered(number_of(value), *end) for end in ends), kept)
            case _:
                assert_never(test)

    # -- rows ------------------------------------------------------------------------------------

    def members(self, slot: Slot, row: str | None) -> tuple[str, ...]:
        """The rows of the group that a quantifier is over, for the row."""
        labels = self.world.labels(str(slot.data[0]))
        attribute = self.plan.slots[slot.arguments[-1]].attribute if slot.arguments[-1] >= 0 else None
        return tuple(label for label in labels if attribute is None or self.links.get((attribute.symbol, label)) == row)

    def _target(self, slot: Slot, row: str | None) -> str | None:
        """The row that a gather reads from; None where there is none. A relation is always given as it stands."""
        attribute = self.plan.slots[slot.arguments[1]].attribute
        assert attribute is not None
        return self.links.get((attribute.symbol, row or ""))

    # -- points ----------------------------------------------------------------------------------

    def _filtered(self, cell: Cell, fits: Callable[[Value], bool], kept: tuple[Level, ...] = ()) -> tuple[Way, ...]:
        points = tuple(value for value in self.axes[cell.input].points if fits(value))
        return (Way({cell: points}, (), kept),) if points else ()


def together(parts: Iterable[Sequence[Way]]) -> tuple[Way, ...]:
    """Ways that bring all of it about at once."""
    ways: tuple[Way, ...] = (FREE,)
    for part in parts:
        ways = tuple(islice(_joined(ways, part), MOST_WAYS))
        if not ways:
            return ()
    return ways


def either(parts: Iterable[Sequence[Way]]) -> tuple[Way, ...]:
    """Ways that bring any of it about: the first of each before the second of any."""
    found: list[Way] = []
    kept = [list(part) for part in parts]
    for turn in range(max(map(len, kept), default=0)):
        found.extend(part[turn] for part in kept if turn < len(part))
    return tuple(found[:MOST_WAYS])


def _joined(ways: Iterable[Way], more: Sequence[Way]) -> Iterable[Way]:
    for way in ways:
        for other in more:
            box = _both(way.box, other.box)
            if box is not None:
                levels = tuple(dict.fromkeys((*way.levels, *other.levels)))
                yield Way(box, levels, tuple(dict.fromkeys((*way.kept, *other.kept))))


def _both(one: Box, other: Box) -> Box | None:
    found = dict(one)
    for cell, values in other.items():
        if cell in found:
            values = tuple(value for value in found[cell] if value in values)
            if not values:
                return None
        found[cell] = values
    return found


_TURNED: Mapping[Order, Order] = {"=": "=", "≠": "≠", ">=": "<=", "<=": ">=", ">": "<", "<": ">"}
_OPPOSITE: Mapping[Order, Order] = {"=": "≠", "≠": "=", ">=": "<", "<=": ">", ">": "<=", "<": ">="}


def _order_of(slot: Slot, truth: bool) -> Order:
    order = next(order for order in _TURNED if order == slot.data[0])
    return order if truth else _OPPOSITE[order]


def number_of(value: Value) -> Fraction:
    """The number, of a day the ordinal."""
    if isinstance(value, datetime.date):
        return Fraction(value.toordinal())
    assert isinstance(value, Fraction)
    return value


def _valued(kind: model.Type, number: Fraction) -> Value | None:
    """The number as the input gives it; a day by its ordinal."""
    if not isinstance(kind, model.Day):
        return number
    there = datetime.date.min.toordinal() <= number <= datetime.date.max.toordinal() and number.denominator == 1
    return datetime.date.fromordinal(int(number)) if there else None


def _ordered(value: Fraction, order: Order, threshold: Fraction) -> bool:
    return COMPARISONS[order](value, threshold)
