"""A regulation as one reads it: headings, text as paragraphs, and its rules in canonical Swedish in their place.

Source marks are left out: they are for those who compare with the source document. Nothing is worked out here.
"""

import re
from collections.abc import Iterator, Sequence
from typing import assert_never

import attrs

from dsl import nodes
from dsl.formatting.lines import Line, comment
from dsl.formatting.statements import statement_lines
from workbench.page.page import (
    Block,
    Heading,
    Page,
    Pair,
    Pairs,
    Part,
    Quote,
    QuoteLine,
    Sentence,
    Word,
    heading,
    plain,
    quiet,
    strong,
)
from workbench.page.terminal import unaccented

_WIDEST = 100
# Levels of headings that HTML has.
_DEEPEST = 6
# Steps in from the left for each section that one stands within.
_LEVEL = 2


def page(part: nodes.Regulation | nodes.Section) -> Page:
    """The whole regulation, or one section with those inside it."""
    match part:
        case nodes.Regulation():
            header = Pairs(tuple(Pair(line.key, plain(line.value)) for line in part.header), depth=0)
            sections = [one for one in part.items if isinstance(one, nodes.Section)]
            told = [told for one in sections for told in _section(one, 0, 2)]
            return Page(part.title, ((heading(1, part.title), *([header] if part.header else ())), *told), _WIDEST)
        case nodes.Section():
            return Page(_title(part), tuple(_section(part, 0, 1)), _WIDEST)
        case _:
            assert_never(part)


def _title(section: nodes.Section) -> str:
    return " ".join(part for part in (section.kind, section.number, section.title) if part)


def _section(section: nodes.Section, level: int, rank: int) -> Iterator[Part]:
    """level: how many sections it stands within, rank: of its heading."""
    part: list[Block] = [Heading(min(rank, _DEEPEST), strong(_title(section)), ruled=True, depth=_LEVEL * level)]
    if section.amended_by is not None:
        part.append(Sentence(quiet(f"Lydelse enligt ”{section.amended_by}”."), _LEVEL * level))
    was_rule = section.amended_by is None
    for statement in section.statements:
        is_rule = not isinstance(statement, nodes.TextBlock | nodes.Note | nodes.Heading | nodes.Section)
        # Rules that the author wrote tightly together stay so; everything else is parted by a blank line.
        if not (is_rule and was_rule and not statement.trivia.blank):
            yield tuple(part)
            part = []
        was_rule = is_rule
        if isinstance(statement, nodes.Section):
            yield from _section(statement, level + 1, rank + 1)
        else:
            part += _statement(statement, level, rank)
    yield tuple(part)


def _statement(statement: nodes.Statement, level: int, rank: int) -> Iterator[Block]:
    depth = _LEVEL * level
    match statement:
        case nodes.Section():
            return
        case nodes.Heading():
            yield Heading(min(rank + 1, _DEEPEST), strong(statement.title), depth=depth)
        case nodes.TextBlock():
            *paragraphs, last = _paragraphs(statement.lines)
            kind = f" ({statement.kind})" if statement.kind is not None else ""
            yield from (Sentence(plain(text), depth) for text in (*paragraphs, last + kind))
        case nodes.Note():
            yield Sentence(plain(f"Anmärkning: {statement.text}"), depth)
        case (
            nodes.Definition()
            | nodes.TableDefinition()
            | nodes.Grant()
            | nodes.ExceptionRule()
            | nodes.Sharing()
            | nodes.Assumption()
            | nodes.Promise()
            | nodes.Interpretation()
            | nodes.Norm()
            | nodes.DecidedBy()
            | nodes.Scope()
            | nodes.Meaning()
            | nodes.SeeAlso()
        ):
            lines = enumerate(statement_lines(level + 1, statement))
            yield Quote(tuple(one for at, line in lines for one in _rule(line, first=at == 0)), marked=False)
        case _:
            assert_never(statement)


def _rule(line: Line, *, first: bool) -> Iterator[QuoteLine]:
    """A line of rule text without its source marks; the row of a table is never broken. first: the blank line above has
    been seen to."""
    if line.trivia.blank and not first:
        yield QuoteLine(())
    yield from (QuoteLine((Word(comment(text)),), level=line.level) for text in line.trivia.before)
    after = "" if line.trivia.after is None else f"  {comment(line.trivia.after)}"
    yield QuoteLine((Word(line.text + after),), level=line.level, hang=None if line.whole else 2 * _LEVEL)


def _paragraphs(lines: Sequence[str]) -> list[str]:
    """The lines run together; an empty line parts paragraphs."""
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            paragraphs[-1].append(line.strip())
        else:
            paragraphs.append([])
    return [" ".join(part) for part in paragraphs if part] or [""]


# -- finding a section ---------------------------------------------------------------------------


@attrs.frozen
class _Called:
    section: nodes.Section
    names: tuple[str, ...]


def find_section(regulation: nodes.Regulation, wanted: str) -> nodes.Section | None:
    """By its number (`3.1.1`, `§ 2 a`, `2a`), its heading, or both; with or without accents."""
    called, asked = tuple(_called(regulation)), _bare(wanted)
    exact = (one.section for one in called if asked in one.names)
    near = (one.section for one in called if unaccented(asked) in map(unaccented, one.names))
    return next(exact, None) or next(near, None)


def known_sections(regulation: nodes.Regulation) -> tuple[str, ...]:
    """`avsnitt 3.1.1`, or the heading where there is no number."""
    return tuple(one.section.label if one.section.number else one.section.title for one in _called(regulation))


def _called(regulation: nodes.Regulation) -> Iterator[_Called]:
    waiting: list[nodes.Block | nodes.Statement] = list(regulation.items)
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, nodes.Section):
            waiting[:0] = one.statements
            number, title = one.number or "", one.title
            yield _Called(one, tuple(_bare(name) for name in (number, title, f"{number} {title}") if name.strip()))


def _bare(name: str) -> str:
    """For comparing: without kind, spaces and capitals."""
    return re.sub(r"\s+", "", re.sub(r"^\s*(avsnitt\b|§)", "", name.casefold()))
