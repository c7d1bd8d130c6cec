"""The old regulation with only some of the changes.

Every part is taken as it stands on one side: on the new where its change is chosen, else on the old. It stands where
that side has it; where what it stood in is gone or not there yet, in the nearest around that is there.
"""

from collections.abc import Collection, Iterator, Set
from typing import Any

import attrs

from dsl import nodes
from dsl.comparing.aligning import Aligned, Joint, align
from dsl.comparing.data import Change, Place, Side
from dsl.comparing.parts import Part

# What can only stand in a section or a concept.
_INNER = frozenset(("heading", "interpretation", "attribute"))

_Element = nodes.Statement | Joint


def mixed(old: Side, new: Side, chosen: Collection[Change]) -> nodes.Regulation:
    """None chosen: the old; all: what means the same as the new. Any choice gives a tree; whether it stands is for
    `dsl.pipeline.load_tree` to say.

    chosen: some of `changes(old, new)`
    """
    return mixed_of(align(old.tree, new.tree), chosen)


def mixed_of(aligned: Aligned, chosen: Collection[Change]) -> nodes.Regulation:
    """The old text with the chosen changes made, and no others."""
    if not chosen:
        untouched: nodes.Regulation = aligned.matched.old.node
        return untouched
    work = _Work(aligned, frozenset((change.before, change.after) for change in chosen))
    return work.whole()


@attrs.define(eq=False)
class _Work:
    """inside: what stands in what. shells: sections that are there only because something has to stand in them."""

    aligned: Aligned
    chosen: frozenset[tuple[Place | None, Place | None]]
    present: set[Joint] = attrs.field(factory=set)
    shells: set[Joint] = attrs.field(factory=set)
    inside: dict[Joint, list[Joint]] = attrs.field(factory=dict)

    def whole(self) -> nodes.Regulation:
        root = self.aligned.root
        joints = self.aligned.joints
        self.present = {root, *(joint for joint in joints if self._is_there(joint))}
        for joint, home in self._homes().items():
            self.inside.setdefault(home, []).append(joint)
        side = self._part(root)
        held = [self._built(inner) for inner in self._elements(root) if isinstance(inner, Joint)]
        header = tuple(one for one in held if isinstance(one, nodes.HeaderLine))
        items = tuple(one for one in held if one is not None and not isinstance(one, nodes.HeaderLine))
        made: nodes.Regulation = attrs.evolve(side.node, header=header, items=items)
        return made

    # -- which side, and where -------------------------------------------------------------------

    def _is_chosen(self, joint: Joint) -> bool:
        leader = self.aligned.leader(joint)
        before, after = (None if part is None else part.place for part in (leader.old, leader.new))
        return (before, after) in self.chosen

    def _is_there(self, joint: Joint) -> bool:
        """A block of declarations is where something is declared in it, and else left out when all is put together."""
        if joint.either.what == "block" or (joint.old is not None and joint.new is not None):
            return True
        return self._is_chosen(joint) == (joint.old is None)

    def _part(self, joint: Joint) -> Part:
        """As it stands on the side that it is taken from."""
        if joint.old is not None and joint.new is not None:
            return joint.new if self._is_chosen(joint) else joint.old
        return joint.either

    def _homes(self) -> dict[Joint, Joint]:
        """What each stands in, from the outermost in where that can be."""
        homes: dict[Joint, Joint] = {}
        for joint in self.aligned.joints:
            if joint in self.present:
                homes[joint] = home = self._home(joint)
                if home not in self.present:
                    # A section that is there only because this has to stand in it.
                    self.shells.add(home)
                    self.present.add(home)
                    homes[home] = self._home(home)
        # Two that are moved into each other would hold each other up in the air.
        for joint in homes:
            above = homes[joint]
            while above is not self.aligned.root and above is not joint:
                above = homes[above]
            if above is joint:
                homes[joint] = self.aligned.root
        return homes

    def _home(self, joint: Joint) -> Joint:
        """The nearest around it that is there; else, where it must stand in a section, the section."""
        around = self._part(joint).around
        assert around is not None
        first = home = self.aligned.joint(around)
        while home not in self.present:
            around = self._part(home).around
            assert around is not None
            home = self.aligned.joint(around)
        return first if home is self.aligned.root and joint.either.what in _INNER else home

    # -- in which order --------------------------------------------------------------------------

    def _elements(self, home: Joint) -> Iterator[_Element]:
        """What stands in a part: as on the side that it is taken from; what has no place there after what stands before
        it on its own side."""
        part = self._part(home)
        here = self.inside.get(home, [])
        standing = {joint for joint in here if self._has_place(joint, home)}
        first = next((at for at, element in enumerate(part.elements) if isinstance(element, Part)), len(part.elements))
        placed = set(standing)
        after: dict[Joint | None, list[Joint]] = {}
        for joint in here:
            if joint not in standing:
                after.setdefault(self._before(joint, placed), []).append(joint)
                placed.add(joint)
        for at, element in enumerate(part.elements):
            if at == first:
                yield from _following(None, after)
            if isinstance(element, int):
                if home not in self.shells:
                    yield part.said[element].node
            elif (joint := self.aligned.joint(element)) in standing:
                yield joint
                yield from _following(joint, after)
        if first == len(part.elements):
            yield from _following(None, after)

    def _has_place(self, joint: Joint, home: Joint) -> bool:
        """Whether it stands in the part on the side that this is taken from, and not only on its own."""
        side = joint.new if self._part(home) is home.new else joint.old
        around = None if side is None else side.around
        if around is None or self.aligned.joint(around) is not home:
            return False
        return not joint.displaced or self._part(joint) is side

    def _before(self, joint: Joint, placed: Set[Joint]) -> Joint | None:
        """The nearest that stands before it on its own side and has its place."""
        part = self._part(joint)
        beside = part.around.elements if part.around is not None else []
        for at in range(part.at - 1, -1, -1):
            element = beside[at]
            if isinstance(element, Part) and (known := self.aligned.joint(element)) in placed:
                return known
        return None

    # -- put together ----------------------------------------------------------------------------

    def _built(self, joint: Joint) -> Any:
        """The node; None of a block that nothing is left of."""
        node = self._part(joint).node
        match node:
            case nodes.Section():
                return attrs.evolve(node, statements=tuple(self._statements(joint)))
            case nodes.Concept():
                return attrs.evolve(node, attributes=tuple(self._held(joint)))
            case nodes.Units() | nodes.Roles():
                entries = tuple(self._held(joint))
                return attrs.evolve(node, entries=entries) if entries else None
            case nodes.Inputs():
                attributes = tuple(self._held(joint))
                return attrs.evolve(node, attributes=attributes) if attributes else None
            case nodes.Concepts():
                concepts = tuple(self._held(joint))
                return attrs.evolve(node, concepts=concepts) if concepts else None
            case _:
                return node

    def _held(self, joint: Joint) -> Iterator[Any]:
        for element in self._elements(joint):
            assert isinstance(element, Joint)
            yield self._built(element)

    def _statements(self, joint: Joint) -> Iterator[nodes.Statement]:
        for element in self._elements(joint):
            if not isinstance(element, Joint):
                yield element
            elif isinstance(element.either.node, nodes.Heading):
                yield self._part(element).node
                yield from self._statements(element)
            else:
                yield self._built(element)


def _following(joint: Joint | None, after: dict[Joint | None, list[Joint]]) -> Iterator[Joint]:
    """All that has to stand right after something, the last that was placed first; and what has to stand after that."""
    waiting = after.get(joint, [])[:]
    while waiting:
        one = waiting.pop()
        yield one
        waiting += after.get(one, [])
