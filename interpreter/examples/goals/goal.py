"""What a goal is: one thing that an example can show. Plain data; no words.

Two goals are the same when they are about the same place in the text and the same thing there. What norms say is
resolved several times (for what they decide, for an amount, for a day), so the place counts and not the expression.
"""

from fractions import Fraction
from typing import Literal

import attrs

from dsl import model
from dsl.source import Span

Kind = Literal["definition", "branch", "row", "exception", "norm", "reading", "boundary", "condition"]

# A value or a condition, and the row that it is asserted of (None: the whole regulation).
Asserted = tuple["model.Symbol | model.Expression", int | None]

_expression = attrs.field(eq=False, repr=False)


@attrs.frozen(cache_hash=True)
class Defined:
    """The value is reached."""

    symbol: model.Symbol


@attrs.frozen(cache_hash=True)
class BranchTaken:
    """This case decided the value. index: among the branches; None: no case applies."""

    symbol: model.Symbol
    index: int | None
    cases: model.Cases = _expression


@attrs.frozen(cache_hash=True)
class ExtremeTaken:
    """The left or the right value was the one that counted (`dock lägst 0 kr`: right is the bound); both: they were
    the same."""

    side: Literal["left", "right", "both"]
    extreme: model.Extreme = _expression


@attrs.frozen(cache_hash=True)
class DateInForce:
    """The value in force from this date was read. last: on the last day that it is said to be in force."""

    index: int
    last: bool
    timeline: model.Timeline = _expression


@attrs.frozen(cache_hash=True)
class IndexApplied:
    """The value had been raised for at least one year."""

    indexed: model.Indexed = _expression


@attrs.frozen(cache_hash=True)
class ShareGiven:
    """Somebody was given (or not given) what `varje parti vars … får` gives, before the rest is shared."""

    index: int
    given: bool
    sharing: model.Sharing = _expression


Settled = Literal["cut", "uncut", "taken", "lot", "left", "short"]


@attrs.frozen(cache_hash=True)
class ShareSettled:
    """What became of somebody's share: `cut` came up to the ceiling, `uncut` stayed below it; `taken` took what
    rounding left; `lot` waits for a lot; `left` something stays; `short` got less than was asked for in turn."""

    how: Settled
    sharing: model.Sharing = _expression


@attrs.frozen(cache_hash=True)
class RowFitted:
    """This row of a table was the one that fitted."""

    index: int
    table: model.Table = _expression


@attrs.frozen(cache_hash=True)
class TierReached:
    """The value reached into this tier."""

    index: int
    brackets: model.Brackets = _expression


@attrs.frozen(cache_hash=True)
class ExceptionApplied:
    """This exception applied; index None: no exception did, so what is excepted from decided the value."""

    symbol: model.Symbol
    index: int | None
    exceptions: model.Exceptions = _expression


@attrs.frozen(cache_hash=True)
class NormDecided:
    """What norms decide together came out yes or no; answer None: no norm speaks of it."""

    symbol: model.Symbol
    answer: bool | None
    definition: model.Definition = _expression


@attrs.frozen(cache_hash=True)
class ScopeDecided:
    """A row was (was not) among those that the regulation covers."""

    covered: bool
    scope: model.Scope = _expression


@attrs.frozen(cache_hash=True)
class ReadingFollowed:
    question: str
    reading: str


@attrs.frozen(cache_hash=True)
class BoundaryMet:
    """Something was compared on this side of a threshold.

    place: a condition, the cell of a table row (row, column), or the tier of `skiktvis` (row)
    threshold: in base units, of days the ordinal; None: it is compared with another value, `against`, and what is said
        is about asked − against, with the threshold 0
    side: of the threshold; `other`: another value than exactly it
    nearest: the value that shows it; None: any on that side does
    inside: in a table: the row itself must have been the one that fitted; else any use of the table shows it
    """

    place: Literal["condition", "row", "tier"]
    row: int
    column: int
    operator: str
    threshold: Fraction | None
    side: Literal["below", "at", "above", "other"]
    nearest: Fraction | None
    inside: bool
    asked: model.Expression = _expression
    against: model.Expression | None = _expression
    of: "model.Compare | model.Table | model.Brackets | model.YearTest" = _expression


@attrs.frozen(cache_hash=True)
class PartDecided:
    """One part of a condition of several parts decided it: had it been otherwise, so had the whole.

    holds: what the part came to. option: it is one of the values that a value may be (`är A, B eller C`)
    """

    holds: bool
    operator: str
    option: bool
    part: model.Expression = _expression
    whole: model.Expression = _expression


@attrs.frozen(cache_hash=True)
class ConditionHeld:
    """A condition of one part, that no case and no boundary tells of, held (did not hold)."""

    holds: bool
    condition: model.Expression = _expression


What = (
    Defined
    | BranchTaken
    | ExtremeTaken
    | DateInForce
    | IndexApplied
    | ShareGiven
    | ShareSettled
    | RowFitted
    | TierReached
    | ExceptionApplied
    | NormDecided
    | ScopeDecided
    | ReadingFollowed
    | BoundaryMet
    | PartDecided
    | ConditionHeld
)


@attrs.frozen(cache_hash=True)
class Goal:
    """One thing that an example can show.

    span: the place in the text that it is about
    nth: of several alike at one place (`dock lägst … , dock lägst …`), from 0
    section: where that stands; definition: the value it is part of, None for readings and scopes
    reading: (tolkning, läsning) that the value stands in: only an example that follows it can show the goal
    """

    kind: Kind
    span: Span
    what: What
    nth: int
    section: model.SectionRef = attrs.field(eq=False)
    definition: model.Definition | None = attrs.field(eq=False, repr=False)
    reading: tuple[str, str] | None = attrs.field(eq=False)
