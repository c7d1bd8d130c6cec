"""What can be wrong with names: unknown, of the wrong rows, with too many meanings. RV20x–RV22x.

`similar` has declared forms, best first.
"""

from typing import ClassVar, Literal

from dsl.frozen import frozen
from dsl.problems.base import Located
from dsl.source import Span

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
class UnknownName(Located):
    """Something is named that is declared nowhere.

    what: name (a value or rows), concept, flag (a truth of a row), reading and question (of a `tolkning`), column
    (of a published table), row (of an example), bearer and content (of a norm), judge (who bedömer or beslutar),
    judgement (what is judged)
    """

    code: ClassVar[str] = "RV201"
    missing: ClassVar[bool] = True
    name: str
    what: UnknownKind
    similar: tuple[str, ...]


@frozen
class AmbiguousName(Located):
    """A name may mean several things where it stands."""

    code: ClassVar[str] = "RV202"
    name: str
    candidates: tuple[Place, ...]


@frozen
class UndeclaredForm(Located):
    """The name looks like a form of `declared`, but that form is not in its parentheses."""

    code: ClassVar[str] = "RV203"
    missing: ClassVar[bool] = True
    form: str
    declared: str
    place: Span


@frozen
class DeclaredTwice(Located):
    """The same name or form twice where one name may mean one thing."""

    code: ClassVar[str] = "RV207"
    name: str
    first: Span


@frozen
class LongName(Located):
    """A name of more words than anyone remembers."""

    code: ClassVar[str] = "RV208"
    name: str
    most: int


@frozen
class ConceptForms(Located):
    """A concept has two or three forms (or four in the key tables); this one has `count`."""

    code: ClassVar[str] = "RV209"
    concept: str
    count: int


@frozen
class NoSuchRow(Located):
    """`partiets X` where no party is at hand (a rule for the whole regulation, a rule about another concept)."""

    code: ClassVar[str] = "RV211"
    name: str
    concept: str


@frozen
class ManyValues(Located):
    """`partiernas X` where one value is needed."""

    code: ClassVar[str] = "RV212"
    name: str


@frozen
class WhichSum(Located):
    """`uppdragen sammanlagt är minst 40 %` where not exactly one thing that is given of the rows is in that unit. sums:
    each that is, as text to take over."""

    code: ClassVar[str] = "RV230"
    name: str
    sums: tuple[str, ...]


@frozen
class NotAGroup(Located):
    """A name stands where values or rows of a group must.

    wanted: `values` of a group (summan av) or its `rows` (antalet, alla, fördelas mellan).
    """

    code: ClassVar[str] = "RV213"
    name: str
    wanted: Literal["values", "rows"]


@frozen
class NestedGroups(Located):
    """`partiernas kostnaders belopp`: a group within a group."""

    code: ClassVar[str] = "RV214"
    name: str


@frozen
class NotAValue(Located):
    """The name is of rows, or of a row, where a value is needed."""

    code: ClassVar[str] = "RV215"
    name: str


@frozen
class UnknownOption(Located):
    """A value is none of those that were declared for it."""

    code: ClassVar[str] = "RV216"
    option: str
    options: tuple[str, ...]


@frozen
class OtherRows(Located):
    """A name of the row the rule is about, inside a group that has nothing to do with that row."""

    code: ClassVar[str] = "RV228"
    name: str
    concept: str


@frozen
class NotOfARow(Located):
    """A value of the whole regulation whose name begins with a concept (`partierna rr`). row_name: as it is written of
    each row (`partiets rr`)"""

    code: ClassVar[str] = "RV229"
    name: str
    concept: str
    row_name: str


@frozen
class Misspelled(Located):
    """A word that is one letter from the one that is meant, and stands nowhere else. others: how many errors on other
    lines are gone as it is put right."""

    code: ClassVar[str] = "RV219"
    word: str
    meant: str
    others: int


NameProblem = (
    UnknownName
    | AmbiguousName
    | UndeclaredForm
    | DeclaredTwice
    | LongName
    | ConceptForms
    | NoSuchRow
    | ManyValues
    | NotAGroup
    | WhichSum
    | NestedGroups
    | NotAValue
    | UnknownOption
    | OtherRows
    | NotOfARow
    | Misspelled
)
