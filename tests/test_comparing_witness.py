"""A case in which two versions differ, where the data show none: looked for, or asked of the solver."""

import datetime
from fractions import Fraction

import pytest

from dsl import model
from dsl.pipeline import load_source
from interpreter.comparing import row_terms, witness
from interpreter.comparing.counterexample import differences_at
from interpreter.comparing.runs import Version
from interpreter.comparing.sensitivity import Study, case_study, studies
from interpreter.facts import Facts, Rows

TEXT = """regelverk "Prov"
    beräkningsår 2027

enheter
    mandat

begrepp
    parti (partiet, partier, partierna)
        mandat (mandatet, mandaten): heltal mandat, minst 0 mandat, högst 40 mandat
        kostnad (kostnaden): kr, minst 0 kr, högst 500 000 kr
        nytt: ja eller nej
        slag (slaget): ett av liten eller stor
        dag (dagen): datum
        ort (orten): text

§ 1 Stöd
    partiets kvot (kvoten) är kostnaden / 7
    partiets stöd (stödet) är {rule}
"""
SYMBOL = model.Symbol("parti", "stöd")


def sides(one: str, other: str) -> tuple[Version, Version]:
    made = []
    for rule in (one, other):
        loaded = load_source("a.regel", TEXT.format(rule=rule).encode())
        assert loaded.program is not None, loaded.problems
        given = {
            "mandat": Fraction(10),
            "kostnad": Fraction(10),
            "nytt": False,
            "slag": "liten",
            "dag": datetime.date(2027, 3, 8),
            "ort": "X",
        }
        values = {(model.Symbol("parti", name), None): (value,) for name, value in given.items()}
        made.append(Version(loaded.program, Facts({"parti": Rows("parti", ("A",), (None,), values)}, {}), None))
    return made[0], made[1]


def no_time(_done: int, _of: int) -> bool:
    return False


def case_of(found: Study | None) -> dict[str, object]:
    assert found is not None
    assert found.came is not None
    assert found.came[0] != found.came[1]
    return {one.input.symbol.name: one.value for _, one in found.case}


RULES = [
    f"5 kr om {first} och {second}\n        annars 0 kr"
    for first, second in (
        ("kvoten är mer än 12 345 kr", "mandaten är minst 7 mandat"),
        ("slaget är stor", "partiet är nytt"),
        ("dagen är senast den 7 juli 2027", "mandaten är högst 3 mandat"),
        ('orten är "Åre"', "partiet är nytt"),
    )
]


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("asked", [False, True])
def test_a_case_is_found(rule: str, asked: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """By trying, and by the solver alone."""
    monkeypatch.setattr(witness, "_FIRST", 0 if asked else 400)
    before, after = sides(f"\n        {rule}", f"\n        {rule.replace('5 kr om', '6 kr om')}")
    assert case_of(case_study(before, after, SYMBOL, simple=differences_at))
    # The same without a solver, where trying is enough; else none is known.
    monkeypatch.setattr(row_terms, "installed", lambda: False)
    assert (case_study(before, after, SYMBOL, simple=differences_at) is None) or not asked


def test_none_is_made_up() -> None:
    before, after = sides("1 kr × mandaten / (1 mandat)", "2 kr × mandaten / (2 mandat)")
    assert case_study(before, after, SYMBOL, simple=differences_at) is None
    assert case_study(before, after, SYMBOL, proving=lambda: no_time) is None


def test_without_the_solver_what_was_tried_is_no_range(monkeypatch: pytest.MonkeyPatch) -> None:
    before, after = sides("kostnaden, dock högst 12 345 kr", "kostnaden, dock högst 12 400 kr")
    (study,) = studies(before, after, [SYMBOL])
    assert [line.sure for line in study.lines] == [True]
    monkeypatch.setattr(row_terms, "installed", lambda: False)
    (study,) = studies(before, after, [SYMBOL])
    assert [line.sure for line in study.lines] == [False]
    # Nor where time is out.
    monkeypatch.undo()
    (study,) = studies(before, after, [SYMBOL], proving=lambda: no_time)
    assert [line.sure for line in study.lines] == [False]
