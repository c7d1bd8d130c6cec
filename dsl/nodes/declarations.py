"""What is declared before the rules: the header, units, roles, inputs and concepts with their types."""

from typing import Literal

from dsl.frozen import frozen
from dsl.nodes.base import Line, Marked, Node
from dsl.nodes.expressions import Expression


@frozen
class HeaderLine(Marked):
    """A line below the title of the file: `myndighet Umeå kommun`."""

    key: str
    value: str


@frozen
class Declared(Line):
    """A name with its declared forms: `tjänst (tjänster)`."""

    name: str
    forms: tuple[str, ...]


@frozen
class Units(Line):
    """`enheter` and the units that are declared below it."""

    entries: tuple[Declared, ...]


@frozen
class Roles(Line):
    """`roller` and the roles that are declared below it."""

    entries: tuple[Declared, ...]


@frozen
class WholeType(Node):
    """`heltal`, `heltal mandat`: whole numbers."""

    unit: str | None


@frozen
class NumberType(Node):
    """`tal` (`unit` is None), `procent` (`%`), `kr/år`: numbers."""

    unit: str | None


@frozen
class DateType(Node):
    """`datum`: a day."""


@frozen
class TextType(Node):
    """`text`: any words."""


@frozen
class TruthType(Node):
    """`ja eller nej`."""


@frozen
class ChoiceType(Node):
    """`ett av resa, konferens eller annan`: one of the words that are listed."""

    options: tuple[str, ...]


@frozen
class RowType(Node):
    """`ett parti`, `en förtroendevald`: a relation to a row. `article` is `ett` or `en`."""

    article: str
    concept: str


Type = WholeType | NumberType | DateType | TextType | TruthType | ChoiceType | RowType


@frozen
class Bound(Node):
    """A bound of a number: `minst 1 mandat` (least), `högst` (most), `mer än` (above), `mindre än` (below)."""

    kind: Literal["least", "most", "above", "below"]
    value: Expression


@frozen
class Default(Node):
    """`om raden saknas 0 mandat` is the value where the data has none."""

    value: Expression


@frozen
class PerYear(Node):
    """`per år` says that there is one value a year."""


Constraint = Bound | Default | PerYear


@frozen
class Attribute(Line):
    """An input: `mandat (mandaten): heltal mandat, minst 0 mandat`."""

    name: str
    forms: tuple[str, ...]
    type: Type
    constraints: tuple[Constraint, ...]
    description: str | None


@frozen
class Inputs(Line):
    """`uppgifter` and the inputs of the whole regulation below it."""

    attributes: tuple[Attribute, ...]


@frozen
class Concept(Line):
    """`parti (partiet, partier, partierna)` and the inputs of each of its rows below. `keys` are the two names of `ett
    för varje parti och val`, else empty."""

    name: str
    forms: tuple[str, ...]
    keys: tuple[str, ...]
    attributes: tuple[Attribute, ...]


@frozen
class Concepts(Line):
    """`begrepp` and the concepts that are declared below it."""

    concepts: tuple[Concept, ...]


@frozen
class Uses(Line):
    """`använder "../gemensamt/begrepp.regel"`: a block whose concepts, inputs and units may be used here."""

    file: str
