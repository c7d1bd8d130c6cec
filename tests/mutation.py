"""Small changes of our own code, one at a time, and whether any test notices: a tool to run by hand, not a test.

    python tests/mutation.py [--count 300] [--seed 1] [--workers 2] [MODULE …]

Random mutants of the modules that decide kronor (`CORE`, or those that are named), each in a copy of the checkout. The
tests in `TESTS` are run once to see which of them come to which line; then each mutant meets those that come to its
line, the quickest first, until one fails. Prints every mutant that none of them notices, as a diff, and the share that
is noticed. What changes nothing, whatever is computed, is for the reader to argue.

pytest loads this module as a plugin too (`-p mutation`): it notes the lines of each test, or picks the tests.
"""

import argparse
import ast
import difflib
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue
from typing import Any

import attrs

ROOT = Path(__file__).parent.parent
CORE = (
    "dsl/years/periods.py",
    "dsl/domains.py",
    "dsl/units.py",
    "dsl/years/wordings.py",
    "dsl/resolving/agreement.py",
    "dsl/resolving/literals.py",
    "dsl/resolving/operations.py",
    "dsl/resolving/percentages.py",
    "dsl/resolving/sharing.py",
    "dsl/resolving/rules.py",
    "interpreter/data/assembling.py",
    "interpreter/data/cells.py",
    "interpreter/evaluating/contests.py",
    "interpreter/days.py",
    "interpreter/evaluating/kernels.py",
    "interpreter/evaluating/sharing_kernels.py",
    "interpreter/evaluating/running.py",
    "interpreter/evaluating/lowering",
    "interpreter/evaluating/planning",
    "interpreter/elections/allocating.py",
    "interpreter/elections/law.py",
)
TESTS = tuple(
    f"tests/test_{name}.py"
    for name in (
        "cases",
        "checks",
        "cli",
        "corpus",
        "data",
        "days",
        "elections",
        "evaluate",
        "explain",
        "handbook",
        "kernels",
        "names",
        "periods",
        "promises_decided",
        "proving",
        "results",
        "search",
        "sharing_ways_out",
        "tables",
        "testing",
        "units",
        "wordings",
    )
)
# Of the processor, for one run of tests: a mutant that never ends, or that fills the memory, is noticed.
MOST_SECONDS = 300
# In kB.
MOST_MEMORY = 3_000_000
# So many of the quickest are run first, and the others only where none of these fails.
FIRST_TESTS = 60

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_COMPUTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult,
    ast.Mod: ast.FloorDiv,
}
_CALLED = {"min": "max", "max": "min", "any": "all", "all": "any", "floor": "ceil", "ceil": "floor"}


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    asked.add_argument("modules", nargs="*", default=list(CORE))
    asked.add_argument("--count", type=int, default=300)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--workers", type=int, default=2)
    said = asked.parse_args()
    files = sorted(path for name in said.modules for path in _files(ROOT / name))
    every = [(path, number) for path in files for number in range(count_of(path.read_text("utf-8")))]
    chosen = random.Random(said.seed).sample(every, min(said.count, len(every)))
    with tempfile.TemporaryDirectory() as room:
        copies: Queue[Path] = Queue()
        for number in range(said.workers):
            copies.put(_copied(Path(room) / str(number)))
        coming = _coming(_copied(Path(room) / "lines"), files)
        print(f"{len(chosen)} of {len(every)} mutants of {len(files)} modules", flush=True)
        with ThreadPoolExecutor(said.workers) as pool:
            noticed = sum(pool.map(lambda one: _noticed(*one, coming, copies), chosen))
    print(f"\n{noticed} of {len(chosen)} noticed: {100 * noticed / len(chosen):.1f} %")
    return 0


def _files(path: Path) -> list[Path]:
    return sorted(path.rglob("*.py")) if path.is_dir() else [path]


def _copied(folder: Path) -> Path:
    """Only what is in the repository."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    for name in filter(None, listed.split("\0")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, folder / name)
    return folder


@attrs.frozen
class Coming:
    """tests: by name of file and line the tests that come to the line; seconds: what each test takes."""

    tests: Mapping[tuple[str, int], frozenset[str]]
    seconds: Mapping[str, float]

    def to(self, name: str, lines: Sequence[int]) -> list[str]:
        """The tests that come to any of the lines, the quickest first. What runs on import all tests come to."""
        found = frozenset().union(*(self.tests.get((name, line), frozenset()) for line in lines))
        return sorted(found - {""} or self.seconds, key=lambda test: (self.seconds[test], test))


def _coming(copy: Path, files: Sequence[Path]) -> Coming:
    from coverage import CoverageData

    names = [str(path.relative_to(ROOT)) for path in files]
    notes, data = copy / "seconds.json", copy / "lines"
    (copy / "coveragerc").write_text(f"[run]\ninclude = {','.join(names)}\n", "utf-8")
    command = [sys.executable, "-m", "coverage", "run", "--rcfile", "coveragerc", "-m", "pytest", *_PLUGGED, *TESTS]
    told = {"MUTATION_NOTES": str(notes), "COVERAGE_FILE": str(data)}
    done = subprocess.run(command, cwd=copy, env=_environment(copy) | told, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"The tests fail before anything is changed.\n{done.stdout[-3000:]}")
    noted = CoverageData(str(data))
    noted.read()
    tests = {
        (name, line): frozenset(contexts)
        for name in names
        for line, contexts in noted.contexts_by_lineno(str(copy / name)).items()
    }
    return Coming(tests, json.loads(notes.read_text("utf-8")))


def _noticed(path: Path, number: int, coming: Coming, copies: Queue[Path]) -> bool:
    copy = copies.get()
    name = str(path.relative_to(ROOT))
    text = path.read_text("utf-8")
    changed, lines = mutant(text, number)
    tests = coming.to(name, lines)
    try:
        (copy / name).write_text(changed, "utf-8")
        if not all(_holds(copy, some) for some in (tests[:FIRST_TESTS], tests[FIRST_TESTS:]) if some):
            print(".", end="", flush=True)
            return True
        before = ast.unparse(ast.parse(text)).splitlines()
        diff = difflib.unified_diff(before, changed.splitlines(), name, name, "", "", 2, "")
        print("\n".join(["", f"line {lines[0]}, {len(tests)} tests", *diff]), flush=True)
        return False
    finally:
        (copy / name).write_text(text, "utf-8")
        copies.put(copy)


_PLUGGED = ("-q", "-x", "-p", "no:cacheprovider", "-p", "mutation")


def _holds(copy: Path, tests: Sequence[str]) -> bool:
    picked = copy / "picked.json"
    picked.write_text(json.dumps(tests), "utf-8")
    files = sorted({test.partition("::")[0] for test in tests})
    command = [sys.executable, "-m", "pytest", *_PLUGGED, *files]
    bounded = ["sh", "-c", f'ulimit -t {MOST_SECONDS}; ulimit -v {MOST_MEMORY}; exec "$@"', "sh", *command]
    environment = _environment(copy) | {"MUTATION_PICKED": str(picked)}
    return subprocess.run(bounded, cwd=copy, env=environment, capture_output=True, check=False).returncode == 0


def _environment(copy: Path) -> dict[str, str]:
    return {
        "PATH": "/usr/bin:/bin",
        "CI": "true",
        "PYTHONPATH": f"{copy}:{copy / 'tests'}",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


# -- inside pytest -------------------------------------------------------------------------------

_SECONDS: dict[str, float] = {}


def pytest_collection_modifyitems(items: list[Any]) -> None:
    """Only the tests that are picked, in that order."""
    if (picked := os.environ.get("MUTATION_PICKED")) is not None:
        place = {name: at for at, name in enumerate(json.loads(Path(picked).read_text("utf-8")))}
        items[:] = sorted((item for item in items if item.nodeid in place), key=lambda item: place[item.nodeid])


def pytest_runtest_setup(item: Any) -> None:
    if "MUTATION_NOTES" in os.environ:
        from coverage import Coverage

        running = Coverage.current()
        assert running is not None
        running.switch_context(item.nodeid)


def pytest_runtest_logreport(report: Any) -> None:
    _SECONDS[report.nodeid] = _SECONDS.get(report.nodeid, 0.0) + report.duration


def pytest_sessionfinish() -> None:
    if (notes := os.environ.get("MUTATION_NOTES")) is not None:
        Path(notes).write_text(json.dumps(_SECONDS), "utf-8")


# -- mutants -------------------------------------------------------------------------------------


def count_of(text: str) -> int:
    return sum(len(_changes(node)) for _, node in _walked(ast.parse(text)))


def mutant(text: str, number: int) -> tuple[str, tuple[int, int]]:
    """The module with one change, the changes counted in the order in which its tree is walked; the line of what is
    changed, and where its statement begins."""
    tree = ast.parse(text)
    changes = [(change, node, statement) for statement, node in _walked(tree) for change in _changes(node)]
    change, node, statement = changes[number]
    lines = (getattr(node, "lineno", statement), statement)
    change()
    return ast.unparse(tree), lines


def _walked(tree: ast.AST, statement: int = 1) -> Iterator[tuple[int, ast.AST]]:
    """Every node, and the line where the innermost statement or case around it begins."""
    if isinstance(tree, ast.stmt):
        statement = tree.lineno
    elif isinstance(tree, ast.match_case):
        statement = tree.pattern.lineno
    yield statement, tree
    for node in ast.iter_child_nodes(tree):
        yield from _walked(node, statement)


def _changes(node: ast.AST) -> list[Callable[[], object]]:
    """What can be done to the node, each a function that does it."""
    match node:
        case ast.Compare(ops=[operator]) if type(operator) in _COMPARED:
            return [lambda: setattr(node, "ops", [_COMPARED[type(operator)]()])]
        case ast.BinOp(op=operator, left=left) if type(operator) in _COMPUTED and not isinstance(left, ast.Constant):
            return [lambda: setattr(node, "op", _COMPUTED[type(operator)]())]
        case ast.BoolOp(op=ast.And()):
            return [lambda: setattr(node, "op", ast.Or())]
        case ast.BoolOp(op=ast.Or()):
            return [lambda: setattr(node, "op", ast.And())]
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            # `not x` becomes `not not x`.
            return [lambda: setattr(node, "operand", ast.UnaryOp(ast.Not(), operand))]
        case ast.Constant(value=bool() as value):
            return [lambda: setattr(node, "value", not value)]
        case ast.Constant(value=int() as value):
            return [lambda: setattr(node, "value", value + 1)]
        case ast.Name(id=name) if name in _CALLED:
            return [lambda: setattr(node, "id", _CALLED[name])]
        case ast.IfExp(body=body, orelse=orelse):
            return [lambda: (setattr(node, "body", orelse), setattr(node, "orelse", body))]
    return []


if __name__ == "__main__":
    sys.exit(main())
