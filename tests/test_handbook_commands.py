"""The commands of the handbook are run, chapter by chapter, and answer what the chapter says.

What a chapter's blocks do, in a folder of their own, in the order of the text:

| the block begins | |
|---|---|
| ```` ```regel NAME ````, also `csv` and `tsv` | becomes the file NAME |
| ```` ```regel NAME tillägg ```` | is put last in the file |
| ```` ```diff NAME ```` | its `-` lines are taken out of the file and its `+` lines put there, one place at a time |
| ```` ```text ````, then `$ regelverk …` | the command is run; the rest is what it answers |

After the answer comes, parted by a blank line, what is said beside it. `[…]` stands for lines that are left out, in
a `diff` too.

With REWRITE=1 in the environment what a command answers now is written into the chapter, to be read before it is kept.
"""

import difflib
import os
import re
import shlex
import shutil
from pathlib import Path

import pytest

from workbench.cli import main
from workbench.cli.registry import DONE, ERRORS

ROOT = Path(__file__).parent.parent
CHAPTERS = sorted((ROOT / "docs" / "handbok").glob("*.md"))
BLOCK = re.compile(r"^```(?P<kind>\w+)(?: (?P<name>\S+\.\S+)(?P<last> tillägg)?)?\n(?P<text>.*?)^```$", re.M | re.S)
PROMPT = "$ regelverk "
OMITTED = "[…]\n"

# What the reader of a chapter has done before it begins.
BEFORE = {"08-akten": "ny mitt"}
# What a chapter says has happened to a file before one of its commands (from 1): file, before, after.
MEANWHILE = {
    ("08-akten", 3): [
        ("mitt/partistod.regel", "30 000 kr", "32 000 kr"),
        ("mitt/data/partier.csv", "Sjöpartiet;2", "Sjöpartiet;3"),
    ],
    ("08-akten", 4): [("2027.akt.json", '"shown": "85 000"', '"shown": "95 000"')],
}


COMMANDING = [chapter for chapter in CHAPTERS if f"```text\n{PROMPT}" in chapter.read_text("utf-8")]


@pytest.mark.unmeasured
@pytest.mark.parametrize("chapter", COMMANDING, ids=lambda chapter: chapter.stem)
def test_commands_answer_as_the_chapter_says(
    chapter: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(chapter, tmp_path, capsys, monkeypatch)
    written = chapter.read_text("utf-8")
    done = 0

    def as_now(match: re.Match[str]) -> str:
        nonlocal done
        if match["kind"] != "text" or not match["text"].startswith(PROMPT):
            lay_out(match)
            return match[0]
        done += 1
        for name, before, after in MEANWHILE.get((chapter.stem, done), ()):
            replace(Path(name), before, after)
        command, _, answer = match["text"].partition("\n")
        now = abridged(answered(command, capsys), answer)
        return f"```text\n{command}\n{now}```"

    found = BLOCK.sub(as_now, written)
    if os.environ.get("REWRITE"):
        chapter.write_text(found, "utf-8")
    assert found == written
    assert {number for stem, number in MEANWHILE if stem == chapter.stem} <= set(range(1, done + 1))


def prepare(chapter: Path, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "90")
    if "regulations/" in chapter.read_text("utf-8"):
        shutil.copytree(ROOT / "regulations", "regulations")
    if chapter.stem in BEFORE:
        assert main(shlex.split(BEFORE[chapter.stem])) == DONE
        capsys.readouterr()


def lay_out(match: re.Match[str]) -> None:
    """The files that a block is, or what it does to one."""
    if match["name"] is None:
        return
    file = Path(match["name"])
    if match["kind"] == "diff":
        for place in match["text"].split(OMITTED):
            lines = place.splitlines(keepends=True)
            replace(file, *("".join(line[1:] for line in lines if line[0] in signs) for signs in (" -", " +")))
    elif match["last"]:
        file.write_text(f"{file.read_text('utf-8')}\n{match['text']}", "utf-8")
    else:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(match["text"], "utf-8")


def replace(file: Path, before: str, after: str) -> None:
    text = file.read_text("utf-8")
    assert before in text, f"{before}\n--- is not in {file}"
    file.write_text(text.replace(before, after, 1), "utf-8")


def answered(command: str, capsys: pytest.CaptureFixture[str]) -> str:
    """The answer, then what is said beside it."""
    code = main(shlex.split(command.removeprefix(PROMPT)))
    assert code in (DONE, ERRORS), command
    captured = capsys.readouterr()
    return captured.out + ("\n" if captured.out and captured.err else "") + captured.err


# -- left out ------------------------------------------------------------------------------------


def abridged(answer: str, written: str) -> str:
    """The answer without what is left out where it is written: `written` itself when that is true of the answer.

    Where the lines have changed, what is kept begins and ends with the lines most like those that it did.
    """
    lines = answer.splitlines(keepends=True)
    parts = [part.splitlines(keepends=True) for part in written.split(OMITTED)]
    at = 0
    kept = []
    for number, part in enumerate(parts):
        first, last = number == 0, number == len(parts) - 1
        if (first or last) and not part and len(parts) > 1:
            kept.append("")
            continue
        start, end = where(part, lines, at, late=last and not first)
        start, at = at if first else start, len(lines) if last else end
        kept.append("".join(lines[start:at]))
    return OMITTED.join(kept)


def where(part: list[str], lines: list[str], at: int, *, late: bool) -> tuple[int, int]:
    """Where in the lines from `at` on the part stands (first, or `late` last), or what is most like it."""
    starts = range(at, len(lines) - len(part) + 1)
    for start in reversed(starts) if late else starts:
        if lines[start : start + len(part)] == part:
            return start, start + len(part)
    if not part:
        return at, at
    start = most_like(part[0], lines, at)
    return start, most_like(part[-1], lines, start) + 1


def most_like(line: str, lines: list[str], at: int) -> int:
    return max(
        range(at, len(lines)), key=lambda one: difflib.SequenceMatcher(None, lines[one], line).ratio(), default=at
    )


@pytest.mark.parametrize(
    ("answer", "written", "expected"),
    [
        ("a\nb\n", "a\nb\n", "a\nb\n"),
        ("a\nb\n", "a\n", "a\nb\n"),
        ("a\nb\nc\n", "a\n[…]\nc\n", "a\n[…]\nc\n"),
        ("a\nb\nc\n", "[…]\nb\n[…]\n", "[…]\nb\n[…]\n"),
        ("a\nb\nc\nd\n", "[…]\nb\nd\n", "[…]\nb\nc\nd\n"),
        ("first 1\nx\nlast 1\ny\n", "[…]\nfirst 2\nlast 2\n[…]\n", "[…]\nfirst 1\nx\nlast 1\n[…]\n"),
        ("a\nb\nb\n", "[…]\nb\n", "[…]\nb\n"),
        ("", "a\n[…]\nb\n[…]\n", "[…]\n[…]\n"),
    ],
)
def test_what_is_left_out_stays_so(answer: str, written: str, expected: str) -> None:
    assert abridged(answer, written) == expected


# -- what chapters say without showing it --------------------------------------------------------


def test_examples_of_the_proposal_in_chapter_7(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those that it brings hold; of the regulation's own some no longer do."""
    (chapter,) = (one for one in CHAPTERS if one.stem == "07-ny-version")
    prepare(chapter, tmp_path, capsys, monkeypatch)
    (proposal,) = (match for match in BLOCK.finditer(chapter.read_text("utf-8")) if match["name"])
    lay_out(proposal)
    assert main(["prova", proposal["name"]]) == ERRORS
    answer = capsys.readouterr().out
    titles = re.findall(r'^    exempel "(.*)"$', proposal["text"], re.MULTILINE)
    assert titles
    assert [title for title in titles if f"✓ exempel ”{title}”" not in answer] == []
