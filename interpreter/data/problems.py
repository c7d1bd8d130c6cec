"""What can be wrong with data: RV5xx what was read, RV6xx what is too much. Data, no words.

Every problem has a place in the data (`Place`), not a span in a rule file. `read` is what stood there, cleaned of
surplus spaces; `similar` the nearest thing that does exist, or None.
"""

from typing import ClassVar, Literal

from dsl import model
from dsl.record import frozen
from interpreter.outcomes import Place, Value

# -- files ---------------------------------------------------------------------------------------


@frozen
class FileUnreadable:
    """missing: no such file; folder: it is one; special: a device or a pipe; refused: the system would not let it be
    read."""

    code: ClassVar[str] = "RV501"
    place: Place
    why: Literal["missing", "folder", "special", "refused"]


@frozen
class FileEmpty:
    """No headings: an empty file, or a workbook without a sheet with anything in it."""

    code: ClassVar[str] = "RV502"
    place: Place


@frozen
class NotText:
    """Neither UTF-8 nor Windows-1252 text."""

    code: ClassVar[str] = "RV503"
    place: Place


@frozen
class UnknownFormat:
    """suffix: `.ods`, or empty."""

    code: ClassVar[str] = "RV504"
    place: Place
    suffix: str


@frozen
class BrokenCsv:
    """Quotation marks that do not match, from the row on; an endless cell is the same mistake seen otherwise."""

    code: ClassVar[str] = "RV505"
    place: Place


@frozen
class BrokenWorkbook:
    """broken: not a workbook, or a damaged one; encrypted: a password, or the old .xls format in disguise."""

    code: ClassVar[str] = "RV506"
    place: Place
    why: Literal["broken", "encrypted"]


@frozen
class BadByte:
    """A byte that is not UTF-8 in a text that else is. byte: which; character: where in its row, from 1."""

    code: ClassVar[str] = "RV572"
    place: Place
    byte: int
    character: int


@frozen
class BrokenJson:
    """Not JSON, from line and column on (in the text, from 1)."""

    code: ClassVar[str] = "RV507"
    place: Place
    line: int
    column: int


@frozen
class JsonShape:
    """JSON of another shape: the whole, one table, one item of a table or one value of an item."""

    code: ClassVar[str] = "RV508"
    place: Place
    what: Literal["whole", "table", "item", "value"]


# -- tables and headings -------------------------------------------------------------------------


@frozen
class UnknownTable:
    """Neither the first heading nor the name of the file says which concept the table is about.

    read: the first heading; stem: the name of the file or sheet; known: the concepts of the regulation
    """

    code: ClassVar[str] = "RV510"
    place: Place
    read: str
    stem: str
    similar: str | None
    known: tuple[str, ...]


@frozen
class UnknownColumn:
    """concept None: the table of inputs. known: the columns there may be; elsewhere: another concept that has it."""

    code: ClassVar[str] = "RV511"
    place: Place
    concept: str | None
    read: str
    similar: str | None
    known: tuple[str, ...]
    elsewhere: str | None


@frozen
class RepeatedColumn:
    """first: the heading that already said the same."""

    code: ClassVar[str] = "RV512"
    place: Place
    first: str


@frozen
class EmptyHeading:
    """A column with values but without a heading. number: of the column, from 1."""

    code: ClassVar[str] = "RV513"
    place: Place
    number: int


@frozen
class YearMissing:
    """The attribute has one value a year, and nothing says which year."""

    code: ClassVar[str] = "RV514"
    place: Place
    attribute: model.Attribute


@frozen
class YearUnwanted:
    """A year is given for what has one value for all years."""

    code: ClassVar[str] = "RV515"
    place: Place
    attribute: model.Attribute
    year: int


@frozen
class MissingColumn:
    """concept None: the table of inputs."""

    code: ClassVar[str] = "RV516"
    place: Place
    concept: str | None
    column: str


@frozen
class HeadingUnit:
    """The unit in a heading, `mandat (kr)`, is unknown or of another dimension than declared."""

    code: ClassVar[str] = "RV517"
    place: Place
    read: str
    attribute: model.Attribute


# -- rows and cells ------------------------------------------------------------------------------


@frozen
class RaggedRow:
    """More cells than headings. decimals: the delimiter is a comma and the row seems to have unquoted decimals."""

    code: ClassVar[str] = "RV520"
    place: Place
    read: int
    expected: int
    decimals: bool


@frozen
class EmptyLabel:
    """A row with values but without its label, a part of its key, or the name of the input."""

    code: ClassVar[str] = "RV521"
    place: Place
    column: str


@frozen
class RepeatedRow:
    """year: the year of the row, where the table has a column `år`. first: where the label stands already."""

    code: ClassVar[str] = "RV522"
    place: Place
    label: str
    year: int | None
    first: Place


@frozen
class NotAYear:
    code: ClassVar[str] = "RV523"
    place: Place
    read: str


@frozen
class UnknownInput:
    code: ClassVar[str] = "RV524"
    place: Place
    read: str
    similar: str | None
    known: tuple[str, ...]


@frozen
class NotANumber:
    """point: decimal point; points: one that may part groups or decimals; thousands: points that part groups; exponent:
    `1e3`; groups: spaces that do not part groups of three; other: no number at all.

    fix: how it should have been written, where that is clear
    """

    code: ClassVar[str] = "RV530"
    place: Place
    read: str
    attribute: model.Attribute
    why: Literal["point", "points", "thousands", "exponent", "groups", "other"]
    fix: str | None


@frozen
class NotWhole:
    code: ClassVar[str] = "RV531"
    place: Place
    read: str
    attribute: model.Attribute


@frozen
class WrongUnit:
    """unit: what stood after the number."""

    code: ClassVar[str] = "RV532"
    place: Place
    read: str
    unit: str
    attribute: model.Attribute


@frozen
class NotATruth:
    code: ClassVar[str] = "RV533"
    place: Place
    read: str
    attribute: model.Attribute


@frozen
class NotADay:
    """shape: not written 2024-01-31; calendar: no such day."""

    code: ClassVar[str] = "RV534"
    place: Place
    read: str
    attribute: model.Attribute
    why: Literal["shape", "calendar"]


@frozen
class UnknownChoice:
    code: ClassVar[str] = "RV535"
    place: Place
    read: str
    attribute: model.Attribute
    similar: str | None


@frozen
class NotAText:
    """A number, a date or a truth where words should stand."""

    code: ClassVar[str] = "RV536"
    place: Place
    read: str


@frozen
class ForbiddenCharacter:
    """An invisible, controlling or broken character. codepoint: its number."""

    code: ClassVar[str] = "RV537"
    place: Place
    codepoint: int


@frozen
class UnfinishedFormula:
    """A cell of a workbook with a formula that the spreadsheet program has not calculated."""

    code: ClassVar[str] = "RV538"
    place: Place


@frozen
class SpreadsheetError:
    """A cell that holds an error of a spreadsheet, `#REF!`."""

    code: ClassVar[str] = "RV539"
    place: Place
    read: str


@frozen
class InexactNumber:
    """A calculated number of a workbook, with more figures than a spreadsheet keeps exactly."""

    code: ClassVar[str] = "RV540"
    place: Place
    read: str


@frozen
class WrongTotal:
    """A row that is called a sum and is none. value: what stands there; summed: what the rows add up to."""

    code: ClassVar[str] = "RV570"
    place: Place
    label: str
    attribute: model.Attribute
    value: Value
    summed: Value


@frozen
class UncheckedTotal:
    """A row that is called a sum, with no number that can be compared with those of the other rows."""

    code: ClassVar[str] = "RV571"
    place: Place
    concept: str
    label: str


@frozen
class NotAnswered:
    """An answer that a human gives, not written with who gave it.

    who: it lacks the name of the one who gave it; answer: neither `ja (…)` nor `nej (…)`
    """

    code: ClassVar[str] = "RV541"
    place: Place
    read: str
    attribute: model.Attribute
    why: Literal["who", "answer"]


# -- the data as a whole -------------------------------------------------------------------------


@frozen
class OutOfBounds:
    """value: in base units."""

    code: ClassVar[str] = "RV550"
    place: Place
    attribute: model.Attribute
    row: str | None
    value: Value


@frozen
class UnknownRow:
    """A relation to a row that does not exist. concept: the one it should be a row of; rows: how many it has."""

    code: ClassVar[str] = "RV551"
    place: Place
    attribute: model.Attribute
    read: str
    concept: str
    rows: int
    similar: str | None


@frozen
class Contradiction:
    """One thing given two values. first: where the other stands."""

    code: ClassVar[str] = "RV552"
    place: Place
    attribute: model.Attribute
    row: str | None
    year: int | None
    first: Place


@frozen
class NamesAlike:
    """Two rows whose names a reader takes for one: they differ in case, in hyphens and spaces, in letters that look
    alike, or are two names of one party. first: where the other stands."""

    code: ClassVar[str] = "RV573"
    place: Place
    concept: str
    label: str
    other: str
    first: Place


@frozen
class KeyMissing:
    """A row of a concept with two keys that lacks one of them."""

    code: ClassVar[str] = "RV553"
    place: Place
    concept: str
    row: str
    key: model.Symbol


@frozen
class RepeatedKey:
    """Two rows with the same pair of keys."""

    code: ClassVar[str] = "RV554"
    place: Place
    concept: str
    keys: tuple[str, str]
    first: Place


# -- limits --------------------------------------------------------------------------------------


@frozen
class FileTooLarge:
    """In bytes; unpacked: the contents of a workbook."""

    code: ClassVar[str] = "RV601"
    place: Place
    most: int
    unpacked: bool


@frozen
class TableTooLarge:
    """What there are too many of in one table."""

    code: ClassVar[str] = "RV602"
    place: Place
    what: Literal["rows", "columns", "cells"]
    most: int


@frozen
class CellTooLong:
    """In characters."""

    code: ClassVar[str] = "RV603"
    place: Place
    most: int


@frozen
class NumberTooLong:
    """In digits."""

    code: ClassVar[str] = "RV604"
    place: Place
    most: int


@frozen
class JsonTooDeep:
    code: ClassVar[str] = "RV605"
    place: Place


@frozen
class TooManyProblems:
    """Stands last, for all the problems that are left out. shown: how many came before it."""

    code: ClassVar[str] = "RV606"
    place: Place
    shown: int


FileProblem = (
    FileUnreadable | FileEmpty | NotText | BadByte | UnknownFormat | BrokenCsv | BrokenWorkbook | BrokenJson | JsonShape
)
TableProblem = (
    UnknownTable
    | UnknownColumn
    | RepeatedColumn
    | EmptyHeading
    | YearMissing
    | YearUnwanted
    | MissingColumn
    | HeadingUnit
)
CellProblem = (
    RaggedRow
    | EmptyLabel
    | RepeatedRow
    | NotAYear
    | UnknownInput
    | NotANumber
    | NotWhole
    | WrongUnit
    | NotATruth
    | NotADay
    | UnknownChoice
    | NotAText
    | ForbiddenCharacter
    | UnfinishedFormula
    | SpreadsheetError
    | InexactNumber
    | WrongTotal
    | UncheckedTotal
    | NotAnswered
)
WholeProblem = OutOfBounds | UnknownRow | Contradiction | NamesAlike | KeyMissing | RepeatedKey
LimitProblem = FileTooLarge | TableTooLarge | CellTooLong | NumberTooLong | JsonTooDeep | TooManyProblems
DataProblem = FileProblem | TableProblem | CellProblem | WholeProblem | LimitProblem
