"""What is said of the rules: examples, published tables and promises."""

import datetime
from fractions import Fraction

from dsl import nodes
from dsl.frozen import field, frozen, identical
from dsl.model.expressions import Expression
from dsl.model.inputs import SectionRef, Symbol
from dsl.source import Span


@identical
class Monotone:
    """What `value` never does while `input` moves the other way or the same, everything else held fixed.

    `value` is a number, one for each row of its concept or (None) for the whole regulation; mostly a Reference to a
    defined value, in the year of evaluation. `direction` is what it never does. `input` is a number that data gives, of
    the rows of the same concept as the value (then it is the row's own that moves), of another concept where the value
    is of the whole regulation (then any one row's), or of the whole regulation. `input_direction` is what the input
    does when the promise is asked.
    """

    value: Expression
    direction: nodes.Course
    input: Symbol
    input_direction: nodes.Course


@identical
class Promise:
    """What is said to hold for every input, not only for those of the examples: `kontroll`.

    `claim` is a truth, which must hold of every row of its concept or of the whole regulation; or a Monotone. `where`
    is the inputs for which it is said: a truth over the rows of `concept`, of those of the input that moves, or of the
    whole regulation, and None for all; of a Monotone it must be true before and after. `concept` is of the rows that
    the claim is about, None for the whole regulation.

    `base_file`, `year` and `readings` are as in Example. With `base_file` all that the promise does not speak of is as
    in that data. `section` is where it stands, None on the outermost level; `reading` is (tolkning, reading) where it
    stands within one.
    """

    title: str
    claim: "Monotone | Expression"
    where: "Expression | None"
    concept: str | None
    base_file: str | None
    year: int | None
    readings: tuple[tuple[str, str], ...]
    section: SectionRef | None
    reading: tuple[str, str] | None
    node: nodes.Promise = field(repr=False)
    span: Span = field(repr=False)


@frozen
class Fact:
    """One given value. `row` is None for the whole regulation. `value` is a Fraction in base units, bool, str or date;
    for a relation it is the label of the row."""

    symbol: Symbol
    row: str | None
    year: int | None
    value: "Fraction | bool | str | datetime.date"
    span: Span = field(eq=False, repr=False)


@identical
class Expectation:
    """What an example or a cell of a published table says.

    `target` is the value it is about, of row `row`; or `condition` is a truth that must hold (then `target` is None).
    `value` is the expected value in base units; or `outcome` is the expected status instead. `precision` is the step
    that both are rounded to before they are compared, halves from zero, and None is exactly. `text` is as written.
    """

    target: Symbol | None
    row: str | None
    condition: Expression | None
    value: "Fraction | bool | str | datetime.date | None"
    outcome: str | None
    precision: Fraction | None
    text: str
    span: Span = field(repr=False)


@identical
class Example:
    """A test with its own data.

    `rows` are (concept, label) in the order they are first named, so that a row without facts exists too. `base_files`
    are `utgår från`, data that the facts are laid over: all that are named, together. `readings` are (tolkning,
    läsning) pairs that replace the ones in force.
    """

    title: str
    year: int | None
    day: datetime.date | None
    base_files: tuple[str, ...]
    readings: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, str], ...]
    facts: tuple[Fact, ...]
    expectations: tuple[Expectation, ...]
    section: SectionRef | None
    span: Span = field(repr=False)


@identical
class KnownError:
    """What should have been printed in a cell. `value`, `outcome`, `precision` and `text` are as in Expectation."""

    value: "Fraction | bool | str | datetime.date | None"
    outcome: str | None
    precision: Fraction
    text: str
    reason: str | None
    span: Span = field(repr=False)


@identical
class ReferenceCell:
    """One printed figure. `value` and `precision` are as in Expectation; `symbol` is the value it reproduces.
    `known_error` is there where the figure is known to be wrong."""

    symbol: Symbol
    value: "Fraction | bool | str | datetime.date"
    precision: Fraction
    text: str
    known_error: KnownError | None
    span: Span = field(repr=False)


@identical
class ReferenceRow:
    """One printed row. `label` is the row of data (`Moderaterna`), or a made-up one (`mandat 1–3`) for tables without
    names.

    `trials` are the facts to try, one set per whole number of a printed range (each must give the printed figures).
    `cells` are those that are published.
    """

    label: str
    trials: tuple[tuple[Fact, ...], ...]
    cells: tuple[ReferenceCell, ...]
    span: Span = field(repr=False)


@identical
class ReferenceTable:
    """A published table. With `together` the rows are one council (named rows: all are present at once); else every
    trial stands alone. `concept` is None where every column is of the whole regulation. `readings` are as in Example.
    `total` is the printed `summa` row, or None; its cells may be inputs (summed as they are) or values."""

    title: str
    year: int | None
    day: datetime.date | None
    base_files: tuple[str, ...]
    concept: str | None
    together: bool
    facts: tuple[Fact, ...]
    rows: tuple[ReferenceRow, ...]
    total: ReferenceRow | None
    readings: tuple[tuple[str, str], ...]
    span: Span = field(repr=False)
