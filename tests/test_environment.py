"""The same input gives the same bytes: in every locale, in every form of the names of files, wherever it is run."""

import json
import os
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

RULES = """regelverk "Påhittat"
    beräkningsår  2027

begrepp
    parti (partiet, partier, partierna)
        mandat (mandatet, mandaten): heltal
        kostnad (kostnaden): kr

§ 1 Stöd
    partiets stöd är 100 kr × mandaten [1]
    partiets del är 2 × kostnaden

exempel "Ett"
    utgår från "fler-öl.csv"
    då: partiet Örn har stöd 200 kr
"""
AMENDMENT = """ändring av "stöd.regel" "Ändring"
    träder i kraft  2030-01-01

sist införs

    § 2 Annat
        partiets tillägg är 1 kr
"""
FILES = {
    "stöd.regel": RULES,
    "andring-ö.regel": AMENDMENT,
    "skäl.tsv": "slag\tavsnitt\tvad\tskäl\ntäckning\t§ 1\tpåhittat\tdärför\n",
    "data/å.csv": "parti;mandat\nÄlg;5\nÖrn;2\n",
    "data/ä.csv": "parti;kostnad\nÄlg;7\n",
    "data/z.csv": "parti;mandat\nZ;1\n",
    "data/övrigt.txt": "läses inte",
    "fler-öl.csv": "parti;mandat\nÖrn;2\n",
}
ENVIRONMENTS: dict[str, dict[str, str]] = {
    "plain": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "utf-8": {"LC_ALL": "C.utf8"},
    "posix": {"LC_ALL": "POSIX", "PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati"},
    "latin": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "latin-1", "PYTHONHASHSEED": "99"},
    "bare": {},
}
FORMS = ("NFC", "NFD")


def made(folder: Path, form: str) -> Path:
    """The regulation with its names in this form; the folder has one too."""
    home = folder / unicodedata.normalize(form, "regulations/stöd på ö")
    for name, text in FILES.items():
        path = home / unicodedata.normalize(form, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return home


def ran(environment: dict[str, str], folder: Path, *arguments: str) -> tuple[int, bytes, bytes]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "COVERAGE_PROCESS_CONFIG") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-m", "workbench.cli", *(os.fsencode(one) for one in arguments)],
        env={**kept, "PYTHONPATH": str(Path(__file__).parent.parent), **environment},
        cwd=folder,
        capture_output=True,
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


COMMANDS = (
    ("beräkna", "regulations/stöd på ö"),
    ("beräkna", "regulations/stöd på ö", "--saknas"),
    ("förklara", "regulations/stöd på ö", "del", "--för", "Örn", "--format", "json"),
    ("prova", "regulations/stöd på ö", "--täckning"),
    ("beräkna", "regulations/stöd på ö/stöd.regel", "--data", "regulations/stöd på ö/data/å.csv"),
    ("beräkna", "regulations/stöd på ö/finns inte.regel"),
)


def test_the_same_bytes_in_every_environment(tmp_path: Path) -> None:
    for form in FORMS:
        made(tmp_path / form, form)
    first = {command: ran(ENVIRONMENTS["plain"], tmp_path / "NFC", *command) for command in COMMANDS}
    assert b"P\xc3\xa5hittat" in first[COMMANDS[0]][1]
    assert b"\xc3\xb6vrigt.txt l\xc3\xa4ses inte" in first[COMMANDS[0]][2]
    assert b"\xc3\xa4.csv" in first[COMMANDS[1]][1]
    for form in FORMS:
        for name in ENVIRONMENTS if form == "NFD" else ("utf-8", "latin"):
            for command, expected in first.items():
                assert ran(ENVIRONMENTS[name], tmp_path / form, *command) == expected, (form, name, command)


def test_the_same_record_in_every_environment(tmp_path: Path) -> None:
    records = {}
    for form in FORMS:
        home = made(tmp_path / form, form)
        for at, environment in enumerate(ENVIRONMENTS.values()):
            # From another folder each time, and with the record beside or not.
            folder = (tmp_path / form, home, tmp_path)[at % 3]
            out = tmp_path / f"{form}-{at}.json"
            code, _, told = ran(environment, folder, "beräkna", os.path.relpath(home, folder), "--akt", str(out))
            assert code == 0, told
            records[form, at] = out.read_bytes()
    assert len(set(records.values())) == 1
    whole = json.loads(next(iter(records.values())))
    assert [one["name"] for one in whole["data"]] == ["z.csv", "ä.csv", "å.csv"]
    assert {one["name"] for one in whole["rules"]} == {"stöd.regel", "andring-ö.regel"}
    # Each is the same for the files of the other.
    for form in FORMS:
        home = made(tmp_path / form, form)
        for environment in (ENVIRONMENTS["plain"], ENVIRONMENTS["bare"]):
            code, answer, told = ran(environment, tmp_path, "verifiera", str(tmp_path / "NFC-0.json"), str(home))
            assert code == 0, (answer, told)


def test_a_program_that_cannot_be_started_anew_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    from workbench.cli import screen

    tried: list[str] = []

    def refuse(path: str, _: list[str]) -> None:
        tried.append(path)
        raise OSError

    monkeypatch.setattr(os, "execv", refuse)
    monkeypatch.setattr(sys, "getfilesystemencoding", lambda: "ascii")
    screen.start_anew()
    assert tried == [sys.executable]
    monkeypatch.setattr(sys, "getfilesystemencoding", lambda: "utf-8")
    screen.start_anew()
    assert tried == [sys.executable]


@pytest.mark.parametrize("form", FORMS)
def test_a_register_in_every_form(tmp_path: Path, form: str) -> None:
    home = made(tmp_path, form)
    (tmp_path / "beslut-ö.txt").write_text("Stödet är 100 kr.\n", "utf-8")
    told = []
    for environment in (ENVIRONMENTS["plain"], ENVIRONMENTS["utf-8"], ENVIRONMENTS["latin"]):
        code, _, remarks = ran(environment, tmp_path, "källa", "läs", str(home), "beslut-ö.txt")
        assert code == 0, remarks
        (register,) = [one for one in home.iterdir() if unicodedata.normalize("NFC", one.name) == "källregister.tsv"]
        told.append(register.read_bytes())
        # It is found again, whatever form its name has.
        shutil.move(register, home / unicodedata.normalize(form, "källregister.tsv"))
        assert ran(environment, tmp_path, "källa", "kontrollera", str(home), "beslut-ö.txt")[0] == 0
    assert len(set(told)) == 1
