"""A document's sentences: its own careful rules for Swedish legal text, and the hash that stands for each.

Every bullet, heading and row of a table is a sentence of its
own. The hash is of the normalised sentence, so another way of breaking lines or hyphenating gives the same.
"""

import hashlib
import re
from bisect import bisect_right
from collections.abc import Sequence, Set
from itertools import pairwise
from typing import Literal

import attrs

from interpreter.sources.lines import Line, Run, folded, lines_of, runs
from interpreter.sources.places import Stretch
from interpreter.sources.stops import begins_numbered, cuts

HASH_LENGTH = 16

_SUSPENDED = re.compile(r"(?:och|eller|samt|respektive|till)\b")
_VERBS = re.compile(
    r"\b(?:ska|skall|får|kan|bör|måste|har|hade|är|blir|gäller|utgår|erhåller|ges|ger|anställs|sker|beslutar|beslutas|"
    r"ansvarar|betalas|lämnas|finns|fastställs|fördelas|ersätter|upphör|träder|uppgår|beräknas|avrundas|höjs|sänks|"
    r"tillkommer|räknas|reduceras|krävs|omfattar|omfattas|beviljas|minskas|ökas|utses|väljs)\b",
    re.IGNORECASE,
)
_NUMBER_WORDS = "en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tjugo|femtio|hundra|tusen|halvt|halva"
# What is decided in figures is no heading, however short: an amount, a limit, a number of something, a row of a table.
_DECIDED = re.compile(
    rf"(?:\d|\b(?:{_NUMBER_WORDS}))\s*"
    r"(?:kr|kronor|öre|tkr|kkr|mnkr|mkr|sek|procent|promille|procentenheter|(?:pris|inkomst)?basbelopp)\b|\d\s*[%‰]"
    rf"|\b(?:högst|minst|lägst|mer än|mindre än|upp till)\s+(?:\d|(?:{_NUMBER_WORDS})\b)|[|\t]"
    r"|^(?!(?:19|20)\d\d\b)\d+(?:[ ,]\d+)*\s+(?-i:[a-zåäö])"
    r"|^(?!(?:bilaga|kapitel|kap|avsnitt|del|steg|tabell|figur|punkt|alternativ|version|sida|paragraf|nr)\b|§|\d)"
    r".*[^\W\d].*\s(?!(?:19|20)\d\d\b)\d{1,3}(?:\s\d{3})*(?:,\d+)?$",
    re.IGNORECASE,
)
_DATE = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_HEADING_WORDS = 16


Role = Literal["sentence", "heading", "noise"]


@attrs.frozen
class Sentence:
    """One sentence of a document. place: the lines it stands on, or its number; text: normalised.

    role: a heading stands alone and decides nothing; noise is layout
    """

    place: Stretch
    text: str
    role: Role

    @property
    def hash(self) -> str:
        return fingerprint(self.text)


def fingerprint(text: str) -> str:
    """The hash of a normalised sentence, whose case is kept: the first figures of its SHA-256 in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()[:HASH_LENGTH]


def sentences_of_lines(pages: Sequence[Sequence[str]], noise: Set[str] = frozenset()) -> tuple[Sentence, ...]:
    """The sentences of text in lines, page by page. Places are line numbers through all pages, from 1.

    noise: hashes of more lines that are layout; all those are taken out before lines are joined, and come back as noise
    """
    lines, furniture = lines_of(pages)
    layout = [line for line in lines if line.number in furniture or (noise and fingerprint(line.text) in noise)]
    hidden = {line.number for line in layout}
    found = [one for run in runs([line for line in lines if line.number not in hidden]) for one in _of_run(run)]
    found += [Sentence(Stretch(line.number, line.number), line.text, "noise") for line in layout]
    # Stable: the sentences of one line stay in their order.
    return tuple(sorted(found, key=lambda sentence: sentence.place.first))


def sentences_of_paragraphs(paragraphs: Sequence[tuple[str, bool]]) -> tuple[Sentence, ...]:
    """The sentences of whole paragraphs, each given with whether its style says that it is a heading. All places are
    line 1."""
    found: list[Sentence] = []
    for raw, styled in paragraphs:
        text = folded(raw)
        for run in runs((Line(1, text),)) if text else ():
            found += [_styled(one) if styled else one for one in _of_run(run)]
    return tuple(found)


def numbered(sentences: Sequence[Sentence], noise: Set[str]) -> tuple[Sentence, ...]:
    """The same sentences with their numbers, from 1, as places. noise: hashes of the sentences that are layout."""
    return tuple(
        Sentence(Stretch(at, at), one.text, "noise" if one.hash in noise else one.role)
        for at, one in enumerate(sentences, start=1)
    )


def _of_run(run: Run) -> list[Sentence]:
    text, starts = _joined(run.lines)
    begins = (0,) if run.row else cuts(text)
    alone = len(begins) == 1 and not run.bullet and not run.row
    found = []
    for first, last in pairwise((*begins, len(text))):
        own = text[first:last].strip()
        place = Stretch(_line_at(run.lines, starts, first), _line_at(run.lines, starts, first + len(own) - 1))
        found.append(Sentence(place, own, "heading" if alone and _is_heading(own) else "sentence"))
    return found


def _joined(lines: Sequence[Line]) -> tuple[str, list[int]]:
    """The lines as one text, and where in it each begins. A word hyphenated over two lines is made whole."""
    pieces = [lines[0].text]
    starts = [0]
    length = len(lines[0].text)
    for before, line in pairwise(lines):
        last = before.text
        if last[-1] == "-" and last[-2:-1].isalpha() and line.text[0].islower() and not _SUSPENDED.match(line.text):
            pieces[-1] = pieces[-1][:-1]
            length -= 1
        else:
            pieces.append(" ")
            length += 1
        starts.append(length)
        pieces.append(line.text)
        length += len(line.text)
    return "".join(pieces), starts


def _line_at(lines: Sequence[Line], starts: Sequence[int], at: int) -> int:
    return lines[bisect_right(starts, at) - 1].number


def _styled(one: Sentence) -> Sentence:
    """What is styled as a heading is one, whatever it says; but an amount has got the style by mistake."""
    return attrs.evolve(one, role="sentence" if _DECIDED.search(one.text) else "heading")


def _is_heading(text: str) -> bool:
    """Short, without a full stop, and without a verb, an amount, a date or an address: then it decides nothing."""
    return (
        text[-1] not in ".:;,!?…§"
        and (text[0].isupper() or begins_numbered(text))
        and any(sign.isalpha() or sign == "§" for sign in text)
        and len(text.split(" ")) <= _HEADING_WORDS
        and not any(sign in text for sign in ("://", "@", ": "))
        and _VERBS.search(text) is None
        and _DATE.search(text) is None
        and _DECIDED.search(text) is None
    )
