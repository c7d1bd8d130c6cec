"""References: to sections of this regulation, which must exist and be told from each other; to others and to statutes,
which are listed."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from dsl import model, names, nodes
from dsl.problems import Problem
from dsl.problems.names import DeclaredTwice
from dsl.problems.sections import SectionTwice, UnknownSection
from dsl.resolving.collecting import Collected, Reading
from dsl.source import Span

_STATUTE = re.compile(
    r"(?:(?P<chapter>\d+(?: [a-z])?) kap\. ?)?(?:(?P<paragraph>\d+(?: [a-z])?(?:[–-]\d+(?: [a-z])?)?) §§? )?"
    r"(?P<law>[^\W\d].*?)(?: \((?P<number>\d{4}:\d+)\))?"
)


# The sections of another regulation, by its file as a reference names it at a place; None where it cannot be read.
Elsewhere = Callable[[str, Span], Sequence[model.SectionRef] | None]


def nowhere(_file: str, _span: Span) -> None:
    """No other regulation can be read."""


def references(collected: Collected, elsewhere: Elsewhere, problems: list[Problem]) -> tuple[model.CrossReference, ...]:
    """Every reference, in the order of the text."""
    sections = by_label(collected.sections)
    found: list[model.CrossReference] = []
    terms: dict[str, Span] = {}

    def section_of(written: str, there: Mapping[str, model.SectionRef], span: Span) -> model.SectionRef | None:
        if written not in there:
            problems.append(UnknownSection(span, written, names.nearest(written, there)))
        return there.get(written)

    def here(written: str, span: Span, place: model.SectionRef) -> None:
        found.append(model.CrossReference(written, section_of(written, sections, span), place, span))

    for stated in collected.stated:
        node = stated.node
        match node:
            case nodes.SeeAlso(section=str() as section, file=None):
                here(section, node.span, stated.section)
            case nodes.SeeAlso(section=str() as section, file=str() as file):
                there = elsewhere(file, node.span)
                target = None if there is None else section_of(section, by_label(there), node.span)
                found.append(model.CrossReference(section, target, stated.section, node.span, file))
            case nodes.SeeAlso(text=str() as text):
                found.append(_listed(text, stated.section, node.span))
            case nodes.Meaning(term=term):
                if term in terms:
                    problems.append(DeclaredTwice(node.span, term, terms[term]))
                terms.setdefault(term, node.span)
            case nodes.Norm():
                for line in node.lines:
                    match line:
                        case nodes.Despite(section=str() as section) | nodes.ApartFrom(section=section):
                            here(section, line.span, stated.section)
                        case nodes.Carried(kind="stöd i", text=text):
                            found.append(_listed(text, stated.section, line.span))
                        case _:
                            pass
            case _:
                pass
    return tuple(found)


def by_label(sections: Sequence[model.SectionRef]) -> dict[str, model.SectionRef]:
    """Sections by their labels and, where nothing else has it, by the number alone."""
    found: dict[str, model.SectionRef] = {}
    for section in sections:
        found.setdefault(section.label, section)
    for section in sections:
        found.setdefault(section.label.partition(" ")[2], section)
    return found


def _listed(text: str, place: model.SectionRef, span: Span) -> model.CrossReference:
    return model.CrossReference(text, None, place, span, None, statute(text))


def statute(text: str) -> model.Statute | None:
    """What is said of a statute: `4 kap. 33 § kommunallagen (2017:725)`; None where neither a place nor a number is."""
    read = _STATUTE.fullmatch(text)
    if read is None or not (read["paragraph"] or read["chapter"] or read["number"]):
        return None
    return model.Statute(read["law"], read["number"], read["chapter"], read["paragraph"])


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
