"""What each expression becomes: its slots, once all that it needs is planned."""

import datetime
from fractions import Fraction
from typing import assert_never

import attrs

from dsl import model
from dsl.expressions import ranks
from dsl.years.periods import Undecided, answer, next_election
from interpreter.days import MAX_WORKDAYS
from interpreter.evaluating.plan import Moment, Operation, ShareSlots, Taken, kind_of
from interpreter.evaluating.planning.draft import Draft, Rule, Spot
from interpreter.evaluating.planning.needs import (
    Planned,
    as_of,
    days,
    in_force,
    index_years,
    possible,
    referred,
    scope_need,
    year_read,
)
from interpreter.evaluating.planning.setting import Need, Setting, day_in, in_year
from interpreter.evaluating.planning.sharing import Shareable, share
from interpreter.outcomes import Cause, Judgement, Missing, NotApplicable, Unregulated

ZERO, ONE = Fraction(0), Fraction(1)


def build(
    setting: Setting,
    need: Need,
    planned: Planned,
    sharings: dict[tuple[model.Sharing, Moment], ShareSlots],
    taken: dict[tuple[model.Expression, Moment], Taken],
    draft: Draft,
) -> int:
    """The slot of the expression. Everything that `needs` told is in `planned`. setting: of the calculation."""
    expression, moment, spot = need.expression, need.moment, need.spot
    here = setting.at(moment)

    def slot(part: model.Expression) -> int:
        return planned[part, moment]

    def chosen(made: tuple[int, Taken]) -> int:
        taken[expression, moment] = made[1]
        return made[0]

    match expression:
        case model.Constant(value):
            return draft.constant(value, spot)
        case model.Reference():
            return _reference(setting, expression, need, planned, draft)
        case model.Follow(relation, value):
            target = relation.type
            assert isinstance(target, model.RowOf)
            return draft.gather(draft.spread(slot(value), target.concept, spot), slot(relation), spot)
        case model.Arithmetic(operator, left, right):
            match operator:
                case "+":
                    return draft.add(slot(left), slot(right), spot)
                case "-":
                    return draft.subtract(slot(left), slot(right), spot)
                case "*":
                    return draft.multiply(slot(left), slot(right), spot)
                case "/":
                    return draft.divide(slot(left), slot(right), spot)
                case _:
                    assert_never(operator)
        case model.Changed(kind, value, by, proportional):
            change = slot(by)
            if proportional:
                one = draft.constant(ONE, spot)
                factor = draft.add(one, change, spot) if kind == "increase" else draft.subtract(one, change, spot)
                return draft.multiply(slot(value), factor, spot)
            return (draft.add if kind == "increase" else draft.subtract)(slot(value), change, spot)
        case model.Extreme(kind, left, right):
            return draft.extreme(kind, slot(left), slot(right), spot)
        case model.Round(value, direction, step, tie):
            return draft.round(slot(value), direction, step, tie, spot)
        case model.Compare(comparison, left, right):
            return draft.compare(comparison, slot(left), slot(right), spot)
        case model.Logic(operator, inner):
            match operator:
                case "and":
                    return draft.both(tuple(slot(part) for part in inner), spot)
                case "or":
                    return draft.either(tuple(slot(part) for part in inner), spot)
                case "not":
                    return draft.negation(slot(inner[0]), spot)
                case _:
                    assert_never(operator)
        case model.YearTest():
            return _year_test(here.program, expression, moment, draft, spot)
        case model.Aggregate():
            return _aggregate(here, expression, need, planned, draft)
        case model.Quantified(quantifier, group, condition):
            truth = slot(condition)
            within = _within(here, expression, group, need, planned, draft)
            if within is not None and quantifier == "every":
                truth = draft.either((draft.negation(within, spot), truth), spot)
            elif within is not None:
                truth = draft.both((within, truth), spot)
            owners = relation_of(here, group, moment, draft, spot)
            operation: Operation = "every" if quantifier == "every" else "some"
            found = draft.aggregate(operation, truth, -1, owners, group.concept, group.owner, spot)
            return draft.negation(found, spot) if quantifier == "none" else found
        case model.Cases():
            return chosen(_cases(expression, need, planned, draft))
        case model.Exceptions():
            return chosen(_exceptions(expression, need, planned, draft))
        case model.Lookup(table, result):
            return chosen(_lookup(table, result, need, planned, draft))
        case model.Brackets(value, tiers):
            planned_tiers = tuple((None if high is None else slot(high), slot(rate)) for high, rate in tiers)
            return _brackets(slot(value), planned_tiers, draft, spot)
        case model.Timeline(values):
            dated = in_force(values, moment)
            if isinstance(dated, str):
                return draft.fail(draft.undefined(dated, spot), kind_of(expression.type), spot)
            return slot(dated.value)
        case model.OnDay(value):
            on_days = [planned[value, when] for when in days(expression, moment)]
            total = on_days[0]
            for other in on_days[1:]:
                total = draft.add(total, other, spot)
            return total if len(on_days) == 1 else draft.divide(total, draft.constant(Fraction(12), spot), spot)
        case model.AsOf():
            return _as_of(setting, expression, need, planned, draft)
        case model.Indexed():
            return _indexed(expression, need, planned, draft)
        case model.DayOf():
            return _day_of(here.program, expression, moment, draft, spot)
        case model.AskedDay():
            asked = setting.asked_in(moment.year)
            if asked is None:
                return draft.fail(draft.undefined("no_day", spot), "day", spot)
            return draft.constant(asked, spot)
        case model.WholeTime(unit, since, until):
            return draft.whole(slot(since), slot(until), unit, spot)
        case model.ShiftDay(value, count, unit):
            return draft.shift(slot(value), count, unit, spot)
        case model.Workday(value, count, direction):
            if count > MAX_WORKDAYS:
                return draft.fail(draft.undefined("too_large", spot), "day", spot)
            return draft.workday(slot(value), count, direction, spot)
        case model.NotRegulated(reason):
            return draft.fail(Unregulated(reason, spot.section), kind_of(expression.type), spot)
        case model.Ranking():
            return _ranking(here, expression, need, planned, draft)
        case model.ShareOf(sharing) | model.LeftOf(sharing):
            owners = relation_of(here, sharing.group, moment, draft, spot)
            within = _within(here, expression, sharing.group, need, planned, draft)
            if within is not None:
                owners = draft.owners(within, owners, sharing.group.concept, spot)
            shared = share(Shareable(sharing, owners, slot, draft, spot))
            sharings[sharing, moment] = shared
            return shared.left if isinstance(expression, model.LeftOf) else shared.result
        case _:
            assert_never(expression)


def _as_of(setting: Setting, expression: model.AsOf, need: Need, planned: Planned, draft: Draft) -> int:
    """The value of the stretch of time that the day is in."""
    spot, day = need.spot, planned[expression.day, need.moment]
    on = as_of(setting, expression, need.moment, day, draft)
    if not on.moments:
        cause = draft.slots[day].cause
        assert cause is not None
        return draft.fail(cause, kind_of(expression.type), spot)
    options = tuple(planned[expression.value, when] for when in on.moments)
    if draft.known(day) is not None:
        return options[0]
    # Without any such day, as in a year in which nothing of it was dated, the day must be known all the same.
    starts = [Fraction(edge.toordinal()) for edge in on.edges]
    tests = tuple(
        (model.Interval(low, high, high_open=high is not None),)
        for low, high in zip((None, *starts), (*starts, None), strict=True)
    )
    index = draft.rows((day,), tests, spot)
    return draft.chosen(index, options, spot)


def _ranking(setting: Setting, ranking: model.Ranking, need: Need, planned: Planned, draft: Draft) -> int:
    """Days are in order of their ordinals; least first is most of the opposite."""
    spot, group = need.spot, ranking.group
    owners = relation_of(setting, group, need.moment, draft, spot)
    within = _within(setting, ranking, group, need, planned, draft)
    if within is not None:
        owners = draft.owners(within, owners, group.concept, spot)
    key = draft.spread(planned[ranking.key, need.moment], group.concept, spot)
    tie_key = -1
    if ranking.tie_key is not None:
        tie_key = draft.spread(planned[ranking.tie_key, need.moment], group.concept, spot)
    cause = Judgement("lot", (), spot.section)
    data = (group.owner, ranking.most, not ranking.tie_by_lot)
    # How many there are: a row that may be anyone's leaves that open for all.
    many = draft.aggregate("total", draft.constant(ONE, spot), -1, owners, group.concept, group.owner, spot)
    return draft.award("rank", (key, many, -1, tie_key, owners), group.concept, "number", data, cause, spot)


def covered(setting: Setting, need: Need, built: int, planned: Planned, draft: Draft) -> int:
    """The whole of a definition: not applicable where the regulation does not cover the row."""
    for scope in reversed(setting.at(need.moment).own(need.expression)):
        there = scope_need(scope, need.moment).spot
        outside = draft.fail(NotApplicable(scope.section, outside=True), draft.slots[built].kind, there)
        built = draft.choice(planned[scope.condition, need.moment], built, outside, there)
    return built


def attribute_slot(setting: Setting, symbol: model.Symbol, moment: Moment, draft: Draft, spot: Spot) -> int:
    """The slot of an attribute or input, in the year of the moment where it is given per year."""
    attribute = setting.attributes[symbol]
    year = moment.year if attribute.per_year else None
    section = setting.needed_by.get(symbol, spot.section)
    cause: Cause = Missing(symbol, None, year, section, None)
    if attribute.judge is not None:
        cause = Judgement("assessment", (), section, attribute)
    return draft.input(attribute, year, kind_of(attribute.type), cause, spot)


def _within(
    setting: Setting, expression: model.Expression, group: model.Group, need: Need, planned: Planned, draft: Draft
) -> int | None:
    """The truth of which rows of the group the regulation covers; None: all of them."""
    if expression in setting.deciding:
        return None
    truths = tuple(planned[scope.condition, need.moment] for scope in setting.scopes.get(group.concept, ()))
    return draft.both(truths, need.spot) if truths else None


def relation_of(setting: Setting, group: model.Group, moment: Moment, draft: Draft, spot: Spot) -> int:
    """The slot that says which owner each row of the group has; -1: all rows together."""
    return -1 if group.via is None else attribute_slot(setting, group.via, moment, draft, spot)


def _reference(setting: Setting, reference: model.Reference, need: Need, planned: Planned, draft: Draft) -> int:
    read = referred(setting, reference, need.moment)
    when = year_read(reference, need.moment)
    match read:
        case Need():
            return draft.spread(planned[read.expression, read.moment], reference.symbol.concept, need.spot)
        case model.Attribute():
            return attribute_slot(setting.at(when), reference.symbol, when, draft, need.spot)
        case "not_then" | "other_then":
            cause = draft.undefined(read, need.spot, when.year, reference.symbol)
        case why:
            cause = draft.undefined(why, need.spot)
    return draft.fail(cause, kind_of(reference.type), need.spot)


def _year_test(program: model.Program, test: model.YearTest, moment: Moment, draft: Draft, spot: Spot) -> int:
    year = moment.year
    if year is None:
        return draft.fail(draft.undefined("before_first", spot), "truth", spot)
    match test.kind:
        case "first_of_period" | "last_of_period" | "election":
            found = answer(program, test.kind, year)
            if isinstance(found, Undecided):
                return draft.fail(attrs.evolve(draft.undefined("no_election", spot), undecided=found), "truth", spot)
            return draft.constant(found, spot)
        case comparison:
            against = draft.constant(Fraction(test.year or 0), spot)
            return draft.compare(comparison, draft.constant(Fraction(year), spot), against, spot)


def _day_of(program: model.Program, day_of: model.DayOf, moment: Moment, draft: Draft, spot: Spot) -> int:
    year = moment.year
    if year is not None:
        match day_of.year:
            case "this":
                pass
            case "next":
                year += 1
            case "election":
                found = next_election(program, year)
                if isinstance(found, Undecided):
                    return draft.fail(attrs.evolve(draft.undefined("no_election", spot), undecided=found), "day", spot)
                year = found
            case _:
                assert_never(day_of.year)
    if year is None:
        return draft.fail(draft.undefined("before_first", spot), "day", spot)
    if not datetime.MINYEAR <= year <= datetime.MAXYEAR:
        return draft.fail(draft.undefined("outside_calendar", spot), "day", spot)
    return draft.constant(day_in(year, day_of.month, day_of.day), spot)


def _aggregate(setting: Setting, aggregate: model.Aggregate, need: Need, planned: Planned, draft: Draft) -> int:
    spot, group = need.spot, aggregate.group
    relation = relation_of(setting, group, need.moment, draft, spot)
    where = -1 if aggregate.where is None else planned[aggregate.where, need.moment]
    within = _within(setting, aggregate, group, need, planned, draft)
    if within is not None:
        where = within if where < 0 else draft.both((within, where), spot)
    one = draft.constant(ONE, spot)
    value = one if aggregate.value is None else planned[aggregate.value, need.moment]
    empty = draft.undefined("empty_group", spot)
    match aggregate.kind:
        case "total" | "count":
            return draft.aggregate("total", value, where, relation, group.concept, group.owner, spot)
        case "maximum" | "minimum":
            return draft.aggregate(aggregate.kind, value, where, relation, group.concept, group.owner, spot, empty)
        case "mean":
            total = draft.aggregate("total", value, where, relation, group.concept, group.owner, spot)
            count = draft.aggregate("total", one, where, relation, group.concept, group.owner, spot)
            some = draft.compare(">", count, draft.constant(ZERO, spot), spot)
            return draft.require(draft.divide(total, count, spot, zero_is_zero=True), some, empty, spot)
        case _:
            assert_never(aggregate.kind)


def _cases(cases: model.Cases, need: Need, planned: Planned, draft: Draft) -> tuple[int, Taken]:
    spot, moment = need.spot, need.moment
    otherwise, last = draft.fail(NotApplicable(spot.section), kind_of(cases.type), spot), None
    rules: list[Rule] = []
    applicable = possible(cases.branches, moment, planned, draft)
    for number, (branch, rank) in enumerate(zip(cases.branches, ranks(cases), strict=True)):
        if branch.condition is None:
            otherwise, last = planned[branch.value, moment], number
        elif branch in applicable:
            truth, value = planned[branch.condition, moment], planned[branch.value, moment]
            rules.append(Rule(number, rank, truth, value, (branch.span.file, branch.span.line), spot.section))
    return draft.rules(rules, otherwise, last, spot)


def _exceptions(exceptions: model.Exceptions, need: Need, planned: Planned, draft: Draft) -> tuple[int, Taken]:
    rules: list[Rule] = []
    sections: dict[int, model.SectionRef] = {}
    for number, (one, rank) in enumerate(zip(exceptions.exceptions, ranks(exceptions), strict=True)):
        truth, value = planned[one.condition, need.moment], planned[one.value, need.moment]
        # Where the first of a rank stands, whether it may apply or not.
        section = sections.setdefault(rank, one.section)
        rules.append(Rule(number, rank, truth, value, (one.span.file, one.span.line), section))
    return draft.rules(rules, planned[exceptions.base, need.moment], None, need.spot)


def _lookup(table: model.Table, result: int, need: Need, planned: Planned, draft: Draft) -> tuple[int, Taken]:
    # `övriga` is taken where no other row is, so it comes last.
    order = sorted(range(len(table.rows)), key=lambda number: table.rows[number].otherwise)
    rows = [table.rows[number] for number in order]
    columns = tuple(planned[column, need.moment] for column in table.columns)
    index = draft.rows(columns, tuple(row.tests for row in rows), need.spot)
    options = tuple(planned[row.results[result], need.moment] for row in rows)
    kind = draft.slots[options[0]].kind
    no_row = draft.fail(draft.undefined("no_row", need.spot), kind, need.spot)
    return draft.chosen(index, (*options, no_row), need.spot), Taken(index, (*order, None))


def _brackets(value: int, tiers: tuple[tuple[int | None, int], ...], draft: Draft, spot: Spot) -> int:
    zero = draft.constant(ZERO, spot)
    start, total = zero, zero
    for high, rate in tiers:
        top = value if high is None else draft.extreme("lower", value, high, spot)
        part = draft.multiply(draft.subtract(top, start, spot), rate, spot)
        # A rate that is not reached is not needed.
        reached = draft.compare(">", value, start, spot)
        total = draft.add(total, draft.choice(reached, part, zero, spot), spot)
        start = value if high is None else high
    first, last = tiers[0][0], tiers[-1][0]
    # Only the last tier has no end, and it is never the only one.
    assert first is not None
    # The bounds rise with their multiples, so that they are above 0 is seen of the first.
    rising = draft.compare(">", first, zero, spot)
    total = draft.require(total, rising, draft.undefined("bracket_measure", spot), spot)
    if last is not None:
        within = draft.compare("<=", value, last, spot)
        total = draft.require(total, within, draft.undefined("no_row", spot), spot)
    positive = draft.compare(">=", value, zero, spot)
    return draft.require(total, positive, draft.undefined("negative_bracket", spot), spot)


def _indexed(indexed: model.Indexed, need: Need, planned: Planned, draft: Draft) -> int:
    spot, moment = need.spot, need.moment
    if moment.year is None or moment.year < indexed.level_year:
        return draft.fail(draft.undefined("before_first", spot), "number", spot)
    years = index_years(indexed, moment)
    if years is None:
        return draft.fail(draft.undefined("too_large", spot), "number", spot)
    value = planned[indexed.base, in_year(moment, indexed.level_year)]
    one = draft.constant(ONE, spot)
    for year in years:
        rate = planned[indexed.rate, in_year(moment, year)]
        value = draft.multiply(value, draft.add(one, rate, spot), spot)
        each = indexed.round_each_year
        if each is not None:
            value = draft.round(value, each.direction, each.step, each.tie, spot)
    return value
