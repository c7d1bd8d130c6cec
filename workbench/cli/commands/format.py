"""`regelverk formatera`: rule files in the one canonical form, written wholly or not at all."""

from workbench.cli import screen
from workbench.cli.registry import DONE, ERRORS
from workbench.cli.swedish import Argument, Command, Option, existing_path


def run(regulations: tuple[str, ...], only_check: bool) -> int:
    from workbench.cli.files import rule_files

    files = tuple(dict.fromkeys(file for path in regulations for file in rule_files(path)))
    if not files:
        screen.remark(f"fel: det finns inga regelfiler (.regel) i {', '.join(regulations)}.")
        return ERRORS
    outcomes = [_lay_out(file, only_check) for file in files]
    changed, broken = outcomes.count("changed"), outcomes.count("broken")
    done = f"{changed} av {len(files)} regelfiler {'behöver skrivas om' if only_check else 'skrevs om'}"
    screen.remark(f"{done}{f'; {broken} kunde inte läsas' if broken else ''}.")
    return ERRORS if broken or (only_check and changed) else DONE


def _lay_out(file: str, only_check: bool) -> str:
    """`same`, `changed` or `broken` (and told)."""
    from dsl import nodes
    from dsl.formatting import format_regulation
    from dsl.project.files import read_rules
    from dsl.text.decoding import MAX_BYTES
    from dsl.text.files import read_file
    from workbench.cli.files import why, write
    from workbench.cli.opening import tell

    try:
        read = read_rules(file)
    except OSError as error:
        screen.remark(f"fel: {file} kan inte läsas: {why(error)}.")
        return "broken"
    source, tree = read.source, read.tree
    if tree is None or source is None or read.problems:
        # Of an amendment there are no sections to name yet.
        tell(read.problems, tree if isinstance(tree, nodes.Regulation) else None, () if source is None else (source,))
        return "broken"
    text = format_regulation(tree)
    # What was read is composed and has one kind of line ends; the file may not.
    if read_file(file, MAX_BYTES) == text.encode():
        return "same"
    try:
        if not only_check:
            write(file, text)
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
        Argument(
            "regulations",
            "REGELVERK",
            "en eller flera regelfiler eller mappar",
            nargs=-1,
            required=True,
            type=existing_path,
        ),
        Option(
            "--kontrollera", "only_check", "Ändra inget; slutkoden är 1 om någon fil behöver skrivas om.", is_flag=True
        ),
    ],
    "regelverk formatera regulations\nregelverk formatera --kontrollera regulations",
)
