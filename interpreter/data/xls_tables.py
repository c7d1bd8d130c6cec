"""The sheets of an xls workbook, as Excel saved it until 2007: one stream of records in a compound file.

A cell holds a float and a number of its style, which says whether it is a share or a day. Everything is taken from the
records themselves, within bounds: what is damaged is a problem, and takes neither time nor memory.
"""

import datetime
import re
import struct
from collections.abc import Iterator, Sequence

import attrs

from interpreter.data import compound
from interpreter.data.problems import DataProblem
from interpreter.data.problems.files import BrokenWorkbook
from interpreter.data.problems.limits import TableTooLarge
from interpreter.data.table import MOST_CELLS, MOST_CHARACTERS, Cell, Dated, Faulty, Lines, Logical, number, written
from interpreter.data.xlsx_parts import BUILT_IN_SHARES, MOST_SHEETS, is_share, without_literals
from interpreter.outcomes import Place

# Kinds of records, as Excel numbers them
_BEGIN, _END, _PASSWORD, _GO_ON, _DAYS_FROM_1904 = 0x809, 0x0A, 0x2F, 0x3C, 0x22
_SHEET, _FORMAT, _STYLE, _TEXTS = 0x85, 0x41E, 0xE0, 0xFC
_NUMBER, _SHORT, _SHORTS, _LISTED, _ERROR, _FORMULA = 0x203, 0x27E, 0xBD, 0xFD, 0x205, 0x06
_PLAIN, _RICH, _RESULT = 0x204, 0xD6, 0x207
_CELLS = frozenset((_NUMBER, _SHORT, _LISTED, _ERROR, _FORMULA, _PLAIN, _RICH))
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_VERSION = 0x0600
# The formats of days and times that need not be written out in the file
_BUILT_IN_DAYS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_DAY_LETTERS = re.compile(r"[dmyhsåDMYHSÅ]")
_FROM_1900, _FROM_1904 = datetime.date(1899, 12, 30), datetime.date(1904, 1, 1)
# What stands last in the result of a formula that is no number
_NO_NUMBER = b"\xff\xff"
_BRACKETS = re.compile(r"\[[^\]]*\]")

_Record = tuple[int, bytes]


class _TooLarge(Exception):
    """The cells reach further than is read; only used within this module."""


def xls_sheets(content: bytes, place: Place) -> tuple[list[tuple[str, Lines]], DataProblem | None]:
    """Name and lines of every sheet, from the first row and column on; or what is wrong with the whole."""
    try:
        whole = compound.stream(content, "Workbook")
        # A newer workbook with a password stands in a compound file too, and one of before 1997 is called Book.
        found = None if whole is None else _sheets(whole)
        return ([], BrokenWorkbook(place, "encrypted")) if found is None else (found, None)
    except _TooLarge:
        return [], TableTooLarge(place, "cells", MOST_CELLS)
    except (ValueError, IndexError, OverflowError, struct.error):
        return [], BrokenWorkbook(place, "broken")


def _sheets(whole: bytes) -> list[tuple[str, Lines]] | None:
    """None where there is a password."""
    starts: dict[str, int] = {}
    formats = {int(one): "share" for one in BUILT_IN_SHARES} | dict.fromkeys(_BUILT_IN_DAYS, "day")
    styles: list[int] = []
    texts: list[bytes] = []
    first_day = _FROM_1900
    last = 0
    for kind, record in _records(whole, 0):
        if kind == _PASSWORD:
            return None
        if kind == _DAYS_FROM_1904 and record[:1] == b"\1":
            first_day = _FROM_1904
        elif kind == _SHEET:
            start, _, other = struct.unpack_from("<IBB", record)
            name = _characters(record[6], record[7], record[8:])
            if name in starts or len(starts) == MOST_SHEETS:
                raise ValueError
            if not other:
                starts[name] = start
        elif kind == _FORMAT:
            formats[struct.unpack_from("<H", record)[0]] = _shown(_text(record[2:]))
        elif kind == _STYLE:
            styles.append(struct.unpack_from("<HH", record)[1])
        elif kind == _TEXTS or (kind == _GO_ON and last == _TEXTS):
            texts.append(record)
        last = last if kind == _GO_ON else kind
    shared = _shared(texts) if texts else []
    room = _Room()
    shown = [formats.get(one, "") for one in styles]
    return [(name, _Sheet(shown, shared, first_day, room).read(whole, start)) for name, start in starts.items()]


def _shown(code: str) -> str:
    """What a number format shows a number as: `share`, `day` or nothing else than a number."""
    if is_share(code):
        return "share"
    return "day" if _DAY_LETTERS.search(_BRACKETS.sub("", without_literals(code))) else ""


def _records(whole: bytes, start: int) -> Iterator[_Record]:
    """Those of one part of the workbook, without those of parts within it (a chart)."""
    kind, _ = struct.unpack_from("<HH", whole, start)
    if kind != _BEGIN or struct.unpack_from("<H", whole, start + 4)[0] != _VERSION:
        raise ValueError
    depth, at = 0, start
    while True:
        kind, length = struct.unpack_from("<HH", whole, at)
        record = whole[at + 4 : at + 4 + length]
        if len(record) < length:
            raise ValueError
        depth += (kind == _BEGIN) - (kind == _END)
        if depth == 0:
            return
        if depth == 1:
            yield kind, record
        at += 4 + length


@attrs.define
class _Room:
    """What all sheets together may still take."""

    cells: int = MOST_CELLS

    def take(self, cells: int) -> None:
        self.cells -= cells
        if self.cells < 0:
            raise _TooLarge


@attrs.define
class _Sheet:
    """One sheet while it is read. shown: what each style shows a number as; texts: the shared ones; waits: where the
    text goes that a formula results in, which stands in the next record."""

    shown: Sequence[str]
    texts: Sequence[str]
    first_day: datetime.date
    room: _Room
    cells: dict[tuple[int, int], Cell] = attrs.field(factory=dict)
    waits: tuple[int, int] | None = None

    def read(self, whole: bytes, start: int) -> Lines:
        for kind, record in _records(whole, start):
            if kind == _RESULT and self.waits is not None:
                self.cells[self.waits] = written(_text(record))
                self.waits = None
            elif kind == _SHORTS:
                row, first = struct.unpack_from("<HH", record)
                for at in range((len(record) - 6) // 6):
                    style, short = struct.unpack_from("<HI", record, 4 + 6 * at)
                    self.cells[row, first + at] = self._number(_unpacked(short), style)
            elif kind in _CELLS:
                row, column, style = struct.unpack_from("<HHH", record)
                self.waits = None
                self.cells[row, column] = self._cell(kind, record, style)
                if kind == _FORMULA and record[12:14] == _NO_NUMBER and record[6] == 0:
                    self.waits = (row, column)
        filled = [place for place, cell in self.cells.items() if cell is not None]
        rows = max((row for row, _ in filled), default=-1) + 1
        columns = max((column for _, column in filled), default=-1) + 1
        self.room.take(rows * columns)
        return [tuple(self.cells.get((row, column)) for column in range(columns)) for row in range(rows)]

    def _cell(self, kind: int, record: bytes, style: int) -> Cell:
        if kind == _NUMBER:
            return self._number(struct.unpack_from("<d", record, 6)[0], style)
        if kind == _SHORT:
            return self._number(_unpacked(struct.unpack_from("<I", record, 6)[0]), style)
        if kind == _LISTED:
            return written(self.texts[struct.unpack_from("<I", record, 6)[0]])
        if kind == _ERROR:
            return Faulty("error", _ERRORS.get(record[6], "#")) if record[7] else _truth(record[6])
        if kind == _FORMULA:
            return self._formula(record, style)
        return written(_text(record[6:]))

    def _formula(self, record: bytes, style: int) -> Cell:
        """Its result as it was last calculated. Text stands in the next record; none is there where it is to be
        calculated only when the workbook is opened."""
        if record[12:14] != _NO_NUMBER:
            return self._number(struct.unpack_from("<d", record, 6)[0], style)
        match record[6]:
            case 1:
                return _truth(record[8])
            case 2:
                return Faulty("error", _ERRORS.get(record[8], "#"))
            case 3 if record[14] & 3:
                return Faulty("formula", "")
            case _:
                return None

    def _number(self, value: float, style: int) -> Cell:
        shown = self.shown[style]
        return self._day(value) if shown == "day" else number(value, shown == "share")

    def _day(self, value: float) -> Cell:
        """Days are counted from the last of 1899, with a 29 February 1900 that never was; or from 1904."""
        days = int(value)
        old = self.first_day == _FROM_1900
        if days != value or (old and days == 60):
            # A time, a moment of a day, or the day that never was: none of them is a day.
            return written(f"{value:.5f}".replace(".", ","))
        if old and days < 60:
            days += 1
        return Dated(self.first_day + datetime.timedelta(days))


def _truth(value: int) -> Cell:
    return Logical(bool(value), "SANT" if value else "FALSKT")


def _unpacked(short: int) -> float:
    """A number in four bytes: the first half of a float or a whole number, of itself or of a hundredth."""
    if short & 2:
        value: float = (short >> 2) - (1 << 30 if short & 0x80000000 else 0)
    else:
        value = struct.unpack("<d", struct.pack("<Q", (short & 0xFFFFFFFC) << 32))[0]
    return value / 100 if short & 1 else value


def _text(record: bytes) -> str:
    count, flags = struct.unpack_from("<HB", record)
    return _characters(count, flags, record[3:])


def _characters(count: int, flags: int, content: bytes) -> str:
    return content[: 2 * count].decode("utf-16-le") if flags & 1 else content[:count].decode("latin-1")


def _shared(records: Sequence[bytes]) -> list[str]:
    """The shared texts. One may go on in the next record, which then says anew whether its characters have one byte or
    two; of each, no more is kept than a cell may have."""
    texts: list[str] = []
    at, part = 8, 0
    while part < len(records):
        if at >= len(records[part]):
            at, part = at - len(records[part]), part + 1
            continue
        count, flags = struct.unpack_from("<HB", records[part], at)
        at += 3
        runs = more = 0
        if flags & 8:
            runs, at = struct.unpack_from("<H", records[part], at)[0], at + 2
        if flags & 4:
            more, at = struct.unpack_from("<I", records[part], at)[0], at + 4
        text = ""
        while True:
            width = 2 if flags & 1 else 1
            here = min(count, (len(records[part]) - at) // width)
            text += _characters(here, flags, records[part][at:])
            count, at = count - here, at + here * width
            if not count:
                break
            part, at = part + 1, 1
            flags = records[part][0]
        texts.append(text[: MOST_CHARACTERS + 1])
        at += 4 * runs + more
    return texts
