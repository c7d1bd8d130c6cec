"""The lines of the rules as they are written, for those who are told what has changed.

What is compared is canonical, and says `mindre än` where the text says `färre än`. What is quoted is the text.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from dsl.comparing.parts import Said, without_padding
from dsl.comparing.words import likeness, words
from dsl.source import Source, Span
from dsl.text import layout

# By file, the number of each line and what it says; in order.
Quotes = Mapping[str, Sequence[tuple[int, str]]]

# How alike, in thousandths, a line and its canonical form are at least.
_ALIKE = 300
_FIGURES = re.compile(r"\d+")


def quotes_of(sources: Iterable[Source]) -> Quotes:
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
