"""Regulations of several files: what a folder means, which files may be named, and whose data go with them."""

import datetime

import pytest

from dsl.pipeline import load, load_source
from dsl.project import files
from interpreter.data.files import data_files_of
from interpreter.examples.testing import run_examples

RULES = 'regelverk "Stöd"\n    gäller  från och med 2027-01-01\n\navsnitt 1\n    stöd (stödet) är 1 kr\n'
HIGHER = "\navsnitt 1 ska ha följande lydelse\n\n    avsnitt 1\n        stöd (stödet) är {} kr\n"


def amendment(base, day, krona, title="Ändring"):
    return f'ändring av "{base}" "{title}"\n    träder i kraft  {day}\n' + HIGHER.format(krona)


@pytest.fixture
def folder(tmp_path):
    """A project with one regulation and a way to write more."""
    root = tmp_path / "regulations" / "stöd"
    root.mkdir(parents=True)
    (root / "2027.regel").write_text(RULES, "utf-8")
    return root


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def krona(loaded):
    assert loaded.problems == ()
    [definition] = loaded.program.definitions
    return definition.expression.value


def codes(loaded):
    return [problem.code for problem in loaded.problems]


# -- which files ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "amount", "titles"),
    [
        (None, 3, ["Ett", "Två"]),
        (datetime.date(2027, 12, 31), 1, []),
        (datetime.date(2028, 1, 1), 2, ["Ett"]),
        (datetime.date(2029, 1, 1), 3, ["Ett", "Två"]),
    ],
)
def test_a_folder_is_a_regulation_with_the_amendments_in_force(folder, at, amount, titles):
    write(folder / "a.andring.regel", amendment("2027.regel", "2029-01-01", 3, "Två"))
    write(folder / "b.andring.regel", amendment("2027.regel", "2028-01-01", 2, "Ett"))
    loaded = load(folder, at)
    assert krona(loaded) == amount
    assert [title for _, title in loaded.amended] == titles
    assert loaded.folders == (str(folder),)
    assert len(loaded.sources) == 3


def test_a_file_that_is_named_is_in_force(folder):
    path = write(folder / "andring" / "a.regel", amendment("../2027.regel", "2029-01-01", 3))
    loaded = load(path, datetime.date(2027, 1, 1))
    assert krona(loaded) == 3
    assert loaded.folders == (str(folder), str(folder / "andring"))
    assert load(folder / "2027.regel").folders == ()


def test_a_folder_of_amendments_is_the_last_of_them(folder):
    write(folder / "andring" / "a.regel", amendment("../2027.regel", "2028-01-01", 2))
    assert krona(load(folder / "andring")) == 2
    write(folder / "andring" / "b.regel", amendment("a.regel", "2029-01-01", 3))
    assert krona(load(folder / "andring")) == 3
    write(folder / "andring" / "c.regel", amendment("a.regel", "2029-01-01", 3))
    assert codes(load(folder / "andring")) == ["RV450"]


def test_an_amendment_without_a_day_is_told_whatever_the_day(folder):
    write(folder / "a.andring.regel", 'ändring av "2027.regel" "Utan dag"\n')
    assert codes(load(folder, datetime.date(2027, 1, 1))) == ["RV460"]


def test_a_folder_with_a_file_that_is_no_rule_file(folder):
    write(folder / "a.regel", "hej\n")
    loaded = load(folder)
    assert loaded.tree is None
    assert {problem.span.file for problem in loaded.problems} == {str(folder / "a.regel")}


# -- which files may be named --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "named", "why"),
    [
        ("stöd/a.regel", "../../annan.regel", "outside"),
        ("stöd/a.regel", "../annan.regel", None),
        ("stöd/2028/a.regel", "../../annan.regel", None),
        ("stöd/2028/a.regel", "../../../annan.regel", "outside"),
        ("stöd/a.regel", "/annan.regel", "absolute"),
        ("stöd/a.regel", "C:annan.regel", "absolute"),
        ("stöd/a.regel", "..\\\\annan.regel", "absolute"),
        ("stöd/a.regel", "saknas.regel", "missing"),
        ("stöd/a.regel", "", "unreadable"),
        ("stöd/a.regel", "länk.regel", "outside"),
        ("stöd/a.regel", "länkad/annan.regel", "outside"),
    ],
)
def test_only_files_of_the_project_may_be_named(folder, place, named, why):
    root = folder.parent
    write(root / "annan.regel", RULES)
    write(root.parent / "annan.regel", RULES)
    (folder / "länk.regel").symlink_to(root.parent / "annan.regel")
    (folder / "länkad").symlink_to(root.parent)
    loaded = load(write(root / place, amendment(named, "2028-01-01", 2)))
    if why is None:
        assert krona(loaded) == 2
    else:
        [problem] = loaded.problems
        assert (problem.code, problem.why) == ("RV468", why)


def test_without_a_project_the_folder_above_is_it(tmp_path):
    write(tmp_path / "annan.regel", RULES)
    write(tmp_path / "a" / "annan.regel", RULES)
    assert krona(load(write(tmp_path / "a" / "b" / "c.regel", amendment("../annan.regel", "2028-01-01", 2)))) == 2
    assert codes(load(write(tmp_path / "a" / "b" / "d.regel", amendment("../../annan.regel", "2028-01-01", 2)))) == [
        "RV468"
    ]


def test_a_chain_of_files_has_an_end(folder, monkeypatch):
    monkeypatch.setattr(files, "MOST_FILES", 3)
    base = "2027.regel"
    for number in range(4):
        path = write(folder / f"{number}.andring", amendment(base, f"203{number}-01-01", number))
        base = path.name
    [problem] = load(path).problems
    assert (problem.code, problem.why) == ("RV468", "many")
    assert krona(load(folder / "1.andring")) == 1


def test_bytes_alone_name_no_other_file():
    loaded = load_source("a.regel", amendment("2027.regel", "2028-01-01", 2).encode())
    assert codes(loaded) == ["RV468"]


# -- what is borrowed ----------------------------------------------------------------------------

LENT = """regelverk "Gemensamt"

{uses}enheter
    mandat

uppgifter
    pott (potten): kr

begrepp
    parti (partiet, partier, partierna)
        mandat (mandatet, mandaten): heltal mandat, minst 1 mandat

avsnitt 1
    partiets halva (halvan) är hälften av mandaten
"""
BORROWS = """regelverk "Stöd"

använder "{file}"

avsnitt 1
    partiets stöd (stödet) är 10 kr per mandat × mandaten

exempel "Två mandat"
    partiet A har 2 mandat
    då: partiets stöd är 20 kr
"""


def test_declarations_are_lent_and_rules_are_not(folder):
    write(folder.parent / "gemensamt.regel", LENT.format(uses=""))
    loaded = load(write(folder / "a" / "stöd.regel", BORROWS.format(file="../../gemensamt.regel")))
    assert loaded.problems == ()
    assert [one.symbol.name for one in loaded.program.definitions] == ["stöd"]
    assert all(verdict.holds for verdict in run_examples(loaded.program, folder))
    assert len(loaded.tree.items) == 3
    assert load(folder / "a").folders == (str(folder / "a"),)


def test_an_amendment_may_borrow_and_may_be_borrowed_from(folder):
    write(folder / "gemensamt.regel", LENT.format(uses=""))
    write(
        folder / "andring" / "a.regel",
        'ändring av "../2027.regel" "Enheter"\n    träder i kraft  2028-01-01\n\n'
        'sist införs\n    använder "../gemensamt.regel"\n    begrepp\n'
        "        ledamot (ledamoten, ledamöter, ledamöterna)\n            parti: ett parti\n",
    )
    text = BORROWS.format(file="andring/a.regel").replace("partiets stöd", "ledamotens stöd", 1)
    text = text.replace("mandaten", "partiets mandat").partition("exempel")[0]
    loaded = load(write(folder / "stöd.regel", text))
    assert loaded.problems == ()
    assert [concept.name for concept in loaded.program.concepts] == ["parti", "ledamot"]


def test_a_problem_is_told_where_it_stands(folder):
    write(folder / "gemensamt.regel", LENT.format(uses="").replace("    pott (potten): kr", "    pott (potten): blad"))
    loaded = load(write(folder / "stöd.regel", BORROWS.format(file="gemensamt.regel")))
    assert [(problem.code, problem.span.file) for problem in loaded.problems] == [
        ("RV205", str(folder / "gemensamt.regel"))
    ]


def test_a_lender_that_cannot_be_read_lends_nothing(folder):
    write(folder / "gemensamt.regel", "hej\n")
    loaded = load(write(folder / "stöd.regel", BORROWS.format(file="gemensamt.regel")))
    assert loaded.program is None
    assert {problem.span.file for problem in loaded.problems} == {str(folder / "gemensamt.regel")}


def test_files_that_use_each_other(folder):
    write(folder / "gemensamt.regel", LENT.format(uses='använder "stöd.regel"\n\n'))
    assert codes(load(write(folder / "stöd.regel", BORROWS.format(file="gemensamt.regel")))) == ["RV468"]


# -- data ----------------------------------------------------------------------------------------


def test_a_file_of_an_amendment_stands_in_for_one_of_the_same_name(folder):
    own, other = folder / "data", folder / "andring" / "data"
    for path in (own / "a.csv", own / "b.csv", other / "b.csv", other / "c.csv"):
        write(path, "")
    found = data_files_of([folder, folder / "andring"])
    assert found == (own / "a.csv", other / "b.csv", other / "c.csv")
    assert data_files_of([]) == ()


def test_an_example_looks_for_its_data_from_its_own_file(folder):
    declared = (
        "\nbegrepp\n    parti (partiet, partier, partierna)\n        mandat (mandatet, mandaten): heltal, minst 1\n"
    )
    example = 'exempel "Summan"\n    utgår från "partier.csv"\n    då: summan av partiernas mandat är {}\n'
    write(folder / "2027.regel", RULES.replace("\navsnitt", f"{declared}\navsnitt") + "\n" + example.format(1))
    write(folder / "data" / "partier.csv", "parti;mandat\nA;1\n")
    write(folder / "andring" / "partier.csv", "parti;mandat\nA;2\n")
    indented = "".join(f"    {line}\n" for line in example.format(2).replace("Summan", "Två").splitlines())
    text = f'ändring av "../2027.regel" "Data"\n    träder i kraft  2028-01-01\n\nsist införs\n\n{indented}'
    loaded = load(write(folder / "andring" / "a.regel", text))
    assert loaded.problems == ()
    verdicts = run_examples(loaded.program, folder)
    assert [(verdict.of.title, verdict.holds) for verdict in verdicts] == [("Summan", True), ("Två", True)]
