"""One value on both sides as terms: whether what trying has found is so of all that may be given, and a case where not.

Only of what is computed without other rows. What is told to hold, holds; what is told to break it has to be tried, for
some of what is computed may be unknown to the solver.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Literal

from dsl import model
from interpreter.comparing.runs import Column, place_of
from interpreter.comparing.same_steps import merged
from interpreter.evaluating.plan import Plan
from interpreter.outcomes import Cause, Value
from interpreter.search.inputs import reached

# Slots that the solver is told of.
MOST_SLOTS = 3_000
# Steps for one question, a part of what a proof may take.
_EFFORT = 500_000

Case = Mapping[Column, Value]


def _breaks_nothing(_cause: Cause) -> bool:
    return False


def installed() -> bool:
    from interpreter.proving import solver

    return solver.installed()


class Asking:
    """The value of one row on both sides as terms. plans: of the two sides; slots: of the value on each; concept:
    whose row it is, None for the whole regulation."""

    def __init__(self, plans: tuple[Plan, Plan], slots: tuple[int, int], concept: str | None) -> None:
        from interpreter.proving.encoding import Encoding
        from interpreter.proving.terms import Terms
        from interpreter.proving.worlds import WHOLE, World

        joined = merged(*plans)
        one, other = joined.old[slots[0]], joined.new[slots[1]]
        self.small = len(reached(joined.plan, (one, other))) <= MOST_SLOTS
        self.encoding = Encoding(joined.plan, World(1, False), _breaks_nothing, None, Terms())
        self.terms = self.encoding.terms
        place = WHOLE if concept is None else self.encoding.world.written(concept)[0]
        before, after = (self.encoding.cell(slot, place) for slot in (one, other))
        # Of the texts that the rules name, and of those that are given besides: each has a number of its own.
        self.texts = dict(self.encoding.rowwise.texts)
        there = self.terms.both(self.terms.negation(before.fails), self.terms.negation(after.fails))
        is_number = joined.plan.slots[one].kind == "number"
        self.both = there
        self.difference = self.terms.subtract(after.value, before.value) if is_number else None
        alike = (
            self.terms.equal(before.value, after.value) if is_number else self._same_truth(before.value, after.value)
        )
        # With values on both sides, and those alike; unmoved: that, or with none on either.
        self.alike = self.terms.both(there, alike)
        self.unmoved = self.terms.either(self.alike, self.terms.both(before.fails, after.fails))

    def _same_truth(self, one: int, other: int) -> int:
        terms = self.terms
        if terms.sort(one) != "truth":
            return terms.equal(one, other)
        return terms.either(terms.both(one, other), terms.both(terms.negation(one), terms.negation(other)))

    # -- what is given ---------------------------------------------------------------------------

    def given(self, column: Column) -> int:
        """The term of an input that one of the sides needs."""
        given = self.encoding.givens.given.items()
        return next(one.variable for (key, _, _), one in given if (key.symbol, key.year) == column)

    def fixed(self, values: Case) -> list[int]:
        """The terms that say that the inputs have these values."""
        return [self._is(self.given(column), value) for column, value in values.items()]

    def _is(self, term: int, value: Value) -> int:
        terms = self.terms
        match value:
            case bool():
                return term if value else terms.negation(term)
            case Fraction():
                return terms.equal(term, terms.number(value))
            case datetime.date():
                return terms.equal(term, terms.number(value.toordinal()))
            case _:
                return terms.equal(term, terms.number(self.texts.setdefault(value, len(self.texts))))

    def between(self, column: Column, low: Fraction | None, high: Fraction | None, *, above: bool = False) -> list[int]:
        """The terms that say that the input is between two numbers, both included; None: no bound. above: more than
        the lowest, and not that itself."""
        terms, term = self.terms, self.given(column)
        order = terms.below if above else terms.at_most
        found = [] if low is None else [order(terms.number(low), term)]
        return found if high is None else [*found, terms.at_most(term, terms.number(high))]

    def outside(self, box: Sequence[tuple[Column, Value, Value]]) -> int:
        """The term that says that some input is not from its first to its last. Of what stands on no line the two
        are one."""
        return self.terms.negation(self.terms.both(*self.inside(box)))

    def inside(self, box: Sequence[tuple[Column, Value, Value]]) -> list[int]:
        """The terms that say that every input is from its first to its last."""
        found: list[int] = []
        for column, first, last in box:
            low, high = place_of(first), place_of(last)
            if low is None or high is None:
                found += self.fixed({column: first})
            else:
                found += self.between(column, low, high)
        return found

    # -- what is claimed -------------------------------------------------------------------------

    def is_line(self, column: Column, low: Fraction, slope: Fraction, first: Fraction) -> int:
        """The term that says that the difference is `low` where the input is `first`, and `slope` more for each one
        more."""
        terms, term = self.terms, self.given(column)
        assert self.difference is not None
        risen = terms.multiply(terms.number(slope), terms.subtract(term, terms.number(first)))
        return terms.both(self.both, terms.equal(self.difference, terms.add(terms.number(low), risen)))

    def is_between(self, low: Fraction, high: Fraction) -> int:
        """The term that says that the difference is from `low` to `high`, in base units."""
        terms = self.terms
        assert self.difference is not None
        inside = (terms.at_most(terms.number(low), self.difference), terms.at_most(self.difference, terms.number(high)))
        return terms.both(self.both, *inside)

    # -- the questions ---------------------------------------------------------------------------

    def broken(self, claim: int, given: Iterable[int]) -> Case | Literal["never", "unknown"]:
        """A case where the claim is not so; `never` where there is none."""
        from interpreter.proving.solver import Model, Solver

        asked: Sequence[int] = [self.terms.negation(claim), *given, *self.encoding.facts]
        for relaxed in (False, True):
            found = Solver(self.terms, relaxed=relaxed).find(asked, _EFFORT)
            if isinstance(found, Model):
                return self._case(found.values)
            if found == "none":
                return "never"
        return "unknown"

    def _case(self, values: Mapping[int, Fraction | bool]) -> Case:
        from interpreter.proving.terms import worked_out

        terms = self.terms
        found: dict[Column, Value] = {}
        for (one, _, _), given in self.encoding.givens.given.items():
            known = dict(values)
            for term in terms.cone([given.variable]):
                if terms.all[term].operation == "variable":
                    known.setdefault(term, False if terms.all[term].sort == "truth" else Fraction(0))
            (value,) = worked_out(terms, known, [given.variable])
            read = self._read(one.attribute, value)
            if read is not None:
                found[one.symbol, one.year] = read
        return found

    def _read(self, attribute: model.Attribute, value: Fraction | bool) -> Value | None:
        """None of what is not to be read: a day outside the calendar, an option that there is not."""
        texts = {code: text for text, code in self.texts.items()}
        match attribute.type:
            case model.Truth():
                return bool(value)
            case model.Day():
                day = int(value)
                return datetime.date.fromordinal(day) if 1 <= day <= datetime.date.max.toordinal() else None
            case model.Choice(options):
                text = texts.get(int(value))
                return text if text in options else None
            case model.Text():
                return texts.get(int(value))
            case _:
                return Fraction(value)
