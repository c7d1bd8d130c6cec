"""Tables below a rule, and the cells of every table."""

from typing import Literal

from dsl.frozen import frozen
from dsl.nodes.base import Line, Marked, Node
from dsl.nodes.expressions import Expression
from dsl.nodes.literals import Name, Quantity


@frozen
class Exactly(Node):
    """`25 %`, `2`, `resa`, `Umeå`, `ja`: one value, as a condition or as a result."""

    value: Expression


@frozen
class Range(Node):
    """`4–6`, `10 eller fler` (low 10), `3 eller färre` and `till och med 3` (high 3), `mer än 3`, `mindre än 3`. An end
    is None where the range has none there. `däröver` is `Above`."""

    low: Quantity | None
    high: Quantity | None
    low_open: bool
    high_open: bool


@frozen
class Above(Node):
    """`däröver` is all above the row before, in tables that are read `skiktvis`."""


@frozen
class Otherwise(Node):
    """`övriga` is what no other row of the table takes."""


@frozen
class Anything(Node):
    """`alla` says that this column does not matter for the row."""


@frozen
class Blank(Node):
    """`–` says that nothing is published here, in a published table; an empty cell is read so too."""


Cell = Exactly | Range | Above | Otherwise | Anything | Blank


@frozen
class Row(Marked):
    """One row of a table, with a cell for each column."""

    cells: tuple[Cell, ...]


@frozen
class Table(Line):
    """The table below a rule. `hit` is how it is read: `enligt tabellen` (unique), with `, första träff` (first), or
    `skiktvis enligt tabellen` (brackets)."""

    hit: Literal["unique", "first", "brackets"]
    columns: tuple[Name, ...]
    rows: tuple[Row, ...]
