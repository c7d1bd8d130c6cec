"""Data read, and a regulation calculated on them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from dsl import model
from workbench.session.answers import Answer, Faulty, Refusal, YearUnsaid
from workbench.session.opening import Opened, opened_for
from workbench.session.remarks import NoDataRead, Noted, RowsUndecided, YearNotInForce
from workbench.session.standing import as_it_stands, out_of_force, own_year

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interpreter.evaluating.calculation import Calculation
    from interpreter.facts import Facts
    from workbench.session.remarks import Remark

_FIRST, _LAST = 1, 9999


def data_paths(found: Opened, data: Sequence[str]) -> tuple[Path, ...]:
    """The files named, else those in the folders of the regulation and its amendments, laid over the disk or on it."""
    from interpreter.data.files import data_files_of

    if data:
        return tuple(dict.fromkeys(Path(file) for file in data))
    return data_files_of([Path(folder) for folder in found.folders], found.overlay)


def ignored(found: Opened, data: Sequence[str]) -> tuple[Noted, ...]:
    """What stands among the data of the regulation and is not read; where other files are named, nothing."""
    from interpreter.data.files import ignored_files_of

    folders = () if data else found.folders
    return tuple(map(Noted, ignored_files_of([Path(folder) for folder in folders], found.overlay)))


def facts_of(found: Opened, data: Sequence[str] = ()) -> Answer[Facts]:
    """The data in the folders of the regulation and its amendments, or in other files. Bytes that are not on the disk
    are read by the names that they are laid at (`overlay`)."""
    from interpreter.data.files import read

    files = data_paths(found, data)
    got, problems = read(found.program, files, found.overlay)
    remarks: tuple[Remark, ...] = (*ignored(found, data), *map(Noted, got.notes))
    if problems:
        return Answer(Faulty(problems), remarks)
    return Answer(got, remarks if files else (*remarks, NoDataRead()))


def calculated(
    found: Opened, data: Sequence[str] = (), year: int | None = None, day: date | None = None
) -> Answer[Calculation]:
    """The regulation on its data, or on other files, for the year or the day, else for its own year."""
    read = facts_of(found, data)
    if isinstance(read.value, Refusal):
        return Answer(read.value, read.remarks)
    done = calculated_on(found.program, read.value, year, day)
    return Answer(done.value, (*read.remarks, *done.remarks))


def calculated_on(
    program: model.Program, facts: Facts, year: int | None = None, day: date | None = None
) -> Answer[Calculation]:
    """A program on facts that are read."""
    from interpreter.evaluating.calculation import calculate

    when = own_year(program, year, day)
    if when is None and program.depends_on_year:
        return Answer(YearUnsaid())
    return Answer(calculate(program, facts, when, day=day), out_of_force(program, when))


def decided(
    found: Opened, data: Sequence[str] = (), year: int | None = None, day: date | None = None
) -> Answer[Calculation | None]:
    """What the norms come to for each row; None where there are no data, or no year to decide for."""
    from interpreter.evaluating.calculation import calculate

    wanted = {norm.decision for norm in found.program.norms if norm.decision is not None}
    if not wanted or not data_paths(found, data):
        return Answer(None)
    read = facts_of(found, data)
    if isinstance(read.value, Refusal):
        return Answer(read.value, read.remarks)
    when = own_year(found.program, year, day)
    if when is None and found.program.depends_on_year:
        return Answer(None, (*read.remarks, RowsUndecided()))
    remarks = (*read.remarks, *out_of_force(found.program, when))
    return Answer(calculate(found.program, read.value, when, day=day, targets=wanted), remarks)


def calculated_around(
    path: str, found: Opened, data: Sequence[str], year: int, targets: Collection[model.Symbol]
) -> Answer[tuple[Calculation, ...]]:
    """Of the year and those beside it, as far as the regulation is in force: what is decided for one may fall due in
    another.

    path: what `found` was opened from, for the year; it is opened anew where it is amended in the year after
    """
    from interpreter.evaluating.calculation import calculate

    read = facts_of(found, data)
    if isinstance(read.value, Refusal):
        return Answer(read.value, read.remarks)
    remarks = read.remarks
    years = tuple(_years(found.program, year))
    if year not in years:
        remarks = (*remarks, YearNotInForce(year))
    done = [calculate(found.program, read.value, one, targets=targets) for one in years if one <= year]
    if year + 1 in years:
        after, there = found, read.value
        if _is_amended_after(path, found, year):
            later = opened_for(path, year + 1, None, found.overlay)
            remarks = (*remarks, *later.remarks)
            if isinstance(later.value, Refusal):
                return Answer(later.value, remarks)
            again = facts_of(later.value, data)
            remarks = (*remarks, *again.remarks)
            if isinstance(again.value, Refusal):
                return Answer(again.value, remarks)
            after, there = later.value, again.value
        done.append(calculate(after.program, there, year + 1, targets=targets))
    return Answer(tuple(done), remarks)


def _is_amended_after(path: str, found: Opened, year: int) -> bool:
    """Whether an amendment enters into force in the year after."""
    loaded, _ = as_it_stands(path, year + 1, None, found.overlay)
    return any(day.year == year + 1 for day, _ in loaded.amended)


def _years(program: model.Program, year: int) -> Iterator[int]:
    """The year and those beside it, in the order in which their calculations are read."""
    first, last = program.years
    for one in (year, year - 1, year + 1):
        if max(first or _FIRST, _FIRST) <= one <= min(last or _LAST, _LAST):
            yield one
