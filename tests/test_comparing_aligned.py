"""Two versions aligned before they are compared: numbers of sections, names of concepts and inputs, quoted lines."""

from datetime import date
from fractions import Fraction

import attrs
import pytest

from dsl import model
from dsl.comparing.aligning import align
from dsl.comparing.changes import changes
from dsl.comparing.data import Side, side_of
from dsl.comparing.renaming import called_as, relabelled
from dsl.formatting import format_regulation
from dsl.pipeline import load_source
from interpreter.comparing.renaming import back, renamed
from interpreter.comparing.years import years_in_force
from interpreter.facts import Facts, Rows

TEXT = """regelverk "Stöd"

begrepp
    parti (partiet, partier, partierna)
        mandat (mandaten): heltal, minst 0
        nytt: ja eller nej

§ 1 Grund
    grund (grunden) är 10 kr

§ 2 Stöd
    partiets stöd (stödet) är grunden × mandaten

§ 3 Undantag
    undantag från § 2: partiets stöd är 0 kr om partiet är nytt
    se § 1
"""


def side(text: str) -> Side:
    loaded = load_source("a.regel", text.encode())
    found = side_of(loaded)
    assert found is not None, loaded.problems
    return found


def test_sections_are_called_as_on_the_other_side_with_what_refers_to_them() -> None:
    old = side(TEXT)
    new = side(
        TEXT.replace("§ 3 Undantag", "§ 7 Undantag")
        .replace("§ 2 Stöd", "§ 3 Stöd")
        .replace("från § 2", "från § 3")
        .replace("§ 1 Grund", "§ 2 Grund")
        .replace("se § 1", "se § 2")
    )
    tree = relabelled(align(old.tree, new.tree))
    assert tree is not None
    assert format_regulation(tree) == format_regulation(new.tree)
    assert relabelled(align(old.tree, old.tree)) is None


def test_what_is_only_in_the_old_text_makes_way() -> None:
    old = side(TEXT)
    gone = TEXT.replace("    grund (grunden) är 10 kr\n", "").replace("§ 1 Grund\n\n", "").replace("    se § 1\n", "")
    new = side(gone.replace("grunden × mandaten", "10 kr × mandaten").replace("§ 2", "§ 1").replace("§ 3", "§ 2"))
    tree = relabelled(align(old.tree, new.tree))
    assert tree is not None
    assert "§ 9001 Grund" in format_regulation(tree)
    assert "se § 9001" in format_regulation(tree)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ({"mandat (mandaten)": "platser (platserna)", "mandaten": "platserna"}, [("input", "mandat", "platser")]),
        (
            {"parti (partiet, partier, partierna)": "grupp (gruppen, grupper, grupperna)", "partiet": "gruppen"},
            [("concept", "parti", "grupp")],
        ),
        # Another thing to give, or forms that say nothing of each other.
        ({"mandat (mandaten): heltal, minst 0": "platser (platserna): heltal, minst 1", "mandaten": "platserna"}, []),
        ({"mandat (mandaten)": "platser", "mandaten": "platser"}, []),
        # The rules say something else of it.
        ({"mandat (mandaten)": "platser (platserna)", "grunden × mandaten": "2 kr × platserna × platserna"}, []),
        ({}, []),
    ],
)
def test_only_a_name_has_changed(words: dict[str, str], expected: list[tuple[str, str, str]]) -> None:
    text = TEXT
    for word, other in words.items():
        text = text.replace(word, other)
    old, names = called_as(side(TEXT), side(text))
    assert [(one.kind, one.before[0], one.after[0]) for one in names] == expected
    assert (format_regulation(old.tree) == format_regulation(side(text).tree)) == (bool(expected) or not words)


def test_a_name_that_is_a_word_of_the_language_too_is_told_as_another_thing() -> None:
    """`belopp` begins a line below a norm, which is not to be read otherwise."""
    text = TEXT.replace("mandat (mandaten): heltal, minst 0", "belopp (beloppet): kr, minst 0 kr")
    text = text.replace("grunden × mandaten", "grunden + beloppet")
    text += '    partiet har rätt till "resa"\n        om beloppet är minst 10 kr\n        belopp grunden\n'
    other = text.replace("belopp (beloppet)", "underlag (underlaget)").replace("beloppet", "underlaget")
    old, new = side(text), side(other)
    assert called_as(old, new) == (old, ())
    told = [(one.kind, one.before and one.before.name, one.after and one.after.name) for one in changes(old, new)]
    assert told == [
        ("removed", "belopp", None),
        ("added", None, "underlag"),
        ("changed", "§ 2", "§ 2"),
        ("changed", "§ 3", "§ 3"),
    ]
    # Where no line begins with it, it is the same under another name.
    without = [side(format_regulation(one.tree).replace("        belopp grunden\n", "")) for one in (old, new)]
    assert [(one.before[0], one.after[0]) for one in called_as(*without)[1]] == [("belopp", "underlag")]


def test_two_that_could_be_meant_are_none() -> None:
    several = TEXT.replace("        nytt", "        röster (rösterna): heltal, minst 0\n        nytt")
    used = several.replace("grunden × mandaten", "grunden × mandaten + 1 kr × rösterna")
    others = used.replace("mandat (mandaten)", "ett (ettan)").replace("röster (rösterna)", "två (tvåan)")
    others = others.replace("mandaten", "ettan").replace("rösterna", "tvåan")
    assert called_as(side(used), side(others))[1] == ()


def test_data_under_other_names() -> None:
    text = TEXT.replace("parti (partiet, partier, partierna)", "grupp (gruppen, grupper, grupperna)")
    text = text.replace("partiet", "gruppen")
    between, concepts = called_as(side(TEXT), side(text))
    _, inputs = called_as(between, side(text.replace("mandaten", "platserna").replace("mandat (", "platser (")))
    names = (*concepts, *inputs)
    assert [one.kind for one in names] == ["concept", "input"]
    own = model.Symbol("parti", "mandat")
    rows = Rows("parti", ("A",), (None,), {(own, None): (Fraction(3),)}, {(own, 0): "någon"})
    total = model.Symbol(None, "pott")
    given = Facts({"parti": rows}, {(total, None): Fraction(1)}, {}, {total: "någon"})
    found = renamed(given, names)
    assert found.rows["grupp"].values == {(model.Symbol("grupp", "platser"), None): (Fraction(3),)}
    assert found.inputs == given.inputs
    again = renamed(found, map(back, names))
    assert (again.rows["parti"].values, again.rows["parti"].judged) == (rows.values, rows.judged)


def test_lines_are_quoted_as_they_are_written() -> None:
    cases = "är\n        1 kr    om mandaten är färre än 5\n        annars 2 kr\n"
    old = TEXT.replace("är grunden × mandaten\n", cases)
    (change,) = changes(side(old), side(old.replace("annars 2 kr", "annars 3 kr").replace("1 kr ", "4 kr ")))
    assert [line.before for line in change.statements[0].lines] == [
        "partiets stöd (stödet) är",
        "1 kr om mandaten är färre än 5",
        "annars 2 kr",
    ]
    # What cannot be laid beside the text is told as it would be written.
    found = side(old)
    other = attrs.evolve(found, loaded=attrs.evolve(found.loaded, sources=()))
    (change,) = changes(other, side(old.replace("1 kr ", "4 kr ")))
    assert change.statements[0].lines[1].before == "1 kr om mandaten är mindre än 5"


def program(header: str, rule: str = "1 kr om året är före 2026\n        annars 2 kr") -> model.Program:
    text = TEXT.replace("\n\nbegrepp", f"\n{header}\n\nbegrepp", 1).replace("är 10 kr", f"är\n        {rule}")
    return side(text).program


def test_every_year_in_force_is_looked_at() -> None:
    bounded = program("    gäller       från och med 2025-01-01 till och med 2028-12-31\n    beräkningsår 2025")
    found = years_in_force([bounded, bounded], [2025, 2025], [])
    assert (found.years, found.whole) == ((2025, 2026, 2027, 2028), True)
    long = program("    gäller       från och med 2025-01-01 till och med 2099-12-31\n    beräkningsår 2027")
    found = years_in_force([long, bounded], [2027, 2025], [date(2050, 1, 1)])
    assert not found.whole
    assert {2025, 2026, 2050} <= set(found.years)
    still = side(TEXT).program
    assert years_in_force([still, still], [None, None], []).years == ()
