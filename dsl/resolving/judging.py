"""Judgements: what a condition leaves to a human is an input of its row. Asked twice it is one input."""

from collections.abc import Iterable, Mapping

import attrs

from dsl import model, names, nodes
from dsl.problems.names import UnknownName
from dsl.resolving.context import TRUTH, Context
from dsl.resolving.vocabulary import Vocabulary

ANYONE = "någon"


def judged(node: nodes.Judged, context: Context) -> model.Expression | None:
    """The truth that the answer is yes (or, negated, no)."""
    vocabulary = context.scope.vocabulary
    who = judge_of(node, vocabulary)
    if node.who is not None and who is None:
        similar = names.nearest(node.who.text, (*vocabulary.roles, *vocabulary.row_forms))
        context.problems.append(UnknownName(node.who.span, node.who.text, "judge", similar))
        return None
    concept = context.scope.concept
    symbol = symbol_of(node, who, concept)
    context.judged.setdefault(symbol, _attribute(symbol, node, who))
    answer = model.Reference(symbol, TRUTH, concept)
    yes = model.Constant(True, TRUTH)
    return model.Compare("≠" if node.negated else "=", answer, yes, concept, node=node)


def judge_of(node: nodes.Judged, vocabulary: Vocabulary) -> str | None:
    """How the one who judges is called, always in the same form; None for anyone, and for one that is not known."""
    if node.who is None:
        return None
    text = node.who.text
    role = vocabulary.roles.get(text)
    if role is not None:
        return role.forms[min(1, len(role.forms) - 1)]
    return text if text in vocabulary.row_forms else None


def symbol_of(node: nodes.Judged, who: str | None, concept: str | None) -> model.Symbol:
    """`gruppledaren bedömer "att den bidrar till uppdraget"`."""
    return model.Symbol(concept, f'{who or ANYONE} {node.verb} "{node.question}"')


def _attribute(symbol: model.Symbol, node: nodes.Judged, who: str | None) -> model.Attribute:
    plain = f"{who or ANYONE} {node.verb} {node.question}"
    return model.Attribute(
        symbol=symbol,
        type=TRUTH,
        unit_text=None,
        limits=model.Limits(),
        default=None,
        per_year=False,
        description=None,
        forms=(symbol.name, plain),
        judge=model.Judge(who, node.verb, node.question),
        span=node.span,
    )


def finished(found: Mapping[model.Symbol, model.Attribute]) -> tuple[model.Attribute, ...]:
    """In the order of the text; a question that is asked only once of its rows is a form of its own."""
    ordered = sorted(found.values(), key=_place)
    questions = [_question(attribute) for attribute in ordered]
    return tuple(
        attrs.evolve(attribute, forms=(*attribute.forms, question[1])) if questions.count(question) == 1 else attribute
        for attribute, question in zip(ordered, questions, strict=True)
    )


def _question(attribute: model.Attribute) -> tuple[str | None, str]:
    assert attribute.judge is not None
    return attribute.symbol.concept, attribute.judge.question


def _place(attribute: model.Attribute) -> tuple[int, int]:
    return attribute.span.line, attribute.span.column


def with_judgements(vocabulary: Vocabulary, judgements: Iterable[model.Attribute]) -> Vocabulary:
    """The vocabulary with the judgements among the inputs and the attributes of their concepts."""
    concepts = dict(vocabulary.concepts)
    inputs = list(vocabulary.inputs)
    attributes = dict(vocabulary.attributes)
    for judgement in judgements:
        attributes[judgement.symbol] = judgement
        if judgement.symbol.concept is None:
            inputs.append(judgement)
        else:
            concept = concepts[judgement.symbol.concept]
            concepts[concept.name] = attrs.evolve(concept, attributes=(*concept.attributes, judgement))
    return attrs.evolve(vocabulary, concepts=concepts, inputs=tuple(inputs), attributes=attributes)
