"""A rule file becomes its surface tree: the file, its header and its blocks.

Every line is read on its own, so that one bad line hides no other; a line that cannot be read is left out of the tree,
and what is wrong with it is told. A tree that comes with problems may lack what they are about.
Knows which lines may stand where; not how a line is written (grammar.lark), nor what anything means.
"""

import re
from typing import Any

import attrs

from dsl import nodes
from dsl.layout import Line, lay_out
from dsl.parsing_examples import example, reference_table
from dsl.parsing_statements import section
from dsl.placing import misplaced
from dsl.problems.text import NoRegulation, NothingBelow, NotYet, Place, TextProblem, TwiceInBlock, UnknownHeaderKey
from dsl.reading_lines import Reader, new_reader, no_marks, nothing_below, read, read_head
from dsl.source import Source, Span

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
)
_KEY = re.compile(r"(?:" + "|".join(re.escape(key) for key in HEADER_KEYS) + r")(?=\s|$)")


def parse(source: Source) -> tuple[nodes.Regulation | None, tuple[TextProblem, ...]]:
    """The tree of a rule file and everything wrong with how it is written; None where it is no rule file at all."""
    layout, problems = lay_out(source)
    reader = new_reader()
    reader.problems.extend(problems)
    tree = _regulation(reader, source, layout.lines, layout.end)
    return tree, tuple(sorted(reader.problems, key=_place))


def _place(problem: TextProblem) -> tuple[int, int]:
    return problem.span.line, problem.span.column


def _regulation(reader: Reader, source: Source, lines: tuple[Line, ...], end: nodes.Trivia) -> nodes.Regulation | None:
    if not lines:
        if not reader.problems:
            reader.problems.append(NoRegulation(Span(source.file, 1, 1, 1, 1), True))
        return None
    first, *rest = lines
    if first.kind or not first.text.startswith("regelverk"):
        reader.problems.append(NoRegulation(first.whole(), False))
        _blocks(reader, lines)
        return None
    title, header = read_head(reader, first, "quoted", len("regelverk"))
    no_marks(reader, first)
    return nodes.Regulation(
        title=title or "",
        header=_header(reader, header),
        items=_blocks(reader, rest),
        trivia=first.trivia,
        end=end,
        span=first.whole(),
    )


def _header(reader: Reader, lines: tuple[Line, ...]) -> tuple[nodes.HeaderLine, ...]:
    found: dict[str, nodes.HeaderLine] = {}
    for line in lines:
        nothing_below(reader, line, line.children)
        key = _KEY.match(line.text)
        if line.kind or key is None:
            if line.kind or not misplaced(reader, line, "header"):
                reader.problems.append(_unknown_key(line))
        elif key.group() in found:
            first = found[key.group()].span
            reader.problems.append(TwiceInBlock(line.span(0, key.end()), key.group(), first))
        else:
            value = " ".join(line.text[key.end() :].split())
            found[key.group()] = nodes.HeaderLine(key.group(), value, line.marks, line.trivia, line.whole())
    return tuple(found.values())


def _unknown_key(line: Line) -> UnknownHeaderKey:
    from dsl.expecting import similar

    written = line.text.split(" ")[0]
    return UnknownHeaderKey(line.span(0, len(written)), written, similar(written, HEADER_KEYS))


# -- blocks --------------------------------------------------------------------------------------


def _blocks(reader: Reader, lines: Any) -> tuple[nodes.Block, ...]:
    found = [_block(reader, line) for line in lines]
    return tuple(block for block in found if block is not None)


def _block(reader: Reader, line: Line) -> nodes.Block | None:
    """One block on the outermost level. It always has a blank line above it in the canonical text."""
    line = attrs.evolve(line, trivia=attrs.evolve(line.trivia, blank=True))
    word = line.text.split(" ")[0]
    alone = word == line.text and not line.kind
    match word:
        case "enheter" if alone:
            return nodes.Units(_declared(reader, line), line.trivia, _head(reader, line))
        case "roller" if alone:
            return nodes.Roles(_declared(reader, line), line.trivia, _head(reader, line))
        case "uppgifter" if alone:
            return nodes.Inputs(_attributes(reader, line.children, "inputs"), line.trivia, _head(reader, line))
        case "begrepp" if alone:
            return nodes.Concepts(_concepts(reader, line.children), line.trivia, _head(reader, line))
        case "avsnitt" | "§" if not line.kind:
            return section(reader, line)
        case "exempel" if not line.kind:
            return example(reader, line)
        case "kontrollräkning" if not line.kind:
            return reference_table(reader, line)
        case "kontroll" if not line.kind:
            reader.problems.append(NotYet(line.whole(), "kontroll"))
        case "ändring" if not line.kind:
            reader.problems.append(NotYet(line.whole(), "ändring"))
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
    from dsl.expecting import unknown_line

    if not misplaced(reader, line, "file"):
        unknown = unknown_line(line, "file")
        reader.problems.append(unknown)
        known = len(reader.problems)
        match unknown.suggestion:
            case "enheter" | "roller":
                _declared(reader, line)
            case "uppgifter":
                _attributes(reader, line.children, "inputs")
            case "begrepp":
                _concepts(reader, line.children)
            case "avsnitt" | "§":
                section(reader, attrs.evolve(line, text="avsnitt x"))
            case "exempel":
                example(reader, attrs.evolve(line, text='exempel ""'))
        assert len(reader.problems) >= known


# -- declarations --------------------------------------------------------------------------------


def _declared(reader: Reader, block: Line) -> tuple[nodes.Declared, ...]:
    found = []
    for line in block.children:
        no_marks(reader, line)
        entry = read(reader, line, "declared")
        if entry is not None:
            found.append(entry)
    return tuple(found)


def _concepts(reader: Reader, lines: tuple[Line, ...]) -> tuple[nodes.Concept, ...]:
    found = []
    for line in lines:
        no_marks(reader, line)
        concept, below = read_head(reader, line, "concept")
        attributes = _attributes(reader, below, "concept")
        if concept is not None:
            found.append(attrs.evolve(concept, attributes=attributes))
    return tuple(found)


def _attributes(reader: Reader, lines: tuple[Line, ...], place: Place) -> tuple[nodes.Attribute, ...]:
    found = []
    for line in lines:
        no_marks(reader, line)
        if line.kind or not misplaced(reader, line, place):
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
