"""What every test takes for granted."""

import pytest
from commands import Runner


@pytest.fixture(autouse=True)
def page_width(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers as wide as a page: several processes that test side by side are told how wide the terminal is."""
    monkeypatch.delenv("COLUMNS", raising=False)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Runner:
    """Runs commands, on a page of 90 columns."""
    monkeypatch.setenv("COLUMNS", "90")
    return Runner(capsys)
