"""What is written out: numbers with their units, names, texts and days."""

from fractions import Fraction
from typing import Literal

from dsl.frozen import frozen
from dsl.nodes.base import Node


@frozen
class Number(Node):
    """`117 034`, `0,52`, `1/6`: the exact value and the canonical way it was written.

    `text` has a decimal comma, groups of three parted by a plain space, and the decimals as written; or it is `1/6`. It
    is empty where one of something is meant and no number stands (`till och med prisbasbeloppet`).
    """

    value: Fraction
    text: str


@frozen
class Quantity(Node):
    """A number with its unit, if any: `117 034 kr`, `25 %`, `1 basbelopp`, `12 månader/år`, `5`.

    `unit` is in its canonical spelling (`procent` is written `%`), or None. It may turn out to be the name of a value
    (`1 basbelopp`).
    """

    number: Number
    unit: str | None


@frozen
class Name(Node):
    """A run of words that should name something: `partiets tjänsteutrymme`, `året`, `resa`, `ja`."""

    text: str


@frozen
class Text(Node):
    """A text within quotation marks, as a value: `"Umeå"`."""

    value: str


@frozen
class Date(Node):
    """A day: `2024-01-01` or `den 1 januari 2024`, which is always printed the first way."""

    year: int
    month: int
    day: int


@frozen
class YearlyDate(Node):
    """A day of the year of evaluation: `den 1 januari`, `den sista februari` (then `day` is None)."""

    month: int
    day: int | None


@frozen
class DayOf(Node):
    """A day of a year that depends on the year of evaluation: `den 31 december nästa valår`, `den sista februari året
    därpå`, `den 1 mars i år`. `day` is None for the last of the month.

    `year` is `this` (`i år`), `next` (`året därpå`) or `election` (`nästa valår`: the first election year from this
    year on).
    """

    month: int
    day: int | None
    year: Literal["this", "next", "election"]


@frozen
class AskedDay(Node):
    """`den dag som frågan gäller` is the day of `datum` or `--datum`."""
