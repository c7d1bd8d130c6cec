"""What is computed row by row, as terms: one cell of a slot out of the cells of its arguments in the same row.

Every operation has its meaning from `interpreter/evaluating/kernels.py` and `interpreter/evaluating/failures.py`.
Bounds of numbers are not modelled.
"""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from itertools import combinations
from typing import assert_never

import attrs

from dsl import model
from interpreter.days import AFTER, BEFORE
from interpreter.evaluating.plan import Plan, Slot, ranges
from interpreter.outcomes import Cause
from interpreter.proving.sums import Sums
from interpreter.proving.terms import Terms


@attrs.frozen
class Cell:
    """One slot in one row, as terms. fails: there is no value; broken: because of a cause that breaks the promise.

    fits: of an index, whether it is each, where none before it is
    """

    value: int
    fails: int
    broken: int
    fits: tuple[int, ...] = ()


# The fewest and the most days that each of them has.
_LENGTHS = {
    "day": (Fraction(1), Fraction(1)),
    "week": (Fraction(7), Fraction(7)),
    "month": (Fraction(28), Fraction(31)),
    "year": (Fraction(365), Fraction(366)),
}


class Rowwise:
    """Operations row by row, as cells. breaks: which causes break the promise; facts: what is known of the variables
    made here; texts: text -> code.

    unknown: whether anything was not modelled
    """

    def __init__(self, plan: Plan, breaks: Callable[[Cause], bool], terms: Terms, sums: Sums) -> None:
        self.plan = plan
        self.terms = terms
        self.breaks = breaks
        self.sums = sums
        self.facts: list[int] = []
        self.unknown = False
        self.texts: dict[str, int] = {}
        for slot in plan.slots:
            for text in _texts(slot):
                self.texts.setdefault(text, len(self.texts))

    def known(self, value: int) -> Cell:
        return Cell(value, self.terms.false, self.terms.false)

    def constant(self, slot: Slot) -> int:
        value = slot.data[0]
        if isinstance(value, bool):
            return self.terms.truth(value)
        if isinstance(value, str):
            return self.terms.number(self.texts[value])
        if isinstance(value, Fraction):
            return self.terms.number(value)
        assert value is not None
        return self.terms.number(value.toordinal())

    def plain(self, number: int, slot: Slot, cells: Sequence[Cell]) -> Cell:
        """What is computed row by row."""
        terms = self.terms
        values = [cell.value for cell in cells]
        match slot.operation:
            case "spread":
                return cells[0]
            case "add":
                return self.strict(cells, terms.add(*values))
            case "subtract":
                return self.strict(cells, terms.subtract(*values))
            case "multiply":
                return self.strict(cells, terms.multiply(*values))
            case "divide":
                zero = terms.equal(values[1], terms.zero) if slot.cause is not None else terms.false
                own = terms.both(zero, terms.negation(cells[1].fails))
                return self.own(slot, self.strict(cells, terms.divide(*values)), own)
            case "round":
                return self.strict(cells, self._rounded(number, slot, values[0]))
            case "higher":
                return self.strict(cells, terms.higher(*values))
            case "lower":
                return self.strict(cells, terms.lower(*values))
            case "compare":
                return self.strict(cells, self._compared(str(slot.data[0]), *values))
            case "not":
                return self.strict(cells, terms.negation(values[0]))
            case "require":
                strict = self.strict(cells, values[0])
                return self.own(slot, strict, terms.both(terms.negation(strict.fails), terms.negation(values[1])))
            case "whole":
                return self.strict(cells, self._whole(number, slot, *values))
            case "shift" | "workday":
                day = self._moved_day(slot, values[0])
                inside = terms.both(terms.below(terms.number(BEFORE), day), terms.below(day, terms.number(AFTER)))
                strict = self.strict(cells, day)
                return self.own(slot, strict, terms.both(terms.negation(strict.fails), terms.negation(inside)))
            case "and" | "or":
                return self._kleene(cells, decisive=slot.operation == "or")
            case "if":
                return self._chosen(cells[0], [values[0]], cells[1:])
            case "first":
                return self._first(slot, cells)
            case "rows":
                return self._table(slot, cells)
            case _:
                # The rest are leaves or gather rows.
                assert slot.operation == "choose"
                if slot.cause is None:
                    return self._chosen(cells[0], cells[0].fits[: len(cells) - 2], cells[1:])
                return self._agreed(slot, cells)

    def strict(self, cells: Sequence[Cell], value: int) -> Cell:
        """A cell with this value that fails where any of the cells does."""
        terms = self.terms
        return Cell(
            value, terms.either(*(cell.fails for cell in cells)), terms.either(*(cell.broken for cell in cells))
        )

    def own(self, slot: Slot, cell: Cell, where: int) -> Cell:
        """The slot's own cause besides."""
        if slot.cause is None:
            return cell
        broken = where if self.breaks(slot.cause) else self.terms.false
        return Cell(cell.value, self.terms.either(cell.fails, where), self.terms.either(cell.broken, broken))

    def _rounded(self, number: int, slot: Slot, value: int) -> int:
        terms = self.terms
        direction, step, tie = slot.data
        assert isinstance(step, Fraction)
        steps = terms.multiply(terms.number(1 / step), value)
        half = Fraction(1, 2)

        def down(of: int) -> int:
            return terms.floor(of, number)

        def up(of: int) -> int:
            return terms.multiply(terms.number(-1), down(terms.multiply(terms.number(-1), of)))

        if direction == "up":
            whole = up(steps)
        elif direction == "down":
            whole = down(steps)
        elif tie == "away":
            above = down(terms.add(steps, terms.number(half)))
            below = up(terms.add(steps, terms.number(-half)))
            whole = terms.choose(terms.at_most(terms.number(Fraction(0)), value), above, below)
        elif tie == "down":
            whole = up(terms.add(steps, terms.number(-half)))
        else:
            whole = down(terms.add(steps, terms.number(half)))
            if tie == "even":
                # Half up, but for what lies exactly between two steps and would become odd.
                between = terms.equal(whole, terms.add(steps, terms.number(half)))
                pairs = down(terms.multiply(terms.number(half), whole))
                odd = terms.below(terms.multiply(terms.number(2), pairs), whole)
                whole = terms.choose(terms.both(between, odd), terms.add(whole, terms.number(-1)), whole)
        return terms.multiply(terms.number(step), whole)

    def _compared(self, operator: str, left: int, right: int) -> int:
        terms = self.terms
        match operator:
            case "=":
                return self.same(left, right)
            case "≠":
                return terms.negation(self.same(left, right))
            case "<=":
                return terms.at_most(left, right)
            case ">=":
                return terms.at_most(right, left)
            case "<":
                return terms.below(left, right)
            case _:
                return terms.below(right, left)

    def same(self, left: int, right: int) -> int:
        if self.terms.sort(left) == "truth":
            return self.terms.choose(left, right, self.terms.negation(right))
        return self.terms.equal(left, right)

    def _moved_day(self, slot: Slot, value: int) -> int:
        """Days are added as they are; of months, years and working days it is known only which way they go."""
        terms = self.terms
        count, how = slot.data
        assert isinstance(count, Fraction)
        if slot.operation == "shift" and how == "day":
            return terms.add(value, terms.number(count))
        self.unknown = True
        day = terms.variable(f"dag {slot.operation} {count} {how} {value}", "whole")
        self.sums.note(day, value)
        later = how == "after" or (slot.operation == "shift" and count >= 0)
        self.facts.append(terms.at_most(value, day) if later else terms.at_most(day, value))
        return day

    def _whole(self, number: int, slot: Slot, since: int, until: int) -> int:
        """Days and weeks are counted as they are. Of months and years it is known how few and how many days they can be
        together, so that the count is at most one off."""
        terms = self.terms
        passed = terms.subtract(until, since)
        shortest, longest = _LENGTHS[str(slot.data[0])]
        if shortest == longest:
            return terms.floor(terms.multiply(terms.number(1 / shortest), passed), number)
        self.unknown = True
        count = terms.variable(f"hela {slot.data[0]} {since} {until}", "whole")
        self.sums.note(count, since, until)
        later, earlier = terms.at_most(terms.zero, passed), terms.below(passed, terms.zero)
        least, most = (terms.multiply(terms.number(days), count) for days in (shortest, longest))
        more = terms.multiply(terms.number(longest), terms.add(count, terms.one))
        self.facts.append(terms.follows(later, terms.at_most(terms.zero, count)))
        self.facts.append(terms.follows(later, terms.both(terms.at_most(least, passed), terms.below(passed, more))))
        self.facts.append(terms.follows(earlier, terms.below(count, terms.zero)))
        self.facts.append(terms.follows(earlier, terms.at_most(most, passed)))
        return count

    # -- truths and choices ------------------------------------------------------------------------

    def _kleene(self, cells: Sequence[Cell], *, decisive: bool) -> Cell:
        terms = self.terms
        values = [cell.value for cell in cells]
        settles = [value if decisive else terms.negation(value) for value in values]
        settled = terms.either(
            *(terms.both(terms.negation(cell.fails), one) for cell, one in zip(cells, settles, strict=True))
        )
        strict = self.strict(cells, terms.either(*values) if decisive else terms.both(*values))
        open_ = terms.negation(settled)
        return Cell(strict.value, terms.both(open_, strict.fails), terms.both(open_, strict.broken))

    def _chosen(self, deciding: Cell, fits: Sequence[int], options: Sequence[Cell]) -> Cell:
        """fits: for each option but the last, whether it is chosen where none before it is."""
        terms = self.terms
        value, fails, broken = options[-1].value, options[-1].fails, options[-1].broken
        for fit, option in reversed(list(zip(fits, options[:-1], strict=True))):
            value = terms.choose(fit, option.value, value)
            fails = terms.choose(fit, option.fails, fails)
            broken = terms.choose(fit, option.broken, broken)
        return Cell(value, terms.either(deciding.fails, fails), terms.choose(deciding.fails, deciding.broken, broken))

    def _first(self, slot: Slot, cells: Sequence[Cell]) -> Cell:
        """Of each rank all must be known, where none above it holds."""
        terms = self.terms
        fits = tuple(cell.value for cell in cells)
        index, fails, broken = terms.number(len(cells)), terms.false, terms.false
        for number, fit in reversed(list(enumerate(fits))):
            index = terms.choose(fit, terms.number(number), index)
        for begin, end in reversed(list(ranges(slot.data))):
            unsure = self.strict(cells[begin:end], terms.false)
            none = terms.negation(terms.either(*fits[begin:end]))
            fails = terms.either(unsure.fails, terms.both(none, fails))
            broken = terms.choose(unsure.fails, unsure.broken, terms.both(none, broken))
        return Cell(index, fails, broken, fits)

    def _agreed(self, slot: Slot, cells: Sequence[Cell]) -> Cell:
        """What is chosen, where all that hold in its rank have values, and the same."""
        terms = self.terms
        index, *options, last = cells
        assert slot.cause is not None
        value, fails, broken = last.value, last.fails, last.broken
        for begin, end in reversed(list(ranges(self.plan.slots[slot.arguments[0]].data))):
            held = list(zip(index.fits[begin:end], options[begin:end], strict=True))
            for fit, option in reversed(held):
                value = terms.choose(fit, option.value, value)
            none = terms.negation(terms.either(*(fit for fit, _ in held)))
            fails = terms.choose(none, fails, terms.either(*(terms.both(fit, option.fails) for fit, option in held)))
            broken = terms.choose(none, broken, terms.either(*(terms.both(fit, one.broken) for fit, one in held)))
            differing = [
                terms.both(fit, another, terms.negation(self.same(one.value, other.value)))
                for (fit, one), (another, other) in combinations(held, 2)
            ]
            conflict = terms.both(terms.negation(fails), terms.either(*differing))
            fails = terms.either(fails, conflict)
            broken = terms.either(broken, conflict if self.breaks(slot.cause) else terms.false)
        return Cell(value, terms.either(index.fails, fails), terms.choose(index.fails, index.broken, broken))

    def _table(self, slot: Slot, cells: Sequence[Cell]) -> Cell:
        terms = self.terms
        kinds = [self.plan.slots[argument].kind for argument in slot.arguments]
        fits: list[int] = []
        index = terms.number(len(slot.tests))
        fails = broken = terms.false
        for number, tests in reversed(list(enumerate(slot.tests))):
            fitting = [
                self._fitting(test, cell.value, kind) for test, cell, kind in zip(tests, cells, kinds, strict=True)
            ]
            tested = [cell for test, cell in zip(tests, cells, strict=True) if not isinstance(test, model.Any)]
            passed = terms.either(
                *(
                    terms.both(terms.negation(cell.fails), terms.negation(one))
                    for cell, one in zip(cells, fitting, strict=True)
                )
            )
            stopped = self.strict(tested, terms.false)
            fails = terms.choose(passed, fails, stopped.fails)
            broken = terms.choose(passed, broken, stopped.broken)
            fits.insert(0, terms.both(*fitting))
            index = terms.choose(fits[0], terms.number(number), index)
        return Cell(index, fails, broken, tuple(fits))

    def _fitting(self, test: model.Test, value: int, kind: str) -> int:
        terms = self.terms
        match test:
            case model.Any():
                return terms.true
            case model.OneOf(values):
                if kind == "truth":
                    return terms.choose(value, terms.truth(True in values), terms.truth(False in values))
                codes = sorted(self.texts[text] for text in values if isinstance(text, str))
                return terms.either(*(terms.equal(value, terms.number(code)) for code in codes))
            case model.Interval(low, high, low_open, high_open):
                parts = []
                if low is not None:
                    parts.append((terms.below if low_open else terms.at_most)(terms.number(low), value))
                if high is not None:
                    parts.append((terms.below if high_open else terms.at_most)(value, terms.number(high)))
                return terms.both(*parts)
            case _:
                assert_never(test)

    def either(self, truth: int, one: Cell, other: Cell) -> Cell:
        """The one cell where the truth holds, else the other."""
        terms = self.terms
        return Cell(
            terms.choose(truth, one.value, other.value),
            terms.choose(truth, one.fails, other.fails),
            terms.choose(truth, one.broken, other.broken),
        )


def _texts(slot: Slot) -> Iterable[str]:
    """The texts that a slot names, sorted within it."""
    if slot.operation == "constant" and isinstance(slot.data[0], str):
        yield slot.data[0]
    for tests in slot.tests:
        for test in tests:
            if isinstance(test, model.OneOf):
                yield from sorted(value for value in test.values if isinstance(value, str))
    if slot.attribute is not None and isinstance(slot.attribute.type, model.Choice):
        yield from slot.attribute.type.options
