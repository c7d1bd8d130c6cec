"""Shares and numbers: 25 % of 49 members is a number, twice a share is a share.

Both are plain numbers to the evaluator. Which of the two a value is decides what `heltal` and a number without a unit
mean beside it, and how it is shown, so it must not hang on spelling or order: a product of a share is told as a number
when it counts more than it is divided by, whichever factor stands first.
"""

from collections.abc import Iterator
from typing import Literal

import attrs

from dsl import model, nodes, units
from dsl.resolving.context import PENDING


def is_share(kind: model.Type) -> bool:
    """Whether it is a number in `%` or promille."""
    return isinstance(kind, model.Number) and not kind.unit.powers and units.is_share(kind.unit)


def counts(expression: model.Expression) -> bool:
    """Whether it is so many: a whole number that is given, counted or computed, or made of such; not one written."""
    return counted(expression.type) and not isinstance(expression, model.Constant)


def counted(kind: model.Type) -> bool:
    """Whether the values are counted, so that a share of them is a number."""
    return isinstance(kind, model.Number) and kind.is_counted


def product(
    operator: Literal["+", "-", "*", "/"], left: model.Expression, right: model.Expression, unit: units.Unit
) -> model.Number:
    """The type of a product or quotient of decided numbers. unit: by the units alone."""
    whole = operator == "*" and _whole(left.type, right.type, unit)
    if unit.powers:
        return model.Number(unit, whole)
    factors = [*_factors(left, 1), *_factors(right, 1 if operator == "*" else -1)]
    count = sum(sign for factor, sign in factors if counts(factor))
    share = _share(factors)
    if share == units.PURE or count > 0:
        unit = units.PURE
        whole = operator == "*" and _whole(left.type, right.type, unit)
        return model.Number(unit, whole, count > 0)
    return model.Number(share, operator == "*" and _whole(left.type, right.type, share))


def share_of(whole: model.Expression, product: model.Expression) -> model.Expression:
    """`25 % av ledamöterna`: in the unit of what it is a share of."""
    kind, of = product.type, whole.type
    assert isinstance(product, model.Arithmetic)
    assert isinstance(kind, model.Number)
    assert isinstance(of, model.Number)
    if kind is PENDING or kind.unit.powers:
        return product
    return attrs.evolve(product, type=model.Number(of.unit, False, counted(of)))


def as_share(expression: model.Expression) -> model.Expression:
    """The same as a share where it is so many times a share: `32 % + 4 % × (barnen − 2)`, `4 % × barnen, dock högst
    100 %`. Any other value as it is."""
    if not counted(expression.type) or not isinstance(expression, model.Arithmetic):
        return expression
    if isinstance(expression.node, nodes.ShareOf):
        return expression
    if expression.operator in ("+", "-"):
        left, right = as_share(expression.left), as_share(expression.right)
        if not (is_share(left.type) and is_share(right.type)):
            return expression
        assert isinstance(left.type, model.Number)
        assert isinstance(right.type, model.Number)
        kind = model.Number(units.common(left.type.unit, right.type.unit))
        return attrs.evolve(expression, left=left, right=right, type=kind)
    share = _share(list(_factors(expression, 1)))
    return expression if share == units.PURE else attrs.evolve(expression, type=model.Number(share))


def _share(factors: list[tuple[model.Expression, int]]) -> units.Unit:
    """The share that is in a product; the plain unit where there is none, or where shares divide each other away."""
    found = [(factor.type.unit, sign) for factor, sign in factors if isinstance(factor.type, model.Number)]
    left = sum(sign for unit, sign in found if units.is_share(unit))
    return units.share(*(unit for unit, sign in found if sign > 0)) if left > 0 else units.PURE


def _factors(expression: model.Expression, sign: int) -> Iterator[tuple[model.Expression, int]]:
    """What is multiplied, and with −1 what is divided by. `A av B` is one of them."""
    waiting = [(expression, sign)]
    while waiting:
        part, sign = waiting.pop()
        inner = isinstance(part, model.Arithmetic) and part.operator in ("*", "/")
        if isinstance(part, model.Arithmetic) and inner and not isinstance(part.node, nodes.ShareOf):
            waiting += [(part.left, sign), (part.right, sign if part.operator == "*" else -sign)]
        else:
            yield part, sign


def _whole(left: model.Type, right: model.Type, unit: units.Unit) -> bool:
    """Whether a product of the two is whole numbers of the unit."""
    assert isinstance(left, model.Number)
    assert isinstance(right, model.Number)
    together = left.unit.factor * right.unit.factor / unit.factor
    return left.whole and right.whole and together.denominator == 1
