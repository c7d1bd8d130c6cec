"""The documents: paths exist, links lead somewhere, and the page of codes is the one that the corpus gives."""

import re
import shlex
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import error_pages

from workbench.cli import main

ROOT = Path(__file__).parent.parent
PAGES = sorted(
    [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md"), *(ROOT / "tests").rglob("*.md")]
)
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
PATH = re.compile(r"`((?:dsl|interpreter|workbench|regulations|tests|docs|\.ci)/[\w./-]*)`")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_a_page_points_at_exists(page: Path) -> None:
    text = page.read_text("utf-8")
    broken = [link for link in LINK.findall(text) if not (page.parent / link).exists()]
    broken += [path for path in PATH.findall(text) if not (ROOT / path).exists()]
    assert broken == []


def test_the_first_example_of_the_readme_is_what_the_command_prints(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "90")
    text = (ROOT / "README.md").read_text("utf-8")
    prompt = "    regelverk "
    command, _, rest = text.partition(prompt)[2].partition("\n")
    assert main(shlex.split(command)) == 0
    printed = capsys.readouterr().out
    indented = "".join(f"    {line}\n" if line else "\n" for line in printed.splitlines())
    assert rest.partition(":\n\n")[2].startswith(f"{indented}\nand\n")


def test_the_page_of_codes_is_up_to_date() -> None:
    assert error_pages.PAGE.read_text("utf-8") == error_pages.page()


@pytest.mark.parametrize("package", ["dsl", "interpreter", "workbench"])
def test_every_room_is_on_the_map(package: str) -> None:
    told = set(PATH.findall((ROOT / "docs/architecture.md").read_text("utf-8")))
    rooms = {
        f"{package}/{room.name}{'/' * room.is_dir()}"
        for room in (ROOT / package).iterdir()
        if (room.suffix == ".py" and room.name != "__init__.py") or (room / "__init__.py").exists()
    }
    assert sorted(rooms - told) == []
