"""The slots of a plan while it is made: equal slots are one, what is constant is worked out at once.

Knows the operations, not the language: `expressions.py` and `sharing.py` say what an expression becomes.
"""

import datetime
import operator
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any, Literal

import attrs

from dsl import model
from interpreter.days import AFTER, BEFORE, Direction, Unit, WholeUnit, Workdays, shifted, whole_time
from interpreter.evaluating.plan import MAX_BITS, MAX_SLOTS, Award, Datum, Kind, Operation, Slot, Taken
from interpreter.evaluating.rounding import rounded
from interpreter.outcomes import Cause, Conflict, Undefined, Why

Value = Fraction | bool | str | datetime.date

COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "≠": operator.ne,
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
}


@attrs.frozen
class Spot:
    """The place of the rule that a slot is made for: its section, file and line, and the expression."""

    section: model.SectionRef
    line: int
    file: str
    source: model.Expression | None


@attrs.frozen
class Rule:
    """A case or an exception. number: among all that are chosen between, as written; place: file and line."""

    number: int
    rank: int
    truth: int
    value: int
    place: tuple[str, int]
    section: model.SectionRef


NOWHERE = Spot(model.SectionRef("", "", ()), 0, "", None)


class Draft:
    """The plan while it is made: equal slots are one, and what is constant is worked out. All methods return the
    position of a slot. Arguments of one operation are brought to one concept."""

    def __init__(self) -> None:
        self.slots: list[Slot] = []
        self._known: dict[Slot, int] = {}

    @property
    def full(self) -> bool:
        """Whether there are as many slots as a plan may have."""
        return len(self.slots) >= MAX_SLOTS

    def known(self, slot: int) -> Datum:
        """What a constant is; None for everything else."""
        there = self.slots[slot]
        return there.data[0] if there.operation == "constant" else None

    # -- leaves ----------------------------------------------------------------------------------

    def constant(self, value: Value, spot: Spot) -> int:
        """A value that is the same everywhere; a number beyond the bound of bits becomes a failure."""
        if isinstance(value, bool):
            return self._add("constant", (), None, "truth", spot, (value,))
        if isinstance(value, str):
            return self._add("constant", (), None, "code", spot, (value,))
        if isinstance(value, datetime.date):
            return self._add("constant", (), None, "day", spot, (value,))
        if max(value.numerator.bit_length(), value.denominator.bit_length()) > MAX_BITS:
            return self.fail(self.undefined("too_large", spot), "number", spot)
        return self._add("constant", (), None, "number", spot, (value,))

    def fail(self, cause: Cause, kind: Kind, spot: Spot) -> int:
        """What is never there, for this cause."""
        return self._add("fail", (), None, kind, spot, (), cause)

    def input(self, attribute: model.Attribute, year: int | None, kind: Kind, cause: Cause, spot: Spot) -> int:
        return self._add("input", (), attribute.symbol.concept, kind, spot, (), cause, attribute=attribute, year=year)

    def undefined(self, why: Why, spot: Spot, year: int | None = None, symbol: model.Symbol | None = None) -> Undefined:
        """The cause that says why, with the place of the rule."""
        return Undefined(why, spot.section, spot.line, year, symbol)

    # -- rows ------------------------------------------------------------------------------------

    def spread(self, slot: int, concept: str | None, spot: Spot) -> int:
        """One value in all, for every row of `concept`; a column that has such rows already as it is. A constant
        fits everywhere."""
        there = self.slots[slot]
        if there.concept == concept or there.operation == "constant":
            return slot
        return self._add("spread", (slot,), concept, there.kind, spot)

    def gather(self, value: int, relation: int, spot: Spot) -> int:
        """The value that each row's owner has. relation: the slot of each row's owner."""
        there = self.slots[value]
        return self._add("gather", (value, relation), self.slots[relation].concept, there.kind, spot)

    # -- numbers ---------------------------------------------------------------------------------

    def add(self, left: int, right: int, spot: Spot) -> int:
        if self.known(left) == 0:
            return right
        return self._numbers("add", operator.add, left, right, spot)

    def subtract(self, left: int, right: int, spot: Spot) -> int:
        one, other = self.known(left), self.known(right)
        if isinstance(one, datetime.date) and isinstance(other, datetime.date):
            return self.constant(Fraction((one - other).days), spot)
        return self._numbers("subtract", operator.sub, left, right, spot)

    def multiply(self, left: int, right: int, spot: Spot) -> int:
        return self._numbers("multiply", operator.mul, left, right, spot)

    def divide(self, left: int, right: int, spot: Spot, *, zero_is_zero: bool = False) -> int:
        """left / right. zero_is_zero: 0/0 is 0 and no failure; the caller sees to it that nothing else is divided by
        0."""
        cause = None if zero_is_zero else self.undefined("division_by_zero", spot)
        top, bottom = self.known(left), self.known(right)
        if isinstance(top, Fraction) and isinstance(bottom, Fraction) and bottom:
            return self.constant(top / bottom, spot)
        if cause is not None and bottom == 0 and self.slots[left].operation == "constant":
            return self.fail(cause, "number", spot)
        return self._together("divide", (left, right), "number", spot, (), cause)

    def extreme(self, kind: Literal["higher", "lower"], left: int, right: int, spot: Spot) -> int:
        one, other = self.known(left), self.known(right)
        if isinstance(one, Fraction) and isinstance(other, Fraction):
            return self.constant(max(one, other) if kind == "higher" else min(one, other), spot)
        if isinstance(one, datetime.date) and isinstance(other, datetime.date):
            return self.constant(max(one, other) if kind == "higher" else min(one, other), spot)
        return self._together(kind, (left, right), self.slots[left].kind, spot)

    def round(self, value: int, direction: str, step: Fraction, tie: str | None, spot: Spot) -> int:
        known = self.known(value)
        if isinstance(known, Fraction):
            return self.constant(rounded(known, direction, step, tie), spot)
        return self._together("round", (value,), "number", spot, (direction, step, tie))

    # -- days ------------------------------------------------------------------------------------

    def shift(self, value: int, count: int, unit: Unit, spot: Spot) -> int:
        """The day so many units later; a failure where that is outside the calendar."""
        return self._day("shift", value, (Fraction(count), unit), lambda day: shifted(day, count, unit), spot)

    def whole(self, since: int, until: int, unit: WholeUnit, spot: Spot) -> int:
        """How many whole units there are from the one day to the other."""
        first, last = self.known(since), self.known(until)
        if isinstance(first, datetime.date) and isinstance(last, datetime.date):
            return self.constant(Fraction(whole_time(first.toordinal(), last.toordinal(), unit)), spot)
        return self._together("whole", (since, until), "number", spot, (unit,))

    def workday(self, value: int, count: int, direction: Direction, spot: Spot) -> int:
        """The day so many working days before or after; a failure where that is outside the calendar."""
        data = (Fraction(count), direction)
        return self._day("workday", value, data, lambda day: Workdays().moved(day, count, direction), spot)

    def _day(
        self, operation: Operation, value: int, data: tuple[Datum, ...], fold: Callable[[int], int], spot: Spot
    ) -> int:
        known = self.known(value)
        cause = self.undefined("outside_calendar", spot)
        if isinstance(known, datetime.date):
            day = fold(known.toordinal())
            if BEFORE < day < AFTER:
                return self.constant(datetime.date.fromordinal(day), spot)
            return self.fail(cause, "day", spot)
        return self._together(operation, (value,), "day", spot, data, cause)

    # -- truths ----------------------------------------------------------------------------------

    def compare(self, comparison: str, left: int, right: int, spot: Spot) -> int:
        one, other = self.known(left), self.known(right)
        if one is not None and other is not None:
            return self.constant(COMPARISONS[comparison](one, other), spot)
        return self._together("compare", (left, right), "truth", spot, (comparison,))

    def both(self, parts: tuple[int, ...], spot: Spot) -> int:
        """Whether all parts are true; those that are known are left out."""
        return self._kleene("and", parts, False, spot)

    def either(self, parts: tuple[int, ...], spot: Spot) -> int:
        """Whether some part is true; those that are known are left out."""
        return self._kleene("or", parts, True, spot)

    def negation(self, part: int, spot: Spot) -> int:
        known = self.known(part)
        return self.constant(not known, spot) if known is not None else self._together("not", (part,), "truth", spot)

    def _kleene(self, operation: Operation, parts: tuple[int, ...], decisive: bool, spot: Spot) -> int:
        values = [self.known(part) for part in parts]
        if decisive in values:
            return self.constant(decisive, spot)
        left = tuple(part for part, value in zip(parts, values, strict=True) if value is None)
        if not left:
            return self.constant(not decisive, spot)
        return left[0] if len(left) == 1 else self._together(operation, left, "truth", spot)

    # -- choices ---------------------------------------------------------------------------------

    def choice(self, truth: int, then: int, otherwise: int, spot: Spot) -> int:
        known = self.known(truth)
        if known is not None:
            return then if known else otherwise
        return self._together("if", (truth, then, otherwise), self.slots[then].kind, spot)

    def rules(self, rules: Sequence[Rule], otherwise: int, last: int | None, spot: Spot) -> tuple[int, Taken]:
        """The first rule that applies, by rank; two of one rank with different values are in conflict.

        otherwise: the value where none applies; last: its number among what is chosen between, None for no such
        """
        ranked = sorted((rule for rule in rules if self.known(rule.truth) is not False), key=lambda rule: rule.rank)
        sure = next((rule for rule in ranked if self.known(rule.truth)), None)
        if sure is not None:
            ranked = [rule for rule in ranked if rule.rank <= sure.rank]
            if ranked[-1] is sure and (len(ranked) == 1 or ranked[-2].rank < sure.rank):
                # Alone, it is what there is where none above it applies.
                ranked, otherwise, last = ranked[:-1], sure.value, sure.number
        if not ranked:
            return otherwise, Taken(-1, (last,))
        parts = (*(rule.number for rule in ranked), last)
        if len(ranked) == 1:
            (only,) = ranked
            return self.choice(only.truth, only.value, otherwise, spot), Taken(only.truth, parts)
        options = (*(rule.value for rule in ranked), otherwise)
        kind = self.slots[options[0]].kind
        # The index is of the rows of what is chosen by it, also where the truths are constants.
        concept = self._concept((*(rule.truth for rule in ranked), *options))
        truths = tuple(self.spread(rule.truth, concept, spot) for rule in ranked)
        sections: dict[int, model.SectionRef] = {}
        for rule in ranked:
            sections.setdefault(rule.rank, rule.section)
        ranks = list(sections)
        data = tuple(Fraction(ranks.index(rule.rank)) for rule in ranked)
        index = self._add("first", truths, concept, "row", spot, data)
        if len(ranks) == len(ranked):
            return self.chosen(index, options, spot), Taken(index, parts)
        cause = Conflict(tuple(rule.place for rule in ranked), ranked[0].section)
        places = tuple(sections.values())
        return self._together("choose", (index, *options), kind, spot, (), cause, sections=places), Taken(index, parts)

    def rows(self, columns: tuple[int, ...], tests: tuple[tuple[model.Test, ...], ...], spot: Spot) -> int:
        """The row of a table that fits, by number. columns: what is tested; tests: one tuple per row."""
        return self._together("rows", columns, "row", spot, tests=tests)

    def chosen(self, index: int, options: tuple[int, ...], spot: Spot) -> int:
        """The option that the index says."""
        return self._together("choose", (index, *options), self.slots[options[0]].kind, spot)

    def require(self, value: int, truth: int, cause: Cause, spot: Spot) -> int:
        """The value, where the truth holds; else the cause."""
        if self.known(truth) is True:
            return value
        return self._together("require", (value, truth), self.slots[value].kind, spot, (), cause)

    def owners(self, truth: int, relation: int, concept: str, spot: Spot) -> int:
        """The owner of each row where `truth` holds; relation -1: 0 for all. A column, even where that is constant.

        Where it is not known whether the truth holds, the row may be anybody's.
        """
        one = self.constant(Fraction(0), spot) if relation < 0 else relation
        nobody = self.constant(Fraction(-1), spot)
        return self._add("if", (self.spread(truth, concept, spot), one, nobody), concept, "row", spot)

    # -- groups ----------------------------------------------------------------------------------

    def aggregate(
        self,
        operation: Operation,
        value: int,
        where: int,
        relation: int,
        concept: str,
        owner: str | None,
        spot: Spot,
        cause: Cause | None = None,
    ) -> int:
        """Over the rows of `concept`, for each row of `owner`. where, relation: -1 for none."""
        value = self.spread(value, concept, spot)
        where = where if where < 0 else self.spread(where, concept, spot)
        # A constant would not say which rows are meant.
        arguments = (value, where, relation)
        return self._add(operation, arguments, owner, self.slots[value].kind, spot, (concept,), cause)

    def award(
        self,
        operation: Award,
        arguments: tuple[int, ...],
        concept: str,
        kind: Kind,
        data: tuple[Datum, ...],
        cause: Cause,
        spot: Spot,
    ) -> int:
        """Over the rows of `concept`; owners' figures stay theirs."""
        return self._add(operation, arguments, concept, kind, spot, data, cause)

    def level(self, key: int, room: int, pot: int, relation: int, concept: str, owner: str | None, spot: Spot) -> int:
        """What each unit of the key gives where no part is above its room: over the rows of `concept`, for each of
        `owner`."""
        columns = (self.spread(one, concept, spot) for one in (key, room, pot))
        return self._add("level", (*columns, relation), owner, "number", spot, (concept,))

    # -- how -------------------------------------------------------------------------------------

    def _numbers(
        self,
        operation: Operation,
        fold: Callable[[Fraction, Fraction], Fraction],
        left: int,
        right: int,
        spot: Spot,
    ) -> int:
        one, other = self.known(left), self.known(right)
        if isinstance(one, Fraction) and isinstance(other, Fraction):
            return self.constant(fold(one, other), spot)
        return self._together(operation, (left, right), "number", spot)

    def _together(
        self,
        operation: Operation,
        arguments: tuple[int, ...],
        kind: Kind,
        spot: Spot,
        data: tuple[Datum, ...] = (),
        cause: Cause | None = None,
        tests: tuple[tuple[model.Test, ...], ...] = (),
        sections: tuple[model.SectionRef, ...] = (),
    ) -> int:
        concept = self._concept(arguments)
        lifted = tuple(self.spread(argument, concept, spot) for argument in arguments)
        return self._add(operation, lifted, concept, kind, spot, data, cause, tests=tests, sections=sections)

    def _concept(self, arguments: Sequence[int]) -> str | None:
        concepts = (self.slots[argument].concept for argument in arguments)
        return next((concept for concept in concepts if concept is not None), None)

    def _add(
        self,
        operation: Operation,
        arguments: tuple[int, ...],
        concept: str | None,
        kind: Kind,
        spot: Spot,
        data: tuple[Datum, ...] = (),
        cause: Cause | None = None,
        *,
        attribute: model.Attribute | None = None,
        year: int | None = None,
        tests: tuple[tuple[model.Test, ...], ...] = (),
        sections: tuple[model.SectionRef, ...] = (),
    ) -> int:
        slot = Slot(
            operation,
            arguments,
            concept,
            kind,
            data,
            cause,
            attribute,
            year,
            tests,
            sections,
            section=spot.section,
            line=spot.line,
            source=spot.source,
        )
        position = self._known.get(slot)
        if position is None:
            position = self._known[slot] = len(self.slots)
            self.slots.append(slot)
        return position
