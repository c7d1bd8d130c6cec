"""Promises: `kontroll "…": …` and what stands below it. They stand in a section or outermost in the file."""

import re

import attrs

from dsl import nodes
from dsl.grammar import Stuck
from dsl.parsing.examples import starts_from, with_reading
from dsl.parsing.expecting import unfit_course, unknown_line
from dsl.parsing.placing import misplaced
from dsl.parsing.reader import Reader
from dsl.parsing.reading import beginning, no_marks, read, tell_stuck, try_read
from dsl.problems.lines import BadLabel, Misplaced
from dsl.text.layout import Line, has_bar

# What is expected where the title, or the colon after it, is missing.
_HEAD = (frozenset(("STRING",)), frozenset((":",)))
BEGINS_PROMISE = re.compile(r"kontroll(?![\w-])")


def promise(reader: Reader, line: Line) -> nodes.Promise | None:
    """Read a promise, which is to hold for every input."""
    at = len("kontroll")
    head, below = try_read(reader, line, "promise", at)
    if isinstance(head, Stuck):
        unfit = BadLabel(line.whole(), "kontroll") if head.expected in _HEAD else unfit_course(line, at)
        if unfit is None:
            tell_stuck(reader, line, at, head)
        else:
            reader.problems.append(unfit)
    lines = promise_lines(reader, below)
    return attrs.evolve(head, lines=lines) if isinstance(head, nodes.Promise) else None


def promise_lines(reader: Reader, lines: tuple[Line, ...]) -> tuple[nodes.PromiseLine, ...]:
    """Read what a promise takes for given."""
    found = [_line(reader, line) for line in lines]
    return tuple(each for each in found if each is not None)


def _line(reader: Reader, line: Line) -> nodes.PromiseLine | None:
    no_marks(reader, line)
    if line.kind or has_bar(line.text):
        reader.problems.append(Misplaced(line.whole(), beginning(line), "promise", ("section",)))
        return None
    if misplaced(reader, line, "promise"):
        return None
    match line.text.split(" ")[0]:
        case "om":
            condition = read(reader, line, "condition", len("om"))
            return None if condition is None else nodes.Supposed(condition, trivia=line.trivia, span=line.whole())
        case "år":
            found = read(reader, line, "year", len("år"))
            if isinstance(found, nodes.Given):
                reader.problems.append(Misplaced(line.whole(), beginning(line), "promise", ("example",)))
            return found if isinstance(found, nodes.AtYear) else None
        case "läsning":
            return with_reading(reader, line)
        case "utgår":
            return starts_from(reader, line)
    reader.problems.append(unknown_line(reader, line, "promise"))
    return None
