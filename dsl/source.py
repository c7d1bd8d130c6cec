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
    """One file as the stages after decoding see it: NFC text, lines ended by `\\n`."""

    file: str
    text: str
