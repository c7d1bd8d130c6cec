"""Long work is told of on a terminal only, and stops when its time is up."""

import io
import signal
from collections.abc import Iterator

import pytest

from interpreter.pace import Pace, unhurried
from workbench.cli import pace as pacing
from workbench.cli.pace import Timed


class Clock:
    """Seconds that pass only when told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def monotonic(self) -> float:
        return self.now


class Screen(io.StringIO):
    def __init__(self, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


def work(pace: Pace, clock: Clock, seconds: float, steps: int, of: int) -> int:
    """Steps until the pace says stop, each so many seconds long. How many were taken."""
    for done in range(steps):
        if not pace(done, of):
            return done
        clock.now += seconds
    return steps


@pytest.mark.parametrize(
    ("bound", "of", "taken", "shown"),
    [
        (None, 10, 10, ["Prövar: 2 av 10", "Prövar: 9 av 10"]),
        (None, 0, 10, ["Prövar: 2", "Prövar: 9"]),
        (2, 10, 4, ["Prövar: 2 av 10", "Prövar: 3 av 10"]),
        (0, 10, 0, []),
    ],
)
def test_work_is_told_and_bounded(
    monkeypatch: pytest.MonkeyPatch, bound: float | None, of: int, taken: int, shown: list[str]
) -> None:
    clock, screen = Clock(), Screen(terminal=True)
    monkeypatch.setattr(pacing, "time", clock)
    monkeypatch.setattr("sys.stderr", screen)
    with Timed("Prövar", bound) as pace:
        assert work(pace, clock, 0.5, 10, of) == taken
        assert pace.stopped == (taken < 10)
    lines = [line for line in screen.getvalue().split("\r\x1b[K") if line]
    assert lines[:1] + lines[-1:] == shown[:1] + shown[-1:]
    assert screen.getvalue().endswith("\r\x1b[K") == bool(shown), "the line is cleared when the work is done"


def test_nothing_is_told_where_there_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    clock, screen = Clock(), Screen(terminal=False)
    monkeypatch.setattr(pacing, "time", clock)
    monkeypatch.setattr("sys.stderr", screen)
    with Timed("Prövar", None) as pace:
        assert work(pace, clock, 5, 10, 10) == 10
    assert screen.getvalue() == ""


@pytest.fixture(autouse=True)
def heard() -> Iterator[None]:
    """Ctrl-C interrupts, as at a keyboard; what is started in the background is often deaf to it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def interrupt() -> None:
    signal.raise_signal(signal.SIGINT)


def test_an_interrupt_is_heard_at_the_next_look() -> None:
    before = signal.getsignal(signal.SIGINT)
    looked = []

    def long_work() -> None:
        with Timed("Prövar", None) as outer, Timed("Bevisar", None):
            interrupt()
            looked.append("on")
            outer(1, 10)
            looked.append("never")

    with pytest.raises(KeyboardInterrupt):
        long_work()
    assert looked == ["on"]
    assert signal.getsignal(signal.SIGINT) is before


def test_an_interrupt_is_heard_where_the_work_ends() -> None:
    with pytest.raises(KeyboardInterrupt), Timed("Prövar", None):
        interrupt()


def test_an_interrupt_is_not_lost_where_objects_are_freed() -> None:
    class Freed:
        def __del__(self) -> None:
            interrupt()

    def freeing() -> None:
        with Timed("Prövar", None) as pace:
            one = Freed()
            del one
            pace(1, 10)

    with pytest.raises(KeyboardInterrupt):
        freeing()


def test_a_second_interrupt_is_heard_at_once() -> None:
    looked = []

    def impatient() -> None:
        with Timed("Prövar", None), Timed("Bevisar", None):
            interrupt()
            looked.append("on")
            interrupt()
            looked.append("never")

    with pytest.raises(KeyboardInterrupt):
        impatient()
    assert looked == ["on"]


def test_where_interrupts_do_nothing_they_still_do_nothing() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with Timed("Prövar", None) as pace:
            interrupt()
            assert pace(1, 10)
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


def test_unhurried_work_goes_on() -> None:
    assert all(unhurried(done, 10) for done in range(100))
