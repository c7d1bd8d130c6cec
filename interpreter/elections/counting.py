"""The door: an election and the law to its outcome, what lots may change, and how near each party is to more."""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor

from interpreter.elections.allocating import (
    Allocation,
    allocate,
    divisor,
    passing,
    shared,
    taking_part,
    totals,
    valid_votes,
)
from interpreter.elections.election import Election, Law, Lot, Outcome, Standing
from interpreter.elections.lots import Given, every_way


def outcome_of(election: Election, law: Law, seats: int, given: Given) -> Outcome:
    """Who gets which seats by the Elections Act. seats: of the whole area; each of several constituencies has its
    fixed seats, together no more than these. given: how lots have fallen that are drawn already."""
    ways: list[Allocation] = []
    lots: dict[Lot, None] = {}
    complete = True
    for allocation, draw in every_way(given, lambda draw: allocate(election, law, seats, draw)):
        lots.update(dict.fromkeys(draw.met))
        if allocation is None:
            complete = False
        else:
            ways.append(allocation)
    if len(election.constituencies) == 1:
        return _undivided(election, law, seats, given, ways[0], tuple(lots))
    parties = range(len(election.parties))
    places = range(len(election.constituencies))
    gets = [
        _range([_sum(way.fixed, one) + _sum(way.adjustment, one) for way in ways], seats, complete) for one in parties
    ]
    placed = tuple(
        tuple(
            (min(way.fixed[at][one] for way in ways), min(way.adjustment[at][one] for way in ways))
            if complete
            else (0, 0)
            for one in parties
        )
        for at in places
    )
    fixed = [min(_sum(way.fixed, one) for way in ways) if complete else 0 for one in parties]
    adjustment = [min(_sum(way.adjustment, one) for way in ways) if complete else 0 for one in parties]
    first = ways[0]
    near = _nearness(election, law, first.to_share, tuple(first.whole)) if law.levelled else {}
    return Outcome(
        _standings(election, law, gets, fixed, adjustment, near),
        placed,
        tuple(lots),
        complete,
        tuple(one for one in first.returned if all(one in way.returned for way in ways)),
        tuple(one for one in first.kept if all(one in way.kept for way in ways)),
        valid_votes(election),
        seats - sum(_sum(first.fixed, one) + _sum(first.adjustment, one) for one in parties),
    )


def _undivided(
    election: Election, law: Law, seats: int, given: Given, allocation: Allocation, lots: tuple[Lot, ...]
) -> Outcome:
    """One contest decides it all, so what is beyond dispute is known without trying the ways it may fall."""
    votes = election.constituencies[0].votes
    sure, tied, places, _ = shared(taking_part(election, law)[0], votes, seats, law.first)
    decided = tuple(one for one in given.parties if one in tied)[:places]
    gets = [
        (
            sure.get(one, 0) + (one in decided),
            int(one in tied and one not in decided and len(decided) < places),
        )
        for one in range(len(election.parties))
    ]
    least = [low for low, _ in gets]
    near = _nearness(election, law, seats, passing(election, law))
    standings = _standings(election, law, gets, least, [0] * len(gets), near)
    return Outcome(
        standings,
        (tuple((low, 0) for low in least),),
        lots,
        True,
        (),
        (),
        valid_votes(election),
        seats - sum(allocation.fixed[0]),
    )


def _sum(seats: Sequence[Sequence[int]], party: int) -> int:
    return sum(row[party] for row in seats)


def _range(found: Sequence[int], seats: int, complete: bool) -> tuple[int, int]:
    """What it gets for sure, and how many more it may get."""
    return (min(found), max(found) - min(found)) if complete else (0, seats)


# party -> (last, following, lacking)
_Near = dict[int, tuple[Fraction | None, Fraction | None, int | None]]


def _standings(
    election: Election,
    law: Law,
    gets: Sequence[tuple[int, int]],
    fixed: Sequence[int],
    adjustment: Sequence[int],
    near: _Near,
) -> tuple[Standing, ...]:
    valid, passed, part = valid_votes(election), passing(election, law), taking_part(election, law)
    out = []
    for party, votes in enumerate(totals(election)):
        local = () if party in passed else tuple(at for at, rows in enumerate(part) if party in rows)
        last, following, lacking = near.get(party, (None, None, None)) if not local else (None, None, None)
        share = Fraction(votes, valid) if valid else Fraction(0)
        seats, undecided = gets[party]
        out.append(
            Standing(
                party,
                votes,
                share,
                party in passed,
                local,
                seats,
                fixed[party],
                adjustment[party],
                undecided,
                last,
                following,
                lacking,
            )
        )
    return tuple(out)


def _nearness(election: Election, law: Law, seats: int, sharing: Sequence[int]) -> _Near:
    """Of the sharing of the whole area's seats between some parties; of those below the threshold, what they lack."""
    votes = totals(election)
    sure, tied, _, number = shared(sharing, votes, seats, law.first)
    # The comparison number of the last seat of each, and of the seat in dispute.
    lasts = {party: votes[party] / divisor(law.first, sure[party] - 1) for party in sharing if sure[party]}
    out: _Near = {}
    outside = frozenset(passing(election, law)).difference(sharing)
    for party, own in enumerate(votes):
        if party in outside:
            continue
        others = [last for other, last in lasts.items() if other != party] + ([number] if tied else [])
        following = own / divisor(law.first, sure[party]) if party in sure else None
        lacking = None
        # Who has every seat can have no more.
        if others or party not in sure:
            by = divisor(law.first, sure.get(party, 0))
            lacking = _lacking(election, law, seats, sharing, party, by, min(others, default=Fraction(0)))
        out[party] = (lasts.get(party), following, lacking)
    return out


def _lacking(
    election: Election, law: Law, seats: int, sharing: Sequence[int], party: int, by: Fraction, beaten: Fraction
) -> int:
    """The least number of votes more with which the party gets the seat of the lowest comparison number: it must be
    beaten, and the threshold reached. More votes can also bring another party below it; then it is searched for."""
    votes, valid = totals(election), valid_votes(election)
    own = votes[party]
    enough = floor(by * beaten - own) + 1
    if party not in sharing:
        enough = max(enough, ceil((law.threshold * valid - own) / (1 - law.threshold)))
    enough = max(enough, 1)
    if all(votes[one] >= law.threshold * (valid + enough) for one in sharing if one != party):
        return enough
    has = shared(sharing, votes, seats, law.first)[0].get(party, 0)
    low, high = 0, enough
    while high - low > 1:
        middle = (low + high) // 2
        least = law.threshold * (valid + middle)
        more = [own + middle if one == party else count for one, count in enumerate(votes)]
        rows = [one for one in {*sharing, party} if more[one] and more[one] >= least]
        gets = shared(sorted(rows), more, seats, law.first)[0].get(party, 0)
        low, high = (low, middle) if gets > has else (middle, high)
    return high
