"""The files that a regulation is made of, read from a project's folder and from nowhere else.

A file names another by its path from its own folder: `ändring av "../2027.regel" …`, `använder "begrepp.regel"`. What
is named must stand in the project's folder: the nearest folder called `regulations` or `regelverk` above the file that
was opened, else the folder above its own. Links out of it are not followed.
Knows how files are found and read; not what amendments do.
"""

import errno
import os
from pathlib import Path
from typing import assert_never

import attrs

from dsl import nodes, parsing
from dsl.frozen import identical
from dsl.problems import Problem
from dsl.problems.files import OtherFile
from dsl.problems.text import FileTooLarge, NotAFile
from dsl.source import Source, Span
from dsl.text import decoding, files
from dsl.text.files import NOTHING_LAID, Overlay

# More files than any regulation is made of.
MOST_FILES = 100
# What the folder of a whole project may be called.
PROJECTS = ("regulations", "regelverk")
RULE_SUFFIX = ".regel"


@identical
class Read:
    """One file: its name as problems give it, and all that is wrong with how it is written."""

    file: str
    source: Source | None
    tree: nodes.Regulation | nodes.Amendment | None
    problems: tuple[Problem, ...]


def read_bytes(file: str, data: bytes) -> Read:
    """Read a file from its bytes."""
    source, unfit = decoding.decode(file, data)
    if source is None:
        return Read(file, None, None, unfit)
    tree, unread = parsing.parse(source)
    return Read(file, source, tree, (*unfit, *unread))


def read_rules(file: str, overlay: Overlay = NOTHING_LAID) -> Read:
    """A rule file, if it is one and not too large. Raises OSError where none can be read there."""
    content = files.read_file(file, decoding.MAX_BYTES, overlay)
    if isinstance(content, bytes):
        return read_bytes(file, content)
    beginning = Span(file, 1, 1, 1, 1)
    match content.why:
        case "large":
            return Read(file, None, None, (FileTooLarge(beginning, content.size, decoding.MAX_BYTES),))
        case "special":
            return Read(file, None, None, (NotAFile(beginning),))
        case "missing":
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), file)
        case "folder":
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), file)
        case "refused":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), file)
        case _:
            assert_never(content.why)


@attrs.define(eq=False)
class Project:
    """The files that belong to one regulation, read as they are asked for.

    folder: the project's; None: no other file may be read. overlay: what lies over its files on the disk; files:
    those read so far, by their real path.
    """

    folder: str | None
    overlay: Overlay = NOTHING_LAID
    files: dict[str, Read] = attrs.field(factory=dict)

    @property
    def sources(self) -> tuple[Source, ...]:
        return tuple(read.source for read in self.files.values() if read.source is not None)

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(problem for read in self.files.values() for problem in read.problems)

    def open(self, file: str) -> Read:
        """A file that the reader named. Raises OSError where none can be read there."""
        path = os.path.realpath(file)
        if path not in self.files:
            self.files[path] = read_rules(file, self.overlay)
        return self.files[path]

    def other(self, named: str, span: Span) -> Read | OtherFile:
        """The file that another names at a place; or why it cannot be used."""
        folder = self.folder
        if os.path.isabs(named) or "\\" in named or ":" in named:
            return OtherFile(span, named, "absolute", folder or "")
        file = files.found(os.path.normpath(os.path.join(os.path.dirname(span.file), named)), self.overlay)
        path = os.path.realpath(file)
        if folder is None or os.path.commonpath((folder, path)) != folder:
            return OtherFile(span, named, "outside", folder or "")
        if len(self.files) >= MOST_FILES and path not in self.files:
            return OtherFile(span, named, "many", folder)
        try:
            return self.open(file)
        except FileNotFoundError:
            return OtherFile(span, named, "missing", folder)
        except (OSError, ValueError):
            return OtherFile(span, named, "unreadable", folder)


def rule_files(path: Path, overlay: Overlay = NOTHING_LAID) -> tuple[Path, ...]:
    """The rule files right in a folder; a file is itself, whatever its name."""
    return files.within(path, RULE_SUFFIX, overlay) if files.is_folder(path, overlay) else (path,)


def project_folder(file: str) -> str:
    """The project's folder of a file that is opened, as a real path."""
    folder = os.path.dirname(os.path.realpath(file))
    above = folder
    while above != os.path.dirname(above):
        if os.path.basename(above) in PROJECTS:
            return above
        above = os.path.dirname(above)
    return os.path.dirname(folder)
