"""What is true or not."""

from typing import Literal

from dsl.frozen import frozen
from dsl.nodes.base import Marked, Node
from dsl.nodes.expressions import Expression
from dsl.nodes.literals import Name


@frozen
class Comparison(Node):
    """Two values compared: `A är B`, `är inte`, `är minst`, `är högst`, `är mer än`, `är mindre än`, `är senast`, `är
    tidigast`.

    `är cirka` (≈) stands only after `då:` and means equal when rounded to the decimals written.
    """

    left: Expression
    operator: Literal["=", "≠", ">=", "<=", ">", "<", "latest", "earliest", "≈"]
    right: Expression


@frozen
class Membership(Node):
    """`slaget är resa, konferens eller representation`: a value is one of several, or (negated) `är inte`."""

    left: Expression
    options: tuple[Expression, ...]
    negated: bool


@frozen
class Within(Node):
    """`A är från och med L till och med H`: a value lies between two, both of them included."""

    left: Expression
    low: Expression
    high: Expression


@frozen
class Has(Node):
    """`listan har gemensam valsedel`: a row has a property, or (negated) `har inte` or `saknar`, which is printed `har
    inte`."""

    subject: Name
    flag: Name
    negated: bool


@frozen
class HasAny(Node):
    """`kunden har hemsjukvård, hemrehab eller hjälpmedel`: a row has one or more of some properties."""

    subject: Name
    flags: tuple[Name, ...]


@frozen
class OverYears(Node):
    """A condition of this year and of those before it: `C någon gång under de senaste tre åren` (any), `C tre år i rad`
    and `C även under föregående år` (every). `count` is how many years, this one too.
    """

    condition: Comparison | Has
    kind: Literal["any", "every"]
    count: int


@frozen
class Or(Node):
    """Comparisons joined by an inline `eller`; nothing else may follow them."""

    parts: tuple["Condition", ...]


@frozen
class And(Node):
    """Comparisons joined by an inline `och`."""

    parts: tuple["Condition", ...]


@frozen
class Bullet(Marked):
    """One `- …` line under `något av villkoren` or `samtliga villkor`."""

    condition: "Condition"


@frozen
class Bullets(Node):
    """`något av villkoren är uppfyllt` (any) or `samtliga villkor är uppfyllda` (all), and the bullets below."""

    kind: Literal["any", "all"]
    parts: tuple[Bullet, ...]


@frozen
class Quantified(Node):
    """`något av partiets uppdrag uppfyller`, and then `att C` on the line, or `något av villkoren` or `samtliga
    villkor` with bullets.

    `quantifier` is some (`något av`, `någon av`), every (`alla`, `samtliga`) or none (`inget av`, `ingen av`).
    `wording` has the words that were written, for their gender; `samtliga` becomes `alla`.
    """

    quantifier: Literal["some", "every", "none"]
    wording: Literal["något av", "någon av", "alla", "inget av", "ingen av"]
    group: Name
    condition: "Condition"


@frozen
class Judged(Node):
    """What only a human can answer: `gruppledaren bedömer "att …"`, `någon bedömer "…"` (then `who` is None),
    `kommundirektören beslutar "…"`; negated: `bedömer inte`."""

    who: Name | None
    verb: Literal["bedömer", "beslutar"]
    question: str
    negated: bool


@frozen
class Normed(Node):
    """What a norm has decided: `kostnaden får "belasta anslaget"`, `partiet har rätt till "läsplatta"`, `kostnaden
    uppfyller "anteckning om syfte"`, `partiet ska "betala tillbaka"`; negated: `får inte`, `har inte rätt till` …

    `subject` is None after the name of rows: `antalet förtroendevalda som har rätt till "läsplatta"`.
    """

    subject: Name | None
    relation: Literal["får", "har rätt till", "uppfyller", "ska"]
    content: str
    negated: bool


Condition = (
    Comparison | Membership | Within | Has | HasAny | OverYears | And | Or | Bullets | Quantified | Judged | Normed
)
