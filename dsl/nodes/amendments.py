"""A file that changes another: what it reaches, and what is to stand there."""

from typing import Literal

from dsl.frozen import frozen
from dsl.nodes.base import Line, Marked, Node, Trivia
from dsl.nodes.declarations import Attribute, Concept, HeaderLine
from dsl.nodes.document import Block, Statement


@frozen
class Target(Node):
    """What an amendment reaches, by its `kind`: section (`§ 2`, `avsnitt 3.1`), heading (`rubriken "X" i § 3`), concept
    (`begreppet parti`), input (`uppgiften basarvode`), interpretation (`tolkningen utrymme`), example (`exemplet "X"`),
    reference (`kontrollräkningen "X"`), promise (`kontrollen "X"`), header (`uppgiften om beslutat`).

    `name` is what the thing is called, as written; `within` is the section it stands in (`i § 3`), or None.
    """

    kind: Literal[
        "section", "heading", "concept", "input", "interpretation", "example", "reference", "promise", "header"
    ]
    name: str
    within: str | None


@frozen
class Replace(Marked):
    """`§ 2 ska ha följande lydelse` and the new text below: the whole of what it replaces, heading line included."""

    target: Target
    statements: tuple["Statement | Concept | Attribute | HeaderLine | Block", ...]


@frozen
class Repeal(Marked):
    """`§ 2 ska upphöra att gälla`."""

    target: Target


@frozen
class Insert(Marked):
    """`efter § 3 införs` and what is inserted below. `after` is None for `sist införs`."""

    after: Target | None
    statements: tuple["Statement | Concept | Attribute | HeaderLine | Block", ...]


@frozen
class Transition(Marked):
    """`äldre bestämmelser gäller fortfarande för "…"` (older), `tillämpas första gången för "…"` (first). It is
    carried."""

    kind: Literal["older", "first"]
    text: str


Change = Replace | Repeal | Insert | Transition


@frozen
class Amendment(Line):
    """A whole amendment file: `ändring av "2027.regel" "TITLE"`, header lines, changes.

    `base` is the file that it changes, beside it or below the same folder. The header must say `träder i kraft`. `end`
    has the comments after the last line.
    """

    base: str
    title: str
    header: tuple[HeaderLine, ...]
    changes: tuple[Change, ...]
    end: Trivia
