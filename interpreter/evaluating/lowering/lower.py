"""Plan to integer code: `lower` settles every slot's unit and divisors; only whole numbers are left to compute.

What is given has a profile: the scale that makes it whole and how large it is. The code is right for data that fits.
"""

import datetime
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import assert_never

from dsl import model
from dsl.frozen import identical
from interpreter.evaluating.lowering import groups, tables
from interpreter.evaluating.lowering.code import WHOLE, Call, Check, Code, Profile, TooLarge
from interpreter.evaluating.lowering.groups import Grouping
from interpreter.evaluating.lowering.scaled import (
    ZERO,
    Scaled,
    add,
    align,
    compare,
    divide,
    extreme,
    gather,
    make,
    multiply,
    round_to,
    select,
    vector_of,
)
from interpreter.evaluating.plan import Plan, Slot, ranges


@identical
class Lowered:
    """Integer code for a plan. columns: one per slot; calls: those given first, then what is computed, in order;
    checks: what may fail.

    concepts, inputs: what the given vectors are: the size of each concept, then each input slot
    certain: slots that fail in every row (at least, it is not known that they do not)
    texts: the texts that the plan names, by code; profiles: what the numbers given must fit, by input slot
    fails: something may fail though no check finds anything
    """

    columns: tuple[Scaled, ...]
    calls: tuple[Call, ...]
    checks: tuple[Check, ...]
    watched: tuple[TooLarge, ...]
    concepts: tuple[str | None, ...]
    inputs: tuple[int, ...]
    certain: frozenset[int]
    texts: tuple[str, ...]
    profiles: Mapping[int, Profile]
    fails: bool


def lower(plan: Plan, profiles: Mapping[int, Profile]) -> Lowered:
    """Makes integer code of a plan, for facts that fit these profiles. profiles: per input slot that holds numbers."""
    code = Code()
    named = (slot.concept for slot in plan.slots if slot.concept is not None)
    grouped = (slot.data[0] for slot in plan.slots if slot.operation in GROUPED)
    concepts = tuple(dict.fromkeys([None, *named, *(str(name) for name in grouped)]))
    sizes = {concept: code.given("size", concept, None, WHOLE) for concept in concepts}
    inputs = tuple(number for number, slot in enumerate(plan.slots) if slot.operation == "input")
    lowering = Lowering(plan.slots, code, sizes, _texts(plan.slots))
    for number in inputs:
        profile = profiles.get(number, WHOLE)
        vector = code.given("input", number, plan.slots[number].concept, profile)
        lowering.given[number] = Scaled(vector, Fraction(1, profile.scale))
    for number, slot in enumerate(plan.slots):
        code.slot = number
        lowering.columns.append(lowering.lowered(number, slot))
    return Lowered(
        tuple(lowering.columns),
        tuple(code.calls),
        tuple(code.checks),
        tuple(code.watched),
        concepts,
        inputs,
        frozenset(lowering.certain),
        tuple(lowering.texts),
        profiles,
        lowering.fails or not lowering.certain.isdisjoint(plan.roots),
    )


GROUPED = ("total", "maximum", "minimum", "some", "every", "level")
AWARDS = ("take", "steps", "fraction", "rank", "seats", "turn")
# May have a value though an argument has none: no row, another part that decides, nothing to take.
UNSURE = frozenset(["and", "or", "rows", *GROUPED, *AWARDS])


class Lowering:
    """The state of one lowering: the columns of the slots so far."""

    def __init__(
        self, slots: Sequence[Slot], code: Code, sizes: Mapping[str | None, int], texts: Mapping[str, int]
    ) -> None:
        self.slots = slots
        self.code = code
        self.sizes = sizes
        self.texts = texts
        self.given: dict[int, Scaled] = {}
        self.columns: list[Scaled] = []
        self.certain: set[int] = set()
        self.fails = False

    def lowered(self, number: int, slot: Slot) -> Scaled:
        """The column of a slot, made of those of its arguments."""
        code, sizes, domain = self.code, self.sizes, slot.concept
        self._note_certain(number, slot)
        arguments = [self.columns[argument] if argument >= 0 else Scaled(None) for argument in slot.arguments]
        match slot.operation:
            case "constant":
                return Scaled(None, self._constant(slot.data[0]))
            case "fail":
                self.certain.add(number)
                return Scaled(None, ZERO)
            case "input":
                return self.given[number]
            case "spread":
                return gather(code, arguments[0], None, domain, sizes)
            case "gather":
                return gather(code, arguments[0], self._vector(slot.arguments[1], domain), domain, sizes)
            case "add":
                return add(code, arguments[0], arguments[1], 1)
            case "subtract":
                return add(code, arguments[0], arguments[1], -1)
            case "multiply":
                return multiply(code, arguments[0], arguments[1])
            case "divide":
                return self._divide(number, slot, arguments[0], arguments[1])
            case "round":
                direction, step, tie = slot.data
                assert isinstance(step, Fraction)
                return round_to(code, arguments[0], str(direction), step, None if tie is None else str(tie), sizes)
            case "higher":
                return extreme(code, "largest", arguments, domain, sizes)
            case "lower":
                return extreme(code, "smallest", arguments, domain, sizes)
            case "shift" | "workday":
                count, how = slot.data
                assert isinstance(count, Fraction)
                kernel = "shift_day" if slot.operation == "shift" else "workday"
                days = self._vector(slot.arguments[0], domain)
                moved = code.plain(kernel, (count.numerator, how), (days,), domain)
                code.check("outside_calendar", (moved,))
                return Scaled(moved)
            case "whole":
                both = tuple(self._vector(argument, domain) for argument in slot.arguments)
                return Scaled(code.counted("whole_units", (slot.data[0],), both, domain))
            case "compare":
                return compare(code, str(slot.data[0]), arguments[0], arguments[1], domain)
            case "and" | "or":
                kernel = "both" if slot.operation == "and" else "either"
                result, *others = (self._vector(argument, domain) for argument in slot.arguments)
                for other in others:
                    result = code.plain(kernel, (), (result, other), domain)
                return Scaled(result)
            case "not":
                return Scaled(code.plain("negate", (), (self._vector(slot.arguments[0], domain),), domain))
            case "if":
                truth = self._vector(slot.arguments[0], domain)
                for test, option in zip(("true", "false"), slot.arguments[1:], strict=True):
                    if option in self.certain:
                        code.check(test, [truth])
                return select(code, truth, arguments[1:], domain, sizes)
            case "first":
                return self._first(slot)
            case "rows":
                return self._rows(slot)
            case "choose":
                index = self._vector(slot.arguments[0], domain)
                return self._option(slot, index, slot.arguments[1:])
            case "total":
                return groups.total(code, arguments[0], self._where(slot), self._grouping(slot), sizes)
            case "maximum" | "minimum":
                where, grouping = self._where(slot), self._grouping(slot)
                return groups.extreme(code, slot.operation, arguments[0], where, grouping, sizes)
            case "some" | "every":
                grouping = self._grouping(slot)
                truths = self._vector(slot.arguments[0], grouping.concept)
                kernel = grouping.kernel(slot.operation)
                return Scaled(code.plain(kernel, (), grouping.vectors(sizes, truths), domain))
            case "require":
                code.check("false", [self._vector(slot.arguments[1], domain)])
                return arguments[0]
            case "level":
                key, room, pot = arguments[:3]
                return groups.level(code, key, room, pot, self._grouping(slot), sizes)
            case "take" | "steps" | "fraction" | "rank" | "seats" | "turn":
                return self._award(slot, arguments)
            case _:
                assert_never(slot.operation)

    def _note_certain(self, number: int, slot: Slot) -> None:
        """Whether the slot fails in every row. An option that does is watched where it is chosen; whatever else may or
        may not fail because of it is looked into after every run."""
        match slot.operation:
            case "if" | "choose":
                deciding = slot.arguments[:1]
            case "first":
                # Those of a lower rank matter where none above them applies.
                deciding = slot.arguments[: next(end for _, end in ranges(slot.data))]
            case _:
                deciding = slot.arguments
        if self.certain.intersection(deciding):
            self.certain.add(number)
            self.fails |= slot.operation in UNSURE

    def _constant(self, value: object) -> Fraction:
        match value:
            case Fraction():
                return value
            case str():
                return Fraction(self.texts[value])
            case datetime.date():
                return Fraction(value.toordinal())
            case _:
                return Fraction(value is True)

    def _vector(self, argument: int, domain: str | None) -> int:
        """The vector of a column with unit 1 and no divisors."""
        column = self.columns[argument]
        return vector_of(self.code, (column.unit.numerator, column.vector), domain, self.sizes)

    def _divide(self, number: int, slot: Slot, left: Scaled, right: Scaled) -> Scaled:
        if slot.cause is not None:
            if right.unit == 0:
                self.certain.add(number)
            elif right.vector is not None:
                self.code.check("zero", [right.vector])
        return divide(self.code, left, right, self.sizes)

    def _first(self, slot: Slot) -> Scaled:
        truths = [self._vector(argument, slot.concept) for argument in slot.arguments]
        index = self.code.plain("first", (), tuple(truths), slot.concept)
        for begin, end in ranges(slot.data):
            if end - begin > 1:
                self.code.check("overlap", truths[begin:end])
            if begin and self.certain.intersection(slot.arguments[begin:end]):
                self.code.check("reaches", [index], begin)
        return Scaled(index)

    def _rows(self, slot: Slot) -> Scaled:
        columns = [
            (self.columns[argument], self.slots[argument].kind in ("number", "day")) for argument in slot.arguments
        ]
        return Scaled(tables.rows(self.code, columns, slot.tests, self.texts, slot.concept, self.sizes))

    def _option(self, slot: Slot, index: int, options: Sequence[int]) -> Scaled:
        for position, option in enumerate(options):
            if option in self.certain:
                self.code.check("holds", [index], position)
        aligned = align(self.code, [self.columns[option] for option in options])
        if all(vector is None for _, vector in aligned.terms):
            factors = tuple(factor for factor, _ in aligned.terms)
            chosen = self.code.number("option_of", (factors,), (index,), slot.concept)
        else:
            vectors = [vector_of(self.code, term, slot.concept, self.sizes) for term in aligned.terms]
            chosen = self.code.number("option", (), (index, *vectors), slot.concept)
        return make(self.code, chosen, aligned.unit, aligned.divisors)

    def _grouping(self, slot: Slot) -> Grouping:
        relation = slot.arguments[-1]
        concept = str(slot.data[0])
        return Grouping(concept, slot.concept, None if relation < 0 else self._vector(relation, concept))

    def _where(self, slot: Slot) -> int | None:
        where = slot.arguments[1]
        return None if where < 0 else self._vector(where, str(slot.data[0]))

    def _award(self, slot: Slot, arguments: Sequence[Scaled]) -> Scaled:
        code, sizes = self.code, self.sizes
        owner = slot.data[0]
        room, tie, relation = slot.arguments[-3:]
        grouping = Grouping(
            str(slot.concept),
            None if owner is None else str(owner),
            None if relation < 0 else self._vector(relation, slot.concept),
        )
        key = arguments[0]
        ties = None if tie < 0 else arguments[-2]
        data: tuple[object, ...] = ()
        bounded = None if room < 0 else self._vector(room, slot.concept)
        kernel: str = slot.operation
        match slot.operation:
            case "take":
                return Scaled(groups.take(code, key, bounded, ties, slot.data[1] is True, grouping, sizes))
            case "turn":
                pot = gather(code, arguments[1], grouping.relation, slot.concept, sizes)
                most = slot.data[1] is True
                return groups.turn(code, key, (arguments[2], pot), ties, most, grouping, sizes)
            case "rank":
                most, shared = slot.data[1] is True, slot.data[2]
                key, data = groups.ranked(key, most), (shared,)
                figures = [groups.whole(code, arguments[1], grouping, sizes)]
            case "seats":
                first = slot.data[1]
                assert isinstance(first, Fraction)
                figures = [groups.whole(code, arguments[1], grouping, sizes)]
                data = (first.numerator, first.denominator)
            case _:
                steps = groups.whole(code, arguments[1], grouping, sizes)
                if bounded is None:
                    figures = [steps, groups.of_owner(code, arguments[2], grouping, sizes)]
                else:
                    kernel, figures = "steps_with_room", [steps, bounded]
        return Scaled(groups.award(code, kernel, data, key, figures, ties, grouping, sizes))


def _texts(slots: Sequence[Slot]) -> dict[str, int]:
    """Every text that the plan compares with, numbered."""
    texts: dict[str, int] = {}
    for slot in slots:
        if slot.operation == "constant" and isinstance(slot.data[0], str):
            texts.setdefault(slot.data[0], len(texts))
        elif slot.operation == "rows":
            for test in (test for row in slot.tests for test in row if isinstance(test, model.OneOf)):
                for text in sorted(value for value in test.values if isinstance(value, str)):
                    texts.setdefault(text, len(texts))
    return texts
