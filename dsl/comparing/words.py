"""Which words of a line differ, so that a reader sees 25 % become 30 %, and lines as they are quoted beside
each other."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Literal

from dsl.comparing.data import Word
from dsl.comparing.parts import Said, without_padding
from dsl.source import Source, Span
from dsl.text import layout

# Lines with more words than this, on both sides together, are told whole.
MOST_WORDS = 600
# A number with its groups, decimals and `%`, or two of them `1–3`; a run of letters; anything else, one sign at a time.
# Each with the space before it.
_NUMBER = r"\d+(?: \d{3})*(?:,\d+)?(?: %)?(?!\w)"
_WORDS = re.compile(rf"\s*(?:{_NUMBER}(?:–{_NUMBER})?|\w+(?:[-/:.]\w+)*|\S)")
_Mark = Literal["same", "removed", "added"]


def words(text: str) -> list[str]:
    """The words, numbers and signs of a line."""
    return _WORDS.findall(text)


def likeness(one: Counter[str], other: Counter[str]) -> int:
    """Of two texts by their words: twice what they share by what they have together, in thousandths."""
    together = one.total() + other.total()
    return 2000 * (one & other).total() // together if together else 0


def difference(before: str, after: str) -> tuple[Word, ...]:
    """In reading order; where words are replaced, those removed come first.

    What is the same and what is removed make up the old text, what is the same and what is added the new.
    """
    old, new = words(before), words(after)
    if len(old) + len(new) > MOST_WORDS:
        return (Word("removed", before), Word("added", after))
    return _joined(_marked(old, new))


def _marked(old: list[str], new: list[str]) -> list[tuple[_Mark, str]]:
    kept = common(old, new)
    found: list[tuple[_Mark, str]] = []
    at, to = 0, 0
    for left, right in [*kept, (len(old), len(new))]:
        found += [("removed", word) for word in old[at:left]]
        found += [("added", word) for word in new[to:right]]
        if left < len(old) and right < len(new):
            found.append(("same", new[right]))
        at, to = left + 1, right + 1
    return found


def common(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """Positions of the words that they share in the same order, as many as can be; of several the ones met first."""
    # longest[i][j]: of what follows from i and j on
    longest = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        row, below = longest[i], longest[i + 1]
        for j in range(len(new) - 1, -1, -1):
            row[j] = below[j + 1] + 1 if old[i] == new[j] else max(below[j], row[j + 1])
    found = []
    i = j = 0
    while i < len(old) and j < len(new):
        if old[i] == new[j]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif longest[i + 1][j] >= longest[i][j + 1]:
            i += 1
        else:
            j += 1
    return found


def _joined(marked: list[tuple[_Mark, str]]) -> tuple[Word, ...]:
    return tuple(
        Word(mark, "".join(text for _, text in found)) for mark, found in groupby(marked, key=lambda each: each[0])
    )


# By file, the number of each line and what it says; in order.
Quotes = Mapping[str, Sequence[tuple[int, str]]]

# How alike, in thousandths, a line and its canonical form are at least.
_ALIKE = 300
_FIGURES = re.compile(r"\d+")


def quotes_of(sources: Iterable[Source]) -> Quotes:
    """The lines of each file as they are quoted, with their numbers."""
    return {source.file: _lines(layout.lay_out(source)[0].lines) for source in sources}


def _lines(lines: Iterable[layout.Line]) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    waiting = [*lines][::-1]
    while waiting:
        line = waiting.pop()
        text = f"{line.kind} {line.text}".strip() if line.kind else line.text
        found.append((line.pieces[0].line, without_padding(text)))
        waiting += line.children[::-1]
    return found


def quoted_lines(said: Said, quotes: Quotes) -> tuple[str, ...]:
    """As many as the canonical lines, and those where what is written cannot be laid beside them."""
    canonical = tuple(text for _, text in said.lines)
    span = getattr(said.node, "span", None)
    there = quotes.get(span.file, ()) if isinstance(span, Span) else ()
    # A statement begins where its node does, and goes on line by line.
    first = next((at for at, (line, _) in enumerate(there) if isinstance(span, Span) and line == span.line), len(there))
    found = tuple(text for _, text in there[first : first + len(canonical)])
    alike = len(found) == len(canonical) and all(map(_alike, found, canonical))
    return found if alike else canonical


def _alike(one: str, other: str) -> bool:
    """Whether the one may be how the other is written: with the same figures, and most of the words."""
    if _FIGURES.findall(one) != _FIGURES.findall(other):
        return False
    counted = [Counter(word.strip() for word in words(text)) for text in (one, other)]
    return one == other or likeness(counted[0], counted[1]) >= _ALIKE
