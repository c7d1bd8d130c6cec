"""Lines that are written as people would say it, though the language reads them otherwise or not at all: RV1xx.

Each has the text that says what was meant.
"""

from typing import ClassVar, Literal

from dsl.frozen import frozen
from dsl.problems.base import Located
from dsl.source import Span


@frozen
class RuleInHeading(Located):
    """`§ 1 Grundstödet är 20 000 kr`: what stands in a heading is not computed.

    heading, rule: the two lines that it may be written as
    """

    code: ClassVar[str] = "RV157"
    heading: str
    rule: str


@frozen
class AmountInNorm(Located):
    """`varje parti får 20 000 kr`: what stands after the verb of a norm is not computed.

    name: what is given; rule: the line that computes it, None where nothing is given (`inget bidrag`)
    value: of the rule; when: the condition, None where there is none
    """

    code: ClassVar[str] = "RV158"
    name: str
    rule: str | None
    value: str
    when: str | None


@frozen
class ConditionFirst(Located):
    """`om medlemmarna är färre än 10 är bidraget 0 kr`: a case of a value, with its condition before it."""

    code: ClassVar[str] = "RV159"
    name: str
    value: str
    when: str


@frozen
class SharingInALine(Located):
    """`potten fördelas lika mellan partierna`: a sharing has a name for the shares, and its steps below it.

    lines: as it may be written, those below further in
    """

    code: ClassVar[str] = "RV143"
    lines: tuple[str, ...]


@frozen
class EitherOr(Located):
    """`eller` between conditions that `och` joins too, or after `vars`: it can be read in two ways."""

    code: ClassVar[str] = "RV125"


@frozen
class ModifierAlone(Located):
    """`dock högst …` and the like on a line of its own, without a comma before it. above: the line it belongs to."""

    code: ClassVar[str] = "RV126"
    above: Span


@frozen
class Unquoted(Located):
    """What a norm demands or allows stands without quotes. after: the words of the norm before it."""

    code: ClassVar[str] = "RV127"
    written: str
    after: str
    when: str | None = None


@frozen
class ModifiedThenIf(Located):
    """Modifiers before the condition of a whole value, in no parentheses. what: whose the condition would be.

    whole: the text of value and condition that says it is of the whole; alone: of the last modifier alone, where that
    can stand there and is as likely
    """

    code: ClassVar[str] = "RV140"
    what: Literal["value", "case", "otherwise", "exception"]
    whole: str
    alone: str | None


@frozen
class IfThenModifier(Located):
    """A modifier after the condition of a value. text: what says that it changes the value that has the condition."""

    code: ClassVar[str] = "RV142"
    text: str


@frozen
class TwoReadings(Located):
    """A value that the grammar reads one way and people in several. readings: each, as text to take over."""

    code: ClassVar[str] = "RV141"
    written: str
    readings: tuple[str, ...]


MeantProblem = (
    RuleInHeading
    | AmountInNorm
    | ConditionFirst
    | SharingInALine
    | EitherOr
    | ModifierAlone
    | Unquoted
    | ModifiedThenIf
    | IfThenModifier
    | TwoReadings
)
