"""Terms: what the solver is told, as plain data. Numbers are exact; truths are apart from them.

A term is its position among all terms; equal terms are one, and stand after what they are made of. What is constant is
worked out at once. Knows neither the plan nor the solver, so that a term can be worked out without one.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import floor
from typing import Literal, assert_never

import attrs

Sort = Literal["number", "whole", "truth"]
Operation = Literal[
    "constant", "variable", "add", "multiply", "divide", "floor", "if", "at most", "equal", "and", "not"
]


@attrs.frozen
class Term:
    """One term. arguments: positions; value: of a constant; name and sort: of a variable, made different by its name.

    Of `if` the last two are both numbers or both truths; truth: whether it is a truth. What is divided by 0 is 0
    """

    operation: Operation
    arguments: tuple[int, ...] = ()
    value: Fraction | bool | None = None
    name: str = ""
    sort: Sort = "number"


class Terms:
    """All terms made so far, equal ones once, simplified as they are made. All methods return the position of a
    term. families: of what is rounded down, the rule that it comes from."""

    def __init__(self) -> None:
        self.all: list[Term] = []
        self.families: dict[int, object] = {}
        self._known: dict[tuple[object, ...], int] = {}
        self.false = self.truth(False)
        self.true = self.truth(True)
        self.zero = self.number(Fraction(0))
        self.one = self.number(Fraction(1))

    # -- leaves ----------------------------------------------------------------------------------

    def number(self, value: Fraction | int) -> int:
        return self._add(Term("constant", (), Fraction(value)))

    def truth(self, value: bool) -> int:
        return self._add(Term("constant", (), value, sort="truth"))

    def variable(self, name: str, sort: Sort) -> int:
        return self._add(Term("variable", (), None, name, sort))

    def constant(self, term: int) -> Fraction | bool | None:
        """The number or truth that the term always is; None where it is not known."""
        return self.all[term].value

    # -- numbers ---------------------------------------------------------------------------------

    def add(self, *parts: int) -> int:
        total, rest = Fraction(0), []
        for part in parts:
            known = self.constant(part)
            if known is None:
                rest.append(part)
            else:
                total += known
        if total or not rest:
            rest.append(self.number(total))
        return rest[0] if len(rest) == 1 else self._add(Term("add", tuple(rest)))

    def subtract(self, left: int, right: int) -> int:
        if left == right:
            return self.zero
        return self.add(left, self.multiply(self.number(-1), right))

    def multiply(self, left: int, right: int) -> int:
        one, other = self.constant(left), self.constant(right)
        if one is not None and other is not None:
            return self.number(Fraction(one) * Fraction(other))
        if one is None and other is not None:
            left, right, one = right, left, other
        if one == 0:
            return self.zero
        return right if one == 1 else self._add(Term("multiply", (left, right)))

    def divide(self, left: int, right: int) -> int:
        by = self.constant(right)
        if by is not None:
            return self.multiply(self.number(1 / Fraction(by) if by else 0), left)
        return left if left == self.zero else self._add(Term("divide", (left, right)))

    def floor(self, part: int, family: object = None) -> int:
        """The number rounded down. family: the rule that the rounding comes from."""
        known = self.constant(part)
        if known is not None:
            return self.number(floor(Fraction(known)))
        made = self._add(Term("floor", (part,)))
        self.families.setdefault(made, family)
        return made

    def choose(self, truth: int, then: int, otherwise: int) -> int:
        """Numbers or truths."""
        known = self.constant(truth)
        if known is not None:
            return then if known else otherwise
        if then == otherwise:
            return then
        if self.sort(then) == "truth":
            if then == self.true:
                return self.either(truth, otherwise)
            if then == self.false:
                return self.both(self.negation(truth), otherwise)
            if otherwise == self.true:
                return self.either(self.negation(truth), then)
            if otherwise == self.false:
                return self.both(truth, then)
        return self._add(Term("if", (truth, then, otherwise), sort=self.sort(then)))

    def higher(self, left: int, right: int) -> int:
        return self.choose(self.at_most(left, right), right, left)

    def lower(self, left: int, right: int) -> int:
        return self.choose(self.at_most(left, right), left, right)

    # -- truths ----------------------------------------------------------------------------------

    def at_most(self, left: int, right: int) -> int:
        one, other = self.constant(left), self.constant(right)
        if one is not None and other is not None:
            return self.truth(one <= other)
        if left == right:
            return self.true
        chosen = self._split(left, right, self.at_most)
        return self._add(Term("at most", (left, right), sort="truth")) if chosen is None else chosen

    def below(self, left: int, right: int) -> int:
        return self.negation(self.at_most(right, left))

    def equal(self, left: int, right: int) -> int:
        """Whether two numbers are equal."""
        one, other = self.constant(left), self.constant(right)
        if one is not None and other is not None:
            return self.truth(one == other)
        if left == right:
            return self.true
        chosen = self._split(left, right, self.equal)
        return (
            self._add(Term("equal", (min(left, right), max(left, right)), sort="truth")) if chosen is None else chosen
        )

    def _split(self, left: int, right: int, compare: Callable[[int, int], int]) -> int | None:
        """A choice between constants compared with a constant is a truth about what is chosen by."""
        for one, other in ((left, right), (right, left)):
            there = self.all[one]
            if there.operation == "if" and self.constant(other) is not None:
                truth, then, otherwise = there.arguments
                if self.constant(then) is not None and self.constant(otherwise) is not None:
                    if one == left:
                        return self.choose(truth, compare(then, right), compare(otherwise, right))
                    return self.choose(truth, compare(left, then), compare(left, otherwise))
        return None

    def both(self, *parts: int) -> int:
        kept = dict.fromkeys(inner for part in parts for inner in self.conjuncts(part))
        if self.false in kept or any(self.negation(part) in kept for part in tuple(kept)):
            return self.false
        if len(kept) < 2:
            return next(iter(kept), self.true)
        return self._add(Term("and", tuple(kept), sort="truth"))

    def conjuncts(self, truth: int) -> tuple[int, ...]:
        """What has to be true for it to be."""
        if truth == self.true:
            return ()
        there = self.all[truth]
        return there.arguments if there.operation == "and" else (truth,)

    def either(self, *parts: int) -> int:
        return self.negation(self.both(*(self.negation(part) for part in parts)))

    def follows(self, given: int, then: int) -> int:
        return self.either(self.negation(given), then)

    def negation(self, part: int) -> int:
        there = self.all[part]
        if there.operation == "not":
            return there.arguments[0]
        known = self.constant(part)
        return self._add(Term("not", (part,), sort="truth")) if known is None else self.truth(not known)

    def assuming(self, terms: Sequence[int], truths: Sequence[int]) -> list[int]:
        """The terms as they are where these truths hold."""
        made: dict[int, int] = {}
        for truth in truths:
            made[truth] = self.true
            made[self.negation(truth)] = self.false
        for position in self.cone(terms):
            if position not in made:
                made[position] = self._again(position, made)
        return [made[term] for term in terms]

    def _again(self, position: int, made: Mapping[int, int]) -> int:
        there = self.all[position]
        parts = [made[argument] for argument in there.arguments]
        if tuple(parts) == there.arguments:
            return position
        match there.operation:
            case "add":
                return self.add(*parts)
            case "multiply":
                return self.multiply(*parts)
            case "divide":
                return self.divide(*parts)
            case "floor":
                return self.floor(parts[0], self.families[position])
            case "if":
                return self.choose(*parts)
            case "at most":
                return self.at_most(*parts)
            case "equal":
                return self.equal(*parts)
            case "and":
                return self.both(*parts)
            case _:
                # Leaves have no parts that could have changed.
                assert there.operation == "not"
                return self.negation(*parts)

    # -- what they are made of -------------------------------------------------------------------

    def sort(self, term: int) -> Sort:
        """Whether it is a number or a truth."""
        there = self.all[term]
        return "truth" if there.sort == "truth" else "number"

    def cone(self, terms: Sequence[int]) -> list[int]:
        """They and all that they are made of, in order."""
        found = set(terms)
        waiting = list(found)
        while waiting:
            for argument in self.all[waiting.pop()].arguments:
                if argument not in found:
                    found.add(argument)
                    waiting.append(argument)
        return sorted(found)

    def _add(self, term: Term) -> int:
        # A truth and a number that are equal to Python are not the same term.
        key = (term.operation, term.arguments, term.name, term.sort, term.value)
        position = self._known.get(key)
        if position is None:
            position = self._known[key] = len(self.all)
            self.all.append(term)
        return position


def worked_out(terms: Terms, given: Mapping[int, Fraction | bool], wanted: Sequence[int]) -> list[Fraction | bool]:
    """What the terms are, with these values of the variables."""
    values: dict[int, Fraction | bool] = {}
    for position in terms.cone(wanted):
        values[position] = _value(terms.all[position], position, values, given)
    return [values[term] for term in wanted]


def _value(
    term: Term, position: int, values: Mapping[int, Fraction | bool], given: Mapping[int, Fraction | bool]
) -> Fraction | bool:
    parts = [values[argument] for argument in term.arguments]
    match term.operation:
        case "constant":
            assert term.value is not None
            return term.value
        case "variable":
            return given[position]
        case "add":
            return sum((Fraction(part) for part in parts), Fraction(0))
        case "multiply":
            return Fraction(parts[0]) * Fraction(parts[1])
        case "divide":
            return Fraction(parts[0]) / Fraction(parts[1]) if parts[1] else Fraction(0)
        case "floor":
            return Fraction(floor(Fraction(parts[0])))
        case "if":
            return parts[1] if parts[0] else parts[2]
        case "at most":
            return parts[0] <= parts[1]
        case "equal":
            return parts[0] == parts[1]
        case "and":
            return all(parts)
        case "not":
            return not parts[0]
        case _:
            assert_never(term.operation)
