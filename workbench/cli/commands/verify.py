"""`regelverk verifiera`: whether a record of a calculation gives what it says, and what has changed since."""

from __future__ import annotations

from workbench.cli import screen
from workbench.cli.options import DATA, formats
from workbench.cli.registry import DONE, ERRORS, WRONG_USE
from workbench.cli.swedish import Argument, Command, existing_file, existing_path


def run(record: str, regulation: str | None, data: tuple[str, ...], form: str) -> int:
    from workbench.cli.remarks import answer_look, told
    from workbench.page.text import as_text
    from workbench.results.verifying import as_json, is_same, page
    from workbench.session.records import read_record_of, since, verdict_of

    if data and regulation is None:
        screen.remark("fel: --data hör ihop med ett regelverk. Skriv också vilket: verifiera AKT REGELVERK --data FIL.")
        return WRONG_USE
    read = told(read_record_of(record))
    if isinstance(read, int):
        return read
    now = None if regulation is None else told(since(read, regulation, data))
    if isinstance(now, int):
        return now
    verdict = verdict_of(read, now)
    screen.answer(as_json(verdict) if form == "json" else as_text(page(verdict), answer_look()))
    return DONE if is_same(verdict) else ERRORS


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
        formats("text", "json"),
    ],
    "regelverk beräkna regulations/ostersund --år 2024 --akt 2024.akt.json\n"
    "regelverk verifiera 2024.akt.json\n"
    "regelverk verifiera 2024.akt.json regulations/ostersund",
)
