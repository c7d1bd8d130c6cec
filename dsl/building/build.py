"""What a maker is given besides the parts: where the line is, and a place for what is wrong with it."""

from collections.abc import Callable
from typing import Literal

import attrs

from dsl import nodes
from dsl.layout import Line
from dsl.problems.text import TextProblem
from dsl.source import Span


@attrs.define
class Build:
    """The line being built. read_bullets: gives those below it; bullets_used: whether a condition has taken them.

    bullets_are: conditions, or the contents of a norm
    """

    line: Line
    problems: list[TextProblem]
    read_bullets: Callable[[Line], tuple[nodes.Bullet, ...]]
    bullets_used: bool = False
    bullets_are: Literal["bullets", "contents"] = "bullets"

    def span(self, start: int, end: int) -> Span:
        return self.line.span(start, end)
