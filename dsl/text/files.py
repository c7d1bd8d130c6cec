"""The one door to files that are read: of every kind, by every face.

What is asked for must be a file, or a link to one: a device or a pipe may never end, and opening it may do something.
The size is looked at before anything is read, and no more than the bound is ever in memory. Names are compared as
people read them: the file system may hold `ä` as one character or as two, and call it by bytes that the locale reads
as something else.

Over what the disk has may lie other content (`Overlay`): texts that somebody is writing and has not saved, data that
somebody has sent. It is read as if it stood there, and nobody below this module can tell.
"""

import os
import stat
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from dsl.frozen import frozen, identical

# Waiting for somebody to write into a pipe is what must not happen. Neither is there in every system.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)

Why = Literal["missing", "folder", "special", "refused", "large"]


@frozen
class Unread:
    """Why a file is not read. special: a device, a pipe or a socket; refused: the system would not; size: in bytes,
    where it is large and that is known."""

    why: Why
    size: int = 0


@identical
class Overlay:
    """Texts and data laid over the files on the disk.

    contents: the bytes of each file that is laid over the disk, by its real path. Neither the file nor its folder
    need be on the disk.
    """

    contents: Mapping[str, bytes]

    def content(self, path: str | Path) -> bytes | None:
        """What is laid over a file; None where nothing is."""
        return self.contents.get(_real(path)) if self.contents else None

    def names(self, folder: str | Path) -> Iterator[str]:
        """Of the files laid right in a folder, and of the folders below it where any are laid; some more than once."""
        if self.contents:
            above = os.path.join(_real(folder), "")
            for path in self.contents:
                if path.startswith(above):
                    yield path[len(above) :].partition(os.sep)[0]


NOTHING_LAID = Overlay({})


def laid_over(contents: Mapping[str | Path, str | bytes]) -> Overlay:
    """Texts and bytes by the paths of the files that they are to be read as. A path that people read as one that the
    disk has is that one. What is no text, like half a character, becomes bytes that are none, and is told like them."""
    return Overlay(
        {
            _real(found(str(path))): (
                content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
            )
            for path, content in contents.items()
        }
    )


def over(below: Overlay, texts: Mapping[str, str]) -> Overlay:
    """An overlay with more texts laid over it, by the paths of their files."""
    return Overlay({**below.contents, **laid_over(dict(texts.items())).contents})


def _real(path: str | Path) -> str:
    """The real path, also of what is not there; of a name that no file can have, that name."""
    try:
        return os.path.realpath(path)
    except ValueError:
        return str(path)


def read_file(path: str | Path, most: int, overlay: Overlay = NOTHING_LAID) -> bytes | Unread:
    """The bytes of a file, if there are no more than `most`. Links are followed to what they name."""
    try:
        laid = overlay.content(path)
        if laid is not None:
            return laid if len(laid) <= most else Unread("large", len(laid))
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


def is_folder(path: str | Path, overlay: Overlay = NOTHING_LAID) -> bool:
    """Whether there is such a folder, on the disk or for the sake of what is laid in it."""
    return os.path.isdir(path) or any(overlay.names(path))


def is_file(path: str | Path, overlay: Overlay = NOTHING_LAID) -> bool:
    """Whether there is such a file, and no folder, device or pipe."""
    return os.path.isfile(path) or overlay.content(path) is not None


def found(path: str, overlay: Overlay = NOTHING_LAID) -> str:
    """The path as the file system has it, where it has one that people read alike; else as it is."""
    if os.path.lexists(path):
        return path
    above, name = os.path.split(path)
    if not name or above == path:
        return path
    folder = found(above, overlay) if above else ""
    alike = [one for one in _entries(folder or ".", overlay) if shown(one) == shown(name)]
    return os.path.join(folder, min(alike, default=name))


def within(folder: str | Path, suffix: str = "", overlay: Overlay = NOTHING_LAID) -> tuple[Path, ...]:
    """What stands right in a folder, in the order of the names as people read them; none where there is no folder.

    suffix: that the names end with, in the letters that it has
    """
    names = sorted(_entries(folder, overlay), key=lambda name: (shown(name), name))
    return tuple(Path(folder, name) for name in names if name.endswith(suffix))


def _entries(folder: str | Path, overlay: Overlay) -> set[str]:
    try:
        return {*os.listdir(folder), *overlay.names(folder)}
    except (OSError, ValueError):
        return set(overlay.names(folder))
