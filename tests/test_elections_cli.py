"""`regelverk mandat` and `regelverk beräkna --valresultat` as people meet them."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from commands import Runner

from interpreter.elections.problems import (
    DistrictUnplaced,
    ElectionProblem,
    ElectionShape,
    ElectionTooLarge,
    ElectionUnreadable,
    FixedUnclear,
    NotCounted,
    PartyLacking,
    PartyTwice,
    ScenarioUnclear,
    TotalsDiffer,
    VotesUnreadable,
)
from workbench.problems.words.elections import wording

ROOT = Path(__file__).parent.parent
FOLDER = Path(__file__).parent / "elections"
OSTERSUND = str(ROOT / "regulations" / "ostersund")
VASTERBOTTEN = str(ROOT / "regulations" / "vasterbotten")
VOTES = (str(FOLDER / "ostersund-2022.csv"), "--val", "kommun", "--mandat", "61")
DIVIDED = (str(FOLDER / "vasterbotten-2022.csv"), "--val", "region", "--mandat", "71")


# -- seats ---------------------------------------------------------------------------------------


def test_a_divided_area_shows_where_the_seats_are(run: Runner) -> None:
    code, answer, remarks = run("mandat", *DIVIDED)
    assert (code, remarks) == (0, "")
    assert re.search(r"^summa +174 940 +71 +63 +8$", answer, re.MULTILINE)
    assert re.search(r"^Västerbottens läns södra .* 41$", answer, re.MULTILINE)


def test_every_line_fits_the_page(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    for width in (50, 90):
        monkeypatch.setenv("COLUMNS", str(width))
        _, answer, _ = run("mandat", FOLDER / "riksdag-2022.csv", "--val", "riksdag")
        assert max(map(len, answer.splitlines())) <= width


def test_json_and_csv_have_the_same_parties(run: Runner) -> None:
    _, answer, _ = run("mandat", *VOTES, "--format", "json")
    whole = json.loads(answer)
    assert (whole["kind"], whole["seats"], whole["valid"], whole["threshold"]) == ("municipality", 61, 41325, "0.02")
    assert whole["parties"][0]["share"] == "5211/13775"
    assert whole["parties"][0]["seats"] == 23
    assert whole["constituencies"][0]["parties"][0] == {"name": "Socialdemokraterna", "fixed": 23, "adjustment": 0}
    _, answer, _ = run("mandat", *VOTES, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(answer)))
    assert [int(row["seats"]) for row in rows] == [party["seats"] for party in whole["parties"]]


def test_json_tells_of_lots_and_of_seats_that_went_back(run: Runner, tmp_path: Path) -> None:
    file = tmp_path / "lika.csv"
    file.write_text("valkrets;parti;röster;fasta mandat\nX;A;300;1\nX;B;300;1\nY;A;300;1\nY;B;300;1\n", "utf-8")
    _, answer, _ = run(
        "mandat", file, "--val", "region", "--mandat", "3", "--format", "json", "--lott", "A", "--lott", "X"
    )
    lots = json.loads(answer)["lots"]
    assert [lot["for"] for lot in lots] == ["fixed", "fixed", "whole", "placed"]
    assert lots[2] == {
        "for": "whole",
        "constituency": None,
        "party": None,
        "between": ["A", "B"],
        "places": 1,
        "won": ["A"],
        "number": "200",
    }
    _, answer, _ = run("mandat", FOLDER / "kalmar-2022.csv", "--val", "region", "--mandat", "67", "--format", "json")
    assert json.loads(answer)["returned"] == [{"constituency": "Kalmar 4 Emmaboda Nybro Torsås", "party": "M"}]


def test_seats_written_as_data_are_read_by_the_regulation(run: Runner, tmp_path: Path) -> None:
    data = tmp_path / "partier.csv"
    code, _, remarks = run("mandat", *VOTES, "--ut", data)
    assert (code, remarks) == (0, "")
    assert data.read_text("utf-8").splitlines()[1] == "Socialdemokraterna;23;Val till kommunfullmäktige"
    files = sorted(Path(OSTERSUND, "data").glob("*.csv"))
    both = [argument for file in [data, *files] for argument in ("--data", str(file))]
    code, _, remarks = run("beräkna", OSTERSUND, *both)
    assert (code, "fel" in remarks) == (0, False)


def test_an_undecided_seat_is_written_as_an_empty_cell(run: Runner, tmp_path: Path) -> None:
    votes, data = tmp_path / "r.csv", tmp_path / "ut.csv"
    votes.write_text("parti;röster\nA;600\nB;300\nCentern i staden;300\nD;1\n", "utf-8")
    run("mandat", votes, "--val", "kommun", "--mandat", "2", "--ut", data)
    assert data.read_text("utf-8").splitlines()[1:] == [
        "A;1;Val till kommunfullmäktige",
        "B;;Val till kommunfullmäktige",
        "Centern i staden;;Val till kommunfullmäktige",
    ]


LOTTERY = "valkrets;parti;röster;fasta mandat\nX;A;300;1\nX;B;300;1\nY;A;300;1\nY;B;300;1\n"
KEPT = "valkrets;parti;röster;fasta mandat\n" + "".join(
    f"{name};{party};{votes};1\n"
    for name, both in (("W", (100, 90)), ("X", (100, 90)), ("Y", (100, 90)), ("Z", (10, 4_000)))
    for party, votes in zip("AB", both, strict=True)
)

REMARKS: list[tuple[str, str, tuple[str, ...], str]] = [
    ("fixed", LOTTERY, ("--mandat", "3"), "om ett fast mandat i X: A och B. Lotten avgör."),
    ("whole", LOTTERY, ("--mandat", "3"), "om ett av alla mandat: A och B."),
    ("placed", LOTTERY, ("--mandat", "3"), "om var A får ett utjämningsmandat: X och Y."),
    ("given", LOTTERY, ("--mandat", "3", "--lott", "B"), "Lotten föll på B, som du angav."),
    ("kept", KEPT, ("--mandat", "5", "--spärr", "0"), "A behåller fler fasta mandat än sin andel."),
    (
        "many",
        "valkrets;parti;röster;fasta mandat\n" + "".join(f"{k};{p};9;3\n" for k in "UVXYZ" for p in "ABCDEF"),
        ("--mandat", "20"),
        "Lotterna kan falla på så många sätt att inga mandat visas.",
    ),
    ("empty", "parti;röster\nA;1\növriga;999\n", ("--mandat", "3"), "3 mandat tillfaller ingen"),
    ("other", "parti;röster;mandat\nA;5;1\nB;5;2\n", ("--mandat", "2"), "Filen har andra mandat: B 2, här 1."),
]


@pytest.mark.parametrize(("text", "more", "said"), [one[1:] for one in REMARKS], ids=[one[0] for one in REMARKS])
def test_what_is_said_beside_the_figures(
    text: str, more: tuple[str, ...], said: str, run: Runner, tmp_path: Path
) -> None:
    file = tmp_path / "r.csv"
    file.write_text(text, "utf-8")
    code, answer, _ = run("mandat", file, "--val", "region", *more)
    assert code == 0
    assert said in " ".join(answer.split())


def test_an_unfinished_count_and_made_up_figures_are_told(run: Runner, tmp_path: Path) -> None:
    votes = {"antalRoster": 3, "partiRoster": [{"partibeteckning": "Alfa", "antalRoster": 3}]}
    area = {
        "namn": "Provorten",
        "totaltAntalMandat": 5,
        "valomradessparrProcent": 4,
        "antalValdistriktRaknade": 1,
        "antalValdistriktSomSkaRaknas": 9,
        "rostfordelning": {"rosterPaverkaMandat": votes},
    }
    content = {"valtyp": "KF", "valdatum": "2026-09-13", "test": True, "rakningstillfalle": "preliminär"}
    file = tmp_path / "v.json"
    file.write_text(json.dumps({**content, "valomrade": area}), "utf-8")
    code, answer, remarks = run("mandat", file, "--mandat", "4")
    assert code == 0
    assert answer.startswith("Val till kommunfullmäktige, Provorten 2026 (preliminär)\n")
    assert "Filen är märkt som test" in answer
    assert "1 av 9 valdistrikt" in answer
    assert "filen har 5 mandat, men det räknas med 4" in remarks
    assert "filen har en annan spärr än lagen" in remarks


WRONG: list[tuple[str, tuple[str, ...], int, str]] = [
    ("no-kind", (VOTES[0],), 2, "Ange --val riksdag, region eller kommun"),
    ("no-seats", (VOTES[0], "--val", "kommun"), 2, "Ange --mandat"),
    ("seats-in-words", (VOTES[0], "--mandat", "många"), 2, "är inget antal mandat"),
    ("threshold", (VOTES[0], "--spärr", "två"), 2, "är ingen spärr"),
    ("no-fixed", ("X;A;1;\nX;B;1;\nY;A;1;\nY;B;1;\n", "--val", "region", "--mandat", "9"), 2, "hur många fasta mandat"),
    ("too-many-fixed", ("X;A;1;9\nY;A;1;9\n", "--val", "region", "--mandat", "9"), 2, "fasta mandaten är 18"),
    (
        "not-all-fixed",
        ("X;A;1;9\nY;A;1;9\n", "--val", "kommun", "--mandat", "20", "--år", "2014"),
        2,
        "är 18 tillsammans",
    ),
    ("no-such-lot", (*VOTES, "--lott", "Moderatarna"), 2, "Menade du Moderaterna"),
    ("over-itself", (*VOTES, "--ut", VOTES[0]), 2, "läses och skrivs inte över"),
    ("not-written", (*VOTES, "--ut", "/saknas/ut.csv"), 2, "mappen finns inte"),
    ("scenario", (*VOTES, "--scenario", VOTES[0][:-4] + "x.csv"), 2, "finns inte"),
]


@pytest.mark.parametrize(("arguments", "code", "said"), [one[1:] for one in WRONG], ids=[one[0] for one in WRONG])
def test_wrong_use(arguments: tuple[str, ...], code: int, said: str, run: Runner, tmp_path: Path) -> None:
    first, *rest = arguments
    if "\n" in first:
        file = tmp_path / "r.csv"
        file.write_text("valkrets;parti;röster;fasta mandat\n" + first, "utf-8")
        first = str(file)
    got, answer, remarks = run("mandat", first, *rest)
    assert (got, answer if "--ut" not in rest else "") == (code, "")
    assert said in " ".join(remarks.split())


def test_a_file_that_is_wrong_is_told_with_its_row(run: Runner, tmp_path: Path) -> None:
    file = tmp_path / "r.csv"
    file.write_text("parti;röster\nA;−5\nB;\n", "utf-8")
    code, answer, remarks = run("mandat", file, "--val", "kommun", "--mandat", "3")
    assert (code, answer) == (1, "")
    assert "r.csv, rad 2" in remarks
    assert "färre än noll: A" in remarks
    assert "röster saknas: B" in remarks


def test_things_worth_a_remark(run: Runner, tmp_path: Path) -> None:
    _, _, remarks = run("mandat", *VOTES, "--lott", "Moderaterna")
    assert "--lott Moderaterna: ingen lott gällde det" in remarks
    _, _, remarks = run("mandat", FOLDER / "vasterbotten-2022.csv", "--val", "region", "--mandat", "75")
    assert "63 av 75 mandat är fasta. Enligt lagen ska 67 vara det" in remarks
    file = tmp_path / "k.csv"
    file.write_text("valkrets;parti;röster;fasta mandat\nX;A;10;3\nY;A;10;2\n", "utf-8")
    code, answer, _ = run("mandat", file, "--val", "kommun", "--år", "2014")
    assert (code, "5 mandat, 20 giltiga röster. Ingen spärr. Första delningstal 1,4." in answer) == (0, True)


# -- kronor --------------------------------------------------------------------------------------


def test_the_regulation_on_the_votes_gives_what_it_gives_on_its_data(run: Runner) -> None:
    _, plain, _ = run("beräkna", OSTERSUND, "--format", "csv")
    code, fed, _ = run("beräkna", OSTERSUND, "--valresultat", *VOTES, "--format", "csv")
    assert (code, fed) == (0, plain)
    _, plain, _ = run("beräkna", VASTERBOTTEN, "--format", "csv")
    code, fed, _ = run("beräkna", VASTERBOTTEN, "--valresultat", *DIVIDED, "--format", "csv")
    assert (code, fed) == (0, plain)


def scenario(folder: Path, text: str) -> str:
    file = folder / "s.csv"
    file.write_text(text, "utf-8")
    return str(file)


def test_scenarios_as_records(run: Runner, tmp_path: Path) -> None:
    file = scenario(tmp_path, "parti;Utan L\nLiberalerna;−2\n")
    arguments = ("beräkna", OSTERSUND, "--valresultat", *VOTES, "--scenario", file)
    code, answer, remarks = run(*arguments, "--format", "json")
    assert code == 0
    assert "Utan L: Fick inga mandat och är inte med: Liberalerna." in remarks
    whole = json.loads(answer)
    assert [one["scenario"] for one in whole["scenarios"]] == ["valet", "Utan L"]
    named = [{record["name"] for record in one["results"]} for one in whole["scenarios"]]
    assert ["Liberalerna" in names for names in named] == [True, False]
    _, answer, _ = run(*arguments, "--format", "csv")
    assert answer.startswith("scenario,concept,name,")
    assert {row["scenario"] for row in csv.DictReader(io.StringIO(answer))} == {"valet", "Utan L"}


def test_differences_add_up(run: Runner, tmp_path: Path) -> None:
    file = scenario(tmp_path, "parti;Utan L;S ned\nL;−2;0\nS;0;−3\n")
    _, answer, _ = run("beräkna", OSTERSUND, "--valresultat", *VOTES, "--scenario", file, "--värde", "ersättning")
    rows = {line[:19].strip(): line[19:] for line in answer.splitlines()}
    assert "ej tillämpligt  −169 822" in rows["Liberalerna"]
    assert re.search(r"2 846 909 +2 \d{3} \d{3} +[−+]?\d", rows["summa"])


def test_scenarios_of_seats(run: Runner, tmp_path: Path) -> None:
    file = scenario(tmp_path, "parti;Utan L\nLiberalerna;−2\n")
    _, answer, _ = run("mandat", *VOTES, "--scenario", file)
    assert re.search(r"^Liberalerna +2 +0 +−2$", answer, re.MULTILINE)
    _, answer, _ = run("mandat", *VOTES, "--scenario", file, "--format", "json")
    assert json.loads(answer)["scenarios"][0]["scenario"] == "Utan L"
    _, answer, _ = run("mandat", *VOTES, "--scenario", file, "--format", "csv")
    assert answer.startswith("scenario,name,")
    code, _, remarks = run("mandat", *VOTES, "--scenario", scenario(tmp_path, "parti;X\nOkänt;+1\n"))
    assert (code, "partiet ”Okänt” finns inte i valet" in remarks) == (1, True)


def test_everything_that_the_data_and_the_election_do_not_share_is_told(run: Runner, tmp_path: Path) -> None:
    votes = tmp_path / "r.csv"
    votes.write_text("parti;röster\nS;500\nNya partiet;300\nAndra;300\nL;5\nM;0\nC;0\nV;0\nKD;0\nMP;0\n", "utf-8")
    code, _, remarks = run("beräkna", OSTERSUND, "--valresultat", votes, "--val", "kommun", "--mandat", "4")
    told = " ".join(remarks.split())
    assert code == 0
    assert "Finns inte i data, men fick mandat: Nya partiet, Andra." in told
    assert "Fick inga mandat och är inte med: Moderaterna, Centerpartiet, Liberalerna" in told
    assert "Finns i data men inte i valresultatet: Sverigedemokraterna. Deras mandat är inte kända." in told
    votes.write_text("parti;röster\nS;300\nM;300\n", "utf-8")
    _, _, remarks = run("beräkna", OSTERSUND, "--valresultat", votes, "--val", "kommun", "--mandat", "1")
    assert (
        "Mandaten är inte avgjorda, och räknas som saknade: Socialdemokraterna (0–1), Moderaterna (0–1)."
        in " ".join(remarks.split())
    )


LISTS = """regelverk "Listor"

enheter
    mandat

begrepp
    parti (partiet, partier, partierna)
        mandat (mandatet, mandaten): heltal mandat, minst 1 mandat
    lista (listan, listor, listorna)
        parti (partiet): ett parti

avsnitt 1 Stödet
    partiets stöd (stödet) är 100 kr per mandat × mandaten
"""


def test_what_goes_with_a_party_that_is_not_there_is_told(run: Runner, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "listor.regel").write_text(LISTS, "utf-8")
    lists = "".join(f"L{number};Liberalerna\n" for number in range(1, 11))
    (tmp_path / "data" / "listor.csv").write_text(f"lista;parti\n{lists}S;Socialdemokraterna\n", "utf-8")
    (tmp_path / "data" / "partier.csv").write_text("parti\nSocialdemokraterna\nLiberalerna\n", "utf-8")
    file = scenario(tmp_path, "parti;Utan L\nL;−2\n")
    arguments = ("beräkna", tmp_path, "--valresultat", *VOTES)
    code, answer, remarks = run(*arguments, "--scenario", file)
    assert code == 0
    assert re.search(r"^Liberalerna +200 +ej tillämpligt +−200$", answer, re.MULTILINE)
    names = ", ".join(f"L{number} (lista)" for number in range(1, 9))
    assert f"Utan L: Följer med dem och är inte heller med: {names} och 2 till." in remarks
    code, _, remarks = run(*arguments, "--saknas")
    assert (code, "Utan L" in remarks) == (0, False)


FEEDING_WRONG: list[tuple[str, tuple[str, ...], int, str]] = [
    ("lost", ("--mandat", "61"), 2, "hör till --valresultat"),
    ("value", ("--värde", "ersättning"), 2, "--värde hör till --scenario"),
    ("record", ("--valresultat", *VOTES, "--akt", "a.json"), 2, "--akt går inte ihop med --valresultat"),
    ("needs", ("--valresultat", *VOTES, "--saknas", "--scenario", "S"), 2, "--saknas går inte ihop med --scenario"),
    ("no-such-value", ("--valresultat", *VOTES, "--scenario", "S", "--värde", "ersätning"), 2, "Menade du ersättning"),
    ("votes", ("--valresultat", *VOTES[:1]), 2, "Ange --val"),
    ("data", ("--valresultat", *VOTES, "--data", "S"), 1, "fel"),
]


@pytest.mark.parametrize(
    ("arguments", "code", "said"), [one[1:] for one in FEEDING_WRONG], ids=[one[0] for one in FEEDING_WRONG]
)
def test_wrong_use_of_a_result(arguments: tuple[str, ...], code: int, said: str, run: Runner, tmp_path: Path) -> None:
    file = scenario(tmp_path, "parti;X\nL;−1\n")
    got, _, remarks = run("beräkna", OSTERSUND, *(file if one == "S" else one for one in arguments))
    assert got == code
    assert said in " ".join(remarks.split())


@pytest.mark.parametrize(
    ("attributes", "said"),
    [
        ("pengar: kr", "ingen uppgift i regelverket har enheten mandat"),
        ("nu: heltal mandat\n        förr: heltal mandat", "flera uppgifter i regelverket har enheten mandat"),
    ],
    ids=["none", "two"],
)
def test_a_regulation_that_seats_cannot_be_fed_to(attributes: str, said: str, run: Runner, tmp_path: Path) -> None:
    file = tmp_path / "r.regel"
    concept = f"    parti (partiet, partier, partierna)\n        {attributes}\n"
    file.write_text(f'regelverk "R"\n\nenheter\n    mandat\n\nbegrepp\n{concept}', "utf-8")
    code, _, remarks = run("beräkna", file, "--valresultat", *VOTES)
    assert (code, said in remarks) == (2, True)


# -- words ---------------------------------------------------------------------------------------

PROBLEMS: list[ElectionProblem] = [
    *(ElectionUnreadable("f", why, read) for why in ("missing", "folder", "refused") for read in ("",)),
    *(ElectionUnreadable("f", "format", read) for read in ("", ".xlsx")),
    *(
        ElectionUnreadable("f", why, "3")
        for why in ("bytes", "empty", "csv", "json", "xml", "deep", "archive", "large")
    ),
    ElectionUnreadable("f", "archive"),
    *(
        ElectionShape("f", why, "x")
        for why in ("nothing", "presentation", "kind", "part", "several", "column", "heading", "twice")
    ),
    *(ElectionShape("f", why, "x", 3) for why in ("cells", "key", "column")),
    ElectionShape("f", "kind", ""),
    *(VotesUnreadable("f", 2, None, "A", why, "x") for why in ("missing", "negative", "not whole", "words", "long")),
    PartyTwice("f", 2, "X", "A"),
    PartyTwice("f", 3, None, "A", ("B", 2)),
    *(DistrictUnplaced("f", "X", count) for count in (0, 2)),
    TotalsDiffer("f", None, "avgivna röster", 1, 2),
    TotalsDiffer("f", None, None, 1, 2),
    TotalsDiffer("f", "X", "A", 1, 2, "varning"),
    PartyLacking("f", "X", "A"),
    FixedUnclear("f", 2, "X", "3", "4"),
    NotCounted("f", "X"),
    *(ElectionTooLarge("f", what, 1000) for what in ("parties", "constituencies", "scenarios")),
    *(
        ScenarioUnclear("f", 2, scenario_, party, why, read)
        for scenario_, party, read in (("S", "A", "x"), ("", None, "y"))
        for why in ("unknown", "lacking", "twice", "number", "mixed", "sum", "below", "divided", "where", "name")
    ),
]


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda one: f"{one.code}-{getattr(one, 'why', '')}")
def test_every_problem_has_its_words(problem: ElectionProblem) -> None:
    said = wording(problem)
    assert said.headline
    assert said.headline[-1] != "."
    assert said.help.endswith((".", "\n"))
    assert "  " not in said.headline + said.help
