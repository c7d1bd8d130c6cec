"""What the messages about units propose works when it is taken over."""

import re

import pytest

from dsl.pipeline import load_source
from workbench.page.terminal import plain_spaces
from workbench.problems.diagnosing import diagnostics

HEAD = """regelverk "Råd"

uppgifter
    bidrag (bidraget): tkr
    anslag (anslaget): mnkr/år
    slant (slanten): öre
    rabatt (rabatten): promille
    andel (andelen): procent
    stycken (styckena): heltal
    kvot (kvoten): tal
    avgift (avgiften): kr

avsnitt 1
    svar (svaret) är """


def told(value):
    loaded = load_source("a.regel", f"{HEAD}{value}\n".encode())
    return [one for one in diagnostics(loaded.problems, loaded.tree) if one.severity == "fel"]


@pytest.mark.parametrize("step", ["heltal", "två decimaler", "närmaste 5", "närmaste 0,05"])
@pytest.mark.parametrize(
    "of", ["bidraget", "anslaget", "slanten", "rabatten", "andelen", "andelen / styckena × styckena", "0,5 tkr"]
)
def test_a_step_that_is_proposed_can_be_taken(of, step):
    problems = told(f"{of}, avrundat uppåt till {step}")
    share = of.startswith("andelen")
    if share and step == "två decimaler":
        assert problems == []
        return
    (problem,) = problems
    assert problem.code == "RV240"
    proposed = re.search(r"Skriv (.*?)\.", problem.help)[1].split(" eller ")
    assert len(proposed) == (1 if share or of == "rabatten" else 2)
    for step_with_unit in proposed:
        assert told(f"{of}, avrundat uppåt till {step_with_unit}") == []


@pytest.mark.parametrize("number", ["5", "0,05", "1/6", "2 500"])
@pytest.mark.parametrize("of", ["andelen", "rabatten", "10 % × kvoten"])
def test_both_readings_of_a_number_beside_a_share_can_be_taken(of, number):
    (problem,) = told(f"{of}, dock högst {number}")
    assert problem.code == "RV210"
    share, itself = re.fullmatch(r"Skriv (.*), eller (.*) om talet .* menas\.", problem.help).groups()
    for written in (share, itself):
        assert told(f"{of}, dock högst {written}") == []


def test_a_number_beside_a_share_is_grouped():
    (problem,) = told("andelen, dock högst 100")
    assert plain_spaces(problem.help) == "Skriv 100 %, eller 10 000 % om talet 100 menas."


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("styckena + 20 %", ["styckena + 20 % av styckena", "100 % × styckena + 20 %", "styckena, ökat med 20 %"]),
        ("styckena, dock högst 50 %", ["styckena, dock högst 50 % av styckena", "100 % × styckena, dock högst 50 %"]),
        ("det högre av kvoten och 50 %", ["det högre av (100 % × kvoten) och 50 %"]),
        ("avgiften, ökat med styckena", ["avgiften, ökat med 1 kr × styckena"]),
        ("10 % × kvoten, avrundat uppåt till heltal", ["10 % av kvoten, avrundat uppåt till heltal"]),
        ("andelen × kvoten, avrundat uppåt till heltal", ["andelen / 100 % × kvoten, avrundat uppåt till heltal"]),
    ],
)
def test_the_ways_out_of_shares_and_numbers_work(wrong, right):
    assert [problem.code for problem in told(wrong)] in (["RV204"], ["RV240"])
    for text in right:
        assert told(text) == []
