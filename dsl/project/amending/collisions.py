"""What has been done to which things: on one day, where two changes of one thing collide; and what is gone."""

from typing import Literal

import attrs

from dsl import nodes
from dsl.frozen import identical
from dsl.problems.amendments import Reached
from dsl.project.amending.places import Box, Path, Reachable, bare, called, names_of, reached_of
from dsl.source import Span

How = Literal["replaced", "repealed", "beside"]


@identical
class Touch:
    """What was done to a thing, and where it is said. beside: something was put right after it."""

    how: How
    title: str
    span: Span


@attrs.define(eq=False)
class Touched:
    """Of one day. at: by the path of what was touched; below: by every path above it, the first."""

    at: dict[Path, list[Touch]] = attrs.field(factory=dict)
    below: dict[Path, Touch] = attrs.field(factory=dict)

    def add(self, path: Path, touch: Touch) -> Touch | None:
        """The earlier change that this one collides with: what becomes of the thing depends on which is done first, or
        one undoes the other."""
        before = self._before(path, touch)
        self.at.setdefault(path, []).append(touch)
        for length in range(1, len(path)):
            self.below.setdefault(path[:length], touch)
        return before

    def _before(self, path: Path, touch: Touch) -> Touch | None:
        for one in self.at.get(path, ()):
            if {one.how, touch.how} != {"beside", "replaced"}:
                return one
        # What is put beside a thing leaves all that is inside it as it is.
        for length in range(1, len(path)):
            for one in self.at.get(path[:length], ()):
                if one.how != "beside":
                    return one
        return None if touch.how == "beside" else self.below.get(path)


@identical
class Gone:
    """Something that was repealed. around: names of the sections it stood in."""

    path: Path
    around: frozenset[str]
    title: str
    span: Span


@attrs.define(eq=False)
class Repealed:
    """What is no longer there, by kind and each of its names, the last repealed last."""

    named: dict[tuple[Reached, str], list[Gone]] = attrs.field(factory=dict)

    def add(self, box: Box, title: str, span: Span) -> None:
        """With all that stood in it."""
        if isinstance(box.thing, Reachable):
            around = frozenset(bare(name) for section in box.sections() for name in names_of(section.thing))
            gone = Gone(box.path(), around, title, span)
            for name in dict.fromkeys(map(bare, names_of(box.thing))):
                self.named.setdefault((reached_of(box.thing), name), []).append(gone)
        for inner in box.held:
            self.add(inner, title, span)

    def find(self, target: nodes.Target) -> Gone | None:
        known = self.named.get((target.kind, bare(target.name)), ())
        return next(
            (gone for gone in reversed(known) if target.within is None or bare(target.within) in gone.around), None
        )

    def back(self, box: Box) -> None:
        """The thing is there again."""
        key = called(box.thing)
        if key in self.named:
            self.named[key] = [gone for gone in self.named[key] if gone.path != box.path()]
