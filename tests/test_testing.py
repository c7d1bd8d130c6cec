"""Examples, published tables and open questions: each text below against what it comes to, in one line each."""

from fractions import Fraction
from pathlib import Path

import pytest

from dsl import model
from dsl.pipeline import load_source
from interpreter.comparing.readings import compare_readings
from interpreter.data.assembling import assemble
from interpreter.data.problems import DataProblem
from interpreter.examples.testing import run_examples
from interpreter.examples.verdicts import Finding, RowVerdict, Sum, TotalVerdict, Verdict
from interpreter.explaining.explain import explain
from interpreter.facts import Given
from interpreter.outcomes import Failed, Known, Outcome, Value

REGULATION = """regelverk "Prov"
    beräkningsår 2024

enheter
    mandat

uppgifter
    påslag (påslaget): kr

begrepp
    parti (partiet, partier, partierna)
        mandat (mandatet, mandaten): heltal mandat, minst 1 mandat
        ort (orten): text
    kostnad (kostnaden, kostnader, kostnaderna)
        parti: ett parti
        belopp (beloppet): kr

avsnitt 1
    tolkning avrundning "Avrundas stödet?"
        exakt:
            partiets grundstöd (grundstödet) är 10,25 kr per mandat × mandaten
            partiets stöd (stödet) är grundstödet + påslaget
        hela kronor:
            partiets stöd (stödet) är 10,25 kr per mandat × mandaten + påslaget, avrundat nedåt till hela kronor
        gäller exakt, "källan säger inget om avrundning"
    tolkning oreglerat "Får alla partier stöd för lokal?"
        alla:
            partiets lokalstöd (lokalstödet) är 5 kr
        stora:
            partiets lokalstöd (lokalstödet) är
                5 kr om mandaten är minst 10 mandat
                annars inte reglerat "källan talar bara om stora partier"
        gäller alla, "så har det varit"

avsnitt 2
    partiet är stort när stödet är mer än 102 kr
    partiets läge (läget) är enligt tabellen
        partiets mandat | läge
        1–3             | "litet"
        4 eller fler    | "stort"
    partiets andel (andelen) är stödet / stödpotten
    stödpott (stödpotten) är summan av partiernas stöd
    partiets utbetalning (utbetalningen) är lokalstödet + stödet
    partiets bidrag (bidraget) är
        5 kr om mandaten är minst 10 mandat
        annars inte reglerat "källan talar bara om stora partier"
    partiets utgift (utgiften) är summan av partiets kostnaders belopp
    partiets Umeåbelopp (Umeåbeloppet) är
        1 kr om orten är "Umeå"
        annars 0 kr
"""


def programmed(text: str = "") -> model.Program:
    loaded = load_source("prov.regel", (REGULATION + "\n" + text).encode())
    assert loaded.program is not None, loaded.problems
    return loaded.program


def verdicts(text: str, base: Path = Path()) -> tuple[Verdict, ...]:
    return run_examples(programmed(text), base)


def told(verdict: Verdict) -> list[str]:
    """`holds` or `fails`, then everything in it that differs, in order."""
    lines = ["holds" if verdict.holds else "fails", *(problem(one) for one in verdict.problems)]
    lines += [finding(one) for one in verdict.findings if not one.agrees]
    for row in verdict.rows:
        lines += row_told(row)
    return lines + ([] if verdict.total is None else total_told(verdict.total))


def problem(one: DataProblem) -> str:
    return f"{Path(one.place.file).name} {one.place.row or '-'} {one.code}"


def finding(one: Finding) -> str:
    name = "condition" if one.symbol is None else one.symbol.name
    section = one.section.label if one.section else "-"
    expected = "true" if one.expected is None and one.outcome is None else one.outcome or value(one.expected)
    return f"{name} {one.row or '-'} {one.index}: {outcome(one.actual)} not {expected}, {section}"


def row_told(row: RowVerdict) -> list[str]:
    return [f"{finding(one)} {one.accepted}" for one in row.findings if one.accepted != "agrees"]


def total_told(total: TotalVerdict) -> list[str]:
    return [f"summa {sum_told(one)}" for one in total.sums]


def sum_told(one: Sum) -> str:
    section = one.section.label if one.section else "-"
    sums = " ".join(outcome(part) for part in (one.of_rounded, one.rounded, one.exact))
    off = f"off {one.off_printed} {one.off_of_rounded} {one.off_rounded}"
    return f"{one.cell.symbol.name}: {one.printed} {sums}, {off}, {section} {one.accepted}"


def outcome(one: Outcome) -> str:
    if isinstance(one, Known):
        return value(one.value)
    return "/".join(sorted(type(cause).__name__ for cause in one.causes)) or "nothing"


def value(one: Value | None) -> str:
    return str(one)


EXAMPLES: dict[str, tuple[str, list[str]]] = {
    "all agree": (
        """
    partiet A har 10 mandat, ort Umeå
    påslag 0 kr
    då: partiet A har stöd 102,5 kr, läge stort
    då: partiets stöd är cirka 103 kr
    då: partiet är stort
    då: partiets stöd är mer än 102 kr
    då: partiets Umeåbelopp är 1 kr
    då: stödpotten är 102,50 kr
""",
        ["holds"],
    ),
    "all differ": (
        """
    partiet B har 1 mandat
    partiet A har 10 mandat
    påslag 0 kr
    då: partiet A har stöd 102 kr, läge litet, inte stort
    då: stödpotten är cirka 112 kr
    då: summan av partiernas stöd är mer än 200 kr
""",
        [
            "fails",
            "stöd A 1: 205/2 not 102, avsnitt 1",
            "läge A 1: stort not litet, avsnitt 2",
            "stort A 1: True not False, avsnitt 2",
            "stödpott - None: 451/4 not 112, avsnitt 2",
            "condition - None: False not true, -",
        ],
    ),
    "what no two sides are compared in": (
        """
    partiet B har 1 mandat
    partiet A har 10 mandat
    påslag 0 kr
    då: något av partierna uppfyller att mandaten är 10 mandat
    då: alla partier uppfyller att mandaten är 10 mandat
""",
        ["fails", "condition - None: False not true, -"],
    ),
    "statuses": (
        """
    läsning oreglerat: stora
    partiet A har 5 mandat
    då: partiets stöd är uppgift saknas
    då: partiets lokalstöd är inte reglerat
    då: partiets lokalstöd är 5 kr
    då: partiets utbetalning är inte reglerat
    då: partiets utbetalning är uppgift saknas
    då: partiets stöd är odefinierat
    då: partiets läge är odefinierat
    då: partiet är stort
""",
        [
            "fails",
            "lokalstöd A 0: Unregulated not 5, avsnitt 1",
            "stöd A 0: Missing not undefined, avsnitt 1",
            "läge A 0: stort not undefined, avsnitt 2",
            "condition A 0: Missing not true, -",
        ],
    ),
    "given values can be told too": (
        """
    partiet A har 5 mandat
    då: partiet A har 6 mandat
""",
        ["fails", "mandat A 0: 5 not 6, -"],
    ),
    "base beside, laid over": (
        """
    utgår från "partier.csv"
    partiet A har 2 mandat
    påslag 0 kr
    då: partiet A har stöd 20,5 kr
    då: partiet B har stöd 30,75 kr
    då: stödpotten är 51,25 kr
""",
        ["holds"],
    ),
    "base in data, without the row": (
        """
    utgår från "2024.json"
    påslag 0 kr
    då: partiet C har stöd 20,5 kr
    då: partiet D har stöd 20,5 kr
""",
        ["fails", "stöd D None: nothing not 41/2, avsnitt 1"],
    ),
    "base that is not there": (
        """
    utgår från "2023.csv"
    då: partiet A har stöd 20,5 kr
""",
        ["fails", "2023.csv - RV501"],
    ),
    "base whose name no file can have": (
        f'''
    utgår från "{"x" * 5000}.csv"
    då: partiet A har stöd 20,5 kr
''',
        ["fails", f"{'x' * 5000}.csv - RV501"],
    ),
    "data that does not hold together": (
        """
    utgår från "partier.csv"
    kostnaden X har parti C, belopp 5 kr
    då: stödpotten är 0 kr
""",
        ["fails", "prov.regel 54 RV551"],
    ),
}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("base")
    (folder / "data").mkdir()
    (folder / "partier.csv").write_text("parti;mandat\nA;1\nB;3\n")
    (folder / "data" / "2024.json").write_text('{"partier": [{"parti": "C", "mandat": 2}]}')
    return folder


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples(base: Path, name: str) -> None:
    text, expected = EXAMPLES[name]
    (verdict,) = verdicts(f'exempel "{name}"{text}', base)
    assert told(verdict) == expected


def test_what_only_another_reading_says_has_no_value() -> None:
    loaded = load_source(
        "prov.regel",
        """regelverk "Prov"

begrepp
    parti (partiet, partier, partierna)
        protokoll: ja eller nej

§ 1 Styrkan
    tolkning krav "Krävs protokoll?"
        med protokoll:
            partiet ska "styrka valet"
                följs när partiet har protokoll
        utan:
            partiet ska "berätta om valet"
        gäller utan, "så står det"

exempel "I den läsning som gäller"
    partiet A har protokoll
    då: partiet A uppfyller "styrka valet"

exempel "I den andra"
    läsning krav: med protokoll
    partiet A har protokoll
    då: partiet A uppfyller "styrka valet"
""".encode(),
    )
    assert loaded.program is not None
    without, with_it = run_examples(loaded.program, Path())
    assert not without.holds
    assert [one.actual for one in without.findings] == [Failed(frozenset())]
    assert with_it.holds


TABLES: dict[str, tuple[str, list[str]]] = {
    "agrees": (
        """
    parti | mandat | stöd
    A     |      2 | 20,5 kr
    B     |      1 | 10 kr
    summa |      3 | 30,5 kr
""",
        [
            "holds",
            "summa mandat: 3 3 3 3, off 0 0 0, - agrees",
            "summa stöd: 61/2 61/2 154/5 123/4, off 0 0 -3/10, avsnitt 1 agrees",
        ],
    ),
    "the sum rounded": (
        """
    parti | mandat | stöd
    A     |      2 | 20,5 kr
    B     |      1 | 10 kr
    summa |      3 | 30,75 kr
""",
        [
            "holds",
            "summa mandat: 3 3 3 3, off 0 0 0, - agrees",
            "summa stöd: 61/2 61/2 123/4 123/4, off 1/4 1/4 0, avsnitt 1 agrees",
        ],
    ),
    "differs": (
        """
    parti | mandat | stöd    | läge
    A     |      2 | 20,4 kr | stort
    B     |      1 | 10 kr   | litet
    summa |      4 | 32 kr   | litet
""",
        [
            "fails",
            "stöd A 0: 41/2 not 102/5, avsnitt 1 differs",
            "läge A 0: litet not stort, avsnitt 2 differs",
            "summa mandat: 3 3 3 3, off 1 1 1, - differs",
            "summa stöd: 152/5 61/2 31 123/4, off 8/5 3/2 1, avsnitt 1 differs",
            "summa läge: None nothing nothing nothing, off None None None, avsnitt 2 differs",
        ],
    ),
    "known errors": (
        """
    parti | mandat | stöd
    A     |      2 | 20,4 kr
        känt fel i källan: stöd ska vara 20,5 kr
    summa |      2 | 21 kr
        känt fel i källan: stöd ska vara 20 kr
""",
        [
            "fails",
            "stöd A 0: 41/2 not 102/5, avsnitt 1 known",
            "summa mandat: 2 2 2 2, off 0 0 0, - agrees",
            "summa stöd: 102/5 41/2 21 41/2, off 3/5 1/2 0, avsnitt 1 gone",
        ],
    ),
    "a known error that is gone": (
        """
    parti | mandat | stöd
    A     |      2 | 20,5 kr
        känt fel i källan: stöd ska vara 20,4 kr
""",
        [
            "fails",
            "stöd A 0: 41/2 not 41/2, avsnitt 1 gone",
        ],
    ),
    "one without a value": (
        """
    parti | mandat | bidrag
    A     |      2 | 5 kr
        känt fel i källan: bidrag ska vara inte reglerat, "litet parti"
    B     |     10 | 5 kr
    summa |     12 | 10 kr
""",
        [
            "fails",
            "bidrag A 0: Unregulated not 5, avsnitt 2 known",
            "summa mandat: 12 12 12 12, off 0 0 0, - agrees",
            "summa bidrag: None Unregulated Unregulated Unregulated, off None None None, avsnitt 2 differs",
        ],
    ),
    "each number of a range": (
        """
    mandat | läge
    1–4    | litet
    4–20   | stort
""",
        [
            "fails",
            "läge mandat 1–4 0: stort not litet, avsnitt 2 differs",
        ],
    ),
    "each number of a range, with named rows": (
        """
    parti | mandat | läge
    A     | 1–4    | litet
    B     | 4–5    | stort
    C     | 9      | stort
""",
        [
            "fails",
            "läge A 0: stort not litet, avsnitt 2 differs",
        ],
    ),
    "no row of data": (
        """
    utgår från "2023.csv"
    parti | mandat | läge
    A     | 1      | litet
""",
        ["fails", "2023.csv - RV501"],
    ),
    "nothing but inputs of the whole": (
        """
    partiet A har 2 mandat
    påslag | stödpott
    1 kr   | 21,5 kr
    2 kr   | 22,5 kr
""",
        ["holds"],
    ),
    "what is not published": (
        """
    utgår från "partier.csv"
    parti | mandat | stöd    | läge
    A     |      – | –       | litet
    B     |        | 30,8 kr |
    summa |      – | 41,1 kr | –
""",
        [
            "holds",
            "summa stöd: None 411/10 41 41, off None 0 1/10, avsnitt 1 agrees",
        ],
    ),
    "a known error excuses its own cell": (
        """
    parti | mandat | stöd    | läge
    A     |      2 | 20,4 kr | stort
        känt fel i källan: stöd ska vara 20,5 kr
""",
        [
            "fails",
            "stöd A 0: 41/2 not 102/5, avsnitt 1 known",
            "läge A 0: litet not stort, avsnitt 2 differs",
        ],
    ),
    "a known error with another figure than comes out": (
        """
    parti | mandat | stöd    | läge
    A     |      2 | 20,4 kr | stort
        känt fel i källan: stöd ska vara 22 kr, "tryckfel"
        känt fel i källan: läge ska vara litet
    summa |      3 | 21 kr   | –
        känt fel i källan: mandat ska vara 2
        känt fel i källan: stöd ska vara 20,4 kr
""",
        [
            "fails",
            "stöd A 0: 41/2 not 102/5, avsnitt 1 differs",
            "läge A 0: litet not stort, avsnitt 2 known",
            "summa mandat: 2 2 2 2, off 1 1 1, - known",
            "summa stöd: 102/5 41/2 21 41/2, off 3/5 1/2 0, avsnitt 1 gone",
        ],
    ),
    "the sum of what has no value": (
        """
    parti | mandat | bidrag | läge
    A     |      2 | –      | –
    B     |     10 | 5 kr   | stort
    summa |     12 | 10 kr  | litet
        känt fel i källan: bidrag ska vara inte reglerat
        känt fel i källan: läge ska vara stort
""",
        [
            "fails",
            "summa mandat: 12 12 12 12, off 0 0 0, - agrees",
            "summa bidrag: None Unregulated Unregulated Unregulated, off None None None, avsnitt 2 known",
            "summa läge: None nothing nothing nothing, off None None None, avsnitt 2 differs",
        ],
    ),
    "several files": (
        """
    utgår från "partier.csv"
    utgår från "2024.json"
    parti | mandat | stöd
    C     | –      | 20,5 kr
    A     | –      | 10,25 kr
    summa | 3      | 30,75 kr
""",
        [
            "holds",
            "summa mandat: None 3 3 3, off None 0 0, - agrees",
            "summa stöd: 123/4 123/4 123/4 123/4, off 0 0 0, avsnitt 1 agrees",
        ],
    ),
    "only computed columns": (
        """
    utgår från "partier.csv"
    parti | läge
    A     | litet
    B     | stort
""",
        [
            "fails",
            "läge B 1: litet not stort, avsnitt 2 differs",
        ],
    ),
}


@pytest.mark.parametrize("name", TABLES)
def test_tables(base: Path, name: str) -> None:
    text, expected = TABLES[name]
    given = "" if "påslag |" in text else "    påslag 0 kr\n"
    (verdict,) = verdicts(f'kontrollräkning "{name}"\n{given}{text[1:]}', base)
    assert told(verdict) == expected


def test_a_base_is_read_once(base: Path) -> None:
    text = 'exempel "{}"\n    utgår från "partier.csv"\n    påslag 0 kr\n    då: stödpotten är {} kr\n'
    one, other = verdicts(text.format("ett", 41) + "\n" + text.format("två", 42), base)
    assert (told(one), told(other)) == (["holds"], ["fails", "stödpott - None: 41 not 42, avsnitt 2"])


def test_a_difference_can_be_explained() -> None:
    text = 'exempel "fel"\n    partiet B har 1 mandat\n    partiet A har 5 mandat\n    påslag 0 kr\n'
    (verdict,) = verdicts(text + "    då: partiet A har stöd 5 kr\n")
    (different,) = verdict.findings
    assert different.symbol is not None
    step = explain(different.calculation, different.symbol, different.index)
    assert (step.row, step.outcome) == ("A", Known(Fraction(205, 4)))


# -- open questions --------------------------------------------------------------------------------


def given(row: str | None, name: str, amount: int) -> Given:
    concept = None if row is None else "parti"
    return Given(concept, row, model.Symbol(concept, name), None, Fraction(amount), None)


def moved(data: list[Given]) -> list[str]:
    """What every reading that is not in force moves, a line for the reading, each value and each row."""
    program = programmed()
    facts, problems = assemble(program, data)
    assert not problems
    lines = []
    for question in compare_readings(program, facts, None, None):
        for reading in question.readings:
            if reading.in_force:
                assert reading.moves == ()
                continue
            lines.append(f"{question.interpretation.name}: {reading.name}")
            for move in reading.moves:
                marks = " final" * move.final + " money" * move.money
                totals = f"{move.total_before} {move.total_after} {move.difference}"
                lines.append(f"  {move.before.symbol.name}{marks}: {totals}")
                lines += [
                    f"    {row.row or '-'}: {outcome(row.before)} {outcome(row.after)} {row.difference}"
                    for row in move.rows
                ]
    return lines


def test_compare_readings() -> None:
    data = [given("A", "mandat", 10), given("B", "mandat", 2), given(None, "påslag", 0)]
    assert moved(data) == [
        "avrundning: hela kronor",
        "  stöd money: 123 122 -1",
        "    A: 205/2 102 -1/2",
        "    B: 41/2 20 -1/2",
        "  stort final: None None None",
        "    A: True False None",
        "    B: False False None",
        "  andel final: 1 1 0",
        "    A: 5/6 51/61 1/366",
        "    B: 1/6 10/61 -1/366",
        "  stödpott money: 123 122 -1",
        "    -: 123 122 -1",
        "  utbetalning final money: 133 132 -1",
        "    A: 215/2 107 -1/2",
        "    B: 51/2 25 -1/2",
        "oreglerat: stora",
        "  lokalstöd money: 10 None None",
        "    A: 5 5 0",
        "    B: 5 Unregulated None",
        "  utbetalning final money: 133 None None",
        "    A: 215/2 215/2 0",
        "    B: 51/2 Unregulated None",
    ]


def test_nothing_moves_without_rows() -> None:
    assert moved([given(None, "påslag", 0)]) == ["avrundning: hela kronor", "oreglerat: stora"]


def test_no_questions() -> None:
    loaded = load_source("tom.regel", b'regelverk "Tom"\n\navsnitt 1\n    grund (grunden) \xc3\xa4r 5 kr\n')
    assert loaded.program is not None
    facts, _ = assemble(loaded.program, [])
    assert compare_readings(loaded.program, facts, None, None) == ()
