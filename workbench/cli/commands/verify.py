"""`regelverk verifiera`: whether a record of a calculation gives what it says, and what has changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.cli import screen
from workbench.cli.registry import DONE, ERRORS, WRONG_USE
from workbench.cli.swedish import Argument, Command, Option, existing_file, existing_path, one_of
from workbench.cli.wanted import DATA

if TYPE_CHECKING:
    from interpreter.records.reading import Unreadable
    from interpreter.records.recording import Record
    from workbench.results.verifying import Since


def run(record: str, regulation: str | None, data: tuple[str, ...], form: str) -> int:
    from interpreter.records.reading import Unreadable
    from interpreter.records.recording import compared, tampered
    from workbench.cli.opening import answer_look
    from workbench.page.look import Look
    from workbench.results.records import Broken, program_version, recomputed
    from workbench.results.verifying import Verdict, as_json, as_text, is_same, why_unreadable

    if data and regulation is None:
        screen.remark("fel: --data hör ihop med ett regelverk. Skriv också vilket: verifiera AKT REGELVERK --data FIL.")
        return WRONG_USE
    read = _read(record)
    if read is None:
        return ERRORS
    if isinstance(read, Unreadable):
        screen.remark(f"fel: {record}: {why_unreadable(read)}.")
        return ERRORS
    since = None
    if regulation is not None:
        found = _since(read, regulation, data)
        if isinstance(found, int):
            return found
        since = found
    look = Look() if form == "json" else answer_look()
    again = recomputed(read, look)
    verdict = Verdict(
        read,
        program_version(),
        tampered(read),
        again if isinstance(again, Broken) else compared(read.computed, again),
        since,
    )
    screen.answer(as_json(verdict) if form == "json" else as_text(verdict, look))
    return DONE if is_same(verdict) else ERRORS


def _read(path: str) -> Record | Unreadable | None:
    """None where the file cannot be read, which is told."""
    from dsl.text.files import Unread, read_file
    from interpreter.records.reading import MOST_BYTES, Unreadable, read_record
    from workbench.cli.files import why_unread

    content = read_file(path, MOST_BYTES)
    if isinstance(content, Unread):
        if content.why == "large":
            return Unreadable("large")
        screen.remark(f"fel: {path} kan inte läsas: {why_unread(content)}.")
        return None
    return read_record(content)


def _since(record: Record, regulation: str, data: tuple[str, ...]) -> Since | int:
    """What today's files are and give, asked as the record was; or the exit code, once what is wrong has been told."""
    from datetime import date

    from interpreter.records.recording import compared, file_changes
    from workbench.cli.files import why
    from workbench.cli.opening import calculated, data_paths, opened_for
    from workbench.results.records import record_of
    from workbench.results.verifying import Since

    year = record.asked.year
    day = None if record.asked.day is None else date.fromisoformat(record.asked.day)
    found = opened_for(regulation, year, day)
    if found is None:
        return ERRORS
    calculation = calculated(found, data, year, day)
    if isinstance(calculation, int):
        return calculation
    try:
        now = record_of(regulation, found.sources, found.amended, data_paths(found, data), calculation, year, day)
    except OSError as error:
        screen.remark(f"fel: en fil går inte att läsa igen: {why(error)}.")
        return ERRORS
    return Since(file_changes(record, now), compared(record.computed, now.computed))


COMMAND = Command(
    "verifiera",
    run,
    "Räknar om en akt som beräkna --akt har skrivit, ur aktens egna regler och data, och säger om resultaten är "
    "desamma och om akten har ändrats. Med REGELVERK sägs också vilka av dagens filer som skiljer sig från aktens, och "
    "vad det ändrar. Slutkoden är 1 om något skiljer.",
    [
        Argument("record", "AKT", "en fil som beräkna --akt har skrivit", type=existing_file),
        Argument("regulation", "REGELVERK", "dagens regelfil eller mapp", type=existing_path, required=False),
        DATA,
        Option(
            "--format", "form", "text (förval) eller json.", type=one_of("text", "json"), metavar="FORM", default="text"
        ),
    ],
    "regelverk beräkna regulations/ostersund --år 2024 --akt 2024.akt.json\n"
    "regelverk verifiera 2024.akt.json\n"
    "regelverk verifiera 2024.akt.json regulations/ostersund",
)
