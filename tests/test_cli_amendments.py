"""Amendments from the command line: what is in force when, what is said of it, and whose data are read."""

import pytest

from workbench.cli import main

RULES = (
    'regelverk "Stöd"\n    gäller        från och med 2027-01-01\n    beräkningsår  2027\n\n'
    "begrepp\n    parti (partiet, partier, partierna)\n        mandat (mandatet, mandaten): heltal, minst 1\n\n"
    "avsnitt 1\n    partiets stöd (stödet) är 1 kr × mandaten\n"
)
AMENDMENT = (
    'ändring av "{base}" "Höjt stöd"\n    träder i kraft  2028-07-01\n\n'
    "avsnitt 1 ska ha följande lydelse\n\n    avsnitt 1\n        partiets stöd (stödet) är 5 kr × mandaten\n"
)
NOT_YET = "Observera: ”Höjt stöd” träder i kraft först 2028-07-01, men det räknas med den ändringen."
WITHIN = "Observera: ”Höjt stöd” träder i kraft 2028-07-01. Hela året räknas som det ska vara därefter."


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "stöd" / "data").mkdir(parents=True)
    (tmp_path / "stöd" / "2027.regel").write_text(RULES, "utf-8")
    (tmp_path / "stöd" / "data" / "partier.csv").write_text("parti;mandat\nA;2\n", "utf-8")
    return tmp_path / "stöd"


def run(capsys, *arguments):
    code = main([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


@pytest.mark.parametrize(
    ("asked", "value", "remark"),
    [
        ((), "2", ""),
        (("--år", "2027"), "2", ""),
        (("--år", "2028"), "10", WITHIN),
        (("--år", "2029"), "10", ""),
        (("--datum", "2028-06-30"), "2", ""),
        (("--datum", "2028-07-01"), "10", ""),
    ],
)
def test_a_folder_is_computed_with_what_is_in_force(folder, capsys, asked, value, remark):
    (folder / "höjning.andring.regel").write_text(AMENDMENT.format(base="2027.regel"), "utf-8")
    code, answer, remarks = run(capsys, "beräkna", folder, "--format", "csv", *asked)
    assert code == 0
    assert f",A,stöd,value,{value}," in answer
    assert remarks.replace("\n", " ").strip() == remark


@pytest.mark.parametrize(("asked", "remark"), [((), NOT_YET), (("--år", "2028"), WITHIN), (("--år", "2029"), "")])
def test_an_amendment_that_is_named_is_in_force(folder, capsys, asked, remark):
    own = folder / "andring" / "data"
    own.mkdir(parents=True)
    path = folder / "andring" / "höjning.regel"
    path.write_text(AMENDMENT.format(base="../2027.regel"), "utf-8")
    code, answer, remarks = run(capsys, "beräkna", path, "--format", "csv", *asked)
    assert code == 0
    assert ",A,stöd,value,10," in answer
    assert remarks.replace("\n", " ").strip() == remark
    (own / "partier.csv").write_text("parti;mandat\nB;3\n", "utf-8")
    _, answer, _ = run(capsys, "beräkna", path, "--format", "csv", *asked)
    assert ",B,stöd,value,15," in answer
    assert ",A,stöd" not in answer


def test_where_a_section_comes_from_is_told(folder, capsys):
    (folder / "höjning.andring.regel").write_text(AMENDMENT.format(base="2027.regel"), "utf-8")
    _, answer, _ = run(capsys, "visa", folder)
    assert "Höjt stöd" in answer
    _, answer, _ = run(capsys, "förklara", folder, "stöd", "--år", "2029")
    assert "avsnitt 1 (ändrad genom Höjt stöd)" in answer
    wrong = AMENDMENT.format(base="2027.regel").replace("5 kr", "5 kg")
    (folder / "höjning.andring.regel").write_text(wrong, "utf-8")
    code, answer, _ = run(capsys, "kontrollera", folder)
    assert code == 1
    assert "avsnitt 1 (ändrad genom Höjt stöd)" in answer
    assert "höjning.andring.regel:7" in answer


def test_an_amendment_is_laid_out_like_a_regulation(folder, capsys):
    path = folder / "höjning.andring.regel"
    path.write_text(AMENDMENT.format(base="2027.regel").replace("        partiets", "            partiets"), "utf-8")
    code, answer, _ = run(capsys, "formatera", path)
    assert code == 0
    assert answer == f"{path}\n"
    assert path.read_text("utf-8") == AMENDMENT.format(base="2027.regel")


def test_the_table_says_which_amendment_it_is_by(capsys, folder):
    (folder / "höjt.regel").write_text(AMENDMENT.format(base="2027.regel"), "utf-8")
    assert "\nLydelse enligt ”Höjt stöd”\n" in run(capsys, "beräkna", folder, "--år", "2029")[1]
    assert "Lydelse" not in run(capsys, "beräkna", folder, "--år", "2027")[1]
