"""What can be wrong with tables: their columns and cells (RV22x), gaps, overlaps and rows that nothing reaches
(RV30x).
"""

from typing import ClassVar, Literal

from dsl.frozen import frozen
from dsl.problems.base import Located
from dsl.problems.counterexample import Case
from dsl.source import Span


@frozen
class ColumnCount(Located):
    """A table whose columns do not fit: `columns` there are, at least `needed` (subjects and one more)."""

    code: ClassVar[str] = "RV224"
    columns: int
    needed: int


@frozen
class ColumnName(Located):
    """A result column that does not say the name it defines."""

    code: ClassVar[str] = "RV225"
    column: str
    expected: str


@frozen
class CrossedBySeveral(Located):
    """The columns of a cross table are values of several categories. names: of those."""

    code: ClassVar[str] = "RV290"
    names: tuple[str, ...]


@frozen
class CellKind(Located):
    """A cell that cannot stand in this column. why: `range` over something that is not a number, `tier` outside
    `skiktvis`, `otherwise` twice or beside numbers, `result` that is no value, `order` of tiers, `open` last tier,
    `only` the last tier, `constant` a condition that is no written value, `cells` more or fewer than the columns,
    `published` something else than one figure in a published table, `nameless` a row of one without a name."""

    code: ClassVar[str] = "RV226"
    why: Literal[
        "range",
        "tier",
        "otherwise",
        "result",
        "order",
        "open",
        "only",
        "constant",
        "cells",
        "published",
        "nameless",
        "measure",
    ]


@frozen
class TableGap(Located):
    """No row takes the case."""

    code: ClassVar[str] = "RV301"
    case: Case


@frozen
class BetweenRows(Located):
    """A table of whole kronor (`0–25 000`, `25 001–50 000`) of an amount that may have öre: no row is for what lies
    between two of them, and such an amount is undefined. case: one."""

    code: ClassVar[str] = "RV291"
    severity: ClassVar[str] = "varning"
    case: Case


@frozen
class RowsOverlap(Located):
    """Two rows take the case; span is the lower one."""

    code: ClassVar[str] = "RV302"
    first: Span
    case: Case


@frozen
class DeadRow(Located):
    """A row that no value reaches. why: `outside` what the column can be, or `covered` by other rows."""

    code: ClassVar[str] = "RV303"
    why: Literal["outside", "covered"]
    column: str | None


@frozen
class NegativeTiers(Located):
    """`skiktvis` of a value that can be below 0, where tiers say nothing."""

    code: ClassVar[str] = "RV304"
    value: str


@frozen
class MeasureOfTiers(Located):
    """`skiktvis` with bounds in a given value (`1,5 prisbasbelopp`) that may be 0 or less. unit: of the value."""

    code: ClassVar[str] = "RV342"
    measure: str
    unit: str | None


@frozen
class TooLarge(Located):
    """More combinations than can be decided."""

    code: ClassVar[str] = "RV305"
    what: Literal["table", "cases", "years"]


TableProblem = (
    ColumnCount
    | ColumnName
    | CrossedBySeveral
    | CellKind
    | TableGap
    | BetweenRows
    | RowsOverlap
    | DeadRow
    | NegativeTiers
    | MeasureOfTiers
    | TooLarge
)
