"""Texts and data that are not on the disk, read as if they were: a project laid over an empty folder is the project."""

import os
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dsl.comparing.amendments import amendment_steps, family_of
from dsl.pipeline import Loaded, load
from dsl.text.files import NOTHING_LAID, Overlay, Unread, found, is_file, is_folder, laid_over, read_file, within
from interpreter.comparing.mutants import try_mutants
from interpreter.data.files import data_files_of, ignored_files_of, read
from interpreter.elections.files import read_election
from interpreter.elections.scenarios import read_scenarios
from interpreter.examples.accepted import read_reasons
from interpreter.examples.testing import base_facts, run_examples

ROOT = Path(__file__).parent.parent

RULES = """regelverk "Stöd"
    gäller  från och med 2027-01-01

enheter
    mandat

begrepp
    parti (partiet, partier, partierna)
        mandat (mandatet, mandaten): heltal mandat, minst 0 mandat

avsnitt 1
    partiets stöd (stödet) är 10 kr per mandat × mandaten

exempel "Som beslutat"
    utgår från "beslut.csv"
    partiet A har 3 mandat
    då: partiets stöd är 30 kr
"""
AMENDMENT = """ändring av "../2027.regel" "Högre"
    träder i kraft  2028-01-01

avsnitt 1 ska ha följande lydelse

    avsnitt 1
        partiets stöd (stödet) är 20 kr per mandat × mandaten
"""


def laid(folder: Path) -> tuple[Overlay, Path]:
    """All files of a project, laid over a place where there is nothing."""
    place = folder.parent / "ingenstans" / folder.name
    files = [path for path in folder.rglob("*") if path.is_file()]
    return laid_over({place / path.relative_to(folder): path.read_bytes() for path in files}), place


def told(loaded: Loaded, place: Path) -> str:
    """All that loading gave, wherever it was."""
    program = "" if loaded.program is None else repr((loaded.program.definitions, loaded.program.years))
    parts = (loaded.sources, loaded.tree, loaded.problems, loaded.folders, loaded.amended, program)
    return repr(parts).replace(str(place), "PLATS")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "regulations" / "stöd"
    for name, text in {
        "2027.regel": RULES,
        "andring/2028.regel": AMENDMENT,
        "data/parti.csv": "parti;mandat\nA;3\n",
        "data/beslut.csv": "parti;mandat\nA;3\n",
        "skäl.tsv": "slag\tavsnitt\tvad\tskäl\nmutant\tavsnitt 1\t10 blir 11\tprövas inte\n",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    return root


# -- the law -------------------------------------------------------------------------------------


@pytest.mark.parametrize("folder", sorted(dict.fromkeys(ROOT.glob("regulations/*"))), ids=lambda path: path.name)
def test_a_regulation_that_is_laid_is_the_one_on_the_disk(folder: Path) -> None:
    overlay, place = laid(folder)
    assert told(load(place, overlay=overlay), place) == told(load(folder), folder)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(data=st.data())
def test_whatever_is_laid_is_read_as_if_it_were_saved(tmp_path: Path, data: st.DataObject) -> None:
    """Some of a project is on the disk, and some of it, or something else, laid over it."""
    names = ("2027.regel", "andring/2028.regel", "data/parti.csv", "skäl.tsv", "nytt/till.regel")
    texts = st.sampled_from([RULES, AMENDMENT, RULES.replace("10 kr", "okänd"), "hej\n", "parti;mandat\nA;4\n", "ä"])
    saved = data.draw(st.dictionaries(st.sampled_from(names), texts))
    unsaved = data.draw(st.dictionaries(st.sampled_from(names), texts))
    number = len(list(tmp_path.iterdir()))
    some, whole = (tmp_path / f"{number}-{name}" / "regulations" / "stöd" for name in ("some", "whole"))
    for root, files in ((some, saved), (whole, {**saved, **unsaved})):
        root.mkdir(parents=True)
        for name, text in files.items():
            (root / name).parent.mkdir(exist_ok=True)
            (root / name).write_text(text, "utf-8")
    overlay = laid_over({some / name: text for name, text in unsaved.items()})
    opened = data.draw(st.sampled_from(["", "andring", *names]))
    at = data.draw(st.sampled_from([None, date(2027, 1, 1), date(2028, 1, 1)]))
    there, here = load(some / opened, at, overlay), load(whole / opened, at)
    assert told(there, some.parent.parent) == told(here, whole.parent.parent)
    files, same = data_files_of([some], overlay), data_files_of([whole])
    assert [str(one.relative_to(some)) for one in files] == [str(one.relative_to(whole)) for one in same]
    if there.program is not None and here.program is not None:
        problems, others = read(there.program, files, overlay)[1], read(here.program, same)[1]
        assert repr(problems).replace(str(some), "") == repr(others).replace(str(whole), "")


# -- part by part --------------------------------------------------------------------------------


def test_all_of_a_project_is_read_through_what_is_laid(project: Path) -> None:
    overlay, place = laid(project)
    loaded = load(place / "andring", overlay=overlay)
    assert loaded.problems == ()
    assert loaded.folders == (str(place), str(place / "andring"))
    program = load(place, overlay=overlay).program
    assert program is not None
    facts, problems = read(program, data_files_of([place], overlay), overlay)
    assert problems == ()
    assert facts.rows["parti"].labels == ("A",)
    assert [verdict.holds for verdict in run_examples(program, place, overlay)] == [True]
    assert base_facts(program, place, "beslut.csv", program.examples[0].span, overlay)[1] == ()
    assert [reason.what for reason in read_reasons(place, overlay)[0]] == ["10 blir 11"]
    assert try_mutants(load(place, overlay=overlay), place, overlay=overlay).failing == ()
    assert run_examples(program, place)[0].problems != ()


def test_the_base_of_an_amendment_may_be_unsaved(project: Path) -> None:
    overlay = laid_over({project / "2027.regel": RULES.replace("Stöd", "Osparat"), project / "ny.regel": AMENDMENT})
    loaded = load(project / "andring" / "2028.regel", overlay=overlay)
    assert loaded.tree is not None
    assert loaded.tree.title == "Osparat"
    steps = amendment_steps(project / "andring" / "2028.regel", loaded, overlay=overlay)
    assert steps is not None
    assert steps.base.tree.title == "Osparat"


def test_an_unsaved_amendment_stands_beside_the_regulation(project: Path) -> None:
    overlay = laid_over({project / "ny.regel": AMENDMENT.replace("../", "")})
    family = family_of(project / "2027.regel", overlay=overlay)
    assert [one.tree.title for one in family.beside] == ["Högre"]
    assert family_of(project / "2027.regel").beside == ()


def test_an_election_by_its_name_and_bytes() -> None:
    overlay = laid_over({"röster.csv": "parti;röster\nA;60\nB;40\n", "om.csv": "parti;om\nA;50\nB;50\n"})
    election, problems = read_election(Path("röster.csv"), overlay)
    assert problems == ()
    assert election is not None
    scenarios, problems = read_scenarios(election, [Path("om.csv")], overlay)
    assert problems == ()
    assert [one.name for one in scenarios] == ["om"]
    assert read_election(Path("röster.csv"))[0] is None


def test_what_is_not_read_of_what_is_laid(project: Path) -> None:
    overlay = laid_over({project / "data" / "gamla" / "parti.csv": b"", project / "data" / "not.txt": b""})
    assert [(Path(one.place.file).name, one.what) for one in ignored_files_of([project], overlay)] == [
        ("gamla", "folder"),
        ("not.txt", "format"),
    ]


# -- files ---------------------------------------------------------------------------------------


def test_a_name_in_another_form_is_the_file_that_is_there(tmp_path: Path) -> None:
    apart, whole = (unicodedata.normalize(form, "ä.regel") for form in ("NFD", "NFC"))
    (tmp_path / apart).write_text("på skivan")
    overlay = laid_over({tmp_path / whole: "osparat"})
    assert read_file(tmp_path / apart, 100, overlay) == b"osparat"
    assert found(str(tmp_path / "b" / whole), laid_over({tmp_path / "b" / apart: ""})) == str(tmp_path / "b" / apart)


def test_a_link_is_what_it_names(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("på skivan")
    os.symlink(tmp_path / "a", tmp_path / "b")
    assert read_file(tmp_path / "a", 100, laid_over({tmp_path / "b": "osparat"})) == b"osparat"


def test_what_is_laid_is_bounded_like_files() -> None:
    overlay = laid_over({"a": b"1234"})
    assert read_file("a", 4, overlay) == b"1234"
    assert read_file("a", 3, overlay) == Unread("large", 4)


def test_what_is_no_text_is_told() -> None:
    (problem,) = load(Path("a.regel"), overlay=laid_over({"a.regel": "\ud800"})).problems
    assert problem.code == "RV001"


def test_folders_that_are_only_laid(tmp_path: Path) -> None:
    overlay = laid_over({tmp_path / "a" / "b" / "c": "", tmp_path / "a" / "d": ""})
    assert is_folder(tmp_path / "a" / "b", overlay)
    assert not is_file(tmp_path / "a" / "b", overlay)
    assert is_file(tmp_path / "a" / "d", overlay)
    assert not is_folder(tmp_path / "a" / "d", overlay)
    assert [path.name for path in within(tmp_path / "a", overlay=overlay)] == ["b", "d"]
    assert within(tmp_path / "a", "x", overlay) == ()


def test_a_name_that_no_file_can_have() -> None:
    overlay = laid_over({"a\0b": ""})
    assert read_file("c\0d", 1, overlay) == Unread("missing")
    assert [problem.code for problem in load(Path("c\0d"), overlay=overlay).problems] == ["RV450"]


def test_nothing_laid_is_the_disk(tmp_path: Path) -> None:
    assert not is_folder(tmp_path / "a", NOTHING_LAID)
    assert not is_file(tmp_path / "a", NOTHING_LAID)
