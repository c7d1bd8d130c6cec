"""What can be wrong with an open question and its readings: RV42x, RV341."""

from typing import ClassVar

from dsl.frozen import frozen
from dsl.problems.base import Located
from dsl.source import Span


@frozen
class ReadingsDiffer(Located):
    """The same name with another concept or kind in another reading."""

    code: ClassVar[str] = "RV420"
    name: str
    other: Span


@frozen
class NestedInterpretation(Located):
    """A `tolkning` stands within another."""

    code: ClassVar[str] = "RV421"
    name: str


@frozen
class NothingInterpreted(Located):
    """A question that no reading answers with a rule, or with one reading only."""

    code: ClassVar[str] = "RV422"
    name: str


@frozen
class LocalName(Located):
    """A name that only some readings define, used outside them."""

    code: ClassVar[str] = "RV423"
    name: str
    readings: tuple[str, ...]
    place: Span


@frozen
class SameReadings(Located):
    """Two readings that say the same."""

    code: ClassVar[str] = "RV341"
    severity: ClassVar[str] = "varning"
    interpretation: str
    first: str
    second: str


InterpretationProblem = ReadingsDiffer | NestedInterpretation | NothingInterpreted | LocalName | SameReadings
