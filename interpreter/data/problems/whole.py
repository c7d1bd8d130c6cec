"""What can be wrong with the data as a whole: RV55x, RV573."""

from typing import ClassVar

from dsl import model
from dsl.frozen import frozen
from interpreter.data.problems.base import Placed
from interpreter.outcomes import Place, Value


@frozen
class OutOfBounds(Placed):
    """A value is outside the bounds that its attribute declares. row: the label, None for the whole regulation;
    value: in base units."""

    code: ClassVar[str] = "RV550"
    attribute: model.Attribute
    row: str | None
    value: Value


@frozen
class UnknownRow(Placed):
    """A relation to a row that does not exist. concept: the one it should be a row of; rows: how many it has."""

    code: ClassVar[str] = "RV551"
    attribute: model.Attribute
    read: str
    concept: str
    rows: int
    similar: str | None


@frozen
class Contradiction(Placed):
    """One thing given two values. first: where the other stands."""

    code: ClassVar[str] = "RV552"
    attribute: model.Attribute
    row: str | None
    year: int | None
    first: Place


@frozen
class NamesAlike(Placed):
    """Two rows whose names a reader takes for one: they differ in case, in hyphens and spaces, in letters that look
    alike, or are two names of one party. first: where the other stands."""

    code: ClassVar[str] = "RV573"
    concept: str
    label: str
    other: str
    first: Place


@frozen
class KeyMissing(Placed):
    """A row of a concept with two keys that lacks one of them."""

    code: ClassVar[str] = "RV553"
    concept: str
    row: str
    key: model.Symbol


@frozen
class RepeatedKey(Placed):
    """Two rows with the same pair of keys."""

    code: ClassVar[str] = "RV554"
    concept: str
    keys: tuple[str, str]
    first: Place


WholeProblem = OutOfBounds | UnknownRow | Contradiction | NamesAlike | KeyMissing | RepeatedKey
