"""What can be wrong with examples, published tables (RV43x, RV360) and promises (RV48x)."""

from typing import ClassVar, Literal

from dsl.frozen import frozen
from dsl.problems.base import Located
from dsl.source import Span


@frozen
class NothingAsserted(Located):
    """An example or a promise says nothing that can fail."""

    code: ClassVar[str] = "RV430"
    missing: ClassVar[bool] = True
    title: str


@frozen
class WhichRow(Located):
    """`partiet` in an example with no party, or several.

    form: the concept as it stands before a label; said: how the same is said of one row after its label, in code, None
    where it can be said of no row among several; unsaid: the outcome that follows `said`, if any; asked: as an answer,
    `om partiet A … är …`
    """

    code: ClassVar[str] = "RV431"
    concept: str
    labels: tuple[str, ...]
    form: str
    said: str | None
    unsaid: str | None
    asked: bool


@frozen
class GivenIsComputed(Located):
    """A fact given for something the rules compute."""

    code: ClassVar[str] = "RV432"
    name: str
    definition: Span


@frozen
class GivenTwice(Located):
    """An example gives the same thing twice."""

    code: ClassVar[str] = "RV433"
    name: str
    first: Span


@frozen
class WhichYear(Located):
    """A yearly figure in an example that names no year."""

    code: ClassVar[str] = "RV434"
    name: str


@frozen
class WhichAttribute(Located):
    """`5 mandat` where no attribute, or several, could be meant."""

    code: ClassVar[str] = "RV435"
    text: str
    candidates: tuple[str, ...]


@frozen
class TooManyTrials(Located):
    """A published table with intervals stands for more rows than are tried."""

    code: ClassVar[str] = "RV436"
    most: int


@frozen
class KnownErrorWhere(Located):
    """A known error of a cell that is not compared. why: the table has no such column (`absent`), nothing is printed
    there (`blank`), or what stands there is given and not computed (`given`)."""

    code: ClassVar[str] = "RV360"
    column: str
    why: Literal["absent", "blank", "given"]


@frozen
class SaidTwice(Located):
    """`år`, `datum`, `utgår från`, `om` or a reading stated twice in one example or promise."""

    code: ClassVar[str] = "RV437"
    first: Span


@frozen
class MovedIsComputed(Located):
    """What is to rise or fall in a promise is computed. inputs: numbers that data gives, to be named instead."""

    code: ClassVar[str] = "RV480"
    name: str
    definition: Span
    inputs: tuple[str, ...]


@frozen
class MovedElsewhere(Located):
    """What is to rise or fall in a promise is of other rows than the value. concept: of those rows; of_value: of the
    value's, None for the whole regulation."""

    code: ClassVar[str] = "RV481"
    name: str
    concept: str | None
    of_value: str | None


ExampleProblem = (
    NothingAsserted
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
)
