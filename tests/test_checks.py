"""What the whole-program checks find, where the corpus would be too long: many kinds of values, readings and years."""

import datetime
import re
from fractions import Fraction
from pathlib import Path

import pytest

from dsl import domains, model
from dsl.checking import conditions, years
from dsl.checking import program as checking_program
from dsl.checking.program import Subject, text
from dsl.domains import Numbers
from dsl.pipeline import load_source
from dsl.problems.cases import CasesOverlap
from dsl.problems.counterexample import Between, Exactly, Setting
from dsl.problems.tables import TableGap
from dsl.problems.uses import Cycle
from dsl.source import Span
from dsl.units import PURE
from workbench.problems.wording import wording

F = Fraction


def program(*lines, attributes=(), header=(), inputs=()):
    """Rules in a section, about `parti` with mandat, flags a, b and c, and the attributes given."""
    own = (
        "mandat (mandatet, mandaten): heltal, minst 0",
        *(f"flagga {flag}: ja eller nej" for flag in "abc"),
        *attributes,
    )
    text = [
        'regelverk "Prov"',
        *(f"    {line}" for line in header),
        *(["uppgifter", *(f"    {line}" for line in inputs)] if inputs else ()),
        "begrepp",
        "    parti (partiet, partier, partierna)",
        *(f"        {line}" for line in own),
        "    kostnad (kostnaden, kostnader, kostnaderna)",
        "        parti: ett parti",
        "        belopp (beloppet): kr, minst 0 kr",
        "avsnitt A",
        *(f"    {line}" for line in lines),
    ]
    return load_source("prov.regel", ("\n".join(text) + "\n").encode())


def found(*lines, **kwargs):
    """(code, what the line says) of every error; each has words."""
    loaded = program(*lines, **kwargs)
    lines_read = loaded.sources[0].text.split("\n")
    told = []
    for problem in loaded.problems:
        assert problem.code.startswith("RV3"), problem
        assert wording(problem).help
        if problem.code not in ("RV340", "RV341", "RV314"):
            told.append((problem.code, lines_read[problem.span.line - 1].strip()))
    return told


def check(*lines, **kwargs):
    """Lines end in the codes that they get: `… # RV301`."""
    wanted = [(line.split("# ")[1], line.strip()) for line in lines if "# " in line]
    assert sorted(found(*lines, **kwargs)) == sorted(wanted)


# -- what values can be --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "domain"),
    [
        ("mandaten", Numbers(F(1), F(0))),
        ("mandaten + 3", Numbers(F(1), F(3))),
        ("5 − mandaten", Numbers(F(1), None, F(5))),
        ("mandaten × 0,5", Numbers(F(1, 2), F(0))),
        ("mandaten / 4", Numbers(F(1, 4), F(0))),
        ("mandaten / 0", None),
        ("mandaten × 0", Numbers(F(0), F(0), F(0))),
        ("mandaten × mandaten", Numbers(F(1), F(0))),
        ("mandaten × (5 − mandaten)", Numbers(F(1))),
        ("(1 + mandaten) / (2 + mandaten)", Numbers(None, F(0))),
        ("1 / (5 − mandaten)", Numbers()),
        ("kvoten", Numbers(None, F(0), F(1), low_open=True)),
        ("kvoten × kvoten", Numbers(None, F(0), F(1))),
        ("kvoten + mandaten", Numbers(None, F(0), None, low_open=True)),
        ("kvoten, dock lägst 0,5", Numbers(None, F(1, 2), F(1))),
        ("kvoten, dock högst 0,5", Numbers(None, F(0), F(1, 2), low_open=True)),
        ("det högre av mandaten och kvoten", Numbers(None, F(0), None, low_open=True)),
        ("det lägre av kvoten och 1", Numbers(None, F(0), F(1), low_open=True)),
        ("det högre av kvoten och saldot", Numbers(None, F(0), None, low_open=True)),
        ("det lägre av saldot och kvoten", Numbers(None, None, F(1))),
        ("kvoten, avrundat uppåt till en decimal", Numbers(F(1, 10), F(0), F(1))),
        ("kvoten, avrundat nedåt till en decimal", Numbers(F(1, 10), F(0), F(1))),
        ("saldot, avrundat till heltal, hälften uppåt", Numbers(F(1))),
        ("mandaten, ökat med 20 %", Numbers(F(6, 5), F(0))),
        ("mandaten, minskat med 2", Numbers(F(1), F(-2))),
        ("antalet partier", Numbers(F(1), F(0))),
        ("summan av partiernas mandat", Numbers(F(1), F(0))),
        ("summan av partiernas saldo", Numbers()),
        ("det högsta av partiernas mandat", Numbers(F(1), F(0))),
        ("medelvärdet av partiernas mandat", Numbers(None, F(0))),
        ("gräns", Numbers(F(7), F(7), F(7))),
        ("stort", Numbers(None, None, None)),
        ('inte reglerat "…"', None),
        ("mandaten / 0 + 1", None),
        ("mandaten / 0, ökat med 2", None),
        ("mandaten / 0, avrundat uppåt till heltal", Numbers(F(1))),
        ("mandaten / 0, dock lägst 1", None),
        ("mandaten / 0, månad för månad", None),
        ("summan av partiernas intet", None),
    ],
)
def test_domains(value, domain):
    loaded = program(
        "gräns är 7",
        "partiets intet är mandaten / 0",
        "stort är " + " × ".join(["9999999999"] * 20),
        f"partiets värde är {value}",
        attributes=("kvot (kvoten): tal, mer än 0, högst 1", "saldo (saldot): tal"),
    )
    errors = [problem for problem in loaded.problems if problem.code != "RV340"]
    assert errors == []
    subject = Subject(loaded.program)
    expression = loaded.program.definitions[-1].expression
    assert subject.domain(expression) == (Numbers() if domain is None else domain)


def test_what_other_rules_give_is_known_too():
    loaded = program(
        "partiets andel (andelen) är enligt tabellen",
        "    mandat | andel",
        "    0      |  0 %",
        "    mer än 0 | 25 %",
        "partiets bas (basen) är 5 kr",
        "    dock 2 kr om partiet har flagga a",
        "arvode (arvodet) är",
        "    från och med 2023-01-01: 3 kr",
        "    från och med 2024-01-01: 7 kr",
        "partiets avgift (avgiften) är skiktvis enligt tabellen",
        "    mandat           | avgift",
        "    till och med 5   | 10 %",
        "    däröver          | 20 %",
        "partiets rabatt (rabatten) är skiktvis enligt tabellen",
        "    mandat           | rabatt",
        "    till och med 5   | 1/10",
        "    däröver          | mandaten − 4",
        "partiets fall är",
        "    1 om partiet har flagga a",
        "    annars 3",
        "medel är arvodet, månad för månad",
        "nyår är arvodet, per den 1 januari",
        "index är 100 kr, i 2023 års nivå, uppräknat varje år från och med 2024 med 2 %",
        header=("beräkningsår 2024",),
    )
    subject = Subject(loaded.program)
    by_name = {d.symbol.name: subject.domain(d.expression) for d in loaded.program.definitions}
    assert by_name["andel"] == Numbers(F(1, 4), F(0), F(1, 4))
    assert by_name["bas"] == Numbers(F(1), F(2), F(5))
    assert by_name["arvode"] == Numbers(F(1), F(3), F(7))
    assert by_name["avgift"] == Numbers(None, F(0))
    assert by_name["rabatt"] == Numbers()
    assert by_name["medel"] == Numbers(F(1, 12), F(3), F(7))
    assert by_name["nyår"] == Numbers(F(1), F(3), F(7))
    assert by_name["index"] == Numbers()
    assert by_name["fall"] == Numbers(F(1), F(1), F(3))


def test_values_with_several_readings_are_one_of_them():
    loaded = program(
        'tolkning gräns "Hur mycket?"',
        "    låg:",
        "        gräns (gränsen) är 3",
        '        ort (orten) är "Umeå"',
        "    hög:",
        "        gräns (gränsen) är 5",
        '        ort (orten) är "Lycksele"',
        '    gäller låg, "så"',
        "dubbel är gränsen × 2",
        'hemma är 1 om orten är "Umeå"',
    )
    subject = Subject(loaded.program)
    dubbel = next(d for d in loaded.program.definitions if d.symbol.name == "dubbel")
    assert subject.domain(dubbel.expression) == Numbers(F(2), F(6), F(10))


# -- which cases meet ----------------------------------------------------------------------------


def test_cases_that_meet_and_not():
    check(
        "partiets a är",
        "    1 om mandaten är inte 3",
        "    2 om mandaten är 3",
        "partiets b är",
        "    1 om 3 är mindre än mandaten",
        "    2 om 3 är minst mandaten",
        "partiets c är",
        "    1 om slaget är inte resa",
        "    2 om slaget är resa",
        "partiets d är",
        '    1 om orten är "Umeå"',
        '    2 om orten är inte "Umeå"',
        "partiets e är",
        "    1 om dagen är senast 2024-01-01",
        "    2 om dagen är tidigast 2024-01-02",
        "partiets f är",
        "    1 om saldot är mindre än skulden",
        "    2 om saldot är skulden",
        "    3 om skulden är mindre än saldot",
        "partiets g är",
        "    1 om orten är hemorten",
        "    2 om hemorten är inte orten",
        "partiets h är",
        "    1 om något av partiets kostnader uppfyller att beloppet är minst 5 kr",
        "    2 om inget av partiets kostnader uppfyller att beloppet är minst 5 kr",
        "partiets ii är",
        "    1 om partiet är klart",
        "    2 om partiet är inte klart",
        "partiet är klart när partiet har flagga a och mandaten är minst 2",
        "partiets j är",
        "    1 om samtliga villkor är uppfyllda",
        "        - partiet har flagga a",
        "        - mandaten är 4",
        "    2 om partiet saknar flagga a och mandaten är 4",
        "    3 om mandaten är inte 4",
        "partiets k är",
        "    1 om 2 är mindre än 3",
        "    2 om 3 är mindre än 2   # RV311",
        "    3 om 3 är 3   # RV310",
        "partiets m är",
        "    1 om saldot är mer än skulden",
        "    2 om skulden är mindre än saldot   # RV310",
        attributes=(
            "slag (slaget): ett av resa eller annat",
            "ort (orten): text",
            "hemort (hemorten): text",
            "dag (dagen): datum",
            "saldo (saldot): tal",
            "skuld (skulden): tal",
        ),
    )


def test_the_case_is_told():
    loaded = program(
        "partiets a är",
        "    1 om saldot är mer än skulden",
        "    2 om orten är inte hemorten",
        "partiets b är",
        "    1 om partiet har inte flagga a",
        "    2 om partiet saknar flagga b",
        "partiets c är",
        "    1 om inget av partiets kostnader uppfyller att beloppet är minst 5 kr",
        "    2 om ingen av partiets kostnader uppfyller att beloppet är minst 9 kr",
        "partiets d är",
        "    1 om året är minst 2024",
        "    2 om året är valår",
        "partiets e är",
        "    1 om dagen är senast 2024-01-01",
        "    2 om dagen är tidigast 2024-01-01",
        "partiets f är",
        "    1 om saldot är mer än 2",
        "    2 om saldot är mindre än 3",
        "partiets g är",
        '    1 om orten är inte "Umeå"',
        '    2 om orten är inte "Lycksele"',
        "partiets ii är",
        "    1 om något av villkoren är uppfyllt",
        "        - partiet har flagga a",
        "        - mandaten är 3",
        "    2 om partiet har inte flagga a och mandaten är minst 2",
        "kostnadens a är",
        "    1 om partiets lön är minst 2 kr/månad",
        "    2 om partiets lön är högst 3 kr/månad",
        "partiets h är",
        "    1 om partiet är inte klart",
        "    2 om mandaten är 5",
        "partiet är klart när det högsta av partiets kostnaders belopp är minst beloppsgränsen",
        "beloppsgräns (beloppsgränsen) är 5 kr",
        attributes=(
            "ort (orten): text",
            "hemort (hemorten): text",
            "dag (dagen): datum",
            "saldo (saldot): tal",
            "lön (lönen): kr/månad",
            "skuld (skulden): tal",
        ),
        header=("valår 2022, 2026",),
    )
    told = [
        wording(problem).help.split(". ")[0].replace("\u00a0", " ")
        for problem in loaded.problems
        if isinstance(problem, CasesOverlap)
    ]
    assert told == [
        "Båda fallen gäller när saldot är mer än skulden och orten är något annat än hemorten",
        "Båda fallen gäller när partiet har inte flagga a och partiet har inte flagga b",
        "Båda fallen gäller när det inte stämmer att något av partiets kostnader uppfyller att beloppet är "
        "minst 5 kr och det inte stämmer att någon av partiets kostnader uppfyller att beloppet är minst 9 kr",
        "Båda fallen gäller när året är 2026",
        "Båda fallen gäller när dagen är 2024-01-01",
        "Båda fallen gäller när saldot är mer än 2 men mindre än 3 (till exempel 2,1)",
        "Båda fallen gäller när orten är en text som inte nämns",
        "Båda fallen gäller när partiet har inte flagga a och mandaten är 3",
        "Båda fallen gäller när partiets lön är 2 kr/månad",
        "Båda fallen gäller när det högsta av partiets kostnaders belopp är 0 kr och mandaten är 5",
    ]


# -- when a rule cannot be decided ---------------------------------------------------------------


@pytest.mark.parametrize("steps", range(80))
def test_too_many_combinations_are_told_and_end(monkeypatch, steps):
    """Wherever the steps run out there is an answer: all that is found, or that there is too much to find."""
    monkeypatch.setattr(checking_program, "MOST_STEPS", steps)
    codes = {
        code
        for code, _ in found(
            "partiets a är enligt tabellen, första träff",
            "    mandat | flagga a | a",
            "    0–5    | ja       | 1",
            "    3–9    | nej      | 2",
            "    alla   | ja       | 3",
            "    alla   | alla     | 4",
            "partiets b är enligt tabellen",
            "    mandat | flagga a | b",
            "    0–5    | ja       | 1",
            "    0–9    | nej      | 2",
            "    övriga | alla     | 3",
            "partiets c är",
            "    1 om partiet har flagga a och mandaten är mindre än 7",
            "    annars 2 om partiet har flagga b och mandaten är minst 3",
            "    annars 3 om partiet har inte flagga b och partiet har flagga a",
            "    dock 4 om partiet har flagga c och mandaten är mindre än 2",
            "    dock 4 om partiet har inte flagga c och mandaten är mindre än 2",
            "    trots det 5 om partiet har flagga c och partiet har flagga b och mandaten är 1",
            "    trots det 6 om partiet har inte flagga b och mandaten är 1",
            "partiets d är",
            "    1 om partiet har flagga a och mandaten är mindre än 7",
            "    2 om partiet har inte flagga a och partiet har flagga b",
            "    3 om partiet har inte flagga a och partiet har inte flagga b och mandaten är minst 3",
        )
    }
    assert codes <= {"RV301", "RV305"}
    assert "RV305" in codes or steps > 20


def test_exceptions_with_too_many_combinations(monkeypatch):
    monkeypatch.setattr(conditions, "MOST_BOXES", 1)
    check(
        "partiets a är 5   # RV305",
        "    dock 3 om något av villkoren är uppfyllt",
        "        - partiet har flagga a",
        "        - partiet har flagga b",
    )


def test_a_table_of_too_many_columns(monkeypatch):
    monkeypatch.setattr(domains, "MOST_AXES", 1)
    check(
        "partiets a är enligt tabellen",
        "    mandat | flagga a | a   # RV305",
        "    alla   | ja       | 1",
        "    alla   | nej      | 2",
    )


def test_rules_times_years_that_are_too_many(monkeypatch):
    monkeypatch.setattr(years, "MOST_PLACES", 1)
    check(
        "partiets saldo (saldot) är   # RV305",
        "    0 om året är högst 2020",
        "    annars föregående års saldo + 1",
    )


# -- years ---------------------------------------------------------------------------------------


def test_what_the_year_alone_decides():
    check(
        "partiets a är",
        "    1 om året är mindre än 2001",
        "    annars 2 om året är inte valår och året är minst 2003",
        "    annars föregående års a",
        "partiets b är föregående års b",
        "    dock 1 om året är mandatperiodens första år",
        "    trots det 2 om året är mer än 2004 och partiet har flagga a",
        "partiets c är föregående års c   # RV331",
        "    dock 1 om partiet har flagga b",
        "    dock 2 om året är mandatperiodens sista år och partiet har inte flagga b",
        "partiets d är",
        "    1 om partiet är nytt",
        "    annars föregående års d",
        "partiet är nytt när partiet är äldst",
        "partiet är äldst när något av villkoren är uppfyllt",
        "    - året är högst 2002",
        "    - partiet har flagga c",
        "partiets j är",
        "    1 om partiet är nytt och året är högst 2002",
        "    annars föregående års j",
        "partiets e är",
        "    1 om partiet är inte ungt",
        "    annars föregående års e",
        "partiet är ungt när samtliga villkor är uppfyllda",
        "    - året är inte 2002",
        "    - året är inte mandatperiodens första år",
        "partiets f är",
        "    1 om året är från och med 1990 till och med 2000",
        "    annars föregående års f",
        "partiets h är",
        "    1 om året är minst 1",
        "    annars föregående års h + inbetalningen   # RV311",
        "partiets förra är föregående års inbetalning",
        attributes=("inbetalning (inbetalningen): tal, per år",),
        header=("gäller från och med 2000-01-01", "mandatperiod 2000–2003", "valår 1999, 2003"),
    )


def test_a_look_back_that_comes_to_an_end_by_itself():
    """No first year is known, so only ways back without end are told."""
    check(
        "partiets förra är föregående års utbetalning",
        "partiets utbetalning är inbetalningen × 2",
        "partiets a är",
        "    0 om året är mandatperiodens första år",
        "    annars föregående års a + inbetalningen",
        "partiets b är",
        "    0 om året är mandatperiodens sista år",
        "    annars föregående års b + inbetalningen   # RV331",
        "partiets c är",
        "    0 om året är 2020",
        "    annars föregående års d",
        "partiets d är c + inbetalningen",
        'förutsätter "c": det högsta av partiernas c är minst 2',
        attributes=("inbetalning (inbetalningen): tal, per år",),
    )


def test_a_year_named_outright():
    check(
        "partiets a är inbetalningen + 2001 års b   # RV330",
        "partiets b är",
        "    2001 års a om året är 2001",
        "    annars inbetalningen",
        "partiets c är 1999 års d",
        "partiets d är föregående års inbetalning + 2000 års e   # RV332",
        "partiets e är inbetalningen × föregående års b   # RV331",
        attributes=("inbetalning (inbetalningen): tal, per år",),
        header=("gäller från och med 2001-01-01 till och med 2002-12-31",),
    )


def test_readings_are_tried_one_at_a_time():
    loaded = program(
        "partiets a är b + mandaten",
        'tolkning ett "Hur?"',
        "    lugn:",
        "        partiets b är 1",
        "    orolig:",
        "        partiets b är a",
        "    långsam:",
        "        partiets b är föregående års a + inbetalningen",
        '    gäller lugn, "så"',
        "partiets d är e",
        "partiets e är d",
        attributes=("inbetalning (inbetalningen): tal, per år",),
        header=("beräkningsår 2024",),
    )
    cycles = [problem for problem in loaded.problems if isinstance(problem, Cycle)]
    assert [(tuple(step.name for step in cycle.steps), cycle.readings) for cycle in cycles] == [
        (("a", "b"), (("ett", "orolig"),)),
        (("d", "e"), ()),
    ]


def test_a_cycle_over_years_in_a_reading():
    loaded = program(
        "partiets a är b + inbetalningen",
        'tolkning ett "Hur?"',
        "    lugn:",
        "        partiets b är inbetalningen",
        "    orolig:",
        "        partiets b är 2024 års a",
        '    gäller lugn, "så"',
        attributes=("inbetalning (inbetalningen): tal, per år",),
        header=("beräkningsår 2024",),
    )
    [cycle] = [problem for problem in loaded.problems if problem.code == "RV330"]
    assert (cycle.year, cycle.readings) == (2024, (("ett", "orolig"),))
    assert "Det händer år 2024." in wording(cycle).help
    assert "läsningen orolig av ett" in wording(cycle).help


def test_values_in_force_from_a_date():
    check(
        "arvode (arvodet) är   # RV333",
        "    från och med 2023-01-01 till och med 2023-12-31: 100 kr",
        "    från och med 2024-02-01: 200 kr",
        "    dock 0 kr om året är valår",
        "rot (roten) är",
        "    från och med 2024-01-15: 100 kr",
        "a är arvodet × 2",
        "b är roten × 2   # RV333",
        "c är roten, per den 15 januari",
        "d är roten, per den 14 januari   # RV334",
        "grund (grunden) är 2 kr, i 2022 års nivå, uppräknat varje år från och med 2023 med ökningen",
        "ökning (ökningen) är roten / 100 kr, per den 1 mars   # RV334",
        "e är roten, per den sista februari",
        "gammalt (gamla) är",
        "    från och med 2020-01-01 till och med 2022-12-31: 100 kr",
        "f är gamla   # RV334",
        'förutsätter "rot": roten är minst 5 kr   # RV333',
        'förutsätter "nivå": 100 kr är minst gamla   # RV334',
        header=("beräkningsår 2024",),
    )


def test_a_level_of_a_later_year():
    check(
        "grund (grunden) är 2 kr, i 2026 års nivå, uppräknat varje år från och med 2027 med 2 %   # RV334",
        "a är 2025 års grund",
        header=("gäller från och med 2025-01-01",),
    )


# -- odds and ends -------------------------------------------------------------------------------


def test_what_is_not_always_there_may_be_passed_on_in_many_ways():
    check(
        "partiets stöd (stödet) är 5 kr om mandaten är minst 10",
        "partiets bidrag (bidraget) är enligt tabellen",
        "    flagga a | bidrag",
        "    ja       | stödet",
        "    nej      | 2 kr",
        "partiets tillägg (tillägget) är",
        "    från och med 2024-01-01: bidraget",
        "partiets avgift (avgiften) är tillägget, per den 1 januari",
        "partiets snitt är tillägget, månad för månad   # RV313",
        "kostnadens avgift är partiets avgift",
        "kostnadens del är partiets avgift + 1 kr   # RV313",
        "partiets val är",
        "    stödet om partiet har flagga b",
        "    annars stödet",
        "partiets dubbla val är val × 2   # RV313",
        'partiets ort (orten) är "Umeå" om partiet har flagga a och partiet har flagga b',
        '    dock "Lycksele" om mandaten är 3',
        header=("beräkningsår 2024",),
    )


def test_every_reading_may_lack_a_case():
    check(
        'tolkning ett "Hur?"',
        "    en:",
        "        partiets b (bidraget) är 1 om mandaten är 2",
        "    två:",
        "        partiets b (bidraget) är 1 om mandaten är 3",
        '    gäller en, "så"',
        "partiets a är bidraget + 1   # RV313",
    )


def test_two_ways_round():
    check(
        "partiets a är b + c   # RV330",
        "partiets b är d",
        "partiets c är d",
        "partiets d är a + b",
    )


def test_conditions_that_share_a_named_truth():
    check(
        "partiet är stort när samtliga villkor är uppfyllda",
        "    - mandaten är minst 5",
        "    - partiet har flagga a",
        "partiets a är",
        "    1 om något av villkoren är uppfyllt",
        "        - partiet är stort",
        "        - partiet är stort och partiet har flagga b",
        "    2 om mandaten är mindre än 5",
        "    3 om mandaten är minst 5 och partiet har inte flagga a",
    )


def test_what_looks_back_in_a_named_truth():
    check(
        "partiets a är inbetalningen",
        "partiet är stort när året är minst 2000 och föregående års a är minst 2   # RV331",
        "partiet är litet när året är mer än 2003 och föregående års a är minst 2",
        "partiets b är",
        "    1 om året är minst 2003 och föregående års a är minst 2",
        "    annars 2 om något av villkoren är uppfyllt   # RV311",
        "        - partiet är litet",
        "        - partiet är litet och partiet har flagga a",
        "    annars 3",
        attributes=("inbetalning (inbetalningen): tal, per år",),
        header=("gäller från och med 2000-01-01 till och med 2003-12-31",),
    )


def test_a_later_year_far_back_in_a_chain():
    """Which years are computed is not known, so what a far earlier one would need is not told."""
    check(
        "partiets a är",
        "    0 om året är 2020",
        "    annars föregående års a + 2030 års b",
        "partiets b är inbetalningen",
        attributes=("inbetalning (inbetalningen): tal, per år",),
    )


def test_what_every_reading_has_is_told_once():
    check(
        "partiets a är föregående års a + inbetalningen   # RV331",
        'tolkning ett "Hur?"',
        "    en:",
        "        partiets b är a",
        "    två:",
        "        partiets b är a × 2",
        '    gäller en, "så"',
        attributes=("inbetalning (inbetalningen): tal, per år",),
    )


def test_the_same_rules_in_other_words_are_the_same_reading():
    rules = (
        "potten är 100 kr",
        "potten fördelas mellan partierna som andel (andelen)",
        "    varje parti vars mandat är minst 2 får 1 kr",
        "    resten fördelas lika",
    )
    loaded = program(
        'tolkning ett "Hur?"',
        "    en:",
        *(f"        {line}" for line in rules),
        "    två:",
        *(f"        {line}" for line in rules),
        "    tre:",
        *(f"        {line}" for line in rules[:3]),
        "            resten fördelas i proportion till mandaten",
        "    fyra:",
        *(f"        {line}" for line in rules[:3]),
        '    gäller en, "så"',
    )
    told = [problem for problem in loaded.problems if problem.code == "RV341"]
    assert [(problem.first, problem.second) for problem in told] == [("en", "två")]


def test_seats_are_whole():
    loaded = program(
        "platser (platserna) är 7",
        "platserna fördelas mellan partierna som plats (platsen)",
        "    enligt jämkade uddatalsmetoden med första divisor 1,2 efter mandaten, vid lika efter lottning",
        "partiets lokal är enligt tabellen",
        "    platsen      | lokal",
        "    0–3          | 1",
        "    4 eller fler | 2",
    )
    assert [problem for problem in loaded.problems if problem.code != "RV340"] == []


def test_what_a_line_that_cannot_be_read_may_have_said_is_not_missing():
    loaded = program(
        "partiets a är enligt tabellen",
        "    mandat       | a",
        "    0–4          | 1",
        "    5–           | 2",
        "partiets b är",
        "    1 om partiet har flagga a",
        "    annar 2",
        "partiets c är b + 1",
        "partiets d är enligt tabellen   # RV301",
        "    mandat       | d",
        "    0–4          | 1",
        "partiets e är föregående års e + inbetalningen",
        "    annar 1 om året är 2020",
        attributes=("inbetalning (inbetalningen): tal, per år",),
    )
    lines = loaded.sources[0].text.split("\n")
    told = [(problem.code, lines[problem.span.line - 2]) for problem in loaded.problems if problem.code[:3] == "RV3"]
    assert told == [("RV301", "    partiets d är enligt tabellen   # RV301")]


def test_a_name_that_was_nowhere_written():
    reference = model.Reference(model.Symbol("parti", "mandat"), model.Number(PURE), "parti")
    assert text(reference) == "mandat"


@pytest.mark.parametrize(
    ("sample", "told"),
    [
        (Between(None, F(0), False, True, F(-1)), "mindre än 0 (till exempel −1)"),
        (Between(F(5), None, True, False, F(6)), "mer än 5 (till exempel 6)"),
        (Between(F(-5), F(-2), False, True, F(-3)), "minst −5 men mindre än −2 (till exempel −3)"),
        (Between(F(2), F(3), True, False, F(3)), "mer än 2 men högst 3 (till exempel 3)"),
        (Exactly(True), "ja"),
        (Exactly(datetime.date(2024, 2, 29)), "2024-02-29"),
    ],
)
def test_words_of_one_case(sample, told):
    gap = TableGap(Span("a.regel", 1, 1, 1, 2), (Setting("saldot", sample),))
    assert wording(gap).at.replace("\u00a0", " ") == f"ingen rad för {told}"


# -- the regulations -----------------------------------------------------------------------------

OSTERSUND = Path(__file__).parent.parent / "regulations" / "ostersund" / "sekreterare.regel"


@pytest.mark.parametrize(
    ("old", "new", "at"),
    [
        ("heltal mandat, minst 1 mandat", "heltal mandat, minst 0 mandat", "ingen rad för 0 mandat"),
        (r"\n *7–9 .*", "", "ingen rad för 7 mandat"),
        (r"(\n *)4–6 (.*)", r"\g<1>4–7 \2", "tar också 7 mandat"),
    ],
)
def test_the_table_of_positions(old, new, at):
    text, changes = re.subn(old, new, OSTERSUND.read_text("utf-8"), count=1)
    assert changes
    [problem] = [one for one in load_source("sekreterare.regel", text.encode()).problems if one.code < "RV330"]
    assert wording(problem).at.replace("\u00a0", " ") == at
