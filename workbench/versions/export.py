"""A comparison for programs: JSON and CSV. The fields are documented in docs/cli.md and do not change."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

import attrs

from dsl import model
from interpreter.comparing.attribution import Attribution, Parts
from interpreter.comparing.moves import Moved, defined, number
from interpreter.comparing.sensitivity import Study
from interpreter.comparing.spans import Span
from interpreter.outcomes import Known, Outcome, Value
from interpreter.search.inputs import Input
from workbench.session.compared import Comparison, OtherYear
from workbench.session.sides import OpenedSide
from workbench.values import numbers
from workbench.values.computed import Column, column, exact, given_column, status
from workbench.versions.words import Telling, cause_name, is_share, telling_of, value_column

FIELDS = (
    "concept",
    "name",
    "value",
    "section",
    "unit",
    "before_status",
    "before",
    "after_status",
    "after",
    "difference",
    "percent",
    "causes",
    "interaction",
    "before_unit",
)

_ABSENT = "absent"


@attrs.frozen
class Part:
    """cause: its position among the causes. status, value: with that change alone. difference: None for no number."""

    cause: int
    status: str
    value: str | None
    difference: str | None


@attrs.frozen
class InOrder:
    causes: tuple[int, ...]
    difference: str


@attrs.frozen
class ValueRecord:
    """One value of one row, or (kind `sum`) of all rows together."""

    kind: Literal["value", "sum"]
    concept: str | None
    name: str | None
    value: str
    section: str
    unit: str | None
    headline: bool
    before_status: str
    before: str | None
    after_status: str
    after: str | None
    difference: str | None
    percent: str | None
    causes: tuple[Part, ...]
    interaction: str | None
    in_order: tuple[InOrder, ...]
    before_unit: str | None


@attrs.frozen
class SpanRecord:
    """kind: `tried` where it is only known of the values that were tried; else it is so of all from first to last, and,
    with above, of all that is more than that; low_end, high_end: and of all below, or above, that may be given."""

    first: str
    last: str
    above: str | None
    low_end: bool
    high_end: bool
    tried: int
    kind: str
    low: str | None
    high: str | None
    slope: str | None
    before_status: str
    before: str | None
    after_status: str
    after: str | None


@attrs.frozen
class GivenRecord:
    name: str | None
    input: str
    year: int | None
    value: str


@attrs.frozen
class TogetherRecord:
    """Inputs that a difference needs at once. parts: (input, first, last); only: outside of that there is none."""

    concept: str | None
    value: str
    parts: tuple[tuple[str, str, str], ...]
    difference: str
    only: bool


@attrs.frozen
class YearRecord:
    """same: no value can differ that year, whatever is given. values: those that differ on the data."""

    year: int
    same: bool
    values: tuple[dict[str, str | None], ...]


@attrs.frozen
class RangeRecord:
    """sure: what the spans say is so of all that may be given. case: what is given in the case that is followed, where
    that is none of the data."""

    concept: str | None
    name: str | None
    value: str
    unit: str | None
    input: str
    input_year: int | None
    input_unit: str | None
    tried: int
    all: bool
    sure: bool
    filled: tuple[str, ...]
    case: tuple[GivenRecord, ...]
    same_for_all: bool | None
    moves_others: bool
    spans: tuple[SpanRecord, ...]


def as_json(comparison: Comparison) -> str:
    import json

    from workbench.versions.rule_changes import records as rule_records

    told = telling_of(comparison)
    whole = {
        "old": _side(comparison, comparison.old, comparison.before.year),
        "new": _side(comparison, comparison.new, comparison.after.year),
        "differs": comparison.differs,
        "differs_in_outcome": comparison.moves_values,
        "names": [
            {"kind": one.kind, "concept": one.concept, "before": one.before[0], "after": one.after[0]}
            for one in comparison.names
        ],
        "rules": rule_records(comparison.changes),
        "causes": [cause_name(cause) for cause in comparison.causes],
        "values": [attrs.asdict(one) for one in records(told)],
        "same": [_named(symbol) for symbol in sorted(comparison.ranges.same, key=str)],
        "proved": [
            {**_named(symbol), "how": comparison.ranges.proved[symbol]}
            for symbol in comparison.ranges.open
            if symbol in comparison.ranges.proved
        ],
        "may_differ": [_named(symbol) for symbol in comparison.ranges.open if symbol not in comparison.ranges.proved],
        "ranges": [attrs.asdict(one) for study in comparison.ranges.studies for one in _ranges(told, study)],
        "together": [attrs.asdict(one) for one in _together(told)],
        "years": [attrs.asdict(_year(one)) for one in comparison.years],
        "all_years": comparison.whole_years,
        "complete": not comparison.ranges.stopped,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def as_csv(comparison: Comparison) -> str:
    """The values, a line for each that differs: of each row, and where they add up of all."""
    import csv
    import io

    told = telling_of(comparison)
    names = [cause_name(cause) for cause in comparison.causes]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(FIELDS)
    for one in records(told):
        causes = [f"{names[part.cause]}: {part.difference or part.status}" for part in one.causes]
        fields = {**attrs.asdict(one, recurse=False), "causes": " | ".join(causes)}
        fields["name"] = "summa" if one.kind == "sum" else one.name
        writer.writerow(["" if fields[field] is None else fields[field] for field in FIELDS])
    return text.getvalue()


def records(told: Telling) -> Iterator[ValueRecord]:
    """Value by value, those that people ask about first; every row that differs, then the sum."""
    comparison = told.comparison
    for at, one in enumerate((*comparison.headline, *comparison.others)):
        headline = at < len(comparison.headline)
        for row, parts in zip(one.move.rows, one.rows, strict=True):
            if comparison.asked.row in (None, row.row):
                yield _record(told, one, row, parts, headline)
        if one.total is not None and comparison.asked.row is None:
            move = one.move
            outcomes = [None if each is None else Known(each) for each in (move.total_before, move.total_after)]
            total = Moved(None, outcomes[0], outcomes[1], move.difference)
            yield attrs.evolve(_record(told, one, total, one.total, headline), kind="sum")


def _record(told: Telling, one: Attribution, row: Moved, parts: Parts, headline: bool) -> ValueRecord:
    move = one.move
    definition = defined(move)
    made, formerly = value_column(told, move, ()), value_column(told, move, (), old=True)
    before = number(row.before)
    share = None if row.difference is None or not before or is_share(definition.type) else row.difference / abs(before)
    return ValueRecord(
        "value",
        move.symbol.concept,
        row.row,
        move.symbol.name,
        definition.section.label,
        made.unit,
        headline,
        _status(row.before),
        _exact(formerly, row.before),
        _status(row.after),
        _exact(made, row.after),
        _number(made, row.difference),
        None if share is None else numbers.exact(share * 100),
        tuple(
            Part(at, _status(effect.after), _exact(made, effect.after), _number(made, effect.by))
            for at, effect in enumerate(parts.alone)
        ),
        _number(made, parts.rest),
        tuple(InOrder(step.changes, _number(made, step.by) or "0") for step in parts.steps),
        formerly.unit,
    )


def _status(outcome: Outcome | None) -> str:
    return _ABSENT if outcome is None else status(outcome)


def _exact(column: Column, outcome: Outcome | None) -> str | None:
    return None if outcome is None else exact(column, outcome)


def _number(column: Column, value: Fraction | None) -> str | None:
    return None if value is None else numbers.exact(value / column.factor)


def _side(comparison: Comparison, side: OpenedSide, year: int | None) -> dict[str, object]:
    """rules: the day that the rules are of, where that was asked for or amendments make it matter."""
    day = comparison.asked.day or side.when
    return {
        "name": side.name,
        "regulation": side.program.title,
        "year": year,
        "rules": None if day is None else day.isoformat(),
        "amendments": [{"entry": entry.isoformat(), "title": title} for entry, title in side.laid],
    }


def _named(symbol: model.Symbol) -> dict[str, str | None]:
    return {"concept": symbol.concept, "value": symbol.name}


def _ranges(told: Telling, study: Study) -> Iterator[RangeRecord]:
    made = column(told.comparison.after.plan.active[study.symbol], ())
    filled = tuple(
        f"{one.input.symbol.name}: {exact(given_column(one.input.attribute, ()), Known(one.value))}"
        for one in study.filled
    )
    case = tuple(
        GivenRecord(row, one.input.symbol.name, one.input.year, _given(one.input, one.value)) for row, one in study.case
    )
    for line in study.lines:
        given = given_column(line.input.attribute, ())
        yield RangeRecord(
            study.symbol.concept,
            study.row,
            study.symbol.name,
            made.unit,
            line.input.symbol.name,
            line.input.year,
            given.unit,
            line.tried,
            line.whole,
            line.sure,
            filled,
            case,
            line.alike,
            line.others,
            tuple(_span(made, given, span) for span in line.spans),
        )


def _given(one: Input, value: Value) -> str:
    return exact(given_column(one.attribute, ()), Known(value)) or ""


def _together(told: Telling) -> Iterator[TogetherRecord]:
    for study in told.comparison.ranges.studies:
        if study.together is not None:
            made = column(told.comparison.after.plan.active[study.symbol], ())
            parts = study.together.parts
            yield TogetherRecord(
                study.symbol.concept,
                study.symbol.name,
                tuple((one.symbol.name, _given(one, first), _given(one, last)) for one, first, last in parts),
                _number(made, study.together.low) or "0",
                study.together.alone,
            )


def _year(one: OtherYear) -> YearRecord:
    """The sums, or of the whole regulation the difference."""
    values: list[dict[str, str | None]] = []
    for move in one.moved:
        made = column(defined(move), ())
        by = move.difference if move.symbol.concept is not None else move.rows[0].difference
        values.append({**_named(move.symbol), "unit": made.unit, "difference": _number(made, by)})
    return YearRecord(one.year, one.alike, tuple(values))


def _span(column: Column, given: Column, span: Span) -> SpanRecord:
    def of_input(value: Value) -> str:
        return exact(given, Known(value)) or ""

    slope = None if span.slope is None else span.slope * given.factor
    return SpanRecord(
        of_input(span.first),
        of_input(span.last),
        None if span.above is None else of_input(span.above),
        span.low_end,
        span.high_end,
        span.count,
        span.kind if span.sure else "tried",
        _number(column, span.low),
        _number(column, span.high),
        _number(column, slope) if span.sure else None,
        status(span.before),
        exact(column, span.before),
        status(span.after),
        exact(column, span.after),
    )
