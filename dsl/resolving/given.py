"""What an example or a published table gives: rows and facts, typed and bounded as data would be."""

import datetime
from collections.abc import Mapping
from fractions import Fraction
from typing import assert_never

import attrs

from dsl import model, names, nodes, units
from dsl.formatting.literals import as_written
from dsl.frozen import identical
from dsl.problems import Problem
from dsl.problems.examples import GivenIsComputed, GivenTwice, SaidTwice, WhichAttribute, WhichYear
from dsl.problems.names import UnknownName
from dsl.problems.values import OutOfBounds, WrongType
from dsl.resolving import agreement, judging, literals
from dsl.resolving.vocabulary import Entry, Vocabulary
from dsl.source import Span


@identical
class World:
    """What examples are read against: the whole program but for the examples."""

    vocabulary: Vocabulary
    types: Mapping[model.Symbol, model.Type | None]
    definitions: Mapping[model.Symbol, model.Definition]
    interpretations: tuple[model.Interpretation, ...]
    calculation_year: int | None
    problems: list[Problem]


@attrs.define(eq=False)
class Setting:
    """The lines of an example or published table that say what is given, as they are read."""

    year: int | None = None
    day: datetime.date | None = None
    base_files: dict[str, Span] = attrs.field(factory=dict)
    readings: list[tuple[str, str]] = attrs.field(factory=list)
    rows: dict[tuple[str, str], Span] = attrs.field(factory=dict)
    facts: dict[tuple[model.Symbol, str | None, int | None], model.Fact] = attrs.field(factory=dict)
    said: dict[str, Span] = attrs.field(factory=dict)


def read_setting(lines: tuple[nodes.ExampleLine, ...], world: World) -> Setting:
    """What the lines of an example give, with all that is wrong with them told."""
    setting = Setting()
    for line in lines:
        match line:
            case nodes.AtYear():
                _once("år", line.span, setting, world)
                setting.year = line.year
            case nodes.AtDay():
                _once("datum", line.span, setting, world)
                setting.day = literals.day(line.day)
                setting.year = setting.year or line.day.year
            case nodes.StartsFrom():
                _once(f"utgår från {line.file}", line.span, setting, world)
                setting.base_files.setdefault(line.file, line.span)
            case nodes.WithReading():
                _once(f"läsning {line.interpretation}", line.span, setting, world)
                _reading(line, setting, world)
            case nodes.Given() | nodes.ThenCondition() | nodes.ThenRow():
                pass
            case nodes.ThenOutcome() | nodes.ThenNorm() | nodes.ThenTruth():
                pass
            case _:
                assert_never(line)
    for line in lines:
        if isinstance(line, nodes.Given):
            _given(line, setting, world)
    for fact in setting.facts.values():
        kind = world.types.get(fact.symbol)
        if isinstance(kind, model.RowOf) and not setting.base_files:
            labels = tuple(label for concept, label in setting.rows if concept == kind.concept)
            if fact.value not in labels:
                similar = names.nearest(str(fact.value), labels)
                world.problems.append(UnknownName(fact.span, str(fact.value), "row", similar))
    return setting


def _once(what: str, span: Span, setting: Setting, world: World) -> None:
    if what in setting.said:
        world.problems.append(SaidTwice(span, setting.said[what]))
    setting.said.setdefault(what, span)


def _reading(line: nodes.WithReading, setting: Setting, world: World) -> None:
    question = next((one for one in world.interpretations if one.name == line.interpretation), None)
    if question is None:
        asked = [one.name for one in world.interpretations]
        similar = names.nearest(line.interpretation, asked)
        world.problems.append(UnknownName(line.span, line.interpretation, "question", similar))
    elif line.reading not in question.readings:
        similar = names.nearest(line.reading, question.readings)
        world.problems.append(UnknownName(line.span, line.reading, "reading", similar))
    else:
        setting.readings.append((line.interpretation, line.reading))


def _given(line: nodes.Given, setting: Setting, world: World) -> None:
    row: tuple[str, str] | None = None
    if line.subject is not None:
        row = named_row(line.subject, line.label, world)
        if row is None:
            return
        setting.rows.setdefault(row, line.span)
    concept, label = row or (None, None)
    for item in line.items:
        if isinstance(item, nodes.GivenJudgement):
            found = _judgement(item, concept, world)
        else:
            found = item_value(item, concept, world)
        if found is None:
            continue
        entry, value = found
        if entry.computed:
            world.problems.append(GivenIsComputed(item.span, entry.name, entry.span))
            continue
        fact = fact_of(entry, value, label, line.year, setting, item.span, world)
        if fact is not None:
            add_fact(fact, setting, world)


def _judgement(item: nodes.GivenJudgement, concept: str | None, world: World) -> tuple[Entry, literals.Value] | None:
    """What somebody answered to a question that the rules ask."""
    vocabulary = world.vocabulary
    node = item.judged
    symbol = judging.symbol_of(node, judging.judge_of(node, vocabulary), concept)
    attribute = vocabulary.attributes.get(symbol)
    if attribute is not None:
        return Entry(symbol, symbol.name, attribute.span, False, None), not node.negated
    world.problems.append(unknown_judgement(symbol, item.span, world))
    return None


def unknown_judgement(symbol: model.Symbol, span: Span, world: World) -> UnknownName:
    """A question that no rule asks of these rows."""
    attributes = world.vocabulary.attributes.values()
    asked = (one.symbol.name for one in attributes if one.judge is not None and one.symbol.concept == symbol.concept)
    return UnknownName(span, symbol.name, "judgement", names.nearest_phrase(symbol.name, asked))


def fact_of(
    entry: Entry,
    value: literals.Value,
    label: str | None,
    year: int | None,
    setting: Setting,
    span: Span,
    world: World,
) -> model.Fact | None:
    """The fact, within the bounds declared and with the year it is of, where the attribute is per year."""
    attribute = world.vocabulary.attributes[entry.symbol]
    if isinstance(value, Fraction) and not bounded(value, attribute, span, world.problems):
        return None
    of_year = None
    if attribute.per_year:
        of_year = next((one for one in (year, setting.year, world.calculation_year) if one is not None), None)
        if of_year is None:
            world.problems.append(WhichYear(span, entry.name))
            return None
    return model.Fact(entry.symbol, label, of_year, value, span)


def add_fact(fact: model.Fact, setting: Setting, world: World) -> None:
    """Put a fact among those that are given."""
    key = (fact.symbol, fact.row, fact.year)
    if key in setting.facts:
        world.problems.append(GivenTwice(fact.span, fact.symbol.name, setting.facts[key].span))
    setting.facts.setdefault(key, fact)


def bounded(value: Fraction, attribute: model.Attribute, span: Span, problems: list[Problem]) -> bool:
    """Whether the value is one that data may have."""
    limits = attribute.limits
    low, high = limits.low, limits.high
    if low is not None and (value < low or (limits.low_open and value == low)):
        words = "mer än" if limits.low_open else "minst"
        problems.append(OutOfBounds(span, attribute.symbol.name, _bound(words, low, attribute)))
        return False
    if high is not None and (value > high or (limits.high_open and value == high)):
        words = "mindre än" if limits.high_open else "högst"
        problems.append(OutOfBounds(span, attribute.symbol.name, _bound(words, high, attribute)))
        return False
    return True


def _bound(words: str, value: Fraction, attribute: model.Attribute) -> str:
    assert isinstance(attribute.type, model.Number)
    number = as_written(value / attribute.type.unit.factor)
    return f"{words} {number} {attribute.unit_text or ''}".rstrip()


def named_row(subject: nodes.Name, label: str | None, world: World) -> tuple[str, str] | None:
    """Concept and label of `partiet A`; a row without a label (`partiet har …`) is labelled by its form."""
    words = subject.text.split(" ")
    vocabulary = world.vocabulary
    for count in range(min(len(words), names.MOST_WORDS), 0, -1):
        form = " ".join(words[:count])
        concept = vocabulary.row_forms.get(form) or (form if form in vocabulary.concepts else None)
        if concept is not None:
            return concept, label or " ".join(words[count:]) or form
    forms = [*vocabulary.row_forms, *vocabulary.concepts]
    world.problems.append(UnknownName(subject.span, subject.text, "concept", names.nearest(words[0], forms)))
    return None


def labelled_row(text: str, vocabulary: Vocabulary) -> tuple[str, str] | None:
    """Concept and label of `partiet A`; None where no label follows the concept."""
    words = text.split(" ")
    for count in range(min(len(words) - 1, names.MOST_WORDS), 0, -1):
        concept = vocabulary.row_forms.get(" ".join(words[:count]))
        if concept is not None:
            return concept, " ".join(words[count:])
    return None


def item_value(item: nodes.Item, concept: str | None, world: World) -> tuple[Entry, literals.Value] | None:
    """The name an item speaks of and the value it gives it."""
    members = world.vocabulary.members.get(concept, {})
    if item.value is None:
        return _words(item, members, world)
    if item.words is None:
        entry = _counted(item, item.value, members, world)
    else:
        entry = member(item.words, item.span, members, world)
    if entry is None:
        return None
    kind = world.types.get(entry.symbol)
    if kind is None:
        return None
    value = literals.literal(item.value, kind, entry.name, world.vocabulary.units, world.problems)
    return None if value is None else (entry, value)


def member(text: str, span: Span, members: Mapping[str, tuple[Entry, ...]], world: World) -> Entry | None:
    """The value or attribute that is called so among the members; None where there is none, which is told."""
    found = members.get(text.removeprefix("årets "))
    if found:
        return found[0]
    world.problems.append(UnknownName(span, text, "name", names.nearest(text, members)))
    return None


def _counted(
    item: nodes.Item, value: nodes.Expression, members: Mapping[str, tuple[Entry, ...]], world: World
) -> Entry | None:
    """`5 mandat`: what is called so, else the only attribute in that unit."""
    unit = value.unit if isinstance(value, nodes.Quantity) else None
    if unit is not None and unit in members:
        return members[unit][0]
    meant = None if unit is None else units.parse(unit, world.vocabulary.units)
    entries = {entry.symbol: entry for found in members.values() for entry in found if not entry.computed}
    fitting = [entry for entry in entries.values() if _in_unit(world.types.get(entry.symbol), meant)]
    if len(fitting) == 1:
        return fitting[0]
    world.problems.append(WhichAttribute(item.span, unit or "", tuple(entry.name for entry in fitting)))
    return None


def _in_unit(kind: model.Type | None, unit: units.Unit | None) -> bool:
    return isinstance(kind, model.Number) and unit is not None and kind.unit.same_dimension(unit)


def _words(
    item: nodes.Item, members: Mapping[str, tuple[Entry, ...]], world: World
) -> tuple[Entry, literals.Value] | None:
    """`gemensam valsedel`, `inte gemensam valsedel`, or `slag resa`."""
    text = item.words or ""
    if text in members:
        entry = members[text][0]
        kind = world.types.get(entry.symbol)
        if kind is not None and not isinstance(kind, model.Truth):
            world.problems.append(WrongType(item.span, agreement.kind(kind), "truth"))
        return (entry, not item.negated) if isinstance(kind, model.Truth) else None
    words = text.split(" ")
    for count in range(min(len(words) - 1, names.MOST_WORDS), 0, -1):
        head = " ".join(words[:count])
        if head in members and not item.negated:
            entry = members[head][0]
            kind = world.types.get(entry.symbol)
            if kind is None:
                return None
            written = nodes.Name(" ".join(words[count:]), span=item.span)
            value = literals.literal(written, kind, entry.name, world.vocabulary.units, world.problems)
            return None if value is None else (entry, value)
    world.problems.append(UnknownName(item.span, text, "name", names.nearest(text, members)))
    return None
