"""`regelverk beräkna --valresultat`: the regulation on its data, with the seats of an election in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from dsl import model
from workbench.cli import screen
from workbench.cli.opening import Opened, calculated_on, tell, tell_ignored, tell_notes
from workbench.cli.registry import DONE, ERRORS, WRONG_USE
from workbench.cli.swedish import did_you_mean
from workbench.cli.votes import Votes, count
from workbench.values.numbers import number

if TYPE_CHECKING:
    from datetime import date

    from interpreter.elections.feeding import Fed
    from interpreter.evaluating.calculation import Calculation
    from interpreter.facts import Given
    from interpreter.notes import Note
    from workbench.elections.outcome import Counted
    from workbench.elections.scenarios import Side

# What the election itself is called beside its scenarios.
ITSELF = "valet"


@attrs.frozen(eq=False)
class Sides:
    """concept: the rows that have seats; calculations: of the election, then of each scenario, with its name."""

    concept: str
    program: model.Program
    calculations: tuple[tuple[str, Calculation], ...]


# Of long lists of names, so many are told.
_MOST_NAMES = 8


def calculated_with(
    found: Opened, data: Sequence[str], year: int | None, day: date | None, votes: Votes
) -> Sides | int:
    """The regulation on the election and on each scenario; or the exit code, once what is wrong has been told."""
    from interpreter.data.reading import data_files_of, read_given
    from interpreter.elections.feeding import fed, seat_attributes

    places = seat_attributes(found.program)
    if len(places) != 1:
        return _unclear(places)
    concept, attribute = places[0]
    counts = count(votes)
    if isinstance(counts, int):
        return counts
    default = data_files_of([Path(folder) for folder in found.folders])
    if not data:
        tell_ignored(found.folders)
    notes: list[Note] = []
    given, problems = read_given(found.program, [Path(file) for file in data] or default, notes)
    tell_notes(notes)
    if problems:
        tell(problems, None, ())
        return ERRORS
    when = year if year is not None else found.program.calculation_year if day is None else day.year
    out: list[tuple[str, Calculation]] = []
    for sentence in _whose(counts[0], found, given, concept, attribute):
        screen.remark(sentence)
    for name, counted in ((ITSELF, counts[0]), *counts[1]):
        got = fed(found.program, given, concept, attribute, counted.election, counted.outcome, when, votes.file)
        for sentence in _told(got, counted, concept):
            screen.remark(sentence if not counts[1] else f"{name}: {sentence}")
        calculation = _calculated(found, got, year, day)
        if isinstance(calculation, int):
            return calculation
        out.append((name, calculation))
    return Sides(concept.name, found.program, tuple(out))


def side_by_side(sides: Sides, values: Sequence[str], form: str, out: str | None, *, over: bool = False) -> int:
    """Answers with kronor per party and scenario. values: the ones asked for, or none."""
    from workbench.cli.opening import answered
    from workbench.elections import scenarios
    from workbench.page.look import Look
    from workbench.page.text import as_text
    from workbench.values.computed import results

    known = scenarios.values_of(sides.program, sides.concept)
    for value in values:
        if value not in known:
            screen.remark(f"fel: --värde: {value!r} är inget tal för {sides.concept}.{did_you_mean(value, known)}")
            return WRONG_USE
    shown = [scenarios.Side(name, calculation, results(calculation)) for name, calculation in sides.calculations]
    match form:
        case "json":
            text = scenarios.as_json(shown)
        case "csv":
            text = scenarios.as_csv(shown)
        case _:
            look = Look(screen.width(), out is None and screen.colour_in_answers())
            chosen = values or scenarios.wanted(sides.program, sides.concept)
            text = as_text(scenarios.page(shown, sides.concept, chosen), look)
            # Of what is not shown nothing is said.
            shown = [scenarios.narrowed(one, sides.concept, chosen) for one in shown]
    return _remark(shown) if answered(text, out, over=over) else WRONG_USE


def _remark(shown: Sequence[Side]) -> int:
    """What is said of every outcome once, of some with the name."""
    from interpreter.explaining.unfed import unfed
    from workbench.results.remarks import broken_assumptions, remarks, without_rows

    broken = {one.name: tuple(broken_assumptions(one.calculation)) for one in shown}
    said = {
        one.name: (
            *remarks(one.results),
            *without_rows(one.calculation, unfed(one.calculation)),
            *broken[one.name],
        )
        for one in shown
    }
    for line in dict.fromkeys(line for each in said.values() for line in each):
        names = [name for name, each in said.items() if line in each]
        screen.remark(line if len(names) == len(said) else f"{', '.join(names)}: {line}")
    return ERRORS if any(broken.values()) else DONE


def _calculated(found: Opened, got: Fed, year: int | None, day: date | None) -> Calculation | int:
    from interpreter.data.assembling import assemble

    facts, problems = assemble(found.program, got.given)
    if problems:
        tell(problems, None, ())
        return ERRORS
    return calculated_on(found, facts, year, day)


def _unclear(places: Sequence[tuple[model.Concept, model.Attribute]]) -> int:
    if not places:
        screen.remark("fel: ingen uppgift i regelverket har enheten mandat, så det finns inget att mata in mandaten i.")
    else:
        names = ", ".join(f"{attribute.symbol.name} för {concept.name}" for concept, attribute in places)
        screen.remark(f"fel: flera uppgifter i regelverket har enheten mandat: {names}. Då går det inte att välja.")
    return WRONG_USE


def _whose(
    counted: Counted, found: Opened, given: Sequence[Given], concept: model.Concept, attribute: model.Attribute
) -> Iterator[str]:
    """Whose election the seats are from, and what tells that it may be another than the regulation is for."""
    from workbench.elections.outcome import heading, other_area

    election = counted.election
    final = ""
    if election.stage is None:
        final = " Filen säger inte om resultatet är slutligt."
    elif "slut" not in election.stage.casefold():
        final = f" Resultatet är inte slutligt ({election.stage})."
    yield f"Mandaten är från: {heading(election)}, {counted.seats} mandat.{final}"
    other = other_area(election, found.program.authority)
    if other is not None:
        yield f"Observera: {other}"
    there = [one.value for one in given if one.attribute == attribute.symbol and isinstance(one.value, Fraction)]
    seats = sum(there, Fraction(0)) / attribute.type.unit.factor if isinstance(attribute.type, model.Number) else 0
    if there and seats != counted.seats:
        yield (
            f"Observera: {concept.name} i data har tillsammans {number(Fraction(seats))} mandat, men valet gäller "
            f"{counted.seats}. Kontrollera att det är rätt val."
        )


def _told(got: Fed, counted: Counted, concept: model.Concept) -> Iterator[str]:
    from workbench.elections.outcome import remarks

    yield from remarks(counted)
    if got.new:
        yield f"Finns inte i data, men fick mandat: {_names(got.new)}. Det som behövs utöver mandat saknas för dem."
    if got.without:
        yield (
            f"Fick inga mandat och är inte med: {_names(got.without)}. "
            f"Regelverket gäller {concept.name} med minst ett mandat."
        )
    if got.following:
        yield f"Följer med dem och är inte heller med: {_names([f'{label} ({of})' for of, label in got.following])}."
    if got.unknown:
        yield f"Finns i data men inte i valresultatet: {_names(got.unknown)}. Deras mandat är inte kända."
    if got.undecided:
        open_ = [f"{label} ({least}–{most})" for label, least, most in got.undecided]
        yield f"Mandaten är inte avgjorda, och räknas som saknade: {_names(open_)}."


def _names(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMES
    return ", ".join(names[:_MOST_NAMES]) + (f" och {more} till" if more > 0 else "")
