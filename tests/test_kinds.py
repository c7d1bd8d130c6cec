"""A new kind of expression cannot be swallowed in silence: who asks which of several kinds an expression is answers for
all of them (`assert_never`), or goes on with its parts."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from dsl import model
from dsl.expressions import in_time, named, shape

ROOT = Path(__file__).parent.parent
KINDS = {kind.__name__ for kind in get_args(model.Expression)}
# Of these the default is the answer for any expression: all its fields, its words as written, nothing to set beside.
# The number may only fall.
MOST_DEFAULTS = 4


def matches() -> Iterator[tuple[str, str]]:
    """Every match over two kinds or more: where it is, and how it ends."""
    for package in ("dsl", "interpreter", "workbench"):
        for file in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.Match) and len(_kinds(node)) > 1:
                    yield f"{file.relative_to(ROOT)}:{node.lineno}", _end(node.cases[-1])


def _kinds(match: ast.Match) -> set[str]:
    patterns = (one for case in match.cases for one in ast.walk(case.pattern) if isinstance(one, ast.MatchClass))
    return {ast.unparse(one.cls).removeprefix("model.") for one in patterns} & KINDS


def _end(last: ast.match_case) -> str:
    if not isinstance(last.pattern, ast.MatchAs) or last.pattern.pattern is not None or last.guard is not None:
        return "open"
    called = {ast.unparse(one.func) for one in ast.walk(last) if isinstance(one, ast.Call)}
    return "never" if "assert_never" in called else "parts" if "parts" in called else "default"


def test_who_asks_for_the_kind_answers_for_every_kind():
    ends = dict(matches())
    assert "open" not in ends.values()
    others = [place for place, end in ends.items() if end == "default"]
    assert len(others) <= MOST_DEFAULTS, others


def test_the_match_that_says_what_each_kind_is_is_found():
    assert any(place.startswith("dsl/expressions.py") and end == "never" for place, end in matches())


YES = model.Constant(True, model.Truth())
THIS = model.Reference(model.Symbol(None, "a"), model.Truth(), None)
BEFORE = model.Reference(model.Symbol(None, "a"), model.Truth(), None, year=-1)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (THIS, False),
        (BEFORE, True),
        (model.Logic("not", (BEFORE,), None), False),
        (model.DayOf(1, 1, "this"), True),
        (model.AskedDay(), True),
        (model.YearTest("election", None), True),
    ],
)
def test_what_depends_on_time_by_itself(expression, expected):
    assert in_time(expression) is expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (model.Compare("=", THIS, YES, None), ("and", (THIS,))),
        (model.Compare("≠", THIS, YES, None), ("not", (THIS,))),
        (model.Compare("=", THIS, BEFORE, None), None),
        (model.Logic("or", (THIS, BEFORE), None), ("or", (THIS, BEFORE))),
    ],
)
def test_how_a_truth_is_put_together(condition, expected):
    assert shape(condition).joined == expected


def test_a_name_is_found_through_relations():
    own = model.Reference(model.Symbol("parti", "listan"), model.RowOf("lista"), "parti")
    assert named(model.Follow(own, THIS, model.Truth(), "parti")) is THIS
    assert named(YES) is None
