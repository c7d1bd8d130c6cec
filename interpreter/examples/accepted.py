"""What is accepted with a reason: gaps in the examples that are meant, and changes of rules that need no example.

    slag	avsnitt	vad	skäl
    täckning	avsnitt 3.1.1	raden 7–9 mandat: inget exempel har 9 mandat	beslutat enligt protokollet
    mutant	avsnitt 3.1.1	31,42 % blir 31,43 %	avgiften prövas mot bokslutet

The table stands beside the rules as `skäl.tsv`. What it is about is told by its words, as the commands write them, so
that people can read it; a reason that fits nothing any longer is told by whoever knows what there is.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar, Literal

import attrs

from dsl.text.files import NOTHING_LAID, Overlay, Unread, found, is_folder, read_file, shown

FILE = "skäl.tsv"
COLUMNS = ("slag", "avsnitt", "vad", "skäl")
MOST_BYTES = 2_000_000
MOST_PROBLEMS = 50

Accepts = Literal["täckning", "mutant"]


@attrs.frozen
class Reason:
    """One row. section: the label of the section, empty outside sections; what: in the words of the command.

    row: in the file, from 1
    """

    accepts: Accepts
    section: str
    what: str
    why: str
    file: str
    row: int


@attrs.frozen
class ReasonsUnreadable:
    """The table of reasons cannot be read. folder: it is one; special: a device or a pipe; refused: the system would
    not let it; bytes: no UTF-8 text; large: too many bytes."""

    code: ClassVar[str] = "RV721"
    file: str
    why: Literal["folder", "special", "refused", "bytes", "large"]
    row: int = 0


@attrs.frozen
class ReasonsHeading:
    """The first line of the table that is no comment is not its heading."""

    code: ClassVar[str] = "RV722"
    file: str
    row: int


@attrs.frozen
class ReasonRow:
    """A row that is none. read: what stood there.

    columns: not four; kind: neither `täckning` nor `mutant`; what, why: nothing stands there; twice: the same as above
    """

    code: ClassVar[str] = "RV723"
    file: str
    row: int
    why: Literal["columns", "kind", "what", "why", "twice"]
    read: str


ReasonProblem = ReasonsUnreadable | ReasonsHeading | ReasonRow


def named(what: str) -> str:
    """What the words of a command name, however they were copied: with the full stop after them or not, with these
    quotation marks or those."""
    return what.replace("”", '"').removesuffix(".")


def read_reasons(path: Path, overlay: Overlay = NOTHING_LAID) -> tuple[tuple[Reason, ...], tuple[ReasonProblem, ...]]:
    """The reasons in the table, and what is wrong with it. No table: no reasons and no problem.

    path: the table, or the folder or rule file that it is beside. A row with a problem is left out
    """
    folder = path if is_folder(path, overlay) else path.parent
    file = str(path) if shown(path.name) == FILE else found(str(folder / FILE), overlay)
    content = read_file(file, MOST_BYTES, overlay)
    if isinstance(content, Unread):
        return (), () if content.why == "missing" else (ReasonsUnreadable(file, content.why),)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return (), (ReasonsUnreadable(file, "bytes"),)
    return _read(file, text.replace("\r\n", "\n").split("\n"))


def _read(file: str, lines: Iterable[str]) -> tuple[tuple[Reason, ...], tuple[ReasonProblem, ...]]:
    reasons: dict[tuple[str, str, str], Reason] = {}
    problems: list[ReasonProblem] = []
    headed = False
    for row, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#") or len(problems) == MOST_PROBLEMS:
            continue
        cells = tuple(" ".join(cell.split()) for cell in line.split("\t"))
        if not headed:
            headed = cells == COLUMNS
            if not headed:
                return (), (ReasonsHeading(file, row),)
            continue
        read = _row(file, row, cells)
        if isinstance(read, ReasonRow):
            problems.append(read)
        elif (read.accepts, read.section, read.what) in reasons:
            problems.append(ReasonRow(file, row, "twice", read.what))
        else:
            reasons[read.accepts, read.section, read.what] = read
    return tuple(reasons.values()), tuple(problems)


def _row(file: str, row: int, cells: tuple[str, ...]) -> Reason | ReasonRow:
    if len(cells) != len(COLUMNS):
        return ReasonRow(file, row, "columns", "\t".join(cells))
    kind, section, what, why = cells
    accepts: Accepts
    match kind:
        case "täckning" | "mutant":
            accepts = kind
        case _:
            return ReasonRow(file, row, "kind", kind)
    if not what:
        return ReasonRow(file, row, "what", what)
    if not why:
        return ReasonRow(file, row, "why", why)
    return Reason(accepts, section, what, why, file, row)
