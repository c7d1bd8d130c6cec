"""A number of a spreadsheet, which is a float, as the decimal that somebody wrote."""

from decimal import Decimal
from fractions import Fraction

from interpreter.data.table import MOST_DIGITS, Cell, Faulty, Numeric

# A spreadsheet keeps this many figures of a number; each decimal of so few has a float of its own.
_FIGURES = 15


def number(raw: int | float, share: bool) -> Cell:
    """The shortest decimal that is this float: 0.3142 is 3142/10000, though no float is."""
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
