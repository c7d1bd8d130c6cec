"""A file that changes a regulation: what it reaches, and what stands there instead."""

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Literal

import attrs

from dsl import nodes
from dsl.parsing.blocks import HEADER_KEYS, attributes, block, concepts, header
from dsl.parsing.norms import SECTION, canonical_section
from dsl.parsing.reader import Reader
from dsl.parsing.reading import around, beginning, no_marks, nothing_below, read
from dsl.parsing.statements import section, statements
from dsl.problems.lines import BadChange, BadHeading, NothingBelow
from dsl.text.layout import Line, Piece

TargetKind = Literal[
    "section", "heading", "concept", "input", "interpretation", "example", "reference", "promise", "header"
]
_HEAD = re.compile(r'ändring +av *"([^"]*)" *"([^"]*)"$')
_NAME = r'([^\s":|](?:[^":|]*?[^\s":|])?)'
# A run of spaces is tried from its beginning only: lines may be long.
_SPACE = "(?<! ) ++"
_WITHIN = rf"(?:{_SPACE}i ++({SECTION}))?"
# What each kind of target is called: its name, and for some the section that it stands in.
_TARGETS: tuple[tuple[TargetKind, re.Pattern[str]], ...] = (
    ("section", re.compile(f"({SECTION})$")),
    ("heading", re.compile(rf'rubriken *"([^"]*)"{_WITHIN}$')),
    ("concept", re.compile(rf"begreppet +{_NAME}$")),
    ("header", re.compile(rf"uppgiften +om +({'|'.join(HEADER_KEYS)})$")),
    ("input", re.compile(rf"uppgiften +{_NAME}$")),
    ("interpretation", re.compile(rf"tolkningen +{_NAME}{_WITHIN}$")),
    ("example", re.compile(r'exemplet *"([^"]*)"$')),
    ("reference", re.compile(r'kontrollräkningen *"([^"]*)"$')),
    ("promise", re.compile(r'kontrollen *"([^"]*)"$')),
)
_QUOTED_NAMES = ("heading", "example", "reference", "promise")
_WHAT = r'((?:[^"]|"[^"]*")+?)'
_REPLACE = re.compile(rf"{_WHAT}{_SPACE}ska ++ha ++följande ++lydelse$")
_REPEAL = re.compile(rf"{_WHAT}{_SPACE}ska ++upphöra ++att ++gälla$")
_INSERT = re.compile(rf"(?:efter ++{_WHAT}|sist){_SPACE}införs(?: ++(?=§|avsnitt(?!\w))|$)")
_OLDER = re.compile(r"äldre +bestämmelser +gäller +fortfarande +för(?![\w-])")
_FIRST = re.compile(r"tillämpas +första +gången +för(?![\w-])")
_BLOCKS = frozenset(("exempel", "kontrollräkning", "använder"))
_BLOCKS_ALONE = frozenset(("enheter", "roller", "uppgifter", "begrepp"))
# In a section it is one of its statements; among declarations, where a name may begin so, it has its title.
_PROMISE = re.compile(r'kontroll *"')
_DECLARING = frozenset(("concept", "input", "header"))

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
    return nodes.Amendment(
        head.group(1), head.group(2), header_lines, changes, trivia=first.trivia, end=end, span=first.whole()
    )


def _change(reader: Reader, line: Line) -> nodes.Change | None:
    """A change always has a blank line above it in the canonical text."""
    line = attrs.evolve(line, trivia=attrs.evolve(line.trivia, blank=True))
    whole = around(line)
    if line.kind:
        pass
    elif found := _REPLACE.match(line.text):
        if (target := _target(line, found)) is not None:
            return nodes.Replace(target, _below(reader, line, target.kind), **whole)
    elif found := _REPEAL.match(line.text):
        if (target := _target(line, found)) is not None:
            nothing_below(reader, line, line.children)
            return nodes.Repeal(target, **whole)
    elif found := _INSERT.match(line.text):
        if found.group(1) is None:
            return nodes.Insert(None, _inserted(reader, line, found.end(), "section"), **whole)
        if (target := _target(line, found)) is not None:
            return nodes.Insert(target, _inserted(reader, line, found.end(), target.kind), **whole)
    elif found := _OLDER.match(line.text) or _FIRST.match(line.text):
        text = read(reader, line, "quoted", found.end())
        kind: Literal["older", "first"] = "older" if found.re is _OLDER else "first"
        return None if text is None else nodes.Transition(kind, text, **whole)
    reader.problems.append(BadChange(line.whole()))
    return None


def _target(line: Line, change: re.Match[str]) -> nodes.Target | None:
    """What stands before the verb of a change; None where it is nothing that can be changed."""
    for kind, pattern in _TARGETS:
        found = pattern.match(change.group(1))
        if found is not None:
            name: str = found.group(1)
            within: str | None = found.group(2) if pattern.groups > 1 else None
            if kind not in _QUOTED_NAMES:
                name = canonical_section(name) if kind == "section" else " ".join(name.split())
            return nodes.Target(
                kind, name, None if within is None else canonical_section(within), span=line.span(*change.span(1))
            )
    return None


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
    for blocks, group in groupby(line.children, lambda below: _is_block(below, kind)):
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


def _is_block(line: Line, kind: str) -> bool:
    if line.kind:
        return False
    if kind in _DECLARING and _PROMISE.match(line.text):
        return True
    return line.text.split(" ")[0] in _BLOCKS or line.text in _BLOCKS_ALONE
