"""Sharing rules: the pot, what is given first, how the rest is shared and who takes the difference."""

from typing import assert_never

import attrs

from dsl import model, nodes
from dsl.problems.meaning import MeaningProblem, NoTaker, OtherConcept, SharingSteps, Side, UnitsDiffer
from dsl.resolving import agreement, conditions, operations, ranking, references, values
from dsl.resolving.context import PENDING, Context
from dsl.resolving.lookup import Scope, meaning, unknown
from dsl.source import Span
from dsl.units import unit_text


@attrs.define(eq=False)
class _Steps:
    """The steps met so far. sound: no problem in any of them."""

    gives: list[model.Give] = attrs.field(factory=list)
    rest: model.Proportional | model.Equal | model.SainteLague | None = None
    cap: model.Expression | None = None
    rounding: operations.Rounding | None = None
    taker: model.ToRow | model.LargestRemainder | None = None
    tie_key: model.Expression | None = None
    tie_by_lot: bool = False
    remainder: bool = False
    sound: bool = True


def sharing(node: nodes.Sharing, context: Context) -> model.Expression | None:
    """The share of each row, in the unit of the pot. context: of the group's concept."""
    vocabulary = context.scope.vocabulary
    owner = _owner(node, context)
    found = meaning(owner, node.group.text, node.group.span, context.problems)
    if found is None or not references.gathered(found, node.group.span, node.group.text, "rows", context.problems):
        return None
    group = found.group
    assert group is not None
    pot = references.value(node.pot.text, node.pot, context.within(Scope(vocabulary, group.owner, owner.reading)))
    via = group.via
    rows = context.within(Scope(vocabulary, group.concept, context.scope.reading, via))
    kind = None if pot is None else agreement.number(pot, context.problems)
    steps = _Steps()
    for step in node.steps:
        _step(step, steps, pot if kind is not None else None, rows)
    _complete(node, steps, context.problems)
    if pot is None or kind is None or not steps.sound:
        return None
    whole = steps.rounding is not None and (steps.rounding[1] / kind.unit.factor).denominator == 1
    whole = whole or isinstance(steps.rest, model.SainteLague)
    if isinstance(steps.rest, model.SainteLague) and not kind.whole and kind is not PENDING:
        context.problems.append(SharingSteps(node.pot.span, "whole"))
        return None
    made = model.Sharing(
        name=node.result.name,
        pot=pot,
        group=group,
        gives=tuple(steps.gives),
        rest=steps.rest,
        cap=steps.cap,
        rounding=steps.rounding,
        taker=steps.taker,
        tie_key=steps.tie_key,
        tie_by_lot=steps.tie_by_lot,
        node=node,
    )
    return model.ShareOf(made, model.Number(kind.unit, whole) if kind is not PENDING else PENDING, group.concept)


def _owner(node: nodes.Sharing, context: Context) -> Scope:
    """The scope of pot and group: of the owner named first in `partiets sekreterare`, else of the whole regulation."""
    vocabulary = context.scope.vocabulary
    words = node.group.text.split(" ")
    for count in range(1, len(words)):
        concept = vocabulary.row_genitives.get(" ".join(words[:count]))
        if concept is not None:
            return Scope(vocabulary, concept, context.scope.reading)
    return Scope(vocabulary, None, context.scope.reading)


def _step(step: nodes.SharingStep, steps: _Steps, pot: model.Expression | None, rows: Context) -> None:
    problems = rows.problems
    match step:
        case nodes.Give():
            _row_name(step.name, step.span, rows, steps)
            value = values.expression(step.value, rows)
            where = None if step.where is None else conditions.condition(step.where, rows, values.expression)
            fits = value is not None and _as_pot(value, pot, step.value, problems)
            if value is None or not fits or (where is None and step.where is not None):
                steps.sound = False
            else:
                steps.gives.append(model.Give(value, where, node=step))
        case nodes.RestInProportion():
            key = _key(step.key, rows)
            _rest(step, None if key is None else model.Proportional(key), steps, problems)
        case nodes.RestEqually():
            _rest(step, model.Equal(), steps, problems)
        case nodes.SainteLague():
            key = _key(step.key, rows)
            _rest(step, None if key is None else model.SainteLague(key, step.first_divisor.value), steps, problems)
            _tie(step.tie, steps, rows)
        case nodes.Cap():
            bound = values.expression(step.bound, rows)
            if steps.cap is not None:
                problems.append(SharingSteps(step.span, "twice"))
            if bound is None or not _as_pot(bound, pot, step.bound, problems):
                steps.sound = False
            steps.cap = bound
        case nodes.Remainder():
            _remainder(step, steps, pot, rows)
        case _:
            assert_never(step)


def _rest(
    step: nodes.SharingStep,
    rest: model.Proportional | model.Equal | model.SainteLague | None,
    steps: _Steps,
    problems: list[MeaningProblem],
) -> None:
    if rest is None:
        steps.sound = False
    elif steps.rest is not None:
        # Seats beside other steps are told once, of the whole sharing.
        if not isinstance(rest, model.SainteLague) and not isinstance(steps.rest, model.SainteLague):
            problems.append(SharingSteps(step.span, "twice"))
        steps.sound = False
    else:
        steps.rest = rest


def _remainder(step: nodes.Remainder, steps: _Steps, pot: model.Expression | None, rows: Context) -> None:
    problems = rows.problems
    if steps.remainder:
        problems.append(SharingSteps(step.span, "twice"))
        steps.sound = False
    steps.remainder = True
    if step.rounding is not None and pot is not None:
        steps.rounding = operations.rounding(step.rounding, pot, rows.scope.vocabulary.units, problems)
        steps.sound = steps.sound and steps.rounding is not None
    match step.taker:
        case nodes.ToRow():
            _row_name(step.taker.name, step.taker.span, rows, steps)
            key = _key(step.taker.key, rows)
            if key is None:
                steps.sound = False
            else:
                steps.taker = model.ToRow(key, step.taker.most)
            _tie(step.taker.tie, steps, rows)
        case nodes.LargestRemainder():
            if step.rounding is None or step.rounding.direction != "down":
                problems.append(SharingSteps(step.taker.span, "remainder"))
                steps.sound = False
            steps.taker = model.LargestRemainder()
            _tie(step.taker.tie, steps, rows)
        case None:
            problems.append(NoTaker(step.span, "rounding"))
            steps.sound = False
        case _:
            assert_never(step.taker)


def _tie(tie: nodes.Tie, steps: _Steps, rows: Context) -> None:
    settled = ranking.tie(tie, rows, values.expression)
    if settled is None:
        steps.sound = False
    else:
        steps.tie_key, steps.tie_by_lot = settled


def _complete(node: nodes.Sharing, steps: _Steps, problems: list[MeaningProblem]) -> None:
    """What a sharing as a whole must say."""
    kinds = {type(step) for step in node.steps}
    if nodes.SainteLague in kinds and len(kinds) > 1:
        problems.append(SharingSteps(node.span, "mixed"))
        steps.sound = False
    if not kinds & {nodes.Give, nodes.RestEqually, nodes.RestInProportion, nodes.SainteLague}:
        problems.append(SharingSteps(node.span, "nothing"))
        steps.sound = False
    cap = next((step for step in node.steps if isinstance(step, nodes.Cap)), None)
    remainder = next((step for step in node.steps if isinstance(step, nodes.Remainder)), None)
    if cap is not None and remainder is None:
        problems.append(NoTaker(cap.span, "ceiling"))
        steps.sound = False
    if remainder is not None and remainder.rounding is None and cap is None:
        problems.append(SharingSteps(remainder.span, "idle"))
        steps.sound = False


def _row_name(name: str, span: Span, rows: Context, steps: _Steps) -> None:
    concept = rows.scope.concept
    assert concept is not None
    if name == concept:
        return
    steps.sound = False
    if name in rows.scope.vocabulary.concepts:
        rows.problems.append(OtherConcept(span, name, concept))
    else:
        rows.problems.append(unknown(Scope(rows.scope.vocabulary, None, None), name, span))


def _key(node: nodes.Expression, rows: Context) -> model.Expression | None:
    key = values.expression(node, rows)
    return None if key is None or agreement.number(key, rows.problems) is None else key


def _as_pot(
    value: model.Expression, pot: model.Expression | None, node: nodes.Expression, problems: list[MeaningProblem]
) -> bool:
    """Whether what is given is in the unit of the pot."""
    kind = agreement.number(value, problems)
    if kind is None or pot is None:
        return False
    assert isinstance(pot.type, model.Number)
    if kind is PENDING or pot.type is PENDING or kind.unit.same_dimension(pot.type.unit):
        return True
    right = Side(agreement.span(pot), unit_text(pot.type.unit))
    problems.append(UnitsDiffer(node.span, "share", agreement.side(value), right))
    return False
