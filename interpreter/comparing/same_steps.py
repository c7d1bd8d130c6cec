"""Which values mean the same in two versions, whatever is given: they are computed by the same steps all the way down.

Decided on the plans, where years are unrolled, readings chosen and equal steps one; so it holds for the moment that
they were made for. A value that is not found to mean the same may still never differ.
"""

from collections.abc import Hashable, Mapping, Sequence

import attrs

from dsl import model
from dsl.frozen import identical
from interpreter.comparing.moves import cause_kind
from interpreter.evaluating.plan import Plan, Slot
from interpreter.search.inputs import slots_of


def same_meaning(
    before: Plan, after: Plan, renamed: Mapping[model.Symbol, model.Symbol] = {}
) -> frozenset[model.Symbol]:
    """The values that both define and that cannot differ for any input, as the new side calls them."""
    known: dict[Hashable, int] = {}
    old, new = numbered(before, known), numbered(after, known)
    return frozenset(
        symbol
        for symbol in after.active
        if (former := renamed.get(symbol, symbol)) in before.active
        and [old[slot] for slot in slots_of(before, (former,))] == [new[slot] for slot in slots_of(after, (symbol,))]
    )


@identical
class Merged:
    """Two plans as one: what both compute alike is one slot. old, new: of each slot of the two, which it is there."""

    plan: Plan
    old: Sequence[int]
    new: Sequence[int]


def merged(before: Plan, after: Plan) -> Merged:
    """Lays two plans into one: the slots of both, each computation once. All else is as in the plan after."""
    known: dict[Hashable, int] = {}
    old, new = numbered(before, known), numbered(after, known)
    slots: list[Slot] = []
    for plan, numbers in ((before, old), (after, new)):
        for slot, number in zip(plan.slots, numbers, strict=True):
            # Numbers are given in the order of the slots, each once.
            if number == len(slots):
                arguments = tuple(-1 if argument < 0 else numbers[argument] for argument in slot.arguments)
                slots.append(attrs.evolve(slot, arguments=arguments))
    return Merged(attrs.evolve(after, slots=tuple(slots)), old, new)


def numbered(plan: Plan, known: dict[Hashable, int]) -> list[int]:
    """A number for each slot: equal exactly where two are computed alike, here or in a plan that `known` has met."""
    numbers: list[int] = []
    for slot in plan.slots:
        numbers.append(known.setdefault(_shape(slot, numbers), len(known)))
    return numbers


def _shape(slot: Slot, numbers: Sequence[int]) -> Hashable:
    """What the slot computes, its arguments told by these numbers."""
    attribute = slot.attribute
    return (
        slot.operation,
        tuple(-1 if argument < 0 else numbers[argument] for argument in slot.arguments),
        slot.concept,
        slot.kind,
        # 1 and True are one key.
        tuple((type(datum), datum) for datum in slot.data),
        None if slot.cause is None else cause_kind(slot.cause),
        None if attribute is None else (attribute.symbol, attribute.type, type(attribute.default), attribute.default),
        slot.year,
        slot.tests,
    )
