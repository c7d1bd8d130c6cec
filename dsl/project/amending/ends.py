"""What is brought in last in a regulation: among its own kind, where the reader looks for it."""

from typing import assert_never

import attrs

from dsl import nodes
from dsl.project.amending.places import Box, Opened

TRANSITIONS = "Övergångsbestämmelser"
_Declarations = nodes.Units | nodes.Roles | nodes.Inputs | nodes.Concepts | nodes.Uses
_Tests = nodes.Example | nodes.ReferenceTable | nodes.Promise
# What may be brought in last.
Last = nodes.HeaderLine | nodes.Concept | nodes.Attribute | nodes.Block
_TOP = attrs.evolve(nodes.NO_TRIVIA, blank=True)


def put_last(opened: Opened, thing: Last) -> None:
    """Sections after the last section, but before the transitional provisions; declarations after the last of those;
    examples, published tables and promises at the end.

    Concepts and inputs without a block of their own go into the last block of theirs, or a new one.
    """
    items = opened.items.held
    match thing:
        case nodes.HeaderLine():
            opened.put(opened.header, len(opened.header.held), (thing,))
        case nodes.Concept():
            _into(opened, nodes.Concepts, thing, nodes.Concepts((thing,), trivia=_TOP, span=thing.span))
        case nodes.Attribute():
            _into(opened, nodes.Inputs, thing, nodes.Inputs((thing,), trivia=_TOP, span=thing.span))
        case nodes.Section():
            at = len(items)
            while at and isinstance(items[at - 1].thing, _Tests):
                at -= 1
            at -= bool(at) and _is_transitions(items[at - 1])
            opened.put(opened.items, at, (thing,))
        case nodes.Example() | nodes.ReferenceTable() | nodes.Promise():
            opened.put(opened.items, len(items), (thing,))
        case nodes.Units() | nodes.Roles() | nodes.Inputs() | nodes.Concepts() | nodes.Uses():
            at = len(items)
            while at and not isinstance(items[at - 1].thing, _Declarations):
                at -= 1
            opened.put(opened.items, at, (thing,))
        case _:
            assert_never(thing)


def put_transitions(opened: Opened, section: nodes.Section) -> None:
    """Their section last of all, or what it says into the one that is there."""
    box = next((box for box in reversed(opened.items.held) if isinstance(box.thing, nodes.Section)), None)
    if box is None or not _is_transitions(box):
        return put_last(opened, section)
    first, *rest = section.statements
    apart = attrs.evolve(first, trivia=_TOP)
    return opened.put(box, len(box.held), (apart, *rest), section.amended_by)


def _into(
    opened: Opened, kind: type[nodes.Concepts | nodes.Inputs], thing: nodes.Concept | nodes.Attribute, alone: Last
) -> None:
    box = next((box for box in reversed(opened.items.held) if isinstance(box.thing, kind)), None)
    if box is None:
        put_last(opened, alone)
    else:
        opened.put(box, len(box.held), (thing,))


def _is_transitions(box: Box) -> bool:
    return isinstance(box.thing, nodes.Section) and box.thing.title == TRANSITIONS
