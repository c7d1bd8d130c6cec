"""The sheets of an ods workbook, as LibreOffice saves it: a zip archive with one xml part that says what cells hold.

Numbers stand there as decimals, so none is guessed from a float; a cell says itself whether it is a share, a day or a
truth. Runs of equal rows and cells are unrolled within bounds. A document type could define entities: refused.
"""

import datetime
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from xml.parsers import expat

import attrs

from interpreter.data.problems import DataProblem
from interpreter.data.problems.files import BrokenWorkbook
from interpreter.data.problems.limits import FileTooLarge, TableTooLarge
from interpreter.data.table import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_DIGITS,
    MOST_ROWS,
    MOST_UNPACKED_BYTES,
    Cell,
    Dated,
    Faulty,
    Lines,
    Logical,
    Numeric,
    cleaned,
    written,
)
from interpreter.outcomes import Place

_SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _TEXT, _OFFICE = f"{_SPACE}table:1.0 ", f"{_SPACE}text:1.0 ", f"{_SPACE}office:1.0 "
_KIND = "value-type"
# So many figures LibreOffice writes of a number that it has worked out and that has no end.
_FIGURES = 14
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]{1,4})?")
_ERROR = re.compile(r"#[A-ZÅÄÖ0-9/]+[!?]?|Err:[0-9]{3}|#N/A")
# What stands in a cell or beside the cells and is none of what they hold
_BESIDE = frozenset({f"{_OFFICE}annotation", f"{_TABLE}tracked-changes", f"{_TABLE}shapes", f"{_TABLE}dde-links"})
_DRAWN = f"{_SPACE}drawing:1.0 "


class _Broken(Exception):
    """It cannot be what it says; only used within this module, to leave the parser."""


class _TooLarge(Exception):
    """More rows, columns or cells than are read."""


def ods_sheets(content: bytes, place: Place) -> tuple[list[tuple[str, Lines]], DataProblem | None]:
    """Name and lines of every sheet, from the first row and column on; or what is wrong with the whole."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if sum(member.file_size for member in members) > MOST_UNPACKED_BYTES:
                return [], FileTooLarge(place, MOST_UNPACKED_BYTES, unpacked=True)
            names = {member.filename for member in members}
            manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
            if b"encryption-data" in manifest or any(member.flag_bits & 1 for member in members):
                return [], BrokenWorkbook(place, "encrypted")
            sheets = _Sheets()
            _parse(archive.read("content.xml"), sheets)
            return sheets.sheets, None
    except _TooLarge:
        return [], TableTooLarge(place, "cells", MOST_CELLS)
    except Exception:
        # zipfile and expat raise a dozen kinds of exception for damaged files, not all of them documented.
        return [], BrokenWorkbook(place, "broken")


@attrs.define
class _Sheets:
    """What has been read so far. beside: how deep in what is no cell; text: of the cell, paragraph by paragraph."""

    sheets: list[tuple[str, Lines]] = attrs.field(factory=list)
    cells: int = 0
    beside: int = 0
    row: list[Cell] = attrs.field(factory=list)
    repeated: int = 1
    cell: Mapping[str, str] | None = None
    paragraphs: list[str] = attrs.field(factory=list)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if self.beside or name in _BESIDE or name.startswith(_DRAWN):
            self.beside += 1
        elif name == f"{_TABLE}table":
            self.sheets.append((attributes[f"{_TABLE}name"], []))
        elif name == f"{_TABLE}table-row":
            self.row, self.repeated = [], int(attributes.get(f"{_TABLE}number-rows-repeated", "1"))
        elif name in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            self.cell, self.paragraphs = attributes, []
        elif name == f"{_TEXT}p":
            self.paragraphs.append("")
        elif name in (f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"):
            self.text(" ")

    def text(self, data: str) -> None:
        if not self.beside and self.cell is not None and self.paragraphs:
            self.paragraphs[-1] += data

    def end(self, name: str) -> None:
        if self.beside:
            self.beside -= 1
        elif name in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell") and self.cell is not None:
            times = int(self.cell.get(f"{_TABLE}number-columns-repeated", "1"))
            found = _cell(self.cell, " ".join(self.paragraphs))
            # Columns without anything go on to the edge of the sheet.
            if found is not None or len(self.row) + times <= MOST_COLUMNS:
                self.row += [found] * min(times, MOST_COLUMNS + 1)
            self.cell = None
        elif name == f"{_TABLE}table-row":
            self._row()

    def _row(self) -> None:
        while self.row and self.row[-1] is None:
            self.row.pop()
        lines = self.sheets[-1][1]
        # Rows without anything go on to the bottom of the sheet; those between others are counted.
        times = min(self.repeated, 2 * MOST_ROWS)
        self.cells += len(self.row) * times
        if self.cells > MOST_CELLS or len(lines) > 4 * MOST_ROWS:
            raise _TooLarge
        lines += [tuple(self.row)] * times


def _cell(attributes: Mapping[str, str], shown: str) -> Cell:
    kind = next((value for name, value in attributes.items() if name.endswith(f" {_KIND}") and value == "error"), None)
    kind = kind or attributes.get(f"{_OFFICE}{_KIND}")
    formula = f"{_TABLE}formula" in attributes
    if formula and _ERROR.fullmatch(shown.strip()):
        return Faulty("error", cleaned(shown))
    match kind:
        case "error":
            return Faulty("error", cleaned(shown) or "#")
        case "float" | "currency" | "percentage":
            return _number(attributes[f"{_OFFICE}value"], kind == "percentage")
        case "date":
            day, _, time = attributes[f"{_OFFICE}date-value"].partition("T")
            if time.strip("0:."):
                return written(f"{day} {time}")
            return Dated(datetime.date.fromisoformat(day))
        case "time":
            return written(attributes[f"{_OFFICE}time-value"])
        case "boolean":
            truth = attributes[f"{_OFFICE}boolean-value"] == "true"
            return Logical(truth, "SANT" if truth else "FALSKT")
        case "string":
            return written(attributes.get(f"{_OFFICE}string-value", shown))
        case _ if formula:
            return Faulty("formula", "")
        case _:
            return written(shown)


def _number(text: str, share: bool) -> Cell:
    if _NUMBER.fullmatch(text) is None:
        raise _Broken
    decimal = Decimal(text).normalize()
    told = decimal.scaleb(2) if share else decimal
    figures = len(decimal.as_tuple().digits)
    shown = f"{told:f}".replace(".", ",")
    if len(shown) > MOST_DIGITS:
        return Faulty("digits", shown[:MOST_DIGITS])
    if figures > _FIGURES:
        return Faulty("inexact", shown[:MOST_DIGITS])
    return Numeric(Fraction(decimal), shown + (" %" if share else ""), share)


def _parse(content: bytes, sheets: _Sheets) -> None:
    def refuse(*_: object) -> None:
        raise _Broken

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    start: Callable[[str, Mapping[str, str]], None] = sheets.start
    parser.StartElementHandler, parser.EndElementHandler = start, sheets.end
    parser.CharacterDataHandler = sheets.text
    parser.Parse(content, True)
