"""Lines of a rule file as text: indentation, wrapping, aligned columns, source marks, comments, blank lines.

Knows what a line looks like, nothing of what it says.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

import attrs

from dsl.nodes import NO_TRIVIA, Trivia

WIDTH = 110
INDENT = "    "


@attrs.frozen
class Line:
    """One logical line. text: on one row; whole: never broken over several."""

    level: int
    text: str
    marks: tuple[str, ...] = ()
    trivia: Trivia = NO_TRIVIA
    whole: bool = False


@attrs.frozen
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
    parts = [line.text] if line.whole else list(_parts(indent, line.text))
    rows = [indent + parts[0], *(indent + INDENT + part for part in parts[1:])]
    if line.marks:
        rows[-1] += f"   [{', '.join(line.marks)}]"
    if line.trivia.after is not None:
        rows[-1] += f"  {comment(line.trivia.after)}"
    return rows


def _parts(indent: str, text: str) -> Iterator[str]:
    room = WIDTH - len(indent)
    while len(text) > room:
        place = _place(text, room)
        if place is None:
            break
        yield text[:place].rstrip()
        text = text[place:].lstrip()
        room = WIDTH - len(indent) - len(INDENT)
    yield text


# What may stand at a break, and what hides one: a quoted string, or parentheses. `från och med` is one phrase.
_PLACES = re.compile(r'"[^"]*"|[()]|, | (?=[+−×/] )|(?<!från)(?<!till) (?=(?:och|eller) )')
_LOOSEST_FIRST = {",": 0, "o": 1, "e": 1, "+": 2, "−": 2, "×": 3, "/": 3}


def _place(text: str, room: int) -> int | None:
    """Where to break: what binds loosest, outermost, as late as fits; where nothing fits, the first place of all."""
    best: tuple[int, int, int] | None = None
    depth = 0
    for found in _PLACES.finditer(text):
        match found[0]:
            case "(":
                depth += 1
            case ")":
                depth -= 1
            case ", " | " ":
                place = found.end() - 1 if found[0] == ", " else found.start()
                if place > room:
                    return best[2] * -1 if best else place
                rank = _LOOSEST_FIRST["," if found[0] == ", " else text[found.end()]]
                best = min(best or (depth, rank, -place), (depth, rank, -place))
            case _:  # a quoted string
                pass
    return -best[2] if best else None
