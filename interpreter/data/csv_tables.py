"""A csv file as a table: the encoding, the delimiter and the quotation marks. One table per file."""

import csv
import io

from interpreter.data.problems import DataProblem
from interpreter.data.problems.files import BadByte, BrokenCsv, FileEmpty, NotText
from interpreter.data.problems.limits import TableTooLarge
from interpreter.data.table import MOST_COLUMNS, MOST_ROWS, Cell, Table, cleaned, written
from interpreter.data.texts import StrayByte, decoded
from interpreter.outcomes import Place


def csv_table(content: bytes, place: Place, stem: str) -> tuple[Table | None, tuple[DataProblem, ...]]:
    """The table in the bytes of a csv file, or the problem with it as a whole."""
    text = decoded(content)
    if not isinstance(text, str):
        return None, (not_text(text, place),)
    if not text.strip():
        return None, (FileEmpty(place),)
    delimiter = _delimiter(text)
    headings: tuple[str, ...] | None = None
    heading_row = 0
    rows: list[tuple[int, tuple[Cell, ...]]] = []
    number = 0
    try:
        # newline="": a line break within quotation marks stays as it is
        for number, line in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), 1):
            if not any(map(str.strip, line)):
                continue
            if len(line) > MOST_COLUMNS:
                return None, (TableTooLarge(_row(place, number), "columns", MOST_COLUMNS),)
            if headings is None:
                headings, heading_row = tuple(cleaned(cell) for cell in line), number
            elif len(rows) == MOST_ROWS:
                return None, (TableTooLarge(_row(place, number), "rows", MOST_ROWS),)
            else:
                rows.append((number, _padded(line, len(headings))))
    except csv.Error:
        return None, (BrokenCsv(_row(place, number + 1)),)
    if headings is None:
        return None, (FileEmpty(place),)
    return Table(place, stem, heading_row, headings, tuple(rows), commas=delimiter == ","), ()


def not_text(found: StrayByte | None, place: Place) -> DataProblem:
    """What is wrong with bytes that `decoded` makes no text of."""
    if found is None:
        return NotText(place)
    return BadByte(Place(place.file, found.row, None, place.sheet), found.byte, found.column)


def _delimiter(text: str) -> str:
    """Headings hold no delimiters, so the first line with anything in it tells: semicolon, else tab, else comma."""
    heading = next(line for line in text.splitlines() if line.strip())
    return next((delimiter for delimiter in ";\t" if delimiter in heading), ",")


def _padded(line: list[str], width: int) -> tuple[Cell, ...]:
    """Short rows lack their last cells, as a spreadsheet writes them."""
    cells = tuple(written(cell) for cell in line)
    while len(cells) > width and cells[-1] is None:
        cells = cells[:-1]
    return cells + (None,) * (width - len(cells))


def _row(place: Place, number: int) -> Place:
    return Place(place.file, number, None, place.sheet)
