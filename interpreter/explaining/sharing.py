"""Why a row has what it has among the rows of its group.

Its share of a pot, read step by step: what it got first, its part of the rest, rounding, the difference. And its place
in their order.
"""

from collections.abc import Sequence
from fractions import Fraction

from dsl import model
from interpreter.explaining.conditions import Operand, decisive
from interpreter.explaining.cursor import Spot
from interpreter.explaining.derivation import GaveTo, Placed, Round, Shared, Stayed
from interpreter.outcomes import Known, Outcome


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
    turn = None if sharing.turn is None else sharing.turn.key
    operands.extend((expression, spot) for expression in (turn,) if expression is not None)
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
        parts.capped,
        parts.rounded,
        parts.difference,
        _rounds(share, rows) if sharing.goes_on else (),
        () if sharing.turn is None else _turns(share, sharing.turn, rows),
        tuple(takers),
        parts.left,
    ), tuple(operands)


def stayed(left: model.LeftOf, spot: Spot) -> tuple[Stayed, tuple[Operand, ...]]:
    """What stays, seen from whoever the pot is of, and the pot to read on from."""
    sharing = left.sharing
    share = model.ShareOf(sharing, left.type, sharing.group.concept)
    rows = spot.members(sharing.group, left)
    shares = tuple((label, there.share(share).result) for label, there in rows)
    return Stayed(sharing, spot.outcome(sharing.pot), shares), ((sharing.pot, spot),)


def places(ranking: model.Ranking, spot: Spot) -> tuple[Placed, tuple[Operand, ...]]:
    """The places of all rows of the group, and what to read on from: the row's own key first, then what parts
    equals."""
    owner = spot.owner(ranking.group)
    members = () if owner is None else owner.members(ranking.group, ranking)
    found = [(label, there.outcome(ranking.key), there.outcome(ranking)) for label, there in members]
    own = [part for part in (ranking.key, ranking.tie_key) if part is not None]
    return Placed(ranking, tuple(sorted(found, key=_place))), tuple((part, spot) for part in own)


def _turns(
    share: model.ShareOf, turn: model.Turn, rows: Sequence[tuple[str, Spot]]
) -> tuple[tuple[str, Outcome, Outcome], ...]:
    """Empty where it is not known of all in which order they come."""
    found = [(label, there.outcome(turn.key), there.share(share).result) for label, there in rows]
    keys = [key.value for _, key, _ in found if isinstance(key, Known)]
    if len(keys) < len(found):
        return ()
    order = sorted(range(len(found)), key=lambda number: keys[number], reverse=turn.most)
    return tuple(found[number] for number in order)


def _rounds(share: model.ShareOf, rows: Sequence[tuple[str, Spot]]) -> tuple[Round, ...]:
    """What is left is shared among those below their ceiling, again and again; empty where something is not known."""
    sharing = share.sharing
    assert sharing.cap is not None
    below: dict[str, tuple[Fraction, Fraction]] = {}
    rest = Fraction(0)
    above = Fraction(0)
    for label, there in rows:
        parts = there.share(share)
        key = parts.key if isinstance(sharing.rest, model.Proportional) else Known(Fraction(1))
        found = [key, there.outcome(sharing.cap), parts.rest, *(one for one in parts.gives if one is not None)]
        numbers = [_number(one) for one in found if isinstance(one, Known)]
        if len(numbers) < len(found) or not isinstance(parts.capped, Known):
            return ()
        weight, cap, rest, *gives = numbers
        given = sum(gives, Fraction(0))
        above += max(given - cap, Fraction(0))
        if weight > 0 and given < cap:
            below[label] = weight, cap - given
    return tuple(_around(rest + above, below))


def _around(left: Fraction, below: dict[str, tuple[Fraction, Fraction]]) -> list[Round]:
    """below: of each row its weight, and its room below the ceiling."""
    found = []
    while below and left:
        each = left / sum(weight for weight, _ in below.values())
        full = tuple(label for label, (weight, room) in below.items() if weight * each >= room)
        found.append(Round(left, full))
        if not full:
            break
        left -= sum((below[label][1] for label in full), Fraction(0))
        below = {label: one for label, one in below.items() if label not in full}
    return found


def _number(known: Known) -> Fraction:
    assert isinstance(known.value, Fraction)
    return known.value


def _place(found: tuple[str, Outcome, Outcome]) -> tuple[bool, Fraction]:
    """Rows without a place come last, in the order of the data."""
    place = found[2]
    known = isinstance(place, Known) and isinstance(place.value, Fraction)
    return not known, place.value if isinstance(place, Known) and isinstance(place.value, Fraction) else Fraction(0)
