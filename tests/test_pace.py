"""Long work is told of on a terminal only, and stops when its time is up."""

import io

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


def test_unhurried_work_goes_on() -> None:
    assert all(unhurried(done, 10) for done in range(100))
