"""Values that are not always there (no case applies) may be passed on, but nothing may compute with them."""

from collections.abc import Iterator, Mapping

import attrs

from dsl import model, nodes
from dsl.checking.program import Subject, Written, span, text, zero
from dsl.expressions import parts, passed, post_order
from dsl.formatting.expressions import condition, guarded
from dsl.formatting.expressions import expression as written
from dsl.formatting.literals import with_forms
from dsl.frozen import identical
from dsl.model import Expression, Symbol
from dsl.problems.cases import MayNotApply
from dsl.problems.counterexample import Case

_DECIDED = {"ska": "ska", "får": "får", "har rätt till": "har rätt till", "har rätt endast till": "har rätt till"}


@identical
class _Open:
    """Where the case is missing."""

    definition: model.Definition
    case: Case


def check_applying(subject: Subject, open_cases: Mapping[model.Cases, Case]) -> Iterator[MayNotApply]:
    """Find values that are used where none of their cases applies.

    open_cases: the cases where none may apply, with an example.
    """
    if not open_cases:
        return
    sometimes = _open_symbols(subject, open_cases)
    for definition, order in subject.orders.items():
        for expression in order:
            yield from _computed(expression, sometimes, definition.node)
    for tested, node in subject.conditions:
        for expression in post_order(tested):
            yield from _computed(expression, sometimes, node)


def _single(definition: model.Definition) -> tuple[str | None, tuple[str, str] | None]:
    """Of a value and a condition on one line: how the others may keep the value, and the same as a case."""
    node = definition.node
    if not isinstance(node, nodes.Definition) or not isinstance(node.body, nodes.Single):
        return None, None
    value, test = node.body.value, node.body.condition
    assert test is not None, "what has no condition is always there"
    head = f"{with_forms(node.subject.name, node.subject.forms)} är"
    return _kept(value, test), (head, f"{guarded(value)} om {condition(test)}")


def _kept(value: nodes.Expression, test: nodes.Condition) -> str | None:
    """`beloppet, ökat med 150 kr om C` of what was written with C for the whole value."""
    if not isinstance(value, nodes.Modified):
        return None
    *before, last = value.modifiers
    if not isinstance(last, nodes.Round | nodes.Changed | nodes.Limited):
        return None
    own = nodes.Conditioned(last, test, span=last.span)
    return written(attrs.evolve(value, modifiers=(*before, own)))


def _open_symbols(subject: Subject, open_cases: Mapping[model.Cases, Case]) -> Mapping[Symbol, _Open]:
    """Values that are not always there, by their own cases or because they are another such value."""
    found: dict[Symbol, _Open] = {}
    copies: dict[Symbol, list[Symbol]] = {}
    waiting: list[Symbol] = []
    for definition in subject.program.definitions:
        for expression in post_order(definition.expression, passed):
            if isinstance(expression, model.Reference):
                copies.setdefault(expression.symbol, []).append(definition.symbol)
            elif isinstance(expression, model.Cases) and expression in open_cases and definition.symbol not in found:
                found[definition.symbol] = _Open(definition, open_cases[expression])
                waiting.append(definition.symbol)
    while waiting:
        symbol = waiting.pop()
        for copy in copies.get(symbol, ()):
            if copy not in found:
                found[copy] = found[symbol]
                waiting.append(copy)
    return found


def _asked(definition: model.Definition) -> str | None:
    """The decision of the norm that gives a value; empty where there is none to ask for."""
    node = definition.node
    if not isinstance(node, nodes.Norm):
        return None
    relation = _DECIDED.get(node.modality)
    content = next((one.text for one in node.contents if f'"{one.text}"' in definition.symbol.name), "")
    return "" if relation is None else f'{relation} "{content}"'


def _is_asked(expression: Expression, value: model.Reference) -> bool:
    """Whether an aggregate takes only the rows for which the norm that gives the value says yes: `som ska "X"`."""
    if not isinstance(expression, model.Aggregate) or expression.where is None:
        return False
    asked = expression.where.node
    if not isinstance(asked, nodes.Normed) or asked.relation == "uppfyller":
        # A requirement that does not apply is met.
        return False
    return not asked.negated and f'"{asked.content}"' in value.symbol.name


def _computed(expression: Expression, sometimes: Mapping[Symbol, _Open], owner: Written) -> Iterator[MayNotApply]:
    """What the expression itself computes with.

    A condition that asks for a decision has seen to it that there is one, and a norm that shares out its own amount
    does so only where there is one.
    """
    if isinstance(expression.node, nodes.Normed):
        return
    kept = passed(expression)
    for part in parts(expression):
        if part in kept:
            continue
        for source in post_order(part, passed):
            if isinstance(source, model.Reference) and source.symbol in sometimes:
                missing = sometimes[source.symbol]
                own = isinstance(owner, nodes.Norm) and missing.definition.node is owner
                if own or _is_asked(expression, source):
                    continue
                name = text(source)
                yield MayNotApply(
                    *(span(source, owner.span), name, missing.definition.node.span, missing.case),
                    *(zero(missing.definition), _asked(missing.definition), *_single(missing.definition)),
                )
