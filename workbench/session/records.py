"""Records of calculations: made of a calculation, and computed again from themselves.

The rules and data of a record are laid out in a folder of their own for as long as they are computed. What came of it
is told in `workbench/results/verifying.py`.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from dsl import model
from dsl.frozen import frozen
from dsl.project.files import project_folder
from dsl.source import Source
from dsl.text.files import Overlay, Unread, found, is_file, is_folder, read_file, shown
from interpreter.records import recording
from interpreter.records.reading import MOST_BYTES, Unreadable, read_record
from interpreter.records.recording import Asked, Compared, Computed, FileChange, Kept, Record, Tampered
from workbench.session.answers import Answer, Faulty, NoRecord, ReadAgain, RecordUnread, RecordUnstable, Refusal, TooFar
from workbench.session.calculating import calculated, data_paths
from workbench.session.opening import Opened, opened_for
from workbench.session.remarks import Paths
from workbench.session.standing import as_it_stands, own_year, unreachable
from workbench.values.computed import records, results

if TYPE_CHECKING:
    from interpreter.evaluating.calculation import Calculation

# Rule files are looked for in the nearest folder called so.
_PROJECT = "regelverk"


def program_version() -> str:
    """The name and version of what computes."""
    return f"regelverk {version('regelverk')}"


# -- making --------------------------------------------------------------------------------------


def recorded(
    path: str,
    found: Opened,
    data: Sequence[str],
    calculation: Calculation,
    year: int | None,
    day: date | None,
) -> Answer[Record]:
    """The record of a calculation, once it has given the same when it was computed from itself. Arguments as of
    `_record_of`."""
    try:
        record = _record_of(path, found, data, calculation, year, day)
    except OSError as error:
        return Answer(ReadAgain(error, making=True))
    again = recomputed(record)
    same = None if isinstance(again, Broken) else recording.compared(record.computed, again)
    return Answer(RecordUnstable() if same is None or same.told or same.results else record)


def _record_of(
    path: str, found: Opened, data: Sequence[str], calculation: Calculation, year: int | None, day: date | None
) -> Record:
    """path: what `found` was opened from; data: the files named, none for those of the regulation; year, day: as asked
    for. Raises OSError where a file cannot be read again."""
    folder, opened, rules = _rules(path, found.sources, calculation.program, found.overlay)
    files = data_paths(found, data)
    kept = tuple(recording.keep(shown(file.name), _content(str(file), found.overlay)) for file in files)
    asked = Asked(year, None if day is None else day.isoformat())
    computed = computed_of(calculation, found.loaded.amended)
    return recording.sealed(Record(program_version(), asked, folder, opened, rules, kept, computed))


def computed_of(calculation: Calculation, amended: Sequence[tuple[date, str]]) -> Computed:
    """What came of a calculation, as a record keeps it: one result for each value of each row."""
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


def _rules(
    path: str, sources: Sequence[Source], program: model.Program, overlay: Overlay
) -> tuple[str, str, tuple[Kept, ...]]:
    """The folder and the name of what was opened, as a record has them, and every rule file that was read or looked
    into: those that sections of other regulations are referred to in stand in the project as well."""
    real = os.path.realpath(path)
    home, opened = (real, "") if is_folder(real, overlay) else os.path.split(real)
    project = project_folder(os.path.join(home, opened or "."))
    files = {os.path.realpath(source.file) for source in sources}
    for reference in program.references_out:
        if reference.file is not None:
            there = os.path.realpath(found(os.path.join(os.path.dirname(reference.span.file), reference.file), overlay))
            if is_file(there, overlay) and os.path.commonpath((project, there)) == project:
                files.add(there)
    common = os.path.commonpath((home, *map(os.path.dirname, files)))
    folder = "" if home == common else _with_slashes(os.path.relpath(home, common))
    named = sorted((_with_slashes(os.path.relpath(file, home)), file) for file in files)
    return folder, shown(opened), tuple(recording.keep(name, _content(file, overlay)) for name, file in named)


def _content(file: str, overlay: Overlay) -> bytes:
    """Of a file that was just read. Raises OSError where it cannot be read again."""
    content = read_file(file, MOST_BYTES, overlay)
    if isinstance(content, Unread):
        raise OSError(f"{shown(file)}: {content.why}")
    return content


def _with_slashes(path: str) -> str:
    """As every system and every form of the names has it."""
    return shown(path).replace(os.sep, "/")


# -- reading one ---------------------------------------------------------------------------------


@attrs.frozen(eq=False)
class Since:
    """How today's files differ from those of the record, and what that changes."""

    files: tuple[FileChange, ...]
    results: Compared


@attrs.frozen(eq=False)
class Verdict:
    """What came of computing a record again.

    program: what computed it again, name and version; since: None where no regulation was given.
    """

    record: Record
    program: str
    tampered: tuple[Tampered, ...]
    again: Compared | Broken
    since: Since | None


def read_record_of(file: str) -> Answer[Record]:
    """The record in a file."""
    content = read_file(file, MOST_BYTES)
    if isinstance(content, Unread):
        return Answer(NoRecord(file, Unreadable("large")) if content.why == "large" else RecordUnread(file, content))
    record = read_record(content)
    return Answer(NoRecord(file, record) if isinstance(record, Unreadable) else record)


def since(record: Record, regulation: str, data: Sequence[str]) -> Answer[Since]:
    """What today's files are and give, asked as the record was."""
    year = record.asked.year
    day = None if record.asked.day is None else date.fromisoformat(record.asked.day)
    found = opened_for(regulation, year, day)
    if isinstance(found.value, Refusal):
        return Answer(found.value, found.remarks)
    done = calculated(found.value, data, year, day)
    remarks = (*found.remarks, *done.remarks)
    if isinstance(done.value, Refusal):
        return Answer(done.value, remarks)
    try:
        now = _record_of(regulation, found.value, data, done.value, year, day)
    except OSError as error:
        return Answer(ReadAgain(error, making=False), remarks)
    changes = recording.file_changes(record, now)
    return Answer(Since(changes, recording.compared(record.computed, now.computed)), remarks)


def verdict_of(record: Record, since: Since | None) -> Verdict:
    """The record computed again from itself, and whether it is whole."""
    again = recomputed(record)
    found = again if isinstance(again, Broken) else recording.compared(record.computed, again)
    return Verdict(record, program_version(), recording.tampered(record), found, since)


# -- computing again -----------------------------------------------------------------------------


@frozen
class Broken:
    """Why the record cannot be computed again: its files cannot be laid out, or what is wrong with them. paths: what to
    put instead of the start of a path in what is told, in this order."""

    why: Faulty | TooFar | None = None
    paths: Paths = ()


def recomputed(record: Record) -> Computed | Broken:
    """What the rules and data in the record give with the program of today."""
    try:
        with tempfile.TemporaryDirectory(prefix="regelverk-") as place:
            return _in_folder(record, Path(os.path.realpath(place)))
    except OSError:
        return Broken()


def _in_folder(record: Record, place: Path) -> Computed | Broken:
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
        return Broken()
    got = _computed(record, home, data)
    if isinstance(got, Computed):
        return got
    # Where they stood for a moment is nothing to anybody.
    folders = (home, *(path.parent for path in data), top)
    return Broken(got, (*((f"{folder}{os.sep}", "") for folder in folders), (str(top), "akten")))


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _computed(record: Record, home: Path, data: Sequence[Path]) -> Computed | Faulty | TooFar:
    from interpreter.data.files import read
    from interpreter.evaluating.calculation import calculate

    asked = record.asked
    day = None if asked.day is None else date.fromisoformat(asked.day)
    loaded, _ = as_it_stands(str(home / record.opened), asked.year, day)
    if loaded.program is None:
        return Faulty(loaded.problems, loaded.tree, loaded.sources)
    facts, problems = read(loaded.program, data)
    if problems:
        return Faulty(problems)
    when = own_year(loaded.program, asked.year, day)
    far = unreachable(loaded.program, when)
    if far is not None:
        return far
    return computed_of(calculate(loaded.program, facts, when, day=day), loaded.amended)
