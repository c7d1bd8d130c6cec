"""What a regulation gives under several outcomes of an election, side by side: one table for each value."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from dsl import model
from dsl.expressions import references
from interpreter.outcomes import Failed, Known, NotApplicable, Outcome
from workbench.page.page import Page, Part
from workbench.page.page import heading as page_heading
from workbench.results.tables import FIELDS, block_parts
from workbench.values.computed import Block, Column, Results, heading, records

if TYPE_CHECKING:
    from interpreter.evaluating.calculation import Calculation


@attrs.frozen(eq=False)
class Side:
    """One outcome. results: of the whole regulation."""

    name: str
    calculation: Calculation
    results: Results


def values_of(program: model.Program, concept: str) -> tuple[str, ...]:
    """The numbers that are computed for each row."""
    return tuple(
        dict.fromkeys(
            one.symbol.name
            for one in program.definitions
            if one.symbol.concept == concept and isinstance(one.type, model.Number)
        )
    )


def wanted(program: model.Program, concept: str) -> tuple[str, ...]:
    """The values of each row in kronor that norms give as amounts; else every value in kronor."""
    kronor = {
        one.symbol: one
        for one in program.definitions
        if one.symbol.concept == concept and isinstance(one.type, model.Number) and _in_kronor(one)
    }
    amounts = {norm.amount for norm in program.norms} | {symbol for norm in program.norms for _, symbol in norm.parts}
    given = {name.symbol for one in program.definitions if one.symbol in amounts for name in references(one.expression)}
    chosen = [symbol for symbol in kronor if symbol in given and symbol not in amounts]
    return tuple(symbol.name for symbol in chosen or kronor)


def _in_kronor(one: model.Definition) -> bool:
    assert isinstance(one.type, model.Number)
    return any(name == "kr" and power > 0 for name, power in one.type.unit.powers)


def page(sides: Sequence[Side], concept: str, values: Sequence[str]) -> Page:
    """sides: the election itself first; what each other differs from it stands beside."""
    first = sides[0].results
    title = heading(first.title, first.year, first.day)
    parts: list[Part] = [(page_heading(1, title),)]
    labels = tuple(dict.fromkeys(label for side in sides for label in _block(side, concept).labels))
    for value in values:
        columns = tuple(_columns(sides, concept, value, labels))
        if columns:
            table, *below = block_parts(Block(concept, labels, (), columns))
            parts += [(page_heading(2, value), *table), *below]
    return Page(title, tuple(parts))


def as_json(sides: Sequence[Side]) -> str:
    first = sides[0].results
    whole = {
        "regulation": first.title,
        "year": first.year,
        "scenarios": [
            {"scenario": side.name, "results": [attrs.asdict(record) for record in records(side.results)]}
            for side in sides
        ],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def as_csv(sides: Sequence[Side]) -> str:
    import csv
    import io

    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("scenario", *FIELDS))
    for side in sides:
        for record in records(side.results):
            writer.writerow([side.name, *("" if cell is None else cell for cell in attrs.astuple(record))])
    return text.getvalue()


def narrowed(side: Side, concept: str, values: Sequence[str]) -> Side:
    """With the values that are shown, and no others."""
    block = _block(side, concept)
    kept = attrs.evolve(block, given=(), columns=tuple(one for one in block.columns if one.name in values))
    return attrs.evolve(side, results=attrs.evolve(side.results, blocks=(kept,), judgements=()))


def _block(side: Side, concept: str) -> Block:
    return next((one for one in side.results.blocks if one.concept == concept), Block(concept, (), (), ()))


def _columns(sides: Sequence[Side], concept: str, value: str, labels: Sequence[str]) -> Iterator[Column]:
    base: Mapping[str, Outcome] = {}
    for at, side in enumerate(sides):
        block = _block(side, concept)
        column = next((one for one in block.columns if one.name == value), None)
        if column is None:
            return
        here = dict(zip(block.labels, column.outcomes, strict=True))
        if at == 0:
            base = here
        absent = (
            Failed(frozenset([NotApplicable(column.section, outside=True)])) if column.section else Failed(frozenset())
        )
        yield attrs.evolve(column, name=side.name, outcomes=tuple(here.get(label, absent) for label in labels))
        if at:
            differences = tuple(_difference(base.get(label), here.get(label), absent) for label in labels)
            yield attrs.evolve(column, name="skillnad", outcomes=differences, signed=True)


def _difference(before: Outcome | None, after: Outcome | None, absent: Outcome) -> Outcome:
    """A party that is not there gets nothing, so all that it gets elsewhere is a difference. What has no value has no
    difference either."""
    values = [_amount(one) for one in (before, after)]
    if before is None and after is None:
        return absent
    failed = next((one for one, value in zip((before, after), values, strict=True) if value is None), None)
    if failed is not None:
        return failed
    was, is_ = (Fraction(0) if value is None else value for value in values)
    return Known(is_ - was)


def _amount(outcome: Outcome | None) -> Fraction | None:
    if outcome is None:
        return Fraction(0)
    return outcome.value if isinstance(outcome, Known) and isinstance(outcome.value, Fraction) else None
