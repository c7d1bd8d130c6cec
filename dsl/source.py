"""Text with its place: what every node, problem and explanation points back to.

Knows nothing of the language. Lines and columns count from 1, columns count characters, ends are exclusive.
"""

import attrs


@attrs.frozen
class Span:
    """A stretch of one source file."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    def to(self, other: "Span") -> "Span":
        """The stretch from the start of this one to the end of the other."""
        return Span(self.file, self.line, self.column, other.end_line, other.end_column)


@attrs.frozen
class Source:
    """One file as the stages after decoding see it: NFC text, lines ended by `\\n`.

    given: as it was given, before anything in it was replaced, also what does not count as text (a byte order mark);
        the text itself where nothing was. `dsl.text.places` finds a place of the text in it
    """

    file: str
    text: str
    given: str = attrs.field(default=attrs.Factory(lambda source: source.text, takes_self=True), eq=False, repr=False)
