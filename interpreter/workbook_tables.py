"""An xlsx workbook as tables, one per sheet. The only door to calamine, which is imported here and only when needed.

calamine reads the values but says nothing of errors (`#REF!`), formulas that were never calculated and percentages,
and takes all the memory that a made-up cell far away asks for: `workbook_parts` looks at those first, and packs anew
what calamine is to read.
"""

import datetime
import io
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from interpreter.outcomes import Place
from interpreter.problems import BrokenWorkbook, DataProblem, FileEmpty, ForbiddenCharacter, TableTooLarge
from interpreter.table import (
    MOST_COLUMNS,
    MOST_DIGITS,
    MOST_ROWS,
    REMARKS,
    Cell,
    Dated,
    Faulty,
    Logical,
    Numeric,
    Table,
    cleaned,
    forbidden,
    written,
)
from interpreter.workbook_parts import Marks, examined

# A spreadsheet keeps this many figures of a number; each decimal of so few has a float of its own.
_FIGURES = 15

_Raw = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta
_Sheets = list[tuple[str, list[list[_Raw]]]]


def workbook_tables(content: bytes, place: Place) -> tuple[tuple[Table, ...], tuple[DataProblem, ...]]:
    """The tables in the bytes of a workbook; empty sheets and sheets of remarks are passed over."""
    workbook, problem = examined(content, place)
    sheets = None if workbook is None else _sheets(workbook.content)
    if workbook is None or sheets is None:
        return (), (problem or BrokenWorkbook(place, "broken"),)
    tables: list[Table] = []
    problems: list[DataProblem] = []
    for name, lines in sheets:
        stem = cleaned(name)
        if (codepoint := forbidden(stem)) is not None:
            problems.append(ForbiddenCharacter(place, codepoint))
        elif stem.lower() not in REMARKS:
            found = _table(lines, workbook.marks[name], Place(place.file, None, None, stem), stem)
            if isinstance(found, Table):
                tables.append(found)
            elif found is not None:
                problems.append(found)
    if not tables and not problems:
        problems.append(FileEmpty(place))
    return tuple(tables), tuple(problems)


def _sheets(content: bytes) -> _Sheets | None:
    """Name and lines of every sheet, from the first row and column on; None where calamine cannot read it."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = [sheet.name for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        return [(name, workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in names]
    except BaseException as error:
        # A bug in calamine surfaces as a panic, which is no Exception and has no class to name.
        if isinstance(error, KeyboardInterrupt):
            raise
        return None


def _table(lines: Sequence[Sequence[_Raw]], marks: Marks, place: Place, stem: str) -> Table | DataProblem | None:
    headings: tuple[str, ...] | None = None
    heading_row = 0
    rows: list[tuple[int, tuple[Cell, ...]]] = []
    for index, line in enumerate(lines):
        cells = tuple(_cell(raw, marks.get((index, column))) for column, raw in enumerate(line))
        while cells and cells[-1] is None:
            cells = cells[:-1]
        if not cells:
            continue
        where = Place(place.file, index + 1, None, place.sheet)
        if len(cells) > MOST_COLUMNS:
            return TableTooLarge(where, "columns", MOST_COLUMNS)
        if headings is None:
            headings, heading_row = tuple("" if cell is None else cell.text for cell in cells), index + 1
        elif len(rows) == MOST_ROWS:
            return TableTooLarge(where, "rows", MOST_ROWS)
        else:
            rows.append((index + 1, cells + (None,) * (len(headings) - len(cells))))
    if headings is None:
        return None
    return Table(place, stem, heading_row, headings, tuple(rows))


def _cell(raw: _Raw, mark: str | None) -> Cell:
    if mark == "formula":
        return Faulty("formula", "")
    if mark is not None and mark != "share":
        return Faulty("error", cleaned(mark))
    match raw:
        case bool():
            return Logical(raw, "SANT" if raw else "FALSKT")
        case str():
            return written(raw)
        case int() | float():
            return _number(raw, mark == "share")
        case datetime.datetime():
            midnight = raw.time() == datetime.time(0)
            return Dated(raw.date()) if midnight else written(raw.isoformat(" "))
        case datetime.date():
            return Dated(raw)
        case _:
            return written(str(raw))


def _number(raw: int | float, share: bool) -> Cell:
    """The shortest decimal that is this float: 0.3142 is 3142/10000, though no float is."""
    decimal = Decimal(repr(raw))
    if not decimal.is_finite():
        return Faulty("error", str(raw))
    decimal = decimal.scaleb(2) if share else decimal
    text = f"{decimal:f}".replace(".", ",").removesuffix(",0")
    if len(text) > MOST_DIGITS:
        return Faulty("digits", text[:MOST_DIGITS])
    if len(decimal.normalize().as_tuple().digits) > _FIGURES:
        return Faulty("inexact", text[:30])
    return Numeric(Fraction(decimal) / (100 if share else 1), text + (" %" if share else ""), share)
