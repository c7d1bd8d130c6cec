"""A whole rule file: sections, interpretations, and all that may stand on the outermost level."""

from typing import Literal

from dsl.frozen import field, frozen
from dsl.nodes.base import Line, Marked, Trivia
from dsl.nodes.declarations import Concepts, HeaderLine, Inputs, Roles, Units, Uses
from dsl.nodes.examples import Example, ReferenceTable
from dsl.nodes.norms import Norm
from dsl.nodes.promises import Promise
from dsl.nodes.sharing import Sharing
from dsl.nodes.statements import (
    Assumption,
    DecidedBy,
    Definition,
    ExceptionRule,
    Grant,
    Heading,
    Meaning,
    Note,
    Scope,
    SeeAlso,
    TableDefinition,
    TextBlock,
)
from dsl.source import Span


@frozen
class Reading(Line):
    """One way to answer the question of an interpretation: a name, and the rules that hold under it."""

    name: str
    statements: tuple["Statement", ...]


@frozen
class Interpretation(Marked):
    """`tolkning NAME "question?"`, its readings, and `gäller READING, "reason"`."""

    name: str
    question: str
    readings: tuple[Reading, ...]
    in_force: str
    reason: str
    in_force_trivia: Trivia
    in_force_span: Span | None = field(default=None, eq=False, repr=False, kw_only=True)  # of the line `gäller`


@frozen
class Section(Line):
    """A paragraph or a section and what stands in it. `number` is `2 a`, `3.1.1` or None; `title` may be empty after a
    number. `amended_by` is the title of the amendment that it comes from, or None."""

    kind: Literal["§", "avsnitt"]
    number: str | None
    title: str
    statements: tuple["Statement", ...]
    amended_by: str | None = field(default=None, kw_only=True)  # title of the amendment that it comes from

    @property
    def label(self) -> str:
        """`§ 2 a`, `avsnitt 3.1.1`, `avsnitt Läsplattor`."""
        return f"{self.kind} {self.number or self.title}"


Statement = (
    Section
    | Heading
    | TextBlock
    | Definition
    | TableDefinition
    | Grant
    | ExceptionRule
    | Sharing
    | Note
    | Assumption
    | Promise
    | Interpretation
    | Norm
    | DecidedBy
    | Scope
    | Meaning
    | SeeAlso
)


Block = Units | Roles | Inputs | Concepts | Section | Example | ReferenceTable | Promise | Uses


@frozen
class Regulation(Line):
    """A whole rule file. `end` has the comments after the last line."""

    title: str
    header: tuple[HeaderLine, ...]
    items: tuple[Block, ...]
    end: Trivia
