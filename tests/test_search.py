"""What is searched with: what a value depends on, what inputs can be, worlds and cases, levels; whole regulations."""

import datetime
from fractions import Fraction

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsl.domains import Days, Numbers, Values
from dsl.pipeline import load_source
from interpreter.evaluating.calculation import outcome
from interpreter.examples import goals
from interpreter.outcomes import Known
from interpreter.pace import unhurried
from interpreter.search.axes import MOST_ASKED, axes, plain, size_of, smallest, values_of, within
from interpreter.search.boundaries import boundary_cases
from interpreter.search.cases import Case, Moment, cells, given_of, world
from interpreter.search.covering import chosen
from interpreter.search.inputs import depends, slots_of
from interpreter.search.levels import passing, sides
from interpreter.search.moments import moments, years
from interpreter.search.runs import Laboratory
from interpreter.search.witnesses import Hunt

REGULATION = """regelverk "Prov"
    mandatperiod  2027–2030
    valår         2026, 2030
    beräkningsår  2027

enheter
    mandat

uppgifter
    påslag (påslaget): procent, minst 0 %, per år

begrepp
    val (valet, val, valen)
        dag (dagen): datum
    parti (partiet, partier, partierna)
        mandat (mandatet, mandaten): heltal mandat, minst 1 mandat, högst 9 mandat
        saldo (saldot): kr
        ort (orten): text
        granskat: ja eller nej
    kostnad (kostnaden, kostnader, kostnaderna)
        parti: ett parti
        belopp (beloppet): kr, minst 0 kr
        slag (slaget): ett av resa eller möte
    resultat (resultatet, resultaten), ett för varje parti och val
        röster (rösterna): heltal, minst 0
    nod (noden, noder, noderna)
        båge: en båge
        namn (namnet): text
    båge (bågen, bågar, bågarna)
        nod: en nod

avsnitt 1
    kostnadens plats är kostnadens partis ort
    nodens följd är nodens båges nods namn
    partiets stöd (stödet) är mandaten × 100 kr/mandat, ökat med påslaget
    partiets resor (resorna) är summan av partiets kostnaders belopp vars slag är resa
    partiets andel (andelen) är mandaten / summan av partiernas mandat
    partiets läge är
        "hemma" om orten är "Umeå"
        annars "plus" om saldot är mer än 5 kr
        annars "borta"
    resultatets poäng är rösterna × 2
    förra påslaget är föregående års påslag
    sent är antalet val vars dag är senast 2027-03-01
"""


@pytest.fixture(scope="module")
def program():
    loaded = load_source("prov.regel", REGULATION.encode())
    assert loaded.program is not None, loaded.problems
    return loaded.program


def symbol(program, name):
    return next(one.symbol for one in program.definitions if one.symbol.name == name)


def of(program, name):
    plan = Laboratory(program).plan(Moment(None))
    return plan, depends(plan, slots_of(plan, [symbol(program, name)]))


DEPENDS = [
    # name, inputs, relations, concepts, gathered, grouped
    ("stöd", ["mandat", "påslag"], [], ["parti"], False, False),
    ("resor", ["belopp", "slag"], ["parti"], ["kostnad", "parti"], False, True),
    ("andel", ["mandat"], [], ["parti"], True, True),
    ("läge", ["ort", "saldo"], [], ["parti"], False, False),
    ("förra påslaget", ["påslag"], [], [], False, False),
    ("sent", ["dag"], [], ["val"], True, True),
]


@pytest.mark.parametrize(("name", "inputs", "relations", "concepts", "gathered", "grouped"), DEPENDS)
def test_depends(program, name, inputs, relations, concepts, gathered, grouped):
    _, found = of(program, name)
    assert sorted(one.symbol.name for one in found.inputs) == inputs
    assert [one.symbol.name for one in found.relations] == relations
    assert sorted(found.concepts) == concepts
    assert (found.gathered, found.grouped) == (gathered, grouped)
    assert found.alone is not gathered


def test_years_of_inputs(program):
    _, found = of(program, "förra påslaget")
    assert [one.year for one in found.inputs] == [2026]


POINTS = [
    # of the value, input, some of the points, the first of them, how many values there are
    ("stöd", "mandat", [1, 2, 8, 9], Fraction(1), 9),
    ("läge", "saldo", [4, 5, 6], Fraction(100), None),
    ("läge", "ort", ["Umeå", "annat"], "Umeå", None),
    ("resor", "slag", ["resa", "möte"], "resa", 2),
    ("stöd", "påslag", [0], Fraction(1, 2), None),
    ("sent", "dag", [datetime.date(2027, 3, 2)], datetime.date(2027, 3, 8), None),
]


@pytest.mark.parametrize(("name", "wanted", "some", "first", "size"), POINTS)
def test_axes(program, name, wanted, some, first, size):
    plan, found = of(program, name)
    axis = next(axis for axis in axes(plan, found.inputs) if axis.input.symbol.name == wanted)
    assert axis.points[0] == first
    assert set(some) <= set(axis.points)
    assert len(set(axis.points)) == len(axis.points)
    assert all(within(axis.domain, point) for point in axis.points)
    assert axis.size == size
    assert plain(axis.input.attribute, 2027) == axis.points[0] or isinstance(first, str)


def test_no_number_is_a_text_nor_the_reverse():
    assert not within(Numbers(), "5")
    assert not within(Days(), Fraction(5))
    assert not within(Values(("a",)), "b")


@settings(deadline=None)
@given(
    st.fractions(-5, 5, max_denominator=4),
    st.integers(0, 30),
    st.booleans(),
    st.booleans(),
    st.sampled_from([Fraction(1), Fraction(1, 2), Fraction(3)]),
)
def test_all_values_of_a_domain(low, length, low_open, high_open, step):
    domain = Numbers(step, low, low + length, low_open, high_open)
    grid = [step * number for number in range(-40, 80)]
    assert list(values_of(domain)) == [value for value in grid if within(domain, value)]
    assert size_of(domain) == len(list(values_of(domain)))


def test_the_smallest(program):
    plan, found = of(program, "stöd")
    mandate, share = sorted(axes(plan, found.inputs), key=lambda axis: axis.input.symbol.name)
    assert smallest(mandate) == tuple(range(1, 9))
    assert smallest(share) == ()


def test_more_constants_than_are_looked_at():
    rows = "".join(f"        {number} | {number}\n" for number in range(450))
    text = f"{HEAD}    partiets rad är enligt tabellen, första träff\n        mandaten | rad\n{rows}        alla | 0\n"
    plan = Laboratory(load_source("prov.regel", text.encode()).program).plan(Moment(None))
    (axis,) = axes(plan, depends(plan, range(len(plan.slots))).inputs)
    assert len(axis.asked) == MOST_ASKED


def test_of_no_end_there_is_no_all():
    assert size_of(Numbers(Fraction(1), Fraction(0))) is None
    assert size_of(Numbers(Fraction(0), Fraction(0), Fraction(0))) == 1
    with pytest.raises(ValueError, match="no end"):
        list(values_of(Numbers()))


# -- worlds and cases ----------------------------------------------------------------------------

WORLDS = [
    # of the value, how many of what, rows, who points at whom
    ("stöd", {}, "parti A", ""),
    ("resor", {}, "parti A, kostnad B", "B-A"),
    ("resor", {"kostnad": 2, "parti": 2}, "parti A, parti B, kostnad C, kostnad D", "C-A, D-B"),
    ("resor", {"kostnad": 0}, "parti A", ""),
    ("resor", {"parti": 0}, "parti A, kostnad B", "B-A"),
    ("poäng", {"parti": 2}, "parti A, parti B, val C, resultat D", "D-A, D-C"),
    ("poäng", {"parti": 2, "resultat": 5}, "parti A, parti B, val C, resultat D, resultat E", "D-A, D-C, E-B, E-C"),
    ("sent", {"val": 0}, "", ""),
    ("plats", {"parti": 0}, "kostnad A", ""),
    ("följd", {}, "båge A, nod B", "B-A"),
]


@pytest.mark.parametrize(("name", "counts", "rows", "links"), WORLDS)
def test_worlds(program, name, counts, rows, links):
    _, found = of(program, name)
    place = world(program, found, symbol(program, name).concept, counts)
    assert ", ".join(f"{concept} {label}" for concept, label in place.rows) == rows
    assert ", ".join(f"{label}-{target}" for _, label, target in place.links) == links


def test_letters_never_end(program):
    _, found = of(program, "andel")
    place = world(program, found, "parti", {"parti": 60})
    assert len(set(place.labels("parti"))) == 60


def test_cells_and_what_is_given(program):
    _, found = of(program, "stöd")
    place = world(program, found, "parti")
    there = cells(place, found.inputs)
    assert [(cell.row, cell.input.symbol.name, cell.input.year) for cell in there] == [
        ("A", "mandat", None),
        (None, "påslag", 2027),
    ]
    case = Case(Moment(None), place, dict(zip(there, (Fraction(3), Fraction(1, 10)), strict=True)))
    assert [(one.row, one.value) for one in given_of(case)] == [("A", None), ("A", 3), (None, Fraction(1, 10))]


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(1, 9), st.integers(0, 2)), min_size=1, max_size=12))
def test_side_by_side_is_as_one_by_one(values):
    program = load_source("prov.regel", REGULATION.encode()).program
    for name in ("stöd", "resor", "andel"):
        _, found = of(program, name)
        laboratory = Laboratory(program, frozenset([symbol(program, name)]))
        place = world(program, found, "parti")
        made = [
            Case(Moment(None), place, dict(filled(cells(place, found.inputs), seats, more))) for seats, more in values
        ]
        together = laboratory.many(made, found)
        assert [one.case for one in together] == made
        for case, tried in zip(made, together, strict=True):
            alone = laboratory.one(case)
            came = [outcome(one.calculation, symbol(program, name), one.index("parti", "A")) for one in (alone, tried)]
            assert came[0] == came[1]
            assert isinstance(came[0], Known)


def filled(there, seats, more):
    for cell in there:
        kind = type(cell.input.attribute.type).__name__
        yield cell, "resa" if kind == "Choice" else Fraction(seats) if cell.row else Fraction(more, 10)


# -- levels --------------------------------------------------------------------------------------

LINE = Numbers(Fraction(1), Fraction(0))


@settings(deadline=None)
@given(st.integers(0, 100_000), st.integers(1, 500), st.integers(1, 5))
def test_where_a_staircase_passes_a_level(flip, width, rise):
    found = passing(
        LINE, Fraction(1), [Fraction(0)], lambda xs: [Fraction(rise * (x >= flip)) for x in xs], Fraction(rise)
    )
    assert sides(found, Fraction(rise), "below")["at"][:1] == (flip,)
    if flip:
        assert flip - 1 in sides(found, Fraction(rise))["below"]
    steps = passing(
        LINE, Fraction(1), [Fraction(1)], lambda xs: [Fraction((x - flip) // width) for x in xs], Fraction(0)
    )
    assert sides(steps, Fraction(0), "below")["at"][:1] == (flip,)
    assert sides(steps, Fraction(0), "above")["at"][:1] == (flip + width - 1,)


@settings(deadline=None)
@given(st.fractions(-100, 100, max_denominator=20), st.fractions(1, 9, max_denominator=8), st.fractions(-90, 90))
def test_where_a_line_passes_a_level(start, slope, target):
    target = round(target, 2)
    found = passing(Numbers(), Fraction(1), [Fraction(0)], lambda xs: [start + slope * x for x in xs], target)
    exact = (target - start) / slope
    if len(f"{exact.numerator}{exact.denominator}") <= 12:
        assert sides(found, target)["at"] == (exact,)
    assert sides(found, target)["below"]
    assert sides(found, target)["above"]


def test_days_and_holes():
    day = datetime.date(2027, 5, 3)
    found = passing(
        Days(),
        Fraction(1),
        [datetime.date(2027, 1, 1)],
        lambda days: [Fraction((one - day).days) for one in days],
        Fraction(0),
    )
    assert sides(found, Fraction(0))["at"] == (day,)
    nothing = passing(LINE, Fraction(1), [Fraction(1)], lambda xs: [None for _ in xs], Fraction(0))
    assert nothing == ()
    few = passing(Numbers(Fraction(1), Fraction(1), Fraction(9)), Fraction(1), [Fraction(1)], list, Fraction(4))
    assert [value for value, _ in few] == list(range(1, 10))


# -- when ----------------------------------------------------------------------------------------


def test_moments(program):
    assert years(program)[:3] == (2027, 2026, 2028)
    assert [one.year for one in moments(program, None)] == list(years(program))


@pytest.mark.parametrize(
    ("header", "first"),
    [
        ("beräkningsår 2027", (2027, datetime.date(2027, 7, 1))),
        ("diarienummer 1", (None, None)),
    ],
)
def test_where_the_day_that_is_asked_about_matters_a_day_is_looked_at_first(header, first):
    text = f'regelverk "Prov"\n    {header}\n\navsnitt 1\n    dag är (den dag som frågan gäller) + 1 dag\n'
    found = load_source("a.regel", text.encode()).program
    assert next((one.year, one.day) for one in moments(found, None)) == first


# -- whole regulations ---------------------------------------------------------------------------

HEAD = """regelverk "Prov"
    mandatperiod  2027–2030
    valår         2026, 2030
    beräkningsår  2027

enheter
    mandat

roller
    kommunen
    granskare (granskaren)

uppgifter
    pott (potten): kr, minst 0 kr
    arvode (arvodet): kr, minst 0 kr, per år
    stängt: ja eller nej

begrepp
    parti (partiet, partier, partierna)
        mandat (mandatet, mandaten): heltal mandat, minst 0 mandat
        saldo (saldot): kr
        inkomst (inkomsten): kr, minst 0 kr
        fast: tal, minst 5, högst 5
        andel (andelen): procent, minst 0 %, högst 100 %
        ort (orten): text
        granskat: ja eller nej
        startdag (startdagen): datum
        slutdag (slutdagen): datum
    kostnad (kostnaden, kostnader, kostnaderna)
        parti: ett parti
        belopp (beloppet): kr, minst 0 kr
        slag (slaget): ett av resa, möte eller annat
    rad (raden, rader, raderna)
        kostnad: en kostnad
    led (ledet, led, leden)
        led: ett led
        vikt (vikten): heltal, minst 0, högst 4
        läge (läget): heltal, minst 0, högst 90
        tyngd (tyngden): heltal, minst 0, högst 90
    val (valet, val, valen)
        valdag (valdagen): datum
    resultat (resultatet, resultaten), ett för varje parti och val
        röster (rösterna): heltal, minst 0

avsnitt 1
"""

# What stands in the section -> how many goals no case is found for, and how many of them are proved impossible.
WHOLE = [
    ("partiets stöd är enligt tabellen\n    mandaten | stöd\n    0–3 | 1\n    4 eller fler | 2\n", 0, 0),
    (
        "partiets ortsklass är enligt tabellen\n    orten | granskat | ortsklass\n"
        '    "Umeå" | ja | "a"\n    övriga | alla | "b"\n',
        0,
        0,
    ),
    ("partiets stöd är mandaten × 1 kr/mandat, avrundat uppåt till hela hundratal kronor, dock högst 500 kr\n", 0, 0),
    ("partiets rum är mandaten / 3 mandat, avrundat uppåt till heltal\npartiet är stort när rum är mer än 4\n", 0, 0),
    (
        "partiets avgift är skiktvis enligt tabellen\n    inkomsten | del\n    till och med 100 kr | 10 %\n"
        "    däröver | 5 %\n",
        0,
        0,
    ),
    (
        "partiets resor (resorna) är summan av partiets kostnaders belopp vars slag är resa\n"
        "partiet är dyrt när resorna är mer än 1 000 kr och mandaten är högst 5 mandat\n",
        0,
        0,
    ),
    (
        "partiet är rent när inget av partiets kostnader uppfyller att slaget är resa\n"
        "partiet är känt när alla partiets kostnader uppfyller att beloppet är mer än 10 kr\n"
        "partiet är rörligt när något av partiets kostnader uppfyller samtliga villkor\n"
        "    - slaget är resa\n    - beloppet är minst 5 kr\n",
        0,
        0,
    ),
    (
        "potten fördelas mellan partierna som del (delen)\n"
        "    varje parti vars mandat är mer än 3 mandat får 10 kr\n"
        "    resten fördelas i proportion till mandaten\n"
        "    avrundat nedåt till hela kronor, skillnaden läggs oavrundad på det parti som har flest mandat,\n"
        "        vid lika efter lottning\n",
        0,
        0,
    ),
    ("regelverket omfattar partier vars mandat är minst 1 mandat\npartiets stöd är mandaten × 1 kr/mandat\n", 0, 0),
    # Where there are no parties the cost has none, and what is then missing is not what an example should be about.
    (
        "kostnadens tillägg är\n    kostnadens partis mandat × 1 kr/mandat om antalet partier är 0\n    annars 2 kr\n",
        2,
        0,
    ),
    (
        'kostnaden får "belasta"\n    om slaget är resa och granskaren bedömer "att den behövs"\n'
        "    dock inte om beloppet är mer än 100 kr\n"
        'partiet ska "betala"\n    om saldot är mindre än 0 kr\n    belopp 0 kr − saldot\n    senast den 1 mars i år\n'
        'kommunen får "stänga"\n    endast om stängt är ja\n',
        0,
        0,
    ),
    ("partiet är sent när slutdagen är senast (2 arbetsdagar före startdagen) + 1 månad\n", 0, 0),
    (
        'tolkning fråga "Hur?"\n    så:\n        partiets stöd (stödet) är mandaten × 1 kr/mandat\n'
        '    eller så:\n        partiets stöd (stödet) är mandaten × 2 kr/mandat\n    gäller så, "vanan"\n',
        0,
        0,
    ),
    (
        'tolkning fråga "Hur?"\n    så:\n        belopp ett är arvodet\n'
        '    annorlunda:\n        belopp ett är arvodet, dock lägst 500 kr\n    gäller så, "vanan"\n',
        0,
        0,
    ),
    (
        "basbelopp är\n    från och med 2026-01-01: 10 kr\n    från och med 2027-07-01: 20 kr\n"
        "partiets stöd är basbelopp, per den 1 januari\n"
        "arvode nu är arvodet − föregående års arvode\n"
        "höjt är 100 kr, i 2026 års nivå, uppräknat varje år från och med 2028 med 2 %\n"
        "partiets år är\n    1 om året är valår\n    annars 2 om året är mandatperiodens första år\n"
        "    annars 3 om året är minst 2029\n",
        0,
        0,
    ),
    (
        "partiets stöd är 10 kr\n    dock 0 kr om mandaten är mindre än 2 mandat\n"
        "    trots det 5 kr om partiet är granskat\n",
        0,
        0,
    ),
    ("partiets stöd är 1\n    dock 2 om andelen är mer än 50 % och andelen är mindre än 50,5 %\n", 0, 0),
    ("partiet är klent när det lägre av saldot och arvodet är mindre än 3 kr\n", 0, 0),
    (
        'kostnadens prisgrupp är\n    "dyr" om beloppet är mer än 100 kr\n    annars "billig"\n'
        'kostnaden är tung när prisgrupp är "dyr" och slaget är resa\n'
        'kostnadens grupp är\n    "ett" om slaget är resa\n    "två" om slaget är möte\n    annars "tre"\n'
        'kostnaden är lätt när grupp är "två" och beloppet är mindre än 5 kr\n'
        'kostnaden är utan grupp när grupp är inte "ett" och beloppet är mindre än 5 kr\n',
        0,
        0,
    ),
    (
        'partiets klass är enligt tabellen\n    mandaten | granskat | klass\n    0–3 | alla | "liten"\n'
        '    4 eller fler | ja | "stor"\n    4 eller fler | nej | "stor och okänd"\n'
        'partiet är bra när klass är "stor" och andelen är mer än 20 %\n'
        'partiets nivå är enligt tabellen\n    klass | nivå\n    "liten" | 1\n    övriga | 2\n',
        0,
        0,
    ),
    (
        "kostnaden är granskad när kostnadens partis granskat är ja och beloppet är mer än 3 kr\n"
        "kostnaden är stor när beloppet är mer än 10 kr/mandat × partiets mandat\n"
        "kostnadens klass är enligt tabellen\n    partiets mandat | klass\n    0–3 | 1\n    4 eller fler | 2\n",
        0,
        0,
    ),
    (
        "partiet är rent när inget av partiets kostnader uppfyller att slaget är resa\n"
        "partiet är helt när alla partiets kostnader uppfyller att slaget är möte\n"
        "partiet är fint när partiet är rent och partiet är helt och partiet är granskat\n"
        "partiets snitt (snittet) är medelvärdet av partiets kostnaders belopp\n"
        "partiet är lyxigt när snittet är mer än 100 kr och partiet är granskat\n",
        1,
        0,
    ),
    (
        "avgift är\n    från och med 2026-01-01: 10 kr\n    från och med 2027-07-01: 20 kr\n"
        "partiets kostnadsdel är avgift, månad för månad\n",
        0,
        0,
    ),
    ("resultatets poäng är rösterna, dock högst 5\nvalet är sent när valdagen är senast 2027-03-01\n", 0, 0),
    ("ledets börda är vikten × 2\nledet är tungt när börda är mer än 4\n", 0, 0),
    (
        'partiet är A när ortsnamn är "x" och mandaten är minst 1 mandat\n'
        'partiets ortsnamn är\n    orten om granskat är ja\n    annars "y"\n',
        0,
        0,
    ),
    (
        "regelverket omfattar partier vars granskat är ja\npartiets del är mandaten / summan av partiernas mandat\n",
        0,
        0,
    ),
    (
        "regelverket omfattar partier vars mandat är minst 1 mandat\n"
        "potten fördelas mellan partierna som del (delen)\n    resten fördelas i proportion till mandaten\n"
        "    avrundat nedåt till hela kronor, skillnaden läggs oavrundad på det parti som har flest mandat,\n"
        "        vid lika efter lottning\n",
        0,
        0,
    ),
    (
        "partiets stöd är\n    1 om något av villkoren är uppfyllt\n        - mandaten är mindre än 6 mandat\n"
        "        - mandaten är mindre än 3 mandat\n    annars 2\n",
        1,
        1,
    ),
    ("dubbelt är pott + pott\n", 0, 0),
    ("partiets lott är 1\n    dock 2 om saldot är mer än 117 034,123 kr\n", 0, 0),
    (
        'tolkning fråga "Hur?"\n    så:\n        partiets stöd (stödet) är mandaten × 1 kr/mandat\n'
        '    eller så:\n        partiets stöd (stödet) är mandaten × 2 kr/mandat\n    gäller så, "vanan"\n'
        'tolkning annat "Vad?"\n    ett:\n        partiets påslag är stödet\n'
        "    två:\n        partiets påslag är\n            5 kr om stödet är mer än 10 kr\n            annars 6 kr\n"
        '    gäller ett, "vanan"\n',
        0,
        0,
    ),
    (
        "partiets stöd är 5 kr om mandaten är mindre än 3 mandat\npartiet är okänt när granskat är nej\n",
        0,
        0,
    ),
]


# The same, where more is needed than one year and the readings in force, or where nothing can be found: what stands
# before the sections, what stands in the first, how many are missed, and proved.
HARD = [
    (
        "",
        'tolkning storlek "Hur stor?"\n    liten:\n        lägsta antal är 1\n    stor:\n        lägsta antal är 5\n'
        '    gäller liten, "vanan"\n'
        "partiets klass är\n    7 om lägsta antal är mer än 3\n    annars 8\n",
        2,
        2,
    ),
    ("", "basbelopp är\n    från och med 2026-01-01: 10 kr\n    från och med 2027-07-01: 20 kr\n", 0, 0),
    (
        "    beräkningsår  2027\n    gäller  från och med 2027-01-01 till och med 2029-12-31\n",
        "partiets klass är\n    1 om året är 2027\n    annars 2 om mandaten är mer än 3 mandat\n    annars 3\n"
        "partiets rest är\n    1 om något av villkoren är uppfyllt\n        - mandaten är mindre än 6 mandat\n"
        "        - mandaten är mindre än 3 mandat\n    annars 2\n"
        "partiets årsrest är\n    1 om något av villkoren är uppfyllt\n        - klass är mindre än 2\n"
        "        - mandaten är mindre än 3 mandat\n    annars 2\n"
        "partiets gamla är 2027 års arvode\n",
        1,
        1,
    ),
    (
        "",
        "".join(
            [
                "partiet är t0 när granskat är ja\n",
                *(f"partiet är t{n} när partiet är t{n - 1} och mandaten är minst {n} mandat\n" for n in range(1, 33)),
            ]
        ),
        0,
        0,
    ),
    (
        "",
        'kostnaden får "belasta"\n    om slaget är resa\n'
        'kostnaden får inte "belasta"\n    om beloppet är mer än 100 kr\n'
        'kostnaden är fri när kostnaden får "belasta" och beloppet är mindre än 10 kr\n'
        'kostnaden är spärrad när kostnaden får inte "belasta" och slaget är möte\n',
        0,
        0,
    ),
    (
        "",
        "partiets mått är saldot + inkomsten\n"
        "partiets nivå är enligt tabellen, första träff\n    mått | nivå\n"
        "    10 kr–20 kr | 1\n    mer än 50 kr | 2\n    alla | 3\n"
        "partiets grad är enligt tabellen\n    mått | grad\n    mindre än 10 kr | 1\n    övriga | 2\n"
        "partiet är skilt när mått är inte 200 kr\n",
        0,
        0,
    ),
    (
        "",
        "allt känt är antalet partier vars mandat är minst 2 mandat\n"
        "läget är känt när något av partierna uppfyller att mandaten är minst 3 mandat\n"
        "läget är okänt när inget av partierna uppfyller att granskat är ja\n",
        0,
        0,
    ),
    ("", "partiets kvot är inkomsten / mandaten\npartiet är rikt när kvot är mer än 7,35 kr/mandat\n", 0, 0),
    ("", "partiets ram är saldot × 7 / 117\npartiet är ungefär när ram är mer än 3,3331 kr\n", 0, 0),
    (
        "",
        "partiets ruta är saldot × saldot / 1 kr\npartiet är format när ruta är minst 2 kr\n",
        1,
        0,
    ),
    (
        "",
        "partiets del är\n    det lägre av saldot och inkomsten om granskat är ja\n"
        "    annars det högre av saldot och 5 kr\n",
        0,
        0,
    ),
    (
        "",
        'tolkning fråga "Hur?"\n    så:\n        partiets stöd är 1\n    annorlunda:\n'
        "        partiets hjälp är mandaten × 2\n        partiets stöd är hjälp / 2 mandat\n"
        '    gäller så, "vanan"\n',
        0,
        0,
    ),
    (
        "",
        'kostnaden får inte "dela"\n    om slaget är resa\n'
        "    dock inte om beloppet är mindre än 5 kr och slaget är möte\n",
        1,
        1,
    ),
    ("", "partiets fasta är fast\npartiet är fast nog när fast är minst 5\n", 0, 0),
    (
        "",
        "kostnaden är dubbel när kostnadens partis granskat är ja och kostnadens partis granskat är nej\n",
        0,
        0,
    ),
    ("", "raden är märkt när radens kostnads partis granskat är ja\n", 0, 0),
    (
        "",
        "partiets utslag är\n    1 om något av villkoren är uppfyllt\n        - mandaten är mindre än 6 mandat\n"
        '        - mandaten är mindre än 3 mandat\n    annars 2 om orten är "x"\n'
        "    annars 3 om slutdagen är senast 2027-03-01\n",
        1,
        1,
    ),
    (
        "",
        "ledets utslag är\n    1 om något av villkoren är uppfyllt\n        - vikt + läge + tyngd är mindre än 60\n"
        "        - vikt + läge + tyngd är mindre än 30\n    annars 2\n",
        1,
        0,
    ),
    (
        "",
        'kostnaden får "belasta"\n    om slaget är resa\n'
        'partiets belastning är summan av partiets kostnaders belopp som får "belasta"\n',
        0,
        0,
    ),
    ("", 'kostnaden kräver "kvitto"\n    följs när slaget är inte annat\n', 0, 0),
    (
        "",
        "partiets kvadrat är saldot × saldot / 1 kr\n"
        "partiet är kantigt när mandaten är mindre än 6 mandat och inkomsten är mer än 5 kr"
        " och kvadrat är mindre än 0 kr\n",
        8,
        0,
    ),
    (
        "",
        "partiets läge är\n    1 om mandaten är minst 5 mandat\n    annars 2 om saldot är mindre än 3 kr\n"
        "    annars 3\n",
        0,
        0,
    ),
    (
        "",
        "ledets pris är läge\n    dock 100 om läge är minst 1\n    trots det 200 om något av villkoren är uppfyllt\n"
        "        - läge + tyngd är minst 1\n        - läge är mer än tyngd och läge + tyngd är minst 4\n",
        4,
        4,
    ),
    (
        "    beräkningsår  2027\n",
        "partiets kvot är saldot + inkomsten\npartiet är årligt när året är 2028 och kvot är mer än 7 kr\n",
        0,
        0,
    ),
    ("", "partiets stöd är saldot, dock lägst 5 kr\n    dock 0 kr om granskat är ja\n", 0, 0),
    ("", "gränsen är 5 mandat\npartiet är över när gränsen är mindre än mandaten och granskat är ja\n", 0, 0),
    (
        "",
        "fasta potten (fasta potten) är 3 kr\nfasta potten fördelas mellan partierna som del (delen)\n"
        "    resten fördelas i proportion till mandaten\n"
        "    avrundat nedåt till hela kronor, skillnaden läggs på det parti som har flest mandat,\n"
        "        vid lika efter lottning\n"
        "partiet är tomt när delen är 0 kr\n",
        0,
        0,
    ),
    (
        "",
        'kostnaden kräver "kvitto"\n    dock inte om beloppet är mindre än 5 kr och slaget är möte\n'
        "    följs när slaget är inte annat\n",
        0,
        0,
    ),
    (
        "    beräkningsår  2027\n",
        "partiets försening är\n    1 om slutdagen är senast den 31 mars i år och granskat är ja\n    annars 2\n",
        0,
        0,
    ),
    ("", "ledets spår är ledets rörelse\nledets rörelse är vikten\n", 0, 0),
    (
        "",
        "partiets mått är mandaten × 1 kr/mandat + saldot + inkomsten + pott\n"
        "partiets svar är\n    1 om något av villkoren är uppfyllt\n"
        "        - mått är mindre än 900 kr och saldot är minst 1 kr\n"
        "        - mått är mindre än 3 kr och saldot är minst 2 kr och mått är mindre än 900 kr\n    annars 2\n",
        0,
        0,
    ),
    (
        "",
        "".join(
            f'tolkning f{n} "Hur?"\n    så:\n        ord{n} är {n}\n    annat:\n        ord{n} är {n + 100}\n'
            f'    gäller så, "vanan"\n'
            for n in range(1, 9)
        )
        + "summerat är "
        + " + ".join(f"ord{n}" for n in range(1, 9))
        + "\npartiets utslag är\n    1 om något av villkoren är uppfyllt\n        - mandaten är mindre än 6 mandat\n"
        "        - mandaten är mindre än 3 mandat\n    annars summerat\n",
        1,
        0,
    ),
    (
        "",
        'tolkning fråga "Hur?"\n    så:\n        partiets utslag är\n            1 om något av villkoren är uppfyllt\n'
        "                - mandaten är mindre än 6 mandat\n                - mandaten är mindre än 3 mandat\n"
        '            annars 2\n    annat:\n        partiets utslag är 4\n    gäller så, "vanan"\n',
        1,
        1,
    ),
    (
        "",
        "kostnaden är märkt när något av villkoren är uppfyllt\n"
        "    - kostnadens partis granskat är ja\n    - kostnadens partis granskat är ja och slaget är resa\n",
        0,
        0,
    ),
]


@pytest.mark.parametrize(("before", "text", "missed", "proved"), HARD)
def test_hard(before, text, missed, proved):
    head = HEAD.replace("    mandatperiod  2027–2030\n    valår         2026, 2030\n    beräkningsår  2027\n", before)
    check(head, text, missed, proved)


@pytest.mark.parametrize(("text", "missed", "proved"), WHOLE)
def test_whole(text, missed, proved):
    check(HEAD, text, missed, proved)


def check(head, text, missed, proved):
    below = "".join(f"    {line}\n" for line in text.splitlines())
    loaded = load_source("prov.regel", (head + below).encode())
    assert loaded.program is not None, loaded.problems
    wanted = goals.goals_of(loaded.program)
    found = boundary_cases(loaded.program, wanted, unhurried)
    shown = {goal for one in found.proposals for goal in one.shows}
    assert shown | {one.goal for one in found.missed} == set(wanted)
    assert len(found.missed) == missed
    assert sum(one.proved for one in found.missed) == proved
    assert not found.stopped
    walk = goals.Walk(loaded.program)
    for one in found.proposals:
        tried = Laboratory(loaded.program).one(one.case)
        touched = set()
        for claim in one.claims:
            row = tried.index(claim.symbol.concept, claim.row)
            assert outcome(tried.calculation, claim.symbol, row) == claim.outcome
            touched |= walk.touched(tried.calculation, [(claim.symbol, row)])
        assert touched.issuperset(one.shows)


def test_no_case_that_the_others_make_needless(program):
    """The first that is chosen shows most, but what the next two show has it all."""
    wanted = goals.goals_of(program)
    hunt = Hunt(program, goals.Walk(program), unhurried)
    hunt.look(symbol(program, "läge"), wanted, Moment(None), thorough=False)
    sets = [(0, 1, 2, 3), (0, 1, 4), (2, 3, 5)]
    shown = [attrs.evolve(hunt.shown[0], goals=frozenset(wanted[number] for number in one)) for one in sets]
    found = chosen(program, goals.Walk(program), wanted, shown, hunt.laboratory)
    assert sorted(wanted.index(goal) for one in found for goal in one.shows) == [0, 1, 2, 3, 4, 5]
    assert len(found) == 2


def test_out_of_time():
    loaded = load_source("prov.regel", (HEAD + "    partiets stöd är mandaten × 1 kr/mandat\n").encode())
    wanted = goals.goals_of(loaded.program)
    found = boundary_cases(loaded.program, wanted, lambda _done, _of: False)
    assert found.stopped
    assert [one.goal for one in found.missed] == list(wanted)
    assert not any(one.proved for one in found.missed)
