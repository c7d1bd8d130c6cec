"""The blocks of a rule file: what it declares, its sections, its examples."""

import re
from collections.abc import Iterable

import attrs

from dsl import nodes
from dsl.parsing.examples import example, example_lines, reference_table
from dsl.parsing.expecting import similar, unknown_line
from dsl.parsing.placing import misplaced
from dsl.parsing.promises import BEGINS_PROMISE, promise, promise_lines
from dsl.parsing.reader import Reader
from dsl.parsing.reading import MAX_PROBLEMS, around, no_marks, nothing_below, read, read_head
from dsl.parsing.statements import section, statements
from dsl.problems.lines import BadHeading, NothingBelow, Place, TwiceInBlock, UnknownHeaderKey
from dsl.source import Span
from dsl.text.layout import Line


def declared(reader: Reader, block: Line) -> tuple[nodes.Declared, ...]:
    """Read what stands under `enheter` or `roller`, a line each."""
    found = []
    for line in block.children:
        no_marks(reader, line)
        entry = read(reader, line, "declared")
        if entry is not None:
            found.append(entry)
    return tuple(found)


def concepts(reader: Reader, lines: tuple[Line, ...]) -> tuple[nodes.Concept, ...]:
    """Read what stands under `begrepp`, with the attributes of each."""
    found = []
    for line in lines:
        no_marks(reader, line)
        concept, below = read_head(reader, line, "concept")
        found_attributes = attributes(reader, below, "concept")
        if concept is not None:
            found.append(attrs.evolve(concept, attributes=found_attributes))
    return tuple(found)


def attributes(reader: Reader, lines: tuple[Line, ...], place: Place) -> tuple[nodes.Attribute, ...]:
    """Read inputs or attributes, a line each."""
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


def blocks(reader: Reader, lines: Iterable[Line]) -> tuple[nodes.Block, ...]:
    """Read all of a file below its header."""
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


HEADER_KEYS = (
    "myndighet",
    "dokumenttyp",
    "beslutat",
    "diarienummer",
    "gäller",
    "mandatperiod",
    "valår",
    "räkneår",
    "beräkningsår",
    "ersätter",
    "länkar",
    "hör ihop med",
    "dokumentnummer",
    "tillgänglighet",
    "ärendelista",
    "justering",
    "träder i kraft",
    "upphör att gälla",
)
_RANGES = ("mandatperiod", "räkneår")
_HYPHEN = re.compile(r" ?[-–] ?")
_KEY = re.compile(r"(?:" + "|".join(re.escape(key) for key in HEADER_KEYS) + r")(?=\s|$)")


def header(reader: Reader, lines: tuple[Line, ...]) -> tuple[nodes.HeaderLine, ...]:
    """Read the lines below the title."""
    found: dict[str, nodes.HeaderLine] = {}
    for line in lines:
        nothing_below(reader, line, line.children)
        key = _KEY.match(line.text)
        if line.kind or key is None:
            if not misplaced(reader, line, "header"):
                reader.problems.append(_unknown_key(reader, line))
        elif key.group() in found:
            first = found[key.group()].span
            reader.problems.append(TwiceInBlock(line.span(0, key.end()), key.group(), first))
        else:
            value = " ".join(line.text[key.end() :].split())
            if key.group() in _RANGES:
                value = _HYPHEN.sub("–", value)
            found[key.group()] = nodes.HeaderLine(key.group(), value, **around(line))
    return tuple(found.values())


def _unknown_key(reader: Reader, line: Line) -> UnknownHeaderKey:
    words = line.text.split() or [""]
    for count in range(min(3, len(words)), 0, -1):
        near = similar(reader, " ".join(words[:count]), HEADER_KEYS)
        if near:
            break
    return UnknownHeaderKey(line.span(0, len(words[0])), words[0], near)
