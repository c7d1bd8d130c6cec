"""What is given: inputs, the concepts whose rows they are of, and how both are called."""

from fractions import Fraction
from typing import Literal

import attrs

from dsl.frozen import field, frozen
from dsl.model.types import Type
from dsl.source import Span


@attrs.frozen(cache_hash=True)
class Symbol:
    """The identity of an input, an attribute or a defined value. `concept` is None for what is of the whole regulation.

    `name` is the declared (indefinite) name, without any possessor: `tjänsteutrymme`.
    """

    concept: str | None
    name: str


@frozen
class SectionRef:
    """Where a rule stands.

    `label` is `avsnitt 3.1.1`, `§ 2 a` or `avsnitt Läsplattor`; `title` is its heading; `path` has the labels from the
    outermost in. `amended_by` is the title of the amendment that it comes from, or None.
    """

    label: str
    title: str
    path: tuple[str, ...]
    amended_by: str | None = None


@frozen
class Limits:
    """The declared domain of a number, in base units. None is no bound; with `low_open` or `high_open` the bound itself
    is outside."""

    low: Fraction | None = None
    high: Fraction | None = None
    low_open: bool = False
    high_open: bool = False


@frozen
class Judge:
    """An input that only a human may give.

    `who` is the role or concept that decides, as the text calls it (`gruppledaren`), or None (`någon`). `question` is
    what is asked; of `bestäms av` it is the name of the input. `regard` is what is to be looked at (`med hänsyn till
    …`).
    """

    who: str | None
    verb: Literal["bedömer", "beslutar", "bestäms av"]
    question: str
    regard: tuple[Symbol, ...] = ()


@frozen
class Attribute:
    """An input: a column of a concept's table, or (where the symbol's concept is None) a figure for the whole
    regulation.

    `judge` is there where a human decides it; then a missing value is `kräver bedömning`, not `uppgift saknas`.
    """

    symbol: Symbol
    type: Type
    unit_text: str | None
    limits: Limits
    default: "Fraction | bool | str | None"
    per_year: bool
    description: str | None
    forms: tuple[str, ...]
    judge: Judge | None = field(default=None, kw_only=True)
    span: Span = field(eq=False, repr=False)


@frozen
class Concept:
    """What there are rows of. `keys` are the relation attributes whose pair identifies a row (`ett för varje parti och
    val`), else empty.

    `forms` has every declared form, the name itself first.
    """

    name: str
    forms: tuple[str, ...]
    keys: tuple[Symbol, ...]
    attributes: tuple[Attribute, ...]
    span: Span = field(eq=False, repr=False)
