"""A workbook as tables, one per sheet. The only door to calamine, which is imported here and only when needed.

ods and xls are read by `ods_tables` and `xls_tables`. Of xlsx calamine reads the values, but says nothing of errors
(`#REF!`), formulas that were never calculated and percentages, and takes all the memory that a made-up cell far away
asks for: `xlsx_parts` looks at those first, and packs anew what calamine is to read.
"""

import datetime
import io
from collections.abc import Sequence

from interpreter.data.compound import MARK
from interpreter.data.ods_tables import ods_sheets
from interpreter.data.problems import DataProblem
from interpreter.data.problems.cells import ForbiddenCharacter
from interpreter.data.problems.files import BrokenWorkbook, FileEmpty
from interpreter.data.problems.limits import TableTooLarge
from interpreter.data.table import (
    MOST_COLUMNS,
    MOST_ROWS,
    REMARKS,
    Cell,
    Dated,
    Faulty,
    Lines,
    Logical,
    Table,
    cleaned,
    forbidden,
    number,
    written,
)
from interpreter.data.xls_tables import xls_sheets
from interpreter.data.xlsx_parts import Marks, examined
from interpreter.outcomes import Place

_Raw = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta
_Sheets = list[tuple[str, list[list[_Raw]]]]


def workbook_tables(content: bytes, place: Place, suffix: str) -> tuple[tuple[Table, ...], tuple[DataProblem, ...]]:
    """The tables in the bytes of a workbook; empty sheets and sheets of remarks are passed over.

    suffix: `.ods`, else what it is shows in its first bytes: an old workbook may have been given the name of a new one
    """
    if suffix == ".ods":
        sheets, problem = ods_sheets(content, place)
    elif content.startswith(MARK):
        sheets, problem = xls_sheets(content, place)
    else:
        sheets, problem = _excel_sheets(content, place)
    if problem is not None:
        return (), (problem,)
    tables: list[Table] = []
    problems: list[DataProblem] = []
    for name, lines in sheets:
        stem = cleaned(name)
        if (codepoint := forbidden(stem)) is not None:
            problems.append(ForbiddenCharacter(place, codepoint))
        elif stem.lower() not in REMARKS:
            found = _table(lines, Place(place.file, None, None, stem), stem)
            if isinstance(found, Table):
                tables.append(found)
            elif found is not None:
                problems.append(found)
    if not tables and not problems:
        problems.append(FileEmpty(place))
    return tuple(tables), tuple(problems)


def _excel_sheets(content: bytes, place: Place) -> tuple[list[tuple[str, Lines]], DataProblem | None]:
    """Name and lines of every sheet of an xlsx workbook; or what is wrong with the whole."""
    workbook, problem = examined(content, place)
    if workbook is None:
        return [], problem
    sheets = _sheets(workbook.content)
    if sheets is None or any(name not in workbook.marks for name, _ in sheets):
        return [], BrokenWorkbook(place, "broken")
    return [(name, _cells(lines, workbook.marks[name])) for name, lines in sheets], None


def _cells(lines: Sequence[Sequence[_Raw]], marks: Marks) -> Lines:
    return [tuple(_cell(raw, marks.get((row, at))) for at, raw in enumerate(line)) for row, line in enumerate(lines)]


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


def _table(lines: Lines, place: Place, stem: str) -> Table | DataProblem | None:
    headings: tuple[str, ...] | None = None
    heading_row = 0
    rows: list[tuple[int, tuple[Cell, ...]]] = []
    for index, cells in enumerate(lines):
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
            return number(raw, mark == "share")
        case datetime.datetime():
            midnight = raw.time() == datetime.time(0)
            return Dated(raw.date()) if midnight else written(raw.isoformat(" "))
        case datetime.date():
            return Dated(raw)
        case _:
            return written(str(raw))
