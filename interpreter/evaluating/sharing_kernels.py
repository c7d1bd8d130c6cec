"""The kernels of sharings, in the manner of `kernels`: who takes what of a pot, and whether anything is tied.

Which row comes first, and what that gives, is `contests`; here it is done for the rows of every owner.
"""

# ruff: noqa: B905 - as in `kernels`: the lengths are given by the code, and `zip(strict=True)` costs more than the work.

from collections.abc import Callable, Mapping
from fractions import Fraction

from interpreter.evaluating import contests
from interpreter.evaluating.contests import by_remainder, in_order, in_turn, last_seats, steps_within
from interpreter.evaluating.kernels import Vector, members


def take(*keys: Vector) -> Vector:
    """The rows with most of the first key, and of these with most of the next; several where that is equal."""
    rows = keys[0] if len(keys) == 1 else list(zip(*keys))
    most = max(rows) if rows else None
    return [row == most for row in rows]


def take_by(*given: Vector) -> Vector:
    """As `take`, among the rows of each owner. given: the keys, then the relation and the size."""
    *keys, relation, size = given
    taken = [False] * len(relation)
    for rows in members(relation, size):
        for row, this in zip(rows, take(*([key[row] for row in rows] for key in keys))):
            taken[row] = bool(this)
    return taken


def steps(remainder: Vector, ties: Vector, relation: Vector, size: Vector, whole: Vector, fraction: Vector) -> Vector:
    """Whole steps to each row. whole, fraction: per owner."""
    amounts = [0] * len(relation)
    for rows, number, part in zip(members(relation, size), whole, fraction):
        contest = by_remainder(rows, remainder, ties, number, part)
        for row, (amount, _) in zip(contest.order, contest.amounts):
            amounts[row] = amount
    return amounts


def fraction(remainder: Vector, ties: Vector, relation: Vector, size: Vector, whole: Vector, part: Vector) -> Vector:
    """Truths: the row that takes what is less than a step."""
    takes = [False] * len(relation)
    for rows, number, left in zip(members(relation, size), whole, part):
        contest = by_remainder(rows, remainder, ties, number, left)
        for row, (_, takes_it) in zip(contest.order, contest.amounts):
            takes[row] = takes_it
    return takes


def rank(shared: bool, key: Vector, ties: Vector, relation: Vector, size: Vector, _rows: Vector) -> Vector:
    """The place of each row among those of its owner, from 1."""
    places = [0] * len(relation)
    for rows in members(relation, size):
        contest = in_order(rows, key, ties, shared=shared)
        for row, (place, _) in zip(contest.order, contest.amounts):
            places[row] = place
    return places


def steps_with_room(
    remainder: Vector, ties: Vector, relation: Vector, size: Vector, whole: Vector, room: Vector
) -> Vector:
    """Whole steps to each row, room: at most so many."""
    amounts = [0] * len(relation)
    for rows, number in zip(members(relation, size), whole):
        sure, contest = steps_within(rows, remainder, ties, number, room)
        _settle(amounts, sure, contest)
    return amounts


def turn(key: Vector, ties: Vector, relation: Vector, size: Vector, claim: Vector, pot: Vector) -> Vector:
    """What each row gets of its claim, in the order of the key. claim, pot: of each row; the pot is its owner's."""
    amounts = [0] * len(relation)
    for rows in members(relation, size):
        queue = in_turn(rows, key, ties, claim, pot[rows[0]] if rows else 0)
        for row, amount in zip(queue.order, queue.amounts):
            amounts[row] = int(amount)
    return amounts


def level_over(key: Vector, room: Vector, pot: Vector, relation: Vector, size: Vector) -> Vector:
    """What each unit of the key gives, of each owner, as a fraction: its numerator."""
    return [over for over, _ in _levels(key, room, pot, relation, size)]


def level_under(key: Vector, room: Vector, pot: Vector, relation: Vector, size: Vector) -> Vector:
    """The denominator of the same."""
    return [under for _, under in _levels(key, room, pot, relation, size)]


def _levels(key: Vector, room: Vector, pot: Vector, relation: Vector, size: Vector) -> list[tuple[int, int]]:
    return [contests.level(rows, key, room, pot[rows[0]] if rows else 0) for rows in members(relation, size)]


def seats(top: int, bottom: int, key: Vector, ties: Vector, relation: Vector, size: Vector, number: Vector) -> Vector:
    """Seats to each row by its comparison numbers. top/bottom: the first divisor."""
    amounts = [0] * len(relation)
    for rows, count in zip(members(relation, size), number):
        sure, contest = last_seats(rows, key, ties, count, Fraction(top, bottom))
        _settle(amounts, sure, contest)
    return amounts


def _settle(amounts: list[int], sure: Mapping[int, int], contest: contests.Contest) -> None:
    for row, amount in sure.items():
        amounts[row] = amount
    for row, (amount, _) in zip(contest.order, contest.amounts):
        amounts[row] += amount


# -- tests: whether it matters which of several that are equal comes first ---------------------------


def steps_tied(remainder: Vector, ties: Vector, relation: Vector, size: Vector, whole: Vector, part: Vector) -> bool:
    groups = zip(members(relation, size), whole, part)
    return any(by_remainder(rows, remainder, ties, number, left).tied(ties) for rows, number, left in groups)


def rank_tied(shared: bool, key: Vector, ties: Vector, relation: Vector, size: Vector, _rows: Vector) -> bool:
    return any(in_order(rows, key, ties, shared=shared).tied(ties) for rows in members(relation, size))


def steps_with_room_tied(
    remainder: Vector, ties: Vector, relation: Vector, size: Vector, whole: Vector, room: Vector
) -> bool:
    groups = zip(members(relation, size), whole)
    return any(steps_within(rows, remainder, ties, number, room)[1].tied(ties) for rows, number in groups)


def turn_tied(key: Vector, ties: Vector, relation: Vector, size: Vector, claim: Vector, pot: Vector) -> bool:
    return any(in_turn(rows, key, ties, claim, pot[rows[0]]).tied(ties) for rows in members(relation, size) if rows)


def seats_tied(
    top: int, bottom: int, key: Vector, ties: Vector, relation: Vector, size: Vector, number: Vector
) -> bool:
    groups = zip(members(relation, size), number)
    return any(last_seats(rows, key, ties, count, Fraction(top, bottom))[1].tied(ties) for rows, count in groups)


KERNELS: Mapping[str, Callable[..., Vector]] = {
    kernel.__name__: kernel
    for kernel in (
        take, take_by, steps, steps_with_room, fraction, rank, seats, turn, level_over, level_under,
    )
}  # fmt: skip
TESTS: Mapping[str, Callable[..., bool]] = {
    test.__name__: test for test in (steps_tied, rank_tied, steps_with_room_tied, seats_tied, turn_tied)
}
