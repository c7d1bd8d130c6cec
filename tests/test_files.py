"""The one door to files: what is no file is never read, and names are found in whatever form they have."""

import os
import socket
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from test_data import program

from dsl.pipeline import load, load_source
from dsl.text import files
from dsl.text.files import Unread, found, read_file, shown, within
from interpreter.data.files import FORMATS, ignored_files_of, read
from interpreter.data.totals import called_a_sum, summable
from interpreter.elections.files import read_election
from interpreter.evaluating.calculation import calculate
from interpreter.examples.accepted import read_reasons
from interpreter.explaining.needed import needed
from workbench.cli import main
from workbench.documents.extraction import read_document
from workbench.problems.diagnosing import diagnostics
from workbench.problems.words.notes import sentence

RULES = 'regelverk "Påhittat"\n\navsnitt 1\n    stöd (stödet) är 1 kr\n'
FORMS = ("NFC", "NFD")


def pipe(path: Path) -> None:
    os.mkfifo(path)


def link_to_pipe(path: Path) -> None:
    pipe(path.with_name("rör"))
    path.symlink_to("rör")


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def sock(path: Path) -> None:
    # The name of a socket may be no longer than some hundred characters.
    here = os.getcwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(path.name)
    finally:
        os.chdir(here)


KINDS = (pipe, link_to_pipe, device, sock)


# -- what is no file -------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_file_is_read_by_nobody(tmp_path, kind):
    def at(name):
        folder = tmp_path / name.replace(".", "_")
        folder.mkdir()
        kind(folder / name)
        return folder / name

    assert read_file(at("x"), 10) == Unread("special")
    (problem,) = load(at("x.regel")).problems
    assert problem.code == "RV020"
    assert "ingen fil" in diagnostics((problem,), None)[0].headline
    (problem,) = load(at("mapp.regel").parent).problems
    assert problem.code == "RV020"
    assert [(one.code, one.why) for one in read(program(), [at("partier.csv")])[1]] == [("RV501", "special")]
    assert [one.why for one in read_reasons(at("skäl.tsv"))[1]] == ["special"]
    assert [one.why for one in read_election(at("röster.csv"))[1]] == ["special"]
    assert [one.why for one in read_document(str(at("beslut.txt")))[1]] == ["special"]


@pytest.mark.parametrize("command", ["kontrollera", "formatera", "visa", "beräkna", "verifiera"])
def test_commands_end_on_a_pipe(tmp_path, command):
    os.mkfifo(tmp_path / "x.regel")
    done = subprocess.run(
        [sys.executable, "-m", "workbench.cli", command, str(tmp_path / "x.regel")],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert "det är ingen fil utan en enhet, ett rör" in done.stdout + done.stderr


def test_another_file_that_is_none(tmp_path):
    (tmp_path / "a.regel").write_text('ändring av "b.regel" "Ä"\n    träder i kraft  2027-01-01\n', "utf-8")
    pipe(tmp_path / "b.regel")
    assert "RV020" in [one.code for one in load(tmp_path / "a.regel").problems]


def test_why(tmp_path, monkeypatch):
    assert read_file(tmp_path, 10) == Unread("folder")
    assert read_file(tmp_path / "x", 10) == Unread("missing")
    (tmp_path / "x").write_bytes(b"12345")
    assert read_file(tmp_path / "x", 5) == b"12345"
    assert read_file(tmp_path / "x", 4) == Unread("large", 5)
    assert read_file(tmp_path / "x" / "y", 4) == Unread("missing")
    assert read_file("\0", 4) == Unread("missing")
    assert read_file("x" * 5000, 4) == Unread("missing")
    (tmp_path / "rund").symlink_to("rund")
    assert read_file(tmp_path / "rund", 4) == Unread("refused")
    # A file that grows while it is read, and one that is another thing once it is open.
    monkeypatch.setattr(files, "_unfit", lambda *_: None)
    assert read_file(tmp_path / "x", 4) == Unread("large", 5)
    answers = iter((None, Unread("special")))
    monkeypatch.setattr(files, "_unfit", lambda *_: next(answers))
    assert read_file(tmp_path / "x", 4) == Unread("special")


def test_a_large_file_is_not_read(tmp_path):
    """A file of a terabyte with nothing in it."""
    with open(tmp_path / "x.regel", "wb") as stream:
        stream.truncate(2**40)
    (problem,) = load(tmp_path / "x.regel").problems
    assert (problem.code, problem.size) == ("RV002", 2**40)


def test_more_rule_files_than_anybody_has(tmp_path):
    for number in range(101):
        (tmp_path / f"{number}.regel").write_text(RULES, "utf-8")
    (problem,) = load(tmp_path).problems
    assert (problem.code, problem.why) == ("RV468", "many")


def test_a_folder_called_as_a_rule_file(tmp_path):
    (tmp_path / "x.regel").mkdir()
    (problem,) = load(tmp_path).problems
    assert problem.code == "RV450"


# -- names in whatever form ------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_names_are_found_in_every_form(tmp_path, form):
    name = unicodedata.normalize(form, "å/ä/skäl.tsv")
    (tmp_path / name).parent.mkdir(parents=True)
    (tmp_path / name).write_text("slag\tavsnitt\tvad\tskäl\ntäckning\t\tx\tså\n", "utf-8")
    for asked in map(unicodedata.normalize, FORMS, ["å/ä/skäl.tsv"] * 2):
        there = found(str(tmp_path / asked))
        assert there == str(tmp_path / name)
        assert shown(there) == shown(tmp_path / "å/ä/skäl.tsv")
    (reason,) = read_reasons(tmp_path / Path(name).parent)[0]
    assert reason.why == "så"


def test_names_that_are_not_there(tmp_path):
    assert found(str(tmp_path / "å" / "ö")) == str(tmp_path / "å" / "ö")
    assert found("\0") == "\0"
    assert found("") == ""
    assert found("å") == "å"
    assert shown("a\ud800") == "a?"
    assert within(tmp_path / "å") == ()


def test_a_name_in_both_forms_is_the_one_that_is_asked_for(tmp_path):
    for form in FORMS:
        (tmp_path / unicodedata.normalize(form, "å.txt")).touch()
    for form in FORMS:
        name = unicodedata.normalize(form, "å.txt")
        assert found(str(tmp_path / name)) == str(tmp_path / name)
    assert len(within(tmp_path, ".txt")) == 2


@pytest.mark.parametrize("form", FORMS)
def test_a_rule_file_names_another_in_whatever_form(tmp_path, form):
    base = tmp_path / unicodedata.normalize(form, "stöd.regel")
    base.write_text(RULES.replace("\n\n", "\n    gäller  från och med 2026-01-01\n\n", 1), "utf-8")
    amendment = (
        'ändring av "stöd.regel" "Ä"\n    träder i kraft  2027-01-01\n\navsnitt 1 ska ha följande lydelse\n\n'
        "    avsnitt 1\n        stöd (stödet) är 2 kr\n"
    )
    (tmp_path / "a.regel").write_text(amendment, "utf-8")
    assert load(tmp_path / "a.regel").problems == ()


# -- what is told of data --------------------------------------------------------------------------


def told(folder, **tables):
    paths = []
    for name, text in tables.items():
        paths.append(folder / f"{name}.csv")
        paths[-1].write_text(text, "utf-8")
    facts, problems = read(program(), paths)
    assert problems == ()
    return [sentence(note).replace(f"{folder}/", "") for note in facts.notes]


def test_a_sum_that_is_left_out_is_told(tmp_path):
    (line,) = told(tmp_path, partier="parti;mandat\nA;10\nB;15\nSumma;25\n")
    assert line.startswith("partier.csv rad 4: ”Summa” är en summa av raderna. Den stämmer och räknas inte med.")
    assert line.endswith("skriv namnet inom citattecken: ”Summa”.")


def test_the_name_of_the_sum_need_not_stand_first(tmp_path):
    (line,) = told(tmp_path, partier="mandat;parti\n10;A\n15;B\n25;Totalsumma\n")
    assert "”Totalsumma” är en summa" in line


def test_both_sides_of_a_comparison_tell_once(tmp_path, capsys):
    (tmp_path / "a.regel").write_text(NEEDS, "utf-8")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "x.txt").touch()
    (tmp_path / "data" / "partier.csv").write_text("parti;vikt\nA;1\nB;2\nSumma;3\n", "utf-8")
    main(["jämför", str(tmp_path), str(tmp_path / "a.regel"), "--år", "2027"])
    remarks = capsys.readouterr().err
    assert remarks.count("”Summa” är en summa") == 1
    assert remarks.count("x.txt läses inte") == 1


def test_a_row_whose_every_number_is_the_sum_of_the_others_is_told(tmp_path):
    (line,) = told(tmp_path, partier="parti;mandat;vikt\nA;10;1\nB;15;2\nKommunen;25;3\n")
    assert line.startswith("partier.csv rad 4: varje tal för ”Kommunen” är summan av de andra raderna.")
    assert "Kommunen" in str(read(program(), [tmp_path / "partier.csv"])[0].rows["parti"].labels)
    assert told(tmp_path, partier="parti;mandat;vikt\nA;10;1\nB;15;2\n”Kommunen”;25;3\n") == []


@pytest.mark.parametrize(
    "rows",
    [
        "A;10;1\nB;15;2\nC;25;4\n",
        "A;25;3\nB;25;3\n",
        "A;25;3\nB;;\nC;25;3\n",
        "A;;\nB;;\nC;;\n",
        "A;10;1\nB;15;x\nC;25;1\n",
    ],
)
def test_a_row_that_is_no_sum_is_not_told(tmp_path, rows):
    (tmp_path / "partier.csv").write_text(f"parti;mandat;vikt\n{rows}", "utf-8")
    assert read(program(), [tmp_path / "partier.csv"])[0].notes == ()


def test_sums_by_year_that_are_called_something_else(tmp_path):
    rows = "A;2026;1\nB;2026;2\nX;2026;3\nA;2027;10\nB;2027;20\nX;2027;30\n"
    (line,) = told(tmp_path, partier=f"parti;år;förbrukning\n{rows}")
    assert line.startswith("partier.csv rad 4: varje tal för ”X”")
    assert told(tmp_path, partier=f"parti;år;förbrukning\n{rows[:-1]}1\n") == []


def test_the_sheet_and_the_list_are_named(tmp_path):
    path = tmp_path / "a.json"
    path.write_text('{"partier": [{"parti": "A", "mandat": 1}, {"parti": "Summa", "mandat": 1}]}', "utf-8")
    (note,) = read(program(), [path])[0].notes
    assert ", listan partier, rad 2: ”Summa”" in sentence(note)


READ = "Data läses ur csv, xlsx, xls, ods och json."


def test_what_else_stands_among_the_data(tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    for name in ("a.csv", "b.txt", "c", "d.TSV", "e.xyz", ".dold", "~$a.xlsx"):
        (data / name).touch()
    (data / "f").mkdir()
    (data / "g.csv").symlink_to("borta.csv")
    lines = [sentence(note).replace(f"{data}/", "") for note in ignored_files_of([tmp_path, tmp_path / "borta"])]
    assert lines == [
        f"b.txt läses inte: det är en textfil. {READ}",
        f"c läses inte: det är en fil utan ändelse. {READ}",
        f"d.TSV läses inte: det är en textfil med tabbar. {READ} Spara den som csv.",
        f"e.xyz läses inte: det är en fil på .xyz. {READ}",
        "f läses inte: det är en mapp. Lägg filerna direkt i mappen data.",
        "g.csv läses inte: det är ingen fil, eller en länk som inte leder till någon.",
    ]
    assert all(one.strip(".") in lines[0] for one in FORMATS)


# -- where what is missing should stand ------------------------------------------------------------

NEEDS = """regelverk "Prov"

begrepp
    parti (partiet, partier, partierna)
        kostnad (kostnaden): kr, per år
        vikt (vikten): tal
        udda (uddan): tal

§ 1 A
    partiets a är kostnaden × vikten
    partiets b är föregående års kostnad
    partiets c är uddan
"""


def test_the_file_that_lacks_it_is_named(tmp_path):
    """Not the file that happens to be read first: the one that has the column, and where it has no such row just it."""
    program_ = load_source("a.regel", NEEDS.encode()).program
    texts = {
        "kost": "parti;kostnad 2027;kostnad 2020\nA;5;1\nB;;1\n",
        "partier": "parti\nA\nB\nC\n",
        "vikt": "parti;vikt\nA;5\n",
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.csv").write_text(text, "utf-8")
    facts, problems = read(program_, [tmp_path / f"{name}.csv" for name in texts])
    assert problems == ()
    found = {
        (need.cause.symbol.name, need.cause.row): (Path(need.cause.place.file).name, need.cause.place.row)
        for need in needed(calculate(program_, facts, 2027))
    }
    assert found == {
        **{("kostnad", row): ("kost.csv", at) for row, at in (("A", 2), ("B", 3), ("C", None))},
        **{("vikt", row): ("vikt.csv", None) for row in "BC"},
        **{("udda", row): ("partier.csv", at) for row, at in (("A", 2), ("B", 3), ("C", 4))},
    }


def test_a_file_that_the_system_refuses(tmp_path, monkeypatch):
    (tmp_path / "x.regel").write_text(RULES, "utf-8")

    def refuse(*_):
        raise PermissionError

    monkeypatch.setattr(os, "open", refuse)
    (problem,) = load(tmp_path / "x.regel").problems
    assert problem.code == "RV450"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *((one, True) for one in ("Summa", "SUMMA:", "Totalt 2026", "Hela kommunen", "alla partier", "Σ", "s:a")),
        *((one, True) for one in ("Kommunen totalt", "Delsumma", "Samtliga", "Grand Total", "ＳＵＭＭＡ", "Riket")),
        *((one, False) for one in ("", "-", "”Summa”", "Totalförsvaret", "Summasummarum AB", "Allans parti")),
        *((one, False) for one in ("Hela Sverige ska leva partiet", "Helamalmö")),
        ("Alla", True),
        ("Total entreprenad", False),
    ],
)
def test_what_a_sum_is_called(text, expected):
    assert called_a_sum(text) is expected


def test_what_can_be_added_up():
    def of(text):
        attribute = load_source("a.regel", SUMMABLE.format(text).encode()).program.concepts[0].attributes[0]
        return summable(attribute.type)

    assert [of(one) for one in ("kr", "heltal mandat", "tal", "kr/år", "kr/månad")] == [True] * 5
    assert [of(one) for one in ("procent", "promille", "procentenheter", "kr/mandat", "text", "datum")] == [False] * 6


SUMMABLE = """regelverk "Prov"

enheter
    mandat

begrepp
    parti (partiet, partier, partierna)
        xet (xets): {}
        y (yet): tal

§ 1 A
    partiets a är yet
"""
