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
import subprocess
import sys
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.cli import main
from workbench.page.bars import bars
from workbench.session import comparing

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "comparisons"
PROMPT = "$ regelverk "
_COMPARED: dict[tuple[Any, ...], Any] = {}


@pytest.fixture
def once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is only told, in one form or another, is compared once: the same texts, data and question."""
    compare = comparing.compare

    def kept(sides: Any, facts: Any, asked: Any, *rest: Any) -> Any:
        key = (
            *((side.name, tuple(source.text for source in side.sources)) for side in sides),
            repr(facts),
            repr(asked),
        )
        if key not in _COMPARED:
            _COMPARED[key] = compare(sides, facts, asked, *rest)
        return _COMPARED[key]

    monkeypatch.setattr(comparing, "compare", kept)


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The real regulations, and new versions of them with invented numbers."""
    return laid_out(tmp_path, monkeypatch, tests=True)


@pytest.fixture
def untested(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same without what tests Östersund, so that an answer does not change with every new example."""
    return laid_out(tmp_path, monkeypatch, tests=False)


def laid_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, tests: bool) -> Path:
    shutil.copytree(ROOT / "regulations", tmp_path / "regulations")
    for file in () if tests else ("ostersund/sekreterare.regel",):
        rules = tmp_path / "regulations" / file
        rules.write_text(re.split(r"(?m)^(?=kontroll|exempel)", rules.read_text("utf-8"))[0], "utf-8")
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
    shutil.copytree(GOLDEN / "rules", tmp_path / "regulations" / "stod")
    shutil.copytree(GOLDEN / "cases", tmp_path / "cases")
    new = changed(
        tmp_path,
        "stod",
        "ny-stod",
        {"20 % av heltid": "25 % av heltid", "är 40 000 kr": "är 50 000 kr", "500 000 kr per": "520 000 kr per"},
    )
    parties = new / "data" / "partier.csv"
    parties.write_text(parties.read_text("utf-8").replace("Gula;3", "Gula;4"), "utf-8")
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


def alone(command: str) -> str:
    words = [sys.executable, "-m", "workbench.cli", *shlex.split(command.removeprefix(PROMPT))]
    done = subprocess.run(words, check=False, capture_output=True, text=True, encoding="utf-8")
    remarks = "".join(f"! {line}\n" for line in done.stderr.splitlines())
    return f"{done.stdout}{remarks}= {done.returncode}\n"


@pytest.mark.usefixtures("untested")
@pytest.mark.parametrize("file", sorted(GOLDEN.glob("*.txt")), ids=lambda file: file.stem)
def test_whole_answer(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written = file.read_text("utf-8")
    command = written.partition("\n")[0]
    assert command.startswith(PROMPT)
    # Which value the solver finds goes by what it was asked before in the same process: these ask a new one.
    told_alone = file.stem in ("fall-spann", "fall-gransvarde")
    answer = f"{command}\n{alone(command) if told_alone else told(command, capsys)}"
    if os.environ.get("REWRITE"):
        file.write_text(answer, "utf-8")
    assert answer == written
    if "--format" not in command:
        # The rules are quoted as wide as they are.
        outcome, _, rest = answer.partition("1. Utfallet")[2].partition("2. Reglerna")
        lines = (outcome + rest.partition("3. När")[2]).splitlines()
        # What is remarked is as wide as the terminal makes it.
        assert max(len(line) for line in lines if not line.startswith("! ")) <= 90


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


@pytest.mark.unmeasured
@pytest.mark.usefixtures("work", "once")
def test_the_same_bytes_twice(capsys: pytest.CaptureFixture[str]) -> None:
    answers = []
    for _ in range(2):
        _COMPARED.clear()
        for form in ("text", "json", "csv", "html"):
            main(["jämför", "regulations/vasterbotten", "flera", "--format", form])
        answers.append(capsys.readouterr().out)
    assert answers[0] == answers[1]


# -- which sides, through the command --------------------------------------------------------------


def answered(command: str, capsys: pytest.CaptureFixture[str]) -> tuple[Any, str, int]:
    """What JSON says, what is told beside it, and the exit code."""
    code = main(["jämför", *shlex.split(command), "--format", "json"])
    captured = capsys.readouterr()
    return json.loads(captured.out), captured.err, code


JH = "regulations/jamtland-harjedalen"


@pytest.mark.usefixtures("work")
@pytest.mark.parametrize("one", ["partiet", "regionen"])
def test_a_lone_file_has_the_data_beside_it(one: str, capsys: pytest.CaptureFixture[str]) -> None:
    """No difference of data is put down to the rules."""
    amendment = f"{JH}/alternativ/{one}-anstaller.andring.regel"
    by_file, told_of_file, _ = answered(f"{JH}/2027.regel {amendment}", capsys)
    by_folder, told_of_folder, _ = answered(f"{JH} {amendment}", capsys)
    assert told_of_file == f"Data lästes ur {JH}/data, som ligger bredvid regelfilen.\n"
    assert told_of_folder == ""
    assert by_file["values"] == by_folder["values"]
    assert by_file["causes"] == by_folder["causes"]
    assert by_file["values"]
    assert [each for each in by_file["values"] if each["unit"] and "kr" in each["unit"] and each["difference"]] == []


@pytest.mark.usefixtures("work")
@pytest.mark.parametrize("order", ["alone regulations/ostersund", "regulations/ostersund alone"])
def test_data_of_one_side_are_for_both(order: str, work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (work / "ny" / "sekreterare.regel").read_text("utf-8")
    (work / "lös.regel").write_text(text, "utf-8")
    lent, told_of, _ = answered(order.replace("alone", "lös.regel"), capsys)
    own, _, _ = answered(order.replace("alone", "ny"), capsys)
    assert told_of == "lös.regel har inga egna data. Båda räknas på data för regulations/ostersund.\n"
    assert lent["values"] == own["values"]
    assert lent["causes"] == own["causes"]


def test_a_revision(work: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, os.devnull)
    who = ("-c", "user.name=test", "-c", "user.email=test@example.org")
    for words in (("init", "-q"), ("add", "regulations/ostersund"), (*who, "commit", "-q", "-m", "ett")):
        subprocess.run(("git", *words), cwd=work, check=True, capture_output=True)
    (expected, _, code) = answered("regulations/ostersund ny", capsys)
    shutil.copytree(work / "ny", work / "regulations" / "ostersund", dirs_exist_ok=True)
    found, told_of, code_of_revision = answered("HEAD:regulations/ostersund regulations/ostersund", capsys)
    assert (told_of, code_of_revision, code) == ("", 1, 1)
    assert found["old"]["name"] == "HEAD:regulations/ostersund"
    for field in ("rules", "causes", "values", "ranges", "may_differ"):
        assert found[field] == expected[field]


REGULATION = """regelverk "Stöd"
    beräkningsår  {year}

begrepp
    parti (partiet, partier, partierna)
        mandat (mandatet, mandaten): heltal mandat, minst 0 mandat

enheter
    mandat

§ 1 Grund
    grund (grunden) är 10 kr

§ 2 Stöd
    partiets stöd (stödet) är grunden × mandaten / (1 mandat)
"""
AMENDMENT = """ändring av "stöd.regel" "{title}"
    träder i kraft  {day}

§ {number} ska ha följande lydelse

    § {number} {heading}
        {rule}
"""


def test_several_amendments(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "stöd"
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "parti.csv").write_text("parti;mandat\nA;3\nB;4\n", "utf-8")
    (folder / "stöd.regel").write_text(REGULATION.format(year=2027), "utf-8")
    rules = (
        ("Ett", "2025-01-01", 1, "Grund", "grund (grunden) är 12 kr"),
        ("Två", "2026-01-01", 2, "Stöd", "partiets stöd (stödet) är 2 × grunden × mandaten / (1 mandat)"),
        ("Tre", "2029-01-01", 1, "Grund", "grund (grunden) är 50 kr"),
    )
    for title, day, number, heading, rule in rules:
        text = AMENDMENT.format(title=title, day=day, number=number, heading=heading, rule=rule)
        (folder / f"{title.lower()}.regel").write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    # As the regulation is computed, what comes later is not in force.
    found, told_of, code = answered("stöd/stöd.regel stöd", capsys)
    assert code == 1
    assert "”Tre” träder i kraft först 2029-01-01 och är inte med. Ange --datum 2029-01-01.\n" in told_of
    assert found["causes"] == ["ändringen ”Ett”", "ändringen ”Två”"]
    (total,) = [one for one in found["values"] if one["kind"] == "sum" and one["value"] == "stöd"]
    assert (total["before"], total["after"], total["interaction"]) == ("70", "168", "14")
    assert [part["difference"] for part in total["causes"]] == ["14", "70"]
    assert total["in_order"] == [{"causes": [0], "difference": "14"}, {"causes": [1], "difference": "84"}]
    for asked, causes in (("--år 2025", ["Ett"]), ("--år 2029", ["Ett", "Två", "Tre"]), ("--datum 2026-05-05", None)):
        found, _, _ = answered(f"stöd/stöd.regel stöd {asked}", capsys)
        if causes is not None and len(causes) > 1:
            assert found["causes"] == [f"ändringen ”{one}”" for one in causes]
        (total,) = [one for one in found["values"] if one["kind"] == "sum" and one["value"] == "stöd"]
        assert total["after"] == {"--år 2025": "84", "--år 2029": "700", "--datum 2026-05-05": "168"}[asked]


def test_what_is_proved_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sides = [str(tmp_path / name) for name in ("gammal.regel", "ny.regel")]
    half = ("grunden × mandaten / (1 mandat)", "50 % av grunden × mandaten × 2 / (1 mandat)")
    for side, rule in zip(sides, half, strict=True):
        Path(side).write_text(REGULATION.format(year=2027).replace(half[0], rule), "utf-8")
    # Only the rules say something else.
    assert main(["jämför", *sides]) == 4
    sentence = (
        "Stöd räknas ut på annat sätt men kan inte skilja sig så länge inga uppgifter saknas, vilka de än är (2027) "
        "(bevisat)."
    )
    assert sentence in " ".join(capsys.readouterr().out.split())
    found, _, _ = answered(" ".join(sides), capsys)
    assert found["proved"] == [{"concept": "parti", "value": "stöd", "how": "solver"}]
    assert found["may_differ"] == []
    main(["jämför", *sides, "--format", "html"])
    assert "(bevisat)" in capsys.readouterr().out
    main(["jämför", *sides, "--tid", "0.000001"])
    assert "(bevisat)" not in capsys.readouterr().out


# -- for programs --------------------------------------------------------------------------------


@pytest.mark.usefixtures("work", "once")
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


@pytest.mark.usefixtures("work", "once")
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


@pytest.mark.usefixtures("once")
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
        # Row by row, what each change gives.
        assert "Rad för rad" in page.text


# -- narrow, and bars ----------------------------------------------------------------------------


@pytest.mark.parametrize("columns", [40, 60, 72, 100, 140])
@pytest.mark.usefixtures("work", "once")
def test_as_wide_as_the_page(columns: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    main(["jämför", "regulations/ostersund", "ny", "--värde", "ersättning"])
    outcome = capsys.readouterr().out.partition("1. Utfallet")[2].partition("2. Reglerna")[0]
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


# -- what may be quoted --------------------------------------------------------------------------


def sums(tmp_path: Path, one: str, other: str, rows: int = 0) -> str:
    """A command that compares two rules of a support, on so many rows."""
    for name, rule in (("gammal.regel", one), ("ny.regel", other)):
        text = REGULATION.format(year=2027).replace("grunden × mandaten / (1 mandat)", rule)
        (tmp_path / name).write_text(text, "utf-8")
    data = tmp_path / "d.csv"
    data.write_text("parti;mandat\n" + "".join(f"P{at};{at}\n" for at in range(rows)), "utf-8")
    return f"jämför {tmp_path / 'gammal.regel'} {tmp_path / 'ny.regel'} --data {data}"


@pytest.mark.parametrize(
    ("other", "code", "with_outcome_only"),
    [
        ("grunden × mandaten / (1 mandat)", 0, 0),
        # Written otherwise, and proved to be the same.
        ("50 % av grunden × mandaten × 2 / (1 mandat)", 4, 0),
        ("grunden × mandaten / (1 mandat), dock högst 20 kr", 1, 1),
        # No row of the data, but others.
        ("grunden × mandaten / (1 mandat), dock högst 123 456 kr", 1, 1),
    ],
)
def test_exit_codes_tell_values_from_text(
    other: str, code: int, with_outcome_only: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = shlex.split(sums(tmp_path, "grunden × mandaten / (1 mandat)", other, 4))
    assert main(command) == code
    assert main([*command, "--bara-utfall"]) == with_outcome_only
    capsys.readouterr()
    for more, expected in (([], code), (["--bara-utfall"], with_outcome_only)):
        assert main([*command, "--format", "junit", *more]) == expected
        told_of = capsys.readouterr().out
        assert ("<failure" in told_of) == bool(expected)


def test_of_many_rows_those_that_change_most_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = shlex.split(sums(tmp_path, "grunden × mandaten / (1 mandat)", "2 kr × mandaten / (1 mandat)", 90))
    assert main(command) == 1
    short = capsys.readouterr().out
    assert "De 40 som ändras mest av 89 partier visas. Alla visas med --alla." in short
    assert "P89 " in short
    assert "P12 " not in short
    assert main([*command, "--alla"]) == 1
    assert "P12 " in capsys.readouterr().out


def test_without_rows_nothing_is_said_of_any(capsys: pytest.CaptureFixture[str]) -> None:
    folder = Path(__file__).parent / "corpus/unused/good"
    assert main(["jämför", str(folder / "all-used.regel"), str(folder / "relations-are-used.regel")]) == 1
    answer = capsys.readouterr().out
    assert "Inga uppgifter om rader lästes." in answer
    assert "Värdet finns bara efter." in answer
    assert "Inte annorlunda för" not in answer


@pytest.mark.usefixtures("work")
def test_the_page_has_the_figures_of_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["jämför", "cases/html/before", "cases/html/after", "--format", "html"]) == 1
    page = " ".join(re.sub("<[^>]*>", " ", capsys.readouterr().out).split())
    for words in ("A +0,40 +0,40 +0,80", "summa +0,80 +0,80 +1,60", "§ 1 Påslag +0,80"):
        assert words in page


@pytest.mark.usefixtures("work")
def test_what_was_only_tried_is_no_range_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    folder = "cases/ranges"
    sides = f"{folder}/before.regel {folder}/after.regel --data {folder}/municipalities.csv"
    found, _, _ = answered(sides, capsys)
    spans = {one["input"]: one["spans"] for one in found["ranges"]}
    assert {"tried", "same", "constant"} == {span["kind"] for span in spans["invånare"]}
    assert [span["kind"] for span in spans["skattekraft"]] == ["constant", "linear", "same"]
    assert [span["last"] for span in spans["skattekraft"]][:2] == ["65000000", "65600000"]
    assert all(span["slope"] is None for span in spans["invånare"] if span["kind"] == "tried")
