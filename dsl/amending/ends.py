"""What is brought in last in a regulation: among its own kind, where the reader looks for it."""

from collections.abc import Callable
from typing import assert_never

import attrs

from dsl import nodes

TRANSITIONS = "Övergångsbestämmelser"
_Declarations = nodes.Units | nodes.Roles | nodes.Inputs | nodes.Concepts | nodes.Uses
# What may be brought in last.
Last = nodes.HeaderLine | nodes.Concept | nodes.Attribute | nodes.Block
_TOP = attrs.evolve(nodes.NO_TRIVIA, blank=True)


def last(regulation: nodes.Regulation, new: tuple[Last, ...]) -> nodes.Regulation:
    """Sections after the last section, but before the transitional provisions;
    declarations after the last of those, examples and published tables at the end.

    Concepts and inputs without a block of their own go into the last block of theirs, or a new one.
    """
    for thing in new:
        regulation = _with_last(regulation, thing)
    return regulation


def _with_last(regulation: nodes.Regulation, thing: Last) -> nodes.Regulation:
    items = regulation.items
    match thing:
        case nodes.HeaderLine():
            return attrs.evolve(regulation, header=(*regulation.header, thing))
        case nodes.Concept():
            at = _after(items, lambda item: isinstance(item, nodes.Concepts))
            block = items[at - 1] if at else None
            if isinstance(block, nodes.Concepts):
                block = attrs.evolve(block, concepts=(*block.concepts, thing))
                return attrs.evolve(regulation, items=(*items[: at - 1], block, *items[at:]))
            return _with_last(regulation, nodes.Concepts((thing,), _TOP, thing.span))
        case nodes.Attribute():
            at = _after(items, lambda item: isinstance(item, nodes.Inputs))
            inputs = items[at - 1] if at else None
            if isinstance(inputs, nodes.Inputs):
                inputs = attrs.evolve(inputs, attributes=(*inputs.attributes, thing))
                return attrs.evolve(regulation, items=(*items[: at - 1], inputs, *items[at:]))
            return _with_last(regulation, nodes.Inputs((thing,), _TOP, thing.span))
        case nodes.Section():
            at = _after(items, lambda item: not isinstance(item, nodes.Example | nodes.ReferenceTable))
            before = items[at - 1] if at else None
            if isinstance(before, nodes.Section) and before.title == TRANSITIONS:
                at -= 1
        case nodes.Example() | nodes.ReferenceTable():
            at = len(items)
        case nodes.Units() | nodes.Roles() | nodes.Inputs() | nodes.Concepts() | nodes.Uses():
            at = _after(items, lambda item: isinstance(item, _Declarations))
        case _:
            assert_never(thing)
    return attrs.evolve(regulation, items=(*items[:at], thing, *items[at:]))


def _after(items: tuple[nodes.Block, ...], is_like: Callable[[nodes.Block], bool]) -> int:
    """The place after the last block that is like it; the first place where there is none."""
    return max((at for at, item in enumerate(items, start=1) if is_like(item)), default=0)
