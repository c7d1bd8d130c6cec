"""The inputs as variables, with the bounds that are declared, before and after one of them has moved."""

from fractions import Fraction

import attrs

from dsl import model
from dsl.domains import Numbers
from interpreter.days import AFTER, BEFORE
from interpreter.evaluating.plan import Plan, Slot
from interpreter.proving.rowwise import Rowwise
from interpreter.proving.sums import Sums
from interpreter.proving.terms import Terms
from interpreter.proving.worlds import Place, World
from interpreter.search.axes import domain_of
from interpreter.search.inputs import Input


@attrs.frozen
class Given:
    """The term of an input in one row. copy: 1 before and 2 after the input has moved."""

    variable: int
    input: Input
    place: Place
    copy: int


@attrs.frozen
class Move:
    """What differs between the two copies: this input, in this row; upwards or downwards."""

    input: Input
    place: Place
    upwards: bool


class Givens:
    """The inputs of a plan as variables. given: those met so far; move: None where there is one copy."""

    def __init__(self, plan: Plan, world: World, move: Move | None, terms: Terms, sums: Sums, rowwise: Rowwise) -> None:
        self.plan = plan
        self.world = world
        self.move = move
        self.terms = terms
        self.sums = sums
        self.rowwise = rowwise
        self.given: dict[tuple[Input, Place, int], Given] = {}

    def term(self, slot: Slot, place: Place, copy: int) -> int:
        """The value of an input in a row, in base units; of a day the ordinal, of a text its code."""
        terms = self.terms
        assert slot.attribute is not None
        one = Input(slot.attribute, slot.year)
        kind = slot.attribute.type
        if isinstance(kind, model.RowOf) and self.world.others:
            # Which row it is, is the place itself.
            return terms.zero
        moved = self._moved(one, place)
        copy = copy if moved else 1
        known = self.given.get((one, place, copy))
        if known is not None:
            return known.variable
        about = f"{one.symbol.concept} {one.symbol.name} {one.year} {place}{'*' * (copy - 1)}"
        match kind:
            case model.Number(unit, whole):
                count = self.sums.variable(about, "whole" if whole else "number", place)
                value = terms.multiply(terms.number(unit.factor), count) if whole else count
                self._bounded(one, value)
                variable = count
            case model.Truth():
                variable = value = self.sums.variable(about, "truth", place)
            case _:
                variable = value = self.sums.variable(about, "whole", place)
                self.rowwise.facts.append(self._possible(kind, value))
        self.given[one, place, copy] = Given(value, one, place, copy)
        if moved and copy == 2 and self.move is not None:
            self._moves(one, place, value)
        del variable
        return value

    def _bounded(self, one: Input, value: int) -> None:
        terms = self.terms
        domain = domain_of(one.attribute)
        assert isinstance(domain, Numbers)
        parts = []
        if domain.low is not None:
            parts.append((terms.below if domain.low_open else terms.at_most)(terms.number(domain.low), value))
        if domain.high is not None:
            parts.append((terms.below if domain.high_open else terms.at_most)(value, terms.number(domain.high)))
        default = one.attribute.default
        inside = terms.both(*parts)
        if isinstance(default, Fraction):
            inside = terms.either(inside, terms.equal(value, terms.number(default)))
        self.rowwise.facts.append(inside)

    def _possible(self, kind: model.Type, value: int) -> int:
        """Which codes there are: of a choice its options, of a text those that are named and some others."""
        terms = self.terms

        def between(low: int, high: int) -> int:
            return terms.both(terms.at_most(terms.number(low), value), terms.at_most(value, terms.number(high)))

        match kind:
            case model.Choice(options):
                return terms.either(
                    *(terms.equal(value, terms.number(self.rowwise.texts[option])) for option in options)
                )
            case model.Day():
                return between(BEFORE + 1, AFTER - 1)
            case model.RowOf():
                return between(0, self.world.rows - 1)
            case _:
                # However many are compared with each other, they may all be different.
                return terms.at_most(terms.zero, value)

    def _moved(self, one: Input, place: Place) -> bool:
        if self.move is None or one != self.move.input:
            return False
        return place == self.move.place or place.kind == "owner"

    def _moves(self, one: Input, place: Place, after: int) -> None:
        """How the input differs between the two copies. A row that is found through a relation may be the one."""
        assert self.move is not None
        terms = self.terms
        before = self._before(one, place)
        step = (
            one.attribute.type.unit.factor
            if isinstance(one.attribute.type, model.Number) and one.attribute.type.whole
            else None
        )
        low, high = (before, after) if self.move.upwards else (after, before)
        moved = terms.below(low, high) if step is None else terms.at_most(terms.add(low, terms.number(step)), high)
        if place != self.move.place:
            moved = terms.either(moved, terms.equal(before, after))
        self.rowwise.facts.append(moved)

    def _before(self, one: Input, place: Place) -> int:
        number = next(
            number
            for number, slot in enumerate(self.plan.slots)
            if slot.operation == "input" and slot.attribute == one.attribute and slot.year == one.year
        )
        return self.term(self.plan.slots[number], place, 1)
