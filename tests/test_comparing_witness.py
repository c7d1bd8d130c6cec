"""A case in which two versions differ, where the data show none: looked for, or asked of the solver."""

import datetime
from collections.abc import Iterator
from fractions import Fraction
from itertools import count

import attrs
import pytest

from dsl import model
from dsl.pipeline import load_source
from interpreter.comparing import row_terms, witness
from interpreter.comparing.counterexample import differences_at
from interpreter.comparing.runs import Version
from interpreter.comparing.sensitivity import Study, case_study, studies
from interpreter.facts import Facts, Rows
from interpreter.outcomes import Known, Value

TEXT = """regelverk "Prov"
    beräkningsår 2027

enheter
    mandat

begrepp
    parti (partiet, partier, partierna)
        mandat (mandatet, mandaten): heltal mandat, minst 0 mandat, högst 40 mandat
        kostnad (kostnaden): kr, {cost}
        nytt: ja eller nej
        slag (slaget): ett av liten, mellan eller stor
        dag (dagen): datum
        ort (orten): text
        lån (lånet): heltal tkr, minst 0 tkr
        tillägg (tillägget): kr, minst 5 kr, om raden saknas 0 kr

§ 1 Stöd
    partiets kvot (kvoten) är kostnaden / 7
    partiets stöd (stödet) är {rule}
"""
SYMBOL = model.Symbol("parti", "stöd")


COST = "minst 0 kr, högst 500 000 kr"


def side(rule: str, cost: str = COST, year: int | None = None, **its: Value | None) -> Version:
    """its: what is given instead of what else is; None: not given."""
    loaded = load_source("a.regel", TEXT.format(rule=rule, cost=cost).encode())
    assert loaded.program is not None, loaded.problems
    given: dict[str, Value | None] = {
        "mandat": Fraction(10),
        "kostnad": Fraction(10),
        "nytt": False,
        "slag": "liten",
        "dag": datetime.date(2027, 3, 8),
        "ort": "X",
        "lån": Fraction(1000),
        **its,
    }
    values = {(model.Symbol("parti", name), None): (value,) for name, value in given.items()}
    return Version(loaded.program, Facts({"parti": Rows("parti", ("A",), (None,), values)}, {}), year)


def sides(one: str, other: str, **its: Value | None) -> tuple[Version, Version]:
    return side(one, **its), side(other, **its)


def more(condition: str, **its: Value | None) -> tuple[Version, Version]:
    """1 kr more where this holds."""
    rule = "\n        {} kr om {}\n        annars 0 kr"
    return sides(rule.format(5, condition), rule.format(6, condition), **its)


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


# -- what the solver is told, and what it answers --------------------------------------------------


FAR = "kvoten är mer än 12 345 kr och mandaten är minst 7 mandat"


def told(study: Study, name: str) -> list[tuple[object, object, object, bool]]:
    """Of one input: from, to, the difference, and whether it is so of all in between."""
    (line,) = [line for line in study.lines if line.input.symbol.name == name]
    return [(span.first, span.last, span.low, span.sure) for span in line.spans]


@pytest.mark.parametrize(("place", "by"), [("X", 0), ("Åre", 1)])
def test_a_text_that_the_rules_do_not_name_is_none_of_those_they_do(place: str, by: int) -> None:
    (study,) = studies(*more('kostnaden är mer än 12 345 kr och orten är "Åre"', ort=place), [SYMBOL])
    assert all(sure for *_, sure in told(study, "kostnad"))
    assert told(study, "kostnad")[-1][1:] == (500_000, by, True)
    assert len(told(study, "kostnad")) == 1 + by


def test_a_text_that_is_found_may_be_any_that_the_rules_do_not_name() -> None:
    found = case_of(case_study(*more('orten är inte "Åre" och partiet är nytt', ort="Åre"), SYMBOL))
    assert found["ort"] not in ("Åre", None)
    assert found["nytt"] is True


def test_whole_thousands_are_found_as_such() -> None:
    found = case_of(case_study(*more("lånet är mer än 123 tkr och partiet är nytt"), SYMBOL))
    assert isinstance(found["lån"], Fraction)
    assert found["lån"] > 123_000
    assert found["lån"] % 1000 == 0


POWERS = """1 kr × {}{}
    partiets del (delen) är kostnaden / (1 kr)
    partiets fjärde (fjärdet) är delen × delen × delen × delen
    partiets sextonde (sextondet) är fjärdet × fjärdet × fjärdet × fjärdet"""


@pytest.mark.parametrize(("power", "decided"), [("sextondet", True), ("sextondet × sextondet", False)])
def test_what_the_solver_cannot_decide_is_not_stated(power: str, decided: bool) -> None:
    """More multiplied with each other than it is asked about."""
    before, after = sides(POWERS.format(power, ""), POWERS.format(power, " + 1 kr"))
    (study,) = studies(before, after, [SYMBOL])
    assert told(study, "kostnad") == [(0, 500_000, 1, decided)]
    assert study.lines[0].sure is decided
    assert (case_study(before, after, SYMBOL) is not None) is decided


def test_what_the_solver_knows_too_little_of_is_tried() -> None:
    """Twelve months later is a year later; how long a month is, it does not know."""
    rule = "\n        5 kr om dagen + {} är före den 7 juli 2027\n        annars 6 kr"
    assert case_study(*sides(rule.format("12 månader"), rule.format("1 år")), SYMBOL) is None


# -- cases: of both sides, and as somebody would give them -----------------------------------------


def test_between_two_hundredths_it_is_as_it_was_found() -> None:
    found = case_of(case_study(*more("kvoten är mer än 12 345,0001 kr och kvoten är mindre än 12 345,0002 kr"), SYMBOL))
    assert isinstance(found["kostnad"], Fraction)
    assert Fraction("86415.0007") < found["kostnad"] < Fraction("86415.0014")


def test_what_the_two_sides_declare_otherwise_is_asked_of_the_solver() -> None:
    """A case is what both may be given."""
    rule = "\n        {} kr om kostnaden är mindre än 1 kr\n        annars 0 kr"
    before, after = side(rule.format(5), "minst 0,50 kr"), side(rule.format(6), "minst 0 kr")
    found = case_of(case_study(before, after, SYMBOL, simple=differences_at))
    assert isinstance(found["kostnad"], Fraction)
    assert Fraction("0.5") <= found["kostnad"] < 1


def test_each_side_is_computed_for_its_own_year() -> None:
    rule = f"\n        5 kr om året är minst 2028 och {FAR}\n        annars 0 kr"
    before, after = side(rule, year=2027), side(rule, year=2028)
    study = case_study(before, after, SYMBOL, simple=differences_at)
    found = case_of(study)
    assert study is not None
    assert study.came == (Known(Fraction(0)), Known(Fraction(5)))
    assert isinstance(found["kostnad"], Fraction)
    assert found["kostnad"] > 7 * 12_345


def test_a_value_that_is_called_otherwise_is_asked_of_the_solver() -> None:
    before, after = more(FAR)
    old = model.Symbol("parti", "bidrag")
    text = TEXT.replace("partiets stöd (stödet)", "partiets bidrag (bidraget)")
    loaded = load_source(
        "a.regel", text.format(rule=f"\n        5 kr om {FAR}\n        annars 0 kr", cost=COST).encode()
    )
    assert loaded.program is not None, loaded.problems
    before = attrs.evolve(before, program=loaded.program)
    study = case_study(before, after, SYMBOL, {SYMBOL: old}, simple=differences_at)
    assert study is not None
    assert study.came == (Known(Fraction(5)), Known(Fraction(6)))


def test_time_ends_the_simplest_cases() -> None:
    before, after = more(FAR)
    assert case_study(before, after, SYMBOL, simple=differences_at)
    assert case_study(before, after, SYMBOL, proving=lambda: no_time, simple=differences_at) is None


def test_what_is_computed_alike_has_no_case() -> None:
    assert case_study(*more(FAR), model.Symbol("parti", "kvot"), simple=differences_at) is None


# -- ends, and what lies between -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("costs", "spans"),
    [
        (("minst 0 kr, högst 10 kr", "minst 0 kr, högst 20 kr"), [(0, 10)]),
        (("minst 1 kr, högst 20 kr", "minst 0 kr, högst 10 kr"), [(1, 10)]),
    ],
)
def test_the_ends_are_those_that_both_sides_have(costs: tuple[str, str], spans: list[tuple[int, int]]) -> None:
    (study,) = studies(side("kostnaden + 1 kr", costs[0]), side("kostnaden + 2 kr", costs[1]), [SYMBOL])
    (line,) = study.lines
    assert [(span.first, span.last) for span in line.spans] == spans
    assert line.sure


def test_days_that_were_all_tried_are_sure() -> None:
    (study,) = studies(*more("dagen är tidigast den 7 juli 2027 och dagen är senast den 8 juli 2027"), [SYMBOL])
    before, seventh, eighth, after = (datetime.date(2027, 7, day) for day in (6, 7, 8, 9))
    # Between March and July two were tried, and no more.
    assert told(study, "dag") == [
        (datetime.date(2027, 3, 8), before, 0, False),
        (seventh, eighth, 1, True),
        (after, after, 0, True),
    ]
    assert not study.lines[0].sure


def test_time_that_ends_while_spans_are_made_sure() -> None:
    """What lies far from what is tried is known to the solver alone, and then tried too."""
    before, after = more("kvoten är mer än 12 345 kr och kvoten är mindre än 12 400 kr")
    (whole,) = studies(before, after, [SYMBOL])
    cents = Fraction(1, 100)
    assert told(whole, "kostnad") == [
        (0, 7 * 12_345, 0, True),
        (7 * 12_345 + cents, 7 * 12_400 - cents, 1, True),
        (7 * 12_400, 500_000, 0, True),
    ]

    def stopped() -> Iterator[Study]:
        for allowed in count():
            left = iter([True] * allowed)
            (study,) = studies(before, after, [SYMBOL], pace=lambda *_, left=left: next(left, False))
            yield study
            if not study.stopped:
                return

    *short, last = stopped()
    assert len(short) > 4
    assert all(study.lines == () for study in short)
    assert told(last, "kostnad") == told(whole, "kostnad")


# -- what a difference needs all at once -----------------------------------------------------------


def company_of(before: Version, after: Version) -> tuple[dict[str, tuple[object, object]], bool] | None:
    (study,) = studies(before, after, [SYMBOL])
    if study.together is None:
        return None
    assert study.together.low == 1
    return {one.symbol.name: (first, last) for one, first, last in study.together.parts}, study.together.alone


BOTH = "kostnaden är högst 500 kr och {}"
DAYS = "dagen är tidigast den 7 juli 2027 och dagen är senast den 8 juli 2027"


@pytest.mark.parametrize(
    ("condition", "its", "expected"),
    [
        ("mandaten är högst 12 mandat", {}, ({"mandat": (0, 12)}, True)),
        # Not at 400 kr and 12 mandat.
        ("kostnaden + mandaten × 100 kr / (1 mandat) är högst 1 400 kr", {}, None),
        ("slaget är liten", {}, ({"slag": ("liten", "liten")}, True)),
        # Outside of all days of the two, and not only of the first.
        (
            DAYS,
            {"dag": datetime.date(2027, 7, 8)},
            ({"dag": (datetime.date(2027, 7, 7), datetime.date(2027, 7, 8))}, True),
        ),
        ('orten är "Åre"', {"ort": "Åre"}, ({"ort": ("Åre", "Åre")}, True)),
        # What is so of this place is so of all others but one.
        ('orten är inte "Åre"', {"ort": "annat"}, ({"ort": ("annat", "annat")}, False)),
        # What is computed with where nothing is given may be what cannot be given.
        ("tillägget är högst 8 kr", {"tillägg": Fraction(6)}, ({"tillägg": (5, 8)}, False)),
        ("tillägget är högst 8 kr", {"tillägg": None}, None),
    ],
)
def test_what_takes_several_inputs_at_once(
    condition: str, its: dict[str, Value | None], expected: tuple[dict[str, tuple[object, object]], bool] | None
) -> None:
    wanted = None if expected is None else ({"kostnad": (0, 500), **expected[0]}, expected[1])
    assert company_of(*more(BOTH.format(condition), **its)) == wanted


@pytest.mark.parametrize(
    ("first", "second", "its"),
    [
        ("slaget är liten", "slaget är mellan", {}),
        (
            "dagen är den 7 juli 2027",
            "dagen är den 8 juli 2027",
            {"dag": datetime.date(2027, 7, 7)},
        ),
    ],
)
def test_what_is_so_of_the_first_alone_is_not_said_of_two(first: str, second: str, its: dict[str, Value]) -> None:
    """Where the second gives 1 kr more too, but not with any cost."""
    rule = (
        f"\n        {{0}} kr om kostnaden är mer än 100 kr och {first}"
        f"\n        {{0}} kr om kostnaden är mer än 100 kr och kostnaden är högst 1 000 kr och {second}"
        f"\n        {{1}} kr om kostnaden är mer än 1 000 kr och {second}"
        "\n        annars 0 kr"
    )
    assert company_of(*sides(rule.format(5, 5), rule.format(6, 7), kostnad=Fraction(500), **its)) is None
