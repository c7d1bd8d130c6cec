"""What is needed still: every missing input and judgement with the values that wait for it, most waited for first."""

from pathlib import Path

import pytest

from dsl.pipeline import load_source
from interpreter.data.files import read
from interpreter.evaluating.calculation import Calculation, calculate
from interpreter.explaining.needed import Need, needed
from interpreter.outcomes import Judgement, Missing

RULES = """regelverk "Prov"

roller
    styrelse (styrelsen)

begrepp
    parti (partiet, partier, partierna)
        mandat (mandatet, mandaten): heltal, minst 0
        röster (rösterna): heltal, minst 0

avsnitt 1
    anslag (anslaget) bestäms av styrelsen, i kr/år
    partiets del (delen) är anslaget × mandaten
    partiets tillägg (tillägget) är
        1 kr om styrelsen bedömer "att partiet är nytt"
        annars 0 kr
    summa röster är summan av partiernas röster
    partiets bonus (bonusen) är 1 kr × rösterna
    pott (potten) är 3 kr
    potten fördelas mellan partierna som andel (andelen)
        resten fördelas i proportion till mandaten
        avrundat nedåt till hela kronor, skillnaden läggs på det parti som har flest mandat, vid lika efter lottning
"""


def calculated(folder: Path, data: str) -> Calculation:
    program = load_source("a.regel", RULES.encode()).program
    assert program is not None
    (folder / "partier.csv").write_text(data, "utf-8")
    facts, problems = read(program, [folder / "partier.csv"])
    assert problems == ()
    return calculate(program, facts, None)


def told(need: Need) -> str:
    cause = need.cause
    match cause:
        case Missing():
            what = f"{cause.symbol.name} {cause.row}"
        case Judgement():
            what = f"{cause.what if cause.attribute is None else cause.attribute.symbol.name} {' '.join(cause.rows)}"
    blocks = ", ".join(f"{block.symbol.name} {' '.join(block.rows)}".strip() for block in need.blocks)
    return f"{need.count} {what.strip()}: {blocks}"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            "parti;mandat;röster;styrelsen bedömer att partiet är nytt\nA;1;10;ja (styrelsen)\nB;;;\nC;3;4;\n",
            [
                "3 anslag: del A B C",
                "4 mandat B: del B, andel A B C",
                '1 styrelsen bedömer "att partiet är nytt" B: tillägg B',
                '1 styrelsen bedömer "att partiet är nytt" C: tillägg C',
                "2 röster B: summa röster, bonus B",
            ],
        ),
        (
            "parti;mandat;röster;styrelsen bedömer att partiet är nytt\nA;2;1;ja (X)\nB;2;2;nej (Y)\n",
            ["2 anslag: del A B", "2 lot A B: andel A B"],
        ),
    ],
)
def test_needed(tmp_path: Path, data: str, expected: list[str]) -> None:
    found = [told(need) for need in needed(calculated(tmp_path, data))]
    assert sorted(found) == sorted(expected)
    counts = [int(line.split()[0]) for line in found]
    assert counts == sorted(counts, reverse=True)


def test_nothing_is_needed_where_everything_has_a_value() -> None:
    program = load_source("a.regel", b'regelverk "Prov"\n\navsnitt 1\n    pott (potten) \xc3\xa4r 3 kr\n').program
    assert program is not None
    facts, _ = read(program, [])
    assert needed(calculate(program, facts, None)) == ()
