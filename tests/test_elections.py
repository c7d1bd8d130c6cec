"""Votes to seats: published results reproduced, agreement with an independent counting, lots, and files that are wrong.

The sample files in the election authority's JSON format are constructed here, from figures in `tests/elections/`.
"""

import csv
import json
import os
import zipfile
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dsl.pipeline import load_source
from interpreter.data.assembling import assemble
from interpreter.data.files import read_given
from interpreter.elections.allocating import passing, totals, valid_votes
from interpreter.elections.authority import election_of_json
from interpreter.elections.counting import outcome_of
from interpreter.elections.election import Constituency, Election, Kind, Law, Outcome, Party
from interpreter.elections.feeding import Fed, fed, seat_attributes
from interpreter.elections.files import MOST_BYTES, read_election
from interpreter.elections.law import fixed_of, law_of
from interpreter.elections.lots import Given
from interpreter.elections.naming import everyday, matched
from interpreter.elections.problems import ElectionProblem, stops
from interpreter.elections.scenarios import read_scenarios

FOLDER = Path(__file__).parent / "elections"
NO_LOTS = Given()


def read(path: Path) -> Election:
    election, problems = read_election(path)
    assert election is not None, problems
    return election


def table(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter=";"))


def seats_of(election: Election, outcome: Outcome) -> dict[str, int]:
    return {election.parties[one.party].name: one.seats for one in outcome.standings}


def whole(votes: Sequence[int], others: int = 0, seats: int = 10, kind: Kind = "municipality") -> Election:
    parties = tuple(Party(f"P{number}") for number in range(len(votes)))
    return Election(kind, 2022, None, seats, parties, (Constituency("", tuple(votes), others),))


def divided(votes: Sequence[Sequence[int]], fixed: Sequence[int], seats: int, kind: Kind = "region") -> Election:
    parties = tuple(Party(f"P{number}") for number in range(len(votes[0])))
    places = tuple(
        Constituency(f"K{at}", tuple(row), 0, count) for at, (row, count) in enumerate(zip(votes, fixed, strict=True))
    )
    return Election(kind, 2022, None, seats, parties, places)


# -- published results ---------------------------------------------------------------------------

WHOLE: list[tuple[str, Kind, int, int]] = [
    ("ostersund-2022", "municipality", 2022, 61),
    ("vadstena-2018", "municipality", 2018, 35),
    ("grums-2018", "municipality", 2018, 31),
    ("vimmerby-2018", "municipality", 2018, 49),
    ("jamtland-2022", "region", 2022, 55),
    ("norrbotten-2022", "region", 2022, 71),
]
REGIONS = [("kalmar", 67), ("blekinge", 57), ("uppsala", 101), ("skane", 149), ("vasterbotten", 71)]


@pytest.mark.parametrize(("name", "kind", "year", "seats"), WHOLE, ids=[one[0] for one in WHOLE])
def test_a_published_result_of_one_constituency(name: str, kind: Kind, year: int, seats: int) -> None:
    election = read(FOLDER / f"{name}.csv")
    outcome = outcome_of(election, law_of(kind, year, False), seats, NO_LOTS)
    assert election.published == tuple(one.seats for one in outcome.standings)
    assert outcome.lots == ()


@pytest.mark.parametrize(("name", "seats"), REGIONS, ids=[one[0] for one in REGIONS])
def test_a_published_result_of_a_region_with_constituencies(name: str, seats: int) -> None:
    election = read(FOLDER / f"{name}-2022.csv")
    assert sum(one.fixed or 0 for one in election.constituencies) == fixed_of("region", seats)
    outcome = outcome_of(election, law_of("region", 2022, True), seats, NO_LOTS)
    published = {row["parti"]: int(row["mandat"]) for row in table(f"{name}-2022-mandat.csv")}
    assert seats_of(election, outcome) == published


@pytest.mark.parametrize(("name", "back"), [("kalmar", "M"), ("blekinge", "KD")])
def test_a_fixed_seat_too_many_goes_back(name: str, back: str) -> None:
    """Without it the published seats do not come out: that is how we know that regions have the rule."""
    election = read(FOLDER / f"{name}-2022.csv")
    seats = dict(REGIONS)[name]
    law = law_of("region", 2022, True)
    outcome = outcome_of(election, law, seats, NO_LOTS)
    assert [election.parties[party].name for _, party in outcome.returned] == [back]
    kept = outcome_of(election, attrs.evolve(law, returns=False), seats, NO_LOTS)
    assert [election.parties[party].name for party in kept.kept] == [back]
    assert seats_of(election, kept) != seats_of(election, outcome)


@pytest.mark.parametrize("year", [2014, 2022])
def test_the_riksdag_constituency_by_constituency(year: int) -> None:
    """2014 by the rules before 2018: two parties keep more than their share. 2022 fixed and adjustment seats apart."""
    election = read(FOLDER / f"riksdag-{year}.csv")
    outcome = outcome_of(election, law_of("riksdag", year, True), 349, NO_LOTS)
    at = {one.name: number for number, one in enumerate(election.constituencies)}
    party = {one.name: number for number, one in enumerate(election.parties)}
    published = table(f"riksdag-{year}-mandat.csv")
    assert len(published) == 29 * 8
    for row in published:
        fixed, adjustment = outcome.placed[at[row["valkrets"]]][party[row["parti"]]]
        if "mandat" in row:
            assert fixed + adjustment == int(row["mandat"]), row
        else:
            assert (fixed, adjustment) == (int(row["fasta mandat"]), int(row["utjämningsmandat"])), row
    assert sum(one.seats for one in outcome.standings) == 349
    kept = {election.parties[party].name for party in outcome.kept}
    assert kept == ({"S", "SD"} if year == 2014 else set())


def test_one_vote_from_the_threshold() -> None:
    """Vimmerby 2018: 208 of 10 435 votes are 1,99 percent; 209 would have been enough, and given a seat."""
    election = read(FOLDER / "vimmerby-2018.csv")
    outcome = outcome_of(election, law_of("municipality", 2018, False), 49, NO_LOTS)
    party = next(one for one in outcome.standings if election.parties[one.party].name == "Miljöpartiet")
    assert (party.votes, party.passed, party.lacking) == (208, False, 1)


# -- an independent counting ---------------------------------------------------------------------


def by_sorting(votes: Sequence[int], seats: int, first: Fraction) -> list[int] | None:
    """All comparison numbers in order, the highest win; None where the last that wins is not alone."""
    numbers = sorted(
        (
            (Fraction(count) / (first if seat == 0 else 2 * seat + 1), party)
            for party, count in enumerate(votes)
            for seat in range(seats + 1)
            if count
        ),
        reverse=True,
    )
    if len(numbers) > seats and numbers[seats - 1][0] == numbers[seats][0]:
        return None
    return [sum(winner == party for _, winner in numbers[:seats]) for party in range(len(votes))]


def by_divisor(votes: Sequence[int], seats: int, first: Fraction) -> list[int] | None:
    """A price of a seat such that the parties buy just as many as there are; None where there is none."""

    def bought(count: int, price: Fraction) -> int:
        if count < first * price:
            return 0
        return max(1, (count / price + 1) // 2)

    low, high = Fraction(0), Fraction(max(votes) + 1)
    for _ in range(200):
        price = (low + high) / 2
        got = [int(bought(count, price)) for count in votes]
        if sum(got) == seats:
            return got
        low, high = (price, high) if sum(got) > seats else (low, price)
    return None


votes_of = st.lists(st.integers(0, 5_000), min_size=1, max_size=8).filter(any)


@given(votes_of, st.integers(1, 60), st.sampled_from([Fraction("1.2"), Fraction("1.4")]))
@settings(deadline=None)
def test_one_constituency_agrees_with_a_full_sort_and_with_a_price(
    votes: list[int], seats: int, first: Fraction
) -> None:
    law = attrs.evolve(law_of("municipality", 2022, False), first=first, threshold=Fraction(0))
    outcome = outcome_of(whole(votes), law, seats, NO_LOTS)
    sorted_ = by_sorting(votes, seats, first)
    if sorted_ is None:
        assert any(one.undecided for one in outcome.standings)
    else:
        assert [one.seats for one in outcome.standings] == sorted_
        assert not outcome.lots
        assert by_divisor(votes, seats, first) in (sorted_, None)


def naively(election: Election, law: Law, seats: int, lots: Given) -> dict[str, list[list[int]]] | None:
    """The whole law, a seat at a time, in another shape. Of equal parties or constituencies the one that the lots name
    first; None where pairs of both are equal, for then it is not said what the lot is between."""
    parties, places = range(len(election.parties)), range(len(election.constituencies))
    votes = [list(one.votes) for one in election.constituencies]
    whole_ = [sum(votes[at][party] for at in places) for party in parties]
    valid = sum(whole_) + sum(one.others for one in election.constituencies)
    everywhere = [party for party in parties if whole_[party] and whole_[party] >= law.threshold * valid]

    def number(count: int, has: int, first: Fraction) -> Fraction:
        return Fraction(count) / (first if has == 0 else 2 * has + 1)

    def best(numbers: Mapping[int, Fraction], named: Sequence[int]) -> int:
        return max(numbers, key=lambda key: (numbers[key], -named.index(key)))

    def best_pair(numbers: Mapping[tuple[int, int], Fraction]) -> tuple[int, int] | None:
        top = [key for key, value in numbers.items() if value == max(numbers.values())]
        at = min((place for place, _ in top), key=lots.constituencies.index)
        if len({place for place, _ in top}) > 1 and len({party for _, party in top}) > 1:
            return None
        return at, min((party for place, party in top if place == at), key=lots.parties.index)

    def shared(rows: Sequence[int], of: Sequence[int], count: int) -> list[int]:
        got = [0 for _ in parties]
        rows = [row for row in rows if of[row]]
        for _ in range(count if rows else 0):
            got[best({row: number(of[row], got[row], law.first) for row in rows}, lots.parties)] += 1
        return got

    fixed = []
    may = []
    for at in places:
        here = sum(votes[at]) + election.constituencies[at].others
        rows = [
            party
            for party in parties
            if party in everywhere or (law.local and votes[at][party] and votes[at][party] >= law.local * here)
        ]
        may.append(rows)
        fixed.append(shared(rows, votes[at], election.constituencies[at].fixed or 0))
    aside: list[int] = []
    while True:
        sharing = [party for party in everywhere if party not in aside]
        taken = sum(fixed[at][party] for at in places for party in parties if party not in sharing)
        target = shared(sharing, whole_, seats - taken)
        surplus = {party: sum(row[party] for row in fixed) - target[party] for party in sharing}
        over = [party for party in sharing if surplus[party] > 0]
        if not over:
            break
        free = []
        for party in over if law.returns else ():
            for _ in range(surplus[party]):
                candidates = {
                    at: -number(votes[at][party], fixed[at][party] - 1, law.first)
                    for at in places
                    if fixed[at][party] and (election.constituencies[at].fixed or 0) >= 3
                }
                if candidates:
                    at = best(candidates, lots.constituencies)
                    fixed[at][party] -= 1
                    free.append(at)
        if not free:
            aside += over
        while free:
            open_ = {
                (at, party): number(votes[at][party], fixed[at][party], law.first)
                for at in set(free)
                for party in may[at]
                if votes[at][party] and (party not in sharing or sum(row[party] for row in fixed) < target[party])
            }
            if not open_:
                break
            pair = best_pair(open_)
            if pair is None:
                return None
            fixed[pair[0]][pair[1]] += 1
            free.remove(pair[0])
    adjustment = [[0 for _ in parties] for _ in places]
    for party in sharing:
        for _ in range(target[party] - sum(row[party] for row in fixed)):
            numbers = {
                at: number(votes[at][party], fixed[at][party] + adjustment[at][party], Fraction(1)) for at in places
            }
            adjustment[best(numbers, lots.constituencies)][party] += 1
    return {"fixed": fixed, "adjustment": adjustment}


@st.composite
def elections(draw: st.DrawFn, most_votes: int = 100_000) -> tuple[Election, Law, int]:
    parties = draw(st.integers(2, 5))
    places = draw(st.integers(2, 4))
    row = st.lists(st.integers(0, most_votes), min_size=parties, max_size=parties)
    votes = draw(st.lists(row, min_size=places, max_size=places).filter(lambda rows: any(map(any, rows))))
    fixed = draw(st.lists(st.integers(0, 6), min_size=places, max_size=places))
    kind: Kind = draw(st.sampled_from(["riksdag", "region", "municipality"]))
    law = law_of(kind, draw(st.sampled_from([2014, 2022])), True)
    law = attrs.evolve(law, threshold=draw(st.sampled_from([law.threshold, Fraction("0.2")])))
    seats = sum(fixed) + draw(st.integers(0, 4))
    assume(law.levelled and seats)
    return divided(votes, fixed, seats, kind), law, seats


@given(st.one_of(elections(), elections(most_votes=8)), st.data())
@settings(max_examples=400, deadline=None)
def test_constituencies_agree_with_a_naive_counting(one: tuple[Election, Law, int], data: st.DataObject) -> None:
    """Where numbers are equal too, whatever the lots say."""
    election, law, seats = one
    parties = tuple(data.draw(st.permutations(range(len(election.parties)))))
    places = tuple(data.draw(st.permutations(range(len(election.constituencies)))))
    expected = naively(election, law, seats, Given(parties, places))
    assume(expected is not None)
    assert expected is not None
    outcome = outcome_of(election, law, seats, Given(parties, places))
    placed = (
        [[pair[0] for pair in row] for row in outcome.placed],
        [[pair[1] for pair in row] for row in outcome.placed],
    )
    assert placed == (expected["fixed"], expected["adjustment"])
    assert sum(standing.seats for standing in outcome.standings) + outcome.empty == seats


# -- laws ----------------------------------------------------------------------------------------


@given(votes_of, st.integers(0, 2_000), st.integers(1, 40))
@settings(deadline=None)
def test_seats_add_up_and_nobody_below_the_threshold_has_any(votes: list[int], others: int, seats: int) -> None:
    election = whole(votes, others)
    law = law_of("municipality", 2022, False)
    outcome = outcome_of(election, law, seats, NO_LOTS)
    open_ = {lot.places - len(lot.won) for lot in outcome.lots}
    assert sum(one.seats for one in outcome.standings) + sum(open_) + outcome.empty == seats
    for one in outcome.standings:
        assert one.passed == (one.votes > 0 and one.votes * 50 >= sum(votes) + others)
        assert one.passed or one.seats == one.undecided == 0
    assert outcome.valid == sum(votes) + others


@given(votes_of, st.integers(1, 40), st.integers(1, 3_000), st.data())
@settings(deadline=None)
def test_more_votes_never_give_fewer_seats(votes: list[int], seats: int, more: int, data: st.DataObject) -> None:
    party = data.draw(st.integers(0, len(votes) - 1))
    law = law_of("municipality", 2022, False)
    before = outcome_of(whole(votes), law, seats, NO_LOTS).standings[party]
    votes[party] += more
    after = outcome_of(whole(votes), law, seats, NO_LOTS).standings[party]
    assert after.seats >= before.seats
    assert after.seats + after.undecided >= before.seats + before.undecided


@given(elections(most_votes=40), st.data())
@settings(deadline=None)
def test_the_order_of_parties_and_constituencies_does_not_matter(
    one: tuple[Election, Law, int], data: st.DataObject
) -> None:
    election, law, seats = one
    order = data.draw(st.permutations(range(len(election.parties))))
    places = tuple(
        attrs.evolve(place, votes=tuple(place.votes[at] for at in order)) for place in reversed(election.constituencies)
    )
    moved = attrs.evolve(election, parties=tuple(election.parties[at] for at in order), constituencies=places)
    first, second = outcome_of(election, law, seats, NO_LOTS), outcome_of(moved, law, seats, NO_LOTS)
    if first.complete and second.complete:
        here = {election.parties[at.party].name: (at.seats, at.undecided) for at in first.standings}
        there = {moved.parties[at.party].name: (at.seats, at.undecided) for at in second.standings}
        assert here == there


@given(st.lists(st.integers(0, 60), min_size=2, max_size=4).filter(any), st.integers(0, 10), st.integers(1, 8))
@settings(max_examples=200, deadline=None)
def test_lacking_is_the_least_number_of_votes_that_gives_a_seat_more(votes: list[int], others: int, seats: int) -> None:
    law = attrs.evolve(law_of("municipality", 2022, False), threshold=Fraction("0.1"))
    outcome = outcome_of(whole(votes, others), law, seats, NO_LOTS)
    for one in outcome.standings:

        def gets(more: int, party: int = one.party) -> int:
            changed = [count + more if at == party else count for at, count in enumerate(votes)]
            return outcome_of(whole(changed, others), law, seats, NO_LOTS).standings[party].seats

        if one.lacking is None:
            assert gets(100_000) == one.seats
        else:
            assert gets(one.lacking) > one.seats >= gets(one.lacking - 1)


def test_votes_that_take_another_party_below_the_threshold_count() -> None:
    """One vote of five is enough at ten percent; five more for the other leave it at just ten, six below it."""
    law = attrs.evolve(law_of("municipality", 2022, False), threshold=Fraction("0.1"))
    outcome = outcome_of(whole([1, 4]), law, 6, NO_LOTS)
    assert [(one.seats, one.lacking) for one in outcome.standings] == [(1, 1), (5, 6)]


# -- lots ----------------------------------------------------------------------------------------


def test_two_parties_with_equal_votes_draw_for_the_last_seat() -> None:
    law = law_of("municipality", 2022, False)
    outcome = outcome_of(whole([600, 300, 300]), law, 2, NO_LOTS)
    (lot,) = outcome.lots
    assert (lot.stage, lot.tied, lot.places, lot.number) == ("fixed", (1, 2), 1, Fraction(250))
    assert [(one.seats, one.undecided) for one in outcome.standings] == [(1, 0), (0, 1), (0, 1)]
    drawn = outcome_of(whole([600, 300, 300]), law, 2, Given((2,)))
    assert [(one.seats, one.undecided) for one in drawn.standings] == [(1, 0), (0, 0), (1, 0)]
    assert drawn.lots[0].won == (2,)


def test_two_seats_between_three_and_one_lot_given() -> None:
    law = law_of("municipality", 2022, False)
    outcome = outcome_of(whole([300, 300, 300]), law, 2, Given((1,)))
    assert [(one.seats, one.undecided) for one in outcome.standings] == [(0, 1), (1, 0), (0, 1)]
    assert outcome.lots[0].won == (1,)


def test_equal_votes_with_seats_for_all_need_no_lot() -> None:
    outcome = outcome_of(whole([300, 300]), law_of("municipality", 2022, False), 4, NO_LOTS)
    assert outcome.lots == ()
    assert [one.seats for one in outcome.standings] == [2, 2]


def test_a_lot_of_the_whole_area_and_where_a_seat_is_placed() -> None:
    election = divided([[300, 300], [300, 300]], [1, 1], 3)
    law = law_of("region", 2022, True)
    outcome = outcome_of(election, law, 3, NO_LOTS)
    assert outcome.complete
    assert [(one.seats, one.undecided) for one in outcome.standings] == [(1, 1), (1, 1)]
    assert {lot.stage for lot in outcome.lots} >= {"fixed", "whole", "placed"}
    drawn = outcome_of(election, law, 3, Given((1, 0), (1, 0)))
    assert [one.seats for one in drawn.standings] == [1, 2]
    assert all(len(lot.won) == lot.places for lot in drawn.lots)


def test_more_ways_than_are_tried_give_no_seats() -> None:
    election = divided([[100] * 6] * 6, [3] * 6, 20)
    outcome = outcome_of(election, law_of("region", 2022, True), 20, NO_LOTS)
    assert not outcome.complete
    assert all((one.seats, one.undecided) == (0, 20) for one in outcome.standings)


@given(elections(most_votes=6), st.data())
@settings(max_examples=200, deadline=None)
def test_given_lots_stay_within_what_was_told_without_them(one: tuple[Election, Law, int], data: st.DataObject) -> None:
    election, law, seats = one
    parties = tuple(data.draw(st.permutations(range(len(election.parties)))))
    places = tuple(data.draw(st.permutations(range(len(election.constituencies)))))
    loose = outcome_of(election, law, seats, NO_LOTS)
    drawn = outcome_of(election, law, seats, Given(parties, places))
    assert drawn.complete
    assert sum(standing.seats for standing in drawn.standings) + drawn.empty == seats
    for before, after in zip(loose.standings, drawn.standings, strict=True):
        assert after.undecided == 0
        assert before.seats <= after.seats <= before.seats + before.undecided


# -- the law in particular -----------------------------------------------------------------------


def test_twelve_percent_of_a_constituency_gives_fixed_seats_there_only() -> None:
    votes = [[9_000, 0, 2_500], [40_000, 40_000, 0]]
    election = divided(votes, [4, 10], 18, "riksdag")
    law = attrs.evolve(law_of("riksdag", 2022, True), local=Fraction("0.1"))
    outcome = outcome_of(election, law, 18, NO_LOTS)
    local = outcome.standings[2]
    assert (local.passed, local.local, local.seats) == (False, (0,), 1)
    assert outcome.placed[0][2][1] == outcome.placed[1][2][1] == 0
    assert sum(one.seats for one in outcome.standings) == 18


def test_no_seat_goes_back_from_a_constituency_with_fewer_than_three() -> None:
    """It keeps them, and the others share the rest."""
    election = divided([[100, 90], [100, 90], [100, 90], [10, 4_000]], [1, 1, 1, 1], 5)
    law = attrs.evolve(law_of("region", 2022, True), threshold=Fraction(0))
    outcome = outcome_of(election, law, 5, NO_LOTS)
    assert outcome.kept == (0,)
    assert [one.seats for one in outcome.standings] == [3, 2]


@pytest.mark.parametrize("first", [0, 1])
def test_a_lot_says_which_constituency_gives_a_seat_back(first: int) -> None:
    """The party has one seat too many, and its last seats in two constituencies are equally dear."""
    election = divided([[300, 120, 0], [300, 130, 0], [0, 0, 2_000]], [3, 3, 3], 13)
    law = attrs.evolve(law_of("region", 2022, True), threshold=Fraction(0))
    loose = outcome_of(election, law, 13, NO_LOTS)
    (lot,) = [one for one in loose.lots if one.stage == "returned" and one.party == 0]
    assert (lot.between, lot.tied, lot.places, lot.won) == ("constituencies", (0, 1), 1, ())
    given = outcome_of(election, law, 13, Given((0, 1, 2), (first, 1 - first, 2)))
    assert given.returned[0] == (first, 0)
    assert [party for _, party in given.returned].count(0) == 1
    assert (given.placed[first][0][0], given.placed[1 - first][0][0]) == (1, 2)


def test_a_seat_that_nobody_may_take_becomes_an_adjustment_seat() -> None:
    election = divided([[300, 0], [10, 4_000], [10, 4_000]], [3, 1, 1], 6)
    law = attrs.evolve(law_of("region", 2022, True), threshold=Fraction(0))
    outcome = outcome_of(election, law, 6, NO_LOTS)
    assert outcome.returned == ((0, 0), (0, 0), (0, 0))
    assert [one.seats for one in outcome.standings] == [0, 6]


def test_a_divided_municipality_before_2018_has_fixed_seats_only() -> None:
    election = divided([[600, 100, 10], [100, 300, 10]], [5, 4], 9, "municipality")
    outcome = outcome_of(election, law_of("municipality", 2014, True), 9, NO_LOTS)
    assert all(one.adjustment == 0 and one.last is None for one in outcome.standings)
    assert sum(one.seats for one in outcome.standings) == 9


def test_seats_that_nobody_may_have_are_told() -> None:
    outcome = outcome_of(whole([10, 10], others=5_000), law_of("municipality", 2022, False), 7, NO_LOTS)
    assert outcome.empty == 7
    nobody = outcome_of(divided([[0, 0], [0, 0]], [2, 2], 5), law_of("region", 2022, True), 5, NO_LOTS)
    assert (nobody.empty, nobody.valid) == (5, 0)


def test_the_present_rules_are_those_of_no_year() -> None:
    for kind in ("riksdag", "region", "municipality"):
        assert law_of(kind, None, True) == law_of(kind, 2022, True) != law_of(kind, 2014, True)
    assert fixed_of("riksdag", 349) == 310


# -- names ---------------------------------------------------------------------------------------


def test_parties_are_matched_by_their_names() -> None:
    parties = {
        0: Party("Arbetarepartiet-Socialdemokraterna", "S"),
        1: Party("Liberalerna (tidigare Folkpartiet)", "L"),
        2: Party("Konsensus", None),
        3: Party("Lokalpartiet", "MP"),
        4: Party("Moderaterna"),
    }
    labels = ["Socialdemokraterna", "l", "konsensus", "Miljöpartiet", "Okänt"]
    assert matched(labels, parties) == {"Socialdemokraterna": 0, "l": 1, "konsensus": 2}
    assert everyday(parties[0]) == "Socialdemokraterna"
    assert everyday(parties[2]) == "Konsensus"
    assert everyday(Party("KD")) == "Kristdemokraterna"


def test_a_name_that_fits_two_parties_fits_none() -> None:
    assert matched(["Moderaterna"], {0: Party("Moderata samlingspartiet"), 1: Party("M")}) == {}


# -- files ---------------------------------------------------------------------------------------


def authority_file(election: Election, valtyp: str, **more: object) -> dict[str, object]:
    """CONSTRUCTED in the format of the authority's `mandatfordelning` files; not a file that it has published."""

    def votes(one: Constituency) -> dict[str, object]:
        rows = [
            {
                "partibeteckning": party.name,
                "partiforkortning": party.short or "",
                "partikod": f"{number:04d}",
                "antalRoster": count,
                "andelRoster": 1.5,
            }
            for number, (party, count) in enumerate(zip(election.parties, one.votes, strict=True), 1)
            if count
        ]
        return {
            "rosterPaverkaMandat": {
                "antalRoster": sum(one.votes) + one.others,
                "partiRoster": rows,
                "rosterOvrigaPartier": {"antalRoster": one.others},
            },
            "rosterEjPaverkaMandat": {"antalRoster": 7},
        }

    area = Constituency("", totals(election), sum(one.others for one in election.constituencies))
    lists = [
        {
            "namnValkrets": one.name,
            "kod": f"{number:02d}",
            "totaltAntalFastaMandat": one.fixed,
            "rostfordelning": votes(one),
        }
        for number, one in enumerate(election.constituencies, 1)
    ]
    return {
        "valtillfalle": "Val_20220911",
        "valtyp": valtyp,
        "rakningstillfalle": "slutlig",
        "senasteUppdateringstid": "2022-09-20T10:00:00",
        "valomrade": {
            "namn": "Provorten",
            "kod": "00",
            "totaltAntalMandat": election.seats,
            "antalValdistriktRaknade": 3,
            "antalValdistriktSomSkaRaknas": 4,
            "valomradessparrProcent": 3.0,
            "rostfordelning": votes(area),
            "valkretsLista": lists if len(lists) > 1 else [],
            **more,
        },
    }


def written(folder: Path, name: str, content: object) -> Path:
    path = folder / name
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        path.write_text(content if isinstance(content, str) else json.dumps(content, ensure_ascii=False), "utf-8")
    return path


def test_the_authoritys_file_gives_what_the_plain_one_does(tmp_path: Path) -> None:
    plain = attrs.evolve(read(FOLDER / "kalmar-2022.csv"), seats=67)
    path = written(tmp_path, "Val_20220911_slutlig_mandatfordelning_08_RF.json", authority_file(plain, "RF"))
    election = read(path)
    assert election.constituencies == plain.constituencies
    assert (election.kind, election.year, election.area, election.seats) == ("region", 2022, "Provorten", 67)
    assert (election.stage, election.counted, election.threshold) == ("slutlig", (3, 4), Fraction("0.03"))
    archive = tmp_path / "Val_20220911_slutlig_08_RF.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.write(path, path.name)
        packed.writestr("Val_20220911_slutlig_rostfordelning_08_RF.json", "{}")
        packed.writestr("Val_20220911_slutlig_mandatfordelning_08_RF_sign.sha256", "x")
    assert read(archive) == election


def test_seats_are_added_up_where_the_file_of_2022_does_not_tell_them(tmp_path: Path) -> None:
    plain = attrs.evolve(read(FOLDER / "jamtland-2022.csv"), seats=None)
    given_ = [
        {"partibeteckning": party.name, "partikod": f"{number:04d}", "antalMandat": seats, "antalFastaMandat": seats}
        for number, (party, seats) in enumerate(zip(plain.parties, plain.published or (), strict=True), 1)
    ]
    one = read(written(tmp_path, "a.json", authority_file(plain, "RF", mandatfordelning={"partiLista": given_})))
    assert (one.seats, one.published) == (55, plain.published)
    none = read(written(tmp_path, "b.json", authority_file(plain, "RF", mandatfordelning=None)))
    assert (none.seats, none.published) == (None, None)


def test_districts_of_a_constituency_are_added_up(tmp_path: Path) -> None:
    def district(number: int, votes: int, code: str | None) -> dict[str, object]:
        rows = [{"partibeteckning": "A", "partiforkortning": "A", "antalRoster": votes}]
        told = {"antalRoster": votes + 1, "partiRoster": rows, "rosterOvrigaPartier": {"antalRoster": "1"}}
        return {"namn": f"D{number}", "kretskod": code, "rostfordelning": {"rosterPaverkaMandat": told}}

    content = {
        "valtyp": "KF",
        "valdatum": "2026-09-13",
        "test": True,
        "valdistrikt": [district(1, 10, "01"), district(2, 20, "01"), district(3, 5, "02")],
    }
    election = read(written(tmp_path, "d.json", content))
    assert [(one.name, one.votes, one.others) for one in election.constituencies] == [("01", (30,), 2), ("02", (5,), 1)]
    assert (election.year, election.test, election.seats) == (2026, True, None)


def test_an_area_that_says_otherwise_than_its_constituencies_is_told_of(tmp_path: Path) -> None:
    plain = attrs.evolve(read(FOLDER / "blekinge-2022.csv"), seats=57)
    content = json.loads(json.dumps(authority_file(plain, "RF")))
    told = content["valomrade"]["rostfordelning"]["rosterPaverkaMandat"]
    told["partiRoster"][0]["antalRoster"] += 5
    told["antalRoster"] += 5
    election, problems = read_election(written(tmp_path, "a.json", content))
    assert election is not None
    assert [(problem.code, stops(problem)) for problem in problems] == [("RV735", False), ("RV735", False)]


PARTY = {"partibeteckning": "A", "partiforkortning": "A", "partikod": "0001", "antalRoster": 10}


def small(votes: object, **more: object) -> dict[str, object]:
    return {"valtyp": "KF", "valomrade": {"namn": "X", "totaltAntalMandat": 5, "rostfordelning": votes, **more}}


def paver(rows: object, total: object = 10, others: object = None) -> dict[str, object]:
    return {"rosterPaverkaMandat": {"antalRoster": total, "partiRoster": rows, "rosterOvrigaPartier": others}}


JSON_PROBLEMS: list[tuple[str, object, list[str]]] = [
    ("empty", " ", ["RV731 empty"]),
    ("not-json", "{", ["RV731 json"]),
    ("deep", "[" * 100_000, ["RV731 deep"]),
    ("not-text", b"\xff\xfe\xff", ["RV731 bytes"]),
    ("a-list", [], ["RV732 nothing"]),
    ("something-else", {"a": 1}, ["RV732 nothing"]),
    ("of-the-web", {"rosterPaverkaMandat": {"partiroster": []}}, ["RV732 presentation"]),
    ("key-twice", '{"valtyp": "KF", "valtyp": "RF"}', ["RV732 key"]),
    ("european", {**small(paver([PARTY])), "valtyp": "E"}, ["RV732 kind"]),
    ("no-kind", {"valomrade": small(paver([PARTY]))["valomrade"]}, ["RV732 kind"]),
    ("not-counted", small(None), ["RV738"]),
    ("no-list", small({"rosterPaverkaMandat": {"antalRoster": 0}}), ["RV738"]),
    ("party-twice", small(paver([PARTY, PARTY])), ["RV734"]),
    ("not-the-sum", small(paver([PARTY], 11)), ["RV735"]),
    ("votes-missing", small(paver([{**PARTY, "antalRoster": None}], 0)), ["RV733 missing"]),
    ("votes-negative", small(paver([{**PARTY, "antalRoster": -3}], 0)), ["RV733 negative"]),
    ("votes-in-parts", small(paver([{**PARTY, "antalRoster": 3.5}], 0)), ["RV733 not whole"]),
    ("votes-true", small(paver([{**PARTY, "antalRoster": True}], 0)), ["RV733 words"]),
    ("votes-long", small(paver([{**PARTY, "antalRoster": 10**30}], 0)), ["RV733 long"]),
    ("row-that-is-none", small(paver([3], 0)), ["RV733 missing"]),
    ("others-in-words", small(paver([PARTY], 10, {"antalRoster": "många"})), ["RV733 words"]),
    (
        "constituency-not-counted",
        small(paver([PARTY]), valkretsLista=[{"kod": "01", "rostfordelning": None}, 7]),
        ["RV738"],
    ),
    ("no-districts", {"valtyp": "KF", "valdistrikt": [3]}, ["RV738"]),
    (
        "too-many-parties",
        small(paver([{**PARTY, "partikod": str(code), "antalRoster": 1} for code in range(1001)], 1001)),
        ["RV739 parties"],
    ),
    (
        "too-many-constituencies",
        small(
            paver([PARTY]), valkretsLista=[{"kod": str(code), "rostfordelning": paver([PARTY])} for code in range(1001)]
        ),
        ["RV735 varning", "RV735 varning", "RV739 constituencies"],
    ),
]


def _mutated(content: object, data: st.DataObject) -> object:
    """With one value inside it replaced, at random."""
    if isinstance(content, dict) and content and data.draw(st.integers(0, 5)):
        key = data.draw(st.sampled_from(sorted(content)))
        return {**content, key: _mutated(content[key], data)}
    if isinstance(content, list) and content and data.draw(st.integers(0, 5)):
        at = data.draw(st.integers(0, len(content) - 1))
        return [*content[:at], _mutated(content[at], data), *content[at + 1 :]]
    strange = [None, True, -1, 0, 7, "7", "x", "", 1.5, [], {}, [None], {"antalRoster": 1}]
    return data.draw(st.sampled_from(strange))


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_a_damaged_file_gives_problems_or_an_election_but_never_a_mistake(data: st.DataObject) -> None:
    plain = attrs.evolve(read(FOLDER / "vasterbotten-2022.csv"), seats=71)
    content: object = authority_file(plain, "RF", mandatfordelning={"partiLista": [PARTY]})
    for _ in range(data.draw(st.integers(1, 3))):
        content = _mutated(content, data)
    election, problems = election_of_json(json.dumps(content).encode(), "val.json")
    if any(map(stops, problems)) or election is None:
        assert problems
        return
    assert all(count >= 0 for one in election.constituencies for count in (*one.votes, one.others))
    law = law_of("region", election.year, len(election.constituencies) > 1)
    outcome = outcome_of(election, law, max(71, sum(one.fixed or 0 for one in election.constituencies)), NO_LOTS)
    assert sum(one.votes for one in outcome.standings) <= outcome.valid


def summary(problem: ElectionProblem) -> str:
    """The code, and the word that says which of its kind."""
    words = [getattr(problem, name, None) for name in ("why", "what")]
    words.append("varning" if not stops(problem) else None)
    return " ".join([problem.code, *(word for word in words if word)])


@pytest.mark.parametrize(
    ("content", "expected"), [one[1:] for one in JSON_PROBLEMS], ids=[one[0] for one in JSON_PROBLEMS]
)
def test_a_json_file_that_is_wrong(content: object, expected: list[str], tmp_path: Path) -> None:
    election, problems = read_election(written(tmp_path, "val.json", content))
    assert election is None
    assert [summary(one) for one in problems] == expected


CSV_PROBLEMS: list[tuple[str, str | bytes, list[str]]] = [
    ("empty", "", ["RV731 empty"]),
    ("not-text", b"\x00\x01", ["RV731 bytes"]),
    ("one-byte", b"parti;r\xc3\xb6ster\nA\xff;1\n", ["RV731 bytes"]),
    ("quotes", 'parti;röster\n"A;1\n', ["RV731 csv"]),
    ("many-columns", ";".join(f"k{number}" for number in range(300)) + "\n", ["RV731 large"]),
    ("no-votes", "parti;andel\nA;1\n", ["RV732 heading", "RV732 column"]),
    ("column-twice", "parti;röster;Röster\nA;1;1\n", ["RV732 twice"]),
    ("cells", "parti;röster\nA;1;2\n", ["RV732 cells"]),
    ("party-lacks", "parti;röster\n;1\n", ["RV732 column", "RV738"]),
    ("constituency-lacks", "valkrets;parti;röster\n;A;1\n", ["RV732 column", "RV738"]),
    ("votes-lack", "parti;röster\nA;\n", ["RV733 missing"]),
    ("votes-negative", "parti;röster\nA;−4\n", ["RV733 negative"]),
    ("share", "parti;röster\nA;37,8\n", ["RV733 not whole"]),
    ("words", "parti;röster\nA;några\n", ["RV733 words"]),
    ("loose-groups", "parti;röster\nA;1 23\n", ["RV733 words"]),
    ("party-twice", "parti;röster\nA;1\na;2\n", ["RV734"]),
    ("sum", "parti;röster\nA;1\nsumma;2\n", ["RV735"]),
    ("party-of-one", "valkrets;parti;röster\nX;A;1\nX;B;1\nY;A;1\n", ["RV736"]),
    ("fixed", "valkrets;parti;röster;fasta mandat\nX;A;1;3\nX;B;1;4\n", ["RV737"]),
    ("only-others", "parti;röster\növriga;7\n", ["RV738"]),
    ("parties", "parti;röster\n" + "".join(f"P{number};1\n" for number in range(1001)), ["RV739 parties"]),
]


@pytest.mark.parametrize(
    ("content", "expected"), [one[1:] for one in CSV_PROBLEMS], ids=[one[0] for one in CSV_PROBLEMS]
)
def test_a_csv_file_that_is_wrong(content: str | bytes, expected: list[str], tmp_path: Path) -> None:
    election, problems = read_election(written(tmp_path, "val.csv", content))
    assert election is None
    assert [summary(one) for one in problems] == expected


def test_a_csv_file_as_people_write_it(tmp_path: Path) -> None:
    rows = ("Parti;Förkortning;Röster;mandat;källa", "Alfa;A;1 234;3;x", "", ";;;;", "Beta;;0;;", "ÖVR;;6;;")
    text = "\n".join([*rows, "Giltiga röster;;1 240;;", ""])
    election = read(written(tmp_path, "val.csv", text))
    assert election.parties == (Party("Alfa", "A"), Party("Beta", None))
    assert election.constituencies == (Constituency("", (1234, 0), 6, None),)
    assert election.published == (3, 0)


def test_files_that_are_no_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def why(path: Path) -> str:
        _, problems = read_election(path)
        return summary(problems[0])

    assert why(tmp_path / "saknas.csv") == "RV731 missing"
    assert why(tmp_path) == "RV731 folder"
    assert why(written(tmp_path, "val.xlsx", "")) == "RV731 format"
    assert why(written(tmp_path, "val.zip", b"PK")) == "RV731 archive"
    empty = tmp_path / "tom.zip"
    with zipfile.ZipFile(empty, "w") as packed:
        packed.writestr("a.json", "{}")
    assert why(empty) == "RV731 archive"
    damaged = tmp_path / "skadad.zip"
    for packing in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        with zipfile.ZipFile(damaged, "w", packing) as packed:
            packed.writestr("mandatfordelning.json", str(list(range(2_000))))
        content = bytearray(damaged.read_bytes())
        content[100:120] = b"\xff" * 20
        damaged.write_bytes(content)
        assert why(damaged) == "RV731 archive"
    assert why(Path("/dev/null")) == "RV731 special"
    plain = written(tmp_path, "val.csv", "parti;röster\nA;1\n")
    monkeypatch.setattr("interpreter.elections.files.MOST_BYTES", 3)
    assert why(plain) == "RV731 large"
    packed_file = tmp_path / "stor.zip"
    monkeypatch.setattr("interpreter.elections.files.MOST_BYTES", 200)
    with zipfile.ZipFile(packed_file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mandatfordelning.json", " " * 5_000)
    assert why(packed_file) == "RV731 large"

    def refuse(*_: object, **__: object) -> None:
        raise OSError

    monkeypatch.setattr("interpreter.elections.files.MOST_BYTES", 200)
    monkeypatch.setattr(os, "open", refuse)
    assert why(plain) == "RV731 refused"
    assert MOST_BYTES > 1_000_000


# -- seats as data of a regulation ----------------------------------------------------------------

REGULATION = """regelverk "Stöd"

enheter
    mandat

begrepp
    parti (partiet, partier, partierna)
        mandat (mandatet, mandaten): heltal mandat, LIMIT
        skuld (skulden): kr

    lista (listan, listor, listorna)
        parti (partiet): ett parti

    plats (platsen, platser, platserna)
        lista (listan): en lista
        parti (partiet): ett parti

avsnitt 1 Stödet
    partiets stöd (stödet) är 100 kr per mandat × mandaten − skulden
"""
DATA = {
    "partier.csv": "parti;mandat;skuld\nSocialdemokraterna;1;10\nLiberalerna;9;20\nBorta;3;30\n",
    "listor.csv": "lista;parti\nL1;Liberalerna\nS1;Socialdemokraterna\n",
    "platser.csv": "plats;lista;parti\nP1;L1;Liberalerna\nP2;S1;\n",
}


def fed_with(
    tmp_path: Path, election: Election, law: Law, limit: str = "minst 1 mandat", data: Mapping[str, str] = DATA
) -> tuple[Fed, dict[str, object]]:
    """What became of the data, and the seats of each party, None where missing."""
    program = load_source("stöd.regel", REGULATION.replace("LIMIT", limit).encode()).program
    assert program is not None
    base, problems = read_given(program, [written(tmp_path, name, text) for name, text in data.items()])
    assert problems == ()
    ((concept, attribute),) = seat_attributes(program)
    outcome = outcome_of(election, law, election.seats or 0, NO_LOTS)
    fed_ = fed(program, base, concept, attribute, election, outcome, None, "val.csv")
    facts, wrong = assemble(program, fed_.given)
    assert wrong == ()
    rows = facts.rows["parti"]
    seats = rows.values.get((attribute.symbol, None), (None,) * len(rows.labels))
    return fed_, dict(zip(rows.labels, seats, strict=True))


def named(votes: Mapping[str, int], seats: int) -> Election:
    parties = tuple(Party(name, name[:1]) for name in votes)
    return Election("municipality", 2022, None, seats, parties, (Constituency("", tuple(votes.values())),))


LAW = law_of("municipality", 2022, False)


def test_seats_come_from_the_election_and_the_rest_from_the_data(tmp_path: Path) -> None:
    votes = {"Arbetarepartiet-Socialdemokraterna": 600, "Nya": 400, "Liberalerna": 10}
    result, seats = fed_with(tmp_path, named(votes, 5), LAW)
    assert seats == {"Socialdemokraterna": 3, "Borta": None, "Nya": 2}
    assert (result.new, result.without, result.unknown, result.undecided) == (
        ("Nya",),
        ("Liberalerna",),
        ("Borta",),
        (),
    )
    assert result.following == (("lista", "L1"), ("plats", "P1"))


@pytest.mark.parametrize("limit", ["minst 0 mandat", "högst 100 mandat"])
def test_no_seats_are_a_figure_where_the_regulation_takes_it(tmp_path: Path, limit: str) -> None:
    result, seats = fed_with(tmp_path, named({"Socialdemokraterna": 600, "Liberalerna": 1}, 5), LAW, limit)
    assert seats == {"Socialdemokraterna": 5, "Liberalerna": 0, "Borta": None}
    assert (result.without, result.following) == ((), ())


def test_seats_that_lots_decide_are_missing(tmp_path: Path) -> None:
    result, seats = fed_with(tmp_path, named({"Socialdemokraterna": 500, "Liberalerna": 500, "Borta": 500}, 4), LAW)
    assert seats == {"Socialdemokraterna": None, "Liberalerna": None, "Borta": None}
    assert result.undecided == tuple((name, 1, 2) for name in ("Socialdemokraterna", "Liberalerna", "Borta"))


def test_a_new_party_by_lot(tmp_path: Path) -> None:
    result, seats = fed_with(tmp_path, named({"Alfa": 500, "Beta": 500}, 1), LAW, data={})
    assert seats == {"Alfa": None, "Beta": None}
    assert result.new == ("Alfa", "Beta")


# -- scenarios -----------------------------------------------------------------------------------

BASE = "parti;röster\nA;600\nB;300\nC;60\növriga;40\n"
BASE_DIVIDED = "valkrets;parti;röster;fasta mandat\nX;A;600;3\nX;B;400;3\nY;A;200;2\nY;B;800;2\n"


def scenarios(
    tmp_path: Path, text: str | bytes, base: str = BASE
) -> tuple[dict[str, list[tuple[int, ...]]], list[str]]:
    election = read(written(tmp_path, "bas.csv", base))
    found, problems = read_scenarios(election, [written(tmp_path, "scenarier.csv", text)])
    told = {one.name: [(*place.votes, place.others) for place in one.election.constituencies] for one in found}
    return told, [summary(one) for one in problems]


def test_votes_and_changes_of_shares(tmp_path: Path) -> None:
    text = "parti;Upp;Röster;Till övriga\nA;+1,5;700;−2\nB;-1;200;0\nC;0;70;0\nÖvriga;−0,5 procentenheter;30;+2 %\n"
    told, problems = scenarios(tmp_path, text)
    assert problems == []
    assert told == {"Upp": [(615, 290, 60, 35)], "scenarier": [(700, 200, 70, 30)], "Till övriga": [(580, 300, 60, 60)]}


def test_a_party_that_is_not_there_is_unchanged(tmp_path: Path) -> None:
    told, problems = scenarios(tmp_path, "parti;Upp\nA;+1\n")
    assert (told, problems) == ({"Upp": [(610, 300, 60, 30)]}, [])


def test_scenarios_with_constituencies(tmp_path: Path) -> None:
    changes, problems = scenarios(tmp_path, "parti;Upp\nA;+10\nB;−10\n", BASE_DIVIDED)
    assert (changes, problems) == ({"Upp": [(700, 300, 0), (300, 700, 0)]}, [])
    text = "valkrets;parti;fasta mandat;Upp;Nya\nX;A;3;+10;1\nX;B;3;−10;2\nY;A;2;0;3\nY;B;2;0;4\n"
    told, problems = scenarios(tmp_path, text, BASE_DIVIDED)
    assert problems == []
    assert told == {"Upp": [(700, 300, 0), (200, 800, 0)], "Nya": [(1, 2, 0), (3, 4, 0)]}


SCENARIO_PROBLEMS: list[tuple[str, str | bytes, str, list[str]]] = [
    ("empty", "", BASE, ["RV731 empty"]),
    ("no-party", "namn;X\nA;1\n", BASE, ["RV732 column"]),
    ("unknown", "parti;X\nQ;+1\n", BASE, ["RV740 unknown"]),
    ("twice", "parti;X\nA;+1\nA;+1\n", BASE, ["RV740 twice"]),
    ("lacking", "parti;X\nA;1\nB;2\n", BASE, ["RV740 lacking", "RV740 lacking"]),
    ("empty-change", "parti;X\nA;+1\nB;\n", BASE, ["RV740 lacking"]),
    ("number", "parti;X\nA;många\nB;1\nC;1\növriga;0\n", BASE, ["RV740 number"]),
    ("strange-change", "parti;X\nA;+1\nB;upp\n", BASE, ["RV740 number"]),
    ("mixed", "parti;X\nA;+1\nB;200\növriga;0\n", BASE, ["RV740 mixed"]),
    ("mixed-others", "parti;X\nA;+1\növriga;20\n", BASE, ["RV740 mixed"]),
    ("sum", "parti;X\nA;+1\növriga;+1\n", BASE, ["RV740 sum"]),
    ("below", "parti;X\nC;−9\n", BASE, ["RV740 below"]),
    ("others-below", "parti;X\nA;+9\n", BASE, ["RV740 below"]),
    ("divided", "parti;X\nA;1\nB;2\n", BASE_DIVIDED, ["RV740 divided"]),
    ("where", "valkrets;parti;X\nZ;A;+1\n", BASE_DIVIDED, ["RV740 where"]),
    (
        "many",
        "parti;" + ";".join(f"s{number}" for number in range(13)) + "\nA" + ";+1" * 13 + "\n",
        BASE,
        ["RV739 scenarios"],
    ),
]


@pytest.mark.parametrize(
    ("text", "base", "expected"), [one[1:] for one in SCENARIO_PROBLEMS], ids=[one[0] for one in SCENARIO_PROBLEMS]
)
def test_a_scenario_that_is_wrong(text: str | bytes, base: str, expected: list[str], tmp_path: Path) -> None:
    assert scenarios(tmp_path, text, base)[1] == expected


def test_scenarios_of_several_files(tmp_path: Path) -> None:
    election = read(written(tmp_path, "bas.csv", BASE))
    one, two = written(tmp_path, "1.csv", "parti;X\nA;+1\n"), written(tmp_path, "2.csv", "parti;X;Y\nA;+1;−1\n")
    found, problems = read_scenarios(election, [one, two])
    assert [each.name for each in found] == ["X", "Y"]
    assert [summary(each) for each in problems] == ["RV740 name"]
    _, problems = read_scenarios(election, [written(tmp_path, "3.json", "{}"), tmp_path / "4.csv"])
    assert [summary(each) for each in problems] == ["RV731 format", "RV731 missing"]


def test_valid_votes_and_who_passes() -> None:
    election = divided([[10, 5], [5, 80]], [1, 1], 3)
    assert (totals(election), valid_votes(election)) == ((15, 85), 100)
    assert passing(election, law_of("region", 2022, True)) == (0, 1)
