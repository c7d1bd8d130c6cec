"""The blocks of a rule file as lines: what it declares, its sections, examples and published tables."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from dsl import nodes
from dsl.formatting.expressions import condition, expression, judged, sum_text
from dsl.formatting.lines import Line
from dsl.formatting.literals import date, listed, norm_words, quoted, with_forms
from dsl.formatting.norms import bullet_lines
from dsl.formatting.promises import setting_text
from dsl.formatting.statements import statement_lines
from dsl.formatting.tables import reference_rows


def block_lines(level: int, block: nodes.Block) -> Iterator[Line]:
    """The lines of a block outside the sections."""
    match block:
        case nodes.Units():
            yield Line(level, "enheter", (), block.trivia)
            yield from _declared(level + 1, block.entries)
        case nodes.Roles():
            yield Line(level, "roller", (), block.trivia)
            yield from _declared(level + 1, block.entries)
        case nodes.Inputs():
            yield Line(level, "uppgifter", (), block.trivia)
            yield from attribute_lines(level + 1, block.attributes)
        case nodes.Concepts():
            yield Line(level, "begrepp", (), block.trivia)
            yield from concept_lines(level + 1, block.concepts)
        case nodes.Section() | nodes.Promise():
            yield from statement_lines(level, block)
        case nodes.Example():
            yield Line(level, f"exempel {quoted(block.title)}", block.marks, block.trivia)
            yield from _example_lines(level + 1, block.lines)
        case nodes.Uses():
            yield Line(level, f"använder {quoted(block.file)}", (), block.trivia)
        case nodes.ReferenceTable():
            yield Line(level, f"kontrollräkning {quoted(block.title)}", block.marks, block.trivia)
            yield from _example_lines(level + 1, block.lines)
            yield from reference_rows(level + 1, block)
        case _:
            assert_never(block)


# -- declarations --------------------------------------------------------------------------------

_BOUNDS = {"least": "minst", "most": "högst", "above": "mer än", "below": "mindre än"}


def _declared(level: int, entries: Iterable[nodes.Declared]) -> Iterator[Line]:
    for entry in entries:
        yield Line(level, with_forms(entry.name, entry.forms), (), entry.trivia)


def concept_lines(level: int, concepts: Iterable[nodes.Concept]) -> Iterator[Line]:
    """The lines of the concepts, with their attributes below."""
    for concept in concepts:
        keys = f", ett för varje {' och '.join(concept.keys)}" if concept.keys else ""
        yield Line(level, with_forms(concept.name, concept.forms) + keys, (), concept.trivia)
        yield from attribute_lines(level + 1, concept.attributes)


def attribute_lines(level: int, attributes: Iterable[nodes.Attribute]) -> Iterator[Line]:
    """The lines of inputs or attributes, with what describes them."""
    for attribute in attributes:
        constraints = "".join(f", {_constraint(part)}" for part in attribute.constraints)
        text = f"{with_forms(attribute.name, attribute.forms)}: {_type(attribute.type)}{constraints}"
        yield Line(level, text, (), attribute.trivia)
        if attribute.description is not None:
            yield Line(level + 1, quoted(attribute.description))


def _type(node: nodes.Type) -> str:
    match node:
        case nodes.WholeType():
            return "heltal" if node.unit is None else f"heltal {node.unit}"
        case nodes.NumberType():
            return {None: "tal", "%": "procent"}.get(node.unit, str(node.unit))
        case nodes.DateType():
            return "datum"
        case nodes.TextType():
            return "text"
        case nodes.TruthType():
            return "ja eller nej"
        case nodes.ChoiceType():
            return f"ett av {listed(list(node.options))}"
        case nodes.RowType():
            return f"{node.article} {node.concept}"
        case _:
            assert_never(node)


def _constraint(node: nodes.Constraint) -> str:
    match node:
        case nodes.Bound():
            return f"{_BOUNDS[node.kind]} {sum_text(node.value)}"
        case nodes.Default():
            return f"om raden saknas {sum_text(node.value)}"
        case nodes.PerYear():
            return "per år"
        case _:
            assert_never(node)


# -- examples ------------------------------------------------------------------------------------


def _example_lines(level: int, lines: Iterable[nodes.ExampleLine]) -> Iterator[Line]:
    for line in lines:
        yield Line(level, _example_line(line), (), line.trivia)
        if isinstance(line, nodes.ThenCondition):
            yield from bullet_lines(level + 1, line.condition)


def _example_line(node: nodes.ExampleLine) -> str:
    match node:
        case nodes.AtYear() | nodes.WithReading() | nodes.StartsFrom():
            return setting_text(node)
        case nodes.AtDay():
            return f"datum {date(node.day)}"
        case nodes.Given():
            year = "" if node.year is None else f"år {node.year}: "
            return year + _row(node.subject, node.label, node.items)
        case nodes.ThenCondition():
            return f"då: {condition(node.condition)}"
        case nodes.ThenRow():
            return "då: " + _row(node.subject, node.label, node.items)
        case nodes.ThenOutcome():
            return f"då: {node.name.text} är {nodes.NO_VALUE_WORDS[node.outcome]}"
        case nodes.ThenTruth():
            verb = f"{node.verb} inte" if node.negated else node.verb
            said = f"{_labelled(node.subject, node.label)} {verb} {node.flag.text}"
            return f"då: {said}" if node.outcome is None else f"då: om {said} är {nodes.NO_VALUE_WORDS[node.outcome]}"
        case nodes.ThenNorm():
            words = norm_words(node.relation, node.negated)
            said = f"{_labelled(node.subject, node.label)} {words} {quoted(node.content)}"
            return f"då: {said}" if node.outcome is None else f"då: om {said} är {nodes.NO_VALUE_WORDS[node.outcome]}"
        case _:
            assert_never(node)


def _row(subject: nodes.Name | None, label: str | None, items: Iterable[nodes.Item | nodes.GivenJudgement]) -> str:
    texts = ", ".join(item_text(item) for item in items)
    if subject is None:
        return texts
    return f"{_labelled(subject, label)} har {texts}"


def _labelled(subject: nodes.Name, label: str | None) -> str:
    return subject.text if label is None else f"{subject.text} {quoted(label)}"


def item_text(node: nodes.Item | nodes.GivenJudgement) -> str:
    """One thing that is given or must come out: `förbrukning 300 000 kr/år`."""
    if isinstance(node, nodes.GivenJudgement):
        return judged(node.judged)
    words = [
        "inte" if node.negated else None,
        node.words,
        "cirka" if node.about else None,
        None if node.value is None else expression(node.value),
        None if node.outcome is None else nodes.NO_VALUE_WORDS[node.outcome],
    ]
    return " ".join(word for word in words if word is not None)
