"""The lists in CONTRIBUTING.md: each names the very files of the code that speak of its sample."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SECTIONS = dict(re.findall(r"(?ms)^## ([^\n]+)\n(.*?)(?=^## |\Z)", (ROOT / "CONTRIBUTING.md").read_text("utf-8")))
# Makes a floor of its own, and is asked nothing where a modifier is added.
_MAKES_SOME = {"dsl/resolving/counted.py"}
LISTED = re.compile(r"`((?:dsl|interpreter|workbench)/[\w./]+)`")


@pytest.mark.parametrize(
    ("section", "sample", "besides"),
    [
        ("A problem, as `MeasureOfTiers`", r"\bMeasureOfTiers\b", set()),
        ("A modifier, as `Limited` (`dock högst`, `dock lägst`)", r"\bLimited\b", {"dsl/grammar.lark"}),
        ("A command, as `årshjul`", r'"year_wheel"|^COMMAND = Command\(\s*"årshjul"', set()),
    ],
)
def test_the_list_of_files_is_whole(section: str, sample: str, besides: set[str]) -> None:
    listed = {name for line in SECTIONS[section].splitlines() if line.startswith("- ") for name in LISTED.findall(line)}
    spoken = re.compile(sample, re.MULTILINE)
    found = {
        str(path.relative_to(ROOT))
        for package in ("dsl", "interpreter", "workbench")
        for path in (ROOT / package).rglob("*.py")
        if spoken.search(path.read_text("utf-8"))
    }
    assert listed == found - _MAKES_SOME | besides


def test_what_is_told_to_run_is_there() -> None:
    for name in re.findall(r"(?:python |^ +)((?:tests|\.ci)/[\w./]+)", SECTIONS["Checks"], re.MULTILINE):
        assert (ROOT / name).exists(), name
