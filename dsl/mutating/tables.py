"""Small changes of a table: a border, a row, a result."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

import attrs

from dsl import nodes
from dsl.mutating import numbers
from dsl.mutating.edits import Edit, Kind
from dsl.mutating.places import Path
from dsl.source import Span


def table_edits(path: Path, table: nodes.Table, results: int) -> Iterator[Edit]:
    """Changes of more than one cell. results: how many of the columns, the last of them, hold values."""
    rows = table.rows
    conditions = len(table.columns) - results
    if table.hit != "brackets":
        for column in range(conditions):
            for cells in _moved([row.cells[column] for row in rows]):
                new = [_with(row, column, cell) for row, cell in zip(rows, cells, strict=True)]
                yield Edit("border", path, attrs.evolve(table, rows=tuple(new)), span=_first(rows, new))
    if table.hit == "first":
        for index, row in enumerate(rows):
            for column, cell in enumerate(row.cells[:conditions]):
                if isinstance(cell, nodes.Range) and (cell.low is None or cell.high is None):
                    place = (*path, ("rows", index), ("cells", column))
                    yield Edit("comparison", place, _other_side(cell), span=cell.span)
    if len(rows) > 1:
        for index, row in enumerate(rows):
            yield Edit("row", (*path, ("rows", index)), None, span=row.span)
    for index, (row, below) in enumerate(pairwise(rows)):
        if row.cells[conditions:] != below.cells[conditions:]:
            upper = attrs.evolve(row, cells=(*row.cells[:conditions], *below.cells[conditions:]))
            lower = attrs.evolve(below, cells=(*below.cells[:conditions], *row.cells[conditions:]))
            yield _two_rows("result", path, table, index, (upper, lower))
        if table.hit == "first" and row.cells[:conditions] != below.cells[:conditions]:
            swapped = attrs.evolve(row, cells=below.cells), attrs.evolve(below, cells=row.cells)
            yield _two_rows("order", path, table, index, swapped)


def _other_side(cell: nodes.Range) -> nodes.Range:
    """`10 eller fler` as `mer än 10`, and the like."""
    if cell.high is None:
        return attrs.evolve(cell, low_open=not cell.low_open)
    return attrs.evolve(cell, high_open=not cell.high_open)


def _two_rows(kind: Kind, path: Path, table: nodes.Table, index: int, two: tuple[nodes.Row, nodes.Row]) -> Edit:
    rows = (*table.rows[:index], *two, *table.rows[index + 2 :])
    return Edit(kind, path, attrs.evolve(table, rows=rows), span=two[0].span)


def _with(row: nodes.Row, column: int, cell: nodes.Cell) -> nodes.Row:
    return attrs.evolve(row, cells=(*row.cells[:column], cell, *row.cells[column + 1 :]))


def _first(rows: Sequence[nodes.Row], new: Sequence[nodes.Row]) -> Span:
    """Of the first row that is changed."""
    return next(row.span for row, other in zip(rows, new, strict=True) if row != other)


# -- borders ---------------------------------------------------------------------------------------


@attrs.frozen
class _Stretch:
    """What a cell takes; None: no end."""

    low: nodes.Quantity | None
    high: nodes.Quantity | None
    low_open: bool
    high_open: bool


def _moved(cells: Sequence[nodes.Cell]) -> Iterator[list[nodes.Cell]]:
    """The cells of a column with one border moved a step, or with the border itself on its other side. All rows that
    share the border change at once, so that there is neither a gap nor an overlap."""
    stretches = [_stretch(cell) for cell in cells]
    highs = dict.fromkeys((one.high, one.high_open) for one in stretches if one is not None and one.high is not None)
    lows = dict.fromkeys((one.low, one.low_open) for one in stretches if one is not None and one.low is not None)
    for high, high_open in highs:
        for low, low_open in lows:
            sides: list[tuple[tuple[nodes.Quantity, bool], tuple[nodes.Quantity, bool]]] = []
            if _meet(high, high_open, low, low_open):
                ends = zip(numbers.quantities(high), numbers.quantities(low), strict=False)
                sides = [((new_high, high_open), (new_low, low_open)) for new_high, new_low in ends]
                if high_open != low_open:
                    sides.append(((high, not high_open), (low, not low_open)))
            for new_high, new_low in sides:
                made = [
                    cell if one is None else _cell(cell, one, {(high, high_open): new_high}, {(low, low_open): new_low})
                    for cell, one in zip(cells, stretches, strict=True)
                ]
                found = [cell for cell in made if cell is not None]
                if len(found) == len(cells):
                    yield found


def _meet(high: nodes.Quantity, high_open: bool, low: nodes.Quantity, low_open: bool) -> bool:
    """Whether one row begins where the other ends: `4–6` and `7–9`, or `mindre än 3` and `3 eller fler`."""
    if high.number.value == low.number.value:
        return high_open != low_open
    if high_open or low_open:
        return False
    places = len(high.number.text.partition(",")[2])
    return low.number.value - high.number.value == Fraction(1, 10**places)


def _stretch(cell: nodes.Cell) -> _Stretch | None:
    match cell:
        case nodes.Range():
            return _Stretch(cell.low, cell.high, cell.low_open, cell.high_open)
        case nodes.Exactly(value=nodes.Quantity() as value):
            return _Stretch(value, value, False, False)
        case _:
            return None


_End = tuple[nodes.Quantity, bool]


def _cell(cell: nodes.Cell, one: _Stretch, highs: dict[_End, _End], lows: dict[_End, _End]) -> nodes.Cell | None:
    """The cell with its ends moved; None where nothing is left of it, or there are no words for it."""
    high, high_open = (
        (None, one.high_open) if one.high is None else highs.get((one.high, one.high_open), (one.high, one.high_open))
    )
    low, low_open = (
        (None, one.low_open) if one.low is None else lows.get((one.low, one.low_open), (one.low, one.low_open))
    )
    new = _Stretch(low, high, low_open, high_open)
    if new == one:
        return cell
    if low is None or high is None:
        return nodes.Range(low, high, low_open, high_open, span=cell.span)
    if low.number.value > high.number.value or low_open or high_open:
        return None
    if low.number.value == high.number.value:
        return nodes.Exactly(high, span=cell.span)
    return nodes.Range(low, high, False, False, span=cell.span)
