"""Lines of a rule file as text: indentation, wrapping, aligned columns, source marks, comments, blank lines.

Knows what a line looks like, nothing of what it says.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from dsl.frozen import frozen
from dsl.nodes import NO_TRIVIA, Trivia

WIDTH = 110
INDENT = "    "


@frozen
class Line:
    """One logical line. text: on one row; whole: never broken over several."""

    level: int
    text: str
    marks: tuple[str, ...] = ()
    trivia: Trivia = NO_TRIVIA
    whole: bool = False


@frozen
class Cells:
    """One row of a table. texts: one per column."""

    texts: tuple[str, ...]
    marks: tuple[str, ...]
    trivia: Trivia


def render(lines: Iterable[Line]) -> str:
    """The lines as text, each ended by `\\n`."""
    rows: list[str] = []
    for line in lines:
        indent = INDENT * line.level
        if line.trivia.blank:
            rows.append("")
        rows += [indent + comment(text) for text in line.trivia.before]
        rows += _broken(indent, line)
    return "\n".join(rows) + "\n"


def comment(text: str) -> str:
    """A comment as it is written."""
    return f"# {text}" if text else "#"


def aligned(level: int, rows: Sequence[Cells], to_the_right: Sequence[bool]) -> Iterator[Line]:
    """Rows with their columns under each other. to_the_right: one per column; the heading goes with its column."""
    widths = [max(map(len, column)) for column in zip(*(row.texts for row in rows), strict=True)]
    for row in rows:
        padded = (
            text.rjust(width) if right else text.ljust(width)
            for text, width, right in zip(row.texts, widths, to_the_right, strict=True)
        )
        yield Line(level, " | ".join(padded).rstrip(), row.marks, row.trivia, whole=True)


def _broken(indent: str, line: Line) -> list[str]:
    room = WIDTH - len(indent)
    text = line.text
    stretches = [(0, len(text))]
    if len(text) > room and not line.whole:
        stretches = list(_stretches(_places(text), 0, len(text), room, room - len(INDENT)))
    first, *parts = (text[start:end] for start, end in stretches)
    rows = [indent + first, *(indent + INDENT + part for part in parts)]
    if line.marks:
        rows[-1] += f"   [{', '.join(line.marks)}]"
    if line.trivia.after is not None:
        rows[-1] += f"  {comment(line.trivia.after)}"
    return rows


# -- breaking long lines -------------------------------------------------------------------------


@frozen
class _Place:
    """A space where a line may be broken. tightness: how deep in parentheses it is, and at what."""

    at: int
    tightness: tuple[int, int]


# What may stand at a break, and what hides one: a quoted string, or parentheses. `från och med` is one phrase. What is
# promised goes first to a row of its own.
_PLACES = re.compile(r'^kontroll "[^"]*": |"[^"]*"|[()]|, | (?=[+−×/] )|(?<!från)(?<!till) (?=(?:och|eller) )')
_TIGHTNESS = {":": -1, ",": 0, "o": 1, "e": 1, "+": 2, "−": 2, "×": 3, "/": 3}


def _places(text: str) -> list[_Place]:
    found = []
    depth = 0
    for place in _PLACES.finditer(text):
        match place[0]:
            case "(":
                depth += 1
            case ")":
                depth -= 1
            case ", ":
                found.append(_Place(place.start() + 1, (depth, _TIGHTNESS[","])))
            case " ":
                found.append(_Place(place.start(), (depth, _TIGHTNESS[text[place.end()]])))
            case begins if begins.startswith("kontroll"):
                found.append(_Place(place.end() - 1, (depth, _TIGHTNESS[":"])))
    return found


def _stretches(places: list[_Place], start: int, end: int, room: int, below: int) -> Iterator[tuple[int, int]]:
    """Start and end of each part: broken where it holds loosest, as late as fits, and within that where it must.

    places: those between start and end; room, below: columns for the first part and for the others
    """
    loosest = min((place.tightness for place in places), default=None)
    last = None
    for cut in [*(place.at for place in places if place.tightness == loosest), end]:
        if last is not None and cut - start > room:
            yield from _stretch(places, start, last, room, below)
            start, room = last + 1, below
        last = cut
    yield from _stretch(places, start, end, room, below)


def _stretch(places: list[_Place], start: int, end: int, room: int, below: int) -> Iterator[tuple[int, int]]:
    first = bisect_left(places, start, key=_position)
    inner = places[first : bisect_left(places, end, key=_position)]
    if end - start > room and inner:
        yield from _stretches(inner, start, end, room, below)
    else:
        yield start, end


def _position(place: _Place) -> int:
    return place.at
