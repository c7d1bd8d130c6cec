"""What a table is about, and what its columns mean: its headings read against the regulation's declared names.

Headings are declared forms, the first letter in either case; after it a year (`förbrukning 2027`) and a unit in
parentheses (`förbrukning (tkr)`). Knows nothing of rows.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

import attrs

from dsl import model, units
from dsl.frozen import frozen, identical
from dsl.units import Unit
from interpreter.data.cells import similar
from interpreter.data.problems import DataProblem
from interpreter.data.problems.cells import ForbiddenCharacter
from interpreter.data.problems.tables import (
    EmptyHeading,
    HeadingUnit,
    MissingColumn,
    RepeatedColumn,
    UnknownColumn,
    UnknownTable,
    YearMissing,
    YearUnwanted,
)
from interpreter.data.table import REMARKS, Table, cleaned, forbidden
from interpreter.outcomes import Place

_HEADING = re.compile(r"(?P<name>.+?)(?: (?P<year>[1-9][0-9]{3}))?(?: ?\((?P<unit>[^()]+)\))?")

# The table of inputs for the whole regulation
INPUT = "uppgift"
VALUE = "värde"
YEAR = "år"


@identical
class Column:
    """A column of values. year: of them all, None: none or the row's; unit: of plain numbers, None: as declared."""

    index: int
    attribute: model.Attribute
    year: int | None
    unit: Unit | None


@identical
class ConceptTable:
    """What the columns of a table of a concept are. label, year: index of the column with the row's label or year;
    keys: of the two relations that name the row; None where there is no such column."""

    concept: model.Concept
    label: int | None
    keys: tuple[int, int] | None
    year: int | None
    columns: tuple[Column, ...]


@identical
class InputTable:
    """Index of the columns with the name, the year and the value of an input."""

    name: int
    year: int | None
    value: int


Layout = ConceptTable | InputTable


@frozen
class Heading:
    """A heading or an input's name, parted: declared name, year and unit text."""

    name: str
    year: int | None
    unit: str | None


def layout(
    program: model.Program, table: Table, known: Mapping[str, Unit]
) -> tuple[Layout | None, tuple[DataProblem, ...]]:
    """How the table is to be read; None where nothing can be. Columns with problems are left out."""
    hidden = tuple(
        ForbiddenCharacter(_heading_place(table, ""), codepoint)
        for heading in table.headings
        if (codepoint := forbidden(heading)) is not None
    )
    if hidden:
        return None, hidden
    headings = tuple(heading for heading in table.headings if heading.lower() not in REMARKS)
    first = headings[0] if headings else ""
    concept = _concept(program, table.stem, headings)
    if concept is not None:
        return _ConceptHeadings(program, table, concept, known).read()
    if _same(first, INPUT):
        return _input_table(table)
    forms = tuple(form for concept in program.concepts for form in concept.forms)
    nearest = similar(first, forms) or similar(table.stem, forms)
    names = tuple(concept.name for concept in program.concepts)
    return None, (UnknownTable(_heading_place(table, first), first, table.stem, nearest, names),)


def parted(heading: str, forms: Mapping[str, model.Attribute]) -> tuple[model.Attribute | None, Heading]:
    """The attribute that the heading names, by a declared form, and its parts."""
    whole = forms.get(_key(heading))
    match = None if whole is not None and whole.judge is not None else _HEADING.fullmatch(heading)
    if match is None:
        # A question may end in what looks like a year or a unit.
        return whole, Heading(heading, None, None)
    parts = Heading(match["name"], int(match["year"]) if match["year"] else None, match["unit"])
    return forms.get(_key(parts.name)), parts


def forms_of(attributes: Sequence[model.Attribute]) -> Mapping[str, model.Attribute]:
    """Every declared spelling, as compared, of the attributes."""
    found: dict[str, model.Attribute] = {}
    for attribute in attributes:
        for form in (attribute.symbol.name, *attribute.forms):
            found.setdefault(_key(cleaned(form)), attribute)
    return found


def unit_of(parts: Heading, attribute: model.Attribute, known: Mapping[str, Unit]) -> Unit | None:
    """The unit in the heading, if it is one and of the declared dimension."""
    unit = None if parts.unit is None else units.parse(parts.unit, known)
    fits = unit is not None and isinstance(attribute.type, model.Number) and unit.same_dimension(attribute.type.unit)
    return unit if fits else None


def _concept(program: model.Program, stem: str, headings: Sequence[str]) -> model.Concept | None:
    """The concept that the table is about: stem is the file's name, headings those that are read.

    The file's name decides where it names a concept that has the first heading; else the first heading does, or the
    first two are the keys of a concept; else the file's name.
    """
    first = _key(headings[0]) if headings else ""
    by_form = {_key(form): concept for concept in program.concepts for form in concept.forms}
    named = by_form.get(_key(stem)) or by_form.get(_key(re.sub("[-_]", " ", stem)))
    if named is not None and parted(first, forms_of(named.attributes))[0] is not None:
        return named
    pair = {_key(heading) for heading in headings[:2]}
    for concept in program.concepts:
        attributes = {attribute.symbol: attribute for attribute in concept.attributes}
        keys = tuple(forms_of((attributes[key],)) for key in concept.keys)
        if len(keys) == len(pair) == 2 and all(pair & key.keys() for key in keys):
            return concept
    if first in by_form:
        return by_form[first]
    return None if first == INPUT else named


def _input_table(table: Table) -> tuple[InputTable | None, tuple[DataProblem, ...]]:
    problems: list[DataProblem] = []
    found: dict[str, int] = {}
    for index, heading in _named(table, problems):
        name = _key(heading)
        if name not in (INPUT, YEAR, VALUE):
            near = similar(name, (INPUT, YEAR, VALUE))
            problems.append(
                UnknownColumn(_heading_place(table, heading), None, heading, near, (INPUT, YEAR, VALUE), None)
            )
        elif name in found:
            problems.append(RepeatedColumn(_heading_place(table, heading), table.headings[found[name]]))
        else:
            found[name] = index
    if VALUE not in found:
        problems.append(MissingColumn(_heading_place(table, None), None, VALUE))
        return None, tuple(problems)
    return InputTable(found[INPUT], found.get(YEAR), found[VALUE]), tuple(problems)


@attrs.define
class _ConceptHeadings:
    """One table's headings against one concept; `read` is called once."""

    program: model.Program
    table: Table
    concept: model.Concept
    known: Mapping[str, Unit]
    problems: list[DataProblem] = attrs.field(factory=list)
    columns: list[Column] = attrs.field(factory=list)
    seen: dict[tuple[model.Symbol | str, int | None], int] = attrs.field(factory=dict)
    label: int | None = None
    year: int | None = None

    def read(self) -> tuple[ConceptTable | None, tuple[DataProblem, ...]]:
        forms = forms_of(self.concept.attributes)
        dated = any(attribute.per_year for attribute in self.concept.attributes)
        names = {_key(form) for form in self.concept.forms} if not self.concept.keys else set()
        undated: list[tuple[int, str]] = []
        for index, heading in _named(self.table, self.problems):
            attribute, parts = parted(heading, forms)
            if attribute is not None:
                if self._column(index, heading, attribute, parts):
                    undated.append((index, heading))
            elif _key(heading) in names:
                if self._once(index, heading, (self.concept.name, None)):
                    self.label = index
            elif dated and _same(heading, YEAR):
                if self._once(index, heading, (YEAR, None)):
                    self.year = index
            else:
                self._unknown(heading, dated, bool(names))
        if self.year is None:
            for index, heading in undated:
                attribute = next(column.attribute for column in self.columns if column.index == index)
                self.problems.append(YearMissing(_heading_place(self.table, heading), attribute))
            missing = {index for index, _ in undated}
            self.columns = [column for column in self.columns if column.index not in missing]
        return self._layout()

    def _layout(self) -> tuple[ConceptTable | None, tuple[DataProblem, ...]]:
        keys: tuple[int, int] | None = None
        if self.concept.keys:
            indices = {column.attribute.symbol: column.index for column in self.columns}
            absent = [key for key in self.concept.keys if key not in indices]
            if absent:
                for key in absent:
                    place = _heading_place(self.table, None)
                    self.problems.append(MissingColumn(place, self.concept.name, key.name))
                return None, tuple(self.problems)
            one, other = self.concept.keys
            keys = (indices[one], indices[other])
        found = ConceptTable(self.concept, self.label, keys, self.year, tuple(self.columns))
        return found, tuple(self.problems)

    def _column(self, index: int, heading: str, attribute: model.Attribute, parts: Heading) -> bool:
        """Takes the column in; true where its year must come from the rows."""
        place = _heading_place(self.table, heading)
        if parts.year is not None and not attribute.per_year:
            self.problems.append(YearUnwanted(place, attribute, parts.year))
        elif self._once(index, heading, (attribute.symbol, parts.year)):
            unit = unit_of(parts, attribute, self.known)
            if parts.unit is not None and unit is None:
                self.problems.append(HeadingUnit(place, parts.unit, attribute))
            else:
                self.columns.append(Column(index, attribute, parts.year, unit))
                return attribute.per_year and parts.year is None
        return False

    def _once(self, index: int, heading: str, meaning: tuple[model.Symbol | str, int | None]) -> bool:
        first = self.seen.setdefault(meaning, index)
        if first != index:
            self.problems.append(RepeatedColumn(_heading_place(self.table, heading), self.table.headings[first]))
            return False
        return True

    def _unknown(self, heading: str, dated: bool, labelled: bool) -> None:
        forms = tuple(
            form for attribute in self.concept.attributes for form in (attribute.symbol.name, *attribute.forms)
        )
        extra = (*((self.concept.name,) if labelled else ()), *((YEAR,) if dated else ()))
        others = (concept for concept in self.program.concepts if concept is not self.concept)
        elsewhere = next((c.name for c in others if parted(heading, forms_of(c.attributes))[0] is not None), None)
        known = (*extra, *map(headed, self.concept.attributes))
        near = similar(parted(heading, {})[1].name, (*forms, *extra))
        place = _heading_place(self.table, heading)
        self.problems.append(UnknownColumn(place, self.concept.name, heading, near, known, elsewhere))


def headed(attribute: model.Attribute) -> str:
    """How the column of an attribute is headed: a judgement without quotation marks, which are more than csv can
    easily bear."""
    return attribute.symbol.name if attribute.judge is None else attribute.symbol.name.replace('"', "")


def _named(table: Table, problems: list[DataProblem]) -> Iterator[tuple[int, str]]:
    """The columns with a heading that means something; one without heading must be empty."""
    for index, heading in enumerate(table.headings):
        if heading == "":
            if any(cells[index] is not None for _, cells in table.rows):
                problems.append(EmptyHeading(_heading_place(table, None), index + 1))
        elif heading.lower() not in REMARKS:
            yield index, heading


def _heading_place(table: Table, heading: str | None) -> Place:
    return Place(table.place.file, table.heading_row, heading or None, table.place.sheet)


def _same(heading: str, name: str) -> bool:
    return _key(heading) == name


def _key(name: str) -> str:
    """As compared: the first letter in either case."""
    return name[:1].lower() + name[1:]
