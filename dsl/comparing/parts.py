"""The text of a regulation as parts: what can be added, removed, moved and changed by itself.

A part holds its own statements and other parts, in the order of the text: a section its inner sections, headings and
interpretations, a concept its attributes. Knows nothing of the other version.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, assert_never

import attrs

from dsl import nodes
from dsl.comparing.data import Place, What
from dsl.formatting.blocks import attribute_lines, block_lines, concept_lines
from dsl.formatting.lines import Line
from dsl.formatting.literals import quoted, with_forms
from dsl.formatting.statements import statement_lines
from dsl.frozen import identical

# More than one space where no string is open: what aligns the columns of a table.
_PADDING = re.compile(r'("[^"]*")| {2,}')


@identical
class Said:
    """One statement, declaration or heading line as it is written.

    lines: canonical, each with how deep it stands
    rows: from which line to which (exclusive) it is the rows of a table
    """

    node: Any
    lines: tuple[tuple[int, str], ...]
    marks: tuple[str, ...]
    comments: tuple[str, ...]
    rows: tuple[int, int] = (0, 0)


@attrs.define(eq=False)
class Part:
    """A part of a text with what it holds: a section, a reading, a block.

    head: the line that begins it. said: its own statements, in order; elements: those and the parts that it holds,
    in order, each statement by its place in `said`. at: its own place among the elements of what it stands in.
    """

    place: Place
    node: Any
    around: "Part | None"
    head: Said
    at: int = 0
    said: list[Said] = attrs.field(factory=list)
    elements: "list[int | Part]" = attrs.field(factory=list)

    @property
    def what(self) -> What:
        return self.place.what

    def parts(self) -> "list[Part]":
        return [element for element in self.elements if isinstance(element, Part)]


def parts_of(tree: nodes.Regulation) -> Part:
    """The whole as one part, its `title`, with all others in it."""
    comments = (*tree.trivia.before, *_after(tree.trivia), *tree.end.before)
    line = f"regelverk {quoted(tree.title)}"
    root = Part(Place("title", tree.title, "", ()), tree, None, Said(tree, ((0, line),), (), comments))
    work = _Work()
    for header in tree.header:
        text = f"{header.key} {header.value}".rstrip()
        work.hold(root, "header", header.key, header, _one(header, text, header.trivia, header.marks))
    for item in tree.items:
        _block(work, root, item)
    return root


def everything(part: Part) -> Iterator[Part]:
    """The part and all that it holds, in the order of the text."""
    waiting = [part]
    while waiting:
        one = waiting.pop()
        yield one
        waiting += reversed(one.parts())


def places_of(tree: nodes.Regulation) -> list[Place]:
    """Where each part stands, in the order of the text."""
    return [part.place for part in everything(parts_of(tree))]


# -- from the outside in -------------------------------------------------------------------------


@attrs.define(eq=False)
class _Work:
    """named: how many there have been of each name and place so far."""

    named: dict[tuple[str, str, tuple[str, ...]], int] = attrs.field(factory=dict)

    def hold(
        self, around: Part, what: What, name: str, node: object, head: Said, title: str = "", path: tuple[str, ...] = ()
    ) -> Part:
        nth = self.named.get((what, name, path), 0)
        self.named[what, name, path] = nth + 1
        part = Part(Place(what, name, title, path, nth), node, around, head, len(around.elements))
        around.elements.append(part)
        return part


def _block(work: _Work, root: Part, block: nodes.Block) -> None:
    match block:
        case nodes.Units() | nodes.Roles():
            word, what = _DECLARED[type(block)]
            holder = work.hold(root, "block", word, block, _one(block, word, block.trivia))
            for entry in block.entries:
                text = with_forms(entry.name, entry.forms)
                work.hold(holder, what, entry.name, entry, _one(entry, text, entry.trivia))
        case nodes.Inputs():
            holder = work.hold(root, "block", "uppgifter", block, _one(block, "uppgifter", block.trivia))
            for attribute in block.attributes:
                work.hold(holder, "input", attribute.name, attribute, _said(attribute, attribute_lines(0, [attribute])))
        case nodes.Concepts():
            holder = work.hold(root, "block", "begrepp", block, _one(block, "begrepp", block.trivia))
            for concept in block.concepts:
                _concept(work, holder, concept)
        case nodes.Section():
            _section(work, root, block, ())
        case nodes.Example():
            work.hold(root, "example", block.title, block, _said(block, block_lines(0, block)))
        case nodes.ReferenceTable():
            work.hold(root, "reference", block.title, block, _said(block, block_lines(0, block)))
        case nodes.Promise():
            work.hold(root, "promise", block.title, block, _said(block, block_lines(0, block)))
        case nodes.Uses():
            work.hold(root, "uses", block.file, block, _said(block, block_lines(0, block)))
        case _:
            assert_never(block)


_DECLARED: dict[type[nodes.Block], tuple[str, What]] = {
    nodes.Units: ("enheter", "unit"),
    nodes.Roles: ("roller", "role"),
}


def _concept(work: _Work, holder: Part, concept: nodes.Concept) -> None:
    line, *_ = concept_lines(0, [concept])
    part = work.hold(holder, "concept", concept.name, concept, _said(concept, [line]))
    for attribute in concept.attributes:
        head = _said(attribute, attribute_lines(1, [attribute]))
        work.hold(part, "attribute", attribute.name, attribute, head, path=(concept.name,))


def _section(work: _Work, around: Part, section: nodes.Section, path: tuple[str, ...]) -> None:
    name = section.label
    title = section.title if section.number else ""
    head = _one(section, f"{name} {title}".rstrip(), section.trivia)
    part = work.hold(around, "section", name, section, head, title, path)
    path = (*path, name)
    below = part
    for statement in section.statements:
        match statement:
            case nodes.Section():
                _section(work, part, statement, path)
                below = part
            case nodes.Heading():
                head = _one(statement, f"rubrik {statement.title}", statement.trivia)
                below = work.hold(part, "heading", statement.title, statement, head, path=path)
            case nodes.Interpretation():
                head = _said(statement, statement_lines(0, statement))
                work.hold(below, "interpretation", statement.name, statement, head, path=path)
            case nodes.Promise():
                head = _said(statement, statement_lines(0, statement))
                work.hold(below, "promise", statement.title, statement, head, path=path)
            case _:
                below.elements.append(len(below.said))
                below.said.append(statement_said(statement))


# -- lines ---------------------------------------------------------------------------------------


def statement_said(statement: nodes.Statement) -> Said:
    """What a statement says and its lines, wherever it stands."""
    return _said(statement, statement_lines(0, statement))


def _said(node: object, lines: Iterable[Line]) -> Said:
    found = tuple(lines)
    rows = (0, 0)
    if isinstance(node, nodes.TableDefinition):
        rows = (2, 2 + len(node.table.rows))
    if isinstance(node, nodes.ReferenceTable):
        rows = (2 + len(node.lines), len(found))
    marks = tuple(mark for line in found for mark in line.marks)
    comments = tuple(text for line in found for text in (*line.trivia.before, *_after(line.trivia)))
    return Said(node, tuple((line.level, without_padding(line.text)) for line in found), marks, comments, rows)


def _one(node: object, text: str, trivia: nodes.Trivia, marks: tuple[str, ...] = ()) -> Said:
    return _said(node, [Line(0, text, marks, trivia)])


def _after(trivia: nodes.Trivia) -> tuple[str, ...]:
    return () if trivia.after is None else (trivia.after,)


def without_padding(text: str) -> str:
    """The text with the padding of its tables taken out, which says nothing."""
    return _PADDING.sub(lambda found: found[1] or " ", text)
