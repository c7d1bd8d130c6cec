"""A row's share of a pot, read step by step: what it got first, the rest and its part of it, rounding, the difference."""

from dsl import model
from interpreter.derivation import GaveTo, Shared
from interpreter.derivations.conditions import Operand, decisive
from interpreter.derivations.spot import Spot
from interpreter.outcomes import Failed, Known, Outcome


def shared(sharing: model.Sharing, spot: Spot) -> tuple[Shared, tuple[Operand, ...]]:
    """The share of the spot's row, and what to read on from: the pot, what was given, the row's own key."""
    parts = spot.share(sharing)
    rows = spot.sharers(sharing.group)
    key = sharing.rest.key if isinstance(sharing.rest, model.Proportional | model.SainteLague) else None
    operands: list[Operand] = [(sharing.pot, spot.owner(sharing.group))]
    gives = []
    for give in sharing.gives:
        gave, read = _gave(give, spot)
        gives.append(gave)
        operands.extend(read)
    if key is not None:
        operands.append((key, spot))
    if sharing.cap is not None:
        operands.append((sharing.cap, spot))
    differences = [(row, there.share(sharing).difference) for row, there in rows]
    share = Shared(
        sharing,
        parts.pot,
        tuple(row for row, _ in rows),
        tuple(gives),
        parts.rest,
        () if key is None else tuple(there.outcome(key) for _, there in rows),
        parts.key_total,
        parts.exact,
        parts.rounded,
        parts.difference,
        tuple((row, outcome) for row, outcome in differences if outcome != Known(0) and isinstance(outcome, Known)),
    )
    return share, tuple(operands)


def _gave(give: model.Give, spot: Spot) -> tuple[GaveTo, tuple[Operand, ...]]:
    if give.where is None:
        return GaveTo(give, spot.outcome(give.value), ()), ((give.value, spot),)
    found = tuple(decisive(give.where, spot))
    holds = spot.outcome(give.where)
    amount: Outcome | None = None if holds == Known(False) else holds if isinstance(holds, Failed) else None
    if holds == Known(True):
        amount = spot.outcome(give.value)
    operands = tuple(operand for _, read in found for operand in read)
    if amount is not None:
        operands += ((give.value, spot),)
    return GaveTo(give, amount, tuple(reason for reason, _ in found)), operands
