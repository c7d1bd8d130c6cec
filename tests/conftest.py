"""What every test takes for granted."""

import sys
from collections.abc import Iterator

import pytest
from commands import Runner


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What a test comes to that draws its inputs is not measured, unless it is marked so: coverage rests on tests that
    say what they try. Measuring triples the time of a test."""
    for item in items:
        drawn = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
        if drawn and item.get_closest_marker("measured") is None:
            item.add_marker("unmeasured")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Runs what is marked `unmeasured` as if nothing was measured."""
    measuring = sys.gettrace()
    if item.get_closest_marker("unmeasured") is not None:
        sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(measuring)


@pytest.fixture(autouse=True)
def unmeasured_processes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor are the processes that such a test starts."""
    if request.node.get_closest_marker("unmeasured") is not None:
        monkeypatch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)


@pytest.fixture(autouse=True)
def page_width(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers as wide as a page: several processes that test side by side are told how wide the terminal is."""
    monkeypatch.delenv("COLUMNS", raising=False)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Runner:
    """Runs commands, on a page of 90 columns."""
    monkeypatch.setenv("COLUMNS", "90")
    return Runner(capsys)
