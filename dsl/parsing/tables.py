"""Tables: a line of columns, and rows of cells between bars."""

import re
from typing import Any, Literal

from dsl import nodes
from dsl.parsing.moved import is_called
from dsl.parsing.reader import Reader
from dsl.parsing.reading import around, beginning, cells, no_marks, nothing_below, read_stretch
from dsl.problems.lines import CellCount, EmptyCell, NothingBelow
from dsl.text.layout import Line

# How people write `mer än 50` and the like; whether the end is left out, and whether it is the lower.
_SIGNS = {
    ">": (True, True),
    "över": (True, True),
    "≥": (False, True),
    ">=": (False, True),
    "<": (True, False),
    "under": (True, False),
    "≤": (False, False),
    "<=": (False, False),
}
_SIGN = re.compile(r"(?P<sign>>=|<=|[><≥≤]|(?:över|under)(?= )) *(?=\d)")
# What stands where nothing is published; the first is written.
BLANK = ("–", "", "-", "−", "—")


def table(
    reader: Reader,
    line: Line,
    rows: tuple[Line, ...],
    hit: Literal["unique", "first", "brackets"],
    subjects: tuple[nodes.Subject, ...],
) -> nodes.Table | None:
    """The table below `line`; the last columns, one for each subject, hold values, those before them conditions.

    Where the last column is not called what the rule gives, there may be values below every category of a cross table.
    """
    if not rows:
        reader.problems.append(NothingBelow(line.whole(), beginning(line), "columns"))
        return None
    heading, *below = rows
    if not below:
        reader.problems.append(NothingBelow(heading.whole(), beginning(heading), "rows"))
    named = columns(reader, heading)
    crossed = named is not None and len(subjects) == 1 and not is_called(subjects[0], named[-1].text)
    found = []
    for row in below:
        nothing_below(reader, row, row.children)
        given = row_cells(reader, row, heading, len(cells(heading)), len(subjects), crossed=crossed)
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
    reader: Reader,
    row: Line,
    heading: Line,
    expected: int,
    results: int,
    skip: int = 0,
    *,
    published: bool = False,
    crossed: bool = False,
) -> tuple[nodes.Cell, ...] | None:
    """The cells of a row but the first `skip`, the last `results` of them values; None where the row cannot be used.

    published: of a published table, where a cell may be empty; crossed: perhaps of a cross table, with more values
    """
    stretches = cells(row)
    if len(stretches) != expected:
        reader.problems.append(CellCount(row.whole(), len(stretches), expected, heading.whole()))
        return None
    found: list[Any] = [
        nodes.Blank(span=row.span(start, max(end, start + 1)))
        if published and row.text[start:end] in BLANK
        else _cell(
            reader,
            row,
            "result" if index >= expected - results else "cell",
            start,
            end,
            "result" if crossed and index else None,
        )
        for index, (start, end) in enumerate(stretches)
        if index >= skip
    ]
    return None if None in found else tuple(found)


def _cell(reader: Reader, line: Line, start: str, begin: int, end: int, also: str | None = None) -> Any:
    if begin == end:
        reader.problems.append(EmptyCell(line.span(begin, begin + 1)))
        return None
    said = _SIGN.match(line.text, begin, end) if start == "cell" else None
    if said is None:
        return read_stretch(reader, line, start, begin, end, also)
    bound = read_stretch(reader, line, start, said.end(), end)
    if not isinstance(bound, nodes.Exactly) or not isinstance(bound.value, nodes.Quantity):
        return None if bound is None else read_stretch(reader, line, start, begin, end)
    is_open, is_low = _SIGNS[said["sign"]]
    low, high = (bound.value, None) if is_low else (None, bound.value)
    return nodes.Range(low, high, is_low and is_open, not is_low and is_open, span=line.span(begin, end))
