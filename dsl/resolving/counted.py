"""What the row at hand has of a unit, and what is per piece of it that has begun, or after the first ones."""

from collections.abc import Callable
from fractions import Fraction

from dsl import model, names, nodes, units
from dsl.formatting import expression_text
from dsl.problems.values import ManyInUnit, NothingInUnit, UnknownUnit
from dsl.resolving.context import Context
from dsl.units import Unit

Resolve = Callable[[nodes.Expression, Context], model.Expression | None]


def counted_in(unit: Unit, context: Context) -> tuple[model.Attribute, ...]:
    """The inputs of the row at hand that are in a unit."""
    concept = context.scope.vocabulary.concepts.get(context.scope.concept or "")
    return tuple(
        attribute
        for attribute in (() if concept is None else concept.attributes)
        if isinstance(attribute.type, model.Number) and attribute.type.unit.same_dimension(unit)
    )


def form_of(attribute: model.Attribute) -> str:
    """The name of an input as it stands in a rule: `mandaten`."""
    return attribute.forms[-1]


def per_begun(node: nodes.PerBegun, context: Context, expression: Resolve) -> model.Expression | None:
    """The amount times how many have begun; of an amount per unit (`173 kr/timme per påbörjad halvtimme`) times the
    units in those."""
    value = expression(node.value, context)
    counted = node.counted or _counted(node, node.unit, context)
    if value is None or counted is None:
        return None
    unit = None if node.unit is None else units.parse(node.unit, context.scope.vocabulary.units)
    step = nodes.Step(node.size, node.unit, span=node.span)
    if unit is not None and isinstance(value.type, model.Number) and _is_per(value.type.unit, unit):
        begun: nodes.Expression = _up(counted, step, node)
    else:
        one = _quantity(node.size, node.unit, node)
        whole = nodes.Step(Fraction(1), None, span=node.span)
        begun = _up(nodes.Binary("/", counted, one, span=node.span), whole, node)
    return expression(nodes.Binary("*", node.value, begun, span=node.span), context)


def first_then(node: nodes.FirstThen, context: Context, expression: Resolve) -> model.Expression | None:
    """The first amount, and the other for each of what is above the first ones."""
    unit = _unit_named(node.unit, context)
    if unit is None:
        known = context.scope.vocabulary.units
        context.problems.append(UnknownUnit(node.span, node.unit, names.nearest(node.unit, known)))
        return None
    counted = _counted(node, unit, context)
    if counted is None:
        return None
    less = nodes.Binary("-", counted, _quantity(node.count, unit, node), span=node.span)
    floor = nodes.Limited("least", _quantity(Fraction(0), unit, node), span=node.span)
    above = nodes.Modified(less, (floor,), span=node.span)
    then: nodes.Expression = nodes.Binary("*", node.then, above, span=node.span)
    if isinstance(node.then, nodes.PerBegun) and node.then.counted is None:
        begun = node.then
        then = nodes.PerBegun(begun.value, begun.size, begun.unit, begun.wording, above, span=begun.span)
    return expression(nodes.Binary("+", node.first, then, span=node.span), context)


def _counted(
    node: nodes.PerBegun | nodes.FirstThen, unit_text: str | None, context: Context
) -> nodes.Expression | None:
    """The name of the only input of the row in the unit; told where there is none, or several."""
    unit = None if unit_text is None else units.parse(unit_text, context.scope.vocabulary.units)
    if unit_text is not None and unit is None:
        known = context.scope.vocabulary.units
        context.problems.append(UnknownUnit(node.span, unit_text, names.nearest(unit_text, known)))
        return None
    inputs = () if unit is None else counted_in(unit, context)
    written = expression_text(node)
    if not inputs:
        way = f"{written} av NAMNET" if isinstance(node, nodes.PerBegun) else None
        context.problems.append(NothingInUnit(node.span, written, unit_text, way))
        return None
    if len(inputs) > 1:
        ways = tuple(f"{written} av {form_of(one)}" for one in inputs) if isinstance(node, nodes.PerBegun) else ()
        context.problems.append(ManyInUnit(node.span, written, unit_text or "", ways, None))
        return None
    return nodes.Name(form_of(inputs[0]), span=node.span)


def _unit_named(word: str, context: Context) -> str | None:
    """The unit that a word in any form is: `timmen`, `vigseln`, `mandatet`."""
    known = context.scope.vocabulary.units
    return next((one for one in (word, word[:-1], word[:-2]) if one in known), None)


def _is_per(unit: Unit, piece: Unit) -> bool:
    """Whether the unit is something for each of the other: kr/timme of timme."""
    return len(piece.powers) == 1 and (piece.powers[0][0], -piece.powers[0][1]) in unit.powers


def _up(value: nodes.Expression, step: nodes.Step, node: nodes.Expression) -> nodes.Modified:
    return nodes.Modified(value, (nodes.Round("up", step, None, False, span=node.span),), span=node.span)


def _quantity(size: Fraction, unit: str | None, node: nodes.Expression) -> nodes.Quantity:
    text = f"{size.numerator}" if size.denominator == 1 else f"{size.numerator}/{size.denominator}"
    return nodes.Quantity(nodes.Number(size, text, span=node.span), unit, span=node.span)
