"""Cases: rows that point at each other, and a value for some of their inputs.

A case becomes `Given` values like any data, so that it can be assembled, run, and written as an `exempel`. Relations
are part of the rows; what a case says nothing of is not given.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import count, islice

import attrs

from dsl import model
from interpreter.facts import Given
from interpreter.outcomes import Value
from interpreter.search.inputs import Input, Inputs

Row = tuple[str, str]
"""A concept and the label of a row."""


@attrs.frozen
class Cell:
    """An input of one row. row: its label, None for the whole regulation."""

    row: str | None
    input: Input


@attrs.frozen
class World:
    """Rows, in an order where what is pointed at comes first. links: relation, label of the row, label it points at;
    keys: what else names rows, label of the row, its value."""

    rows: tuple[Row, ...]
    links: tuple[tuple[model.Symbol, str, str], ...]
    keys: tuple[tuple[model.Symbol, str, Value], ...] = ()

    def labels(self, concept: str | None) -> tuple[str, ...]:
        """The labels of the rows of the concept."""
        return tuple(label for name, label in self.rows if name == concept)


@attrs.frozen
class Moment:
    """What a case is computed for. year None: the program's own; readings: (tolkning, läsning), instead of those in
    force."""

    year: int | None
    day: datetime.date | None = None
    readings: tuple[tuple[str, str], ...] = ()


@attrs.frozen(eq=False)
class Case:
    """One set of data. values: in the order in which they are to be written, numbers in base units."""

    moment: Moment
    world: World
    values: Mapping[Cell, Value]


def given_of(case: Case) -> tuple[Given, ...]:
    """What the case gives, as an example would."""
    return (*_rows(case.world, ""), *_values(case.values, ""))


def copies(cases: Sequence[Case]) -> tuple[Given, ...]:
    """Many cases side by side, each with rows of its own: labels end in `#` and the number of the case.

    They must give the whole regulation the same values: those of the first are taken.
    """
    found: list[Given] = []
    for number, case in enumerate(cases):
        found.extend(_rows(case.world, f"#{number}"))
        values = case.values if number == 0 else {cell: value for cell, value in case.values.items() if cell.row}
        found.extend(_values(values, f"#{number}"))
    return tuple(found)


def world(program: model.Program, inputs: Inputs, concept: str | None, counts: Mapping[str, int] = {}) -> World:
    """The smallest world where the inputs are: one row of each concept that is looked at, or as many as counts says.

    concept: the one whose rows are asked about; it always has a row. Rows point at the rows of what they belong to in
    turn, so that two rows of two point at one each. Where a concept has no rows, nothing points at it, and the rows
    that are named by it (their keys) are not there either.
    """
    concepts = {one.name: one for one in program.concepts}
    wanted = [*dict.fromkeys((*([] if concept is None else [concept]), *inputs.concepts))]
    names = _pointed_first(concepts, wanted, {one.symbol for one in inputs.relations})
    labels = _letters()
    rows: dict[str, tuple[str, ...]] = {}
    links: list[tuple[model.Symbol, str, str]] = []
    named: list[tuple[model.Symbol, str, Value]] = []
    for name in names:
        many = max(1 if name == concept else 0, counts.get(name, 1))
        pointing, plain = _keys(concepts[name])
        if pointing and not plain:
            room = 1
            for target in pointing:
                room *= len(rows.get(target, ()))
            many = min(many, room)
        rows[name] = tuple(islice(labels, many))
        relations = [
            one
            for one in concepts[name].attributes
            if isinstance(one.type, model.RowOf)
            and (one.symbol in concepts[name].keys or any(one.symbol == other.symbol for other in inputs.relations))
        ]
        for number, label in enumerate(rows[name]):
            turn = number
            named.extend((key.symbol, label, _own(key, number, label)) for key in plain)
            for relation in relations:
                there = rows.get(_target(relation.symbol, concepts[name]), ())
                if there:
                    links.append((relation.symbol, label, there[turn % len(there)]))
                    # The pairs that name rows are all different.
                    turn = turn // len(there) if relation.symbol in concepts[name].keys else turn
    return World(tuple((name, label) for name in names for label in rows[name]), tuple(links), tuple(named))


def cells(place: World, inputs: Iterable[Input]) -> tuple[Cell, ...]:
    """Everything that can be given in the world: row by row, in the order of the declarations."""
    whole = [one for one in inputs if one.symbol.concept is None]
    own = [Cell(label, one) for concept, label in place.rows for one in inputs if one.symbol.concept == concept]
    return (*own, *(Cell(None, one) for one in whole))


def _rows(place: World, suffix: str) -> Iterable[Given]:
    for concept, label in place.rows:
        yield Given(concept, label + suffix, None, None, None, None)
    for symbol, label, target in place.links:
        yield Given(symbol.concept, label + suffix, symbol, None, target + suffix, None)
    for symbol, label, value in place.keys:
        yield Given(symbol.concept, label + suffix, symbol, None, value, None)


def _values(values: Mapping[Cell, Value], suffix: str) -> Iterable[Given]:
    for cell, value in values.items():
        row = None if cell.row is None else cell.row + suffix
        yield Given(cell.input.symbol.concept, row, cell.input.symbol, cell.input.year, value, None)


def _target(relation: model.Symbol, concept: model.Concept) -> str:
    kind = next(one.type for one in concept.attributes if one.symbol == relation)
    assert isinstance(kind, model.RowOf)
    return kind.concept


def _keys(concept: model.Concept) -> tuple[list[str], list[model.Attribute]]:
    """What the keys of its rows point at; and those that point at no row (`ett för varje parti och period`)."""
    keys = [one for one in concept.attributes if one.symbol in concept.keys]
    pointing = [one.type.concept for one in keys if isinstance(one.type, model.RowOf)]
    return pointing, [one for one in keys if not isinstance(one.type, model.RowOf)]


def _own(key: model.Attribute, number: int, label: str) -> Value:
    """What tells the row from all others: its label, or a number of its own."""
    if not isinstance(key.type, model.Number):
        return label
    first = key.limits.low if key.limits.low is not None else Fraction(0)
    return first + key.type.unit.factor * (number + 1)


def _pointed_first(
    concepts: Mapping[str, model.Concept], wanted: Sequence[str], used: set[model.Symbol]
) -> tuple[str, ...]:
    """The concepts, and those that their rows need to point at, each after what it points at; circles as they come."""
    found: dict[str, None] = {}
    for name in wanted:
        stack = [(name, False)]
        opened: set[str] = set()
        while stack:
            one, done = stack.pop()
            if one in found:
                continue
            if done:
                found[one] = None
                continue
            if one in opened:
                continue
            opened.add(one)
            stack.append((one, True))
            concept = concepts[one]
            targets = [
                _target(each.symbol, concept)
                for each in concept.attributes
                if isinstance(each.type, model.RowOf) and (each.symbol in used or each.symbol in concept.keys)
            ]
            stack.extend((target, False) for target in reversed(targets))
    return tuple(found)


def _letters() -> Iterator[str]:
    """A, B … Z, A1, B1 …: short, and each once in the whole case."""
    return (f"{letter}{turn or ''}" for turn in count() for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
