"""The flags that say which election is counted and how, and the counting, for the commands that take votes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from workbench.cli import screen
from workbench.cli.registry import ERRORS, WRONG_USE
from workbench.cli.swedish import Option, did_you_mean, existing_file, one_of

if TYPE_CHECKING:
    from interpreter.elections.election import Election, Kind, Law
    from interpreter.elections.lots import Given
    from interpreter.elections.problems import ElectionProblem
    from workbench.elections.outcome import Counted

MOST_SEATS = 10_000

_KINDS: dict[str, Kind] = {"riksdag": "riksdag", "region": "region", "kommun": "municipality"}


def _count(typed: str) -> int:
    bare = typed.replace(" ", "")
    if not (bare.isascii() and bare.isdigit()) or len(bare) > 6 or not 0 < int(bare) <= MOST_SEATS:
        raise click.BadParameter(f"{typed!r} är inget antal mandat. Skriv ett heltal från 1 till {MOST_SEATS}.")
    return int(bare)


def _share(typed: str) -> Fraction:
    bare = typed.replace(" ", "").removesuffix("%").replace(",", ".", 1)
    whole, _, part = bare.partition(".")
    figures = whole + part
    if not (figures.isascii() and figures.isdigit()) or not whole or len(figures) > 6 or Fraction(bare) >= 100:
        raise click.BadParameter(f"{typed!r} är ingen spärr. Skriv en andel i procent, till exempel 2% eller 2,5%.")
    return Fraction(bare) / 100


KIND = Option(
    "--val",
    "kind",
    "Vilket val: riksdag, region eller kommun. Behövs när filen inte säger det (csv).",
    type=one_of(*_KINDS),
    metavar="VAL",
)
SEATS = Option(
    "--mandat",
    "seats",
    "Hur många mandat som fördelas. Behövs när filen inte säger det; riksdagen har 349.",
    type=_count,
    metavar="ANTAL",
)
THRESHOLD = Option("--spärr", "threshold", "En annan spärr än lagens, till exempel 2%.", type=_share, metavar="ANDEL")
LOTS = Option(
    "--lott",
    "lots",
    "Vem som vann en lott: ett parti, eller en valkrets när det gäller var ett mandat hamnar. Kan anges flera gånger.",
    multiple=True,
    metavar="NAMN",
)
SCENARIOS = Option(
    "--scenario",
    "scenarios",
    "Visa andra utfall bredvid: en csv-fil med en kolumn för varje scenario, röster eller förändringar i "
    "procentenheter. Kan anges flera gånger.",
    type=existing_file,
    metavar="FIL",
    multiple=True,
)


class Votes(NamedTuple):
    """What the flags say. file: the election; year: of the law, None for that of the file; kind: as typed."""

    file: str
    kind: str | None
    seats: int | None
    threshold: Fraction | None
    lots: tuple[str, ...]
    scenarios: tuple[str, ...]
    year: int | None = None


def count(votes: Votes) -> tuple[Counted, tuple[tuple[str, Counted], ...]] | int:
    """The election counted, and each scenario with its name; or the exit code, once what is wrong has been told."""
    from interpreter.elections.reading import read_election
    from interpreter.elections.scenarios import read_scenarios

    read, problems = read_election(Path(votes.file))
    tell(problems)
    if read is None:
        return ERRORS
    election = _completed(read, votes)
    if isinstance(election, int):
        return election
    others, problems = read_scenarios(election, [Path(file) for file in votes.scenarios])
    if problems:
        tell(problems)
        return ERRORS
    given = _given(election, votes.lots)
    if given is None:
        return WRONG_USE
    law = _law(election, votes)
    counted = _counted(election, law, given)
    more = tuple((one.name, _counted(one.election, law, given)) for one in others)
    _unused(election, given, [counted, *(one for _, one in more)])
    return counted, more


def tell(problems: Iterable[ElectionProblem]) -> None:
    from dsl.source import Span
    from interpreter.elections.problems import TotalsDiffer
    from workbench.cli.opening import remark_look
    from workbench.problems.diagnostic import Diagnostic
    from workbench.problems.report import render
    from workbench.problems.words.elections import wording

    found = []
    for problem in problems:
        words = wording(problem)
        span = Span(problem.file, problem.row, 0, problem.row, 0)
        severity = problem.severity if isinstance(problem, TotalsDiffer) else "fel"
        found.append(Diagnostic(problem.code, severity, span, None, words.headline, words.at, words.labels, words.help))
    if found:
        screen.remark(render(found, {}, remark_look()))


def _completed(election: Election, votes: Votes) -> Election | int:
    """With what the flags say that the file does not, and checked to be countable; or the exit code."""
    import attrs

    from interpreter.elections.law import RIKSDAG_SEATS, fixed_of

    kind = election.kind
    if votes.kind is not None:
        if kind is not None and kind != _KINDS[votes.kind]:
            return _wrong(f"--val {votes.kind}: filen säger att det är ett annat val. Ta bort flaggan.")
        kind = _KINDS[votes.kind]
    if kind is None:
        return _wrong("Filen säger inte vilket val det är. Ange --val riksdag, region eller kommun.")
    year = election.year if votes.year is None else votes.year
    election = attrs.evolve(election, kind=kind, year=year)
    levelled = _law(election, votes).levelled
    fixed = [one.fixed for one in election.constituencies]
    divided = len(fixed) > 1
    seats = election.seats if votes.seats is None else votes.seats
    if seats is None and kind == "riksdag":
        seats = RIKSDAG_SEATS
    if divided and None in fixed:
        lacking = [one.name for one in election.constituencies if one.fixed is None]
        return _wrong(
            f"Det står inte hur många fasta mandat valkretsen {lacking[0]} har. Skriv det i kolumnen fasta mandat, "
            "eller använd valmyndighetens fil med mandatfördelning."
        )
    in_all = sum(one or 0 for one in fixed)
    if divided and not levelled:
        # Without adjustment seats there are no others.
        seats = in_all if seats is None else seats
    if seats is None:
        return _wrong("Filen säger inte hur många mandat som ska fördelas. Ange --mandat ANTAL.")
    if not 0 < seats <= MOST_SEATS:
        return _wrong(f"Filen säger att {seats} mandat ska fördelas. Ange rätt antal med --mandat.")
    if divided and (in_all > seats or (not levelled and in_all != seats)):
        return _wrong(f"De fasta mandaten är {in_all} tillsammans, men {seats} mandat ska fördelas.")
    if votes.seats is not None and election.seats not in (None, votes.seats):
        screen.remark(f"Observera: filen har {election.seats} mandat, men det räknas med {votes.seats}.")
    if divided and levelled and in_all != fixed_of(kind, seats):
        screen.remark(
            f"Observera: {in_all} av {seats} mandat är fasta. Enligt lagen ska {fixed_of(kind, seats)} vara det."
        )
    if votes.threshold is None and election.threshold not in (None, _law(election, votes).threshold):
        screen.remark("Observera: filen har en annan spärr än lagen. Det räknas med lagens; ändra med --spärr.")
    return attrs.evolve(election, seats=seats)


def _law(election: Election, votes: Votes) -> Law:
    import attrs

    from interpreter.elections.law import law_of

    assert election.kind is not None
    law = law_of(election.kind, election.year, len(election.constituencies) > 1)
    return law if votes.threshold is None else attrs.evolve(law, threshold=votes.threshold)


def _given(election: Election, names: Sequence[str]) -> Given | None:
    """The lots that are given; None once one that is nobody has been told."""
    from interpreter.elections.election import Party
    from interpreter.elections.lots import Given
    from interpreter.elections.naming import matched

    parties = matched(names, dict(enumerate(election.parties)))
    places = {one.name: at for at, one in enumerate(election.constituencies) if one.name}
    for name in names:
        if name not in parties and name not in places:
            known = [one.name for one in (*election.parties, *map(Party, places))]
            _wrong(f"--lott: {name!r} är varken ett parti eller en valkrets i valet.{did_you_mean(name, known)}")
            return None
    return Given(
        tuple(parties[name] for name in names if name in parties),
        tuple(places[name] for name in names if name in places),
    )


def _unused(election: Election, given: Given, counted: Sequence[Counted]) -> None:
    met = [lot for one in counted for lot in one.outcome.lots]
    for between, named, of in (
        ("parties", given.parties, election.parties),
        ("constituencies", given.constituencies, election.constituencies),
    ):
        for at in named:
            if not any(lot.between == between and at in lot.tied for lot in met):
                screen.remark(f"Observera: --lott {of[at].name}: ingen lott gällde det.")


def _counted(election: Election, law: Law, given: Given) -> Counted:
    from interpreter.elections.counting import outcome_of
    from workbench.elections.outcome import Counted

    seats = election.seats or 0
    return Counted(election, law, seats, outcome_of(election, law, seats, given))


def _wrong(sentence: str) -> int:
    screen.remark(f"fel: {sentence}")
    return WRONG_USE
