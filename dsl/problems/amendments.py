"""What can be wrong with changes of a rule file, and with several files that belong together (RV46x), as data."""

import datetime
from typing import ClassVar, Literal

from dsl import nodes
from dsl.record import frozen
from dsl.source import Span

# What an amendment reaches, as in `nodes.Target`.
Reached = Literal[
    "section", "heading", "concept", "input", "interpretation", "example", "reference", "promise", "header"
]
# What its text may say besides.
Kind = Reached | Literal["statement", "block"]


@frozen
class NoEntry:
    """No day on which the amendment enters into force. written: what stands there; None where nothing does."""

    code: ClassVar[str] = "RV460"
    span: Span
    title: str
    written: str | None


@frozen
class TooEarly:
    """The amendment is in force before what it changes. base: what it changes, and base_day: in force from when."""

    code: ClassVar[str] = "RV461"
    span: Span
    day: datetime.date
    base: str
    base_day: datetime.date
    base_span: Span


@frozen
class UnknownTarget:
    """similar: what there is of the same kind that is spelled alike, best first"""

    code: ClassVar[str] = "RV462"
    span: Span
    target: nodes.Target
    similar: tuple[nodes.Target, ...]


@frozen
class SeveralTargets:
    """More than one thing that the words could mean."""

    code: ClassVar[str] = "RV463"
    span: Span
    target: nodes.Target
    places: tuple[Span, ...]


@frozen
class AlreadyRepealed:
    """What the amendment reaches for was repealed before, by `other`."""

    code: ClassVar[str] = "RV464"
    span: Span
    title: str
    target: nodes.Target
    other: str
    other_span: Span


@frozen
class SameDay:
    """Two changes of one thing on one day, in two amendments or in one."""

    code: ClassVar[str] = "RV465"
    span: Span
    title: str
    day: datetime.date
    target: nodes.Target
    other: str
    other_span: Span


@frozen
class WrongContent:
    """What stands below a change cannot stand in that place. wanted: what can; kind: what stands there"""

    code: ClassVar[str] = "RV466"
    span: Span
    wanted: Kind
    kind: Kind


@frozen
class AlreadyThere:
    """What is brought in has the name of something that is there. name: `§ 3 a`, `parti`"""

    code: ClassVar[str] = "RV467"
    span: Span
    kind: Kind
    name: str
    first: Span


@frozen
class OtherFile:
    """A file that another names and that cannot be used.

    why: absolute (its path begins at the root), outside (not in the project's folder), missing, unreadable,
        cycle (the files name each other), many (more of them than anybody has)
    project: the project's folder
    """

    code: ClassVar[str] = "RV468"
    span: Span
    file: str
    why: Literal["absolute", "outside", "missing", "unreadable", "cycle", "many"]
    project: str


@frozen
class OtherBase:
    """An amendment in a folder of one regulation that changes something else. regulation: the folder's own file"""

    code: ClassVar[str] = "RV469"
    span: Span
    base: str
    regulation: str


@frozen
class EarlierWording:
    """The regulation has errors as it read in earlier years, though not as it reads now.

    span: where the regulation begins. first: the first year in which it read so, None: before the first amendment.
    titles: the amendments that were in force then. severity: a warning where nothing looks at those years
    """

    code: ClassVar[str] = "RV350"
    span: Span
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
    | OtherFile
    | OtherBase
    | EarlierWording
)
