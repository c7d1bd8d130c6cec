"""What the solver is asked of one row and the inputs it has, and which inputs a difference needs all at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

import attrs

from interpreter.comparing.runs import Column, Side, index, is_alone, place_of
from interpreter.comparing.solver_questions import Asking, installed
from interpreter.comparing.span_proofs import Asked
from interpreter.comparing.spans import Span
from interpreter.outcomes import Value
from interpreter.pace import Pace
from interpreter.search.inputs import Input, slots_of


@attrs.define(eq=False)
class Solving:
    """One row of both sides as terms, which are made when they are first asked for. sides: with the data that are
    followed; label: of the row, None for the whole regulation."""

    sides: Sequence[Side]
    concept: str | None
    label: str | None
    proving: Callable[[], Pace]
    _asking: Asking | None = None
    _looked: bool = False

    @property
    def asking(self) -> Asking | None:
        """The terms; None where the value is not computed from its own row alone, is too large, or there is no
        solver."""
        if not self._looked:
            self._looked = True
            if is_alone(self.sides) and installed():
                before, after = self.sides
                plans = before.prepared.plan, after.prepared.plan
                (one,), (other,) = (slots_of(side.prepared.plan, (side.symbol,)) for side in self.sides)
                made = Asking(plans, (one, other), self.concept)
                self._asking = made if made.small else None
        return self._asking

    def of(self, column: Column) -> Asked | None:
        """What the solver may be asked of one input, where all others are as in the data; None where the two sides'
        data are not the same."""
        asking = self.asking
        if asking is None or not self.agree():
            return None
        return Asked(asking, self.fixed({column}), column, self.proving())

    def agree(self) -> bool:
        """Whether both sides give the same of what both are given, and lack nothing."""
        given = [*self.given()]
        last = dict(given)
        return all(value is not None and last[column] == value for column, value in given)

    def fixed(self, free: set[Column]) -> list[int]:
        """The terms that say that the inputs are as in the data, but for those that are free."""
        assert self.asking is not None
        given = {column: value for column, value in self.given() if column not in free and value is not None}
        return self.asking.fixed(given)

    def given(self) -> Iterator[tuple[Column, Value | None]]:
        """Every input of each side with what the data give, or its default; None where it is missing."""
        for side in self.sides:
            row = index(side, self.concept, self.label)
            for one in side.inputs.inputs:
                column = one.symbol, one.year
                default = one.attribute.default
                value: Value | None = None
                if one.symbol.concept is None:
                    value = side.facts.inputs.get(column)
                else:
                    # Of what looks at no other rows, it is an input of its own row.
                    assert row is not None
                    values = side.facts.rows[one.symbol.concept].values.get(column)
                    value = None if values is None else values[row]
                yield column, default if value is None and isinstance(default, Fraction | bool | str) else value


@attrs.frozen
class Together:
    """Inputs that a difference needs all at once. parts: each from its first to its last value; low: the difference in
    all that they hold, None where it is no number; alone: outside of that there is none."""

    parts: tuple[tuple[Input, Value, Value], ...]
    low: Fraction
    alone: bool


def in_company(lines: Sequence[tuple[Input, Sequence[Span]]], solving: Solving) -> Together | None:
    """The inputs that a difference needs together, found from lines that were followed from one case: the same
    difference for all that lies in them, and none unless all of them are there. None where there are no such."""
    asking = solving.asking
    if asking is None or asking.difference is None or not solving.agree():
        return None
    given = dict(solving.given())
    parts: list[tuple[Input, Value, Value]] = []
    lows: set[Fraction] = set()
    for one, spans in lines:
        if len(spans) < 2:
            continue
        there = _span_of(spans, given.get((one.symbol, one.year)))
        if there is None or not there.sure or there.kind != "constant" or there.low is None:
            return None
        if place_of(there.first) is None and there.first != there.last:
            # Several options, of which the span tells two.
            return None
        lows.add(there.low)
        parts.append((one, there.first, there.last))
    if len(parts) < 2 or len(lows) != 1:
        return None
    (low,) = lows
    box = [((one.symbol, one.year), first, last) for one, first, last in parts]
    free = {column for column, _, _ in box}
    claim = asking.is_between(low, low)
    others = solving.fixed(free)
    pace = solving.proving()
    if not pace(0, 0) or asking.broken(claim, (*others, *asking.inside(box))) != "never":
        return None
    alone = pace(0, 0) and asking.broken(asking.unmoved, (*others, asking.outside(box))) == "never"
    return Together(tuple(parts), low, alone)


def _span_of(spans: Sequence[Span], value: Value | None) -> Span | None:
    """The one that the value lies in."""
    place = None if value is None else place_of(value)
    for span in spans:
        first, last = place_of(span.first), place_of(span.last)
        if value in (span.first, span.last):
            return span
        if place is not None and first is not None and last is not None and first <= place <= last:
            return span
    return None
