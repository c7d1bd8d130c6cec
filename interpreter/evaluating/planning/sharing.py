"""What a sharing becomes: gives in order, then the rest, then cap and rounding, then the difference to its taker.

Each row's final sum is its rounded share and what it takes over; together with what stays they are the pot, whatever
the input. That no share passes its ceiling can be seen in the slots, so that it can be proved.
"""

from collections.abc import Callable
from fractions import Fraction
from typing import assert_never

from dsl import model
from dsl.frozen import identical
from interpreter.evaluating.plan import Award, Datum, Kind, ShareSlots
from interpreter.evaluating.planning.draft import Draft, Spot
from interpreter.outcomes import Cause, Conflict, Judgement, Why

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

    def award(
        self,
        operation: Award,
        figures: tuple[int, ...],
        kind: Kind,
        data: tuple[Datum, ...] = (),
        room: int = -1,
    ) -> int:
        """What is settled between the rows of each owner. figures: over the rows first, then over the owners; room:
        who may take it, or steps that each may take; -1: no such bound."""
        sharing = self.sharing
        tie_key = (
            -1 if sharing.tie_key is None else self.draft.spread(self.slot(sharing.tie_key), self.concept, self.spot)
        )
        # A tie that the rule does not settle needs a lot to be drawn, or is a rule too many.
        cause: Cause = Conflict(((self.spot.file, self.spot.line),), self.spot.section)
        if sharing.tie_by_lot:
            cause = Judgement("lot", (), self.spot.section)
        arguments = (*figures, room, tie_key, self.relation)
        return self.draft.award(
            operation, arguments, self.concept, kind, (sharing.group.owner, *data), cause, self.spot
        )

    def spread(self, value: int) -> int:
        """The value for every row that may share."""
        return self.draft.spread(value, self.concept, self.spot)

    def constant(self, value: Fraction) -> int:
        return self.draft.constant(value, self.spot)


def share(it: Shareable) -> ShareSlots:
    """Plans a sharing step by step, and tells the slot of every step."""
    sharing, draft, spot = it.sharing, it.draft, it.spot
    pot = draft.spread(it.slot(sharing.pot), sharing.group.owner, spot)
    gives, given = _gives(it)
    in_turn = sharing.turn is not None
    left = draft.subtract(pot, it.total(given), spot) if gives and not in_turn else pot
    negative = draft.undefined("negative_rest", spot)
    rest = draft.require(left, draft.compare(">=", left, it.constant(ZERO), spot), negative, spot)
    key = key_total = None
    match sharing.rest:
        case None if sharing.turn is not None:
            key = it.spread(it.slot(sharing.turn.key))
            given, part = it.constant(ZERO), _in_turn(it, rest, key, given, sharing.turn.most)
        case None if sharing.stays:
            # No share where the rest is below 0; that it is left is no failure.
            part = draft.multiply(it.constant(ZERO), it.of_owner(rest), spot)
        case None:
            none = draft.compare("=", rest, it.constant(ZERO), spot)
            part = it.of_owner(draft.require(rest, none, draft.undefined("rest_left", spot), spot))
        case model.Equal():
            part = it.of_owner(draft.divide(rest, it.total(it.constant(ONE)), spot, zero_is_zero=True))
        case model.Proportional(expression):
            key = it.spread(it.slot(expression))
            if sharing.stays:
                key = _not_negative(it, key, "negative_key")
            key_total = it.total(key)
            part = draft.multiply(it.of_owner(_per_key(it, rest, key_total)), key, spot)
        case model.SainteLague(expression, first_divisor):
            key = it.spread(it.slot(expression))
            part = _seats(it, rest, key, first_divisor)
        case _:
            assert_never(sharing.rest)
    exact = it.spread(draft.add(given, part, spot))
    cap = None if sharing.cap is None else it.spread(it.slot(sharing.cap))
    capped = exact
    if cap is not None:
        capped = _filled(it, rest, given, key, cap) if sharing.goes_on else draft.extreme("lower", exact, cap, spot)
    rounded, difference = _settled(it, pot, capped, cap)
    result = draft.add(rounded, difference, spot)
    left = draft.subtract(pot, it.total(result), spot)
    return ShareSlots(it.relation, pot, gives, rest, key, key_total, exact, capped, rounded, difference, result, left)


def _not_negative(it: Shareable, number: int, why: Why) -> int:
    draft, spot = it.draft, it.spot
    return draft.require(number, draft.compare(">=", number, it.constant(ZERO), spot), draft.undefined(why, spot), spot)


def _in_turn(it: Shareable, pot: int, key: int, claim: int, most: bool) -> int:
    """Each gets its claim, as far as the pot goes."""
    claim = it.spread(_not_negative(it, claim, "negative_claim"))
    # No more than is asked for in all: so what stops one claim stops them all.
    given_out = it.draft.extreme("lower", pot, it.total(claim), it.spot)
    got = it.award("turn", (key, given_out, claim), "number", (most,))
    return it.draft.extreme("lower", got, claim, it.spot)


def _filled(it: Shareable, rest: int, given: int, key: int | None, cap: int) -> int:
    """The shares when what ceilings cut off has gone on to those below theirs, again and again.

    It ends where each row's part of the rest is the lower of its room and one number, the level, for each unit of its
    key: those at their ceiling keep their room, and the rest is in proportion among the others.
    """
    draft, spot = it.draft, it.spot
    key = it.constant(ONE) if key is None else key
    start = draft.extreme("lower", given, cap, spot)
    room = draft.subtract(cap, start, spot)
    # What was given above a ceiling goes on too.
    pot = it.of_owner(draft.add(rest, it.total(draft.subtract(given, start, spot)), spot))
    group = it.sharing.group
    level = draft.level(key, room, pot, it.relation, group.concept, group.owner, spot)
    part = draft.extreme("lower", draft.multiply(it.of_owner(level), key, spot), room, spot)
    return draft.add(start, part, spot)


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
    some = draft.compare("≠", key_total, zero, spot)
    if it.sharing.stays:
        counted = draft.multiply(draft.choice(some, it.constant(ONE), zero, spot), rest, spot)
        return draft.divide(counted, key_total, spot, zero_is_zero=True)
    shareable = draft.either((some, draft.compare("=", rest, zero, spot)), spot)
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


def _settled(it: Shareable, pot: int, capped: int, cap: int | None) -> tuple[int, int]:
    """The share after rounding, and what of the difference the row takes."""
    sharing, draft, spot, zero = it.sharing, it.draft, it.spot, it.constant(ZERO)
    if sharing.rounding is None:
        # Without a rounding there is nothing to take: what is not shared out stays, or nothing is left.
        return capped, zero
    direction, step, tie = sharing.rounding
    rounded = draft.round(capped, direction, step, tie, spot)
    if cap is not None and direction != "down":
        rounded = draft.extreme("lower", rounded, draft.round(cap, "down", step, None, spot), spot)
    whole = it.total(capped) if sharing.stays else pot
    difference = draft.subtract(whole, it.total(rounded), spot)
    if sharing.stays and not sharing.unrounded:
        # Whole steps are whole: what is less than one stays too.
        difference = draft.round(difference, "down", step, None, spot)
    match sharing.taker:
        case None:
            return rounded, zero
        case model.ToRow(key, most):
            return rounded, _taken(it, rounded, it.spread(it.slot(key)), difference, cap, most)
        case model.LargestRemainder():
            remainder = draft.subtract(capped, rounded, spot)
            if cap is None:
                return rounded, _by_remainder(it, remainder, difference, step)
            return rounded, _within_ceiling(it, remainder, rounded, difference, cap, step)
        case _:
            assert_never(sharing.taker)


def _taken(it: Shareable, share: int, key: int, difference: int, cap: int | None, most: bool) -> int:
    """The whole difference, to one who can take it without passing its ceiling."""
    draft, spot, zero = it.draft, it.spot, it.constant(ZERO)
    there = it.of_owner(difference)
    able = -1
    if cap is not None:
        able = it.spread(draft.compare("<=", draft.add(share, there, spot), cap, spot))
    taker = it.award("take", (key, difference), "truth", (most,), able)
    if able >= 0:
        taker = draft.both((taker, able), spot)
    return draft.choice(taker, there, zero, spot)


def _by_remainder(it: Shareable, remainder: int, difference: int, step: Fraction) -> int:
    """One step each in order of remainder, around again where there are more; what is less than a step to the next."""
    draft, spot, zero = it.draft, it.spot, it.constant(ZERO)
    whole = _whole_steps(it, difference, step)
    fraction = draft.subtract(difference, whole, spot)
    size = it.constant(step)
    count = draft.divide(whole, size, spot)
    steps = it.award("steps", (remainder, count, fraction), "number")
    taker = it.award("fraction", (remainder, count, fraction), "truth")
    rest = draft.choice(taker, it.of_owner(fraction), zero, spot)
    return draft.add(draft.multiply(steps, size, spot), rest, spot)


def _whole_steps(it: Shareable, difference: int, step: Fraction) -> int:
    """Towards 0."""
    draft, spot = it.draft, it.spot
    up = draft.round(difference, "up", step, None, spot)
    down = draft.round(difference, "down", step, None, spot)
    return draft.choice(draft.compare(">=", difference, it.constant(ZERO), spot), down, up, spot)


def _within_ceiling(it: Shareable, remainder: int, share: int, difference: int, cap: int, step: Fraction) -> int:
    """One step each in order of remainder to those with room for one; what is less than a step to whoever then lacks
    most and has room for it."""
    draft, spot = it.draft, it.spot
    size = it.constant(step)
    whole = draft.round(difference, "down", step, None, spot)
    room = draft.divide(draft.round(draft.subtract(cap, share, spot), "down", step, None, spot), size, spot)
    count = draft.divide(whole, size, spot)
    steps = it.award("steps", (remainder, count, it.constant(ZERO)), "number", (), it.spread(room))
    taken = draft.multiply(draft.extreme("lower", steps, room, spot), size, spot)
    if not it.sharing.unrounded:
        return taken
    fraction = draft.subtract(difference, whole, spot)
    lacking = it.spread(draft.subtract(remainder, taken, spot))
    return draft.add(taken, _taken(it, draft.add(share, taken, spot), lacking, fraction, cap, True), spot)
