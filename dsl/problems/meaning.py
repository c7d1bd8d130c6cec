"""What can be wrong with what a rule file means: names, types and units (RV2xx), time, sharing and examples (RV4xx).

Unit texts are as a person writes them (`kr/år`, `%`); None is the pure number. `similar`: declared forms, best first.
A problem with `missing = True` may be the echo of a line that could not be read, and is dropped when there is one.
"""

from fractions import Fraction
from typing import ClassVar, Literal

from dsl.record import frozen
from dsl.source import Span

Kind = Literal["number", "truth", "text", "day", "choice", "row"]
UnknownKind = Literal[
    "name",
    "concept",
    "flag",
    "reading",
    "question",
    "column",
    "row",
    "bearer",
    "judge",
    "content",
    "judgement",
]


@frozen
class Place:
    """Something declared or written elsewhere that matters: a short label and where."""

    label: str
    span: Span


@frozen
class Side:
    """One side of an operation. unit None: the pure number."""

    span: Span
    unit: str | None


# -- names ---------------------------------------------------------------------------------------


@frozen
class UnknownName:
    """what: name (a value or rows), concept, flag (a truth of a row), reading and question (of a `tolkning`), column
    (of a published table), row (of an example), bearer and content (of a norm), judge (who bedömer or beslutar),
    judgement (what is judged)"""

    code: ClassVar[str] = "RV201"
    missing: ClassVar[bool] = True
    span: Span
    name: str
    what: UnknownKind
    similar: tuple[str, ...]


@frozen
class AmbiguousName:
    code: ClassVar[str] = "RV202"
    span: Span
    name: str
    candidates: tuple[Place, ...]


@frozen
class UndeclaredForm:
    """The name looks like a form of `declared`, but that form is not in its parentheses."""

    code: ClassVar[str] = "RV203"
    missing: ClassVar[bool] = True
    span: Span
    form: str
    declared: str
    place: Span


@frozen
class UnitsDiffer:
    """operation: what they were to do together. declared: the right side is a declared or chosen unit, not a value.

    instead: the text that limits the one factor that is in the unit of the limit
    """

    code: ClassVar[str] = "RV204"
    span: Span
    operation: Literal["+", "-", "compare", "limit", "change", "choose", "round", "share", "cell", "fact"]
    left: Side
    right: Side
    instead: str | None = None


@frozen
class UnknownUnit:
    code: ClassVar[str] = "RV205"
    missing: ClassVar[bool] = True
    span: Span
    unit: str
    similar: tuple[str, ...]


@frozen
class WrongType:
    """A value of one kind where another is needed. instead: the words that take what was found."""

    code: ClassVar[str] = "RV206"
    span: Span
    expected: Kind
    found: Kind
    instead: str | None = None


@frozen
class DeclaredTwice:
    """The same name or form twice where one name may mean one thing."""

    code: ClassVar[str] = "RV207"
    span: Span
    name: str
    first: Span


@frozen
class LongName:
    """A name of more words than anyone remembers."""

    code: ClassVar[str] = "RV208"
    span: Span
    name: str
    most: int


@frozen
class ConceptForms:
    """A concept has two or three forms (or four in the key tables); this one has `count`."""

    code: ClassVar[str] = "RV209"
    span: Span
    concept: str
    count: int


@frozen
class BareNumber:
    """A number without a unit against a value in `unit`. number: as written."""

    code: ClassVar[str] = "RV210"
    span: Span
    number: str
    value: Fraction
    unit: str
    other: Span


@frozen
class NoSuchRow:
    """`partiets X` where no party is at hand (a rule for the whole regulation, a rule about another concept)."""

    code: ClassVar[str] = "RV211"
    span: Span
    name: str
    concept: str


@frozen
class ManyValues:
    """`partiernas X` where one value is needed."""

    code: ClassVar[str] = "RV212"
    span: Span
    name: str


@frozen
class NotAGroup:
    """wanted: `values` of a group (summan av) or its `rows` (antalet, alla, fördelas mellan)."""

    code: ClassVar[str] = "RV213"
    span: Span
    name: str
    wanted: Literal["values", "rows"]


@frozen
class NestedGroups:
    """`partiernas kostnaders belopp`: a group within a group."""

    code: ClassVar[str] = "RV214"
    span: Span
    name: str


@frozen
class NotAValue:
    """The name is of rows, or of a row, where a value is needed."""

    code: ClassVar[str] = "RV215"
    span: Span
    name: str


@frozen
class UnknownOption:
    code: ClassVar[str] = "RV216"
    span: Span
    option: str
    options: tuple[str, ...]


@frozen
class NoTie:
    """`avrundat till närmaste …` without what happens half-way."""

    code: ClassVar[str] = "RV217"
    span: Span


@frozen
class RoundingUnit:
    code: ClassVar[str] = "RV218"
    span: Span
    step: str | None
    value: Side


@frozen
class StepOfUnit:
    """`heltal` or a bare number as what a value in tkr, öre, procent or promille is rounded to."""

    code: ClassVar[str] = "RV240"
    span: Span
    size: Fraction
    value: Side


@frozen
class YearAsNumber:
    """`året` in arithmetic or against something that is no year."""

    code: ClassVar[str] = "RV220"
    span: Span


@frozen
class NotConstant:
    """A computed value where a written one is needed: a bound, a default, a table's condition, a given fact."""

    code: ClassVar[str] = "RV221"
    span: Span


@frozen
class EmptyDomain:
    """Bounds that no value fits, or that cannot bound this type."""

    code: ClassVar[str] = "RV222"
    span: Span


@frozen
class OutOfBounds:
    """A written value outside what the attribute allows. bound: as declared, or `heltal`."""

    code: ClassVar[str] = "RV223"
    span: Span
    name: str
    bound: str


@frozen
class ColumnCount:
    """A table whose columns do not fit: `columns` there are, at least `needed` (subjects and one more)."""

    code: ClassVar[str] = "RV224"
    span: Span
    columns: int
    needed: int


@frozen
class ColumnName:
    """A result column that does not say the name it defines."""

    code: ClassVar[str] = "RV225"
    span: Span
    column: str
    expected: str


@frozen
class CellKind:
    """A cell that cannot stand in this column. why: `range` over something that is not a number, `tier` outside
    `skiktvis`, `otherwise` twice or beside numbers, `result` that is no value, `order` of tiers, `open` last tier,
    `only` the last tier, `constant` a condition that is no written value, `cells` more or fewer than the columns,
    `published` something else than one figure in a published table, `nameless` a row of one without a name"""

    code: ClassVar[str] = "RV226"
    span: Span
    why: Literal[
        "range",
        "tier",
        "otherwise",
        "result",
        "order",
        "open",
        "only",
        "constant",
        "cells",
        "published",
        "nameless",
        "measure",
    ]


@frozen
class KnownErrorWhere:
    """A known error of a cell that is not compared. why: the table has no such column (`absent`), nothing is printed
    there (`blank`), or what stands there is given and not computed (`given`)."""

    code: ClassVar[str] = "RV360"
    span: Span
    column: str
    why: Literal["absent", "blank", "given"]


@frozen
class OtherRows:
    """A name of the row the rule is about, inside a group that has nothing to do with that row."""

    code: ClassVar[str] = "RV228"
    span: Span
    name: str
    concept: str


@frozen
class NotOfARow:
    """A value of the whole regulation whose name begins with a concept (`partierna rr`). row_name: as it is written of
    each row (`partiets rr`)"""

    code: ClassVar[str] = "RV229"
    span: Span
    name: str
    concept: str
    row_name: str


# -- time and header -----------------------------------------------------------------------------


@frozen
class HeaderValue:
    code: ClassVar[str] = "RV401"
    span: Span
    key: str
    value: str
    expected: str


@frozen
class NotYearly:
    """`föregående års X` of something that is the same every year."""

    code: ClassVar[str] = "RV403"
    span: Span
    name: str


@frozen
class LaterYear:
    """`2030 års X` in a regulation that is in force before that year."""

    code: ClassVar[str] = "RV404"
    span: Span
    year: int
    first_year: int


@frozen
class IndexAlone:
    """`i … års nivå` and `uppräknat …` belong together. missing_part: the one that is not there, or `value` when
    `avrundat varje år` follows neither."""

    code: ClassVar[str] = "RV405"
    span: Span
    missing_part: Literal["level", "rate", "index"]


@frozen
class DatesOverlap:
    """Two values in force at once, or one that ends before it begins (then `other` is itself)."""

    code: ClassVar[str] = "RV406"
    span: Span
    other: Span


@frozen
class IndexYear:
    """The first year of `uppräknat` is not after the year of the level."""

    code: ClassVar[str] = "RV407"
    span: Span
    level: int
    first: int


# -- sharing -------------------------------------------------------------------------------------


@frozen
class NoTaker:
    """Rounding leaves a difference that nobody is said to take."""

    code: ClassVar[str] = "RV410"
    span: Span


@frozen
class CeilingUnsaid:
    """A ceiling in a sharing, and nothing says whether what it cuts off goes on or stays.

    idle: the line that names somebody who takes a difference, though nothing is rounded
    """

    code: ClassVar[str] = "RV250"
    span: Span
    idle: Span | None


@frozen
class StaysTwice:
    """Two sharings of one pot leave something that is called the same, for neither gives it a name."""

    code: ClassVar[str] = "RV252"
    span: Span
    name: str
    first: Span


@frozen
class SharingSteps:
    """why: `twice` (the same kind of step again), `mixed` (seats beside other steps), `nothing` (no step shares
    anything), `idle` (a taker but no difference), `remainder` (largest remainder without rounding down), `goes_on`
    (what a ceiling cuts off, without a ceiling or without a way to share it), `claims` (in turn without anything to
    give), `turn` (in turn beside other steps)"""

    code: ClassVar[str] = "RV411"
    span: Span
    why: Literal["twice", "mixed", "nothing", "idle", "remainder", "whole", "goes_on", "claims", "turn"]


@frozen
class OtherConcept:
    """`varje X får` in a sharing among rows of another concept."""

    code: ClassVar[str] = "RV412"
    span: Span
    name: str
    concept: str


# -- readings ------------------------------------------------------------------------------------


@frozen
class ReadingsDiffer:
    """The same name with another concept or kind in another reading."""

    code: ClassVar[str] = "RV420"
    span: Span
    name: str
    other: Span


@frozen
class NestedInterpretation:
    code: ClassVar[str] = "RV421"
    span: Span
    name: str


@frozen
class NothingInterpreted:
    """A question that no reading answers with a rule, or with one reading only."""

    code: ClassVar[str] = "RV422"
    span: Span
    name: str


@frozen
class LocalName:
    """A name that only some readings define, used outside them."""

    code: ClassVar[str] = "RV423"
    span: Span
    name: str
    readings: tuple[str, ...]
    place: Span


# -- examples and published tables ---------------------------------------------------------------


@frozen
class NothingAsserted:
    code: ClassVar[str] = "RV430"
    missing: ClassVar[bool] = True
    span: Span
    title: str


@frozen
class WhichRow:
    """`partiet` in an example with no party, or several.

    form: the concept as it stands before a label; said: how the same is said of one row after its label, in code, None
    where it can be said of no row among several; unsaid: the outcome that follows `said`, if any; asked: as an answer,
    `om partiet A … är …`
    """

    code: ClassVar[str] = "RV431"
    span: Span
    concept: str
    labels: tuple[str, ...]
    form: str
    said: str | None
    unsaid: str | None
    asked: bool


@frozen
class GivenIsComputed:
    """A fact given for something the rules compute."""

    code: ClassVar[str] = "RV432"
    span: Span
    name: str
    definition: Span


@frozen
class GivenTwice:
    code: ClassVar[str] = "RV433"
    span: Span
    name: str
    first: Span


@frozen
class WhichYear:
    """A yearly figure in an example that names no year."""

    code: ClassVar[str] = "RV434"
    span: Span
    name: str


@frozen
class WhichAttribute:
    """`5 mandat` where no attribute, or several, could be meant."""

    code: ClassVar[str] = "RV435"
    span: Span
    text: str
    candidates: tuple[str, ...]


@frozen
class TooManyTrials:
    code: ClassVar[str] = "RV436"
    span: Span
    most: int


@frozen
class SaidTwice:
    """`år`, `datum`, `utgår från`, `om` or a reading stated twice in one example or promise."""

    code: ClassVar[str] = "RV437"
    span: Span
    first: Span


# -- promises ------------------------------------------------------------------------------------


@frozen
class MovedIsComputed:
    """What is to rise or fall in a promise is computed. inputs: numbers that data gives, to be named instead."""

    code: ClassVar[str] = "RV480"
    span: Span
    name: str
    definition: Span
    inputs: tuple[str, ...]


@frozen
class MovedElsewhere:
    """What is to rise or fall in a promise is of other rows than the value. concept: of those rows; of_value: of the
    value's, None for the whole regulation"""

    code: ClassVar[str] = "RV481"
    span: Span
    name: str
    concept: str | None
    of_value: str | None


# -- exceptions from elsewhere, files ------------------------------------------------------------


@frozen
class UnknownSection:
    code: ClassVar[str] = "RV440"
    missing: ClassVar[bool] = True
    span: Span
    section: str
    similar: tuple[str, ...]


@frozen
class NotDefinedThere:
    """`undantag från` a section that does not define the value; where it is defined, if anywhere."""

    code: ClassVar[str] = "RV441"
    missing: ClassVar[bool] = True
    span: Span
    name: str
    section: str
    place: Span | None


@frozen
class SectionTwice:
    """A section called as one before it: by its number or, without one, by its title among those beside it."""

    code: ClassVar[str] = "RV442"
    span: Span
    section: str
    numbered: bool
    first: Span


# -- norms ---------------------------------------------------------------------------------------


@frozen
class NormUndecided:
    """A condition or example asks for what norms about the content do not decide. place: where the content is said."""

    code: ClassVar[str] = "RV470"
    missing: ClassVar[bool] = True
    span: Span
    relation: str
    content: str
    place: Span


@frozen
class NormLine:
    """A line that this norm cannot have: `följs när` of what nobody follows (complied), `i delar` without an amount
    (parts)."""

    code: ClassVar[str] = "RV471"
    span: Span
    line: Literal["complied", "parts"]
    modality: str


@frozen
class DespiteNothing:
    """`trots` something that no norm forbids here. section: as written, or None where a content was."""

    code: ClassVar[str] = "RV472"
    missing: ClassVar[bool] = True
    span: Span
    content: str
    section: str | None


@frozen
class DayShift:
    """What is added to or taken from a day. why: `unit` is no length of time, `count` is no whole number that is
    written out, `order` (a day is taken from something, or two are added)"""

    code: ClassVar[str] = "RV473"
    span: Span
    why: Literal["unit", "count", "order"]


@frozen
class InReading:
    """What holds for the whole regulation stands within a reading: `regelverket omfattar` or `bestäms av`."""

    code: ClassVar[str] = "RV474"
    span: Span
    what: Literal["scope", "decided"]


@frozen
class RuleFiles:
    """A folder that does not hold exactly one rule file; or a path that cannot be read (`found` None).

    span: the whole folder (line 0); below: folders in it that have rule files, where it has none itself
    """

    code: ClassVar[str] = "RV450"
    span: Span
    path: str
    found: tuple[str, ...] | None
    below: tuple[str, ...] = ()


@frozen
class RankedElsewhere:
    """`ordningen bland …` of rows that the row at hand is none of. concept, forms: of the rows that are ordered."""

    code: ClassVar[str] = "RV265"
    span: Span
    group: str
    concept: str
    forms: tuple[str, ...]


MeaningProblem = (
    UnknownName
    | AmbiguousName
    | UndeclaredForm
    | UnitsDiffer
    | UnknownUnit
    | WrongType
    | DeclaredTwice
    | LongName
    | ConceptForms
    | BareNumber
    | NoSuchRow
    | ManyValues
    | NotAGroup
    | NestedGroups
    | NotAValue
    | UnknownOption
    | NoTie
    | RoundingUnit
    | StepOfUnit
    | YearAsNumber
    | NotConstant
    | EmptyDomain
    | OutOfBounds
    | ColumnCount
    | ColumnName
    | CellKind
    | OtherRows
    | NotOfARow
    | HeaderValue
    | NotYearly
    | LaterYear
    | IndexAlone
    | DatesOverlap
    | IndexYear
    | NoTaker
    | CeilingUnsaid
    | StaysTwice
    | SharingSteps
    | OtherConcept
    | ReadingsDiffer
    | NestedInterpretation
    | NothingInterpreted
    | LocalName
    | NothingAsserted
    | WhichRow
    | GivenIsComputed
    | GivenTwice
    | WhichYear
    | WhichAttribute
    | TooManyTrials
    | KnownErrorWhere
    | SaidTwice
    | MovedIsComputed
    | MovedElsewhere
    | UnknownSection
    | NotDefinedThere
    | SectionTwice
    | NormUndecided
    | NormLine
    | DespiteNothing
    | DayShift
    | InReading
    | RankedElsewhere
    | RuleFiles
)
