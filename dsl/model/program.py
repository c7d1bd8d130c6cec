"""A whole regulation that can be computed."""

from dsl import nodes
from dsl.frozen import field, identical
from dsl.model.examples import Example, Promise, ReferenceTable
from dsl.model.inputs import Attribute, Concept, SectionRef
from dsl.model.rules import Assumption, CrossReference, Definition, Interpretation, Norm, Scope


@identical
class Wording:
    """How a regulation reads at the end of a year. `first` is the first year of which this is so, None from the
    beginning. `program` is checked; it knows no other wordings."""

    first: int | None
    program: "Program"


@identical
class Program:
    """A regulation that has passed every check.

    `definitions` are all, those of every reading too, in the order of the text. `calculation_year` is from the header's
    `beräkningsår`, else the first year in force, else None. `years` are the first and last year in force (None: open).
    `periods` are (first, last) of the mandate periods known from the header; `elections` are election years.
    `depends_on_year` says whether any value does. `wordings` are, of a regulation with amendments, how it reads from
    which year on, this wording last (`dsl/years/wordings.py`); there are none where it has always read so.
    """

    title: str
    authority: str | None
    files: tuple[str, ...]
    header: tuple[nodes.HeaderLine, ...]
    concepts: tuple[Concept, ...]
    inputs: tuple[Attribute, ...]
    definitions: tuple[Definition, ...]
    interpretations: tuple[Interpretation, ...]
    assumptions: tuple[Assumption, ...]
    norms: tuple[Norm, ...]
    scopes: tuple[Scope, ...]
    references_out: tuple[CrossReference, ...]
    roles: tuple[str, ...]
    examples: tuple[Example, ...]
    references: tuple[ReferenceTable, ...]
    promises: tuple[Promise, ...]
    sections: tuple[SectionRef, ...]
    calculation_year: int | None
    years: tuple[int | None, int | None]
    periods: tuple[tuple[int, int], ...]
    elections: tuple[int, ...]
    depends_on_year: bool
    regulation: nodes.Regulation = field(repr=False)
    wordings: tuple[Wording, ...] = field(default=(), repr=False, kw_only=True)


def attributes_of(program: Program) -> tuple[Attribute, ...]:
    """Every declared input, those of the whole regulation first."""
    return (*program.inputs, *(attribute for concept in program.concepts for attribute in concept.attributes))
