"""Tables in letters: columns side by side, figures under each other, and what is done where the page is too narrow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import assert_never

import attrs

from dsl.frozen import identical
from workbench.page.bars import bars
from workbench.page.look import Look
from workbench.page.page import Column, Table, letters
from workbench.page.terminal import coloured, hold_together, left, right, visible, width, wrap

_GAP = "  "
_WIDEST_LABEL = 40
_WIDEST_WORDS = 36
# A column that is alone in its table gets so much room for the name of its section.
_WIDEST_ALONE = 24
# A column is not narrower than this for the sake of folding its heading.
_HEADING_FROM = 12
_HEADING_LINES = 4
# Letters of a bar: fewer say nothing, more are no clearer.
_LEAST_BAR, _MOST_BAR = 6, 30
_LEAST_NAMES = 20
_LEAST_WORDS = 16
_LETTERED = 3


def table_lines(table: Table, look: Look) -> Iterator[str]:
    match table.wide:
        case "parted":
            return _parted(table, look)
        case "dropped":
            return _dropped(table, look)
        case "names":
            return _named(table, look)
        case "folded":
            return _folded(table, look)
        case _:
            assert_never(table.wide)


def _short(label: str) -> str:
    """As wide as a label may be, `…` where some is left out."""
    if width(label) <= _WIDEST_LABEL:
        return label
    while width(label) > _WIDEST_LABEL:
        label = label[:-2] + "…"
    return label


# -- parted: the columns that there is no room for in tables below --------------------------------


@identical
class _Laid:
    """A column laid out. cells: one per row, in lines."""

    heading: tuple[str, ...]
    unit: str
    section: str
    cells: tuple[tuple[str, ...], ...]
    total: str | None
    numeric: bool
    columns: int


def _parted(table: Table, look: Look) -> Iterator[str]:
    laid = [_lay_out(one) for one in table.columns]
    names = [_short(visible(row)) for row in table.rows]
    label = visible(table.label)
    first = max(width(name) for name in [*names, label, *([] if table.total is None else [table.total])])
    for at, part in enumerate(_parts(laid, look.columns - first - len(_GAP))):
        yield from [""] if at else []
        yield from _part(label, names, first, part, table.total, look)


def _lay_out(one: Column) -> _Laid:
    texts = [visible(cell.text) for cell in one.cells]
    cells = tuple(
        (text,) if one.numeric else tuple(_short(line) for line in wrap(text, _WIDEST_WORDS)) for text in texts
    )
    widest = max((width(line) for cell in cells for line in cell), default=0)
    name, unit, total = visible(one.heading), visible(one.unit), None if one.total is None else visible(one.total.text)
    # A long name is folded over a few lines, not over many.
    heading = tuple(wrap(name, max(_HEADING_FROM, -(-width(name) // _HEADING_LINES), widest)))
    columns = max(widest, *(width(text) for text in (*heading, unit, total or "")))
    return _Laid(heading, unit, visible(one.section), cells, total, one.numeric, columns)


def _parts(laid: Sequence[_Laid], room: int) -> list[list[_Laid]]:
    """As many columns side by side as there is room for; the rest in further tables. One alone has room for its
    section."""
    if len(laid) == 1:
        laid = [attrs.evolve(one, columns=max(one.columns, min(width(one.section), _WIDEST_ALONE))) for one in laid]
    parts: list[list[_Laid]] = []
    for one in laid:
        if parts and sum(column.columns for column in _widened([*parts[-1], one])) + len(_GAP) * len(parts[-1]) <= room:
            parts[-1].append(one)
        else:
            parts.append([one])
    return [_widened(part) for part in parts]


def _widened(part: Sequence[_Laid]) -> list[_Laid]:
    """With room under each run of columns for the longest word of the section they share."""
    out: list[_Laid] = []
    for run in _runs(part):
        lacking = max(0, max(width(word) for word in run[0].section.split(" ")) - _room(run))
        out += [attrs.evolve(run[0], columns=run[0].columns + lacking), *run[1:]]
    return out


def _room(run: Sequence[_Laid]) -> int:
    return sum(one.columns for one in run) + len(_GAP) * (len(run) - 1)


def _runs(part: Sequence[_Laid]) -> list[list[_Laid]]:
    runs: list[list[_Laid]] = []
    for one in part:
        if runs and runs[-1][0].section == one.section:
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def _part(
    label: str, names: Sequence[str], first: int, part: Sequence[_Laid], total: str | None, look: Look
) -> Iterator[str]:
    height = max(len(one.heading) for one in part)
    for at in range(height):
        cells = [_from_below(one, at, height) for one in part]
        yield coloured(_row(label if at == height - 1 else "", first, cells, part), ("bold",), look.colour)
    if any(one.unit for one in part):
        yield _row("", first, [one.unit for one in part], part)
    if any(one.section for one in part):
        for line in _section_lines(part):
            yield coloured(" " * first + _GAP + line, ("dim",), look.colour)
    for at, name in enumerate(names):
        for below in range(max(len(one.cells[at]) for one in part)):
            cells = [one.cells[at][below] if below < len(one.cells[at]) else "" for one in part]
            yield _row("" if below else name, first, cells, part)
    if total is not None and any(one.total is not None for one in part):
        yield coloured(_row(total, first, [one.total or "" for one in part], part), ("bold",), look.colour)


def _from_below(one: _Laid, at: int, height: int) -> str:
    above = height - len(one.heading)
    return one.heading[at - above] if at >= above else ""


def _row(label: str, first: int, cells: Sequence[str], part: Sequence[_Laid | _Plain]) -> str:
    return _padded(label, first, cells, part).rstrip()


def _padded(label: str, first: int, cells: Sequence[str], part: Sequence[_Laid | _Plain]) -> str:
    padded = [
        right(cell, one.columns) if one.numeric else left(cell, one.columns)
        for cell, one in zip(cells, part, strict=True)
    ]
    return _GAP.join([left(label, first), *padded])


def _section_lines(part: Sequence[_Laid]) -> Iterator[str]:
    """The section of each run of columns, on a line drawn along them; a long name goes on below."""
    runs = [(_room(run), wrap(run[0].section, _room(run))) for run in _runs(part)]
    for at in range(max(len(names) for _, names in runs)):
        cells = [(names[at] if at < len(names) else "", room) for room, names in runs]
        ruled = [
            f"{name} {'─' * (room - width(name) - 1)}" if at == 0 and width(name) < room else left(name, room)
            for name, room in cells
        ]
        yield _GAP.join(ruled).rstrip()


# -- dropped: bars, and then columns from the last, left out --------------------------------------


@identical
class _Plain:
    """A column whose heading and cells are one line each."""

    heading: str
    unit: str
    cells: tuple[str, ...]
    total: str | None
    numeric: bool
    columns: int


def _plain(one: Column) -> _Plain:
    heading, unit, cells = visible(one.heading), visible(one.unit), tuple(visible(cell.text) for cell in one.cells)
    total = None if one.total is None else visible(one.total.text)
    columns = max(map(width, (heading, unit, total or "", *cells)))
    return _Plain(heading, unit, cells, total, one.numeric, columns)


def _dropped(table: Table, look: Look) -> Iterator[str]:
    columns = [_plain(one) for one in table.columns]
    names = [_short(visible(row)) for row in table.rows]
    label, total = visible(table.label), table.total
    first = max(map(width, [label, *names, *([] if total is None else [total])]))
    if table.instead and first + _taken(columns) > look.columns:
        yield from wrap(hold_together(visible(letters(table.instead))), look.columns)
        return
    while len(columns) > _LETTERED and first + _taken(columns) > look.columns:
        columns.pop()
    if first + _taken(columns) > look.columns:
        # Each row's name on a line of its own.
        yield from _below(names, columns, total)
        return
    drawn = _drawn(table, look.columns - first - _taken(columns) - len(_GAP))
    yield coloured(_padded(label, first, [one.heading for one in columns], columns), ("bold",), look.colour)
    if any(one.unit for one in columns):
        yield coloured(_padded("", first, [one.unit for one in columns], columns), ("dim",), look.colour)
    for at, name in enumerate(names):
        yield f"{_padded(name, first, [one.cells[at] for one in columns], columns)}{_GAP}{drawn[at]}".rstrip()
    if total is not None and any(one.total is not None for one in columns):
        yield coloured(_row(total, first, [one.total or "" for one in columns], columns), ("bold",), look.colour)


def _taken(columns: Sequence[_Plain]) -> int:
    return sum(one.columns + len(_GAP) for one in columns)


def _drawn(table: Table, room: int) -> Sequence[str]:
    if table.bars is None or room < _LEAST_BAR:
        return ("",) * len(table.rows)
    return bars(table.bars.values, min(room, _MOST_BAR))


def _below(names: Sequence[str], columns: Sequence[_Plain], total: str | None) -> Iterator[str]:
    for at, name in enumerate(names):
        yield name
        yield from (f"  {one.heading} {one.cells[at]} {one.unit}".rstrip() for one in columns if one.cells[at])
    if total is not None and any(one.total for one in columns):
        yield total
        yield from (f"  {one.heading} {one.total} {one.unit}".rstrip() for one in columns if one.total)


# -- names: broken over lines, beside one column of figures ---------------------------------------


def _named(table: Table, look: Look) -> Iterator[str]:
    """One column, its unit for a heading. What is below a name's first line stands in from the left."""
    (column,) = (_plain(one) for one in table.columns)
    figures = max(map(width, (column.unit, column.total or "", *column.cells)))
    labels = [visible(row) for row in table.rows]
    room = max(min(max(map(width, labels)), look.columns - figures - len(_GAP)), _LEAST_NAMES)
    drawn = _drawn(table, look.columns - room - figures - 2 * len(_GAP))
    yield coloured(f"{left(visible(table.label), room)}{_GAP}{right(column.unit, figures)}", ("bold",), look.colour)
    for label, figure, bar in zip(labels, column.cells, drawn, strict=True):
        first, *more = wrap(label, room) if width(label.strip()) > room - _LETTERED else [label]
        yield f"{left(first, room)}{_GAP}{right(figure, figures)}{_GAP}{bar}".rstrip()
        yield from (" " * _LETTERED + line for line in more)
    if table.total is not None:
        below = f"{left(' ' * _LETTERED + table.total, room)}{_GAP}{right(column.total or '', figures)}"
        yield coloured(below, ("bold",), look.colour)


# -- folded: all text broken over lines -----------------------------------------------------------


def _folded(table: Table, look: Look) -> Iterator[str]:
    """Columns give way, the widest first, as long as words are read easily. Where that is too little, what stands in
    the last one goes below the last column of words before it."""
    columns = [[table.label, *table.rows, *([] if table.total is None else [table.total])]]
    columns += [_texts(one, summed=table.total is not None) for one in table.columns]
    held = [[hold_together(visible(text)) for text in column] for column in columns]
    numeric = [False, *(one.numeric for one in table.columns)]
    widths, below = _narrowed(held, look.columns), None
    if _together(widths) > look.columns:
        *held, below = held
        widths = _narrowed(held, look.columns)
    words = max(at for at, one in enumerate(numeric[:-1]) if not one)
    strong = {0} if table.total is None else {0, len(held[0]) - 1}
    for row in range(len(held[0])):
        lines = [_hung(column[row], room) for column, room in zip(held, widths, strict=True)]
        if below is not None and row and below[row]:
            lines[words] = [*filter(None, lines[words]), *wrap(below[row], widths[words])]
        for texts in zip_longest(*lines, fillvalue=""):
            padded = (
                (right if is_number else left)(text, room)
                for text, room, is_number in zip(texts, widths, numeric, strict=False)
            )
            yield coloured(_GAP.join(padded).rstrip(), ("bold",), look.colour and row in strong)


def _texts(one: Column, *, summed: bool) -> list[str]:
    total = [] if not summed else ["" if one.total is None else one.total.text]
    return [f"{one.heading} {one.unit}".rstrip(), *(cell.text for cell in one.cells), *total]


def _narrowed(columns: Sequence[Sequence[str]], room: int) -> list[int]:
    widths = [max(map(width, column)) for column in columns]
    longest = [max(width(line) for text in column for line in _hung(text, 1)) for column in columns]
    least = [max(word, min(whole, _LEAST_WORDS)) for word, whole in zip(longest, widths, strict=True)]
    while _together(widths) > room and widths != least:
        widest = max((at for at in range(len(widths)) if widths[at] > least[at]), key=widths.__getitem__)
        widths[widest] -= 1
    return widths


def _together(widths: Sequence[int]) -> int:
    return sum(widths) + len(_GAP) * (len(widths) - 1)


def _hung(text: str, columns: int) -> list[str]:
    """Over several lines, as far in as it began."""
    indent = len(text) - len(text.lstrip(" "))
    return [" " * indent + line for line in wrap(text[indent:], max(columns - indent, 1))]
