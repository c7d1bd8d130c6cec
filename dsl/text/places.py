"""Where a place of the text stands in the text as it was given, before anything in it was replaced.

Decoding composes letters, ends lines alike and takes out what cannot be seen, so columns of the text are not those of
the file or the editor it came from. Problems and explanations keep the places of the text; whoever shows them beside
what somebody wrote asks here. Knows what `decoding` does to a text, and nothing of the language.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import Literal

from dsl.frozen import identical
from dsl.source import Source, Span
from dsl.text.decoding import MARK, is_kept

# What a column counts: characters, or the units that editors and the language server protocol count in.
Unit = Literal["characters", "utf-16"]

_LINE_END = re.compile("\r\n|\r|\n")


@identical
class Given:
    """One text, line by line: as it was given, without the ends of the lines; and as it is read."""

    given: Sequence[str]
    read: Sequence[str]


def given_of(source: Source) -> Given:
    """Made once for a text, and asked for each place in it."""
    return Given(_LINE_END.split(source.given), source.text.split("\n"))


def as_given(span: Span, text: Given, unit: Unit = "characters") -> Span:
    """The same stretch in the text as it was given; lines and columns from 1, as in the span.

    A part of what was composed of several characters is all of them, and what was taken out belongs to what comes after
    it. A place that is no line of the text (line 0) is given back as it is.
    """
    if not span.line:
        return span
    start, _ = _edges(text, span.line, span.column - 1)
    _, end = _edges(text, span.end_line, span.end_column - 1)
    start, end = _counted(text, span.line, start, unit), _counted(text, span.end_line, end, unit)
    return Span(span.file, span.line, start, span.end_line, end)


def _counted(text: Given, line: int, index: int, unit: Unit) -> int:
    """The column of an index into a line as it was given, which may lie past its end."""
    if unit == "characters":
        return index + 1
    before = text.given[line - 1][:index]
    return len(before.encode("utf-16-le")) // 2 + index - len(before) + 1


def _edges(text: Given, line: int, index: int) -> tuple[int, int]:
    """Of an index of a line as it is read, in the line as it was given: where what stands there begins, and where what
    stands before it ends. An index may lie past the end of the line: what is missing there."""
    given, read = text.given[line - 1], text.read[line - 1]
    if given == read:
        return index, index
    if index > len(read):
        return (len(given) + index - len(read),) * 2
    stretches = _stretches(given, first=line == 1)
    end = stretches[index][1]
    return (stretches[index + 1][0] if index < len(read) else end), end


def _stretches(given: str, *, first: bool) -> list[tuple[int, int]]:
    """Of each character that is read, from where to where it was given; and before them nothing, where they begin.

    first: of the text, whose mark is no part of it
    """
    begins = end = int(first and given.startswith(MARK))
    found = [(begins, end)]
    while end < len(given):
        start = end
        end += 1
        while end < len(given) and not _is_apart(given[start:end], given[end]):
            end += 1
        kept = sum(map(is_kept, unicodedata.normalize("NFC", given[start:end])))
        if kept:
            # What was taken out before it belongs to it.
            found += [(begins, end)] * kept
            begins = end
    return found


def _is_apart(before: str, character: str) -> bool:
    """Whether a character is composed with nothing that stands before it. before: from the last that is not, on."""
    if unicodedata.combining(unicodedata.normalize("NFD", character)[0]):
        return False
    composed = unicodedata.normalize("NFC", before + character)
    return composed == unicodedata.normalize("NFC", before) + unicodedata.normalize("NFC", character)
