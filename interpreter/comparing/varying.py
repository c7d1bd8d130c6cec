"""One value in two versions while one input is varied and everything else stays as in the data.

What the data do not give is filled in with the simplest value that may be given, and told. Where a value looks at its
own row alone, all that is tried are rows of one run; otherwise each is a run of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice

import attrs

from dsl import model, record
from dsl.record import frozen
from dsl.tables import Domain, Numbers
from interpreter.assembling import assemble
from interpreter.calculation import prepare
from interpreter.comparing.following import Followed, followed
from interpreter.comparing.spans import Span, Trial, spans
from interpreter.comparing.trying import Column, Side, Version, index, place_of, tried
from interpreter.comparing.widening import widened
from interpreter.outcomes import Value
from interpreter.pace import Pace, unhurried
from interpreter.search.axes import Axis, axes, within
from interpreter.search.inputs import Input, depends, slots_of

# Whole numbers tried one after the other, from the lowest on.
MOST_STEPS = 200
# Other numbers and days tried.
MOST_POINTS = 60


@frozen
class Filled:
    """An input that the data lack in some row, and what was taken instead."""

    input: Input
    value: Value


@record.identical
class Line:
    """What happens along one input of a row, or of the whole regulation. whole: all that may be given was tried.

    alike: whether it is the same for every row that both have; None where that was not looked into
    others: the input of the one row moves the difference of other rows too
    """

    input: Input
    tried: int
    whole: bool
    spans: tuple[Span, ...]
    alike: bool | None = None
    others: bool = False


@record.identical
class Study:
    """One value, of one row where it has rows, along each input that is the row's own or the whole regulation's.

    row: the label; None for the whole regulation, and where the data have no row and the simplest there is was tried
    rows: how many rows both have
    made_up: that is so
    filled: what was taken where the data say nothing; left_out: what it depends on that was not varied
    stopped: the pace ended it, and these are the lines that were done
    """

    symbol: model.Symbol
    row: str | None
    made_up: bool
    lines: tuple[Line, ...]
    filled: tuple[Filled, ...]
    left_out: tuple[Input, ...]
    stopped: bool
    rows: int = 0

    @property
    def alike(self) -> bool | None:
        """Whether all lines are the same for every row; None where that is not known."""
        found = {line.alike for line in self.lines}
        return False if False in found else None if None in found or not found else True


def studies(
    before: Version,
    after: Version,
    symbols: Sequence[model.Symbol],
    row: str | None = None,
    renamed: Mapping[model.Symbol, model.Symbol] = {},
    pace: Pace = unhurried,
    rows: Mapping[model.Symbol, str] = {},
) -> tuple[Study, ...]:
    """One for each value, in their order; none after one that the pace stopped.

    symbols: as the new side calls them; both define them, each as the same kind of thing
    renamed: what the new side calls a value -> what the old side did
    row: one that both have, and no other is looked at; None, or another: that of `rows`, else the first such
    """
    pairs = [(renamed.get(symbol, symbol), symbol) for symbol in symbols]
    called = [frozenset(names) for names in zip(*pairs, strict=True)]
    prepared = [
        prepare(one.program, one.facts, one.year, day=one.day, targets=names)
        for one, names in zip((before, after), called, strict=bool(pairs))
    ]
    found: list[Study] = []
    for pair in pairs:
        sides = [
            Side(one, symbol, ready, depends(ready.plan, slots_of(ready.plan, (symbol,))), one.facts)
            for one, symbol, ready in zip((before, after), pair, prepared, strict=True)
        ]
        found.append(_study(sides, pair[1], row, rows.get(pair[1]), pace))
        if found[-1].stopped:
            break
    return tuple(found)


def _study(sides: Sequence[Side], symbol: model.Symbol, row: str | None, rather: str | None, pace: Pace) -> Study:
    varied = _axes(sides)
    shared = _shared(sides, symbol.concept)
    made_up = symbol.concept is not None and not shared
    if made_up:
        sides = [_simplest(side, symbol.concept, varied) for side in sides]
    label = None
    if shared:
        label = row if row in shared else rather if rather in shared else shared[0]
    filled: dict[Filled, None] = {}
    sides = [_filled(side, varied, filled) for side in sides]
    others = [] if row in shared else [one for one in shared if one != label]
    lines: list[Line] = []
    left_out = []
    stopped = False
    for column, (one, axis, domains) in varied.items():
        if one.symbol.concept not in (None, symbol.concept):
            left_out.append(one)
            continue
        values, whole = _to_try(axis, domains, [*_present(sides, column)])
        found = followed(sides, symbol.concept, label, others, column, values, pace)
        more = None if found is None else _further(sides, symbol.concept, label, column, varied, found, pace)
        if more:
            values = tuple(sorted((*values, *more), key=lambda value: place_of(value) or 0))
            found = followed(sides, symbol.concept, label, others, column, values, pace)
        if found is None or more is None:
            stopped = True
            break
        lines.append(Line(one, len(values), whole, spans(found.trials), found.alike, found.others))
    return Study(symbol, label, made_up, tuple(lines), tuple(filled), tuple(left_out), stopped, len(shared))


def _further(
    sides: Sequence[Side],
    concept: str | None,
    label: str | None,
    column: Column,
    varied: _Varied,
    found: Followed,
    pace: Pace,
) -> tuple[Value, ...] | None:
    """Values that show something else than those tried so far; None where the pace stopped it."""
    rows = [[index(side, concept, label)] for side in sides]

    def attempt(values: Sequence[Value]) -> Sequence[Trial] | None:
        trials = tried(sides, rows, column, values, pace)
        return None if trials is None else trials[0]

    one, _, domains = varied[column]
    return widened(one, domains, found.trials, attempt)


# -- the two sides -------------------------------------------------------------------------------


# Column -> the input, what to try of it, and what each side that has it may be given.
_Varied = Mapping[Column, tuple[Input, Axis, tuple[Domain, ...]]]


def _axes(sides: Sequence[Side]) -> _Varied:
    """Of all inputs that matter on any side, those of the new one first; points of both."""
    found: dict[Column, tuple[Input, Axis, tuple[Domain, ...]]] = {}
    for side in reversed(sides):
        for axis in axes(side.prepared.plan, side.inputs.inputs):
            column = axis.input.symbol, axis.input.year
            if column in found:
                one, other, domains = found[column]
                points = tuple(dict.fromkeys((*other.points, *axis.points)))
                found[column] = one, attrs.evolve(other, points=points), (*domains, axis.domain)
            else:
                found[column] = axis.input, axis, (axis.domain,)
    return found


def _shared(sides: Sequence[Side], concept: str | None) -> list[str]:
    """The labels that both have, in the order of the new side."""
    before, after = (side.facts.rows.get(concept or "") for side in sides)
    return [] if before is None or after is None else [label for label in after.labels if label in before.labels]


def _simplest(side: Side, concept: str | None, varied: _Varied) -> Side:
    """With the smallest data there are for the value, in place of its own."""
    # Imported when there are no data, which is seldom.
    from interpreter.search.cases import Case, Moment, cells, given_of, world

    place = world(side.version.program, side.inputs, concept)
    values = {
        cell: varied[cell.input.symbol, cell.input.year][1].points[0] for cell in cells(place, side.inputs.inputs)
    }
    facts, _ = assemble(side.version.program, given_of(Case(Moment(side.version.year), place, values)))
    return attrs.evolve(side, facts=facts)


def _filled(side: Side, varied: _Varied, filled: dict[Filled, None]) -> Side:
    """Without holes in what the value depends on."""
    inputs, rows = dict(side.facts.inputs), dict(side.facts.rows)
    for one in side.inputs.inputs:
        column, value = (one.symbol, one.year), varied[one.symbol, one.year][1].points[0]
        if one.attribute.default is not None:
            continue
        if one.symbol.concept is None:
            if column not in inputs:
                inputs[column] = value
                filled[Filled(one, value)] = None
        elif one.symbol.concept in rows:
            table = rows[one.symbol.concept]
            given = table.values.get(column, (None,) * len(table.labels))
            if None in given:
                whole = tuple(value if each is None else each for each in given)
                rows[one.symbol.concept] = attrs.evolve(table, values={**table.values, column: whole})
                filled[Filled(one, value)] = None
    return attrs.evolve(side, facts=attrs.evolve(side.facts, inputs=inputs, rows=rows))


# -- what is tried -------------------------------------------------------------------------------


def _to_try(axis: Axis, domains: Sequence[Domain], there: Iterable[Value]) -> tuple[tuple[Value, ...], bool]:
    """The values in order, and whether they are all that may be given. there: those of the data."""
    domain = axis.domain
    values = [*axis.points, *there]
    if isinstance(domain, Numbers) and domain.step:
        lows = [one.low for one in domains if isinstance(one, Numbers) and one.low is not None]
        values += islice(_steps(domain.step, max(lows, default=Fraction(0))), MOST_STEPS)
    found = [value for value in dict.fromkeys(values) if all(within(one, value) for one in domains)]
    if not isinstance(domain, Numbers) or not domain.step:
        found = found[:MOST_POINTS]
    found.sort(key=lambda value: (place_of(value) or 0, 0))
    return tuple(found), axis.size is not None and len(found) >= axis.size


def _steps(step: Fraction, low: Fraction) -> Iterator[Fraction]:
    number = -(-low // step) * step
    while True:
        yield number
        number += step


def _present(sides: Sequence[Side], column: Column) -> Iterator[Value]:
    """The values that the data give."""
    for side in sides:
        if column[0].concept is None:
            given: Iterable[Value | None] = (side.facts.inputs.get(column),)
        else:
            rows = side.facts.rows.get(column[0].concept)
            given = () if rows is None else rows.values.get(column, ())
        yield from (value for value in given if value is not None)
