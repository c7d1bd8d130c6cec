"""`regelverk formatera`: rule files in the one canonical form, written wholly or not at all."""

from workbench.cli import screen
from workbench.cli.options import REGULATIONS
from workbench.cli.registry import DONE, ERRORS
from workbench.cli.swedish import Command, Option


def run(regulations: tuple[str, ...], only_check: bool) -> int:
    from workbench.cli.remarks import refused
    from workbench.session.answers import NoRuleFiles
    from workbench.session.opening import rule_files_below

    files = tuple(dict.fromkeys(file for path in regulations for file in rule_files_below(path)))
    if not files:
        return refused(NoRuleFiles(regulations))
    outcomes = [_lay_out(file, only_check) for file in files]
    changed, broken = outcomes.count("changed"), outcomes.count("broken")
    done = f"{changed} av {len(files)} regelfiler {'behöver skrivas om' if only_check else 'skrevs om'}"
    screen.remark(f"{done}{f'; {broken} kunde inte läsas' if broken else ''}.")
    return ERRORS if broken or (only_check and changed) else DONE


def _lay_out(file: str, only_check: bool) -> str:
    """`same`, `changed` or `broken` (and told)."""
    from workbench.cli.files import why, write
    from workbench.cli.remarks import told
    from workbench.session.formatting import formatted

    found = told(formatted(file))
    if isinstance(found, int):
        return "broken"
    if not found.changed:
        return "same"
    try:
        if not only_check:
            write(file, found.text)
    except OSError as error:
        screen.remark(f"fel: {file} kan inte skrivas: {why(error)}.")
        return "broken"
    screen.answer(f"{file}\n")
    return "changed"


COMMAND = Command(
    "formatera",
    run,
    "Skriver om regelfiler i den vedertagna formen: indrag, mellanrum, talens skrivsätt, kolumner i tabeller. "
    "Innebörden ändras inte och kommentarer står kvar. En fil med skrivfel lämnas orörd. De filer som ändras "
    "skrivs ut.",
    [
        REGULATIONS,
        Option(
            "--kontrollera", "only_check", "Ändra inget; slutkoden är 1 om någon fil behöver skrivas om.", is_flag=True
        ),
    ],
    "regelverk formatera regulations\nregelverk formatera --kontrollera regulations",
)
