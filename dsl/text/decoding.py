"""Bytes become text: UTF-8, composed characters, plain spaces, `\\n`; and nothing that looks like what it is not.

What cannot be seen, turns the direction of the text or passes for another letter is told, and replaced by what was
meant, so that the stages after this one meet plain text. Knows nothing of the language but that `|`, `"` and `#` open
text, where foreign letters may stand.
"""

import re
import unicodedata
from typing import Literal

from dsl.problems import Problem
from dsl.problems.text import ConfusableLetter, ControlCharacter, FileTooLarge, InvisibleCharacter, NotText
from dsl.source import Source, Span

MAX_BYTES = 2_000_000
# Of each kind, in one file: a file of rubbish is not worth a thousand messages.
MAX_TOLD = 20

# The byte order mark, which may stand first and is no part of the text.
MARK = "\ufeff"
_SPACES = dict.fromkeys(
    map(ord, "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"), " "
)
# Letters of other scripts that are drawn as a Latin letter.
_LOOKS_LIKE = dict(
    zip(
        "аеорсухіјѕԁһԛԝАВЕКМНОРСТХІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
        "aeopcyxijsdhqwABEKMHOPCTXIJSABEZHIKMNOPTYXo",
        strict=True,
    )
)
_LETTERS = str.maketrans(_LOOKS_LIKE)
_BIDIRECTIONAL = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Characters that need a closer look: controls but tab and newline, everything without a picture, Greek and Cyrillic.
_SUSPECT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u0370-\u052f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffd\U000e0000-\U000e0fff]"
)
_WORD = re.compile(r"[^\W\d_]+")
_TEXT = re.compile(r'"[^"\n]*"|#[^\n]*|^[ \t]*\|[^\n]*', re.MULTILINE)


def latin(text: str) -> str:
    """The text with the Latin letters in the place of those of other scripts that are drawn alike."""
    return text.translate(_LETTERS)


def decode(file: str, data: bytes) -> tuple[Source | None, tuple[Problem, ...]]:
    """The text of a rule file, None where the bytes are no text; and what stands in it that should not."""
    beginning = Span(file, 1, 1, 1, 1)
    if len(data) > MAX_BYTES:
        return None, (FileTooLarge(beginning, len(data), MAX_BYTES),)
    try:
        given = data.decode("utf-8")
    except UnicodeDecodeError as wrong:
        return None, (_not_text(file, data, wrong.start),)
    text = given.removeprefix(MARK)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii() and _SUSPECT.search(text) is None:
        return Source(file, text, given), ()
    text = unicodedata.normalize("NFC", text).translate(_SPACES)
    if _SUSPECT.search(text) is None:
        return Source(file, text, given), ()
    return _looked_closely(file, text, given)


def _not_text(file: str, data: bytes, byte: int) -> NotText:
    before = data[:byte]
    line = before.count(b"\n") + 1
    column = len(before.rsplit(b"\n", 1)[-1].decode("utf-8", "ignore")) + 1
    likely: Literal["latin-1", "utf-16"] | None = (
        "utf-16"
        if data[:2] in (b"\xff\xfe", b"\xfe\xff")
        else "latin-1"
        if data[byte] in b"\xe5\xe4\xf6\xc5\xc4\xd6\xe9\xa7\x96"
        else None
    )
    return NotText(Span(file, line, column, line, column + 1), byte + 1, likely)


def is_kept(character: str) -> bool:
    """Whether a character of a composed text stays in it, as it is or as the letter that was meant."""
    return _SUSPECT.match(character) is None or "\u0370" <= character <= "\u052f"


def _looked_closely(file: str, text: str, given: str) -> tuple[Source, tuple[Problem, ...]]:
    """The text without what may not stand in it. Places are those in the text that is given back."""
    problems: list[Problem] = []
    lines: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        if _SUSPECT.search(line) is not None:
            line = _unmasked(file, number, _visible(file, number, line, problems), problems)
        lines.append(line)
    return Source(file, "\n".join(lines), given), _few_of_each(problems)


def _visible(file: str, number: int, line: str, problems: list[Problem]) -> str:
    """Controls and what cannot be seen are taken out."""
    kept: list[str] = []
    for character in line:
        if is_kept(character):
            kept.append(character)
            continue
        at = len(kept) + 1
        span = Span(file, number, at, number, at + 1)
        code = ord(character)
        if unicodedata.category(character) == "Cc" or code == 0xFFFD:
            problems.append(ControlCharacter(span, code))
        else:
            problems.append(InvisibleCharacter(span, code, character in _BIDIRECTIONAL))
    return "".join(kept)


def _unmasked(file: str, number: int, line: str, problems: list[Problem]) -> str:
    """Letters that pass for Latin ones are replaced by those. Inside text a whole word of another script may stand."""
    text = [match.span() for match in _TEXT.finditer(line)]
    pieces: list[str] = []
    last = 0
    for match in _WORD.finditer(line):
        word = match.group()
        masked = [letter for letter in word if letter in _LOOKS_LIKE]
        if not masked:
            continue
        inside = any(start <= match.start() < end for start, end in text)
        latin = word.translate(_LETTERS)
        plain = all(unicodedata.name(letter, "").startswith("LATIN") for letter in latin)
        mixed = any(unicodedata.name(letter, "").startswith("LATIN") for letter in word)
        if plain and (mixed or not inside):
            at = match.start() + word.index(masked[0]) + 1
            span = Span(file, number, at, number, at + 1)
            problems.append(ConfusableLetter(span, masked[0], _LOOKS_LIKE[masked[0]], latin))
            pieces += (line[last : match.start()], latin)
            last = match.end()
    return "".join((*pieces, line[last:]))


def _few_of_each(problems: list[Problem]) -> tuple[Problem, ...]:
    told: dict[type, int] = {}
    kept = []
    for problem in problems:
        told[type(problem)] = told.get(type(problem), 0) + 1
        if told[type(problem)] <= MAX_TOLD:
            kept.append(problem)
    return tuple(kept)
