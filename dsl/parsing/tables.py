"""Tables: a line of columns, and rows of cells between bars."""

from typing import Any, Literal

from dsl import nodes
from dsl.parsing.reader import Reader
from dsl.parsing.reading import around, beginning, cells, no_marks, nothing_below, read_stretch
from dsl.problems.lines import CellCount, EmptyCell, NothingBelow
from dsl.text.layout import Line

# What stands where nothing is published; the first is written.
BLANK = ("–", "", "-", "−", "—")


def table(
    reader: Reader, line: Line, rows: tuple[Line, ...], hit: Literal["unique", "first", "brackets"], results: int
) -> nodes.Table | None:
    """The table below `line`; the last `results` columns hold values, those before them conditions."""
    if not rows:
        reader.problems.append(NothingBelow(line.whole(), beginning(line), "columns"))
        return None
    heading, *below = rows
    if not below:
        reader.problems.append(NothingBelow(heading.whole(), beginning(heading), "rows"))
    named = columns(reader, heading)
    found = []
    for row in below:
        nothing_below(reader, row, row.children)
        given = row_cells(reader, row, heading, len(cells(heading)), results)
        if given is not None:
            found.append(nodes.Row(given, **around(row)))
    if named is None:
        return None
    return nodes.Table(hit, named, tuple(found), trivia=heading.trivia, span=heading.whole())


def columns(reader: Reader, heading: Line) -> tuple[nodes.Name, ...] | None:
    """The names of the columns; None where one of them cannot be read."""
    no_marks(reader, heading)
    nothing_below(reader, heading, heading.children)
    found: list[Any] = [_cell(reader, heading, "column", start, end) for start, end in cells(heading)]
    return None if None in found else tuple(found)


def row_cells(
    reader: Reader, row: Line, heading: Line, expected: int, results: int, skip: int = 0, *, published: bool = False
) -> tuple[nodes.Cell, ...] | None:
    """The cells of a row but the first `skip`, the last `results` of them values; None where the row cannot be used.

    published: of a published table, where a cell may be empty
    """
    stretches = cells(row)
    if len(stretches) != expected:
        reader.problems.append(CellCount(row.whole(), len(stretches), expected, heading.whole()))
        return None
    found: list[Any] = [
        nodes.Blank(span=row.span(start, max(end, start + 1)))
        if published and row.text[start:end] in BLANK
        else _cell(reader, row, "result" if index >= expected - results else "cell", start, end)
        for index, (start, end) in enumerate(stretches)
        if index >= skip
    ]
    return None if None in found else tuple(found)


def _cell(reader: Reader, line: Line, start: str, begin: int, end: int) -> Any:
    if begin == end:
        reader.problems.append(EmptyCell(line.span(begin, begin + 1)))
        return None
    return read_stretch(reader, line, start, begin, end)
