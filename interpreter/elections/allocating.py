"""The counting: votes to seats, one step of the law at a time, for one way that lots fall.

Fixed seats in each constituency; the whole area's seats shared as if it were one; fixed seats beyond that go back and
are given anew; adjustment seats make up what is left, and are placed. The method itself is
`interpreter/evaluating/contests.py`, the same that rule texts use.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import attrs

from interpreter.elections.election import Constituency, Election, Law
from interpreter.elections.lots import Draw
from interpreter.evaluating.contests import last_seats

# constituency -> party -> seats
Seats = list[list[int]]


@attrs.frozen(eq=False)
class Allocation:
    """The seats that each party has, where lots fall as they were drawn.

    fixed, adjustment: constituency -> party -> seats
    whole: party -> seats that it should have in the whole area, of the parties that take part there; to_share: how many
        seats that is of
    returned, kept: as in `Outcome`
    """

    fixed: Seats
    adjustment: Seats
    whole: Mapping[int, int]
    to_share: int
    returned: tuple[tuple[int, int], ...]
    kept: tuple[int, ...]


def totals(election: Election) -> tuple[int, ...]:
    """Votes of each party in the whole area."""
    return tuple(sum(one.votes[party] for one in election.constituencies) for party in range(len(election.parties)))


def valid_votes(election: Election) -> int:
    """The valid votes of the whole area, those for parties that are not told apart too."""
    return sum(map(_valid, election.constituencies))


def _valid(one: Constituency) -> int:
    return sum(one.votes) + one.others


def passing(election: Election, law: Law) -> tuple[int, ...]:
    """Parties that may take part in the whole area: those with votes, at or above the threshold."""
    least = law.threshold * valid_votes(election)
    return tuple(party for party, votes in enumerate(totals(election)) if votes and votes >= least)


def taking_part(election: Election, law: Law) -> tuple[tuple[int, ...], ...]:
    """Per constituency, the parties that may get fixed seats there."""
    everywhere = frozenset(passing(election, law))
    return tuple(
        tuple(
            party
            for party, votes in enumerate(one.votes)
            if party in everywhere or (law.local is not None and votes and votes >= law.local * _valid(one))
        )
        for one in election.constituencies
    )


def divisor(first: Fraction, seats: int) -> Fraction:
    """What the votes of a party with so many seats are divided by for its next comparison number: `first`, then 3,
    5, 7 … (jämkade uddatalsmetoden, 14 kap. vallagen)."""
    return first if seats == 0 else Fraction(2 * seats + 1)


def shared(
    rows: Sequence[int], votes: Sequence[int], seats: int, first: Fraction
) -> tuple[dict[int, int], tuple[int, ...], int, Fraction]:
    """The seats beyond dispute; and where the last comparison number that wins is that of too many: the parties that
    have it, how many of them get one more, and the number. Else nobody, 0 and 0."""
    sure, contest = last_seats(rows, [Fraction(one) for one in votes], [0] * len(votes), seats, first)
    tied, places = contest.order, sum(amount for amount, _ in contest.amounts)
    if len(tied) > places:
        return sure, tied, places, votes[tied[0]] / divisor(first, sure[tied[0]])
    for party in tied:
        sure[party] += 1
    return sure, (), 0, Fraction(0)


def allocate(election: Election, law: Law, seats: int, draw: Draw) -> Allocation:
    """One constituency: all seats are fixed seats there. Several: each has as many fixed seats as it says."""
    parties = range(len(election.parties))
    part = taking_part(election, law)
    adjustment = [[0 for _ in parties] for _ in election.constituencies]
    if len(election.constituencies) == 1:
        fixed = [_given(part[0], election.constituencies[0].votes, seats, law, draw, 0, len(parties))]
        return Allocation(fixed, adjustment, {}, seats, (), ())
    fixed = [
        _given(part[at], one.votes, one.fixed or 0, law, draw, at, len(parties))
        for at, one in enumerate(election.constituencies)
    ]
    if not law.levelled:
        return Allocation(fixed, adjustment, {}, seats, (), ())
    count = _Levelling(election, law, seats, draw, part, fixed, adjustment)
    return count.levelled()


def _given(
    rows: Sequence[int], votes: Sequence[int], seats: int, law: Law, draw: Draw, constituency: int, parties: int
) -> list[int]:
    sure, tied, places, number = shared(rows, votes, seats, law.first)
    out = [sure.get(party, 0) for party in range(parties)]
    for party in draw.between_parties("fixed", constituency, tied, places, number):
        out[party] += 1
    return out


@attrs.define
class _Levelling:
    """The steps after the fixed seats, which change as it goes."""

    election: Election
    law: Law
    seats: int
    draw: Draw
    part: tuple[tuple[int, ...], ...]
    fixed: Seats
    adjustment: Seats
    returned: list[tuple[int, int]] = attrs.field(factory=list)

    def levelled(self) -> Allocation:
        """Ends: each round a party is set aside, or one that takes part in a constituency only gets a seat more, or it
        is the last."""
        everywhere = passing(self.election, self.law)
        aside: tuple[int, ...] = ()
        while True:
            sharing = tuple(party for party in everywhere if party not in aside)
            outside = [party for party in range(len(self.election.parties)) if party not in sharing]
            to_share = self.seats - sum(map(self._fixed, outside))
            whole = self._whole(sharing, to_share)
            over = tuple(party for party in sharing if self._fixed(party) > whole[party])
            if not over:
                break
            if not (self.law.returns and self._return(over, whole)):
                aside += over
        for party in sharing:
            for _ in range(whole[party] - self._fixed(party)):
                self._place(party)
        return Allocation(self.fixed, self.adjustment, whole, to_share, tuple(self.returned), aside)

    def _fixed(self, party: int) -> int:
        return sum(row[party] for row in self.fixed)

    def _whole(self, sharing: Sequence[int], seats: int) -> dict[int, int]:
        sure, tied, places, number = shared(sharing, totals(self.election), seats, self.law.first)
        for party in self.draw.between_parties("whole", None, tied, places, number):
            sure[party] += 1
        return sure

    def _return(self, over: Sequence[int], whole: Mapping[int, int]) -> bool:
        """Takes back what is too much, lowest comparison numbers first, and gives it anew; false where none can be."""
        vacant: list[int] = []
        for party in over:
            for _ in range(self._fixed(party) - whole[party]):
                numbers = {
                    at: self._number(at, party, self.fixed[at][party] - 1)
                    for at, one in enumerate(self.election.constituencies)
                    if self.fixed[at][party] and (one.fixed or 0) >= self.law.keeps
                }
                if not numbers:
                    break
                lowest = min(numbers.values())
                tied = [at for at, number in numbers.items() if number == lowest]
                at = tied[0] if len(tied) == 1 else self.draw.between_constituencies("returned", party, tied, lowest)
                self.fixed[at][party] -= 1
                self.returned.append((at, party))
                vacant.append(at)
        given_back = bool(vacant)
        while vacant:
            taken = self._give_anew(vacant, whole)
            if taken is None:
                break
            vacant.remove(taken)
        return given_back

    def _give_anew(self, vacant: Sequence[int], whole: Mapping[int, int]) -> int | None:
        """The vacant seat with the highest next comparison number, to a party that has not got its whole share.

        In which constituency; None where nobody can take any. What nobody takes becomes an adjustment seat.
        """
        numbers = {
            (at, party): self._number(at, party, self.fixed[at][party])
            for at in dict.fromkeys(vacant)
            for party in self.part[at]
            if self.election.constituencies[at].votes[party]
            and (party not in whole or self._fixed(party) < whole[party])
        }
        if not numbers:
            return None
        highest = max(numbers.values())
        tied = [pair for pair, number in numbers.items() if number == highest]
        first = tied[0][1]
        where = [at for at, party in tied if party == first]
        at = where[0] if len(where) == 1 else self.draw.between_constituencies("given anew", first, where, highest)
        rivals = [party for one, party in tied if one == at]
        party = self.draw.between_parties("given anew", at, rivals, 1, highest)[0]
        self.fixed[at][party] += 1
        return at

    def _place(self, party: int) -> None:
        numbers = [
            self._number(at, party, self.fixed[at][party] + self.adjustment[at][party], Fraction(1))
            for at in range(len(self.election.constituencies))
        ]
        highest = max(numbers)
        tied = [at for at, number in enumerate(numbers) if number == highest]
        at = tied[0] if len(tied) == 1 else self.draw.between_constituencies("placed", party, tied, highest)
        self.adjustment[at][party] += 1

    def _number(self, at: int, party: int, seats: int, first: Fraction | None = None) -> Fraction:
        votes = self.election.constituencies[at].votes[party]
        return votes / divisor(self.law.first if first is None else first, seats)
