"""The session under every face: it answers with data, from the disk or from what is laid over it, and is silent."""

import ast
import types
import typing
from datetime import date
from pathlib import Path

import pytest

from dsl.text.files import NOTHING_LAID, Overlay, laid_over
from interpreter.evaluating.calculation import Calculation
from interpreter.pace import unhurried
from interpreter.records.recording import as_json
from workbench.cli import words
from workbench.session import answers, elections, examples, proving, remarks, sources
from workbench.session.answers import Answer, Faulty, Refusal, TooFar, YearUnsaid
from workbench.session.asking import asked_of
from workbench.session.calculating import calculated, calculated_around, decided, facts_of
from workbench.session.comparing import compare
from workbench.session.explaining import explained
from workbench.session.facts_of_sides import facts_of_both
from workbench.session.formatting import formatted
from workbench.session.opening import Opened, loaded_of, opened, opened_for, section_of
from workbench.session.records import read_record_of, recorded, since, verdict_of
from workbench.session.remarks import NoDataRead, OutOfForce
from workbench.session.sides import open_sides
from workbench.values.computed import records, results

ROOT = Path(__file__).parent.parent
SESSION = ROOT / "workbench" / "session"
T = typing.TypeVar("T")
RULES = """regelverk "Stöd"
    gäller        från och med 2027-01-01
    beräkningsår  2027

enheter
    mandat

begrepp
    parti (partiet, partier, partierna)
        mandat (mandatet, mandaten): heltal mandat, minst 0 mandat

§ 1 Stöd
    partiets stöd (stödet) är 10 kr per mandat × mandaten [1]

kontroll "Stödet är aldrig negativt": partiets stöd är minst 0 kr

exempel "Två mandat"
    partiet A har 2 mandat
    då: partiets stöd är 20 kr
"""
VOTES = "parti;röster\nA;60\nB;40\n"
AMENDMENT = """ändring av "stöd.regel" "Högre"
    träder i kraft  {day}

§ 1 ska ha följande lydelse

    § 1 Stöd
        partiets stöd (stödet) är 20 kr per mandat × mandaten
"""


def value(answer: Answer[T]) -> T:
    assert not isinstance(answer.value, Refusal)
    return answer.value


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "regulations" / "stöd"


@pytest.fixture
def overlay(place: Path) -> Overlay:
    return laid_over({place / "stöd.regel": RULES, place / "data" / "parti.csv": "parti;mandat\nA;3\n"})


def amounts(found: Opened, *data: str) -> list[str | None]:
    got = results(value(calculated(found, data)))
    return [one.shown for one in records(got) if one.value == "stöd"]


# -- silent --------------------------------------------------------------------------------------


@pytest.mark.parametrize("module", sorted(SESSION.glob("*.py")), ids=lambda path: path.stem)
def test_no_module_can_write_to_people_or_leave(module: Path) -> None:
    tree = ast.parse(module.read_text("utf-8"))
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not names & {"print", "input", "exit", "quit", "SystemExit"}
    assert not imported & {"sys", "logging", "warnings", "click"}


def test_whatever_is_asked_nothing_is_written(
    place: Path, overlay: Overlay, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    broken = laid_over({tmp_path / "a.regel": "hej\n", "röster.csv": VOTES, "fel.csv": "x"})
    assert isinstance(opened(str(tmp_path / "a.regel"), broken).value, Faulty)
    found = value(opened_for(str(place), 2027, None, overlay))
    for data in ((), ("saknas.csv",)):
        facts_of(found, data)
        calculated(found, data, 2026)
        decided(found, data)
        calculated_around(str(place), found, data, 2027, ())
    for votes in (("röster.csv", "municipality", 3), ("röster.csv",), ("fel.csv",)):
        elections.counted(elections.Votes(*votes), broken)
    explained(value(calculated(found)), "stöd", "B")
    section_of(found, "99")
    formatted(str(tmp_path / "a.regel"), broken)
    sources.carried(str(place), overlay)
    with open_sides(str(place), None, overlay=overlay) as sides:
        assert isinstance(sides.value, answers.NoAmendments)
    with open_sides("HEAD~1:saknas", None) as sides:
        assert isinstance(sides.value, answers.NotInGit)
    assert capfd.readouterr() == ("", "")


# -- the words -----------------------------------------------------------------------------------


def test_a_year_far_off_is_of_the_files_and_an_unsaid_one_of_the_question() -> None:
    assert words.code_of(TooFar(3000, None, 2027)) == 1
    assert words.code_of(YearUnsaid()) == 2
    assert words.code_of(answers.Several((Faulty(()), Faulty(())))) == 1
    assert words.code_of(answers.Several((YearUnsaid(), TooFar(3000, None, 2027)))) == 2


@pytest.mark.parametrize(
    ("module", "union", "others"),
    [(answers, Refusal, {Answer}), (remarks, remarks.Remark, {remarks.Counted})],
)
def test_every_answer_is_told(module: types.ModuleType, union: object, others: set[type]) -> None:
    """That the matches are whole is what the type checker sees; here, that no class is left out of the unions."""
    made = {one for one in vars(module).values() if isinstance(one, type) and one.__module__ == module.__name__}
    assert made == set(typing.get_args(union)) | others


# -- what is laid over the disk ------------------------------------------------------------------


def test_a_project_that_is_nowhere_is_opened_and_calculated(place: Path, overlay: Overlay) -> None:
    found = value(opened(str(place), overlay))
    assert amounts(found) == ["30"]
    assert facts_of(found).remarks == ()


def test_unsaved_text_comes_before_what_is_saved(place: Path) -> None:
    (place / "data").mkdir(parents=True)
    (place / "stöd.regel").write_text(RULES, "utf-8")
    (place / "data" / "parti.csv").write_text("parti;mandat\nA;3\n", "utf-8")
    unsaved = laid_over({place / "stöd.regel": RULES.replace("10 kr", "11 kr")})
    assert amounts(value(opened(str(place)))) == ["30"]
    assert amounts(value(opened(str(place), unsaved))) == ["33"]


def test_data_by_name_and_bytes(place: Path) -> None:
    overlay = laid_over({place / "stöd.regel": RULES, "klistrat.csv": b"parti;mandat\nB;5\n"})
    found = value(opened(str(place), overlay))
    assert facts_of(found).remarks == (NoDataRead(),)
    assert amounts(found, "klistrat.csv") == ["50"]


def test_what_is_wrong_with_bytes_is_told_by_their_name(place: Path) -> None:
    overlay = laid_over({place / "stöd.regel": RULES, "klistrat.csv": b"parti;mandat\nB;fem\n"})
    refused = facts_of(value(opened(str(place), overlay)), ["klistrat.csv"]).value
    assert isinstance(refused, Faulty)
    (problem,) = refused.problems
    assert (problem.place.file, problem.place.row, problem.place.column) == ("klistrat.csv", 2, "mandat")


def test_an_error_leaves_as_much_of_the_program_as_could_be_made(place: Path) -> None:
    overlay = laid_over({place / "stöd.regel": RULES.replace("10 kr per mandat × mandaten", "okänd")})
    loaded = loaded_of(str(place), overlay)
    assert loaded.program is None
    assert loaded.partial is not None
    assert [one.name for one in loaded.partial.concepts] == ["parti"]


def test_examples_reasons_mutants_and_proofs_of_what_is_laid(place: Path, overlay: Overlay) -> None:
    reasons = "slag\tavsnitt\tvad\tskäl\ntäckning\t§ 1\tnågot\tinget\n"
    laid = Overlay({**overlay.contents, **laid_over({place / "skäl.tsv": reasons}).contents})
    found = value(opened(str(place), laid, every=True))
    verdicts = examples.tested(found)
    assert [one.holds for one in verdicts] == [True]
    assert examples.covered(found, verdicts)
    (reason,) = value(examples.reasons_of(found))
    assert examples.own_reasons(found, [(reason, "gone")]) == ((reason, "gone"),)
    goals = [one.goal for one in examples.covered(found, ())]
    assert examples.boundaries(found, goals, unhurried).proposals
    assert examples.mutants_tried(found, None, unhurried).tried
    promises = proving.promises(found)
    assert len(value(proving.decided(found, promises[:1], {}, unhurried))) == 1


def test_votes_by_name_and_bytes_are_fed_to_a_regulation(place: Path, overlay: Overlay) -> None:
    scenario = "parti;Byte\nA;40\nB;60\n"
    laid = Overlay({**overlay.contents, **laid_over({"röster.csv": VOTES, "om.csv": scenario}).contents})
    found = value(opened(str(place), laid))
    votes = elections.Votes("röster.csv", "municipality", 5, scenarios=("om.csv",))
    sides = elections.calculated_with(found, (), None, None, votes)
    assert [name for name, _ in value(sides).calculations] == ["valet", "Byte"]
    assert [type(one).__name__ for one in sides.remarks].count("SeatsFed") == 2


def test_two_versions_of_which_one_is_not_saved(place: Path) -> None:
    (place / "data").mkdir(parents=True)
    (place / "stöd.regel").write_text(RULES, "utf-8")
    (place / "data" / "parti.csv").write_text("parti;mandat\nA;3\n", "utf-8")
    unsaved = laid_over({place / "ny.regel": RULES.replace("10 kr", "12 kr")})
    with open_sides(str(place / "stöd.regel"), str(place / "ny.regel"), overlay=unsaved) as answer:
        sides = value(answer)
        facts = value(facts_of_both(sides))
        compared = compare(sides, facts, value(asked_of(sides, facts, None, None, ["stöd"], "A")))
    assert compared.moves_values
    assert isinstance(asked_of(sides, facts, None, None, ["stöt"], "B").value, answers.Several)


def test_the_base_of_an_open_amendment_need_not_be_saved(place: Path, overlay: Overlay) -> None:
    (place / "andring").mkdir(parents=True)
    amendment = AMENDMENT.format(day="2028-01-01").replace("stöd.regel", "../stöd.regel")
    (place / "andring" / "2028.regel").write_text(amendment, "utf-8")
    path = str(place / "andring" / "2028.regel")
    assert isinstance(opened(path).value, Faulty)
    assert value(opened(path, overlay)).loaded.amended == ((date(2028, 1, 1), "Högre"),)
    with open_sides(path, None, overlay=overlay) as answer:
        old, new = value(answer)
    assert (old.laid, new.laid) == ((), ((date(2028, 1, 1), "Högre"),))


def test_what_an_unsaved_amendment_changes_later(place: Path, overlay: Overlay) -> None:
    amendment = laid_over({place / "ny.regel": AMENDMENT.format(day="2028-07-01")})
    laid = Overlay({**overlay.contents, **amendment.contents})
    path = str(place)
    assert opened_for(path, 2028, None, laid).remarks == (remarks.EntersWithin("Högre", date(2028, 7, 1)),)
    found = value(opened_for(path, 2027, None, laid))
    first, second = value(calculated_around(path, found, (), 2027, ()))
    assert (first.year, second.year) == (2027, 2028)


def test_a_record_of_what_is_not_saved(place: Path, overlay: Overlay, tmp_path: Path) -> None:
    found = value(opened_for(str(place), None, None, overlay))
    calculation = value(calculated(found))
    record = value(recorded(str(place), found, (), calculation, None, None))
    laid = laid_over({tmp_path / "akt.json": as_json(record)})
    assert isinstance(read_record_of(str(tmp_path / "akt.json")).value, answers.RecordUnread)
    (tmp_path / "akt.json").write_text(as_json(record), "utf-8")
    again = value(read_record_of(str(tmp_path / "akt.json")))
    verdict = verdict_of(again, None)
    assert (verdict.tampered, verdict.again.results) == ((), ())
    assert laid.contents
    # Nothing of it is on the disk, so that today's files are not there.
    assert isinstance(since(again, str(place), ()).value, Faulty)


def test_a_register_and_a_document_that_are_not_saved(place: Path, overlay: Overlay) -> None:
    laid = Overlay({**overlay.contents, **laid_over({"beslut.txt": "§ 1 Stöd\n\nPartiet får stöd.\n"}).contents})
    made = value(sources.registered(str(place), "beslut.txt", laid))
    assert made.path == str(place / sources.REGISTER)
    from interpreter.sources.register import register_text

    there = Overlay({**laid.contents, **laid_over({made.path: register_text(made.register)}).contents})
    assert value(sources.compared(str(place), "beslut.txt", there)).differences == ()
    assert value(sources.carried(str(place), there)).coverage is not None


def test_a_text_that_is_not_saved_in_the_canonical_form(place: Path) -> None:
    overlay = laid_over({place / "a.regel": 'regelverk   "A"\r\n'})
    found = value(formatted(str(place / "a.regel"), overlay))
    assert (found.text, found.changed) == ('regelverk "A"\n', True)
    assert not value(formatted("b.regel", laid_over({"b.regel": found.text}))).changed


@pytest.mark.parametrize("name", ["ostersund", "vasterbotten"])
def test_a_regulation_that_is_laid_gives_what_it_gives_on_the_disk(name: str, tmp_path: Path) -> None:
    folder, place = ROOT / "regulations" / name, tmp_path / "regulations" / name
    files = [path for path in folder.rglob("*") if path.is_file()]
    laid = laid_over({place / path.relative_to(folder): path.read_bytes() for path in files})
    given = []
    for path, overlay in ((folder, NOTHING_LAID), (place, laid)):
        found = value(opened_for(str(path), None, None, overlay))
        given.append(records(results(value(calculated(found)))))
    assert given[0] == given[1]


# -- what is to be known -------------------------------------------------------------------------


def test_remarks_come_in_the_order_they_were_met(place: Path) -> None:
    found = value(opened(str(place), laid_over({place / "stöd.regel": RULES})))
    assert calculated(found, (), 2026).remarks == (NoDataRead(), OutOfForce(2026, 2027, None))


def test_a_year_that_is_not_said() -> None:
    file = ROOT / "regulations" / "ostersund" / "sekreterare.regel"
    years = ("    beräkningsår", "    mandatperiod")
    lines = [line for line in file.read_text("utf-8").splitlines(keepends=True) if not line.startswith(years)]
    found = value(opened(str(file), laid_over({file: "".join(lines)})))
    assert isinstance(calculated(found).value, YearUnsaid)
    assert isinstance(calculated(found, (), 2024).value, Calculation)
