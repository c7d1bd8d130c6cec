"""`regelverk prova`: whether the examples and the published tables agree with what the rules give."""

from workbench.cli import screen
from workbench.cli.commands import DONE, ERRORS
from workbench.cli.swedish import Argument, Command, existing_path


def run(regulations: tuple[str, ...]) -> int:
    from pathlib import Path

    from interpreter.testing import run_examples
    from workbench.cli.opening import answer_look, opened, tell
    from workbench.verdicts import Counts, as_text, counts, summary

    total = Counts(0, 0, 0)
    broken = read = False
    for at, regulation in enumerate(regulations):
        found = opened(regulation)
        if found is None:
            broken = True
            continue
        read = True
        verdicts = run_examples(found.program, Path(found.program.files[0]).parent)
        screen.answer("\n" if at else "")
        screen.answer(as_text(found.program, verdicts, answer_look()))
        for verdict in verdicts:
            if verdict.problems:
                tell(verdict.problems, found.tree, found.sources)
        total += counts(verdicts)
    # Of rules that could not be read there is nothing to count.
    if read:
        screen.answer(f"\n{summary(total)}\n")
    return ERRORS if broken or total.failed else DONE


COMMAND = Command(
    "prova",
    run,
    "Prövar regelverkets exempel och kontrollräkningar. För det som inte stämmer visas plats, avsnitt, vad som "
    "väntades, vad det blev och hur det räknades fram. Slutkoden är 1 om något inte stämmer.",
    [
        Argument(
            "regulations",
            "REGELVERK",
            "en eller flera regelfiler eller mappar",
            nargs=-1,
            required=True,
            type=existing_path,
        ),
    ],
    "regelverk prova regulations/ostersund",
)
