"""What `prova` tells of coverage: to people, as JSON, as JUnit and as a page; and the reasons of `skäl.tsv`."""

import json
import shutil
import xml.etree.ElementTree as ElementTree
from html.parser import HTMLParser
from pathlib import Path

import pytest

from dsl.pipeline import load
from interpreter.examples.accepted import Reason, ReasonRow, ReasonsHeading, ReasonsUnreadable, read_reasons
from interpreter.examples.goals.coverage import coverage as covered
from interpreter.examples.testing import run_examples
from workbench.cli import main
from workbench.examples.coverage import Tally, coverage
from workbench.examples.junit import Case, Suite, as_xml
from workbench.page.html import as_html
from workbench.page.page import Cell, Column, Heading, Sentence, Table, quiet, strong
from workbench.page.page import Page as Told
from workbench.problems.diagnostic import Wording
from workbench.problems.words.reasons import wording

HERE = Path(__file__).parent
EXAMPLES = ("Fall 1", "Fall 2", "Fall 3", "Fall 4")
# Of the whole table: the value, three rows and three boundaries.
ROWS = (HERE / "goals" / "table.regel").read_text("utf-8")
LACKING = "partiets grad, raden 4: inget exempel där raden används"
HEADING = "slag\tavsnitt\tvad\tskäl\n"


@pytest.fixture
def folder(tmp_path):
    """A regulation whose examples show all but what only a party of four seats does."""
    made = tmp_path / "regler"
    made.mkdir()
    before, after = ROWS.index('exempel "Fall 2"'), ROWS.index('exempel "Fall 3"')
    (made / "regler.regel").write_text(ROWS[:before] + ROWS[after:], "utf-8")
    return made


@pytest.fixture
def run(capsys):
    def made(*arguments):
        code = main([str(argument) for argument in ("prova", *arguments)])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return made


def reasons(folder, *rows):
    (folder / "skäl.tsv").write_text(HEADING + "".join("\t".join(row) + "\n" for row in rows), "utf-8")


TEXT = """Table
  ✓ exempel ”Fall 1”
  ✓ exempel ”Fall 3”
  ✓ exempel ”Fall 4”

Täckning: Table

  ✗ avsnitt 1    5 av 7
    • partiets grad, raden 4: inget exempel där raden används.
    • partiets grad, raden 4: inget exempel där partiets mandat är 4 mandat.

5 av 7 visas av något exempel: 71,4 %.
Värden 1 av 1, tabellrader 2 av 3 och gränser 2 av 3.

3 stämmer.
"""


def test_what_no_example_shows_is_told_section_by_section(run, folder):
    assert run(folder, "--täckning") == (0, TEXT, "")


def test_without_asking_nothing_of_it_is_told(run, folder):
    assert run(folder) == (0, TEXT.partition("\nTäckning")[0] + "\n3 stämmer.\n", "")


@pytest.mark.parametrize(("least", "code"), [("71,4", 0), ("71.4%", 0), ("71,5", 1), ("100", 1), ("0", 0)])
def test_too_little_is_an_error(run, folder, least, code):
    got, answer, remarks = run(folder, "--minst", least)
    assert (got, answer) == (code, TEXT)
    asked = least.replace(".", ",").rstrip("%")
    assert remarks == (f"fel: täckningen är 71,4 procent i ”Table”, men minst {asked} krävs.\n" if code else "")


@pytest.mark.parametrize("least", ["101", "-1", "många", "1/2", ".5", "1.2.3", "", "²"])
def test_what_is_no_percent_is_wrong_use(run, folder, least):
    code, answer, remarks = run(folder, "--minst", least)
    assert (code, answer) == (2, "")
    assert "är ingen andel i procent. Skriv ett tal från 0 till 100" in remarks


def test_percent_is_rounded_down_so_that_all_means_all():
    assert [Tally(shown, excused, 1000).percent for shown, excused in ((999, 0), (1000, 0), (0, 1000), (0, 999))] == [
        "99,9",
        "100,0",
        "100,0",
        "0,0",
    ]
    assert Tally(9999, 0, 10000).percent == "99,9"


# -- reasons ---------------------------------------------------------------------------------------


def test_what_has_a_reason_is_told_apart_and_not_counted(run, folder):
    reasons(
        folder,
        ("täckning", "avsnitt 1", LACKING, "ingen har fyra"),
        ("mutant", "avsnitt 1", "25 % blir 26 %", "syns inte"),
    )
    code, answer, remarks = run(folder, "--täckning")
    assert (code, remarks) == (0, "")
    assert "  ✗ avsnitt 1    5 av 7, 1 med skäl\n" in answer
    assert "    – partiets grad, raden 4: inget exempel där raden används. Skäl: ingen har fyra\n" in answer
    assert "5 av 6 visas av något exempel: 83,3 %. 1 har skäl att inte visas och räknas inte.\n" in answer
    whole = LACKING.replace("raden används", "partiets mandat är 4 mandat")
    reasons(
        folder,
        ("täckning", "avsnitt 1", LACKING, "ingen har fyra"),
        ("täckning", "avsnitt 1", whole, "ingen har fyra"),
    )
    code, answer, remarks = run(folder, "--minst", "100")
    assert (code, remarks) == (0, "")
    assert "  ✓ avsnitt 1    5 av 7, 2 med skäl\n" in answer


def test_a_reason_that_is_not_needed_is_told(run, folder):
    shown = LACKING.replace("raden 4", "raden 0–3")
    reasons(
        folder,
        ("täckning", "avsnitt 1", shown, "förr"),
        ("täckning", "", "något annat", "förr"),
    )
    code, answer, remarks = run(folder, "--täckning")
    assert (code, answer) == (1, TEXT)
    file = folder / "skäl.tsv"
    assert remarks == (
        f"fel: skälet på {file}:2 behövs inte längre, för ett exempel visar det nu: avsnitt 1: {shown}\n"
        f"fel: skälet på {file}:3 gäller något som inte finns längre: något annat\n"
    )
    # Without being asked for what is shown, nobody looks at the reasons.
    assert run(folder)[0] == 0


def test_reasons_are_read_as_people_leave_them(tmp_path):
    file = tmp_path / "skäl.tsv"
    text = f"\ufeff# en anteckning\r\n\r\n{HEADING}mutant\t\tvad  \t  skäl  här\r\ntäckning\tavsnitt 1\tvad\tskäl\r\n"
    file.write_text(text, "utf-8", newline="")
    expected = (
        Reason("mutant", "", "vad", "skäl här", str(file), 4),
        Reason("täckning", "avsnitt 1", "vad", "skäl", str(file), 5),
    )
    (tmp_path / "regler.regel").touch()
    for path in (file, tmp_path, tmp_path / "regler.regel"):
        assert read_reasons(path) == (expected, ())
    assert read_reasons(tmp_path / "ingen" / "regler.regel") == ((), ())


BAD = {
    "bytes": (b"\xff\xfe", ReasonsUnreadable, "bytes"),
    "heading": (b"slag\tvad\n", ReasonsHeading, None),
    "columns": ("täckning\tavsnitt 1\tvad\n", ReasonRow, "columns"),
    "kind": ("lucka\t\tvad\tskäl\n", ReasonRow, "kind"),
    "what": ("mutant\tavsnitt 1\t \tskäl\n", ReasonRow, "what"),
    "why": ("mutant\tavsnitt 1\tvad\t\n", ReasonRow, "why"),
    "twice": ("mutant\t\tvad\tskäl\nmutant\t\tvad\tannat\n", ReasonRow, "twice"),
    "large": (b"#" * 2_000_001, ReasonsUnreadable, "large"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_wrong_with_the_reasons_is_told(run, folder, name):
    content, kind, why = BAD[name]
    data = content if isinstance(content, bytes) else (HEADING + content).encode()
    (folder / "skäl.tsv").write_bytes(data)
    _, (problem,) = read_reasons(folder)
    assert isinstance(problem, kind)
    assert getattr(problem, "why", None) == why
    words = wording(problem)
    assert isinstance(words, Wording)
    assert words.help.endswith(".")
    code, answer, remarks = run(folder, "--täckning")
    assert code == 1
    assert answer == TEXT.partition("\nTäckning")[0] + "\n3 stämmer.\n"
    assert remarks.startswith(f"fel {problem.code}: {words.headline}\n")
    # No other command looks at them.
    assert run(folder)[0] == 0


def test_a_folder_in_place_of_the_reasons_is_told(run, folder):
    (folder / "skäl.tsv").mkdir()
    assert run(folder, "--täckning")[2].startswith("fel RV721: filen med skäl är en mapp\n")
    assert wording(ReasonsUnreadable("x", "refused")).headline == "filen med skäl kan inte läsas"


def test_a_file_without_end_of_wrong_rows_tells_the_first_of_them(tmp_path):
    (tmp_path / "skäl.tsv").write_text(HEADING + "x\n" * 200, "utf-8")
    assert len(read_reasons(tmp_path)[1]) == 50


# -- for programs ----------------------------------------------------------------------------------


def test_json_has_every_goal(run, folder):
    reasons(folder, ("täckning", "avsnitt 1", LACKING, "ingen har fyra"))
    code, answer, remarks = run(folder, "--täckning", "--format", "json")
    assert (code, remarks) == (0, "")
    (got,) = json.loads(answer)["regulations"]
    assert {key: got[key] for key in ("regulation", "passed", "failed", "known_errors")} == {
        "regulation": "Table",
        "passed": 3,
        "failed": 0,
        "known_errors": 0,
    }
    assert [one["title"] for one in got["examples"]] == ["Fall 1", "Fall 3", "Fall 4"]
    assert {one["text"] for one in got["examples"]} == {""}
    figures = {"shown": 5, "excused": 1, "all": 7, "percent": "83.3"}
    assert {key: got["coverage"][key] for key in figures} == figures
    assert got["coverage"]["sections"] == [{"section": "avsnitt 1", **figures}]
    goals = got["coverage"]["goals"]
    assert [goal["status"] for goal in goals] == ["shown"] * 3 + ["excused", "lacking"] + ["shown"] * 2
    assert goals[3] == {
        "kind": "row",
        "section": "avsnitt 1",
        "file": str(folder / "regler.regel"),
        "line": goals[4]["line"],
        "reading": None,
        "about": "partiets grad, raden 4",
        "where": "raden används",
        "what": LACKING,
        "status": "excused",
        "shown_by": [],
        "reason": "ingen har fyra",
    }
    assert goals[5]["shown_by"] == ["Fall 3", "Fall 4"]
    assert json.loads(run(folder, "--format", "json")[1])["regulations"][0]["coverage"] is None


def test_junit_has_examples_and_goals(run, folder, tmp_path):
    reasons(folder, ("täckning", "avsnitt 1", LACKING, "ingen har fyra"))
    file = tmp_path / "svar.xml"
    assert run(folder, "--täckning", "--format", "junit", "--ut", file) == (0, "", "")
    root = ElementTree.fromstring(file.read_text("utf-8"))
    assert [suite.attrib for suite in root] == [
        {"name": "Table", "tests": "3", "failures": "0", "errors": "0", "skipped": "0"},
        {"name": "Table: täckning", "tests": "7", "failures": "0", "errors": "0", "skipped": "2"},
    ]
    assert root.attrib == {"tests": "10", "failures": "0", "errors": "0", "skipped": "2"}
    lacking = "partiets grad, raden 4: inget exempel där partiets mandat är 4 mandat"
    assert {skipped.attrib["message"] for skipped in root.iter("skipped")} == {"ingen har fyra", lacking}
    # What is lacking fails where it makes the command fail.
    code, answer, _ = run(folder, "--täckning", "--minst", "100", "--format", "junit")
    assert code == 1
    assert [failure.text for failure in ElementTree.fromstring(answer).iter("failure")] == [lacking]
    first = next(root.iter("testcase")).attrib
    assert first["classname"] == "Table.exempel"
    assert first["file"] == str(folder / "regler.regel")
    assert len(ElementTree.fromstring(run(folder, "--format", "junit")[1])) == 1


def test_what_does_not_agree_is_in_every_form(run, folder):
    file = folder / "regler.regel"
    file.write_text(file.read_text("utf-8").replace("grad är 25 %", "grad är 26 %"), "utf-8")
    (folder / "data").mkdir()
    file.write_text(
        file.read_text("utf-8") + '\nexempel "Utan fil"\n    utgår från "ingen.csv"\n    då: partiet A har grad 1 %\n',
        "utf-8",
    )
    code, answer, _ = run(folder, "--format", "json")
    wrong, _, _, missing = json.loads(answer)["regulations"][0]["examples"]
    assert code == 1
    assert wrong["text"].startswith("rad 30 (avsnitt 1): ")
    assert "ingen.csv" in missing["text"]
    code, answer, _ = run(folder, "--format", "junit")
    assert code == 1
    failures = list(ElementTree.fromstring(answer).iter("failure"))
    assert [failure.text for failure in failures] == [wrong["text"], missing["text"]]
    # What fails shows nothing.
    assert "3 av 7" in run(folder, "--täckning")[1]


def test_xml_takes_any_text():
    case = Case("a & <b>", 'c "d" \x00', "f.regel", 1, "failed", "första <raden>\nandra\x1b")
    root = ElementTree.fromstring(as_xml([Suite("s", (case,))]))
    (failure,) = root.iter("failure")
    assert failure.attrib["message"] == "första <raden>"
    assert failure.text == "första <raden>\nandra�"
    assert next(root.iter("testcase")).attrib["name"] == 'c "d" �'


# -- the page --------------------------------------------------------------------------------------


class Page(HTMLParser):
    """Every element is closed in order, every link leads somewhere, nothing is fetched."""

    EMPTY = frozenset({"meta"})

    def __init__(self, text):
        super().__init__()
        self.open = []
        self.ids = []
        self.links = []
        self.classes = set()
        self.text = ""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        assert not {"src", "onclick", "onload"} & given.keys()
        assert tag not in ("script", "link", "img")
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if "href" in given else []
        self.classes |= {given["class"]} if "class" in given else set()
        if tag == "html":
            assert given["lang"] == "sv"
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def test_the_page_has_the_rules_with_marks_and_the_figures_on_top(run, folder):
    reasons(folder, ("täckning", "avsnitt 1", LACKING, "ingen har <fyra>"))
    code, answer, remarks = run(folder, "--format", "html")
    assert (code, remarks) == (0, "")
    page = Page(answer)
    assert len(page.ids) == len(set(page.ids))
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert page.links
    assert {"good", "bad"} <= page.classes
    for line in (folder / "regler.regel").read_text("utf-8").splitlines():
        assert line in page.text
    for told in ("✓ visad 2/2", "✗ inte visad 0/2", "Skäl: ingen har <fyra>", "5 av 6 visas av något exempel: 83,3 %"):
        assert told in page.text
    assert "i ”Fall 3” och 1 till" in page.text


def test_several_regulations_are_on_one_page(run, folder, tmp_path):
    other = tmp_path / "andra"
    shutil.copytree(folder, other)
    page = Page(run(folder, other, "--format", "html")[1])
    assert len(page.ids) == len(set(page.ids))
    assert page.text.count("Avsnitt för avsnitt") == 2


def test_a_line_that_is_only_excused_and_one_that_is_partly_shown_have_marks_of_their_own(run, folder):
    whole = LACKING.replace("raden används", "partiets mandat är 4 mandat")
    reasons(folder, ("täckning", "avsnitt 1", LACKING, "s"), ("täckning", "avsnitt 1", whole, "s"))
    assert "– har skäl 0/2" in Page(run(folder, "--format", "html")[1]).text
    text = (folder / "regler.regel").read_text("utf-8").replace("har 3 mandat", "har 2 mandat")
    (folder / "regler.regel").write_text(text, "utf-8")
    assert "◐ delvis visad 1/2" in Page(run(folder, "--format", "html")[1]).text


def test_what_stands_in_a_page_is_escaped():
    texts = (Heading(1, strong("a & b"), anchor="x"), Sentence(quiet("<p>\x00")))
    table = Table("<th>", ("<td>",), (Column("<i>", (Cell("<b>"),)),), links=("x",))
    page = Page(as_html(Told("<a>", (texts, (table,)))))
    for told in ("<a>", "a & b", "<p>�", "<th>", "<td>", "<i>", "<b>"):
        assert told in page.text
    assert page.ids == ["x"]
    assert page.links == ["#x"]


# -- where it ends ---------------------------------------------------------------------------------


def test_a_regulation_without_anything_to_show_is_all_shown(run, tmp_path):
    file = tmp_path / "tomt.regel"
    file.write_text('regelverk "Tomt"\n\navsnitt 1\n    | Text.\n    upplysning\n', "utf-8")
    code, answer, _ = run(file, "--minst", "100")
    assert code == 0
    assert "Det finns inget som exempel kan visa." in answer


def test_the_answer_is_written_to_a_file_but_not_over_the_rules(run, folder, tmp_path):
    file = tmp_path / "svar.txt"
    assert run(folder, "--täckning", "--ut", file) == (0, "", "")
    assert file.read_text("utf-8") == TEXT
    assert run(folder, "--ut", folder / "data" / "svar.txt")[0] == 2
    assert run(folder, "--täckning", "--ut", tmp_path / "ingen" / "svar.txt")[0] == 2


def test_rules_that_cannot_be_read_leave_the_others(run, folder, tmp_path):
    broken = tmp_path / "fel.regel"
    broken.write_text("regelverk", "utf-8")
    code, answer, remarks = run(broken, folder, "--täckning")
    assert (code, answer) == (1, TEXT)
    assert "fel RV" in remarks
    assert run(broken, "--format", "json")[:2] == (1, "")


def test_what_is_said_twice_in_a_section_is_told_apart(folder):
    file = folder / "regler.regel"
    text = file.read_text("utf-8").replace(
        "avsnitt 1 Tabell\n",
        "avsnitt 1 Tabell\n    partiets dubbla är (det lägre av 1 kr och stödet) + det lägre av 1 kr och stödet\n",
    )
    file.write_text(text.replace("avsnitt 1 Tabell\n", "avsnitt 1 Tabell\n", 1), "utf-8")
    program = load(file).program
    told = coverage(program, covered(program, run_examples(program, folder)), ())
    assert len({(line.section, line.what) for line in told.lines}) == len(told.lines)
    assert any("(nr 2)" in line.what for line in told.lines)
