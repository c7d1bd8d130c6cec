"""`regelverk visa`: the regulation section by section, its text and its rules, as one reads a document."""

from workbench.cli import screen
from workbench.cli.options import REGULATION
from workbench.cli.registry import DONE
from workbench.cli.swedish import Argument, Command


def run(regulation: str, section: tuple[str, ...]) -> int:
    from workbench.cli.remarks import answer_look, told
    from workbench.documents.regulation import page
    from workbench.page.text import as_text
    from workbench.session.opening import opened, section_of

    found = told(opened(regulation))
    if isinstance(found, int):
        return found
    part = told(section_of(found, " ".join(section))) if section else found.tree
    if isinstance(part, int):
        return part
    screen.answer(as_text(page(part), answer_look()))
    return DONE


COMMAND = Command(
    "visa",
    run,
    "Visar regelverket så som det läses: varje avsnitt med sin text och sina regler. Med AVSNITT visas bara det "
    "avsnittet och de som hör till det.",
    [
        REGULATION,
        Argument("section", "AVSNITT", "nummer eller rubrik: 3.1.1, § 2 a, Läsplattor", nargs=-1, required=False),
    ],
    "regelverk visa regulations/ostersund\nregelverk visa regulations/ostersund 3.1.1",
)
