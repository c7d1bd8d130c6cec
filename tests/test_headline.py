"""Which values are told first, and the page that begins with them."""

from pathlib import Path

import pytest

from dsl.pipeline import load_source
from interpreter.data.files import read
from interpreter.evaluating.calculation import Calculation, calculate
from interpreter.explaining.headline import headline, paid_out
from workbench.cli import main
from workbench.values.computed import unsaid

HEAD = """regelverk "Prov"
    beräkningsår 2026

roller
    styrelse (styrelsen)

begrepp
    parti (partiet, partier, partierna)
        moderparti (moderpartiet): ett parti
        mandat (mandatet, mandaten): heltal, minst 0
    kostnad (kostnaden, kostnader, kostnaderna)
        belopp (beloppet): kr

avsnitt 1
"""


def calculated(folder: Path, rules: str, rows: int = 2) -> Calculation:
    program = load_source("a.regel", (HEAD + rules).encode()).program
    assert program is not None, load_source("a.regel", (HEAD + rules).encode()).problems
    lines = ["parti;mandat;moderparti", *("ABCDEFGHIJKLM"[at] + ";5;A" for at in range(rows))]
    (folder / "partier.csv").write_text("\n".join(lines) + "\n", "utf-8")
    facts, problems = read(program, [folder / "partier.csv"])
    assert problems == ()
    return calculate(program, facts, 2026)


STEPS = """
    grund (grunden) är 10 kr
    partiets stöd (stödet) är grunden × mandaten
    partiets mängd (mängden) är mandaten + 1
"""


@pytest.mark.parametrize(
    ("rules", "paid", "first"),
    [
        pytest.param(STEPS, [], ["stöd"], id="money that nothing uses"),
        pytest.param("    partiets mängd är mandaten + 1\n    partiet är stort när mandaten är minst 5\n", [],
                     ["mängd", "stort"], id="no money: all that nothing uses"),
        pytest.param(f"{STEPS}        betalas ut\n".replace("    partiets mängd (mängden) är mandaten + 1\n", ""),
                     ["stöd"], ["stöd"], id="paid out"),
        pytest.param("    grund (grunden) är 10 kr\n        betalas ut\n    partiets stöd är grunden × mandaten\n",
                     ["grund"], ["grund"], id="paid out though it is used"),
        pytest.param(f'{STEPS}    partiet har rätt till "stöd"\n        belopp stödet\n',
                     ["stöd"], ["stöd"], id="a right under the name of its own"),
        pytest.param(f'{STEPS}    partiet har rätt till "stöd"\n        om mandaten är minst 2\n'
                     "        belopp stödet\n", ["stöd"], ["stöd"], id="a right with a condition"),
        pytest.param(f'{STEPS}    partiet har rätt till "stöd"\n        belopp hälften av stödet\n',
                     ['belopp för "stöd"'], ['belopp för "stöd"'], id="a right that is computed"),
        pytest.param(f'{STEPS}    partiet har rätt till "stöd"\n        belopp föregående års bidrag\n'
                     "    årets bidrag (bidraget) är\n        från och med 2020-01-01: 5 kr\n",
                     ['belopp för "stöd"'], ['belopp för "stöd"'], id="a right to what was another year"),
        pytest.param(f'{STEPS}    partiet har rätt till "stöd"\n        belopp moderpartiets stöd\n',
                     ['belopp för "stöd"'], ['belopp för "stöd"'], id="a right to what another row has"),
        pytest.param(f'{STEPS}    partiet har rätt till "stöd"\n        belopp "enligt beslut"\n',
                     [], ["stöd"], id="a right to what is only carried"),
        pytest.param(f'{STEPS}    styrelsen ska "betala"\n        belopp partiets stöd\n',
                     [], ["stöd"], id="a duty names it"),
        pytest.param(f'{STEPS}    styrelsen ska "betala"\n        belopp partiets stöd + 1 kr\n'
                     "        i delar den 1 januari och den 1 juli, avrundat nedåt till hela ören,\n"
                     "            skillnaden läggs på den sista delen\n",
                     [], ['belopp för "betala"'], id="not the parts of an amount"),
        pytest.param('    kostnadens dubbla belopp är beloppet × 2\n        betalas ut\n    grund är 5 kr\n',
                     ["dubbla belopp"], ["grund"], id="paid out to rows that there are none of"),
        pytest.param('    tolkning frågan "Hur?"\n        ja:\n            grund är 5 kr\n                betalas ut\n'
                     '        nej:\n            grund är 6 kr\n        gäller nej, "så"\n    rest är 1 kr\n',
                     [], ["grund", "rest"], id="paid out in a reading that is not in force"),
    ],
)  # fmt: skip
def test_what_is_told_first(rules: str, paid: list[str], first: list[str], tmp_path: Path) -> None:
    calculation = calculated(tmp_path, rules)
    assert sorted(symbol.name for symbol in paid_out(calculation)) == paid
    found = headline(calculation, unsaid(calculation.program))
    assert sorted(symbol.name for symbol in found) == first


def answer(folder: Path, rules: str, data: str, capsys: pytest.CaptureFixture[str], *flags: str) -> str:
    (folder / "a.regel").write_text(HEAD + rules, "utf-8")
    (folder / "partier.csv").write_text(data, "utf-8")
    assert main(["beräkna", str(folder / "a.regel"), "--data", str(folder / "partier.csv"), *flags]) == 0
    return capsys.readouterr().out


DATA = "parti;mandat;moderparti\nA;5;A\nB;2;A\n"


def test_the_answer_is_short(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(tmp_path, STEPS, DATA, capsys) == (
        "Prov, 2026\n"
        "\n"
        "parti       stöd\n"
        "              kr\n"
        "       avsnitt 1\n"
        "A             50\n"
        "B             20\n"
        "summa         70\n"
        "\n"
        "2 värden till, de på vägen bland dem, visas med --alla.\n"
    )


def test_a_value_alone_needs_no_more(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(tmp_path, "    grund är 10 kr\n", DATA, capsys) == "Prov, 2026\n\ngrund  10 kr  avsnitt 1\n"
    more = answer(tmp_path, "    grund är 10 kr\n    partiets mängd är mandaten\n", DATA, capsys)
    assert more.endswith("\n1 värde till, de på vägen bland dem, visas med --alla.\n")


def test_what_stops_the_answer_is_asked_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rules = STEPS + "".join(f'    partiet får "{name}"\n        om mandaten är minst 9\n' for name in "abcdefg")
    told = answer(tmp_path, rules, "parti;mandat;moderparti\nA;5;A\nB;;A\n", capsys).splitlines()
    questions = [line for line in told if line.startswith("•")]
    assert "mandat saknas för B" in questions[0]
    assert len(questions) == 6
    assert "2 till visas med --alla." in told


def test_rows_that_are_lacking_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    both = STEPS + "    kostnadens dubbla är beloppet × 2\n"
    assert "• Data har inga rader för kostnad, så där räknas inget ut.\n" in answer(tmp_path, both, DATA, capsys)
    none = answer(tmp_path, both, "parti;mandat;moderparti\n", capsys)
    assert "• Data har inga rader för parti eller kostnad, så där räknas inget ut.\n" in none


def test_all_of_it_is_there_for_programs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for form in ("json", "csv"):
        plain = answer(tmp_path, STEPS, DATA, capsys, "--format", form)
        assert plain == answer(tmp_path, STEPS, DATA, capsys, "--format", form, "--alla")
        assert all(name in plain for name in ("grund", "stöd", "mängd"))
