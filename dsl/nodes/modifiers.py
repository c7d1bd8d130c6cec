"""What stands after the commas of a value and changes it."""

from fractions import Fraction
from typing import Literal

from dsl.frozen import frozen
from dsl.nodes.base import Node
from dsl.nodes.conditions import Condition
from dsl.nodes.expressions import Expression
from dsl.nodes.literals import YearlyDate


@frozen
class Step(Node):
    """What is rounded to: `hela kronor`, `närmaste tiondels tjänst`, `hela tusental kronor`, `närmaste 500 kr`,
    `heltal`, `två decimaler`.

    `size` is how many of the unit, exactly (1, 1/10, 1000, 500); `unit` is in its canonical form (`kronor`, `tjänst`),
    or None (`heltal`, decimals).
    """

    size: Fraction
    unit: str | None


@frozen
class Round(Node):
    """A rounding: `avrundat uppåt till …` (up), `nedåt` (down), `avrundat till närmaste …` (nearest, which needs a
    tie).

    `tie` says what happens half-way: `hälften uppåt` (up), `hälften nedåt` (down), `hälften till jämnt` (even),
    `hälften från noll` (away), or None. `each_year` is `avrundat varje år till …`, which stands only after `uppräknat`.
    """

    direction: Literal["up", "down", "nearest"]
    step: Step
    tie: Literal["up", "down", "even", "away"] | None
    each_year: bool


@frozen
class Changed(Node):
    """`ökat med X` (increase) and `minskat med X` (decrease). Where X is a share, the value changes by that share of
    itself."""

    kind: Literal["increase", "decrease"]
    by: Expression


@frozen
class Limited(Node):
    """A ceiling, `dock högst X` (most), or a floor, `dock lägst X` (least)."""

    kind: Literal["most", "least"]
    bound: Expression


@frozen
class PriceLevel(Node):
    """`i 2026 års nivå` says which year's prices a value is in."""

    year: int


@frozen
class Indexed(Node):
    """`uppräknat varje år från och med 2027 med årets arvodeshöjning` raises a value by a rate, year by year."""

    first_year: int
    rate: Expression


@frozen
class AtDate(Node):
    """`per den 1 januari` takes a value that changes within the year as it stands that day."""

    day: YearlyDate


@frozen
class AsOf(Node):
    """`per flygdagen`, `per den dag som frågan gäller`: a value that changes is taken as it stands on a day that is a
    value."""

    day: Expression


@frozen
class MonthByMonth(Node):
    """`månad för månad` is the mean over the year's twelve months of what stands on the first of each."""


@frozen
class Conditioned(Node):
    """`ökat med 150 kr om C` is the modifier where C holds; where it does not, the value stays as it is.

    Bullets may stand below `condition` only where it is that of the last modifier.
    """

    modifier: Round | Changed | Limited
    condition: "Condition"


Modifier = Round | Changed | Limited | PriceLevel | Indexed | AtDate | AsOf | MonthByMonth | Conditioned
