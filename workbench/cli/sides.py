"""How a command opens the two sides of a comparison and reads their data; what is wrong is told on standard error."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from dsl import nodes
from dsl.problems import Problem
from dsl.source import Source, Span
from interpreter.problems import DataProblem
from workbench.cli import screen
from workbench.cli.commands import ERRORS, WRONG_USE
from workbench.cli.opening import remark_look
from workbench.diagnostics import Diagnostic
from workbench.sides import OpenedSide, Unopened, open_sides, renamed

if TYPE_CHECKING:
    from interpreter.facts import Facts

_Paths = tuple[tuple[str, str], ...]


@contextmanager
def opened_sides(
    old: str,
    new: str | None,
    readings: tuple[Mapping[str, str], Mapping[str, str]] = ({}, {}),
    at: date | None = None,
) -> Iterator[tuple[OpenedSide, OpenedSide] | int]:
    """As `workbench.sides.open_sides`; or the exit code, once what is wrong has been told."""
    with open_sides(old, new, readings, at) as found:
        if not isinstance(found, Unopened):
            yield found
        elif found.loaded is not None:
            _tell(found.loaded.problems, found.loaded.tree, found.loaded.sources, found.renamed_paths)
            yield ERRORS
        else:
            screen.remark(f"fel: {found.text}")
            yield WRONG_USE


def facts_of(side: OpenedSide, data: Sequence[str] = ()) -> Facts | None:
    """The data in the folders of a side, or in other files. None once the errors in them have been told."""
    from interpreter.reading import data_files_of, read

    files = [Path(file) for file in data] or data_files_of([Path(folder) for folder in side.folders])
    got, problems = read(side.program, files)
    if problems:
        _tell(problems, None, (), side.renamed_paths)
        return None
    if not files:
        screen.remark(f"Inga data lästes för {side.name}. Ange en fil med --data, eller lägg filer i mappen data.")
    return got


def _tell(
    problems: Iterable[Problem | DataProblem], tree: nodes.Regulation | None, sources: Iterable[Source], paths: _Paths
) -> None:
    from workbench.diagnosing import diagnostics
    from workbench.report import count_text, render

    told = [_renamed(one, paths) for one in diagnostics(problems, tree) if one.severity == "fel"]
    texts = {renamed(source.file, paths): source.text for source in sources}
    screen.remark(render(told, texts, remark_look()))
    screen.remark(f"\n{count_text(told)}.")


def _renamed(one: Diagnostic, paths: _Paths) -> Diagnostic:
    return attrs.evolve(
        one,
        span=_span(one.span, paths),
        labels=tuple(attrs.evolve(label, span=_span(label.span, paths)) for label in one.labels),
        headline=renamed(one.headline, paths),
        at=renamed(one.at, paths),
        help=renamed(one.help, paths),
    )


def _span(span: Span, paths: _Paths) -> Span:
    return attrs.evolve(span, file=renamed(span.file, paths))
