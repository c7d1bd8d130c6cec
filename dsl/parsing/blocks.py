"""The blocks of a rule file: what it declares, its sections, its examples."""

from collections.abc import Iterable

import attrs

from dsl import nodes
from dsl.parsing.declarations import attributes, concepts, declared
from dsl.parsing.examples import example, example_lines, reference_table
from dsl.parsing.expecting import unknown_line
from dsl.parsing.placing import misplaced
from dsl.parsing.promises import BEGINS_PROMISE, promise, promise_lines
from dsl.parsing.reader import Reader
from dsl.parsing.reading import MAX_PROBLEMS, no_marks, read
from dsl.parsing.statements import section, statements
from dsl.problems.lines import BadHeading, NothingBelow
from dsl.source import Span
from dsl.text.layout import Line


def blocks(reader: Reader, lines: Iterable[Line]) -> tuple[nodes.Block, ...]:
    found: list[nodes.Block | None] = []
    before: Line | None = None
    for line in lines:
        found.append(block(reader, line, after_promise=before is not None and _one_promise(before)))
        before = line
    return tuple(each for each in found if each is not None)


def _one_promise(line: Line) -> bool:
    """A promise without lines below it."""
    return not line.kind and not line.children and BEGINS_PROMISE.match(line.text) is not None


def block(reader: Reader, line: Line, *, after_promise: bool = False) -> nodes.Block | None:
    """One block on the outermost level. It has a blank line above it in the canonical text; but of promises of one line
    each, one after the other, those that the author set apart (`after_promise`: the line before is one)."""
    if not (after_promise and _one_promise(line)):
        line = attrs.evolve(line, trivia=attrs.evolve(line.trivia, blank=True))
    word = line.text.split(" ")[0]
    alone = word == line.text and not line.kind
    match word:
        case "enheter" if alone:
            return nodes.Units(declared(reader, line), trivia=line.trivia, span=_head(reader, line))
        case "roller" if alone:
            return nodes.Roles(declared(reader, line), trivia=line.trivia, span=_head(reader, line))
        case "uppgifter" if alone:
            return nodes.Inputs(
                attributes(reader, line.children, "inputs"), trivia=line.trivia, span=_head(reader, line)
            )
        case "begrepp" if alone:
            return nodes.Concepts(concepts(reader, line.children), trivia=line.trivia, span=_head(reader, line))
        case "avsnitt" | "§" if not line.kind:
            return section(reader, line)
        case "exempel" if not line.kind:
            return example(reader, line)
        case "kontrollräkning" if not line.kind:
            return reference_table(reader, line)
        case "använder" if not line.kind:
            no_marks(reader, line)
            file = read(reader, line, "quoted", len("använder"))
            return None if file is None else nodes.Uses(file, trivia=line.trivia, span=line.whole())
        case _ if not line.kind and BEGINS_PROMISE.match(line.text):
            return promise(reader, line)
        case "ändring" if not line.kind:
            reader.problems.append(BadHeading(line.whole(), "ändring"))
        case _:
            _not_a_block(reader, line)
    return None


def _head(reader: Reader, line: Line) -> Span:
    no_marks(reader, line)
    if not line.children:
        reader.problems.append(NothingBelow(line.whole(), line.text, "entries"))
    return line.whole()


def _not_a_block(reader: Reader, line: Line) -> None:
    """What stands below it is read too, as what the line was probably meant to be."""
    if len(reader.problems) < MAX_PROBLEMS and not misplaced(reader, line, "file"):
        unknown = unknown_line(reader, line, "file")
        reader.problems.append(unknown)
        match unknown.suggestion:
            case "enheter" | "roller":
                declared(reader, line)
            case "uppgifter":
                attributes(reader, line.children, "inputs")
            case "begrepp":
                concepts(reader, line.children)
            case str(meant) if meant.startswith(("avsnitt", "§")):
                statements(reader, line.children, "section")
            case "exempel":
                example_lines(reader, line.children, "example")
            case "kontroll":
                promise_lines(reader, line.children)
