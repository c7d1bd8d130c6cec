"""How a command opens the two sides of a comparison and reads their data; what is wrong is told on standard error."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from dsl import nodes
from dsl.problems import Problem
from dsl.source import Source, Span
from interpreter.data.problems import DataProblem
from workbench.cli import screen
from workbench.cli.opening import note_lines, remark_look
from workbench.cli.registry import ERRORS, WRONG_USE
from workbench.values.words import listed
from workbench.versions.sides import OpenedSide, Unopened, open_sides, renamed

if TYPE_CHECKING:
    from interpreter.facts import Facts
    from workbench.problems.diagnostic import Diagnostic

_Paths = tuple[tuple[str, str], ...]


@contextmanager
def opened_sides(
    old: str,
    new: str | None,
    readings: tuple[Mapping[str, str], Mapping[str, str]] = ({}, {}),
    at: date | None = None,
) -> Iterator[tuple[OpenedSide, OpenedSide] | int]:
    """As `workbench.versions.sides.open_sides`; or the exit code, once what is wrong has been told."""
    with open_sides(old, new, readings, at) as found:
        if not isinstance(found, Unopened):
            for later in dict.fromkeys(later for side in found for later in side.later):
                entry, title = later
                way_out = f"Ange --datum {entry}."
                screen.remark(f"Observera: ”{title}” träder i kraft först {entry} och är inte med. {way_out}")
            for entry, title in dict.fromkeys(one for side in found for one in side.against):
                without = listed([side.name for side in found if (entry, title) in side.against])
                screen.remark(
                    f"Observera: ”{title}” gäller från och med {entry}, men går inte ihop med det som jämförs. "
                    f"Den är inte med i {without}."
                )
            yield found
        elif found.loaded is not None:
            _tell(found.loaded.problems, found.loaded.tree, found.loaded.sources, found.renamed_paths)
            yield ERRORS
        else:
            screen.remark(f"fel: {found.text}")
            yield WRONG_USE


def facts_of_both(sides: tuple[OpenedSide, OpenedSide], data: Sequence[str] = ()) -> tuple[Facts, Facts] | None:
    """The data in the folders of each side, or in other files; where only one side has any, the same for both, as far
    as the other can take them. None once the errors in them have been told."""
    files = tuple(_files(side, data) for side in sides)
    (before, wrong), (after, wrong_too) = (_read(side, one) for side, one in zip(sides, files, strict=True))
    _tell_notes(sides, (before, after), () if data else [folder for side in sides for folder in side.folders])
    if data and (before is None) != (after is None):
        # Files that are for both have the names of one of them.
        before, after = _under_other_names(sides, before, after)
    if before is None or after is None:
        for side, problems in zip(sides, (wrong, wrong_too), strict=True):
            if problems:
                _tell(problems, None, (), side.renamed_paths)
        return None
    for side in [] if data else sides:
        if side.beside is not None and side.beside not in [one.beside for one in sides[: sides.index(side)]]:
            folder = renamed(os.path.join(side.beside, "data"), side.renamed_paths)
            screen.remark(f"Data lästes ur {folder}, som ligger bredvid regelfilen.")
    old, new = sides
    if not any(files):
        screen.remark("Inga data lästes. Ange en fil med --data, eller lägg filer i mappen data bredvid regelfilen.")
    elif not files[0]:
        return _lent(old, new, after), after
    elif not files[1]:
        return before, _lent(new, old, before)
    return before, after


def _tell_notes(
    sides: tuple[OpenedSide, OpenedSide], read: tuple[Facts | None, Facts | None], folders: Sequence[str]
) -> None:
    """What whoever gave the data should know; once, where both sides have the same. folders: whose data are read."""
    from interpreter.data.reading import ignored_files_of

    ignored = ignored_files_of([Path(folder) for folder in dict.fromkeys(folders)])
    told = [
        renamed(line, side.renamed_paths)
        for side, facts in zip(sides, read, strict=True)
        for line in note_lines((*ignored, *(() if facts is None else facts.notes)))
    ]
    for line in dict.fromkeys(told):
        screen.remark(line)


def _files(side: OpenedSide, data: Sequence[str]) -> Sequence[Path]:
    from interpreter.data.reading import data_files_of

    return [Path(file) for file in data] or data_files_of([Path(folder) for folder in side.folders])


def _read(side: OpenedSide, files: Sequence[Path]) -> tuple[Facts | None, Sequence[DataProblem]]:
    """None where there are problems."""
    from interpreter.data.reading import read

    got, problems = read(side.program, files)
    return (None if problems else got), problems


def _under_other_names(
    sides: tuple[OpenedSide, OpenedSide], before: Facts | None, after: Facts | None
) -> tuple[Facts | None, Facts | None]:
    """What the one side could read for the other too, where that only calls concepts and inputs something else."""
    from interpreter.comparing.renaming import back, renamed
    from workbench.versions.comparison import names_of

    names = names_of(*sides)
    if names and before is not None:
        return before, renamed(before, names)
    return (renamed(after, map(back, names)), after) if names and after is not None else (before, after)


def _lent(side: OpenedSide, other: OpenedSide, facts: Facts) -> Facts:
    """What the other side's data give of what this side has. Without it, what is due to the data would be put down to
    the rules."""
    from interpreter.comparing.borrowed_data import fitted
    from interpreter.comparing.runs import Version

    screen.remark(f"{side.name} har inga egna data. Båda räknas på data för {other.name}.")
    given = Version(other.program, facts, None)
    return fitted(side.program, given, given)


def _tell(
    problems: Iterable[Problem | DataProblem], tree: nodes.Regulation | None, sources: Iterable[Source], paths: _Paths
) -> None:
    from workbench.problems.diagnosing import diagnostics
    from workbench.problems.report import count_text, render

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
