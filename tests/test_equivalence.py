"""Whether two versions of the rules are told to be the same: never where they are not, and of what kinds they are."""

import pytest

from dsl import model
from dsl.comparing.meaning import Numbers, differing, meaning_of
from dsl.pipeline import load_source
from interpreter.comparing import proof
from interpreter.comparing.proof import never_differ

START = """regelverk "Prov"
    gäller        från och med 2027-01-01{until}
    valår         2026, 2030
    beräkningsår  2027

uppgifter
    avdrag (avdraget): heltal, minst 0, högst 100
    höjning (höjningen): procent, minst 0 %, per år
    inköpsdag (inköpsdagen): datum

begrepp
    parti (partiet, partier, partierna)
        mandat (mandatet, mandaten): heltal, minst 1
        nytt: ja eller nej

avsnitt 1 Prov
"""
UNTIL = " till och med 2030-12-31"


def program(rules: str, until: str = UNTIL, start: str = START) -> model.Program:
    text = start.format(until=until) + "".join(f"    {line}\n" for line in rules.splitlines())
    loaded = load_source("a.regel", text.encode())
    assert loaded.program is not None, loaded.problems
    return loaded.program


def same(before: str, after: str, until: str = UNTIL) -> bool:
    one, other = program(before, until), program(after, until)
    return never_differ(one, other, changed(one, other))


def changed(one: model.Program, other: model.Program) -> tuple[model.Symbol, ...]:
    numbers = Numbers()
    keys = differing(meaning_of(one, numbers), meaning_of(other, numbers))
    found = {key[1] for key in keys if key[0] == "value"}
    for kind, name in (key[:2] for key in keys):
        if kind == "scope":
            found |= {each.symbol for each in one.definitions if each.symbol.concept == name}
        if kind == "question":
            found |= {symbol for each in one.interpretations if each.name == name for symbol in each.defines}
    return tuple(each.symbol for each in one.definitions if each.symbol in found)


RAISED = """nivå (nivån) är 100, i {} års nivå, uppräknat varje år från och med {} med höjningen
partiets stöd är nivån × mandaten"""
SHARED = """andelspott (andelspotten) är 101
andelspotten fördelas mellan partierna som andel (andelen)
    {}
    avrundat nedåt till heltal, skillnaden läggs på det parti som har {} mandat, vid lika efter lottning"""
DATED = """nivå (nivån) är
    från och med 2027-01-01: 5
    från och med {}: 7
lön (lönen) är nivån{}
"""
READ = """tolkning fråga "Hur?"
    ena:
        nivå (nivån) är {}
    andra:
        nivå (nivån) är {}
    gäller {}, "skäl"
partiets stöd är nivån × mandaten"""
COVERED = (
    "regelverket omfattar partier vars mandat är minst {} mandat\nantal är antalet partier\npartiets stöd är mandaten"
)

PAIRS = [
    # By the same steps, in every year in force.
    (RAISED.format(2026, 2027), RAISED.format(2025, 2027), True),
    (RAISED.format(2026, 2027), RAISED.format(2026, 2028), False),
    (DATED.format("2028-01-01", ", per den 1 januari"), DATED.format("2028-01-01", ", per den 2 januari"), True),
    (DATED.format("2028-01-02", ", per den 1 januari"), DATED.format("2028-01-02", ", per den 2 januari"), False),
    # By the solver: what is true of numbers, of cases, and of why there is no value.
    (
        "steg är avdraget × 50, avrundat uppåt till närmaste 50",
        "steg är avdraget × 50, avrundat nedåt till närmaste 50",
        True,
    ),
    (
        "steg är avdraget × 50, avrundat uppåt till närmaste 40",
        "steg är avdraget × 50, avrundat nedåt till närmaste 40",
        False,
    ),
    ("rest är avdraget − 1, dock lägst 0", "rest är\n    avdraget − 1 om avdraget är minst 1\n    annars 0", True),
    ("rest är avdraget − 1, dock lägst 0", "rest är avdraget, dock lägst 0", False),
    ("del är 1 / avdraget", "del är\n    1 / avdraget om avdraget är mer än 0\n    annars 1 / (avdraget × 2)", True),
    ("del är 1 / avdraget", 'del är\n    1 / avdraget om avdraget är mer än 0\n    annars inte reglerat "noll"', False),
    ("partiet är stort när mandaten är minst 1", "partiet är stort när mandaten är mer än 0", True),
    ("partiet är stort när mandaten är minst 1", "partiet är stort när mandaten är minst 2", False),
    ("antal är antalet partier vars mandat är minst 1", "antal är antalet partier", True),
    # But for a concept that may have no rows at all.
    ("antal är antalet partier", "antal är antalet partier, dock lägst 1", False),
    ("antal är antalet partier", "antal är antalet partier, dock lägst 0", True),
    # One side lacks it.
    (READ.format(1, 1, "ena"), READ.format(1, 1, "andra"), True),
    (READ.format(1, 2, "ena"), READ.format(1, 2, "andra"), False),
    ("nivå är 1\nsumma är 2", "summa är 2", False),
    # Which rows count is another matter, for all that counts them.
    (COVERED.format(1), COVERED.format("1"), True),
    (COVERED.format(1), COVERED.format(2), False),
    (COVERED.format(1), COVERED.format(1).replace("minst 1", "mer än 0"), True),
    (
        COVERED.format(1).replace("mandat är", "stöd är") + " × 1",
        COVERED.format(1).replace("mandat är", "stöd är") + " / 1",
        True,
    ),
    # Who takes what rounding leaves is not looked into.
    (SHARED.format("resten fördelas lika", "flest"), SHARED.format("resten fördelas lika", "minst"), False),
    (SHARED.format("resten fördelas lika", "flest"), SHARED.format("resten fördelas lika", "flest"), True),
]


@pytest.mark.parametrize(("before", "after", "told"), PAIRS, ids=range(len(PAIRS)))
def test_two_versions(before: str, after: str, told: bool) -> None:
    assert same(before, after) is told


def test_moments_and_readings_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = (program(RAISED.format(year, 2027)) for year in (2026, 2025))
    symbols = changed(one, other)
    assert never_differ(one, other, symbols)
    with monkeypatch.context() as patched:
        patched.setattr(proof, "_MOST_MOMENTS", 3)
        assert not never_differ(one, other, symbols)
    with monkeypatch.context() as patched:
        patched.setattr(proof, "_MOST_YEARS", 3)
        assert not never_differ(one, other, symbols)
    read, again = (program(READ.format(one, 1, "ena")) for one in ("1", "3 − 2"))
    assert never_differ(read, again, changed(read, again))
    monkeypatch.setattr(proof, "_MOST_READINGS", 1)
    assert not never_differ(read, again, changed(read, again))


def test_the_solver_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = (program(f"rest är {rest}") for rest in ("avdraget + avdraget", "avdraget × 2"))
    symbols = changed(one, other)
    assert never_differ(one, other, symbols)
    assert not never_differ(one, other, symbols, lambda _done, _of: False)
    for name, most in (("_MOST_QUESTIONS", 0), ("_MOST_SLOTS", 1)):
        with monkeypatch.context() as patched:
            patched.setattr(proof, name, most)
            assert not never_differ(one, other, symbols)
    monkeypatch.setattr("interpreter.proving.solver.installed", lambda: False)
    assert not never_differ(one, other, symbols)


def test_other_inputs_are_other_rules() -> None:
    one = program("rest är avdraget")
    other = program("rest är avdraget", start=START.replace("högst 100", "högst 99"))
    assert not never_differ(one, other, (model.Symbol(None, "rest"),))


DATED = """belopp (beloppet) är
    från och med 2026-01-01: 5
    från och med 2027-07-01: {}
värde är beloppet, per {}"""


def test_what_depends_on_the_day_that_is_asked_about_is_looked_at_on_every_day() -> None:
    asked = "den dag som frågan gäller"
    assert same(DATED.format(6, asked), DATED.format("3 × 2", asked))
    assert not same(DATED.format(6, asked), DATED.format(7, asked))
    assert not same(DATED.format(6, asked), DATED.format(6, "den 1 mars"))
    # Every day of every year is more than are looked at.
    since = "värde är (hela dagar från 2026-01-01 till den dag som frågan gäller) × {}"
    assert not same(since.format("(2 − 1)"), since.format("1"))


def test_without_a_year_no_day_is_known() -> None:
    start = START.replace("gäller", "# gäller").replace("beräkningsår", "# beräkningsår")
    one, other = (program(f"värde är (den dag som frågan gäller) + {days} dagar", start=start) for days in (1, 2))
    assert not never_differ(one, other, changed(one, other))


def test_without_an_end_of_the_years() -> None:
    """Until nothing that is written has to do with the year any more; never of days, which fall differently then."""
    assert same(RAISED.format(2026, 2027), RAISED.format(2025, 2027), "")
    assert not same(RAISED.format(2026, 2027), RAISED.format(2026, 2031), "")
    late = "nivå är\n    1 om året är minst {}\n    annars 2"
    assert not same(late.format(2034), late.format(2035), "")
    assert same(late.format(2034), "nivå är\n    1 om året är mer än 2033\n    annars 2", "")
    assert same("nivå är föregående års höjning × 2", "nivå är föregående års höjning + föregående års höjning", "")
    turned = "dag är {} arbetsdagar före den 1 mars i år\nvärde är höjningen"
    assert not same(turned.format(2), turned.format(3), "")
