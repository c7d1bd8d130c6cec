"""What a sharing becomes: gives in order, then the rest, then cap and rounding, then the difference to its taker.

Each row's final sum is its rounded share and what it takes over; together they are the pot, whatever the input.
"""

from collections.abc import Callable
from fractions import Fraction
from typing import assert_never

from dsl import model
from dsl.record import identical
from interpreter.outcomes import Cause, Conflict, Judgement
from interpreter.plan import Award, Datum, Kind, ShareSlots
from interpreter.planning.draft import Draft, Spot

ZERO, ONE = Fraction(0), Fraction(1)


@identical
class Shareable:
    """A sharing with what it takes to plan it. relation: slot with the owner of each row, -1: all rows share."""

    sharing: model.Sharing
    relation: int
    slot: Callable[[model.Expression], int]
    draft: Draft
    spot: Spot

    @property
    def concept(self) -> str:
        return self.sharing.group.concept

    def total(self, value: int) -> int:
        """Over the rows that share, for each owner."""
        group = self.sharing.group
        return self.draft.aggregate("total", value, -1, self.relation, group.concept, group.owner, self.spot)

    def of_owner(self, value: int) -> int:
        """The owner's value, for each row that shares."""
        if self.relation < 0:
            return self.draft.spread(value, self.concept, self.spot)
        # Through the relation even what is the same for all: a row that belongs to nobody has no share.
        owned = self.draft.spread(value, self.sharing.group.owner, self.spot)
        return self.draft.gather(owned, self.relation, self.spot)

    def award(self, operation: Award, figures: tuple[int, ...], kind: Kind, data: tuple[Datum, ...] = ()) -> int:
        """figures: over the rows first, then over the owners."""
        sharing = self.sharing
        tie_key = (
            -1 if sharing.tie_key is None else self.draft.spread(self.slot(sharing.tie_key), self.concept, self.spot)
        )
        # A tie that the rule does not settle needs a lot to be drawn, or is a rule too many.
        cause: Cause = Conflict(((self.spot.file, self.spot.line),), self.spot.section)
        if sharing.tie_by_lot:
            cause = Judgement("lot", (), self.spot.section)
        arguments = (*figures, tie_key, self.relation)
        return self.draft.award(
            operation, arguments, self.concept, kind, (sharing.group.owner, *data), cause, self.spot
        )

    def constant(self, value: Fraction) -> int:
        return self.draft.constant(value, self.spot)


def share(it: Shareable) -> ShareSlots:
    sharing, draft, spot = it.sharing, it.draft, it.spot
    pot = draft.spread(it.slot(sharing.pot), sharing.group.owner, spot)
    gives, given = _gives(it)
    left = draft.subtract(pot, it.total(given), spot) if gives else pot
    negative = draft.undefined("negative_rest", spot)
    rest = draft.require(left, draft.compare(">=", left, it.constant(ZERO), spot), negative, spot)
    key = key_total = None
    match sharing.rest:
        case None:
            none = draft.compare("=", rest, it.constant(ZERO), spot)
            part = it.of_owner(draft.require(rest, none, draft.undefined("rest_left", spot), spot))
        case model.Equal():
            part = it.of_owner(draft.divide(rest, it.total(it.constant(ONE)), spot, zero_is_zero=True))
        case model.Proportional(expression):
            key = draft.spread(it.slot(expression), it.concept, spot)
            key_total = it.total(key)
            part = draft.multiply(it.of_owner(_per_key(it, rest, key_total)), key, spot)
        case model.SainteLague(expression, first_divisor):
            key = draft.spread(it.slot(expression), it.concept, spot)
            part = _seats(it, rest, key, first_divisor)
        case _:
            assert_never(sharing.rest)
    exact = draft.spread(draft.add(given, part, spot), it.concept, spot)
    rounded, difference = _settled(it, pot, exact)
    result = draft.add(rounded, difference, spot)
    return ShareSlots(it.relation, pot, gives, rest, key, key_total, exact, rounded, difference, result)


def _gives(it: Shareable) -> tuple[tuple[tuple[int, int], ...], int]:
    given = it.constant(ZERO)
    gives = []
    for give in it.sharing.gives:
        amount = it.slot(give.value)
        where = -1 if give.where is None else it.slot(give.where)
        gives.append((where, amount))
        if where >= 0:
            amount = it.draft.choice(where, amount, it.constant(ZERO), it.spot)
        given = it.draft.add(given, it.draft.spread(amount, it.concept, it.spot), it.spot)
    return tuple(gives), given


def _per_key(it: Shareable, rest: int, key_total: int) -> int:
    """What one unit of the key gives. Nothing to share is 0 each, even where the keys add up to 0."""
    draft, spot, zero = it.draft, it.spot, it.constant(ZERO)
    shareable = draft.either((draft.compare("≠", key_total, zero, spot), draft.compare("=", rest, zero, spot)), spot)
    cause = draft.undefined("nothing_to_share_by", spot)
    return draft.divide(draft.require(rest, shareable, cause, spot), key_total, spot, zero_is_zero=True)


def _seats(it: Shareable, rest: int, key: int, first_divisor: Fraction) -> int:
    """Whole units; a fraction of a unit cannot be placed, nor any where no key is above 0."""
    draft, spot, zero = it.draft, it.spot, it.constant(ZERO)
    if first_divisor <= 0:
        return draft.spread(draft.fail(draft.undefined("division_by_zero", spot), "number", spot), it.concept, spot)
    whole = draft.compare("=", rest, draft.round(rest, "down", ONE, None, spot), spot)
    seats = draft.require(rest, whole, draft.undefined("rest_left", spot), spot)
    counted = draft.choice(draft.compare(">", key, zero, spot), it.constant(ONE), zero, spot)
    # A key above 0, unless there is no seat. Every key is needed even then, as in any other sharing.
    shareable = draft.compare(">=", it.total(counted), draft.extreme("lower", rest, it.constant(ONE), spot), spot)
    seats = draft.require(seats, shareable, draft.undefined("nothing_to_share_by", spot), spot)
    return it.award("seats", (key, seats), "number", (first_divisor,))


def _settled(it: Shareable, pot: int, exact: int) -> tuple[int, int]:
    """The share after cap and rounding, and what of the difference the row takes."""
    sharing, draft, spot, zero = it.sharing, it.draft, it.spot, it.constant(ZERO)
    capped = exact if sharing.cap is None else draft.extreme("lower", exact, it.slot(sharing.cap), spot)
    rounded = capped if sharing.rounding is None else draft.round(capped, *sharing.rounding, spot)
    if rounded == exact:
        return exact, zero
    difference = draft.subtract(pot, it.total(rounded), spot)
    match sharing.taker:
        case None:
            none = draft.compare("=", difference, zero, spot)
            return rounded, it.of_owner(draft.require(difference, none, draft.undefined("rest_left", spot), spot))
        case model.ToRow(key, most):
            taker = it.award("take", (draft.spread(it.slot(key), it.concept, spot), difference), "truth", (most,))
            return rounded, draft.choice(taker, it.of_owner(difference), zero, spot)
        case model.LargestRemainder():
            remainder = draft.subtract(capped, rounded, spot)
            step = it.constant(ONE if sharing.rounding is None else sharing.rounding[1])
            return rounded, _by_remainder(it, remainder, difference, step)
        case _:
            assert_never(sharing.taker)


def _by_remainder(it: Shareable, remainder: int, difference: int, step: int) -> int:
    """One step each in order of remainder, around again where there are more; what is less than a step to the next."""
    draft, spot, zero = it.draft, it.spot, it.constant(ZERO)
    if it.sharing.rounding is None:
        whole, fraction = zero, difference
    else:
        size = it.sharing.rounding[1]
        up = draft.round(difference, "up", size, None, spot)
        down = draft.round(difference, "down", size, None, spot)
        whole = draft.choice(draft.compare(">=", difference, zero, spot), down, up, spot)
        fraction = draft.subtract(difference, whole, spot)
    count = draft.divide(whole, step, spot)
    steps = it.award("steps", (remainder, count, fraction), "number")
    taker = it.award("fraction", (remainder, count, fraction), "truth")
    rest = draft.choice(taker, it.of_owner(fraction), zero, spot)
    return draft.add(draft.multiply(steps, step, spot), rest, spot)
