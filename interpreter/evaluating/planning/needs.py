"""Which other values an expression is computed from, in its moment; only those that can matter there.

Told in stages: first the conditions, and once they are planned, the branches that are not ruled out already.
"""

import datetime
from collections.abc import Iterable, Mapping

import attrs

from dsl import model
from dsl.expressions import parts
from interpreter.evaluating.plan import MAX_YEARS, Moment, Stretches, kind_of
from interpreter.evaluating.planning.draft import Draft, Spot
from interpreter.evaluating.planning.setting import Need, Setting, at, day_in, in_year
from interpreter.outcomes import Why

Planned = Mapping[tuple[model.Expression, Moment], int]


def needs(setting: Setting, need: Need, planned: Planned, draft: Draft) -> Iterable[Need]:
    """What must be planned before this; asked again, when that is done, until nothing is left. setting: of the
    calculation, as everywhere here."""
    scopes = setting.at(need.moment).covering(need.expression)
    if not scopes:
        return _needs(setting, need, planned, draft)
    return [*(scope_need(scope, need.moment) for scope in scopes), *_needs(setting, need, planned, draft)]


def scope_need(scope: model.Scope, moment: Moment) -> Need:
    """What says which rows of a concept are covered, as something to plan."""
    return Need(scope.condition, moment, Spot(scope.section, scope.span.line, scope.span.file, scope.condition))


def _needs(setting: Setting, need: Need, planned: Planned, draft: Draft) -> Iterable[Need]:
    expression, moment, spot = need.expression, need.moment, need.spot
    match expression:
        case model.Reference():
            read = referred(setting, expression, moment)
            return [read] if isinstance(read, Need) else []
        case model.Cases(branches):
            conditions = [
                _below(condition, need) for condition in (branch.condition for branch in branches) if condition
            ]
            if any((other.expression, moment) not in planned for other in conditions):
                return conditions
            return [_below(branch.value, need) for branch in possible(branches, moment, planned, draft)]
        case model.Exceptions(base, exceptions):
            below = [_below(base, need)]
            for exempted in exceptions:
                inside = attrs.evolve(need, spot=exempted_spot(exempted, spot))
                below += [_below(exempted.condition, inside), _below(exempted.value, inside)]
            return below
        case model.Timeline(values):
            taken = in_force(values, moment)
            return [] if isinstance(taken, str) else [_below(taken.value, need)]
        case model.OnDay(value):
            return [Need(value, when, at(spot, value)) for when in days(expression, moment)]
        case model.AsOf(value, day):
            if (day, moment) not in planned:
                return [_below(day, need)]
            on = as_of(setting, expression, moment, planned[day, moment], draft)
            return [Need(value, when, at(spot, value)) for when in on.moments]
        case model.Indexed(base, level_year, _, rate):
            if not level_year <= (moment.year or 0) or index_years(expression, moment) is None:
                return []
            rates = [
                Need(rate, in_year(moment, year), at(spot, rate)) for year in index_years(expression, moment) or ()
            ]
            return [Need(base, in_year(moment, level_year), at(spot, base)), *rates]
        case _:
            return [_below(part, need) for part in parts(expression)]


def referred(setting: Setting, reference: model.Reference, moment: Moment) -> Need | model.Attribute | Why:
    """What is read: a definition and when, or an input; else why there is nothing to read.

    It is what is in force in the year that is read. A defined value is not looked back at in a year before the first; a
    year that is named outright may be any.
    """
    when = year_read(reference, moment)
    here, there = setting.at(moment), setting.at(when)
    definition = there.active.get(reference.symbol)
    looks_back = bool(reference.year) and not reference.absolute
    if looks_back and (definition is not None or reference.symbol in here.active) and _is_before(when, there):
        return "before_first"
    read = there.attributes.get(reference.symbol) if definition is None else definition
    if read is None:
        return "not_then"
    if setting.others and not _alike(read.type, reference.type):
        return "other_then"
    return read if isinstance(read, model.Attribute) else setting.definition(read, when)


def _is_before(moment: Moment, there: Setting) -> bool:
    return moment.year is None or there.first_year is None or moment.year < there.first_year


def _alike(one: model.Type, other: model.Type) -> bool:
    """Whether values of both can stand in one place."""
    if isinstance(one, model.Number) and isinstance(other, model.Number):
        return one.unit.same_dimension(other.unit)
    return kind_of(one) == kind_of(other) and (one == other or not isinstance(one, model.RowOf))


def year_read(reference: model.Reference, moment: Moment) -> Moment:
    """The moment that a reference reads its value in."""
    if reference.absolute:
        return in_year(moment, reference.year)
    # The day of a value as of a day may be in another year.
    return moment if moment.year is None or not reference.year else in_year(moment, moment.year + reference.year)


def possible(
    branches: tuple[model.Branch, ...], moment: Moment, planned: Planned, draft: Draft
) -> tuple[model.Branch, ...]:
    """The branches that are not ruled out when the plan is made (by the year, above all)."""
    kept = []
    for branch in branches:
        known = None if branch.condition is None else draft.known(planned[branch.condition, moment])
        if known is not False:
            kept.append(branch)
    return tuple(kept)


def in_force(values: tuple[model.Dated, ...], moment: Moment) -> model.Dated | Why:
    """The value in force that day, or the whole year without changing in it; else why there is none."""
    if moment.day is not None:
        first, last = moment.day, moment.day
    elif moment.year is not None and datetime.MINYEAR <= moment.year <= datetime.MAXYEAR:
        first, last = datetime.date(moment.year, 1, 1), datetime.date(moment.year, 12, 31)
    else:
        return "before_first"
    begun = [number for number, dated in enumerate(values) if dated.first <= last]
    if not begun:
        return "before_first"
    latest = values[begun[-1]]
    if latest.last is not None and latest.last < first:
        return "not_in_force"
    if latest.first > first or (latest.last is not None and latest.last < last):
        return "changes_within_year"
    return latest


def days(expression: model.OnDay, moment: Moment) -> tuple[Moment, ...]:
    """The day, or the first of every month; without a year the moment as it is."""
    year = moment.year
    if year is None:
        return (moment,)
    if expression.month is None:
        return tuple(Moment(year, day_in(year, month, 1)) for month in range(1, 13))
    return (Moment(year, day_in(year, expression.month, expression.day)),)


def as_of(setting: Setting, expression: model.AsOf, moment: Moment, day: int, draft: Draft) -> Stretches:
    """The moments in which a value as of a day is needed: where the day is known, that alone; else each day from
    which what is in force may be another, and before the first of them. day: the slot of the day."""
    found = setting.stretches.get((expression, moment))
    if found is None:
        found = setting.stretches[expression, moment] = _stretches(setting, expression.value, moment, day, draft)
    return found


def _stretches(setting: Setting, value: model.Expression, moment: Moment, day: int, draft: Draft) -> Stretches:
    known = draft.known(day)
    if isinstance(known, datetime.date):
        return Stretches((Moment(moment.year, known),), ())
    if draft.slots[day].operation == "fail":
        return Stretches((), ())
    edges = setting.at(moment).edges(value)
    if not edges:
        return Stretches((moment,), ())
    before = edges[0] - datetime.timedelta(days=1)
    return Stretches(tuple(Moment(moment.year, one) for one in (before, *edges)), edges)


def index_years(expression: model.Indexed, moment: Moment) -> range | None:
    """The years whose rate is applied; None where they are too many to go through."""
    years = range(expression.first_year, (moment.year or 0) + 1)
    return years if len(years) <= MAX_YEARS else None


def exempted_spot(exempted: model.Exempted, spot: Spot) -> Spot:
    """An exception may stand in another section than what it excepts from."""
    return Spot(exempted.section, exempted.span.line, exempted.span.file, spot.source)


def _below(part: model.Expression, need: Need) -> Need:
    return Need(part, need.moment, at(need.spot, part))
