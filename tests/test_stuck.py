"""What once stopped a command in the program itself, and its neighbours: an answer, or an error that leads on."""

from pathlib import Path

import pytest

from dsl import digits
from workbench.cli import main
from workbench.values.words import listed

HEAD = 'regelverk "Prov"\n\n'
DEFAULT = """begrepp
    parti (partiet, partier, partierna)
        gåva (gåvan): kr, om raden saknas {given}
        mandat (mandatet, mandaten): heltal, minst 0

avsnitt 1
    partiets stöd (stödet) är gåvan × mandaten
"""
READING = """uppgifter
    avgift (avgiften): kr

avsnitt 1
    tolkning avrundning "Avrundas avgiften?"
        exakt:
            grund (grunden) är avgiften
        hela kronor:
            mellanled (mellanledet) är avgiften × 2
            grund (grunden) är mellanledet / 2, avrundat nedåt till hela kronor
        gäller exakt, "källan säger inget om avrundning"
"""
LONG = """uppgifter
    avgift (avgiften): kr
    index (indexet): tal

begrepp
    parti (partiet, partier, partierna)
        vikt (vikten): tal
        förbrukning (förbrukningen): kr

avsnitt 1
    partiets alna är förbrukningen / 0,125 − indexet × (−1 kr), dock lägst avgift / vikten,
        avrundat till hela tiotal kronor, hälften uppåt
"""
POWERS = """uppgifter
    a (a): tal

avsnitt 1
    b (b) är a × a × a × a × a × a × a × a
    c (c) är b × b × b × b × b × b × b × b
    d (d) är c × c × c × c × c × c × c × c
    e (e) är d × d
    h (h) är e / (e + 1)

kontroll "under ett": h är mindre än 1
"""


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    code = main([str(one) for one in arguments])
    told = capsys.readouterr()
    return code, told.out, told.err


def rules(folder: Path, text: str) -> Path:
    file = folder / "regler.regel"
    file.write_text(HEAD + text, "utf-8")
    return file


@pytest.mark.parametrize("given", ["7 kr", "0 kr"])
def test_a_default_is_changed_and_the_case_leaves_it_out(
    given: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = rules(tmp_path, DEFAULT.format(given=given))
    code, told, _ = run(capsys, "mutera", file)
    assert code == 1
    examples = told.split("\n\n")
    (left_out,) = [one for one in examples if f"om raden saknas {given} → gåva (gåvan): kr\n" in one]
    assert "efter ändringen blir det uppgift saknas" in left_out
    assert "gåva" not in left_out.partition("uppgift saknas:")[2]
    # It is taken over, and holds.
    body = left_out.partition("uppgift saknas:")[2].strip("\n")
    lines = "\n".join(f"    {line.strip()}" for line in body.splitlines())
    file.write_text(f'{file.read_text("utf-8")}\nexempel "Utan gåva"\n{lines}\n', "utf-8")
    assert run(capsys, "prova", file)[0] == 0


def test_a_row_of_which_nothing_else_can_be_said_has_no_example(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = DEFAULT.format(given="7 kr").replace("        mandat (mandatet, mandaten): heltal, minst 0\n", "")
    code, told, remarks = run(capsys, "mutera", rules(tmp_path, text.replace(" × mandaten", "")))
    assert (code, remarks) == (1, "")
    assert "Låt ett exempel pröva ”stöd”" in told


@pytest.mark.parametrize(
    ("value", "told"), [("mellanled", "mellanled finns bara i läsningen ”hela kronor”"), ("grund", "")]
)
def test_what_another_reading_defines_is_told(
    value: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, answer, remarks = run(capsys, "förklara", rules(tmp_path, READING), value)
    assert code == (2 if told else 0)
    assert told in remarks
    assert bool(answer) == (not told)


def test_there_is_nothing_to_explain(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, remarks = run(
        capsys, "förklara", rules(tmp_path, "begrepp\n    parti (partiet, partier, partierna)\n"), "något"
    )
    assert code == 2
    assert remarks.endswith("fel: Prov har inga värden.\n")


def test_a_search_may_meet_long_numbers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, answer, _ = run(capsys, "gränsfall", rules(tmp_path, LONG), "--tid", "30")
    assert code == 0
    assert 'exempel "' in answer


@pytest.mark.parametrize("form", [[], ["--format", "json"], ["--format", "csv"]])
def test_long_numbers_are_told(form: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = tmp_path / "uppgifter.csv"
    data.write_text("uppgift,värde\na,1234567\n", "utf-8")
    code, answer, _ = run(capsys, "beräkna", rules(tmp_path, POWERS), "--data", data, "--alla", *form)
    assert code == 0
    assert digits.text(1234567**1024)[:40] in answer.replace("\u00a0", "").replace(" ", "")


def test_many_factors_stop_no_proof(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, answer, _ = run(capsys, "bevisa", rules(tmp_path, POWERS), "--tid", "5")
    assert code in (0, 1)
    assert "under ett" in answer


@pytest.mark.parametrize("number", [0, 7, -7, 10**3999, 10**4000, -(10**4000), 3**20_000, 10**12_000 + 5], ids=range(8))
def test_digits_are_written_and_read(number: int) -> None:
    written = digits.text(number)
    assert digits.whole(written) == number
    length = len(written.removeprefix("-"))
    assert (10 ** (length - 1) <= abs(number) < 10**length) or written == "0"


@pytest.mark.parametrize("typed", ["1", "avsnitt 1", "Regler", "1 Regler", "regler"])
@pytest.mark.parametrize("command", ["visa", "mutera", "gränsfall"])
def test_a_section_is_found_by_number_and_heading(
    command: str, typed: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = rules(tmp_path, "avsnitt 1 Regler\n    a (a) är 5\n\navsnitt Annat\n    b (b) är 6\n")
    asked = [typed] if command == "visa" else ["--avsnitt", typed]
    code, answer, remarks = run(capsys, command, file, *asked)
    assert code != 2, remarks
    assert "b (b)" not in answer
    code, _, remarks = run(capsys, command, file, *(["Inget"] if command == "visa" else ["--avsnitt", "Inget"]))
    assert code == 2
    assert "Avsnitten är: avsnitt 1; Annat." in remarks


def test_of_nothing_nothing_is_listed() -> None:
    assert [listed(texts) for texts in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a och b", "a, b och c"]


@pytest.mark.parametrize(
    "key", ["", "        period: text\n", "        period: heltal\n"], ids=["told", "text", "number"]
)
def test_rows_that_are_named_by_what_is_no_row(key: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`ett för varje parti och period`: every row that is made up for a case has a value of its own."""
    rules = (
        "begrepp\n    parti (partiet, partier, partierna)\n"
        "    resultat (resultatet, resultat, resultaten), ett för varje parti och period\n"
        f"{key}        röster (rösterna): heltal, minst 0\n\n"
        "avsnitt 1\n    partiets stöd (stödet) är summan av partiets resultats röster\n"
        "    partiets andra stöd är\n        5 kr om stödet är mer än 2\n        annars 0 kr\n"
    )
    (tmp_path / "p.regel").write_text(HEAD + rules, "utf-8")
    assert main(["gränsfall", str(tmp_path / "p.regel")]) == 0
    said = capsys.readouterr()
    assert "andra stöd" in said.out + said.err
    assert "programmet självt" not in said.err
