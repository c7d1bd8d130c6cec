"""Given values as facts: the one path that files, examples and tests all take.

Checks what only shows when everything is together: relations to rows that do not exist, one thing given two values,
bounds, keys. Reads no files.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

import attrs

from dsl import model
from dsl.years.wordings import declared, in_year
from interpreter.data.cells import similar
from interpreter.data.problems import DataProblem
from interpreter.data.problems.whole import Contradiction, KeyMissing, OutOfBounds, RepeatedKey, UnknownRow
from interpreter.data.table import MOST_PROBLEMS
from interpreter.facts import Facts, Given, Rows
from interpreter.outcomes import Place, Value

_NOWHERE = Place("", None)

_Column = tuple[model.Symbol, int | None]


def assemble(program: model.Program, given: Iterable[Given]) -> tuple[Facts, tuple[DataProblem, ...]]:
    """The facts that the given values make, and what is wrong with them; a value with a problem is left out.

    Rows stand in the order they are first named. One value given twice alike is given once.
    """
    assembler = _Assembler(declared(program))
    for one in given:
        assembler.take(one)
    return assembler.facts(), tuple(assembler.problems)


def overlaid(base: Sequence[Given], over: Sequence[Given]) -> tuple[Given, ...]:
    """The base with what lies over it: a value given in both is the one that lies over. Rows keep their order."""
    covered = {(one.concept, one.row, one.attribute, one.year) for one in over if one.attribute is not None}
    kept = (
        attrs.evolve(one, value=None) if (one.concept, one.row, one.attribute, one.year) in covered else one
        for one in base
    )
    return (*kept, *over)


@attrs.define
class _Table:
    """One concept while it is gathered.

    rows: label -> its values, with where each stands; places: label -> where it first stands; everywhere: label ->
    file or sheet -> where it stands there; empty: the cells that hold none
    """

    places: dict[str, Place | None] = attrs.field(factory=dict)
    everywhere: dict[str, dict[Place, Place]] = attrs.field(factory=dict)
    empty: dict[tuple[str, _Column], Place | None] = attrs.field(factory=dict)
    rows: dict[str, dict[_Column, tuple[Value, Place | None]]] = attrs.field(factory=dict)


@attrs.define
class _Assembler:
    program: model.Program
    problems: list[DataProblem] = attrs.field(factory=list)
    tables: dict[str, _Table] = attrs.field(factory=dict)
    inputs: dict[_Column, tuple[Value, Place | None]] = attrs.field(factory=dict)
    judged: dict[tuple[model.Symbol, str | None], str] = attrs.field(factory=dict)
    attributes: Mapping[model.Symbol, model.Attribute] = attrs.field(init=False)
    limits: dict[_Column, model.Limits] = attrs.field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self.attributes = {attribute.symbol: attribute for attribute in model.attributes_of(self.program)}

    def take(self, one: Given) -> None:
        values = self.inputs
        if one.concept is not None and one.row is not None:
            table = self.tables.get(one.concept)
            if table is None:
                table = self.tables[one.concept] = _Table()
            values = table.rows.setdefault(one.row, {})
            table.places.setdefault(one.row, _whole_row(one.place))
            if one.attribute is None and one.place is not None:
                table.everywhere.setdefault(one.row, {}).setdefault(_whole_file(one.place), one.place)
            if one.attribute is not None and one.value is None:
                table.empty[one.row, (one.attribute, one.year)] = one.place
        if one.attribute is None or one.value is None:
            return
        attribute = self.attributes[one.attribute]
        column = (one.attribute, one.year)
        if column in values:
            value, place = values[column]
            if value != one.value:
                where, first = one.place or _NOWHERE, place or _NOWHERE
                self.problems.append(Contradiction(where, attribute, one.row, one.year, first))
        elif _outside(one.value, self._limits(*column)):
            self.problems.append(OutOfBounds(one.place or _NOWHERE, attribute, one.row, one.value))
        else:
            values[column] = (one.value, one.place)
            if one.judged_by is not None:
                self.judged[one.attribute, one.row] = one.judged_by

    def _limits(self, symbol: model.Symbol, year: int | None) -> model.Limits:
        """The bounds of that year, where it declares the input."""
        if (symbol, year) not in self.limits:
            then = model.attributes_of(in_year(self.program, year))
            attribute = next((one for one in then if one.symbol == symbol), self.attributes[symbol])
            self.limits[symbol, year] = attribute.limits
        return self.limits[symbol, year]

    def facts(self) -> Facts:
        for concept in self.program.concepts:
            if concept.name in self.tables:
                if concept.keys:
                    self._keys(concept, self.tables[concept.name])
                self._relations(concept, self.tables[concept.name])
        rows = {concept.name: self._rows(concept) for concept in self.program.concepts if concept.name in self.tables}
        inputs = {column: value for column, (value, _) in self.inputs.items()}
        sources = {column: _whole_row(place) for column, (_, place) in self.inputs.items()}
        return Facts(rows, inputs, sources, {symbol: who for (symbol, row), who in self.judged.items() if row is None})

    def _relations(self, concept: model.Concept, table: _Table) -> None:
        """Takes out the relations to rows that do not exist."""
        for attribute in concept.attributes:
            if not isinstance(attribute.type, model.RowOf):
                continue
            target = attribute.type.concept
            there = self.tables[target].rows.keys() if target in self.tables else ()
            for values in table.rows.values():
                for column in [column for column in values if column[0] == attribute.symbol]:
                    label, place = values[column]
                    if label not in there:
                        del values[column]
                        self._unknown_row(place, attribute, str(label), target, tuple(there))

    def _unknown_row(
        self, place: Place | None, attribute: model.Attribute, label: str, target: str, there: tuple[str, ...]
    ) -> None:
        # Past the bound nobody reads the suggestion, and finding it takes the time.
        near = similar(label, there) if len(self.problems) <= MOST_PROBLEMS else None
        self.problems.append(UnknownRow(place or _NOWHERE, attribute, label, target, len(there), near))

    def _keys(self, concept: model.Concept, table: _Table) -> None:
        """Every row must have its pair of keys, once; an example's row may just be labelled by it: `A, 2022`."""
        seen: dict[tuple[str, str], str] = {}
        for label, values in table.rows.items():
            place = table.places[label] or _NOWHERE
            if not any((key, None) in values for key in concept.keys):
                values.update(self._from_label(concept, label))
            pair = [values.get((key, None)) for key in concept.keys]
            absent = [key for key, value in zip(concept.keys, pair, strict=True) if value is None]
            if absent:
                self.problems.extend(KeyMissing(place, concept.name, label, key) for key in absent)
                continue
            one, other = (str(value[0]) for value in pair if value is not None)
            first = seen.setdefault((one, other), label)
            if first != label:
                where = table.places[first] or _NOWHERE
                self.problems.append(RepeatedKey(place, concept.name, (one, other), where))

    def _from_label(self, concept: model.Concept, label: str) -> dict[_Column, tuple[Value, Place | None]]:
        """The keys that the label names, where it can be parted in one way only into labels of rows that exist."""
        words = label.split(", ")
        splits = ((", ".join(words[:count]), ", ".join(words[count:])) for count in range(1, len(words)))
        found = [pair for pair in splits if all(map(self._is_row, concept.keys, pair))]
        place = self.tables[concept.name].places[label]
        pairs = zip(concept.keys, found[0], strict=True) if len(found) == 1 else ()
        return {(key, None): (value, place) for key, value in pairs}

    def _is_row(self, key: model.Symbol, label: str) -> bool:
        type_ = self.attributes[key].type
        return (
            isinstance(type_, model.RowOf) and type_.concept in self.tables and label in self.tables[type_.concept].rows
        )

    def _rows(self, concept: model.Concept) -> Rows:
        table = self.tables[concept.name]
        columns = dict.fromkeys(column for values in table.rows.values() for column in values)
        values = {
            column: tuple(row[column][0] if column in row else None for row in table.rows.values())
            for column in columns
        }
        sources = {
            column: tuple(_source(table, label, row, column, home) for label, row in table.rows.items())
            for column, home in _homes(table).items()
        }
        judged = {
            (attribute.symbol, number): self.judged[attribute.symbol, label]
            for attribute in concept.attributes
            if attribute.judge is not None
            for number, label in enumerate(table.rows)
            if (attribute.symbol, label) in self.judged
        }
        return Rows(concept.name, tuple(table.rows), _base(table), values, judged, sources)


def _outside(value: Value, limits: model.Limits) -> bool:
    if not isinstance(value, Fraction):
        return False
    low, high = limits.low, limits.high
    below = low is not None and (value < low or (limits.low_open and value == low))
    return below or (high is not None and (value > high or (limits.high_open and value == high)))


def _homes(table: _Table) -> dict[_Column, Place | None]:
    """The file or sheet that each column first stands in, with a value or without."""
    homes: dict[_Column, Place | None] = {}
    for row in table.rows.values():
        for column, (_, place) in row.items():
            homes.setdefault(column, place)
    for (_, column), place in table.empty.items():
        homes.setdefault(column, place)
    return {column: None if place is None else _whole_file(place) for column, place in homes.items()}


def _source(
    table: _Table, label: str, row: Mapping[_Column, tuple[Value, Place | None]], column: _Column, home: Place | None
) -> Place | None:
    """The row that a value stands in, or should: in the file that has the column, which need not have the row."""
    if column in row:
        return _whole_row(row[column][1])
    if (label, column) in table.empty:
        return _whole_row(table.empty[label, column])
    if home is None or table.places[label] is None:
        return table.places[label]
    return table.everywhere.get(label, {}).get(home, home)


def _base(table: _Table) -> tuple[Place | None, ...]:
    """Where each row stands: in the first file that has them all, if there is one, else where it first does."""
    files = dict.fromkeys(home for stands in table.everywhere.values() for home in stands)
    for home in files:
        stands = [table.everywhere.get(label, {}).get(home) for label in table.rows]
        if None not in stands:
            return tuple(stands)
    return tuple(table.places.values())


def _whole_file(place: Place) -> Place:
    return Place(place.file, None, None, place.sheet)


def _whole_row(place: Place | None) -> Place | None:
    return None if place is None else Place(place.file, place.row, None, place.sheet)
