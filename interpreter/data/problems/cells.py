"""What can be wrong with a row or a cell: RV52x–RV54x, RV570, RV571."""

from typing import ClassVar, Literal

from dsl import model
from dsl.frozen import frozen
from interpreter.data.problems.base import Placed
from interpreter.outcomes import Place, Value


@frozen
class RaggedRow(Placed):
    """More cells than headings. decimals: the delimiter is a comma and the row seems to have unquoted decimals."""

    code: ClassVar[str] = "RV520"
    read: int
    expected: int
    decimals: bool


@frozen
class EmptyLabel(Placed):
    """A row with values but without its label, a part of its key, or the name of the input."""

    code: ClassVar[str] = "RV521"
    column: str


@frozen
class RepeatedRow(Placed):
    """Two rows have the same label. year: of the row, where the table has a column `år`; first: where the label
    stands already."""

    code: ClassVar[str] = "RV522"
    label: str
    year: int | None
    first: Place


@frozen
class NotAYear(Placed):
    """A cell in the column `år` is no year of four digits."""

    code: ClassVar[str] = "RV523"
    read: str


@frozen
class UnknownInput(Placed):
    """A row of the table of inputs names no input of the regulation. known: those there are."""

    code: ClassVar[str] = "RV524"
    read: str
    similar: str | None
    known: tuple[str, ...]


@frozen
class NotANumber(Placed):
    """A cell that should be a number is not written as one. point: decimal point; points: one that may part groups or
    decimals; thousands: points that part groups; exponent: `1e3`; groups: spaces that do not part groups of three;
    other: no number at all.

    fix: how it should have been written, where that is clear
    """

    code: ClassVar[str] = "RV530"
    read: str
    attribute: model.Attribute
    why: Literal["point", "points", "thousands", "exponent", "groups", "other"]
    fix: str | None


@frozen
class NotWhole(Placed):
    """A number with decimals where the attribute is whole."""

    code: ClassVar[str] = "RV531"
    read: str
    attribute: model.Attribute


@frozen
class WrongUnit(Placed):
    """The number is in a unit of another dimension than the attribute, or in one that there is not. unit: what stood
    after it."""

    code: ClassVar[str] = "RV532"
    read: str
    unit: str
    attribute: model.Attribute


@frozen
class NotATruth(Placed):
    """A cell that should be `ja` or `nej` is neither."""

    code: ClassVar[str] = "RV533"
    read: str
    attribute: model.Attribute


@frozen
class NotADay(Placed):
    """A cell that should be a day is none. shape: not written 2024-01-31; calendar: there is no such day."""

    code: ClassVar[str] = "RV534"
    read: str
    attribute: model.Attribute
    why: Literal["shape", "calendar"]


@frozen
class UnknownChoice(Placed):
    """The text is none of the options of the attribute."""

    code: ClassVar[str] = "RV535"
    read: str
    attribute: model.Attribute
    similar: str | None


@frozen
class NotAText(Placed):
    """A number, a date or a truth where words should stand."""

    code: ClassVar[str] = "RV536"
    read: str


@frozen
class ForbiddenCharacter(Placed):
    """An invisible, controlling or broken character. codepoint: its number."""

    code: ClassVar[str] = "RV537"
    codepoint: int


@frozen
class UnfinishedFormula(Placed):
    """A cell of a workbook with a formula that the spreadsheet program has not calculated."""

    code: ClassVar[str] = "RV538"


@frozen
class SpreadsheetError(Placed):
    """A cell that holds an error of a spreadsheet, `#REF!`."""

    code: ClassVar[str] = "RV539"
    read: str


@frozen
class InexactNumber(Placed):
    """A calculated number of a workbook, with more figures than a spreadsheet keeps exactly."""

    code: ClassVar[str] = "RV540"
    read: str


@frozen
class WrongTotal(Placed):
    """A row that is called a sum and is none. value: what stands there; summed: what the rows add up to."""

    code: ClassVar[str] = "RV570"
    label: str
    attribute: model.Attribute
    value: Value
    summed: Value


@frozen
class UncheckedTotal(Placed):
    """A row that is called a sum, with no number that can be compared with those of the other rows."""

    code: ClassVar[str] = "RV571"
    concept: str
    label: str


@frozen
class NotAnswered(Placed):
    """An answer that a human gives, not written with who gave it.

    who: it lacks the name of the one who gave it; answer: neither `ja (…)` nor `nej (…)`
    """

    code: ClassVar[str] = "RV541"
    read: str
    attribute: model.Attribute
    why: Literal["who", "answer"]


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
