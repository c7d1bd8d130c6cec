"""`regelverk årshjul`: every dated duty and payment of a year, as a table or as a calendar file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.cli import screen
from workbench.cli.options import DATA, REGULATION, formats
from workbench.cli.registry import DONE, WRONG_USE
from workbench.cli.swedish import Command, Option, new_file, year

if TYPE_CHECKING:
    from dsl import model
    from workbench.norms.wheel import Wheel


def run(regulation: str, year: int, data: tuple[str, ...], form: str, calendar: str | None) -> int:
    from workbench.cli.answering import may_write
    from workbench.cli.remarks import answer_look, told
    from workbench.norms import wheel_tables
    from workbench.norms.wheel import wanted, wheel
    from workbench.session.calculating import calculated_around
    from workbench.session.opening import opened_for

    found = told(opened_for(regulation, year, None))
    if isinstance(found, int):
        return found
    if not may_write(found, data, calendar):
        return WRONG_USE
    program = found.program
    calculations = told(calculated_around(regulation, found, data, year, wanted(program)))
    if isinstance(calculations, int):
        return calculations
    whole = wheel(program, calculations, year)
    if calendar is not None:
        return _write(whole, program, calendar)
    match form:
        case "json":
            screen.answer(wheel_tables.as_json(whole))
        case "csv":
            screen.answer(wheel_tables.as_csv(whole))
        case _:
            from workbench.page.text import as_text

            screen.answer(as_text(wheel_tables.page(whole), answer_look()))
    return DONE


def _write(whole: Wheel, program: model.Program, path: str) -> int:
    """The calendar file; what has no day is told, since it is not in it."""
    from workbench.cli.answering import answered

    try:
        from workbench.norms.calendars import as_calendar
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != "icalendar":
            raise
        screen.remark(
            "fel: för att skriva en kalenderfil behövs paketet icalendar, som inte är installerat.\n"
            "Installera det med: pip install 'regelverk[kalender]'"
        )
        return WRONG_USE
    if not answered(as_calendar(whole, program.header).decode("utf-8"), path):
        return WRONG_USE
    screen.answer(f"{path}\n")
    left_out = len(whole.undated)
    unsaid = f" {left_out} {'sak' if left_out == 1 else 'saker'} utan bestämd dag är inte med." if left_out else ""
    written = len(whole.events)
    screen.remark(f"{written} {'händelse' if written == 1 else 'händelser'} skrevs.{unsaid}")
    return DONE


COMMAND = Command(
    "årshjul",
    run,
    "Visar allt som ska göras eller betalas en bestämd dag under året, sorterat efter dag: vem, vad, belopp för varje "
    "rad och tillsammans, och avsnitt. Det som texten bara säger ungefär när det ska ske står för sig, sist.",
    [
        REGULATION,
        Option("--år", "year", "Året som ska visas.", type=year, metavar="ÅÅÅÅ", required=True),
        DATA,
        formats("tabell", "json", "csv"),
        Option("--ics", "calendar", "Skriv dagarna till en kalenderfil i stället.", type=new_file, metavar="FIL"),
    ],
    "regelverk årshjul regulations/ostersund --år 2025\n"
    "regelverk årshjul regulations/ostersund --år 2025 --ics 2025.ics",
)
