"""What can be wrong with the text of a file and its indentation: RV0xx."""

from typing import ClassVar, Literal

from dsl.frozen import frozen
from dsl.problems.base import Located


@frozen
class NotText(Located):
    """The bytes are not UTF-8. likely: the encoding they look like."""

    code: ClassVar[str] = "RV001"
    byte: int
    likely: Literal["latin-1", "utf-16"] | None


@frozen
class FileTooLarge(Located):
    """A file is larger than any rule file. Sizes are in bytes.

    size and bound in bytes.
    """

    code: ClassVar[str] = "RV002"
    size: int
    bound: int


@frozen
class NotAFile(Located):
    """A device, a pipe or a socket, or a link to one: reading it may never end."""

    code: ClassVar[str] = "RV020"


@frozen
class ControlCharacter(Located):
    """One of the characters that steer old terminals, and NUL."""

    code: ClassVar[str] = "RV003"
    number: int


@frozen
class InvisibleCharacter(Located):
    """A sign that nobody sees.

    bidirectional: it turns the direction of the text, so that what is read is not what is written.
    """

    code: ClassVar[str] = "RV004"
    number: int
    bidirectional: bool


@frozen
class ConfusableLetter(Located):
    """A Greek or Cyrillic letter that looks like a Latin one."""

    code: ClassVar[str] = "RV005"
    letter: str
    looks_like: str
    word: str


@frozen
class TabIndentation(Located):
    """A line is moved in with tabs."""

    code: ClassVar[str] = "RV006"


@frozen
class UnevenIndentation(Located):
    """A line is as far in as none of those that it could belong to.

    columns: how far the line is indented; expected: how far its neighbours are.
    """

    code: ClassVar[str] = "RV007"
    columns: int
    expected: int


@frozen
class LineTooLong(Located):
    """A line is longer than any rule."""

    code: ClassVar[str] = "RV008"
    length: int
    bound: int


@frozen
class NestedTooDeeply(Located):
    """More levels of indentation than `bound`."""

    code: ClassVar[str] = "RV009"
    bound: int


@frozen
class BadSourceMark(Located):
    """Brackets at the end of a line that hold no source marks."""

    code: ClassVar[str] = "RV010"
    written: str


@frozen
class NoRegulation(Located):
    """The file does not begin with `regelverk "…"`. empty: there is nothing in it at all."""

    code: ClassVar[str] = "RV011"
    empty: bool


@frozen
class TooManyProblems(Located):
    """The file has more problems than `bound`; lines after this one have not been looked into."""

    code: ClassVar[str] = "RV012"
    bound: int


TextProblem = (
    NotText
    | FileTooLarge
    | NotAFile
    | ControlCharacter
    | InvisibleCharacter
    | ConfusableLetter
    | TabIndentation
    | UnevenIndentation
    | LineTooLong
    | NestedTooDeeply
    | BadSourceMark
    | NoRegulation
    | TooManyProblems
)
