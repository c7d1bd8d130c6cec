"""The terminal as it is: encoding, colour, width. The only place that looks at the streams and the environment."""

import os
import sys
import unicodedata

PLAIN_WIDTH = 100


def prepare() -> None:
    """Make both streams write UTF-8 whatever the locale says; what cannot be written is escaped, never a crash."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def start_anew() -> None:
    """Start the program once more, so that Python reads the names of files as UTF-8, where the locale says that they
    are something else. Then the same files are found and called the same wherever it runs."""
    if sys.getfilesystemencoding() == "utf-8" or sys.flags.utf8_mode or not sys.orig_argv:
        return
    try:
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])
    except OSError:
        # It goes on as it is: what has a name in plain letters is found all the same.
        return


def arguments() -> tuple[str, ...]:
    """The arguments of the process as UTF-8, also where the locale made Python read them as something else."""
    return tuple(_as_utf8(argument) for argument in sys.argv[1:])


def _as_utf8(argument: str) -> str:
    try:
        return os.fsencode(argument).decode("utf-8")
    except UnicodeError:
        return argument


def answer(text: str) -> None:
    """What was asked for, to standard output. The text ends its own lines."""
    sys.stdout.write(composed(text))


def composed(text: str) -> str:
    """The text with its letters composed. Those of rules and data are; a file system may hold a name in parts."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def remark(text: str) -> None:
    """Everything else, to standard error, after the answer so far. Ends with one line break."""
    sys.stdout.flush()
    sys.stderr.write(composed(text).rstrip("\n") + "\n")


def status(text: str) -> None:
    """A line on standard error that the next one takes the place of. Only where that is a terminal."""
    sys.stderr.write(f"\r\x1b[K{text}")
    sys.stderr.flush()


def clear_status() -> None:
    sys.stderr.write("\r\x1b[K")
    sys.stderr.flush()


def colour_in_answers() -> bool:
    return _colour(sys.stdout.isatty())


def colour_in_remarks() -> bool:
    return _colour(sys.stderr.isatty())


def _colour(terminal: bool) -> bool:
    return terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width() -> int:
    """Columns to lay tables and messages out in: the terminal's, or a page's where there is no terminal."""
    if not (sys.stdout.isatty() or os.environ.get("COLUMNS")):
        return PLAIN_WIDTH
    import shutil

    return max(shutil.get_terminal_size((PLAIN_WIDTH, 24)).columns, 40)


def abandon_output() -> None:
    """Send what is still buffered nowhere, so that leaving does not complain about a reader that has left."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:
            os.dup2(nowhere, stream.fileno())
