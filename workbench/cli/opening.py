"""How commands open a regulation, read its data and calculate; what is wrong is told on standard error."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dsl import model, nodes
from dsl.pipeline import Loaded, load, with_every_decision
from dsl.problems import Problem
from dsl.record import identical
from dsl.source import Source
from interpreter.data.problems import DataProblem
from workbench.cli import screen
from workbench.cli.registry import ERRORS, WRONG_USE
from workbench.page.look import Look
from workbench.values.standing import as_it_stands, own_year, unreachable

if TYPE_CHECKING:
    from datetime import date

    from interpreter.evaluating.calculation import Calculation
    from interpreter.facts import Facts
    from interpreter.notes import Note


@identical
class Opened:
    """A regulation without errors. amended: the amendments in it, the day each enters into force and its title."""

    program: model.Program
    tree: nodes.Regulation
    sources: tuple[Source, ...]
    folders: tuple[str, ...]
    amended: tuple[tuple[date, str], ...] = ()


def opened(path: str, *, every: bool = False) -> Opened | None:
    """The regulation with every amendment, or None once its errors have been told. Warnings are only told by
    `kontrollera`. every: with all that its norms can decide, for what its examples can show."""
    loaded = load(Path(path))
    return _without_errors(with_every_decision(loaded) if every else loaded)


def opened_for(path: str, year: int | None, day: date | None) -> Opened | None:
    """The regulation as it stands on the day, else at the end of the year, that is asked for or is its own."""
    from datetime import date as days

    loaded, when = as_it_stands(path, year, day)
    for entry, title in loaded.amended if loaded.program is not None else ():
        if when is not None and when < entry:
            screen.remark(f"Observera: ”{title}” träder i kraft först {entry}, men det räknas med den ändringen.")
        elif when is not None and day is None and days(when.year, 1, 1) < entry:
            screen.remark(f"Observera: ”{title}” träder i kraft {entry}. Hela året räknas som det ska vara därefter.")
    found = _without_errors(loaded)
    if found is None:
        return None
    far = unreachable(found.program, own_year(found.program, year, day))
    if far is not None:
        screen.remark(f"fel: {far}")
        return None
    return found


def _without_errors(loaded: Loaded) -> Opened | None:
    if loaded.program is None or loaded.tree is None:
        tell(loaded.problems, loaded.tree, loaded.sources)
        return None
    return Opened(loaded.program, loaded.tree, loaded.sources, loaded.folders, loaded.amended)


def calculated(found: Opened, data: Sequence[str], year: int | None, day: date | None) -> Calculation | int:
    """The regulation on its data, or on other files; or the exit code, once what is wrong has been told."""
    read = facts(found, data)
    return ERRORS if read is None else calculated_on(found, read, year, day)


def calculated_on(found: Opened, read: Facts, year: int | None, day: date | None) -> Calculation | int:
    from interpreter.evaluating.calculation import calculate

    when = year_of(found.program, year, day)
    if when is None and found.program.depends_on_year:
        screen.remark(
            "fel: det som räknas ut beror på året. Ange det med --år, eller skriv beräkningsår i regelverket."
        )
        return WRONG_USE
    return calculate(found.program, read, when, day=day)


def facts(found: Opened, data: Sequence[str]) -> Facts | None:
    """The data in the folders of the regulation and its amendments, or in other files.

    None once the errors in them have been told.
    """
    from interpreter.data.reading import read

    files = data_paths(found, data)
    if not data:
        tell_ignored(found.folders)
    got, problems = read(found.program, files)
    tell_notes(got.notes)
    if problems:
        tell(problems, None, ())
        return None
    if not files:
        screen.remark("Inga data lästes. Ange en fil med --data, eller lägg filer i regelverkets mapp data.")
    return got


def tell_notes(notes: Iterable[Note]) -> None:
    """What whoever gave the data should know."""
    for line in note_lines(notes):
        screen.remark(line)


def note_lines(notes: Iterable[Note]) -> Iterator[str]:
    """One for each. The words are imported when there are any."""
    for note in notes:
        from workbench.problems.words.notes import sentence

        yield f"Observera: {sentence(note)}"


def tell_ignored(folders: Iterable[str]) -> None:
    """What stands among the data of these folders and is not read."""
    from interpreter.data.reading import ignored_files_of

    tell_notes(ignored_files_of([Path(folder) for folder in folders]))


def data_paths(found: Opened, data: Sequence[str]) -> tuple[Path, ...]:
    """The files named, else those in the folders of the regulation and its amendments."""
    from interpreter.data.reading import data_files_of

    if data:
        return tuple(dict.fromkeys(Path(file) for file in data))
    return data_files_of([Path(folder) for folder in found.folders])


def may_write(found: Opened, data: Sequence[str], path: str | None, *, over: bool = False) -> bool:
    """Whether an answer may go to this file: not to one that is read, nor to one that people keep. Told when it may
    not. over: it may go over other data."""
    if path is None:
        return True
    from interpreter.data.reading import data_files_of

    files = [*data, *map(str, data_files_of([Path(folder) for folder in found.folders]))]
    if _is_one_of(path, [*files, *(source.file for source in found.sources)]):
        screen.remark(f"fel: {path} läses av regelverket och skrivs inte över. Välj ett annat namn.")
        return False
    return may_answer(path, over=over)


def may_answer(path: str, *, over: bool = False, data: bool = False) -> bool:
    """Whether an answer may go to this file, whatever is read; told when it may not. Arguments as of `refused`."""
    from workbench.cli.keeping import refused

    why = refused(path, over=over, data=data)
    if why is not None:
        screen.remark(f"fel: {why}")
    return why is None


def _is_one_of(path: str, files: Iterable[str]) -> bool:
    """By what they are, not by what they are called: a file may have two names, and a name two forms."""
    target = os.path.realpath(path)
    return any(
        os.path.realpath(file) == target
        or (os.path.exists(target) and os.path.exists(file) and os.path.samefile(file, target))
        for file in files
    )


def answered(text: str, path: str | None, *, over: bool = False, data: bool = False) -> bool:
    """The answer to the file, or to standard output. Whether that could be done; told when it could not. over, data: as
    of `refused`."""
    if path is None:
        screen.answer(text)
        return True
    from workbench.cli.files import why, write

    if not may_answer(path, over=over, data=data):
        return False
    try:
        write(path, screen.composed(text))
    except OSError as error:
        screen.remark(f"fel: {path} kan inte skrivas: {why(error)}.")
        return False
    return True


def year_of(program: model.Program, year: int | None, day: date | None) -> int | None:
    """The year asked for, or that of the day, or the program's own. A year out of force is remarked on."""
    when = own_year(program, year, day)
    first, last = program.years
    if when is not None and ((first is not None and when < first) or (last is not None and when > last)):
        limits = [f"från och med {first}"] if first is not None else []
        limits += [f"till och med {last}"] if last is not None else []
        screen.remark(f"Observera: regelverket gäller {' '.join(limits)}, men det räknas för {when}.")
    return when


def tell(problems: Iterable[Problem | DataProblem], tree: nodes.Regulation | None, sources: Iterable[Source]) -> None:
    from workbench.problems.diagnosing import diagnostics
    from workbench.problems.report import count_text, render

    told = [one for one in diagnostics(problems, tree) if one.severity == "fel"]
    texts = {source.file: source.text for source in sources}
    screen.remark(render(told, texts, remark_look()))
    screen.remark(f"\n{count_text(told)}.")


def answer_look() -> Look:
    return Look(screen.width(), screen.colour_in_answers())


def remark_look() -> Look:
    return Look(screen.width(), screen.colour_in_remarks())


def section_label(found: Opened, typed: str) -> str | None:
    """The label of the section that somebody means by its number, its heading or both; None once it has been told that
    there is none."""
    from workbench.cli.swedish import did_you_mean
    from workbench.documents.regulation import find_section, known_sections

    section = find_section(found.tree, typed)
    if section is None:
        known = known_sections(found.tree)
        near = did_you_mean(typed, known) or (f" Avsnitten är: {'; '.join(known)}." if known else "")
        screen.remark(f"fel: {found.program.title} har inget avsnitt {typed}.{near}")
    return None if section is None else section.label
