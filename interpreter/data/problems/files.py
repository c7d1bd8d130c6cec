"""What can be wrong with a file of data: RV50x, RV572."""

from typing import ClassVar, Literal

from dsl.frozen import frozen
from interpreter.data.problems.base import Placed


@frozen
class FileUnreadable(Placed):
    """The file cannot be read. missing: no such file; folder: it is one; special: a device or a pipe; refused: the
    system would not let it be read."""

    code: ClassVar[str] = "RV501"
    why: Literal["missing", "folder", "special", "refused"]


@frozen
class FileEmpty(Placed):
    """No headings: an empty file, or a workbook without a sheet with anything in it."""

    code: ClassVar[str] = "RV502"


@frozen
class NotText(Placed):
    """The file is neither UTF-8 nor Windows-1252 text."""

    code: ClassVar[str] = "RV503"


@frozen
class UnknownFormat(Placed):
    """The name ends in nothing that is read. suffix: `.odt`, or empty."""

    code: ClassVar[str] = "RV504"
    suffix: str


@frozen
class BrokenCsv(Placed):
    """Quotation marks that do not match, from the row on; an endless cell is the same mistake seen otherwise."""

    code: ClassVar[str] = "RV505"


@frozen
class BrokenWorkbook(Placed):
    """The workbook cannot be read. broken: not a workbook, or a damaged one; encrypted: a password, or the old .xls
    format in disguise."""

    code: ClassVar[str] = "RV506"
    why: Literal["broken", "encrypted"]


@frozen
class BadByte(Placed):
    """A byte that is not UTF-8 in a text that else is. byte: which; character: where in its row, from 1."""

    code: ClassVar[str] = "RV572"
    byte: int
    character: int


@frozen
class BrokenJson(Placed):
    """Not JSON, from line and column on (in the text, from 1)."""

    code: ClassVar[str] = "RV507"
    line: int
    column: int


@frozen
class JsonShape(Placed):
    """JSON of another shape: the whole, one table, one item of a table or one value of an item."""

    code: ClassVar[str] = "RV508"
    what: Literal["whole", "table", "item", "value"]


FileProblem = (
    FileUnreadable | FileEmpty | NotText | BadByte | UnknownFormat | BrokenCsv | BrokenWorkbook | BrokenJson | JsonShape
)
