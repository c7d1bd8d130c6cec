"""Why a value is what it is, read from what was computed. Data, no words; `workbench/explanation.py` tells it.

Nothing is evaluated here: every figure comes out of the columns of one `Calculation`.
"""

import attrs

from dsl import model
from interpreter.outcomes import Outcome


@attrs.frozen(eq=False)
class RejectedRow:
    """A table row that did not fit. column: index of the first condition column that failed, and the value it met."""

    row: int
    column: int
    value: Outcome


@attrs.frozen(eq=False)
class RowTaken:
    """row None: no row fitted."""

    lookup: model.Lookup
    row: int | None
    rejected: tuple[RejectedRow, ...]


@attrs.frozen(eq=False)
class Reason:
    """One comparison, named truth or quantifier that made a condition true or false, with the values it met."""

    condition: model.Expression
    holds: Outcome
    values: tuple[tuple[model.Expression, Outcome], ...]


@attrs.frozen(eq=False)
class BranchTaken:
    """branch None: none applied. reasons: why the taken one applied; rejected: (branch, why not)."""

    cases: model.Cases
    branch: int | None
    reasons: tuple[Reason, ...]
    rejected: tuple[tuple[int, tuple[Reason, ...]], ...]


@attrs.frozen(eq=False)
class ExceptionTaken:
    """exception None: the base stands. rejected: (exception, why not)."""

    exceptions: model.Exceptions
    exception: int | None
    reasons: tuple[Reason, ...]
    rejected: tuple[tuple[int, tuple[Reason, ...]], ...]


@attrs.frozen(eq=False)
class DateTaken:
    """The value in force: index into timeline.values."""

    timeline: model.Timeline
    index: int | None


@attrs.frozen(eq=False)
class Shared:
    """A row's share, step by step.

    given: per Give of the sharing, what this row got of it (None where its `vars` did not hold, with the reasons)
    rest: what was left to share; key and key_total: this row's weight and the sum of all
    exact: the share before cap and rounding; difference: what this row took over as taker (0 if none)
    """

    sharing: model.Sharing
    pot: Outcome
    given: tuple[tuple[Outcome | None, tuple[Reason, ...]], ...]
    rest: Outcome
    key: Outcome | None
    key_total: Outcome | None
    exact: Outcome
    difference: Outcome


@attrs.frozen(eq=False)
class IndexSteps:
    """Year, rate and value after that year's step, from the level year on."""

    indexed: model.Indexed
    steps: tuple[tuple[int, Outcome, Outcome], ...]


Choice = RowTaken | BranchTaken | ExceptionTaken | DateTaken | Shared | IndexSteps


@attrs.frozen(eq=False)
class Step:
    """One value of one row in one year.

    of: the definition, or the attribute where it was given
    values: every subexpression that took part (not those in branches not taken), with its outcome; for putting
    numbers into the formula
    choices: tables, cases, exceptions, timelines, sharings met on the way, in written order
    uses: the values it was computed from, each once, in written order
    """

    of: model.Definition | model.Attribute
    row: str | None
    year: int | None
    outcome: Outcome
    values: tuple[tuple[model.Expression, Outcome], ...]
    choices: tuple[Choice, ...]
    uses: tuple["Step", ...]
