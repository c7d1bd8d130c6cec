"""Commands as people give them, run in the process of the test. The fixture `run` is in `conftest.py`."""

from pathlib import Path

import pytest

from workbench.cli import main


class Runner:
    """`run("mandat", file)`: the exit code, what came on standard output, and on standard error."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, *arguments: str | Path) -> tuple[int, str, str]:
        code = main([str(argument) for argument in arguments])
        captured = self.capsys.readouterr()
        return code, captured.out, captured.err
