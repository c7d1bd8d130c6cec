"""What an xlsx workbook is made of, looked at before calamine reads it: whether it is safe to, and what it leaves out.

A workbook is a zip archive of xml. Its sizes, the reach of its cells and the length of its texts are bounded here, and
its cells marked where the value alone misleads. Every part is unpacked by its declared size and checksum, so that
what was measured is what calamine meets.
"""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from xml.parsers import expat

import attrs

from interpreter.outcomes import Place
from interpreter.problems import BrokenWorkbook, DataProblem, FileTooLarge, TableTooLarge
from interpreter.table import MOST_CELLS, MOST_UNPACKED_BYTES

# (row, column) from 0 -> `share` (formatted as a percentage), `formula` (never calculated), or an error (`#REF!`)
Marks = Mapping[tuple[int, int], str]

_MOST_SHEETS = 100
# What a password-protected workbook and the old .xls format begin with
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0"
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_BUILT_IN_SHARES = frozenset({"9", "10"})
# Parts of a number format that are shown as they stand, so that a % in them scales nothing
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')


class _Broken(Exception):
    """The workbook cannot be what it says; only used within this module, to leave the parser."""


@attrs.define
class _Sheet:
    """Found in one part: the marks by cell style or content, how far the cells reach, the lengths of texts shown."""

    marks: dict[tuple[int, int], str] = attrs.field(factory=dict)
    rows: int = 0
    columns: int = 0
    characters: int = 0


def workbook_marks(content: bytes, place: Place) -> tuple[Mapping[str, Marks], DataProblem | None]:
    """Sheet name -> marks of its cells, or why the workbook must not be read."""
    if content.startswith(_COMPOUND_FILE):
        return {}, BrokenWorkbook(place, "encrypted")
    if not content.startswith(b"PK\x03\x04"):
        return {}, BrokenWorkbook(place, "broken")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if any(part.flag_bits & 1 for part in parts):
                return {}, BrokenWorkbook(place, "encrypted")
            if sum(part.file_size for part in parts) > MOST_UNPACKED_BYTES:
                return {}, FileTooLarge(place, MOST_UNPACKED_BYTES, unpacked=True)
            # calamine finds parts whatever their case
            texts = {part.filename.lower(): archive.read(part) for part in parts}
            return _marks(texts, place)
    except Exception:
        # zipfile and expat raise a dozen kinds of exception for damaged files, not all of them documented
        return {}, BrokenWorkbook(place, "broken")


def _marks(texts: Mapping[str, bytes], place: Place) -> tuple[Mapping[str, Marks], DataProblem | None]:
    shares = _share_styles(texts.get("xl/styles.xml"))
    lengths = _text_lengths(texts.get("xl/sharedstrings.xml"))
    sheets = _sheet_parts(texts["xl/workbook.xml"], texts["xl/_rels/workbook.xml.rels"])
    if len(sheets) > _MOST_SHEETS:
        raise _Broken
    found = {part: _sheet(texts[part], shares, lengths) for part in set(sheets.values())}
    read = [found[part] for part in sheets.values()]
    if sum(sheet.rows * sheet.columns for sheet in read) > MOST_CELLS:
        return {}, TableTooLarge(place, "cells", MOST_CELLS)
    if sum(sheet.characters for sheet in read) > MOST_UNPACKED_BYTES:
        return {}, FileTooLarge(place, MOST_UNPACKED_BYTES, unpacked=True)
    return {name: found[part].marks for name, part in sheets.items()}, None


def _sheet_parts(workbook: bytes, relations: bytes) -> dict[str, str]:
    """Sheet name -> the part that holds it."""
    targets: dict[str, str] = {}
    sheets: dict[str, str] = {}

    def relation(name: str, attributes: Mapping[str, str]) -> None:
        if name == "Relationship":
            targets[attributes["Id"]] = attributes["Target"]

    def sheet(name: str, attributes: Mapping[str, str]) -> None:
        if name == "sheet":
            if attributes["name"] in sheets:
                raise _Broken
            target = targets[next(value for key, value in attributes.items() if key.endswith(":id"))]
            path = target.removeprefix("/") if target.startswith(("/xl/", "xl/")) else f"xl/{target}"
            sheets[attributes["name"]] = path.lower()

    _parse(relations, relation)
    _parse(workbook, sheet)
    return sheets


def _share_styles(styles: bytes | None) -> frozenset[str]:
    """The cell styles, by index, that show a number as a percentage."""
    formats: set[str] = set(_BUILT_IN_SHARES)
    shares: list[bool] = []
    inside = False

    def start(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal inside
        if name == "numFmt" and "%" in _LITERAL.sub("", attributes["formatCode"]):
            formats.add(attributes["numFmtId"])
        elif name == "cellXfs":
            inside = True
        elif name == "xf" and inside:
            shares.append(attributes.get("numFmtId") in formats)

    def end(name: str) -> None:
        nonlocal inside
        inside = inside and name != "cellXfs"

    if styles is not None:
        _parse(styles, start, end)
    return frozenset(str(index) for index, share in enumerate(shares) if share)


def _text_lengths(strings: bytes | None) -> list[int]:
    """The length of each shared text, by index."""
    lengths: list[int] = []

    def start(name: str, _: Mapping[str, str]) -> None:
        if name == "si":
            lengths.append(0)

    def text(data: str) -> None:
        if lengths:
            lengths[-1] += len(data)

    if strings is not None:
        _parse(strings, start, text=text)
    return lengths


def _sheet(content: bytes, shares: frozenset[str], lengths: list[int]) -> _Sheet:
    sheet = _Sheet()
    row, column = -1, 0
    kind, style, formula, inside, value = "n", "", False, False, ""

    def start(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal row, column, kind, style, formula, inside, value
        if name == "row":
            row, column = int(attributes["r"]) - 1 if "r" in attributes else row + 1, 0
        elif name == "c":
            if "r" in attributes:
                row, column = _coordinates(attributes["r"])
            kind, style = attributes.get("t", "n"), attributes.get("s", "")
            formula, value = False, ""
            sheet.rows, sheet.columns = max(sheet.rows, row + 1), max(sheet.columns, column + 1)
        elif name == "f":
            formula = True
        elif name == "v":
            inside = True

    def text(data: str) -> None:
        nonlocal value
        if inside:
            value += data

    def end(name: str) -> None:
        nonlocal column, inside
        if name == "v":
            inside = False
        elif name == "c":
            if kind == "e":
                sheet.marks[row, column] = value or "#"
            elif formula and not value and kind != "str":
                sheet.marks[row, column] = "formula"
            elif kind == "n" and style in shares:
                sheet.marks[row, column] = "share"
            elif kind == "s":
                sheet.characters += lengths[int(value)]
            column += 1

    _parse(content, start, end, text)
    return sheet


def _coordinates(reference: str) -> tuple[int, int]:
    """`B3` -> (2, 1)."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        raise _Broken
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1


def _parse(
    content: bytes,
    start: Callable[[str, Mapping[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Calls back for every element, by its name without prefix. A document type could define entities: refused."""

    def refuse(*_: object) -> None:
        raise _Broken

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda name, attributes: start(name.rpartition(":")[2], attributes)
    if end is not None:
        closing = end
        parser.EndElementHandler = lambda name: closing(name.rpartition(":")[2])
    parser.CharacterDataHandler = text
    parser.Parse(content, True)
