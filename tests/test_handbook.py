"""Every example in the handbook is run: it loads without a problem and its examples hold."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dsl.pipeline import load_source
from interpreter.examples.testing import run_examples

HANDBOOK = Path(__file__).parent.parent / "docs" / "handbok"
BLOCK = re.compile(r"^```regel( grund)?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def chapters() -> Iterator[tuple[str, str]]:
    """(name, rule text): the chapter's ground followed by one block."""
    for page in sorted(HANDBOOK.glob("*.md")):
        ground = ""
        for number, match in enumerate(BLOCK.finditer(page.read_text("utf-8")), start=1):
            if match[1]:
                ground = match[2]
            else:
                yield f"{page.stem}-{number}", f"{ground}\n{match[2]}"


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in chapters()])
def test_example_in_the_handbook(text: str) -> None:
    loaded = load_source("handbok.regel", text.encode())
    assert [p for p in loaded.problems if getattr(p, "severity", "fel") == "fel"] == []
    assert loaded.program is not None
    verdicts = run_examples(loaded.program, HANDBOOK)
    assert verdicts, "the block has no example"
    assert [v for v in verdicts if not v.holds] == []
