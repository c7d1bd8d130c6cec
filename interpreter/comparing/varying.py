"""One value in two versions while one input is varied and everything else stays as in the data.

What the data do not give is filled in with the simplest value that may be given, and told. Where a value looks at its
own row alone, all that is tried are rows of one run; otherwise each is a run of its own.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice

import attrs

from dsl import model, record
from dsl.record import frozen
from dsl.tables import Domain, Numbers
from interpreter.assembling import assemble
from interpreter.calculation import Calculation, Prepared, outcome, prepare, run
from interpreter.comparing.moves import same
from interpreter.comparing.spans import Span, Trial, spans
from interpreter.facts import Facts, Rows
from interpreter.outcomes import Outcome, Value
from interpreter.pace import Pace, unhurried
from interpreter.search.axes import Axis, axes, within
from interpreter.search.inputs import Input, Inputs, depends, slots_of

# Whole numbers tried one after the other, from the lowest on.
MOST_STEPS = 200
# Other numbers and days tried.
MOST_POINTS = 60
# Rows whose lines are compared.
MOST_ROWS = 40

Column = tuple[model.Symbol, int | None]


@record.identical
class Version:
    """One side: its program on its data."""

    program: model.Program
    facts: Facts
    year: int | None
    day: datetime.date | None = None


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
            _Side(one, symbol, ready, depends(ready.plan, slots_of(ready.plan, (symbol,))), one.facts)
            for one, symbol, ready in zip((before, after), pair, prepared, strict=True)
        ]
        found.append(_study(sides, pair[1], row, rows.get(pair[1]), pace))
        if found[-1].stopped:
            break
    return tuple(found)


def _study(sides: Sequence[_Side], symbol: model.Symbol, row: str | None, rather: str | None, pace: Pace) -> Study:
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
        beside, every = _beside(sides, symbol.concept, label, others, column)
        trials = _trials(sides, symbol.concept, (label, *beside), column, values, pace)
        if trials is None:
            stopped = True
            break
        line = Line(one, len(values), whole, spans(trials[0]))
        lines.append(_with_others(sides, line, trials, every))
    return Study(symbol, label, made_up, tuple(lines), tuple(filled), tuple(left_out), stopped, len(shared))


def _trials(
    sides: Sequence[_Side],
    concept: str | None,
    labels: Sequence[str | None],
    column: Column,
    values: Sequence[Value],
    pace: Pace,
) -> list[list[Trial]] | None:
    """Of each row, the first of which is the one whose input is varied; where rows are on their own each row's input is
    varied in turn, until one comes out otherwise than the first."""
    if column[0].concept is None or not _is_alone(sides):
        rows = [[_index(side, concept, each) for each in labels] for side in sides]
        return _tried(sides, rows, column, values, pace)
    found: list[list[Trial]] = []
    for each in labels:
        tried = _tried(sides, [[_index(side, concept, each)] for side in sides], column, values, pace)
        if tried is None:
            return None
        found += tried
        if not _same_spans(spans(found[0]), spans(found[-1])):
            break
    return found


def _with_others(sides: Sequence[_Side], line: Line, trials: Sequence[Sequence[Trial]], every: bool) -> Line:
    """With what is so of other rows. every: each of them was tried."""
    if line.input.symbol.concept is None or _is_alone(sides):
        alike = all(_same_spans(line.spans, spans(each)) for each in trials[1:])
        return attrs.evolve(line, alike=alike if every or not alike else None)
    return attrs.evolve(line, others=any(_varies(spans(each)) for each in trials[1:]))


def _varies(told: Sequence[Span]) -> bool:
    """Whether the difference is not the same all along."""
    return len(told) > 1 or any(span.kind in ("linear", "between") for span in told)


def _is_alone(sides: Iterable[_Side]) -> bool:
    """Whether a row is computed without other rows."""
    return not any(side.inputs.grouped or side.inputs.relations for side in sides)


def _beside(
    sides: Sequence[_Side], concept: str | None, label: str | None, others: Sequence[str], column: Column
) -> tuple[list[str], bool]:
    """The other rows to look at, of those alike but for this input one; and whether those are all there are."""
    found = list(others)
    if _is_alone(sides):
        seen = {_others_given(sides, concept, label, column)}
        found = []
        for one in others:
            given = _others_given(sides, concept, one, column)
            if given not in seen:
                seen.add(given)
                found.append(one)
    return found[:MOST_ROWS], len(found) <= MOST_ROWS


def _others_given(
    sides: Sequence[_Side], concept: str | None, label: str | None, column: Column
) -> tuple[Value | None, ...]:
    """What matters of a row, besides this input."""
    found: list[Value | None] = []
    for side in sides:
        row = _index(side, concept, label)
        for one in side.inputs.inputs:
            if row is not None and one.symbol.concept == concept and (one.symbol, one.year) != column:
                given = side.facts.rows[one.symbol.concept or ""].values.get((one.symbol, one.year))
                found.append(None if given is None else given[row])
    return tuple(found)


def _same_spans(one: Sequence[Span], other: Sequence[Span]) -> bool:
    return len(one) == len(other) and all(map(_same_span, one, other))


def _same_span(one: Span, other: Span) -> bool:
    told = [(each.first, each.last, each.kind, each.low, each.high, each.slope) for each in (one, other)]
    if told[0] != told[1]:
        return False
    return one.kind != "other" or (same(one.before, other.before) and same(one.after, other.after))


# -- the two sides -------------------------------------------------------------------------------


@record.identical
class _Side:
    version: Version
    symbol: model.Symbol
    prepared: Prepared
    inputs: Inputs
    facts: Facts


# Column -> the input, what to try of it, and what each side that has it may be given.
_Varied = Mapping[Column, tuple[Input, Axis, tuple[Domain, ...]]]


def _axes(sides: Sequence[_Side]) -> _Varied:
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


def _shared(sides: Sequence[_Side], concept: str | None) -> list[str]:
    """The labels that both have, in the order of the new side."""
    before, after = (side.facts.rows.get(concept or "") for side in sides)
    return [] if before is None or after is None else [label for label in after.labels if label in before.labels]


def _index(side: _Side, concept: str | None, label: str | None) -> int | None:
    if concept is None:
        return None
    return 0 if label is None else side.facts.rows[concept].labels.index(label)


def _simplest(side: _Side, concept: str | None, varied: _Varied) -> _Side:
    """With the smallest data there are for the value, in place of its own."""
    # Imported when there are no data, which is seldom.
    from interpreter.search.cases import Case, Moment, cells, given_of, world

    place = world(side.version.program, side.inputs, concept)
    values = {
        cell: varied[cell.input.symbol, cell.input.year][1].points[0] for cell in cells(place, side.inputs.inputs)
    }
    facts, _ = assemble(side.version.program, given_of(Case(Moment(side.version.year), place, values)))
    return attrs.evolve(side, facts=facts)


def _filled(side: _Side, varied: _Varied, filled: dict[Filled, None]) -> _Side:
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
    found.sort(key=lambda value: (_at(value) or 0, 0))
    return tuple(found), axis.size is not None and len(found) >= axis.size


def _steps(step: Fraction, low: Fraction) -> Iterator[Fraction]:
    number = -(-low // step) * step
    while True:
        yield number
        number += step


def _present(sides: Sequence[_Side], column: Column) -> Iterator[Value]:
    """The values that the data give."""
    for side in sides:
        if column[0].concept is None:
            given: Iterable[Value | None] = (side.facts.inputs.get(column),)
        else:
            rows = side.facts.rows.get(column[0].concept)
            given = () if rows is None else rows.values.get(column, ())
        yield from (value for value in given if value is not None)


def _at(value: Value) -> Fraction | None:
    match value:
        case Fraction():
            return value
        case datetime.date():
            return Fraction(value.toordinal())
        case _:
            return None


def _tried(
    sides: Sequence[_Side],
    rows: Sequence[Sequence[int | None]],
    column: Column,
    values: Sequence[Value],
    pace: Pace,
) -> list[list[Trial]] | None:
    found = []
    for side, own in zip(sides, rows, strict=True):
        if not pace(0, 0):
            return None
        outcomes = _outcomes(side, own, column, values, pace)
        if outcomes is None:
            return None
        found.append(outcomes)
    return [
        [Trial(value, _at(value), before, after) for value, before, after in zip(values, *both, strict=True)]
        for both in zip(*found, strict=True)
    ]


def _outcomes(
    side: _Side, rows: Sequence[int | None], column: Column, values: Sequence[Value], pace: Pace
) -> list[list[Outcome]] | None:
    """Of each row one for each value; where the version does not depend on the input, the same for all.

    rows: the input is varied in the first of them; several only where a row is not on its own, or it is not of a row
    """
    symbol, inputs = side.symbol, side.inputs
    if column not in {(one.symbol, one.year) for one in inputs.inputs}:
        still = run(side.prepared, side.facts)
        return [[outcome(still, symbol, row)] * len(values) for row in rows]
    row = rows[0]
    if len(rows) == 1 and row is not None and column[0].concept is not None and _is_alone([side]):
        together = run(side.prepared, _side_by_side(side.facts, row, column, values))
        return [[outcome(together, symbol, number) for number in range(len(values))]]
    found: list[list[Outcome]] = [[] for _ in rows]
    for value in values:
        if not pace(len(found[0]), len(values)):
            return None
        calculation = _one(side, row, column, value)
        for each, outcomes in zip(rows, found, strict=True):
            outcomes.append(outcome(calculation, symbol, each))
    return found


def _one(side: _Side, row: int | None, column: Column, value: Value) -> Calculation:
    return run(side.prepared, varied(side.facts, row, column, value))


def varied(facts: Facts, row: int | None, column: Column, value: Value) -> Facts:
    """With another value of an input of the whole regulation, or of one row."""
    concept = column[0].concept
    if concept is None or row is None:
        return attrs.evolve(facts, inputs={**facts.inputs, column: value})
    table = facts.rows[concept]
    given = table.values.get(column, (None,) * len(table.labels))
    values = {**table.values, column: (*given[:row], value, *given[row + 1 :])}
    return attrs.evolve(facts, rows={**facts.rows, concept: attrs.evolve(table, values=values)})


def _side_by_side(facts: Facts, row: int, column: Column, values: Sequence[Value]) -> Facts:
    """As many copies of the row as there are values, each with its own."""
    concept = column[0].concept
    assert concept is not None
    count = len(values)
    copied = {each: (given[row],) * count for each, given in facts.rows[concept].values.items()}
    copied[column] = tuple(values)
    rows = Rows(concept, tuple(map(str, range(count))), (None,) * count, copied)
    return attrs.evolve(facts, rows={**facts.rows, concept: rows})
