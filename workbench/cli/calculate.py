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
    from workbench.results import Results


def run(regulation: str, data: tuple[str, ...], year: int | None, day: date | None, form: str, out: str | None) -> int:
    from workbench import tables
    from workbench.cli.opening import calculated, opened
    from workbench.look import Look
    from workbench.results import results

    found = opened(regulation)
    if found is None:
        return ERRORS
    calculation = calculated(found, regulation, data, year, day)
    if isinstance(calculation, int):
        return calculation
    got = results(calculation)
    match form:
        case "json":
            text = tables.as_json(got)
        case "csv":
            text = tables.as_csv(got)
        case _:
            colour = out is None and screen.colour_in_answers()
            text = tables.as_text(got, Look(screen.width(), colour))
    if not _answer(text, out):
        return WRONG_USE
    return _remark(calculation, got)


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
    ],
    "regelverk beräkna regulations/ostersund\n"
    "regelverk beräkna regulations/ostersund --år 2024 --format csv --ut ersattning.csv",
)
