"""Why a value is what it is, read from what was computed. Data, no words; `workbench/explaining/explanation.py` tells
it.

Nothing is evaluated here: every figure comes out of the columns of one `Calculation`. Reasons keep the values that were
met, not the verdict in words, so that the teller can say both why something applied and why something else did not.
"""

import datetime
from fractions import Fraction
from typing import Literal

from dsl import model
from dsl.frozen import frozen, identical
from interpreter.days import DayOff
from interpreter.outcomes import Known, Outcome, Place

Value = tuple[model.Expression, Outcome]
# A comparison that did not hold: `>=` and 7, where a value was less than 7.
Bound = tuple[Literal[">=", ">", "<=", "<"], Known]


@identical
class Member:
    """One row of a group. holds: what its condition came to, None where there was none; value: what it gave, if any."""

    row: str
    holds: Outcome | None
    value: Outcome | None
    reasons: tuple["Reason", ...]


@identical
class Reason:
    """One comparison, named truth, test of the year or quantifier that made a condition true or false.

    values: the two sides of a comparison, or the tested side of a membership, with what they came to; else empty
    members: the group's rows of a quantifier: those that settled it (all, where none settled it)
    """

    condition: model.Expression
    holds: Outcome
    values: tuple[Value, ...]
    members: tuple[Member, ...]


@identical
class RejectedRow:
    """A table row that did not fit. column: index of the first condition column that failed.

    bound: the end of a range that the value was outside of; None for choices, texts and truths
    """

    row: int
    column: int
    bound: Bound | None


@identical
class RowTaken:
    """Which row of a table fitted. met: one value per condition column; row None: no row fitted, or a column has no
    value; rejected: in the order of the table; of a table read top down (`första träff`) only the rows above the one
    taken."""

    lookup: model.Lookup
    met: tuple[Outcome, ...]
    row: int | None
    rejected: tuple[RejectedRow, ...]


@identical
class Tier:
    """What a bracket took: from `low` up to `high` (None: everything above), the part that fell within it, its rate.
    low_bound, high_bound: what those are (None: 0, everything above)."""

    low: Fraction
    high: Fraction | None
    part: Fraction
    rate: Value
    low_bound: "model.Expression | None"
    high_bound: "model.Expression | None"


@identical
class TiersTaken:
    """What fell within each tier. tiers: those that something fell within; none where the value failed."""

    brackets: model.Brackets
    value: Outcome
    tiers: tuple[Tier, ...]


@identical
class BranchTaken:
    """Which case applied. branch None: none did, or it cannot be told; reasons: why the taken one applied; rejected:
    (branch, why not), in written order; also: (branch, why) of those further down that would have applied, or may
    have; only in what a norm decides."""

    cases: model.Cases
    branch: int | None
    reasons: tuple[Reason, ...]
    rejected: tuple[tuple[int, tuple[Reason, ...]], ...]
    also: tuple[tuple[int, tuple[Reason, ...]], ...] = ()


@identical
class ExceptionTaken:
    """Which exception applied. exception None: the base stands; rejected: (exception, why not); no reasons: it
    applied, but another beat it."""

    exceptions: model.Exceptions
    exception: int | None
    reasons: tuple[Reason, ...]
    rejected: tuple[tuple[int, tuple[Reason, ...]], ...]


@identical
class Decided:
    """A named truth (`partiet är representerat när …`). reasons: what made it true or false."""

    condition: model.Expression
    reasons: tuple[Reason, ...]


@identical
class DateTaken:
    """Which value of a timeline was in force. index: into timeline.values; None: none, or it changes within the
    year."""

    timeline: model.Timeline
    index: int | None


@identical
class DaysTaken:
    """`per den 1 januari`, one day, or `månad för månad`: the first of each month, January first. days: (day, what the
    value was that day); a single None for the day where there is no year."""

    on_day: model.OnDay
    days: tuple[tuple[datetime.date | None, Outcome], ...]


@identical
class AsOfDay:
    """`per flygdagen`: the day (or why there is none), and what the value was then."""

    as_of: model.AsOf
    day: Outcome
    value: Outcome


@identical
class TimePassed:
    """`hela år från X till Y`. last: the day on which so many units had passed; next: the day on which one more has;
    None where that is no day of the calendar."""

    whole: model.WholeTime
    number: int
    last: datetime.date | None
    next: datetime.date | None


@identical
class Placed:
    """`ordningen bland …`. places: every row of the group in its order: label, key and place."""

    ranking: model.Ranking
    places: tuple[tuple[str, Outcome, Outcome], ...]


@identical
class Gathered:
    """An aggregate over rows. members: every row of the group in the order of the data; value None where `vars` did not
    hold, and in a count."""

    aggregate: model.Aggregate
    members: tuple[Member, ...]


@identical
class GaveTo:
    """One `varje … får …`: what this row got by it, None where its `vars` did not hold (reasons say why or why not)."""

    give: model.Give
    amount: Outcome | None
    reasons: tuple[Reason, ...]


@frozen
class Round:
    """Once around in a sharing where what ceilings cut off goes on. left: what was shared out; full: the rows that came
    up to their ceiling."""

    left: Fraction
    full: tuple[str, ...]


@identical
class Shared:
    """A row's share, step by step, in base units.

    rows: that share the pot, in the order of the data
    gives: one per Give of the sharing; rest: what was left to share
    key: the row's weight, where the rest goes by one; key_total: the sum of all; keys: of each of `rows`, else empty
    exact: the share before cap and rounding; capped: below the ceiling, with what others' ceilings cut off; rounded:
    after both; difference: what this row took over (0 if none)
    rounds: where what ceilings cut off goes on, one after the other
    turns: of those who come in turn, the first first: the row, the key it went by and what it got
    takers: the rows that took of the difference, how much, and the key it went by, where the rule names one
    left: what stays
    """

    sharing: model.Sharing
    pot: Outcome
    rows: tuple[str, ...]
    gives: tuple[GaveTo, ...]
    rest: Outcome
    key: Outcome | None
    key_total: Outcome | None
    keys: tuple[Outcome, ...]
    exact: Outcome
    capped: Outcome
    rounded: Outcome
    difference: Outcome
    rounds: tuple[Round, ...]
    turns: tuple[tuple[str, Outcome, Outcome], ...]
    takers: tuple[tuple[str, Outcome, Outcome | None], ...]
    left: Outcome


@identical
class Stayed:
    """What stays of a pot. shares: of the rows that share it, in the order of the data."""

    sharing: model.Sharing
    pot: Outcome
    shares: tuple[tuple[str, Outcome], ...]


@identical
class IndexSteps:
    """How an amount was raised year by year. base: in the level year; steps: year, rate and value after that year's
    step, from the first indexed year on."""

    indexed: model.Indexed
    base: Outcome
    steps: tuple[tuple[int, Outcome, Outcome], ...]


@identical
class Outside:
    """The row is outside what the regulation covers, or it cannot be told. reasons: why."""

    scope: model.Scope
    reasons: tuple[Reason, ...]


@identical
class WorkdaysCounted:
    """Which days between one day and the other are no working days though they are no Saturdays or Sundays; of the
    nearest working day, also the day itself whatever it is. Nothing is told of more than a year."""

    off: tuple[tuple[datetime.date, DayOff], ...]


@identical
class DayClipped:
    """The month that was counted to lacks the day, so its last day was taken. day: that day."""

    day: datetime.date


Choice = (
    RowTaken
    | TiersTaken
    | BranchTaken
    | ExceptionTaken
    | Decided
    | DateTaken
    | DaysTaken
    | AsOfDay
    | TimePassed
    | Placed
    | Gathered
    | Shared
    | Stayed
    | IndexSteps
    | Outside
    | WorkdaysCounted
    | DayClipped
)


@identical
class Step:
    """One value of one row in one year.

    of: the definition, or the attribute where it was given
    year: None where the value is the same every year; day: where it is read on a day, else None
    origin: defined by a rule, given in the data, its declared default, or missing
    place: where in the data, for a given or missing value
    judged_by: who gave it, where a human decides and is named
    section: where the rule stands that decided: the exception's own where one was taken; None for data
    formula: what was computed in the end: the chosen branch, cell or exception, else the definition's expression
    values: every subexpression that took part (not those in branches not taken), outermost first, with its outcome; for
    putting numbers into the formula
    choices: tables, cases, exceptions, timelines, sharings met on the way, in written order
    uses: the values it was computed from, each once, in written order
    repeated: told above in this derivation, with its uses; here without them
    omitted: how many uses are left out because the derivation would be too long or too deep
    """

    of: model.Definition | model.Attribute
    row: str | None
    year: int | None
    day: datetime.date | None
    outcome: Outcome
    origin: Literal["defined", "given", "default", "missing"] = "defined"
    place: Place | None = None
    judged_by: str | None = None
    section: model.SectionRef | None = None
    formula: model.Expression | None = None
    values: tuple[Value, ...] = ()
    choices: tuple[Choice, ...] = ()
    uses: tuple["Step", ...] = ()
    repeated: bool = False
    omitted: int = 0
