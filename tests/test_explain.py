"""Derivations told: each `tests/explanations/NAME.regel` has beside it, in NAME.txt, what its first line asks for.

The data of the explanation are those of the file's (first) example.
"""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from dsl.pipeline import load
from interpreter.evaluating.calculation import Calculation, labels, outcome
from interpreter.examples.testing import run_examples
from interpreter.explaining.derivation import Step
from interpreter.explaining.explain import explain
from interpreter.outcomes import Known, Outcome
from workbench.explaining.explanation import page, tell, to_json, why_different
from workbench.page.look import Look
from workbench.page.terminal import plain_spaces
from workbench.page.text import as_text

DATA = Path(__file__).parent / "explanations"
CORPUS = Path(__file__).parent / "corpus"
WIDTH = 96


@pytest.mark.parametrize("file", sorted(DATA.glob("*.regel")), ids=lambda file: file.stem)
def test_explanations(file: Path) -> None:
    assert explained(file) == plain_spaces(file.with_suffix(".txt").read_text("utf-8"))


def explained(file: Path) -> str:
    calculation = calculated(file)
    asked = file.read_text("utf-8").partition("\n")[0].removeprefix("# förklara: ")
    name, _, row = asked.rpartition(" för ") if " för " in asked else (asked, "", "")
    return as_text(page(tell(derived(calculation, name, row or None), calculation.program)), Look(WIDTH))


def calculated(file: Path) -> Calculation:
    program = load(file).program
    assert program is not None, load(file).problems
    (verdict, *_) = run_examples(program, file.parent)
    assert verdict.holds, [finding.actual for finding in verdict.findings] or verdict.problems
    return verdict.findings[0].calculation


def derived(calculation: Calculation, name: str, row: str | None = None, **bounds: int) -> Step:
    symbol = next(symbol for symbol in calculation.plan.active if symbol.name == name)
    index = None if row is None or symbol.concept is None else labels(calculation, symbol.concept).index(row)
    return explain(calculation, symbol, index, **bounds)


# -- bounds --------------------------------------------------------------------------------------


def test_a_long_derivation_is_cut_where_it_says_so() -> None:
    calculation = calculated(DATA / "support.regel")
    step = derived(calculation, "ersättning", "Kristdemokraterna", most_steps=2)
    assert _counts(step) == (2, 3)
    assert "… 2 steg till" in as_text(page(tell(step, calculation.program)), Look(WIDTH))


def test_a_deep_derivation_is_cut_where_it_says_so() -> None:
    calculation = calculated(DATA / "support.regel")
    step = derived(calculation, "ersättning", "Kristdemokraterna", deepest=1)
    assert [use.omitted for use in step.uses] == [2, 0]


def _counts(step: Step) -> tuple[int, int]:
    below = [_counts(use) for use in step.uses]
    return 1 + sum(told for told, _ in below), step.omitted + sum(omitted for _, omitted in below)


# -- other doors ---------------------------------------------------------------------------------


def test_no_line_is_wider_than_asked_for() -> None:
    for file in sorted(DATA.glob("*.regel")):
        calculation = calculated(file)
        for symbol in calculation.plan.active:
            step = explain(calculation, symbol, None if symbol.concept is None else 0)
            for line in as_text(page(tell(step, calculation.program)), Look(100)).splitlines():
                assert len(line) <= 100
                assert line == line.rstrip()


def test_programs_read_the_same_derivation() -> None:
    calculation = calculated(DATA / "support.regel")
    record = to_json(derived(calculation, "årskostnad", "Kristdemokraterna"), calculation.program)
    assert json.loads(json.dumps(record)) == record
    uses = record.pop("uses")
    assert record == {
        "value": "årskostnad",
        "concept": "parti",
        "name": "Kristdemokraterna",
        "year": 2024,
        "section": "avsnitt 3.1",
        "reading": None,
        "status": "value",
        "exact": "297666.3",
        "shown": "297 666,30 kr/år",
        "unit": "kr/år",
        "causes": [],
        "origin": "defined",
        "source": None,
        "formula": "graden × 50 % av riksdagsarvodet × 12 månader/år, ökat med 31,42 %",
        "substituted": ["50 % × 50 % av 75 500 × 12, ökat med 31,42 %", "226 500, ökat med 31,42 %"],
        "reasons": [],
        "repeated": False,
        "omitted": 0,
    }
    assert isinstance(uses, list)
    assert [use["value"] for use in uses] == ["grad", "riksdagsarvode"]
    assert uses[0]["reasons"][:2] == ["5 mandat ligger i raden 4–6", "1–3 gäller inte: 5 mandat är fler än 3"]
    assert uses[0]["uses"][0]["source"] == "support.regel rad 30"


def test_programs_read_why_there_is_no_value() -> None:
    calculation = calculated(DATA / "index-missing.regel")
    record = to_json(derived(calculation, "basbelopp"), calculation.program)
    assert record["status"] == "missing"
    assert record["exact"] is None
    assert record["shown"] == "uppgift saknas"
    assert record["causes"] == ["Höjning år 2028 saknas. Uppgiften behövs i avsnitt 1."]


def test_programs_read_on_which_reading_a_value_stands() -> None:
    calculation = calculated(DATA / "readings.regel")
    record = to_json(derived(calculation, "belopp"), calculation.program)
    question = "Gäller beloppet per år eller för hela perioden?"
    assert record["reading"] == {"question": question, "reading": "periodbelopp"}


@pytest.mark.parametrize(
    ("name", "expected", "headline"),
    [
        ("grad", Known(Fraction(1, 2)), "grad för Kristdemokraterna: väntade 50 %, men det blev 50 %"),
        (
            "grad",
            Known(Fraction(3, 4)),
            "grad för Kristdemokraterna: väntade 75 %, men det blev 50 % (25 procentenheter för lite)",
        ),
        (
            "it-kostnad",
            Known(Fraction(1)),
            "it-kostnad: väntade 1 kr/år, men det blev 8 989 kr/år (8 988 kr/år för mycket)",
        ),
        ("it-kostnad", "inte reglerat", "it-kostnad: väntade inte reglerat, men det blev 8 989 kr/år"),
    ],
)
def test_a_failed_example_says_what_was_expected(name: str, expected: Outcome | str, headline: str) -> None:
    calculation = calculated(DATA / "support.regel")
    step = derived(calculation, name, "Kristdemokraterna")
    assert plain_spaces(why_different(step, expected, calculation.program).headline) == headline


@pytest.mark.parametrize("file", sorted(CORPUS.glob("*/good/*.regel")), ids=lambda file: file.stem)
def test_every_value_of_the_corpus_can_be_explained(file: Path) -> None:
    """Each derivation arrives at what was computed, and every line of it can be told."""
    program = load(file).program
    assert program is not None
    for verdict in run_examples(program, file.parent):
        for finding in verdict.findings[:1]:
            calculation = finding.calculation
            for symbol in calculation.plan.active:
                if symbol.concept is None or labels(calculation, symbol.concept):
                    row = None if symbol.concept is None else 0
                    step = explain(calculation, symbol, row)
                    assert step.outcome == outcome(calculation, symbol, row)
                    assert as_text(page(tell(step, program)), Look(WIDTH)).endswith("\n")
