"""What a command tells people is a good page in HTML too: one heading of its own, headings in order, and every word."""

import re
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest
from pages import COMMANDS, page_of

from workbench.page.html import as_html
from workbench.page.look import Look
from workbench.page.text import as_text


@pytest.mark.parametrize("name", COMMANDS)
def test_is_a_page_in_html(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = page_of(name, tmp_path, monkeypatch)

    html = as_html(page)
    levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", html)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    for inner in re.findall(r"<(?:h[1-6]|th|caption)[ >].*?</(?:h[1-6]|th|caption)>", html, re.DOTALL):
        assert _words(inner)
    assert _words(as_text(page, Look(100))) <= _words(html.partition("<body>")[2])


def _words(of: str) -> set[str]:
    """Letters and figures, without tags."""
    return set(re.findall(r"\w+", unescape(re.sub(r"<[^>]*>", " ", of))))
