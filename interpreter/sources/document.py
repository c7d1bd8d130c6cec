"""A decided document as it was read, whatever its format, and its sentences."""

import attrs

from interpreter.sources.lines import folded
from interpreter.sources.places import Stretch
from interpreter.sources.register import Register
from interpreter.sources.sentences import (
    Sentence,
    fingerprint,
    numbered,
    sentences_of_lines,
    sentences_of_paragraphs,
)

MOST_SENTENCES = 20_000


@attrs.frozen
class LineDocument:
    """A text file: places are its line numbers. pages: the lines of each, numbered through."""

    name: str
    pages: tuple[tuple[str, ...], ...]


@attrs.frozen
class PageDocument:
    """Pages of lines whose numbers nobody sees (pdf): places are sentence numbers."""

    name: str
    pages: tuple[tuple[str, ...], ...]


@attrs.frozen
class ParagraphDocument:
    """Whole paragraphs (docx), each with whether it is styled as a heading: places are sentence numbers."""

    name: str
    paragraphs: tuple[tuple[str, bool], ...]


Document = LineDocument | PageDocument | ParagraphDocument


def sentences_in(document: Document, register: Register) -> tuple[Sentence, ...]:
    """The sentences of the document; what is layout among them is told as noise.

    register: the one there is, which says what is layout: by the lines of this document where they can be seen, else by
        the sentence numbers of the register
    """
    noise = register.noise_hashes
    if isinstance(document, LineDocument):
        told = frozenset(fingerprint(line) for line in _lines_within(document, register.noise))
        return sentences_of_lines(document.pages, noise | told)
    told = frozenset(entry.hash for entry in register.entries if _within(entry.place, register.noise))
    if isinstance(document, PageDocument):
        return numbered(sentences_of_lines(document.pages), noise | told)
    return numbered(sentences_of_paragraphs(document.paragraphs), noise | told)


def _lines_within(document: LineDocument, stretches: tuple[Stretch, ...]) -> list[str]:
    raw = [line for page in document.pages for line in page]
    return [folded(raw[at - 1]) for one in stretches for at in range(one.first, min(one.last, len(raw)) + 1)]


def _within(place: Stretch, stretches: tuple[Stretch, ...]) -> bool:
    return any(place.within(one) for one in stretches)
