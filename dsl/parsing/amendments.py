"""A file that changes a regulation: what it reaches, and what stands there instead."""

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Any, Literal

import attrs

from dsl import nodes
from dsl.layout import Line, Piece
from dsl.parsing.blocks import block
from dsl.parsing.declarations import attributes, concepts
from dsl.parsing.header import HEADER_KEYS, header
from dsl.parsing.norms import SECTION, canonical_section
from dsl.parsing.reader import Reader
from dsl.parsing.reading import beginning, no_marks, nothing_below, read
from dsl.parsing.statements import section, statements
from dsl.problems.text import BadChange, BadHeading, NothingBelow

_HEAD = re.compile(r'ändring +av *"([^"]*)" *"([^"]*)"$')
_NAME = r'[^\s":|](?:[^":|]*?[^\s":|])?'
_WITHIN = rf"(?: +i +(?P<within>{SECTION}))?"
_TARGETS: dict[str, str] = {
    "section": rf"(?P<section>{SECTION})",
    "heading": rf'rubriken *"(?P<heading>[^"]*)"{_WITHIN}',
    "concept": rf"begreppet +(?P<concept>{_NAME})",
    "header": rf"uppgiften +om +(?P<header>{'|'.join(HEADER_KEYS)})",
    "input": rf"uppgiften +(?P<input>{_NAME})",
    "interpretation": rf"tolkningen +(?P<interpretation>{_NAME}){_WITHIN}",
    "example": r'exemplet *"(?P<example>[^"]*)"',
    "reference": r'kontrollräkningen *"(?P<reference>[^"]*)"',
}
_REPLACED = r" *(?<=[\w\". ])ska +ha +följande +lydelse"
_CHANGES = {
    "replace": [re.compile(rf"{target} +ska +ha +följande +lydelse$") for target in _TARGETS.values()],
    "repeal": [re.compile(rf"{target} +ska +upphöra +att +gälla$") for target in _TARGETS.values()],
    "insert": [re.compile(rf"efter +{target} +införs(?: +(?=§|avsnitt(?!\w))|$)") for target in _TARGETS.values()],
}
_LAST = re.compile(r"sist +införs(?: +(?=§|avsnitt(?!\w))|$)")
_OLDER = re.compile(r"äldre +bestämmelser +gäller +fortfarande +för(?![\w-])")
_FIRST = re.compile(r"tillämpas +första +gången +för(?![\w-])")
_BLOCKS = frozenset(("exempel", "kontrollräkning", "använder"))
_BLOCKS_ALONE = frozenset(("enheter", "roller", "uppgifter", "begrepp"))

Held = nodes.Statement | nodes.Concept | nodes.Attribute | nodes.HeaderLine | nodes.Block


def amendment(reader: Reader, first: Line, rest: Sequence[Line], end: nodes.Trivia) -> nodes.Amendment | None:
    """The whole file; None where its first line cannot be read."""
    head = _HEAD.match(first.text)
    no_marks(reader, first)
    header_lines = header(reader, first.children)
    found = [_change(reader, line) for line in rest]
    if head is None:
        reader.problems.append(BadHeading(first.whole(), "ändring"))
        return None
    changes = tuple(change for change in found if change is not None)
    return nodes.Amendment(head.group(1), head.group(2), header_lines, changes, first.trivia, end, first.whole())


def _change(reader: Reader, line: Line) -> nodes.Change | None:
    """A change always has a blank line above it in the canonical text."""
    line = attrs.evolve(line, trivia=attrs.evolve(line.trivia, blank=True))
    whole = line.marks, line.trivia, line.whole()
    if line.kind:
        reader.problems.append(BadChange(line.whole()))
        return None
    if (found := _target(line, "replace")) is not None:
        target, _ = found
        return nodes.Replace(target, _below(reader, line, target.kind), *whole)
    if (found := _target(line, "repeal")) is not None:
        nothing_below(reader, line, line.children)
        return nodes.Repeal(found[0], *whole)
    if (found := _target(line, "insert")) is not None:
        target, at = found
        return nodes.Insert(target, _inserted(reader, line, at, target.kind), *whole)
    if (last := _LAST.match(line.text)) is not None:
        return nodes.Insert(None, _inserted(reader, line, last.end(), "section"), *whole)
    transition = _OLDER.match(line.text) or _FIRST.match(line.text)
    if transition is not None:
        kind: Literal["older", "first"] = "older" if transition.re is _OLDER else "first"
        text = read(reader, line, "quoted", transition.end())
        return None if text is None else nodes.Transition(kind, text, *whole)
    reader.problems.append(BadChange(line.whole()))
    return None


def _target(line: Line, change: str) -> tuple[nodes.Target, int] | None:
    """What the line reaches, and the offset after its words; None where it is no such change."""
    for pattern in _CHANGES[change]:
        found = pattern.match(line.text)
        if found is not None:
            parts = found.groupdict()
            within = parts.pop("within", None)
            [(kind, name)] = parts.items()
            named = " ".join(name.split()) if kind in ("concept", "input", "header", "interpretation") else name
            target = nodes.Target(
                _kind(kind),
                canonical_section(name) if kind == "section" else named,
                None if within is None else canonical_section(within),
                line.span(*found.span(kind)),
            )
            return target, found.end()
    return None


def _kind(kind: Any) -> Any:
    return kind


def _inserted(reader: Reader, line: Line, at: int, kind: str) -> tuple[Held, ...]:
    """`efter § 3 införs`, and what is inserted below it; or `efter § 3 införs § 3 a Samverkan`, a section at once."""
    if at == len(line.text):
        return _below(reader, line, kind)
    start = line.span(at, at + 1)
    heading = attrs.evolve(
        line,
        text=line.text[at:],
        pieces=(Piece(0, start.line, start.column),),
        marks=(),
        mark_span=None,
        trivia=nodes.NO_TRIVIA,
    )
    found = section(reader, heading)
    return () if found is None else (found,)


def _below(reader: Reader, line: Line, kind: str) -> tuple[Held, ...]:
    """What stands below a change of that kind of thing."""
    if not line.children:
        reader.problems.append(NothingBelow(line.whole(), beginning(line), "entries"))
    found: list[Held] = []
    for blocks, group in groupby(line.children, _is_block):
        lines = tuple(group)
        if blocks:
            found += [each for each in (block(reader, line) for line in lines) if each is not None]
        elif kind == "concept":
            found += concepts(reader, lines)
        elif kind == "input":
            found += attributes(reader, lines, "inputs")
        elif kind == "header":
            found += header(reader, lines)
        else:
            found += statements(reader, lines, "section")
    return tuple(found)


def _is_block(line: Line) -> bool:
    word = line.text.split(" ")[0]
    return not line.kind and (word in _BLOCKS or (line.text in _BLOCKS_ALONE))
