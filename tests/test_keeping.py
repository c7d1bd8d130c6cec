"""Files that people keep are never written over by an answer, whichever command asks."""

import os
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from test_cli import Runner

from workbench.cli.protected import refused


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Runner:
    return Runner(capsys)


@pytest.fixture
def new(run: Runner, tmp_path: Path) -> Path:
    folder = tmp_path / "nytt"
    assert run("ny", folder).code == 0
    return folder


def other(folder: Path) -> Path:
    """Another regulation, with all that people keep beside its rules."""
    texts = {
        "regler.regel": 'regelverk "Annat"\n',
        "skäl.tsv": "slag\tavsnitt\tvad\tskäl\n",
        "källregister.tsv": "# kommentar\ndokument\tplats\nbeslut 2027.txt\t1\n",
        "klassning.tsv": "x\ty\n",
        "NOTERINGAR.md": "# Noteringar\n",
        "beslut 2027.txt": "Beslutet\n",
        "protokoll.pdf": "%PDF\n",
        "bilaga.docx": "PK\n",
        "tal.csv": "parti;mandat\nA;5\n",
        "data/partier.csv": "parti;mandat\nA;5\n",
        "data/mer.json": '{"partier": [{"parti": "A"}]}',
        "data/bok.xlsx": "PK\n",
    }
    for name, text in texts.items():
        path = folder / "annat" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder / "annat"


KEPT = (
    "regler.regel",
    "skäl.tsv",
    "källregister.tsv",
    "klassning.tsv",
    "NOTERINGAR.md",
    "beslut 2027.txt",
    "protokoll.pdf",
    "bilaga.docx",
    "data/bok.xlsx",
)
DATA = ("tal.csv", "data/partier.csv", "data/mer.json")
# Stands for the file of votes
VOTES = "röster"
COMMANDS: dict[str, Callable[[Path, Path], tuple[object, ...]]] = {
    "ut": lambda rules, out: ("beräkna", rules, "--ut", out),
    "akt": lambda rules, out: ("beräkna", rules, "--akt", out),
    "saknas": lambda rules, out: ("beräkna", rules, "--saknas", "--ut", out),
    "prova": lambda rules, out: ("prova", rules, "--ut", out),
    "mutera": lambda rules, out: ("mutera", rules, "--tid", "1", "--ut", out),
    "gränsfall": lambda rules, out: ("gränsfall", rules, "--tid", "1", "--ut", out),
    "årshjul": lambda rules, out: ("årshjul", rules, "--år", "2027", "--ics", out),
    "jämför": lambda rules, out: ("jämför", rules, rules, "--ut", out),
    "mandat": lambda _, out: ("mandat", VOTES, "--val", "kommun", "--mandat", "31", "--ut", out),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_kept_is_not_written_over(run: Runner, new: Path, tmp_path: Path, command: str) -> None:
    votes = tmp_path / "röster.csv"
    votes.write_text("parti;röster\nA;500\nB;300\n", "utf-8")
    folder = other(tmp_path)
    before = {name: (folder / name).read_bytes() for name in (*KEPT, *DATA)}
    for name in (*KEPT, *DATA):
        link = tmp_path / f"länk-{Path(name).name}.txt"
        link.symlink_to(folder / name)
        for out in (folder / name, link):
            words = COMMANDS[command](new, out)
            done = run(*(votes if word is VOTES else word for word in words))
            assert (done.code, done.answer) == (2, ""), name
            assert "Välj ett annat namn" in done.remarks
    assert {name: (folder / name).read_bytes() for name in before} == before


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("name", ["skäl.tsv", "källregister.tsv", "SKÄL.TSV"])
def test_reasons_and_registers_in_every_form(run: Runner, new: Path, name: str, form: str) -> None:
    """Also one that is not there yet: what is written there would be read as reasons."""
    path = new / unicodedata.normalize(form, name)
    done = run("beräkna", new, "--ut", path)
    assert done.code == 2
    assert "skrivs inte över" in done.remarks
    assert not path.exists()


@pytest.mark.parametrize("name", DATA)
@pytest.mark.parametrize("flag", ["--ut", "--akt"])
def test_data_are_written_over_when_it_is_said(run: Runner, new: Path, tmp_path: Path, name: str, flag: str) -> None:
    path = other(tmp_path) / name
    done = run("beräkna", new, flag, path)
    assert done.code == 2
    assert done.remarks.rstrip().endswith("eller lägg till --skriv-över.")
    assert run("beräkna", new, flag, path, "--skriv-över").code == 0
    assert b"A;5" not in path.read_bytes()
    for kept in KEPT:
        assert run("beräkna", new, flag, tmp_path / "annat" / kept, "--skriv-över").code == 2


def test_seats_are_data(run: Runner, tmp_path: Path) -> None:
    votes, out = tmp_path / "röster.csv", other(tmp_path) / "data" / "mandat.csv"
    votes.write_text("parti;röster\nA;500\nB;300\n", "utf-8")
    seats = ("mandat", votes, "--val", "kommun", "--mandat", "31", "--ut", out)
    assert run(*seats).code == 0
    first = out.read_bytes()
    assert run(*seats).code == 2
    out.write_text("parti;mandat\nA;1\n", "utf-8")
    assert run(*seats, "--skriv-över").code == 0
    assert out.read_bytes() == first


def test_an_answer_may_be_written_anew(run: Runner, new: Path, tmp_path: Path) -> None:
    """Beside the rules too, where data would be kept; a table of data of the same name is none."""
    for form in ("csv", "json", "tabell"):
        out = new / f"svar.{form.replace('tabell', 'txt')}"
        for _ in range(2):
            assert run("beräkna", new, "--format", form, "--ut", out).code == 0
    for _ in range(2):
        assert run("beräkna", new, "--saknas", "--format", "json", "--ut", new / "saknas.json").code == 0
        assert run("beräkna", new, "--saknas", "--format", "csv", "--ut", new / "saknas.csv").code == 0
        assert run("beräkna", new, "--akt", new / "akt.json").code == 0
        assert run("prova", new, "--format", "json", "--ut", new / "prov.json").code == 0
    plain = tmp_path / "utan regler.csv"
    plain.write_text("vad;som;helst\n", "utf-8")
    assert run("beräkna", new, "--ut", plain).code == 0


def test_what_is_read_under_another_name(run: Runner, new: Path, tmp_path: Path) -> None:
    twin = tmp_path / "tvilling.txt"
    os.link(new / "data" / "partier.csv", twin)
    done = run("beräkna", new, "--ut", twin)
    assert (done.code, "läses av regelverket" in done.remarks) == (2, True)


@pytest.mark.parametrize("out", ["/dev/null", "rör"])
def test_a_device_is_no_file(run: Runner, new: Path, tmp_path: Path, out: str) -> None:
    os.mkfifo(tmp_path / "rör")
    done = run("beräkna", new, "--ut", tmp_path / out)
    assert done.code == 2
    assert "ingen vanlig fil" in done.remarks
    assert not Path("/dev/null").is_file()


def test_odd_names(tmp_path: Path) -> None:
    (tmp_path / "mapp").mkdir()
    assert "är en mapp" in str(refused(str(tmp_path / "mapp")))
    assert refused(str(tmp_path / "ny.pdf")) is None
    assert refused(str(tmp_path / "ny.txt")) is None
