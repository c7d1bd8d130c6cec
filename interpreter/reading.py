"""Files of data as facts: csv, xlsx and json, one flat table per concept, headings as declared names. See docs/data.md.

Every problem in every file is found at once. What a table is about and what its columns mean is `columns`, what a
cell is worth `cells`, how a format is taken apart its own `*_tables`; here rows become given values.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import attrs

from dsl import model
from dsl.units import Unit
from dsl.wordings import declared
from interpreter.answers import read_answer
from interpreter.assembling import assemble
from interpreter.cells import known_units, read_cell, read_label, read_year, similar
from interpreter.columns import ConceptTable, InputTable, forms_of, headed, layout, parted, unit_of
from interpreter.csv_tables import csv_table
from interpreter.facts import Facts, Given
from interpreter.outcomes import Place, Value
from interpreter.problems import (
    DataProblem,
    EmptyLabel,
    FileTooLarge,
    FileUnreadable,
    HeadingUnit,
    NotAYear,
    RaggedRow,
    RepeatedRow,
    TableTooLarge,
    TooManyProblems,
    UnknownFormat,
    UnknownInput,
    YearMissing,
    YearUnwanted,
)
from interpreter.table import MOST_BYTES, MOST_CELLS, MOST_PROBLEMS, REMARKS, Cell, Table, cleaned

FORMATS = (".csv", ".json", ".xlsx")


def data_files(folder: Path) -> tuple[Path, ...]:
    """The data of a regulation's folder: the files directly in its `data`, sorted, without those that programs hide."""
    found = sorted((folder / "data").glob("*"))
    return tuple(
        path
        for path in found
        if path.suffix.lower() in FORMATS and not path.name.startswith((".", "~")) and path.is_file()
    )


def data_files_of(folders: Sequence[Path]) -> tuple[Path, ...]:
    """The data of several folders together: a file of a later folder stands in for one of the same name before."""
    found = {path.name: path for folder in folders for path in data_files(folder)}
    return tuple(found[name] for name in sorted(found))


def read(program: model.Program, files: Sequence[Path]) -> tuple[Facts, tuple[DataProblem, ...]]:
    """The facts in the files together, and every problem in them; with problems the facts lack what they are about."""
    given, problems = read_given(program, files)
    facts, more = assemble(program, given)
    order = {place_of(path).file: index for index, path in enumerate(files)}
    found = sorted(
        (*problems, *more), key=lambda one: (order[one.place.file], one.place.sheet or "", one.place.row or 0)
    )
    return facts, bounded(found)


def read_given(program: model.Program, files: Sequence[Path]) -> tuple[tuple[Given, ...], tuple[DataProblem, ...]]:
    """What the files give, value by value, before it is known whether it holds together."""
    reader = _Reader(declared(program), known_units(program))
    for path in dict.fromkeys(files):
        tables, problems = _tables(path)
        reader.problems.extend(problems)
        for table in tables:
            reader.table(table)
    return tuple(reader.given), tuple(reader.problems)


def bounded(problems: Sequence[DataProblem]) -> tuple[DataProblem, ...]:
    """So many as anybody reads."""
    if len(problems) <= MOST_PROBLEMS:
        return tuple(problems)
    first_left_out = problems[MOST_PROBLEMS].place
    return (*problems[:MOST_PROBLEMS], TooManyProblems(Place(first_left_out.file, None), MOST_PROBLEMS))


def place_of(path: Path) -> Place:
    """The file as problems name it: a name that is not text in the file system must not break the printing of them."""
    return Place(os.fsencode(path).decode("utf-8", "replace"), None)


def _tables(path: Path) -> tuple[tuple[Table, ...], tuple[DataProblem, ...]]:
    place = place_of(path)
    stem = cleaned(Path(place.file).stem)
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        return (), (UnknownFormat(place, suffix),)
    # os.path answers where Path raises: for names that no file can have.
    if os.path.isdir(path):
        return (), (FileUnreadable(place, "folder"),)
    if not os.path.isfile(path):
        return (), (FileUnreadable(place, "refused" if os.path.exists(path) else "missing"),)
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError:
        return (), (FileUnreadable(place, "refused"),)
    if len(content) > MOST_BYTES:
        return (), (FileTooLarge(place, MOST_BYTES, unpacked=False),)
    if suffix == ".csv":
        table, problems = csv_table(content, place, stem)
        return (() if table is None else (table,)), problems
    if suffix == ".json":
        from interpreter.json_tables import json_tables

        return json_tables(content, place, stem)
    from interpreter.workbook_tables import workbook_tables

    return workbook_tables(content, place)


@attrs.define
class _Reader:
    """Collects what the tables give. unlabelled: concept -> how many tables have had rows labelled by number."""

    program: model.Program
    known: Mapping[str, Unit]
    given: list[Given] = attrs.field(factory=list)
    problems: list[DataProblem] = attrs.field(factory=list)
    unlabelled: dict[str, int] = attrs.field(factory=dict)

    def table(self, table: Table) -> None:
        if len(table.rows) * len(table.headings) > MOST_CELLS:
            self.problems.append(TableTooLarge(table.place, "cells", MOST_CELLS))
            return
        found, problems = layout(self.program, table, self.known)
        self.problems.extend(problems)
        if isinstance(found, ConceptTable):
            self._concept_rows(table, found)
        elif found is not None:
            self._input_rows(table, found)

    def _concept_rows(self, table: Table, layout: ConceptTable) -> None:
        by_number = layout.label is None and layout.keys is None
        suffix = self._next_suffix(layout.concept.name) if by_number else ""
        seen: dict[tuple[str, int | None], Place] = {}
        for place, cells in self._rows(table):
            label = f"rad {place.row}{suffix}" if by_number else self._label(table, layout, place, cells)
            if label is None:
                continue
            year = None if layout.year is None else read_year(cells[layout.year])
            # Rows whose year cannot be read are not said to repeat each other as well.
            told = layout.year is None or year is not None
            first = seen.setdefault((label, year), place) if told else place
            if first is not place:
                self.problems.append(RepeatedRow(place, label, year, first))
                continue
            self.given.append(Given(layout.concept.name, label, None, None, None, place))
            self._values(table, layout, place, cells, label, year)

    def _next_suffix(self, concept: str) -> str:
        """What tells rows labelled by number in a further table from those in the first."""
        self.unlabelled[concept] = self.unlabelled.get(concept, 0) + 1
        return f" i tabell {self.unlabelled[concept]}" if self.unlabelled[concept] > 1 else ""

    def _values(
        self, table: Table, layout: ConceptTable, place: Place, cells: Sequence[Cell], label: str, year: int | None
    ) -> None:
        wanted = False
        for column in layout.columns:
            where = _in_column(place, table, column.index)
            of_row = column.attribute.per_year and column.year is None
            wanted = wanted or (of_row and cells[column.index] is not None)
            value, who = self._value(cells[column.index], column.attribute, column.unit, where)
            # An empty cell is told of too: it is where a value that turns out to be needed should stand.
            if (value is not None or cells[column.index] is None) and not (of_row and year is None):
                years = year if of_row else column.year
                self.given.append(Given(layout.concept.name, label, column.attribute.symbol, years, value, where, who))
        if layout.year is not None and year is None:
            cell = cells[layout.year]
            if wanted or cell is not None:
                read = "" if cell is None else cell.text
                self.problems.append(NotAYear(_in_column(place, table, layout.year), read))

    def _label(self, table: Table, layout: ConceptTable, place: Place, cells: Sequence[Cell]) -> str | None:
        """What the row is called by its cells; None with a problem added."""
        indices = layout.keys or (() if layout.label is None else (layout.label,))
        parts: list[str] = []
        for index in indices:
            where = _in_column(place, table, index)
            text, problem = read_label(cells[index], where)
            if problem is not None:
                self.problems.append(problem)
            elif text is None:
                self.problems.append(EmptyLabel(where, table.headings[index]))
            else:
                parts.append(text)
        return ", ".join(parts) if len(parts) == len(indices) else None

    def _input_rows(self, table: Table, layout: InputTable) -> None:
        forms = forms_of(self.program.inputs)
        for place, cells in self._rows(table):
            where = _in_column(place, table, layout.name)
            name, problem = read_label(cells[layout.name], where)
            if problem is not None:
                self.problems.append(problem)
            elif name is None:
                self.problems.append(EmptyLabel(where, table.headings[layout.name]))
            else:
                self._input(table, layout, place, cells, name, forms)

    def _input(
        self,
        table: Table,
        layout: InputTable,
        place: Place,
        cells: Sequence[Cell],
        name: str,
        forms: Mapping[str, model.Attribute],
    ) -> None:
        attribute, parts = parted(name, forms)
        where = _in_column(place, table, layout.name)
        if attribute is None:
            known = tuple(map(headed, self.program.inputs))
            self.problems.append(UnknownInput(where, name, similar(parts.name, known), known))
            return
        unit = unit_of(parts, attribute, self.known)
        if parts.unit is not None and unit is None:
            self.problems.append(HeadingUnit(where, parts.unit, attribute))
            return
        year = parts.year
        if layout.year is not None and cells[layout.year] is not None and year is None:
            where = _in_column(place, table, layout.year)
            year = read_year(cells[layout.year])
            if year is None:
                self.problems.append(NotAYear(where, _text(cells[layout.year])))
                return
        if attribute.per_year and year is None:
            self.problems.append(YearMissing(where, attribute))
        elif year is not None and not attribute.per_year:
            self.problems.append(YearUnwanted(where, attribute, year))
        else:
            where = _in_column(place, table, layout.value)
            value, who = self._value(cells[layout.value], attribute, unit, where)
            if value is not None:
                self.given.append(Given(None, None, attribute.symbol, year, value, where, who))

    def _value(
        self, cell: Cell, attribute: model.Attribute, unit: Unit | None, place: Place
    ) -> tuple[Value | None, str | None]:
        """The value, and who gave it where a human decides."""
        who: str | None = None
        if attribute.judge is None:
            value, problem = read_cell(cell, attribute, unit, self.known, place)
        else:
            value, who, problem = read_answer(cell, attribute, unit, self.known, place)
        if problem is not None:
            self.problems.append(problem)
        return value, who

    def _rows(self, table: Table) -> Iterator[tuple[Place, tuple[Cell, ...]]]:
        """The rows with anything to read in them, as wide as the headings."""
        width = len(table.headings)
        said = [index for index, heading in enumerate(table.headings) if heading.lower() not in REMARKS]
        for number, cells in table.rows:
            if len(self.problems) > MOST_PROBLEMS:
                return
            place = Place(table.place.file, number, None, table.place.sheet)
            if len(cells) > width:
                self.problems.append(RaggedRow(place, len(cells), width, table.commas))
            elif any(cells[index] is not None for index in said):
                yield place, cells


def _in_column(place: Place, table: Table, index: int) -> Place:
    return Place(place.file, place.row, table.headings[index], place.sheet)


def _text(cell: Cell) -> str:
    return "" if cell is None else cell.text
