"""What can be wrong with the sharing of a pot: RV25x, RV41x."""

from fractions import Fraction
from typing import ClassVar, Literal

from dsl.frozen import frozen
from dsl.problems.base import Located
from dsl.source import Span


@frozen
class NoTaker(Located):
    """Rounding leaves a difference that nobody is said to take."""

    code: ClassVar[str] = "RV410"


@frozen
class CeilingUnsaid(Located):
    """A ceiling in a sharing, and nothing says whether what it cuts off goes on or stays.

    idle: the line that names somebody who takes a difference, though nothing is rounded
    """

    code: ClassVar[str] = "RV250"
    idle: Span | None


@frozen
class StaysTwice(Located):
    """Two sharings of one pot leave something that is called the same, for neither gives it a name."""

    code: ClassVar[str] = "RV252"
    name: str
    first: Span


@frozen
class SharingSteps(Located):
    """The steps of a sharing do not go together.

    why: `twice` (the same kind of step again), `mixed` (seats beside other steps), `nothing` (no step shares
    anything), `idle` (a taker but no difference), `remainder` (largest remainder without rounding down), `goes_on`
    (what a ceiling cuts off, without a ceiling or without a way to share it), `claims` (in turn without anything to
    give), `turn` (in turn beside other steps)
    """

    code: ClassVar[str] = "RV411"
    why: Literal["twice", "mixed", "nothing", "idle", "remainder", "whole", "goes_on", "claims", "turn"]


@frozen
class PartsOfPot(Located):
    """The parts of a pot are together more than all of it, or less with nothing to say who gets the rest.

    total: of the pot, 1 is all of it
    """

    code: ClassVar[str] = "RV253"
    total: Fraction


@frozen
class OtherConcept(Located):
    """`varje X får` in a sharing among rows of another concept."""

    code: ClassVar[str] = "RV412"
    name: str
    concept: str


@frozen
class BetweenSteps(Located):
    """Shares or instalments are rounded to a step, and what is shared is not for sure a whole number of steps.

    amount, step: as written; first: the lines that round the amount first; along: the line with which whoever takes
    the difference takes what is less than a step too
    """

    code: ClassVar[str] = "RV251"
    what: Literal["sharing", "parts"]
    amount: str
    step: str
    first: tuple[str, ...]
    along: str


SharingProblem = NoTaker | CeilingUnsaid | StaysTwice | SharingSteps | PartsOfPot | OtherConcept | BetweenSteps
