"""`regelverk tolkningar`: every open question, its readings, and what each other reading would move."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.cli import screen
from workbench.cli.options import DATA, DAY, REGULATION, YEAR
from workbench.cli.registry import DONE
from workbench.cli.swedish import Command

if TYPE_CHECKING:
    from datetime import date


def run(regulation: str, data: tuple[str, ...], year: int | None, day: date | None) -> int:
    from interpreter.comparing.readings import compare_readings
    from workbench.cli.remarks import answer_look, told
    from workbench.page.text import as_text
    from workbench.results.questions import page
    from workbench.session.calculating import calculated
    from workbench.session.opening import opened_for

    found = told(opened_for(regulation, year, day))
    if isinstance(found, int):
        return found
    calculation = told(calculated(found, data, year, day))
    if isinstance(calculation, int):
        return calculation
    questions = compare_readings(found.program, calculation.facts, calculation.year, day)
    screen.answer(as_text(page(calculation, questions, day), answer_look()))
    return DONE


COMMAND = Command(
    "tolkningar",
    run,
    "Visar varje öppen fråga i regelverket, dess läsningar, vilken som gäller och varför, och vad var och en av de "
    "andra skulle flytta, rad för rad. En fråga i taget ändras; de andra står kvar vid den läsning som gäller.",
    [REGULATION, DATA, YEAR, DAY],
    "regelverk tolkningar regulations/vasterbotten",
)
