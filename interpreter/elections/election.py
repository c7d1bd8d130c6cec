"""What an election is, before and after its seats are given: parties, votes, constituencies, lots. Data only.

Knows neither files nor the law. Parties and constituencies are told by their index in the election.
"""

from fractions import Fraction
from typing import Literal

import attrs

Kind = Literal["riksdag", "region", "municipality"]


@attrs.frozen
class Party:
    """A party of an election. name: in full, as published; short: its abbreviation, or None."""

    name: str
    short: str | None = None


@attrs.frozen
class Constituency:
    """The votes of one constituency. votes: one per party of the election; others: valid votes for those who can get
    no seats, as it is not told who they are; fixed: how many fixed seats it has, None where that is not known."""

    name: str
    votes: tuple[int, ...]
    others: int = 0
    fixed: int | None = None


@attrs.frozen
class Election:
    """The votes of one election. kind, year, area, seats: None where nothing says; an area that is not divided is one
    constituency.

    stage: the count, as the authority writes it (`preliminär`, `slutlig`), or None; counted: districts that are
        counted, of how many, or None; test: the file says that its figures are made up
    threshold: the share of the whole area that the file says a party must have, or None
    published: the seats of each party that the file has, to compare with; None where it has none
    aside: what stands among the parties in the file and is none, with its figure: invalid votes, who may vote
    """

    kind: Kind | None
    year: int | None
    area: str | None
    seats: int | None
    parties: tuple[Party, ...]
    constituencies: tuple[Constituency, ...]
    stage: str | None = None
    counted: tuple[int, int] | None = None
    test: bool = False
    threshold: Fraction | None = None
    published: tuple[int, ...] | None = None
    aside: tuple[tuple[str, str], ...] = ()


@attrs.frozen
class Law:
    """What decides. first: divisor for a party's first seat; threshold: least share of the whole area; local: least
    share of one constituency, for fixed seats in that one only, or None.

    levelled: a divided area has adjustment seats
    returns: fixed seats above a party's whole share go back; else the party keeps them, and the others share the rest
    keeps: constituencies with fewer fixed seats than this give none back
    sections: where the law says so
    """

    first: Fraction
    threshold: Fraction
    local: Fraction | None
    levelled: bool
    returns: bool
    keeps: int
    sections: tuple[str, ...]


# What lots are drawn for: fixed seats of a constituency; seats of the whole area; which constituency a seat goes back
# from; who gets a seat that went back; where an adjustment seat is placed.
Stage = Literal["fixed", "whole", "returned", "given anew", "placed"]


@attrs.frozen
class Lot:
    """Equal comparison numbers.

    constituency: where, None for the whole area; party: whose seat, where constituencies are drawn between, else None
    between: whether `tied` are parties or constituencies; places: how many of them win; number: the one that they share
    won: those that a given lot has let win, as many as places or fewer
    """

    stage: Stage
    constituency: int | None
    party: int | None
    between: Literal["parties", "constituencies"]
    tied: tuple[int, ...]
    places: int
    number: Fraction
    won: tuple[int, ...] = ()


@attrs.frozen
class Standing:
    """One party in the outcome.

    votes, share: in the whole area; passed: the threshold there; local: constituencies where only the threshold of the
    constituency let it take part
    seats: that it gets however lots fall; fixed, adjustment: likewise, of each kind; undecided: how many more it may
    get
    last, following: the comparison numbers, in the whole area, of its last seat and of the next; None where it has none
    lacking: how many votes more, all others unchanged, give it one seat more in the whole area; None where none would,
    or the whole area is not what decides
    """

    party: int
    votes: int
    share: Fraction
    passed: bool
    local: tuple[int, ...]
    seats: int
    fixed: int
    adjustment: int
    undecided: int
    last: Fraction | None
    following: Fraction | None
    lacking: int | None


@attrs.frozen
class Outcome:
    """Who gets which seats. standings: one per party, in the order of the election; placed: per constituency, per
    party, the (fixed, adjustment) seats that it has however lots fall.

    lots: all that are met; complete: every way that those may fall that are not given has been tried, else no seats are
        told at all
    returned: constituency and party of each fixed seat that went back; kept: parties that have more fixed seats than
        their share and keep them
    valid: how many valid votes there are; empty: seats that nobody gets, for nobody may
    """

    standings: tuple[Standing, ...]
    placed: tuple[tuple[tuple[int, int], ...], ...]
    lots: tuple[Lot, ...]
    complete: bool
    returned: tuple[tuple[int, int], ...]
    kept: tuple[int, ...]
    valid: int
    empty: int
