"""What can be wrong with cases, exceptions and conditions: two at once, none, or one that says nothing. RV26x,
RV31x, RV32x, RV361.
"""

from typing import ClassVar, Literal

from dsl.frozen import frozen
from dsl.problems.base import Located
from dsl.problems.counterexample import Case
from dsl.source import Span


@frozen
class CasesOverlap(Located):
    """Two cases apply at once; span is the lower one. case is empty when one of them always applies."""

    code: ClassVar[str] = "RV310"
    first: Span
    case: Case


@frozen
class DeadCase(Located):
    """A case that is never taken.

    why: `contradiction` (its condition never holds) or `covered` by the cases above it; of a modifier with a
    condition `never` (which never holds) or `always` (so that the condition says nothing).
    """

    code: ClassVar[str] = "RV311"
    why: Literal["contradiction", "covered", "never", "always"]


@frozen
class DeadDefinition(Located):
    """None of its cases can apply."""

    code: ClassVar[str] = "RV312"
    name: str


@frozen
class MayNotApply(Located):
    """A value that is not always there, used to compute with.

    definition: where a case is missing; case: when nothing applies; zero: `0 kr`, or None for values without numbers
    asked: of what a norm gives, the words that take only the rows it applies to (`ska "betala"`), empty for none
    kept: the value with the condition on its last modifier alone, so that the others keep what the modifier changes
    cases: where value and condition stand beside `X är`: `X är`, and the case that would stand below it
    """

    code: ClassVar[str] = "RV313"
    name: str
    definition: Span
    case: Case
    zero: str | None
    asked: str | None = None
    kept: str | None = None
    cases: tuple[str, str] | None = None


@frozen
class DeadException(Located):
    """An exception that is never taken.

    why: `contradiction`, or `covered` (`trots det` beats it wherever it applies).
    """

    code: ClassVar[str] = "RV320"
    why: Literal["contradiction", "covered"]


@frozen
class ExceptionsClash(Located):
    """Two exceptions of one level apply at once with different values; span is the lower one."""

    code: ClassVar[str] = "RV321"
    first: Span
    case: Case


@frozen
class LimitsInverted(Located):
    """`dock lägst 50 000 kr, dock högst 30 000 kr`: only the last one ever counts.

    span: of the last limit; first: of the one that it leaves no room for; floor_last: the last is the floor
    """

    code: ClassVar[str] = "RV361"
    name: str
    first: Span
    floor_last: bool


@frozen
class ComparedWithItself(Located):
    """Both sides of a comparison are one value. holds: whether it always holds, or never.

    rows: the group that the comparison is about the rows of; order: the concept in the definite singular, and the value
    that says the order among the rows, where it can be
    """

    code: ClassVar[str] = "RV261"
    left: str
    right: str
    holds: bool
    rows: str | None
    order: tuple[str, str] | None


@frozen
class SameForEveryRow(Located):
    """A condition on the rows of a group that depends on no row. word: `vars` or `uppfyller`."""

    code: ClassVar[str] = "RV260"
    condition: str
    rows: str
    word: Literal["vars", "uppfyller"]


CaseProblem = (
    CasesOverlap
    | DeadCase
    | DeadDefinition
    | MayNotApply
    | DeadException
    | ExceptionsClash
    | LimitsInverted
    | ComparedWithItself
    | SameForEveryRow
)
