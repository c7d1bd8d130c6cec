"""What can be wrong with a table and its headings: RV51x."""

from typing import ClassVar

from dsl import model
from dsl.frozen import frozen
from interpreter.data.problems.base import Placed


@frozen
class UnknownTable(Placed):
    """Neither the first heading nor the name of the file says which concept the table is about.

    read: the first heading; stem: the name of the file or sheet; known: the concepts of the regulation
    """

    code: ClassVar[str] = "RV510"
    read: str
    stem: str
    similar: str | None
    known: tuple[str, ...]


@frozen
class UnknownColumn(Placed):
    """A heading is no attribute of the concept (None: no column of the table of inputs). known: the columns there
    may be; elsewhere: another concept that has it."""

    code: ClassVar[str] = "RV511"
    concept: str | None
    read: str
    similar: str | None
    known: tuple[str, ...]
    elsewhere: str | None


@frozen
class RepeatedColumn(Placed):
    """Two headings say the same. first: the one before it."""

    code: ClassVar[str] = "RV512"
    first: str


@frozen
class EmptyHeading(Placed):
    """A column with values but without a heading. number: of the column, from 1."""

    code: ClassVar[str] = "RV513"
    number: int


@frozen
class YearMissing(Placed):
    """The attribute has one value a year, and nothing says which year."""

    code: ClassVar[str] = "RV514"
    attribute: model.Attribute


@frozen
class YearUnwanted(Placed):
    """A year is given for what has one value for all years."""

    code: ClassVar[str] = "RV515"
    attribute: model.Attribute
    year: int


@frozen
class MissingColumn(Placed):
    """A column that there must be is not there. concept None: the table of inputs."""

    code: ClassVar[str] = "RV516"
    concept: str | None
    column: str


@frozen
class HeadingUnit(Placed):
    """The unit in a heading, `mandat (kr)`, is unknown or of another dimension than declared."""

    code: ClassVar[str] = "RV517"
    read: str
    attribute: model.Attribute


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
