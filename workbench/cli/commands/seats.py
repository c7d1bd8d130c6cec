"""`regelverk mandat`: votes to seats."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from workbench.cli import screen
from workbench.cli.election_options import KIND, LOTS, SCENARIOS, SEATS, THRESHOLD, votes
from workbench.cli.options import OVER, formats
from workbench.cli.registry import DONE, WRONG_USE
from workbench.cli.swedish import Argument, Command, Option, existing_file, new_file, year

if TYPE_CHECKING:
    from fractions import Fraction


def run(
    file: str,
    kind: str | None,
    seats: int | None,
    threshold: Fraction | None,
    year: int | None,
    lots: tuple[str, ...],
    scenarios: tuple[str, ...],
    form: str,
    out: str | None,
    over: bool = False,
) -> int:
    from workbench.cli.answering import answered, may_answer
    from workbench.cli.remarks import answer_look, told
    from workbench.elections import allocation, export
    from workbench.session import elections

    if out is not None and os.path.realpath(out) in {os.path.realpath(one) for one in (file, *scenarios)}:
        screen.remark(f"fel: {out} läses och skrivs inte över. Välj ett annat namn.")
        return WRONG_USE
    if out is not None and not may_answer(out, over=over, data=True):
        return WRONG_USE
    found = told(elections.counted(votes(file, kind, seats, threshold, lots, scenarios, year)))
    if isinstance(found, int):
        return found
    counted, others = found.itself, found.scenarios
    match form:
        case "json":
            screen.answer(export.as_json(counted, others))
        case "csv":
            screen.answer(export.as_csv(counted, others))
        case _:
            from workbench.page.text import as_text

            page = allocation.scenarios_page(counted, others) if others else allocation.page(counted)
            screen.answer(as_text(page, answer_look()))
    if out is None:
        return DONE
    return DONE if answered(export.as_data(counted), out, over=over, data=True) else WRONG_USE


COMMAND = Command(
    "mandat",
    run,
    "Fördelar mandat efter röster, som vallagen säger. FIL är valmyndighetens resultatfil för kommunen, regionen eller "
    "riket (zip, json eller xml), eller en csv-fil med kolumnerna parti och röster, och i ett område med valkretsar "
    "också valkrets och fasta mandat.",
    [
        Argument("file", "FIL", "en fil med röster: zip, json, xml eller csv", type=existing_file),
        KIND,
        SEATS,
        THRESHOLD,
        Option(
            "--år",
            "year",
            "Vilket års val, om filen inte säger det. Reglerna ändrades 2018.",
            type=year,
            metavar="ÅÅÅÅ",
        ),
        LOTS,
        SCENARIOS,
        formats("tabell", "json", "csv"),
        Option(
            "--ut",
            "out",
            "Skriv dessutom partier och mandat till den här filen, som data till ett regelverk (parti;mandat).",
            type=new_file,
            metavar="FIL",
        ),
        OVER,
    ],
    "regelverk mandat röster.csv --val kommun --mandat 61\n"
    "regelverk mandat Val_20220911_slutlig_2380_KF.zip --ut partier.csv",
)
