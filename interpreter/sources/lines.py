"""The lines of a document, and which of them go together: extracted text breaks lines in the middle of sentences and
puts blank lines anywhere, so what a line ends with, what the next begins with and how full it is must tell.

Knows lines and page furniture; where a sentence ends within a run of lines is `sentences`.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence, Set
from itertools import pairwise

import attrs

from interpreter.sources.stops import ends_sentence

_ENDED = re.compile(r"[.!?…]['\"”’»)\]]*$")
_OPEN_ENDED = re.compile(
    r"(?:,|\b(?:och|eller|samt|av|i|för|till|med|på|enligt|från|vid|om|att|som|den|det|de|en|ett|under|efter|mellan))$"
)
# The glyphs that word processors and PDF extraction give as bullets; U+F0xx are those of symbol fonts.
_BULLET = re.compile(r"(?:[•▪◦‣●○■□·*\uf0b7\uf0a7\uf0d8\uf02d]|-(?!\s*\d)|[–—]|o(?= )|\d{1,2}\)|[a-zåäö]\))(?:\s+|$)")
_DASH = re.compile(r"[–—]\s+[a-zåäö]")
_ADDRESS = re.compile(r"(?:https?://|www\.|mailto:)", re.IGNORECASE)
_FIGURE = re.compile(r"(?:[\d.,:]*\d[\d.,:]*%?|%|kr|tkr|mnkr|[–—-])")
_PAGE_NUMBER = re.compile(
    r"(?:sida|sid\.?|s\.)\s*\d{1,4}(?:\s*(?:\(\s*\d{1,4}\s*\)|/\s*\d{1,4}|av\s+\d{1,4}))?"
    r"|\d{1,4}\s*\(\s*\d{1,4}\s*\)|\d{1,4}\s*/\s*\d{1,4}|[-–—]\s*\d{1,4}\s*[-–—]",
    re.IGNORECASE,
)
_LAST_WORDS = 200
_LONG_GAP = 3
# No page is narrower than this: where all lines are shorter, none of them was broken for want of room.
_SHORTEST_FULL = 40
_EDGE = 2


@attrs.frozen
class Line:
    """One line of the document that says something. number: of the physical line, from 1; text: `folded`, never
    empty."""

    number: int
    text: str


def folded(text: str) -> str:
    """NFC, without soft hyphens and other invisible characters, every run of spaces as one, none first or last."""
    plain = text if text.isascii() else "".join(one for one in text if unicodedata.category(one) != "Cf")
    return unicodedata.normalize("NFC", " ".join(plain.split()))


def lines_of(pages: Sequence[Sequence[str]]) -> tuple[tuple[Line, ...], Set[int]]:
    """The lines that say something, numbered through all pages from 1; and the numbers of those that are layout: page
    numbers, and headers and footers (what stands first or last on most pages)."""
    numbered: list[list[Line]] = []
    number = 0
    for page in pages:
        kept = []
        for raw in page:
            number += 1
            text = folded(raw)
            if text:
                kept.append(Line(number, text))
        numbered.append(kept)
    lines = tuple(line for page in numbered for line in page)
    furniture = _furniture(numbered)
    return lines, {line.number for line in lines if line in furniture or _PAGE_NUMBER.fullmatch(line.text)}


def _furniture(pages: Sequence[Sequence[Line]]) -> Set[Line]:
    """Headers and footers: alike, but for figures, at the edge of more than half of three pages or more. Nearly empty
    pages tell nothing."""
    edges = [dict.fromkeys((*page[:_EDGE], *page[-_EDGE:])) for page in pages if len(page) > 2 * _EDGE]
    if len(edges) < 3:
        return frozenset()
    often = Counter(shape for edge in edges for shape in {_shape(line) for line in edge})
    return {line for edge in edges for line in edge if often[_shape(line)] * 2 > len(edges)}


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "0", line.text)


# -- which lines go together -----------------------------------------------------------------------


@attrs.frozen
class Run:
    """Lines that go together. bullet: the first has a bullet, which has been taken off; row: a row of figures."""

    lines: tuple[Line, ...]
    bullet: bool
    row: bool


def runs(lines: Sequence[Line]) -> tuple[Run, ...]:
    """A run ends where a new line cannot go on with the one before; it may hold several sentences."""
    if not lines:
        return ()
    margin = _margin(lines)
    groups: list[list[Line]] = [[lines[0]]]
    for before, line in pairwise(lines):
        if _goes_on(before, line, groups[-1][0], margin):
            groups[-1].append(line)
        else:
            groups.append([line])
    found = (_run(group) for group in groups)
    return tuple(run for run in found if run.lines)


def _run(group: Sequence[Line]) -> Run:
    first, *rest = group
    match = _BULLET.match(first.text)
    if match is None:
        return Run(tuple(group), False, is_row(first.text))
    own = first.text[match.end() :]
    return Run((*((Line(first.number, own),) if own else ()), *rest), True, False)


def _margin(lines: Sequence[Line]) -> int:
    """How long a line must be to be full: nearly as long as the long ones."""
    lengths = sorted(len(line.text) for line in lines)
    return max(lengths[len(lengths) * 9 // 10] * 90 // 100, _SHORTEST_FULL)


def _goes_on(before: Line, line: Line, start: Line, margin: int) -> bool:
    """start: the first line of the run so far."""
    text, last = line.text, before.text
    ended = _ENDED.search(last) is not None
    if _BULLET.fullmatch(last):
        # The glyph on a line of its own, its text on the next.
        return True
    if _BULLET.match(text) and not (_DASH.match(text) and not ended and last[-1] not in ":;," and _unlike(start, text)):
        return False
    if _ADDRESS.match(text) or is_row(text) or is_row(last):
        return False
    if text[0].islower() or text[0] in ",;.)”–—":
        return True
    if last[-1] in ":;" or line.number - before.number > _LONG_GAP:
        return False
    if ended:
        return not ends_sentence(last[-_LAST_WORDS:], text)
    if last[-1] in "-–—" or _OPEN_ENDED.search(last):
        return True
    return len(last) + 1 + len(text.split(" ")[0]) > margin


def _unlike(start: Line, text: str) -> bool:
    """Whether the run does not begin with the same dash: then the dash is no bullet of the same list."""
    return not start.text.startswith(text[0])


def is_row(text: str) -> bool:
    """A row of a table as extraction gives it: mostly figures and units, and no sentence end."""
    words = text.split(" ")
    figures = [word for word in words if _FIGURE.fullmatch(word)]
    return (
        len(words) >= 3
        and len(figures) * 5 >= len(words) * 3
        and any(c.isdigit() for c in text)
        and text[-1] not in ".;:,"
    )
