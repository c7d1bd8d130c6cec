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
from dsl.parsing.declarations import attributes, concepts, declared
from dsl.parsing.examples import example, example_lines, reference_table
from dsl.parsing.expecting import similar, unknown_line
from dsl.parsing.placing import misplaced
from dsl.parsing.reader import Reader, new_reader
from dsl.parsing.reading import MAX_PROBLEMS, no_marks, nothing_below, read_head
from dsl.parsing.statements import section, statements
from dsl.problems.text import (
    NoRegulation,
    NothingBelow,
    NotYet,
    TextProblem,
    TooManyProblems,
    TwiceInBlock,
    UnknownHeaderKey,
)
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
_RANGES = ("mandatperiod", "räkneår")
_HYPHEN = re.compile(r" ?[-–] ?")
_KEY = re.compile(r"(?:" + "|".join(re.escape(key) for key in HEADER_KEYS) + r")(?=\s|$)")


def parse(source: Source) -> tuple[nodes.Regulation | None, tuple[TextProblem, ...]]:
    """The tree of a rule file and everything wrong with how it is written; None where it is no rule file at all."""
    layout, problems = lay_out(source)
    reader = new_reader()
    reader.problems.extend(problems[:MAX_PROBLEMS])
    tree = _regulation(reader, source, layout.lines, layout.end)
    told = sorted(reader.problems, key=_place)
    if len(told) >= MAX_PROBLEMS:
        last = told[MAX_PROBLEMS - 1]
        told[MAX_PROBLEMS - 1 :] = [TooManyProblems(last.span, MAX_PROBLEMS)]
    return tree, tuple(told)


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
            if not misplaced(reader, line, "header"):
                reader.problems.append(_unknown_key(reader, line))
        elif key.group() in found:
            first = found[key.group()].span
            reader.problems.append(TwiceInBlock(line.span(0, key.end()), key.group(), first))
        else:
            value = " ".join(line.text[key.end() :].split())
            if key.group() in _RANGES:
                value = _HYPHEN.sub("–", value)
            found[key.group()] = nodes.HeaderLine(key.group(), value, line.marks, line.trivia, line.whole())
    return tuple(found.values())


def _unknown_key(reader: Reader, line: Line) -> UnknownHeaderKey:
    written = line.text.split(" ")[0]
    return UnknownHeaderKey(line.span(0, len(written)), written, similar(reader, written, HEADER_KEYS))


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
            return nodes.Units(declared(reader, line), line.trivia, _head(reader, line))
        case "roller" if alone:
            return nodes.Roles(declared(reader, line), line.trivia, _head(reader, line))
        case "uppgifter" if alone:
            return nodes.Inputs(attributes(reader, line.children, "inputs"), line.trivia, _head(reader, line))
        case "begrepp" if alone:
            return nodes.Concepts(concepts(reader, line.children), line.trivia, _head(reader, line))
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
            case "avsnitt":
                statements(reader, line.children, "section")
            case "exempel":
                example_lines(reader, line.children, "example")
