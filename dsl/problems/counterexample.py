"""One concrete case: what a gap, an overlap or a clash is shown by.

A case is a tuple of `Setting`, one for each thing that the conditions ask about; names and conditions are as the
author wrote them.
"""

import datetime
from fractions import Fraction

from dsl.frozen import frozen
from dsl.units import Unit


@frozen
class Exactly:
    """One value, a number in base units."""

    value: "Fraction | bool | str | datetime.date"


@frozen
class Between:
    """All numbers from low to high (None: no end; *_open: not the end itself), where there is no smallest one.

    example: one of them, with as few decimals as can be
    """

    low: Fraction | None
    high: Fraction | None
    low_open: bool
    high_open: bool
    example: Fraction


@frozen
class Other:
    """Any text that no condition names."""


@frozen
class Compared:
    """How the subject stands to another value: `<`, `=` or `>`; `≠` where there is no order."""

    operator: str
    other: str


@frozen
class Holds:
    """The subject is a whole condition, true or not."""

    holds: bool


Sample = Exactly | Between | Other | Compared | Holds


@frozen
class Setting:
    """One value of an example that shows what is wrong.

    subject: as written (`partiets mandat`, `partiet är nytt`). unit, unit_text: of a number, for showing.
    """

    subject: str
    sample: Sample
    unit: Unit | None = None
    unit_text: str | None = None


Case = tuple[Setting, ...]
