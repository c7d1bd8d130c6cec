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
from workbench.report import Look

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


@attrs.frozen(eq=False)
class Calculated:
    facts: Facts
    calculation: Calculation


def calculated(
    found: Opened, regulation: str, data: Sequence[str], year: int | None, day: date | None
) -> Calculated | None:
    """The regulation on its data, or on other files; None once the errors in the data have been told."""
    from interpreter.calculation import calculate
    from interpreter.reading import data_files, read

    folder = Path(regulation)
    default = data_files(folder) if folder.is_dir() else ()
    facts, problems = read(found.program, [Path(file) for file in data] or default)
    if problems:
        tell(problems, None, ())
        return None
    return Calculated(facts, calculate(found.program, facts, _year(found.program, year, day), day))


def _year(program: model.Program, year: int | None, day: date | None) -> int | None:
    if year is not None:
        return year
    return program.calculation_year if day is None else day.year


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
