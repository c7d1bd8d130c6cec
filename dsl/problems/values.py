"""What can be wrong with values: their units, types and bounds. RV20x–RV24x, RV265, RV473.

Unit texts are as a person writes them (`kr/år`, `%`); None is the pure number.
"""

from fractions import Fraction
from typing import ClassVar, Literal

from dsl.frozen import frozen
from dsl.problems.base import Located
from dsl.source import Span

Kind = Literal["number", "truth", "text", "day", "choice", "row"]


@frozen
class Side:
    """One side of an operation. unit None: the pure number."""

    span: Span
    unit: str | None


@frozen
class UnitsDiffer(Located):
    """Two values do not go together, since their units differ.

    operation: what they were to do together. declared: the right side is a declared or chosen unit, not a value.

    instead: the text that limits the one factor that is in the unit of the limit
    """

    code: ClassVar[str] = "RV204"
    operation: Literal["+", "-", "compare", "limit", "change", "choose", "round", "share", "cell", "fact"]
    left: Side
    right: Side
    instead: str | None = None


@frozen
class UnknownUnit(Located):
    """A unit is declared nowhere."""

    code: ClassVar[str] = "RV205"
    missing: ClassVar[bool] = True
    unit: str
    similar: tuple[str, ...]


@frozen
class WrongType(Located):
    """A value of one kind where another is needed. instead: the words that take what was found."""

    code: ClassVar[str] = "RV206"
    expected: Kind
    found: Kind
    instead: str | None = None


@frozen
class BareNumber(Located):
    """A number without a unit against a value in `unit`. number: as written."""

    code: ClassVar[str] = "RV210"
    number: str
    value: Fraction
    unit: str
    other: Span


@frozen
class NoTie(Located):
    """`avrundat till närmaste …` without what happens half-way."""

    code: ClassVar[str] = "RV217"


@frozen
class RoundingUnit(Located):
    """A value is rounded or shown in a unit that it does not have."""

    code: ClassVar[str] = "RV218"
    step: str | None
    value: Side


@frozen
class StepOfUnit(Located):
    """`heltal` or a bare number as what a value in tkr, öre, procent or promille is rounded to."""

    code: ClassVar[str] = "RV240"
    size: Fraction
    value: Side


@frozen
class NothingPaid(Located):
    """`betalas ut` below what is counted in nothing: a plain number or a share. unit: `%`, or None."""

    code: ClassVar[str] = "RV241"
    unit: str | None


@frozen
class YearAsNumber(Located):
    """`året` in arithmetic or against something that is no year."""

    code: ClassVar[str] = "RV220"


@frozen
class NotConstant(Located):
    """A computed value where a written one is needed: a bound, a default, a table's condition, a given fact."""

    code: ClassVar[str] = "RV221"


@frozen
class EmptyDomain(Located):
    """Bounds that no value fits, or that cannot bound this type."""

    code: ClassVar[str] = "RV222"


@frozen
class OutOfBounds(Located):
    """A written value outside what the attribute allows. bound: as declared, or `heltal`."""

    code: ClassVar[str] = "RV223"
    name: str
    bound: str


@frozen
class DayShift(Located):
    """What is added to or taken from a day. why: `unit` is no length of time, `count` is no whole number that is
    written out, `order` (a day is taken from something, or two are added)"""

    code: ClassVar[str] = "RV473"
    why: Literal["unit", "count", "order"]


@frozen
class RankedElsewhere(Located):
    """`ordningen bland …` of rows that the row at hand is none of. concept, forms: of the rows that are ordered."""

    code: ClassVar[str] = "RV265"
    group: str
    concept: str
    forms: tuple[str, ...]


@frozen
class NothingInUnit(Located):
    """`993 kr per påbörjad timme` of a row that has nothing in timme. unit: None where none is said; way: how it may be
    written instead, if at all."""

    code: ClassVar[str] = "RV233"
    written: str
    unit: str | None
    way: str | None


@frozen
class ManyInUnit(Located):
    """`8 500 kr per mandat` of a row with several inputs in mandat.

    written: the value; unit: the one with several; ways: with each of them; rate: what it is written as if none is
    meant, None where that cannot be written so
    """

    code: ClassVar[str] = "RV232"
    written: str
    unit: str
    ways: tuple[str, ...]
    rate: str | None


@frozen
class NothingElse(Located):
    """`ingen avgift` where the value is called something else. name: what it is called, empty where it has no name."""

    code: ClassVar[str] = "RV234"
    words: str
    name: tuple[str, ...]


ValueProblem = (
    UnitsDiffer
    | UnknownUnit
    | WrongType
    | BareNumber
    | NoTie
    | RoundingUnit
    | StepOfUnit
    | NothingPaid
    | YearAsNumber
    | NotConstant
    | EmptyDomain
    | OutOfBounds
    | DayShift
    | RankedElsewhere
    | ManyInUnit
    | NothingInUnit
    | NothingElse
)
