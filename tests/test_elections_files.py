"""Files of votes as the election authority and people write them: rows that are no parties, one party under two names,
districts that are not counted, and the authority's older XML. Whose election the seats are from is told.

The files in the authority's formats are constructed here; none that it has published is in the repository.
"""

from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import quoteattr

import attrs
import pytest
from commands import Runner
from test_elections import FOLDER, NO_LOTS, read, seats_of, summary, written
from test_elections_cli import OSTERSUND, VOTES

from interpreter.elections.counting import outcome_of
from interpreter.elections.election import Constituency, Election, Kind, Party
from interpreter.elections.files import read_election
from interpreter.elections.law import law_of
from interpreter.elections.naming import same_parties
from interpreter.elections.plain import kind_of
from workbench.elections.allocation import Counted, other_area, remarks

# -- rows of a table -------------------------------------------------------------------------------

ROWS = {
    "others": ("övriga", "Övriga partier", "ÖVR", "övriga anmälda partier", "Övriga giltiga partier", "Handskrivna"),
    "valid": ("summa", "Totalt", "Giltiga röster", "Summa giltiga röster", "Antal giltiga röster:"),
    "invalid": (
        *("Ogiltiga röster", "Blanka röster", "Blanka", "BL", "OG", "ogiltiga röster – blanka", "Ej anmälda partier"),
        *("Ogiltiga röster - inte anmälda partier", "Ogiltiga röster (övriga)", "Varav blanka", "Inte anmälda partier"),
    ),
    "cast": ("Summa avgivna röster", "Avgivna röster", "Antal röster", "Totalt antal avgivna röster", "Röstande"),
    "aside": ("Röstberättigade", "Antal röstberättigade", "Valdeltagande", "Valdeltagande (%)", "Antal valdistrikt"),
    "party": (
        "Moderaterna",
        "Blanka Ark",
        "Summa Solidaritet",
        "Valdeltagarpartiet".removeprefix("Val"),
        "Ogiltig",
        "S",
    ),
}


@pytest.mark.parametrize(("name", "kind"), [(name, kind) for kind, names in ROWS.items() for name in names])
def test_what_a_row_is(name: str, kind: str) -> None:
    assert kind_of(name) == kind
    assert kind_of(f" {name.upper()} ") == kind


def test_rows_that_are_no_parties_are_left_out_and_told(tmp_path: Path) -> None:
    rows = ("S;600", "M;300", "Ogiltiga röster;60", "Giltiga röster;900", "Avgivna röster;960", "Valdeltagande;84,5 %")
    election = read(written(tmp_path, "a.csv", "\n".join(("parti;röster", *rows))))
    assert [party.name for party in election.parties] == ["S", "M"]
    assert election.aside == (("Ogiltiga röster", "60"), ("Valdeltagande", "84,5 %"))
    law = law_of("municipality", 2022, divided=False)
    counted = Counted(election, law, 31, outcome_of(election, law, 31, NO_LOTS))
    assert "Räknas inte som partier: Ogiltiga röster (60), Valdeltagande (84,5 %)." in list(remarks(counted))


@pytest.mark.parametrize(
    ("rows", "problems"),
    [
        ("A;6\nOgiltiga röster;2\nsumma;8", []),
        ("A;6\nOgiltiga röster;2\nsumma;6", []),
        ("A;6\nOgiltiga röster;2\nsumma;7", ["RV735"]),
        ("A;6\nOgiltiga röster;2\nGiltiga röster;6\nAvgivna röster;8", []),
        ("A;6\nOgiltiga röster;2\nAvgivna röster;9", ["RV735"]),
        ("A;6\nOgiltiga röster;3\nblanka;1\ninte anmälda partier;2\nAvgivna röster;9", []),
        ("A;6\nAvgivna röster;9", []),
        ("A;6\nAvgivna röster;5", ["RV735"]),
        ("A;6\nRöstberättigade;\nValdeltagande;84,5 %", []),
    ],
)
def test_sums_of_a_table(rows: str, problems: list[str], tmp_path: Path) -> None:
    election, found = read_election(written(tmp_path, "a.csv", f"parti;röster\n{rows}"))
    assert [one.code for one in found] == problems
    assert (election is None) == bool(problems)


# -- one party under two names ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("Socialdemokraterna;6\nArbetarepartiet-Socialdemokraterna;3", ("Socialdemokraterna", 2)),
        ("S;6\nM;1\nArbetarepartiet - Socialdemokraterna;3", ("S", 2)),
        ("Moderaterna;1\nMODERATA  SAMLINGSPARTIET;2", ("Moderaterna", 2)),
        ("Folkpartiet;1\nLiberalerna;2", ("Folkpartiet", 2)),
        ("Väl\u00adfärden;1\nVälfärden;2", ("Väl\u00adfärden", 2)),
    ],
)
def test_one_party_under_two_names(rows: str, told: tuple[str, int], tmp_path: Path) -> None:
    election, (problem,) = read_election(written(tmp_path, "a.csv", f"parti;röster\n{rows}"))
    assert election is None
    assert (problem.code, getattr(problem, "also", None)) == ("RV734", told)


def test_an_abbreviation_is_a_name_too(tmp_path: Path) -> None:
    text = "parti;förkortning;röster\nVård för folket;VFF;1\nVFF;;2"
    _, (problem,) = read_election(written(tmp_path, "a.csv", text))
    assert (problem.code, problem.row) == ("RV734", 3)
    # Another party with the abbreviation of a known one is none of its names.
    parties = {1: Party("Sjukvårdspartiet", "S"), 2: Party("Moderaterna", "M"), 3: Party("Mitt parti", "M")}
    assert list(same_parties(parties)) == []


# -- districts -------------------------------------------------------------------------------------


def district(name: str, votes: int | None, **more: object) -> dict[str, object]:
    rows = [{"partibeteckning": "A", "partiforkortning": "A", "antalRoster": votes}]
    told = None if votes is None else {"rosterPaverkaMandat": {"antalRoster": votes, "partiRoster": rows}}
    return {"namn": name, **more, "rostfordelning": told}


def of_districts(tmp_path: Path, *listed: dict[str, object], **more: object) -> tuple[Election | None, list[str]]:
    content = {"valtyp": "KF", "valdatum": "2026-09-13", "valdistrikt": list(listed), **more}
    election, problems = read_election(written(tmp_path, "d.json", content))
    return election, [summary(one) for one in problems]


def test_districts_that_are_not_counted_are_so_many(tmp_path: Path) -> None:
    election, problems = of_districts(tmp_path, district("1", 10), district("2", None), district("3", 5))
    assert problems == []
    assert election is not None
    assert (election.counted, election.constituencies[0].votes) == ((2, 3), (15,))
    told = {"antalValdistriktRaknade": "7", "antalValdistriktSomSkaRaknas": "9"}
    election, _ = of_districts(tmp_path, district("1", 10), district("2", None), **told)
    assert election is not None
    assert election.counted == (7, 9)


def test_no_district_is_counted(tmp_path: Path) -> None:
    assert of_districts(tmp_path, district("1", None), district("2", None)) == (None, ["RV738"])


def test_late_votes_belong_to_their_municipality(tmp_path: Path) -> None:
    one = [district("1", 10, kommunkod="2380", kretskod="01"), district("2", 20, kommunkod="2313", kretskod="02")]
    late = district("Uppsamling", 3, kommunkod="2313", valdistriktstyp="uppsamlingsdistrikt")
    election, problems = of_districts(tmp_path, *one, late, valtyp="RF")
    assert problems == []
    assert election is not None
    assert [(place.name, place.votes) for place in election.constituencies] == [("01", (10,)), ("02", (23,))]
    both = district("3", 1, kommunkod="2313", kretskod="01")
    assert of_districts(tmp_path, *one, both, late, valtyp="RF") == (None, ["RV610"])
    assert of_districts(tmp_path, *one, attrs_without(late), valtyp="RF") == (None, ["RV610"])


def attrs_without(one: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in one.items() if key != "kommunkod"}


# -- XML -------------------------------------------------------------------------------------------

TAGS = {"R": ("NATION", "KRETS_RIKSDAG"), "L": ("LÄN", "KRETS_LANDSTING"), "K": ("KOMMUN", "KRETS_KOMMUN")}


def element(tag: str, inside: Sequence[str] = (), **attributes: object) -> str:
    told = "".join(f" {name}={quoteattr(str(value))}" for name, value in attributes.items() if value is not None)
    return f"<{tag}{told}>{''.join(inside)}</{tag}>"


def votes_of(election: Election, one: Constituency, *, small: int = 3, old: bool = False) -> list[str]:
    """Rows of the parties; the last ones below that of the others."""
    shorts = [party.short or party.name for party in election.parties]
    rows = [
        (short, count, element("GILTIGA", PARTI=short, RÖSTER=count))
        for short, count in zip(shorts, one.votes, strict=True)
        if count
    ]
    large, rest = rows[:-small], rows[-small:]
    whole = sum(count for _, count, _ in rest) + one.others
    within = [element("VARAV_ÖVRIGA", PARTI=short, RÖSTER=count) if old else row for short, count, row in rest]
    others = (
        element("GILTIGA", within, PARTI="ÖVR", RÖSTER=whole)
        if old
        else element("ÖVRIGA_GILTIGA", [*within, element("HANDSKRIVNA", RÖSTER=one.others)], RÖSTER=whole)
    )
    return [*(row for _, _, row in large), others, element("OGILTIGA", TEXT="BLANK", RÖSTER=12)]


def xml_file(election: Election, letter: str, *, old: bool = False, **more: object) -> str:
    """CONSTRUCTED in the format of the authority's `slutresultat` files; not a file that it has published."""
    tag, krets = TAGS[letter]
    votes = tuple(sum(one.votes[at] for one in election.constituencies) for at in range(len(election.parties)))
    whole = Constituency("", votes, sum(one.others for one in election.constituencies))
    places = [
        element(
            krets,
            votes_of(election, one, old=old),
            KOD=f"{number:02}",
            NAMN=one.name,
            MANDAT_VALKRETS=one.fixed,
            RÖSTER=sum(one.votes) + one.others,
        )
        for number, one in enumerate(election.constituencies, 1)
    ]
    area = element(
        tag,
        [*votes_of(election, whole, old=old), *places],
        NAMN="Provorten",
        RÖSTER=sum(votes) + whole.others,
        MANDAT_VALOMRÅDE=election.seats,
        KLARA_VALDISTRIKT=3,
        ALLA_VALDISTRIKT=4,
    )
    parties = [element("PARTI", FÖRKORTNING=one.short or one.name, BETECKNING=one.name) for one in election.parties]
    attributes = {"VALTYP": letter, "VALDAG": "20140914", **more}
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{element("VAL", [*parties, area], **attributes)}'


@pytest.mark.parametrize("old", [False, True], ids=["2010", "2006"])
@pytest.mark.parametrize(
    ("name", "letter", "seats"), [("riksdag-2014", "R", 349), ("kalmar-2022", "L", 67), ("ostersund-2022", "K", 61)]
)
def test_the_older_file_gives_what_the_plain_one_does(
    name: str, letter: str, seats: int, old: bool, tmp_path: Path
) -> None:
    plain = attrs.evolve(read(FOLDER / f"{name}.csv"), seats=seats)
    election = read(written(tmp_path, f"slutresultat_00{letter}.xml", xml_file(plain, letter, old=old)))
    assert (election.year, election.area, election.seats) == (2014, "Provorten", seats)
    assert (election.stage, election.counted) == ("slutlig", (3, 4))
    law = law_of(election.kind or "riksdag", 2014, divided=len(election.constituencies) > 1)
    own, other = (seats_of(one, outcome_of(one, law, seats, NO_LOTS)) for one in (election, plain))
    assert {name: count for name, count in own.items() if count} == {
        name: count for name, count in other.items() if count
    }
    assert sum(map(sum, (one.votes for one in election.constituencies))) == sum(
        map(sum, (one.votes for one in plain.constituencies))
    )


def small_xml(rows: str, *, tag: str = "KOMMUN", inside: str = "", **attributes: object) -> str:
    told = {"VALTYP": "K", "VALDAG": "20180909", **attributes}
    return element("VAL", [f'<{tag} NAMN="X" RÖSTER="10">{rows}{inside}</{tag}>'], **told)


A = '<GILTIGA PARTI="A" RÖSTER="10"/>'
XML_PROBLEMS: list[tuple[str, str | bytes, list[str]]] = [
    ("empty", " ", ["RV731 empty"]),
    ("not-xml", "<VAL", ["RV731 xml"]),
    ("entities", '<!DOCTYPE VAL [<!ENTITY a "b">]><VAL/>', ["RV731 xml"]),
    ("zero-bytes", b"<\x00V\x00A\x00L\x00/\x00>\x00", ["RV731 xml"]),
    ("no-such-encoding", '<?xml version="1.0" encoding="klingon"?><VAL/>', ["RV731 xml"]),
    ("something-else", "<A/>", ["RV732 nothing"]),
    ("no-kind", element("VAL"), ["RV732 kind"]),
    ("another-kind", element("VAL", VALTYP="E"), ["RV732 kind"]),
    ("a-part", small_xml(A, VALTYP="R"), ["RV732 part"]),
    ("several", element("VAL", [f"<KOMMUN>{A}</KOMMUN>"] * 2, VALTYP="K"), ["RV732 several"]),
    ("not-counted", small_xml(""), ["RV738"]),
    ("sum", small_xml('<GILTIGA PARTI="A" RÖSTER="9"/>'), ["RV735"]),
    ("party-twice", small_xml('<GILTIGA PARTI="A" RÖSTER="5"/>' * 2), ["RV734", "RV735"]),
    ("votes-lack", small_xml(f'{A}<GILTIGA PARTI="B"/>'), ["RV733 missing"]),
    (
        "others",
        small_xml(f'{A}<ÖVRIGA_GILTIGA RÖSTER="0"><GILTIGA PARTI="B" RÖSTER="1"/></ÖVRIGA_GILTIGA>'),
        ["RV735", "RV735"],
    ),
    ("parties", small_xml("".join(f'<GILTIGA PARTI="P{n}" RÖSTER="0"/>' for n in range(1001)) + A), ["RV739 parties"]),
]


@pytest.mark.parametrize(
    ("content", "expected"), [one[1:] for one in XML_PROBLEMS], ids=[one[0] for one in XML_PROBLEMS]
)
def test_an_xml_file_that_is_wrong(content: str | bytes, expected: list[str], tmp_path: Path) -> None:
    election, problems = read_election(written(tmp_path, "val.xml", content))
    assert election is None
    assert [summary(one) for one in problems] == expected


def test_an_xml_file_as_it_may_be(tmp_path: Path) -> None:
    """The kind from the name, seats as published, a preliminary count, constituencies that say otherwise."""
    rows = '<PARTI/><GILTIGA PARTI="A" RÖSTER="6" MANDAT="3"/><GILTIGA PARTI="B" RÖSTER="4"/>'
    text = small_xml(rows, VALTYP=None, VALDAG=None)
    election = read(written(tmp_path, "valnatt_2380K.xml", text))
    assert (election.kind, election.year, election.stage, election.seats) == ("municipality", None, "preliminär", None)
    assert (election.published, election.counted) == ((3, 0), None)
    place = '<KRETS_KOMMUN KOD="{0}" NAMN="K{0}" RÖSTER="4"><GILTIGA PARTI="A" RÖSTER="4"/></KRETS_KOMMUN>'
    divided = small_xml(A, inside=place.format(1) + place.format(2))
    election, problems = read_election(written(tmp_path, "a.xml", divided))
    assert election is not None
    assert [(one.name, one.fixed) for one in election.constituencies] == [("K1", None), ("K2", None)]
    assert [summary(one) for one in problems] == ["RV735 varning"]
    open_ = small_xml(A, inside=place.format(1) + "<KRETS_KOMMUN/>")
    assert [summary(one) for one in read_election(written(tmp_path, "b.xml", open_))[1]] == ["RV738", "RV735 varning"]
    equal = small_xml("", inside=place.format(1) + place.format(2))
    assert read_election(written(tmp_path, "c.xml", equal))[1] == ()


# -- whose election the seats are from --------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "area", "authority", "other"),
    [
        ("municipality", "Östersund", "Östersunds kommun", False),
        ("municipality", "Östersunds kommun", "Östersunds kommun", False),
        ("region", "Västerbotten", "Region Västerbotten", False),
        ("region", "Västerbottens län", "Region Västerbotten", False),
        ("region", "Jämtland", "Region Jämtland Härjedalen", False),
        ("municipality", "Härjedalen", "Region Jämtland Härjedalen", True),
        ("region", "Jämtland", "Östersunds kommun", True),
        ("municipality", "Umeå", "Östersunds kommun", True),
        ("riksdag", "Sverige", "Östersunds kommun", True),
        ("municipality", None, "Östersunds kommun", False),
        ("municipality", "Umeå", None, False),
    ],
)
def test_another_area_is_told(kind: Kind, area: str | None, authority: str | None, other: bool) -> None:
    election = attrs.evolve(read(FOLDER / "ostersund-2022.csv"), kind=kind, area=area)
    assert (other_area(election, authority) is not None) == other


def test_whose_election_the_seats_are_from_is_told(run: Runner, tmp_path: Path) -> None:
    code, _, said = run("beräkna", OSTERSUND, "--valresultat", *VOTES)
    told = " ".join(said.split())
    assert code == 0
    assert "Mandaten är från: Val till kommunfullmäktige, 61 mandat. Filen säger inte om resultatet är slut" in told
    assert "Observera" not in told
    plain = attrs.evolve(read(FOLDER / "ostersund-2022.csv"), seats=49)
    file = written(tmp_path, "slutresultat_2380K.xml", xml_file(plain, "K"))
    _, _, said = run("beräkna", OSTERSUND, "--valresultat", str(file))
    told = " ".join(said.split())
    assert "Mandaten är från: Val till kommunfullmäktige, Provorten 2014 (slutlig), 49 mandat." in told
    assert "Observera: valet gäller Provorten, men reglerna är Östersunds kommuns." in told
    assert "i data har tillsammans 61 mandat, men valet gäller 49. Kontrollera att det är rätt val." in told
    early = written(tmp_path, "valnatt_2380K.xml", xml_file(attrs.evolve(plain, seats=61), "K"))
    _, _, said = run("beräkna", OSTERSUND, "--valresultat", str(early))
    assert "Resultatet är inte slutligt (preliminär)." in " ".join(said.split())
