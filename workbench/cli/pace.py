"""Progress on the terminal, a bound in time and a stop from the keyboard, for commands that search."""

import signal
import sys
import threading
import time
from collections.abc import Callable
from types import FrameType, TracebackType

from workbench.cli.screen import clear_status, status

# Seconds between two looks at the terminal, and before the first.
_EVERY = 0.2
_FIRST = 1.0


class Timed:
    """A `Pace`: says how far the work has got, and stops it when its time is up.

    `with Timed("Prövar fall", 30) as pace:` … then `pace.stopped` tells whether time ran out. what: what is done, as
    the terminal says it; seconds: None for no bound

    A first Ctrl-C inside it is noted, and interrupts where the work next looks or ends: raised anywhere, it may fall
    where objects of the solver are freed, where Python drops it. A second interrupts at once.
    """

    def __init__(self, what: str, seconds: float | None) -> None:
        self.what = what
        self.stopped = False
        now = time.monotonic()
        self._end = None if seconds is None else now + seconds
        self._next = now + _FIRST
        self._shown = False
        self._interrupted = False
        self._before: Callable[[int, FrameType | None], object] | int | None = None

    def __call__(self, done: int, of: int) -> bool:
        if self._interrupted:
            raise KeyboardInterrupt
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
        # Only the main thread may say what a signal does; where Ctrl-C does nothing, it still does nothing.
        if threading.current_thread() is threading.main_thread() and callable(signal.getsignal(signal.SIGINT)):
            self._before = signal.signal(signal.SIGINT, self._note)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if callable(self._before):
            signal.signal(signal.SIGINT, self._before)
        if self._shown:
            clear_status()
        if self._interrupted and kind is None:
            raise KeyboardInterrupt

    def _note(self, number: int, frame: FrameType | None) -> None:
        if self._interrupted:
            raise KeyboardInterrupt
        self._interrupted = True
        # One inside another: whichever looks first.
        if callable(self._before) and self._before is not signal.default_int_handler:
            self._before(number, frame)
