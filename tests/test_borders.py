"""Cases at the borders: the last day of a dated value, exactly at a floor or ceiling, and what they show of changes."""

from fractions import Fraction
from pathlib import Path

import pytest

from dsl import model
from dsl.pipeline import load_source
from interpreter.comparing.counterexample import difference_in
from interpreter.outcomes import Failed, Known
from interpreter.search.cases import Case, Cell, Moment, World
from interpreter.search.inputs import Input
from workbench.cli import main

RULES = """regelverk "Stöd"
    beräkningsår  2027

begrepp
    parti (partiet, partier, partierna)
        kostnad (kostnaden): kr, minst 0 kr

§ 1 Stöd
    grundbelopp (grundbeloppet) är
        från och med 2024-01-01 till och med 2026-06-30: 1 000 kr
        från och med 2026-07-01 till och med 2028-12-31: 1 200 kr
    partiets bidrag (bidraget) är 50 % av kostnaden, dock lägst 50 000 kr
    partiets tak (taket) är kostnaden, dock högst 700 000 kr
    partiets stöd (stödet) är
        9 kr om 60 % av kostnaden är mer än 123 000 kr
        annars 5 kr
    tolkning fråga "Hur?"
        ena:
            partiets svar (svaret) är kostnaden
        andra:
            partiets mellanled (mellanledet) är kostnaden × 2
            partiets svar (svaret) är mellanledet / 2
        gäller ena, "skäl"
"""


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str]:
    code = main([str(one) for one in arguments])
    return code, capsys.readouterr().out


def test_the_last_day_and_exactly_at_a_limit_are_proposed_and_hold(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "stöd.regel"
    file.write_text(RULES, "utf-8")
    lacking = run(capsys, "prova", file, "--täckning")[1]
    for told in (
        "till och med 2026-06-30: inget exempel där värdet används den sista dagen",
        "till och med 2028-12-31: inget exempel där värdet används den sista dagen",
        "”dock lägst 50 000 kr”: inget exempel där gränsen nås precis",
        "”dock högst 700 000 kr”: inget exempel där gränsen nås precis",
    ):
        assert told in " ".join(lacking.replace("\u00a0", " ").split())
    code, proposed = run(capsys, "gränsfall", file)
    assert code == 0
    assert "datum 2026-06-30" in proposed
    assert "kostnad 100 000 kr" in proposed
    file.write_text(f"{RULES}\n{proposed}", "utf-8")
    code, told = run(capsys, "prova", file, "--minst", "100")
    assert code == 0, told


@pytest.mark.parametrize(
    ("change", "given"),
    [
        ("60 % → 61 %", "kostnad 205 000 kr"),
        ("123 000 kr → 123 001 kr", "kostnad 205 001 kr"),
        ("9 kr → 10 kr", "kostnad 700 001 kr"),
        ("50 % → 51 %", "kostnad 10"),
        ("2024-01-01 → 2023-12-31", "datum 2023-12-31"),
        ("2026-06-30 → 2026-06-29", "datum 2026-06-30"),
        ("2028-12-31 → 2029-01-01", "datum 2029-01-01"),
    ],
)
def test_a_change_at_a_border_is_shown(
    change: str, given: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "stöd.regel"
    file.write_text(RULES, "utf-8")
    told = run(capsys, "mutera", file)[1].replace("\u00a0", " ").split("\n\n")
    (shown,) = [one for one in told if change in one]
    assert "Det här exemplet märker den" in shown
    assert given in shown


# -- cases that are there ------------------------------------------------------------------------


def program(text: str) -> model.Program:
    found = load_source("a.regel", text.encode()).program
    assert found is not None
    return found


def costing(before: model.Program, *kronor: int) -> list[Case]:
    (cost,) = before.concepts[0].attributes
    place = World((("parti", "A"),), ())
    return [
        Case(Moment(2027), place, {Cell("A", Input(cost, None)): Fraction(each)} if each else {}) for each in kronor
    ]


def symbol(name: str) -> model.Symbol:
    return model.Symbol("parti", name)


def test_the_case_that_shows_a_difference_best_is_taken() -> None:
    before, after = program(RULES), program(RULES.replace("mer än 123 000", "mer än 124 000"))
    found = difference_in(before, after, [symbol("bidrag"), symbol("stöd")], costing(before, 100, 206_000, 205_500))
    assert found is not None
    assert (found.symbol, found.row) == (symbol("stöd"), "A")
    assert (found.before, found.after) == (Known(Fraction(9)), Known(Fraction(5)))
    assert found.case.values == costing(before, 206_000)[0].values
    assert difference_in(before, after, [symbol("stöd")], costing(before, 100, 300_000)) is None


def test_what_only_another_reading_defines_shows_nothing() -> None:
    before, after = program(RULES), program(RULES.replace("kostnaden × 2", "kostnaden × 3"))
    assert difference_in(before, after, [symbol("mellanled")], costing(before, 100)) is None


def test_where_no_case_shows_it_well_the_first_is_taken() -> None:
    rule = "    partiets bidrag (bidraget) är 50 % av kostnaden, dock lägst 50 000 kr\n"
    before = program(RULES)
    after = program(RULES.replace(rule, ""))
    gone = difference_in(before, after, [symbol("bidrag")], costing(before, 100))
    assert gone is not None
    assert gone.after is None
    divided = program(RULES.replace(rule, "    partiets bidrag (bidraget) är 1 kr / (kostnaden / (1 kr) − 1)\n"))
    undefined = difference_in(before, divided, [symbol("bidrag")], costing(before, 1))
    assert undefined is not None
    assert isinstance(undefined.after, Failed)
