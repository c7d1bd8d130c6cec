"""Which of some steps from an old version to a new one stand without which others: by hints first, then by trying.

Knows nothing of what a step is, only how the version with some of them is loaded. All of them together must stand.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import combinations

import attrs

from dsl import model
from dsl.checking.graphs import components
from dsl.frozen import identical

# After so many versions have been tried, what does not stand by itself is taken to need all the others.
MOST_TRIED = 60
# Of so many, any that only go together are looked for.
_FEW = 5

# The version with these steps, or None where there are errors in it.
Load = Callable[[frozenset[int]], model.Program | None]


@identical
class Standing:
    """Steps that only stand together. needs: those of other groups that they cannot stand without.

    without, alone: the version with what they need, and with them too; None where it was not tried
    """

    members: tuple[int, ...]
    needs: frozenset[int]
    without: model.Program | None
    alone: model.Program | None


@identical
class Hints:
    """Of each step, those that it is known to need, and those that it is likely to need where it does not stand."""

    needs: Mapping[int, Collection[int]] = {}
    likely: Mapping[int, Collection[int]] = {}


def standing(count: int, hints: Hints, tried: Collection[int], load: Load) -> tuple[Standing, ...]:
    """Groups of the steps 0 … count − 1, what a group needs before it and else in order. tried: steps whose groups are
    tried."""
    work = _Work(count, {step: set(hints.needs.get(step, ())) for step in range(count)}, hints.likely, load)
    while True:
        groups = _groups(work.needs)
        closed = _closed(groups, work.needs)
        versions = ((group, one) for group in groups if _asked(group, tried) for one in _versions(group, closed))
        failed = next(((group, steps) for group, steps in versions if not work.stands(steps)), None)
        if failed is None:
            break
        group, steps = failed
        missing = work.found_missing(closed, groups, steps)
        # What the group needs may not stand together without the group itself: then one of them needs it too.
        work.needs[max(steps) if missing.intersection(group) else group[0]] |= missing
    return tuple(_standing(work, group, closed, _asked(group, tried)) for group in groups)


def _standing(work: "_Work", group: tuple[int, ...], closed: Mapping[int, frozenset[int]], asked: bool) -> Standing:
    without, alone = _versions(group, closed)
    if not asked:
        return Standing(group, without, None, None)
    return Standing(group, without, work.program(without), work.program(alone))


def _versions(group: tuple[int, ...], closed: Mapping[int, frozenset[int]]) -> tuple[frozenset[int], frozenset[int]]:
    """Without a group, and with it."""
    return closed[group[0]].difference(group), closed[group[0]]


def _asked(group: Iterable[int], tried: Collection[int]) -> bool:
    return any(step in tried for step in group)


def _groups(needs: Mapping[int, set[int]]) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(sorted(group)) for group in components(needs, lambda step: sorted(needs[step])))


def _closed(groups: Sequence[tuple[int, ...]], needs: Mapping[int, set[int]]) -> dict[int, frozenset[int]]:
    """Of each step, its group and all that it needs, and what that needs."""
    found: dict[int, frozenset[int]] = {}
    for group in groups:
        whole = set(group)
        for step in group:
            for needed in needs[step].difference(group):
                whole |= found[needed]
        found |= dict.fromkeys(group, frozenset(whole))
    return found


@attrs.define(eq=False)
class _Work:
    count: int
    needs: dict[int, set[int]]
    likely: Mapping[int, Collection[int]]
    load: Load
    loaded: dict[frozenset[int], model.Program | None] = attrs.field(factory=dict)

    def program(self, steps: frozenset[int]) -> model.Program | None:
        if steps not in self.loaded:
            self.loaded[steps] = self.load(steps)
        return self.loaded[steps]

    def stands(self, steps: frozenset[int]) -> bool:
        """None of them and all of them are the two versions, which stand."""
        if len(steps) in (0, self.count):
            return True
        if steps not in self.loaded and len(self.loaded) >= MOST_TRIED:
            return False
        return self.program(steps) is not None

    def found_missing(
        self, closed: Mapping[int, frozenset[int]], groups: Sequence[tuple[int, ...]], steps: frozenset[int]
    ) -> frozenset[int]:
        """The fewest others with which the steps stand, as far as taking some away at a time finds them."""
        likely = {other for step in steps for other in self.likely.get(step, ())}
        kept = steps.union(*(closed[step] for step in likely))
        if kept == steps or not self.stands(kept):
            kept = frozenset(range(self.count))
        # What could not be taken away while something else was there may go once that has gone.
        more = None
        while kept != more:
            more = kept
            waiting = [[group for group in groups if not steps.issuperset(group)]]
            while waiting:
                out = [group for group in waiting.pop() if kept.issuperset(group)]
                fewer = _less(kept, steps, out, closed)
                if out and self.stands(fewer):
                    kept = fewer
                elif len(out) > 1:
                    half = len(out) // 2
                    waiting += [out[:half], out[half:]]
            if kept == more:
                kept = self._without_some(kept, steps, groups, closed)
        return kept - steps

    def _without_some(
        self,
        kept: frozenset[int],
        steps: frozenset[int],
        groups: Sequence[tuple[int, ...]],
        closed: Mapping[int, frozenset[int]],
    ) -> frozenset[int]:
        """Without several that only go together, where the rest stands."""
        left = [group for group in groups if kept.issuperset(group) and not steps.issuperset(group)]
        if len(left) <= _FEW:
            for several in (out for size in range(2, len(left)) for out in combinations(left, size)):
                fewer = _less(kept, steps, several, closed)
                if self.stands(fewer):
                    return fewer
        return kept


def _less(
    kept: frozenset[int], steps: frozenset[int], out: Iterable[tuple[int, ...]], closed: Mapping[int, frozenset[int]]
) -> frozenset[int]:
    """Without these groups, and without what is known to need them; the steps stay."""
    gone = {step for group in out for step in group}
    return frozenset(step for step in kept if step in steps or not gone & closed[step])
