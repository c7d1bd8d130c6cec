"""Parts of a pot: `10 procent fördelas lika`, `20 000 kr fördelas i proportion till mandaten`."""

from fractions import Fraction
from typing import Literal

import attrs

from dsl import model, nodes, units
from dsl.problems import Problem
from dsl.problems.values import Side, UnitsDiffer
from dsl.resolving import agreement, operations, percentages, values
from dsl.resolving.context import PENDING, Context
from dsl.units import unit_text

_COUNT = model.Number(units.PURE, True, True)


@attrs.frozen(eq=False)
class Part:
    """What each row gets of a part of the pot.

    share: what part of the pot it is, None where that is not written out; rest: how a rest would be shared like it
    """

    give: model.Give
    share: Fraction | None
    rest: model.Proportional | model.Equal


def part(
    sharing: nodes.Sharing,
    step: nodes.PartOfPot,
    pot: model.Expression,
    key: model.Expression | None,
    group: model.Group,
    rows: Context,
) -> Part | None:
    """The part that a step gives; None where it is no part of the pot, which is told.

    pot: over the owner of the group; key: over its rows, None where they share equally; rows: the context of the rows
    """
    amount = _amount(sharing, step.part, _at_rows(pot, group, sharing.pot), rows)
    if amount is None:
        return None
    written, given = amount
    if key is None:
        many = next(form for form, concept in rows.scope.vocabulary.many_forms.items() if concept == group.concept)
        gathered = nodes.Aggregate("count", nodes.Name(many, span=step.span), None, span=step.span)
        divisor = model.Aggregate("count", group, None, None, _COUNT, group.owner, node=gathered)
    else:
        assert step.key is not None
        named = step.key if isinstance(step.key, nodes.Name) else nodes.Name("vikterna", span=step.span)
        gathered = nodes.Aggregate("total", named, None, span=step.span)
        divisor = model.Aggregate("total", group, key, None, key.type, group.owner, node=gathered)
        written = nodes.Binary("*", written, step.key, span=step.span)
        given = _computed("*", given, key, written, rows)
    each = nodes.Binary("/", written, gathered, span=step.span)
    value = _computed("/", given, _at_rows(divisor, group, gathered), each, rows)
    return Part(
        model.Give(value, None, node=step),
        _share(step.part, sharing.pot, rows),
        model.Equal() if key is None else model.Proportional(key),
    )


def _amount(
    sharing: nodes.Sharing, part: nodes.Expression, pot: model.Expression, rows: Context
) -> tuple[nodes.Expression, model.Expression] | None:
    """How much of the pot, as it would be written, and computed: `10 procent` is `10 % av potten`."""
    given = values.expression(part, rows)
    if given is None:
        return None
    if not percentages.is_share(given.type) or percentages.is_share(pot.type):
        return (part, given) if as_pot(given, pot, part, rows.problems) else None
    if isinstance(part, nodes.Quantity):
        written: nodes.Expression = nodes.ShareOf(part, None, sharing.pot, span=part.span)
    else:
        written = nodes.Binary("*", part, sharing.pot, span=part.span)
    return written, _computed("*", given, pot, written, rows)


def _share(part: nodes.Expression, pot: nodes.Name, rows: Context) -> Fraction | None:
    """What part of the pot is written out: `10 %`, `hälften`, `10 % av potten`."""
    if isinstance(part, nodes.ShareOf) and isinstance(part.whole, nodes.Name) and part.whole.text == pot.text:
        part = part.share
    made = values.expression(part, rows) if isinstance(part, nodes.Quantity) else None
    if isinstance(made, model.Constant) and isinstance(made.value, Fraction) and percentages.is_share(made.type):
        return made.value
    return None


def _computed(
    operator: Literal["*", "/"], left: model.Expression, right: model.Expression, node: nodes.Expression, rows: Context
) -> model.Expression:
    """Numbers can always be multiplied and divided, whatever their units."""
    made = operations.binary(operator, left, right, node, rows.problems)
    assert made is not None
    return made


def _at_rows(value: model.Expression, group: model.Group, node: nodes.Expression) -> model.Expression:
    """A value of whoever the pot is of, seen from a row of the group."""
    if group.via is None or value.concept is None:
        return value
    assert group.owner is not None
    through = model.Reference(group.via, model.RowOf(group.owner), group.concept)
    return model.Follow(through, value, value.type, group.concept, node=node)


def as_pot(
    value: model.Expression, pot: model.Expression | None, node: nodes.Expression, problems: list[Problem]
) -> bool:
    """Whether what is given is in the unit of the pot; it is told where it is not. pot: None is let be."""
    kind = agreement.number(value, problems)
    if kind is None or pot is None:
        return False
    assert isinstance(pot.type, model.Number)
    if kind is PENDING or pot.type is PENDING:
        return True
    if kind.unit.same_dimension(pot.type.unit) and percentages.is_share(kind) == percentages.is_share(pot.type):
        return True
    right = Side(agreement.span(pot), unit_text(pot.type.unit))
    problems.append(UnitsDiffer(node.span, "share", agreement.side(value), right))
    return False
