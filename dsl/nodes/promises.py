"""What is said to hold for every input, and the lines that say for which data."""

from typing import Literal

from dsl.frozen import frozen
from dsl.nodes.base import Line, Marked, Node
from dsl.nodes.conditions import Condition
from dsl.nodes.expressions import Expression
from dsl.nodes.literals import Name


@frozen
class AtYear(Line):
    """`år 2024`: the year that an example or a promise is about."""

    year: int


@frozen
class WithReading(Line):
    """`läsning höjning: en decimal`: what it stands in holds under this reading instead of the one in force."""

    interpretation: str
    reading: str


@frozen
class StartsFrom(Line):
    """`utgår från "2027.csv"`: a file of data that what it stands in is laid over."""

    file: str


Course = Literal["falls", "rises"]


@frozen
class Monotone(Node):
    """`resursramen minskar aldrig när mandaten ökar` says what the value never does, when an input does what.

    `direction` is of the value: `minskar` (falls) or `ökar` (rises); `input_direction` is of the input.
    """

    value: Expression
    direction: Course
    input: Name
    input_direction: Course


@frozen
class Supposed(Line):
    """`om C`: the inputs for which a promise is made."""

    condition: Condition


PromiseLine = Supposed | AtYear | WithReading | StartsFrom


@frozen
class Promise(Marked):
    """`kontroll "fler mandat ger aldrig mindre": resursramen minskar aldrig när mandaten ökar` and the lines below. It
    stands in a section or on the outermost level."""

    title: str
    claim: Monotone | Condition
    lines: tuple[PromiseLine, ...]
