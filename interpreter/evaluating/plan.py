"""The plan: what a program computes for one year, as a flat tuple of slots. Plain data; nothing here evaluates.

A slot is one column: one value for each row of its concept (concept None: one value in all). It stands after the slots
it is computed from, and equal slots are one. Years are unrolled, tests of the year settled, readings chosen; what
depends on the data alone is left. Scales and integers come later (`lowering`): here numbers are exact rationals.
"""

import datetime
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import groupby
from typing import Literal, NamedTuple, assert_never

import attrs

from dsl import model
from dsl.frozen import identical
from interpreter.outcomes import Cause

# Years back from the year of calculation that a value may look, when the program names no first year.
MAX_YEARS = 400
# Slots of one plan; what would come after them is `too_large`.
MAX_SLOTS = 50_000
# Bits of a number; a larger one is `too_large`.
MAX_BITS = 32_768

Operation = Literal[
    "constant",  # data: (value,)
    "fail",  # cause; a value that is never there
    "input",  # attribute, year; cause: Missing without row and place
    "spread",  # value of the whole regulation, for every row of a concept
    "gather",  # value of another concept, read through a relation: (value, relation)
    "add",
    "subtract",
    "multiply",
    "divide",  # cause where the divisor is 0; without a cause, 0/0 is 0
    "round",  # data: (direction, step, tie)
    "higher",
    "lower",
    "compare",  # data: (operator,)
    "and",
    "or",
    "not",
    "if",  # (truth, then, else)
    "first",  # (truth …): index of the first that is true, their number where none is; data: the rank of each
    "rows",  # (column …): index of the first table row that fits; tests
    "choose",  # (index, value …, value): by index; cause: Conflict where several of one rank hold with different values
    "total",  # (value, where or -1, relation or -1), so for all aggregates; relation -1: all rows
    "maximum",  # cause where no row is left
    "minimum",
    "some",  # (truth, -1, relation or -1)
    "every",
    "shift",  # a day so much later; data: (count, unit); cause where it falls outside the calendar
    "whole",  # (day, day): whole units of time from the first to the second; data: (unit,)
    "workday",  # so many working days from it; data: (count, direction); cause as above
    "require",  # (value, truth): the value, and the cause where the truth is false
    "level",  # (key, room, pot, relation or -1): key × level, at most the room, is each one's part; of the owner
    # Of the rest the last arguments are: room or -1 (who may take it; steps at most), tie key or -1, relation or -1
    "take",  # (key, difference …): is this the row that takes it? data: (owner, most)
    "steps",  # (remainder, whole steps, fraction …): steps this row takes; data: (owner,)
    "fraction",  # the same: does this row take the fraction of a step?
    "rank",  # (key, rows …): the row's place; data: (owner, most, whether equals share)
    "seats",  # (key, seats …): data: (owner, first divisor)
    "turn",  # (key, pot, claim …): what the row gets when its turn comes; data: (owner, most)
]
Award = Literal["take", "steps", "fraction", "rank", "seats", "turn"]

Kind = Literal["number", "truth", "code", "day", "row"]
Datum = Fraction | bool | str | datetime.date | None


@attrs.frozen
class Slot:
    """One column of the plan. arguments: positions of slots; -1 for one that is left out.

    attribute, year: of an input (year None where it has none); tests: of a table, one tuple per row
    cause: why there may be no value here; what differs from row to row (row, place, tied rows) is blank, and of a
        conflict all rules are told; sections: of a choice, where the rules of each rank stand
    section, line: where the rule stands; source: the expression it came from (of equal ones the first)
    """

    operation: Operation
    arguments: tuple[int, ...]
    concept: str | None
    kind: Kind
    data: tuple[Datum, ...] = ()
    cause: Cause | None = None
    attribute: model.Attribute | None = attrs.field(default=None, repr=False)
    year: int | None = None
    tests: tuple[tuple[model.Test, ...], ...] = attrs.field(default=(), repr=False)
    sections: tuple[model.SectionRef, ...] = attrs.field(default=(), repr=False)
    section: model.SectionRef = attrs.field(eq=False, kw_only=True, repr=False)
    line: int = attrs.field(eq=False, kw_only=True, repr=False)
    source: model.Expression | None = attrs.field(eq=False, kw_only=True, repr=False)


def ranges(data: Sequence[Datum]) -> Iterator[tuple[int, int]]:
    """Of a slot `first` with these data, for each rank: the position of its first truth, and the one after its last."""
    begin = 0
    for _, rank in groupby(data):
        end = begin + len(list(rank))
        yield begin, end
        begin = end


class Moment(NamedTuple):
    """When a value is read. day: timelines as they stand that day, None: for the whole year."""

    year: int | None
    day: datetime.date | None


@attrs.frozen
class Taken:
    """Which part an expression that chooses is, row by row.

    slot: an index, or a truth that is the first part where it holds, else the second; -1: the first in every row
    parts: by index: the number of the case, exception or row of a table, in written order; None: none of them
    """

    slot: int
    parts: tuple[int | None, ...]


@attrs.frozen
class ShareSlots:
    """Where the parts of a sharing are: pot, rest and key_total over the owners, the others over the rows that share.

    relation: the owner of each row, -1: all share (where a regulation covers some of them, those have the owner 0)
    key and key_total: of a rest in proportion (key_total), or in seats; key alone of those who come in turn
    gives: (where or -1, amount before `where`); given: of all gives; exact: before cap and rounding; capped: below the
    ceiling, with what others' ceilings cut off; rounded: after; difference: what the row takes over; left: what stays,
    over the owners
    """

    relation: int
    pot: int
    gives: tuple[tuple[int, int], ...]
    rest: int
    key: int | None
    key_total: int | None
    exact: int
    capped: int
    rounded: int
    difference: int
    result: int
    left: int


@identical
class Standing:
    """What is in force in a year, as in `Plan`. attributes: every input, as it is declared then."""

    active: Mapping[model.Symbol, model.Definition]
    attributes: Mapping[model.Symbol, model.Attribute]
    scopes: Mapping[str, tuple[model.Scope, ...]]


@attrs.frozen
class Stretches:
    """Where `X, per flygdagen` needs its value. moments: none where the day itself is never there; edges: the days
    from which each of the moments but the first is meant."""

    moments: tuple[Moment, ...]
    edges: tuple[datetime.date, ...]

    def at(self, day: datetime.date) -> Moment:
        """The moment at which the value is what it is on that day."""
        return self.moments[bisect_right(self.edges, day)]


@identical
class Plan:
    """All that is computed for one moment. expressions: the slot of every expression in every moment it is needed in.

    taken: of cases, exceptions and columns of tables, so too
    roots: slots of what was asked for
    active: the definitions under the chosen readings, in the year of the calculation
    needed_by: input -> the first section that speaks of it
    scopes: concept -> what says which of its rows are covered; deciding: expressions that those are decided from, so
        that they are of all rows
    stretches: of every value as of a day, in every moment it is needed in
    standing: what is in force in the year of the calculation; others: in other years, each with the first of them
    """

    moment: Moment
    slots: tuple[Slot, ...]
    expressions: Mapping[tuple[model.Expression, Moment], int]
    sharings: Mapping[tuple[model.Sharing, Moment], ShareSlots]
    taken: Mapping[tuple[model.Expression, Moment], Taken]
    roots: frozenset[int]
    active: Mapping[model.Symbol, model.Definition]
    needed_by: Mapping[model.Symbol, model.SectionRef]
    scopes: Mapping[str, tuple[model.Scope, ...]]
    deciding: frozenset[model.Expression]
    stretches: Mapping[tuple[model.AsOf, Moment], Stretches]
    standing: Standing
    others: tuple[tuple[int | None, Standing], ...] = ()

    def in_year(self, year: int | None) -> Standing:
        """What a year is computed with."""
        there = self.standing
        if year is not None and year != self.moment.year:
            for first, other in self.others:
                if first is None or first <= year:
                    there = other
        return there

    def __str__(self) -> str:
        return "\n".join(f"{number:5} {_line(slot)}" for number, slot in enumerate(self.slots))


def _line(slot: Slot) -> str:
    arguments = " ".join("·" if argument < 0 else str(argument) for argument in slot.arguments)
    data = ", ".join(str(datum) for datum in slot.data)
    return f"{slot.concept or '—':12} {slot.kind:7} {slot.operation:9} {arguments:14} {data}".rstrip()


def kind_of(kind: model.Type) -> Kind:
    """What kind of column a type becomes."""
    match kind:
        case model.Number():
            return "number"
        case model.Truth():
            return "truth"
        case model.Text() | model.Choice():
            return "code"
        case model.Day():
            return "day"
        case model.RowOf():
            return "row"
        case _:
            assert_never(kind)
