"""`regelverk beräkna`: what everybody gets, as a table for people or records for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.cli import screen
from workbench.cli.commands import DONE, ERRORS, WRONG_USE
from workbench.cli.swedish import Argument, Command, Option, existing_path, new_file, one_of
from workbench.cli.wanted import DATA, DAY, YEAR

if TYPE_CHECKING:
    from datetime import date

    from interpreter.calculation import Calculation
    from workbench.look import Look
    from workbench.results import Results


def run(
    regulation: str,
    data: tuple[str, ...],
    year: int | None,
    day: date | None,
    form: str,
    out: str | None,
    lacking: bool,
) -> int:
    from workbench.cli.opening import calculated, may_write, opened_for
    from workbench.results import results

    found = opened_for(regulation, year, day)
    if found is None:
        return ERRORS
    if not may_write(found, data, out):
        return WRONG_USE
    calculation = calculated(found, data, year, day)
    if isinstance(calculation, int):
        return calculation
    if lacking:
        return DONE if _answer(_lacking(calculation, form, out), out) else WRONG_USE
    got = results(calculation)
    return _remark(calculation, got) if _answer(_table(got, form, out), out) else WRONG_USE


def _table(got: Results, form: str, out: str | None) -> str:
    from workbench import tables

    match form:
        case "json":
            return tables.as_json(got)
        case "csv":
            return tables.as_csv(got)
        case _:
            return tables.as_text(got, _look(out))


def _lacking(calculation: Calculation, form: str, out: str | None) -> str:
    """What is still needed, and for what."""
    from workbench import needs

    found = needs.lacking(calculation)
    match form:
        case "json":
            return needs.as_json(calculation, found)
        case "csv":
            return needs.as_csv(found)
        case _:
            return needs.as_text(calculation, found, _look(out))


def _look(out: str | None) -> Look:
    from workbench.look import Look

    return Look(screen.width(), out is None and screen.colour_in_answers())


def _remark(calculation: Calculation, got: Results) -> int:
    """What is to be said beside the results, and the exit code. The words are imported when there are any."""
    if calculation.masks is None and not calculation.program.assumptions:
        return DONE
    from workbench.remarks import broken_assumptions, remarks

    broken = broken_assumptions(calculation)
    for line in (*remarks(got), *broken):
        screen.remark(line)
    return ERRORS if broken else DONE


def _answer(text: str, out: str | None) -> bool:
    """To the file, or to standard output."""
    if out is None:
        screen.answer(text)
        return True
    from workbench.cli.files import why, write

    try:
        write(out, text)
    except OSError as error:
        screen.remark(f"fel: {out} kan inte skrivas: {why(error)}.")
        return False
    return True


COMMAND = Command(
    "beräkna",
    run,
    "Räknar ut varje värde i regelverket för varje rad i data, och visar vilket avsnitt som säger det. Det som inte "
    "går att räkna ut säger varför. Är REGELVERK en mapp läses data ur dess mapp data, om inget annat anges.",
    [
        Argument("regulation", "REGELVERK", "en regelfil eller en mapp", type=existing_path),
        DATA,
        YEAR,
        DAY,
        Option(
            "--format",
            "form",
            "tabell (förval), json eller csv.",
            type=one_of("tabell", "json", "csv"),
            metavar="FORM",
            default="tabell",
        ),
        Option("--ut", "out", "Skriv svaret till den här filen.", type=new_file, metavar="FIL"),
        Option(
            "--saknas",
            "lacking",
            "Visa i stället vilka uppgifter och bedömningar som saknas och vad de stoppar, det som stoppar mest först.",
            is_flag=True,
        ),
    ],
    "regelverk beräkna regulations/ostersund\n"
    "regelverk beräkna regulations/ostersund --år 2024 --format csv --ut ersattning.csv",
)
