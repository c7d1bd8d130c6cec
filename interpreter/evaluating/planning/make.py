"""Makes the plan of a program for one year: `make_plan` is the door.

Works through what is wanted and what that needs, with a stack of its own: chains of years may be long, so nothing here
recurses. What an expression needs and what it becomes is said in `needs.py` and `expressions.py`.
"""

from collections.abc import Collection, Mapping

import attrs

from dsl import model
from interpreter.evaluating.plan import Moment, Plan, ShareSlots, Standing, Taken, kind_of
from interpreter.evaluating.planning.draft import NOWHERE, Draft, Spot
from interpreter.evaluating.planning.expressions import build, covered
from interpreter.evaluating.planning.needs import needs
from interpreter.evaluating.planning.setting import Need, Setting, make_setting


def make_plan(
    program: model.Program,
    moment: Moment,
    readings: Mapping[str, str],
    targets: Collection[model.Symbol] | None,
    also: Collection[model.Expression] = (),
) -> Plan:
    """The plan of all values in force (or of `targets`), of the assumptions and of `also`, with all they need.

    program: as it reads in the year of calculation; other years are planned as it reads in them
    moment: the year of calculation, and the day that timelines are read on, if any
    readings: tolkning -> the reading to follow instead of the one in force
    """
    setting = make_setting(program, moment, readings)
    draft = Draft()
    expressions: dict[tuple[model.Expression, Moment], int] = {}
    sharings: dict[tuple[model.Sharing, Moment], ShareSlots] = {}
    taken: dict[tuple[model.Expression, Moment], Taken] = {}
    roots = _roots(program, setting, moment, targets, also)
    for root in roots:
        stack = [root]
        while stack:
            need = stack[-1]
            key = (need.expression, need.moment)
            if key in expressions:
                stack.pop()
                continue
            # Beyond the bound nothing more is needed: what is built is `too_large`, and the plan ends.
            more = () if draft.full else needs(setting, need, expressions, draft)
            wanted = [other for other in more if (other.expression, other.moment) not in expressions]
            if wanted:
                stack.extend(reversed(wanted))
                continue
            if draft.full:
                too_large = draft.undefined("too_large", need.spot)
                expressions[key] = draft.fail(too_large, kind_of(need.expression.type), need.spot)
            else:
                built = build(setting, need, expressions, sharings, taken, draft)
                expressions[key] = covered(setting, need, built, expressions, draft)
            stack.pop()
    others = [other for _, other in setting.others]
    asked = frozenset(expressions[root.expression, root.moment] for root in roots)
    return Plan(
        moment,
        tuple(draft.slots),
        expressions,
        sharings,
        taken,
        asked,
        setting.active,
        {**{symbol: place for other in others for symbol, place in other.needed_by.items()}, **setting.needed_by},
        setting.scopes,
        setting.deciding.union(*(other.deciding for other in others)),
        setting.stretches,
        _standing(setting),
        tuple((first, _standing(other)) for first, other in setting.others),
    )


def _standing(setting: Setting) -> Standing:
    return Standing(setting.active, setting.attributes, setting.scopes)


def _roots(
    program: model.Program,
    setting: Setting,
    moment: Moment,
    targets: Collection[model.Symbol] | None,
    also: Collection[model.Expression],
) -> list[Need]:
    wanted = [
        setting.definition(definition, moment)
        for symbol, definition in setting.active.items()
        if targets is None or symbol in targets
    ]
    if targets is None:
        for assumption in program.assumptions:
            spot = Spot(assumption.section, assumption.span.line, assumption.span.file, assumption.condition)
            wanted.append(Need(assumption.condition, moment, spot))
    wanted.extend(Need(expression, moment, attrs.evolve(NOWHERE, source=expression)) for expression in also)
    return wanted
