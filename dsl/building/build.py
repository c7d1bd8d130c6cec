"""What a maker is given besides the parts: where the line is, and a place for what is wrong with it."""

from collections.abc import Callable
from typing import Literal

import attrs

from dsl import nodes
from dsl.frozen import identical
from dsl.problems import Problem
from dsl.source import Span
from dsl.text.layout import Line


@identical
class Asked:
    """A question to the author, and where in the line, from `start` to `end`."""

    start: int
    end: int
    problem: Problem


@attrs.define
class Build:
    """The line being built. read_bullets: gives those below it; bullets_used: whether a condition has taken them.

    bullets_are: conditions, or the contents of a norm
    enclosed: the values that stand in parentheses, by identity: nodes do not keep them
    commaless: changes without a comma before them (`beloppet minskat med 5 kr`), by identity
    asked: where the author has been asked which of several readings is meant
    """

    line: Line
    problems: list[Problem]
    read_bullets: Callable[[Line], tuple[nodes.Bullet, ...]]
    bullets_used: bool = False
    bullets_are: Literal["bullets", "contents"] = "bullets"
    enclosed: dict[int, object] = attrs.field(factory=dict)
    commaless: dict[int, object] = attrs.field(factory=dict)
    asked: list[Asked] = attrs.field(factory=list)

    def is_enclosed(self, node: object) -> bool:
        return id(node) in self.enclosed

    def span(self, start: int, end: int) -> Span:
        return self.line.span(start, end)
