"""`regelverk normer`: who must, may, may not or has a right to what, and in which section it says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.cli import screen
from workbench.cli.options import DATA, DAY, REGULATION, YEAR, formats
from workbench.cli.registry import DONE, WRONG_USE
from workbench.cli.swedish import Command, Option

if TYPE_CHECKING:
    from datetime import date

    from workbench.norms.outline import Norms


def run(
    regulation: str, bearer: str | None, data: tuple[str, ...], year: int | None, day: date | None, form: str
) -> int:
    from workbench.cli.remarks import answer_look, told
    from workbench.norms import tables
    from workbench.norms.outline import norms, only
    from workbench.session.calculating import decided
    from workbench.session.opening import opened_for

    found = told(opened_for(regulation, year, day))
    if isinstance(found, int):
        return found
    calculation = told(decided(found, data, year, day))
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
        REGULATION,
        Option("--för", "bearer", "Bara det som gäller den här: gruppledaren.", metavar="BÄRARE"),
        DATA,
        YEAR,
        DAY,
        formats("tabell", "json", "csv"),
    ],
    "regelverk normer regulations/ostersund\nregelverk normer regulations/ostersund --för gruppledaren",
)
