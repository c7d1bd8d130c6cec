"""`regelverk visa`: the regulation section by section, its text and its rules, as one reads a document."""

from workbench.cli import screen
from workbench.cli.registry import DONE, ERRORS, WRONG_USE
from workbench.cli.swedish import Argument, Command, existing_path


def run(regulation: str, section: tuple[str, ...]) -> int:
    from workbench.cli.opening import answer_look, opened, section_label
    from workbench.documents.regulation import find_section, readable

    found = opened(regulation)
    if found is None:
        return ERRORS
    if not section:
        screen.answer(readable(found.tree, answer_look()))
        return DONE
    wanted = " ".join(section)
    one = None if section_label(found, wanted) is None else find_section(found.tree, wanted)
    if one is None:
        return WRONG_USE
    screen.answer(readable(one, answer_look()))
    return DONE


COMMAND = Command(
    "visa",
    run,
    "Visar regelverket så som det läses: varje avsnitt med sin text och sina regler. Med AVSNITT visas bara det "
    "avsnittet och de som hör till det.",
    [
        Argument("regulation", "REGELVERK", "en regelfil eller en mapp", type=existing_path),
        Argument("section", "AVSNITT", "nummer eller rubrik: 3.1.1, § 2 a, Läsplattor", nargs=-1, required=False),
    ],
    "regelverk visa regulations/ostersund\nregelverk visa regulations/ostersund 3.1.1",
)
