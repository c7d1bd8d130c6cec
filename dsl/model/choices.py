"""Which of several values holds: cases and exceptions."""

from typing import TYPE_CHECKING, Literal

from dsl import nodes
from dsl.frozen import field, identical
from dsl.model.base import Written
from dsl.model.inputs import SectionRef
from dsl.model.types import Type
from dsl.source import Span

if TYPE_CHECKING:
    from dsl.model.expressions import Expression


@identical
class Branch:
    """One case. `condition` is None only in the last branch: `annars`. `otherwise` says that `annars` was written (with
    or without `om`), so that the branch applies only where none above does. `section` is where it stands; None is where
    its definition does."""

    condition: "Expression | None"
    value: "Expression"
    span: Span = field(repr=False)
    otherwise: bool = False
    section: SectionRef | None = field(default=None, repr=False)


@identical
class Cases(Written):
    """Disjoint branches in written order. An `annars … om` branch applies only where none above does, so taking the
    first that applies is right once the checks have passed. Where two plain branches apply with different values for
    some input the outcome is a conflict (which is checked before anything runs where it can be compared).

    Where no branch applies the value is not applicable. `exclusive` says that every branch after the first said
    `annars`. `modifier` is, of `ökat med 150 kr om C`, the modifier with its condition; then the first branch is the
    changed value, where C holds, and the second the value as it is.
    """

    branches: tuple[Branch, ...]
    exclusive: bool
    type: Type
    concept: str | None
    modifier: "nodes.Conditioned | None" = field(repr=False, kw_only=True, default=None)


@identical
class Exempted:
    """One exception. `condition` already includes the base's condition unless `även om` was written."""

    level: Literal[1, 2]
    condition: "Expression"
    value: "Expression"
    section: SectionRef
    span: Span = field(repr=False)


@identical
class Exceptions(Written):
    """A base, beaten by the exceptions of level 1, which those of level 2 beat. Two of one level that apply with
    different values are a conflict."""

    base: "Expression"
    exceptions: tuple[Exempted, ...]
    type: Type
    concept: str | None
