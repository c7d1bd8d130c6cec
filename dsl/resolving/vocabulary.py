"""Everything that has a name: units, concepts with their forms and attributes, inputs, and what the rules define.

Built once; looking a name up is then a few dictionary reads (see `lookup`). Types of defined values are not here: they
come out as the rules are resolved.
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import assert_never

import attrs

from dsl import model, names, nodes, units
from dsl.problems.meaning import (
    ConceptForms,
    DeclaredTwice,
    EmptyDomain,
    LongName,
    ManyValues,
    MeaningProblem,
    NotAGroup,
    ReadingsDiffer,
    UnknownName,
    UnknownUnit,
)
from dsl.resolving import literals
from dsl.resolving.collecting import Collected, Placed, Reading
from dsl.source import Span

Problems = list[MeaningProblem]


@attrs.frozen
class Entry:
    """A name in use. readings: None where it is known everywhere, else the readings that it is local to.

    name: as declared, for lists of what could be meant
    """

    symbol: model.Symbol
    name: str
    span: Span
    computed: bool
    readings: frozenset[Reading] | None


@attrs.frozen
class Relation:
    """An attribute that points at a row of `target`. genitives: what may stand before a name of that row."""

    symbol: model.Symbol
    target: str
    genitives: frozenset[str]
    forms: frozenset[str]


@attrs.frozen(eq=False)
class Vocabulary:
    """row_forms: `partiet`; many_forms: `partier`, `partierna`; with their genitives; all give the concept's name.

    members: concept (None: the whole regulation) -> form -> what it may mean there
    relations: concept -> its relations; pointing: (owner, other) -> the relations of `other` to `owner`
    """

    units: Mapping[str, units.Unit]
    concepts: Mapping[str, model.Concept]
    inputs: tuple[model.Attribute, ...]
    row_forms: Mapping[str, str]
    row_genitives: Mapping[str, str]
    many_forms: Mapping[str, str]
    many_genitives: Mapping[str, str]
    members: Mapping[str | None, Mapping[str, tuple[Entry, ...]]]
    relations: Mapping[str, tuple[Relation, ...]]
    pointing: Mapping[tuple[str, str], tuple[Relation, ...]]
    attributes: Mapping[model.Symbol, model.Attribute]


@attrs.frozen(eq=False)
class Defined:
    """A rule with what it defines: one symbol, several for a table with more result columns."""

    placed: Placed
    symbols: tuple[model.Symbol, ...]
    forms: tuple[tuple[str, ...], ...]


def declare(regulation: nodes.Regulation, collected: Collected, problems: Problems) -> tuple[Vocabulary, tuple[Defined, ...]]:
    """The vocabulary of a regulation, and its defining rules with their symbols."""
    known = _units(regulation, problems)
    _roles(regulation, problems)
    written = tuple(concept for item in regulation.items if isinstance(item, nodes.Concepts) for concept in item.concepts)
    forms = _concept_forms(written, problems)
    members = _Members(problems)
    concepts = {
        name: _concept(concept, forms, known, members, problems) for name, concept in forms.concepts.items()
    }
    inputs = tuple(
        attribute
        for item in regulation.items
        if isinstance(item, nodes.Inputs)
        for node in item.attributes
        for attribute in _attributes((node,), None, forms, known, members, problems)
    )
    defined = _definitions(collected, forms, members, problems)
    problems.extend(_differing(defined))
    relations = {name: _relations(concept, forms) for name, concept in concepts.items()}
    pointing: dict[tuple[str, str], tuple[Relation, ...]] = {}
    for name, found in relations.items():
        for relation in found:
            pointing[relation.target, name] = (*pointing.get((relation.target, name), ()), relation)
    listed = [attribute for concept in concepts.values() for attribute in concept.attributes]
    vocabulary = Vocabulary(
        units=known,
        concepts=concepts,
        inputs=inputs,
        row_forms=forms.row,
        row_genitives=forms.row_genitives,
        many_forms=forms.many,
        many_genitives=forms.many_genitives,
        members=members.frozen(collected),
        relations=relations,
        pointing=pointing,
        attributes={attribute.symbol: attribute for attribute in (*listed, *inputs)},
    )
    return vocabulary, defined


# -- units, roles, concepts ----------------------------------------------------------------------


def _units(regulation: nodes.Regulation, problems: Problems) -> dict[str, units.Unit]:
    known = dict(units.BUILT_IN)
    first: dict[str, Span] = {}
    for item in regulation.items:
        if isinstance(item, nodes.Units):
            for entry in item.entries:
                unit = units.declared(entry.name)
                for form in dict.fromkeys((entry.name, *entry.forms)):
                    if form in known:
                        problems.append(DeclaredTwice(entry.span, form, first.get(form, entry.span)))
                    else:
                        known[form] = unit
                        first[form] = entry.span
    return known


def _roles(regulation: nodes.Regulation, problems: Problems) -> None:
    first: dict[str, Span] = {}
    for item in regulation.items:
        if isinstance(item, nodes.Roles):
            for entry in item.entries:
                for form in dict.fromkeys((entry.name, *entry.forms)):
                    _check_name(form, entry.span, problems)
                    if form in first:
                        problems.append(DeclaredTwice(entry.span, form, first[form]))
                        break
                    first[form] = entry.span


@attrs.frozen(eq=False)
class _Forms:
    """Form -> concept: one row, many rows; and concept -> every form."""

    row: Mapping[str, str]
    many: Mapping[str, str]
    row_genitives: Mapping[str, str]
    many_genitives: Mapping[str, str]
    concepts: Mapping[str, nodes.Concept]


def _concept_forms(written: tuple[nodes.Concept, ...], problems: Problems) -> _Forms:
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
            _check_name(form, concept.span, problems)
            if form in taken:
                problems.append(DeclaredTwice(concept.span, form, taken[form]))
            taken.setdefault(form, concept.span)
        one, *several = concept.forms or (concept.name,)
        row.setdefault(one, concept.name)
        for form in several if len(several) > 1 else (concept.name, *several):
            many.setdefault(form, concept.name)
    row_genitives = {names.genitive(form): name for form, name in row.items()}
    many_genitives = {names.genitive(form): name for form, name in many.items()}
    return _Forms(row, many, row_genitives, many_genitives, concepts)


def _concept(
    node: nodes.Concept, forms: _Forms, known: literals.Known, members: "_Members", problems: Problems
) -> model.Concept:
    attributes = _attributes(node.attributes, node.name, forms, known, members, problems)
    keys: list[model.Attribute] = []
    for key in node.keys:
        target = key if key in forms.concepts else None
        have = next((attribute for attribute in attributes if attribute.symbol.name == key), None)
        if have is not None:
            keys.append(have)
            continue
        # A key that is no concept of this file (`val`) is a plain text, such as a year or a name.
        kind = model.RowOf(target) if target else model.Text()
        symbol = model.Symbol(node.name, key)
        keys.append(model.Attribute(symbol, kind, None, model.Limits(), None, False, None, (key,), node.span))
        members.add(symbol, (key,), node.span, None, False)
    added = tuple(key for key in keys if key not in attributes)
    shapes = tuple(dict.fromkeys((node.name, *node.forms)))
    return model.Concept(node.name, shapes, tuple(key.symbol for key in keys), (*added, *attributes), node.span)


def _relations(concept: model.Concept, forms: _Forms) -> tuple[Relation, ...]:
    found = []
    for attribute in concept.attributes:
        if isinstance(attribute.type, model.RowOf):
            spelled = set(attribute.forms)
            if attribute.symbol.name == attribute.type.concept:
                spelled |= {form for form, name in forms.row.items() if name == attribute.type.concept}
            genitives = frozenset(names.genitive(form) for form in spelled)
            found.append(Relation(attribute.symbol, attribute.type.concept, genitives, frozenset(spelled)))
    return tuple(found)


# -- attributes ----------------------------------------------------------------------------------


def _attributes(
    written: tuple[nodes.Attribute, ...],
    concept: str | None,
    forms: _Forms,
    known: literals.Known,
    members: "_Members",
    problems: Problems,
) -> tuple[model.Attribute, ...]:
    found = []
    for node in written:
        symbol = model.Symbol(concept, node.name)
        shapes = tuple(dict.fromkeys((node.name, *node.forms)))
        members.add(symbol, shapes, node.span, None, False)
        kind = _type(node.type, forms, known, problems)
        if kind is None:
            members.broken.add(symbol)
            continue
        limits, default = _constraints(node, kind, known, problems)
        found.append(
            model.Attribute(
                symbol=symbol,
                type=kind,
                unit_text=units.unit_text(kind.unit) if isinstance(kind, model.Number) else None,
                limits=limits,
                default=default,
                per_year=any(isinstance(constraint, nodes.PerYear) for constraint in node.constraints),
                description=node.description,
                forms=shapes,
                span=node.span,
            )
        )
    return tuple(found)


def _type(node: nodes.Type, forms: _Forms, known: literals.Known, problems: Problems) -> model.Type | None:
    match node:
        case nodes.WholeType(unit=text) | nodes.NumberType(unit=text):
            unit = units.PURE if text is None else units.parse(text, known)
            if unit is None:
                problems.append(UnknownUnit(node.span, text or "", names.nearest(text or "", known)))
                return None
            return model.Number(units.shown(unit), whole=isinstance(node, nodes.WholeType))
        case nodes.DateType():
            return model.Day()
        case nodes.TextType():
            return model.Text()
        case nodes.TruthType():
            return model.Truth()
        case nodes.ChoiceType(options=options):
            twice = [option for position, option in enumerate(options) if option in options[:position]]
            problems.extend(DeclaredTwice(node.span, option, node.span) for option in twice)
            return model.Choice(options)
        case nodes.RowType(concept=concept):
            if concept in forms.concepts:
                return model.RowOf(concept)
            problems.append(UnknownName(node.span, concept, "concept", names.nearest(concept, forms.concepts)))
            return None
        case _:
            assert_never(node)


def _constraints(
    node: nodes.Attribute, kind: model.Type, known: literals.Known, problems: Problems
) -> tuple[model.Limits, "Fraction | bool | str | None"]:
    limits = model.Limits()
    default: Fraction | bool | str | None = None
    for constraint in node.constraints:
        match constraint:
            case nodes.PerYear():
                pass
            case nodes.Default():
                value = literals.literal(constraint.value, kind, node.name, known, problems)
                default = value if isinstance(value, Fraction | bool | str) else None
            case nodes.Bound():
                if not isinstance(kind, model.Number):
                    problems.append(EmptyDomain(constraint.span))
                    continue
                bound = literals.literal(constraint.value, model.Number(kind.unit), node.name, known, problems)
                if isinstance(bound, Fraction):
                    limits = _bounded(limits, constraint, bound)
            case _:
                assert_never(constraint)
    if limits.low is not None and limits.high is not None:
        open_ended = limits.low_open or limits.high_open
        if limits.low > limits.high or (limits.low == limits.high and open_ended):
            problems.append(EmptyDomain(node.span))
    return limits, default


def _bounded(limits: model.Limits, bound: nodes.Bound, value: Fraction) -> model.Limits:
    match bound.kind:
        case "least" | "above":
            return attrs.evolve(limits, low=value, low_open=bound.kind == "above")
        case "most" | "below":
            return attrs.evolve(limits, high=value, high_open=bound.kind == "below")
        case _:
            assert_never(bound.kind)


# -- what the rules define -----------------------------------------------------------------------


def _definitions(
    collected: Collected, forms: _Forms, members: "_Members", problems: Problems
) -> tuple[Defined, ...]:
    found = []
    for placed in collected.rules:
        node = placed.node
        symbols: tuple[model.Symbol | None, ...]
        match node:
            case nodes.Definition():
                truth = isinstance(node.body, nodes.When)
                symbols = (_truth(node.subject, forms) if truth else _subject(node.subject, forms, problems),)
                subjects: tuple[nodes.Subject, ...] = (node.subject,)
            case nodes.TableDefinition():
                symbols = tuple(_subject(subject, forms, problems) for subject in node.subjects)
                subjects = node.subjects
            case nodes.Sharing():
                concept = _group_concept(node.group.text, forms)
                if concept is None:
                    near = names.nearest(node.group.text, forms.many)
                    problems.append(
                        UnknownName(node.group.span, node.group.text, "name", near)
                        if near
                        else NotAGroup(node.group.span, node.group.text, "rows")
                    )
                symbols = (None if concept is None else model.Symbol(concept, node.result.name),)
                subjects = (node.result,)
            case nodes.ExceptionRule() | nodes.Assumption():
                continue
            case _:
                assert_never(node)
        kept = []
        spelled = []
        for symbol, subject in zip(symbols, subjects, strict=True):
            if symbol is not None:
                shapes = tuple(dict.fromkeys((symbol.name, *subject.forms)))
                for form in () if isinstance(node, nodes.Definition) and isinstance(node.body, nodes.When) else shapes:
                    _check_name(form, subject.span, problems)
                members.add(symbol, shapes, subject.span, placed.reading, True)
                kept.append(symbol)
                spelled.append(shapes)
        if len(kept) == len(subjects):
            found.append(Defined(placed, tuple(kept), tuple(spelled)))
    return tuple(found)


def subject_symbol(subject: nodes.Subject, row_genitives: Mapping[str, str]) -> model.Symbol:
    """`partiets grundram` → grundram of parti; `årets höjning` → höjning; else a name for the whole regulation."""
    words = subject.name.removeprefix("årets ").split(" ")
    for count in range(1, len(words)):
        concept = row_genitives.get(" ".join(words[:count]))
        if concept is not None:
            return model.Symbol(concept, " ".join(words[count:]).removeprefix("årets "))
    return model.Symbol(None, " ".join(words))


def _subject(subject: nodes.Subject, forms: _Forms, problems: Problems) -> model.Symbol | None:
    symbol = subject_symbol(subject, forms.row_genitives)
    first, space, _ = symbol.name.partition(" ")
    if symbol.concept is None and space:
        if first in forms.many_genitives:
            problems.append(ManyValues(subject.span, subject.name))
            return None
        near = names.nearest(first, forms.row_genitives, 0.85)
        if near:
            problems.append(UnknownName(subject.span, first, "concept", near))
            return None
    return symbol


def _truth(subject: nodes.Subject, forms: _Forms) -> model.Symbol:
    """`partiet är representerat` → representerat of parti; else the whole phrase, for the whole regulation."""
    for verb in (" är ", " har "):
        row, found, flag = subject.name.partition(verb)
        if found and row in forms.row:
            return model.Symbol(forms.row[row], flag)
    return model.Symbol(None, subject.name)


def _group_concept(text: str, forms: _Forms) -> str | None:
    """The concept of `partierna` or of the last words of `partiets sekreterare`; None where there is none."""
    words = text.split(" ")
    for start in range(len(words)):
        concept = forms.many.get(" ".join(words[start:]))
        if concept is not None:
            return concept
    return None


def _check_name(name: str, span: Span, problems: Problems) -> None:
    if name.count(" ") >= names.MOST_WORDS:
        problems.append(LongName(span, name, names.MOST_WORDS))


@attrs.define(eq=False)
class _Use:
    span: Span
    forms: tuple[str, ...]
    reading: Reading | None
    computed: bool


@attrs.frozen(eq=False)
class _Members:
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
                _check_name(form, span, self.problems)
        for form in forms:
            there = self.by_form.setdefault((symbol.concept, form), [])
            clash = next((use for use in there if not _exclusive(use[1], reading)), None)
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


def _exclusive(one: Reading | None, other: Reading | None) -> bool:
    """Whether the two can never hold at once: different readings of one question."""
    return one is not None and other is not None and one[0] == other[0] and one[1] != other[1]


def _differing(defined: Iterable[Defined]) -> Iterator[ReadingsDiffer]:
    """Names that readings of one question define for different concepts."""
    seen: dict[tuple[str, str], tuple[model.Symbol, Span]] = {}
    for rule in defined:
        reading, span = rule.placed.reading, rule.placed.node.span
        for symbol in rule.symbols if reading is not None else ():
            first, place = seen.setdefault((reading[0] if reading else "", symbol.name), (symbol, span))
            if first.concept != symbol.concept:
                yield ReadingsDiffer(span, symbol.name, place)
