"""A flat table as it was read, whatever the format: headings and rows of cells, before anything is known of meaning.

Knows nothing of regulations. Each format has its reader (`csv_tables`, `json_tables`, `workbooks`).
"""

import datetime
import unicodedata
from decimal import Decimal
from fractions import Fraction
from typing import Literal

import attrs

from dsl.frozen import identical
from interpreter.outcomes import Place

# Bounds on what is read; each has its own problem. Documented in docs/data.md.
MOST_BYTES = 20_000_000
MOST_UNPACKED_BYTES = 50_000_000
MOST_ROWS = 100_000
MOST_COLUMNS = 200
MOST_CELLS = 2_000_000
MOST_CHARACTERS = 1_000
MOST_DIGITS = 30
MOST_PROBLEMS = 200

# A spreadsheet keeps this many figures of a number; each decimal of so few has a float of its own.
_FIGURES = 15

# Letters and marks that have no picture, and what stands for a character that was lost on the way.
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u2800\u3164\uffa0\ufffd") | frozenset(
    map(chr, range(0xFE00, 0xFE10))
)

# Columns and sheets where anything may stand: where a figure comes from, or that it is made up. Never read.
REMARKS = frozenset({"källa", "källor", "anmärkning", "anmärkningar"})


@attrs.frozen
class Written:
    """Text, `cleaned`."""

    text: str


@attrs.frozen
class Numeric:
    """A number that the format itself holds as one. text: as a person would write it; share: formatted as a percentage,
    so that the value is the share itself (25 % is 1/4)."""

    value: Fraction
    text: str
    share: bool = False


@attrs.frozen
class Logical:
    """A truth that the format itself holds as one. text: as a person would write it."""

    value: bool
    text: str


@attrs.frozen
class Dated:
    """A day that the format itself holds as one."""

    value: datetime.date

    @property
    def text(self) -> str:
        """As a person would write it: 2024-01-31."""
        return self.value.isoformat()


@attrs.frozen
class Faulty:
    """A cell that cannot be any value.

    formula: not calculated; error: `#REF!`; inexact: more figures than a spreadsheet keeps;
    digits, characters: too many
    """

    why: Literal["formula", "error", "inexact", "digits", "characters"]
    text: str


Present = Written | Numeric | Logical | Dated
Cell = Present | Faulty | None
# Of one sheet, from its first row and column on
Lines = list[tuple[Cell, ...]]


@identical
class Table:
    """One table as it was read. place: the file (and sheet), row None; its row numbers are those of `Place`.

    stem: name of the file or sheet, which may say what the table is about
    heading_row: where the headings stand, None in JSON
    headings: `cleaned`; one is empty for a column without
    rows: (number, one cell for each heading, and more where the row has more); rows without anything are left out
    commas: the cells are parted by commas
    """

    place: Place
    stem: str
    heading_row: int | None
    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]
    commas: bool = False


def cleaned(text: str) -> str:
    """NFC, with every run of spaces (no-break, thin, line breaks too) as one plain space, and none first or last."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def written(text: str) -> Cell:
    """The cell for a piece of text; None where nothing but spaces."""
    if len(text) > MOST_CHARACTERS:
        return Faulty("characters", text[:20])
    text = cleaned(text)
    return Written(text) if text else None


def number(raw: int | float, share: bool) -> Cell:
    """The cell for a number of a spreadsheet, which is a float: the shortest decimal that is this float, so as somebody
    wrote it (0.3142 is 3142/10000, though no float is). share: it is formatted as a percentage."""
    decimal = Decimal(repr(raw))
    if not decimal.is_finite():
        return Faulty("error", str(raw))
    decimal = decimal.scaleb(2) if share else decimal
    text = f"{decimal:f}".replace(".", ",").removesuffix(",0")
    if len(text) > MOST_DIGITS:
        return Faulty("digits", text[:MOST_DIGITS])
    if len(decimal.normalize().as_tuple().digits) > _FIGURES:
        return Faulty("inexact", text[:30])
    return Numeric(Fraction(decimal) / (100 if share else 1), text + (" %" if share else ""), share)


def forbidden(text: str) -> int | None:
    """The first character that is invisible, controls a terminal or is half a character; None where all is well."""
    if text.isascii() and text.isprintable():
        return None
    hidden = (one for one in text if one in _UNSEEN or unicodedata.category(one) in {"Cc", "Cf", "Cs", "Co", "Cn"})
    return next(map(ord, hidden), None)
