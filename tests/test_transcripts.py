"""What people read, whole: each `tests/transcripts/CASE/NAME.txt` begins with the command it shows.

REGELVERK stands for the case's folder. Then comes the answer, and what was said beside it on lines beginning with `! `.
"""

import shlex
from pathlib import Path

import pytest

from workbench.cli import main

CASES = Path(__file__).parent / "transcripts"
PROMPT = "$ regelverk "


@pytest.mark.parametrize("file", sorted(CASES.glob("*/*.txt")), ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_transcript(file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The page is 90 columns wide, and no answer is wider unless it is for programs."""
    written = file.read_text("utf-8")
    first = written.partition("\n")[0]
    monkeypatch.setenv("COLUMNS", "90")
    told = f"{first}\n{shown(first, file.parent, capsys)}"
    assert told == written
    if "--format" not in first:
        assert max(len(line) for line in told.splitlines() if not line.startswith("! ")) <= 90


def shown(command: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert command.startswith(PROMPT)
    arguments = [one.replace("REGELVERK", str(folder)) for one in shlex.split(command.removeprefix(PROMPT))]
    main(arguments)
    captured = capsys.readouterr()
    remarks = "".join(f"! {line}\n" for line in captured.err.splitlines())
    return (captured.out + remarks).replace(str(folder), "REGELVERK")
