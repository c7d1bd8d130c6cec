"""Which file is loaded, in what order problems come, and that one mistake is told once."""

import pytest

from dsl import pipeline
from dsl.pipeline import load, load_source
from workbench.problems.wording import wording

RULES = 'regelverk "Stöd"\n\navsnitt 1\n    stöd (stödet) är 1 kr\n'


HEAD = 'regelverk "X"\n\navsnitt 1\n'


def check(text, *expected):
    """The codes of the problems, in the order of their places."""
    loaded = load_source("x.regel", text.encode())
    assert [problem.code for problem in loaded.problems] == list(expected)
    assert (loaded.program is None) == any(pipeline.severity(problem) == "fel" for problem in loaded.problems)


def test_a_file_and_a_folder_with_one_file_are_the_same(tmp_path):
    path = tmp_path / "stöd.regel"
    path.write_text(RULES, "utf-8")
    for place in (path, tmp_path):
        loaded = load(place)
        assert loaded.problems == ()
        assert loaded.program is not None
        assert loaded.program.title == "Stöd"
        assert loaded.sources[0].text == RULES


@pytest.mark.parametrize(("names", "found"), [((), ()), (("b.regel", "a.regel"), ("a.regel", "b.regel"))])
def test_a_folder_with_no_or_several_files(tmp_path, names, found):
    for name in names:
        (tmp_path / name).write_text(RULES, "utf-8")
    (problem,) = load(tmp_path).problems
    assert problem.code == "RV450"
    assert problem.found == found
    told = wording(problem).help
    assert [name for name in found if name not in told] == []


def test_a_long_list_is_cut(tmp_path):
    for number in range(9):
        (tmp_path / f"{number}.regel").write_text(RULES, "utf-8")
    (problem,) = load(tmp_path).problems
    assert "5.regel och …" in wording(problem).help


def test_a_file_that_is_not_there(tmp_path):
    (problem,) = load(tmp_path / "saknas.regel").problems
    assert problem.code == "RV450"
    assert problem.found is None
    assert "går inte att läsa" in wording(problem).headline


def test_bytes_that_are_no_text():
    loaded = load_source("x.regel", b"\xff\xfe\x00")
    assert loaded.tree is None
    assert loaded.problems


def test_text_that_is_no_regulation():
    loaded = load_source("x.regel", b"hej\n")
    assert loaded.program is None
    assert loaded.problems


def test_a_name_whose_line_cannot_be_read_is_not_unknown_too():
    check('regelverk "X"\n\navsnitt 1\n    stöd (stödet är 1 kr\n    bidrag (bidraget) är stödet + 1 kr\n', "RV108")


def test_what_uses_a_broken_value_says_nothing():
    check('regelverk "X"\n\navsnitt 1\n    a-belopp är 1 kr + 1 år\n    b-belopp är a-belopp + 1 månad\n', "RV204")


def test_warnings_leave_the_program():
    check('regelverk "X"\n\nuppgifter\n    avgift (avgiften): kr\n\navsnitt 1\n    stöd (stödet) är 1 kr\n', "RV340")


def test_problems_come_in_the_order_of_their_places():
    rules = ("a-belopp är b + 1 kr", "c-belopp är 1 kr + 1 år", "d-belopp är e + 1 kr")
    check(HEAD + "".join(f"    {rule}\n" for rule in rules), "RV201", "RV204", "RV201")


def test_rules_that_only_refer_to_each_other_are_told_as_a_circle():
    check(HEAD + "    a-belopp är b-belopp\n    b-belopp är a-belopp\n", "RV330")


def test_many_unknown_names_are_all_told():
    check(HEAD + "".join(f"    a{number} är okänd{number}\n" for number in range(250)), *["RV201"] * 250)


def test_as_much_of_the_program_as_could_be_made_is_there_after_an_error():
    loaded = load_source("x.regel", (HEAD + "    a-belopp är okänd\n    b-belopp är 1 kr\n").encode())
    assert loaded.program is None
    assert [one.symbol.name for one in loaded.partial.definitions] == ["b-belopp"]
    assert pipeline.load_tree(loaded, loaded.tree).partial is not None


def test_what_is_whole_is_the_program_itself():
    loaded = load_source("x.regel", RULES.encode())
    assert loaded.partial is loaded.program
    again = pipeline.load_tree(loaded, loaded.tree)
    assert again.partial is again.program


def test_of_what_cannot_be_read_there_is_no_part():
    assert load_source("x.regel", b"hej\n").partial is None
