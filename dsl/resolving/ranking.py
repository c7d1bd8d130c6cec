"""The order among rows: `ordningen bland familjens barn efter födelsedagen, tidigast först`."""

from collections.abc import Callable
from typing import assert_never

from dsl import model, nodes
from dsl.problems.meaning import RankedElsewhere, WrongType
from dsl.resolving import agreement, references
from dsl.resolving.context import PENDING, PLAIN, Context
from dsl.resolving.lookup import Meaning, meaning

Resolve = Callable[[nodes.Expression, Context], model.Expression | None]


def ranking(node: nodes.Ranking, context: Context, resolve: Resolve) -> model.Expression | None:
    """The place of the row at hand among the rows of the group, which it must be one of."""
    found = meaning(context.scope, node.group.text, node.group.span, context.problems)
    if found is None or not references.gathered(found, node.group.span, node.group.text, "rows", context.problems):
        return None
    group = found.group
    assert group is not None
    if not _is_own(found, group, context):
        concept = context.scope.vocabulary.concepts[group.concept]
        context.problems.append(RankedElsewhere(node.group.span, node.group.text, concept.name, concept.forms))
        return None
    key = _key(node, context, resolve)
    settled = tie(node.tie, context, resolve)
    if key is None or settled is None:
        return None
    tie_key, by_lot = settled
    kind = model.Number(PLAIN.unit, whole=True)
    return model.Ranking(group, key, node.most, tie_key, by_lot, kind, group.concept, node=node)


def tie(node: nodes.Tie, rows: Context, resolve: Resolve) -> tuple[model.Expression | None, bool] | None:
    """What parts rows that are equal: a key, and whether a lot does; None where there is a problem."""
    match node:
        case nodes.ByLot():
            return None, True
        case nodes.ByMost():
            key = resolve(node.key, rows)
            return None if key is None or agreement.number(key, rows.problems) is None else (key, True)
        case None:
            return None, False
        case _:
            assert_never(node)


def _is_own(found: Meaning, group: model.Group, context: Context) -> bool:
    """Whether the row at hand is one of those that are ordered: of all, or of those of the row it belongs to."""
    way = tuple(relation.symbol for relation in found.before)
    return context.scope.concept == group.concept and way == (() if group.via is None else (group.via,))


def _key(node: nodes.Ranking, context: Context, resolve: Resolve) -> model.Expression | None:
    """A number or a day, as the wording says."""
    key = resolve(node.key, context)
    if key is None or key.type is PENDING:
        return key
    of_days = node.wording in ("tidigast", "senast")
    found = agreement.kind(key.type)
    if found == ("day" if of_days else "number"):
        return key
    instead = None
    if found in ("day", "number"):
        instead = (
            {True: "högst först", False: "lägst först"} if of_days else {True: "senast först", False: "tidigast först"}
        )
    advice = None if instead is None else instead[node.most]
    context.problems.append(WrongType(agreement.span(key), "day" if of_days else "number", found, advice))
    return None
