"""The tree of a regulation opened, so that things in it can be found by name, taken out and put in; and closed again.

Every node that holds others or that an amendment can reach is in a box; a change touches only the boxes around it, so
that many changes of a long text cost little. Nothing here knows of amendments.
"""

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar, assert_never

import attrs

from dsl import nodes
from dsl.formatting.promises import in_one_line
from dsl.problems.amendments import Kind, Reached

Thing = nodes.Statement | nodes.Concept | nodes.Attribute | nodes.HeaderLine | nodes.Block
# What an amendment can reach.
Reachable = (
    nodes.Section
    | nodes.Heading
    | nodes.Concept
    | nodes.Attribute
    | nodes.Interpretation
    | nodes.Example
    | nodes.ReferenceTable
    | nodes.Promise
    | nodes.HeaderLine
)
# How a thing is told from all others: kind and name of it and, before it, of the sections it stands in.
Path = tuple[tuple[Reached, str], ...]
_HELD = {nodes.Section: "statements", nodes.Concepts: "concepts", nodes.Inputs: "attributes"}


# -- names ---------------------------------------------------------------------------------------


def bare(name: str) -> str:
    """For comparing names: without spaces and capitals."""
    return "".join(name.casefold().split())


def kind_of(thing: Thing) -> Kind:
    """The kind of a thing that an amendment puts in, by which it finds its place."""
    match thing:
        case nodes.Units() | nodes.Roles() | nodes.Inputs() | nodes.Concepts() | nodes.Uses():
            return "block"
        case (
            nodes.TextBlock()
            | nodes.Definition()
            | nodes.TableDefinition()
            | nodes.Grant()
            | nodes.ExceptionRule()
            | nodes.Sharing()
            | nodes.Note()
            | nodes.Assumption()
            | nodes.Norm()
            | nodes.DecidedBy()
            | nodes.Scope()
            | nodes.Meaning()
            | nodes.SeeAlso()
        ):
            return "statement"
        case _:
            return reached_of(thing)


def reached_of(thing: Reachable) -> Reached:
    """The kind of a thing that an amendment names, as it is told."""
    match thing:
        case nodes.Section():
            return "section"
        case nodes.Heading():
            return "heading"
        case nodes.Concept():
            return "concept"
        case nodes.Attribute():
            return "input"
        case nodes.Interpretation():
            return "interpretation"
        case nodes.Example():
            return "example"
        case nodes.ReferenceTable():
            return "reference"
        case nodes.Promise():
            return "promise"
        case nodes.HeaderLine():
            return "header"
        case _:
            assert_never(thing)


def names_of(thing: Reachable) -> tuple[str, ...]:
    """What it may be called, the most telling first."""
    match thing:
        case nodes.Section():
            numbered = (f"{thing.number} {thing.title}", f"{thing.kind} {thing.number} {thing.title}", thing.number)
            return (thing.label, thing.title, *((part or "") for part in numbered if thing.number))
        case nodes.Heading() | nodes.Example() | nodes.ReferenceTable() | nodes.Promise():
            return (thing.title,)
        case nodes.Concept() | nodes.Attribute() | nodes.Interpretation():
            return (thing.name,)
        case nodes.HeaderLine():
            return (thing.key,)
        case _:
            assert_never(thing)


def called(thing: Reachable) -> tuple[Reached, str]:
    """Its kind and the name that no other of its kind should have."""
    return reached_of(thing), bare(names_of(thing)[0])


# -- boxes ---------------------------------------------------------------------------------------


@attrs.define(eq=False)
class Box:
    """A place of the regulation that amendments can change what stands in.

    A thing in its place. held: what stands in it, in order; changed: whether that is no longer what the thing says

    amended_by: of a section whose own statements were changed
    """

    thing: Any
    around: "Box | None"
    held: "list[Box]" = attrs.field(factory=list)
    changed: bool = False
    amended_by: str | None = None

    def sections(self) -> "list[Box]":
        """Those around it, from the innermost out."""
        found = []
        box = self.around
        while box is not None:
            if isinstance(box.thing, nodes.Section):
                found.append(box)
            box = box.around
        return found

    def path(self) -> Path:
        """What stands under a heading is inside it."""
        own = [self]
        if isinstance(self.thing, nodes.Interpretation) and self.around is not None:
            beside = self.around.held
            above = beside[: beside.index(self)]
            own[:0] = [box for box in above if isinstance(box.thing, nodes.Heading)][-1:]
        return tuple(called(box.thing) for box in (*reversed(self.sections()), *own))

    def within(self, other: "Box") -> bool:
        """Whether it is the other or stands in it."""
        box: Box | None = self
        while box is not None and box is not other:
            box = box.around
        return box is not None


@attrs.define(eq=False)
class Opened:
    """A regulation under change. named: every box by kind and each of its names."""

    regulation: nodes.Regulation
    header: Box
    items: Box
    named: dict[tuple[Kind, str], list[Box]] = attrs.field(factory=dict)

    @staticmethod
    def of(regulation: nodes.Regulation) -> "Opened":
        opened = Opened(regulation, Box(None, None), Box(None, None))
        opened.put(opened.header, 0, regulation.header)
        opened.items.held = [opened._boxed(thing, opened.items) for thing in regulation.items]
        opened.header.changed = opened.items.changed = False
        return opened

    def close(self) -> nodes.Regulation:
        """The regulation as it has become; the very same where nothing was changed."""
        changes: dict[str, Any] = {}
        if self.header.changed:
            changes["header"] = tuple(box.thing for box in self.header.held)
        if self.items.changed:
            changes["items"] = tuple(_closed(self.items))
        return attrs.evolve(self.regulation, **changes) if changes else self.regulation

    def everything(self, kind: Reached) -> Iterator[Box]:
        """All of a kind, in no order that matters."""
        found = (box for (other, _), boxes in self.named.items() if other == kind for box in boxes)
        return iter(dict.fromkeys(found))

    def put(self, around: Box, at: int, things: Iterable[Thing], amended_by: str | None = None) -> None:
        """Things into a box, from a place on."""
        boxes = [self._boxed(thing, around) for thing in things]
        around.held[at:at] = boxes
        self._part(around, at, at + len(boxes))
        _touched(around, amended_by)

    def take(self, around: Box, start: int, stop: int, amended_by: str | None = None) -> None:
        """What stands in a box from one place to another out of it. A block that is emptied goes too."""
        for box in around.held[start:stop]:
            self._forget(box)
        del around.held[start:stop]
        self._part(around, start, start)
        _touched(around, amended_by)

    def _part(self, around: Box, start: int, stop: int) -> None:
        """What stands outermost has a blank line above it, but for promises of one line each. A promise that was
        brought in, or that came to stand after something else, need not have had one."""
        for at in range(start, min(stop + 1, len(around.held))) if around is self.items else ():
            thing, before = around.held[at].thing, around.held[at - 1].thing if at else None
            alike = isinstance(before, nodes.Promise) and in_one_line(before)
            if isinstance(thing, nodes.Promise) and not (alike and in_one_line(thing)):
                around.held[at].thing = _with_blank(thing)

    def _boxed(self, thing: Thing, around: Box) -> Box:
        box = Box(thing, around)
        if isinstance(thing, Reachable):
            for name in dict.fromkeys(map(bare, names_of(thing))):
                self.named.setdefault((reached_of(thing), name), []).append(box)
        field = _HELD.get(type(thing))
        if field is not None:
            box.held = [self._boxed(inner, box) for inner in getattr(thing, field)]
        return box

    def _forget(self, box: Box) -> None:
        if isinstance(box.thing, Reachable):
            for name in dict.fromkeys(map(bare, names_of(box.thing))):
                self.named[reached_of(box.thing), name].remove(box)
        for inner in box.held:
            self._forget(inner)


def stretch(box: Box) -> tuple[int, int]:
    """Where a thing begins and ends in what is around it. A heading reaches to the next heading or inner section."""
    assert box.around is not None
    beside = box.around.held
    start = beside.index(box)
    stop = start + 1
    if isinstance(box.thing, nodes.Heading):
        while stop < len(beside) and not isinstance(beside[stop].thing, nodes.Heading | nodes.Section):
            stop += 1
    return start, stop


def _touched(box: Box, amended_by: str | None) -> None:
    """The box and those around it are to be closed anew; the innermost section is amended."""
    around: Box | None = box
    while around is not None:
        around.changed = True
        if isinstance(around.thing, nodes.Section) and amended_by is not None:
            around.amended_by, amended_by = amended_by, None
        around = around.around


def _closed(box: Box) -> Iterator[Any]:
    """The things in a box as they have become, without blocks that lost all they held, and with a blank line between
    texts that would else be read as one."""
    before: Any = None
    for inner in box.held:
        thing = inner.thing
        if inner.changed:
            held = tuple(_closed(inner))
            changes: dict[str, Any] = {_HELD[type(thing)]: held}
            if inner.amended_by is not None:
                changes["amended_by"] = inner.amended_by
            thing = attrs.evolve(thing, **changes)
            if not held and not isinstance(thing, nodes.Section):
                continue
        if isinstance(thing, nodes.TextBlock) and isinstance(before, nodes.TextBlock) and before.kind is None:
            thing = _text_apart(thing)
        yield thing
        before = thing


def _text_apart(text: nodes.TextBlock) -> nodes.TextBlock:
    return text if text.trivia.before else _with_blank(text)


_Apart = TypeVar("_Apart", nodes.TextBlock, nodes.Promise)


def _with_blank(thing: _Apart) -> _Apart:
    return attrs.evolve(thing, trivia=attrs.evolve(thing.trivia, blank=True))
