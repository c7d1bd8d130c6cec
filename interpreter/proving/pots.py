"""A part is at most the whole: where no part is below 0, none is above the pot, nor above what the pot is at most.

The parts and what stays are the pot, whatever the input (`interpreter/evaluating/planning/sharing.py`), and rounding
down leaves a difference of at least 0. So it is enough that the solver proves that no rounded part is below 0, and that
the pot is at most what is promised.
"""

from dsl import model
from interpreter.evaluating.plan import ShareSlots
from interpreter.pace import Pace
from interpreter.proving.encoding import Encoding
from interpreter.proving.lemmas import Proof, Prover
from interpreter.proving.questions import denies
from interpreter.proving.solving import granted, looked_at
from interpreter.proving.terms import Terms
from interpreter.proving.trials import Ground, slot_of
from interpreter.proving.worlds import WHOLE, World

_FLIPPED = {">=": "<=", ">": "<"}


def at_most_the_pot(ground: Ground, pace: Pace) -> Proof:
    """Whether the promise says that a part is at most something, and that is proved so.

    open: it says something else, or is not proved
    """
    claim = ground.asked.claim
    if not isinstance(claim, model.Compare):
        return "open"
    operator = _FLIPPED.get(claim.operator, claim.operator)
    part, bound = (claim.right, claim.left) if claim.operator in _FLIPPED else (claim.left, claim.right)
    sharing = _shared(ground, part)
    if sharing is None or operator not in ("<=", "<"):
        return "open"
    if sharing.rounding is not None and sharing.rounding[0] != "down":
        return "open"
    slots = next(one for (other, _), one in ground.plan.sharings.items() if other is sharing)
    world = World(1, True)
    encoding = Encoding(ground.plan, world, denies, None, Terms())
    terms = encoding.terms
    row = looked_at(world, sharing.group.concept)
    taken = granted(ground, encoding)
    # Before and after the ceiling: where nothing moves, another row's ceiling may have no value.
    shares = [encoding.cell(slot, row) for slot in dict.fromkeys((slots.exact, slots.rounded))]
    if sharing.goes_on:
        shares = [encoding.cell(slots.rounded, row)]
    below = _more(encoding, ground, sharing, slots, bound, operator)
    if below is None:
        return "open"
    prover = Prover(encoding, taken, pace)
    for denied in (
        *(terms.both(terms.negation(share.fails), terms.below(share.value, terms.zero)) for share in shares),
        below,
        encoding.cell(ground.roots[0], looked_at(world, ground.asked.concept)).broken,
    ):
        found = prover.prove(denied)
        if found != "proved":
            return found
    return "proved"


def _shared(ground: Ground, part: model.Expression) -> model.Sharing | None:
    """The sharing that it is a part of."""
    if not isinstance(part, model.Reference) or part.year or part.symbol not in ground.plan.active:
        return None
    expression = ground.plan.active[part.symbol].expression
    return expression.sharing if isinstance(expression, model.ShareOf) else None


def _more(
    encoding: Encoding,
    ground: Ground,
    sharing: model.Sharing,
    slots: ShareSlots,
    bound: model.Expression,
    operator: str,
) -> int | None:
    """That the pot is more than the bound; None where the bound is of other rows than the pot."""
    terms, plan = encoding.terms, ground.plan
    through = isinstance(bound, model.Follow) and isinstance(bound.relation, model.Reference)
    if through and sharing.group.via is not None:
        assert isinstance(bound, model.Follow)
        assert isinstance(bound.relation, model.Reference)
        same = bound.relation.symbol == sharing.group.via and slot_of(plan, bound.value) == slots.pot
        return terms.truth(operator == "<") if same else None
    slot = slot_of(plan, bound)
    owner = sharing.group.owner
    if slot is None or (plan.slots[slot].concept or owner) != owner:
        return None
    place = WHOLE if owner is None else looked_at(encoding.world, owner)
    pot, most = encoding.cell(slots.pot, place), encoding.cell(slot, place)
    more = terms.below(most.value, pot.value) if operator == "<=" else terms.at_most(most.value, pot.value)
    return terms.both(terms.negation(pot.fails), terms.negation(most.fails), more)
