"""What the messages about sharings propose works when it is taken over."""

import pytest

from dsl.pipeline import load_source
from dsl.problems.sharing import BetweenSteps

HEAD = """regelverk "Prov"
    beräkningsår 2027

roller
    kommunen

begrepp
    parti (partiet, partier, partierna)
        mandat (mandaten): heltal, minst 1
        pott (potten): kr
    sekreterare (sekreteraren, sekreterarna)
        parti: ett parti
        ålder (åldern): heltal

avsnitt 1
    anslag (anslaget) är 1 000,50 kr
    partiets allt (allting) är mandaten × 1 kr + potten
"""
OF_ALL = """    anslaget fördelas mellan partierna som del (delen)
        resten fördelas i proportion till mandaten
        avrundat nedåt till hela kronor, skillnaden läggs på det parti som har flest mandat, vid lika efter lottning
"""
OF_EACH = """    partiets pott fördelas mellan partiets sekreterare som del (delen)
        resten fördelas i proportion till åldern
        avrundat nedåt till hela kronor, skillnaden fördelas efter största rest, vid lika efter lottning
"""
PARTS = """    kommunen ska "betala"
        belopp partiets pott
        i delar den 1 mars och den 1 september, avrundat nedåt till hela kronor, skillnaden läggs på den första delen
"""


def problems(text: str) -> list[object]:
    return [one for one in load_source("a.regel", text.encode()).problems if getattr(one, "severity", "fel") == "fel"]


def between(text: str) -> BetweenSteps:
    (found,) = problems(text)
    assert isinstance(found, BetweenSteps)
    return found


@pytest.mark.parametrize("rule", [OF_ALL, OF_EACH, PARTS])
def test_the_rest_goes_along(rule: str) -> None:
    lines = (HEAD + rule).splitlines()
    found = between(HEAD + rule)
    lines[found.span.line - 1] = f"        {found.along}"
    assert problems("\n".join(lines)) == []


@pytest.mark.parametrize("rule", [OF_ALL, OF_EACH])
def test_the_pot_is_rounded_first(rule: str) -> None:
    rounded, shared = between(HEAD + rule).first
    _, *steps = rule.splitlines()
    assert problems(HEAD + "\n".join([f"    {rounded}", f"    {shared}", *steps])) == []


def test_the_amount_is_rounded_first() -> None:
    (amount,) = between(HEAD + PARTS).first
    assert problems((HEAD + PARTS).replace("belopp partiets pott", amount)) == []


@pytest.mark.parametrize(
    "line", ["det som taket skär av fördelas mellan de övriga", "det som inte kan delas ut blir kvar"]
)
@pytest.mark.parametrize("idle", ["", "        skillnaden läggs på det parti som har flest mandat\n"])
def test_the_ceiling_says_what_becomes_of_the_rest(line: str, idle: str) -> None:
    rule = OF_ALL.splitlines()[0] + "\n        resten fördelas lika\n        dock högst 60 kr\n"
    assert [getattr(one, "code", "") for one in problems(HEAD + rule + idle)] == ["RV250"]
    assert problems(f"{HEAD}{rule}        {line}\n") == []
