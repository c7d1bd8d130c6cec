"""How sections are told from each other: by number in the whole regulation, else by title in a place."""

from collections.abc import Iterator

from dsl import nodes
from dsl.problems.sections import SectionTwice
from dsl.resolving.collecting import Reading
from dsl.source import Span

# The label of a numbered section; of others the labels of those around it too.
_Key = tuple[str, ...]
# By question and reading, outside any of them None, the first section that is called so there.
_Seen = dict[_Key, dict[str | None, dict[str | None, Span]]]


def called_alike(regulation: nodes.Regulation) -> Iterator[SectionTwice]:
    """Every section that is called as one before it. Readings of one question may have the same sections."""
    seen: _Seen = {}
    for item in regulation.items:
        if isinstance(item, nodes.Section):
            yield from _section(item, (), None, seen)


def _section(section: nodes.Section, around: _Key, reading: Reading | None, seen: _Seen) -> Iterator[SectionTwice]:
    name = "".join(section.label.casefold().split())
    path = (*around, name)
    found = seen.setdefault((name,) if section.number else ("", *path), {})
    question, answer = reading or (None, None)
    elsewhere = next((spans for one, spans in found.items() if one != question), {})
    first = next(iter(elsewhere.values()), found.get(question, {}).get(answer))
    if first is not None:
        yield SectionTwice(section.span, section.label, section.number is not None, first)
    found.setdefault(question, {}).setdefault(answer, section.span)
    yield from _statements(section.statements, path, reading, seen)


def _statements(
    statements: tuple[nodes.Statement, ...], around: _Key, reading: Reading | None, seen: _Seen
) -> Iterator[SectionTwice]:
    for statement in statements:
        if isinstance(statement, nodes.Section):
            yield from _section(statement, around, reading, seen)
        elif isinstance(statement, nodes.Interpretation) and reading is None:
            for answer in statement.readings:
                yield from _statements(answer.statements, around, (statement.name, answer.name), seen)
