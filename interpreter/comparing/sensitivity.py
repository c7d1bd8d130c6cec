"""One value in two versions while one input is varied and everything else stays as in the data.

What the data do not give is filled in with the simplest value that may be given, and told. Where a value looks at its
own row alone, all that is tried are rows of one run; otherwise each is a run of its own. Where the data show no
difference, a case that does may be followed in their place (`case_study`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice, pairwise

import attrs

from dsl import model
from dsl.domains import Domain, Numbers
from dsl.frozen import frozen, identical
from interpreter.comparing.following import Followed, followed
from interpreter.comparing.further_values import widened
from interpreter.comparing.row_terms import Solving, Together, in_company
from interpreter.comparing.runs import Column, Side, Version, index, place_of, tried
from interpreter.comparing.span_proofs import settled
from interpreter.comparing.spans import Span, Trial
from interpreter.comparing.witness import Simple, witness
from interpreter.data.assembling import assemble
from interpreter.evaluating.calculation import outcome, prepare, run
from interpreter.outcomes import Outcome, Value
from interpreter.pace import Pace, unhurried
from interpreter.search.axes import Axis, axes, domain_of, within
from interpreter.search.cases import Case
from interpreter.search.inputs import Input, depends, slots_of

# Whole numbers tried one after the other, from the lowest on.
MOST_STEPS = 200
# Other numbers and days tried.
MOST_POINTS = 60


# The pace of proofs, asked for when there is something to prove.
Proving = Callable[[], Pace]


@frozen
class Filled:
    """An input that the data lack in some row, and what was taken instead."""

    input: Input
    value: Value


@identical
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

    @property
    def sure(self) -> bool:
        """Whether what the spans say is so of all that may be given, and they leave nothing out."""
        if not self.spans or not all(span.sure for span in self.spans):
            return False
        return self.whole or (self.spans[0].low_end and self.spans[-1].high_end and self.closed)

    @property
    def closed(self) -> bool:
        """Whether nothing that may be given lies between two spans."""
        return self.whole or all(self._next(below, above) for below, above in pairwise(self.spans))

    def _next(self, below: Span, above: Span) -> bool:
        domain = domain_of(self.input.attribute)
        if above.above is not None:
            return True
        step = domain.step if isinstance(domain, Numbers) else Fraction(1)
        first, last = place_of(above.first), place_of(below.last)
        return bool(step) and first is not None and last is not None and first - last == step


@identical
class Study:
    """One value, of one row where it has rows, along each input that is the row's own or the whole regulation's.

    row: the label; None for the whole regulation, and where the data have no row and the simplest there is was tried
    rows: how many rows both have
    made_up: that is so
    filled: what was taken where the data say nothing; left_out: what it depends on that was not varied
    stopped: the pace ended it, and these are the lines that were done
    case: what is given, by row, in the case that was followed, where that is none of the data; came: what the value is
        there before and after; there: how many rows of each concept
    together: inputs that the difference needs all at once
    counted: it depends on which rows there are
    """

    symbol: model.Symbol
    row: str | None
    made_up: bool
    lines: tuple[Line, ...]
    filled: tuple[Filled, ...]
    left_out: tuple[Input, ...]
    stopped: bool
    rows: int = 0
    case: tuple[tuple[str | None, Filled], ...] = ()
    came: tuple[Outcome, Outcome] | None = None
    there: tuple[tuple[str, int], ...] = ()
    together: Together | None = None
    counted: bool = False

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
    proving: Proving = lambda: unhurried,
) -> tuple[Study, ...]:
    """Follows each value along its inputs: one study for each value, in their order, and none after one that the pace
    stopped.

    symbols: as the new side calls them; both define them, each as the same kind of thing
    renamed: what the new side calls a value -> what the old side did
    row: one that both have, and no other is looked at; None, or another: that of `rows`, else the first such
    proving: the pace of proofs, asked for when there is something to prove
    """
    found: list[Study] = []
    for sides, symbol in _sides_of(before, after, symbols, renamed):
        found.append(_study(sides, symbol, row, rows.get(symbol), pace, proving))
        if found[-1].stopped:
            break
    return tuple(found)


def _sides_of(
    before: Version, after: Version, symbols: Sequence[model.Symbol], renamed: Mapping[model.Symbol, model.Symbol]
) -> Iterator[tuple[Sequence[Side], model.Symbol]]:
    pairs = [(renamed.get(symbol, symbol), symbol) for symbol in symbols]
    called = [frozenset(names) for names in zip(*pairs, strict=True)]
    prepared = [
        prepare(one.program, one.facts, one.year, day=one.day, targets=names)
        for one, names in zip((before, after), called, strict=bool(pairs))
    ]
    for pair in pairs:
        sides = [
            Side(one, symbol, ready, depends(ready.plan, slots_of(ready.plan, (symbol,))), one.facts)
            for one, symbol, ready in zip((before, after), pair, prepared, strict=True)
        ]
        yield sides, pair[1]


def case_study(
    before: Version,
    after: Version,
    symbol: model.Symbol,
    renamed: Mapping[model.Symbol, model.Symbol] = {},
    pace: Pace = unhurried,
    proving: Proving = lambda: unhurried,
    simple: Simple | None = None,
) -> Study | None:
    """The value followed from a case in which the two differ; None where none is found. simple: tries the simplest
    cases; None: only the solver is asked."""
    # Imported where the data show no difference.
    from interpreter.search.cases import given_of

    ((sides, _),) = _sides_of(before, after, (symbol,), renamed)
    found = witness(sides, proving, simple)
    if found is None:
        return None
    case, label = found
    facts = [assemble(side.version.program, given_of(_known_to(side, case)))[0] for side in sides]
    there = [attrs.evolve(side, facts=given) for side, given in zip(sides, facts, strict=True)]
    given = tuple((cell.row, Filled(cell.input, value)) for cell, value in case.values.items())
    study = _study(there, symbol, label, None, pace, proving)
    before_, after_ = (
        outcome(run(side.prepared, side.facts), side.symbol, index(side, symbol.concept, label)) for side in there
    )
    counts = Counter(concept for concept, _ in case.world.rows)
    rows = tuple((concept, counts[concept]) for concept in dict.fromkeys((*there[1].inputs.concepts, *counts)))
    return attrs.evolve(study, case=given, came=(before_, after_), there=rows)


def _known_to(side: Side, case: Case) -> Case:
    """Without what only the other side can be given."""
    program = side.version.program
    known = {one.symbol for one in (*program.inputs, *(one for each in program.concepts for one in each.attributes))}
    return attrs.evolve(case, values={cell: one for cell, one in case.values.items() if cell.input.symbol in known})


def _study(
    sides: Sequence[Side], symbol: model.Symbol, row: str | None, rather: str | None, pace: Pace, proving: Proving
) -> Study:
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
    solving = Solving(sides, symbol.concept, label, proving)
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
        if found is None or more is None:
            stopped = True
            break
        if more:
            found = followed(sides, symbol.concept, label, others, column, _in_order((*values, *more)), pace)
        line = (
            None if found is None else _line(sides, symbol.concept, label, others, varied, column, found, solving, pace)
        )
        if line is None:
            stopped = True
            break
        lines.append(attrs.evolve(line, whole=whole))
    together = None if stopped else in_company([(line.input, line.spans) for line in lines], solving)
    counted = any(side.inputs.grouped for side in sides)
    told = tuple(filled)
    study = Study(symbol, label, made_up, tuple(lines), told, tuple(left_out), stopped, len(shared))
    return attrs.evolve(study, together=together, counted=counted)


def _in_order(values: Iterable[Value]) -> tuple[Value, ...]:
    return tuple(sorted(values, key=lambda value: place_of(value) or 0))


def _line(
    sides: Sequence[Side],
    concept: str | None,
    label: str | None,
    others: Sequence[str],
    varied: _Varied,
    column: Column,
    found: Followed,
    solving: Solving,
    pace: Pace,
) -> Line | None:
    """With its spans made sure, as far as can be. None where the pace stopped it."""
    one, _, domains = varied[column]
    rows = [[index(side, concept, label)] for side in sides]

    def attempt(values: Sequence[Value]) -> Sequence[Trial] | None:
        trials = tried(sides, rows, column, values, pace) if values else [[]]
        return None if trials is None else trials[0]

    settled_ = settled(one, domains, found.trials, lambda: solving.of(column), attempt)
    if settled_ is None:
        return None
    trials, told = settled_
    again: Followed | None = found
    if len(trials) > len(found.trials):
        values = [trial.value for trial in trials]
        again = followed(sides, concept, label, others, column, values, pace)
    return None if again is None else Line(one, len(trials), False, told, again.alike, again.others)


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
