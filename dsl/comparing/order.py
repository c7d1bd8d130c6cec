"""Things on two sides, some of which are the same, in one order; and which of those changed places."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence


def together(old: int, new: int, pairs: Mapping[int, int]) -> list[tuple[int | None, int | None]]:
    """Positions on both sides in the order of the new; what is only in the old right after what stood before it there.

    old, new: how many there are; pairs: position in the old -> in the new
    """
    after: dict[int | None, list[int]] = {}
    before: int | None = None
    for at in range(old):
        if at in pairs:
            before = pairs[at]
        else:
            after.setdefault(before, []).append(at)
    back = {to: at for at, to in pairs.items()}
    found: list[tuple[int | None, int | None]] = [(at, None) for at in after.get(None, ())]
    for to in range(new):
        found.append((back.get(to), to))
        found += [(at, None) for at in after.get(to, ())]
    return found


def out_of_order(positions: Sequence[int]) -> frozenset[int]:
    """Of numbers, all different, the fewest that the others rise without."""
    ends: list[int] = []  # the least last number of a rising run of each length
    lengths = []
    for position in positions:
        length = bisect_left(ends, position)
        ends[length : length + 1] = [position]
        lengths.append(length)
    wanted = len(ends) - 1
    kept = set()
    last: int | None = None
    for position, length in zip(reversed(positions), reversed(lengths), strict=True):
        if length == wanted and (last is None or position < last):
            kept.add(position)
            last, wanted = position, wanted - 1
    return frozenset(positions) - kept
