"""What the Swedish Elections Act says of seats, by kind of election and year. Data; the counting is `allocating`.

Sources: 3 kap. 7–8 §§ regeringsformen and 14 kap. vallagen (2005:837). From the election of 2018 on (SFS 2014:1384) the
first divisor is 1.2 instead of 1.4, fixed seats beyond a party's share go back, and municipalities have thresholds and,
where divided, adjustment seats. What of this could be checked, and how, is in docs/elections.md.
"""

from fractions import Fraction
from typing import assert_never

from interpreter.elections.election import Kind, Law

RIKSDAG_SEATS = 349
RIKSDAG_FIXED = 310

# The first election that the present rules hold for.
_PRESENT = 2018

_ACT = "vallagen (2005:837)"
_INSTRUMENT = "regeringsformen"


def law_of(kind: Kind, year: int | None, divided: bool) -> Law:
    """The rules for an election of this kind and year. year: None for the present rules; divided: the area has
    several constituencies."""
    present = year is None or year >= _PRESENT
    first = Fraction("1.2") if present else Fraction("1.4")
    keeps = 3
    match kind:
        case "riksdag":
            sections = (f"3 kap. 7 och 8 §§ {_INSTRUMENT}", f"14 kap. 2–5 §§ {_ACT}")
            return Law(first, Fraction("0.04"), Fraction("0.12"), True, present, keeps, sections)
        case "region":
            return Law(first, Fraction("0.03"), None, True, present, keeps, (f"14 kap. {_ACT}",))
        case "municipality":
            threshold = Fraction("0.03") if divided else Fraction("0.02")
            return Law(
                first,
                threshold if present else Fraction(0),
                None,
                present,
                present,
                keeps,
                (f"14 kap. {_ACT}",),
            )
        case _:
            assert_never(kind)


def fixed_of(kind: Kind, seats: int) -> int:
    """How many of the seats of a divided area are fixed: 310 for the Riksdag, else nine tenths, rounded down."""
    return RIKSDAG_FIXED if kind == "riksdag" else seats * 9 // 10
