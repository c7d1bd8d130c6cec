"""The one canonical text of a rule file: `parse(format(tree)) == tree`, and what is formatted twice does not change.

Prints every construct as docs/language.md shows it. Comments and blank lines stand where `Trivia` says; the tree must
be one that the parser gives. Knows nothing of what names mean or values are worth.
"""

from collections.abc import Iterable, Iterator
from typing import assert_never

from dsl import nodes
from dsl.formatting.expressions import (
    Replace,
    condition,
    date,
    expression,
    judged,
    listed,
    norm_words,
    nothing,
    one_line,
    quoted,
    sum_text,
    with_forms,
)
from dsl.formatting.lines import Line, comment, render
from dsl.formatting.norms import bullet_lines
from dsl.formatting.statements import statement_lines
from dsl.formatting.tables import reference_rows


def format_regulation(tree: nodes.Regulation) -> str:
    """The whole file, ended by `\\n`."""
    return render(_regulation(tree))


def statement_text(statement: nodes.Statement, level: int = 0) -> str:
    """The lines of one statement, indented from `level`, each ended by `\\n`."""
    return render(statement_lines(level, statement))


def expression_text(node: nodes.Expression | nodes.Condition | nodes.Modifier, replace: Replace = nothing) -> str:
    """One line for an expression, a condition or a modifier; bullets follow a colon: `…: A; B`.

    replace: the text to print instead of a node, or None to print the node; asked for every expression and condition
    """
    return one_line(node, replace)


# -- the file ------------------------------------------------------------------------------------


def _regulation(tree: nodes.Regulation) -> Iterator[Line]:
    yield Line(0, f"regelverk {quoted(tree.title)}", (), tree.trivia)
    width = max((len(line.key) for line in tree.header), default=0)
    for line in tree.header:
        yield Line(1, f"{line.key:{width}}  {line.value}".rstrip(), line.marks, line.trivia, whole=True)
    for block in tree.items:
        yield from _block(block)
    if tree.end.before:
        yield from _end(tree.end)


def _end(trivia: nodes.Trivia) -> Iterator[Line]:
    """Comments below the last line: the last of them is itself the line."""
    *above, last = trivia.before
    yield Line(0, comment(last), (), nodes.Trivia(tuple(above), None, trivia.blank), whole=True)


def _block(block: nodes.Block) -> Iterator[Line]:
    match block:
        case nodes.Units():
            yield Line(0, "enheter", (), block.trivia)
            yield from _declared(block.entries)
        case nodes.Roles():
            yield Line(0, "roller", (), block.trivia)
            yield from _declared(block.entries)
        case nodes.Inputs():
            yield Line(0, "uppgifter", (), block.trivia)
            yield from _attributes(1, block.attributes)
        case nodes.Concepts():
            yield Line(0, "begrepp", (), block.trivia)
            for concept in block.concepts:
                keys = f", ett för varje {' och '.join(concept.keys)}" if concept.keys else ""
                yield Line(1, with_forms(concept.name, concept.forms) + keys, (), concept.trivia)
                yield from _attributes(2, concept.attributes)
        case nodes.Section():
            yield from statement_lines(0, block)
        case nodes.Example():
            yield Line(0, f"exempel {quoted(block.title)}", block.marks, block.trivia)
            yield from _example_lines(block.lines)
        case nodes.Uses():
            yield Line(0, f"använder {quoted(block.file)}", (), block.trivia)
        case nodes.ReferenceTable():
            yield Line(0, f"kontrollräkning {quoted(block.title)}", block.marks, block.trivia)
            yield from _example_lines(block.lines)
            yield from reference_rows(block)
        case _:
            assert_never(block)


# -- declarations --------------------------------------------------------------------------------

_BOUNDS = {"least": "minst", "most": "högst", "above": "mer än", "below": "mindre än"}


def _declared(entries: Iterable[nodes.Declared]) -> Iterator[Line]:
    for entry in entries:
        yield Line(1, with_forms(entry.name, entry.forms), (), entry.trivia)


def _attributes(level: int, attributes: Iterable[nodes.Attribute]) -> Iterator[Line]:
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

_OUTCOMES = {
    "unregulated": "inte reglerat",
    "missing": "uppgift saknas",
    "judgement": "kräver bedömning",
    "conflict": "motstridigt",
    "undefined": "odefinierat",
    "not_applicable": "ej tillämpligt",
}


def _example_lines(lines: Iterable[nodes.ExampleLine]) -> Iterator[Line]:
    for line in lines:
        yield Line(1, _example_line(line), (), line.trivia)
        if isinstance(line, nodes.ThenCondition):
            yield from bullet_lines(2, line.condition)


def _example_line(node: nodes.ExampleLine) -> str:
    match node:
        case nodes.AtYear():
            return f"år {node.year}"
        case nodes.AtDay():
            return f"datum {date(node.day)}"
        case nodes.WithReading():
            return f"läsning {node.interpretation}: {node.reading}"
        case nodes.StartsFrom():
            return f"utgår från {quoted(node.file)}"
        case nodes.Given():
            year = "" if node.year is None else f"år {node.year}: "
            return year + _row(node.subject, node.label, node.items)
        case nodes.ThenCondition():
            return f"då: {condition(node.condition)}"
        case nodes.ThenRow():
            return "då: " + _row(node.subject, node.label, node.items)
        case nodes.ThenOutcome():
            return f"då: {node.name.text} är {_OUTCOMES[node.outcome]}"
        case nodes.ThenNorm():
            words = norm_words(node.relation, node.negated)
            return f"då: {_labelled(node.subject, node.label)} {words} {quoted(node.content)}"
        case _:
            assert_never(node)


def _row(subject: nodes.Name | None, label: str | None, items: Iterable[nodes.Item | nodes.GivenJudgement]) -> str:
    texts = ", ".join(_item(item) for item in items)
    if subject is None:
        return texts
    return f"{_labelled(subject, label)} har {texts}"


def _labelled(subject: nodes.Name, label: str | None) -> str:
    return subject.text if label is None else f"{subject.text} {quoted(label)}"


def _item(node: nodes.Item | nodes.GivenJudgement) -> str:
    if isinstance(node, nodes.GivenJudgement):
        return judged(node.judged)
    words = [
        "inte" if node.negated else None,
        node.words,
        "cirka" if node.about else None,
        None if node.value is None else expression(node.value),
    ]
    return " ".join(word for word in words if word is not None)
