"""What can be wrong with the text of a file (RV0xx) and with how a line is written (RV1xx), as data.

`written` is what stands in the file, `suggestion` what to write instead, where that is known.
"""

from typing import ClassVar, Literal

from dsl.record import frozen
from dsl.source import Span

# -- the text of a file --------------------------------------------------------------------------


@frozen
class NotText:
    """The bytes are not UTF-8. likely: the encoding they look like."""

    code: ClassVar[str] = "RV001"
    span: Span
    byte: int
    likely: Literal["latin-1", "utf-16"] | None


@frozen
class FileTooLarge:
    """size and bound in bytes."""

    code: ClassVar[str] = "RV002"
    span: Span
    size: int
    bound: int


@frozen
class NotAFile:
    """A device, a pipe or a socket, or a link to one: reading it may never end."""

    code: ClassVar[str] = "RV020"
    span: Span


@frozen
class ControlCharacter:
    """One of the characters that steer old terminals, and NUL."""

    code: ClassVar[str] = "RV003"
    span: Span
    number: int


@frozen
class InvisibleCharacter:
    """bidirectional: it turns the direction of the text, so that what is read is not what is written."""

    code: ClassVar[str] = "RV004"
    span: Span
    number: int
    bidirectional: bool


@frozen
class ConfusableLetter:
    """A Greek or Cyrillic letter that looks like a Latin one."""

    code: ClassVar[str] = "RV005"
    span: Span
    letter: str
    looks_like: str
    word: str


@frozen
class TabIndentation:
    code: ClassVar[str] = "RV006"
    span: Span


@frozen
class UnevenIndentation:
    """columns: how far the line is indented; expected: how far its neighbours are."""

    code: ClassVar[str] = "RV007"
    span: Span
    columns: int
    expected: int


@frozen
class LineTooLong:
    code: ClassVar[str] = "RV008"
    span: Span
    length: int
    bound: int


@frozen
class NestedTooDeeply:
    """More levels of indentation than `bound`."""

    code: ClassVar[str] = "RV009"
    span: Span
    bound: int


@frozen
class BadSourceMark:
    """Brackets at the end of a line that hold no source marks."""

    code: ClassVar[str] = "RV010"
    span: Span
    written: str


@frozen
class NoRegulation:
    """The file does not begin with `regelverk "…"`. empty: there is nothing in it at all."""

    code: ClassVar[str] = "RV011"
    span: Span
    empty: bool


@frozen
class TooManyProblems:
    """The file has more problems than `bound`; lines after this one have not been looked into."""

    code: ClassVar[str] = "RV012"
    span: Span
    bound: int


# -- how a line is written -----------------------------------------------------------------------


@frozen
class UnknownCharacter:
    """likely: the line is probably running text without its `|`, or a row of a table that is too far out."""

    code: ClassVar[str] = "RV101"
    span: Span
    written: str
    suggestion: str | None
    likely: Literal["text", "row"] | None


@frozen
class UnterminatedString:
    code: ClassVar[str] = "RV102"
    span: Span


@frozen
class DecimalPoint:
    """`31.42`, and `1.000.000` with points between the groups.

    suggestions: what it may mean; two where it can be either (`24.300`)
    """

    code: ClassVar[str] = "RV103"
    span: Span
    written: str
    suggestions: tuple[str, ...]


@frozen
class TooManyDigits:
    code: ClassVar[str] = "RV104"
    span: Span
    digits: int
    bound: int


@frozen
class NoSuchDate:
    """`2024-02-30`, `2024-1-5`, `den 31 februari`."""

    code: ClassVar[str] = "RV105"
    span: Span
    written: str
    suggestion: str | None


@frozen
class ZeroDenominator:
    code: ClassVar[str] = "RV106"
    span: Span
    written: str


@frozen
class TooManyParts:
    """More operators, parentheses and the like on one line than `bound`."""

    code: ClassVar[str] = "RV107"
    span: Span
    bound: int


@frozen
class Unexpected:
    """A line that stops making sense.

    met: what stands there, None where the line is over; met_kind: what sort of thing that is; "digits" is a number
        right after a number
    expected: what could stand there instead, most likely first: words of the language, or an upper-case kind of thing
        (NAME, NUMBER, STRING, DATE, UNIT, VALUE, CONDITION, OPERATOR, MODIFIER, END …)
    written, suggestion: a word on the line that was probably meant to be another, and that other
    """

    code: ClassVar[str] = "RV108"
    span: Span
    met: str | None
    met_kind: Literal["word", "name", "number", "digits", "string", "date", "sign", "end"]
    expected: tuple[str, ...]
    written: str | None
    suggestion: str | None


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
class Misplaced:
    """A line that is known but may not stand here. line: its first words; place: what it stands in.

    belongs: where such a line may stand
    """

    code: ClassVar[str] = "RV109"
    span: Span
    line: str
    place: Place
    belongs: tuple[Place, ...]


@frozen
class UnknownLine:
    """A line that begins like no line that may stand here. suggestion: what it was perhaps meant to begin with."""

    code: ClassVar[str] = "RV110"
    span: Span
    written: str
    place: Place
    suggestion: str | None


@frozen
class NothingBelow:
    """A line that needs lines below it."""

    code: ClassVar[str] = "RV111"
    span: Span
    line: str
    needs: Literal["bullets", "contents", "cases", "columns", "rows", "steps", "readings", "in_force", "entries"]


@frozen
class NotBelow:
    """A line indented below one that takes none. above: that line's first words."""

    code: ClassVar[str] = "RV112"
    span: Span
    above: str


@frozen
class LooseBullet:
    """A `- …` line without `något av villkoren är uppfyllt` or the like above."""

    code: ClassVar[str] = "RV113"
    span: Span


@frozen
class UnknownHeaderKey:
    code: ClassVar[str] = "RV114"
    span: Span
    written: str
    similar: tuple[str, ...]


@frozen
class EmptyCell:
    code: ClassVar[str] = "RV115"
    span: Span


@frozen
class KnownErrorForm:
    """`känt fel i källan` that does not say which cell of the row is wrong and what should stand there. said: what it
    says instead."""

    code: ClassVar[str] = "RV155"
    span: Span
    said: str


@frozen
class CellCount:
    """A row with another number of cells than its table has columns. heading: the line of the columns."""

    code: ClassVar[str] = "RV116"
    span: Span
    cells: int
    columns: int
    heading: Span


@frozen
class MarkNotHere:
    """Source marks on a line that carries nothing of the source."""

    code: ClassVar[str] = "RV118"
    span: Span


@frozen
class BadStep:
    """What to round or show to cannot be read."""

    code: ClassVar[str] = "RV119"
    span: Span
    written: str


@frozen
class BadType:
    """What stands after the colon of an attribute is no type. suggestion: the type that was probably meant."""

    code: ClassVar[str] = "RV120"
    span: Span
    written: str
    suggestion: str | None


@frozen
class TwiceInBlock:
    """A line that may stand once in its block stands again. line: its first words; first: where it stood before."""

    code: ClassVar[str] = "RV121"
    span: Span
    line: str
    first: Span


@frozen
class BadHeading:
    """A heading without its number (`§`) or its title (`avsnitt`, `rubrik`), or a reference that names no section."""

    code: ClassVar[str] = "RV122"
    span: Span
    kind: Literal["§", "avsnitt", "rubrik", "undantag", "hänvisning", "se", "ändring"]


@frozen
class AmountInNorm:
    """`varje parti får 20 000 kr`: what stands after the verb of a norm is not computed.

    name: what is given; rule: the line that computes it, None where nothing is given (`inget bidrag`)
    value: of the rule; when: the condition, None where there is none
    """

    code: ClassVar[str] = "RV158"
    span: Span
    name: str
    rule: str | None
    value: str
    when: str | None


@frozen
class ConditionFirst:
    """`om medlemmarna är färre än 10 är bidraget 0 kr`: a case of a value, with its condition before it."""

    code: ClassVar[str] = "RV159"
    span: Span
    name: str
    value: str
    when: str


@frozen
class RuleInHeading:
    """`§ 1 Grundstödet är 20 000 kr`: what stands in a heading is not computed.

    heading, rule: the two lines that it may be written as
    """

    code: ClassVar[str] = "RV157"
    span: Span
    heading: str
    rule: str


@frozen
class BadYear:
    """A year that is not four digits."""

    code: ClassVar[str] = "RV123"
    span: Span
    written: str


@frozen
class BadLabel:
    """A line of an interpretation, or a promise, that is not made as it should. kind: which line."""

    code: ClassVar[str] = "RV124"
    span: Span
    kind: Literal["tolkning", "gäller", "läsning", "kontroll"]


@frozen
class EitherOr:
    """`eller` between conditions: it only lists values."""

    code: ClassVar[str] = "RV125"
    span: Span


@frozen
class ModifierAlone:
    """`dock högst …` and the like on a line of its own, without a comma before it. above: the line it belongs to."""

    code: ClassVar[str] = "RV126"
    span: Span
    above: Span


@frozen
class Unquoted:
    """What a norm demands or allows stands without quotes. after: the words of the norm before it."""

    code: ClassVar[str] = "RV127"
    span: Span
    written: str
    after: str
    when: str | None = None


@frozen
class BadCount:
    """A number of working days that is no whole number from 1 to `bound`."""

    code: ClassVar[str] = "RV128"
    span: Span
    written: str
    bound: int


@frozen
class BadChange:
    """A line of an amendment that is no change."""

    code: ClassVar[str] = "RV129"
    span: Span


TextProblem = (
    NotText
    | FileTooLarge
    | NotAFile
    | ControlCharacter
    | InvisibleCharacter
    | ConfusableLetter
    | TabIndentation
    | UnevenIndentation
    | LineTooLong
    | NestedTooDeeply
    | BadSourceMark
    | NoRegulation
    | TooManyProblems
    | UnknownCharacter
    | UnterminatedString
    | DecimalPoint
    | TooManyDigits
    | NoSuchDate
    | ZeroDenominator
    | TooManyParts
    | Unexpected
    | Misplaced
    | UnknownLine
    | NothingBelow
    | NotBelow
    | LooseBullet
    | UnknownHeaderKey
    | EmptyCell
    | KnownErrorForm
    | RuleInHeading
    | AmountInNorm
    | ConditionFirst
    | CellCount
    | MarkNotHere
    | BadStep
    | BadType
    | TwiceInBlock
    | BadHeading
    | BadYear
    | BadLabel
    | EitherOr
    | ModifierAlone
    | Unquoted
    | BadCount
    | BadChange
)
