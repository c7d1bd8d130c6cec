"""Promises: which rows each is about, what it says of them, and those that every regulation makes."""

from pathlib import Path

import pytest

from dsl import model
from dsl.pipeline import load, load_source
from interpreter.proving.promises import AddsUp, AlwaysClear, NeverFalls, built_in

ROOT = Path(__file__).parent.parent

HEAD = """\
regelverk "Löften"
    gäller        från och med 2024-01-01
    beräkningsår  2024

enheter
    mandat

uppgifter
    pott (potten): kr, minst 0 kr

begrepp
    parti (partiet, partier, partierna)
        mandat (mandatet, mandaten): heltal mandat, minst 1 mandat
    lista (listan, listor, listorna)
        tak (taket): kr, minst 0 kr
        platser (platserna): heltal mandat, minst 0 mandat
    uppdrag (uppdraget, uppdragen)
        parti: ett parti
        lista: en lista
        timmar (timmarna): tal, minst 0

avsnitt 1 Pengar
    partiets ram (ramen) är 100 kr/mandat × mandaten
    listans utrymme (utrymmet) är taket − 1 kr
    uppdragets arvode (arvodet) är 2 kr × timmarna
    hela ramen är summan av partiernas ram
"""


def loaded(*lines):
    return load_source("a.regel", "\n".join((HEAD, *lines, "")).encode())


def promise(*lines):
    (first, *below) = lines
    found = loaded(f'    kontroll "k": {first}', *(f"        {line}" for line in below))
    assert found.program is not None, found.problems
    (one,) = found.program.promises
    return one


@pytest.mark.parametrize(
    ("claim", "concept", "of_input"),
    [
        ("ramen minskar aldrig när mandaten ökar", "parti", "parti"),
        ("partiets ram minskar aldrig när partiets mandat ökar", "parti", "parti"),
        ("ramen minskar aldrig när potten ökar", "parti", None),
        ("potten minskar aldrig när potten ökar", None, None),
        ("hela ramen minskar aldrig när mandaten ökar", None, "parti"),
        ("summan av partiernas ram minskar aldrig när mandaten ökar", None, "parti"),
        ("hela ramen minskar aldrig när potten ökar", None, None),
        ("arvodet + uppdragets partis mandat × 1 kr/mandat ökar aldrig när timmarna minskar", "uppdrag", "uppdrag"),
    ],
)
def test_whose_value_and_whose_input(claim, concept, of_input):
    found = promise(claim)
    assert isinstance(found.claim, model.Monotone)
    assert (found.concept, found.claim.value.concept, found.claim.input.concept) == (concept, concept, of_input)


@pytest.mark.parametrize(
    ("claim", "concept"),
    [
        ("ramen är högst potten", "parti"),
        ("potten är minst 0 kr", None),
        ("hela ramen är högst potten", None),
        ("summan av partiernas ram är hela ramen", None),
        ("partiets ram är högst hela ramen", "parti"),
        # A name of the list is also one of the mission, through its relation: it is said of the list.
        ("listans utrymme är mindre än listans tak", "lista"),
        ("utrymmet är mindre än taket", "lista"),
        ("arvodet är högst listans tak", "uppdrag"),
        ("antalet partier vars mandat är 5 mandat är minst 0", None),
        ("något av partiets uppdrag uppfyller att timmarna är minst 0", "parti"),
    ],
)
def test_which_rows_a_condition_is_about(claim, concept):
    found = promise(claim)
    assert not isinstance(found.claim, model.Monotone)
    assert (found.concept, found.claim.type) == (concept, model.Truth())


def test_the_courses():
    found = promise("ramen ökar aldrig när mandaten minskar")
    assert (found.claim.direction, found.claim.input_direction) == ("rises", "falls")
    found = promise("ramen minskar aldrig när mandaten ökar")
    assert (found.claim.direction, found.claim.input_direction) == ("falls", "rises")


def test_the_lines_below_and_where_it_stands():
    found = promise("ramen är högst potten", "om mandaten är högst 9 mandat", "år 2025", 'utgår från "a.csv"')
    assert (found.title, found.year, found.base_file, found.readings) == ("k", 2025, "a.csv", ())
    assert found.where.concept == "parti"
    assert (found.section.label, found.reading) == ("avsnitt 1", None)
    outermost = loaded('kontroll "k": ramen är högst potten').program.promises[0]
    assert (outermost.section, outermost.where) == (None, None)


def test_a_promise_in_a_reading_is_about_that_one():
    lines = (
        '    tolkning höjning "Hur?"',
        "        ett:",
        "            höjning är 1 kr",
        '            kontroll "a": höjning är minst 1 kr',
        "        två:",
        "            höjning är 2 kr",
        '        gäller ett, "så är det"',
        '    kontroll "b": höjning är minst 1 kr',
        "        läsning höjning: två",
    )
    first, second = loaded(*lines).program.promises
    assert (first.reading, first.readings) == (("höjning", "ett"), (("höjning", "ett"),))
    assert (second.reading, second.readings) == (None, (("höjning", "två"),))


def test_what_only_a_promise_uses_is_used():
    unused = [problem.name for problem in loaded().problems if problem.code == "RV340"]
    found = loaded('kontroll "k": potten är minst 0 kr', 'kontroll "l": arvodet ökar aldrig när potten minskar')
    left = [problem.name for problem in found.problems if problem.code == "RV340"]
    assert set(unused) - set(left) == {"pott"}


# -- built in ------------------------------------------------------------------------------------

RIGHTS = """
    potten fördelas mellan partierna som del (delen)
        resten fördelas lika
    partiet har rätt till "stöd"
        om mandaten är minst 2 mandat
        belopp 5 kr × potten / 1 kr
    partiet har rätt endast till "plats"
        omfattning mandaten
        belopp 1 kr
    partiet får "tala"
        omfattning mandaten
    tolkning höjning "Hur?"
        ett:
            höjning är 1 kr
            partiet har rätt till "mera"
                belopp höjning
        två:
            höjning är 2 kr
            partiet har rätt till "mindre"
                belopp höjning
        gäller ett, "så är det"
    partiet har rätt till "stöd"
        om mandaten är mindre än 2 mandat
        belopp 5 kr
"""


def test_built_in_promises():
    program = loaded(*RIGHTS.splitlines()).program
    found = built_in(program)
    kinds = [type(one) for one in found]
    assert kinds == [AddsUp, *[NeverFalls] * 4, AlwaysClear]
    assert found[0].definition.symbol == model.Symbol("parti", "del")
    assert found[0].sharing.group.concept == "parti"
    rights = [(one.definition.symbol.name, one.claim.input.name, one.norm.content) for one in found[1:5]]
    assert rights == [
        ('belopp för "stöd"', "mandat", "stöd"),
        ('belopp för "plats"', "mandat", "plats"),
        ('omfattning för "plats"', "mandat", "plats"),
        ('belopp för "mera"', "mandat", "mera"),
    ]
    assert {(one.claim.direction, one.claim.input_direction) for one in found[1:5]} == {("falls", "rises")}
    followed = {one.symbol.name for one in found[5].definitions if one.reading is not None}
    assert "höjning" in followed
    assert ("höjning", "två") not in {one.reading for one in found[5].definitions}


def test_a_regulation_without_values_promises_nothing():
    text = b'regelverk "Tomt"\n\navsnitt 1 Text\n    | Text.\n    upplysning\n'
    assert built_in(load_source("a.regel", text).program) == ()


@pytest.mark.parametrize(("folder", "counts"), [("ostersund", (0, 2)), ("vasterbotten", (2, 1))])
def test_built_in_promises_of_the_real_ones(folder, counts):
    found = built_in(load(ROOT / "regulations" / folder).program)
    assert tuple(sum(isinstance(one, kind) for one in found) for kind in (AddsUp, NeverFalls)) == counts
