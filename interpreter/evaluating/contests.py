"""Who gets what when a sharing leaves something over: rows in order of a key, and what each place in that order gives.

Used by the kernels for the amounts and by the failures for the ties; so both see the same order.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby

from dsl.frozen import frozen

# Whole numbers in the kernels, exact ones where failures are told.
Vector = Sequence[int | Fraction]


@frozen
class Contest:
    """Rows in the order in which they come, and what each place gives.

    order: the rows, the one with most first; standing: what decides, before the tie key, for each of them; amounts:
        (steps, whether the fraction of a step too) for each place
    """

    order: tuple[int, ...]
    standing: tuple[int | Fraction, ...]
    amounts: tuple[tuple[int, bool], ...]

    def level(self) -> list[tuple[int, ...]]:
        """Rows that stand equal before the tie key, where it matters which comes first."""
        return self._undecided(self.standing)

    def tied(self, ties: Vector) -> list[tuple[int, ...]]:
        """Rows that stand equal after the tie key too, where it matters."""
        return self._undecided([(key, ties[row]) for key, row in zip(self.standing, self.order, strict=True)])

    def _undecided(self, decisive: Sequence[object]) -> list[tuple[int, ...]]:
        found = []
        places = range(len(self.order))
        for _, equal in groupby(places, key=lambda place: decisive[place]):
            these = list(equal)
            if len({self.amounts[place] for place in these}) > 1:
                found.append(tuple(sorted(self.order[place] for place in these)))
        return found


def to_one(rows: Sequence[int], key: Vector, ties: Vector) -> Contest:
    """A contest in which the first row takes all."""
    order = sorted(rows, key=lambda row: (-key[row], -ties[row]))
    return Contest(tuple(order), tuple(key[row] for row in order), _places(len(order), 1, 0))


def by_remainder(rows: Sequence[int], remainder: Vector, ties: Vector, steps: int, fraction: int) -> Contest:
    """A step each, around again where there are more, and the fraction to the next. What is taken back (below 0) comes
    from the smallest remainders first."""
    sign = -1 if steps < 0 or fraction < 0 else 1
    order = sorted(rows, key=lambda row: (-sign * remainder[row], -ties[row]))
    return Contest(tuple(order), tuple(remainder[row] for row in order), _places(len(order), steps, fraction))


def in_order(rows: Sequence[int], key: Vector, ties: Vector, *, shared: bool) -> Contest:
    """A place each, from 1 for most; shared: rows that are equal have the best place of them all."""
    order = sorted(rows, key=lambda row: (-key[row], -ties[row]))
    standing = tuple(key[row] for row in order)
    places = [standing.index(one) if shared else place for place, one in enumerate(standing)]
    return Contest(tuple(order), standing, tuple((place + 1, False) for place in places))


def steps_within(
    rows: Sequence[int], remainder: Vector, ties: Vector, steps: int, room: Vector
) -> tuple[dict[int, int], Contest]:
    """A step each in order of remainder, to those with room for one more, around again while there are more: what is
    beyond dispute, and the contest for the last ones, where there are more who have room than steps."""
    given = dict.fromkeys(rows, 0)
    able = [row for row in rows if room[row] > 0]
    while able and steps >= len(able):
        # As many rounds as nobody runs out of room in.
        rounds = int(min(steps // len(able), *(room[row] - given[row] for row in able)))
        for row in able:
            given[row] += rounds
        steps -= rounds * len(able)
        able = [row for row in able if room[row] > given[row]]
    order = sorted(able if steps > 0 else [], key=lambda row: (-remainder[row], -ties[row]))
    return given, Contest(tuple(order), tuple(remainder[row] for row in order), _places(len(order), steps, 0))


@frozen
class Queue:
    """Rows in the order in which their claims on a pot are met.

    order: the rows, the one that comes first first; standing: what decides, before the tie key, for each of them;
        claims: what each asks for; pot: what there is
    """

    order: tuple[int, ...]
    standing: tuple[int | Fraction, ...]
    claims: tuple[int | Fraction, ...]
    pot: int | Fraction

    @property
    def amounts(self) -> tuple[int | Fraction, ...]:
        """What each gets."""
        left, amounts = self.pot, []
        for claim in self.claims:
            amounts.append(min(claim, left))
            left -= amounts[-1]
        return tuple(amounts)

    def level(self) -> list[tuple[int, ...]]:
        """Rows that stand equal before the tie key, where it matters which comes first."""
        return self._undecided(self.standing)

    def tied(self, ties: Vector) -> list[tuple[int, ...]]:
        """Rows that stand equal after the tie key too, where it matters."""
        return self._undecided([(key, ties[row]) for key, row in zip(self.standing, self.order, strict=True)])

    def _undecided(self, decisive: Sequence[object]) -> list[tuple[int, ...]]:
        """Where what is left is enough for some of what equal rows ask for, and not for all of it."""
        found, left = [], self.pot
        for _, equal in groupby(range(len(self.order)), key=lambda place: decisive[place]):
            these = [place for place in equal if self.claims[place]]
            asked = sum(self.claims[place] for place in these)
            if len(these) > 1 and 0 < left < asked:
                found.append(tuple(sorted(self.order[place] for place in these)))
            left -= min(asked, left)
        return found


def in_turn(rows: Sequence[int], key: Vector, ties: Vector, claims: Vector, pot: int | Fraction) -> Queue:
    """The row with most of the key first."""
    order = sorted(rows, key=lambda row: (-key[row], -ties[row]))
    return Queue(tuple(order), tuple(key[row] for row in order), tuple(claims[row] for row in order), pot)


def level(rows: Sequence[int], key: Vector, room: Vector, pot: int) -> tuple[int, int]:
    """What each unit of the key gives (over, under), where nobody gets more than his room and all of the pot is given,
    or all that there is room for. Those with least room for each unit of their key are full first."""
    able = sorted((row for row in rows if key[row] > 0), key=lambda row: Fraction(room[row]) / key[row])
    keys = sum(int(key[row]) for row in able)
    over, under = 0, 1
    for row in able:
        if pot * key[row] <= room[row] * keys:
            return pot, keys
        over, under = int(room[row]), int(key[row])
        pot -= over
        keys -= under
    return over, under


def last_seats(
    rows: Sequence[int], key: Vector, ties: Vector, seats: int, first: Fraction
) -> tuple[dict[int, int], Contest]:
    """Seats by the modified Sainte-Laguë method: the seats that are beyond dispute, and the contest for the last ones,
    between the rows with the last quotient that wins."""
    given = dict.fromkeys(rows, 0)
    strong = [row for row in rows if key[row] > 0]
    if not strong or seats <= 0:
        return given, Contest((), (), ())

    def quotient(row: int, seat: int) -> Fraction:
        return key[row] / (first if seat == 0 else max(first, Fraction(2 * seat + 1)))

    # In proportion first, whole seats only, then one by one: the same as one by one from the start, but soon done.
    everything = sum(key[row] for row in strong)
    for row in strong:
        given[row] = seats * key[row] // everything
    for _ in range(seats - sum(given.values())):
        given[max(strong, key=lambda row: quotient(row, given[row]))] += 1
    while True:
        gaining = max(strong, key=lambda row: quotient(row, given[row]))
        losing = min((row for row in strong if given[row]), key=lambda row: quotient(row, given[row] - 1))
        last = quotient(losing, given[losing] - 1)
        if quotient(gaining, given[gaining]) <= last:
            break
        given[gaining] += 1
        given[losing] -= 1
    holding = [row for row in strong if given[row] and quotient(row, given[row] - 1) == last]
    rivals = [row for row in strong if quotient(row, given[row]) == last]
    for row in holding:
        given[row] -= 1
    order = sorted({*holding, *rivals}, key=lambda row: (-ties[row], row))
    return given, Contest(tuple(order), (0,) * len(order), _places(len(order), len(holding), 0))


def _places(count: int, steps: int, fraction: int) -> tuple[tuple[int, bool], ...]:
    if count == 0:
        return ()
    sign = -1 if steps < 0 else 1
    around, more = divmod(abs(steps), count)
    return tuple((sign * (around + (place < more)), place == more and fraction != 0) for place in range(count))
