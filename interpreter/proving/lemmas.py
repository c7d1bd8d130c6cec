"""Proofs over any number of rows: what is denied cannot be, given what is true of all sums over other rows.

What is told of a sum is first proved of the row that stands for all others: what every row has, the sum has. So nothing
is assumed that some rows could break. Every fact holds wherever what is assumed holds.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Literal

from interpreter.pace import Pace
from interpreter.proving.encoding import Encoding
from interpreter.proving.solver import EFFORT, Solver
from interpreter.proving.sums import FAILS, Symbol
from interpreter.proving.worlds import Place

# Steps for what is asked on the way, and how many sums are looked into.
_LITTLE = EFFORT // 6
_MOST_SYMBOLS = 160
# Parts of sums that are compared one by one; constants that every row of a sum is held against.
_MOST_PARTS = 40
_MOST_CONSTANTS = 6
# Sums that are held against numbers.
_MOST_NUMBERED = 24

Proof = Literal["proved", "open", "stopped"]


class Prover:
    """Proves one claim after another. assumed: what is true where the promise could be broken; learned: what is
    known of the sums so far."""

    def __init__(self, encoding: Encoding, assumed: Sequence[int], pace: Pace) -> None:
        self.encoding = encoding
        self.terms = encoding.terms
        self.pace = pace
        self.assumed = list(dict.fromkeys(part for one in assumed for part in self.terms.conjuncts(one)))
        self.learned: list[int] = []
        self._done = 0
        self._constants: tuple[int, ...] = ()
        self._variables: dict[int, frozenset[int]] = {}
        self._exact = Solver(self.terms, relaxed=False)
        self._relaxed = Solver(self.terms, relaxed=True)

    def prove(self, denied: int) -> Proof:
        """Whether what is denied is impossible where all that is assumed holds."""
        if denied == self.terms.false:
            return "proved"
        self.encoding.shared_out()
        if self._impossible([denied], _LITTLE):
            return "proved"
        self._constants = self._asked_about(denied)
        if not self.learn():
            return "stopped"
        if self._denied_by_parts(denied):
            return "proved"
        if not self._learn_of_numbers():
            return "stopped"
        return "proved" if self._denied_by_parts(denied) else "open"

    def _asked_about(self, denied: int) -> tuple[int, ...]:
        """The numbers that it speaks of, but for 0: a row may be bounded by them, and then its sum is."""
        return self._numbers([denied, *self.assumed])

    def _numbers(self, told: Sequence[int]) -> tuple[int, ...]:
        terms = self.terms
        found = [one for one in terms.cone(told) if terms.all[one].operation == "constant"]
        numbers = [one for one in found if isinstance(terms.all[one].value, Fraction) and one != terms.zero]
        return tuple(numbers[:_MOST_CONSTANTS])

    def _denied_by_parts(self, denied: int) -> bool:
        """That one sum is below another: not, if none of its parts is below the other's; those in parts too."""
        terms = self.terms
        there = terms.all[denied]
        if there.operation == "not" and terms.all[there.arguments[0]].operation == "at most":
            waiting = [tuple(map(self._chosen, terms.all[there.arguments[0]].arguments))]
            for _ in range(_MOST_PARTS):
                if not waiting:
                    return True
                small, large = waiting.pop()
                below = terms.below(large, small)
                if below == terms.false or self._impossible([below], _LITTLE, widely=True):
                    continue
                pairs = self._pairs(small, large)
                if not pairs:
                    break
                waiting.extend(pairs)
        return self._impossible([denied], EFFORT, widely=True, last=True)

    def _pairs(self, small: int, large: int) -> list[tuple[int, ...]]:
        """Parts of which it is enough that the first is never more than the second; none where they have no parts."""
        left, right = self.terms.all[small], self.terms.all[large]
        if left.operation == right.operation == "add" and len(left.arguments) == len(right.arguments):
            return [
                (self._chosen(one), self._chosen(other))
                for one, other in zip(left.arguments, right.arguments, strict=True)
            ]
        return []

    def _chosen(self, term: int) -> int:
        """What it is where it is known which side is chosen."""
        known = set(self.assumed)
        while self.terms.all[term].operation == "if":
            truth, then, _ = self.terms.all[term].arguments
            if truth not in known:
                break
            term = then
        return term

    # -- what is asked -----------------------------------------------------------------------------

    def _impossible(self, denied: Sequence[int], effort: int, *, widely: bool = False, last: bool = False) -> bool:
        """With what speaks of the same things only; widely: then with all that is known, whole numbers or not; last: at
        last with both."""
        near = self._near(denied)
        # Products of unknowns among whole numbers only take time.
        if not self._is_nonlinear(near) and self._exact.find(near, effort) == "none":
            return True
        if self._relaxed.find(near, effort) == "none":
            return True
        if not widely:
            return False
        everything = [*denied, *self.assumed, *self._facts()]
        if self._relaxed.find(everything, effort) == "none":
            return True
        return last and self._exact.find(everything, effort) == "none"

    def _is_nonlinear(self, asserted: Sequence[int]) -> bool:
        for position in self.terms.cone(asserted):
            there = self.terms.all[position]
            if there.operation == "divide":
                return True
            if there.operation == "multiply" and self.terms.constant(there.arguments[0]) is None:
                return True
        return False

    def _facts(self) -> Iterable[int]:
        return (*self.encoding.facts, *self.encoding.sums.links, *self.learned)

    def _near(self, denied: Sequence[int]) -> list[int]:
        known = [*self.assumed, *self._facts()]
        links = set(self.encoding.sums.links)
        there = frozenset().union(*(self._of(one) for one in denied))
        kept: dict[int, None] = dict.fromkeys(denied)
        while True:
            added = [
                one
                for one in known
                if one not in kept and (self._of(one) <= there or (one in links and self._whole(one) in there))
            ]
            if not added:
                return list(kept)
            for one in added:
                kept[one] = None
                there |= self._of(one)

    def _whole(self, link: int) -> int:
        """The sum that a link takes apart: the newest variable but its parts is told first by `Sums`."""
        return self.encoding.sums.wholes[link]

    def _of(self, term: int) -> frozenset[int]:
        found = self._variables.get(term)
        if found is None:
            cone = self.terms.cone([term])
            found = frozenset(one for one in cone if self.terms.all[one].operation == "variable")
            self._variables[term] = found
        return found

    # -- what is learned ---------------------------------------------------------------------------

    def learn(self) -> bool:
        """Facts about the sums there are; False where the pace said stop."""
        while True:
            symbols = list(self.encoding.sums.symbols.values())[:_MOST_SYMBOLS]
            if self._done >= len(symbols):
                return True
            symbol = symbols[self._done]
            if not self.pace(self._done, len(symbols)):
                return False
            self._alone(symbol)
            for other in symbols[: self._done]:
                if other.row != symbol.row or other.owner != symbol.owner:
                    continue
                if other.kind == symbol.kind:
                    self._together(other, symbol)
            self._done += 1

    def _alone(self, symbol: Symbol) -> None:
        terms, sums = self.terms, self.encoding.sums
        variable, basis, where = symbol.variable, symbol.basis, symbol.where
        # The row that stands for all is one of them, where there are any.
        one_of_them = terms.both(self._exists(symbol.row), where)
        if basis == terms.one and symbol.kind == "sum":
            self.learned.append(terms.at_most(terms.zero, variable))
            self.learned.append(terms.follows(one_of_them, terms.at_most(terms.one, variable)))
            if self._impossible([one_of_them], _LITTLE, widely=symbol.family == FAILS):
                self.learned.append(terms.equal(variable, terms.zero))
            return
        there = sums.some(where, symbol.row, symbol.owner, "rows")
        if symbol.kind == "sum":
            self._floored(symbol)
            given = terms.true
        else:
            given = there
            best = self._ordered(basis, variable, upwards=symbol.kind == "highest")
            self.learned.append(terms.follows(one_of_them, best))
        for upwards in (True, False):
            against = terms.negation(self._ordered(terms.zero, basis, upwards=upwards))
            if not self._impossible([one_of_them, against], _LITTLE):
                continue
            self.learned.append(terms.follows(given, self._ordered(terms.zero, variable, upwards=upwards)))
            if symbol.kind == "sum":
                self.learned.append(terms.follows(one_of_them, self._ordered(basis, variable, upwards=upwards)))
            if self._impossible([one_of_them, self._ordered(terms.zero, basis, upwards=not upwards)], _LITTLE):
                strictly = terms.negation(self._ordered(terms.zero, variable, upwards=not upwards))
                self.learned.append(terms.follows(there, strictly))
            break
        if symbol.kind == "sum":
            self.learned.append(terms.either(there, terms.equal(variable, terms.zero)))

    def _learn_of_numbers(self) -> bool:
        """What takes many questions, and is asked where the rest did not do: how the sums stand to the numbers that are
        spoken of, and to the best of the same rows. False where the pace said stop."""
        symbols = list(self.encoding.sums.symbols.values())[:_MOST_NUMBERED]
        for at, symbol in enumerate(symbols):
            if not self.pace(at, len(symbols)):
                return False
            if symbol.basis != self.terms.one:
                one_of_them = self.terms.both(self._exists(symbol.row), symbol.where)
                there = self.encoding.sums.some(symbol.where, symbol.row, symbol.owner, "rows")
                self._bounded(symbol, one_of_them, there)
            for other in symbols[:at]:
                if other.row != symbol.row or other.owner != symbol.owner or "sum" not in (other.kind, symbol.kind):
                    continue
                if other.kind != symbol.kind:
                    self._best_and_sum(*((symbol, other) if other.kind == "sum" else (other, symbol)))
                elif (other.basis == self.terms.one) != (symbol.basis == self.terms.one):
                    self._counted(*((other, symbol) if other.basis == self.terms.one else (symbol, other)))
        return True

    def _bounded(self, symbol: Symbol, one_of_them: int, there: int) -> None:
        """No row is above (below) a number: then neither is the best of them, nor the sum above as many times it."""
        terms = self.terms
        for number in self._constants:
            for upwards in (True, False):
                beyond = terms.negation(self._ordered(symbol.basis, number, upwards=upwards))
                if not self._impossible([one_of_them, beyond], _LITTLE):
                    continue
                if symbol.kind == "sum":
                    count = self.encoding.sums.count(symbol.where, symbol.row, symbol.owner, "rows")
                    bound = terms.multiply(number, count)
                    self.learned.append(self._ordered(symbol.variable, bound, upwards=upwards))
                else:
                    bounded = self._ordered(symbol.variable, number, upwards=upwards)
                    self.learned.append(terms.follows(there, bounded))

    def _counted(self, count: Symbol, total: Symbol) -> None:
        """Every row that is counted brings so much at least to the sum, or every row of the sum at most so much."""
        terms = self.terms
        if FAILS in (count.family, total.family):
            return
        exists = self._exists(total.row)
        brought = terms.choose(total.where, total.basis, terms.zero)
        for number in dict.fromkeys((*self._constants, *self._numbers([count.where]))):
            counted = terms.choose(count.where, number, terms.zero)
            for upwards in (True, False):
                against = terms.negation(self._ordered(counted, brought, upwards=upwards))
                if self._impossible([exists, against], _LITTLE):
                    whole = terms.multiply(number, count.variable)
                    self.learned.append(self._ordered(whole, total.variable, upwards=upwards))

    def _best_and_sum(self, best: Symbol, total: Symbol) -> None:
        """Where no row takes anything from it a sum is at least the highest, and where none adds at most the lowest."""
        terms = self.terms
        if best.basis != total.basis or best.where != total.where or best.kind == total.kind:
            return
        upwards = best.kind == "highest"
        one_of_them = terms.both(self._exists(best.row), best.where)
        against = terms.negation(self._ordered(terms.zero, best.basis, upwards=upwards))
        if self._impossible([one_of_them, against], _LITTLE):
            there = self.encoding.sums.some(best.where, best.row, best.owner, "rows")
            least = self._ordered(best.variable, total.variable, upwards=upwards)
            self.learned.append(terms.follows(there, least))

    def _exists(self, row: Place) -> int:
        """Whether there is a row that this one stands for; those that it is found from are then there too."""
        found = []
        place: Place | None = row
        while place is not None:
            if place.kind in ("other", "member"):
                found.append(self.encoding.sums.variable(f"finns {place}", "truth", place))
            place = place.of
        return self.terms.both(*found)

    def _ordered(self, one: int, other: int, *, upwards: bool) -> int:
        return self.terms.at_most(one, other) if upwards else self.terms.at_most(other, one)

    def _floored(self, symbol: Symbol) -> None:
        """What is rounded down is at most what it was, and less than one smaller for each row."""
        terms, sums = self.terms, self.encoding.sums
        there = terms.all[symbol.basis]
        if there.operation != "floor":
            return
        exact = sums.total(there.arguments[0], symbol.where, symbol.row, symbol.owner, ("exact", symbol.family))
        count = sums.count(symbol.where, symbol.row, symbol.owner, "rows")
        self.learned.append(terms.at_most(symbol.variable, exact))
        self.learned.append(terms.at_most(exact, terms.add(symbol.variable, count)))

    def _together(self, one: Symbol, other: Symbol) -> None:
        """Which of two sums is the larger, where every row says the same of what it brings."""
        terms = self.terms
        same = one.family == other.family
        if not same and (one.basis != other.basis or FAILS in (one.family, other.family)):
            return
        if one.kind == "sum":
            left = terms.choose(one.where, one.basis, terms.zero)
            right = terms.choose(other.where, other.basis, terms.zero)
            given = terms.true
        elif one.where == other.where:
            left, right = one.basis, other.basis
            given = self.encoding.sums.some(one.where, one.row, one.owner)
        else:
            return
        inside = [self._exists(one.row), *([] if one.kind == "sum" else [one.where])]
        for (small, little), (large, much) in (
            ((left, one.variable), (right, other.variable)),
            ((right, other.variable), (left, one.variable)),
        ):
            effort = _LITTLE if one.family == FAILS else EFFORT
            if self._impossible([*inside, terms.below(large, small)], effort, widely=same):
                self.learned.append(terms.follows(given, terms.at_most(little, much)))
