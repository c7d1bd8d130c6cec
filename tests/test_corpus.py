"""Every rule file in tests/corpus is a test.

`good`: loads without any problem, is its own canonical text, and all its examples and published tables hold.
`bad`: exactly the problems whose codes stand in comments at the end of their lines (`# RV204`, `# RV204 RV210`);
where a comment cannot stand, in NAME.expected beside it, one `LINE CODE` a line. Every problem is told in Swedish.
A folder in `good` or `bad` is one test of files that belong together: its `main.regel` is opened, else the folder.
"""

import re
import typing
from collections import Counter
from pathlib import Path

import pytest

from dsl.expressions import post_order
from dsl.formatting import format_regulation
from dsl.parsing import parse
from dsl.pipeline import load, load_source
from dsl.problems import Problem
from dsl.resolving.context import PENDING
from dsl.source import Source
from interpreter.examples.testing import run_examples
from workbench.problems.diagnosing import diagnostics

CORPUS = Path(__file__).parent / "corpus"
CODES = re.compile(r"#((?: RV\d{3})+)\s*$")

# Problems that are not about the text of one rule file; each has a test of its own.
ELSEWHERE = {
    "RV002": "a file of two million bytes: tests/test_parse.py",
    "RV020": "a device, a pipe or a socket: tests/test_files.py",
    "RV450": "which file a folder means: tests/test_pipeline.py",
}


def files(kind):
    return [pytest.param(path, id=str(path.relative_to(CORPUS))) for path in sorted(CORPUS.glob(f"*/{kind}/*.regel"))]


def folders(kind):
    found = sorted({file.parent for file in CORPUS.glob(f"*/{kind}/*/*.regel")})
    return [pytest.param(folder, id=str(folder.relative_to(CORPUS))) for folder in found]


def loaded_folder(folder):
    main = folder / "main.regel"
    return load(main if main.exists() else folder)


def loaded(path):
    return load_source(path.name, path.read_bytes())


def expected(path):
    """(line, code) of every problem that the file says it has."""
    sidecar = path.with_suffix(".expected")
    if sidecar.exists():
        pairs = [line.split() for line in sidecar.read_text("utf-8").splitlines()]
        return Counter((int(line), code) for line, code in pairs)
    lines = path.read_text("utf-8").splitlines()
    marked = [(number, CODES.search(line)) for number, line in enumerate(lines, start=1)]
    return Counter((number, code) for number, match in marked if match for code in match[1].split())


@pytest.mark.parametrize("path", files("good"))
def test_good(path):
    result = loaded(path)
    assert result.problems == ()
    assert format_regulation(result.tree) == path.read_text("utf-8")
    # No expression is left with the type that waits for what it stands among.
    for definition in result.program.definitions:
        assert all(part.type != PENDING for part in post_order(definition.expression))
    for verdict in run_examples(result.program, path.parent):
        assert verdict.holds, verdict


@pytest.mark.parametrize("folder", folders("good"))
def test_good_folder(folder):
    result = loaded_folder(folder)
    assert result.problems == ()
    for verdict in run_examples(result.program, folder):
        assert verdict.holds, verdict
    for text in (format_regulation(result.tree), *(path.read_text("utf-8") for path in folder.glob("*.regel"))):
        again, problems = parse(Source("again.regel", text))
        assert problems == ()
        assert format_regulation(again) == text


@pytest.mark.parametrize("folder", folders("bad"))
def test_bad_folder(folder):
    result = loaded_folder(folder)
    wanted = {path.name: expected(path) for path in folder.glob("*.regel")}
    found = Counter((Path(problem.span.file).name, problem.span.line, problem.code) for problem in result.problems)
    assert found == Counter({(name, *place): n for name, places in wanted.items() for place, n in places.items()})
    assert found
    for told in diagnostics(result.problems, result.tree):
        check_words(told)


@pytest.mark.parametrize("path", files("bad"))
def test_bad(path):
    result = loaded(path)
    wanted = expected(path)
    assert wanted, "a bad file says which problems it has"
    assert Counter((problem.span.line, problem.code) for problem in result.problems) == wanted
    for told in diagnostics(result.problems, result.tree):
        check_words(told)


# Words that only a message in English, or one whose data was printed as it is, would have.
FOREIGN = re.compile(
    r"\b(the|and|is|of|not|error|expected|unexpected|token|line|column|missing|value|None|True|False|Fraction|Span)\b"
    r"|[{}]|\bRV\d|<|\.regel|  "
)
QUOTED = re.compile(r"”[^”]*”|\"[^\"]*\"|»[^»]*»")


def check_words(told):
    """Every part says something, in Swedish, with all its data filled in."""
    assert told.headline
    assert told.headline[-1] not in ".:"
    assert told.help
    assert told.help[-1] in ".?!"
    for text in (told.headline, told.at, told.help, *(label.text for label in told.labels)):
        assert not FOREIGN.search(QUOTED.sub("”…”", text)), text


def codes(union):
    return {problem.code for problem in typing.get_args(union)}


def test_every_problem_has_a_bad_file():
    found = {code for path in CORPUS.glob("*/bad/**/*.regel") for _, code in expected(path)}
    assert codes(Problem) - found - set(ELSEWHERE) == set()


@pytest.mark.parametrize(
    ("problems", "words"),
    [("dsl/problems", "workbench/problems/words"), ("interpreter/data/problems", "workbench/problems/words/data")],
)
def test_problems_have_their_words_in_the_module_of_the_same_name(problems, words):
    modules = {path.name for path in (CORPUS.parent.parent / problems).glob("*.py")} - {"base.py"}
    assert modules - {path.name for path in (CORPUS.parent.parent / words).glob("*.py")} == set()


def test_every_code_means_one_problem():
    problems = typing.get_args(Problem)
    assert len({problem.code for problem in problems}) == len(problems)


def test_bad_files_name_codes_that_exist():
    found = {code for path in CORPUS.glob("*/bad/**/*.regel") for _, code in expected(path)}
    assert found - codes(Problem) == set()
