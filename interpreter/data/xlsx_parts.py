"""What an xlsx workbook is made of, looked at before calamine reads it: whether it is safe to, and what it leaves out.

A workbook is a zip archive of xml. Its sizes, the reach of its cells and the length of its texts are bounded here, and
its cells marked where the value alone misleads. What has been looked at, and nothing else, is packed anew for calamine.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Mapping
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

import attrs

from interpreter.data.problems import DataProblem
from interpreter.data.problems.files import BrokenWorkbook
from interpreter.data.problems.limits import FileTooLarge, TableTooLarge
from interpreter.data.table import MOST_CELLS, MOST_UNPACKED_BYTES
from interpreter.outcomes import Place

# (row, column) from 0 -> `share` (formatted as a percentage), `formula` (never calculated), or an error (`#REF!`)
Marks = Mapping[tuple[int, int], str]

MOST_SHEETS = 100
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
BUILT_IN_SHARES = frozenset({"9", "10"})
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


@attrs.frozen
class Workbook:
    """A workbook that is safe to hand to the library. content: an archive of the parts that have been looked at;
    marks: by the name of the sheet."""

    content: bytes
    marks: Mapping[str, Marks]


def examined(content: bytes, place: Place) -> tuple[Workbook | None, DataProblem | None]:
    """The workbook, fit to be read, or why it must not be."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if any(member.flag_bits & 1 for member in members):
                return None, BrokenWorkbook(place, "encrypted")
            if sum(member.file_size for member in members) > MOST_UNPACKED_BYTES:
                return None, FileTooLarge(place, MOST_UNPACKED_BYTES, unpacked=True)
            # No more than the declared size is unpacked, and the checksum must be right.
            return _examined({member.filename: archive.read(member) for member in members}, place)
    except Exception:
        # zipfile and expat raise a dozen kinds of exception for damaged files, not all of them documented.
        return None, BrokenWorkbook(place, "broken")


def _examined(members: Mapping[str, bytes], place: Place) -> tuple[Workbook | None, DataProblem | None]:
    whole = next(part for part in _relations(members, "").values() if part.kind.endswith("/officeDocument")).member
    parts = _relations(members, whole)
    by_kind = {part.kind.rpartition("/")[2]: members.get(part.member) for part in parts.values()}
    shares = _share_styles(by_kind.get("styles"))
    lengths = _text_lengths(by_kind.get("sharedStrings"))
    sheets = _sheet_ids(members[whole])
    if len(sheets) > MOST_SHEETS or len(set(sheets.values())) < len(sheets):
        raise _Broken
    found = {name: _sheet(members[parts[id_].member], shares, lengths) for name, id_ in sheets.items()}
    if sum(sheet.rows * sheet.columns for sheet in found.values()) > MOST_CELLS:
        return None, TableTooLarge(place, "cells", MOST_CELLS)
    if sum(sheet.characters for sheet in found.values()) > MOST_UNPACKED_BYTES:
        return None, FileTooLarge(place, MOST_UNPACKED_BYTES, unpacked=True)
    packed = _packed(members[whole], {id_: parts[id_] for id_ in sheets.values()}, by_kind, members)
    return Workbook(packed, {name: sheet.marks for name, sheet in found.items()}), None


@attrs.frozen
class _Part:
    """A member of the archive, and what the workbook says that it is: the address of a kind."""

    member: str
    kind: str


def _relations(members: Mapping[str, bytes], of: str) -> dict[str, _Part]:
    """What a part says its own parts are, by the id it uses. of: a member, or empty for the archive."""
    folder, name = posixpath.split(of)
    relations: dict[str, _Part] = {}

    def start(name: str, attributes: Mapping[str, str]) -> None:
        if name == "Relationship":
            target = posixpath.normpath(posixpath.join("/", folder, attributes["Target"])).lstrip("/")
            relations[attributes["Id"]] = _Part(target, attributes["Type"])

    _parse(members[posixpath.join(folder, "_rels", f"{name}.rels")], start)
    return relations


def _sheet_ids(workbook: bytes) -> dict[str, str]:
    """Name of a sheet -> id of its part."""
    sheets: dict[str, str] = {}

    def start(name: str, attributes: Mapping[str, str]) -> None:
        if name == "sheet":
            if attributes["name"] in sheets:
                raise _Broken
            sheets[attributes["name"]] = next(id_ for key, id_ in attributes.items() if key.endswith(":id"))

    _parse(workbook, start)
    return sheets


def _packed(
    workbook: bytes, sheets: Mapping[str, _Part], by_kind: Mapping[str, bytes | None], members: Mapping[str, bytes]
) -> bytes:
    """A new archive of these parts alone, each where calamine looks for it."""
    kinds = {id_: part.kind for id_, part in sheets.items()}
    texts = {id_: members[part.member] for id_, part in sheets.items()}
    names = {id_: f"worksheets/sheet{number}.xml" for number, id_ in enumerate(sheets, 1)}
    base = f"{next(iter(kinds.values())).rpartition('/')[0]}/" if kinds else ""
    for kind in ("styles", "sharedStrings"):
        if (text := by_kind.get(kind)) is not None:
            kinds[kind], texts[kind], names[kind] = base + kind, text, f"{kind}.xml"
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("_rels/.rels", _written_relations({"workbook": (f"{base}officeDocument", "xl/workbook.xml")}))
        archive.writestr("xl/workbook.xml", workbook)
        relations = _written_relations({id_: (kinds[id_], names[id_]) for id_ in names})
        archive.writestr("xl/_rels/workbook.xml.rels", relations)
        for id_, name in names.items():
            archive.writestr(f"xl/{name}", texts[id_])
    return content.getvalue()


def _written_relations(relations: Mapping[str, tuple[str, str]]) -> str:
    """id -> (kind, member) as the xml of a part of relations."""
    lines = (
        f"<Relationship Id={quoteattr(id_)} Type={quoteattr(kind)} Target={quoteattr(member)}/>"
        for id_, (kind, member) in relations.items()
    )
    return f'<Relationships xmlns="{_RELATIONS}">{"".join(lines)}</Relationships>'


def _share_styles(styles: bytes | None) -> frozenset[str]:
    """The cell styles, by index, that show a number as a percentage."""
    formats: set[str] = set(BUILT_IN_SHARES)
    shares: list[bool] = []
    inside = False

    def start(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal inside
        if name == "numFmt" and is_share(attributes["formatCode"]):
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


def is_share(code: str) -> bool:
    """Whether a number format shows a number as a percentage."""
    return "%" in without_literals(code)


def without_literals(code: str) -> str:
    """A number format without the parts that are shown as they stand."""
    return _LITERAL.sub("", code)


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
