"""Drawing lots where comparison numbers are equal: as somebody says that they fell, else every way that they may.

A `Draw` is one way through the counting: it knows which lots are given, follows a script for the others, and remembers
what it met, so that the next script can be made. The same lot met again falls the same way.
"""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations, islice
from math import comb
from typing import Literal, TypeVar

import attrs

from interpreter.elections.election import Lot, Stage

# More ways than this are not tried.
MOST_WAYS = 100

Result = TypeVar("Result")


@attrs.frozen
class Given:
    """Who wins when lots are drawn, those named first before the others."""

    parties: tuple[int, ...] = ()
    constituencies: tuple[int, ...] = ()


@attrs.define
class Draw:
    """The drawing of lots in one count. script: which of the ways each open lot falls, in the order met, 0 when it
    ends; met: every lot so far, and who won it; ways: how many ways each open one can fall."""

    given: Given
    script: tuple[int, ...] = ()
    met: dict[Lot, tuple[int, ...]] = attrs.field(factory=dict)
    ways: list[int] = attrs.field(factory=list)

    def between_parties(
        self, stage: Stage, constituency: int | None, tied: Sequence[int], places: int, number: Fraction
    ) -> tuple[int, ...]:
        """The parties that win a lot about so many places. constituency: None for the whole area; number: the
        comparison number that they all have."""
        return self._won(stage, constituency, None, "parties", tied, places, number)

    def between_constituencies(self, stage: Stage, party: int, tied: Sequence[int], number: Fraction) -> int:
        """The constituency where a party gets its seat. number: the comparison number that the party has in each of
        them."""
        return self._won(stage, None, party, "constituencies", tied, 1, number)[0]

    def _won(
        self,
        stage: Stage,
        constituency: int | None,
        party: int | None,
        between: Literal["parties", "constituencies"],
        tied: Sequence[int],
        places: int,
        number: Fraction,
    ) -> tuple[int, ...]:
        if len(tied) <= places:
            return tuple(tied)
        named = self.given.parties if between == "parties" else self.given.constituencies
        won = tuple(one for one in named if one in tied)[:places]
        lot = Lot(stage, constituency, party, between, tuple(sorted(tied)), places, number, won)
        known = self.met.get(lot)
        if known is not None:
            return known
        open_, more = [one for one in lot.tied if one not in won], places - len(won)
        if more:
            at = len(self.ways)
            way = self.script[at] if at < len(self.script) else 0
            self.ways.append(comb(len(open_), more))
            won += next(islice(combinations(open_, more), way, None))
        self.met[lot] = won
        return won


def every_way(given: Given, count: Callable[[Draw], Result]) -> Iterator[tuple[Result | None, Draw]]:
    """What the counting gives for each way that lots may fall; last (None, …) where there are more than are tried."""
    script: tuple[int, ...] = ()
    for _ in range(MOST_WAYS):
        draw = Draw(given, script)
        yield count(draw), draw
        taken = (*script, *(0 for _ in draw.ways))[: len(draw.ways)]
        turned = [at for at, way in enumerate(taken) if way + 1 < draw.ways[at]]
        if not turned:
            return
        script = (*taken[: turned[-1]], taken[turned[-1]] + 1)
    yield None, Draw(given)
