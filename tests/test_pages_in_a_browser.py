"""Every page that the product makes, in a browser: axe-core finds nothing, nothing but tables scrolls sideways,
headings come in order, and all that does anything is reached by the keyboard. Skipped where chromium or axe-core is
missing."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from browser import Browser, axe, chromium
from pages import COMMANDS, page_of

from workbench.page.html import as_html

PHONE, SCREEN = 390, 1280

CHROMIUM, AXE = chromium(), axe()
pytestmark = pytest.mark.skipif(
    CHROMIUM is None or AXE is None,
    reason="no page is tried in a browser: install chromium (apt install chromium) and axe-core (npm install axe-core)",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    assert CHROMIUM is not None
    with Browser(CHROMIUM) as browser:
        yield browser


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> "Pages":
    return Pages(tmp_path_factory.mktemp("pages"))


class Pages:
    """Made once each, as files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def of(self, name: str, monkeypatch: pytest.MonkeyPatch) -> Path:
        path = self.folder / f"{name}.html"
        if not path.exists():
            path.write_text(as_html(page_of(name, self.folder, monkeypatch)), "utf-8")
        return path


@pytest.fixture(params=COMMANDS)
def page(request: pytest.FixtureRequest, pages: Pages, monkeypatch: pytest.MonkeyPatch) -> Path:
    return pages.of(request.param, monkeypatch)


@pytest.mark.parametrize(("width", "dark"), [(PHONE, False), (SCREEN, False), (SCREEN, True)])
def test_axe_finds_nothing(page: Path, width: int, dark: bool, browser: Browser) -> None:
    browser.open(page, width, dark=dark)
    assert violations(browser) == []


def violations(browser: Browser) -> list[tuple[str, str, list[str]]]:
    """Of the page that is open: which rule of axe-core, what it says, and where."""
    assert AXE is not None
    browser.ask(AXE.read_text("utf-8") + "; 0")
    found = browser.ask(
        """axe.run({resultTypes: ["violations"]}).then(told => told.violations.map(
            one => [one.id, one.help, one.nodes.slice(0, 3).map(node => node.html.slice(0, 300))]))"""
    )
    return [(rule, said, places) for rule, said, places in found]


def test_axe_finds_what_is_wrong(tmp_path: Path, browser: Browser) -> None:
    page = tmp_path / "wrong.html"
    wide = '<div style="overflow-x: auto; width: 9em"><p style="width: 99em; color: #ccc">grått</p></div>'
    page.write_text(f"<!DOCTYPE html><title>t</title><h1></h1><h3>under</h3>{wide}", "utf-8")
    browser.open(page, PHONE)
    rules = {rule for rule, _, _ in violations(browser)}
    wrong = {"html-has-lang", "landmark-one-main", "empty-heading", "heading-order", "color-contrast"}
    assert wrong <= rules


@pytest.mark.parametrize("width", [PHONE, SCREEN])
def test_only_tables_scroll_sideways(page: Path, width: int, browser: Browser) -> None:
    """And those that do are regions with a name, which the keyboard reaches."""
    browser.open(page, width)
    assert browser.ask("innerWidth") == width
    assert browser.ask("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    scrolled = """[...document.body.querySelectorAll("*")].filter(one => one.scrollWidth > one.clientWidth + 1
        && ["auto", "scroll", "hidden"].includes(getComputedStyle(one).overflowX))"""
    wrong = f"""{scrolled}.filter(one => one.tabIndex !== 0 || one.getAttribute("role") !== "region"
        || !one.getAttribute("aria-label")).map(one => one.outerHTML.slice(0, 200))"""
    assert browser.ask(wrong) == []


def test_headings_come_in_order(page: Path, browser: Browser) -> None:
    """One of the page's own, first; each below at most one level deeper; none empty, and no empty caption or header."""
    browser.open(page, SCREEN)
    levels = browser.ask('[...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map(one => +one.tagName[1])')
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))
    empty = '[...document.querySelectorAll("h1, h2, h3, h4, h5, h6, th, caption")].filter(one => !one.innerText.trim())'
    assert browser.ask(f"{empty}.map(one => one.outerHTML)") == []
    assert browser.ask('document.querySelectorAll("main").length') == 1
    assert browser.ask("document.documentElement.lang") == "sv"


def test_the_keyboard_reaches_all(page: Path, browser: Browser) -> None:
    """Every link, every fold and every region, in the order of the page, and seen when it is reached."""
    browser.open(page, PHONE)
    wanted = '[...document.querySelectorAll("a[href], summary, [tabindex]")].filter(one => one.checkVisibility())'
    browser.ask(f"window.wanted = {wanted}; 0")
    count = browser.ask("wanted.length")
    reached = []
    for _ in range(min(count, 30)):
        browser.press_tab()
        reached.append(browser.ask("wanted.indexOf(document.activeElement)"))
        assert browser.ask("getComputedStyle(document.activeElement).outlineStyle") != "none"
    assert reached == [*range(len(reached))]
    # The rest of a long page, without pressing a key for each.
    assert browser.ask("wanted.every(one => { one.focus(); return document.activeElement === one; })")


def test_on_paper_nothing_is_cut(page: Path, browser: Browser) -> None:
    browser.open(page, SCREEN, paper=True)
    cut = """[...document.querySelectorAll("[role=region]")].filter(
        one => getComputedStyle(one).overflowX !== "visible").length"""
    assert browser.ask(cut) == 0
