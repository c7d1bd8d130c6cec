"""The command line as people meet it: wrong use in Swedish, streams, exit codes, and the files it writes."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from workbench.cli import main
from workbench.cli.files import write

ROOT = Path(__file__).parent.parent
OSTERSUND = str(ROOT / "regulations/ostersund")


class Run:
    """What one command gave. answer: standard output; remarks: standard error."""

    def __init__(self, code: int, answer: str, remarks: str) -> None:
        self.code = code
        self.answer = answer
        self.remarks = remarks


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> "Runner":
    return Runner(capsys)


class Runner:
    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, *arguments: str | Path) -> Run:
        code = main([str(argument) for argument in arguments])
        captured = self.capsys.readouterr()
        return Run(code, captured.out, captured.err)


def process(*arguments: str, environment: Mapping[str, str] | None = None, **rest: object) -> Run:
    """In a process of its own, where the streams and the locale are what they are."""
    done = subprocess.run(
        [sys.executable, "-m", "workbench.cli", *arguments],
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        check=False,
        timeout=60,
    )
    return Run(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


# -- wrong use -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("räkna",), "fel: Kommandot räkna finns inte. Menade du beräkna?"),
        (("--vers",), "fel: Flaggan --vers finns inte. Menade du --version?"),
        (("--version=3",), "fel: Flaggan --version tar inget värde."),
        (("beräkna",), "fel: REGELVERK saknas: en regelfil eller en mapp."),
        (("beräkna", OSTERSUND, "till"), "fel: till är ett argument för mycket."),
        (("beräkna", OSTERSUND, "--fromat", "json"), "fel: Flaggan --fromat finns inte. Menade du --format?"),
        (("beräkna", OSTERSUND, "--format", "jsn"), "Välj tabell, json eller csv. Menade du json?"),
        (("beräkna", OSTERSUND, "--år"), "fel: Flaggan --år ska följas av ett värde: ÅÅÅÅ."),
        (("beräkna", OSTERSUND, "--år", "24"), "fel: --år: '24' är inte ett årtal. Skriv fyra siffror"),
        (("beräkna", OSTERSUND, "--datum", "2024-02-30"), "fel: --datum: '2024-02-30' är inte ett datum."),
        (("beräkna", OSTERSUND, "--data", OSTERSUND), "är en mapp. Här väntas en fil"),
        (("beräkna", OSTERSUND, "--data", "ingen.csv"), "fel: --data: 'ingen.csv' finns inte."),
        (("beräkna", OSTERSUND, "--ut", OSTERSUND), "är en mapp. Här väntas namnet på en fil."),
        (("beräkna", str(ROOT / "regulations/ostersnd")), "Menade du"),
        (("beräkna", "a\0b"), "finns inte."),
        (("ny", __file__), "är en fil. Här väntas namnet på en ny mapp."),
        (("kontrollera",), "fel: REGELVERK saknas: en eller flera regelfiler eller mappar."),
    ],
)
def test_wrong_use_is_told_in_swedish(run: Runner, arguments: tuple[str, ...], expected: str) -> None:
    done = run(*arguments)
    assert done.code == 2
    assert done.answer == ""
    assert expected in done.remarks
    assert "Användning: regelverk" in done.remarks
    assert "--help" in done.remarks
    for english in ("Error", "Usage", "Try", "Invalid", "No such", "Did you mean"):
        assert english not in done.remarks


def test_without_a_command_the_help_is_a_remark(run: Runner) -> None:
    done = run()
    assert (done.code, done.answer) == (2, "")
    assert "Kommandon:" in done.remarks


COMMANDS = ("beräkna", "förklara", "visa", "kontrollera", "prova", "formatera", "tolkningar", "ny")


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("flag", ["--help", "--hjälp", "--hjalp", "-h"])
def test_every_command_has_help_in_swedish(run: Runner, command: str, flag: str) -> None:
    done = run(command, flag)
    assert (done.code, done.remarks) == (0, "")
    assert done.answer.startswith(f"Användning: regelverk {command} ")
    assert "Argument:" in done.answer
    assert "Visa den här hjälpen." in done.answer
    assert max(map(len, done.answer.splitlines())) <= 100
    for english in ("Options", "Usage", "Show this", "default", "required"):
        assert english not in done.answer


def test_help_lists_every_command(run: Runner) -> None:
    done = run("--help")
    assert all(f"\n  {command} " in done.answer for command in COMMANDS)


@pytest.mark.parametrize("spelling", ["berakna", "bera\u0308kna", "beräkna"])
def test_accents_are_optional(run: Runner, spelling: str) -> None:
    assert run(spelling, "--help").answer.startswith("Användning: regelverk beräkna")


def test_help_imports_nothing_heavy() -> None:
    code = "import sys; from workbench.cli import main; main(['--help']); print(sorted(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=ROOT, check=True)
    for heavy in ("lark", "numpy", "rich", "attr", "attrs", "python_calamine", "dsl", "interpreter"):
        assert f"'{heavy}'" not in done.stderr.decode()


# -- streams -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"},
    ],
)
def test_output_is_utf8_whatever_the_locale(environment: Mapping[str, str]) -> None:
    done = process("beräkna", "--hjälp", environment=environment)
    assert done.code == 0
    assert "Räknar ut" in done.answer


def test_a_closed_pipe_is_nobodys_problem() -> None:
    command = f"{sys.executable} -m workbench.cli visa {OSTERSUND} | true; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, check=False, timeout=60)
    assert done.stderr == b""
    assert done.returncode in (0, 141)


def test_an_interrupt_is_one_line(monkeypatch: pytest.MonkeyPatch, run: Runner) -> None:
    def interrupted(_arguments: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("workbench.cli.commands.run", interrupted)
    done = run("visa", OSTERSUND)
    assert (done.code, done.remarks) == (130, "\nAvbrutet.\n")


# -- writing -------------------------------------------------------------------------------------


def test_a_file_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "svar.csv"
    path.write_text("gammalt")
    path.chmod(0o640)
    write(str(path), "nytt å\n")
    assert path.read_bytes() == "nytt å\n".encode()
    assert path.stat().st_mode & 0o777 == 0o640
    assert os.listdir(tmp_path) == ["svar.csv"]


def test_a_link_is_followed(tmp_path: Path) -> None:
    path, link = tmp_path / "svar", tmp_path / "länk"
    path.write_text("gammalt")
    link.symlink_to(path)
    write(str(link), "nytt")
    assert link.is_symlink()
    assert path.read_text() == "nytt"


def test_a_write_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "svar"
    path.write_text("gammalt")

    def refuse(_from: str, _to: str) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(PermissionError):
        write(str(path), "nytt")
    assert (path.read_text(), os.listdir(tmp_path)) == ("gammalt", ["svar"])
