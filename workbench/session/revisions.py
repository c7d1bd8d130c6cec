"""One revision of a regulation, with its data and all that its files may name, in a temporary folder."""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from dsl.project.files import PROJECTS
from interpreter.data.files import FORMATS
from workbench.session import git

# The path to load, and what to put instead of the start of a path when it is told: temporary folder -> `HEAD~1:`.
Written = tuple[Path, tuple[tuple[str, str], ...]]


def written(revision: str, path: str, stack: ExitStack) -> Written | str:
    """What `revision:path` is, in a folder that is gone when the stack is left; or why there is no such thing."""
    found = _written(revision, path, stack)
    return found.text if isinstance(found, git.Refused) else found


def _written(revision: str, path: str, stack: ExitStack) -> Written | git.Refused:
    stored = git.stored(revision)
    if isinstance(stored, git.Refused):
        return stored
    place = git.place(stored, path)
    if isinstance(place, git.Refused):
        return place
    project = _project(place)
    files = git.files(stored, project)
    if isinstance(files, git.Refused):
        return files
    if not any(_is_below(file.path, place) for file in files):
        return _missing(stored, path, place)
    wanted = [file for file in files if _is_read(file.path) or file.path == place]
    if git.too_much(wanted):
        own = place.rpartition("/")[0] if any(file.path == place for file in files) else place
        wanted = [file for file in wanted if _is_below(file.path, own)]
    root = Path(stack.enter_context(TemporaryDirectory(prefix="regelverk-", ignore_cleanup_errors=True))).resolve()
    # One step down, so that nothing is above the root that does not belong to it.
    root = root / "version"
    root.mkdir()
    refused = git.write(stored, wanted, root)
    if refused is not None:
        return refused
    if not (root / place).exists():
        (root / place).mkdir(parents=True)
    return root / place, ((f"{root}{os.sep}", f"{revision}:"), (str(root), f"{revision}:"))


def _project(place: str) -> str:
    """The folder that all files of a project are in, as `dsl.project` finds it."""
    parts = place.split("/")
    inner = [at for at, part in enumerate(parts) if part in PROJECTS]
    return "/".join(parts[: inner[-1] + 1] if inner else parts[:-2])


def _is_below(path: str, folder: str) -> bool:
    return not folder or path == folder or path.startswith(f"{folder}/")


def _is_read(path: str) -> bool:
    return os.path.splitext(path)[1].lower() in (".regel", *FORMATS)


def _missing(stored: git.Stored, path: str, place: str) -> git.Refused:
    said = f"versionen {stored.revision} har ingen fil eller mapp {place}."
    beside = git.place(stored, f"./{path}")
    if stored.prefix and not isinstance(beside, git.Refused) and beside != place:
        there = git.files(stored, beside)
        if not isinstance(there, git.Refused) and there:
            return git.Refused(f"{said} Menade du {stored.revision}:./{path}?")
    return git.Refused(f"{said} Sökvägen räknas från arkivets rot, {stored.root}, om den inte börjar med ./")
