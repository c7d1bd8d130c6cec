"""Sharing rules: the pot, what is given first, how the rest is shared and who takes the difference."""

from fractions import Fraction
from typing import assert_never

import attrs

from dsl import model, nodes
from dsl.problems import Problem
from dsl.problems.sharing import CeilingUnsaid, NoTaker, OtherConcept, PartsOfPot, SharingSteps
from dsl.problems.values import Kind, WrongType
from dsl.resolving import agreement, conditions, operations, parts, pieces, ranking, references, values
from dsl.resolving.context import PENDING, Context
from dsl.resolving.lookup import Scope, meaning, unknown
from dsl.source import Span


@attrs.define(eq=False)
class _Steps:
    """The steps met so far. left: a line says what stays; sound: no problem in any of them."""

    gives: list[model.Give] = attrs.field(factory=list)
    of_pot: list[parts.Part] = attrs.field(factory=list)
    rest: model.Proportional | model.Equal | model.SainteLague | None = None
    cap: model.Expression | None = None
    goes_on: bool = False
    stays: bool = False
    left: bool = False
    turn: model.Turn | None = None
    rounding: operations.Rounding | None = None
    taker: model.ToRow | model.LargestRemainder | None = None
    unrounded: bool = False
    tie_key: model.Expression | None = None
    tie_by_lot: bool = False
    remainder: bool = False
    sound: bool = True


def sharing(node: nodes.Sharing, context: Context) -> tuple[model.ShareOf, model.LeftOf] | None:
    """The share of each row, in the unit of the pot, and what stays. context: of the group's concept."""
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
        _step(node, step, steps, pot if kind is not None else None, group, rows)
    if steps.sound and steps.of_pot:
        _rest_of_parts(steps, context.problems)
    _complete(node, steps, context.problems)
    if pot is None or kind is None or not steps.sound:
        return None
    # What is less than a step goes to nobody where something may stay, unless the rule says so.
    fine = steps.unrounded and steps.stays
    steps_whole = steps.rounding is not None and (steps.rounding[1] / kind.unit.factor).denominator == 1
    whole = isinstance(steps.rest, model.SainteLague) or (steps_whole and kind.whole and not fine)
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
        goes_on=steps.goes_on,
        stays=steps.stays,
        turn=steps.turn,
        rounding=steps.rounding,
        taker=steps.taker,
        unrounded=steps.unrounded,
        tie_key=steps.tie_key,
        tie_by_lot=steps.tie_by_lot,
        node=node,
    )
    number = model.Number(kind.unit, whole) if kind is not PENDING else PENDING
    return model.ShareOf(made, number, group.concept), model.LeftOf(made, number, group.owner)


def _owner(node: nodes.Sharing, context: Context) -> Scope:
    """The scope of pot and group: of the owner named first in `partiets sekreterare`, else of the whole regulation."""
    vocabulary = context.scope.vocabulary
    words = node.group.text.split(" ")
    for count in range(1, len(words)):
        concept = vocabulary.row_genitives.get(" ".join(words[:count]))
        if concept is not None:
            return Scope(vocabulary, concept, context.scope.reading)
    return Scope(vocabulary, None, context.scope.reading)


def _step(
    node: nodes.Sharing,
    step: nodes.SharingStep,
    steps: _Steps,
    pot: model.Expression | None,
    group: model.Group,
    rows: Context,
) -> None:
    problems = rows.problems
    match step:
        case nodes.Give():
            _row_name(step.name, step.span, rows, steps)
            value = pieces.whole_value(step.value, rows)
            where = None if step.where is None else conditions.condition(step.where, rows, values.expression)
            fits = value is not None and parts.as_pot(value, pot, step.value, problems)
            if value is None or not fits or (where is None and step.where is not None):
                steps.sound = False
            else:
                steps.gives.append(model.Give(value, where, node=step))
        case nodes.PartOfPot():
            key = None if step.key is None else _key(step.key, rows)
            part = (
                None
                if pot is None or (key is None and step.key is not None)
                else parts.part(node, step, pot, key, group, rows)
            )
            if part is None:
                steps.sound = False
            else:
                steps.of_pot.append(part)
                steps.gives.append(part.give)
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
            if bound is None or not parts.as_pot(bound, pot, step.bound, problems):
                steps.sound = False
            steps.cap = bound
            steps.stays = True
        case nodes.GoesOn():
            _once(step, steps.goes_on, steps, problems)
            steps.goes_on = True
        case nodes.Stays():
            _once(step, steps.left, steps, problems)
            steps.stays = steps.left = True
        case nodes.InTurn():
            _once(step, steps.turn is not None, steps, problems)
            key = values.expression(step.key, rows)
            if key is None or not _ordered(key, step, problems):
                steps.sound = False
            else:
                steps.turn = model.Turn(key, step.first not in ("tidigast", "minst", "lägst"))
            steps.stays = True
            _tie(step.tie, steps, rows)
        case nodes.Remainder():
            _remainder(node, step, steps, pot, rows)
        case _:
            assert_never(step)


def _rest_of_parts(steps: _Steps, problems: list[Problem]) -> None:
    """Parts that are together the whole pot leave the last of them what the others do not take, to the last öre."""
    shares = [part.share for part in steps.of_pot if part.share is not None]
    total = sum(shares, Fraction(0))
    if total > 1 or (total < 1 and steps.rest is None and len(shares) == len(steps.gives) and not steps.stays):
        problems.append(PartsOfPot(steps.of_pot[-1].give.node.span, total))
        steps.sound = False
    elif total == 1 and steps.rest is None and len(shares) == len(steps.gives):
        steps.rest = steps.of_pot[-1].rest
        steps.gives.remove(steps.of_pot[-1].give)


def _once(step: nodes.SharingStep, before: bool, steps: _Steps, problems: list[Problem]) -> None:
    if before:
        problems.append(SharingSteps(step.span, "twice"))
        steps.sound = False


def _ordered(key: model.Expression, step: nodes.InTurn, problems: list[Problem]) -> bool:
    """Whether the words for the order fit: `senast först` of days, `störst först` of numbers."""
    wanted: Kind = "day" if step.first in ("tidigast", "senast") else "number"
    if agreement.kind(key.type) == wanted:
        return True
    problems.append(WrongType(step.key.span, wanted, agreement.kind(key.type)))
    return False


def _rest(
    step: nodes.SharingStep,
    rest: model.Proportional | model.Equal | model.SainteLague | None,
    steps: _Steps,
    problems: list[Problem],
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


def _remainder(
    node: nodes.Sharing, step: nodes.Remainder, steps: _Steps, pot: model.Expression | None, rows: Context
) -> None:
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
            # Only what is rounded down can stay.
            stays = any(isinstance(other, nodes.Stays) for other in node.steps)
            if not (stays and step.rounding is not None and step.rounding.direction == "down"):
                problems.append(NoTaker(step.span))
                steps.sound = False
        case _:
            assert_never(step.taker)
    steps.unrounded = step.taker is not None and step.taker.unrounded


def _tie(tie: nodes.Tie, steps: _Steps, rows: Context) -> None:
    settled = ranking.tie(tie, rows, values.expression)
    if settled is None:
        steps.sound = False
    else:
        steps.tie_key, steps.tie_by_lot = settled


def _complete(node: nodes.Sharing, steps: _Steps, problems: list[Problem]) -> None:
    """What a sharing as a whole must say."""
    kinds = {type(step) for step in node.steps}
    first = {type(step): step for step in reversed(node.steps)}
    if nodes.SainteLague in kinds and len(kinds) > 1:
        problems.append(SharingSteps(node.span, "mixed"))
        steps.sound = False
    if not kinds & {
        nodes.Give,
        nodes.PartOfPot,
        nodes.RestEqually,
        nodes.RestInProportion,
        nodes.SainteLague,
        nodes.InTurn,
    }:
        problems.append(SharingSteps(node.span, "nothing"))
        steps.sound = False
    remainder = first.get(nodes.Remainder)
    idle = remainder.span if isinstance(remainder, nodes.Remainder) and remainder.rounding is None else None
    unsaid = nodes.Cap in kinds and not kinds & {nodes.GoesOn, nodes.Stays}
    if unsaid:
        problems.append(CeilingUnsaid(first[nodes.Cap].span, idle))
        steps.sound = False
    has_rest = steps.rest is not None or bool(kinds & {nodes.RestEqually, nodes.RestInProportion})
    if nodes.GoesOn in kinds and not (nodes.Cap in kinds and has_rest):
        problems.append(SharingSteps(first[nodes.GoesOn].span, "goes_on"))
        steps.sound = False
    if nodes.InTurn in kinds and not kinds <= {nodes.InTurn, nodes.Give, nodes.Stays}:
        problems.append(SharingSteps(first[nodes.InTurn].span, "turn"))
        steps.sound = False
    elif nodes.InTurn in kinds and nodes.Give not in kinds:
        problems.append(SharingSteps(first[nodes.InTurn].span, "claims"))
        steps.sound = False
    elif nodes.InTurn not in kinds and idle is not None and not unsaid:
        problems.append(SharingSteps(idle, "idle"))
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
