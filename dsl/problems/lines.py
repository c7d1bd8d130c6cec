"""What can be wrong with a line: it stops making sense, stands in the wrong place or lacks a part. RV1xx.

`written` is what stands in the file, `suggestion` what to write instead, where that is known.
"""

from typing import ClassVar, Literal

from dsl.frozen import frozen
from dsl.problems.base import Located
from dsl.source import Span

Place = Literal[
    "file",
    "header",
    "units",
    "roles",
    "inputs",
    "concepts",
    "concept",
    "section",
    "text",
    "definition",
    "cases",
    "table",
    "sharing",
    "interpretation",
    "reading",
    "norm",
    "decided",
    "example",
    "reference",
    "promise",
]


@frozen
class Unexpected(Located):
    """A line that stops making sense.

    met: what stands there, None where the line is over; met_kind: what sort of thing that is; "digits" is a number
        right after a number
    expected: what could stand there instead, most likely first: words of the language, or an upper-case kind of thing
        (NAME, NUMBER, STRING, DATE, UNIT, VALUE, CONDITION, OPERATOR, MODIFIER, END …)
    written, suggestion: a word on the line that was probably meant to be another, and that other
    """

    code: ClassVar[str] = "RV108"
    met: str | None
    met_kind: Literal["word", "name", "number", "digits", "string", "date", "sign", "end"]
    expected: tuple[str, ...]
    written: str | None
    suggestion: str | None


@frozen
class Misplaced(Located):
    """A line that is known but may not stand here. line: its first words; place: what it stands in.

    belongs: where such a line may stand
    """

    code: ClassVar[str] = "RV109"
    line: str
    place: Place
    belongs: tuple[Place, ...]


@frozen
class UnknownLine(Located):
    """A line that begins like no line that may stand here. suggestion: what it was perhaps meant to begin with."""

    code: ClassVar[str] = "RV110"
    written: str
    place: Place
    suggestion: str | None


@frozen
class NothingBelow(Located):
    """A line that needs lines below it."""

    code: ClassVar[str] = "RV111"
    line: str
    needs: Literal["bullets", "contents", "cases", "columns", "rows", "steps", "readings", "in_force", "entries"]


@frozen
class NotBelow(Located):
    """A line indented below one that takes none. above: that line's first words."""

    code: ClassVar[str] = "RV112"
    above: str


@frozen
class LooseBullet(Located):
    """A `- …` line without `något av villkoren är uppfyllt` or the like above."""

    code: ClassVar[str] = "RV113"


@frozen
class UnknownHeaderKey(Located):
    """The header has a line that it cannot have."""

    code: ClassVar[str] = "RV114"
    written: str
    similar: tuple[str, ...]


@frozen
class EmptyCell(Located):
    """A cell has nothing in it."""

    code: ClassVar[str] = "RV115"


@frozen
class KnownErrorForm(Located):
    """`känt fel i källan` that does not say which cell of the row is wrong and what should stand there. said: what it
    says instead."""

    code: ClassVar[str] = "RV155"
    said: str


@frozen
class CellCount(Located):
    """A row with another number of cells than its table has columns. heading: the line of the columns."""

    code: ClassVar[str] = "RV116"
    cells: int
    columns: int
    heading: Span


@frozen
class MarkNotHere(Located):
    """Source marks on a line that carries nothing of the source."""

    code: ClassVar[str] = "RV118"


@frozen
class BadStep(Located):
    """What to round or show to cannot be read."""

    code: ClassVar[str] = "RV119"
    written: str


@frozen
class BadType(Located):
    """What stands after the colon of an attribute is no type. suggestion: the type that was probably meant."""

    code: ClassVar[str] = "RV120"
    written: str
    suggestion: str | None


@frozen
class TwiceInBlock(Located):
    """A line that may stand once in its block stands again. line: its first words; first: where it stood before."""

    code: ClassVar[str] = "RV121"
    line: str
    first: Span


@frozen
class BadHeading(Located):
    """A heading without its number (`§`) or its title (`avsnitt`, `rubrik`), or a reference that names no section."""

    code: ClassVar[str] = "RV122"
    kind: Literal["§", "avsnitt", "rubrik", "undantag", "hänvisning", "se", "ändring"]


@frozen
class BadLabel(Located):
    """A line of an interpretation, or a promise, that is not made as it should. kind: which line."""

    code: ClassVar[str] = "RV124"
    kind: Literal["tolkning", "gäller", "läsning", "kontroll"]


@frozen
class BadChange(Located):
    """A line of an amendment that is no change."""

    code: ClassVar[str] = "RV129"


LineProblem = (
    Unexpected
    | Misplaced
    | UnknownLine
    | NothingBelow
    | NotBelow
    | LooseBullet
    | UnknownHeaderKey
    | EmptyCell
    | KnownErrorForm
    | CellCount
    | MarkNotHere
    | BadStep
    | BadType
    | TwiceInBlock
    | BadHeading
    | BadLabel
    | BadChange
)
