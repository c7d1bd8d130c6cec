"""Amounts per piece: `13 425 kr per mandat` of a party that has so many mandat is that times them.

Only where it is a whole value of a row. The rate itself is written `13 425 kr/mandat`, and so is one of the whole
regulation, or of what has nothing in that unit. A unit of time alone is a rate (`500 kr per månad`).
"""

from collections.abc import Sequence

import attrs

from dsl import model, nodes, units
from dsl.formatting import expression_text
from dsl.problems.values import ManyInUnit
from dsl.resolving import values
from dsl.resolving.context import Context
from dsl.resolving.counted import counted_in, form_of
from dsl.units import Unit

_TIMES = frozenset(("år", "månad", "vecka", "dag", "timme"))


def whole_value(node: nodes.Expression, context: Context) -> model.Expression | None:
    """A value that a rule gives, which is not part of another."""
    in_full = _in_full(node, context)
    return None if in_full is None else values.expression(in_full, context)


def _in_full(node: nodes.Expression, context: Context) -> nodes.Expression | None:
    """With the factors that are not written; None where it cannot be told which they are, and that is told."""
    if isinstance(node, nodes.Modified):
        value = _in_full(node.value, context)
        return None if value is None else attrs.evolve(node, value=value)
    found: nodes.Expression = node
    rate: nodes.Expression = node
    pieces: list[tuple[str, Unit]] = []
    while isinstance(rate, nodes.Per):
        unit = units.parse(rate.unit, context.scope.vocabulary.units)
        if unit is None or unit.powers == units.PURE.powers:
            return node
        pieces.append((rate.unit, unit))
        rate = rate.value
    counts = [(name, unit, counted_in(unit, context)) for name, unit in pieces if not _is_time(unit)]
    if not counts or not all(inputs for _, _, inputs in counts):
        return node
    times = [(name, unit, counted_in(unit, context)) for name, unit in pieces if _is_time(unit)]
    for name, _, inputs in reversed((*counts, *(one for one in times if one[2]))):
        if len(inputs) > 1:
            context.problems.append(
                ManyInUnit(node.span, expression_text(node), name, _ways(node, inputs), _rate(node))
            )
            return None
        factor = nodes.Name(form_of(inputs[0]), span=node.span)
        found = nodes.Binary("*", found, factor, span=node.span)
    return found


def _is_time(unit: Unit) -> bool:
    return {dimension for dimension, _ in unit.powers} <= _TIMES


def _ways(node: nodes.Expression, inputs: Sequence[model.Attribute]) -> tuple[str, ...]:
    return tuple(f"{expression_text(node)} × {form_of(one)}" for one in inputs)


def _rate(node: nodes.Expression) -> str | None:
    """`8 500 kr/mandat` of `8 500 kr per mandat`; None where the amount is no number in a unit."""
    match node:
        case nodes.Per(value=nodes.Quantity(unit=str() as unit) as amount, unit=piece):
            return expression_text(attrs.evolve(amount, unit=f"{unit}/{piece}"))
        case _:
            return None
