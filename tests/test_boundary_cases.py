"""Boundary cases against brute force, written as examples and read back; and the command."""

import json
from fractions import Fraction
from pathlib import Path

import pytest
from boundaries import loaded, reachable, regulations
from hypothesis import HealthCheck, assume, given, settings

from dsl import model
from dsl.expressions import post_order
from dsl.formatting import format_regulation
from interpreter.examples.goals import goals_of
from interpreter.examples.goals.coverage import coverage
from interpreter.examples.testing import run_examples
from interpreter.pace import unhurried
from interpreter.search.boundaries import boundary_cases
from workbench.cli import main
from workbench.examples.example_text import number_text
from workbench.examples.proposed import as_text, proposed

# Enough above what any rule asks about.
WIDE = 12


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(regulations())
def test_all_that_can_be_shown_is_shown(drawn):
    text, high, is_open = drawn
    read = loaded(text)
    assume(read.program is not None)
    program = read.program
    wanted = goals_of(program)
    found = boundary_cases(program, wanted, unhurried)
    shown = {goal for proposal in found.proposals for goal in proposal.shows}
    can = reachable(program, WIDE if is_open else high) & set(wanted)
    assert [one.goal for one in found.missed] == [goal for goal in wanted if goal not in shown]
    assert not any(one.proved for one in found.missed if one.goal in can)
    if is_open:
        # There may be more further out than is looked for.
        assert shown >= {goal for goal in can if not computed(goal)}
    else:
        assert shown == can
        assert all(one.proved for one in found.missed)
    assert len(found.proposals) <= len(shown)
    assert [told(one) for one in boundary_cases(program, wanted, unhurried).proposals] == [*map(told, found.proposals)]

    got = proposed(read, program, found)
    assert not got.unsaid
    pasted = loaded(text + "\n" + as_text(got))
    assert pasted.program is not None
    assert not got.written or format_regulation(pasted.tree).endswith(as_text(got))
    verdicts = run_examples(pasted.program, Path())
    assert all(verdict.holds for verdict in verdicts)
    assert {one.goal for one in coverage(pasted.program, verdicts) if one.shown_by} >= shown


def computed(goal):
    """Whether it is part of a value that computes with numbers, so that there is no end to what could be tried."""
    return any(isinstance(part, model.Arithmetic | model.Extreme) for part in post_order(goal.definition.expression))


def told(proposal):
    case = proposal.case
    claims = [(claim.symbol, claim.row, claim.outcome) for claim in proposal.claims]
    return case.moment, case.world, tuple(case.values.items()), claims, proposal.shows


# -- as it is written, and the command -----------------------------------------------------------

RULES = """regelverk "Prov"
    beräkningsår 2027

enheter
    mandat

roller
    granskare (granskaren)

uppgifter
    arvode (arvodet): kr, minst 0 kr, per år

begrepp
    parti (partiet, partier, partierna)
        mandat (mandatet, mandaten): heltal mandat, minst 0 mandat
        saldo (saldot): kr
        ort (orten): text
        granskat: ja eller nej
        startdag (startdagen): datum
    kostnad (kostnaden, kostnader, kostnaderna)
        parti: ett parti
        slag (slaget): ett av resa eller möte
    tom sak (tomma saken, tomma saker, tomma sakerna)

avsnitt 1 Ersättning
    partiets grad (graden) är enligt tabellen
        mandaten      | grad
        0–3           | 1/3
        4 eller fler  | 2
    partiets skuld (skulden) är 0 kr − saldot, dock lägst 0 kr
    höjning (höjningen) är arvodet − föregående års arvode
    partiets klass är
        "ett" om orten är "Umeå"
        annars "två"
    partiet är nytt när startdagen är senast den 1 mars 2027
    partiets start är startdagen + 3 månader
    partiet är litet när mandaten är mindre än 2 mandat och granskat är ja
    läget är gott när antalet partier är minst 2
    tomma sakens värde är 5

avsnitt 2 Kostnader
    kostnaden får "belasta"
        om slaget är resa och granskaren bedömer "att den behövs"
        dock inte om kostnadens partis granskat är ja
    granskaren får "neka"
        endast om granskaren beslutar "att neka"
"""


EXAMPLE = '\nexempel "'


def regulation(folder, text=RULES):
    folder.mkdir(exist_ok=True)
    (folder / "prov.regel").write_text(text, encoding="utf-8")
    return folder / "prov.regel"


@pytest.fixture
def run(capsys):
    def of(*arguments):
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return of


def test_proposals_are_read_and_hold(tmp_path, run):
    file = regulation(tmp_path / "a")
    code, answer, remarks = run("gränsfall", file)
    assert code == 0, remarks
    assert remarks.splitlines()[0].startswith(f"{answer.count(EXAMPLE)} förslag visar ")
    assert file.read_text(encoding="utf-8") == RULES
    regulation(tmp_path / "a", f"{RULES}\n{answer}")
    code, told, remarks = run("prova", file)
    assert code == 0, told
    assert run("formatera", "--kontrollera", file)[0] in (0, 1)
    code, again, remarks = run("gränsfall", file)
    assert "FÖRSLAG" not in again, again
    assert run("gränsfall", tmp_path / "a", "--ut", tmp_path / "a" / "inget.txt")[0] == 0
    assert not (tmp_path / "a" / "inget.txt").exists() or not again


WRITTEN = [
    "    partiet A har 4 mandat\n    då: partiets grad är 2\n",
    "    partiet A har 3 mandat\n    då: partiets grad är cirka 0,333\n",
    "    partiet A har saldo −1 kr\n    då: partiets skuld är 1 kr\n",
    "    arvode 100 kr\n    år 2026: arvode 80 kr\n    då: höjningen är 20 kr\n",
    '    partiet A har ort "Umeå"\n    då: partiets klass är "ett"\n',
    "    partiet A har startdag 2027-03-01\n    då: partiet är nytt\n",
    "    då: partiet är inte litet\n",
    '    då: kostnaden B får inte "belasta"\n',
    '    granskaren beslutar "att neka"\n    då: granskaren får "neka"\n',
    "    då: läget är gott\n",
    'exempel "Gränsfall: startdagen är 2027-03-02"\n',
    "# FÖRSLAG till avsnitt 1: granska mot beslutet. Inget annat exempel visar:\n",
]


def test_how_they_are_written(tmp_path, run):
    _, answer, _ = run("gränsfall", regulation(tmp_path / "a"))
    missing = [text for text in WRITTEN if text not in answer]
    assert not missing, answer


def test_one_section_only(tmp_path, run):
    file = regulation(tmp_path / "a")
    _, answer, _ = run("gränsfall", file, "--avsnitt", "2", "--format", "json")
    got = json.loads(answer)
    assert {section for one in got["proposals"] for section in one["sections"]} == {"avsnitt 2"}
    assert got["stopped"] is False
    assert got["tried"] > 0
    assert all(one["text"].startswith("# FÖRSLAG") and one["title"] in one["text"] for one in got["proposals"])
    assert run("gränsfall", file, "--avsnitt", "9")[0] == 2


def test_what_cannot_be_said_is_told(tmp_path, run):
    _, answer, remarks = run("gränsfall", regulation(tmp_path / "a"), "--avsnitt", "1", "--format", "json")
    lacking = json.loads(answer)["lacking"]
    # A row that nothing can be given of cannot be named.
    assert [one["why"] for one in lacking] == ["not expressible"]
    assert lacking[0]["what"] in remarks


def test_impossible_and_out_of_time(tmp_path, run):
    text = RULES.replace(
        "    tomma sakens värde är 5\n",
        "    partiets svar är\n        1 om något av villkoren är uppfyllt\n"
        "            - mandaten är mindre än 6 mandat\n            - mandaten är mindre än 3 mandat\n"
        "        annars 2\n",
    )
    _, _, remarks = run("gränsfall", regulation(tmp_path / "a", text))
    assert "Kan inte inträffa; alla fall är prövade:\n  avsnitt 1, rad" in remarks
    _, answer, remarks = run("gränsfall", tmp_path / "a" / "prov.regel", "--tid", "0,0001")
    assert answer == ""
    assert "Tiden tog slut" in remarks


def test_files_are_left_alone(tmp_path, run):
    file = regulation(tmp_path / "a")
    (tmp_path / "a" / "data").mkdir()
    assert run("gränsfall", file, "--ut", file)[0] == 2
    assert run("gränsfall", tmp_path / "a", "--ut", tmp_path / "a" / "data" / "ut.txt")[0] == 2
    assert run("gränsfall", file, "--ut", tmp_path / "borta" / "ut.txt")[0] == 2
    code, answer, remarks = run("gränsfall", file, "--ut", tmp_path / "ut.txt")
    assert (code, answer) == (0, "")
    assert str(tmp_path / "ut.txt") in remarks
    assert (tmp_path / "ut.txt").read_text(encoding="utf-8").startswith("# FÖRSLAG")


def test_errors_come_first(tmp_path, run):
    file = regulation(tmp_path / "a", RULES + "    nonsens\n")
    assert run("gränsfall", file)[0] == 1
    file = regulation(tmp_path / "b")
    (tmp_path / "b" / "skäl.tsv").write_text("fel\n", encoding="utf-8")
    assert run("gränsfall", file)[0] == 1


NUMBERS = [
    # value, unit, near, text, whether decimals were left out
    (Fraction(117034), "kr", False, "117 034", False),
    (Fraction("318655.3"), "kr/år", False, "318 655,30", False),
    (Fraction(1, 3), None, False, "1/3", False),
    (Fraction(1, 3), None, True, "0,333", True),
    (Fraction(1, 3000), None, True, "0,000333", True),
    (Fraction("0.12345"), None, True, "0,123", True),
    (Fraction("0.12345"), None, False, "0,12345", False),
    (Fraction(0), "%", True, "0", False),
]


@pytest.mark.parametrize(("value", "unit", "near", "text", "cut"), NUMBERS)
def test_numbers(value, unit, near, text, cut):
    assert number_text(value, unit, near=near) == (text, cut)
