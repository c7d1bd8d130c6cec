"""`regelverk jämför` as people and programs meet it: whole answers on real regulations, exit codes, pages, bars.

Each `tests/comparisons/NAME.txt` begins with the command it shows; what stands for the folders is in `work`. Those
that are new or have changed are written anew with REWRITE=1 in the environment, to be read before they are kept.
"""

import csv
import io
import json
import os
import re
import shlex
import shutil
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.bars import bars
from workbench.cli import main

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "comparisons"
CHAPTER = ROOT / "docs" / "handbok" / "07-ny-version.md"
PROPOSAL = "regulations/vasterbotten/forslag/trettio-procent.andring.regel"
PROMPT = "$ regelverk "


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The real regulations, and new versions of them with invented numbers."""
    shutil.copytree(ROOT / "regulations", tmp_path / "regulations")
    changed(
        tmp_path,
        "ostersund",
        "ny",
        {
            "4–6             |                  50 %": "4–6             |                  55 %",
            "31,42 %": "32 %",
            '"kommunalrådet" om partiet har kommunalråd': '"presidiet" om partiet har kommunalråd',
        },
    )
    new = changed(
        tmp_path,
        "vasterbotten",
        "flera",
        {
            "25 % av heltid": "30 % av heltid",
            "är 117 034 kr": "är 120 000 kr",
            "är 0,52 basbelopp per tjänst\n                × tilldelade resursen\n": (
                "är 0,60 basbelopp per tjänst\n                × tilldelade resursen\n"
            ),
        },
    )
    parties = new / "data" / "partier.csv"
    parties.write_text(parties.read_text("utf-8").replace("Liberalerna;3", "Liberalerna;4"), "utf-8")
    changed(tmp_path, "ostersund", "ord", {"    # Det som källan säger ska göras utan att säga av vem.\n": ""})
    changed(tmp_path, "ostersund", "fel", {"är 31,42 %": "är 31,42 kr"})
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "90")
    return tmp_path


def changed(folder: Path, name: str, called: str, new: dict[str, str]) -> Path:
    """A copy with other numbers; its examples and published tables need not agree with them."""
    copy = folder / called
    shutil.copytree(folder / "regulations" / name, copy)
    for file in copy.glob("*.regel"):
        text = file.read_text("utf-8")
        for written, instead in new.items():
            assert written in text, written
            text = text.replace(written, instead)
        file.write_text(text, "utf-8")
    return copy


def told(command: str, capsys: pytest.CaptureFixture[str]) -> str:
    code = main(shlex.split(command.removeprefix(PROMPT)))
    captured = capsys.readouterr()
    remarks = "".join(f"! {line}\n" for line in captured.err.splitlines())
    return f"{captured.out}{remarks}= {code}\n"


@pytest.mark.usefixtures("work")
@pytest.mark.parametrize("file", sorted(GOLDEN.glob("*.txt")), ids=lambda file: file.stem)
def test_whole_answer(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written = file.read_text("utf-8")
    command = written.partition("\n")[0]
    assert command.startswith(PROMPT)
    answer = f"{command}\n{told(command, capsys)}"
    if os.environ.get("REWRITE"):
        file.write_text(answer, "utf-8")
    assert answer == written
    if "--format" not in command:
        assert max(map(len, answer.partition("2. Utfallet")[2].splitlines())) <= 90


# -- exit codes ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "code", "words"),
    [
        ("regulations/ostersund regulations/ostersund", 0, ""),
        ("regulations/ostersund ord", 0, ""),
        ("regulations/ostersund ny", 1, ""),
        ("regulations/ostersund fel", 3, "enheterna går inte ihop"),
        ("regulations/ostersund finns-inte", 2, "finns inte"),
        ("regulations/ostersund", 2, "inga ändringar"),
        ("regulations/ostersund ny --värde lön", 2, "inget värde som heter lön"),
        ("regulations/ostersund ny --för Moderatarna", 2, "Menade du Moderaterna"),
        ("regulations/ostersund ny --läsning underlag", 2, "en tolkning och en läsning"),
        ("regulations/ostersund ny --ny-läsning 'underlag: avrundat'", 2, "ingen tolkning"),
        ("regulations/ostersund ny --tid noll", 2, "sekunder"),
        ("regulations/ostersund ny --ut ny/sekreterare.regel", 2, "regelfil"),
        ("regulations/ostersund ny --ut ny/data/svar.csv", 2, "data"),
        ("regulations/ostersund ny --data regulations/ostersund/NOTERINGAR.md", 3, "NOTERINGAR.md"),
    ],
)
@pytest.mark.usefixtures("work")
def test_exit_code(command: str, code: int, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["jämför", *shlex.split(command)]) == code
    assert words in capsys.readouterr().err


def test_what_depends_on_the_year_needs_one(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = work / "ny" / "sekreterare.regel"
    years = ("    beräkningsår", "    mandatperiod")
    lines = file.read_text("utf-8").splitlines(keepends=True)
    file.write_text("".join(line for line in lines if not line.startswith(years)), "utf-8")
    assert main(["jämför", "regulations/ostersund", "ny"]) == 2
    assert "beror på året" in capsys.readouterr().err
    assert main(["jämför", "regulations/ostersund", "ny", "--år", "2024"]) == 1


@pytest.mark.usefixtures("work")
def test_time_that_runs_out_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["jämför", "regulations/vasterbotten", "flera", "--tid", "0.000001"]) == 1
    assert "Tiden tog slut" in capsys.readouterr().out


@pytest.mark.usefixtures("work")
def test_the_same_bytes_twice(capsys: pytest.CaptureFixture[str]) -> None:
    for form in ("text", "json", "csv", "html"):
        answers = []
        for _ in range(2):
            main(["jämför", "regulations/vasterbotten", "flera", "--format", form])
            answers.append(capsys.readouterr().out)
        assert answers[0] == answers[1]


# -- for programs --------------------------------------------------------------------------------


@pytest.mark.usefixtures("work")
def test_records_add_up(capsys: pytest.CaptureFixture[str]) -> None:
    """The parts of every number that other programs get are the whole difference, exactly."""
    main(["jämför", "regulations/vasterbotten", "flera", "--format", "json"])
    whole = json.loads(capsys.readouterr().out)
    assert whole["differs"] is True
    assert len(whole["causes"]) == 4
    several = 0
    for one in whole["values"]:
        if one["difference"] is None:
            continue
        parts = [Fraction(part["difference"]) for part in one["causes"] if part["difference"] is not None]
        assert sum(parts) + Fraction(one["interaction"]) == Fraction(one["difference"])
        assert sum(Fraction(step["difference"]) for step in one["in_order"]) == Fraction(one["difference"])
        if one["before"] is not None and one["after"] is not None:
            assert Fraction(one["after"]) - Fraction(one["before"]) == Fraction(one["difference"])
        several += sum(part != 0 for part in parts) > 1
    assert several > 20


@pytest.mark.usefixtures("work")
def test_csv_has_what_json_has(capsys: pytest.CaptureFixture[str]) -> None:
    main(["jämför", "regulations/ostersund", "ny", "--format", "json"])
    values = json.loads(capsys.readouterr().out)["values"]
    main(["jämför", "regulations/ostersund", "ny", "--format", "csv"])
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert len(rows) == len(values)
    for row, value in zip(rows, values, strict=True):
        for field in ("concept", "value", "section", "unit", "before", "after", "difference", "percent", "interaction"):
            assert row[field] == (value[field] or "")


# -- as a page -----------------------------------------------------------------------------------


class Balanced(HTMLParser):
    """Every tag closed in its turn, and nothing fetched from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not {name for name, _ in attrs} & {"src", "onclick"}
        assert all((value or "").startswith("#") for name, value in attrs if name == "href")
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("sides", ["regulations/vasterbotten flera", "regulations/ostersund regulations/ostersund"])
def test_page(sides: str, work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["jämför", *sides.split(), "--format", "html", "--ut", "svar.html"])
    assert capsys.readouterr().out == ""
    page = Balanced()
    page.feed((work / "svar.html").read_text("utf-8"))
    page.close()
    assert page.open == []
    assert "Jämförelse" in page.text
    if "flera" in sides:
        assert "Liberalerna" in page.text
        assert "117 034 kr" in page.text.replace("\u00a0", " ")


# -- narrow, and bars ----------------------------------------------------------------------------


@pytest.mark.parametrize("columns", [40, 60, 72, 100, 140])
@pytest.mark.usefixtures("work")
def test_as_wide_as_the_page(columns: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    main(["jämför", "regulations/ostersund", "ny", "--värde", "ersättning"])
    outcome = capsys.readouterr().out.partition("2. Utfallet")[2]
    assert max(map(len, outcome.splitlines())) <= columns
    assert "317 684" in outcome or "349 867" in outcome


values = st.lists(st.one_of(st.none(), st.fractions(-100, 100, max_denominator=7)), max_size=8)


@given(values, st.integers(0, 60))
def test_bars(found: list[Fraction | None], room: int) -> None:
    """Never wider than there is room for, on the right side of the axis, and longer for what is more."""
    drawn = bars(found, room)
    assert len(drawn) == len(found)
    lengths = {}
    for value, bar in zip(found, drawn, strict=True):
        assert len(bar) <= room or not bar
        if value is None or not bar:
            assert not bar
            continue
        before, after = bar.split("│")
        halves = [2 * side.count("█") + side.count("▌") + side.count("▐") for side in (before, after)]
        assert halves[0 if value > 0 else 1] == 0
        lengths[abs(value)] = max(halves)
        assert (max(halves) > 0) == (value != 0)
    assert [length for _, length in sorted(lengths.items())] == sorted(lengths.values())
    assert len({bar.index("│") for bar in drawn if bar}) <= 1


# -- the chapter ---------------------------------------------------------------------------------


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", CHAPTER.read_text("utf-8"), re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("block", blocks("text"), ids=lambda block: block.partition("\n")[0][11:40])
def test_answer_in_the_handbook(block: str, work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`[…]` stands for lines that are left out."""
    (proposal,) = blocks("regel ändring")
    file = work / PROPOSAL
    file.parent.mkdir()
    file.write_text(proposal, "utf-8")
    command, _, written = block.partition("\n")
    main(shlex.split(command.removeprefix(PROMPT)))
    answer = capsys.readouterr().out
    at = 0
    for part in written.split("[…]\n"):
        found = answer.find(part, at)
        assert found >= 0, f"{part}\n--- is not in ---\n{answer[at:]}"
        at = found + len(part)
    assert written.startswith("[…]") or answer.startswith(written.partition("[…]")[0])
    assert written.rstrip().endswith("[…]") or at == len(answer)


def test_examples_of_the_proposal(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Those that it brings hold; of the regulation's own some no longer do, as the chapter says."""
    (proposal,) = blocks("regel ändring")
    file = work / PROPOSAL
    file.parent.mkdir()
    file.write_text(proposal, "utf-8")
    assert main(["prova", PROPOSAL]) == 1
    answer = capsys.readouterr().out
    for title in re.findall(r'^    exempel "(.*)"$', proposal, re.MULTILINE):
        assert f"✓ exempel ”{title}”" in answer
