"""What nodes share: where they stand, what surrounds their line, and the marks of the source."""

from dsl.frozen import field, frozen
from dsl.source import Span


@frozen
class Trivia:
    """What surrounds a line and computes nothing.

    `before` has the comment lines above, in order, without `#` and the space after it; `after` the comment at the end
    of the line, or None. `blank` is whether a blank line stands above the line and its comments. The parser decides it,
    so that the formatter prints exactly what it says: it is always True for sections and top-level blocks, always False
    for the first line of the file, and else what the author chose.
    """

    before: tuple[str, ...] = ()
    after: str | None = None
    blank: bool = False


NO_TRIVIA = Trivia()


@frozen
class Node:
    """Anything that was written. `span` is where; it never takes part in equality."""

    span: Span = field(eq=False, repr=False, kw_only=True)


@frozen
class Line(Node):
    """What starts a line. `trivia` is what surrounds that line."""

    trivia: Trivia = field(kw_only=True)


@frozen
class Marked(Line):
    """A line that may carry something of the source. `marks` say which lines of the document, as written."""

    marks: tuple[str, ...] = field(kw_only=True)
