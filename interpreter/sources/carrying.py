"""Which statements carry each place of a document: the source marks laid over the sentences.

A mark that is exactly the place of a sentence is about that sentence and no other, so that a short sentence within the
lines of a longer one is not carried by mistake. Any other mark is about every sentence within its lines, and about part
of the sentence it lies within. Sentences with the same place are told apart by letters: `45a` is the first of line 45.
A sentence is carried when a mark is about the whole of it, or marks about its parts leave no line of it out.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

import attrs

from interpreter.sources.marks import Mark
from interpreter.sources.places import Stretch


@attrs.frozen(eq=False)
class Carried:
    """What carries one sentence. marks: those that carry it, in the order of the rules; empty when nothing does.

    notes: the other marks that are about it: notes, and marks about a part only
    """

    marks: tuple[Mark, ...]
    notes: tuple[Mark, ...]


def carried(places: Sequence[Stretch], marks: Sequence[Mark]) -> tuple[Carried, ...]:
    """What carries the sentence at each place: one for each, in the same order."""
    standing: dict[Stretch, list[int]] = {}
    for at, place in enumerate(places):
        standing.setdefault(place, []).append(at)

    exact: dict[int, list[Mark]] = {}
    others: list[tuple[Stretch, int, Mark]] = []
    order = {id(mark): at for at, mark in enumerate(marks)}
    for at, mark in enumerate(marks):
        if mark.place is None:
            continue
        alike = standing.get(mark.place.stretch)
        if alike is None:
            others.append((mark.place.stretch, at, mark))
        elif mark.place.letter is None:
            for one in alike:
                exact.setdefault(one, []).append(mark)
        else:
            # One sentence with several marked parts takes them all.
            exact.setdefault(alike[min(mark.place.letter, len(alike) - 1)], []).append(mark)

    index = _Index(sorted(others, key=lambda other: other[:2]))
    return tuple(_carried(place, exact.get(at, []), index, order) for at, place in enumerate(places))


def unmatched(places: Sequence[Stretch], marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """The marks that no place has anything to do with: they point outside the document, or at lines without text."""
    firsts = sorted(places)
    reach = tuple(accumulate((place.last for place in firsts), max))
    return tuple(mark for mark in marks if mark.place is None or not _meets(mark.place.stretch, firsts, reach))


def _meets(stretch: Stretch, places: Sequence[Stretch], reach: Sequence[int]) -> bool:
    before = bisect_right(places, stretch.last, key=lambda place: place.first)
    return before > 0 and reach[before - 1] >= stretch.first


class _Index:
    """Marks that are no sentence's own, by where they begin. reach: the furthest that any mark so far goes."""

    def __init__(self, sorted_marks: Sequence[tuple[Stretch, int, Mark]]) -> None:
        self.stretches = [stretch for stretch, _, _ in sorted_marks]
        self.marks = [mark for _, _, mark in sorted_marks]
        self.reach = tuple(accumulate((stretch.last for stretch in self.stretches), max))

    def around(self, place: Stretch) -> list[Mark]:
        """Those that hold the whole place."""
        found = []
        at = bisect_right(self.stretches, place.first, key=lambda stretch: stretch.first) - 1
        while at >= 0 and self.reach[at] >= place.last:
            if place.within(self.stretches[at]):
                found.append(self.marks[at])
            at -= 1
        return found

    def inside(self, place: Stretch) -> list[tuple[Stretch, Mark]]:
        """Those about a part of it, by where they begin."""
        first = bisect_left(self.stretches, place.first, key=lambda stretch: stretch.first)
        last = bisect_right(self.stretches, place.last, key=lambda stretch: stretch.first)
        return [
            (self.stretches[at], self.marks[at]) for at in range(first, last) if self.stretches[at].last <= place.last
        ]


def _carried(place: Stretch, own: Sequence[Mark], index: _Index, order: dict[int, int]) -> Carried:
    parts = index.inside(place)
    whole = [mark for mark in (*own, *index.around(place)) if mark.kinds]
    bearing = [(stretch, mark) for stretch, mark in parts if mark.kinds]
    notes = [mark for mark in (*own, *index.around(place), *(mark for _, mark in parts)) if not mark.kinds]
    pieces = [mark for _, mark in bearing]
    if not whole and not _covers([stretch for stretch, _ in bearing], place):
        notes, pieces = [*notes, *pieces], []

    def sorted_marks(some: Sequence[Mark]) -> tuple[Mark, ...]:
        return tuple(sorted({id(mark): mark for mark in some}.values(), key=lambda mark: order[id(mark)]))

    return Carried(sorted_marks([*whole, *pieces]), sorted_marks(notes))


def _covers(parts: Sequence[Stretch], place: Stretch) -> bool:
    """Whether the parts, by where they begin, leave no line of the place out."""
    reached = place.first - 1
    for part in parts:
        if part.first > reached + 1:
            return False
        reached = max(reached, part.last)
    return reached == place.last
