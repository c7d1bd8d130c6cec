"""Text as a terminal lays it out: how wide it is, how it wraps, how it is coloured. Knows nothing of rules."""

import unicodedata
from itertools import pairwise
from typing import Literal

Colour = Literal["red", "yellow", "green", "blue", "bold", "dim"]

NO_BREAK_SPACE = "\u00a0"
_RESET = "\x1b[0m"
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})


def width(text: str) -> int:
    """Columns the text takes: two for wide characters, none for combining marks."""
    # Below the combining marks every letter is one column wide.
    if text.isascii() or max(text) < "\u0300":
        return len(text)
    return sum(_letter_width(letter) for letter in text)


def _letter_width(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Me":
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def visible(text: str) -> str:
    """The text with each character that a terminal would hide or obey shown as `�`, a tab as four spaces."""
    if text.isprintable():
        return text
    return "".join(_visible(letter) for letter in text)


def _visible(letter: str) -> str:
    if letter == "\t":
        return "    "
    if unicodedata.category(letter) in _UNSEEN:
        return "�"
    return letter


def plain_spaces(text: str) -> str:
    """No-break spaces as spaces: for output that is searched, copied into rule files and read by other programs."""
    return text.replace(NO_BREAK_SPACE, " ")


def left(text: str, columns: int) -> str:
    return text + " " * (columns - width(text))


def right(text: str, columns: int) -> str:
    return " " * (columns - width(text)) + text


def wrap(text: str, columns: int) -> list[str]:
    """Lines of at most `columns` (a longer word has a line of its own), at spaces; a no-break space does not break."""
    lines: list[str] = []
    line, taken = "", 0
    for word in text.split(" "):
        room = width(word)
        if line and taken + 1 + room > columns:
            lines.append(line)
            line, taken = word, room
        elif line:
            line, taken = f"{line} {word}", taken + 1 + room
        else:
            line, taken = word, room
    return [*lines, line]


def hold_together(text: str) -> str:
    """`8 989 kr/månad` with no-break spaces, so that a number is not broken and its unit follows it; `avsnitt 3.1`."""
    parts = text.split(" ")
    joined = parts[0]
    for before, word in pairwise(parts):
        joined += (NO_BREAK_SPACE if _belong_together(before, word) else " ") + word
    return joined


def _belong_together(before: str, word: str) -> bool:
    return bool(word) and (before[-1:].isdigit() or before in ("avsnitt", "§", "rad", "år"))


def coloured(text: str, colours: tuple[Colour, ...], on: bool) -> str:
    if not on or not text:
        return text
    codes = {"red": "31", "yellow": "33", "green": "32", "blue": "34", "bold": "1", "dim": "2"}
    return f"\x1b[{';'.join(codes[colour] for colour in colours)}m{text}{_RESET}"


def unaccented(word: str) -> str:
    """`förklara` as an unaccented keyboard writes it, from either way of composing `ö`."""
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))
