"""Examples: what they say comes out of what they give."""

from collections.abc import Iterator
from typing import assert_never

import attrs

from dsl import model, names, nodes, units
from dsl.formatting.expressions import nothing, one_line
from dsl.frozen import frozen
from dsl.problems.examples import NothingAsserted, WhichRow
from dsl.problems.names import NotAValue, UnknownName
from dsl.problems.values import BareNumber, WrongType
from dsl.resolving import agreement, conditions, literals, mentions, values
from dsl.resolving.context import Context
from dsl.resolving.given import (
    Setting,
    World,
    item_value,
    labelled_row,
    member,
    named_row,
    read_setting,
    unknown_judgement,
)
from dsl.resolving.lookup import Scope
from dsl.resolving.vocabulary import Vocabulary
from dsl.source import Span


def examples(regulation: nodes.Regulation, world: World) -> tuple[model.Example, ...]:
    """Every `exempel`. One that names a row, value or fact that does not exist is a problem, and so is one that asserts
    nothing."""
    return tuple(_example(item, world) for item in regulation.items if isinstance(item, nodes.Example))


def _example(node: nodes.Example, world: World) -> model.Example:
    setting = read_setting(node.lines, world)
    expectations: list[model.Expectation] = []
    asserts = False
    for line in node.lines:
        match line:
            case nodes.ThenCondition():
                asserts = True
                expectations.extend(_then_condition(line, setting, world))
            case nodes.ThenRow():
                asserts = True
                expectations.extend(_then_row(line, setting, world))
            case nodes.ThenNorm():
                asserts = True
                expectations.extend(_then_norm(line, setting, world))
            case nodes.ThenOutcome():
                asserts = True
                expectations.extend(_then_outcome(line, setting, world))
            case nodes.ThenTruth():
                asserts = True
                row = named_row(line.subject, line.label, world)
                expectations.extend(_then_truth(row, line, setting, world))
            case nodes.AtYear() | nodes.AtDay() | nodes.WithReading() | nodes.StartsFrom() | nodes.Given():
                pass
            case _:
                assert_never(line)
    if not asserts:
        world.problems.append(NothingAsserted(node.span, node.title))
    return model.Example(
        title=node.title,
        year=setting.year,
        day=setting.day,
        base_files=tuple(setting.base_files),
        readings=tuple(setting.readings),
        rows=tuple(setting.rows),
        facts=tuple(setting.facts.values()),
        expectations=tuple(expectations),
        section=None,
        span=node.span,
    )


def _then_row(line: nodes.ThenRow, setting: Setting, world: World) -> Iterator[model.Expectation]:
    row = named_row(line.subject, line.label, world)
    if row is None or not _there(row, line.subject.span, setting, world):
        return
    for item in line.items:
        if item.outcome is not None:
            members = world.vocabulary.members.get(row[0], {})
            named = member(item.words or "", item.span, members, world)
            if named is not None:
                yield model.Expectation(named.symbol, row[1], None, None, item.outcome, None, item.outcome, item.span)
            continue
        found = item_value(item, row[0], world)
        if found is None:
            continue
        entry, value = found
        precise = literals.precision(item.value, world.types[entry.symbol]) if item.about else None
        yield model.Expectation(entry.symbol, row[1], None, value, None, precise, written(item), item.span)


def _then_truth(
    row: tuple[str, str] | None, line: nodes.ThenTruth, setting: Setting, world: World
) -> Iterator[model.Expectation]:
    """`då: personen P är inte innehavare av tre roller`, of one row of several."""
    if row is None or not _there(row, line.subject.span, setting, world):
        return
    entry = member(line.flag.text, line.flag.span, world.vocabulary.members.get(row[0], {}), world)
    kind = None if entry is None else world.types.get(entry.symbol)
    if entry is None or kind is None:
        return
    if not isinstance(kind, model.Truth):
        world.problems.append(WrongType(line.flag.span, "truth", agreement.kind(kind)))
        return
    text = line.outcome or ("inte " if line.negated else "") + line.flag.text
    value = None if line.outcome is not None else not line.negated
    yield model.Expectation(entry.symbol, row[1], None, value, line.outcome, None, text, line.span)


def _truth_of_row(
    condition: nodes.Condition, span: Span, world: World
) -> tuple[tuple[str, str], nodes.ThenTruth] | None:
    """`personen P är innehavare av tre roller`: a row by its label, not the one row that there is."""
    match condition:
        case nodes.Comparison(left=nodes.Name() as subject, operator="=" | "≠" as operator, right=nodes.Name() as flag):
            row = labelled_row(subject.text, world.vocabulary)
            whole = world.vocabulary.members.get(None, {})
            if row is not None and subject.text not in whole and f"{subject.text} är {flag.text}" not in whole:
                negated = operator == "≠"
                return row, nodes.ThenTruth(subject, None, "är", flag, negated, None, trivia=nodes.NO_TRIVIA, span=span)
    return None


def _then_norm(line: nodes.ThenNorm, setting: Setting, world: World) -> Iterator[model.Expectation]:
    """`då: kostnaden K får inte "belasta anslaget"`: what is decided, of a row or for a role."""
    words = mentions.decision(line.relation, line.content)
    if line.subject.text in world.vocabulary.roles:
        found = _of_role(line, f"{line.subject.text} {words}", setting, world)
    else:
        found = _of_row(line, words, setting, world)
    if found is None:
        return
    symbol, label = found
    relation = _NEGATED[line.relation] if line.negated else line.relation
    text = line.outcome or mentions.decision(relation, line.content)
    value = None if line.outcome is not None else not line.negated
    yield model.Expectation(symbol, label, None, value, line.outcome, None, text, line.span)


def _of_role(
    line: nodes.ThenNorm, words: str, setting: Setting, world: World
) -> tuple[model.Symbol, str | None] | None:
    """What is decided for a role, of the one row of the concept that it is about, if it is about one."""
    members = world.vocabulary.members
    symbol = next((found[words][0].symbol for found in members.values() if words in found), None)
    if symbol is None:
        world.problems.append(conditions.not_decided(line, world.vocabulary))
        return None
    if symbol.concept is None:
        return symbol, None
    # Of one row of several it can be said without the role, unless another role has the same content.
    said = _said_of_norm(line) if symbol.name == mentions.decision(line.relation, line.content) else None
    row = _only(symbol.concept, line.span, setting, world, said)
    return None if row is None else (symbol, row[1])


def _of_row(line: nodes.ThenNorm, words: str, setting: Setting, world: World) -> tuple[model.Symbol, str | None] | None:
    row = named_row(line.subject, line.label, world)
    if row is None:
        return None
    concept, label = row
    if line.label is None and label == line.subject.text and row not in setting.rows:
        # `då: kostnaden får …`: the one there is.
        only = _only(concept, line.span, setting, world, _said_of_norm(line))
        if only is None:
            return None
        label = only[1]
    elif not _there(row, line.subject.span, setting, world):
        return None
    found = world.vocabulary.members.get(concept, {}).get(words)
    if not found:
        world.problems.append(conditions.not_decided(line, world.vocabulary))
        return None
    return found[0].symbol, label


_NEGATED = {
    "får": "får inte",
    "har rätt till": "har inte rätt till",
    "uppfyller": "uppfyller inte",
    "ska": "ska inte",
}


@frozen
class _Said:
    """What follows the label where it is said of one row of several, and the outcome after that: as in WhichRow."""

    text: str
    outcome: nodes.NoValue | None = None
    asked: bool = False


def _only(concept: str, span: Span, setting: Setting, world: World, said: _Said | None) -> tuple[str, str] | None:
    """The one row of the concept that the example has. said: as in WhichRow."""
    labels = tuple(label for kind, label in setting.rows if kind == concept)
    if len(labels) == 1:
        return concept, labels[0]
    form = next((form for form, kind in world.vocabulary.row_forms.items() if kind == concept), concept)
    way = (None, None, False) if said is None else (said.text, said.outcome, said.asked)
    world.problems.append(WhichRow(span, concept, labels, form, *way))
    return None


def _said_of_norm(line: nodes.ThenNorm) -> _Said:
    relation = _NEGATED[line.relation] if line.negated else line.relation
    return _Said(mentions.decision(relation, line.content), line.outcome, asked=line.outcome is not None)


def _said(node: nodes.ThenCondition | nodes.ThenOutcome, concept: str, vocabulary: Vocabulary) -> _Said | None:
    """The same of one row of several, where there is a way to say it: a value, an outcome or a named truth."""
    match node:
        case nodes.ThenOutcome():
            name = _own(node.name.text, concept, vocabulary)
            return None if name is None else _Said(f"har {name}", node.outcome)
        case nodes.ThenCondition(condition=nodes.Comparison() as condition):
            match condition:
                case nodes.Comparison(left=nodes.Name(text=left), operator="=" | "≠", right=nodes.Name(text=flag)) if (
                    vocabulary.row_forms.get(left) == concept and flag in vocabulary.members.get(concept, {})
                ):
                    return _Said(f"är {'inte ' if condition.operator == '≠' else ''}{flag}")
                case nodes.Comparison(left=nodes.Name(text=left), operator="=" | "≈" as operator) if _simple(condition):
                    name = _own(left, concept, vocabulary)
                    about = "cirka " if operator == "≈" else ""
                    return None if name is None else _Said(f"har {name} {about}{literals.text_of(condition.right)}")
    return None


def _own(text: str, concept: str, vocabulary: Vocabulary) -> str | None:
    """`stöd` of `partiets stöd`, where it is a name that rows of the concept have."""
    words = text.split(" ")
    heads = range(1, min(len(words) - 1, names.MOST_WORDS) + 1)
    owned = (" ".join(words[at:]) for at in heads if vocabulary.row_genitives.get(" ".join(words[:at])) == concept)
    name = next(owned, text)
    return name if name in vocabulary.members.get(concept, {}) else None


def _there(row: tuple[str, str], span: Span, setting: Setting, world: World) -> bool:
    if row in setting.rows or setting.base_files:
        return True
    labels = [label for concept, label in setting.rows if concept == row[0]]
    world.problems.append(UnknownName(span, row[1], "row", names.nearest(row[1], labels)))
    return False


def _then_outcome(line: nodes.ThenOutcome, setting: Setting, world: World) -> Iterator[model.Expectation]:
    place = _place((line.name.text,), line, line.name.span, setting, world)
    if place is None:
        return
    concept, label = place
    context = _context(concept, setting, world)
    value = values.expression(line.name, context)
    if isinstance(value, model.Reference) and value.year == 0:
        yield model.Expectation(
            value.symbol, label if value.concept else None, None, None, line.outcome, None, line.outcome, line.span
        )
    elif value is not None:
        world.problems.append(NotAValue(line.span, line.name.text))


def _then_condition(line: nodes.ThenCondition, setting: Setting, world: World) -> Iterator[model.Expectation]:
    condition = line.condition
    truth_of = _truth_of_row(condition, line.span, world)
    if truth_of is not None:
        yield from _then_truth(*truth_of, setting, world)
        return
    place = _place(tuple(mentions.texts(condition, units=False, inside=False)), line, condition.span, setting, world)
    if place is None:
        return
    concept, label = place
    context = _context(concept, setting, world)
    if isinstance(condition, nodes.Comparison) and condition.operator in ("=", "≈") and _simple(condition):
        value = values.expression(condition.left, context)
        if value is None:
            return
        if isinstance(value, model.Reference) and not value.absolute and value.year == 0:
            expected = _expected(condition, value, world)
            if expected is not None:
                about = condition.operator == "≈"
                precise = literals.precision(condition.right, value.type) if about else None
                row = label if value.concept else None
                yield model.Expectation(
                    value.symbol, row, None, expected, None, precise, literals.text_of(condition.right), line.span
                )
            return
    truth = conditions.condition(condition, context, values.expression)
    unasked = [one for one in context.judged.values() if one.symbol not in world.vocabulary.attributes]
    for attribute in unasked:
        world.problems.append(unknown_judgement(attribute.symbol, attribute.span, world))
    if truth is not None and not unasked:
        yield model.Expectation(None, label, truth, None, None, None, one_line(condition, nothing), line.span)


def _simple(condition: nodes.Comparison) -> bool:
    """A value against one written out."""
    right = condition.right
    while isinstance(right, nodes.Negative):
        right = right.operand
    return isinstance(condition.left, nodes.Name) and isinstance(right, nodes.Quantity | nodes.Text | nodes.Date)


def _expected(condition: nodes.Comparison, value: model.Reference, world: World) -> literals.Value | None:
    """The value expected, whose unit must be written."""
    right = condition.right
    number = right.operand if isinstance(right, nodes.Negative) else right
    if isinstance(value.type, model.Number) and isinstance(number, nodes.Quantity) and number.unit is None:
        unit = units.unit_text(units.shown(value.type.unit))
        if unit is not None:
            world.problems.append(
                BareNumber(right.span, number.number.text, number.number.value, unit, condition.left.span)
            )
            return None
    kind = attrs.evolve(value.type, whole=False) if isinstance(value.type, model.Number) else value.type
    return literals.literal(right, kind, value.symbol.name, world.vocabulary.units, world.problems)


def _context(concept: str | None, setting: Setting, world: World) -> Context:
    chosen = tuple(setting.readings)
    reading = chosen[0] if chosen else None
    return Context(Scope(world.vocabulary, concept, reading), world.types, None, world.problems, [])


def _place(
    texts: tuple[str, ...], line: nodes.ThenCondition | nodes.ThenOutcome, span: Span, setting: Setting, world: World
) -> tuple[str | None, str | None] | None:
    """The one row that what is said is about: (concept, label), or (None, None) for the whole regulation."""
    concept = next(_concepts(texts, setting, world.vocabulary), None)
    if concept is None:
        return None, None
    return _only(concept, span, setting, world, _said(line, concept, world.vocabulary))


def _concepts(texts: tuple[str, ...], setting: Setting, vocabulary: Vocabulary) -> Iterator[str]:
    for text in texts:
        words = text.split(" ")
        for count in range(1, min(len(words), names.MOST_WORDS) + 1):
            head = " ".join(words[:count])
            concept = vocabulary.row_genitives.get(head) if count < len(words) else vocabulary.row_forms.get(head)
            if concept is not None:
                yield concept
    for text in texts:
        if text not in vocabulary.members.get(None, {}):
            for concept in dict.fromkeys(kind for kind, _ in setting.rows):
                if text in vocabulary.members.get(concept, {}):
                    yield concept


# -- how it was written --------------------------------------------------------------------------


def written(item: nodes.Item) -> str:
    """What is given, as it was written."""
    words = ("inte " if item.negated else "") + (item.words or "")
    return literals.text_of(item.value) if item.value is not None else words
