"""Data files against what they give: `corpus_data/good` its values, `corpus_data/bad` every problem at its place."""

import json
import os
import typing
from collections.abc import Iterable
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given as examples
from hypothesis import settings
from hypothesis import strategies as st

from dsl import model
from dsl.pipeline import load
from interpreter.data.assembling import assemble, overlaid
from interpreter.data.files import data_files, read
from interpreter.data.problems import DataProblem
from interpreter.facts import Facts, Given
from interpreter.outcomes import Value
from workbench.problems.words.data import wording

CORPUS = Path(__file__).parent / "corpus_data"
GOOD = sorted((CORPUS / "good").iterdir())
BAD = sorted((CORPUS / "bad").iterdir())


@cache
def program() -> model.Program:
    loaded = load(CORPUS / "regulation.regel")
    assert loaded.program is not None, loaded.problems
    return loaded.program


def files_of(case: Path) -> list[Path]:
    return sorted(path for path in case.iterdir() if path.name != "expected")


def expected(case: Path) -> list[str]:
    return (case / "expected").read_text(encoding="utf-8").splitlines()


def values(facts: Facts) -> list[str]:
    """`concept;row;attribute;year;value` for each value, and `concept;row;;;` for each row without."""
    told = []
    for concept, rows in facts.rows.items():
        for index, label in enumerate(rows.labels):
            cells = [(key, column[index]) for key, column in rows.values.items() if column[index] is not None]
            told += [f"{concept};{label};{symbol.name};{year or ''};{text(one)}" for (symbol, year), one in cells]
            told += [] if cells else [f"{concept};{label};;;"]
    return told + [f";;{symbol.name};{year or ''};{text(one)}" for (symbol, year), one in facts.inputs.items()]


def text(value: Value | None) -> str:
    return {True: "ja", False: "nej"}[value] if isinstance(value, bool) else str(value)


def lines(problems: Iterable[DataProblem]) -> list[str]:
    """`FILE ROW COLUMN CODE` for each problem; `-` where there is no row or column. Each has words."""
    told = []
    for one in problems:
        words = wording(one)
        assert words.headline
        assert words.help.endswith((".", "?")), words.help
        place = one.place
        told.append(f"{Path(place.file).name} {place.row or '-'} {place.column or '-'} {one.code}")
    return told


def check(files: list[Path], value_lines: Iterable[str], problem_lines: Iterable[str]) -> None:
    facts, problems = read(program(), files)
    assert sorted(lines(problems)) == sorted(problem_lines)
    if not problems:
        assert sorted(values(facts)) == sorted(value_lines)


@pytest.mark.parametrize("case", GOOD, ids=lambda case: case.name)
def test_good(case: Path) -> None:
    check(files_of(case), expected(case), [])


@pytest.mark.parametrize("case", BAD, ids=lambda case: case.name)
def test_bad(case: Path) -> None:
    assert expected(case)
    check(files_of(case), [], expected(case))


def test_words() -> None:
    """The words of the first problem with each code in the bad examples stand in `words`."""
    told: dict[str, str] = {}
    for case in BAD:
        for one in read(program(), files_of(case))[1]:
            words = wording(one)
            folder = str(case) + "/"
            told.setdefault(one.code, f"{one.code} {words.headline}: {words.help.replace(folder, '')}")
    pinned = (CORPUS / "words").read_text(encoding="utf-8").splitlines()
    assert [told[code] for code in sorted(told)] == pinned


# -- files and limits ------------------------------------------------------------------------------


def made(folder: Path, files: dict[str, str | bytes]) -> list[Path]:
    for name, content in files.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return sorted(folder.iterdir())


def test_missing_folder_and_unreadable(tmp_path: Path) -> None:
    (tmp_path / "a.csv").mkdir()
    (tmp_path / "b.csv").symlink_to("/dev/null")
    check([tmp_path / "a.csv", tmp_path / "b.csv", tmp_path / "c.csv"], [], [f"{name}.csv - - RV501" for name in "abc"])


@pytest.mark.parametrize("name", ["x" * 5000, "\0"])
def test_names_that_no_file_can_have(name: str) -> None:
    _, problems = read(program(), [Path(f"{name}.csv")])
    assert [one.code for one in problems] == ["RV501"]


def test_refused_by_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    (path,) = made(tmp_path, {"partier.csv": "parti"})
    monkeypatch.setattr(os, "open", refuse)
    check([path], [], ["partier.csv - - RV501"])


def test_name_that_is_no_text(tmp_path: Path) -> None:
    _, problems = read(program(), [tmp_path / "p\udcff.csv"])
    assert [Path(one.place.file).name for one in problems] == ["p\ufffd.csv"]


LIMITS: dict[str, tuple[dict[str, str | bytes], list[str]]] = {
    "bytes": ({"a.csv": b" " * 20_000_001}, ["a.csv - - RV601"]),
    "rows": ({"partier.csv": "parti\n" + "A\n" * 100_001}, ["partier.csv 100002 - RV602"]),
    "json rows": ({"partier.json": json.dumps([{"parti": "A"}] * 100_001)}, ["partier.json - - RV602"]),
    "columns": ({"partier.csv": "parti" + ";x" * 200}, ["partier.csv 1 - RV602"]),
    "json columns": (
        {"partier.json": json.dumps([{str(number): 1 for number in range(201)}])},
        ["partier.json - - RV602"],
    ),
    "cells": ({"partier.csv": "parti" + ";x" * 199 + "\nA" * 10_001}, ["partier.csv - - RV602"]),
}


@pytest.mark.parametrize("name", LIMITS)
def test_limits(tmp_path: Path, name: str) -> None:
    files, problem_lines = LIMITS[name]
    check(made(tmp_path, files), [], problem_lines)


def test_no_more_problems_than_anybody_reads(tmp_path: Path) -> None:
    files = made(
        tmp_path, {"partier.csv": "parti;mandat\n" + "".join(f"{row};x\n" for row in range(5000)), "z.csv": "x"}
    )
    _, problems = read(program(), files)
    assert lines(problems)[-2:] == ["partier.csv 201 mandat RV530", "partier.csv - - RV606"]
    assert len(problems) == 201


def test_no_more_ragged_rows_than_anybody_reads(tmp_path: Path) -> None:
    files = made(tmp_path, {"partier.csv": "parti;mandat\n" + "A;1;x\n" * 5000})
    assert len(read(program(), files)[1]) == 201


def test_many_dangling_relations_take_no_time(tmp_path: Path) -> None:
    rows = "".join(f"Parti{row}\n" for row in range(250))
    costs = "".join(f"Praktiparti{row}\n" for row in range(1000))
    _, problems = read(program(), made(tmp_path, {"partier.csv": "parti\n" + rows, "kostnader.csv": "parti\n" + costs}))
    assert len(problems) == 201


def test_data_files(tmp_path: Path) -> None:
    assert data_files(tmp_path) == ()
    (tmp_path / "data" / "mapp.csv").mkdir(parents=True)
    made(tmp_path / "data", dict.fromkeys(("b.CSV", "a.xlsx", "c.json", ".dold.csv", "~$a.xlsx", "läsmig.txt"), ""))
    assert [path.name for path in data_files(tmp_path)] == ["a.xlsx", "b.CSV", "c.json"]


def test_same_file_twice(tmp_path: Path) -> None:
    files = made(tmp_path, {"kostnader.csv": "belopp\n5\n"})
    check(files * 2, ["kostnad;rad 2;belopp;;5"], [])


# -- assembling ------------------------------------------------------------------------------------

PARTI = model.Symbol("parti", "mandat")
KEYS = tuple(model.Symbol("valresultat", name) for name in ("parti", "val"))


def row(concept: str, label: str, attribute: model.Symbol | None = None, value: Value | None = None) -> Given:
    return Given(concept, label, attribute, None, value, None)


def test_given_without_place() -> None:
    one, problems = assemble(program(), [row("parti", "A", PARTI, Fraction(5)), row("parti", "A", PARTI, Fraction(6))])
    assert lines(problems) == [" - - RV552"]
    assert one.rows["parti"].values == {(PARTI, None): (Fraction(5),)}
    assert one.rows["parti"].places == (None,)
    _, problems = assemble(program(), [row("parti", "A", PARTI, Fraction(0))])
    assert lines(problems) == [" - - RV550"]


def test_keys() -> None:
    places = {"parti": [row("parti", "A")], "val": [row("val", "2022")]}
    pair = [
        row("valresultat", label, key, value) for label in "xy" for key, value in zip(KEYS, ("A", "2022"), strict=True)
    ]
    _, problems = assemble(program(), [*places["parti"], *places["val"], *pair])
    assert lines(problems) == [" - - RV554"]
    _, problems = assemble(program(), [*places["parti"], row("valresultat", "x", KEYS[0], "A")])
    assert lines(problems) == [" - - RV553"]
    facts, problems = assemble(program(), [*places["parti"], *places["val"], row("valresultat", "A, 2022")])
    assert not problems
    assert facts.rows["valresultat"].values == {(KEYS[0], None): ("A",), (KEYS[1], None): ("2022",)}
    for label in ("A, 2023", "A2022", "B, 2022"):
        _, problems = assemble(program(), [*places["parti"], *places["val"], row("valresultat", label)])
        assert lines(problems) == [" - - RV553", " - - RV553"]
    _, problems = assemble(program(), [row("valresultat", "A, 2022")])
    assert lines(problems) == [" - - RV553", " - - RV553"]
    _, problems = assemble(program(), [row("valresultat", "x", KEYS[0], "A"), row("valresultat", "x", KEYS[1], "1")])
    assert lines(problems) == [" - - RV551", " - - RV551"]


def test_overlaid() -> None:
    base = [row("parti", "A", PARTI, Fraction(5)), row("parti", "B", PARTI, Fraction(6)), row("parti", "C")]
    over = [row("parti", "B"), row("parti", "B", PARTI, Fraction(7)), row("parti", "D")]
    facts, problems = assemble(program(), overlaid(base, over))
    assert not problems
    assert values(facts) == ["parti;A;mandat;;5", "parti;B;mandat;;7", "parti;C;;;", "parti;D;;;"]


# -- any bytes at all ------------------------------------------------------------------------------

WORDS = st.sampled_from(
    [
        "parti",
        "mandat",
        "förbrukning 2027",
        "år",
        "värde",
        "uppgift",
        ";",
        ",",
        "\t",
        "\n",
        '"',
        "A",
        "5",
        "2,5",
        " ",
        "-",
        "%",
    ]
)
PIECES = st.lists(st.one_of(WORDS, st.text(max_size=5)), max_size=40).map("".join)


def survives(folder: Path, name: str, content: bytes) -> None:
    path = folder / name
    path.write_bytes(content)
    _, problems = read(program(), [path])
    lines(problems)


@settings(max_examples=150, deadline=None)
@examples(st.one_of(st.binary(max_size=300), PIECES.map(str.encode)))
def test_any_csv(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    survives(tmp_path_factory.getbasetemp(), "partier.csv", content)


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), WORDS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.one_of(WORDS, st.text(max_size=3)), inner, max_size=4)
    ),
)


@settings(max_examples=150, deadline=None)
@examples(st.one_of(st.binary(max_size=100), JSON.map(lambda one: json.dumps(one).encode())))
def test_any_json(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    survives(tmp_path_factory.getbasetemp(), "partier.json", content)


# -- every problem ---------------------------------------------------------------------------------


def test_every_code_has_a_bad_example() -> None:
    shown = {line.split()[-1] for case in BAD for line in expected(case)}
    shown |= {line.split()[-1] for *_, told in LIMITS.values() for line in told}
    shown |= {"RV501", "RV553", "RV554", "RV606"}  # tested above
    shown |= {"RV538", "RV540"}  # only in workbooks: test_workbooks
    codes = {one.code for one in typing.get_args(DataProblem)}
    assert codes == shown
