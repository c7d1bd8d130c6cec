"""Places in a document: stretches of lines (text files) or of sentences (other files), counted from 1."""

import re

import attrs

# Nine figures are more lines than any document has, and few enough for any arithmetic.
_STRETCH = re.compile(r"([1-9]\d{0,8})([a-z])?(?:[–-]([1-9]\d{0,8})([a-z])?)?")


@attrs.frozen(order=True)
class Stretch:
    """Lines or sentences of a document from `first` to `last`, both included."""

    first: int
    last: int

    @property
    def text(self) -> str:
        """`108–110`, `108`."""
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"

    def within(self, other: "Stretch") -> bool:
        return other.first <= self.first and self.last <= other.last


@attrs.frozen
class MarkedPlace:
    """What one source mark points at. letter: 0 for `45a`, 1 for `45b`; None where there is none."""

    stretch: Stretch
    letter: int | None


def marked_place(mark: str) -> MarkedPlace | None:
    """`108–110`, `45a`; None for what is no place, such as a stretch that ends before it begins."""
    match = _STRETCH.fullmatch(mark)
    if match is None:
        return None
    first = int(match[1])
    last = int(match[3]) if match[3] else first
    if last < first:
        return None
    # Only one line can have parts: `45a–46b` is the stretch.
    letter = ord(match[2]) - ord("a") if match[2] and not match[3] else None
    return MarkedPlace(Stretch(first, last), letter)


def stretch(text: str) -> Stretch | None:
    """`108–110` or `108`, without a letter; None for anything else."""
    found = marked_place(text)
    return None if found is None or any(character.isalpha() for character in text) else found.stretch
