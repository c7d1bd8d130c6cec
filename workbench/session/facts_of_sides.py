"""The data of the two sides of a comparison, so that what differs between them is due to what differs in them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.session.answers import Answer, Faulty, Several
from workbench.session.comparing import names_of
from workbench.session.remarks import DataBeside, DataBorrowed, NoDataRead, Noted, Remark
from workbench.session.sides import OpenedSide, renamed

if TYPE_CHECKING:
    from interpreter.data.problems import DataProblem
    from interpreter.facts import Facts


def facts_of_both(sides: tuple[OpenedSide, OpenedSide], data: Sequence[str] = ()) -> Answer[tuple[Facts, Facts]]:
    """The data in the folders of each side, or in other files; where only one side has any, the same for both, as far
    as the other can take them."""
    files = tuple(_files(side, data) for side in sides)
    (before, wrong), (after, wrong_too) = (_read(side, one) for side, one in zip(sides, files, strict=True))
    remarks: list[Remark] = list(_notes(sides, (before, after), data))
    if data and (before is None) != (after is None):
        # Files that are for both have the names of one of them.
        before, after = _under_other_names(sides, before, after)
    if before is None or after is None:
        faulty = [
            Faulty(tuple(problems), paths=side.renamed_paths)
            for side, problems in zip(sides, (wrong, wrong_too), strict=True)
            if problems
        ]
        return Answer(Several(tuple(faulty)), tuple(remarks))
    for side in [] if data else sides:
        if side.beside is not None and side.beside not in [one.beside for one in sides[: sides.index(side)]]:
            remarks.append(DataBeside(renamed(os.path.join(side.beside, "data"), side.renamed_paths)))
    old, new = sides
    if not any(files):
        remarks.append(NoDataRead(alone=True))
    elif not files[0]:
        remarks.append(DataBorrowed(old.name, new.name))
        before = _lent(old, new, after)
    elif not files[1]:
        remarks.append(DataBorrowed(new.name, old.name))
        after = _lent(new, old, before)
    return Answer((before, after), tuple(remarks))


def _notes(
    sides: tuple[OpenedSide, OpenedSide], read: tuple[Facts | None, Facts | None], data: Sequence[str]
) -> list[Noted]:
    """What whoever gave the data should know; where both sides have the same, it is there twice."""
    from interpreter.data.files import ignored_files_of

    folders = () if data else tuple(dict.fromkeys(folder for side in sides for folder in side.folders))
    ignored = ignored_files_of([Path(folder) for folder in folders], sides[1].overlay)
    return [
        Noted(note, side.renamed_paths)
        for side, facts in zip(sides, read, strict=True)
        for note in (*ignored, *(() if facts is None else facts.notes))
    ]


def _files(side: OpenedSide, data: Sequence[str]) -> Sequence[Path]:
    from interpreter.data.files import data_files_of

    return [Path(file) for file in data] or data_files_of([Path(folder) for folder in side.folders], side.overlay)


def _read(side: OpenedSide, files: Sequence[Path]) -> tuple[Facts | None, Sequence[DataProblem]]:
    """None where there are problems."""
    from interpreter.data.files import read

    got, problems = read(side.program, files, side.overlay)
    return (None if problems else got), problems


def _under_other_names(
    sides: tuple[OpenedSide, OpenedSide], before: Facts | None, after: Facts | None
) -> tuple[Facts | None, Facts | None]:
    """What the one side could read for the other too, where that only calls concepts and inputs something else."""
    from interpreter.comparing.renaming import back
    from interpreter.comparing.renaming import renamed as under

    names = names_of(*sides)
    if names and before is not None:
        return before, under(before, names)
    return (under(after, map(back, names)), after) if names and after is not None else (before, after)


def _lent(side: OpenedSide, other: OpenedSide, facts: Facts) -> Facts:
    """What the other side's data give of what this side has. Without it, what is due to the data would be put down to
    the rules."""
    from interpreter.comparing.borrowed_data import fitted
    from interpreter.comparing.runs import Version

    given = Version(other.program, facts, None)
    return fitted(side.program, given, given)
