"""`regelverk beräkna`: what everybody gets, as a table for people or records for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.cli import screen
from workbench.cli.election_options import KIND, LOTS, SCENARIOS, SEATS, THRESHOLD, votes
from workbench.cli.options import DATA, DAY, OUT, OVER, REGULATION, YEAR, formats
from workbench.cli.registry import DONE, ERRORS, WRONG_USE
from workbench.cli.swedish import Command, Option, existing_file, new_file

if TYPE_CHECKING:
    from datetime import date
    from fractions import Fraction

    from interpreter.evaluating.calculation import Calculation
    from workbench.page.look import Look
    from workbench.session.opening import Opened
    from workbench.values.computed import Results


def run(
    regulation: str,
    data: tuple[str, ...],
    year: int | None,
    day: date | None,
    form: str,
    out: str | None,
    lacking: bool,
    record: str | None = None,
    result: str | None = None,
    kind: str | None = None,
    seats: int | None = None,
    threshold: Fraction | None = None,
    lots: tuple[str, ...] = (),
    scenarios: tuple[str, ...] = (),
    values: tuple[str, ...] = (),
    every: bool = False,
    over: bool = False,
) -> int:
    from workbench.cli.answering import answered, may_write
    from workbench.cli.remarks import told
    from workbench.session.calculating import calculated
    from workbench.session.opening import opened_for
    from workbench.values.computed import results

    if result is None and (kind or seats or threshold is not None or lots or scenarios):
        screen.remark("fel: --val, --mandat, --spärr, --lott och --scenario hör till --valresultat FIL, som saknas.")
        return WRONG_USE
    if values and not scenarios:
        screen.remark("fel: --värde hör till --scenario, som saknas.")
        return WRONG_USE
    if result is not None and (record is not None or (lacking and scenarios)):
        screen.remark(
            "fel: --akt går inte ihop med --valresultat. Skriv mandaten till en fil med regelverk mandat FIL --ut, och "
            "ange den med --data."
            if record is not None
            else "fel: --saknas går inte ihop med --scenario. Ta bort den ena flaggan."
        )
        return WRONG_USE

    found = told(opened_for(regulation, year, day))
    if isinstance(found, int):
        return found
    read = (*data, *([] if result is None else [result]), *scenarios)
    if not (may_write(found, read, out, over=over) and may_write(found, read, record, over=over)):
        return WRONG_USE
    if record is not None and out is not None and _same_file(out, record):
        screen.remark(f"fel: --ut och --akt är samma fil, {out}. Välj ett annat namn för akten.")
        return WRONG_USE
    if result is None:
        calculation = told(calculated(found, data, year, day))
    else:
        from workbench.session.elections import calculated_with

        counted = votes(result, kind, seats, threshold, lots, scenarios)
        sides = told(calculated_with(found, data, year, day, counted))
        if isinstance(sides, int):
            return sides
        if scenarios:
            from workbench.cli.scenarios import side_by_side

            return side_by_side(sides, values, form, out, over=over)
        calculation = sides.calculations[0][1]
    if isinstance(calculation, int):
        return calculation
    if record is not None:
        code = _record(record, regulation, found, data, calculation, year, day, over=over)
        if code != DONE:
            return code
    if lacking:
        return DONE if answered(_lacking(calculation, form, out), out, over=over) else WRONG_USE
    got = results(calculation)
    if form != "tabell" or every:
        return _remark(calculation, got) if answered(_whole(got, form, out), out, over=over) else WRONG_USE
    return _broken(calculation) if answered(_answer(calculation, got, out), out, over=over) else WRONG_USE


def _same_file(one: str, other: str) -> bool:
    import os

    return os.path.realpath(one) == os.path.realpath(other)


def _record(
    path: str,
    regulation: str,
    found: Opened,
    data: tuple[str, ...],
    calculation: Calculation,
    year: int | None,
    day: date | None,
    *,
    over: bool,
) -> int:
    """Writes the record, once it has given the same when it was computed from itself."""
    from interpreter.records.recording import as_json
    from workbench.cli.answering import answered
    from workbench.cli.remarks import told
    from workbench.session.records import recorded

    record = told(recorded(regulation, found, data, calculation, year, day))
    if isinstance(record, int):
        return record
    if not answered(as_json(record), path, over=over):
        return WRONG_USE
    screen.remark(f"Aktens kontrollsumma, att skriva in i beslutet:\n{record.sha256}")
    return DONE


def _answer(calculation: Calculation, got: Results, out: str | None) -> str:
    """What is paid out, and the questions that are left."""
    from interpreter.explaining.headline import headline
    from interpreter.explaining.unfed import unfed
    from workbench.page.text import as_text
    from workbench.results import first
    from workbench.results.remarks import without_rows
    from workbench.values.computed import unsaid

    shown = headline(calculation, unsaid(calculation.program))
    return as_text(first.page(got, shown, without_rows(calculation, unfed(calculation))), _look(out))


def _whole(got: Results, form: str, out: str | None) -> str:
    """Every value."""
    from workbench.results import tables

    match form:
        case "json":
            return tables.as_json(got)
        case "csv":
            return tables.as_csv(got)
        case _:
            from workbench.page.text import as_text

            return as_text(tables.page(got), _look(out))


def _lacking(calculation: Calculation, form: str, out: str | None) -> str:
    """What is still needed, and for what."""
    from workbench.results import needs

    found = needs.lacking(calculation)
    match form:
        case "json":
            return needs.as_json(calculation, found)
        case "csv":
            return needs.as_csv(found)
        case _:
            from workbench.page.text import as_text

            return as_text(needs.page(calculation, found), _look(out))


def _look(out: str | None) -> Look:
    from workbench.page.look import Look

    return Look(screen.width(), out is None and screen.colour_in_answers())


def _remark(calculation: Calculation, got: Results) -> int:
    """What is to be said beside the results, and the exit code. The words are imported when there are any."""
    from interpreter.explaining.unfed import unfed

    nothing = unfed(calculation)
    if calculation.masks is None and not calculation.program.assumptions and not nothing:
        return DONE
    from workbench.results.remarks import broken_assumptions, remarks, without_rows

    broken = broken_assumptions(calculation)
    for line in (*remarks(got), *without_rows(calculation, nothing), *broken):
        screen.remark(line)
    return ERRORS if broken else DONE


def _broken(calculation: Calculation) -> int:
    """Says what is assumed and does not hold, and gives the exit code."""
    if not calculation.program.assumptions:
        return DONE
    from workbench.results.remarks import broken_assumptions

    broken = broken_assumptions(calculation)
    for line in broken:
        screen.remark(line)
    return ERRORS if broken else DONE


COMMAND = Command(
    "beräkna",
    run,
    "Räknar ut regelverket för varje rad i data, och visar först det som betalas ut och vilket avsnitt som säger det. "
    "Sedan står det som saknas eller ska avgöras. Alla värden visas med --alla, och finns alltid i json och csv. Är "
    "REGELVERK en mapp läses data ur dess mapp data, om inget annat anges.",
    [
        REGULATION,
        DATA,
        YEAR,
        DAY,
        formats("tabell", "json", "csv"),
        OUT,
        Option(
            "--akt",
            "record",
            "Skriv också en akt till den här filen: regler, data och resultat med kontrollsummor, så att vem som helst "
            "kan räkna om dem med verifiera.",
            type=new_file,
            metavar="FIL",
        ),
        Option(
            "--saknas",
            "lacking",
            "Visa i stället vilka uppgifter och bedömningar som saknas och vad de stoppar, det som stoppar mest först.",
            is_flag=True,
        ),
        Option(
            "--valresultat",
            "result",
            "Ta partiernas mandat ur ett valresultat (zip, json, xml eller csv, se regelverk mandat) och inte ur data.",
            type=existing_file,
            metavar="FIL",
        ),
        KIND,
        SEATS,
        THRESHOLD,
        LOTS,
        SCENARIOS,
        Option(
            "--värde",
            "values",
            "Vilket värde som visas med --scenario; annars de belopp som normerna ger. Kan anges flera gånger.",
            multiple=True,
            metavar="VÄRDE",
        ),
        Option(
            "--alla",
            "every",
            "Visa också det som inte betalas ut: varje steg på vägen och allt annat som reglerna avgör.",
            is_flag=True,
        ),
        OVER,
    ],
    "regelverk beräkna regulations/ostersund\n"
    "regelverk beräkna regulations/ostersund --alla\n"
    "regelverk beräkna regulations/ostersund --år 2024 --format csv --ut ersattning.csv",
)
