"""Files of data as facts: csv, json and workbooks, one flat table per concept, headings as declared names.
See docs/data.md.

Every problem in every file is found at once. What a table is about and what its columns mean is `columns`, what a
cell is worth `cells`, how a format is taken apart its own `*_tables`; rows become given values in `rows`.
"""

from collections.abc import Sequence
from pathlib import Path

import attrs

from dsl import model
from dsl.text.files import NOTHING_LAID, Overlay, Unread, found, is_file, is_folder, read_file, shown, within
from dsl.years.wordings import declared
from interpreter.data.assembling import assemble
from interpreter.data.cells import known_units
from interpreter.data.csv_tables import csv_table
from interpreter.data.problems import DataProblem
from interpreter.data.problems.files import FileUnreadable, UnknownFormat
from interpreter.data.problems.limits import FileTooLarge, TooManyProblems
from interpreter.data.rows import Reader
from interpreter.data.table import MOST_BYTES, MOST_PROBLEMS, Table, cleaned
from interpreter.facts import Facts, Given
from interpreter.notes import FileIgnored, Note
from interpreter.outcomes import Place

FORMATS = (".csv", ".json", ".xlsx", ".xls", ".ods")


def data_files(folder: Path, overlay: Overlay = NOTHING_LAID) -> tuple[Path, ...]:
    """The data of a regulation's folder: the files directly in its `data`, sorted, without those that programs hide.

    overlay: what is read instead of what the disk has, or besides it, as in all that takes one here
    """
    return tuple(path for path in _beside(folder, overlay) if path.suffix.lower() in FORMATS and is_file(path, overlay))


def data_files_of(folders: Sequence[Path], overlay: Overlay = NOTHING_LAID) -> tuple[Path, ...]:
    """The data of several folders together: a file of a later folder stands in for one of the same name before."""
    named = {shown(path.name): path for folder in folders for path in data_files(folder, overlay)}
    return tuple(named[name] for name in sorted(named))


def ignored_files_of(folders: Sequence[Path], overlay: Overlay = NOTHING_LAID) -> tuple[FileIgnored, ...]:
    """What else stands in the `data` of the folders, and is not read."""
    notes = (_ignored(path, overlay) for folder in folders for path in _beside(folder, overlay))
    return tuple(note for note in notes if note is not None)


def _beside(folder: Path, overlay: Overlay) -> tuple[Path, ...]:
    """What is in a folder's `data`, but for what programs hide there."""
    there = within(found(str(folder / "data"), overlay), overlay=overlay)
    return tuple(path for path in there if not path.name.startswith((".", "~")))


def _ignored(path: Path, overlay: Overlay) -> FileIgnored | None:
    suffix = path.suffix.lower()
    if is_folder(path, overlay):
        return FileIgnored(place_of(path), "folder", suffix)
    if not is_file(path, overlay):
        return FileIgnored(place_of(path), "special", suffix)
    return None if suffix in FORMATS else FileIgnored(place_of(path), "format", suffix)


def read(
    program: model.Program, files: Sequence[Path], overlay: Overlay = NOTHING_LAID
) -> tuple[Facts, tuple[DataProblem, ...]]:
    """The facts in the files together, and every problem in them; with problems the facts lack what they are about."""
    notes: list[Note] = []
    given, problems = read_given(program, files, notes, overlay)
    facts, more = assemble(program, given)
    order = {place_of(path).file: index for index, path in enumerate(files)}
    every = sorted(
        (*problems, *more), key=lambda one: (order[one.place.file], one.place.sheet or "", one.place.row or 0)
    )
    return attrs.evolve(facts, notes=tuple(notes)), bounded(every)


def read_given(
    program: model.Program,
    files: Sequence[Path],
    notes: list[Note] | None = None,
    overlay: Overlay = NOTHING_LAID,
) -> tuple[tuple[Given, ...], tuple[DataProblem, ...]]:
    """What the files give, value by value, before it is known whether it holds together. notes: where what is to be
    told of them is put."""
    reader = Reader(declared(program), known_units(program))
    for path in dict.fromkeys(files):
        tables, problems = _tables(path, overlay)
        reader.problems.extend(problems)
        for table in tables:
            reader.table(table)
    reader.names_alike()
    if notes is not None:
        notes.extend(reader.notes)
    return tuple(reader.given), tuple(reader.problems)


def bounded(problems: Sequence[DataProblem]) -> tuple[DataProblem, ...]:
    """So many as anybody reads."""
    if len(problems) <= MOST_PROBLEMS:
        return tuple(problems)
    first_left_out = problems[MOST_PROBLEMS].place
    return (*problems[:MOST_PROBLEMS], TooManyProblems(Place(first_left_out.file, None), MOST_PROBLEMS))


def place_of(path: Path) -> Place:
    """The file as problems name it."""
    return Place(shown(path), None)


def _tables(path: Path, overlay: Overlay) -> tuple[tuple[Table, ...], tuple[DataProblem, ...]]:
    place = place_of(path)
    stem = cleaned(Path(place.file).stem)
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        return (), (UnknownFormat(place, suffix),)
    content = read_file(path, MOST_BYTES, overlay)
    if isinstance(content, Unread):
        if content.why == "large":
            return (), (FileTooLarge(place, MOST_BYTES, unpacked=False),)
        return (), (FileUnreadable(place, content.why),)
    if suffix == ".csv":
        table, problems = csv_table(content, place, stem)
        return (() if table is None else (table,)), problems
    if suffix == ".json":
        from interpreter.data.json_tables import json_tables

        return json_tables(content, place, stem)
    from interpreter.data.workbooks import workbook_tables

    return workbook_tables(content, place, suffix)
