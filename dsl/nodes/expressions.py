"""What gives a value. An expression may hold modifiers and conditions, which hold expressions: here they are known as
types only.
"""

from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from dsl.frozen import frozen
from dsl.nodes.base import Node
from dsl.nodes.literals import AskedDay, Date, DayOf, Name, Quantity, Text

if TYPE_CHECKING:
    from dsl.nodes.conditions import Condition
    from dsl.nodes.modifiers import Modifier


@frozen
class YearOf(Node):
    """A value of another year: `föregående års X` (-1), `årets X` (0), `2014 års X` (the number itself, and
    `absolute`)."""

    year: int
    absolute: bool
    name: Name


@frozen
class ShareOf(Node):
    """A share of something: `63 % av X`, `1/6 av X`, `hälften av X` (1/2), `en sjättedel av X` (1/6).

    `wording` is how the share was written when it was a word (`hälften`, `en sjättedel`), else None.
    """

    share: Quantity
    wording: str | None
    whole: "Expression"


@frozen
class Binary(Node):
    """Two values and a sign between them: `X + Y`, `X − Y`, `X × Y`, `X / Y`."""

    operator: Literal["+", "-", "*", "/"]
    left: "Expression"
    right: "Expression"


@frozen
class Negative(Node):
    """A value with a minus sign before it: `−X`."""

    operand: "Expression"


@frozen
class Per(Node):
    """`X per mandat` is X divided by one of the unit."""

    value: "Expression"
    unit: str


@frozen
class PerBegun(Node):
    """`993 kr per påbörjad timme`, `125 kr per påbörjad fjärdedels timme`, `90 kr per påbörjat hundratal kvm`: so much
    for each that has begun of what the row has in that unit; or of `counted`, which may count without a unit (`per
    påbörjat tiotal av medlemmarna`).

    `size` is how many of the unit each is; `wording` is what stands after `per`.
    """

    value: "Expression"
    size: Fraction
    unit: str | None
    wording: str
    counted: "Expression | None"


@frozen
class FirstThen(Node):
    """`347 kr för första timmen, därefter 173 kr per timme`, `9 kr för de första 50 kvm, därefter 5 kr per kvm`:
    `first` is for up to `count` of the unit, all together, and `then` for each of what is above.

    `wording` is what stands between the two: `för första timmen, därefter`.
    """

    first: "Expression"
    count: Fraction
    unit: str
    wording: str
    then: "Expression"


@frozen
class Aggregate(Node):
    """One value of many rows: `summan av partiernas X`, `antalet partier vars …`, `det högsta av …`, `medelvärdet av
    …`; of days `den tidigaste av …` (earliest) and `den senaste av …` (latest).

    `where` is what stands after `vars`, or None. It is a Normed without a subject where `som får "…"` was written.
    """

    kind: Literal["total", "count", "maximum", "minimum", "mean", "earliest", "latest"]
    name: Name
    where: "Condition | None"


@frozen
class Extreme(Node):
    """One of two values: `det högre av A och B` (higher), `det lägre av A och B` (lower); of days `den tidigaste av A
    och B` (earliest) and `den senaste av A och B` (latest)."""

    kind: Literal["higher", "lower", "earliest", "latest"]
    left: "Expression"
    right: "Expression"


@frozen
class WholeTime(Node):
    """`hela år från X till Y`, also of `månader`, `veckor` and `dagar`, is how many of them have passed."""

    unit: Literal["år", "månader", "veckor", "dagar"]
    since: "Expression"
    until: "Expression"


@frozen
class ByLot(Node):
    """`vid lika efter lottning`: equal rows are parted by lot."""


@frozen
class ByMost(Node):
    """`vid lika efter flest X`: equal rows are parted by X, and by lot where that is equal too."""

    key: Name


Tie = ByLot | ByMost | None


@frozen
class Ranking(Node):
    """`ordningen bland familjens barn efter födelsedagen, tidigast först` is the row's place in an order. It stands
    only as a whole value, never inside another.

    `most` is True for `senast`, `flest`, `högst` and `störst`, False for `tidigast`, `minst` and `lägst`. `wording` is
    the word that was written; which of them is Swedish depends on the key.
    """

    group: Name
    key: "Expression"
    most: bool
    wording: Literal["tidigast", "senast", "flest", "högst", "störst", "minst", "lägst"]
    tie: "Tie"


@frozen
class Workday(Node):
    """A working day counted from a day: `2 arbetsdagar före X`, `3 arbetsdagar efter X`, and `närmaste arbetsdag före
    X`, whose `count` is 0: X itself where it is a working day."""

    count: int
    direction: Literal["before", "after"]
    day: "Expression"


@frozen
class NotRegulated(Node):
    """`inte reglerat "…"` is the value where the regulation is silent. It stands only as a whole value, never inside
    another."""

    reason: str


@frozen
class Nothing(Node):
    """`ingen avgift`, `inget bidrag`: nothing of the value that is given, in the unit of what it stands among. It
    stands only as a whole value, never inside another."""

    word: Literal["inget", "ingen", "inga"]
    name: str


@frozen
class Modified(Node):
    """`X, dock högst Y, avrundat …`: a value and the modifiers after its commas, applied in written order."""

    value: "Expression"
    modifiers: tuple["Modifier", ...]


Expression = (
    Quantity
    | Name
    | YearOf
    | ShareOf
    | Binary
    | Negative
    | Per
    | PerBegun
    | FirstThen
    | Aggregate
    | Extreme
    | Text
    | Date
    | DayOf
    | AskedDay
    | WholeTime
    | Workday
    | Ranking
    | NotRegulated
    | Nothing
    | Modified
)
