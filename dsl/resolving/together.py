"""What a sentence leaves unsaid of a group or a number, where what is declared leaves one way to understand it."""

from collections.abc import Callable, Iterator

import attrs

from dsl import model, names, nodes
from dsl.problems.names import WhichSum
from dsl.resolving import percentages, references
from dsl.resolving.context import Context
from dsl.resolving.lookup import Scope, meaning, meanings

_TOGETHER = " sammanlagt"
Resolve = Callable[[nodes.Expression, Context], model.Expression | None]


def is_together(node: nodes.Expression, scope: Scope) -> bool:
    """`ledamotens uppdrag sammanlagt`, which is no name that is declared."""
    return isinstance(node, nodes.Name) and node.text.endswith(_TOGETHER) and not meanings(scope, node.text)


def together(
    node: nodes.Expression, other: nodes.Expression, context: Context, resolve: Resolve
) -> nodes.Aggregate | None:
    """`ledamotens uppdrag sammanlagt`, compared with `other`: the sum of the one thing given of the rows that is in the
    unit of that."""
    assert isinstance(node, nodes.Name)
    words = node.text.removesuffix(_TOGETHER)
    found = meaning(context.scope, words, node.span, context.problems)
    if found is None:
        return None
    if found.group is not None and found.entry is not None:
        return nodes.Aggregate("total", attrs.evolve(node, text=words), None, span=node.span)
    if not references.gathered(found, node.span, words, "rows", context.problems):
        return None
    measure = resolve(other, context)
    if measure is None:
        return None
    given = [f"{names.genitive(words)} {name}" for name in _in_unit(found.concept, measure.type, context)]
    if len(given) != 1:
        sums = tuple(f"summan av {name}" for name in given)
        context.problems.append(WhichSum(node.span, words, sums))
        return None
    return nodes.Aggregate("total", attrs.evolve(node, text=given[0]), None, span=node.span)


def _in_unit(concept: str | None, measure: model.Type, context: Context) -> Iterator[str]:
    for symbol, attribute in context.scope.vocabulary.attributes.items():
        kind = attribute.type
        if symbol.concept != concept or not isinstance(kind, model.Number) or not isinstance(measure, model.Number):
            continue
        if kind.unit.same_dimension(measure.unit) and percentages.is_share(kind) == percentages.is_share(measure):
            yield symbol.name
