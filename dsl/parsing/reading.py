"""One logical line, or a stretch of one, through lexer, grammar and makers: a node, or None with what is wrong told."""

import re
from collections.abc import Sequence
from functools import partial
from typing import Any, TypedDict

from dsl import nodes
from dsl.building.build import Build
from dsl.grammar import Stuck, parse_tokens
from dsl.lexing import tokens
from dsl.parsing.expecting import explain
from dsl.parsing.reader import Reader
from dsl.problems.lines import LooseBullet, MarkNotHere, NotBelow, NothingBelow
from dsl.source import Span
from dsl.text.layout import Line

# A file with this many problems is told of no more: it is no rule file, or one that was damaged.
MAX_PROBLEMS = 200
_BAR = re.compile(r'"[^"]*"|\|')


class Around(TypedDict):
    """What a node gets from the line that it is the whole of."""

    marks: tuple[str, ...]
    trivia: nodes.Trivia
    span: Span


def around(line: Line) -> Around:
    """The source marks of a line, what surrounds it, and where it stands."""
    return {"marks": line.marks, "trivia": line.trivia, "span": line.whole()}


def read(reader: Reader, line: Line, start: str, at: int = 0) -> Any:
    """The line from offset `at` read as `start`. Below it may be only bullets, where its condition needs them."""
    node, others = read_head(reader, line, start, at)
    nothing_below(reader, line, others)
    return node


def read_head(reader: Reader, line: Line, start: str, at: int = 0) -> tuple[Any, tuple[Line, ...]]:
    """As `read`, for a line that may have other lines below it: those are given back too."""
    node, others = try_read(reader, line, start, at)
    if isinstance(node, Stuck):
        tell_stuck(reader, line, at, node)
        return None, others
    return node, others


def try_read(reader: Reader, line: Line, start: str, at: int = 0) -> tuple[Any, tuple[Line, ...]]:
    """As `read_head`, but Stuck is given back for the caller to tell what is wrong."""
    build = Build(line, reader.problems, partial(_bullets, reader))
    node = _parse(reader, build, start, at, len(line.text))
    others = line.children and tuple(child for child in line.children if child.kind != "-")
    if node is not None and not isinstance(node, Stuck):
        _settle_bullets(reader, line, build)
    return node, others


def tell_stuck(reader: Reader, line: Line, at: int, stuck: Stuck) -> None:
    """What is wrong where the grammar has no way on; the bullets below the line are looked into all the same."""
    reader.problems.append(explain(reader, line, at, stuck))
    _bullets(reader, line)


def read_stretch(reader: Reader, line: Line, start: str, at: int, end: int, also: str | None = None) -> Any:
    """The stretch from `at` to `end`, such as a cell; no lines below it are concerned.

    also: what it may be too, where it is no `start`
    """
    build = Build(line, reader.problems, partial(_bullets, reader))
    node = _parse(reader, build, start, at, end)
    if isinstance(node, Stuck) and also is not None:
        other = _parse(reader, build, also, at, end)
        node = node if isinstance(other, Stuck) else other
    if isinstance(node, Stuck):
        reader.problems.append(explain(reader, line, at, node))
        return None
    if build.bullets_used:
        reader.problems.append(NothingBelow(line.span(at, end), line.text[at:end], "bullets"))
    return node


def _parse(reader: Reader, build: Build, start: str, at: int, end: int) -> Any:
    if len(reader.problems) >= MAX_PROBLEMS:
        return None
    limits = start != "attribute"
    found = tokens(build.line, at, end, reader.words, reader.problems, limits=limits)
    if found is None:
        return None
    return parse_tokens(reader.tables, start, found, build, end)


# -- bullets -------------------------------------------------------------------------------------


def _bullets(reader: Reader, line: Line) -> tuple[nodes.Bullet, ...]:
    found = [_bullet(reader, child) for child in line.children if child.kind == "-"]
    return tuple(bullet for bullet in found if bullet is not None)


def _bullet(reader: Reader, line: Line) -> nodes.Bullet | None:
    condition = read(reader, line, "condition")
    if condition is None:
        return None
    return nodes.Bullet(condition, **around(line))


def _settle_bullets(reader: Reader, line: Line, build: Build) -> None:
    """Bullets need a condition that asks for them, and such a condition needs bullets."""
    first = next((child for child in line.children if child.kind == "-"), None)
    if build.bullets_used and first is None:
        reader.problems.append(NothingBelow(line.whole(), beginning(line), build.bullets_are))
    elif first is not None and not build.bullets_used:
        reader.problems.append(LooseBullet(first.whole()))


# -- what may not be there -----------------------------------------------------------------------


def beginning(line: Line) -> str:
    """The first words of a line, to speak of it."""
    return " ".join(line.text.split(maxsplit=3)[:3])


def nothing_below(reader: Reader, line: Line, lines: Sequence[Line]) -> None:
    """Tell of lines that stand below one that can have none."""
    if lines:
        reader.problems.append(NotBelow(lines[0].whole(), beginning(line)))


def no_marks(reader: Reader, line: Line) -> None:
    """Tell of marks of the source on a line that can have none."""
    if line.marks and line.mark_span is not None:
        reader.problems.append(MarkNotHere(line.mark_span))


# -- cells ---------------------------------------------------------------------------------------


def cells(line: Line) -> list[tuple[int, int]]:
    """The stretches between the bars, without the spaces around them."""
    bars = [bar.start() for bar in _BAR.finditer(line.text) if bar.group() == "|"]
    found = []
    for start, end in zip([0, *(bar + 1 for bar in bars)], [*bars, len(line.text)], strict=True):
        stretch = line.text[start:end]
        begin = start + len(stretch) - len(stretch.lstrip())
        found.append((begin, max(begin, start + len(stretch.rstrip()))))
    return found
