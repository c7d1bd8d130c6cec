"""Days, lengths of time, and values that depend on them."""

import datetime
from typing import TYPE_CHECKING, Literal

from dsl.frozen import field, identical
from dsl.model.base import Written
from dsl.model.types import Day, Type
from dsl.model.values import Round
from dsl.source import Span

if TYPE_CHECKING:
    from dsl.model.expressions import Expression


@identical
class Dated:
    """A value in force from `first` to `last` (None: until the next, or for good)."""

    first: datetime.date
    last: datetime.date | None
    value: "Expression"
    span: Span = field(repr=False)


@identical
class Timeline(Written):
    """Values in force from dates, sorted. They are read as they stand on a day (see OnDay) or for a whole year in which
    they do not change; in a year in which they change the value is undefined there (which the checks find, where the
    year is known)."""

    values: tuple[Dated, ...]
    type: Type
    concept: str | None


@identical
class OnDay(Written):
    """`per den 1 januari` (`month` and `day`; `day` None is the last) or, where both are None, `månad för månad`: the
    mean of the twelve firsts of the month. Every Timeline that `value` depends on is read so, through definitions too.
    """

    value: "Expression"
    month: int | None
    day: int | None
    type: Type
    concept: str | None


@identical
class AsOf(Written):
    """`per flygdagen`, `per den dag som frågan gäller`: `value` as it stands on `day`, of each row by its own day.

    Every Timeline that `value` depends on is read so, through definitions too; all else is of the year of evaluation.
    Where `day` may be in another year than that, nothing else in `value` depends on the year (which is checked).
    """

    value: "Expression"
    day: "Expression"
    type: Type
    concept: str | None


@identical
class Indexed(Written):
    """`i 2026 års nivå, uppräknat varje år från och med 2027 med årets höjning`.

    The value in `level_year` and up to the year before `first_year` is `base`, as it is in `level_year`; then it is ×
    (1 + the rate of that year) for each year from `first_year`. `round_each_year` is how each year's value is rounded
    (its own `value` is not read), or None. Before `level_year` it is undefined.
    """

    base: "Expression"
    level_year: int
    first_year: int
    rate: "Expression"
    round_each_year: "Round | None"
    type: Type
    concept: str | None


@identical
class DayOf(Written):
    """A day of a year that depends on the year of evaluation. `day` None is the last of the month.

    `year` is this, next or election: the first election year (Program.elections) from this year on. Where none is known
    it is undefined (`before_first` with no election year is `no_election`).
    """

    month: int
    day: int | None
    year: Literal["this", "next", "election"]
    type: Day = Day()
    concept: None = None


@identical
class AskedDay(Written):
    """`den dag som frågan gäller` is the day that the calculation is made for, in another year that day of that year.
    It is undefined where the calculation is made for a whole year."""

    type: Day = Day()
    concept: None = None


@identical
class WholeTime(Written):
    """`hela år från X till Y` is the largest whole n such that `since` moved by n of the unit, as in ShiftDay, is not
    after `until`. So n is at least 18 exactly where `until` is not before `since + 18 år`; where `until` is before
    `since`, n is negative."""

    unit: Literal["day", "week", "month", "year"]
    since: "Expression"
    until: "Expression"
    type: Type
    concept: str | None


@identical
class ShiftDay(Written):
    """`X + 3 månader`, `X − 10 dagar`, `X + 1 år`. `count` is a whole number, negative for −. A day that the month
    lacks becomes the last of that month."""

    value: "Expression"
    count: int
    unit: Literal["day", "month", "year"]
    concept: str | None
    type: Day = Day()


@identical
class Workday(Written):
    """`count` working days before or after `value`; 0 is `value` itself where it is one, else the nearest that way."""

    value: "Expression"
    count: int
    direction: Literal["before", "after"]
    concept: str | None
    type: Day = Day()
