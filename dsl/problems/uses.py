"""Values that need each other (RV330), and what nothing uses (RV314, RV340, warnings)."""

from typing import ClassVar, Literal

from dsl.frozen import frozen
from dsl.problems.base import Located
from dsl.source import Span


@frozen
class Step:
    """One value on the way round, and where it uses the next."""

    name: str
    span: Span


@frozen
class Cycle(Located):
    """Values that need each other: each step uses the next, the last the first.

    year: the year in which it happens, when it needs a certain one; readings: the ones not in force that it needs
    """

    code: ClassVar[str] = "RV330"
    steps: tuple[Step, ...]
    year: int | None
    readings: tuple[tuple[str, str], ...]


@frozen
class OnlyInDead(Located):
    """A value that only rules use which never apply."""

    code: ClassVar[str] = "RV314"
    severity: ClassVar[str] = "varning"
    name: str
    use: Span


@frozen
class Unused(Located):
    """Something is declared and never used.

    what: an input of the whole regulation, an attribute of a concept, a unit.
    """

    code: ClassVar[str] = "RV340"
    severity: ClassVar[str] = "varning"
    what: Literal["input", "attribute", "unit"]
    name: str


UseProblem = Cycle | OnlyInDead | Unused
