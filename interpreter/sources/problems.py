"""What can be wrong with a source document or the register of one: RV7xx. Data, no words.

file: as it was named. Rows of a register count from 1, the heading first.
"""

from typing import ClassVar, Literal

import attrs


@attrs.frozen
class RegisterUnreadable:
    """The register cannot be read. missing: there is none; empty: it has no rows; folder: it is one; special: a
    device or a pipe; refused: the system would not let it; bytes: no UTF-8 text; large: too many bytes."""

    code: ClassVar[str] = "RV701"
    file: str
    why: Literal["missing", "empty", "folder", "special", "refused", "bytes", "large"]


@attrs.frozen
class RegisterHeading:
    """The first line of the file that is no comment is not the heading of a register."""

    code: ClassVar[str] = "RV702"
    file: str
    row: int


@attrs.frozen
class RegisterRow:
    """A row that is none. read: what stood there.

    columns: not as many as the heading; place, hash, kind: no such thing; document: another than the rows above
    """

    code: ClassVar[str] = "RV703"
    file: str
    row: int
    why: Literal["columns", "place", "hash", "kind", "document"]
    read: str


@attrs.frozen
class DocumentUnreadable:
    """The document cannot be read. missing, folder, special (a device, a pipe), refused: as the system says; bytes:
    a byte that is not UTF-8 in a text that else is, in this row; broken: damaged, or another format than its name
    says."""

    code: ClassVar[str] = "RV711"
    file: str
    why: Literal["missing", "folder", "special", "refused", "bytes", "broken"]
    row: int = 0


@attrs.frozen
class DocumentFormat:
    """The name ends in nothing that is read. suffix: `.odt`, or empty."""

    code: ClassVar[str] = "RV712"
    file: str
    suffix: str


@attrs.frozen
class DocumentLibrary:
    """The optional part of the program that reads this format is not installed. suffix: `.pdf`."""

    code: ClassVar[str] = "RV713"
    file: str
    suffix: str


@attrs.frozen
class DocumentLocked:
    """A password is needed."""

    code: ClassVar[str] = "RV714"
    file: str


@attrs.frozen
class DocumentEmpty:
    """No text in it. scanned: it has pages, but they are pictures."""

    code: ClassVar[str] = "RV715"
    file: str
    scanned: bool


@attrs.frozen
class DocumentTooLarge:
    """The document has more than `most` bytes, unpacked bytes, pages or sentences."""

    code: ClassVar[str] = "RV716"
    file: str
    what: Literal["bytes", "unpacked", "pages", "sentences"]
    most: int


RegisterProblem = RegisterUnreadable | RegisterHeading | RegisterRow
DocumentProblem = (
    DocumentUnreadable | DocumentFormat | DocumentLibrary | DocumentLocked | DocumentEmpty | DocumentTooLarge
)
SourceProblem = RegisterProblem | DocumentProblem
