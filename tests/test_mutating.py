"""Mutants: what each small change of a rule is, that it is one, and what the examples make of it."""

import json
from fractions import Fraction
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsl import model, nodes
from dsl.formatting import format_regulation, statement_text
from dsl.mutating import mutants, mutated
from dsl.mutating.places import stated
from dsl.parsing import parse
from dsl.pipeline import Loaded, load, load_tree
from dsl.source import Source
from interpreter.comparing.counterexample import difference
from interpreter.comparing.mutants import Trials, try_mutants
from interpreter.examples.testing import run_examples
from interpreter.outcomes import Cause, Failed, Known, Outcome, Undefined, Unregulated, Value
from tests import strategies
from workbench.cli import main
from workbench.examples.example_text import Telling
from workbench.examples.mutants import shown_example, what
from workbench.values.words import Words

ROOT = Path(__file__).parent.parent

BEFORE = """regelverk "Prov"
    valår         2026, 2030
    beräkningsår  2027

enheter
    mandat

begrepp
    parti (partiet, partier, partierna)
        mandat (mandatet, mandaten): heltal mandat, minst 1 mandat
        ort (orten): ett av Umeå, Lycksele eller Åre
        anmäld (anmälda): datum
        nytt: ja eller nej
        stort: ja eller nej
    uppdrag (uppdraget, uppdragen)
        parti: ett parti
        nytt: ja eller nej

avsnitt 1 Prov
"""


def parsed(text: str) -> nodes.Regulation:
    tree, problems = parse(Source("a.regel", text))
    assert not problems
    assert isinstance(tree, nodes.Regulation)
    return tree


def texts(rules: str) -> set[str]:
    """Each change as `old → new`, nothing after the arrow where something is left out."""
    lines = "".join(f"    {line}\n" for line in rules.splitlines())
    tree = parsed(BEFORE + lines)
    spans = [one.node.span for one in stated(tree)]
    return {f"{one.old} → {one.left or ''}".strip() for one in mutants(tree, spans)}


EXPRESSIONS = [
    ("8 989 kr", {"8 989 kr → 8 990 kr", "8 989 kr → 8 988 kr"}),
    ("9 999 kr", {"9 999 kr → 10 000 kr", "9 999 kr → 9 998 kr"}),
    ("9999 kr", {"9999 kr → 10 000 kr", "9999 kr → 9998 kr"}),
    ("10 000 kr", {"10 000 kr → 10 001 kr", "10 000 kr → 9 999 kr"}),
    ("0,50", {"0,50 → 0,51", "0,50 → 0,49"}),
    ("0 kr", {"0 kr → 1 kr"}),
    ("25 %", {"25 % → 26 %", "25 % → 24 %"}),
    ("1/6", {"1/6 → 1/5", "1/6 → 1/7"}),
    ("1/2", {"1/2 → 1/3"}),
    ("hälften av mandaten", {
        "hälften av mandaten → en tredjedel av mandaten",
        "hälften av mandaten → två tredjedelar av mandaten",
    }),
    ("en tiondel av mandaten", {"en tiondel av mandaten → en niondel av mandaten"}),
    ("tre fjärdedelar av mandaten", {"tre fjärdedelar av mandaten → två tredjedelar av mandaten"}),
    ("mandaten + stödet", {"mandaten + stödet → mandaten − stödet"}),
    ("mandaten − stödet", {"mandaten − stödet → mandaten + stödet"}),
    ("mandaten × stödet", {"mandaten × stödet → mandaten / stödet"}),
    ("mandaten / stödet", {"mandaten / stödet → mandaten × stödet"}),
    ("−stödet", {"−stödet → stödet"}),
    ("stödet per mandat", set()),
    ("föregående års stöd", {"föregående års stöd → årets stöd"}),
    ("årets stöd", {"årets stöd → föregående års stöd"}),
    ("2014 års stöd", {"2014 års stöd → 2015 års stöd", "2014 års stöd → 2013 års stöd"}),
    ("antalet partier", set()),
    ("det högsta av partiernas stöd", {"det högsta av partiernas stöd → det lägsta av partiernas stöd"}),
    ("det lägsta av partiernas stöd", {"det lägsta av partiernas stöd → det högsta av partiernas stöd"}),
    ("antalet partier vars stöd är högt", {
        "antalet partier vars stöd är högt → antalet partier",
        "stöd är högt → stöd är inte högt",
    }),
    ('antalet partier som får "X"', {
        'antalet partier som får "X" → antalet partier',
        'får "X" → får inte "X"',
    }),
    ("det högre av mandaten och stödet", {
        "det högre av mandaten och stödet → det lägre av mandaten och stödet",
    }),
    ("det lägre av mandaten och stödet", {
        "det lägre av mandaten och stödet → det högre av mandaten och stödet",
    }),
    ('"Umeå"', set()),
    ('inte reglerat "X"', set()),
    ("2027-12-31", {"2027-12-31 → 2028-01-01", "2027-12-31 → 2027-12-30"}),
    ("9999-12-31", {"9999-12-31 → 9999-12-30"}),
    ("1000-01-01", {"1000-01-01 → 1000-01-02"}),
    ("den 1 mars i år", {
        "den 1 mars i år → den 2 mars i år",
        "den 1 mars i år → den 28 februari i år",
        "den 1 mars i år → den 1 mars året därpå",
    }),
    ("den 1 januari året därpå", {
        "den 1 januari året därpå → den 2 januari året därpå",
        "den 1 januari året därpå → den 1 januari i år",
    }),
    ("den 31 december nästa valår", {
        "den 31 december nästa valår → den 30 december nästa valår",
        "den 31 december nästa valår → den 31 december i år",
    }),
    ("den sista februari i år", {
        "den sista februari i år → den 1 mars i år",
        "den sista februari i år → den 27 februari i år",
        "den sista februari i år → den sista februari året därpå",
    }),
    ("2 arbetsdagar före anmälda", {
        "2 arbetsdagar före anmälda → 3 arbetsdagar före anmälda",
        "2 arbetsdagar före anmälda → 1 arbetsdag före anmälda",
        "2 arbetsdagar före anmälda → 2 arbetsdagar efter anmälda",
    }),
    ("1000 arbetsdagar efter anmälda", {
        "1000 arbetsdagar efter anmälda → 999 arbetsdagar efter anmälda",
        "1000 arbetsdagar efter anmälda → 1000 arbetsdagar före anmälda",
    }),
    ("närmaste arbetsdag före anmälda", {"närmaste arbetsdag före anmälda → närmaste arbetsdag efter anmälda"}),
    ("ordningen bland partierna efter mandaten, flest först", {
        "ordningen bland partierna efter mandaten, flest först → ordningen bland partierna efter mandaten, minst först",
    }),
    ("ordningen bland partierna efter mandaten, lägst först, vid lika efter lottning", {
        "ordningen bland partierna efter mandaten, lägst först, vid lika efter lottning → "
        "ordningen bland partierna efter mandaten, högst först, vid lika efter lottning",
        "ordningen bland partierna efter mandaten, lägst först, vid lika efter lottning → "
        "ordningen bland partierna efter mandaten, lägst först",
    }),
    ("mandaten, dock högst stödet", {
        "dock högst stödet →",
        "dock högst stödet → dock lägst stödet",
    }),
    ("mandaten, ökat med stödet", {"ökat med stödet →", "ökat med stödet → minskat med stödet"}),
    ("mandaten, dock lägst stödet, minskat med stödet", {
        "dock lägst stödet →",
        "dock lägst stödet → dock högst stödet",
        "minskat med stödet →",
        "minskat med stödet → ökat med stödet",
        "dock lägst stödet, minskat med stödet → minskat med stödet, dock lägst stödet",
    }),
    ("stödet, i 2026 års nivå", {
        "i 2026 års nivå →",
        "i 2026 års nivå → i 2027 års nivå",
        "i 2026 års nivå → i 2025 års nivå",
    }),
    ("stödet, uppräknat varje år från och med 2027 med takten", {
        "uppräknat varje år från och med 2027 med takten →",
        "uppräknat varje år från och med 2027 med takten → uppräknat varje år från och med 2028 med takten",
        "uppräknat varje år från och med 2027 med takten → uppräknat varje år från och med 2026 med takten",
    }),
    ("stödet, per den 1 januari", {"per den 1 januari →", "den 1 januari → den 2 januari"}),
    ("stödet, månad för månad", {"månad för månad →"}),
    ("stödet, ökat med takten, ökat med takten", {"ökat med takten →", "ökat med takten → minskat med takten"}),
    ("stödet, avrundat uppåt till hela kronor", {
        "avrundat uppåt till hela kronor →",
        "avrundat uppåt till hela kronor → avrundat nedåt till hela kronor",
        "avrundat uppåt till hela kronor → avrundat till hela kronor, hälften uppåt",
        "avrundat uppåt till hela kronor → avrundat uppåt till hela tiotal kronor",
        "avrundat uppåt till hela kronor → avrundat uppåt till närmaste tiondels kronor",
    }),
    ("stödet, avrundat till åtta decimaler, hälften till jämnt", {
        "avrundat till åtta decimaler, hälften till jämnt →",
        "avrundat till åtta decimaler, hälften till jämnt → avrundat uppåt till åtta decimaler",
        "avrundat till åtta decimaler, hälften till jämnt → avrundat nedåt till åtta decimaler",
        "avrundat till åtta decimaler, hälften till jämnt → avrundat till åtta decimaler, hälften uppåt",
        "avrundat till åtta decimaler, hälften till jämnt → avrundat till åtta decimaler, hälften nedåt",
        "avrundat till åtta decimaler, hälften till jämnt → avrundat till sju decimaler, hälften till jämnt",
    }),
]  # fmt: skip


@pytest.mark.parametrize(("written", "changes"), EXPRESSIONS, ids=[written for written, _ in EXPRESSIONS])
def test_values(written: str, changes: set[str]) -> None:
    assert texts(f"partiets värde är {written}") == changes


LAST = "ökat med takten om partiet har nytt och "


@pytest.mark.parametrize(
    ("last", "exchanged"),
    [
        # Only what compares may be the condition of another modifier than the last.
        (f"{LAST}partiet har stort", f"{LAST}partiet har stort, dock högst stödet"),
        (f"{LAST}något av partiets uppdrag uppfyller att uppdraget har nytt", None),
        ("ökat med takten om något av partiets uppdrag uppfyller att uppdraget har nytt", None),
        (
            "ökat med takten om partiet har nytt och något av villkoren är uppfyllt\n"
            "        - partiet har stort\n        - mandaten är 3 mandat",
            None,
        ),
    ],
)
def test_modifiers_change_places_where_that_can_be_written(last: str, exchanged: str | None) -> None:
    tree = parsed(f"{BEFORE}    partiets värde är mandaten, dock högst stödet, {last}\n")
    found = [one for one in mutants(tree, [one.node.span for one in stated(tree)]) if one.kind == "order"]
    assert [one.left for one in found] == ([] if exchanged is None else [exchanged])
    for one in found:
        assert parsed(format_regulation(mutated(tree, one))) == mutated(tree, one)


def test_conditions_of_several() -> None:
    assert texts("partiets värde är stödet om partiet har nytt eller stort") == {
        "partiet har nytt eller stort → partiet har nytt",
        "partiet har nytt eller stort → partiet har stort",
        "om partiet har nytt eller stort →",
    }
    three = texts("partiets värde är stödet om partiet har nytt, stort eller litet")
    assert "partiet har nytt, stort eller litet → partiet har stort eller litet" in three
    either = texts("partiets värde är stödet om partiet har nytt eller partiet har stort eller partiet har litet")
    assert "partiet har nytt →" in either
    two = texts("partiets värde är stödet om partiet har nytt eller mandaten är stödet")
    assert "partiet har nytt eller mandaten är stödet → partiet har nytt och mandaten är stödet" in two
    years = texts("partiets värde är stödet om partiet har nytt tre år i rad")
    assert {
        "partiet har nytt tre år i rad → partiet har nytt fyra år i rad",
        "partiet har nytt tre år i rad → partiet har nytt någon gång under de senaste tre åren",
    } <= years
    ever = texts("partiets värde är stödet om partiet har nytt någon gång under de senaste två åren")
    old = "partiet har nytt någon gång under de senaste två åren"
    assert f"{old} → partiet har nytt även under föregående år" in ever


def test_parts_in_words() -> None:
    assert {"hälften → två tredjedelar", "hälften → en tredjedel"} <= texts(
        "partiets värde är stödet, minskat med hälften"
    )


CONDITIONS = [
    ("mandaten är minst stödet", {"är mer än", "är mindre än"}),
    ("mandaten är mer än stödet", {"är minst", "är högst"}),
    ("mandaten är högst stödet", {"är mindre än", "är mer än"}),
    ("mandaten är mindre än stödet", {"är högst", "är minst"}),
    ("mandaten är stödet", {"är inte"}),
    ("mandaten är inte stödet", {"är"}),
    ("mandaten är senast stödet", {"är tidigast"}),
    ("mandaten är tidigast stödet", {"är senast"}),
]


@pytest.mark.parametrize(("written", "words"), CONDITIONS, ids=[written for written, _ in CONDITIONS])
def test_comparisons(written: str, words: set[str]) -> None:
    assert texts(f"partiets värde är stödet om {written}") == {
        f"om {written} →",
        *(f"{written} → mandaten {one} stödet" for one in words),
    }


STATEMENTS = [
    (
        "partiet är berättigat när orten är Umeå, Lycksele eller Åre",
        {
            "orten är Umeå, Lycksele eller Åre → orten är inte Umeå, Lycksele eller Åre",
            "orten är Umeå, Lycksele eller Åre → orten är Umeå eller Lycksele",
            "orten är Umeå, Lycksele eller Åre → orten är Umeå eller Åre",
            "orten är Umeå, Lycksele eller Åre → orten är Lycksele eller Åre",
        },
    ),
    (
        "partiet är berättigat när orten är inte Umeå eller Åre",
        {
            "orten är inte Umeå eller Åre → orten är Umeå eller Åre",
            "orten är inte Umeå eller Åre → orten är inte Umeå",
            "orten är inte Umeå eller Åre → orten är inte Åre",
        },
    ),
    (
        "partiet är berättigat när orten är Umeå eller Åre",
        {
            "orten är Umeå eller Åre → orten är inte Umeå eller Åre",
            "orten är Umeå eller Åre → orten är Umeå",
            "orten är Umeå eller Åre → orten är Åre",
        },
    ),
    (
        "partiet är berättigat när anmälda är från och med första till och med sista",
        {
            "anmälda är från och med första till och med sista → anmälda är tidigast första",
            "anmälda är från och med första till och med sista → anmälda är senast sista",
        },
    ),
    (
        "partiet är berättigat när partiet har nytt och partiet har inte stort",
        {
            "partiet har nytt →",
            "partiet har inte stort →",
            "partiet har nytt → partiet har inte nytt",
            "partiet har inte stort → partiet har stort",
            "partiet har nytt och partiet har inte stort → något av villkoren är uppfyllt: partiet har nytt; partiet "
            "har inte stort",
        },
    ),
    (
        'partiet är berättigat när någon bedömer "X" och partiet får "Y" och partiet har nytt',
        {
            'någon bedömer "X" →',
            'partiet får "Y" →',
            "partiet har nytt →",
            'någon bedömer "X" → någon bedömer inte "X"',
            'partiet får "Y" → partiet får inte "Y"',
            "partiet har nytt → partiet har inte nytt",
            'någon bedömer "X" och partiet får "Y" och partiet har nytt → något av villkoren är uppfyllt: '
            'någon bedömer "X"; partiet får "Y"; partiet har nytt',
        },
    ),
    (
        "partiet är berättigat när samtliga villkor är uppfyllda\n    - partiet har nytt\n    - partiet har stort",
        {
            "samtliga villkor är uppfyllda: partiet har nytt; partiet har stort → något av villkoren "
            "är uppfyllt: partiet "
            "har nytt; partiet har stort",
            "partiet har nytt →",
            "partiet har stort →",
            "partiet har nytt → partiet har inte nytt",
            "partiet har stort → partiet har inte stort",
        },
    ),
    (
        "partiet är berättigat när något av villkoren är uppfyllt\n    - partiet har nytt",
        {"partiet har nytt → partiet har inte nytt"},
    ),
    (
        "partiet är berättigat när något av partiets uppdrag uppfyller att uppdraget har nytt",
        {
            f"något av partiets uppdrag uppfyller att uppdraget har nytt → {word} partiets uppdrag "
            f"uppfyller att uppdraget "
            "har nytt"
            for word in ("alla", "inget av")
        }
        | {"uppdraget har nytt → uppdraget har inte nytt"},
    ),
    (
        "partiet är berättigat när alla partiets uppdrag uppfyller att uppdraget har nytt",
        {
            "alla partiets uppdrag uppfyller att uppdraget har nytt → något av partiets uppdrag "
            "uppfyller att uppdraget "
            "har nytt",
            "uppdraget har nytt → uppdraget har inte nytt",
        },
    ),
    (
        "partiet är berättigat när ingen av partiets uppdrag uppfyller att uppdraget har nytt",
        {
            "ingen av partiets uppdrag uppfyller att uppdraget har nytt → någon av partiets uppdrag uppfyller att "
            "uppdraget har nytt",
            "uppdraget har nytt → uppdraget har inte nytt",
        },
    ),
    (
        "partiets värde är\n    stödet om partiet har nytt\n    mandaten om partiet har stort\n    annars takten",
        {
            "stödet om partiet har nytt →",
            "mandaten om partiet har stort →",
            "annars takten →",
            "stödet om partiet har nytt; mandaten om partiet har stort → mandaten om partiet har nytt; "
            "stödet om partiet "
            "har stort",
            "mandaten om partiet har stort; annars takten → takten om partiet har stort; annars mandaten",
            "partiet har nytt → partiet har inte nytt",
            "partiet har stort → partiet har inte stort",
        },
    ),
    (
        "partiets värde är\n    stödet om partiet har nytt\n    annars stödet",
        {"stödet om partiet har nytt →", "annars stödet →", "partiet har nytt → partiet har inte nytt"},
    ),
    (
        "stödet är\n    från och med 2027-02-01: gamla\n    från och med 2028-01-01 till och med 2028-12-31: nya",
        {
            "från och med 2027-02-01: gamla →",
            "från och med 2028-01-01 till och med 2028-12-31: nya →",
            "från och med 2027-02-01: gamla; från och med 2028-01-01 till och med 2028-12-31: nya → från och med "
            "2027-02-01: nya; från och med 2028-01-01 till och med 2028-12-31: gamla",
            "2027-02-01 → 2027-02-02",
            "2027-02-01 → 2027-01-31",
            "2028-01-01 → 2028-01-02",
            "2028-01-01 → 2027-12-31",
            "2028-12-31 → 2029-01-01",
            "2028-12-31 → 2028-12-30",
        },
    ),
    ("partiets värde är\n    annars takten", set()),
    (
        "stödet är\n    från och med 2027-02-01: gamla",
        {"2027-02-01 → 2027-02-02", "2027-02-01 → 2027-01-31"},
    ),
    (
        "partiets värde är stödet\n    visas i hela kronor\n    dock takten om partiet har nytt\n"
        "    trots det gamla även om partiet har stort",
        {
            "dock takten om partiet har nytt →",
            "dock takten om partiet har nytt → dock takten även om partiet har nytt",
            "partiet har nytt → partiet har inte nytt",
            "trots det gamla även om partiet har stort →",
            "trots det gamla även om partiet har stort → trots det gamla om partiet har stort",
            "partiet har stort → partiet har inte stort",
        },
    ),
    (
        "undantag från avsnitt 1: partiets värde är stödet om partiet har nytt",
        {
            "undantag från avsnitt 1: partiets värde är stödet om partiet har nytt →",
            "undantag från avsnitt 1: partiets värde är stödet om partiet har nytt → undantag från avsnitt 1: partiets "
            "värde är stödet även om partiet har nytt",
            "partiet har nytt → partiet har inte nytt",
        },
    ),
    (
        "regelverket omfattar partier vars mandat är stödet",
        {"regelverket omfattar partier vars mandat är stödet →", "mandat är stödet → mandat är inte stödet"},
    ),
    (
        'tolkning fråga "Hur?"\n    ena:\n        värdet är takten\n    andra:\n        värdet är stödet\n'
        '    tredje:\n        värdet är gamla\n    gäller andra, "skäl"',
        {"andra → ena", "andra → tredje"},
    ),
    ('anmärkning "3 år"\n| 3 kr\nupplysning\nrubrik 3 kr', set()),
    ('förutsätter "X": mandaten är minst 3 mandat\nmed "X" avses "3 kr"\nse § 3', set()),
    ("anslag (anslaget) bestäms av styrelsen, i kr/år", set()),
]


@pytest.mark.parametrize(("rules", "changes"), STATEMENTS, ids=[rules.splitlines()[0] for rules, _ in STATEMENTS])
def test_statements(rules: str, changes: set[str]) -> None:
    assert texts(rules) == changes


def table(*rows: str, hit: str = "enligt tabellen", heading: str = "partiets mandat | värde") -> str:
    return f"partiets värde är {hit}\n" + "\n".join(f"    {row}" for row in (heading, *rows))


TABLES = [
    (
        table("1–3 | 25 %", "4 eller fler | 50 %"),
        {
            "1–3 | 25 %; 4 eller fler | 50 % → 1–4 | 25 %; 5 eller fler | 50 %",
            "1–3 | 25 %; 4 eller fler | 50 % → 1–2 | 25 %; 3 eller fler | 50 %",
            "1–3 | 25 % →",
            "4 eller fler | 50 % →",
            "1–3 | 25 %; 4 eller fler | 50 % → 1–3 | 50 %; 4 eller fler | 25 %",
            "1–3 | 25 % → 2–3 | 25 %",
            "1–3 | 25 % → 0–3 | 25 %",
            "1–3 | 25 % → 1–4 | 25 %",
            "1–3 | 25 % → 1–2 | 25 %",
            "1–3 | 25 % → 1–3 | 26 %",
            "1–3 | 25 % → 1–3 | 24 %",
            "4 eller fler | 50 % → 5 eller fler | 50 %",
            "4 eller fler | 50 % → 3 eller fler | 50 %",
            "4 eller fler | 50 % → 4 eller fler | 51 %",
            "4 eller fler | 50 % → 4 eller fler | 49 %",
        },
    ),
    (table("alla | stödet"), set()),
    (
        table("mindre än 3 | stödet", "3 eller fler | stödet"),
        {
            "mindre än 3 | stödet; 3 eller fler | stödet → mindre än 4 | stödet; 4 eller fler | stödet",
            "mindre än 3 | stödet; 3 eller fler | stödet → mindre än 2 | stödet; 2 eller fler | stödet",
            "mindre än 3 | stödet; 3 eller fler | stödet → 3 eller färre | stödet; mer än 3 | stödet",
            "mindre än 3 | stödet →",
            "3 eller fler | stödet →",
            "mindre än 3 | stödet → mindre än 4 | stödet",
            "mindre än 3 | stödet → mindre än 2 | stödet",
            "3 eller fler | stödet → 4 eller fler | stödet",
            "3 eller fler | stödet → 2 eller fler | stödet",
        },
    ),
    (
        table("Umeå | stödet", "övriga | takten"),
        {
            "Umeå | stödet →",
            "övriga | takten →",
            "Umeå | stödet; övriga | takten → Umeå | takten; övriga | stödet",
        },
    ),
    (
        table("mer än 5 | stödet", "4 eller färre | stödet", "alla | stödet", hit="enligt tabellen, första träff"),
        {
            "alla | stödet →",
            "4 eller färre | stödet; alla | stödet → alla | stödet; 4 eller färre | stödet",
            "mer än 5 | stödet →",
            "4 eller färre | stödet →",
            "mer än 5 | stödet; 4 eller färre | stödet → 4 eller färre | stödet; mer än 5 | stödet",
            "mer än 5 | stödet → 5 eller fler | stödet",
            "4 eller färre | stödet → mindre än 4 | stödet",
            "mer än 5 | stödet → mer än 6 | stödet",
            "mer än 5 | stödet → mer än 4 | stödet",
            "4 eller färre | stödet → 5 eller färre | stödet",
            "4 eller färre | stödet → 3 eller färre | stödet",
        },
    ),
    (
        table("till och med 5 kr | stödet", "däröver | takten", hit="skiktvis enligt tabellen"),
        {
            "till och med 5 kr | stödet →",
            "däröver | takten →",
            "till och med 5 kr | stödet; däröver | takten → till och med 5 kr | takten; däröver | stödet",
            "till och med 5 kr | stödet → till och med 6 kr | stödet",
            "till och med 5 kr | stödet → till och med 4 kr | stödet",
        },
    ),
]


@pytest.mark.parametrize(("rules", "changes"), TABLES, ids=range(len(TABLES)))
def test_table_rows(rules: str, changes: set[str]) -> None:
    assert texts(rules) == changes


# The cells of one column of conditions, and every way in which a border between two of them is moved.
BORDERS = [
    (("1–2", "3", "4 eller fler"), {("1", "2–3", "4 eller fler"), ("1–2", "3–4", "5 eller fler")}),
    (("1–3", "4–6", "1–3"), {("1–4", "5–6", "1–4"), ("1–2", "3–6", "1–2")}),
    (("0 eller färre", "1 eller fler"), {("1 eller färre", "2 eller fler")}),
    (("0,5 eller färre", "0,6 eller fler"), {
        ("0,6 eller färre", "0,7 eller fler"), ("0,4 eller färre", "0,5 eller fler"),
    }),
    (("3 eller färre", "mer än 3"), {
        ("4 eller färre", "mer än 4"), ("2 eller färre", "mer än 2"), ("mindre än 3", "3 eller fler"),
    }),
    (("mindre än 3", "3–4"), {("mindre än 4", "4"), ("mindre än 2", "2–4")}),
    (("1–3", "5–6"), set()),
    (("mindre än 3", "mer än 3"), set()),
    (("Umeå", "Åre"), set()),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "moved"), BORDERS, ids=[" ".join(cells) for cells, _ in BORDERS])
def test_borders(cells: tuple[str, ...], moved: set[tuple[str, ...]]) -> None:
    rules = table(*(f"{cell} | stödet{number}" for number, cell in enumerate(cells)))
    lines = "".join(f"    {line}\n" for line in rules.splitlines())
    tree = parsed(BEFORE + lines)
    found = set()
    for one in mutants(tree, ()):
        if one.kind == "border":
            assert isinstance(one.new, nodes.Table)
            assert isinstance(one.statement, nodes.TableDefinition)
            new = attrs.evolve(one.statement, table=one.new)
            found.add(tuple(line.split("|")[0].strip() for line in statement_text(new).splitlines()[2:]))
    assert found == moved


SHARING = """potten fördelas mellan partierna som ersättning (ersättningen)
    varje parti vars stöd är högt får grunden
    dock högst taket
    det som taket skär av fördelas mellan de övriga
    resten fördelas i proportion till stödet
    avrundat nedåt till hela kronor, skillnaden läggs på det parti som har flest mandat, vid lika efter flest röster
    dock takten om partiet har nytt"""
REST = "avrundat nedåt till hela kronor, skillnaden "
TURN = " i turordning efter bildandet"
SHARINGS = [
    (
        SHARING,
        {
            "varje parti vars stöd är högt får grunden →",
            "varje parti vars stöd är högt får grunden → varje parti får grunden",
            "stöd är högt → stöd är inte högt",
            "dock högst taket →",
            "det som taket skär av fördelas mellan de övriga →",
            "det som taket skär av fördelas mellan de övriga → det som inte kan delas ut blir kvar",
            "resten fördelas i proportion till stödet →",
            "resten fördelas i proportion till stödet → resten fördelas lika",
            f"{REST}läggs på det parti som har flest mandat, vid lika efter flest röster →",
            *(
                f"{REST}läggs på det parti som har flest mandat, vid lika efter flest röster → {new}"
                for new in (
                    f"{REST}läggs på det parti som har minst mandat, vid lika efter flest röster",
                    f"{REST}fördelas efter största rest, vid lika efter flest röster",
                    f"{REST}läggs på det parti som har flest mandat",
                    f"{REST}läggs på det parti som har flest mandat, vid lika efter lottning",
                )
            ),
            "avrundat nedåt till hela kronor → avrundat uppåt till hela kronor",
            "avrundat nedåt till hela kronor → avrundat till hela kronor, hälften uppåt",
            "avrundat nedåt till hela kronor → avrundat nedåt till hela tiotal kronor",
            "avrundat nedåt till hela kronor → avrundat nedåt till närmaste tiondels kronor",
            "dock takten om partiet har nytt →",
            "dock takten om partiet har nytt → dock takten även om partiet har nytt",
            "partiet har nytt → partiet har inte nytt",
        },
    ),
    ("potten fördelas mellan partierna som del (delen)\n    varje parti får grunden", set()),
    (
        "potten fördelas mellan partierna som del (delen)\n    varje parti får grunden\n"
        "    i turordning efter bildandet, senast först, så långt medlen räcker, vid lika efter flest röster\n"
        "    det som inte kan delas ut blir kvar",
        {
            "varje parti får grunden →",
            *(
                "i turordning efter bildandet, senast först, så långt medlen räcker, vid lika efter flest röster →"
                + new
                for new in (
                    "",
                    f"{TURN}, tidigast först, så långt medlen räcker, vid lika efter flest röster",
                    f"{TURN}, senast först, så långt medlen räcker",
                    f"{TURN}, senast först, så långt medlen räcker, vid lika efter lottning",
                )
            ),
            "det som inte kan delas ut blir kvar →",
            "det som inte kan delas ut blir kvar → det som taket skär av fördelas mellan de övriga",
        },
    ),
    (
        "potten fördelas mellan partierna som del (delen)\n    varje parti får grunden\n"
        "    i turordning efter rösterna, störst först, så långt medlen räcker\n"
        "    det som inte kan delas ut blir kvar som rest",
        {
            "varje parti får grunden →",
            "i turordning efter rösterna, störst först, så långt medlen räcker →",
            "i turordning efter rösterna, störst först, så långt medlen räcker → "
            "i turordning efter rösterna, minst först, så långt medlen räcker",
            "det som inte kan delas ut blir kvar som rest →",
        },
    ),
    ("potten fördelas mellan partierna som del (delen)\n    resten fördelas lika", set()),
    (
        "potten fördelas mellan partierna som del (delen)\n"
        "    skillnaden fördelas efter största rest, vid lika efter lottning",
        {
            "skillnaden fördelas efter största rest, vid lika efter lottning → skillnaden fördelas efter största rest",
        },
    ),
    (
        "potten fördelas mellan partierna som del (delen)\n    skillnaden läggs på den lista som har lägst nummer",
        {
            "skillnaden läggs på den lista som har lägst nummer → skillnaden läggs på den lista som har högst nummer",
            "skillnaden läggs på den lista som har lägst nummer → skillnaden fördelas efter största rest",
        },
    ),
    (
        "potten fördelas mellan partierna som del (delen)\n    avrundat uppåt till heltal",
        {
            "avrundat uppåt till heltal → avrundat nedåt till heltal",
            "avrundat uppåt till heltal → avrundat till heltal, hälften uppåt",
            "avrundat uppåt till heltal → avrundat uppåt till närmaste 10",
            "avrundat uppåt till heltal → avrundat uppåt till en decimal",
        },
    ),
    (
        "platserna fördelas mellan partierna som plats (platser)\n"
        "    enligt jämkade uddatalsmetoden med första divisor 1,2 efter rösterna, vid lika efter lottning",
        {
            f"enligt jämkade uddatalsmetoden med första divisor 1,2 efter rösterna, vid lika efter lottning → {new}"
            for new in (
                "enligt jämkade uddatalsmetoden med första divisor 1,3 efter rösterna, vid lika efter lottning",
                "enligt jämkade uddatalsmetoden med första divisor 1,1 efter rösterna, vid lika efter lottning",
                "enligt jämkade uddatalsmetoden med första divisor 1,2 efter rösterna",
            )
        },
    ),
]


@pytest.mark.parametrize(("rules", "changes"), SHARINGS, ids=range(len(SHARINGS)))
def test_sharing(rules: str, changes: set[str]) -> None:
    assert texts(rules) == changes


NORM = """kostnaden får "belasta ramen"
    om partiet har nytt
    dock inte om partiet har stort
    dock inte "annat"
    trots "annat"
    trots § 6
    utom enligt § 7
    följs när uppdraget har nytt
    belopp stödet
    belopp "enligt listan"
    i delar den 1 juni och den 1 juli, avrundat nedåt till hela kronor, skillnaden läggs på den första delen
    omfattning andelen
    senast sista dagen
    senast "i mars"
    vid "behov"
    högst 5 "tillfällen"
    stöd i "lagen\""""
PARTS = "i delar den 1 juni och den 1 juli, avrundat nedåt till hela kronor, skillnaden läggs på den "
LATE = PARTS.replace("den 1 juni och den 1 juli", "den 1 januari och den 31 december")
NORMS = [
    (
        NORM,
        {
            "får → får inte",
            "om partiet har nytt →",
            "om partiet har nytt → endast om partiet har nytt",
            "partiet har nytt → partiet har inte nytt",
            "dock inte om partiet har stort →",
            "partiet har stort → partiet har inte stort",
            'trots "annat" →',
            "trots § 6 →",
            "utom enligt § 7 →",
            "följs när uppdraget har nytt →",
            "uppdraget har nytt → uppdraget har inte nytt",
            "belopp stödet →",
            f"{PARTS}första delen →",
            f"{PARTS}första delen → {PARTS}sista delen",
            "den 1 juni → den 2 juni",
            "den 1 juni → den 31 maj",
            "den 1 juli → den 2 juli",
            "den 1 juli → den 30 juni",
            "avrundat nedåt till hela kronor → avrundat uppåt till hela kronor",
            "avrundat nedåt till hela kronor → avrundat till hela kronor, hälften uppåt",
            "avrundat nedåt till hela kronor → avrundat nedåt till hela tiotal kronor",
            "avrundat nedåt till hela kronor → avrundat nedåt till närmaste tiondels kronor",
            "omfattning andelen →",
            "senast sista dagen →",
        },
    ),
    ('kostnaden får inte "X"', {"får inte → får"}),
    ('kostnaden ska "X"', {"ska → ska inte"}),
    ('kostnaden ska inte "X"', {"ska inte → ska"}),
    ('kostnaden har rätt till "X"', {"har rätt till → har inte rätt till"}),
    ('kostnaden har inte rätt till "X"', {"har inte rätt till → har rätt till"}),
    ('kostnaden har rätt endast till "X"', {"har rätt endast till → har inte rätt till"}),
    ('kostnaden kräver "X"\n    endast om partiet har nytt', {
        "endast om partiet har nytt →",
        "endast om partiet har nytt → om partiet har nytt",
        "partiet har nytt → partiet har inte nytt",
    }),
    ('kostnaden bör "X"\n    senast den 1 mars', {
        "senast den 1 mars →",
        "den 1 mars → den 2 mars",
        "den 1 mars → den 28 februari",
    }),
    ('gruppledaren ska\n    - "X"\n    - "Y"', {"ska → ska inte"}),
    ('gruppledaren bör "X"\n    i delar den sista mars och den 31 december', {
        "i delar den sista mars och den 31 december →",
        "den sista mars → den 1 april",
        "den sista mars → den 30 mars",
        "den 31 december → den 30 december",
    }),
    (f'gruppledaren bör "X"\n    {LATE}sista delen', {
        f"{LATE}sista delen →",
        f"{LATE}sista delen → {LATE}första delen",
        "den 1 januari → den 2 januari",
        "den 31 december → den 30 december",
        "avrundat nedåt till hela kronor → avrundat uppåt till hela kronor",
        "avrundat nedåt till hela kronor → avrundat till hela kronor, hälften uppåt",
        "avrundat nedåt till hela kronor → avrundat nedåt till hela tiotal kronor",
        "avrundat nedåt till hela kronor → avrundat nedåt till närmaste tiondels kronor",
    }),
]  # fmt: skip


@pytest.mark.parametrize(("rules", "changes"), NORMS, ids=[rules.splitlines()[0] for rules, _ in NORMS])
def test_norms(rules: str, changes: set[str]) -> None:
    assert texts(rules) == changes


def test_what_a_norm_only_carries_has_no_opposite() -> None:
    tree = parsed(BEFORE + '    gruppledaren ska "X"\n')
    assert mutants(tree, ()) == ()


def test_defaults_of_inputs() -> None:
    text = (
        'regelverk "Prov"\n\nuppgifter\n    stöd: kr, minst 5 kr, om raden saknas 0 kr\n\nbegrepp\n    parti\n'
        "        mandat: heltal, högst 9, om raden saknas 2\n"
    )
    tree = parsed(text)
    assert [(one.kind, one.section, one.about, one.old, one.left) for one in mutants(tree, ())] == [
        (
            "default",
            "",
            "stöd",
            "stöd: kr, minst 5 kr, om raden saknas 0 kr",
            "stöd: kr, minst 5 kr",
        ),
        ("number", "", "stöd", "0 kr", "1 kr"),
        ("default", "", "mandat", "mandat: heltal, högst 9, om raden saknas 2", "mandat: heltal, högst 9"),
        ("number", "", "mandat", "2", "3"),
        ("number", "", "mandat", "2", "1"),
    ]


def test_alike_changes_are_numbered_by_section_and_reading() -> None:
    rules = """    värdet är 5 + takten + 5
    tolkning fråga "Hur?"
        ena:
            mängden är 5
        andra:
            mängden är 5
        gäller ena, "skäl"
    avsnitt 1.1 Inre
        värdet är 5
"""
    tree = parsed(BEFORE + rules)
    found = [one for one in mutants(tree, ()) if one.left == "6"]
    assert [(one.section, one.reading, one.about, one.number) for one in found] == [
        ("avsnitt 1", None, "värdet", 1),
        ("avsnitt 1", None, "värdet", 2),
        ("avsnitt 1", ("fråga", "ena"), "mängden", 1),
        ("avsnitt 1", ("fråga", "andra"), "mängden", 1),
        ("avsnitt 1.1", None, "värdet", 1),
    ]


def test_a_reading_is_never_left_with_nothing() -> None:
    text = """regelverk "Prov"

avsnitt 1
    tolkning vilka "Vilka omfattas?"
        små:
            regelverket omfattar partier vars mandaten är 1
        alla:
            regelverket omfattar partier vars mandaten är minst 1
            stöd är 5 kr
        gäller små, "så är det"
"""
    tree, problems = parse(Source("a.regel", text))
    assert problems == ()
    left_out = [one for one in mutants(tree, set()) if one.kind == "scope"]
    assert [one.reading for one in left_out] == [("vilka", "alla")]


def test_every_mutant_of_every_construct_can_be_written() -> None:
    tree, _ = parse(Source("a.regel", (ROOT / "tests/samples/everything.regel").read_text("utf-8")))
    found = mutants(tree, {one.node.span for one in stated(tree)})
    assert len(found) > 200
    for mutant in found[::10]:
        after = mutated(tree, mutant)
        again, problems = parse(Source("a.regel", format_regulation(after)))
        assert (problems, again) == ((), after)
        assert after != tree


@settings(max_examples=200, deadline=None)
@given(strategies.regulation, st.data())
def test_every_mutant_can_be_written_and_changes_one_statement(tree: nodes.Regulation, data: st.DataObject) -> None:
    spans = {one.node.span for one in stated(tree)}
    found = mutants(tree, spans)
    if not found:
        return
    mutant = data.draw(st.sampled_from(found))
    after = mutated(tree, mutant)
    again, problems = parse(Source("a.regel", format_regulation(after)))
    assert not problems
    assert again == after
    assert after != tree
    old, new = _apart(tree), _apart(after)
    same = next((number for number, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), len(new))
    gone = len(old) - len(new)
    assert gone in (0, 1)
    assert old[same + 1 :] == new[same + 1 - gone :]


def _apart(tree: nodes.Regulation) -> list[object]:
    """Every statement and input without the statements within it, in the order of the text; other blocks whole."""
    found: list[object] = []
    for block in tree.items:
        match block:
            case nodes.Section():
                found += _statements(block)
            case nodes.Inputs():
                found += block.attributes
            case nodes.Concepts():
                found += [attribute for concept in block.concepts for attribute in concept.attributes]
            case _:
                found.append(block)
    return found


def _statements(node: nodes.Statement) -> list[object]:
    match node:
        case nodes.Section():
            inner = [one for statement in node.statements for one in _statements(statement)]
            return [attrs.evolve(node, statements=()), *inner]
        case nodes.Interpretation():
            readings = tuple(attrs.evolve(reading, statements=()) for reading in node.readings)
            inner = [one for reading in node.readings for each in reading.statements for one in _statements(each)]
            return [attrs.evolve(node, readings=readings), *inner]
        case _:
            return [node]


# -- what the examples make of them ----------------------------------------------------------------

REGULATION = """regelverk "Prov"
    gäller        från och med 2027-01-01 till och med 2030-12-31
    valår         2026, 2030
    beräkningsår  2027

enheter
    mandat

roller
    nämnden

uppgifter
    avdrag (avdraget): kr, om raden saknas 0 kr

begrepp
    parti (partiet, partier, partierna)
        mandat (mandatet, mandaten): heltal mandat, minst 1 mandat
        kostnad (kostnaden): kr
        nytt: ja eller nej
    kostnadspost (posten, poster, posterna)
        parti: ett parti
        slag (slaget): ett av resa, möte eller annat

avsnitt 1 Stöd
    regelverket omfattar partier vars mandat är minst 2 mandat
    grundbelopp (grundbeloppet) är 1 000 kr
    partiets stöd (stödet) är grundbeloppet per mandat × mandaten − avdraget
        dock 0 kr om partiet är ungt
    partiet är ungt när partiet har nytt och mandaten är högst 3 mandat
    partiets grad (graden) är enligt tabellen
        partiets mandat | grad
        1–3             | 1
        4 eller fler    | 2
    partiets slag (slaget) är enligt tabellen
        partiets mandat | slag
        1–3             | "litet"
        övriga          | "stort"
    partiets överskott (överskottet) är
        stödet − kostnaden om kostnaden är mindre än stödet
        annars 0 kr
    partiets saldo (saldot) är
        0 kr om året är mandatperiodens första år
        annars föregående års saldo + 1 kr
    andelspott (andelspotten) är 100 kr
    andelspotten fördelas mellan partierna som andel (andelen)
        resten fördelas i proportion till mandaten

    avsnitt 1.1 Läsningar
        tolkning avrundning "Avrundas det?"
            exakt:
                partiets utbetalning (utbetalningen) är stödet / 3
            hela kronor:
                partiets utbetalning (utbetalningen) är stödet / 3, avrundat nedåt till hela kronor
            gäller exakt, "inget sägs"

avsnitt 2 Normer
    posten får "belasta stödet"
        endast om något av villkoren är uppfyllt
            - slaget är resa
            - slaget är möte och någon bedömer "att det behövs"
        utom enligt avsnitt 1
    partiet har rätt till "lokal"
        omfattning graden
    nämnden ska "pröva"
    undantag från avsnitt 1: partiets överskott är 5 kr om partiet har nytt

exempel "Fyra mandat"
    partiet A har 4 mandat, kostnad 1 000 kr, inte nytt
    då: partiets stöd är 4 000 kr
    då: partiets överskott är 3 000 kr

exempel "En resa"
    partiet A har 4 mandat
    posten P har parti A, slag resa
    då: posten P får "belasta stödet"

kontrollräkning "Grader"
    parti | mandat | grad
    A     |      3 |    1
    B     |      4 |    2
"""


def written(text: str, tmp_path: Path, name: str = "a.regel") -> Loaded:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return load(file)


def tried_of(text: str, tmp_path: Path) -> tuple[Loaded, Trials]:
    loaded = written(text, tmp_path)
    assert loaded.program is not None, loaded.problems
    trials = try_mutants(loaded, tmp_path)
    assert not trials.failing
    return loaded, trials


def holds(loaded: Loaded, tmp_path: Path) -> bool:
    assert loaded.program is not None, loaded.problems
    return all(verdict.holds for verdict in run_examples(loaded.program, tmp_path))


@pytest.mark.unmeasured
def test_fates_agree_with_the_text_of_the_mutant(tmp_path: Path) -> None:
    loaded, trials = tried_of(REGULATION, tmp_path)
    assert loaded.tree is not None
    assert trials.of == len(trials.tried)
    assert {one.fate for one in trials.tried} == {"noticed", "stopped", "nothing", "unnoticed"}
    for one in trials.tried:
        text = format_regulation(mutated(loaded.tree, one.mutant))
        after = written(text, tmp_path, "b.regel")
        match one.fate:
            case "stopped":
                assert after.program is None
                assert one.problem is not None
                assert one.problem.code in {problem.code for problem in after.problems}
            case "noticed":
                # Those that cannot go round in a circle are run before they are checked.
                assert after.program is None or not holds(after, tmp_path)
                assert one.by is not None
            case "nothing" | "unnoticed":
                assert holds(after, tmp_path)


@pytest.mark.unmeasured
def test_a_difference_is_one(tmp_path: Path) -> None:
    """What is told as an example holds of the rules as they are, and not of the mutant."""
    loaded, trials = tried_of(REGULATION, tmp_path)
    assert loaded.program is not None
    assert loaded.tree is not None
    telling, words = Telling.of(loaded.program), Words.of(loaded.program)
    told = 0
    for one in trials.tried:
        shown = shown_example(one.difference, telling, words)
        if shown is not None:
            told += 1
            example = "\n".join(['exempel "Nytt"', *(f"    {line}" for line in shown[0])]) + "\n"
            assert holds(written(f"{REGULATION}\n{example}", tmp_path), tmp_path), example
            changed = format_regulation(mutated(loaded.tree, one.mutant))
            after = written(f"{changed}\n{example}", tmp_path, "b.regel")
            assert after.program is None or not holds(after, tmp_path), (one.mutant.old, one.mutant.left, example)
    assert told > 20


FATES = {
    # Examples, also by the published table.
    "avdrag: avdrag (avdraget): kr, om raden saknas 0 kr → avdrag (avdraget): kr": "noticed",
    "grundbelopp: 1 000 kr → 1 001 kr": "noticed",
    "partiets grad: 1–3 | 1; 4 eller fler | 2 → 1–4 | 1; 5 eller fler | 2": "noticed",
    'posten får "belasta stödet": får → får inte': "noticed",
    # Gaps, overlaps, units and years.
    "partiets grad: 1–3 | 1 → 2–3 | 1": "stopped",
    "partiets stöd: grundbeloppet per mandat × mandaten → grundbeloppet per mandat / mandaten": "stopped",
    "partiets saldo: föregående års saldo → årets saldo": "stopped",
    # Below the declared domain, where nothing comes; carried; an exception of what has no condition.
    "partiets grad: 1–3 | 1 → 0–3 | 1": "nothing",
    'posten får "belasta stödet": utom enligt avsnitt 1 → utelämnat': "nothing",
    "partiets stöd: dock 0 kr om partiet är ungt → dock 0 kr även om partiet är ungt": "nothing",
    # Below the declared domain too, though other rows take what none does: proved.
    'partiets slag: 1–3 | "litet" → 0–3 | "litet"': "nothing",
    "partiets överskott: kostnaden är mindre än stödet → kostnaden är högst stödet": "nothing",
    # Where other rows take what none does, a row that takes more takes it from them.
    'partiets slag: 1–3 | "litet" → 1–4 | "litet"': "unnoticed",
    # Whether somebody has a right is decided, though nothing asks; what has no condition is only carried.
    'partiet har rätt till "lokal": har rätt till → har inte rätt till': "unnoticed",
    "andelspott: 100 kr → 101 kr": "unnoticed",
    "tolkning avrundning: exakt → hela kronor": "unnoticed",
    "regelverket omfattar partier: mandat är minst 2 mandat → mandat är mer än 2 mandat": "unnoticed",
}


def test_what_becomes_of_each_kind(tmp_path: Path) -> None:
    _, trials = tried_of(REGULATION, tmp_path)
    fates = {what(one.mutant): one.fate for one in trials.tried}
    assert {change: fates[change] for change in FATES} == FATES


# A rule of somebody's duty that is asked for by an example alone, and one that nothing asks for.
DUTIES = """regelverk "Prov"

begrepp
    parti (partiet, partier)
        nytt: ja eller nej
        protokoll: ja eller nej

avsnitt 1 Prov
    partiet ska "visa protokoll"
        om partiet har nytt
        följs när partiet har protokoll
    partiet ska "anmäla sig"
        om partiet har nytt
        följs när partiet har protokoll
    partiet har rätt till "lokal"
        omfattning 2
    partiet har rätt till "rum"
        omfattning 3

kontroll "Rummet är inte för litet": partiets omfattning för "rum" är minst 2

exempel "Ett nytt parti"
    partiet A har nytt, protokoll
    partiet B har inte nytt
    då: partiet A ska "visa protokoll"
    då: om partiet B ska "visa protokoll" är inte reglerat
    då: partiet A uppfyller "visa protokoll"
    då: partiet A har rätt till "lokal"

exempel "Rättens omfattning"
    partiet A har nytt
    då: partiets omfattning för "lokal" är 2
"""


def test_duties(tmp_path: Path) -> None:
    loaded, trials = tried_of(DUTIES, tmp_path)
    fates = {what(one.mutant): (one.fate, one.by and one.by.title) for one in trials.tried}
    shown = 'partiet ska "visa protokoll": '
    unasked = 'partiet ska "anmäla sig": '
    only = "om partiet har nytt → endast om partiet har nytt"
    # The example asks whether the party must, not only whether it does.
    assert fates[shown + "ska → ska inte"] == ("noticed", "Ett nytt parti")
    assert fates[shown + only] == ("noticed", "Ett nytt parti")
    assert fates[unasked + "ska → ska inte"] == ("unnoticed", None)
    assert fates[unasked + only] == ("unnoticed", None)
    # What an example speaks of is gone: it notices that, the rules alone could do without.
    gone = 'partiet har rätt till "lokal": omfattning 2 → utelämnat'
    assert fates[gone] == ("noticed", "Rättens omfattning")
    gone = 'partiet har rätt till "rum": omfattning 3 → utelämnat'
    assert fates[gone] == ("noticed", "Rummet är inte för litet")
    assert loaded.program is not None
    before = {one.symbol.name for one in loaded.program.definitions}
    after = {one.symbol.name for one in trials.program.definitions}
    assert after - before == {'ska "anmäla sig"'}


# A change -> the value that is looked at, and what it is before and after; None: the value is gone, or no value.
DIFFERENCES = {
    "andelspott: 100 kr → 101 kr": ("andel", 100, 101),
    "partiets överskott: 0 kr → 1 kr": ("överskott", 0, 1),
    "andel: resten fördelas i proportion till mandaten → resten fördelas lika": ("andel", 60, 50),
    'posten får "belasta stödet": någon bedömer "att det behövs" → utelämnat': ('får "belasta stödet"', False, True),
    "tolkning avrundning: exakt → hela kronor": ("utbetalning", Fraction(1900, 3), 633),
    'partiet har rätt till "lokal": omfattning graden → utelämnat': ('omfattning för "lokal"', 1, None),
    "regelverket omfattar partier: 2 mandat → 3 mandat": ("stöd", 0, None),
    "regelverket omfattar partier: 2 mandat → 1 mandat": ("stöd", None, 0),
}


def test_differences(tmp_path: Path) -> None:
    _, trials = tried_of(REGULATION, tmp_path)
    found = {
        what(one.mutant): (one.difference.symbol.name, came(one.difference.before), came(one.difference.after))
        for one in trials.tried
        if one.difference is not None
    }
    assert {change: found.get(change) for change in DIFFERENCES} == DIFFERENCES


PAIRS = [
    # In a later year; with another reading; where it was not regulated, had no value, or no longer has one.
    (
        "värde (värdet) är\n    1 om året är minst 2029\n    annars 2",
        "värde (värdet) är\n    1 om året är minst 2028\n    annars 2",
        (2, 1),
    ),
    ('värde (värdet) är inte reglerat "än"', "värde (värdet) är 5", (None, 5)),
    ("värde (värdet) är 1 / avdraget", "värde (värdet) är 1 / (avdraget + 0)", None),
    ("värde (värdet) är avdraget / noll\nnoll är 0", "värde (värdet) är avdraget\nnoll är 0", (None, 100)),
    ("värde (värdet) är avdraget\nnoll är 0", "värde (värdet) är avdraget / noll\nnoll är 0", (100, None)),
    (
        "värde (värdet) är avdraget, avrundat nedåt till närmaste 7",
        "värde (värdet) är avdraget, avrundat uppåt till närmaste 7",
        (98, 105),
    ),
]


@pytest.mark.parametrize(("before", "after", "values"), PAIRS, ids=range(len(PAIRS)))
def test_difference_between_two(
    before: str, after: str, values: tuple[Value | None, Value | None] | None, tmp_path: Path
) -> None:
    start = """regelverk "Prov"
    gäller        från och med 2027-01-01 till och med 2030-12-31
    beräkningsår  2027

uppgifter
    avdrag (avdraget): tal

avsnitt 1 Prov
"""
    programs = []
    for rules in (before, after):
        loaded = written(start + "".join(f"    {line}\n" for line in rules.splitlines()), tmp_path)
        assert loaded.program is not None, loaded.problems
        programs.append(loaded.program)
    one = difference(programs[0], programs[1], [model.Symbol(None, "värde")], None, 300)
    assert (None if one is None else (came(one.before), came(one.after))) == values


def test_the_difference_that_is_easiest_to_say_is_shown(tmp_path: Path) -> None:
    """Where no side has a value, but each for a reason of its own: rather what the rules leave open than what they
    cannot compute."""
    text = """regelverk "Prov"

uppgifter
    avdrag (avdraget): tal

avsnitt 1 Prov
    noll är 0
    kvot (kvoten) är {}
    frihet (friheten) är {}
"""
    silent, impossible = 'inte reglerat "än"', "avdraget / noll"
    programs = []
    for rules in ((impossible, silent), (silent, impossible)):
        loaded = written(text.format(*rules), tmp_path)
        assert loaded.program is not None, loaded.problems
        programs.append(loaded.program)
    symbols = [model.Symbol(None, name) for name in ("kvot", "frihet")]
    for order in (symbols, symbols[::-1]):
        one = difference(programs[0], programs[1], order, None, 300)
        assert one is not None
        assert one.symbol.name == "frihet"
        assert [reasons(side) for side in (one.before, one.after)] == [{Unregulated}, {Undefined}]
    # The least that can be shown is still shown.
    one = difference(programs[0], programs[1], symbols[:1], None, 300)
    assert one is not None
    assert [reasons(side) for side in (one.before, one.after)] == [{Undefined}, {Unregulated}]


def reasons(outcome: Outcome | None) -> set[type[Cause]]:
    assert isinstance(outcome, Failed)
    return {type(cause) for cause in outcome.causes}


def test_a_value_of_one_reading_alone(tmp_path: Path) -> None:
    text = """regelverk "Prov"

avsnitt 1 Prov
    tolkning fråga "Hur?"
        ena:
            summor är 1
        andra:
            del är 2
            summor är del
        gäller ena, "skäl"
"""
    programs = []
    for rules in (text, text.replace("del är 2", "del är 3")):
        loaded = written(rules, tmp_path)
        assert loaded.program is not None, loaded.problems
        programs.append(loaded.program)
    one = difference(programs[0], programs[1], [model.Symbol(None, "del")], None, 300)
    assert one is not None
    assert one.case.moment.readings == (("fråga", "andra"),)
    assert (came(one.before), came(one.after)) == (2, 3)


def came(outcome: Outcome | None) -> Value | None:
    return outcome.value if isinstance(outcome, Known) else None


def test_nothing_is_tried_where_an_example_fails_already(tmp_path: Path) -> None:
    loaded = written(REGULATION.replace("stöd är 4 000 kr", "stöd är 5 kr"), tmp_path)
    trials = try_mutants(loaded, tmp_path)
    assert [verdict.of.title for verdict in trials.failing] == ["Fyra mandat"]
    assert (trials.tried, trials.of) == ((), 0)


def test_one_section_and_those_within_it(tmp_path: Path) -> None:
    loaded = written(REGULATION, tmp_path)
    sections = {
        label: {one.mutant.section for one in try_mutants(loaded, tmp_path, label).tried}
        for label in ("avsnitt 1", "avsnitt 1.1", "avsnitt 2")
    }
    assert sections == {
        "avsnitt 1": {"avsnitt 1", "avsnitt 1.1"},
        "avsnitt 1.1": {"avsnitt 1.1"},
        "avsnitt 2": {"avsnitt 2"},
    }


def test_the_pace_ends_it(tmp_path: Path) -> None:
    loaded = written(REGULATION, tmp_path)
    asked: list[tuple[int, int]] = []

    def pace(done: int, of: int) -> bool:
        asked.append((done, of))
        return done < 3

    trials = try_mutants(loaded, tmp_path, None, pace)
    assert len(trials.tried) == 3
    assert asked == [(number, trials.of) for number in range(4)]


# -- the command -----------------------------------------------------------------------------------

SMALL = """regelverk "Prov"

avsnitt 1 Belopp
    it-kostnad (it-kostnaden) är 8 989 kr
    hyra (hyran) är 500 kr

avsnitt 2 Summa
    total (totalen) är it-kostnaden + hyran

exempel "Hyran"
    då: hyran är 500 kr
"""
SMALL_TOLD = """\
5 ändringar prövade: 2 märks av exempel och 3 märks inte.

avsnitt 1 Belopp

  rad 4  it-kostnad: 8 989 kr → 8 990 kr
      Det här exemplet märker den; efter ändringen blir det 9 490 kr:
          då: totalen är 9 489 kr

  rad 4  it-kostnad: 8 989 kr → 8 988 kr
      Det här exemplet märker den; efter ändringen blir det 9 488 kr:
          då: totalen är 9 489 kr

avsnitt 2 Summa

  rad 8  total: it-kostnaden + hyran → it-kostnaden − hyran
      Det här exemplet märker den; efter ändringen blir det 8 489 kr:
          då: totalen är 9 489 kr

Lägg till ett exempel som märker ändringen. Behövs inget, skriv varför i skäl.tsv bredvid
regelfilen, på en rad med fyra fält skilda av tabbar: mutant, avsnitt, ändringen som den står ovan,
skäl.
"""


def ran(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["mutera", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(SMALL, tmp_path)
    assert ran(capsys, str(tmp_path)) == (1, SMALL_TOLD, "")


def test_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(SMALL, tmp_path)
    code, said, remarks = ran(capsys, str(tmp_path), "--format", "json", "--avsnitt", "2")
    assert (code, remarks) == (1, "")
    assert json.loads(said) == {
        "regulation": "Prov",
        "section": "avsnitt 2",
        "mutants": 1,
        "tried": 1,
        "noticed": 0,
        "stopped": 0,
        "nothing": 0,
        "unnoticed": 1,
        "accepted": 0,
        "changes": [
            {
                "section": "avsnitt 2",
                "file": str(tmp_path / "a.regel"),
                "line": 8,
                "kind": "operation",
                "change": "total: it-kostnaden + hyran → it-kostnaden − hyran",
                "reading": None,
                "before": "it-kostnaden + hyran",
                "after": "it-kostnaden − hyran",
                "outcome": "unnoticed",
                "noticed_by": None,
                "problem": None,
                "reason": None,
                "example": ["då: totalen är 9 489 kr"],
                "becomes": "8 489 kr",
            }
        ],
        "unused_reasons": [],
    }


def test_json_of_every_outcome(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(REGULATION, tmp_path)
    _, said, _ = ran(capsys, str(tmp_path), "--format", "json")
    told = {one["change"]: (one["noticed_by"], one["problem"]) for one in json.loads(said)["changes"]}
    assert told["grundbelopp: 1 000 kr → 1 001 kr"] == ("Fyra mandat", None)
    assert told["partiets grad: 1–3 | 1 → 2–3 | 1"] == (None, "RV301")
    assert told["partiets grad: 1–3 | 1 → 0–3 | 1"] == (None, None)


REASONS = """slag\tavsnitt\tvad\tskäl
mutant\tavsnitt 1\tit-kostnad: 8 989 kr → 8 990 kr\tbeloppet läses ur avtalet
mutant\tavsnitt 1\tit-kostnad: 8 989 kr → 8 988 kr\tbeloppet läses ur avtalet
"""


def test_reasons(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(SMALL, tmp_path)
    # As it is told, or with a full stop after it.
    (tmp_path / "skäl.tsv").write_text(REASONS.replace("8 988 kr", "8 988 kr."), encoding="utf-8")
    code, said, _ = ran(capsys, str(tmp_path))
    assert code == 1
    assert "och 3 märks inte, varav 2 med skäl." in said
    assert "it-kostnad:" not in said
    assert "total:" in said
    assert ran(capsys, str(tmp_path), "--avsnitt", "avsnitt 1")[:2] == (
        0,
        "4 ändringar prövade i avsnitt 1: 2 märks av exempel och 2 märks inte, varav 2 med skäl.\n",
    )


def test_reasons_that_are_not_needed_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(SMALL, tmp_path)
    more = "mutant\tavsnitt 2\ttotal: 3 → 4\tnär det var 3\n" + (
        "mutant\tavsnitt 2\ttotal: it-kostnaden + hyran → it-kostnaden − hyran\tdet syns\n"
    )
    (tmp_path / "skäl.tsv").write_text(REASONS + more, encoding="utf-8")
    code, said, remarks = ran(capsys, str(tmp_path))
    file = tmp_path / "skäl.tsv"
    assert code == 1
    assert said.endswith("varav 3 med skäl.\n")
    assert remarks == f"fel: skälet på {file}:4 gäller något som inte finns längre: avsnitt 2: total: 3 → 4\n"
    # Of one section nothing is known of the others; nor of rules that are not read.
    assert ran(capsys, str(tmp_path), "--avsnitt", "1")[2] == ""
    written(SMALL, tmp_path, "annat.regel")
    assert ran(capsys, str(tmp_path / "a.regel"))[::2] == (0, "")


def test_reasons_of_an_amendment_stand_beside_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the base's own rules need a reason for is not judged with an amendment from elsewhere in them."""
    written(SMALL, tmp_path)
    (tmp_path / "ny").mkdir()
    amendment = """ändring av "../a.regel" "Ny hyra"
    träder i kraft  2027-07-01

avsnitt 1 ska ha följande lydelse

    avsnitt 1 Belopp
        it-kostnad (it-kostnaden) är 1 kr
        hyra (hyran) är 500 kr
"""
    file = tmp_path / "ny" / "b.andring.regel"
    file.write_text(amendment, encoding="utf-8")
    heading = "slag\tavsnitt\tvad\tskäl\n"
    rows = [f"mutant\tavsnitt 1\tit-kostnad: 1 kr → {number} kr\tpåhittat\n" for number in (0, 2)]
    total = "mutant\tavsnitt 2\ttotal: it-kostnaden + hyran → it-kostnaden − hyran\tsyns\n"
    (tmp_path / "skäl.tsv").write_text(REASONS + total, encoding="utf-8")
    own = tmp_path / "ny" / "skäl.tsv"
    own.write_text(heading + "".join(rows), encoding="utf-8")
    code, said, remarks = ran(capsys, str(file))
    assert (code, remarks) == (0, "")
    assert said.endswith("och 3 märks inte, varav 3 med skäl.\n")
    own.write_text(heading + "".join(rows) + "mutant\tavsnitt 1\tit-kostnad: 3 kr → 4 kr\tförr\n", encoding="utf-8")
    gone = f"fel: skälet på {own}:4 gäller något som inte finns längre: avsnitt 1: it-kostnad: 3 kr → 4 kr\n"
    assert ran(capsys, str(file))[::2] == (1, gone)


def test_nothing_to_change(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(SMALL + "\navsnitt 3 Tomt\n    | Här står inget.\n    upplysning\n", tmp_path)
    told = ran(capsys, str(tmp_path), "--avsnitt", "3")
    assert told == (0, "Det finns inget att ändra i avsnitt 3.\n", "")


def test_one_change(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(SMALL, tmp_path)
    said = ran(capsys, str(tmp_path), "--avsnitt", "2")[1]
    assert said.startswith("1 ändring prövad i avsnitt 2: ")


WRONG = [
    (["--avsnitt", "9"], 2, "fel: Prov har inget avsnitt 9. Avsnitten är: avsnitt 1; avsnitt 2."),
    (["--tid", "0"], 2, "fel: "),
    (["--ut", "{folder}/data/svar.txt"], 2, "ligger bland regelverkets data"),
    (["--ut", "{folder}/finns/inte.txt"], 2, "kan inte skrivas"),
]


@pytest.mark.parametrize(("arguments", "code", "told"), WRONG, ids=[" ".join(words) for words, _, _ in WRONG])
def test_wrong_use(
    arguments: list[str], code: int, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(SMALL, tmp_path)
    given_ = [argument.format(folder=tmp_path) for argument in arguments]
    found, said, remarks = ran(capsys, str(tmp_path), *given_)
    assert (found, said) == (code, "")
    assert told in remarks


def test_errors_are_told_and_nothing_is_tried(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(SMALL.replace("it-kostnaden + hyran", "it-kostnaden + hyrorna"), tmp_path)
    code, said, remarks = ran(capsys, str(tmp_path))
    assert (code, said) == (1, "")
    assert "hyrorna" in remarks
    written(SMALL.replace("då: hyran är 500 kr", "då: hyran är 501 kr"), tmp_path)
    assert ran(capsys, str(tmp_path)) == (
        1,
        "",
        "fel: reglerna stämmer inte med ”Hyran” (rad 10). Rätta det först: regelverk prova visar vad som skiljer.\n",
    )
    six = "".join(f'exempel "{number}"\n    då: hyran är 1 kr\n' for number in range(6))
    written(SMALL + six, tmp_path)
    assert "och 1 till. Rätta det först" in ran(capsys, str(tmp_path))[2]
    (tmp_path / "skäl.tsv").write_text("fel\n", encoding="utf-8")
    assert "RV722" in ran(capsys, str(tmp_path))[2]


def test_when_time_runs_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(SMALL, tmp_path)
    code, said, _ = ran(capsys, str(tmp_path), "--tid", "0,000001")
    assert code == 1
    assert said.startswith("Tiden tog slut. 0 av 5 ändringar prövade: 0 märks av exempel")


def test_to_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(SMALL, tmp_path)
    out = tmp_path / "svar.txt"
    assert ran(capsys, str(tmp_path), "--ut", str(out)) == (1, "", "")
    assert out.read_text(encoding="utf-8") == SMALL_TOLD


def test_the_file_is_told_where_there_are_several(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(SMALL, tmp_path)
    amendment = """ändring av "a.regel" "Ny hyra"
    träder i kraft  2027-07-01

avsnitt 2 ska ha följande lydelse

    avsnitt 2 Allt
        total (totalen) är it-kostnaden + 2 × hyran
"""
    written(amendment, tmp_path, "b.andring.regel")
    said = ran(capsys, str(tmp_path))[1]
    assert "  a.regel, rad 4  it-kostnad:" in said
    assert "  b.andring.regel, rad 7  total: 2 → 3" in said


def test_where_no_case_shows_the_difference(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor is there a solver that can tell that there is none."""
    monkeypatch.setattr("interpreter.proving.solver.installed", lambda: False)
    written(REGULATION, tmp_path)
    said = ran(capsys, str(tmp_path))[1]
    assert (
        """  partiets överskott: kostnaden är mindre än stödet → kostnaden är högst stödet
      Inget enkelt fall hittades som visar skillnaden. Låt ett exempel pröva ”överskott”.
"""
        in said
    )
    assert (
        """utelämnat
      Det här exemplet märker den; efter ändringen finns inget sådant värde:
"""
        in said
    )


# -- a tree that was never a file ------------------------------------------------------------------


@pytest.mark.parametrize("own", ["hyran", "lönen"])
def test_a_tree_means_what_its_file_does(own: str, tmp_path: Path) -> None:
    """With what it borrows from another file; the errors of a tree are those of its file, and its warnings."""
    lent = 'regelverk "Gemensamt"\n\nuppgifter\n    hyra (hyran): kr\n    avgift (avgiften): kr\n'
    text = f'regelverk "Prov"\n\nanvänder "gemensamt.regel"\n\navsnitt 1 Prov\n    summor är {own} + 0 kr\n'
    (tmp_path / "gemensamt.regel").write_text(lent, encoding="utf-8")
    loaded = written(text, tmp_path)
    assert loaded.tree is not None
    again = load_tree(loaded, loaded.tree)
    assert again.problems == loaded.problems
    assert (again.program is None) == (loaded.program is None) == (own == "lönen")
    unchecked = load_tree(loaded, loaded.tree, check=False)
    assert (unchecked.program is None) == (own == "lönen")
    assert set(unchecked.problems) <= set(loaded.problems)
