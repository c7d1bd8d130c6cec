"""What can be wrong with changes of a rule file (RV46x), and with how it read before them (RV350)."""

import datetime
from typing import ClassVar, Literal

from dsl import nodes
from dsl.frozen import frozen
from dsl.problems.base import Located
from dsl.source import Span

# What an amendment reaches, as in `nodes.Target`.
Reached = Literal[
    "section", "heading", "concept", "input", "interpretation", "example", "reference", "promise", "header"
]


# What its text may say besides.
Kind = Reached | Literal["statement", "block"]


@frozen
class NoEntry(Located):
    """No day on which the amendment enters into force. written: what stands there; None where nothing does."""

    code: ClassVar[str] = "RV460"
    title: str
    written: str | None


@frozen
class TooEarly(Located):
    """The amendment is in force before what it changes. base: what it changes, and base_day: in force from when."""

    code: ClassVar[str] = "RV461"
    day: datetime.date
    base: str
    base_day: datetime.date
    base_span: Span


@frozen
class UnknownTarget(Located):
    """An amendment names something that the regulation does not have.

    similar: what there is of the same kind that is spelled alike, best first
    """

    code: ClassVar[str] = "RV462"
    target: nodes.Target
    similar: tuple[nodes.Target, ...]


@frozen
class SeveralTargets(Located):
    """More than one thing that the words could mean."""

    code: ClassVar[str] = "RV463"
    target: nodes.Target
    places: tuple[Span, ...]


@frozen
class AlreadyRepealed(Located):
    """What the amendment reaches for was repealed before, by `other`."""

    code: ClassVar[str] = "RV464"
    title: str
    target: nodes.Target
    other: str
    other_span: Span


@frozen
class SameDay(Located):
    """Two changes of one thing on one day, in two amendments or in one."""

    code: ClassVar[str] = "RV465"
    title: str
    day: datetime.date
    target: nodes.Target
    other: str
    other_span: Span


@frozen
class WrongContent(Located):
    """What stands below a change cannot stand in that place. wanted: what can; kind: what stands there."""

    code: ClassVar[str] = "RV466"
    wanted: Kind
    kind: Kind


@frozen
class AlreadyThere(Located):
    """What is brought in has the name of something that is there. name: `§ 3 a`, `parti`"""

    code: ClassVar[str] = "RV467"
    kind: Kind
    name: str
    first: Span


@frozen
class EarlierWording(Located):
    """The regulation has errors as it read in earlier years, though not as it reads now.

    span: where the regulation begins. first: the first year in which it read so, None: before the first amendment.
    titles: the amendments that were in force then. severity: a warning where nothing looks at those years
    """

    code: ClassVar[str] = "RV350"
    first: int | None
    titles: tuple[str, ...]
    severity: Literal["fel", "varning"]


AmendmentProblem = (
    NoEntry
    | TooEarly
    | UnknownTarget
    | SeveralTargets
    | AlreadyRepealed
    | SameDay
    | WrongContent
    | AlreadyThere
    | EarlierWording
)
