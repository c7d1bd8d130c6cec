"""Promises that anybody sees are kept, or are not: decided, with the year and the small case that breaks them."""

import json
from pathlib import Path

import pytest

from dsl.pipeline import load_source
from workbench.cli import main

RULES = """regelverk "Gränser"
    mandatperiod  2023–2026, 2027–2030
    valår         2026, 2030
    beräkningsår  2026

enheter
    mandat

begrepp
    parti (partiet, partier, partierna)
        mandat (mandatet, mandaten): heltal mandat, minst 1 mandat, högst 61 mandat
        utlägg (utlägget): kr
        kostnad (kostnaden): kr, minst 0 kr

uppgifter
    avgift (avgiften): kr

§ 1 Stöd
    största (största) är det högsta av partiernas mandat
    minsta (minsta) är det lägsta av partiernas mandat
    mängd (mängden) är antalet partier
    stora (stora) är antalet partier vars mandat är minst 3 mandat
    samlat (samlade) är summan av partiernas mandat
    utgift (utgiften) är summan av partiernas kostnad
    medel (medlet) är medelvärdet av partiernas mandat
    störst utlägg (största utlägget) är det högsta av partiernas utlägg
    summa utlagt är summan av partiernas utlägg
    partiets andel (andelen) är mandaten / summan av partiernas mandat
    partiets kvot (kvoten) är mandaten / största
    partiets bidrag (bidraget) är 1 000 kr per mandat × mandaten
    partiets stöd (stödet) är
        20 000 kr om bidraget är mer än 17 000 kr
        annars bidraget + 5 000 kr
    sista dag (sista dagen) är den 31 december nästa valår
    fast dag (fasta dagen) är 2026-12-31

kontroll "prov": {claim}
"""
DATA = "parti;mandat;utlägg;kostnad\nA;5;1;3000\nB;4;2;5000\nC;3;3;2000\n"
OF_DATA = '\n    utgår från "data/partier.csv"'
COUNCIL = "\n    om samlade är 61 mandat"


def decided(folder: Path, capsys: pytest.CaptureFixture[str], claim: str) -> tuple[dict[str, object], str]:
    """The promise as JSON, and as it is told."""
    file = folder / "regler.regel"
    file.write_text(RULES.format(claim=claim).replace("summa utlagt", "utlagt (utlagda)"), "utf-8")
    (folder / "data").mkdir()
    (folder / "data/partier.csv").write_text(DATA, "utf-8")
    main(["bevisa", str(file), "--löfte", "prov", "--format", "json", "--tid", "60"])
    told = json.loads(capsys.readouterr().out)[0]["promises"][0]
    main(["bevisa", str(file), "--löfte", "prov", "--tid", "60"])
    return told, capsys.readouterr().out


HOLDS = [
    "största är högst 61 mandat",
    "minsta är minst 1 mandat",
    "minsta är högst största",
    "mängden är minst 0",
    "stora är minst 0",
    "stora är högst mängden",
    "samlade är minst största",
    "samlade är högst 61 mandat × mängden",
    "samlade är minst 1 mandat × mängden",
    "3 mandat × stora är högst samlade",
    "medlet är högst 61 mandat",
    "utgiften är minst 0 kr",
    "partiets andel är högst 1",
    "partiets kvot är högst 1",
    f"största är högst 61 mandat{COUNCIL}",
    f"partiets mandat är högst 61 mandat{COUNCIL}",
    f"stora är högst 20{COUNCIL}",
    f"mängden är högst 61{COUNCIL}",
]
FAILS = [
    "största är högst 60 mandat",
    "minsta är minst 2 mandat",
    "4 mandat × stora är högst samlade",
    "samlade är högst 60 mandat × mängden",
    "samlade är minst 2 mandat × mängden",
    "utlagda är minst största utlägget",
    "partiets andel är mindre än 1",
]


@pytest.mark.parametrize("claim", HOLDS)
def test_what_follows_from_the_bounds_is_proved(claim: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found, _ = decided(tmp_path, capsys, claim)
    assert found["verdict"] == "holds"


@pytest.mark.parametrize("claim", FAILS)
def test_what_is_near_is_broken(claim: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found, _ = decided(tmp_path, capsys, claim)
    assert found["verdict"] == "fails"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("samlade är 12 mandat", "holds"),
        ("utgiften är högst 12 000 kr", "holds"),
        ("utgiften är högst 9 000 kr", "fails"),
        ("partiets andel är minst 5 %", "holds"),
    ],
)
def test_of_given_data_it_is_said(claim: str, verdict: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found, _ = decided(tmp_path, capsys, claim + OF_DATA)
    # What has few values is tried in each row in turn; so a sum may still be broken.
    assert found["verdict"] == ("fails" if "samlade" in claim or "andel" in claim else verdict)


def test_where_nothing_has_few_values_the_data_are_the_case(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, told = decided(tmp_path, capsys, f"utgiften är högst 12 000 kr{OF_DATA}")
    assert "prövat med uppgifterna i data/partier.csv." in told


def test_data_that_break_it_are_the_case(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, told = decided(tmp_path, capsys, f"utgiften är högst 9 000 kr{OF_DATA}")
    assert "uppgifterna i data/partier.csv\n" in told
    assert "men med" not in told


def test_a_promise_that_names_what_is_given_is_not_decided_by_the_data(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found, _ = decided(tmp_path, capsys, f"partiets kostnad är högst 9 000 kr{OF_DATA}")
    assert found["verdict"] == "undecided"


# -- years ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "claim",
    [
        "sista dagen är senast 2026-12-31",
        "fasta dagen är tidigast den 31 december i år",
        "mängden är minst 0\n    om fasta dagen är tidigast den 31 december i år",
    ],
)
def test_what_depends_on_the_year_is_asked_of_every_year(
    claim: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found, told = decided(tmp_path, capsys, claim)
    if "verdict" in found and found["verdict"] == "fails":
        assert found["year"] == 2027
        assert "Håller inte år 2027, men år 2026." in told
        assert "\n            år 2027\n" in told
    else:
        assert found["years"] == [2026, 2027, 2028, 2029, 2030]


TIMED = {
    "ett datum i året": "dag (dagen) är den 1 maj i år",
    "ett villkor om året": "a (a) är\n        1 om året är valår\n        annars 2",
    "ett daterat värde": "a (a) är\n        från och med 2020-01-01: 1 kr\n        från och med 2027-01-01: 2 kr",
    "upprepat": "a (a) är 100 kr, i 2026 års nivå, uppräknat varje år från och med 2027 med 2 %",
}


@pytest.mark.parametrize("rule", TIMED.values(), ids=TIMED)
@pytest.mark.parametrize("through", ["", "\n    b (b) är a"])
def test_one_list_says_what_depends_on_the_year(rule: str, through: str) -> None:
    head = 'regelverk "Prov"\n    valår         2026, 2030\n    beräkningsår  2027\n\n§ 1 Prov\n    '
    text = head + rule + through.replace(" a", " dagen" if "dag " in rule else " a")
    program = load_source("a.regel", f"{text}\n".encode()).program
    assert program is not None
    assert program.depends_on_year
    plain = load_source("a.regel", f"{head}a (a) är 5\n".encode()).program
    assert plain is not None
    assert not plain.depends_on_year


def test_a_year_decides_which_rows_are_covered() -> None:
    rules = """regelverk "Prov"
    valår         2026, 2030
    beräkningsår  2027

begrepp
    parti (partiet, partier, partierna)
        mandat (mandatet, mandaten): heltal, minst 0

§ 1 Prov
    regelverket omfattar partier vars mandat är minst 1 och året är valår
    partiets stöd (stödet) är mandaten
"""
    program = load_source("a.regel", rules.encode()).program
    assert program is not None
    assert program.depends_on_year


# -- the case ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("claim", "least"), [("bidraget är högst 17 500 kr", "18 mandat"), ("stora är högst 0", "3 mandat")]
)
def test_the_smallest_case_is_small(claim: str, least: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, told = decided(tmp_path, capsys, claim if claim.startswith("stora") else f"partiets {claim}")
    assert f"partiet A har {least}" in told


def test_both_sides_of_what_moves_are_suggested_and_hold(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, told = decided(tmp_path, capsys, "stödet minskar aldrig när mandaten ökar")
    assert told.count('exempel "') == 2
    suggested = told.partition("Som exempel i regelfilen:")[2].partition("Tas för givet")[0]
    lines = [line.removeprefix(" " * 8) for line in suggested.splitlines()]
    file = tmp_path / "regler.regel"
    file.write_text(file.read_text("utf-8") + "\n" + "\n".join(lines), "utf-8")
    assert main(["prova", str(file)]) == 0
    assert capsys.readouterr().out.count("2 stämmer") == 1
