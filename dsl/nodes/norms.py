"""Who must, may or has a right to what."""

from typing import Literal

from dsl.frozen import frozen
from dsl.nodes.base import Marked
from dsl.nodes.conditions import Condition
from dsl.nodes.expressions import Expression
from dsl.nodes.literals import Name, Number, YearlyDate
from dsl.nodes.modifiers import Round

Modality = Literal[
    "ska",
    "ska inte",
    "får",
    "får inte",
    "bör",
    "bör inte",
    "har rätt till",
    "har inte rätt till",
    "har rätt endast till",
    "kräver",
    "ansvarar för",
    "bestämmer",
]


@frozen
class Content(Marked):
    """The quoted phrase of a norm; with bullets there is one a line."""

    text: str


@frozen
class Applies(Marked):
    """`om C` and, where `only` is True, `endast om C` (so that else the opposite holds)."""

    condition: Condition
    only: bool


@frozen
class Except(Marked):
    """`dock inte om C` (a condition) or `dock inte "…"` (a text, which is carried)."""

    condition: Condition | None
    text: str | None


@frozen
class Despite(Marked):
    """`trots "…"`, the content of the norm that is beaten, or `trots § 6`, `trots avsnitt 3.1`, the section as it is
    written."""

    content: str | None
    section: str | None


@frozen
class ApartFrom(Marked):
    """`utom enligt § 6`: the norm leaves room for those of another section."""

    section: str


@frozen
class Complied(Marked):
    """`följs när C`: when what the norm asks for has been done."""

    condition: Condition


@frozen
class Amount(Marked):
    """`belopp E`, or `belopp "enligt arvodesbestämmelserna"`, a text that is carried."""

    value: Expression | None
    text: str | None


@frozen
class InParts(Marked):
    """`i delar den 1 januari och den 1 juli, avrundat nedåt till hela ören, skillnaden läggs på den första delen`: the
    amount in equal parts, a day each.

    `taker` is the part that takes the difference, first or last. `rounding` is None where the parts are exact.
    `unrounded` is as in `ToRow`.
    """

    days: tuple[YearlyDate, ...]
    rounding: Round | None
    taker: Literal["first", "last"] | None
    unrounded: bool


@frozen
class Extent(Marked):
    """`omfattning E`: how large that is which the norm gives."""

    value: Expression


@frozen
class Deadline(Marked):
    """`senast DAY`, or `senast "i början av januari"`, a text that is carried."""

    day: "Expression | YearlyDate | None"
    text: str | None


@frozen
class Carried(Marked):
    """What a norm says of itself that nothing computes: `vid "…"`, `högst 5 "tillfällen"` (with a count) or `stöd i
    "…"`."""

    kind: Literal["vid", "högst", "stöd i"]
    count: Number | None
    text: str


NormLine = Applies | Except | Despite | ApartFrom | Complied | Amount | InParts | Extent | Deadline | Carried


@frozen
class Norm(Marked):
    """`kostnaden får "belasta anslaget"` and the lines below it. `bulleted` is whether the contents stand as bullets.

    `bearer` is a role or a concept, as written.
    """

    bearer: Name
    modality: Modality
    contents: tuple[Content, ...]
    bulleted: bool
    lines: tuple[NormLine, ...]
