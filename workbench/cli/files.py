"""Files on disk as the commands need them: writing that happens wholly or not at all, and why the system would not."""

import os
import tempfile
from contextlib import suppress
from typing import assert_never

from dsl.text.files import Unread


def write(path: str, text: str) -> None:
    """Replace the file's content in one step, as UTF-8 with `\\n`: a reader sees the old text or the new, never a part.

    Follows a link to the file it names and keeps that file's mode. Raises OSError, and then nothing has changed.
    """
    target = os.path.realpath(path)
    handle, temporary = tempfile.mkstemp(dir=os.path.dirname(target), prefix=f".{os.path.basename(target)[:100]}.")
    try:
        with open(handle, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, _mode(target))
        os.replace(temporary, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def _mode(target: str) -> int:
    """The mode of the file that is there, or that of a new one."""
    try:
        return os.stat(target).st_mode & 0o7777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def why_unread(unread: Unread) -> str:
    """Why a file is not read, in Swedish."""
    match unread.why:
        case "missing":
            return "filen finns inte"
        case "folder":
            return "det är en mapp"
        case "special":
            return "det är ingen fil utan en enhet, ett rör eller en länk till något sådant"
        case "refused":
            return "du har inte rätt att läsa den, eller så är den låst"
        case "large":
            return "filen är för stor"
        case _:
            assert_never(unread.why)


def why(error: OSError) -> str:
    """Why the system refused, in Swedish."""
    match error:
        case FileNotFoundError():
            return "mappen finns inte"
        case FileExistsError():
            return "det finns redan något med det namnet"
        case PermissionError():
            return "du har inte rätt att skriva där"
        case IsADirectoryError():
            return "det är en mapp"
        case NotADirectoryError():
            return "en del av sökvägen är inte en mapp"
        case _:
            return f"systemet svarade {os.strerror(error.errno) if error.errno else error}"
