"""What can be wrong with who must, may and has a right to what: RV32x, RV47x."""

from typing import ClassVar, Literal

from dsl.frozen import frozen
from dsl.problems.base import Located
from dsl.problems.counterexample import Case
from dsl.source import Span


@frozen
class NormUndecided(Located):
    """A condition or example asks for what norms about the content do not decide. place: where the content is said."""

    code: ClassVar[str] = "RV470"
    missing: ClassVar[bool] = True
    relation: str
    content: str
    place: Span


@frozen
class NormLine(Located):
    """A line that this norm cannot have: `följs när` of what nobody follows (complied), `i delar` without an amount
    (parts)."""

    code: ClassVar[str] = "RV471"
    line: Literal["complied", "parts"]
    modality: str


@frozen
class DespiteNothing(Located):
    """`trots` something that no norm forbids here. section: as written, or None where a content was."""

    code: ClassVar[str] = "RV472"
    missing: ClassVar[bool] = True
    content: str
    section: str | None


@frozen
class InReading(Located):
    """What holds for the whole regulation stands within a reading: `regelverket omfattar` or `bestäms av`."""

    code: ClassVar[str] = "RV474"
    what: Literal["scope", "decided"]


@frozen
class NormNeverApplies(Located):
    """The conditions of a norm contradict each other."""

    code: ClassVar[str] = "RV322"
    content: str


@frozen
class AlwaysForbidden(Located):
    """A permission, or a right, that another norm takes away wherever it applies. span: the permission."""

    code: ClassVar[str] = "RV323"
    content: str
    by: Span
    right: bool


@frozen
class DutyForbidden(Located):
    """A duty and a prohibition about one thing that apply at once; span is the lower one. case is empty when always."""

    code: ClassVar[str] = "RV324"
    content: str
    first: Span
    case: Case


@frozen
class DespiteIdle(Located):
    """`trots` a norm that never applies where this one does; span is the line that says so."""

    code: ClassVar[str] = "RV325"
    content: str
    other: Span


@frozen
class QuotedAmount(Located):
    """`föreningen får "inget bidrag"`: what stands in quotation marks is not computed. words: of the content, what
    could be; kind: an amount or a share, `inget`, a condition, or the name of a number."""

    code: ClassVar[str] = "RV362"
    severity: ClassVar[str] = "varning"
    content: str
    words: str
    kind: Literal["amount", "nothing", "condition", "value"]


NormProblem = (
    NormUndecided
    | NormLine
    | DespiteNothing
    | InReading
    | NormNeverApplies
    | AlwaysForbidden
    | DutyForbidden
    | DespiteIdle
    | QuotedAmount
)
