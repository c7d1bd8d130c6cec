"""Workbooks of LibreOffice (ods) and of Excel before 2007 (xls) against what they give; and files that are none."""

import io
import random
import struct
import zipfile
from pathlib import Path

import pytest
from test_data import check, program, survives
from test_workbooks import mutated

from interpreter.data import compound
from interpreter.data.files import read

SAMPLES = Path(__file__).parent / "samples"

# -- ods -------------------------------------------------------------------------------------------

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in (("office", "office"), ("table", "table"), ("text", "text"), ("draw", "drawing"))
)
SPACES += ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'


def ods(*sheets: str, before: str = "", others: dict[str, str] | None = None) -> bytes:
    """A workbook of hand-written xml. sheets: the rows of each, the first called partier."""
    names = ("partier", "b", "c")
    tables = "".join(
        f'<table:table table:name="{name}">{rows}</table:table>' for name, rows in zip(names, sheets, strict=False)
    )
    body = f"<office:body><office:spreadsheet>{before}{tables}</office:spreadsheet></office:body>"
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", f"<office:document-content {SPACES}>{body}</office:document-content>")
        for name, text in (others or {}).items():
            packed.writestr(name, text)
    return content.getvalue()


def of_content(xml: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        packed.writestr("content.xml", xml)
    return content.getvalue()


def row(*cells: str, times: int = 1) -> str:
    repeated = f' table:number-rows-repeated="{times}"' if times > 1 else ""
    return f"<table:table-row{repeated}>{''.join(cells)}</table:table-row>"


def text(words: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string"{more}><text:p>{words}</text:p></table:table-cell>'


def of(kind: str, said: str, shown: str = "", more: str = "") -> str:
    return f'<table:table-cell office:value-type="{kind}" {said}{more}><text:p>{shown}</text:p></table:table-cell>'


def number(value: str, kind: str = "float", more: str = "") -> str:
    return of(kind, f'office:value="{value}"', "vad som helst", more)


def empty(times: int = 1) -> str:
    return f'<table:table-cell table:number-columns-repeated="{times}"/>'


HEADINGS = row(*map(text, ("parti", "mandat", "andel", "vikt", "nytt", "inträde", "förbrukning 2027", "ort")))
A = row(
    text("A"),
    number("5"),
    number("0.3142", "percentage"),
    number("0.1"),
    of("boolean", 'office:boolean-value="true"', "SANT"),
    of("date", 'office:date-value="2024-02-29"', "29 feb"),
    number("1234567.5", "currency", ' office:currency="SEK"'),
    text("Öster<text:s/>sund</text:p><text:p>norra"),
    empty(16376),
)
FAULT = ' calcext:value-type="error"'
GOOD = [
    "parti;A;mandat;;5",
    "parti;A;andel;;1571/5000",
    "parti;A;vikt;;1/10",
    "parti;A;nytt;;ja",
    "parti;A;inträde;;2024-02-29",
    "parti;A;förbrukning;2027;2469135/2",
    "parti;A;ort;;Öster sund norra",
]
NOTE = "<office:annotation><text:p>en anmärkning</text:p></office:annotation>"
TRACKED = f"<table:tracked-changes><table:table-cell>{NOTE}</table:table-cell></table:tracked-changes>"

ODS: dict[str, tuple[bytes, list[str], list[str]]] = {
    "values": (ods(row(empty(16384), times=2) + HEADINGS + A + row(empty(16384), times=1048000)), GOOD, []),
    "sum": (ods(HEADINGS + A + row(text("Totalt"), number("5"))), GOOD, []),
    "what is beside": (
        ods(
            HEADINGS.replace("mandat", f"man<draw:a><text:p>x</text:p></draw:a>dat{NOTE}") + A,
            row(empty()),
            before=TRACKED,
        ),
        GOOD,
        [],
    ),
    "runs": (
        ods(row(text("kostnad"), text("belopp")) + row(empty(), number("5"), times=1) + row(empty(2), times=3)),
        [],
        ["2 kostnad RV521"],
    ),
    "the same twice": (
        ods(row(text("parti"), text("mandat")) + row(text("A"), number("5"), times=2)),
        [],
        ["3 - RV522"],
    ),
    "errors": (
        ods(
            row(text("parti"), text("mandat"), text("vikt"), text("andel"))
            + row(
                text("A"),
                of("string", 'office:string-value=""', "#REF!", FAULT),
                of("float", 'office:value="0"', "Err:502", ' table:formula="of:=1/0"'),
                of("string", 'office:string-value=""', "", FAULT),
            )
            + row(
                text("B"),
                '<table:table-cell table:formula="of:=1"/>',
                number("0.333333333333333", more=' table:formula="of:=1/3"'),
                number("1E+40"),
            )
            + row(
                text("C"),
                of("time", 'office:time-value="PT07H30M00S"', "07:30"),
                of("date", 'office:date-value="2024-02-29T07:30:00"', "x"),
                "<table:table-cell><text:p>31,42</text:p></table:table-cell>",
            )
        ),
        [],
        [
            "2 mandat RV539",
            "2 vikt RV539",
            "2 andel RV539",
            "3 mandat RV538",
            "3 vikt RV540",
            "3 andel RV604",
            "4 mandat RV530",
            "4 vikt RV530",
        ],
    ),
    "midnight": (
        ods(
            row(text("parti"), text("inträde"))
            + row(text("A"), of("date", 'office:date-value="2024-02-29T00:00:00"', "x"))
        ),
        ["parti;A;inträde;;2024-02-29"],
        [],
    ),
    "no number": (ods(row(number("1,5"))), [], ["- - RV506"]),
    "far row": (ods(row(text("parti"), times=1048576) + row(text("x"), times=1048576)), [], ["100002 - RV602"]),
    "far cells": (ods(row(text("x", ' table:number-columns-repeated="150"'), times=20000)), [], ["- - RV602"]),
    "many columns": (ods(row(text("x", ' table:number-columns-repeated="16384"'))), [], ["1 - RV602"]),
    "far empty rows": (ods((row(text("a")) + row(empty(), times=900_000)) * 3), [], ["- - RV602"]),
    "document type": (of_content("<!DOCTYPE x><x/>"), [], ["- - RV506"]),
    "nothing": (ods(""), [], ["- - RV502"]),
    "no content": (b"PK", [], ["- - RV506"]),
    "bomb": (ods("", others={"x": "x" * 60_000_000}), [], ["- - RV601"]),
    "encrypted": (ods("", others={"META-INF/manifest.xml": "<a:encryption-data/>"}), [], ["- - RV506"]),
}


@pytest.mark.parametrize("name", ODS)
def test_ods(tmp_path: Path, name: str) -> None:
    content, value_lines, problem_lines = ODS[name]
    path = tmp_path / "data.ods"
    path.write_bytes(content)
    check([path], value_lines, [f"data.ods {line}" for line in problem_lines])


def test_any_ods(tmp_path: Path) -> None:
    chance = random.Random(1)
    whole = ods(HEADINGS + A)
    with zipfile.ZipFile(io.BytesIO(whole)) as packed:
        part = packed.read("content.xml")
    for _ in range(150):
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w") as packed:
            packed.writestr("content.xml", mutated(part, chance))
        survives(tmp_path, "a.ods", content.getvalue())
        survives(tmp_path, "a.ods", mutated(whole, chance))


# -- xls -------------------------------------------------------------------------------------------


def test_xls(tmp_path: Path) -> None:
    """Written by a program that is no part of this one; a name may say that it is newer than it is."""
    for name in ("a.xls", "a.xlsx"):
        path = tmp_path / name
        path.write_bytes((SAMPLES / "values.xls").read_bytes())
        facts, problems = read(program(), [path])
        assert problems == ()
        assert len(facts.rows["kostnad"].labels) == 900
        assert facts.rows["kostnad"].labels[35] == "kostnad 35 " + "å" * 35 + "☃"
        assert [note.label for note in facts.notes] == ["Summa"]
    parties = facts.rows["parti"]
    assert parties.labels == ("Vänsterpartiet", "B☃")
    told = {
        f"{symbol.name} {year or ''}".strip(): tuple(map(str, values))
        for (symbol, year), values in parties.values.items()
    }
    assert told == {
        "mandat": ("5", "6"),
        "andel": ("1571/5000", "1571/5000"),
        "vikt": ("1/10", "1/3"),
        "nytt": ("True", "False"),
        "inträde": ("2024-02-29", "2024-03-01"),
        "ort": ("Östersund", "x" * 40),
        "förbrukning 2027": ("2469135/2", "300000"),
    }


def test_xls_cells_without_a_value(tmp_path: Path) -> None:
    path = tmp_path / "b.xls"
    path.write_bytes((SAMPLES / "faults.xls").read_bytes())
    check([path], [], ["b.xls 2 vikt RV540", "b.xls 3 mandat RV539", "b.xls 4 mandat RV532"])


def test_a_new_workbook_with_the_name_of_an_old_one(tmp_path: Path) -> None:
    from test_workbooks import MINIMAL, workbook

    (tmp_path / "a.xls").write_bytes(workbook(MINIMAL))
    check([tmp_path / "a.xls"], ["parti;A;mandat;;5"], [])


def test_any_xls(tmp_path: Path) -> None:
    chance = random.Random(1)
    whole = (SAMPLES / "faults.xls").read_bytes()
    stream = compound.stream(whole, "Workbook")
    assert stream is not None
    for _ in range(300):
        survives(tmp_path, "a.xls", mutated(whole, chance))
        assert whole.count(stream) == 1
        survives(tmp_path, "a.xls", whole.replace(stream, mutated(stream, chance)))
        at = chance.randrange(512)
        survives(tmp_path, "a.xls", whole[:at] + bytes(chance.randrange(256) for _ in range(4)) + whole[at + 4 :])


# -- xls, record by record -------------------------------------------------------------------------

FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound_file(stream: bytes, name: str = "Workbook", *, far: bool = False, damaged: int | None = None) -> bytes:
    """A compound file with one stream in it, which is small where it is less than 4096 bytes.

    far: the table is not listed in the header but in a sector of its own; damaged: what the last sector goes on to
    """
    small = len(stream) < 4096
    parts = -(-len(stream) // 512)
    minis = -(-len(stream) // 64)
    # table, list of tables, folder, table of the small ones, then the stream
    chain = [4 + at + 1 for at in range(parts - 1)] + [END if damaged is None else damaged]
    table = [TABLE, TABLE, END, END, *chain]
    mini_table = [at + 1 for at in range(minis - 1)] + [END]
    header = compound.MARK + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 110 if far else 1, 2, 0, 4096, 3 if small else END, 1, 1 if far else END, 1)
    header += struct.pack("<109I", *([FREE] if far else [0]), *[FREE] * 108)
    root = entry("Root Entry", 5, 4 if small else END, parts * 512 if small else 0)
    folder = entry("", 0, 0, 0) + root + entry(name, 2, 0 if small else 4, len(stream))

    def sectors(content: bytes) -> bytes:
        return content.ljust(-(-len(content) // 512) * 512, b"\0")

    def numbers(values: list[int], filled: int) -> bytes:
        return struct.pack("<128I", *values, *[filled] * (128 - len(values)))

    listed = numbers([0], FREE)[:-4] + struct.pack("<I", END)
    return header + numbers(table, FREE) + listed + sectors(folder) + numbers(mini_table, FREE) + sectors(stream)


def entry(name: str, kind: int, start: int, size: int) -> bytes:
    called = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<BBIII", kind, 1, FREE, FREE, FREE)
    return (
        called.ljust(64, b"\0") + struct.pack("<H", len(called)) + links + bytes(36) + struct.pack("<IQ", start, size)
    )


def record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def begin(version: int = 0x600) -> bytes:
    return record(0x809, struct.pack("<HHHHII", version, 5, 0, 0, 0, 0))


def words(text: str) -> bytes:
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def in_cell(row: int, column: int, style: int = 0) -> bytes:
    return struct.pack("<HHH", row, column, style)


def plain(row: int, column: int, text: str) -> bytes:
    return record(0x204, in_cell(row, column) + words(text))


def formula(row: int, column: int, result: bytes, flags: int = 0) -> bytes:
    return record(0x06, in_cell(row, column) + result + struct.pack("<HIH", flags, 0, 0))


def special(kind: int, value: int = 0) -> bytes:
    return bytes((kind, 0, value, 0, 0, 0, 0xFF, 0xFF))


PARTS = record(0x809, bytes(16)) + plain(9, 9, "i ett diagram") + record(0x0A)
STYLES = (
    record(0x41E, struct.pack("<H", 164) + words("0.0%"))
    + record(0x41E, struct.pack("<H", 165) + words("yyyy\\-mm\\-dd"))
    + record(0x41E, struct.pack("<H", 166) + words('[Red]0.00" d"'))
    + b"".join(record(0xE0, struct.pack("<HH", 0, one)) for one in (0, 164, 165, 166, 14, 9))
)
HEAD = b"".join(
    plain(0, at, one) for at, one in enumerate(("parti", "mandat", "andel", "vikt", "nytt", "inträde", "ort"))
)


def book(cells: bytes, before: bytes = b"", names: tuple[str, ...] = ("partier",), version: int = 0x600) -> bytes:
    """The stream of a workbook, each of whose sheets has these cells."""

    def whole(starts: list[int]) -> bytes:
        sheets = b"".join(
            record(0x85, struct.pack("<IBBBB", start, 0, int(name == "diagram"), len(name), 0) + name.encode("latin-1"))
            for start, name in zip(starts, names, strict=True)
        )
        return begin(version) + before + STYLES + sheets + record(0x0A)

    length = len(whole([0] * len(names)))
    sheet = begin() + cells + record(0x0A)
    starts = [length + at * len(sheet) for at in range(len(names))]
    return whole(starts) + sheet * len(names)


def short(number: int, *, whole: bool, hundredth: bool = False) -> bytes:
    return struct.pack("<I", ((number << 2) & 0xFFFFFFFF) | 2 * whole | hundredth)


RICH = struct.pack("<HBHI", 4, 8 | 4, 1, 2) + b"Rika" + bytes(4) + bytes(2)
LONG = struct.pack("<HB", 6, 1) + "Öst".encode("utf-16-le")
SHARED = (
    record(0xFC, struct.pack("<II", 2, 2) + RICH + LONG) + record(0x3C, b"\0" + "ers".encode("latin-1")) + record(0x3D)
)
CELLS = (
    HEAD
    + record(0xD6, in_cell(1, 0) + words("A") + b"\0\0")
    + record(
        0xBD,
        struct.pack("<HH", 1, 1)
        + b"".join(
            struct.pack("<H", style) + one
            for style, one in ((0, short(5, whole=True)), (1, short(25, whole=True, hundredth=True)))
        )
        + struct.pack("<H", 2),
    )
    + record(0x27E, in_cell(1, 3, 3) + struct.pack("<I", struct.unpack("<Q", struct.pack("<d", 0.5))[0] >> 32))
    + record(0x205, in_cell(1, 4) + b"\0\0")
    + record(0x203, in_cell(1, 5, 2) + struct.pack("<d", 45351.0))
    + record(0xFD, in_cell(1, 6) + struct.pack("<I", 1))
    + PARTS
    + record(0xFD, in_cell(2, 0) + struct.pack("<I", 0))
    + formula(2, 1, struct.pack("<d", 7.0))
    + formula(2, 2, struct.pack("<d", 0.5), 0)
    + formula(2, 4, special(1, 1))
    + formula(2, 6, special(0))
    + record(0x207, words("uträknat"))
    + record(0x207, words("utan cell"))
    + formula(2, 3, special(3))
    + record(0x203, in_cell(2, 5, 4) + struct.pack("<d", 59.0))
    + record(0x201, in_cell(30000, 200))
)
GOOD_XLS = [
    "parti;A;mandat;;5",
    "parti;A;andel;;1/4",
    "parti;A;vikt;;1/2",
    "parti;A;nytt;;nej",
    "parti;A;inträde;;2024-02-29",
    "parti;A;ort;;Östers",
    "parti;Rika;mandat;;7",
    "parti;Rika;andel;;1/200",
    "parti;Rika;nytt;;ja",
    "parti;Rika;inträde;;1900-02-28",
    "parti;Rika;ort;;uträknat",
]
BROKEN = ["- - RV506"]
FAULTY = (
    HEAD
    + plain(1, 0, "A")
    + formula(1, 1, special(2, 23))
    + formula(1, 2, special(3), 3)
    + record(0x205, in_cell(1, 3) + b"\x63\1")
    + record(0x203, in_cell(1, 5, 2) + struct.pack("<d", 45351.5))
)
XLS: dict[str, tuple[bytes, list[str], list[str]]] = {
    "cells": (compound_file(book(CELLS, SHARED)), GOOD_XLS, []),
    "cells of a large file": (compound_file(book(CELLS, SHARED) + bytes(4096)), GOOD_XLS, []),
    "a table that is listed elsewhere": (compound_file(book(CELLS, SHARED) + bytes(4096), far=True), GOOD_XLS, []),
    "a sheet that is a chart": (compound_file(book(CELLS, SHARED, ("partier", "diagram"))), GOOD_XLS, []),
    "days from 1904": (
        compound_file(
            book(
                plain(0, 0, "parti")
                + plain(0, 1, "inträde")
                + plain(1, 0, "A")
                + record(0x203, in_cell(1, 1, 2) + struct.pack("<d", 43889.0)),
                record(0x22, b"\1\0"),
            )
        ),
        ["parti;A;inträde;;2024-02-29"],
        [],
    ),
    "faults": (
        compound_file(book(FAULTY)),
        [],
        ["2 mandat RV539", "2 andel RV538", "2 vikt RV539", "2 inträde RV534"],
    ),
    "empty": (compound_file(book(b"")), [], ["- - RV502"]),
    "password": (compound_file(book(CELLS, record(0x2F, bytes(6)))), [], BROKEN),
    "a newer one with a password": (compound_file(bytes(10), "EncryptedPackage"), [], BROKEN),
    "older": (compound_file(book(CELLS, version=0x500)), [], BROKEN),
    "sheet twice": (compound_file(book(CELLS, names=("partier", "partier"))), [], BROKEN),
    "many sheets": (compound_file(book(b"", names=tuple(f"blad{at}" for at in range(101)))), [], BROKEN),
    "far cell": (compound_file(book(plain(65535, 255, "x"))), [], ["- - RV602"]),
    "cut": (compound_file(book(CELLS)[:-20]), [], BROKEN),
    "a record that is too short": (compound_file(book(record(0x204, b"\0"))), [], BROKEN),
    "no such text": (compound_file(book(record(0xFD, in_cell(0, 0) + struct.pack("<I", 7)))), [], BROKEN),
    "no such style": (compound_file(book(record(0x203, in_cell(0, 0, 99) + bytes(8)))), [], BROKEN),
    "round in a circle": (compound_file(bytes(5000), damaged=4), [], BROKEN),
    "beyond the end": (compound_file(bytes(5000), damaged=99), [], BROKEN),
    "not all there": (compound_file(book(CELLS) + bytes(4096))[:-4096], [], BROKEN),
    "sectors of no size": (compound_file(book(CELLS))[:0x1E] + b"\7\0" + compound_file(book(CELLS))[0x20:], [], BROKEN),
}


@pytest.mark.parametrize("name", XLS)
def test_xls_records(tmp_path: Path, name: str) -> None:
    content, value_lines, problem_lines = XLS[name]
    path = tmp_path / "data.xls"
    path.write_bytes(content)
    check([path], value_lines, [f"data.xls {line}" for line in problem_lines])
