"""Every norm with what it defines, the rows that the regulation covers, and what decisions have regard to."""

from collections.abc import Callable, Mapping, Sequence

import attrs

from dsl import model, names, nodes
from dsl.problems.names import NotAGroup, UnknownName
from dsl.problems.norms import InReading
from dsl.resolving import conditions, values
from dsl.resolving import norms as resolved
from dsl.resolving.collecting import Collected, Reading, Stated
from dsl.resolving.context import Context
from dsl.resolving.norm_groups import Bearer, Decided, Kind, Said
from dsl.resolving.vocabulary import Vocabulary

Contexts = Callable[[str | None, Reading | None], Context]
_Key = tuple[Bearer, str, Kind, object]


def norms(said: Sequence[Said], decided: Sequence[Decided], contexts: Contexts) -> tuple[model.Norm, ...]:
    """In the order of the text."""
    symbols: dict[_Key, model.Symbol] = {}
    for one in decided:
        first = one.said[0]
        symbols[first.bearer, first.content.text, one.kind, one.day or one.relation] = one.symbol
    return tuple(_norm(one, symbols, contexts) for one in said)


def _norm(one: Said, symbols: Mapping[_Key, model.Symbol], contexts: Contexts) -> model.Norm:
    amount: str | None = None
    deadline: str | None = None
    days: tuple[nodes.YearlyDate, ...] = ()
    has: set[type] = set()
    for line in one.node.lines:
        has.add(type(line))
        match line:
            case nodes.Amount():
                amount = line.text
            case nodes.Deadline():
                deadline = line.text
            case nodes.InParts():
                days = line.days
            case _:
                pass

    def symbol(kind: Kind, which: object = None) -> model.Symbol | None:
        return symbols.get((one.bearer, one.content.text, kind, which))

    parts = tuple((day, found) for day in days if (found := symbol("part", day)) is not None)
    return model.Norm(
        bearer=one.bearer.name,
        row=one.bearer.concept is not None,
        modality=one.node.modality,
        content=one.content.text,
        applies=resolved.applies(one, contexts(one.concept, one.reading)),
        decision=None if one.relation is None else symbol("decision", one.relation),
        amount=symbol("amount") if amount is None and nodes.Amount in has else None,
        parts=parts,
        extent=symbol("extent") if nodes.Extent in has else None,
        deadline=symbol("deadline") if deadline is None and nodes.Deadline in has else None,
        amount_text=amount,
        deadline_text=deadline,
        reading=one.reading,
        section=one.section,
        node=one.node,
        covered=None if one.relation is None else symbol("covered", one.relation),
    )


# -- the rows that the regulation covers ---------------------------------------------------------


def scope(stated: Stated, node: nodes.Scope, contexts: Contexts) -> model.Scope | None:
    """`regelverket omfattar partier vars C`."""
    whole = contexts(None, None)
    vocabulary = whole.scope.vocabulary
    if stated.reading is not None:
        whole.problems.append(InReading(node.span, "scope"))
        return None
    written = node.name
    concept = vocabulary.many_forms.get(written.text)
    if concept is None:
        near = names.nearest(written.text, vocabulary.many_forms)
        unknown, loose = (
            UnknownName(written.span, written.text, "name", near),
            NotAGroup(written.span, written.text, "rows"),
        )
        whole.problems.append(unknown if near else loose)
        return None
    condition = conditions.condition(node.where, contexts(concept, None), values.expression)
    return None if condition is None else model.Scope(concept, condition, stated.section, node.span)


# -- what someone else decides -------------------------------------------------------------------


def with_regard(vocabulary: Vocabulary, collected: Collected, contexts: Contexts) -> Vocabulary:
    """The vocabulary where what is decided by others knows what they have regard to."""
    changed: dict[model.Symbol, model.Attribute] = {}
    for stated in collected.stated:
        if isinstance(stated.node, nodes.DecidedBy) and stated.node.regard:
            attribute = next((one for one in vocabulary.attributes.values() if one.span == stated.node.span), None)
            if attribute is None or attribute.judge is None:
                continue
            context = contexts(attribute.symbol.concept, None)
            found = (values.expression(name, context) for name in stated.node.regard)
            regard = tuple(value.symbol for value in found if isinstance(value, model.Reference))
            judge = attrs.evolve(attribute.judge, regard=regard)
            changed[attribute.symbol] = attrs.evolve(attribute, judge=judge)
    if not changed:
        return vocabulary

    def all_of(attributes: tuple[model.Attribute, ...]) -> tuple[model.Attribute, ...]:
        return tuple(changed.get(attribute.symbol, attribute) for attribute in attributes)

    return attrs.evolve(
        vocabulary,
        inputs=all_of(vocabulary.inputs),
        concepts={
            name: attrs.evolve(concept, attributes=all_of(concept.attributes))
            for name, concept in vocabulary.concepts.items()
        },
        attributes={**vocabulary.attributes, **changed},
    )
