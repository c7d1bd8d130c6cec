"""What is brought in last in a regulation, among its own kind, where the reader looks for it: its transitional rules
too."""

import datetime
import re
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


# What means something where a text stands outside quotes: comments and other kinds of quotes.
_UNQUOTED = re.compile("[#“”„‟»«]")


def transitions(amendment: nodes.Amendment, day: datetime.date) -> nodes.Section | None:
    """A section with them under a heading of their own; None where there are none."""
    texts = tuple(_text(change) for change in amendment.changes if isinstance(change, nodes.Transition))
    if not texts:
        return None
    title = " ".join(_UNQUOTED.sub("", amendment.title).split())
    heading = nodes.Heading(f"{title}, i kraft {day}".lstrip(", "), trivia=nodes.NO_TRIVIA, span=amendment.span)
    trivia = attrs.evolve(nodes.NO_TRIVIA, blank=True)
    said: tuple[nodes.Statement, ...] = (heading, *texts)
    return nodes.Section(
        "avsnitt", None, TRANSITIONS, said, trivia=trivia, span=amendment.span, amended_by=amendment.title
    )


def _text(change: nodes.Transition) -> nodes.TextBlock:
    match change.kind:
        case "older":
            said = f"Äldre bestämmelser gäller fortfarande för {change.text}."
        case "first":
            said = f"Bestämmelserna tillämpas första gången för {change.text}."
        case _:
            assert_never(change.kind)
    return nodes.TextBlock((said,), "bestämmelse", marks=change.marks, trivia=nodes.NO_TRIVIA, span=change.span)
