"""What a message proposes in the place of a sentence that is no rule works when it is taken over, and gives what the
sentence says. The texts are taken from the message itself, from between its quotation marks."""

import re
from pathlib import Path

import pytest

from dsl.pipeline import load_source
from interpreter.examples.testing import run_examples
from workbench.problems.diagnosing import diagnostics

GROUND = """regelverk "P"
    beräkningsår 2027

enheter
    mandat

begrepp
    parti (partiet, partier, partierna)
        mandat (mandatet, mandaten): heltal mandat, minst 0 mandat
        nytt: ja eller nej

§ 1 Stöd
    partiets bidrag (bidraget) är 100 kr
"""
EXAMPLE = """
exempel "Två partier"
    partiet A har 5 mandat, nytt
    partiet B har 50 mandat, inte nytt
"""


def message(text: str) -> tuple[str, list[str]]:
    """The code of the one problem of the text, and what its help has between quotation marks."""
    loaded = load_source("p.regel", text.encode())
    (one,) = diagnostics(loaded.problems, loaded.tree)
    return one.code, re.findall("”([^”]*)”", one.help)


def holds(text: str, *said: str) -> None:
    """The text has no problem, and with the example comes to what is said."""
    lines = "".join(f"    då: {one}\n" for one in said)
    loaded = load_source("p.regel", f"{text}{EXAMPLE}{lines}".encode())
    assert loaded.program is not None, list(diagnostics(loaded.problems, loaded.tree))
    (verdict,) = run_examples(loaded.program, Path())
    assert [one.actual for one in verdict.findings if not one.agrees] == []


@pytest.mark.parametrize(
    ("sentence", "gives"),
    [
        ("varje parti får 20 000 kr", "stöd 20 000 kr"),
        ("Varje parti får 20 000 kronor", "stöd 20 000 kr"),
        ("partiet har rätt till 8 500 kr per mandat", "stöd 42 500 kr"),
        ("partiet får 8 500 kr för varje mandat", "stöd 42 500 kr"),
        ("partiet får halva bidraget", "stöd 50 kr"),
        ("partiet får en fjärdedel av bidraget", "stöd 25 kr"),
        ("partiet får 500 kr per månad", "stöd 500 kr/månad"),
    ],
)
def test_an_amount_after_får_becomes_a_value(sentence: str, gives: str) -> None:
    code, (rule,) = message(f"{GROUND}    {sentence}\n")
    assert code == "RV158"
    holds(f"{GROUND}    {rule}\n", f"partiet A har {gives}")


@pytest.mark.parametrize(
    ("sentence", "gives"),
    [
        ("varje nämnd får 100 kr per ledamot", "nämnden N har stöd 700 kr"),
        ("nämnden får 100 kr per mandat", "nämnden N har stöd 200 kr"),
        # Nobody says that there are several, so it is one value.
        ("varje nämndordförande får 500 kr", "nämndordförandes stöd är 500 kr"),
    ],
)
def test_an_amount_for_what_is_not_the_first_concept(sentence: str, gives: str) -> None:
    """What is counted is called as the rows of the one who gets the amount call it."""
    ground = GROUND.replace("    mandat\n\n", "    mandat\n    ledamot (ledamöter)\n\n").replace(
        "\n§ 1",
        "    nämnd (nämnden, nämnder, nämnderna)\n"
        "        ordförande: ja eller nej\n"
        "        ledamöter (ledamöterna): heltal ledamot, minst 0 ledamöter\n"
        "        platser (platserna): heltal mandat, minst 0 mandat\n\n"
        "§ 1",
    )
    code, (rule,) = message(f"{ground}    {sentence}\n")
    assert code == "RV158"
    text = f"{ground}    {rule}\n{EXAMPLE}    nämnden N har 7 ledamöter, platser 2 mandat\n    då: {gives}\n"
    loaded = load_source("p.regel", text.encode())
    assert loaded.program is not None, (rule, list(diagnostics(loaded.problems, loaded.tree)))
    (verdict,) = run_examples(loaded.program, Path())
    assert verdict.holds, verdict


def test_an_amount_that_does_not_say_what_is_given_is_words() -> None:
    """What a norm of words cannot compute is told of then."""
    sentence = "partiet har rätt till ersättning för resor, högst 500 kr"
    loaded = load_source("p.regel", f"{GROUND}    {sentence}\n".encode())
    (one,) = diagnostics(loaded.problems, loaded.tree)
    quoted = 'har rätt till "ersättning för resor, högst 500 kr"'
    assert (one.code, one.help) == ("RV127", f"Sätt citattecken om vad normen gäller: {quoted}.")
    loaded = load_source("p.regel", f"{GROUND}    partiet {quoted}\n".encode())
    assert loaded.program is not None
    assert [one.headline for one in diagnostics(loaded.problems, loaded.tree) if one.code == "RV362"] == [
        "”500 kr” inom citattecken räknas inte"
    ]


def test_an_amount_with_a_condition_becomes_cases() -> None:
    code, (head, case, rest) = message(f"{GROUND}    varje parti får 20 000 kr om partiet är nytt\n")
    assert code == "RV158"
    text = f"{GROUND}    {head}\n        {case}\n        {rest}\n"
    holds(text, "partiet A har stöd 20 000 kr", "partiet B har stöd 0 kr")


@pytest.mark.parametrize(
    ("sentence", "gives"),
    [
        ("varje parti har rätt till ett grundstöd på 20 000 kr", "grundstöd 20 000 kr"),
        ("partiet får ett lån på 25 % av bidraget", "lån 25 kr"),
        ("Varje parti får ett startstöd på 8 kr per mandat om partiet är nytt", "startstöd 40 kr"),
    ],
)
def test_what_is_given_under_a_name_is_a_rule(sentence: str, gives: str) -> None:
    holds(f"{GROUND}    {sentence}\n", f"partiet A har {gives}")


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("om mandaten är färre än 10 mandat är bidraget 0 kr", "RV159"),
        ("om mandaten är färre än 10 mandat, så är bidraget 0 kr", "RV159"),
        ("om partiet är nytt ska bidraget vara 0 kr", "RV159"),
        ("partiet får inget bidrag om mandaten är färre än 10 mandat", "RV158"),
        ("partiet får inget bidrag\n        om mandaten är färre än 10 mandat", "RV158"),
    ],
)
def test_a_condition_before_the_value_becomes_an_exception_or_a_case(sentence: str, code: str) -> None:
    rule = "    partiets bidrag (bidraget)"
    told, texts = message(GROUND.replace(rule, f"    {sentence}\n{rule}"))
    exception, verb, case, rest = texts
    assert (told, verb, rest) == (code, "är", "annars")
    holds(f"{GROUND}        {exception}\n", "partiet A har bidrag 0 kr", "partiet B har bidrag 100 kr")
    cases = GROUND.replace("är 100 kr", f"{verb}\n        {case}\n        {rest} 100 kr")
    holds(cases, "partiet A har bidrag 0 kr", "partiet B har bidrag 100 kr")


@pytest.mark.parametrize(
    "sentence",
    [
        "om mandaten är färre än 10 mandat är bidraget 0 kr",
        "om mandaten understiger 10 mandat, så är bidraget 0 kr",
        "om partiet är nytt ska bidraget vara 0 kr",
    ],
)
def test_a_condition_first_after_the_rule_is_an_exception_to_it(sentence: str) -> None:
    holds(f"{GROUND}    {sentence}\n", "partiet A har bidrag 0 kr", "partiet B har bidrag 100 kr")


@pytest.mark.parametrize(
    "heading",
    [
        "§ 2 Mandatstödet är 8 500 kr",
        "avsnitt Mandatstödet är 8 500 kr",
        "avsnitt 3.1 Mandatstödet är 17 000 kr / 2",
    ],
)
def test_a_rule_in_a_heading_becomes_a_heading_and_a_rule(heading: str) -> None:
    code, (own, rule) = message(f"{GROUND}\n{heading}\n    annat är 5 kr\n")
    assert code == "RV157"
    holds(f"{GROUND}\n{own}\n    {rule}\n    annat är 5 kr\n", "mandatstödet är 8 500 kr")


def test_what_a_heading_gives_becomes_a_rule_that_computes() -> None:
    code, (own, rule) = message(f"{GROUND}\n§ 2 Partiet får ett mandatstöd på 8 500 kr\n    annat är 5 kr\n")
    assert code == "RV157"
    holds(f"{GROUND}\n{own}\n    {rule}\n    annat är 5 kr\n", "partiet A har mandatstöd 8 500 kr")


def test_a_condition_is_not_quoted_with_what_it_is_a_condition_of() -> None:
    code, (condition,) = message(f"{GROUND}    partiet har rätt till lokal om mandaten är färre än 10 mandat\n")
    assert code == "RV127"
    text = f'{GROUND}    partiet har rätt till "lokal"\n        {condition}\n'
    holds(text, 'partiet A har rätt till "lokal"', 'om partiet B har rätt till "lokal" är inte reglerat')


@pytest.mark.parametrize(
    ("written", "meant"), [("2 §", "§ 2"), ("2 a §", "§ 2 a"), ("2b §", "§ 2 b"), ("§2", "§ 2"), ("3.1", "avsnitt 3.1")]
)
def test_a_number_as_it_stands_in_a_statute(written: str, meant: str) -> None:
    code, (first, *_) = message(f"{GROUND}\n{written} Lokaler\n    lokal är 5 kr\n")
    assert (code, first) == ("RV110", meant)
    holds(f"{GROUND}\n{meant} Lokaler\n    lokal är 5 kr\n", "lokal är 5 kr")


@pytest.mark.parametrize(
    ("written", "texts"),
    [
        ("24.300", ["24 300", "24,300"]),
        ("1.000", ["1 000", "1,000"]),
        ("1.234.567", ["1 234 567"]),
        ("0.300", ["0,300"]),
        ("31.42", ["31,42"]),
        ("1234.567", ["1234,567"]),
        ("12 345.678", ["12 345,678"]),
    ],
)
def test_a_point_in_a_number(written: str, texts: list[str]) -> None:
    loaded = load_source("p.regel", f"{GROUND}    annat är {written} kr\n".encode())
    (one,) = diagnostics(loaded.problems, loaded.tree)
    assert (one.code, one.at) == ("RV103", f"skriv {texts[0]}" if len(texts) == 1 else f"{texts[0]} eller {texts[1]}?")
    for text in texts:
        assert f" {text} " in one.help.replace(f"Skriv {text}", f" {text} ")
        holds(f"{GROUND}    annat är {text} kr\n", f"annat är {text} kr")
