"""A row's share of a pot, read step by step: what it got first, its part of the rest, rounding, the difference."""

from dsl import model
from interpreter.derivation import GaveTo, Shared
from interpreter.derivations.conditions import Operand, decisive
from interpreter.derivations.spot import Spot
from interpreter.outcomes import Known


def shared(share: model.ShareOf, spot: Spot) -> tuple[Shared, tuple[Operand, ...]]:
    """The share of the spot's row, and what to read on from: the pot, what was given, its own key, the ceiling."""
    sharing = share.sharing
    parts = spot.share(share)
    owner = spot.owner(sharing.group)
    rows = () if owner is None else owner.members(sharing.group, share)
    operands: list[Operand] = [] if owner is None else [(sharing.pot, owner)]
    gives = []
    for give, amount in zip(sharing.gives, parts.gives, strict=True):
        found = () if give.where is None else tuple(decisive(give.where, spot))
        gives.append(GaveTo(give, amount, tuple(reason for reason, _ in found)))
        operands.extend(operand for _, read in found for operand in read)
        if amount is not None:
            operands.append((give.value, spot))
    key = sharing.rest.key if isinstance(sharing.rest, model.Proportional | model.SainteLague) else None
    operands.extend((expression, spot) for expression in (key, sharing.cap) if expression is not None)
    taker = sharing.taker.key if isinstance(sharing.taker, model.ToRow) else None
    takers = []
    for row, there in rows:
        taken = there.share(share).difference
        if isinstance(taken, Known) and taken.value != 0:
            takers.append((row, taken, None if taker is None else there.outcome(taker)))
    return Shared(
        sharing,
        parts.pot,
        tuple(row for row, _ in rows),
        tuple(gives),
        parts.rest,
        parts.key,
        parts.key_total,
        () if key is None else tuple(there.outcome(key) for _, there in rows),
        parts.exact,
        parts.rounded,
        parts.difference,
        tuple(takers),
    ), tuple(operands)
