"""Tables as lines: every cell as canonical text, columns under each other."""

from collections.abc import Iterator
from typing import assert_never

from dsl import nodes
from dsl.formatting_expressions import expression, quantity, quoted
from dsl.formatting_lines import Cells, Line, aligned


def table(level: int, node: nodes.Table) -> Iterator[Line]:
    brackets = node.hit == "brackets"
    heading = Cells(tuple(column.text for column in node.columns), (), node.trivia)
    rows = [
        Cells(tuple(_cell(part, brackets=brackets) for part in row.cells), row.marks, row.trivia) for row in node.rows
    ]
    yield from aligned(level, [heading, *rows], _to_the_right([row.cells for row in node.rows]))


def reference_rows(node: nodes.ReferenceTable) -> Iterator[Line]:
    heading = Cells(tuple(column.text for column in node.columns), (), node.table_trivia)
    rows = [Cells(_printed(row), row.marks, row.trivia) for row in node.rows]
    to_the_right = _to_the_right([row.cells for row in node.rows])
    labels = [False] * (len(node.columns) - len(to_the_right))
    first, *below = aligned(1, [heading, *rows], labels + to_the_right)
    yield first
    for line, row in zip(below, node.rows, strict=True):
        yield line
        if row.known_error is not None:
            yield Line(2, f"känt fel i källan {quoted(row.known_error)}", (), row.error_trivia)


def _printed(row: nodes.ReferenceRow) -> tuple[str, ...]:
    cells = tuple(_cell(part, brackets=False) for part in row.cells)
    return cells if row.label is None else (row.label, *cells)


def _to_the_right(rows: list[tuple[nodes.Cell, ...]]) -> list[bool]:
    """Columns of nothing but plain quantities are aligned to the right, their units under each other."""
    return [all(_is_quantity(part) for part in column) for column in zip(*rows, strict=True)]


def _is_quantity(node: nodes.Cell) -> bool:
    return isinstance(node, nodes.Exactly) and isinstance(node.value, nodes.Quantity)


def _cell(node: nodes.Cell, *, brackets: bool) -> str:
    """brackets: in a `skiktvis` table, where a tier reaches `till och med` its height."""
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
