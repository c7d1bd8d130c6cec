"""Two versions laid beside each other: the parts of both, which of them are the same, and what each change is of."""

from dsl import nodes
from dsl.comparing.data import What
from dsl.comparing.matching import Joint, Matched, match
from dsl.comparing.parts import Part, parts_of
from dsl.frozen import identical

# What is told as a part of the section or concept that it stands in, where that is itself new or gone.
_FOLDED: frozenset[What] = frozenset(("heading", "interpretation", "attribute"))


@identical
class Aligned:
    """root: of the whole texts. joints: all others, in the order of the new text.

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
