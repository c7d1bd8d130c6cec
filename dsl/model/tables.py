"""Decision tables and tiers."""

from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from dsl import nodes
from dsl.frozen import field, frozen, identical
from dsl.model.base import Written
from dsl.model.types import Type

if TYPE_CHECKING:
    from dsl.model.expressions import Expression


@frozen
class Interval:
    """A table cell over numbers or dates, in base units. An end is None where it is open; one value is both ends."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False


@frozen
class OneOf:
    """A table cell over choices, truths or texts."""

    values: frozenset[str | bool]


@frozen
class Any:
    """`alla`: a table cell that takes every value."""


Test = Interval | OneOf | Any


@identical
class TableRow:
    """A row of a decision table. There is one test for each condition column. `otherwise` is `övriga` (all tests are
    Any, and the row is taken where no other is)."""

    tests: tuple[Test, ...]
    results: tuple["Expression", ...]
    otherwise: bool
    node: nodes.Row = field(repr=False)


@identical
class Table:
    """A decision table, shared by all its result columns. With `hit` unique the checks have proved that exactly one row
    takes every value of the declared domains (so rows may be tried in any order); with first it is the first that fits.
    """

    hit: Literal["unique", "first"]
    columns: tuple["Expression", ...]
    rows: tuple[TableRow, ...]
    concept: str | None
    node: nodes.Table = field(repr=False)


@identical
class Lookup(Written):
    """The result column `result` of the row of `table` that fits. Where no row fits, outside the domains, it is
    undefined."""

    table: Table
    result: int
    type: Type
    concept: str | None


@identical
class Brackets(Written):
    """`skiktvis`: each part of `value` within (low, high] of a tier times that tier's rate. `tiers` are (high or None,
    rate) in rising order; the first tier starts at 0 and has an end. Of a negative value it is undefined. The bounds
    are constants above 0, or multiples of one and the same value (`1,5 prisbasbelopp`); where that is not above 0, the
    whole is undefined."""

    value: "Expression"
    tiers: tuple[tuple["Expression | None", "Expression"], ...]
    table: nodes.Table = field(repr=False)
    type: Type = field()
    concept: str | None = field()
