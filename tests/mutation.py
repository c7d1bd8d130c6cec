"""Small changes of our own code, one at a time, and whether any test notices: a tool to run by hand, not a test.

    python tests/mutation.py [--count 300] [--seed 1] [--workers 2] [MODULE …]

Random mutants of the modules that decide kronor (`CORE`, or those that are named), each in a copy of the checkout,
against the tests in `TESTS`, the quickest to fail first. Prints every mutant that none of them notices, as a diff, and
the share that is noticed. What changes nothing, whatever is computed, is for the reader to argue.
"""

import argparse
import ast
import difflib
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue

ROOT = Path(__file__).parent.parent
CORE = (
    "dsl/years/periods.py",
    "dsl/domains.py",
    "dsl/units.py",
    "dsl/years/wordings.py",
    "dsl/resolving/agreement.py",
    "dsl/resolving/literals.py",
    "dsl/resolving/operations.py",
    "dsl/resolving/shares.py",
    "dsl/resolving/sharing.py",
    "dsl/resolving/rules.py",
    "interpreter/data/assembling.py",
    "interpreter/data/cells.py",
    "interpreter/evaluating/contests.py",
    "interpreter/days.py",
    "interpreter/evaluating/kernels.py",
    "interpreter/evaluating/running.py",
    "interpreter/evaluating/lowering",
    "interpreter/evaluating/planning",
    "interpreter/elections/allocating.py",
    "interpreter/elections/law.py",
)
# In the order in which they are run: each stops at the first failure.
TESTS = (
    ("tests/test_corpus.py", "tests/test_evaluate.py", "tests/test_units.py", "tests/test_days.py"),
    ("tests/test_elections.py", "tests/test_data.py", "tests/test_tables.py", "tests/test_cases.py"),
    ("tests/test_explain.py", "tests/test_testing.py", "tests/test_checks.py", "tests/test_names.py"),
    ("tests/test_handbook.py", "tests/test_results.py", "tests/test_cli.py", "tests/test_proving.py"),
)
MOST_SECONDS = 300

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
    print(f"{len(chosen)} of {len(every)} mutants of {len(files)} modules", flush=True)
    with tempfile.TemporaryDirectory() as room:
        copies: Queue[Path] = Queue()
        for number in range(said.workers):
            copies.put(_copied(Path(room) / str(number)))
        with ThreadPoolExecutor(said.workers) as pool:
            noticed = sum(pool.map(lambda one: _noticed(*one, copies), chosen))
    print(f"{noticed} of {len(chosen)} noticed: {100 * noticed / len(chosen):.1f} %")
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


def _noticed(path: Path, number: int, copies: Queue[Path]) -> bool:
    copy = copies.get()
    name = path.relative_to(ROOT)
    text = path.read_text("utf-8")
    changed = mutant(text, number)
    try:
        (copy / name).write_text(changed, "utf-8")
        if not all(_holds(copy, tests) for tests in TESTS):
            return True
        before = ast.unparse(ast.parse(text)).splitlines()
        diff = difflib.unified_diff(before, changed.splitlines(), str(name), str(name), "", "", 2, "")
        print("\n".join(["", *diff]), flush=True)
        return False
    finally:
        (copy / name).write_text(text, "utf-8")
        copies.put(copy)


def _holds(copy: Path, tests: tuple[str, ...]) -> bool:
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests]
    environment = {"PATH": "/usr/bin:/bin", "CI": "true", "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            command, cwd=copy, env=environment, capture_output=True, timeout=MOST_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def count_of(text: str) -> int:
    return sum(len(_changes(node)) for node in ast.walk(ast.parse(text)))


def mutant(text: str, number: int) -> str:
    """The module with one change, the changes counted in the order in which its tree is walked."""
    tree = ast.parse(text)
    changes = [change for node in ast.walk(tree) for change in _changes(node)]
    changes[number]()
    return ast.unparse(tree)


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
