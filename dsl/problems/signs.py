"""What can be wrong with single signs, numbers and dates: RV10x, RV123, RV128.

`written` is what stands in the file, `suggestion` what to write instead, where that is known.
"""

from typing import ClassVar, Literal

from dsl.frozen import frozen
from dsl.problems.base import Located


@frozen
class UnknownCharacter(Located):
    """A sign that the language does not have.

    likely: the line is probably running text without its `|`, or a row of a table that is too far out.
    """

    code: ClassVar[str] = "RV101"
    written: str
    suggestion: str | None
    likely: Literal["text", "row"] | None


@frozen
class UnterminatedString(Located):
    """A text has no closing quotation mark."""

    code: ClassVar[str] = "RV102"


@frozen
class DecimalPoint(Located):
    """`31.42`, and `1.000.000` with points between the groups.

    suggestions: what it may mean; two where it can be either (`24.300`)
    """

    code: ClassVar[str] = "RV103"
    written: str
    suggestions: tuple[str, ...]


@frozen
class TooManyDigits(Located):
    """A number has more digits than are read."""

    code: ClassVar[str] = "RV104"
    digits: int
    bound: int


@frozen
class NoSuchDate(Located):
    """`2024-02-30`, `2024-1-5`, `den 31 februari`."""

    code: ClassVar[str] = "RV105"
    written: str
    suggestion: str | None


@frozen
class ZeroDenominator(Located):
    """A fraction is divided by zero."""

    code: ClassVar[str] = "RV106"
    written: str


@frozen
class TooManyParts(Located):
    """More operators, parentheses and the like on one line than `bound`."""

    code: ClassVar[str] = "RV107"
    bound: int


@frozen
class BadYear(Located):
    """A year that is not four digits."""

    code: ClassVar[str] = "RV123"
    written: str


@frozen
class BadCount(Located):
    """A number of working days that is no whole number from 1 to `bound`."""

    code: ClassVar[str] = "RV128"
    written: str
    bound: int


SignProblem = (
    UnknownCharacter
    | UnterminatedString
    | DecimalPoint
    | TooManyDigits
    | NoSuchDate
    | ZeroDenominator
    | TooManyParts
    | BadYear
    | BadCount
)
