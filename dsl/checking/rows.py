"""Tables: every value of the declared domains finds exactly one row, and every row is found by some value."""

from collections.abc import Iterator

from dsl import model, nodes, tables
from dsl.checking.conditions import setting
from dsl.checking.program import Subject, text
from dsl.model import Expression
from dsl.problems.tables import (
    Case,
    DeadRow,
    EmptyRange,
    NegativeTiers,
    RowsOverlap,
    TableGap,
    TableProblem,
    TooLarge,
)
from dsl.source import Span
from dsl.tables import Box, Numbers, Point, Undecided


def check_tables(subject: Subject) -> Iterator[TableProblem]:
    seen = set()
    for order in subject.orders.values():
        for expression in order:
            match expression:
                case model.Lookup(table) if table not in seen:
                    seen.add(table)
                    yield from _table(subject, table)
                case model.Brackets(value, _, table=written):
                    domain = subject.domain(value)
                    if isinstance(domain, Numbers) and (domain.low is None or domain.low < 0):
                        yield NegativeTiers(written.columns[0].span, written.columns[0].text)
                case _:
                    pass


def _table(subject: Subject, table: model.Table) -> Iterator[TableProblem]:
    backwards = [
        EmptyRange(row.node.cells[column].span, _turned(row.node.cells[column]))
        for row in table.rows
        for column, test in enumerate(row.tests)
        if isinstance(test, model.Interval) and tables.is_empty(test)
    ]
    if backwards:
        # What the row was meant to take is not known, so gaps would be guesses.
        yield from backwards
        return
    grid = _Grid(subject, table)
    plain = [number for number, row in enumerate(table.rows) if not row.otherwise]
    rest = [number for number, row in enumerate(table.rows) if row.otherwise]
    for number in range(len(table.rows)):
        if not tables.has_points(grid.boxes[number]):
            yield DeadRow(table.rows[number].node.span, "outside", grid.outside(number))
    yield from _overlapping(grid, plain, rest) if table.hit == "unique" else _shadowed(grid, plain)
    for position, number in enumerate(rest):
        above = plain + rest[:position]
        if tables.has_points(grid.boxes[number]) and grid.uncovered(grid.boxes[number], above, False) is None:
            yield DeadRow(grid.span(number), "covered", None)


class _Grid:
    """The rows of a table as boxes. Columns that ask about the same value share an axis."""

    def __init__(self, subject: Subject, table: model.Table) -> None:
        self.subject = subject
        self.table = table
        columns: dict[int, list[int]] = {}
        for number, column in enumerate(table.columns):
            columns.setdefault(subject.keys(column), []).append(number)
        self.columns = tuple(tuple(same) for same in columns.values())
        self.axes = []
        boxes: list[list[int]] = [[] for _ in table.rows]
        for same in self.columns:
            tests = [row.tests[column] for row in table.rows for column in same]
            axis = tables.cut(subject.domain(table.columns[same[0]]), tests)
            self.axes.append(axis)
            for row, box in enumerate(boxes):
                mask = axis.all
                for one in axis.masks[row * len(same) : (row + 1) * len(same)]:
                    mask &= one
                box.append(mask)
        self.space: Box = tuple(axis.all for axis in self.axes)
        self.boxes: list[Box] = [tuple(box) for box in boxes]

    def span(self, row: int) -> Span:
        return self.table.rows[row].node.span

    def uncovered(self, space: Box, rows: list[int], disjoint: bool) -> Point | Undecided | None:
        return tables.uncovered(space, [self.boxes[row] for row in rows], disjoint)

    def case(self, point: Point) -> Case:
        return tuple(
            setting(
                self.subject, self.table.columns[same[0]], axis.samples[piece], self.table.node.columns[same[0]].text
            )
            for same, axis, piece in zip(self.columns, self.axes, point, strict=True)
        )

    def outside(self, row: int) -> str:
        """The first column in which the row takes nothing that the value can be."""
        column = next(same[-1] for same, mask in zip(self.columns, self.boxes[row], strict=True) if not mask)
        return self.table.node.columns[column].text


def _overlapping(grid: _Grid, plain: list[int], rest: list[int]) -> Iterator[TableProblem]:
    """Rows that take the same case (each row told once, with the first above it), and the smallest case none takes."""
    disjoint = True
    for rows in (plain, rest):
        meetings = tables.meetings(grid.space, [grid.boxes[row] for row in rows])
        if isinstance(meetings, Undecided):
            yield TooLarge(grid.table.node.span, "table")
            return
        for position, meets in enumerate(meetings):
            above = meets & ((1 << position) - 1)
            if above:
                disjoint = False
                first, second = rows[(above & -above).bit_length() - 1], rows[position]
                shared = tables.intersection(grid.boxes[first], grid.boxes[second])
                yield RowsOverlap(grid.span(second), grid.span(first), grid.case(tables.smallest(shared)))
    yield from _gap(grid, plain + rest, disjoint and not rest)


def _shadowed(grid: _Grid, plain: list[int]) -> Iterator[TableProblem]:
    """Rows that the ones above take everything from, and the smallest case that none takes."""
    for position, row in enumerate(plain):
        if not tables.has_points(grid.boxes[row]):
            continue
        free = grid.uncovered(grid.boxes[row], plain[:position], False)
        if isinstance(free, Undecided):
            yield TooLarge(grid.table.node.span, "table")
            return
        if free is None:
            yield DeadRow(grid.span(row), "covered", None)
    yield from _gap(grid, list(range(len(grid.boxes))), False)


def _gap(grid: _Grid, rows: list[int], disjoint: bool) -> Iterator[TableProblem]:
    point = grid.uncovered(grid.space, rows, disjoint)
    if isinstance(point, Undecided):
        yield TooLarge(grid.table.node.span, "table")
    elif point is not None:
        yield TableGap(grid.table.node.span, grid.case(point))


def _turned(cell: nodes.Cell) -> str | None:
    """`9–7` as `7–9`, when that is what it takes."""
    match cell:
        case nodes.Range(nodes.Quantity() as low, nodes.Quantity() as high):
            return f"{high.number.text}–{low.number.text}"
        case _:
            return None
