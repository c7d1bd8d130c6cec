"""Rows of tables as given values, with every problem in them: sums are checked and left out, labels are known again."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

import attrs

from dsl import model
from dsl.units import Unit
from interpreter.data.cells import read_answer, read_cell, read_label, read_year, similar
from interpreter.data.columns import ConceptTable, InputTable, forms_of, headed, layout, parted, unit_of
from interpreter.data.likeness import alike
from interpreter.data.problems import DataProblem
from interpreter.data.problems.cells import (
    EmptyLabel,
    NotAYear,
    RaggedRow,
    RepeatedRow,
    UncheckedTotal,
    UnknownInput,
    WrongTotal,
)
from interpreter.data.problems.limits import TableTooLarge
from interpreter.data.problems.tables import HeadingUnit, YearMissing, YearUnwanted
from interpreter.data.problems.whole import NamesAlike
from interpreter.data.table import MOST_CELLS, MOST_PROBLEMS, REMARKS, Cell, Table, Written
from interpreter.data.totals import Line, called_a_sum, checked, like_sums, summable, unquoted
from interpreter.facts import Given
from interpreter.notes import LikeSum, Note, SumLeftOut
from interpreter.outcomes import Place, Value


@attrs.define
class Reader:
    """Collects what the tables give. known: every way to write a unit; given: values as they stand in the files, in
    base units; notes: what is to be told of the files.

    unlabelled: concept -> how many tables have had rows labelled by number; names: concept -> label -> where it first
        stands; sure: the labels that somebody has written in quotation marks
    """

    program: model.Program
    known: Mapping[str, Unit]
    given: list[Given] = attrs.field(factory=list)
    problems: list[DataProblem] = attrs.field(factory=list)
    notes: list[Note] = attrs.field(factory=list)
    unlabelled: dict[str, int] = attrs.field(factory=dict)
    names: dict[str, dict[str, Place]] = attrs.field(factory=dict)
    sure: set[tuple[str, str]] = attrs.field(factory=set)

    def table(self, table: Table) -> None:
        """Reads the rows of one table, of a concept or of inputs; what is wrong is added to the problems."""
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
        problems, given = len(self.problems), len(self.given)
        for place, cells in self._without_sums(table, layout):
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
        if len(self.problems) == problems:
            self._like_sums(layout.concept.name, self.given[given:])

    def _like_sums(self, concept: str, given: Sequence[Given]) -> None:
        """Tells of the rows of a table that are called something else than a sum, and yet are one."""
        rows: dict[str, dict[Hashable, Fraction]] = {}
        for one in given:
            if one.row is not None and isinstance(one.value, Fraction):
                rows.setdefault(one.row, {})[one.attribute, one.year] = one.value
        for label in like_sums(rows):
            if (concept, label) not in self.sure:
                place = next(one.place for one in given if one.row == label and one.place is not None)
                self.notes.append(LikeSum(Place(place.file, place.row, None, place.sheet), concept, label))

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
        if len(parts) < len(indices):
            return None
        label = ", ".join(parts)
        self.names.setdefault(layout.concept.name, {}).setdefault(label, place)
        if _quoted(cells[index] for index in indices):
            self.sure.add((layout.concept.name, label))
        return label

    def names_alike(self) -> None:
        """Once everything is read: the rows whose names a reader takes for one. Keys are names of other rows."""
        for concept in self.program.concepts:
            places = {} if concept.keys else self.names.get(concept.name, {})
            for label, other in alike(places).items():
                if not {(concept.name, label), (concept.name, other)} & self.sure:
                    problem = NamesAlike(places[label], concept.name, label, other, places[other])
                    self.problems.append(problem)

    # -- sums ------------------------------------------------------------------------------------

    def _without_sums(self, table: Table, layout: ConceptTable) -> Iterator[tuple[Place, tuple[Cell, ...]]]:
        """The rows of the concept: those that are sums of others are checked, and left out."""
        rows = list(self._rows(table))
        names = tuple(index for index in (layout.label, *(layout.keys or ())) if index is not None)
        called = [_sum_name(cells, names) != "" for _, cells in rows]
        for row, is_sum in zip(rows, called, strict=True):
            if len(self.problems) > MOST_PROBLEMS:
                return
            if not is_sum:
                yield row
        if not any(called):
            return
        lines: list[Line] = []
        unread = False
        for (place, cells), is_sum in zip(rows, called, strict=True):
            before = len(self.problems)
            lines.append(self._line(table, layout, place, cells, total=is_sum))
            unread = unread or len(self.problems) > before
            if not is_sum:
                # What cannot be read has been told where it is a row of the concept.
                del self.problems[before:]
        for at, (place, cells) in enumerate(rows):
            if called[at]:
                self._sum(table, layout, lines, at, place, _sum_name(cells, names), unread=unread)

    def _sum(
        self,
        table: Table,
        layout: ConceptTable,
        lines: Sequence[Line],
        at: int,
        place: Place,
        label: str,
        *,
        unread: bool,
    ) -> None:
        """What there is to say of a row that is called a sum. unread: some number of the table cannot be read, which is
        told, and nothing that only follows from it."""
        columns = {column.index: column for column in layout.columns if summable(column.attribute.type)}
        found = checked(lines, at, tuple(columns))
        if unread and (found.wrong or not found.checked):
            return
        if not found.checked:
            self.problems.append(UncheckedTotal(place, layout.concept.name, label))
        elif not found.wrong:
            self.notes.append(SumLeftOut(place, layout.concept.name, label))
        else:
            for index, (value, summed) in found.wrong.items():
                where = _in_column(place, table, index)
                self.problems.append(WrongTotal(where, label, columns[index].attribute, value, summed))

    def _line(self, table: Table, layout: ConceptTable, place: Place, cells: Sequence[Cell], *, total: bool) -> Line:
        columns = {one.index: one for one in layout.columns if isinstance(one.attribute.type, model.Number)}
        numbers: dict[int, Fraction] = {}
        said: dict[int, str] = {}
        for index, cell in enumerate(cells[: len(table.headings)]):
            if cell is None or table.headings[index].lower() in REMARKS:
                continue
            if index in columns:
                column = columns[index]
                value, _ = self._value(cell, column.attribute, column.unit, _in_column(place, table, index))
                if isinstance(value, Fraction):
                    numbers[index] = value
            elif not called_a_sum(cell.text):
                said[index] = unquoted(cell.text)
        return Line(total, said, numbers)

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


def _sum_name(cells: Sequence[Cell], names: Iterable[int]) -> str:
    """What the row is called if it is called a sum, in the first cell with anything in it or in one that names the row;
    else nothing."""
    first = next((cell for cell in cells if cell is not None), None)
    said = (*(cells[index] for index in names), first)
    return next((cell.text for cell in said if isinstance(cell, Written) and called_a_sum(cell.text)), "")


def _quoted(cells: Iterable[Cell]) -> bool:
    return any(cell is not None and unquoted(cell.text) != cell.text for cell in cells)
