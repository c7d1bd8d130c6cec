"""Promises as lines, and the lines that say what an example or a promise starts from."""

from collections.abc import Iterator
from typing import assert_never

from dsl import nodes
from dsl.formatting.expressions import condition, sum_text
from dsl.formatting.lines import Line
from dsl.formatting.literals import quoted
from dsl.formatting.norms import bullet_lines

_COURSES: dict[nodes.Course, str] = {"falls": "minskar", "rises": "ökar"}


def promise_lines(level: int, node: nodes.Promise) -> Iterator[Line]:
    """The lines of a promise, with what stands below it."""
    yield Line(level, f"kontroll {quoted(node.title)}: {claim_text(node.claim)}", node.marks, node.trivia)
    if not isinstance(node.claim, nodes.Monotone):
        yield from bullet_lines(level + 1, node.claim)
    for line in node.lines:
        match line:
            case nodes.Supposed():
                yield Line(level + 1, f"om {condition(line.condition)}", (), line.trivia)
                yield from bullet_lines(level + 2, line.condition)
            case nodes.AtYear() | nodes.WithReading() | nodes.StartsFrom():
                yield Line(level + 1, setting_text(line), (), line.trivia)
            case _:
                assert_never(line)


def in_one_line(node: nodes.Promise) -> bool:
    """Whether nothing stands below it."""
    return sum(1 for _ in promise_lines(0, node)) == 1


def claim_text(node: nodes.Monotone | nodes.Condition) -> str:
    """`resursramen minskar aldrig när mandaten ökar`, or the condition."""
    if isinstance(node, nodes.Monotone):
        never, moves = _COURSES[node.direction], _COURSES[node.input_direction]
        return f"{sum_text(node.value)} {never} aldrig när {node.input.text} {moves}"
    return condition(node)


def setting_text(node: nodes.AtYear | nodes.WithReading | nodes.StartsFrom) -> str:
    """What a promise or an example takes for given, on one line."""
    match node:
        case nodes.AtYear():
            return f"år {node.year}"
        case nodes.WithReading():
            return f"läsning {node.interpretation}: {node.reading}"
        case nodes.StartsFrom():
            return f"utgår från {quoted(node.file)}"
        case _:
            assert_never(node)
