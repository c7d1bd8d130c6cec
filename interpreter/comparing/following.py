"""One row followed along one input, and whether other rows go the same way or move with it."""

from __future__ import annotations

from collections.abc import Sequence

from dsl.frozen import identical
from interpreter.comparing.moves import number, same
from interpreter.comparing.runs import Column, Side, index, is_alone, tried
from interpreter.comparing.spans import Span, Trial, spans
from interpreter.outcomes import Value
from interpreter.pace import Pace

# Rows whose lines are compared.
MOST_ROWS = 40


@identical
class Followed:
    """What came of following one row along an input. trials: of that row; alike, others: as in `sensitivity.Line`."""

    trials: Sequence[Trial]
    alike: bool | None
    others: bool


def followed(
    sides: Sequence[Side],
    concept: str | None,
    label: str | None,
    others: Sequence[str],
    column: Column,
    values: Sequence[Value],
    pace: Pace,
) -> Followed | None:
    """Tries the values of an input for one row on both sides. label: of the row; others: labels of rows to compare
    it with. None where the pace stopped it."""
    own = column[0].concept is not None
    beside, every = _beside(sides, concept, label, others, column)
    if own and is_alone(sides):
        return _in_turn(sides, concept, (label, beside, every), column, values, pace)
    rows = [[index(side, concept, each) for each in (label, *beside)] for side in sides]
    trials = tried(sides, rows, column, values, pace)
    if trials is None:
        return None
    told = [spans(each) for each in trials]
    if own:
        return Followed(trials[0], None, any(map(_varies, told[1:])))
    alike = all(_same_spans(told[0], each) for each in told[1:])
    return Followed(trials[0], alike if every or not alike else None, others=False)


def _in_turn(
    sides: Sequence[Side],
    concept: str | None,
    rows: tuple[str | None, Sequence[str], bool],
    column: Column,
    values: Sequence[Value],
    pace: Pace,
) -> Followed | None:
    """Of rows on their own, until one goes another way. Most that do show it where the first turns."""

    def of(row: str | None, some: Sequence[Value]) -> Sequence[Trial] | None:
        found = tried(sides, [[index(side, concept, row)] for side in sides], column, some, pace)
        return None if found is None else found[0]

    label, beside, every = rows
    trials = of(label, values)
    if trials is None:
        return None
    told = spans(trials)
    turns = list(dict.fromkeys(value for span in told for value in (span.first, span.last)))
    there = [trial for trial in trials if trial.value in turns]
    for each in beside:
        few = of(each, [trial.value for trial in there])
        if few is None:
            return None
        if not all(map(_same_trial, there, few)):
            return Followed(trials, alike=False, others=False)
        whole = of(each, values)
        if whole is None:
            return None
        if not _same_spans(told, spans(whole)):
            return Followed(trials, alike=False, others=False)
    return Followed(trials, True if every else None, others=False)


def _same_trial(one: Trial, other: Trial) -> bool:
    """Whether the difference is the same; where there is none, whether both sides say the same."""
    figures = [(number(each.before), number(each.after)) for each in (one, other)]
    (before, after), (low, high) = figures
    if before is None or after is None or low is None or high is None:
        unchanged = [same(each.before, each.after) for each in (one, other)]
        return all(unchanged) or (same(one.before, other.before) and same(one.after, other.after))
    return after - before == high - low


def _varies(told: Sequence[Span]) -> bool:
    """Whether the difference is not the same all along."""
    return len(told) > 1 or any(span.kind in ("linear", "between") for span in told)


def _beside(
    sides: Sequence[Side], concept: str | None, label: str | None, others: Sequence[str], column: Column
) -> tuple[list[str], bool]:
    """The other rows to look at, of those alike but for this input one; and whether those are all there are."""
    found = list(others)
    if is_alone(sides):
        seen = {_others_given(sides, concept, label, column)}
        found = []
        for one in others:
            given = _others_given(sides, concept, one, column)
            if given not in seen:
                seen.add(given)
                found.append(one)
    return found[:MOST_ROWS], len(found) <= MOST_ROWS


def _others_given(
    sides: Sequence[Side], concept: str | None, label: str | None, column: Column
) -> tuple[Value | None, ...]:
    """What matters of a row, besides this input."""
    found: list[Value | None] = []
    for side in sides:
        row = index(side, concept, label)
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
