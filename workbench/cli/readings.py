"""`regelverk tolkningar`: every open question, its readings, and what each other reading would move."""

from workbench.cli import screen
from workbench.cli.commands import DONE
from workbench.cli.swedish import Argument, Command, existing_path
from workbench.cli.wanted import DATA, DAY, YEAR


def run(regulation: str, **_rest: object) -> int:
    screen.answer(regulation)
    return DONE


COMMAND = Command(
    "tolkningar",
    run,
    "Visar varje öppen fråga i regelverket, dess läsningar, vilken som gäller och varför, och vad var och en av de "
    "andra skulle flytta, rad för rad. En fråga i taget ändras; de andra står kvar vid den läsning som gäller.",
    [Argument("regulation", "REGELVERK", "en regelfil eller en mapp", type=existing_path), DATA, YEAR, DAY],
    "regelverk tolkningar regulations/vasterbotten",
)
