"""What a regulation declares: units, roles, inputs and concepts with their attributes."""

import attrs

from dsl import nodes
from dsl.parsing.placing import misplaced
from dsl.parsing.reader import Reader
from dsl.parsing.reading import no_marks, nothing_below, read, read_head
from dsl.problems.lines import Place
from dsl.text.layout import Line


def declared(reader: Reader, block: Line) -> tuple[nodes.Declared, ...]:
    found = []
    for line in block.children:
        no_marks(reader, line)
        entry = read(reader, line, "declared")
        if entry is not None:
            found.append(entry)
    return tuple(found)


def concepts(reader: Reader, lines: tuple[Line, ...]) -> tuple[nodes.Concept, ...]:
    found = []
    for line in lines:
        no_marks(reader, line)
        concept, below = read_head(reader, line, "concept")
        found_attributes = attributes(reader, below, "concept")
        if concept is not None:
            found.append(attrs.evolve(concept, attributes=found_attributes))
    return tuple(found)


def attributes(reader: Reader, lines: tuple[Line, ...], place: Place) -> tuple[nodes.Attribute, ...]:
    found = []
    for line in lines:
        no_marks(reader, line)
        if not misplaced(reader, line, place):
            attribute = _attribute(reader, line)
            if attribute is not None:
                found.append(attribute)
    return tuple(found)


def _attribute(reader: Reader, line: Line) -> nodes.Attribute | None:
    """`NAME: TYPE, …` and, below it, a description. The comments of the description are kept with the attribute."""
    attribute: nodes.Attribute | None
    attribute, below = read_head(reader, line, "attribute")
    if not below:
        return attribute
    described, *more = below
    description = read(reader, described, "quoted")
    no_marks(reader, described)
    nothing_below(reader, described, more)
    if attribute is None or description is None:
        return None
    return attrs.evolve(attribute, description=description, trivia=joined(line.trivia, described.trivia))


def joined(outer: nodes.Trivia, inner: nodes.Trivia) -> nodes.Trivia:
    """The comments of two lines that become one: those of the second come after, or above."""
    inner_comments = inner.before if inner.after is None else (*inner.before, inner.after)
    return nodes.Trivia((*outer.before, *inner_comments), outer.after, outer.blank)
