"""What can be wrong with sections and with what refers to them: RV44x."""

from typing import ClassVar

from dsl.frozen import frozen
from dsl.problems.base import Located
from dsl.source import Span


@frozen
class UnknownSection(Located):
    """A reference to a section that the regulation does not have."""

    code: ClassVar[str] = "RV440"
    missing: ClassVar[bool] = True
    section: str
    similar: tuple[str, ...]


@frozen
class NotDefinedThere(Located):
    """`undantag från` a section that does not define the value; where it is defined, if anywhere."""

    code: ClassVar[str] = "RV441"
    missing: ClassVar[bool] = True
    name: str
    section: str
    place: Span | None


@frozen
class SectionTwice(Located):
    """A section called as one before it: by its number or, without one, by its title among those beside it."""

    code: ClassVar[str] = "RV442"
    section: str
    numbered: bool
    first: Span


SectionProblem = UnknownSection | NotDefinedThere | SectionTwice
