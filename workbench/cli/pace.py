"""Progress on the terminal and a bound in time, for commands that search."""

import sys
import time
from types import TracebackType

from workbench.cli.screen import clear_status, status

# Seconds between two looks at the terminal, and before the first.
_EVERY = 0.2
_FIRST = 1.0


class Timed:
    """A `Pace`: says how far the work has got, and stops it when its time is up.

    `with Timed("Prövar fall", 30) as pace:` … then `pace.stopped` tells whether time ran out. what: what is done, as
    the terminal says it; seconds: None for no bound
    """

    def __init__(self, what: str, seconds: float | None) -> None:
        self.what = what
        self.stopped = False
        now = time.monotonic()
        self._end = None if seconds is None else now + seconds
        self._next = now + _FIRST
        self._shown = False

    def __call__(self, done: int, of: int) -> bool:
        now = time.monotonic()
        if self._end is not None and now >= self._end:
            self.stopped = True
            return False
        if now >= self._next and sys.stderr.isatty():
            self._next = now + _EVERY
            self._shown = True
            status(f"{self.what}: {done} av {of}" if of else f"{self.what}: {done}")
        return True

    def __enter__(self) -> "Timed":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown:
            clear_status()
