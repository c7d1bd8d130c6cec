"""Workbooks against what they give, in the manner of `test_data`; and archives that are no honest workbook."""

import datetime
import io
import random
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from test_data import check, made, program, survives

from interpreter.data.files import read

Sheets = dict[str, list[list[object]]]
Touch = Callable[[Worksheet], object]


def saved(path: Path, sheets: Sheets, touch: Touch = id) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        touch(sheet)
    book.save(path)
    return path


def number_format(cell: str, code: str) -> Touch:
    def touch(sheet: Worksheet) -> None:
        if sheet.title == "partier":
            sheet[cell].number_format = code

    return touch


DAY = datetime.date(2024, 2, 29)
MOMENT = datetime.datetime(2024, 2, 29)
HOUR = datetime.datetime(2024, 2, 29, 7)

WORKBOOKS: dict[str, tuple[Sheets, Touch, list[str], list[str]]] = {
    "values": (
        {
            "partier": [
                ["parti", "mandat", "vikt", "nytt", "inträde"],
                ["A", 5, 0.1, True, DAY],
                [2, "6", "0,2", "nej", MOMENT],
            ]
        },
        id,
        [
            "parti;A;mandat;;5",
            "parti;A;vikt;;1/10",
            "parti;A;nytt;;ja",
            "parti;A;inträde;;2024-02-29",
            "parti;2;mandat;;6",
            "parti;2;vikt;;1/5",
            "parti;2;nytt;;nej",
            "parti;2;inträde;;2024-02-29",
        ],
        [],
    ),
    "several sheets": (
        {
            "partier": [[], ["", ""], ["", "parti", "", "mandat"], [], ["", "A", None, 5, None]],
            "tomt": [],
            "Källor": [["vad som helst"]],
            "uppgifter": [["uppgift", "värde"], ["kostnadstak", 5]],
        },
        id,
        ["parti;A;mandat;;5", ";;kostnadstak;;5"],
        [],
    ),
    "share": (
        {"partier": [["parti", "andel"], ["A", 0.3142]]},
        number_format("B2", "0.000%"),
        ["parti;A;andel;;1571/5000"],
        [],
    ),
    "share built in": (
        {"partier": [["parti", "andel"], ["A", 0.25]]},
        number_format("B2", "0%"),
        ["parti;A;andel;;1/4"],
        [],
    ),
    "percent": (
        {"partier": [["parti", "andel"], ["A", 31.42]]},
        number_format("B2", '0.00" %"'),
        ["parti;A;andel;;1571/5000"],
        [],
    ),
    "share of kr": (
        {"partier": [["parti", "förbrukning 2027"], ["A", 0.25]]},
        number_format("B2", "0%"),
        [],
        ["2 förbrukning 2027 RV532"],
    ),
    "errors": (
        {"partier": [["parti", "mandat", "vikt"], ["A", "#REF!", "=1/2"]]},
        id,
        [],
        ["2 mandat RV539", "2 vikt RV538"],
    ),
    "numbers": (
        {
            "partier": [
                ["parti", "mandat", "vikt", "förbrukning 2027"],
                ["A", 2.5, 1 / 3, 1e300],
                ["B", True, DAY, HOUR],
            ]
        },
        id,
        [],
        [
            "2 mandat RV531",
            "2 vikt RV540",
            "2 förbrukning 2027 RV604",
            "3 mandat RV530",
            "3 vikt RV530",
            "3 förbrukning 2027 RV530",
        ],
    ),
    "kinds": (
        {
            "partier": [
                ["parti", "inträde", "ort", "nytt"],
                [2.5, 1, DAY, 1],
                ["B", datetime.time(7, 30), True, 0],
                [True],
            ]
        },
        id,
        [],
        ["2 parti RV536", "3 inträde RV534", "3 ort RV536", "3 nytt RV533", "4 parti RV536"],
    ),
    "names": (
        {"partier": [["parti"], [1], [0], [-2], [2.5]]},
        number_format("A2", "0%"),
        ["parti;0;;;"],
        ["2 parti RV536", "4 parti RV536", "5 parti RV536"],
    ),
    "a sum that nobody has worked out": (
        {"partier": [["parti", "mandat"], ["A", 5], ["B", 7], ["Summa", "=SUM(B2:B3)"]]},
        id,
        [],
        ["4 mandat RV538"],
    ),
    "hidden": ({"par\u200dtier": [["parti"], ["A"]]}, id, [], ["- - RV537"]),
    "columns": ({"partier": [["parti", *["x"] * 300]]}, id, [], ["1 - RV602"]),
    "nothing": ({"tomt": []}, id, [], ["- - RV502"]),
    "ragged": ({"partier": [["parti"], ["A", 5]]}, id, [], ["2 - RV520"]),
}


@pytest.mark.parametrize("name", WORKBOOKS)
def test_workbooks(tmp_path: Path, name: str) -> None:
    sheets, touch, value_lines, problem_lines = WORKBOOKS[name]
    path = saved(tmp_path / "data.xlsx", sheets, touch)
    check([path], value_lines, [f"data.xlsx {line}" for line in problem_lines])


# -- archives that are no honest workbook ----------------------------------------------------------

OFFICE = "http://schemas.openxmlformats.org"
WORKBOOK = f'<workbook xmlns:r="{OFFICE}/officeDocument/2006/relationships"><sheets>{{}}</sheets></workbook>'
SHEET = '<sheet name="{0}" sheetId="1" r:id="{0}"/>'
RELATIONS = f'<Relationships xmlns="{OFFICE}/package/2006/relationships">{{}}</Relationships>'
RELATION = f'<Relationship Id="{{0}}" Type="{OFFICE}/officeDocument/2006/relationships/worksheet" Target="{{1}}"/>'
WHOLE = RELATION.format("w", "xl/workbook.xml").replace("worksheet", "officeDocument")
TEXTS = RELATION.format("t", "sharedStrings.xml").replace("worksheet", "sharedStrings")
ROWS = "<worksheet><sheetData>{}</sheetData></worksheet>"


def archive(parts: dict[str, str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", compression) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return content.getvalue()


def workbook(
    rows: str, shared: str | None = None, names: Iterable[str] = ("partier",), target: str = "sheet.xml"
) -> bytes:
    """A workbook of hand-written xml, all of whose sheets are one part."""
    parts = {
        "_rels/.rels": RELATIONS.format(WHOLE),
        "xl/workbook.xml": WORKBOOK.format("".join(SHEET.format(name) for name in names)),
        "xl/_rels/workbook.xml.rels": RELATIONS.format(
            "".join(RELATION.format(name, target) for name in names) + TEXTS
        ),
        "xl/sheet.xml": ROWS.format(rows),
    }
    return archive(parts if shared is None else {**parts, "xl/sharedStrings.xml": shared})


def encrypted(content: bytes) -> bytes:
    """With the flag of encryption set in the directory of the archive."""
    at = content.index(b"PK\x01\x02") + 8
    return content[:at] + b"\x01" + content[at + 1 :]


def inline(*texts: str) -> str:
    return "<row>" + "".join(f'<c t="inlineStr"><is><t>{one}</t></is></c>' for one in texts) + "</row>"


MINIMAL = inline("parti", "mandat") + inline("A", "5")
LONG = "<sst><si><t>" + "x" * 20_000 + "</t></si></sst>"

INFINITE = inline("parti", "vikt") + '<row><c t="str"><v>A</v></c><c><v>1e999</v></c></row>'

ARCHIVES: dict[str, tuple[bytes, list[str]]] = {
    "minimal": (workbook(MINIMAL), []),
    "absolute target": (workbook(MINIMAL, target="/xl/sheet.xml"), []),
    "no workbook": (archive({"a.txt": "x"}), ["- - RV506"]),
    "encrypted": (encrypted(workbook(MINIMAL)), ["- - RV506"]),
    "bomb": (archive({"xl/workbook.xml": "x" * 60_000_000}), ["- - RV601"]),
    "far cell": (workbook('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), ["- - RV602"]),
    "infinite": (workbook(INFINITE), ["2 vikt RV539"]),
    "no such cell": (workbook('<row r="1"><c r="AAAA1"><v>1</v></c></row>'), ["- - RV506"]),
    "long texts": (workbook("<row>" + '<c t="s"><v>0</v></c>' * 3000 + "</row>", LONG), ["- - RV601"]),
    "no such text": (workbook('<row><c t="s"><v>7</v></c></row>', "<sst><si/></sst>"), ["- - RV506"]),
    "no texts": (workbook('<row><c t="s"><v>0</v></c></row>', "<sst>x</sst>"), ["- - RV506"]),
    "sheet twice": (workbook(MINIMAL, names=("partier", "partier")), ["- - RV506"]),
    "many sheets": (workbook(MINIMAL, names=[f"blad{number}" for number in range(101)]), ["- - RV506"]),
    "document type": (archive({"_rels/.rels": "<!DOCTYPE x><x/>"}), ["- - RV506"]),
    "no date": (workbook('<row><c t="d"><v>x</v></c></row><row><c t="b"><v>x</v></c></row>'), ["- - RV506"]),
}


@pytest.mark.parametrize("name", ARCHIVES)
def test_archives(tmp_path: Path, name: str) -> None:
    content, problem_lines = ARCHIVES[name]
    path = tmp_path / "data.xlsx"
    path.write_bytes(content)
    check([path], ["parti;A;mandat;;5"], [f"data.xlsx {line}" for line in problem_lines])


def test_workbook_rows(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{number}"><c r="A{number}"><v>1</v></c></row>' for number in range(1, 100_003))
    check(made(tmp_path, {"a.xlsx": workbook(rows)}), [], ["a.xlsx 100002 - RV602"])


@pytest.mark.parametrize("raised", [KeyboardInterrupt, type("Panic", (BaseException,), {})])
def test_a_panic_is_a_broken_workbook_but_an_interrupt_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, raised: type[BaseException]
) -> None:
    def panic(*_: object) -> None:
        raise raised

    files = made(tmp_path, {"a.xlsx": workbook(MINIMAL)})
    monkeypatch.setattr("python_calamine.CalamineWorkbook.from_filelike", panic)
    if raised is KeyboardInterrupt:
        with pytest.raises(KeyboardInterrupt):
            read(program(), files)
    else:
        check(files, [], ["a.xlsx - - RV506"])


def test_any_workbook(tmp_path: Path) -> None:
    """Mutated parts of a true workbook, and mutated archives of it."""
    chance = random.Random(1)
    path = saved(
        tmp_path / "a.xlsx", {"partier": [["parti", "mandat"], ["A", 5], ["B", DAY]]}, number_format("B2", "0%")
    )
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    whole = path.read_bytes()
    for _ in range(150):
        name = chance.choice([name for name in parts if "xl/" in name and "theme" not in name])
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w") as packed:
            for part, old in parts.items():
                packed.writestr(part, mutated(old, chance) if part == name else old)
        survives(tmp_path, "b.xlsx", content.getvalue())
        survives(tmp_path, "b.xlsx", mutated(whole, chance))


def mutated(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content))
    return (
        content[:at]
        + bytes(chance.randrange(256) for _ in range(chance.randrange(4)))
        + content[at + chance.randrange(4) :]
    )
