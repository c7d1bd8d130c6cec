"""Whatever a case comes to can be said of it, of each row of several and of the only one, and what is said holds."""

from fractions import Fraction
from pathlib import Path

import attrs
import pytest

from dsl import nodes
from dsl.formatting import format_regulation
from dsl.pipeline import load_source, with_every_decision
from interpreter.data.assembling import assemble
from interpreter.evaluating.calculation import outcome, prepare, run
from interpreter.examples.testing import run_examples
from interpreter.outcomes import Known
from interpreter.search.cases import Case, Cell, Moment, World, given_of
from interpreter.search.inputs import Input
from workbench.examples.example_text import Telling, example

RULES = """
regelverk "Rader"
    gäller  från och med 2027-01-01

enheter
    mandat

roller
    region (regionen)
    kommun (kommunen)

uppgifter
    pott (potten): kr

begrepp
    parti (partiet, partier, partierna)
        mandat (mandatet, mandaten): heltal mandat, minst 0 mandat
        nytt: ja eller nej

avsnitt 1
    partiets del (delen) är potten / mandaten × 1 mandat
    partiets tillägg (tillägget) är
        5 kr om mandaten är minst 5 mandat
        annars inte reglerat "vad små partier får"
    partiet är stort när mandaten är minst 5 mandat
    partiet är gammalt när partiet är inte nytt
    stora partier (de stora partierna) är antalet partier vars mandat är minst 5 mandat
    halva potten är potten / 2
    partiet är fritt när partiet får "ha kansli"
    partiet är rent när partiet uppfyller "betala tillbaka"
    partiets färg är enligt tabellen
        mandat       | färg
        0–4          | "blå"
        5 eller fler | "röd"

avsnitt 2
    partiet ska "betala tillbaka"
        om mandaten är mindre än 5 mandat
        belopp 5 kr per mandat × mandaten
        omfattning 25 %
        senast den 1 mars
        i delar den 1 januari och den 1 juli, avrundat nedåt till hela kronor, skillnaden läggs på den sista delen
        följs när partiet är nytt
    partiet får "ha kansli"
        om mandaten är minst 5 mandat
    partiet har rätt till "sal"
        om mandaten är minst 1 mandat
        dock inte om någon bedömer "att salen behövs"
    regionen ska "betala ut"
        om mandaten är minst 1 mandat
        belopp partiets del
    kommunen ska "betala ut"
        om mandaten är mindre än 4 mandat
        belopp partiets del
        senast den 1 mars
    kommunen ska "öppna"
        om potten är minst 10 kr
        belopp potten
    partiet är hyresfritt när kommunen ska "betala ut"
"""
ROWS = {"A": (0, None), "B": (3, True), "C": (7, False), "Nya Listan": (12, None)}


def read(text):
    loaded = load_source("rader.regel", text.encode())
    assert [one for one in loaded.problems if getattr(one, "severity", "fel") == "fel"] == []
    return loaded


def case_of(program, rows):
    mandates, new, *_ = program.concepts[0].attributes
    given = {Cell(None, Input(program.inputs[0], None)): Fraction(100)}
    for row in rows:
        for attribute, value in zip((mandates, new), ROWS[row], strict=True):
            if value is not None:
                given[Cell(row, Input(attribute, None))] = value if attribute is new else Fraction(value)
    return Case(Moment(2027), World(tuple(("parti", row) for row in rows), ()), given)


def outcomes(program, case):
    """(symbol, row, outcome) of everything that the rules define."""
    facts, problems = assemble(program, given_of(case))
    assert problems == ()
    calculation = run(prepare(program, facts, case.moment.year), facts)
    for symbol in dict.fromkeys(one.symbol for one in program.definitions):
        for index, row in enumerate(case.world.labels(symbol.concept) if symbol.concept else (None,)):
            yield symbol, row, outcome(calculation, symbol, None if row is None else index)


@pytest.mark.parametrize("rows", [tuple(ROWS), *((row,) for row in ROWS)], ids="+".join)
def test_all_that_comes_out_can_be_said_and_read_back(rows):
    program = with_every_decision(read(RULES)).program
    telling, case = Telling.of(program), case_of(program, rows)
    claims = list(outcomes(program, case))
    assert {type(one) for _, _, one in claims} > {Known}
    made = {claim: example(telling, case, [claim], f"Nr {at}", ()) for at, claim in enumerate(claims)}
    # That some norm speaks of a row has no words of its own, nor what the second role to do the same must do for one
    # row of several.
    unsaid = [(symbol.name, came) for (symbol, _, came), node in made.items() if node is None]
    spoken_of = [name for name, came in unsaid if name.startswith("omfattas av ") and came == Known(True)]
    others = {name for name, _ in unsaid} - {*spoken_of}
    assert spoken_of
    assert {name for name in others if not name.endswith(" (kommun)")} == set()
    assert bool(others) == (len(rows) > 1)

    said = [node for node in made.values() if node is not None]
    tree = read(RULES).tree
    text = format_regulation(attrs.evolve(tree, items=(*tree.items, *said)))
    pasted = read(text)
    assert pasted.tree.items[len(tree.items) :] == tuple(
        attrs.evolve(node, trivia=attrs.evolve(nodes.NO_TRIVIA, blank=True)) for node in said
    )
    verdicts = run_examples(pasted.program, Path())
    assert [one.of.title for one in verdicts if not one.holds] == []
    assert len(verdicts) == len(said)
