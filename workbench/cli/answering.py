"""How an answer goes to a file: never over what is read, nor over what people keep; told when it may not."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.cli import screen

if TYPE_CHECKING:
    from workbench.session.opening import Opened
    from workbench.session.sides import OpenedSide


def may_write(found: Opened | OpenedSide, data: Sequence[str], path: str | None, *, over: bool = False) -> bool:
    """Whether an answer may go to this file: not to one that is read, nor to one that people keep. Told when it may
    not. over: it may go over other data."""
    if path is None:
        return True
    from interpreter.data.files import data_files_of

    files = [*data, *map(str, data_files_of([Path(folder) for folder in found.folders]))]
    if _is_one_of(path, [*files, *(source.file for source in found.sources)]):
        screen.remark(f"fel: {path} läses av regelverket och skrivs inte över. Välj ett annat namn.")
        return False
    return may_answer(path, over=over)


def may_answer(path: str, *, over: bool = False, data: bool = False) -> bool:
    """Whether an answer may go to this file, whatever is read; told when it may not. Arguments as of `refused`."""
    from workbench.cli.protected import refused

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
