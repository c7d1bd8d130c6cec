"""`regelverk beräkna`: what everybody gets, as a table for people or records for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.cli import screen
from workbench.cli.commands import DONE, ERRORS
from workbench.cli.swedish import Argument, Command, Option, day, existing_file, existing_path, new_file, one_of, year

if TYPE_CHECKING:
    from datetime import date


COMMAND = Command(
    "beräkna",
    lambda **_: 0,
    "Räknar ut varje värde i regelverket för varje rad i data, och visar vilket avsnitt som säger det. Det som inte går "
    "att räkna ut säger varför. Är REGELVERK en mapp läses data ur dess mapp data, om inget annat anges.",
    [
        Argument("regulation", "REGELVERK", "en regelfil eller en mapp", type=existing_path),
        Option(
            "--data",
            "data",
            "Läs data ur den här filen: csv, xlsx eller json. Kan anges flera gånger.",
            type=existing_file,
            metavar="FIL",
            multiple=True,
        ),
        Option("--år", "year", "Räkna för det här året.", type=year, metavar="ÅÅÅÅ"),
        Option("--datum", "day", "Räkna med det som gäller den här dagen.", type=day, metavar="ÅÅÅÅ-MM-DD"),
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
