"""Places: the rows that terms are made for, written out one by one or standing for any row there may be.

A world with others has for each concept one row that is looked at and any number of others, of which one stands for
all: what is told of it holds for each of them. A world without has just the rows that are written out.
"""

from typing import Literal, assert_never

import attrs


@attrs.frozen
class Place:
    """One row that terms are made for. row: one that is written out, by number; other: any further row of the
    concept; owner: the row that `of` points at through the relation in slot `via`; member: any further row that
    points at `of`; whole: the whole regulation."""

    kind: Literal["whole", "row", "other", "owner", "member"]
    concept: str | None = None
    number: int = 0
    of: "Place | None" = None
    via: int = -1

    def inside(self, root: "Place") -> bool:
        """Whether it is that row, or found from it."""
        place: Place | None = self
        while place is not None and place != root:
            place = place.of
        return place is not None

    def __str__(self) -> str:
        match self.kind:
            case "whole":
                return "·"
            case "row":
                return f"{self.concept}{self.number}"
            case "other":
                return f"{self.concept}*"
            case "owner":
                return f"{self.of}^{self.via}"
            case "member":
                return f"{self.of}_{self.via}{self.concept}*"
            case _:
                assert_never(self.kind)


WHOLE = Place("whole")


@attrs.frozen
class World:
    """Which rows there are. rows: how many of each concept are written out; others: whether there may be more."""

    rows: int
    others: bool

    def written(self, concept: str | None) -> tuple[Place, ...]:
        """The rows of the concept that are written out; the one place of the whole regulation for None."""
        if concept is None:
            return (WHOLE,)
        return tuple(Place("row", concept, number) for number in range(self.rows))
