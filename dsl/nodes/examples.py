"""Examples and published tables: what is given, and what must come out."""

from typing import Literal

from dsl.frozen import field, frozen
from dsl.nodes.base import Line, Marked, Node, Trivia
from dsl.nodes.conditions import Condition, Judged
from dsl.nodes.expressions import Expression
from dsl.nodes.literals import Date, Name
from dsl.nodes.promises import AtYear, StartsFrom, WithReading
from dsl.nodes.tables import Cell


@frozen
class AtDay(Line):
    """`datum 2024-07-01`: the day that an example is about."""

    day: Date


NoValue = Literal["unregulated", "missing", "judgement", "conflict", "undefined", "not_applicable"]


NO_VALUE_WORDS: dict[NoValue, str] = {
    "unregulated": "inte reglerat",
    "missing": "uppgift saknas",
    "judgement": "kräver bedömning",
    "conflict": "motstridigt",
    "undefined": "odefinierat",
    "not_applicable": "ej tillämpligt",
}


@frozen
class Item(Node):
    """One item of a given row: `5 mandat` (then `words` is None), `förbrukning 300 000 kr/år`, `slag resa`, `gemensam
    valsedel` (`value` is None), `inte gemensam valsedel` (negated); and after `då:` also `belopp för "utbetalning" 5
    kr` and `andel odefinierat` (an outcome).

    `words` is the run of words before the value. Where `value` is None the run may hold both the name and the value
    (`slag resa`), which the resolver splits. `about` is whether `cirka` stood before the value, which then is equal
    when rounded to the decimals written. `outcome` is as in ThenOutcome, instead of a value. Both stand only after
    `då:`.
    """

    words: str | None
    value: Expression | None
    negated: bool
    about: bool
    outcome: NoValue | None = field(default=None, kw_only=True)


@frozen
class Given(Line):
    """`partiet A har 5 mandat, …`, `år 2027: partiet A har …`, `arvodeshöjning 3 %`, `år 2028: arvodeshöjning 3 %`.

    `subject` is `partiet A`, whose concept and label the resolver splits, or None for inputs of the whole regulation.
    `label` is the label when it was quoted (`partiet "Nya Listan" har`), else None.
    """

    year: int | None
    subject: Name | None
    label: str | None
    items: tuple["Item | GivenJudgement", ...]


@frozen
class ThenCondition(Line):
    """`då: partiets ersättning är 318 655,30 kr/år`: a condition that must hold."""

    condition: Condition


@frozen
class ThenRow(Line):
    """`då: partiet A har ersättning 318 655,30 kr/år, belopp för "utbetalning" 5 kr, andel odefinierat`: what one row
    must have."""

    subject: Name
    label: str | None
    items: tuple[Item, ...]


@frozen
class ThenTruth(Line):
    """`då: partiet "Nya Listan" är representerat`, and, with an outcome, `då: om partiet A är representerat är uppgift
    saknas`, `då: om partiet A har gemensam valsedel är uppgift saknas`.

    What holds of a row whose label is not quoted is a ThenCondition: the words do not tell the two apart. `verb` is
    `har` only with an outcome; `negated` is True only without.
    """

    subject: Name
    label: str | None
    verb: Literal["är", "har"]
    flag: Name
    negated: bool
    outcome: NoValue | None


@frozen
class ThenOutcome(Line):
    """`då: partiets ersättning är inte reglerat` and the like: a value must have this outcome instead of a value."""

    name: Name
    outcome: NoValue


@frozen
class GivenJudgement(Node):
    """An item of a given row that is a judgement: `gruppledaren bedömer "att …"`."""

    judged: Judged


@frozen
class ThenNorm(Line):
    """`då: kostnaden K1 får inte "belasta anslaget"`, `då: partiet A har rätt till "läsplatta"`, and, with an outcome
    as in ThenOutcome, `då: om kostnaden K1 får "belasta anslaget" är inte reglerat`.

    `subject` and `label` are as in ThenRow.
    """

    subject: Name
    label: str | None
    relation: Literal["får", "har rätt till", "uppfyller", "ska"]
    content: str
    negated: bool
    outcome: NoValue | None


ExampleLine = (
    ThenNorm | ThenTruth | AtYear | AtDay | WithReading | StartsFrom | Given | ThenCondition | ThenRow | ThenOutcome
)


@frozen
class Example(Marked):
    """`exempel "…"` and the lines below: what is given, and what must come out."""

    title: str
    lines: tuple[ExampleLine, ...]


@frozen
class KnownError(Line):
    """`känt fel i källan: grunden ska vara 100 kr, "tryckfel"`: one printed cell is wrong, and what should stand there.

    `right` is the figure that should have been printed, or the outcome that the value has instead of one.
    """

    column: Name
    right: Cell | NoValue
    reason: str | None


@frozen
class ReferenceRow(Marked):
    """One printed row.

    `label` is the first cell where the first column names a concept (`Moderaterna`, `summa`), else None. `cells` are
    the other cells, one for each other column. `known_errors` are what stands below the row.
    """

    label: str | None
    cells: tuple[Cell, ...]
    known_errors: tuple[KnownError, ...]


@frozen
class ReferenceTable(Marked):
    """`kontrollräkning "…"`: a published table that is to be reproduced cell by cell.

    `lines` are `år …`, `datum …`, `utgår från …`, and what is given for every row.
    """

    title: str
    lines: tuple[ExampleLine, ...]
    columns: tuple[Name, ...]
    rows: tuple[ReferenceRow, ...]
    table_trivia: Trivia
