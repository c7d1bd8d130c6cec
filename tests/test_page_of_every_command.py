"""What a command tells people is a good page in HTML too: one heading of its own, headings in order, and every word."""

import re
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest

from workbench.cli import main
from workbench.page import text
from workbench.page.html import as_html
from workbench.page.look import Look
from workbench.page.page import Page

ROOT = Path(__file__).parent.parent
OSTERSUND = str(ROOT / "regulations" / "ostersund")
VOTES = (str(ROOT / "tests" / "elections" / "ostersund-2022.csv"), "--val", "kommun", "--mandat", "61")
# Rules whose examples hold and show too little, and rules whose examples do not hold.
UNMET, FAILING = (str(ROOT / "tests" / "samples" / name) for name in ("unmet.regel", "failing.regel"))
COMMANDS = (
    ("beräkna", OSTERSUND),
    ("beräkna", OSTERSUND, "--saknas"),
    ("beräkna", str(ROOT / "regulations" / "kommunstyrelsens-anslag"), "--saknas"),
    ("normer", OSTERSUND),
    ("normer", str(ROOT / "regulations" / "vasterbotten")),
    ("beräkna", OSTERSUND, "--valresultat", *VOTES, "--scenario", "SCENARIO"),
    ("tolkningar", OSTERSUND),
    ("tolkningar", UNMET),
    ("verifiera", "RECORD"),
    ("verifiera", "RECORD", FAILING),
    ("bevisa", UNMET),
    ("mutera", UNMET),
    ("gränsfall", UNMET),
    ("prova", FAILING),
    ("prova", UNMET, "--täckning"),
)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(Path(one).name for one in command))
def test_is_a_page_in_html(command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = tmp_path / "s.csv"
    scenario.write_text("parti;Utan L\nLiberalerna;−2\n", "utf-8")
    record = tmp_path / "r.akt.json"
    main(["beräkna", UNMET, "--akt", str(record)])
    files = {"SCENARIO": str(scenario), "RECORD": str(record)}
    pages: list[Page] = []
    lay_out = text.as_text

    def kept(page: Page, look: Look) -> str:
        pages.append(page)
        return lay_out(page, look)

    monkeypatch.setattr(text, "as_text", kept)
    main([files.get(one, one) for one in command])
    (page,) = pages

    html = as_html(page)
    levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", html)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    for inner in re.findall(r"<(?:h[1-6]|th|caption)[ >].*?</(?:h[1-6]|th|caption)>", html, re.DOTALL):
        assert _words(inner)
    assert _words(lay_out(page, Look(100))) <= _words(html.partition("<body>")[2])


def _words(of: str) -> set[str]:
    """Letters and figures, without tags."""
    return set(re.findall(r"\w+", unescape(re.sub(r"<[^>]*>", " ", of))))
