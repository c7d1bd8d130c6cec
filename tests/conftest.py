"""What every test takes for granted."""

import pytest


@pytest.fixture(autouse=True)
def page_width(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers as wide as a page: several processes that test side by side are told how wide the terminal is."""
    monkeypatch.delenv("COLUMNS", raising=False)
