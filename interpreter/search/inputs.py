"""Which inputs a value depends on, as the plan has it, and how far away they are.

An input is met in the row itself, or beyond a relation, or in the rows of a group. Where no group and no contest stands
between, each row is on its own, and many cases may be the rows of one run.
"""

from collections.abc import Collection, Iterable

from dsl import model
from dsl.frozen import frozen
from interpreter.evaluating.plan import Plan, Slot
from interpreter.outcomes import Undefined

# Slots that look at several rows of a concept at once. In all of these the last argument is the relation.
GROUPS = ("total", "maximum", "minimum", "some", "every", "level")
CONTESTS = ("take", "steps", "fraction", "rank", "seats", "turn")


@frozen
class Input:
    """One thing that can be given: an attribute of a row, or of the whole regulation. year: None where it has none."""

    attribute: model.Attribute
    year: int | None

    @property
    def symbol(self) -> model.Symbol:
        return self.attribute.symbol


@frozen
class Inputs:
    """What a value depends on.

    inputs: without relations, in the order of the plan; relations: what points at other rows
    concepts: whose rows are looked at, in the order of the plan
    gathered: over all rows of a concept at once: a row more anywhere may change it
    grouped: over the rows that point at a row
    """

    inputs: tuple[Input, ...]
    relations: tuple[Input, ...]
    concepts: tuple[str, ...]
    gathered: bool
    grouped: bool

    @property
    def alone(self) -> bool:
        """Whether copies of its rows, with all that they point at and that points at them, can be in one run."""
        return not self.gathered


def reached(plan: Plan, slots: Iterable[int]) -> frozenset[int]:
    """The slots, and all that they are computed from."""
    found: set[int] = set()
    waiting = [slot for slot in slots if slot >= 0]
    while waiting:
        slot = waiting.pop()
        if slot not in found:
            found.add(slot)
            waiting.extend(argument for argument in plan.slots[slot].arguments if argument >= 0)
    return frozenset(found)


def depends(plan: Plan, slots: Iterable[int]) -> Inputs:
    """All inputs that the values of these slots can be changed by."""
    numbers = sorted(reached(plan, slots))
    there = [plan.slots[number] for number in numbers]
    met = dict.fromkeys(
        Input(slot.attribute, slot.year) for slot in there if slot.operation == "input" and slot.attribute is not None
    )
    relations = tuple(one for one in met if isinstance(one.attribute.type, model.RowOf))
    groups = [slot for slot in there if slot.operation in GROUPS or slot.operation in CONTESTS]
    return Inputs(
        tuple(one for one in met if not isinstance(one.attribute.type, model.RowOf)),
        relations,
        tuple(dict.fromkeys(_concepts(there, relations))),
        any(_over_all(plan, slot) for slot in groups),
        bool(groups),
    )


def needs_day(plan: Plan, slots: Iterable[int]) -> bool:
    """Whether the values of these slots depend on the day that is asked about, where none is."""
    causes = (plan.slots[slot].cause for slot in reached(plan, slots))
    return any(isinstance(cause, Undefined) and cause.why == "no_day" for cause in causes)


def planned(plan: Plan) -> Inputs:
    """All inputs that a plan speaks of: also what its year or readings have settled, so that no value is changed by
    it."""
    return depends(plan, range(len(plan.slots)))


def slots_of(plan: Plan, symbols: Collection[model.Symbol]) -> tuple[int, ...]:
    """The slots of these values at the moment of the calculation, as far as the plan has them."""
    # What depends on no timeline is planned for the year, whatever the day.
    when = (plan.moment, plan.moment._replace(day=None))
    found: list[int] = []
    for definition in (plan.active[symbol] for symbol in symbols if symbol in plan.active):
        slots = (plan.expressions.get((definition.expression, moment)) for moment in when)
        found += [slot for slot in slots if slot is not None][:1]
    return tuple(found)


def _over_all(plan: Plan, slot: Slot) -> bool:
    """Whether it looks at all rows there are. The owner 0 of every row is how a contest among all is written where the
    regulation covers some of them."""
    relation = slot.arguments[-1]
    if relation < 0:
        return True
    while plan.slots[relation].operation == "if":
        relation = plan.slots[relation].arguments[1]
    return plan.slots[relation].operation == "constant"


def _concepts(there: Iterable[Slot], relations: Iterable[Input]) -> Iterable[str]:
    for slot in there:
        if slot.concept is not None:
            yield slot.concept
        if slot.operation in GROUPS:
            yield str(slot.data[0])
    kinds = (one.attribute.type for one in relations)
    yield from (kind.concept for kind in kinds if isinstance(kind, model.RowOf))
