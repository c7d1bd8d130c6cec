"""Years before an amendment: each is computed, explained, tried and compared as the regulation read in it."""

import datetime
from fractions import Fraction
from pathlib import Path
from textwrap import indent

import pytest

from dsl.pipeline import load, load_tree
from dsl.years.reach import reach, within_reach
from dsl.years.wordings import declared, in_year, own_first
from interpreter.comparing.moves import moves
from interpreter.comparing.mutants import try_mutants
from interpreter.data.files import data_files_of, read
from interpreter.evaluating.calculation import calculate, definition, outcome
from interpreter.examples.testing import run_examples
from interpreter.outcomes import Failed, Known, Undefined
from interpreter.pace import unhurried
from interpreter.proving.answers import Fails, Holds
from interpreter.proving.promises import AddsUp, AlwaysClear, NeverFalls, promises_of
from interpreter.proving.questions import question
from interpreter.proving.years import Asked, decide_all, years_of
from workbench.cli import main
from workbench.values.causes import cause_sentences

BASE = """regelverk "Stöd med saldo"
    gäller        från och med 2027-01-01
    beräkningsår  2027
    mandatperiod  2027–2030

begrepp
    parti (partiet, partier, partierna)
        mandat (mandatet, mandaten): heltal, minst 0

§ 1 Stöd
    grundbelopp (grundbeloppet) är 100 kr
    partiets stöd (stödet) är grundbeloppet × mandaten

§ 2 Saldo
    partiets saldo (saldot) är
        stödet om året är mandatperiodens första år
        annars föregående års saldo + stödet
"""
HIGHER = """§ 1 ska ha följande lydelse
    § 1 Stöd
        grundbelopp (grundbeloppet) är {} kr
        partiets stöd (stödet) är grundbeloppet × mandaten
"""
DATA = "parti;mandat\nA;3\n"


@pytest.fixture
def folder(tmp_path):
    there = tmp_path / "regelverk" / "stöd"
    (there / "data").mkdir(parents=True)
    (there / "bas.regel").write_text(BASE, "utf-8")
    (there / "data" / "partier.csv").write_text(DATA, "utf-8")
    return there


def amend(folder, name, day, text, base="bas.regel", title=None):
    head = f'ändring av "{base}" "{title or name}"\n    träder i kraft  {day}\n\n'
    path = folder / f"{name}.andring.regel"
    path.write_text(head + text, "utf-8")
    return path


def opened(path, at=None):
    loaded = load(path, at)
    assert [problem for problem in loaded.problems if getattr(problem, "severity", "fel") == "fel"] == []
    assert loaded.program is not None
    return loaded


def value(path, name, year, *, day=None, at=None, folder=None):
    when = at or day or datetime.date(year, 12, 31)
    program = opened(path, when).program
    facts, problems = read(program, data_files_of([folder or path]))
    assert problems == ()
    calculation = calculate(program, facts, year, day=day)
    symbol = next(one.symbol for one in in_year(program, year).definitions if one.symbol.name == name)
    return outcome(calculation, symbol, 0)


def kr(amount):
    return Known(Fraction(amount))


# -- which wording -------------------------------------------------------------------------------


def test_each_year_is_computed_with_what_was_in_force_in_it(folder):
    amend(folder, "a1", "2028-07-01", HIGHER.format(200))
    amend(folder, "a2", "2030-01-01", HIGHER.format(1000), base="a1.andring.regel")
    balances = [value(folder, "saldo", year) for year in (2027, 2028, 2029, 2030)]
    assert balances == [kr(300), kr(900), kr(1500), kr(4500)]
    # And with all of them, when a year is asked for.
    assert [value(folder, "saldo", year, at=datetime.date(2040, 1, 1)) for year in (2027, 2030)] == [kr(300), kr(4500)]


def test_of_several_in_a_year_the_last_counts_for_the_years_after(folder):
    amend(folder, "a1", "2028-03-01", HIGHER.format(200))
    amend(folder, "a2", "2028-09-01", HIGHER.format(300), base="a1.andring.regel")
    assert value(folder, "saldo", 2028, day=datetime.date(2028, 5, 1)) == kr(300 + 600)
    assert value(folder, "saldo", 2028, day=datetime.date(2028, 1, 1)) == kr(300 + 300)
    assert value(folder, "saldo", 2029) == kr(300 + 900 + 900)


def test_an_amendment_that_is_named_is_in_force_from_the_year_asked_for(folder):
    path = amend(folder, "a1", "2029-01-01", HIGHER.format(200))
    assert value(path, "saldo", 2028, folder=folder) == kr(300 + 600)
    assert value(path, "saldo", 2029, folder=folder) == kr(300 + 300 + 600)
    assert value(path, "saldo", 2030, folder=folder) == kr(300 + 300 + 600 + 600)


def test_what_is_repealed_was_there_before(folder):
    amend(folder, "a1", "2029-01-01", "§ 2 ska upphöra att gälla\n")
    assert value(folder, "saldo", 2028, at=datetime.date(2029, 12, 31)) == kr(600)
    program = opened(folder).program
    assert own_first(program) == 2029
    assert [wording.first for wording in program.wordings] == [None, 2029]
    assert in_year(program, 2028) is not program
    assert in_year(program, 2029) is program
    assert in_year(program, None) is program


def test_election_years_are_those_of_the_year(folder):
    amend(
        folder,
        "a1",
        "2028-01-01",
        "uppgiften om mandatperiod ska ha följande lydelse\n    mandatperiod  2024–2027, 2028–2031\n",
    )
    # 2028 is the first year of a period as it reads then, and was none before.
    assert value(folder, "saldo", 2028) == kr(300)
    assert value(folder, "saldo", 2029) == kr(600)


def test_readings_are_those_that_each_wording_has(folder):
    text = (
        (folder / "bas.regel")
        .read_text("utf-8")
        .replace(
            "    grundbelopp (grundbeloppet) är 100 kr\n",
            '    tolkning nivå "Vilken nivå?"\n'
            "        låg:\n            grundbelopp (grundbeloppet) är 100 kr\n"
            "        hög:\n            grundbelopp (grundbeloppet) är 150 kr\n"
            '        gäller låg, "så står det"\n\n',
        )
    )
    (folder / "bas.regel").write_text(text, "utf-8")
    amend(folder, "a1", "2028-01-01", HIGHER.format(200))
    program = opened(folder).program
    facts, _ = read(program, data_files_of([folder]))
    symbol = next(one.symbol for one in program.definitions if one.symbol.name == "saldo")
    found = [outcome(calculate(program, facts, 2028, readings=chosen), symbol, 0) for chosen in ({}, {"nivå": "hög"})]
    assert found == [kr(300 + 600), kr(450 + 600)]
    _, after = (calculate(program, facts, 2028, readings=chosen) for chosen in ({}, {"nivå": "hög"}))
    assert [move.symbol.name for move in moves(calculate(program, facts, 2028), after)] == ["saldo"]


# -- what was not there, or otherwise ------------------------------------------------------------


def sentences(found):
    assert isinstance(found, Failed)
    return cause_sentences(found)


def test_a_value_that_was_not_there(folder):
    text = """efter § 2 införs § 3 Tillägg
    partiets tillägg (tillägget) är 10 kr
    partiets ökning (ökningen) är
        tillägget − föregående års tillägg om mandaten är minst 1
        annars 0 kr
"""
    amend(folder, "a1", "2028-01-01", text)
    assert [problem.code for problem in load(folder).problems] == ["RV351"]
    first = text.replace("        tillägget −", "        tillägget om året är 2028\n        annars tillägget −")
    amend(folder, "a1", "2028-01-01", first)
    assert value(folder, "ökning", 2028) == kr(10)
    assert value(folder, "ökning", 2029) == kr(0)


def test_a_value_of_another_unit(folder):
    amend(
        folder,
        "a1",
        "2028-01-01",
        "§ 1 ska ha följande lydelse\n    § 1 Stöd\n"
        "        grundbelopp (grundbeloppet) är 2 %\n        partiets stöd (stödet) är 100 kr × mandaten\n\n"
        "efter § 2 införs § 3 Ökning\n    partiets ökning (ökningen) är 2027 års grundbelopp + 1 %\n",
    )
    found = value(folder, "ökning", 2028)
    assert isinstance(found, Failed)
    assert {cause.why for cause in found.causes if isinstance(cause, Undefined)} == {"other_then"}
    assert sentences(found) == (
        "Grundbelopp var av ett annat slag eller hade en annan enhet 2027, så som regelverket lydde då: låt regeln "
        "säga vad som gäller i stället, till exempel om året är 2028 (§ 3, rad 10).",
    )


def test_inputs_that_only_older_wordings_have_are_read(folder):
    text = (
        (folder / "bas.regel")
        .read_text("utf-8")
        .replace("minst 0\n", "minst 0\n        bidrag (bidraget): kr, per år, högst 10 kr\n")
        .replace("grundbeloppet × mandaten", "grundbeloppet × mandaten + bidraget")
    )
    (folder / "bas.regel").write_text(text, "utf-8")
    (folder / "data" / "partier.csv").write_text("parti;mandat;bidrag 2027;bidrag 2028\nA;3;7;50\n", "utf-8")
    own = "begreppet parti ska ha följande lydelse\n    parti (partiet, partier, partierna)\n"
    without = f"{own}        mandat (mandatet, mandaten): heltal, minst 0\n"
    amend(folder, "a1", "2029-01-01", without + "\n" + HIGHER.format(200))
    wider = f"{without}        bidrag (bidraget): kr, per år, högst 100 kr\n"
    amend(folder, "a0", "2028-01-01", wider)
    assert value(folder, "saldo", 2029) == kr(307 + 350 + 600)
    program = opened(folder).program
    assert {one.symbol.name for one in declared(program).concepts[0].attributes} == {"mandat", "bidrag"}
    # The bounds are those of the year.
    (folder / "data" / "partier.csv").write_text("parti;mandat;bidrag 2027;bidrag 2028\nA;3;50;50\n", "utf-8")
    assert [type(problem).__name__ for problem in read(program, data_files_of([folder]))[1]] == ["OutOfBounds"]


def test_an_example_of_a_year_in_which_the_value_was_not_there(folder):
    amend(
        folder,
        "a1",
        "2028-01-01",
        "efter § 2 införs § 3 Tillägg\n    partiets tillägg (tillägget) är 10 kr\n\n"
        'sist införs\n    exempel "För tidigt"\n        år 2027\n        partiet A har mandat 1\n'
        "        då: tillägget är odefinierat\n",
    )
    program = opened(folder).program
    [verdict] = run_examples(program, folder)
    assert verdict.holds
    told = sentences(verdict.findings[0].actual)
    assert told == (
        "Tillägg fanns inte 2027, så som regelverket lydde då: låt regeln säga vad som gäller i stället, till "
        "exempel om året är 2028.",
    )


# -- other tools ---------------------------------------------------------------------------------


def test_it_is_explained_with_the_section_of_the_year(folder, capsys):
    amend(
        folder,
        "a1",
        "2028-01-01",
        HIGHER.format(200) + "\nefter § 2 införs § 3 Skillnad\n"
        "    partiets skillnad (skillnaden) är stödet − 2027 års stöd\n",
        title="Höjning",
    )
    assert main(["förklara", str(folder), "skillnad", "--år", "2028"]) == 0
    told = capsys.readouterr().out
    now, then = told.partition("stöd 2027")[::2]
    assert "§ 1 (ändrad genom Höjning)" in now
    assert "§ 1\n" in then
    assert "grundbelopp 2027" in then


def test_a_promise_is_asked_of_each_year_as_it_reads(folder):
    text = (folder / "bas.regel").read_text("utf-8")
    text += '\nkontroll "lågt": grundbeloppet är mindre än 150 kr\n\nkontroll "alltid": stödet är minst 0 kr\n'
    (folder / "bas.regel").write_text(text, "utf-8")
    amend(
        folder,
        "a1",
        "2029-01-01",
        HIGHER.format(200) + '\nsist införs\n    kontroll "högt": grundbeloppet är minst 200 kr\n',
    )
    program = opened(folder).program
    asks = [Asked(question(one, program), None, years_of(program, one), one) for one in program.promises]
    low, always, high = decide_all(program, asks, {}, unhurried)
    assert [(one.year, type(one.answer)) for one in low] == [(2027, Holds), (2028, Holds), (2029, Fails)]
    assert [one.year for one in always] == [2027, 2028, 2029, 2030]
    assert [(one.year, type(one.answer)) for one in high] == [(2029, Holds), (2030, Holds)]


def test_what_every_regulation_promises_is_asked_of_each_year_as_it_reads(folder):
    text = """regelverk "Stöd"
    gäller        från och med 2027-01-01 till och med 2030-12-31
    beräkningsår  2027

enheter
    mandat

uppgifter
    pott (potten): kr, minst 0 kr

begrepp
    parti (partiet, partier, partierna)
        mandat (mandatet, mandaten): heltal mandat, minst 1 mandat

§ 1 Stöd
    partiets stöd (stödet) är 100 kr per mandat × mandaten
    partiet har rätt till "stöd"
        belopp stödet

§ 2 Pott
    potten fördelas mellan partierna som del (delen)
        resten fördelas lika
"""
    (folder / "bas.regel").write_text(text, "utf-8")
    changes = """§ 1 ska ha följande lydelse
    § 1 Stöd
        partiets tillägg (tillägget) är 5 kr per mandat × mandaten
        partiet har rätt till "tillägg"
            belopp tillägget
        partiets stöd (stödet) är 900 kr − 100 kr per mandat × mandaten
        partiet har rätt till "stöd"
            belopp stödet

efter § 1 införs
    § 1 a Pott för lokaler
        lokalpott (lokalpotten) är hälften av potten
        lokalpotten fördelas mellan partierna som lokaldel (lokaldelen)
            resten fördelas i proportion till mandaten
"""
    amend(folder, "a1", "2029-01-01", changes)
    program = opened(folder).program
    every = promises_of(program)
    asks = [Asked(question(one, program), None, years_of(program, one), one) for one in every]
    found = decide_all(program, asks, {}, unhurried)
    told = [
        (type(one), [(year.year, type(year.answer)) for year in years]) for one, years in zip(every, found, strict=True)
    ]
    new, always = [2029, 2030], [2027, 2028, 2029, 2030]
    assert told == [
        (AddsUp, [(year, Holds) for year in new]),
        (AddsUp, [(year, Holds) for year in always]),
        (NeverFalls, [(year, Holds) for year in new]),
        (NeverFalls, [(2027, Holds), (2028, Holds), (2029, Fails)]),
        (AlwaysClear, [(year, Holds) for year in always]),
    ]


def test_a_mutant_of_the_text_is_one_in_every_year(folder):
    text = (folder / "bas.regel").read_text("utf-8")
    text += '\nexempel "Första"\n    år 2027\n    partiet A har mandat 3\n    då: saldot är 300 kr\n'
    (folder / "bas.regel").write_text(text, "utf-8")
    amend(folder, "a1", "2028-01-01", HIGHER.format(200))
    found = {(one.mutant.old, one.mutant.left): one.fate for one in try_mutants(opened(folder), folder).tried}
    assert found["året är mandatperiodens första år", "året är inte mandatperiodens första år"] == "noticed"
    # What the amendment says is of no year that is tried.
    assert found["200 kr", "201 kr"] == "unnoticed"


def test_a_comparison_looks_back_on_each_side_as_it_was(folder, capsys):
    amend(
        folder,
        "a1",
        "2028-01-01",
        HIGHER.format(200) + "\n§ 2 ska ha följande lydelse\n    § 2 Saldo\n"
        "        partiets saldo (saldot) är\n            stödet om året är mandatperiodens första år\n"
        "            annars föregående års saldo + stödet + 1 kr\n",
    )
    assert (
        main(["jämför", str(folder / "bas.regel"), str(folder), "--år", "2028", "--värde", "saldo", "--format", "csv"])
        == 1
    )
    told = capsys.readouterr().out
    assert "301" in told
    assert "300" in told  # of § 1, and 1 of § 2


LEVELS = """    tolkning nivå "Vilken nivå?"
        låg:
            grundbelopp (grundbeloppet) är {} kr
        hög:
            grundbelopp (grundbeloppet) är {} kr
        gäller låg, "så står det"
"""


@pytest.mark.parametrize(
    ("reading", "balance"),
    [
        ("hög", 450 + 750),
        # The wording of 2027 has no such reading, and is read as it was.
        ("högst", 300 + 1200),
    ],
)
def test_two_readings_are_compared_in_the_years_before_too(folder, capsys, reading, balance):
    bas = BASE.replace("    grundbelopp (grundbeloppet) är 100 kr\n", LEVELS.format(100, 150))
    (folder / "bas.regel").write_text(bas, "utf-8")
    highest = "        högst:\n            grundbelopp (grundbeloppet) är 400 kr\n        gäller"
    levels = indent(LEVELS.format(200, 250).replace("        gäller", highest), "    ")
    amend(folder, "a1", "2028-01-01", HIGHER.replace("        grundbelopp (grundbeloppet) är {} kr\n", levels))
    asked = ["jämför", str(folder), "--ny-läsning", f"nivå: {reading}", "--år", "2028", "--värde", "saldo"]
    assert main([*asked, "--format", "csv"]) == 1
    told = capsys.readouterr().out.splitlines()[1]
    assert told.startswith(f"parti,A,saldo,§ 2,kr,value,900,value,{balance},")


def test_a_record_says_the_same_again(folder, capsys, tmp_path):
    amend(folder, "a1", "2028-01-01", HIGHER.format(200))
    assert main(["beräkna", str(folder), "--år", "2028", "--akt", str(tmp_path / "akt.json")]) == 0
    assert "900" in capsys.readouterr().out
    assert main(["verifiera", str(tmp_path / "akt.json")]) == 0


WHEEL = """regelverk "Hjul"
    gäller        från och med 2027-01-01
    beräkningsår  2027

roller
    nämnd (nämnden)

§ 1 Rapport
    nämnden ska "rapportera"
        senast den 1 mars
"""


def test_what_falls_due_is_of_the_wording_of_its_year(folder, capsys):
    (folder / "bas.regel").write_text(WHEEL, "utf-8")
    (folder / "data" / "partier.csv").unlink()
    text = '        nämnden ska "rapportera"\n            senast den 1 januari i år − 10 dagar\n'
    amend(folder, "a1", "2028-01-01", "§ 1 ska ha följande lydelse\n    § 1 Rapport\n" + text)
    for year, days in ((2027, ["2027-03-01", "2027-12-22"]), (2028, ["2028-12-22"]), (2029, ["2029-12-22"])):
        assert main(["årshjul", str(folder), "--år", str(year), "--format", "csv"]) == 0
        told = capsys.readouterr().out.splitlines()[1:]
        assert [day for line in told for day in line.split(",") if len(day) == 10 and day[:3] == "202"] == days
    # What the regulation says only then falls due in no year before.
    amend(folder, "a1", "2028-01-01", '§ 1 ska ha följande lydelse\n    § 1 Rapport\n        nämnden ska "mötas"\n')
    assert main(["årshjul", str(folder), "--år", "2028", "--format", "csv"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1
    amend(folder, "a1", "2028-01-01", "§ 1 ska ha följande lydelse\n    § 1 Rapport\n        nämnden ska möta\n")
    assert main(["årshjul", str(folder), "--år", "2027"]) == 1


def test_a_tree_in_the_place_of_another_reads_as_it_did_before(folder):
    amend(folder, "a1", "2028-01-01", HIGHER.format(200))
    loaded = opened(folder)
    again = load_tree(loaded, loaded.tree)
    assert [wording.first for wording in again.program.wordings] == [None, 2028]
    assert again.program.wordings[0] is loaded.program.wordings[0]
    symbol = loaded.program.definitions[0].symbol
    calculation = calculate(again.program, read(again.program, data_files_of([folder]))[0], 2028)
    assert definition(calculation, symbol) is not definition(calculation, symbol, 2027)


# -- how far -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "low", "high"),
    [
        ("gäller från och med 2027-01-01 till och med 2030-12-31", 1997, 2060),
        ("gäller från och med 2027-01-01", 1997, 2087),
        ("gäller till och med 2030-12-31", None, 2060),
        ("gäller från och med 2027-01-01 till och med 9999-12-31", 1997, 2127),
        ("beräkningsår 2024", 1964, 2084),
        ("valår 2018, 2022", 1958, 2083),
        ("myndighet Exempel", None, None),
    ],
)
def test_how_far_a_year_may_be(tmp_path, header, low, high):
    path = tmp_path / "x.regel"
    path.write_text(
        f'regelverk "X"\n    {header}\n\n§ 1 Ett\n    x är 1 kr\n'.replace("x är", "stöd (stödet) är"), "utf-8"
    )
    program = opened(path).program
    assert reach(program) == (low, high)
    assert within_reach(program, None)
    assert high is None or (within_reach(program, high) and not within_reach(program, high + 1))
    assert low is None or (within_reach(program, low) and not within_reach(program, low - 1))


@pytest.mark.parametrize("command", ["beräkna", "tolkningar", "förklara", "normer", "jämför", "årshjul"])
def test_a_year_too_far_away_is_refused(folder, capsys, command):
    more = {"förklara": ["saldo"], "jämför": [str(folder)]}.get(command, [])
    assert main([command, str(folder / "bas.regel"), *more, "--år", "9999"]) in (1, 2)
    told = " ".join(capsys.readouterr().err.split())
    assert "fel: 9999 är för långt bort för att kunna räknas. Det går att räkna för åren från och med 1997" in told


def test_a_record_of_a_year_too_far_away_is_not_computed(folder, tmp_path):
    path = Path(tmp_path / "akt.json")
    assert main(["beräkna", str(folder), "--år", "2028", "--akt", str(path)]) == 0
    path.write_text(path.read_text("utf-8").replace('"year": 2028', '"year": 9998', 1), "utf-8")
    assert main(["verifiera", str(path)]) != 0
