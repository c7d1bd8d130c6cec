"""What a row's value turns out to be: a value, or the causes why there is none. Plain data, no words.

An outcome is exact: numbers are `Fraction` in base units. Causes combine by union, in no order.
"""

import datetime
from fractions import Fraction
from typing import Literal

import attrs

from dsl import model
from dsl.years.periods import Undecided

Value = Fraction | bool | str | datetime.date


@attrs.frozen
class Place:
    """A place in the data.

    row: as a spreadsheet numbers it (headings are row 1), in JSON the number of the item (the first is 1), in a rule
        file the line; None: the file. column: its heading as written; sheet: of a workbook, or the key of a JSON object
    """

    file: str
    row: int | None
    column: str | None = None
    sheet: str | None = None


@attrs.frozen
class Missing:
    """No value in the data. row: label of the row that lacks it, None for the whole regulation.

    needed_by: section of the rule that first needs it; place: the row in the data, where there is one
    """

    symbol: model.Symbol
    row: str | None
    year: int | None
    needed_by: model.SectionRef
    place: Place | None


@attrs.frozen
class Judgement:
    """A human must decide.

    what: `lot`, a tie drawn by lot between rows; or `assessment`, an answer that is not given
    rows: the labels of the tied rows; or the label of the row that lacks the answer, none for the whole regulation
    attribute: what asks for the answer (see its `judge`), None for a lot
    """

    what: Literal["lot", "assessment"]
    rows: tuple[str, ...]
    section: model.SectionRef
    attribute: model.Attribute | None = None


@attrs.frozen
class Unregulated:
    """The rule says that it does not regulate this (`inte reglerat`), for this reason."""

    reason: str
    section: model.SectionRef


@attrs.frozen
class Conflict:
    """Rules that apply at once with different values. lines: (file, line) of each."""

    rules: tuple[tuple[str, int], ...]
    section: model.SectionRef


Why = Literal[
    "division_by_zero",
    "empty_group",
    "no_row",
    "before_first",
    "not_in_force",
    "changes_within_year",
    "negative_rest",
    "rest_left",
    "nothing_to_share_by",
    "negative_key",
    "negative_claim",
    "negative_bracket",
    "bracket_measure",
    "too_large",
    "no_election",
    "outside_calendar",
    "no_day",
    "not_then",
    "other_then",
]


@attrs.frozen
class Undefined:
    """The rules give no value here. why: division_by_zero, empty_group, no_row (no row of a table fits), before_first
    (a year or day before the first), not_in_force (a year or day after the last, or between two), changes_within_year
    (a timeline without `per den` or `månad för månad`), negative_rest, rest_left (nothing says who gets the rest),
    nothing_to_share_by (proportions add up to 0), negative_key (what is shared in proportion to, where something may
    stay), negative_claim (of one who comes in turn), negative_bracket, bracket_measure (the bounds of tiers are
    multiples of nothing), too_large, no_election (the election years that are known do not decide it), outside_calendar
    (a day before year 1 or after year 9999), no_day (no day is asked about), not_then (the value of another year, in
    which the regulation did not have it), other_then (it was of another kind or unit then)

    year, symbol: the value that was not then as it is now; undecided: what the election years do not decide
    """

    why: Why
    section: model.SectionRef
    line: int
    year: int | None = None
    symbol: model.Symbol | None = None
    undecided: Undecided | None = None


@attrs.frozen
class NotApplicable:
    """No case applies; never inside arithmetic, the checks see to that. outside: the row is outside what the regulation
    covers, and so all that is computed of it."""

    section: model.SectionRef
    outside: bool = False


Cause = Missing | Judgement | Unregulated | Conflict | Undefined | NotApplicable


@attrs.frozen
class Known:
    """There is a value: a number in base units, a truth, a day, a text, or the label of a row."""

    value: Value


@attrs.frozen
class Failed:
    """There is no value, for all of these causes; never none."""

    causes: frozenset[Cause]


Outcome = Known | Failed

Status = Literal["value", "missing", "judgement", "unregulated", "conflict", "not_applicable", "undefined"]
