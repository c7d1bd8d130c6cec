"""Records of calculations: made of a calculation, and computed again from themselves.

The rules and data of a record are laid out in a folder of their own for as long as they are computed. What came of it
is told in `verifying.py`.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from dsl import model, nodes
from dsl.problems import Problem
from dsl.project.files import project_folder
from dsl.source import Source
from dsl.text.files import Unread, found, read_file, shown
from interpreter.data.problems import DataProblem
from interpreter.records import recording
from interpreter.records.reading import MOST_BYTES
from interpreter.records.recording import Asked, Computed, Kept, Record
from workbench.page.look import Look
from workbench.values.computed import records, results
from workbench.values.standing import as_it_stands, own_year, unreachable

if TYPE_CHECKING:
    from interpreter.evaluating.calculation import Calculation

# Rule files are looked for in the nearest folder called so.
_PROJECT = "regelverk"


def program_version() -> str:
    return f"regelverk {version('regelverk')}"


# -- making --------------------------------------------------------------------------------------


def record_of(
    path: str,
    sources: Sequence[Source],
    amended: Sequence[tuple[date, str]],
    data: Sequence[Path],
    calculation: Calculation,
    year: int | None,
    day: date | None,
) -> Record:
    """path: what was opened; sources and amended: what it was made of; data: the files read, in that order; year, day:
    as asked for. Raises OSError where a file cannot be read again."""
    folder, opened, rules = _rules(path, sources, calculation.program)
    kept = tuple(recording.keep(shown(file.name), _content(str(file))) for file in data)
    asked = Asked(year, None if day is None else day.isoformat())
    computed = computed_of(calculation, amended)
    return recording.sealed(Record(program_version(), asked, folder, opened, rules, kept, computed))


def computed_of(calculation: Calculation, amended: Sequence[tuple[date, str]]) -> Computed:
    got = results(calculation)
    program = calculation.program
    return Computed(
        regulation=got.title,
        year=got.year,
        readings=tuple((question.name, question.in_force) for question in program.interpretations),
        amendments=tuple((day.isoformat(), title) for day, title in amended),
        results=tuple(attrs.asdict(one) for one in records(got)),
        judgements=tuple(attrs.asdict(one) for one in got.judgements),
    )


def _rules(path: str, sources: Sequence[Source], program: model.Program) -> tuple[str, str, tuple[Kept, ...]]:
    """The folder and the name of what was opened, as a record has them, and every rule file that was read or looked
    into: those that sections of other regulations are referred to in stand in the project as well."""
    real = os.path.realpath(path)
    home, opened = (real, "") if os.path.isdir(real) else os.path.split(real)
    project = project_folder(os.path.join(home, opened or "."))
    files = {os.path.realpath(source.file) for source in sources}
    for reference in program.references_out:
        if reference.file is not None:
            there = os.path.realpath(found(os.path.join(os.path.dirname(reference.span.file), reference.file)))
            if os.path.isfile(there) and os.path.commonpath((project, there)) == project:
                files.add(there)
    common = os.path.commonpath((home, *map(os.path.dirname, files)))
    folder = "" if home == common else _with_slashes(os.path.relpath(home, common))
    named = sorted((_with_slashes(os.path.relpath(file, home)), file) for file in files)
    return folder, shown(opened), tuple(recording.keep(name, _content(file)) for name, file in named)


def _content(file: str) -> bytes:
    """Of a file that was just read. Raises OSError where it cannot be read again."""
    content = read_file(file, MOST_BYTES)
    if isinstance(content, Unread):
        raise OSError(f"{shown(file)}: {content.why}")
    return content


def _with_slashes(path: str) -> str:
    """As every system and every form of the names has it."""
    return shown(path).replace(os.sep, "/")


# -- computing again -----------------------------------------------------------------------------


@attrs.frozen
class Broken:
    """Why the record cannot be computed again, as text."""

    text: str


_NOT_LAID_OUT = Broken("Filerna i akten kan inte läggas ut för att läsas.\n")


def recomputed(record: Record, look: Look) -> Computed | Broken:
    """What the rules and data in the record give with the program of today."""
    try:
        with tempfile.TemporaryDirectory(prefix="regelverk-") as place:
            return _in_folder(record, Path(os.path.realpath(place)), look)
    except OSError:
        return _NOT_LAID_OUT


def _in_folder(record: Record, place: Path, look: Look) -> Computed | Broken:
    """Raises OSError where the files cannot be written there."""
    top = place / _PROJECT
    home = top / record.folder
    data = [place / "data" / str(at) / kept.name for at, kept in enumerate(record.data)]
    try:
        home.mkdir(parents=True)
        for kept in record.rules:
            _write(Path(os.path.normpath(home / kept.name)), kept.content)
        for path, kept in zip(data, record.data, strict=True):
            _write(path, kept.content)
    except ValueError:  # a name that no file can have
        return _NOT_LAID_OUT
    got = _computed(record, home, data, look)
    if isinstance(got, Computed):
        return got
    # Where they stood for a moment is nothing to anybody.
    text = got.text
    for folder in (home, *(path.parent for path in data), top):
        text = text.replace(f"{folder}{os.sep}", "")
    return Broken(text.replace(str(top), "akten"))


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _computed(record: Record, home: Path, data: Sequence[Path], look: Look) -> Computed | Broken:
    from interpreter.data.reading import read
    from interpreter.evaluating.calculation import calculate

    asked = record.asked
    day = None if asked.day is None else date.fromisoformat(asked.day)
    loaded, _ = as_it_stands(str(home / record.opened), asked.year, day)
    if loaded.program is None:
        return _broken(loaded.problems, loaded.tree, loaded.sources, look)
    facts, problems = read(loaded.program, data)
    if problems:
        return _broken(problems, None, (), look)
    when = own_year(loaded.program, asked.year, day)
    far = unreachable(loaded.program, when)
    if far is not None:
        return Broken(f"{far}\n")
    return computed_of(calculate(loaded.program, facts, when, day=day), loaded.amended)


def _broken(
    problems: Iterable[Problem | DataProblem], tree: nodes.Regulation | None, sources: Iterable[Source], look: Look
) -> Broken:
    from workbench.problems.diagnosing import diagnostics
    from workbench.problems.report import render

    told = [one for one in diagnostics(problems, tree) if one.severity == "fel"]
    return Broken(render(told, {source.file: source.text for source in sources}, look))
