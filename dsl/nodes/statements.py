"""What stands in a section and is no norm, sharing or promise: definitions, exceptions, texts and references."""

from typing import Literal

from dsl.frozen import frozen
from dsl.nodes.base import Line, Marked, Node, Trivia
from dsl.nodes.conditions import Condition
from dsl.nodes.declarations import Bound
from dsl.nodes.expressions import Expression
from dsl.nodes.literals import Date, Name
from dsl.nodes.modifiers import Step
from dsl.nodes.tables import Table


@frozen
class Heading(Line):
    """`rubrik Omkostnader`: a heading between rules that no reference can name."""

    title: str


@frozen
class TextBlock(Marked):
    """`| …` lines of the document and, on the line below, their kind, which is None where the rules around carry them
    out.

    `bestämmelse` is a duty, right, permission or prohibition that no rule carries out yet.
    """

    lines: tuple[str, ...]
    kind: Literal["bestämmelse", "upplysning", "definition", "rutin", "beslut", "förslag", "metadata"] | None


@frozen
class Subject(Node):
    """What a definition defines: `partiets grundram (grundramen)`, `heltid`."""

    name: str
    forms: tuple[str, ...]


@frozen
class Case(Marked):
    """One case of a value: `2 om C`, `annars 1`, `annars 1 om C`."""

    value: Expression
    condition: Condition | None
    otherwise: bool


@frozen
class Dated(Marked):
    """`från och med 2024-01-01: 75 500 kr/månad`, optionally with `till och med …` before the colon."""

    first: Date
    last: Date | None
    value: Expression


@frozen
class Single(Node):
    """One value for the whole definition: `X är E`, `X är E om C`."""

    value: Expression
    condition: Condition | None


@frozen
class Cases(Node):
    """The cases below a rule that ends with `är`."""

    cases: tuple[Case, ...]


@frozen
class When(Node):
    """`partiet är representerat när C` defines a truth. The subject holds both words: its name is `partiet är
    representerat`."""

    condition: Condition


@frozen
class Timeline(Node):
    """The dated values below a rule that ends with `är`."""

    values: tuple[Dated, ...]


Body = Single | Cases | When | Timeline


@frozen
class Shown(Line):
    """How a value is shown: `visas i hela kronor`, `visas med två decimaler`. `exact` is `visas i procent`, with the
    decimals it has."""

    step: Step
    exact: bool


@frozen
class Unless(Marked):
    """An exception below its rule: `dock X om C` (level 1) and `trots det X om C` (level 2).

    `even` is `även om`, so that the condition of the base need not hold.
    """

    level: Literal[1, 2]
    value: Expression
    condition: Condition
    even: bool


@frozen
class PaidOut(Line):
    """`betalas ut`: the value is what is paid out, so it is what people are shown first."""


Detail = Shown | PaidOut | Unless


@frozen
class Definition(Marked):
    """A value that is computed: its name, what gives it, and the lines below."""

    subject: Subject
    body: Body
    details: tuple[Detail, ...]


@frozen
class TableDefinition(Marked):
    """`X är enligt tabellen`, `X, Y är enligt tabellen`: the last columns of the table are the subjects, in order."""

    subjects: tuple[Subject, ...]
    table: Table
    details: tuple[Detail, ...]


@frozen
class Grant(Marked):
    """`varje parti får ett grundstöd (grundstödet) på 20 000 kr om C`: a value of each row (0 where C does not hold),
    the right to it, and that it is paid out.

    `bearer` is `parti` where `each` (`varje parti`), else as written (`partiet`). `condition` is None where all get it.
    """

    each: bool
    bearer: Name
    verb: Literal["får", "har rätt till"]
    article: Literal["ett", "en"]
    subject: Subject
    value: Expression
    condition: Condition | None
    details: tuple[Detail, ...]


@frozen
class ExceptionRule(Marked):
    """`undantag från § 6: partiets grundram är 0 kr om C`: an exception that stands elsewhere than its rule."""

    section: str
    subject: Subject
    value: Expression
    condition: Condition
    even: bool


@frozen
class Note(Marked):
    """`anmärkning "…"`: a remark that computes nothing."""

    text: str


@frozen
class Assumption(Marked):
    """`förutsätter "…": C`: what the data is taken to fulfil."""

    text: str
    condition: Condition


@frozen
class DecidedBy(Marked):
    """`anslag (anslaget) bestäms av kommunstyrelsen, i kr/år, dock högst 5 000 kr/år` and, below, `med hänsyn till A
    och B`: an input of the whole regulation that someone decides.

    `unit` is None where the bounds say it.
    """

    subject: Subject
    role: Name
    unit: str | None
    bounds: tuple[Bound, ...]
    regard: tuple[Name, ...]
    regard_trivia: Trivia


@frozen
class Scope(Marked):
    """`regelverket omfattar partier vars C`: rows outside it are not computed (their outcome is not applicable)."""

    name: Name
    where: Condition


@frozen
class Meaning(Marked):
    """`med "mandatperiod" avses "åren från och med …"`: what a word means, for readers only."""

    term: str
    meaning: str


@frozen
class SeeAlso(Marked):
    """`se § 6`, `se avsnitt 3.1`, `se "4 kap. 33 § kommunallagen (2017:725)"`, `se § 2 i "annan.regel"`.

    `section` is as written (`§ 6`), or None; `text` is the statute or document, or None; `file` is of another
    regulation, or None.
    """

    section: str | None
    text: str | None
    file: str | None
