"""Sums over rows of which there may be any number: symbols, and what is always true of them.

A sum over the other rows is taken apart into what is the same for all of them times what is summed: of `c × v where w`
it is c times the symbol "sum of v where w". The symbol is named by its terms, so a sum over rows that an input does not
reach is one and the same before and after the input has moved.
"""

from collections.abc import Sequence

import attrs

from interpreter.proving.terms import Sort, Terms
from interpreter.proving.worlds import Place

# Parts that one sum is taken apart into; one with more stays whole.
_MOST_PARTS = 24

FAILS = "fails"
"""The family of what stops a group; those are compared with each other only."""

Part = tuple[int, int, int]
"""(what is the same for all rows, what is summed, where)."""


@attrs.frozen
class Symbol:
    """A variable that stands for a figure over rows: the sum, or best, of `basis` over the rows like `row` where
    `where`, of those that belong to `owner`.

    family: what is equal before and after the input has moved, of the same sum
    """

    variable: int
    kind: str
    basis: int
    where: int
    row: Place
    owner: Place
    family: object


class Sums:
    """The figures over rows that are not written out. place_of: the row that a variable is of; links: facts that tie
    a sum to its parts; wholes: the sum of each."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self.place_of: dict[int, Place] = {}
        self.made_of: dict[int, tuple[int, ...]] = {}
        self.symbols: dict[tuple[str, int, int, Place, Place], Symbol] = {}
        self.links: list[int] = []
        self.wholes: dict[int, int] = {}
        self._depends: dict[tuple[int, Place], bool] = {}

    def variable(self, name: str, sort: Sort, place: Place) -> int:
        """A variable of that row."""
        made = self.terms.variable(name, sort)
        self.place_of[made] = place
        return made

    def note(self, variable: int, *of: int) -> None:
        """The variable stands for something that is found from these terms."""
        self.made_of[variable] = of

    def depends(self, term: int, row: Place) -> bool:
        """Whether it differs from row to row of those that `row` stands for."""
        waiting = [term]
        while waiting:
            one = waiting[-1]
            if (one, row) in self._depends:
                waiting.pop()
                continue
            place = self.place_of.get(one)
            below = (*self.terms.all[one].arguments, *self.made_of.get(one, ()))
            open_ = [part for part in below if (part, row) not in self._depends]
            own = place is not None and place.inside(row)
            if own or not open_:
                self._depends[one, row] = own or any(self._depends[part, row] for part in below)
                waiting.pop()
            else:
                waiting.extend(open_)
        return self._depends[term, row]

    def some(self, truth: int, row: Place, owner: Place, family: object = FAILS) -> int:
        """Whether it is true of any of the rows."""
        if truth == self.terms.false:
            return self.terms.false
        return self.terms.at_most(self.terms.one, self.count(truth, row, owner, family))

    def count(self, truth: int, row: Place, owner: Place, family: object) -> int:
        """How many rows like `row`, of the owner, the truth holds in."""
        truth = self._plain(truth)
        if truth == self.terms.false:
            return self.terms.zero
        return self._symbol("sum", self.terms.one, truth, row, owner, family).variable

    def total(self, number: int, where: int, row: Place, owner: Place, family: object) -> int:
        """The sum of the number over those rows; in parts too, where it is made of parts."""
        terms = self.terms
        where = self._plain(where)
        if where == terms.false:
            return terms.zero
        (number,) = terms.assuming([number], terms.conjuncts(where))
        parts = self._parts(number, where, row)
        if parts is None:
            return self._symbol("sum", number, where, row, owner, family).variable
        summed = [
            terms.multiply(same, self._symbol("sum", basis, there, row, owner, (family, at)).variable)
            for at, (same, basis, there) in enumerate(parts)
        ]
        if len(parts) < 2:
            return terms.add(*summed)
        # Whole as well: what is true of the whole may not be true of its parts.
        whole = self._symbol("sum", number, where, row, owner, family).variable
        link = terms.equal(whole, terms.add(*summed))
        if link not in self.wholes:
            self.links.append(link)
            self.wholes[link] = whole
        return whole

    def _plain(self, where: int) -> int:
        """A condition of several parts, each told where those before it are true."""
        terms = self.terms
        kept: list[int] = []
        for part in terms.conjuncts(where):
            (told,) = terms.assuming([part], kept)
            kept.extend(terms.conjuncts(told))
            if terms.false in kept:
                return terms.false
        return terms.both(*kept)

    def best(self, value: int, where: int, row: Place, owner: Place, highest: bool) -> int:
        """The highest or lowest of the value over those rows."""
        kind = "highest" if highest else "lowest"
        return self._symbol(kind, value, where, row, owner, kind).variable

    def _symbol(self, kind: str, basis: int, where: int, row: Place, owner: Place, family: object) -> Symbol:
        key = (kind, basis, where, row, owner)
        found = self.symbols.get(key)
        if found is not None and found.family == FAILS != family:
            found = self.symbols[key] = attrs.evolve(found, family=family)
        if found is None:
            counts = kind == "sum" and basis == self.terms.one
            name = f"{kind} {basis} {where} {row} {owner}"
            variable = self.terms.variable(name, "whole" if counts else "number")
            self.place_of[variable] = owner
            found = self.symbols[key] = Symbol(variable, kind, basis, where, row, owner, family)
        return found

    def _parts(self, number: int, where: int, row: Place) -> list[Part] | None:
        """None where there are too many."""
        terms = self.terms
        found: list[Part] = []
        waiting: list[Part] = [(terms.one, number, where)]
        while waiting:
            same, basis, there = waiting.pop()
            there = self._plain(there)
            (basis,) = terms.assuming([basis], terms.conjuncts(there))
            if there == terms.false or basis == terms.zero:
                continue
            if not self.depends(basis, row):
                found.append((terms.multiply(same, basis), terms.one, there))
                continue
            parts = self._taken_apart(same, basis, there, row)
            if parts is None:
                found.append((same, basis, there))
            else:
                waiting.extend(reversed(parts))
            if len(found) + len(waiting) > _MOST_PARTS:
                return None
        return _gathered(terms, found)

    def _taken_apart(self, same: int, basis: int, where: int, row: Place) -> Sequence[Part] | None:
        terms = self.terms
        there = terms.all[basis]
        match there.operation:
            case "add":
                return [(same, part, where) for part in there.arguments]
            case "multiply":
                left, right = there.arguments
                if not self.depends(left, row):
                    return [(terms.multiply(same, left), right, where)]
                if not self.depends(right, row):
                    return [(terms.multiply(same, right), left, where)]
            case "divide":
                left, right = there.arguments
                if not self.depends(right, row):
                    return [(terms.divide(same, right), left, where)]
            case "if":
                truth, then, otherwise = there.arguments
                if not self.depends(truth, row):
                    return [
                        (terms.choose(truth, same, terms.zero), then, where),
                        (terms.choose(truth, terms.zero, same), otherwise, where),
                    ]
                return [
                    (same, then, terms.both(where, truth)),
                    (same, otherwise, terms.both(where, terms.negation(truth))),
                ]
            case _:
                pass
        return None


def _gathered(terms: Terms, parts: Sequence[Part]) -> list[Part]:
    """One part for each thing that is summed."""
    same: dict[tuple[int, int], list[int]] = {}
    for factor, basis, where in parts:
        same.setdefault((basis, where), []).append(factor)
    return [(terms.add(*factors), basis, where) for (basis, where), factors in same.items()]
