"""Parties and constituencies gathered from a file, whatever its format, into an election."""

from typing import Literal, TypeGuard

import attrs

from interpreter.elections.election import Constituency, Party
from interpreter.elections.problems import ElectionProblem, ElectionTooLarge, VotesUnreadable

MOST_PARTIES = 1_000
MOST_CONSTITUENCIES = 1_000
MOST_DIGITS = 12


@attrs.define
class Place:
    """One constituency while it is gathered. votes: key of the party -> votes; told: valid votes as the file says."""

    name: str
    votes: dict[str, int] = attrs.field(factory=dict)
    others: int = 0
    fixed: int | None = None
    told: int | None = None


@attrs.define
class Gathered:
    """What has been read of a file so far. parties, places: by key, in the order met; aside: what stood among the
    parties and is none, as written, with its figure."""

    file: str
    parties: dict[str, Party] = attrs.field(factory=dict)
    places: dict[str, Place] = attrs.field(factory=dict)
    problems: list[ElectionProblem] = attrs.field(factory=list)
    aside: list[tuple[str, str]] = attrs.field(factory=list)

    def left_out(self) -> tuple[tuple[str, str], ...]:
        """What is no party, each name once with its figure; without, where it stood in several constituencies."""
        names = [name for name, _ in self.aside]
        return tuple((name, read if names.count(name) == 1 else "") for name, read in dict(self.aside).items())

    def bounded(self) -> bool:
        """False, with a problem, where there is more than is read."""
        if len(self.parties) > MOST_PARTIES:
            self.problems.append(ElectionTooLarge(self.file, "parties", MOST_PARTIES))
        elif len(self.places) > MOST_CONSTITUENCIES:
            self.problems.append(ElectionTooLarge(self.file, "constituencies", MOST_CONSTITUENCIES))
        else:
            return True
        return False

    def made(self) -> tuple[tuple[Party, ...], tuple[Constituency, ...]]:
        """A party that a constituency does not have got no votes there: the format says whether that is known."""
        return tuple(self.parties.values()), tuple(
            Constituency(one.name, tuple(one.votes.get(key, 0) for key in self.parties), one.others, one.fixed)
            for one in self.places.values()
        )


def whole_number(
    read: object, file: str, row: int, where: str | None, whose: str
) -> tuple[int, VotesUnreadable | None]:
    """A count: figures as text, plain or in groups of three; 0 with a problem for all else."""
    text = "" if read is None else str(read).strip().replace("\u00a0", " ")
    bare = text.replace(" ", "")
    why: Literal["missing", "negative", "not whole", "words", "long"] | None = "words"
    if not text:
        why = "missing"
    elif not isinstance(read, str):
        why = "words"
    elif _figures(bare) and (bare == text or _in_threes(text)):
        why = "long" if len(bare) > MOST_DIGITS else None
    elif bare[0] in "-−" and _figures(bare[1:]):
        why = "negative"
    elif not _figures(bare) and (_figures(bare.replace(",", "", 1)) or _figures(bare.replace(".", "", 1))):
        why = "not whole"
    return (int(bare), None) if why is None else (0, VotesUnreadable(file, row, where, whose, why, text[:40]))


def is_short(figures: str | None) -> TypeGuard[str]:
    """A count of districts."""
    return figures is not None and _figures(figures) and len(figures) <= 6


def _figures(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _in_threes(text: str) -> bool:
    first, *rest = text.split(" ")
    return len(first) <= 3 and all(len(group) == 3 for group in rest)
