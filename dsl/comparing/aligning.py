"""Two versions laid beside each other: the parts of both, which of them are the same, and what each change is of."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import chain

import attrs

from dsl import nodes
from dsl.comparing.data import TESTS, What
from dsl.comparing.parts import Part, everything, parts_of
from dsl.comparing.words import likeness, words
from dsl.frozen import identical


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


# How alike two texts must be that are taken for one, in thousandths.
_ALIKE = 600
# For two with the same name less will do.
_SAME_NAME = 300
# What the same name is worth when several are alike, and the same title.
_NAME, _TITLE = 250, 100
# More pairs than this are not looked at one by one: then only names are gone by.
_MOST_PAIRS = 10_000


@attrs.define(eq=False)
class Joint:
    """A part of either side, or the same of both. displaced: it stands elsewhere among those beside it, or in
    something else."""

    old: Part | None
    new: Part | None
    displaced: bool = False

    @property
    def either(self) -> Part:
        part = self.old if self.new is None else self.new
        assert part is not None
        return part


@identical
class Matched:
    """Two lists of parts laid beside each other.

    joints: in the order of the new text; what is only in the old right after what stood before it there.
    """

    old: Part
    new: Part
    joints: tuple[Joint, ...]
    of: dict[Part, Joint]


def match(old: Part, new: Part) -> Matched:
    """Lay two lists of parts beside each other so that most of what is alike stands together."""
    work = _Work()
    work.pair(old, new)
    left, right = list(everything(old))[1:], list(everything(new))[1:]
    for what in ("header", "block", "uses", "unit", "role", "input", "concept", "attribute"):
        work.by_key(_of(left, what), _of(right, what), _key)
    _sections(work, _of(left, "section"), _of(right, "section"))
    for what in ("interpretation", *sorted(TESTS)):
        ours, theirs = _of(left, what), _of(right, what)
        work.by_key(ours, theirs, _key)
        work.by_key(ours, theirs, _name)
        work.by_likeness(ours, theirs)
    ours, theirs = _of(left, "heading"), _of(right, "heading")
    work.by_key(ours, theirs, work.heading_key)
    work.by_text(ours, theirs)
    work.by_likeness(ours, theirs)
    joints = work.joints(left, right)
    return Matched(old, new, joints, work.found)


def _of(parts: Iterable[Part], what: str) -> list[Part]:
    return [part for part in parts if part.what == what]


def _key(part: Part) -> Hashable:
    return part.place.path, part.place.name, part.place.nth


def _name(part: Part) -> Hashable:
    return part.place.name


def _sections(work: "_Work", old: list[Part], new: list[Part]) -> None:
    work.by_key(old, new, lambda part: (_section_key(part), _text(part)))
    work.by_text(old, new)
    work.by_likeness(old, new)
    work.by_key(old, new, _section_key)
    work.by_key(old, new, _name)


def _section_key(part: Part) -> Hashable:
    """A number stands once in a regulation; a title only once in what it stands in."""
    return part.place.name if part.node.number else (part.place.path, part.place.name)


def _text(part: Part) -> tuple[Hashable, ...]:
    """Its own words and those under its headings."""
    inner = (one.head.lines if one.what != "section" else () for one in part.parts())
    below = (_text(one) for one in part.parts() if one.what == "heading")
    return (*(said.lines for said in part.said), *inner, *below)


@attrs.define(eq=False)
class _Work:
    """counted: the words of parts, each part once."""

    found: dict[Part, Joint] = attrs.field(factory=dict)
    counted: dict[Part, Counter[str]] = attrs.field(factory=dict)

    def pair(self, old: Part, new: Part) -> None:
        self.found[old] = self.found[new] = Joint(old, new)

    def left(self, parts: Iterable[Part]) -> list[Part]:
        return [part for part in parts if part not in self.found]

    def by_key(self, old: Sequence[Part], new: Sequence[Part], key: Callable[[Part], Hashable]) -> None:
        """Those alone on their side with a key that they share."""
        ours, theirs = self._alone(old, key), self._alone(new, key)
        for one, part in ours.items():
            if one in theirs:
                self.pair(part, theirs[one])

    def by_text(self, old: Sequence[Part], new: Sequence[Part]) -> None:
        """Those that say the same as one other."""
        ours, theirs = ([part for part in parts if _text(part)] for parts in (old, new))
        self.by_key(ours, theirs, _text)

    def _alone(self, parts: Iterable[Part], key: Callable[[Part], Hashable]) -> dict[Hashable, Part]:
        found: dict[Hashable, list[Part]] = {}
        for part in self.left(parts):
            found.setdefault(key(part), []).append(part)
        return {one: several[0] for one, several in found.items() if len(several) == 1}

    def by_likeness(self, old: Sequence[Part], new: Sequence[Part]) -> None:
        """Those most alike first."""
        ours, theirs = self.left(old), self.left(new)
        if len(ours) * len(theirs) > _MOST_PAIRS:
            return
        scored = []
        for at, one in enumerate(ours):
            for to, other in enumerate(theirs):
                score = self._score(one, other)
                if score is not None:
                    scored.append((-score, at, to))
        for _, at, to in sorted(scored):
            if ours[at] not in self.found and theirs[to] not in self.found:
                self.pair(ours[at], theirs[to])

    def _score(self, old: Part, new: Part) -> int | None:
        same_name = old.place.name == new.place.name
        same_title = bool(old.place.title) and old.place.title == new.place.title
        alike = self._likeness(old, new)
        if alike < _ALIKE and not (same_name and (same_title or alike >= _SAME_NAME)):
            return None
        return alike + _NAME * same_name + _TITLE * same_title

    def _likeness(self, old: Part, new: Part) -> int:
        return likeness(self._words(old), self._words(new))

    def _words(self, part: Part) -> Counter[str]:
        """Its own; of what has none, those of all that it holds."""
        if part not in self.counted:
            lines = [said.lines for said in part.said]
            if not lines:
                lines = [one.head.lines for one in everything(part)]
            texts = (text for _, text in chain.from_iterable(lines))
            self.counted[part] = Counter(word.strip() for text in texts for word in words(text))
        return self.counted[part]

    def heading_key(self, part: Part) -> Hashable:
        """A title in a section, whatever the section is called now."""
        assert part.around is not None
        return self.found.get(part.around, part.around), part.place.name, part.place.nth

    # -- in order --------------------------------------------------------------------------------

    def joints(self, old: Sequence[Part], new: Sequence[Part]) -> tuple[Joint, ...]:
        """Of all parts, with those marked that stand elsewhere."""
        place = {part: at for at, part in enumerate(new)}
        pairs = {
            at: place[joint.new]
            for at, part in enumerate(old)
            if (joint := self.found.get(part)) is not None and joint.new is not None
        }
        found = []
        for at, to in together(len(old), len(new), pairs):
            part = old[at] if at is not None else new[to or 0]
            if part not in self.found:
                self.found[part] = Joint(part, None) if at is not None else Joint(None, part)
            found.append(self.found[part])
        beside: dict[Joint, list[Joint]] = {}
        for at in sorted(pairs):
            joint = self.found[old[at]]
            assert joint.old is not None
            assert joint.new is not None
            ours, theirs = (self.found[_home(part)] for part in (joint.old, joint.new))
            joint.displaced = ours is not theirs
            if not joint.displaced:
                beside.setdefault(ours, []).append(joint)
        for joints in beside.values():
            there = [place[joint.new] for joint in joints if joint.new is not None]
            wrong = out_of_order(there)
            for joint, position in zip(joints, there, strict=True):
                joint.displaced = position in wrong
        return tuple(found)


def _home(part: Part) -> Part:
    """What it stands in; what is under a heading stands in the section."""
    around = part.around
    while around is not None and around.what == "heading":
        around = around.around
    assert around is not None
    return around


# What is told as a part of the section or concept that it stands in, where that is itself new or gone.
_FOLDED: frozenset[What] = frozenset(("heading", "interpretation", "attribute"))


@identical
class Aligned:
    """Two texts laid beside each other, with what is told together.

    root: of the whole texts. joints: all others, in the order of the new text.

    leaders: of what is told as part of something larger, that; followers: the other way round
    """

    matched: Matched
    root: Joint
    joints: tuple[Joint, ...]
    leaders: dict[Joint, Joint]
    followers: dict[Joint, list[Joint]]

    def leader(self, joint: Joint) -> Joint:
        """The joint that tells of it; mostly itself."""
        return self.leaders.get(joint, joint)

    def joint(self, part: Part) -> Joint:
        return self.matched.of[part]


def align(old: nodes.Regulation, new: nodes.Regulation) -> Aligned:
    """Lay two regulations beside each other, from the largest parts to the smallest."""
    matched = match(parts_of(old), parts_of(new))
    leaders: dict[Joint, Joint] = {}
    # What holds others stands before them in the text, so that those inside several reach the outermost.
    for joint in matched.joints:
        part = joint.either
        if part.what in _FOLDED and part.around is not None and (joint.old is None or joint.new is None):
            holder = matched.of[part.around]
            if holder.old is None or holder.new is None:
                leaders[joint] = leaders.get(holder, holder)
    followers: dict[Joint, list[Joint]] = {}
    for joint, leader in leaders.items():
        followers.setdefault(leader, []).append(joint)
    return Aligned(matched, matched.of[matched.old], matched.joints, leaders, followers)
