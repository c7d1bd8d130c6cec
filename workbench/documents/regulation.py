"""A regulation as one reads it: headings, text as paragraphs, and its rules in canonical Swedish in their place.

Source marks are left out: they are for those who compare with the source document. Nothing is worked out here.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

import attrs

from dsl import nodes
from dsl.formatting.lines import Line, comment
from dsl.formatting.statements import statement_lines
from workbench.page.look import Look
from workbench.page.terminal import coloured, hold_together, plain_spaces, unaccented, visible, width, wrap

_WIDEST = 90
_PAGE = 100


def readable(part: nodes.Regulation | nodes.Section, look: Look) -> str:
    """The whole regulation, or one section with those inside it. Ends with a line break."""
    match part:
        case nodes.Regulation():
            sections = [one for one in part.items if isinstance(one, nodes.Section)]
            lines = [*_title(part, look), *(line for one in sections for line in _section(one, 0, look))]
        case nodes.Section():
            lines = list(_section(part, 0, look))
        case _:
            assert_never(part)
    return plain_spaces("\n".join(line.rstrip() for line in lines).strip("\n")) + "\n"


def _title(regulation: nodes.Regulation, look: Look) -> Iterator[str]:
    yield coloured(visible(regulation.title), ("bold",), look.colour)
    keys = max((width(line.key) for line in regulation.header), default=0)
    for line in regulation.header:
        first, *more = wrap(visible(line.value), max(min(look.columns, _PAGE) - keys - 2, 30))
        yield f"{line.key}{' ' * (keys - width(line.key))}  {first}"
        yield from (" " * (keys + 2) + part for part in more)


def _section(section: nodes.Section, level: int, look: Look) -> Iterator[str]:
    heading = visible(" ".join(part for part in (section.kind, section.number, section.title) if part))
    yield ""
    yield from _indented(level, [coloured(heading, ("bold",), look.colour), "─" * width(heading)])
    if section.amended_by is not None:
        room = min(look.columns, _WIDEST) - 4 * level
        changed = wrap(f"Lydelse enligt ”{visible(section.amended_by)}”.", room)
        yield from _indented(level, [coloured(line, ("dim",), look.colour) for line in changed])
    was_rule = section.amended_by is None
    for statement in section.statements:
        is_rule = not isinstance(statement, nodes.TextBlock | nodes.Note | nodes.Heading | nodes.Section)
        # Rules that the author wrote tightly together stay so; everything else is parted by a blank line.
        if not (is_rule and was_rule and not statement.trivia.blank):
            yield ""
        yield from _statement(statement, level, look)
        was_rule = is_rule


def _statement(statement: nodes.Statement, level: int, look: Look) -> Iterator[str]:
    room = min(look.columns, _WIDEST) - 4 * level
    match statement:
        case nodes.Section():
            yield from _section(statement, level + 1, look)
        case nodes.Heading():
            yield from _indented(level, [coloured(visible(statement.title), ("bold",), look.colour)])
        case nodes.TextBlock():
            kind = f" ({statement.kind})" if statement.kind is not None else ""
            for at, paragraph in enumerate(paragraphs := _paragraphs(statement.lines)):
                last = at == len(paragraphs) - 1
                yield from _indented(level, wrap(hold_together(visible(paragraph)) + (kind if last else ""), room))
        case nodes.Note():
            yield from _indented(level, wrap(f"Anmärkning: {hold_together(visible(statement.text))}", room))
        case (
            nodes.Definition()
            | nodes.TableDefinition()
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
            for at, line in enumerate(statement_lines(level + 1, statement)):
                yield from _rule(line, look, first=at == 0)
        case _:
            assert_never(statement)


def _rule(line: Line, look: Look, *, first: bool) -> Iterator[str]:
    """A line of rule text without its source marks, gone on below two levels in where it is too long for the page; the
    row of a table is left as it is. first: the blank line above has been seen to."""
    if line.trivia.blank and not first:
        yield ""
    yield from _indented(line.level, [visible(comment(text)) for text in line.trivia.before])
    after = "" if line.trivia.after is None else f"  {comment(line.trivia.after)}"
    text, room = visible(line.text + after), min(look.columns, _PAGE) - 4 * line.level
    if line.whole or width(text) <= room:
        yield from _indented(line.level, [text])
        return
    text = hold_together(text)
    start = wrap(text, room)[0]
    yield from _indented(line.level, [start])
    yield from _indented(line.level + 2, wrap(text[len(start) + 1 :], max(room - 8, 30)))


def _paragraphs(lines: Sequence[str]) -> list[str]:
    """The lines run together; an empty line parts paragraphs."""
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            paragraphs[-1].append(line.strip())
        else:
            paragraphs.append([])
    return [" ".join(part) for part in paragraphs if part] or [""]


def _indented(level: int, lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield " " * 4 * level + line


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
