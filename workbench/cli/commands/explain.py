"""`regelverk förklara`: how one value was computed, and why other rows and branches did not apply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.cli import screen
from workbench.cli.options import DATA, DAY, REGULATION, YEAR, formats
from workbench.cli.registry import DONE
from workbench.cli.swedish import Argument, Command, Option

if TYPE_CHECKING:
    from datetime import date

    from interpreter.evaluating.calculation import Calculation
    from interpreter.explaining.derivation import Step


def run(
    regulation: str,
    value: tuple[str, ...],
    row: str | None,
    data: tuple[str, ...],
    year: int | None,
    day: date | None,
    form: str,
) -> int:
    from workbench.cli.remarks import told
    from workbench.session.calculating import calculated
    from workbench.session.explaining import explained
    from workbench.session.opening import opened_for

    found = told(opened_for(regulation, year, day))
    if isinstance(found, int):
        return found
    calculation = told(calculated(found, data, year, day))
    if isinstance(calculation, int):
        return calculation
    step = told(explained(calculation, " ".join(value), row))
    if isinstance(step, int):
        return step
    screen.answer(_as_json(step, calculation) if form == "json" else _as_text(step, calculation))
    return DONE


def _as_text(step: Step, calculation: Calculation) -> str:
    import attrs

    from workbench.explaining.explanation import page, tell
    from workbench.page.look import Look
    from workbench.page.text import as_text

    told = attrs.evolve(tell(step, calculation.program), day=calculation.day)
    return as_text(page(told), Look(screen.width(), screen.colour_in_answers()))


def _as_json(step: Step, calculation: Calculation) -> str:
    import json

    from workbench.explaining.explanation import to_json

    return json.dumps(to_json(step, calculation.program), ensure_ascii=False, indent=2) + "\n"


COMMAND = Command(
    "förklara",
    run,
    "Visar hur ett värde har räknats fram: regeln med talen insatta, steg för steg ner till data, med avsnitt, och "
    "varför andra rader och fall inte gäller.",
    [
        REGULATION,
        Argument("value", "VÄRDE", "värdets namn: ersättning", nargs=-1, required=True),
        Option("--för", "row", "Raden som värdet ska förklaras för: Kristdemokraterna.", metavar="NAMN"),
        DATA,
        YEAR,
        DAY,
        formats("text", "json"),
    ],
    "regelverk förklara regulations/ostersund ersättning --för Kristdemokraterna",
)
