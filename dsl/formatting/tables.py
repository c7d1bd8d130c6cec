"""Tables as lines: every cell as canonical text, columns under each other."""

import re
from collections.abc import Iterator, Sequence
from typing import assert_never

from dsl import nodes
from dsl.formatting.expressions import expression
from dsl.formatting.lines import Cells, Line, aligned
from dsl.formatting.literals import quantity, quoted


def table(level: int, node: nodes.Table) -> Iterator[Line]:
    """The rows of a table, in columns."""
    brackets = node.hit == "brackets"
    heading = Cells(tuple(column.text for column in node.columns), (), node.trivia)
    rows = [
        Cells(tuple(cell(part, brackets=brackets) for part in row.cells), row.marks, row.trivia) for row in node.rows
    ]
    yield from aligned(level, [heading, *rows], _to_the_right([row.cells for row in node.rows]))


def reference_rows(level: int, node: nodes.ReferenceTable) -> Iterator[Line]:
    """The rows of a published table, in columns."""
    heading = Cells(tuple(column.text for column in node.columns), (), node.table_trivia)
    cells = [row.cells if row.label is None else (None, *row.cells) for row in node.rows]
    rows = [
        Cells(
            tuple(_label(row) if part is None else cell(part, brackets=False) for part in parts), row.marks, row.trivia
        )
        for row, parts in zip(node.rows, cells, strict=True)
    ]
    first, *below = aligned(level, [heading, *rows], _to_the_right(cells))
    yield first
    for line, row in zip(below, node.rows, strict=True):
        yield line
        for error in row.known_errors:
            yield Line(level + 1, known_error(error), (), error.trivia)


def known_error(node: nodes.KnownError) -> str:
    """`känt fel i källan: grunden ska vara 100 kr, "tryckfel"`."""
    right = nodes.NO_VALUE_WORDS[node.right] if isinstance(node.right, str) else cell(node.right, brackets=False)
    reason = "" if node.reason is None else f", {quoted(node.reason)}"
    return f"känt fel i källan: {node.column.text} ska vara {right}{reason}"


# A label that would begin a line with something else than a label, or end before it is over, is quoted.
_NOT_BARE = re.compile(
    r"$|[+−×/*]|-(?: |$)|-? *\d|(?:mer än|mindre än|fler än|färre än|minst|högst|till och med) "
    r"|(?:och|eller|plus|minus|gånger|delat|x)(?!\S)|[^\"]*[|#]"
)


def _label(row: nodes.ReferenceRow) -> str:
    assert row.label is not None
    return quoted(row.label) if _NOT_BARE.match(row.label) else row.label


def _to_the_right(rows: Sequence[Sequence[nodes.Cell | None]]) -> list[bool]:
    """Columns of nothing but plain quantities, and what is not published, are aligned to the right, their units
    under each other.

    Never the first: where a row begins says what it stands below.
    """
    columns = zip(*rows, strict=True)
    return [place > 0 and all(_is_quantity(part) for part in column) for place, column in enumerate(columns)]


def _is_quantity(node: nodes.Cell | None) -> bool:
    return isinstance(node, nodes.Blank) or (isinstance(node, nodes.Exactly) and isinstance(node.value, nodes.Quantity))


def cell(node: nodes.Cell, *, brackets: bool) -> str:
    """A cell as it is written.

    brackets: in a `skiktvis` table, where a tier reaches `till och med` its height.
    """
    match node:
        case nodes.Exactly():
            return expression(node.value)
        case nodes.Range():
            return _range(node, brackets)
        case nodes.Above():
            return "däröver"
        case nodes.Otherwise():
            return "övriga"
        case nodes.Anything():
            return "alla"
        case nodes.Blank():
            return "–"
        case _:
            assert_never(node)


def _range(node: nodes.Range, brackets: bool) -> str:
    low, high = (None if end is None else quantity(end) for end in (node.low, node.high))
    if high is None:
        return f"mer än {low}" if node.low_open else f"{low} eller fler"
    if low is not None:
        return f"{low}–{high}"
    if node.high_open:
        return f"mindre än {high}"
    return f"till och med {high}" if brackets else f"{high} eller färre"
