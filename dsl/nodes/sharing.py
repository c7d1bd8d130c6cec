"""A pot that is shared out, step by step."""

from typing import Literal

from dsl.frozen import frozen
from dsl.nodes.base import Marked, Node
from dsl.nodes.conditions import Condition
from dsl.nodes.expressions import Expression, Tie
from dsl.nodes.literals import Name, Number
from dsl.nodes.modifiers import Round
from dsl.nodes.statements import Detail, Subject


@frozen
class Give(Marked):
    """`varje parti [vars C] får [ytterligare] E`. `again` is whether `ytterligare` was written."""

    name: str
    where: Condition | None
    again: bool
    value: Expression


@frozen
class PartOfPot(Marked):
    """`10 procent fördelas lika`, `hälften fördelas i proportion till mandaten`, `20 000 kr fördelas lika`.

    `part` is a share of the pot or an amount in its unit; `key` is None where it is shared equally.
    """

    part: Expression
    key: Expression | None


@frozen
class RestInProportion(Marked):
    """`resten fördelas i proportion till E`."""

    key: Expression


@frozen
class RestEqually(Marked):
    """`resten fördelas lika`."""


@frozen
class Cap(Marked):
    """`dock högst E`: no row's share exceeds E; another line says what becomes of what is cut off."""

    bound: Expression


@frozen
class GoesOn(Marked):
    """`det som taket skär av fördelas mellan de övriga`."""


@frozen
class Stays(Marked):
    """`det som inte kan delas ut blir kvar[ som NAME (FORMS)]`. `name` is what that which stays is called, or None."""

    name: Subject | None


@frozen
class InTurn(Marked):
    """`i turordning efter E, senast först, så långt medlen räcker[, vid lika efter lottning]`."""

    key: Expression
    first: Literal["tidigast", "senast", "flest", "störst", "högst", "minst", "lägst"]
    tie: "Tie"


@frozen
class ToRow(Node):
    """`skillnaden läggs [oavrundad] på det parti som har flest mandat`.

    `unrounded` is whether `oavrundad` was written, so that what is less than a step goes along. `most` is True for
    `flest`, `störst` and `högst`, False for `minst` and `lägst`. `article` and `wording` are the words that were
    written; which are Swedish depends on the name and the key.
    """

    article: Literal["det", "den"]
    name: str
    most: bool
    wording: Literal["flest", "störst", "högst", "minst", "lägst"]
    key: Name
    tie: "Tie"
    unrounded: bool


@frozen
class LargestRemainder(Node):
    """`skillnaden fördelas [oavrundad] efter största rest` gives one step each to the rows that lost most by rounding
    down. `unrounded` is as in `ToRow`."""

    tie: "Tie"
    unrounded: bool


@frozen
class Remainder(Marked):
    """`avrundat nedåt till hela kronor, skillnaden …`: how shares are rounded and who takes the difference. `rounding`
    is None where only a cap leaves a difference."""

    rounding: Round | None
    taker: ToRow | LargestRemainder | None


@frozen
class SainteLague(Marked):
    """`enligt jämkade uddatalsmetoden med första divisor 1,2 efter rösterna[, vid lika efter lottning]`."""

    first_divisor: Number
    key: Expression
    tie: Tie


SharingStep = (
    Give | PartOfPot | RestInProportion | RestEqually | Cap | GoesOn | Stays | InTurn | Remainder | SainteLague
)


@frozen
class Sharing(Marked):
    """`omkostnadspotten fördelas mellan partierna som omkostnadsersättning (omkostnadsersättningen)` and the steps
    below."""

    pot: Name
    group: Name
    result: Subject
    steps: tuple[SharingStep, ...]
    details: tuple[Detail, ...]
