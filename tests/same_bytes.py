"""Whether two revisions say the same, byte by byte: a tool to run by hand when how the code is built changes and not
what it does.

    python tests/same_bytes.py HEAD~1 [HEAD] [--more FOLDER …]

Both revisions run every command in every form on the regulations, the corpus and the comparisons of the first one, and
on further folders. Prints what each command line differs in: the answer, what is told beside it, the exit code or a
file that is written. Exit code 1 if anything differs.
"""

import argparse
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parent.parent
# Copied from the first revision; both revisions see them under the same names.
MATERIAL = (
    "regulations",
    "tests/corpus",
    "tests/corpus_data",
    "tests/comparing",
    "tests/comparisons",
    "tests/elections",
)
Calls = Iterator[tuple[str, ...]]


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    asked.add_argument("before")
    asked.add_argument("after", nargs="?", default="HEAD")
    asked.add_argument("--more", nargs="*", default=[], type=Path)
    asked.add_argument("--said-by", type=Path, help=argparse.SUPPRESS)
    said = asked.parse_args()
    if said.said_by is not None:
        said.said_by.write_text(json.dumps(dict(_answers(Path.cwd())), ensure_ascii=False), "utf-8")
        return 0
    with tempfile.TemporaryDirectory() as room:
        trees = [
            _checked_out(revision, Path(room) / name) for name, revision in (("b", said.before), ("a", said.after))
        ]
        for folder in said.more:
            shutil.copytree(folder, Path(room) / "more" / folder.resolve().name)
        running = [_start(tree, trees[0], Path(room)) for tree in trees]
        before, after = (_finished(*one) for one in running)
    differing = [call for call in before if before[call] != after.get(call)]
    for call in differing:
        print(call)
        for name, was in before[call].items():
            if was != (now := after.get(call, {}).get(name)):
                print(f"  {name}\n    {_shortened(was)}\n    {_shortened(now)}")
    print(f"{len(before)} command lines, {len(differing)} differ")
    return 1 if differing else 0


def _checked_out(revision: str, folder: Path) -> Path:
    folder.mkdir()
    packed = subprocess.run(["git", "archive", revision], cwd=ROOT, capture_output=True, check=True).stdout
    subprocess.run(["tar", "-x", "-C", str(folder)], input=packed, check=True)
    return folder


def _start(tree: Path, first: Path, room: Path) -> tuple[subprocess.Popen[bytes], Path]:
    """The commands of one revision, in a folder that looks the same for both: all is asked by relative paths."""
    place = room / f"at-{tree.name}"
    place.mkdir()
    for name in MATERIAL:
        if (first / name).exists():
            shutil.copytree(first / name, place / name)
    if (room / "more").exists():
        shutil.copytree(room / "more", place / "more")
    out = room / f"{tree.name}.json"
    environment = {**os.environ, "PYTHONPATH": str(tree), "PYTHONHASHSEED": "0", "COLUMNS": "100", "NO_COLOR": "1"}
    command = [sys.executable, str(Path(__file__).resolve()), "-", "--said-by", str(out)]
    return subprocess.Popen(command, cwd=place, env=environment), out


def _finished(process: subprocess.Popen[bytes], out: Path) -> dict[str, dict[str, str]]:
    if process.wait() != 0:
        sys.exit("one of the two could not be run")
    answers: dict[str, dict[str, str]] = json.loads(out.read_text("utf-8"))
    return answers


def _shortened(text: str | None) -> str:
    return "—" if text is None else text if len(text) < 2000 else f"{text[:2000]}… ({len(text)} characters)"


# -- one revision --------------------------------------------------------------------------------


def _answers(place: Path) -> Iterator[tuple[str, Mapping[str, str]]]:
    from workbench.cli import main as regelverk

    for call in _calls(place):
        files = {path: path.stat().st_mtime_ns for path in place.iterdir() if path.is_file()}
        answer, remarks = io.StringIO(), io.StringIO()
        with redirect_stdout(answer), redirect_stderr(remarks):
            code = regelverk(list(call))
        told = {"code": str(code), "answer": answer.getvalue(), "remarks": remarks.getvalue()}
        for path in sorted(path for path in place.iterdir() if path.is_file() and path not in files):
            told[path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
            path.unlink()
        yield " ".join(call), told


def _calls(place: Path) -> Calls:
    for folder in sorted((place / "regulations").iterdir()):
        if folder.is_dir():
            for rules in (folder, *sorted(folder.rglob("*.regel"))):
                yield from _of_regulation(str(rules.relative_to(place)))
    yield from _slow()
    for rules in sorted(place.rglob("*.regel")):
        if not rules.is_relative_to(place / "regulations"):
            yield from _of_rules(str(rules.relative_to(place)))
    yield from _pairs(place)
    for file in sorted((place / "tests/corpus_data").rglob("*")):
        if file.is_file() and file.suffix != ".regel" and (rules := _beside(file)) is not None:
            yield "beräkna", str(rules.relative_to(place)), "--data", str(file.relative_to(place))


def _beside(file: Path) -> Path | None:
    return next(iter(sorted(file.parent.glob("*.regel"))), None)


def _of_rules(rules: str) -> Calls:
    for form in ("text", "json"):
        yield "kontrollera", rules, "--format", form
        yield "prova", rules, "--täckning", "--format", form
    for form in ("tabell", "json", "csv"):
        yield "beräkna", rules, "--format", form
    yield "visa", rules
    yield "normer", rules
    yield "formatera", "--kontrollera", rules


def _of_regulation(rules: str) -> Calls:
    yield from _of_rules(rules)
    yield "beräkna", rules, "--saknas"
    yield "beräkna", rules, "--akt", "akt.json"
    yield "prova", rules
    yield "prova", rules, "--format", "junit"
    yield "prova", rules, "--täckning", "--format", "html", "--ut", "t.html"
    yield "tolkningar", rules
    for form in ("tabell", "json", "csv"):
        yield "normer", rules, "--format", form
        yield "årshjul", rules, "--år", "2027", "--format", form
    yield "årshjul", rules, "--år", "2027", "--ics", "hjul.ics"


def _slow() -> Calls:
    for name in ("ostersund", "kommunstyrelsens-anslag", "jamtland-harjedalen/2027.regel"):
        rules = f"regulations/{name}"
        for command in ("mutera", "bevisa", "gränsfall"):
            yield command, rules
            yield command, rules, "--format", "json"
    for value in ("ersättning", "lönegrundande arvode", "återbetalning"):
        for form in ("text", "json"):
            yield "förklara", "regulations/ostersund", value, "--för", "Kristdemokraterna", "--format", form
    for value in ("tjänster", "politiska tjänster", "overhead", "gruppram", "partistöd"):
        yield "förklara", "regulations/vasterbotten", value, "--för", "Moderaterna"
    rules = "regulations/vasterbotten"
    for form in ("text", "json", "csv", "junit"):
        yield "jämför", rules, "--ny-läsning", "underlag: oavrundat", "--format", form, "--tid", "600"
    yield "jämför", rules, "--ny-läsning", "underlag: oavrundat", "--format", "html", "--ut", "jämförelse.html"


def _pairs(place: Path) -> Calls:
    """Two versions that stand beside each other, and neighbours of the corpus."""
    for folder in sorted(place.glob("tests/comparing/*")) + sorted(place.glob("tests/comparisons/cases/*")):
        versions = sorted(folder.glob("*.regel"))
        for one, other in pairwise(versions):
            pair = [str(version.relative_to(place)) for version in (one, other)]
            for form in ("text", "json", "csv"):
                yield "jämför", *pair, "--format", form
            yield "jämför", *pair, "--format", "html", "--ut", "jämförelse.html"
    for folder in sorted(place.glob("tests/corpus/*/good")):
        for one, other in _neighbours(sorted(folder.glob("*.regel"))):
            yield "jämför", str(one.relative_to(place)), str(other.relative_to(place))
    for file in sorted(place.glob("tests/elections/*")):
        if file.is_file() and file.suffix in {".csv", ".json", ".xml", ".zip"}:
            for form in ("tabell", "json", "csv"):
                yield "mandat", str(file.relative_to(place)), "--val", "kommun", "--mandat", "61", "--format", form


def _neighbours(files: Sequence[Path]) -> Sequence[tuple[Path, Path]]:
    return list(pairwise(files))[:3]


if __name__ == "__main__":
    sys.exit(main())
