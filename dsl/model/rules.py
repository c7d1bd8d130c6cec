"""What a regulation lays down: definitions, norms, interpretations, its scope and what it refers to."""

from fractions import Fraction

from dsl import nodes
from dsl.frozen import field, frozen, identical
from dsl.model.expressions import Expression
from dsl.model.inputs import SectionRef, Symbol
from dsl.model.types import Type
from dsl.source import Span
from dsl.units import Unit


@identical
class Definition:
    """A defined value.

    `expression` has as concept symbol.concept or None. `unit_text` is the unit as a person would write it (`kr/år`,
    `%`, `tjänst`), None for pure numbers, truths and texts. `shown` is the step of `visas i …` in base units, or None;
    `shown_in` is the unit to show it in where `visas i …` names another than that of the value, else None. `reading` is
    (tolkning, reading) where it stands within one. `node` is what was written; of what norms decide together, it is the
    first of them. `paid_out` says that it is what is paid out, so that people are shown it first.
    """

    symbol: Symbol
    type: Type
    expression: Expression
    unit_text: str | None
    shown: Fraction | None
    section: SectionRef
    forms: tuple[str, ...]
    reading: tuple[str, str] | None
    node: "nodes.Definition | nodes.TableDefinition | nodes.Sharing | nodes.Norm" = field(repr=False)
    shown_in: Unit | None = None
    paid_out: bool = False


@frozen
class Interpretation:
    """An open question. `readings` are the names in written order; `defines` are the symbols that every reading
    defines."""

    name: str
    question: str
    readings: tuple[str, ...]
    in_force: str
    reason: str
    defines: tuple[Symbol, ...]
    section: SectionRef
    span: Span = field(eq=False, repr=False)


@identical
class Norm:
    """Who must, may or has a right to what. There is one for each content.

    `bearer` is the name of the role or concept; `row` says that it is a concept, so that it is decided for each row. A
    role's norm is decided for each row of a concept too, when its lines speak of one: the symbols' concept tells.
    `applies` is a truth over the rows, or None (always).

    `decision` is the truth that all norms about this content decide together (`får "X"`, `har rätt till "X"`,
    `uppfyller "X"`, `ska "X"`), or None where nothing is decided. `covered` is the truth whether any of them applies to
    the row, where a condition asks for the decision, or None.

    `amount`, `extent` and `deadline` are the values it defines, or None; `parts` has one per day of `i delar`, and none
    where the amount is not computed. `amount_text` and `deadline_text` are where it is carried as text.
    """

    bearer: str
    row: bool
    modality: nodes.Modality
    content: str
    applies: Expression | None
    decision: Symbol | None
    amount: Symbol | None
    parts: tuple[tuple[nodes.YearlyDate, Symbol], ...]
    extent: Symbol | None
    deadline: Symbol | None
    amount_text: str | None
    deadline_text: str | None
    reading: tuple[str, str] | None
    section: SectionRef
    node: nodes.Norm = field(repr=False)
    covered: Symbol | None = None


@identical
class Scope:
    """`regelverket omfattar partier vars C`: rows of the concept that do not fulfil it are outside; their values are
    not applicable, and they do not count in groups.

    Nothing in the definitions is changed by it: the evaluator leaves the rows out of groups and sharings. `condition`
    is a truth over the concept's rows; what it needs itself is computed for every row.
    """

    concept: str
    condition: Expression
    section: SectionRef
    span: Span = field(repr=False)


@identical
class CrossReference:
    """A reference to a section or a statute.

    `text` is as written (`§ 6`, `4 kap. 33 § kommunallagen (2017:725)`). `found` is the section, or None where it is
    outside the repository. `section` is where the reference stands; `file` is the other regulation that it points into,
    as written, or None. `statute` is what the text says of a statute, as far as it can be read.
    """

    text: str
    found: SectionRef | None
    section: SectionRef
    span: Span = field(repr=False)
    file: str | None = None
    statute: "Statute | None" = None


@frozen
class Statute:
    """`4 kap. 33 § kommunallagen (2017:725)`: the law, its number or None, and the place in it or None."""

    law: str
    number: str | None
    chapter: str | None
    paragraph: str | None


@identical
class Assumption:
    """What the data is taken to fulfil: a truth, and the words for it."""

    text: str
    condition: Expression
    section: SectionRef
    span: Span = field(repr=False)
