"""Tables: every value of the declared domains finds exactly one row, and every row is found by some value."""

from collections.abc import Iterator, Sequence

import attrs

from dsl import domains, model
from dsl.checking.conditions import setting
from dsl.checking.program import Subject
from dsl.domains import Box, Domain, Numbers, Point, Undecided
from dsl.expressions import named
from dsl.formatting.expressions import nothing, one_line
from dsl.problems import Problem
from dsl.problems.counterexample import Case
from dsl.problems.tables import BetweenRows, DeadRow, MeasureOfTiers, NegativeTiers, RowsOverlap, TableGap, TooLarge
from dsl.source import Span


def check_tables(subject: Subject) -> Iterator[Problem]:
    """Find values that no row of a table is for, or several; and rows that are for none."""
    seen = set()
    for order in subject.orders.values():
        for expression in order:
            if isinstance(expression, model.Lookup) and expression.table not in seen:
                seen.add(expression.table)
                yield from _table(subject, expression.table)
            elif isinstance(expression, model.Brackets):
                yield from _tiers(subject, expression)


def _tiers(subject: Subject, brackets: model.Brackets) -> Iterator[Problem]:
    written = brackets.table
    if not _at_least_zero(subject.domain(brackets.value)):
        yield NegativeTiers(written.columns[0].span, one_line(written.columns[0], nothing))
    # Of tiers that could not be read nothing is left to look at.
    measure = _measure(brackets.tiers[0][0]) if brackets.tiers else None
    name = None if measure is None else named(measure)
    if measure is None or name is None or name.symbol not in subject.attributes:
        return
    if not _above_zero(subject.domain(measure)):
        yield MeasureOfTiers(written.rows[0].cells[0].span, name.symbol.name, subject.unit_text(measure))


def _at_least_zero(domain: Domain) -> bool:
    return not isinstance(domain, Numbers) or (domain.low is not None and domain.low >= 0)


def _above_zero(domain: Domain) -> bool:
    assert isinstance(domain, Numbers)
    return domain.low is not None and (domain.low > 0 or (domain.low == 0 and domain.low_open))


def _measure(bound: model.Expression | None) -> model.Expression | None:
    """What the bounds of tiers are multiples of, where they are."""
    return bound.right if isinstance(bound, model.Arithmetic) else None


def _table(subject: Subject, table: model.Table) -> Iterator[Problem]:
    grid = _Grid(subject, table)
    plain = []
    for number, row in enumerate(table.rows):
        if not domains.has_points(grid.boxes[number]):
            yield DeadRow(row.node.span, "outside", grid.outside(number))
        elif not row.otherwise:
            plain.append(number)
    found = _overlaps(grid, plain) if table.hit == "unique" else _shadowed(grid, plain)
    free = grid.uncovered(grid.space, plain, table.hit == "unique" and not found)
    if found is None or isinstance(free, Undecided):
        yield TooLarge(table.node.span, "table")
        return
    yield from found
    rest = [number for number, row in enumerate(table.rows) if row.otherwise]
    if free is None:
        yield from (DeadRow(grid.span(number), "covered", None) for number in rest)
    elif not rest and not subject.is_torn(table.node.span):
        joined = _Grid(subject, table, joined=True)
        only_between = joined.uncovered(joined.space, plain, False) is None
        yield (BetweenRows if only_between else TableGap)(table.node.span, grid.case(free))


class _Grid:
    """The rows of a table as boxes. Columns that ask about the same value share an axis."""

    def __init__(self, subject: Subject, table: model.Table, *, joined: bool = False) -> None:
        """joined: rows of whole kronor reach up to the next row."""
        self.subject = subject
        self.table = table
        self.steps = subject.steps()
        columns: dict[int, list[int]] = {}
        for number, column in enumerate(table.columns):
            columns.setdefault(subject.keys(column), []).append(number)
        self.columns = tuple(tuple(same) for same in columns.values())
        self.axes = []
        boxes: list[list[int]] = [[] for _ in table.rows]
        for same in self.columns:
            tests = [test for row in table.rows for test in (row.tests[column] for column in same)]
            if joined and model.is_money(table.columns[same[0]].type):
                tests = _up_to_the_next(tests)
            axis = domains.cut(subject.domain(table.columns[same[0]]), tests)
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
        return domains.uncovered(space, [self.boxes[row] for row in rows], self.steps, disjoint)

    def case(self, point: Point) -> Case:
        return tuple(
            setting(
                self.subject,
                self.table.columns[same[0]],
                axis.samples[piece],
                one_line(self.table.node.columns[same[0]], nothing),
            )
            for same, axis, piece in zip(self.columns, self.axes, point, strict=True)
        )

    def outside(self, row: int) -> str:
        """The first column in which the row takes nothing that the value can be."""
        column = next(same[-1] for same, mask in zip(self.columns, self.boxes[row], strict=True) if not mask)
        return one_line(self.table.node.columns[column], nothing)


def _up_to_the_next(tests: Sequence[model.Test]) -> list[model.Test]:
    """`0–25 000` beside `25 001–50 000` as all that is less than 25 001."""
    lows = {test.low for test in tests if isinstance(test, model.Interval) and not test.low_open}
    return [
        attrs.evolve(test, high=test.high + 1, high_open=True)
        if isinstance(test, model.Interval) and test.high is not None and not test.high_open and test.high + 1 in lows
        else test
        for test in tests
    ]


def _overlaps(grid: _Grid, rows: list[int]) -> list[RowsOverlap] | None:
    """Rows that take the same case as one above, each with the first such; None when that is too much to find."""
    meetings = domains.meetings(grid.space, [grid.boxes[row] for row in rows], grid.steps)
    if isinstance(meetings, Undecided):
        return None
    found = []
    for position, meets in enumerate(meetings):
        above = meets & ((1 << position) - 1)
        if above:
            first, second = rows[(above & -above).bit_length() - 1], rows[position]
            shared = domains.intersection(grid.boxes[first], grid.boxes[second])
            found.append(RowsOverlap(grid.span(second), grid.span(first), grid.case(domains.smallest(shared))))
    return found


def _shadowed(grid: _Grid, rows: list[int]) -> list[DeadRow] | None:
    """Rows of a `första träff` that the ones above take everything from; None when that is too much to find."""
    meetings = domains.meetings(grid.space, [grid.boxes[row] for row in rows], grid.steps)
    if isinstance(meetings, Undecided):
        return None
    found = []
    for position, meets in enumerate(meetings):
        above = [rows[other] for other in domains.bits(meets & ((1 << position) - 1))]
        free = grid.uncovered(grid.boxes[rows[position]], above, False)
        if isinstance(free, Undecided):
            return None
        if free is None:
            found.append(DeadRow(grid.span(rows[position]), "covered", None))
    return found
