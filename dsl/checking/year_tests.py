"""What the year alone decides: which cases, exceptions and parts of conditions are left to others in a certain year."""

from collections.abc import Mapping
from typing import assert_never

import attrs

from dsl import model
from dsl.checking.program import Subject
from dsl.expressions import Joined, post_order, shape
from dsl.model import Expression, Symbol
from dsl.years.periods import Question, Undecided, answer, turns


@attrs.frozen(eq=False)
class YearTests:
    """How the tests of a year come out in one year, and what is in force in it.

    active: the definitions in force together. lowest: before all years that the program speaks of. joined: how what
    was met is put together from truths.
    """

    subject: Subject
    active: Mapping[Symbol, model.Definition]
    lowest: int
    known: dict[tuple[Expression, int], bool | None] = attrs.field(factory=dict)
    joined: dict[Expression, Joined] = attrs.field(factory=dict)

    def possible(self, expression: model.Cases | model.Exceptions | model.Logic, year: int) -> tuple[Expression, ...]:
        """The parts of cases, exceptions or a condition that may matter in that year."""
        match expression:
            case model.Cases(branches):
                return self._of_cases(branches, year)
            case model.Exceptions(base, exceptions):
                return self._of_exceptions(base, exceptions, year)
            case model.Logic(_, inner):
                if self.truth(expression, year) is not None:
                    return ()
                return tuple(part for part in inner if self.truth(part, year) is None)
            case _:
                assert_never(expression)

    def _of_cases(self, branches: tuple[model.Branch, ...], year: int) -> tuple[Expression, ...]:
        kept: list[Expression] = []
        for branch in branches:
            holds = None if branch.condition is None else self.truth(branch.condition, year)
            if holds is not False:
                kept.append(branch.value)
                if branch.condition is not None and holds is None:
                    kept.append(branch.condition)
            if holds:
                break
        return tuple(kept)

    def _of_exceptions(
        self, base: Expression, exceptions: tuple[model.Exempted, ...], year: int
    ) -> tuple[Expression, ...]:
        """An exception that surely applies leaves nothing to what it beats."""
        kept: list[Expression] = []
        for level in (2, 1):
            here = [(one, self.truth(one.condition, year)) for one in exceptions if one.level == level]
            for one, holds in here:
                if holds is not False:
                    kept.append(one.value)
                if holds is None:
                    kept.append(one.condition)
            if any(holds for _, holds in here):
                return tuple(kept)
        return (*kept, base)

    def truth(self, condition: Expression, year: int) -> bool | None:
        """Whether it holds in that year; None when more than the year decides it."""
        if (condition, year) not in self.known:
            for part in post_order(condition, self._inside):
                if (part, year) not in self.known:
                    self.known[part, year] = self._decided(part, year)
        return self.known[condition, year]

    def _inside(self, expression: Expression) -> tuple[Expression, ...]:
        if expression not in self.joined:
            self.joined[expression] = self._put_together(expression)
        return self.joined[expression][1]

    def _put_together(self, expression: Expression) -> Joined:
        """Of no truths, where it is not put together from any; a named truth is what defines it."""
        if not isinstance(expression, model.Reference):
            return shape(expression).joined or ("and", ())
        symbol = expression.symbol
        read = isinstance(expression.type, model.Truth) and not expression.year and symbol in self.active
        return "and", (self.active[symbol].expression,) if read and symbol not in self.subject.circular else ()

    def _decided(self, expression: Expression, year: int) -> bool | None:
        if isinstance(expression, model.YearTest):
            return self._test(expression, year)
        operator, inside = self.joined[expression]
        parts = [self.known[part, year] for part in inside]
        if not parts or operator == "not":
            return None if not parts or parts[0] is None else not parts[0]
        # The one truth that decides alone: no for `och`, yes for `eller`.
        alone = operator == "or"
        return alone if alone in parts else None if None in parts else not alone

    def _test(self, test: model.YearTest, year: int) -> bool | None:
        program, against = self.subject.program, test.year or 0
        match test.kind:
            case "first_of_period":
                if not turns(program) and program.years[0] is None:
                    # Some year before all others is the first of a period.
                    return year <= self.lowest or None
                return _decided(program, test.kind, year)
            case "last_of_period" | "election":
                return _decided(program, test.kind, year)
            case "=":
                return year == against
            case "≠":
                return year != against
            case ">=":
                return year >= against
            case "<=":
                return year <= against
            case ">":
                return year > against
            case "<":
                return year < against
            case _:
                assert_never(test.kind)


def _decided(program: model.Program, question: Question, year: int) -> bool | None:
    found = answer(program, question, year)
    return None if isinstance(found, Undecided) else found
