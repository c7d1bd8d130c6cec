"""Results as tables, JSON and CSV, from hand-made columns: what is shown, what is summed, how a table is parted."""

import csv
import datetime
import io
import json
from fractions import Fraction
from typing import Any

import attrs
import pytest

from dsl import model, nodes
from dsl.source import Span
from dsl.units import PERCENT, PURE, Unit
from interpreter.outcomes import (
    Conflict,
    Failed,
    Judgement,
    Known,
    Missing,
    NotApplicable,
    Outcome,
    Place,
    Unregulated,
)
from workbench.page.look import Look
from workbench.page.text import as_text
from workbench.results.remarks import remarks
from workbench.results.tables import FIELDS, as_csv, as_json, page
from workbench.values.computed import FOLLOWED, Block, Column, Given, Results, column_heading, records, ruled
from workbench.values.computed import column as made_column

SECTION = model.SectionRef("§ 2", "Stöd", ("§ 2",))
LATER = model.SectionRef("avsnitt Beräkningsgrund", "", ("avsnitt Beräkningsgrund",))
KRONOR = Unit(Fraction(1), (("kr", 1),))
A_YEAR = Unit(Fraction(1), (("kr", 1), ("år", -1)))
A_SEAT = Unit(Fraction(1), (("kr", 1), ("mandat", -1)))
SEATS = Unit(Fraction(1), (("mandat", 1),))
YEARS = Unit(Fraction(1), (("år", 1),))
LABELS = ("Norra", "Södra", "Skogspartiet")
MISSING = Missing(model.Symbol("parti", "mandat"), "Södra", None, SECTION, Place("partier.csv", 3))
ASKED = model.Attribute(
    model.Symbol("kostnad", "behövs"),
    model.Truth(),
    None,
    model.Limits(),
    None,
    False,
    None,
    ("behövs",),
    judge=model.Judge("ordföranden", "bedömer", "att den behövs"),
    span=Span("a.regel", 1, 1, 1, 1),
)
NONE = Failed(frozenset({MISSING}))


def column(
    values: tuple[Any, ...],
    unit: Unit = KRONOR,
    text: str | None = "kr",
    shown: Fraction | None = None,
    name: str = "stöd",
    section: model.SectionRef | None = SECTION,
) -> Column:
    """Numbers are in the unit of the column."""
    outcomes = tuple(
        value if isinstance(value, Known | Failed) else Known(Fraction(value) * unit.factor) for value in values
    )
    return Column(name, model.Number(unit), text, unit.factor, shown, section, outcomes)


def results(*columns: Column, labels: tuple[str, ...] = LABELS, whole: tuple[Column, ...] = ()) -> Results:
    blocks = (Block("parti", labels, (), columns),)
    return Results("Partistöd", None, 2027, (Block(None, (), (), whole), *blocks) if whole else blocks)


def table(*columns: Column, columns_wide: int = 100) -> list[str]:
    """The lines below the title."""
    return as_text(page(results(*columns)), Look(columns_wide)).splitlines()[2:]


def test_a_whole_table() -> None:
    given = attrs.evolve(column((27, 9, 6), SEATS, "mandat", name="mandat"), section=None)
    first = column(("1234.50", "0.25", 7), A_YEAR, "kr/år", name="grundstöd")
    second = column((50, 25, NONE), PERCENT, "%", name="andel", section=LATER)
    block = Block("parti", LABELS, (given,), (first, second))
    whole = column((117034,), KRONOR, "kr", name="basbelopp")
    text = as_text(
        page(Results("Partistöd", "Exempelkommunen", 2027, (Block(None, (), (), (whole,)), block))), Look(100)
    )
    assert text == (
        "Partistöd, 2027\n"
        "Exempelkommunen\n"
        "\n"
        "basbelopp  117 034 kr  § 2\n"
        "\n"
        "parti            mandat  grundstöd            andel\n"
        "                 mandat      kr/år                %\n"
        "              uppgifter  § 2 ─────  avsnitt ───────\n"
        "                                    Beräkningsgrund\n"
        "Norra                27   1 234,50               50\n"
        "Södra                 9       0,25               25\n"
        "Skogspartiet          6       7,00   uppgift saknas\n"
        "summa                42   1 241,75\n"
    )


@pytest.mark.parametrize(
    ("values", "unit", "text", "expected"),
    [
        ((1, 2, 3), KRONOR, "kr", "6"),
        ((1, 2, 3), A_YEAR, "kr/år", "6"),
        ((1, 2, 3), SEATS, "mandat", "6"),
        ((1, 2, 3), PERCENT, "%", None),
        ((1, 2, 3), PURE, None, None),
        ((1, 2, 3), A_SEAT, "kr/mandat", None),
        ((1, 2, 3), YEARS, "år", None),
        ((1, 2, NONE), KRONOR, "kr", "–"),
        (("1/3", "1/3", "1/3"), KRONOR, "kr", "1,00"),
    ],
)
def test_sums_only_what_adds_up(values: tuple[Any, ...], unit: Unit, text: str | None, expected: str | None) -> None:
    last = table(column(values, unit, text))[-1].split()
    assert last == (["summa", expected] if expected is not None else ["Skogspartiet", *last[1:]])


def test_what_does_not_apply_is_left_out_of_the_sum() -> None:
    outside = Failed(frozenset({NotApplicable(SECTION)}))
    assert table(column((1, outside, 2)))[-1].split() == ["summa", "3"]
    assert table(column((1, outside, NONE)))[-1].split() == ["summa", "–"]
    assert table(column((outside, outside, outside)))[-1].split() == ["summa", "–"]


def ruling(*values: "bool | Outcome", name: str = 'får "betalas"', bearer: str | None = None) -> Column:
    """What a norm decides."""
    outcomes = tuple(Known(one) if isinstance(one, bool) else one for one in values)
    truths = ("får", "får inte")
    return Column(name, model.Truth(), None, Fraction(1), None, SECTION, outcomes, truths=truths, bearer=bearer)


def test_what_norms_decide_is_told_in_their_own_words() -> None:
    both = results(ruling(True, False, NONE))
    assert [line.split("  ")[-1].strip() for line in as_text(page(both), Look()).splitlines()[-3:]] == [
        "får",
        "får inte",
        "uppgift saknas",
    ]
    assert [(one.exact, one.shown, one.status) for one in records(both)] == [
        ("ja", "får", "value"),
        ("nej", "får inte", "value"),
        (None, "uppgift saknas", "missing"),
    ]


def test_what_is_decided_alike_for_all_rows_is_said_once() -> None:
    lines = as_text(page(results(column((1, 2, 3)), ruling(False, False, False))), Look()).splitlines()
    assert lines[-2:] == ["parti, alla 3:", "  får inte ”betalas”  § 2"]
    assert not any("får" in line for line in lines[:-2])


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (True, "nämnden får ”betalas”     § 2"),
        (False, "nämnden får inte ”betalas”     § 2"),
        (NONE, "nämnden får ”betalas”  uppgift saknas   § 2"),
    ],
)
def test_what_is_decided_of_somebody_is_a_sentence(value: "bool | Outcome", expected: str) -> None:
    whole = Results("Partistöd", None, None, (Block(None, (), (), (ruling(value, bearer="nämnden"),)),))
    assert as_text(page(whole), Look()).splitlines()[-1] == expected


def test_a_long_text_is_folded_in_its_cell() -> None:
    words = tuple(
        Known(text) for text in ("kort", "samverkan med andra partier eller arvode åt en förtroendevald", "x")
    )
    lines = table(Column("väg", model.Text(), None, Fraction(1), None, SECTION, words))
    assert lines[-4:] == [
        "Norra         kort",
        "Södra         samverkan med andra partier eller",
        "              arvode åt en förtroendevald",
        "Skogspartiet  x",
    ]


def test_judgements_are_told_with_who_gave_them() -> None:
    given = (
        Given("kostnad", "K1", "någon bedömer att den behövs", "ja", "Ada"),
        Given("kostnad", "K2", "någon bedömer att den behövs", "ja", "Ada"),
        Given("kostnad", "K3", "någon bedömer att den behövs", "nej", None),
        Given(None, None, "anslag bestäms av nämnden", "500 kr", "nämnden"),
    )
    whole = attrs.evolve(results(column((1, 2, 3))), judgements=given)
    assert as_text(page(whole), Look()).splitlines()[-7:] == [
        "",
        "Lämnade bedömningar",
        "någon bedömer att den behövs",
        "  ja, enligt Ada: K1, K2",
        "  nej: K3",
        "anslag bestäms av nämnden",
        "  500 kr, enligt nämnden",
    ]
    assert json.loads(as_json(whole))["judgements"][2] == {
        "concept": "kostnad",
        "name": "K3",
        "question": "någon bedömer att den behövs",
        "answer": "nej",
        "by": None,
    }


def test_a_concept_without_rows_is_remarked_on_where_others_have_some() -> None:
    empty = Block("kostnad", (), (), (attrs.evolve(column(()), name="avdrag"),))
    both = attrs.evolve(results(column((1, 2, 3))), blocks=(*results(column((1, 2, 3))).blocks, empty))
    assert remarks(both) == ("Data har inga rader för kostnad, så där räknas inget ut.",)
    assert remarks(attrs.evolve(both, blocks=(empty,))) == ()


def test_one_row_needs_no_sum() -> None:
    assert "summa" not in as_text(page(results(column((5,)), labels=("Norra",))), Look())


def test_what_is_cut_off_is_marked_and_commas_stand_in_line() -> None:
    assert [line[13:] for line in table(column(("1/3", 20, "0.125")))[3:]] == [
        "  0,333…",
        " 20,000",
        "  0,125",
        " 20,458…",
    ]


def test_rounded_figures_that_do_not_add_up_are_told() -> None:
    shown = table(column(("1.40", "1.40", "1.40"), A_YEAR, "kr/år", Fraction(1), "stöd"))
    assert shown[-3] == "summa             4"
    assert shown[-1] == "Summan är av de exakta beloppen. Raderna så som de visas ger stöd 3 kr/år."


def test_a_wide_table_is_parted_and_nothing_is_lost() -> None:
    many = [column((n, n, n), name=f"belopp{n:02}") for n in range(12)]
    lines = table(*many, columns_wide=60)
    assert max(map(len, lines)) <= 60
    assert (
        sum(line.startswith("Skogspartiet") for line in lines) == sum(line.startswith("parti ") for line in lines) > 1
    )
    assert all(f"belopp{n:02}" in "\n".join(lines) for n in range(12))


def test_words_truths_and_dates() -> None:
    words = Column("form", model.Choice(("resa",)), None, Fraction(1), None, SECTION, (Known("resa"),))
    truth = Column("ny", model.Truth(), None, Fraction(1), None, SECTION, (Known(True),))
    day = Column("dag", model.Day(), None, Fraction(1), None, SECTION, (Known(datetime.date(2027, 1, 31)),))
    found = records(results(words, truth, day, labels=("Norra",)))
    assert [(one.exact, one.shown, one.unit) for one in found] == [
        ("resa", "resa", None),
        ("ja", "ja", None),
        ("2027-01-31", "2027-01-31", None),
    ]


@pytest.mark.parametrize(
    ("value", "unit", "text", "shown", "expected"),
    [
        ("467488.45", A_YEAR, "kr/år", Fraction(1), ("467488.45", "467 488", "kr/år")),
        ("2/3", KRONOR, "kr", None, ("2/3", "0,66…", "kr")),
        (25, PERCENT, "%", None, ("25", "25", "%")),
        ("1.5", Unit(Fraction(1000), (("kr", 1),)), "tkr", None, ("1.5", "1,5", "tkr")),
        (-3, PURE, None, None, ("-3", "−3", None)),
    ],
)
def test_figures_are_in_their_unit(
    value: str | int, unit: Unit, text: str | None, shown: Fraction | None, expected: tuple[str, str, str | None]
) -> None:
    (found,) = records(results(column((value,), unit, text, shown), labels=("Norra",)))
    assert (found.exact, found.shown, found.unit) == expected


def test_json_and_csv_hold_the_same_records() -> None:
    both = results(column((1, NONE, "1/3")), whole=(column((5,), name="pott"),))
    whole = json.loads(as_json(both))
    assert (whole["regulation"], whole["year"]) == ("Partistöd", 2027)
    assert whole["results"][0] == {
        "concept": None,
        "name": None,
        "value": "pott",
        "status": "value",
        "exact": "5",
        "shown": "5",
        "unit": "kr",
        "section": "§ 2",
    }
    assert [one["status"] for one in whole["results"]] == ["value", "value", "missing", "value"]
    assert whole["results"][2]["exact"] is None
    assert tuple(whole["results"][0]) == FIELDS
    rows = list(csv.DictReader(io.StringIO(as_csv(both))))
    assert rows == [{key: value or "" for key, value in one.items()} for one in whole["results"]]


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (
            (column((1, NONE, NONE)), column((NONE, NONE, NONE), name="andra")),
            ("5 belopp kan inte räknas ut: mandat saknas för Södra, partier.csv rad 3. Uppgiften behövs i § 2.",),
        ),
        (
            (column((Failed(frozenset({attrs.evolve(MISSING, row=row)})) for row in ("A", "B", "C", "D", "E"))),),
            ("5 belopp kan inte räknas ut: mandat saknas för A, B, C och 2 till. Uppgiften behövs i § 2.",),
        ),
        (
            (column((Failed(frozenset({Unregulated("källan tiger", SECTION)})), 1, 2), PERCENT, "%"),),
            ("1 värde är inte reglerat: källan tiger (§ 2).",),
        ),
        (
            (column((Failed(frozenset({Judgement("lot", ("Norra", "Södra"), SECTION)})), 1, 2)),),
            ("1 belopp kräver bedömning: Norra och Södra är lika, och enligt § 2 avgör lottning mellan dem.",),
        ),
        (
            (ruling(*(Failed(frozenset({Judgement("assessment", (row,), SECTION, ASKED)})) for row in ("A", "B"))),),
            ("2 värden kräver bedömning: ordföranden ska bedöma att den behövs, för A och B (§ 2).",),
        ),
    ],
)
def test_each_reason_is_told_once(columns: tuple[Column, ...], expected: tuple[str, ...]) -> None:
    labels = tuple(str(n) for n in range(len(columns[0].outcomes)))
    assert remarks(results(*columns, labels=labels)) == expected


def test_the_worst_of_several_causes_names_the_status() -> None:
    both = Failed(frozenset({MISSING, Conflict((("a.regel", 3), ("a.regel", 5)), SECTION)}))
    (found,) = records(results(column((both,)), labels=("Norra",)))
    assert (found.status, found.shown) == ("conflict", "motstridigt")


def test_a_prohibition_that_is_followed_does_not_read_as_what_it_prohibits() -> None:
    name = 'uppfyller "betala mer"'
    assert column_heading(name, FOLLOWED) == 'förbudet att "betala mer"'
    assert column_heading(name, ("uppfyllt", "inte uppfyllt")) == name
    assert [ruled(name, FOLLOWED, value) for value in (True, False)] == [
        'följer förbudet att "betala mer"',
        'följer inte förbudet att "betala mer"',
    ]


@pytest.mark.parametrize(
    ("step", "shown_in", "expected"),
    [
        (None, PERCENT, ("100/19", "5,26…", "%")),
        (PERCENT.factor, PERCENT, ("100/19", "5", "%")),
        (PERCENT.factor, None, ("1/19", "0,05", None)),
        (None, None, ("1/19", "0,052…", None)),
    ],
)
def test_a_number_may_be_shown_in_percent(
    step: Fraction | None, shown_in: Unit | None, expected: tuple[str, str, str | None]
) -> None:
    """`visas i procent`, `visas i hela procent`: its unit, and the decimals that it takes where none are named."""
    node = nodes.Text("", span=Span("a.regel", 1, 1, 1, 1))
    symbol = model.Symbol("parti", "andel")
    value = model.Constant(Fraction(1, 19), model.Number(PURE))
    of = model.Definition(symbol, value.type, value, None, step, SECTION, (), None, node, shown_in)
    (found,) = records(results(made_column(of, (Known(Fraction(1, 19)),)), labels=("Norra",)))
    assert (found.exact, found.shown, found.unit) == expected
