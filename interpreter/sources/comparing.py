"""A new version of the document against the register: what is the same, moved, changed, gone and new.

Only hashes are known of the old version. Sentences that each version has exactly once and in the same order hold the
two together; between them, what begins and ends alike is the same, and of what is left as many as there are on both
sides are changed. What was taken away in one place and has come in another has moved.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

import attrs

from interpreter.sources.places import Stretch
from interpreter.sources.register import Entry
from interpreter.sources.sentences import Sentence


@attrs.frozen
class Difference:
    """One difference between the register and the document as it now reads. what: moved, with another place than
    before; changed; gone; new.

    before, after: its place in the register and in the document; None where it is not
    old: index of the sentence in the register that it is about; of a new one, of the sentence it stands after, or None
    text: of the sentence in the document; None where it is gone
    """

    what: Literal["moved", "changed", "gone", "new"]
    before: Stretch | None
    after: Stretch | None
    old: int | None
    text: str | None


def compare(entries: Sequence[Entry], sentences: Sequence[Sentence]) -> tuple[Difference, ...]:
    """The differences in the order of the document, what is gone where it stood. Both sides are without layout."""
    old = [entry.hash for entry in entries]
    new = [sentence.hash for sentence in sentences]
    found: list[Difference] = []
    removed: list[tuple[int, int]] = []  # (index in the register, where in `found` it is told)
    added: dict[str, list[int]] = {}  # hash -> where in `found`
    for first, last, start, end, same in _stretches(old, new):
        for at, to in zip(range(first, last), range(start, end), strict=False):
            before, sentence = entries[at].place, sentences[to]
            if not same:
                found.append(Difference("changed", before, sentence.place, at, sentence.text))
            elif before != sentence.place:
                found.append(Difference("moved", before, sentence.place, at, sentence.text))
        for at in range(first + (end - start), last):
            removed.append((at, len(found)))
            found.append(Difference("gone", entries[at].place, None, at, None))
        for to in range(start + (last - first), end):
            added.setdefault(new[to], []).append(len(found))
            found.append(Difference("new", None, sentences[to].place, last - 1 if last else None, sentences[to].text))
    dropped = set()
    for at, told in removed:
        came = added.get(old[at])
        if came:
            to = came.pop(0)
            found[to] = attrs.evolve(found[to], what="moved", before=entries[at].place, old=at)
            dropped.add(told)
    return tuple(one for at, one in enumerate(found) if at not in dropped)


def _stretches(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int, bool]]:
    """(from, to in the old, from, to in the new, whether alike), covering both from beginning to end."""
    first = start = 0
    for at, to in [*_anchors(old, new), (len(old), len(new))]:
        head = first
        while head < at and start + head - first < to and old[head] == new[start + head - first]:
            head += 1
        opening = start + head - first
        tail, closing = at, to
        while tail > head and closing > opening and old[tail - 1] == new[closing - 1]:
            tail, closing = tail - 1, closing - 1
        yield first, head, start, opening, True
        yield head, tail, opening, closing, False
        yield tail, at, closing, to, True
        first, start = at, to


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The longest run of pairs, growing on both sides, of hashes that stand exactly once in each."""
    once, where = Counter(old), Counter(new)
    places = {digest: at for at, digest in enumerate(new)}
    pairs = [(at, places[digest]) for at, digest in enumerate(old) if once[digest] == 1 and where[digest] == 1]
    ends: list[int] = []  # the smallest place in the new that a run of each length can end with
    last: list[int] = []  # which pair that is
    before: list[int | None] = []
    for at, (_, to) in enumerate(pairs):
        length = bisect_left(ends, to)
        before.append(last[length - 1] if length else None)
        ends[length : length + 1] = [to]
        last[length : length + 1] = [at]
    run: list[tuple[int, int]] = []
    step = last[-1] if last else None
    while step is not None:
        run.append(pairs[step])
        step = before[step]
    return run[::-1]
