"""What can be wrong with a rule file as a whole: tables, cases and exceptions (RV30x–RV32x), dependencies and years
(RV33x), and what nothing uses (RV34x, warnings).

A counter-example is one concrete case: a tuple of `Setting`, one for each thing that the conditions ask about.
Places that matter besides `span` are spans of their own; names and conditions are as the author wrote them.
"""

import datetime
from fractions import Fraction
from typing import ClassVar, Literal

from dsl.record import frozen
from dsl.source import Span
from dsl.units import Unit


@frozen
class Exactly:
    """One value, a number in base units."""

    value: "Fraction | bool | str | datetime.date"


@frozen
class Between:
    """All numbers from low to high (None: no end; *_open: not the end itself), where there is no smallest one.

    example: one of them, with as few decimals as can be
    """

    low: Fraction | None
    high: Fraction | None
    low_open: bool
    high_open: bool
    example: Fraction


@frozen
class Other:
    """Any text that no condition names."""


@frozen
class Compared:
    """How the subject stands to another value: `<`, `=` or `>`; `≠` where there is no order."""

    operator: str
    other: str


@frozen
class Holds:
    """The subject is a whole condition, true or not."""

    holds: bool


Sample = Exactly | Between | Other | Compared | Holds


@frozen
class Setting:
    """subject: as written (`partiets mandat`, `partiet är nytt`). unit, unit_text: of a number, for showing."""

    subject: str
    sample: Sample
    unit: Unit | None = None
    unit_text: str | None = None


Case = tuple[Setting, ...]


# -- tables --------------------------------------------------------------------------------------


@frozen
class TableGap:
    """No row takes the case."""

    code: ClassVar[str] = "RV301"
    span: Span
    case: Case


@frozen
class RowsOverlap:
    """Two rows take the case; span is the lower one."""

    code: ClassVar[str] = "RV302"
    span: Span
    first: Span
    case: Case


@frozen
class DeadRow:
    """A row that no value reaches. why: `outside` what the column can be, or `covered` by other rows."""

    code: ClassVar[str] = "RV303"
    span: Span
    why: Literal["outside", "covered"]
    column: str | None


@frozen
class NegativeTiers:
    """`skiktvis` of a value that can be below 0, where tiers say nothing."""

    code: ClassVar[str] = "RV304"
    span: Span
    value: str


@frozen
class MeasureOfTiers:
    """`skiktvis` with bounds in a given value (`1,5 prisbasbelopp`) that may be 0 or less. unit: of the value."""

    code: ClassVar[str] = "RV342"
    span: Span
    measure: str
    unit: str | None


@frozen
class TooLarge:
    """More combinations than can be decided."""

    code: ClassVar[str] = "RV305"
    span: Span
    what: Literal["table", "cases", "years"]


# -- cases ---------------------------------------------------------------------------------------


@frozen
class CasesOverlap:
    """Two cases apply at once; span is the lower one. case is empty when one of them always applies."""

    code: ClassVar[str] = "RV310"
    span: Span
    first: Span
    case: Case


@frozen
class DeadCase:
    """why: `contradiction` (its condition never holds) or `covered` by the cases above it; of a modifier with a
    condition `never` (which never holds) or `always` (so that the condition says nothing)."""

    code: ClassVar[str] = "RV311"
    span: Span
    why: Literal["contradiction", "covered", "never", "always"]


@frozen
class DeadDefinition:
    """None of its cases can apply."""

    code: ClassVar[str] = "RV312"
    span: Span
    name: str


@frozen
class MayNotApply:
    """A value that is not always there, used to compute with.

    definition: where a case is missing; case: when nothing applies; zero: `0 kr`, or None for values without numbers
    asked: of what a norm gives, the words that take only the rows it applies to (`ska "betala"`), empty for none
    kept: the value with the condition on its last modifier alone, so that the others keep what the modifier changes
    cases: where value and condition stand beside `X är`: `X är`, and the case that would stand below it
    """

    code: ClassVar[str] = "RV313"
    span: Span
    name: str
    definition: Span
    case: Case
    zero: str | None
    asked: str | None = None
    kept: str | None = None
    cases: tuple[str, str] | None = None


@frozen
class OnlyInDead:
    """A value that only rules use which never apply."""

    code: ClassVar[str] = "RV314"
    severity: ClassVar[str] = "varning"
    span: Span
    name: str
    use: Span


# -- exceptions ----------------------------------------------------------------------------------


@frozen
class DeadException:
    """why: `contradiction`, or `covered` (`trots det` beats it wherever it applies)."""

    code: ClassVar[str] = "RV320"
    span: Span
    why: Literal["contradiction", "covered"]


@frozen
class ExceptionsClash:
    """Two exceptions of one level apply at once with different values; span is the lower one."""

    code: ClassVar[str] = "RV321"
    span: Span
    first: Span
    case: Case


# -- norms ---------------------------------------------------------------------------------------


@frozen
class NormNeverApplies:
    """The conditions of a norm contradict each other."""

    code: ClassVar[str] = "RV322"
    span: Span
    content: str


@frozen
class AlwaysForbidden:
    """A permission, or a right, that another norm takes away wherever it applies. span: the permission."""

    code: ClassVar[str] = "RV323"
    span: Span
    content: str
    by: Span
    right: bool


@frozen
class DutyForbidden:
    """A duty and a prohibition about one thing that apply at once; span is the lower one. case is empty when always."""

    code: ClassVar[str] = "RV324"
    span: Span
    content: str
    first: Span
    case: Case


@frozen
class DespiteIdle:
    """`trots` a norm that never applies where this one does; span is the line that says so."""

    code: ClassVar[str] = "RV325"
    span: Span
    content: str
    other: Span


# -- dependencies and years ----------------------------------------------------------------------


@frozen
class Step:
    """One value on the way round, and where it uses the next."""

    name: str
    span: Span


@frozen
class Cycle:
    """Values that need each other: each step uses the next, the last the first.

    year: the year in which it happens, when it needs a certain one; readings: the ones not in force that it needs
    """

    code: ClassVar[str] = "RV330"
    span: Span
    steps: tuple[Step, ...]
    year: int | None
    readings: tuple[tuple[str, str], ...]


@frozen
class NoFirstYear:
    """A value of the year before, where there is no such year: before the first in force (`first`), or, when none is
    known (None), in a way back that never ends. zero: `0 kr`, or None for values without numbers."""

    code: ClassVar[str] = "RV331"
    span: Span
    name: str
    definition: Span
    first: int | None
    zero: str | None


@frozen
class LaterYearUsed:
    """`2030 års X` computed for an earlier year."""

    code: ClassVar[str] = "RV332"
    span: Span
    year: int
    computed: int


@frozen
class ChangesWithinYear:
    """A value in force from a date within the year, used for the whole year. values: where it is defined."""

    code: ClassVar[str] = "RV333"
    span: Span
    name: str
    definition: Span
    date: datetime.date


@frozen
class NotYetInForce:
    """A value used for a year or a day (day None: the year) in which nothing is in force."""

    code: ClassVar[str] = "RV334"
    span: Span
    name: str
    definition: Span
    year: int
    day: datetime.date | None


@frozen
class DependsOnYear:
    """A value as of a day that may be in another year, though it depends on the year in another way than by dates.

    name: the value, as written; part: what of it depends on the year. definition: where that stands
    """

    code: ClassVar[str] = "RV266"
    span: Span
    name: str
    part: str
    definition: Span


@frozen
class NotThen:
    """A value of a year in which the regulation did not have it: an amendment brought it in later. named: whether the
    rule names that very year."""

    code: ClassVar[str] = "RV351"
    span: Span
    name: str
    year: int
    named: bool


@frozen
class YearOutOfReach:
    """An example, a table or a promise of a year that is too far off. low, high: those that may be asked for, None: no
    bound."""

    code: ClassVar[str] = "RV352"
    span: Span
    year: int
    low: int | None
    high: int | None


# -- whole steps ---------------------------------------------------------------------------------


@frozen
class BetweenSteps:
    """Shares or instalments are rounded to a step, and what is shared is not for sure a whole number of steps.

    amount, step: as written; first: the lines that round the amount first; along: the line with which whoever takes
    the difference takes what is less than a step too
    """

    code: ClassVar[str] = "RV251"
    span: Span
    what: Literal["sharing", "parts"]
    amount: str
    step: str
    first: tuple[str, ...]
    along: str


# -- what nothing uses ---------------------------------------------------------------------------


@frozen
class ComparedWithItself:
    """Both sides of a comparison are one value. holds: whether it always holds, or never.

    rows: the group that the comparison is about the rows of; order: the concept in the definite singular, and the value
    that says the order among the rows, where it can be
    """

    code: ClassVar[str] = "RV261"
    span: Span
    left: str
    right: str
    holds: bool
    rows: str | None
    order: tuple[str, str] | None


@frozen
class SameForEveryRow:
    """A condition on the rows of a group that depends on no row. word: `vars` or `uppfyller`."""

    code: ClassVar[str] = "RV260"
    span: Span
    condition: str
    rows: str
    word: Literal["vars", "uppfyller"]


@frozen
class LimitsInverted:
    """`dock lägst 50 000 kr, dock högst 30 000 kr`: only the last one ever counts.

    span: of the last limit; first: of the one that it leaves no room for; floor_last: the last is the floor
    """

    code: ClassVar[str] = "RV361"
    span: Span
    name: str
    first: Span
    floor_last: bool


@frozen
class QuotedAmount:
    """`föreningen får "inget bidrag"`: what stands in quotation marks is not computed. words: of the content, what
    could be; kind: an amount or a share, `inget`, a condition, or the name of a number."""

    code: ClassVar[str] = "RV362"
    severity: ClassVar[str] = "varning"
    span: Span
    content: str
    words: str
    kind: Literal["amount", "nothing", "condition", "value"]


@frozen
class Unused:
    """what: an input of the whole regulation, an attribute of a concept, a unit."""

    code: ClassVar[str] = "RV340"
    severity: ClassVar[str] = "varning"
    span: Span
    what: Literal["input", "attribute", "unit"]
    name: str


@frozen
class SameReadings:
    """Two readings that say the same."""

    code: ClassVar[str] = "RV341"
    severity: ClassVar[str] = "varning"
    span: Span
    interpretation: str
    first: str
    second: str


TableProblem = (
    TableGap
    | RowsOverlap
    | DeadRow
    | NegativeTiers
    | MeasureOfTiers
    | TooLarge
    | CasesOverlap
    | DeadCase
    | DeadDefinition
    | MayNotApply
    | OnlyInDead
    | DeadException
    | ExceptionsClash
    | NormNeverApplies
    | AlwaysForbidden
    | DutyForbidden
    | DespiteIdle
    | Cycle
    | NoFirstYear
    | LaterYearUsed
    | ChangesWithinYear
    | NotYetInForce
    | DependsOnYear
    | LimitsInverted
    | QuotedAmount
    | NotThen
    | YearOutOfReach
    | BetweenSteps
    | Unused
    | SameReadings
    | ComparedWithItself
    | SameForEveryRow
)
