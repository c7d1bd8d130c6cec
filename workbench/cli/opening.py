"""How commands open a regulation, read its data and calculate; what is wrong is told on standard error."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from dsl import model, nodes
from dsl.pipeline import load
from dsl.problems import Problem
from dsl.source import Source
from interpreter.problems import DataProblem
from workbench.cli import screen
from workbench.cli.commands import ERRORS, WRONG_USE
from workbench.look import Look

if TYPE_CHECKING:
    from datetime import date

    from interpreter.calculation import Calculation
    from interpreter.facts import Facts


@attrs.frozen(eq=False)
class Opened:
    """A regulation without errors."""

    program: model.Program
    tree: nodes.Regulation
    sources: tuple[Source, ...]


def opened(path: str) -> Opened | None:
    """The regulation, or None once its errors have been told. Warnings are only told by `kontrollera`."""
    loaded = load(Path(path))
    if loaded.program is None or loaded.tree is None:
        tell(loaded.problems, loaded.tree, loaded.sources)
        return None
    return Opened(loaded.program, loaded.tree, loaded.sources)


def calculated(
    found: Opened, regulation: str, data: Sequence[str], year: int | None, day: date | None
) -> Calculation | int:
    """The regulation on its data, or on other files; or the exit code, once what is wrong has been told."""
    from interpreter.calculation import calculate

    read = facts(found, regulation, data)
    if read is None:
        return ERRORS
    when = year_of(found.program, year, day)
    if when is None and found.program.depends_on_year:
        screen.remark(
            "fel: det som räknas ut beror på året. Ange det med --år, eller skriv beräkningsår i regelverket."
        )
        return WRONG_USE
    return calculate(found.program, read, when, day=day)


def facts(found: Opened, regulation: str, data: Sequence[str]) -> Facts | None:
    """The data of the regulation's folder, or of other files; None once the errors in them have been told."""
    from interpreter.reading import data_files, read

    folder = Path(regulation)
    default = data_files(folder) if folder.is_dir() else ()
    got, problems = read(found.program, [Path(file) for file in data] or default)
    if problems:
        tell(problems, None, ())
        return None
    if not data and not default:
        screen.remark("Inga data lästes. Ange en fil med --data, eller lägg filer i regelverkets mapp data.")
    return got


def year_of(program: model.Program, year: int | None, day: date | None) -> int | None:
    """The year asked for, or that of the day, or the program's own. A year out of force is remarked on."""
    when = year if year is not None else program.calculation_year if day is None else day.year
    first, last = program.years
    if when is not None and ((first is not None and when < first) or (last is not None and when > last)):
        limits = [f"från och med {first}"] if first is not None else []
        limits += [f"till och med {last}"] if last is not None else []
        screen.remark(f"Observera: regelverket gäller {' '.join(limits)}, men det räknas för {when}.")
    return when


def tell(problems: Iterable[Problem | DataProblem], tree: nodes.Regulation | None, sources: Iterable[Source]) -> None:
    from workbench.diagnosing import diagnostics
    from workbench.report import count_text, render

    told = [one for one in diagnostics(problems, tree) if one.severity == "fel"]
    texts = {source.file: source.text for source in sources}
    screen.remark(render(told, texts, remark_look()))
    screen.remark(f"\n{count_text(told)}.")


def answer_look() -> Look:
    return Look(screen.width(), screen.colour_in_answers())


def remark_look() -> Look:
    return Look(screen.width(), screen.colour_in_remarks())
