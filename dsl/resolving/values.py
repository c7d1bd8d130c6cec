"""Expressions with their modifiers: from what was written to typed expressions over the rows at hand.

Every function gives None where there is a problem, which has then been added once; what is made of it is None too.
"""

import re
from fractions import Fraction
from typing import Literal, assert_never

import attrs

from dsl import model, names, nodes, units
from dsl.chains import joined, row
from dsl.formatting import expression_text
from dsl.problems.values import BareNumber, NothingElse, Side, UnitsDiffer, UnknownUnit
from dsl.problems.years import IndexAlone, IndexYear, LaterYear
from dsl.resolving import (
    agreement,
    conditions,
    counted,
    days,
    literals,
    operations,
    over_years,
    percentages,
    ranking,
    references,
)
from dsl.resolving.context import PENDING, Context, YearlyUse
from dsl.resolving.lookup import meanings

_GROWTH = re.compile(r"(.+?) (?:procentuella )?(?:ökning|höjning|förändring|utveckling)$")


def expression(node: nodes.Expression, context: Context) -> model.Expression | None:
    """The typed expression. The type of `inte reglerat` is settled by what it stands among (`settled`)."""
    match node:
        case nodes.Name():
            return references.value(node.text, node, context)
        case nodes.Quantity():
            return _quantity(node, context)
        case nodes.Binary():
            left, right = expression(node.left, context), expression(node.right, context)
            if left is None or right is None:
                return None
            if isinstance(left.type, model.Day) or isinstance(right.type, model.Day):
                return days.shifted(node.operator, left, right, node, context.problems)
            return operations.binary(node.operator, left, right, node, context.problems)
        case nodes.Modified():
            return _modified(node, context)
        case nodes.ShareOf():
            share, whole = expression(node.share, context), expression(node.whole, context)
            if share is None or whole is None:
                return None
            return operations.share_of(share, whole, node, context.problems)
        case nodes.Per():
            return _per(node, context)
        case nodes.PerBegun():
            return counted.per_begun(node, context, expression)
        case nodes.FirstThen():
            return counted.first_then(node, context, expression)
        case nodes.Aggregate():
            return _aggregate(node, context)
        case nodes.Extreme():
            left, right = expression(node.left, context), expression(node.right, context)
            if left is None or right is None:
                return None
            return operations.extreme_of(node, left, right, context.problems)
        case nodes.Negative():
            operand = expression(node.operand, context)
            if operand is None or agreement.number(operand, context.problems) is None:
                return None
            minus_one = model.Constant(-units.PURE.factor, model.Number(units.PURE, whole=True), node=node)
            return model.Arithmetic("*", minus_one, operand, operand.type, operand.concept, node=node)
        case nodes.YearOf():
            return _year_of(node, context)
        case nodes.Text():
            return model.Constant(node.value, model.Text(), node=node)
        case nodes.Date():
            return model.Constant(literals.day(node), model.Day(), node=node)
        case nodes.DayOf():
            return model.DayOf(node.month, node.day, node.year, node=node)
        case nodes.AskedDay():
            return model.AskedDay(node=node)
        case nodes.WholeTime():
            since, until = expression(node.since, context), expression(node.until, context)
            return None if since is None or until is None else days.whole_time(node, since, until, context.problems)
        case nodes.Ranking():
            return ranking.ranking(node, context, expression)
        case nodes.Workday():
            day = expression(node.day, context)
            return None if day is None else days.workday(node, day, context.problems)
        case nodes.Nothing():
            # `inget bidrag` is nothing of a grundbidrag, and no word about a rabatt.
            if not any(form.endswith(node.name) for form in context.called):
                context.problems.append(NothingElse(node.span, f"{node.word} {node.name}", context.called[:1]))
                return None
            return model.Constant(Fraction(0), PENDING, node=node)
        case nodes.NotRegulated():
            return model.NotRegulated(node.reason, PENDING, node=node)
        case _:
            assert_never(node)


def settled(value: model.Expression, kind: model.Type) -> model.Expression:
    """`inte reglerat` and `ingen avgift` with the type of what they stand among; so many times a share as a share among
    shares."""
    if isinstance(value, model.NotRegulated):
        return attrs.evolve(value, type=kind)
    if isinstance(value, model.Constant) and isinstance(value.node, nodes.Nothing):
        return attrs.evolve(value, type=kind)
    return percentages.as_share(value) if percentages.is_share(kind) else value


def _quantity(node: nodes.Quantity, context: Context) -> model.Expression | None:
    """A number with its unit, or so many of a value (`4 basbelopp`); a unit wins."""
    number = node.number.value
    if node.unit is None:
        return model.Constant(number, model.Number(units.PURE, number.denominator == 1), node=node)
    known = context.scope.vocabulary.units
    unit = units.parse(node.unit, known)
    if unit is not None:
        kind = model.Number(units.shown(unit), number.denominator == 1)
        return model.Constant(number * unit.factor, kind, node=node)
    if not meanings(context.scope, node.unit):
        forms = [*known, *context.scope.vocabulary.members.get(None, ())]
        context.problems.append(UnknownUnit(node.span, node.unit, names.nearest(node.unit, forms)))
        return None
    value = references.value(node.unit, node, context)
    if value is None or agreement.number(value, context.problems) is None:
        return None
    many = model.Constant(number, model.Number(units.PURE, number.denominator == 1), node=node)
    return operations.binary("*", many, value, node, context.problems)


def _per(node: nodes.Per, context: Context) -> model.Expression | None:
    value = expression(node.value, context)
    known = context.scope.vocabulary.units
    unit = units.parse(node.unit, known)
    if unit is None:
        context.problems.append(UnknownUnit(node.span, node.unit, names.nearest(node.unit, known)))
        return None
    if value is None:
        return None
    one = model.Constant(unit.factor, model.Number(unit, whole=True), node=node)
    return operations.binary("/", value, one, node, context.problems)


def _aggregate(node: nodes.Aggregate, context: Context) -> model.Expression | None:
    if (by_year := over_years.written_out(node)) is not None and not meanings(context.scope, node.name.text):
        made = expression(by_year, context)
        if made is None:
            return None
        assert isinstance(made, model.Arithmetic | model.Extreme), "there are at least two years"
        return attrs.evolve(made, node=node)

    def where(inside: Context) -> model.Expression | None:
        assert node.where is not None
        return conditions.condition(node.where, inside, expression)

    return references.aggregate(node, where, context)


def _year_of(node: nodes.YearOf, context: Context) -> model.Expression | None:
    # In its own exception the value of another year is that of the year, exceptions and all.
    value = references.value(node.name.text, node, attrs.evolve(context, before=None))
    if value is None:
        return None
    if node.absolute and context.first_year is not None and node.year > context.first_year:
        context.problems.append(LaterYear(node.span, node.year, context.first_year))
        return None
    year = node.year if node.absolute else node.year - context.back
    made, read = references.in_year(value, year, node.absolute)
    if node.absolute or node.year:
        context.yearly.append(YearlyUse(read.symbol, node.name.text, node.span))
    return made


# -- modifiers -----------------------------------------------------------------------------------


def _modified(node: nodes.Modified, context: Context) -> model.Expression | None:
    """Each modifier is of all that stands before it; a price level waits for its `uppräknat`."""
    value = expression(node.value, context)
    level: nodes.PriceLevel | None = None
    for modifier in node.modifiers:
        if level is not None and not isinstance(modifier, nodes.Indexed):
            context.problems.append(IndexAlone(level.span, "rate"))
            return None
        if isinstance(modifier, nodes.PriceLevel):
            level = modifier
        elif isinstance(modifier, nodes.Indexed):
            value = _indexed(modifier, level, value, node, context)
            level = None
        elif value is not None:
            value = _apply(modifier, value, node, context)
        else:
            _alone(modifier, context)
    if level is not None:
        context.problems.append(IndexAlone(level.span, "rate"))
        return None
    return value


_Applied = (
    nodes.Round | nodes.Changed | nodes.Limited | nodes.AtDate | nodes.AsOf | nodes.MonthByMonth | nodes.Conditioned
)


def _alone(modifier: _Applied, context: Context) -> None:
    """Problems within a modifier of a value that already has one."""
    match modifier:
        case nodes.Changed(by=part) | nodes.Limited(bound=part) | nodes.AsOf(day=part):
            expression(part, context)
        case nodes.Conditioned(modifier=inner, condition=condition):
            _alone(inner, context)
            conditions.condition(condition, context, expression)
        case _:
            pass


def _apply(
    modifier: _Applied, value: model.Expression, node: nodes.Modified, context: Context
) -> model.Expression | None:
    here = attrs.evolve(node, span=node.value.span.to(modifier.span))
    match modifier:
        case nodes.Limited():
            bound = expression(modifier.bound, context)
            kind: Literal["higher", "lower"] = "lower" if modifier.kind == "most" else "higher"
            if bound is None:
                return None
            told = len(context.problems)
            limited = operations.extreme(kind, value, bound, True, here, context.problems)
            if limited is None and modifier is node.modifiers[0]:
                context.problems[told:] = [
                    attrs.evolve(problem, instead=_of_a_factor(modifier, value, bound, node.value))
                    if isinstance(problem, UnitsDiffer)
                    else problem
                    for problem in context.problems[told:]
                ]
            return limited
        case nodes.Changed():
            by = expression(modifier.by, context)
            return None if by is None else operations.changed(modifier.kind, value, by, here, context.problems)
        case nodes.Round():
            how = operations.rounding(modifier, value, context.scope.vocabulary.units, context.problems)
            if how is None:
                return None
            if not modifier.each_year:
                return operations.rounded(value, how, here)
            if not isinstance(value, model.Indexed):
                context.problems.append(IndexAlone(modifier.span, "index"))
                return None
            step = operations.rounded(value.base, how, here)
            assert isinstance(step, model.Round)
            return attrs.evolve(value, round_each_year=step)
        case nodes.AtDate():
            return model.OnDay(value, modifier.day.month, modifier.day.day, value.type, value.concept, node=here)
        case nodes.AsOf():
            day = expression(modifier.day, context)
            return None if day is None else days.as_of(value, day, here, context.problems)
        case nodes.MonthByMonth():
            return model.OnDay(value, None, None, value.type, value.concept, node=here)
        case nodes.Conditioned():
            return _conditioned(modifier, value, node, here, context)
        case _:
            assert_never(modifier)


def _of_a_factor(
    modifier: nodes.Limited, value: model.Expression, bound: model.Expression, node: nodes.Expression
) -> str | None:
    """`B × (mandaten, dock högst 5 mandat)` of `B × mandaten, dock högst 5 mandat`, where one factor is in mandat."""

    def is_sum(part: nodes.Expression, _of: nodes.Expression, _left: bool) -> bool:
        return isinstance(part, nodes.Binary) and part.operator in ("+", "-")

    links = row(node, is_sum)
    factors = [part.node for part in _factors(value) if _same_unit(part, bound)]
    places = [at for at, (_, operand) in enumerate(links) if any(operand is factor for factor in factors)]
    if len(links) < 2 or len(places) != 1:
        return None
    (at,) = places
    sign, operand = links[at]
    assert not isinstance(operand, str)
    limited = nodes.Modified(operand, (modifier,), span=operand.span)
    return expression_text(joined((*links[:at], (sign, limited), *links[at + 1 :])))


def _factors(value: model.Expression) -> tuple[model.Expression, ...]:
    match value:
        case model.Arithmetic("*", left, right, node=nodes.Binary()):
            return (*_factors(left), *_factors(right))
        case _:
            return (value,)


def _same_unit(one: model.Expression, other: model.Expression) -> bool:
    return (
        isinstance(one.type, model.Number)
        and isinstance(other.type, model.Number)
        and one.type.unit.same_dimension(other.type.unit)
    )


def _conditioned(
    modifier: nodes.Conditioned,
    value: model.Expression,
    node: nodes.Modified,
    here: nodes.Modified,
    context: Context,
) -> model.Expression | None:
    """The changed value where the condition holds, else the value as it is."""
    bare = attrs.evolve(here, modifiers=(*node.modifiers[: node.modifiers.index(modifier)], modifier.modifier))
    changed = _apply(modifier.modifier, value, bare, context)
    condition = conditions.condition(modifier.condition, context, expression)
    if changed is None or condition is None:
        return None
    kind = agreement.common((changed, value), context.problems)
    assert kind is not None, "a modifier keeps the unit of what it changes"
    branches = (
        model.Branch(condition, changed, modifier.span),
        model.Branch(None, value, modifier.span, otherwise=True),
    )
    concept = agreement.concept(condition, changed, value)
    return model.Cases(branches, True, kind, concept, node=here, modifier=modifier)


def _rate(node: nodes.Expression, context: Context) -> nodes.Expression:
    """`prisbasbeloppets ökning`, where nothing is called so, is how much of itself it rose since the year before."""
    of = _GROWTH.match(node.text) if isinstance(node, nodes.Name) else None
    if of is None or meanings(context.scope, of.string):
        return node
    form = next((form for form in (of[1].removesuffix("s"), of[1]) if meanings(context.scope, form)), None)
    if form is None:
        return node
    now = nodes.Name(form, span=node.span)
    before = nodes.YearOf(-1, False, now, span=node.span)
    grown = nodes.Binary("/", now, before, span=node.span)
    one = nodes.Quantity(nodes.Number(Fraction(1), "1", span=node.span), None, span=node.span)
    return nodes.Binary("-", grown, one, span=node.span)


def _indexed(
    modifier: nodes.Indexed,
    level: nodes.PriceLevel | None,
    value: model.Expression | None,
    node: nodes.Modified,
    context: Context,
) -> model.Expression | None:
    rate, rate_span = expression(_rate(modifier.rate, context), context), modifier.rate.span
    if level is None:
        context.problems.append(IndexAlone(modifier.span, "level"))
        return None
    if modifier.first_year <= level.year:
        context.problems.append(IndexYear(modifier.span, level.year, modifier.first_year))
        return None
    if value is None or rate is None:
        return None
    kind, share = agreement.number(value, context.problems), agreement.number(rate, context.problems)
    if kind is None or share is None:
        return None
    written = agreement.bare(rate)
    if written is not None:
        context.problems.append(BareNumber(rate_span, written.number.text, written.number.value, "%", rate_span))
        return None
    if (share.unit.powers and share is not PENDING) or percentages.counts(rate):
        context.problems.append(UnitsDiffer(rate_span, "share", agreement.side(rate), Side(rate_span, "%")))
        return None
    shown = model.Number(kind.unit, False, percentages.counted(kind)) if kind is not PENDING else PENDING
    return model.Indexed(
        value, level.year, modifier.first_year, rate, None, shown, agreement.concept(value, rate), node=node
    )
