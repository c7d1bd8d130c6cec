"""The list of norms, references out of the file, and how long the checks of norms may take."""

import datetime
from pathlib import Path

import pytest

from dsl import names
from dsl.checking import program as limits
from dsl.pipeline import load, load_source, severity
from dsl.resolving.linking import statute

CORPUS = Path(__file__).parent / "corpus"


def program(text):
    loaded = load_source("x.regel", text.encode())
    assert {severity(problem) for problem in loaded.problems} <= {"varning"}
    return loaded.program


HEAD = """regelverk "Prov"
    gäller  från och med 2026-01-01

roller
    regionen
    styrelse (styrelsen)

begrepp
    parti (partiet, partier, partierna)
        mandat (mandaten): heltal, minst 0

avsnitt 1
"""

NORMS = """    partiet ska   [1]
        - "mötas"
        - "skriva"
    partiet ska "betala"
        om mandaten är minst 2
        belopp 5 kr
        i delar den 1 januari och den 1 juli
        senast den 1 mars
        omfattning 50 %
    regionen ska "betala"
        om partiet ska "betala"
        belopp "enligt tabellen"
        senast "i mars"
    regionen ansvarar för "budgeten"
    partiet kräver "kvitto"
        om mandaten är minst 3
        följs när mandaten är 3
    styrelsen ansvarar för "mötet"
        om partiets mandat är 7
"""


def test_every_norm_is_listed_with_what_it_defines():
    told = [
        (
            norm.bearer,
            norm.row,
            norm.modality,
            norm.content,
            norm.applies is not None,
            norm.decision and (norm.decision.concept, norm.decision.name),
            norm.amount and norm.amount.name,
            norm.amount_text,
            tuple((day.month, symbol.name) for day, symbol in norm.parts),
            norm.deadline and norm.deadline.name,
            norm.deadline_text,
            norm.extent and norm.extent.name,
            norm.covered and norm.covered.name,
        )
        for norm in program(HEAD + NORMS).norms
    ]
    carried = (None, None, None, (), None, None, None, None)
    assert told == [
        ("parti", True, "ska", "mötas", False, *carried),
        ("parti", True, "ska", "skriva", False, *carried),
        (
            *("parti", True, "ska", "betala", True, ("parti", 'ska "betala"'), 'belopp för "betala"', None),
            ((1, 'belopp för "betala" den 1 januari'), (7, 'belopp för "betala" den 1 juli')),
            *('senast för "betala"', None, 'omfattning för "betala"', 'omfattas av en regel om att behöva "betala"'),
        ),
        (
            *("regionen", False, "ska", "betala", True, ("parti", 'ska "betala" (regionen)'), None, "enligt tabellen"),
            *((), None, "i mars", None, 'omfattas av en regel om att behöva "betala" (regionen)'),
        ),
        ("regionen", False, "ansvarar för", "budgeten", False, *carried),
        (
            *("parti", True, "kräver", "kvitto", True, ("parti", 'uppfyller "kvitto"')),
            *(None, None, (), None, None, None, None),
        ),
        ("styrelse", False, "ansvarar för", "mötet", True, *carried),
    ]


def test_roles():
    assert program(HEAD + NORMS).roles == ("regionen", "styrelse")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("4 kap. 33 § kommunallagen (2017:725)", ("kommunallagen", "2017:725", "4", "33")),
        ("5 a kap. 3–5 §§ skollagen", ("skollagen", None, "5 a", "3–5")),
        ("6 § arkivlagen (1990:782)", ("arkivlagen", "1990:782", None, "6")),
        ("kommunallagen (2017:725)", ("kommunallagen", "2017:725", None, None)),
        ("arvodesbestämmelserna", None),
        ("", None),
    ],
)
def test_statutes(text, read):
    found = statute(text)
    assert (found and (found.law, found.number, found.chapter, found.paragraph)) == read


def test_references_into_another_file(tmp_path):
    def check(text, *lines):
        (tmp_path / "en.regel").write_text(f'regelverk "Ett"\n\n§ 1\n    {text}\n', "utf-8")
        loaded = load(tmp_path / "en.regel")
        assert [(problem.code, problem.span.line) for problem in loaded.problems] == list(lines)
        found = loaded.program and loaded.program.references_out
        return found and [(one.text, one.found and one.found.label, one.file) for one in found]

    (tmp_path / "två.regel").write_text('regelverk "Två"\n\n§ 2 Stöd\n    | Text\n    upplysning\n', "utf-8")
    (tmp_path / "fel.regel").write_text("hej\n", "utf-8")
    assert check('se § 2 i "två.regel"') == [("§ 2", "§ 2", "två.regel")]
    assert check('se § 3 i "två.regel"', ("RV440", 4)) is None
    # A file that cannot be read is only listed, and what is wrong in it is not told here.
    assert check('se § 3 i "tre.regel"') == [("§ 3", None, "tre.regel")]
    assert check('se § 3 i "fel.regel"') == [("§ 3", None, "fel.regel")]


@pytest.mark.parametrize("most", range(0, 60, 3))
@pytest.mark.parametrize("name", ["bad/contradictions", "good/permissions", "good/duties", "bad/despite"])
def test_what_takes_too_long_is_told(monkeypatch, name, most):
    """With less to spend, what is found is found still, or that it takes too long is."""
    path = CORPUS / "norms" / f"{name}.regel"
    everything = {(problem.span.line, problem.code) for problem in load_source(path.name, path.read_bytes()).problems}
    monkeypatch.setattr(limits, "MOST_STEPS", most)
    found = {(problem.span.line, problem.code) for problem in load_source(path.name, path.read_bytes()).problems}
    assert {code for _, code in found - everything} <= {"RV305"}


def test_sentences_that_are_near():
    assert names.nearest_phrase("resa inom landet", ["resa i landet", "sova"]) == ("resa i landet",)
    assert names.nearest_phrase("x" * 1000, ["x" * 999]) == ()


def test_judgements_are_inputs_of_their_rows():
    text = """    partiet får "resa"
        om styrelsen bedömer "att det behövs"
    partiet får "vila"
        om någon bedömer "att det behövs" och styrelse beslutar "om vila"
"""
    (concept,) = program(HEAD + text).concepts
    judged = {attribute.symbol.name: attribute for attribute in concept.attributes if attribute.judge is not None}
    assert {name: attribute.forms[1:] for name, attribute in judged.items()} == {
        'styrelsen bedömer "att det behövs"': ("styrelsen bedömer att det behövs",),
        'någon bedömer "att det behövs"': ("någon bedömer att det behövs",),
        'styrelsen beslutar "om vila"': ("styrelsen beslutar om vila", "om vila"),
    }
    assert [attribute.judge.who for attribute in judged.values()] == ["styrelsen", None, "styrelsen"]


def test_what_somebody_decides_knows_its_regard():
    text = """    anslag (anslaget) bestäms av styrelsen, i kr/år
        med hänsyn till taket och golvet
    tak (taket) är 5 kr
    golv (golvet) är 5 kr
"""
    (decided,) = program(HEAD + text).inputs
    assert decided.unit_text == "kr/år"
    assert [symbol.name for symbol in decided.judge.regard] == ["tak", "golv"]


def test_days_of_the_text():
    """A day of the calendar is a constant, one of the year of evaluation is not."""
    found = program(HEAD + "    dag är den 1 mars 2026\n    dagen därpå är den 1 mars i år + 1 dag\n").definitions
    assert found[0].expression.value == datetime.date(2026, 3, 1)
    assert (found[1].expression.count, found[1].expression.unit) == (1, "day")
