"""Which changes stand without each other: by the names they bring, take away and speak of, then by trying."""

import re
from collections.abc import Iterable, Iterator, Sequence

from dsl import model
from dsl.comparing.aligning import Aligned, Joint
from dsl.comparing.data import Change, Group, Place, Side
from dsl.comparing.mixing import mixed_of
from dsl.comparing.naming import declared, mentioned, pattern
from dsl.comparing.parts import Part, Said
from dsl.comparing.standing import Hints, standing
from dsl.frozen import identical
from dsl.pipeline import load_tree, years_of


def independent_of(
    aligned: Aligned, old: Side, new: Side, changes: Sequence[Change], *, every: bool = True
) -> tuple[Group, ...]:
    """Each change in one group. What a group needs stands in groups before it.

    aligned: the trees of the two
    changes: all of `changes(old, new)`; every: False: whether a group stands is only tried where it computes something;
        of others that goes by names alone
    """

    def load(steps: frozenset[int]) -> model.Program | None:
        chosen = [changes[step] for step in sorted(steps) if not changes[step].inert]
        if len(steps) == len(changes):
            return new.program
        if not chosen:
            return old.program
        return load_tree(old.loaded, mixed_of(aligned, chosen), before=years_of(old.loaded, new.loaded)).program

    tried = [at for at, change in enumerate(changes) if change.computes or (every and not change.inert)]
    found = standing(len(changes), _hints(aligned, changes), tried, load)
    return tuple(
        Group(
            tuple(changes[step] for step in one.members),
            tuple(changes[step] for step in sorted(one.needs)),
            one.without or old.program,
            one.alone or one.without or old.program,
        )
        for one in found
    )


# -- by names ------------------------------------------------------------------------------------


@identical
class _Spoken:
    """What a change says on one side, and the names that it declares there."""

    said: tuple[Said, ...]
    names: frozenset[str]


def _hints(aligned: Aligned, changes: Sequence[Change]) -> Hints:
    at = {(change.before, change.after): step for step, change in enumerate(changes)}
    leaders = {joint: aligned.leader(joint) for joint in aligned.joints}
    of = {joint: at[_places(leader)] for joint, leader in leaders.items() if _places(leader) in at}
    parts: list[list[Joint]] = [[] for _ in changes]
    for joint, step in of.items():
        parts[step].append(joint)
    before = [_spoken(joint.old for joint in joints) for joints in parts]
    after = [_spoken(joint.new for joint in joints) for joints in parts]
    old = _spoken(joint.old for joint in aligned.joints).names
    new = _spoken(joint.new for joint in aligned.joints).names
    needs = (*_by_place(aligned, of), *_by_name(before, after, old, new))
    return Hints(_collected(needs), _collected(_by_redefined(before, after)))


def _collected(pairs: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for one, other in pairs:
        if one != other:
            found.setdefault(one, set()).add(other)
    return found


def _by_place(aligned: Aligned, of: dict[Joint, int]) -> Iterator[tuple[int, int]]:
    """What comes into something new needs that; what is taken away needs what was in it to be taken away or moved."""
    for joint, step in of.items():
        for holder in _holders(aligned, joint.new):
            if holder.old is None and holder in of:
                yield step, of[holder]
        for holder in _holders(aligned, joint.old):
            if holder.new is None and holder in of:
                yield of[holder], step


def _by_name(
    before: Sequence[_Spoken], after: Sequence[_Spoken], old: frozenset[str], new: frozenset[str]
) -> Iterator[tuple[int, int]]:
    """A change that speaks of a name which another brings needs that one. One that takes a name away needs those that
    no longer speak of it. One that brings a name which stood elsewhere needs it taken away there, and the other way
    round. old, new: all names that are declared."""
    brought = _by_each([one.names - other.names for one, other in zip(after, before, strict=True)])
    taken = _by_each([one.names - other.names for one, other in zip(before, after, strict=True)])
    fresh, stale = pattern(brought.keys() - old), pattern(taken.keys() - new)
    for step, (was, is_) in enumerate(zip(before, after, strict=True)):
        for name in _mentioned(is_, fresh):
            yield from ((step, other) for other in brought[name])
        for name in _mentioned(was, stale):
            yield from ((other, step) for other in taken[name])
    for name in sorted(brought.keys() & taken.keys()):
        for one in brought[name]:
            for other in taken[name]:
                yield one, other
                if not _is_label(name):
                    yield other, one


def _by_redefined(before: Sequence[_Spoken], after: Sequence[_Spoken]) -> Iterator[tuple[int, int]]:
    """A change that speaks of something which another says anew may need that, and that it."""
    kept = _by_each([one.names & other.names for one, other in zip(before, after, strict=True)])
    names = pattern(kept.keys())
    for step, spoken in enumerate(after):
        for name in _mentioned(spoken, names):
            for other in kept[name]:
                yield step, other
                yield other, step


def _by_each(names: Sequence[frozenset[str]]) -> dict[str, list[int]]:
    """By each name, the changes that have it."""
    found: dict[str, list[int]] = {}
    for step, each in enumerate(names):
        for name in sorted(each):
            found.setdefault(name, []).append(step)
    return found


def _is_label(name: str) -> bool:
    """Of a section: nothing needs to stand there once it is empty."""
    return name.startswith(("§ ", "avsnitt "))


def _spoken(parts: Iterable[Part | None]) -> _Spoken:
    said = tuple(one for part in parts if part is not None for one in (part.head, *part.said))
    return _Spoken(said, frozenset(name for one in said for name in declared(one.node)))


def _mentioned(spoken: _Spoken, names: re.Pattern[str]) -> Iterator[str]:
    return (name for one in spoken.said for name in mentioned(one, names))


def _places(joint: Joint) -> tuple[Place | None, Place | None]:
    return (None if joint.old is None else joint.old.place, None if joint.new is None else joint.new.place)


def _holders(aligned: Aligned, part: Part | None) -> Iterator[Joint]:
    """What it stands in, from the innermost out."""
    around = None if part is None else part.around
    while around is not None:
        yield aligned.joint(around)
        around = around.around
