"""The one door to files that are read: of every kind, by every command.

What is asked for must be a file, or a link to one: a device or a pipe may never end, and opening it may do something.
The size is looked at before anything is read, and no more than the bound is ever in memory. Names are compared as
people read them: the file system may hold `ä` as one character or as two, and call it by bytes that the locale reads
as something else.
"""

import os
import stat
import unicodedata
from pathlib import Path
from typing import Literal

from dsl.record import frozen

# Waiting for somebody to write into a pipe is what must not happen. Neither is there in every system.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)

Why = Literal["missing", "folder", "special", "refused", "large"]


@frozen
class Unread:
    """Why a file is not read. special: a device, a pipe or a socket; refused: the system would not; size: in bytes,
    where it is large and that is known."""

    why: Why
    size: int = 0


def read_file(path: str | Path, most: int) -> bytes | Unread:
    """The bytes of a file, if there are no more than `most`. Links are followed to what they name."""
    try:
        unfit = _unfit(os.stat(path), most)
        if unfit is not None:
            return unfit
        with open(os.open(path, _FLAGS), "rb") as stream:
            # What stands there now may be another thing than a moment ago.
            unfit = _unfit(os.fstat(stream.fileno()), most)
            content = b"" if unfit is not None else stream.read(most + 1)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        # ValueError: a name that no file can have
        return Unread("missing")
    except OSError:
        # A name that is too long is no file that the system refuses.
        return Unread("refused" if os.path.lexists(path) else "missing")
    if unfit is not None:
        return unfit
    return content if len(content) <= most else Unread("large", len(content))


def _unfit(kind: os.stat_result, most: int) -> Unread | None:
    if stat.S_ISDIR(kind.st_mode):
        return Unread("folder")
    if not stat.S_ISREG(kind.st_mode):
        return Unread("special")
    return Unread("large", kind.st_size) if kind.st_size > most else None


def shown(path: str | Path) -> str:
    """The path as people read it: its bytes are UTF-8 whatever the locale says, and its letters composed. A name that
    is no text must not break the printing of it."""
    try:
        text = os.fsencode(path).decode("utf-8", "replace")
    except UnicodeEncodeError:
        # What was never in the file system need not have a name there.
        text = str(path).encode("utf-8", "replace").decode()
    return unicodedata.normalize("NFC", text)


def found(path: str) -> str:
    """The path as the file system has it, where it has one that people read alike; else as it is."""
    if os.path.lexists(path):
        return path
    above, name = os.path.split(path)
    if not name or above == path:
        return path
    folder = found(above) if above else ""
    alike = [one for one in _entries(folder or ".") if shown(one) == shown(name)]
    return os.path.join(folder, min(alike, default=name))


def within(folder: str | Path, suffix: str = "") -> tuple[Path, ...]:
    """What stands right in a folder, in the order of the names as people read them; none where there is no folder.

    suffix: that the names end with, in the letters that it has
    """
    names = sorted(_entries(folder), key=lambda name: (shown(name), name))
    return tuple(Path(folder, name) for name in names if name.endswith(suffix))


def _entries(folder: str | Path) -> list[str]:
    try:
        return os.listdir(folder)
    except (OSError, ValueError):
        return []
