"""One rule to the expressions of what it defines: values, cases, truths, timelines, with their exceptions."""

import datetime
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, assert_never

import attrs

from dsl import model, nodes
from dsl.frozen import identical
from dsl.problems import Problem
from dsl.problems.values import WrongType
from dsl.problems.years import DatesOverlap
from dsl.resolving import agreement, conditions, literals, norms, pieces, sharing, tables, values
from dsl.resolving.collecting import Placed
from dsl.resolving.context import PLAIN, Before, Context
from dsl.resolving.norm_groups import Decided
from dsl.resolving.vocabulary import Defined
from dsl.source import Span


@identical
class Outside:
    """`undantag från § 6: …` with the section that it stands in."""

    node: nodes.ExceptionRule
    section: model.SectionRef
    context: Context


def expressions(
    defined: Defined, forms: tuple[tuple[str, ...], ...], outside: Sequence[Outside], context: Context
) -> tuple[model.Expression | None, ...]:
    """One for each symbol of the rule, None where there is a problem. forms: of each symbol, as in every reading."""
    node, placed = defined.node, defined.placed
    if isinstance(placed, Decided):
        return (norms.expression(placed, context),)
    assert not isinstance(node, nodes.Norm)
    context = attrs.evolve(context, called=tuple(form for several in forms for form in several))
    match node:
        case nodes.Definition():
            base = _body(node, context)
            return (_beaten(base, defined.symbols[0], _condition(base), node.details, outside, placed, context),)
        case nodes.TableDefinition():
            columns: Sequence[model.Expression | None] | None = tables.table(node, forms, context)
            found = columns if columns is not None else [None for _ in node.subjects]
            return tuple(
                _beaten(base, symbol, None, node.details, outside, placed, context)
                for base, symbol in zip(found, defined.symbols, strict=True)
            )
        case nodes.Sharing():
            shared = sharing.sharing(node, context)
            if shared is None:
                return (None,) * len(defined.symbols)
            share, left = shared
            beaten = _beaten(share, defined.symbols[0], None, node.details, outside, placed, context)
            return (beaten,) if len(defined.symbols) == 1 else (beaten, left)
        case _:
            assert_never(node)


def assumption(placed: Placed, node: nodes.Assumption, context: Context) -> model.Assumption | None:
    """`förutsätter "…": C`."""
    condition = conditions.condition(node.condition, context, values.expression)
    return None if condition is None else model.Assumption(node.text, condition, placed.section, node.span)


def _body(node: nodes.Definition, context: Context) -> model.Expression | None:
    match node.body:
        case nodes.Single(condition=None):
            value = pieces.whole_value(node.body.value, context)
            # `inte reglerat` and nothing else is taken for a plain number.
            return None if value is None else values.settled(value, PLAIN)
        case nodes.Single():
            return _cases((_Arm(node.body.value, node.body.condition, False, node.body.span),), context)
        case nodes.Cases():
            arms = tuple(_Arm(case.value, case.condition, case.otherwise, case.span) for case in node.body.cases)
            return _cases(arms, context)
        case nodes.When():
            return conditions.condition(node.body.condition, context, values.expression)
        case nodes.Timeline():
            return _timeline(node.body, context)
        case _:
            assert_never(node.body)


@identical
class _Arm:
    value: nodes.Expression
    condition: nodes.Condition | None
    otherwise: bool
    span: Span


def _cases(arms: tuple[_Arm, ...], context: Context) -> model.Expression | None:
    branches = []
    known = []
    for arm in arms:
        value = pieces.whole_value(arm.value, context)
        condition = None
        if arm.condition is not None:
            condition = conditions.condition(arm.condition, context, values.expression)
        if value is not None:
            known.append(value)
        if value is not None and (condition is not None or arm.condition is None):
            branches.append(model.Branch(condition, value, arm.span, arm.otherwise))
    kind = agreement.common(known, context.problems)
    if kind is None or len(branches) < len(arms):
        return None
    settled = tuple(attrs.evolve(branch, value=values.settled(branch.value, kind)) for branch in branches)
    parts = [part for branch in settled for part in (branch.condition, branch.value)]
    exclusive = all(arm.otherwise for arm in arms[1:])
    return model.Cases(settled, exclusive, kind, agreement.concept(*parts))


def _timeline(node: nodes.Timeline, context: Context) -> model.Expression | None:
    found = []
    for dated in node.values:
        value = pieces.whole_value(dated.value, context)
        last = None if dated.last is None else literals.day(dated.last)
        if value is not None:
            found.append(model.Dated(literals.day(dated.first), last, value, dated.span))
    if len(found) < len(node.values) or not _apart(found, context):
        return None
    kind = agreement.common([dated.value for dated in found], context.problems)
    if kind is None:
        return None
    settled = tuple(attrs.evolve(dated, value=values.settled(dated.value, kind)) for dated in sorted(found, key=_first))
    return model.Timeline(settled, kind, agreement.concept(*(dated.value for dated in settled)))


def _first(dated: model.Dated) -> datetime.date:
    return dated.first


def _apart(found: list[model.Dated], context: Context) -> bool:
    """Whether no two are in force on the same day by their own words; one without an end gives way to the next."""
    sound = True
    ordered = sorted(found, key=_first)
    for dated in ordered:
        if dated.last is not None and dated.last < dated.first:
            context.problems.append(DatesOverlap(dated.span, dated.span))
            sound = False
    for before, after in pairwise(ordered):
        if before.first == after.first or (before.last is not None and before.last >= after.first):
            later, earlier = (after, before) if after.span.line > before.span.line else (before, after)
            context.problems.append(DatesOverlap(later.span, earlier.span))
            sound = False
    return sound


# -- exceptions ----------------------------------------------------------------------------------


def _condition(base: model.Expression | None) -> model.Expression | None:
    """Where a base with conditions applies; None: everywhere."""
    if not isinstance(base, model.Cases) or base.branches[-1].condition is None:
        return None
    parts = tuple(branch.condition for branch in base.branches if branch.condition is not None)
    return parts[0] if len(parts) == 1 else model.Logic("or", parts, agreement.concept(*parts))


def _beaten(
    base: model.Expression | None,
    symbol: model.Symbol,
    applies: model.Expression | None,
    details: tuple[nodes.Detail, ...],
    outside: Sequence[Outside],
    placed: Placed,
    context: Context,
) -> model.Expression | None:
    """The base with its `dock`, `trots det` and exceptions from other sections. The value itself is in its `dock` the
    base, and in `trots det` the base with its `dock`."""
    written: list[tuple[Literal[1, 2], nodes.Unless | nodes.ExceptionRule, model.SectionRef, Context]] = [
        (detail.level, detail, placed.section, context) for detail in details if isinstance(detail, nodes.Unless)
    ]
    written += [(1, other.node, other.section, other.context) for other in outside]
    if not written:
        return base
    lower: list[model.Exempted] = []
    before = base
    found: list[model.Exempted | None] = [None] * len(written)
    for level in (1, 2):
        if level == 2 and before is not None and lower:
            before = _excepted(before, tuple(lower), []) or before
        for index, (own, node, section, there) in enumerate(written):
            if own == level:
                inside = attrs.evolve(there, before=None if before is None else Before(symbol, before))
                made_one = found[index] = _exempted(own, node, applies, section, inside)
                lower += [made_one] if made_one is not None else []
    made = tuple(exempted for exempted in found if exempted is not None)
    if base is None or len(made) < len(found):
        return None
    return _excepted(base, made, context.problems)


def _excepted(
    base: model.Expression, made: tuple[model.Exempted, ...], problems: list[Problem]
) -> model.Expression | None:
    if isinstance(base.type, model.Truth):
        problems.append(WrongType(made[0].span, "number", "truth"))
        return None
    kind = agreement.common([base, *(exempted.value for exempted in made)], problems)
    if kind is None:
        return None
    settled = tuple(attrs.evolve(exempted, value=values.settled(exempted.value, kind)) for exempted in made)
    parts = [part for exempted in settled for part in (exempted.condition, exempted.value)]
    return model.Exceptions(values.settled(base, kind), settled, kind, agreement.concept(base, *parts))


def _exempted(
    level: Literal[1, 2],
    node: nodes.Unless | nodes.ExceptionRule,
    applies: model.Expression | None,
    section: model.SectionRef,
    context: Context,
) -> model.Exempted | None:
    value = pieces.whole_value(node.value, context)
    condition = conditions.condition(node.condition, context, values.expression)
    if value is None or condition is None:
        return None
    if applies is not None and not node.even:
        condition = model.Logic("and", (applies, condition), agreement.concept(applies, condition))
    return model.Exempted(level, condition, value, section, node.span)
