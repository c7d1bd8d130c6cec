"""`regelverk normer`: who must, may, may not or has a right to what, and in which section it says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.cli import screen
from workbench.cli.registry import DONE, ERRORS, WRONG_USE
from workbench.cli.swedish import Argument, Command, Option, existing_path, one_of
from workbench.cli.wanted import DATA, DAY, YEAR

if TYPE_CHECKING:
    from datetime import date

    from interpreter.evaluating.calculation import Calculation
    from workbench.cli.opening import Opened
    from workbench.norms.outline import Norms


def run(
    regulation: str, bearer: str | None, data: tuple[str, ...], year: int | None, day: date | None, form: str
) -> int:
    from workbench.cli.opening import answer_look, opened_for
    from workbench.norms import tables
    from workbench.norms.outline import norms, only

    found = opened_for(regulation, year, day)
    if found is None:
        return ERRORS
    calculation = _decided(found, data, year, day)
    if isinstance(calculation, int):
        return calculation
    listed: Norms | None = norms(found.program, calculation)
    assert listed is not None
    if bearer is not None:
        known = [one.shown for one in listed.bearers]
        listed = only(listed, found.program, bearer)
        if listed is None:
            return _unknown(found.program.title, bearer, known)
    match form:
        case "json":
            screen.answer(tables.as_json(listed))
        case "csv":
            screen.answer(tables.as_csv(listed))
        case _:
            from workbench.page.text import as_text

            screen.answer(as_text(tables.page(listed, whole=bearer is None), answer_look()))
    return DONE


def _decided(found: Opened, data: tuple[str, ...], year: int | None, day: date | None) -> Calculation | int | None:
    """What the norms come to for each row; None where there are no data, or no year to decide for."""
    from pathlib import Path

    from interpreter.data.reading import data_files_of
    from interpreter.evaluating.calculation import calculate
    from workbench.cli.opening import facts, year_of

    wanted = {norm.decision for norm in found.program.norms if norm.decision is not None}
    if not wanted or not (data or data_files_of([Path(folder) for folder in found.folders])):
        return None
    read = facts(found, data)
    if read is None:
        return ERRORS
    when = year_of(found.program, year, day)
    if when is None and found.program.depends_on_year:
        screen.remark("Utfallet för raderna i data visas inte, för det beror på året. Ange det med --år.")
        return None
    return calculate(found.program, read, when, day=day, targets=wanted)


def _unknown(title: str, bearer: str, known: list[str]) -> int:
    from workbench.cli.swedish import did_you_mean

    near = did_you_mean(bearer, known) or (f" Det gör det om {', '.join(known)}." if known else "")
    screen.remark(f"fel: {title} säger inte vad {bearer} ska eller får.{near}")
    return WRONG_USE


COMMAND = Command(
    "normer",
    run,
    "Visar vem som ska, får, inte får eller har rätt till vad, med villkor i reglernas egna ord och avsnitt. Finns det "
    "data visas också hur det blir för varje rad. Sist står det som ingen har pekats ut som ansvarig för.",
    [
        Argument("regulation", "REGELVERK", "en regelfil eller en mapp", type=existing_path),
        Option("--för", "bearer", "Bara det som gäller den här: gruppledaren.", metavar="BÄRARE"),
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
    ],
    "regelverk normer regulations/ostersund\nregelverk normer regulations/ostersund --för gruppledaren",
)
