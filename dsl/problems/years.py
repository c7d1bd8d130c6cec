"""What can be wrong with time: the header (RV401), values of other years, values in force from dates (RV33x,
RV40x).
"""

import datetime
from typing import ClassVar, Literal

from dsl.frozen import frozen
from dsl.problems.base import Located
from dsl.source import Span


@frozen
class HeaderValue(Located):
    """A line of the header has a value that it cannot have."""

    code: ClassVar[str] = "RV401"
    key: str
    value: str
    expected: str


@frozen
class NotYearly(Located):
    """`föregående års X` of something that is the same every year."""

    code: ClassVar[str] = "RV403"
    name: str


@frozen
class NotOfYears(Located):
    """`även under föregående kvartal`: what is given and computed is of years. words: the same of years, None
    where that says nothing (`året är valår två år i rad`)."""

    code: ClassVar[str] = "RV418"
    words: str | None
    period: str


@frozen
class LaterYear(Located):
    """`2030 års X` in a regulation that is in force before that year."""

    code: ClassVar[str] = "RV404"
    year: int
    first_year: int


@frozen
class IndexAlone(Located):
    """`i … års nivå` and `uppräknat …` belong together. missing_part: the one that is not there, or `value` when
    `avrundat varje år` follows neither."""

    code: ClassVar[str] = "RV405"
    missing_part: Literal["level", "rate", "index"]


@frozen
class DatesOverlap(Located):
    """Two values in force at once, or one that ends before it begins (then `other` is itself)."""

    code: ClassVar[str] = "RV406"
    other: Span


@frozen
class IndexYear(Located):
    """The first year of `uppräknat` is not after the year of the level."""

    code: ClassVar[str] = "RV407"
    level: int
    first: int


@frozen
class NoFirstYear(Located):
    """A value of the year before, where there is no such year: before the first in force (`first`), or, when none is
    known (None), in a way back that never ends. zero: `0 kr`, or None for values without numbers."""

    code: ClassVar[str] = "RV331"
    name: str
    definition: Span
    first: int | None
    zero: str | None


@frozen
class OtherPeriod(Located):
    """`även under föregående kvartal`: what is given and computed is of years. words: the same of years, None
    where that says nothing (`året är valår två år i rad`)."""

    code: ClassVar[str] = "RV416"
    words: str
    period: str


@frozen
class LaterYearUsed(Located):
    """`2030 års X` computed for an earlier year."""

    code: ClassVar[str] = "RV332"
    year: int
    computed: int


@frozen
class ChangesWithinYear(Located):
    """A value in force from a date within the year, used for the whole year. values: where it is defined."""

    code: ClassVar[str] = "RV333"
    name: str
    definition: Span
    date: datetime.date


@frozen
class NotYetInForce(Located):
    """A value used for a year or a day (day None: the year) in which nothing is in force."""

    code: ClassVar[str] = "RV334"
    name: str
    definition: Span
    year: int
    day: datetime.date | None


@frozen
class DependsOnYear(Located):
    """A value as of a day that may be in another year, though it depends on the year in another way than by dates.

    name: the value, as written; part: what of it depends on the year. definition: where that stands
    """

    code: ClassVar[str] = "RV266"
    name: str
    part: str
    definition: Span


@frozen
class NotThen(Located):
    """A value of a year in which the regulation did not have it: an amendment brought it in later. named: whether the
    rule names that very year."""

    code: ClassVar[str] = "RV351"
    name: str
    year: int
    named: bool


@frozen
class YearOutOfReach(Located):
    """An example, a table or a promise of a year that is too far off. low, high: those that may be asked for, None: no
    bound."""

    code: ClassVar[str] = "RV352"
    year: int
    low: int | None
    high: int | None


YearProblem = (
    HeaderValue
    | NotYearly
    | NotOfYears
    | LaterYear
    | IndexAlone
    | DatesOverlap
    | IndexYear
    | NoFirstYear
    | LaterYearUsed
    | ChangesWithinYear
    | NotYetInForce
    | DependsOnYear
    | NotThen
    | YearOutOfReach
)
