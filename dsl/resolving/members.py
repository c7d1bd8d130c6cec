"""The names of a regulation as they are gathered, with their forms: duplicates are told, and local names kept apart."""

from collections.abc import Mapping

import attrs

from dsl import model, names, nodes
from dsl.frozen import identical
from dsl.problems import Problem
from dsl.problems.names import ConceptForms, DeclaredTwice, LongName
from dsl.resolving.collecting import Collected, Reading
from dsl.resolving.vocabulary import Entry
from dsl.source import Span

Problems = list[Problem]


@identical
class _Use:
    span: Span
    forms: tuple[str, ...]
    reading: Reading | None
    computed: bool


@attrs.frozen(eq=False)
class Members:
    """The names gathered so far; turned into the vocabulary's `members` when all are there."""

    problems: Problems
    uses: dict[model.Symbol, list[_Use]] = attrs.field(factory=dict)
    by_form: dict[tuple[str | None, str], list[tuple[model.Symbol, Reading | None, Span]]] = attrs.field(factory=dict)
    broken: set[model.Symbol] = attrs.field(factory=set)

    def add(
        self, symbol: model.Symbol, forms: tuple[str, ...], span: Span, reading: Reading | None, computed: bool
    ) -> None:
        if not computed:
            for form in forms:
                check_name(form, span, self.problems)
        for form in forms:
            there = self.by_form.setdefault((symbol.concept, form), [])
            clash = next((use for use in there if not exclusive(use[1], reading)), None)
            if clash is not None:
                self.problems.append(DeclaredTwice(span, form, clash[2]))
                break
            there.append((symbol, reading, span))
        self.uses.setdefault(symbol, []).append(_Use(span, forms, reading, computed))

    def frozen(self, collected: Collected) -> dict[str | None, dict[str, tuple[Entry, ...]]]:
        answers = {question.node.name: len(question.node.readings) for question in collected.questions}
        members: dict[str | None, dict[str, tuple[Entry, ...]]] = {}
        for symbol, uses in self.uses.items():
            readings = frozenset(use.reading for use in uses if use.reading is not None)
            question = next(iter(readings), ("", ""))[0]
            everywhere = not readings or len(readings) == answers.get(question, 0)
            entry = Entry(symbol, symbol.name, uses[0].span, uses[0].computed, None if everywhere else readings)
            scope = members.setdefault(symbol.concept, {})
            for form in dict.fromkeys(form for use in uses for form in use.forms):
                scope[form] = (*scope.get(form, ()), entry)
        return members


def exclusive(one: Reading | None, other: Reading | None) -> bool:
    """Whether the two can never hold at once: different readings of one question."""
    return one is not None and other is not None and one[0] == other[0] and one[1] != other[1]


def check_name(name: str, span: Span, problems: Problems) -> None:
    """Tell of a name that is too long, or that nobody could write."""
    if name.count(" ") >= names.MOST_WORDS:
        problems.append(LongName(span, name, names.MOST_WORDS))


@identical
class Forms:
    """Form -> concept: one row, many rows; and concept -> every form."""

    row: Mapping[str, str]
    many: Mapping[str, str]
    row_genitives: Mapping[str, str]
    many_genitives: Mapping[str, str]
    concepts: Mapping[str, nodes.Concept]


def concept_forms(written: tuple[nodes.Concept, ...], problems: Problems) -> Forms:
    """The forms of a concept: of one row, of many, and their genitives."""
    row: dict[str, str] = {}
    many: dict[str, str] = {}
    concepts: dict[str, nodes.Concept] = {}
    taken: dict[str, Span] = {}
    for concept in written:
        if concept.name in concepts:
            problems.append(DeclaredTwice(concept.span, concept.name, concepts[concept.name].span))
            continue
        concepts[concept.name] = concept
        if len(concept.forms) not in (2, 3):
            problems.append(ConceptForms(concept.span, concept.name, len(concept.forms)))
        for form in dict.fromkeys((concept.name, *concept.forms)):
            check_name(form, concept.span, problems)
            if form in taken:
                problems.append(DeclaredTwice(concept.span, form, taken[form]))
            taken.setdefault(form, concept.span)
        one, *several = concept.forms or (concept.name,)
        row.setdefault(one, concept.name)
        for form in several if len(several) > 1 else (concept.name, *several):
            many.setdefault(form, concept.name)
    row_genitives = {names.genitive(form): name for form, name in row.items()}
    many_genitives = {names.genitive(form): name for form, name in many.items()}
    return Forms(row, many, row_genitives, many_genitives, concepts)
