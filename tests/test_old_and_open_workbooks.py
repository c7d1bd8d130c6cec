"""Workbooks of LibreOffice (ods) and of Excel before 2007 (xls) against what they give; and files that are none."""

import io
import random
import zipfile
from pathlib import Path

import pytest
from test_data import check, program, survives
from test_workbooks import mutated

from interpreter import compound
from interpreter.reading import read

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
        ods(row(text("kostnad"), text("belopp")) + row(empty(), number("5"), times=1) + row(empty(2), times=3)).replace(
            b"x", b"x"
        ),
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
    "nothing": (ods(""), [], ["- - RV502"]),
    "no content": (b"PK", [], ["- - RV506"]),
    "bomb": (ods("", others={"x": "x" * 60_000_000}), [], ["- - RV601"]),
    "encrypted": (ods("", others={"META-INF/manifest.xml": "<a:encryption-data/>"}), [], ["- - RV506"]),
    "document type": (ods("").replace(b"", b""), [], ["- - RV502"]),
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
