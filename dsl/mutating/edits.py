"""What one small change of a statement is."""

from typing import Any, Literal

import attrs

from dsl.mutating.places import Path
from dsl.source import Span

Kind = Literal[
    "number",  # the smallest step up or down
    "year",  # from and to, the year before and this year
    "date",
    "comparison",  # at least and more than, is and is not
    "list",  # all of the conditions and any of them
    "condition",  # a condition, or a part of one, left out
    "negation",
    "border",  # between two rows of a table
    "row",
    "result",  # two results exchanged
    "case",
    "exception",
    "even",  # whether an exception holds where its base does not
    "rounding",
    "order",  # of two modifiers, or of two rows of which the first that fits applies
    "operation",
    "change",  # increased and decreased
    "limit",  # at most and at least
    "reference",  # to another section or norm
    "modality",  # may and may not, must and must not
    "norm",  # what a norm gives: an amount, a day, when it is complied with
    "sharing",
    "reading",  # which reading is in force
    "default",  # of an input
    "scope",  # the rows that are covered
]


@attrs.frozen
class Edit:
    """path, new: where in the statement, and what stands there instead; None: nothing. An empty path: the statement.

    old, left: the part and what it becomes, on one line (left None: left out); old None: as the lines differ
    """

    kind: Kind
    path: Path
    new: Any
    old: str | None = None
    left: str | None = None
    span: Span | None = None
