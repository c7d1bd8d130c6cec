"""Votes counted to seats, and a regulation calculated with them in the place of those in its data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from dsl import model
from dsl.frozen import frozen
from dsl.text.files import NOTHING_LAID, Overlay
from workbench.session.answers import (
    Answer,
    ElectionUnsaid,
    Faulty,
    FaultyElection,
    FixedTooMany,
    FixedUnsaid,
    NoSeatInput,
    OtherElection,
    Refusal,
    SeatsImpossible,
    SeatsUnsaid,
    SeveralSeatInputs,
    UnknownLot,
)
from workbench.session.calculating import calculated_on, data_paths, ignored
from workbench.session.opening import Opened
from workbench.session.remarks import (
    Counted,
    ElectionNoted,
    FixedUnlawful,
    LotUnused,
    Noted,
    Remark,
    SeatsFed,
    SeatsFrom,
    SeatsOverruled,
    ThresholdOverruled,
)

if TYPE_CHECKING:
    from interpreter.elections.election import Election, Kind, Law
    from interpreter.elections.lots import Given as Lots
    from interpreter.evaluating.calculation import Calculation
    from interpreter.facts import Given
    from interpreter.notes import Note

MOST_SEATS = 10_000
# What the election itself is called beside its scenarios.
ITSELF = "valet"


@frozen
class Votes:
    """Which election is counted, and how. file: of votes; scenarios: files of other outcomes; kind, seats, year: None
    for what the file says; threshold: None for that of the law; lots: who won them, by name."""

    file: str
    kind: Kind | None = None
    seats: int | None = None
    threshold: Fraction | None = None
    lots: tuple[str, ...] = ()
    scenarios: tuple[str, ...] = ()
    year: int | None = None


@attrs.frozen(eq=False)
class Tally:
    """The election counted, and each scenario with its name."""

    itself: Counted
    scenarios: tuple[tuple[str, Counted], ...]


@attrs.frozen(eq=False)
class Sides:
    """What an election, and each scenario of it, comes to in the regulation.

    concept: the rows that have seats; calculations: of the election, then of each scenario, with its name.
    """

    concept: str
    program: model.Program
    calculations: tuple[tuple[str, Calculation], ...]


def counted(votes: Votes, overlay: Overlay = NOTHING_LAID) -> Answer[Tally]:
    """Count the votes of an election by its law: seats for each party, or why there are none.

    overlay: bytes that are read by the names of the files, which need not be on the disk.
    """
    from interpreter.elections.files import read_election
    from interpreter.elections.scenarios import read_scenarios

    read, problems = read_election(Path(votes.file), overlay)
    if read is None:
        return Answer(FaultyElection(problems))
    remarks: tuple[Remark, ...] = (ElectionNoted(problems),) if problems else ()
    completed = _completed(read, votes)
    remarks = (*remarks, *completed.remarks)
    election = completed.value
    if isinstance(election, Refusal):
        return Answer(election, remarks)
    others, problems = read_scenarios(election, [Path(file) for file in votes.scenarios], overlay)
    if problems:
        return Answer(FaultyElection(problems), remarks)
    lots = _lots(election, votes.lots)
    if isinstance(lots, UnknownLot):
        return Answer(lots, remarks)
    law = _law(election, votes)
    itself = _counted(election, law, lots)
    more = tuple((one.name, _counted(one.election, law, lots)) for one in others)
    unused = _unused(election, lots, [itself, *(one for _, one in more)])
    return Answer(Tally(itself, more), (*remarks, *unused))


def calculated_with(
    found: Opened, data: Sequence[str], year: int | None, day: date | None, votes: Votes
) -> Answer[Sides]:
    """The regulation on the election and on each scenario."""
    from interpreter.data.assembling import assemble
    from interpreter.data.files import read_given
    from interpreter.elections.feeding import fed, seat_attributes

    program = found.program
    places = seat_attributes(program)
    if len(places) != 1:
        return Answer(_unclear(places))
    concept, attribute = places[0]
    tally = counted(votes, found.overlay)
    if isinstance(tally.value, Refusal):
        return Answer(tally.value, tally.remarks)
    itself, scenarios = tally.value.itself, tally.value.scenarios
    notes: list[Note] = []
    given, problems = read_given(program, data_paths(found, data), notes, found.overlay)
    remarks: tuple[Remark, ...] = (*tally.remarks, *ignored(found, data), *map(Noted, notes))
    if problems:
        return Answer(Faulty(problems), remarks)
    remarks = (*remarks, SeatsFrom(itself, program.authority, concept.name, _seats_in(given, attribute)))
    when = year if year is not None else program.calculation_year if day is None else day.year
    out: list[tuple[str, Calculation]] = []
    for name, one in ((ITSELF, itself), *scenarios):
        got = fed(program, given, concept, attribute, one.election, one.outcome, when, votes.file)
        remarks = (*remarks, SeatsFed(got, one, concept.name, name if scenarios else None))
        facts, wrong = assemble(program, got.given)
        if wrong:
            return Answer(Faulty(wrong), remarks)
        done = calculated_on(program, facts, year, day)
        remarks = (*remarks, *done.remarks)
        if isinstance(done.value, Refusal):
            return Answer(done.value, remarks)
        out.append((name, done.value))
    return Answer(Sides(concept.name, program, tuple(out)), remarks)


def _unclear(places: Sequence[tuple[model.Concept, model.Attribute]]) -> NoSeatInput | SeveralSeatInputs:
    if not places:
        return NoSeatInput()
    return SeveralSeatInputs(tuple((attribute.symbol.name, concept.name) for concept, attribute in places))


def _seats_in(given: Sequence[Given], attribute: model.Attribute) -> Fraction | None:
    """How many seats the data have in all; None where they have none."""
    there = [one.value for one in given if one.attribute == attribute.symbol and isinstance(one.value, Fraction)]
    if not there:
        return None
    assert isinstance(attribute.type, model.Number)
    return sum(there, Fraction(0)) / attribute.type.unit.factor


# -- counting ------------------------------------------------------------------------------------


def _completed(election: Election, votes: Votes) -> Answer[Election]:
    """With what is asked that the file does not say, and checked to be countable."""
    from interpreter.elections.law import RIKSDAG_SEATS, fixed_of

    if votes.kind is not None and election.kind is not None and election.kind != votes.kind:
        return Answer(OtherElection(votes.kind))
    kind = election.kind if votes.kind is None else votes.kind
    if kind is None:
        return Answer(ElectionUnsaid())
    year = election.year if votes.year is None else votes.year
    election = attrs.evolve(election, kind=kind, year=year)
    levelled = _law(election, votes).levelled
    fixed = [one.fixed for one in election.constituencies]
    divided = len(fixed) > 1
    seats = election.seats if votes.seats is None else votes.seats
    if seats is None and kind == "riksdag":
        seats = RIKSDAG_SEATS
    if divided and None in fixed:
        return Answer(FixedUnsaid(next(one.name for one in election.constituencies if one.fixed is None)))
    in_all = sum(one or 0 for one in fixed)
    if divided and not levelled:
        # Without adjustment seats there are no others.
        seats = in_all if seats is None else seats
    if seats is None:
        return Answer(SeatsUnsaid())
    if not 0 < seats <= MOST_SEATS:
        return Answer(SeatsImpossible(seats))
    if divided and (in_all > seats or (not levelled and in_all != seats)):
        return Answer(FixedTooMany(in_all, seats))
    remarks: list[Remark] = []
    if votes.seats is not None and election.seats is not None and election.seats != votes.seats:
        remarks.append(SeatsOverruled(election.seats, votes.seats))
    if divided and levelled and in_all != fixed_of(kind, seats):
        remarks.append(FixedUnlawful(in_all, seats, fixed_of(kind, seats)))
    if votes.threshold is None and election.threshold not in (None, _law(election, votes).threshold):
        remarks.append(ThresholdOverruled())
    return Answer(attrs.evolve(election, seats=seats), tuple(remarks))


def _law(election: Election, votes: Votes) -> Law:
    from interpreter.elections.law import law_of

    assert election.kind is not None
    law = law_of(election.kind, election.year, len(election.constituencies) > 1)
    return law if votes.threshold is None else attrs.evolve(law, threshold=votes.threshold)


def _lots(election: Election, names: Sequence[str]) -> Lots | UnknownLot:
    """Who has won the lots that are drawn already."""
    from interpreter.elections.election import Party
    from interpreter.elections.lots import Given
    from interpreter.elections.naming import matched

    parties = matched(names, dict(enumerate(election.parties)))
    places = {one.name: at for at, one in enumerate(election.constituencies) if one.name}
    for name in names:
        if name not in parties and name not in places:
            return UnknownLot(name, tuple(one.name for one in (*election.parties, *map(Party, places))))
    return Given(
        tuple(parties[name] for name in names if name in parties),
        tuple(places[name] for name in names if name in places),
    )


def _unused(election: Election, lots: Lots, counts: Sequence[Counted]) -> Iterator[LotUnused]:
    met = [lot for one in counts for lot in one.outcome.lots]
    for between, named, of in (
        ("parties", lots.parties, election.parties),
        ("constituencies", lots.constituencies, election.constituencies),
    ):
        for at in named:
            if not any(lot.between == between and at in lot.tied for lot in met):
                yield LotUnused(of[at].name)


def _counted(election: Election, law: Law, lots: Lots) -> Counted:
    from interpreter.elections.counting import outcome_of

    seats = election.seats or 0
    return Counted(election, law, seats, outcome_of(election, law, seats, lots))
