"""Sums that are 0 because the data have no row for them: which are told, and which are not."""

from pathlib import Path

import pytest

from dsl.pipeline import load_source
from interpreter.data.files import read
from interpreter.evaluating.calculation import Calculation, calculate
from interpreter.explaining.unfed import unfed
from workbench.page.look import Look
from workbench.page.text import as_text
from workbench.results import needs
from workbench.results.remarks import without_rows

HEAD = """regelverk "Prov"

enheter
    mandat

uppgifter
    pris (priset): kr/mandat

begrepp
    parti (partiet, partier, partierna)
        block (blocket): text
    person (personen, personer, personerna)
        parti: ett parti
    resultat (resultatet, resultaten)
        parti: ett parti
        val (valet): heltal
        slag (slaget): ett av KF eller RF
        sent: ja eller nej
        mandat (mandatet, mandaten): heltal mandat
        extra (extran): heltal mandat, om raden saknas 0 mandat

§ 1 Stöd
"""
PARTIES = "parti;block\nA;x\nB;y\nC;y\n"
RESULTS = "resultat;parti;val;slag;sent;mandat;extra\na;A;2022;KF;nej;3;\nb;B;2018;RF;ja;5;\n"


def calculated(folder: Path, rules: str, results: str = RESULTS) -> Calculation:
    loaded = load_source("a.regel", (HEAD + "".join(f"    {line}\n" for line in rules.splitlines())).encode())
    assert loaded.program is not None, loaded.problems
    files = {"partier.csv": PARTIES, "resultat.csv": results, "personer.csv": "person;parti\nP;A\nQ;C\n"}
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    facts, problems = read(loaded.program, [folder / name for name in files])
    assert problems == ()
    return calculate(loaded.program, facts, 2022)


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ("partiets stöd är 100 kr per mandat × summan av partiets resultats mandat", ["stöd: C"]),
        # Which row is meant by its year: it is not there for one that has others.
        (
            "partiets stöd är 100 kr per mandat × summan av partiets resultats mandat vars val är 2022",
            ["stöd: C", "stöd: B, vald"],
        ),
        (
            "partiets stöd är 100 kr per mandat × summan av partiets resultats mandat "
            "vars val är 2022 och mandat är 3 mandat",
            ["stöd: C", "stöd: B, vald"],
        ),
        # Of a kind, or above a limit, there need be none.
        ("partiets stöd är 100 kr per mandat × summan av partiets resultats mandat vars slag är KF", ["stöd: C"]),
        (
            "partiets stöd är 100 kr per mandat × summan av partiets resultats mandat vars val är mer än 2030",
            ["stöd: C"],
        ),
        # It is said what holds where nothing stands.
        ("partiets stöd är 100 kr per mandat × summan av partiets resultats extra", []),
        # To count is to find that there are none.
        ("partiets stöd är 100 kr × antalet partiets resultat", []),
        # In a case that is not met, and in one that is.
        (
            "partiets stöd är\n    100 kr per mandat × summan av partiets resultats mandat om partiets block är ”x”\n"
            "    annars 5 kr".replace("”", '"'),
            [],
        ),
        (
            "partiets stöd är\n    100 kr per mandat × summan av partiets resultats mandat om partiets block är ”y”\n"
            "    annars 5 kr".replace("”", '"'),
            ["stöd: C"],
        ),
        # What decides a case is read too.
        (
            "partiets stöd är\n    9 kr om summan av partiets resultats mandat är minst 2 mandat\n    annars 5 kr",
            ["stöd: C"],
        ),
        # Where there is no value it is something else that is missing.
        ("partiets stöd är priset × summan av partiets resultats mandat", []),
        # In the sum of sums, and read through a relation.
        (
            "partiets summering (summeringen) är summan av partiets resultats mandat\n"
            "personens stöd är 1 kr per mandat × partiets summering",
            ["summering: C"],
        ),
        (
            "pott (potten) är 100 kr\npotten fördelas mellan partierna som stöd (stödet)\n"
            "    resten fördelas i proportion till (summan av partiets resultats mandat)",
            ["stöd: C"],
        ),
    ],
)
def test_unfed(tmp_path: Path, rules: str, expected: list[str]) -> None:
    calculation = calculated(tmp_path, rules)
    told = [
        f"{one.definition.symbol.name}: {', '.join(one.rows)}{', vald' if one.chosen else ''}"
        for one in unfed(calculation)
    ]
    assert told == expected
    if calculation.masks is None:
        assert len(without_rows(calculation, unfed(calculation))) == len(expected)
        assert [one.kind for one in needs.lacking(calculation)] == ["row"] * len(expected)


def test_a_row_that_says_zero_is_one(tmp_path: Path) -> None:
    rules = "partiets stöd är 100 kr per mandat × summan av partiets resultats mandat vars val är 2022"
    zero = "".join(f"{name.lower()}0;{name};2022;KF;nej;0;\n" for name in "BC")
    assert unfed(calculated(tmp_path, rules, RESULTS + zero)) == ()
    # Whose the row is may turn out, and which year it is of.
    assert unfed(calculated(tmp_path, rules, RESULTS + "c;;2022;KF;nej;1;\n")) == ()
    (one,) = unfed(calculated(tmp_path, rules, RESULTS + "d;B;;KF;nej;0;\n"))
    assert one.rows == ("C",)


def test_the_words(tmp_path: Path) -> None:
    rules = "partiets stöd är 100 kr per mandat × summan av partiets resultats mandat vars val är 2022"
    calculation = calculated(tmp_path, rules)
    assert without_rows(calculation, unfed(calculation)) == (
        "Observera: stöd (§ 1) räknas med summan 0 för C, som inte har någon rad i resultat.csv: summan av partiets "
        "resultats mandat vars val är 2022. Saknas raden, skriv den. Ska det vara 0, skriv en rad med 0.",
        "Observera: stöd (§ 1) räknas med summan 0 för B, som har rader i resultat.csv men ingen som uppfyller "
        "villkoret: summan av partiets resultats mandat vars val är 2022. Saknas raden, skriv den. Ska det vara 0, "
        "skriv en rad med 0.",
    )
    text = as_text(needs.page(calculation, needs.lacking(calculation)), Look(100, False))
    assert "rad för resultat, för C\n  ska stå i resultat.csv\n  räknas som 0 i 1 värde (§ 1): stöd" in text
    assert "rad för resultat som uppfyller villkoret, för B" in text


def test_a_concept_without_rows(tmp_path: Path) -> None:
    rules = "allt är summan av resultatens mandat\npartiets stöd är 2 kr per mandat × summan av resultatens mandat"
    calculation = calculated(tmp_path, rules, RESULTS.splitlines()[0] + "\n")
    assert [(one.definition.symbol.name, one.rows) for one in unfed(calculation)] == [("allt", ()), ("stöd", ())]
    (line, _) = without_rows(calculation, unfed(calculation))
    assert line == (
        "Observera: allt (§ 1) räknas med summan 0, för data har inga rader för resultat: summan av resultatens mandat."
    )
    assert unfed(calculated(tmp_path, rules)) == ()
