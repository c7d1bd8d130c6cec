"""What a program means, the naive way: one row at a time, recursively, in fractions. For tests only.

A value is a Fraction, truth, text, date or label; a failure is a frozenset of causes. Written from the docstrings of
`dsl.model`, not from the evaluator.
"""

import calendar
import datetime
import functools
import math
import operator
from fractions import Fraction
from itertools import groupby, pairwise
from types import SimpleNamespace

import attrs
import holidays

from dsl import model
from dsl.expressions import post_order
from dsl.years.periods import Undecided, answer, next_election
from interpreter.outcomes import Conflict, Judgement, Missing, NotApplicable, Undefined, Unregulated

COMPARE = {
    "=": operator.eq,
    "≠": operator.ne,
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
}
ARITHMETIC = {"+": operator.add, "-": operator.sub, "*": operator.mul}


def failed(value):
    return isinstance(value, frozenset)


def union(values):
    return frozenset().union(*(value for value in values if failed(value)))


def apart(years, otherwise):
    """How many years there are between any two neighbours, where it is always the same."""
    distances = {after - before for before, after in pairwise(years)}
    return distances.pop() if len(distances) == 1 else otherwise


def of_period(program, kind, year):
    """Whether it is such a year, None where what is listed does not say."""
    ends = {last for _, last in program.periods} | {first - 1 for first, _ in program.periods}
    ends |= {one for one in program.elections if not ends or one < min(ends) or one > max(ends)}
    listed = set(program.elections) if kind == "election" else ends
    begins = program.elections if kind == "election" else [*program.elections, *(a for a, _ in program.periods)]
    ended = year - 1 if kind == "first_of_period" else year
    if not listed or year < min(begins):
        return None
    length = apart(sorted(ends if listed <= ends else listed), 1)
    known = range(min(listed) - length + 1, max(listed) + length)
    return ended in listed if ended in known else None


class Reference:
    def __init__(self, program, facts, year, *, day=None, readings=None, root=None):
        chosen = {one.name: one.in_force for one in program.interpretations} | (readings or {})
        self.root, self.readings, self.others = root or self, readings, {}
        self.program, self.facts, self.year, self.day = program, facts, year, day
        self.definitions = {
            one.symbol: one
            for one in program.definitions
            if one.reading is None or chosen[one.reading[0]] == one.reading[1]
        }
        declared = [*program.inputs, *(one for concept in program.concepts for one in concept.attributes)]
        self.attributes = {one.symbol: one for one in declared}
        self.first = program.years[0] if program.years[0] is not None else year - 400
        self.known = {}
        self.free = set()
        waiting = [scope.condition for scope in program.scopes]
        while waiting:
            for part in post_order(waiting.pop()):
                self.free.add(part)
                if isinstance(part, model.Reference) and part.symbol in self.definitions:
                    defined = self.definitions[part.symbol].expression
                    waiting += [] if defined in self.free else [defined]

    def at(self, year):
        """How the regulation read at the end of the year; the year asked for is read as the program says."""
        root = self.root
        there = [one for one in root.program.wordings if one.first is None or one.first <= year]
        if year == root.year or not there or there[-1].program.definitions == root.program.definitions:
            return root
        if there[-1] not in root.others:
            root.others[there[-1]] = Reference(
                there[-1].program, root.facts, root.year, day=root.day, readings=root.readings, root=root
            )
        return root.others[there[-1]]

    def value(self, definition, row):
        return self.defined(definition, row, self.year, self.day)

    def defined(self, definition, row, year, day):
        if definition.expression not in self.free:
            for scope in self.program.scopes:
                if scope.concept == definition.symbol.concept:
                    covered = self.covered(scope, row, year, day)
                    if covered is not True:
                        return covered or frozenset([NotApplicable(scope.section, True)])
        return self.of(definition.expression, row, year, day, definition)

    def covered(self, scope, row, year, day):
        return self.of(scope.condition, row, year, day, SimpleNamespace(section=scope.section, node=scope))

    def of(self, expression, row, year, day, rule):
        key = (expression, row if expression.concept else None, year, day)
        if key not in self.known:
            self.known[key] = self.work_out(expression, row, year, day, rule)
        return self.known[key]

    def rows(self, concept):
        return range(len(self.facts.rows[concept].labels)) if concept in self.facts.rows else range(0)

    def within(self, e, concept, row, year, day):
        """Whether the regulation covers the row of what `e` gathers."""
        scopes = [] if e in self.free else [one for one in self.program.scopes if one.concept == concept]
        return kleene([self.covered(scope, row, year, day) for scope in scopes], False)

    def members(self, group, row, year, rule):
        """(row, the causes where it is not known to be one)"""
        for other in self.rows(group.concept):
            owner = None if group.via is None else self.attribute(group.via, other, year, rule)
            if group.via is None or failed(owner) or owner == self.facts.rows[group.owner].labels[row]:
                yield other, owner if failed(owner) else frozenset()

    def work_out(self, e, row, year, day, rule):
        def of(part, other=row, rule=rule):
            return self.of(part, other, year, day, rule)

        def undefined(why, section=rule.section):
            return frozenset([Undefined(why, section, e.node.span.line if e.node else rule.node.span.line)])

        def undecided(what):
            assert isinstance(what, Undecided)
            return frozenset(attrs.evolve(one, undecided=what) for one in undefined("no_election"))

        def not_then(why, when, symbol):
            return frozenset(attrs.evolve(one, year=when, symbol=symbol) for one in undefined(why))

        def strict(compute, *parts):
            values = [of(part) for part in parts]
            return union(values) or compute(*values)

        match e:
            case model.Constant(value):
                return value
            case model.Reference(symbol, _, _, offset, absolute):
                when = offset if absolute else year + offset
                there = self.at(when)
                looked_back = offset and not absolute and (symbol in self.definitions or symbol in there.definitions)
                if looked_back and when < there.first:
                    return undefined("before_first")
                definition = there.definitions.get(symbol)
                if definition is None and symbol not in there.attributes:
                    return not_then("not_then", when, symbol)
                if definition is None:
                    return there.attribute(symbol, row, when, rule)
                if type(definition.type) is not type(e.type):
                    return not_then("other_then", when, symbol)
                moved_day = (offset or absolute) and day is not None
                same_day = on(when, day.month, day.day) if moved_day else day
                return there.defined(definition, row, when, same_day)
            case model.Follow(relation, value):
                label = of(relation)
                return label if failed(label) else of(value, self.facts.rows[relation.type.concept].labels.index(label))
            case model.Arithmetic("/", left, right):
                top, bottom = of(left), of(right)
                return union([top, bottom, undefined("division_by_zero") if bottom == 0 else 0]) or top / bottom
            case model.Arithmetic("-", left, right) if isinstance(left.type, model.Day):
                return strict(lambda one, other: Fraction((one - other).days), left, right)
            case model.Arithmetic(sign, left, right):
                return strict(ARITHMETIC[sign], left, right)
            case model.Changed(kind, value, by, proportional):
                sign = 1 if kind == "increase" else -1
                return strict(lambda x, y: x * (1 + sign * y) if proportional else x + sign * y, value, by)
            case model.Extreme(kind, left, right):
                return strict(max if kind == "higher" else min, left, right)
            case model.Round(value, direction, step, tie):
                return strict(lambda x: rounded(x, direction, step, tie), value)
            case model.Compare(sign, left, right):
                return strict(COMPARE[sign], left, right)
            case model.Logic("not", (part,)):
                return strict(operator.not_, part)
            case model.Logic(kind, parts):
                return kleene([of(part) for part in parts], kind == "or")
            case model.YearTest(kind, against):
                if kind in COMPARE:
                    return COMPARE[kind](year, against)
                found = of_period(self.program, kind, year)
                return undecided(answer(self.program, kind, year)) if found is None else found
            case model.Quantified(quantifier, group, condition):
                some = quantifier != "every"
                truths = [
                    unsure if unsure and (failed(holds) or holds == some) else holds
                    for other, unsure in self.members(group, row, year, rule)
                    for within in [self.within(e, group.concept, other, year, day)]
                    for outside in [within if failed(within) else not within]
                    for holds in [kleene([of(condition, other), within if some else outside], not some)]
                    for unsure in [unsure | union([holds]) if unsure else unsure]
                ]
                found = kleene(truths, some)
                return found if failed(found) or quantifier != "none" else not found
            case model.Aggregate(kind, group, value, where):
                values = []
                for other, unsure in self.members(group, row, year, rule):
                    within = self.within(e, group.concept, other, year, day)
                    holds = kleene([within, *([] if where is None else [of(where, other)])], False)
                    if failed(holds) or (unsure and holds):
                        values.append(unsure | union([holds]))
                    elif holds:
                        values.append(Fraction(1) if value is None else of(value, other))
                if union(values):
                    return union(values)
                if kind in ("total", "count"):
                    return Fraction(sum(values))
                if not values:
                    return undefined("empty_group")
                return {"maximum": max, "minimum": min, "mean": lambda these: sum(these) / len(these)}[kind](values)
            case model.Cases(branches, exclusive):
                levels = []
                for branch in branches:
                    if not levels or branch.otherwise or exclusive or branch.condition is None:
                        levels.append([])
                    levels[-1].append(branch)
                for level in levels:
                    found = self.ranked(level, of, rule.section)
                    if found is not None:
                        return found
                return frozenset([NotApplicable(rule.section)])
            case model.Exceptions(base, exceptions):
                for rank in (2, 1):
                    level = [one for one in exceptions if one.level == rank]
                    found = self.ranked(level, of, level[0].section if level else None, own_rules=True)
                    if found is not None:
                        return found
                return of(base)
            case model.Lookup(table, result):
                values = [of(column) for column in table.columns]
                for tested in sorted(table.rows, key=lambda one: one.otherwise):
                    fits = kleene(
                        [self.fits(test, value) for test, value in zip(tested.tests, values, strict=True)], False
                    )
                    if failed(fits):
                        return fits
                    if fits:
                        return of(tested.results[result])
                return undefined("no_row")
            case model.Brackets(value, tiers):
                amount, low, total = of(value), Fraction(0), []
                if failed(amount):
                    return union([amount, *(of(bound) for bound, _ in tiers if bound is not None)])
                first = of(tiers[0][0])
                for bound, rate in tiers:
                    high = amount if bound is None else of(bound)
                    if failed(low) or failed(high):
                        total.append(low if failed(low) else union([high, of(rate)]) if amount > low else 0)
                    else:
                        top = min(amount, high)
                        total.append((of(rate) if failed(of(rate)) else (top - low) * of(rate)) if amount > low else 0)
                    low = None if bound is None else high
                causes = union([*total, 0 if low is None else low, first])
                if causes:
                    return causes
                if first <= 0:
                    return undefined("bracket_measure")
                if low is not None and amount > low:
                    return undefined("no_row")
                return undefined("negative_bracket") if amount < 0 else Fraction(sum(total))
            case model.Timeline(values):
                days = [day, day] if day else [datetime.date(year, 1, 1), datetime.date(year, 12, 31)]
                there = [
                    [
                        one
                        for one, following in zip(values, [*values[1:], None], strict=True)
                        if one.first <= at
                        and not (one.last and one.last < at)
                        and not (following and following.first <= at)
                    ]
                    for at in days
                ]
                begun = any(one.first <= days[1] for one in values)
                if there[0] == there[1] and there[0]:
                    return of(there[0][0].value)
                if not begun:
                    return undefined("before_first")
                within = any(days[0] <= edge <= days[1] for one in values for edge in [one.first, one.last] if edge)
                return undefined("changes_within_year" if there[0] != there[1] or within else "not_in_force")
            case model.OnDay(value, month, given):
                if month is not None:
                    return self.of(value, row, year, on(year, month, given), rule)
                values = [self.of(value, row, year, datetime.date(year, m, 1), rule) for m in range(1, 13)]
                return union(values) or sum(values) / 12
            case model.Indexed(base, level, first, rate, each):
                if year < level:
                    return undefined("before_first")
                level_day = None if day is None else on(level, day.month, day.day)
                value = self.at(level).of(base, row, level, level_day, rule)
                for when in range(first, year + 1):
                    by = self.at(when).of(rate, row, when, None if day is None else on(when, day.month, day.day), rule)
                    value = union([value, by]) or value * (1 + by)
                    if each and not failed(value):
                        value = rounded(value, each.direction, each.step, each.tie)
                return value
            case model.DayOf(month, given, which):
                when = {"this": year, "next": year + 1}.get(which)
                if which == "election":
                    when = min((one for one in self.program.elections if one >= year), default=None)
                    if when in self.program.elections[:1] and when - year >= apart(self.program.elections, 1):
                        when = None
                return undecided(next_election(self.program, year)) if when is None else on(when, month, given)
            case model.AskedDay():
                return undefined("no_day") if self.day is None else on(year, self.day.month, self.day.day)
            case model.AsOf(value, when):
                at = of(when)
                return at if failed(at) else self.of(value, row, year, at, rule)
            case model.WholeTime(unit, since, until):
                return strict(lambda one, other: Fraction(passed(one, other, unit)), since, until)
            case model.Ranking():
                return self.place(e, row, year, day, of, rule)
            case model.ShiftDay(value, count, unit):
                return strict(lambda day: moved(day, count, unit) or undefined("outside_calendar"), value)
            case model.Workday(value, count, direction):
                return strict(lambda day: workday(day, count, direction), value)
            case model.NotRegulated(reason):
                return frozenset([Unregulated(reason, rule.section)])
            case model.ShareOf(sharing):
                owner = None
                if sharing.group.via is not None:
                    label = self.attribute(sharing.group.via, row, year, rule)
                    if failed(label):
                        return label | union(self.own(sharing, row, of, undefined))
                    owner = self.facts.rows[sharing.group.owner].labels.index(label)
                return self.all_shares(e, owner, year, day, of, undefined, rule)[row]
            case model.LeftOf(sharing):
                pot = of(sharing.pot)
                there = self.sharing_rows(e, row, year, day, rule)
                shares = self.all_shares(e, row, year, day, of, undefined, rule)
                causes = union(
                    [pot, *(unsure for _, unsure in there), *(shares[one] for one, gone in there if not gone)]
                )
                return causes or pot - sum(shares[one] for one, _ in there)

    def attribute(self, symbol, row, year, rule):
        attribute = self.attributes[symbol]
        when = year if attribute.per_year else None
        rows = self.facts.rows.get(symbol.concept)
        if symbol.concept is None:
            value, label, place = self.facts.inputs.get((symbol, when)), None, None
        else:
            value = rows.values[symbol, when][row] if (symbol, when) in rows.values else None
            label, place = rows.labels[row], rows.places[row]
        value = attribute.default if value is None else value
        if value is None and attribute.judge:
            return frozenset([Judgement("assessment", (label,) if label else (), rule.section, attribute)])
        return frozenset([Missing(symbol, label, when, rule.section, place)]) if value is None else value

    def fits(self, test, value):
        match test:
            case model.Any():
                return True
            case _ if failed(value):
                return value
            case model.OneOf(values):
                return value in values
            case model.Interval(low, high, low_open, high_open):
                value = Fraction(value.toordinal()) if isinstance(value, datetime.date) else value
                above = low is None or (value > low if low_open else value >= low)
                return above and (high is None or (value < high if high_open else value <= high))

    def ranked(self, level, of, section, *, own_rules=False):
        """None where none applies. own_rules: each stands in a section and on a line of its own."""

        def read(part, rule):
            return of(part, rule=SimpleNamespace(section=rule.section, node=rule)) if own_rules else of(part)

        holding = [True if rule.condition is None else read(rule.condition, rule) for rule in level]
        if union(holding):
            return union(holding)
        applying = [rule for rule, holds in zip(level, holding, strict=True) if holds]
        values = [read(rule.value, rule) for rule in applying]
        if union(values):
            return union(values)
        if len(set(values)) > 1:
            return frozenset([Conflict(tuple((rule.span.file, rule.span.line) for rule in applying), section)])
        return values[0] if values else None

    def place(self, e, row, year, day, of, rule):
        """One more than those before it; equal rows are before each other only where a key parts them."""
        group = e.group
        owner, own = None, self.within(e, group.concept, row, year, day)
        if group.via is not None and not failed(own):
            label = self.attribute(group.via, row, year, rule)
            own = label if failed(label) else own
            owner = None if failed(label) else self.facts.rows[group.owner].labels.index(label)
        if failed(own) or not own:
            return own or Fraction(0)
        there = dict(self.members(group, owner, year, rule))
        rows, lost = [], frozenset()
        for other in self.rows(group.concept):
            within = self.within(e, group.concept, other, year, day)
            if failed(within) or (within and there.get(other)):
                lost |= within if failed(within) else there[other]
            elif within and other in there:
                rows.append(other)
        keys = {other: of(e.key, other) for other in rows}
        if lost or union(keys.values()):
            return lost or union(keys.values())
        sign = 1 if e.most else -1
        before = [other for other in rows if sign * order(keys[other]) > sign * order(keys[row])]
        equal = [other for other in rows if keys[other] == keys[row]]
        ties = {other: of(e.tie_key, other) if e.tie_key else 0 for other in equal}
        if len(equal) > 1 and union(ties.values()):
            return union(ties.values())
        if e.tie_key is not None and len(equal) > 1:
            before += [other for other in equal if ties[other] > ties[row]]
            equal = [other for other in equal if ties[other] == ties[row]]
        if e.tie_by_lot and len(equal) > 1:
            labels = self.facts.rows[group.concept].labels
            return frozenset([Judgement("lot", tuple(sorted(labels[other] for other in equal)), rule.section)])
        return Fraction(1 + len(before))

    def all_shares(self, e, owner, year, day, of, undefined, rule):
        """As `shares`, found once for each that asks."""
        key = (e, "shares", owner, year, day)
        if key not in self.known:
            self.known[key] = self.shares(e, owner, year, day, of, undefined, rule)
        return self.known[key]

    def sharing_rows(self, e, owner, year, day, rule):
        """(row, the causes where it is not known to be the owner's) of those that share."""
        group = e.sharing.group
        there = dict(self.members(group, owner, year, rule))
        # A row that may not be covered may not be anybody's.
        return [
            (row, within if failed(within) else there[row])
            for row in self.rows(group.concept)
            for within in [self.within(e, group.concept, row, year, day)]
            if failed(within) or (within and row in there)
        ]

    def shares(self, e, owner, year, day, of, undefined, rule):
        """Every row's share of one owner's pot."""
        sharing = e.sharing
        members = self.sharing_rows(e, owner, year, day, rule)
        rows = [row for row, unsure in members if not unsure]
        lost = union(unsure for _, unsure in members)

        def all_rows(causes):
            return dict.fromkeys(rows, causes)

        pot = of(sharing.pot, owner)
        amounts = {row: self.gives(sharing, row, of) for row in rows}
        if sharing.turn:
            return self.in_turn(sharing, pot, amounts, lost, of, undefined, all_rows, rule)
        causes = [pot, *(amount for row in rows for amount in amounts[row]), *([lost] if sharing.gives else [])]
        # Also what only a row's own rest or cap lacks: one row without a share stops them all.
        wanting = union([lost, *self.wanting(sharing, rows, of, undefined)])
        shared = self.all_but_ceilings(
            sharing, pot, lost, amounts, causes, wanting, rows, of, undefined, all_rows, rule
        )
        if sharing.cap and not sharing.goes_on:
            # A ceiling of its own that is not known stops a row, also where what it cuts off would not have moved.
            return {row: union([share, of(sharing.cap, row)]) or share for row, share in shared.items()}
        return shared

    def all_but_ceilings(self, sharing, pot, lost, amounts, causes, wanting, rows, of, undefined, all_rows, rule):
        if union(causes):
            return all_rows(union(causes) | wanting)
        given = {row: Fraction(sum(amounts[row])) for row in rows}
        rest = pot - sum(given.values())
        if rest < 0:
            return all_rows(undefined("negative_rest") | wanting)
        if isinstance(sharing.rest, model.SainteLague) and rest.denominator > 1:
            return all_rows(undefined("rest_left") | wanting)
        if lost:
            return all_rows(wanting)
        return self.rest_shared(sharing, pot, rest, given, rows, of, undefined, all_rows, rule)

    def wanting(self, sharing, rows, of, undefined):
        seats = [sharing.rest.key] if isinstance(sharing.rest, model.SainteLague) else []
        negative = []
        if sharing.stays and isinstance(sharing.rest, model.Proportional):
            keys = [of(sharing.rest.key, row) for row in rows]
            negative = [undefined("negative_key") for key in keys if not failed(key) and key < 0]
        return [*negative, *(of(part, row) for row in rows for part in [*needed(sharing), *seats])]

    def own(self, sharing, row, of, undefined):
        """What a row's own share needs of the row itself."""
        asked = self.gives(sharing, row, of)
        parts = [of(part) for part in [*needed(sharing), *([sharing.cap] if sharing.cap else [])]]
        if sharing.turn and not union(asked) and sum(asked) < 0:
            parts.append(undefined("negative_claim"))
        if sharing.stays and isinstance(sharing.rest, model.Proportional):
            key = of(sharing.rest.key)
            parts.append(undefined("negative_key") if not failed(key) and key < 0 else 0)
        return asked + parts

    def in_turn(self, sharing, pot, amounts, lost, of, undefined, all_rows, rule):
        """The first takes what it asks for, then the next, until nothing is left."""
        causes = [pot if failed(pot) else undefined("negative_rest") if pot < 0 else 0, lost]
        claims = {}
        for row, asked in amounts.items():
            causes.extend(asked)
            if not union(asked):
                claims[row] = Fraction(sum(asked))
                causes += [undefined("negative_claim")] if claims[row] < 0 else []
        if union(causes):
            return all_rows(union(causes))
        got = dict.fromkeys(claims, Fraction(0))
        if min(pot, sum(claims.values())) == 0:
            return got
        keys = {row: of(sharing.turn.key, row) for row in claims}
        if union(keys.values()):
            return all_rows(union(keys.values()))
        order = {row: number(key) if sharing.turn.most else -number(key) for row, key in keys.items()}
        disputed = {}
        left = pot
        for _, level in groupby(sorted(order, key=lambda row: -order[row]), key=lambda row: order[row]):
            level = list(level)
            if not self.settled_turn(level, claims, left):
                ties = {row: of(sharing.tie_key, row) if sharing.tie_key else 0 for row in level}
                asking = [row for row in level if claims[row]]
                if union(ties[row] for row in asking):
                    disputed |= dict.fromkeys(asking, union(ties[row] for row in asking))
                    left = Fraction(0)
                    continue
                level = sorted(level, key=lambda row: -ties[row] if not failed(ties[row]) else 0)
            else:
                ties = dict.fromkeys(level, 0)
            for _, equal in groupby(level, key=lambda row: ties[row]):
                equal = list(equal)
                if not self.settled_turn(equal, claims, left):
                    asking = [row for row in equal if claims[row]]
                    disputed |= dict.fromkeys(asking, self.undecided(sharing, asking, rule))
                for row in equal:
                    got[row] = min(claims[row], left)
                    left -= got[row]
        return {row: disputed.get(row, got[row]) for row in got}

    def settled_turn(self, rows, claims, left):
        """Whether it does not matter in which order these come."""
        asking = [row for row in rows if claims[row]]
        return len(asking) < 2 or left == 0 or left >= sum(claims[row] for row in asking)

    def gives(self, sharing, row, of):
        amounts = []
        for give in sharing.gives:
            holds = True if give.where is None else of(give.where, row)
            amounts.append(holds if failed(holds) else of(give.value, row) if holds else Fraction(0))
        return amounts

    def rest_shared(self, sharing, pot, rest, given, rows, of, undefined, all_rows, rule):
        keys = {row: of(sharing.rest.key, row) for row in rows} if hasattr(sharing.rest, "key") else {}
        caps = {row: of(sharing.cap, row) for row in rows} if sharing.cap else {}
        causes = union([*keys.values(), *(caps.values() if sharing.cap in needed(sharing) else [])])
        if sharing.stays and any(not failed(key) and key < 0 for key in keys.values()):
            causes |= undefined("negative_key")
        disputed = {}
        exact = dict(given)
        match sharing.rest:
            case None:
                causes |= undefined("rest_left") if rest and not sharing.stays else frozenset()
            case model.Equal():
                exact = {row: given[row] + rest / len(rows) for row in rows}
            case model.Proportional() if not union(keys.values()):
                total = sum(keys.values())
                causes |= undefined("nothing_to_share_by") if total == 0 and rest and not sharing.stays else frozenset()
                if total:
                    exact = {row: given[row] + rest * keys[row] / total for row in rows}
            case model.SainteLague(_, first):
                if rest and not union(keys.values()):
                    if not any(key > 0 for key in keys.values()):
                        causes |= undefined("nothing_to_share_by")
                    else:
                        seats, disputed = self.seats(sharing, keys, int(rest), first, of, rule)
                        exact = {row: given[row] + seats[row] for row in rows}
        if sharing.cap or sharing.rounding:
            causes |= union(disputed.values())
        if causes:
            return all_rows(causes)
        if disputed:
            return {row: disputed.get(row, exact[row]) for row in rows}
        if sharing.goes_on:
            capped = self.filled(rest, given, keys, caps)
        else:
            capped = {row: cut(exact[row], caps.get(row)) for row in rows}
        return self.settled(sharing, pot, capped, caps, rows, of, all_rows, rule)

    def filled(self, rest, given, keys, caps):
        """Shared again and again among those below their ceiling."""
        keys = keys or dict.fromkeys(given, Fraction(1))
        share = {row: min(given[row], caps[row]) for row in given}
        left = rest + sum(given.values()) - sum(share.values())
        below = {row for row in share if keys[row] > 0 and share[row] < caps[row]}
        while below and left:
            each = left / sum(keys[row] for row in below)
            full = {row for row in below if share[row] + each * keys[row] >= caps[row]}
            if not full:
                return {row: share[row] + (each * keys[row] if row in below else 0) for row in share}
            for row in full:
                left -= caps[row] - share[row]
                share[row] = caps[row]
            below -= full
        return share

    def settled(self, sharing, pot, capped, caps, rows, of, all_rows, rule):
        final = dict(capped)
        if sharing.rounding:
            step = sharing.rounding[1]
            final = {row: rounded(capped[row], *sharing.rounding) for row in rows}
            final = {
                row: min(final[row], rounded(caps[row], "down", step, None)) if caps else final[row] for row in rows
            }
        difference = (sum(capped.values()) if sharing.stays else pot) - sum(final.values())
        if sharing.stays and sharing.rounding and not sharing.unrounded:
            difference = rounded(difference, "down", step, None)
        if difference == 0 or not rows or sharing.taker is None or not sharing.rounding:
            return final
        if caps and isinstance(sharing.taker, model.LargestRemainder):
            return self.within_ceilings(sharing, capped, final, caps, difference, of, all_rows, rule)
        match sharing.taker:
            case model.ToRow(key, most):
                keys = {row: of(key, row) for row in rows}
                able = [row for row in rows if not caps or final[row] + difference <= caps[row]]
                if unclear := union(keys.values()):
                    # Who cannot take the difference does not, whoever else it would have been.
                    return final | dict.fromkeys(able, unclear)
                standing = {row: keys[row] if most else -keys[row] for row in able}
                amounts = [difference] + [Fraction(0)] * (len(rows) - 1)
            case model.LargestRemainder():
                sign = 1 if difference > 0 else -1
                standing = {row: sign * (capped[row] - final[row]) for row in rows}
                whole, part = divmod(abs(difference), step)
                around, more = divmod(int(whole), len(rows))
                amounts = [sign * step * (around + (place < more)) for place in range(len(rows))]
                amounts[int(whole) % len(rows)] += sign * part
        won, disputed = self.placed(sharing, standing, amounts, of, rule)
        return {row: disputed.get(row, final[row] + won.get(row, 0)) for row in rows}

    def within_ceilings(self, sharing, capped, final, caps, difference, of, all_rows, rule):
        """A step at a time to those with room for one, around and around; the rest to one with room for it."""
        step = sharing.rounding[1]
        steps, rest = divmod(difference, step)
        final = dict(final)
        remainder = {row: capped[row] - final[row] for row in final}
        disputed = {}
        while steps:
            able = {row: remainder[row] for row in final if final[row] + step <= caps[row]}
            if not able:
                break
            if steps >= len(able):
                for row in able:
                    final[row] += step
                steps -= len(able)
                continue
            amounts = [step] * int(steps) + [Fraction(0)] * (len(able) - int(steps))
            won, disputed = self.placed(sharing, able, amounts, of, rule)
            final = {row: final[row] + won.get(row, 0) for row in final}
            break
        if rest and sharing.unrounded:
            if disputed:
                return all_rows(union(disputed.values()))
            able = {row: capped[row] - final[row] for row in final if final[row] + rest <= caps[row]}
            won, disputed = self.placed(sharing, able, [rest] + [Fraction(0)] * (len(able) - 1), of, rule)
            final = {row: final[row] + won.get(row, 0) for row in final}
        return {row: disputed.get(row, final[row]) for row in final}

    def seats(self, sharing, keys, seats, first, of, rule):
        """One at a time to the highest quotient; a tie about the last ones is settled between all that have it."""
        won = dict.fromkeys(keys, 0)

        def quotient(row):
            return keys[row] / (first if won[row] == 0 else 2 * won[row] + 1)

        while seats:
            highest = max(quotient(row) for row in keys)
            best = [row for row in keys if quotient(row) == highest]
            if len(best) > seats:
                amounts = [Fraction(1)] * seats + [Fraction(0)] * (len(best) - seats)
                more, disputed = self.placed(sharing, dict.fromkeys(best, 0), amounts, of, rule)
                return {row: won[row] + more.get(row, 0) for row in keys}, disputed
            for row in best:
                won[row] += 1
            seats -= len(best)
        return won, {}

    def placed(self, sharing, standing, amounts, of, rule):
        """The amounts in order of standing, then of the tie key; what that leaves undecided fails."""
        won, disputed = {}, {}
        places = iter(amounts)
        for _, equal in groupby(sorted(standing, key=lambda row: -standing[row]), key=lambda row: standing[row]):
            equal = list(equal)
            ours = [next(places) for _ in equal]
            if len(set(ours)) == 1:
                won |= dict(zip(equal, ours, strict=True))
                continue
            ties = {row: of(sharing.tie_key, row) if sharing.tie_key else 0 for row in equal}
            if union(ties.values()):
                disputed |= dict.fromkeys(equal, union(ties.values()))
                continue
            mine = iter(ours)
            for _, tied in groupby(sorted(equal, key=lambda row: -ties[row]), key=lambda row: ties[row]):
                tied = list(tied)
                theirs = [next(mine) for _ in tied]
                won |= dict(zip(tied, theirs, strict=True))
                if len(set(theirs)) > 1:
                    disputed |= dict.fromkeys(tied, self.undecided(sharing, tied, rule))
        return {row: won.get(row, Fraction(0)) for row in standing}, disputed

    def undecided(self, sharing, tied, rule):
        labels = self.facts.rows[sharing.group.concept].labels
        lot = Judgement("lot", tuple(sorted(labels[row] for row in tied)), rule.section)
        line = ((rule.node.span.file, rule.node.span.line),)
        return frozenset([lot if sharing.tie_by_lot else Conflict(line, rule.section)])


def needed(sharing):
    """Of each row, for its share of the rest."""
    key = sharing.rest.key if isinstance(sharing.rest, model.Proportional) else None
    shared = sharing.goes_on or (sharing.rounding and sharing.taker)
    return [part for part in (key, sharing.cap if shared else None) if part is not None]


def cut(share, cap):
    """Nothing is cut where the ceiling is not known: that row has no share anyway."""
    return share if cap is None or failed(cap) else min(share, cap)


def number(key):
    return Fraction(key.toordinal()) if isinstance(key, datetime.date) else key


def kleene(truths, decisive):
    if any(not failed(truth) and truth == decisive for truth in truths):
        return decisive
    return union(truths) or not decisive


def order(value):
    return value.toordinal() if isinstance(value, datetime.date) else value


def passed(since, until, unit):
    """Counted one by one, forwards or backwards."""
    count = 0
    if unit == "week":
        return math.floor(Fraction((until - since).days, 7))
    if unit == "day":
        return (until - since).days
    while (later := moved(since, count + 1, unit)) is not None and later <= until:
        count += 1
    while (there := moved(since, count, unit)) is None or there > until:
        count -= 1
    return count


def on(year, month, day):
    last = calendar.monthrange(year, month)[1]
    return datetime.date(year, month, last if day is None else min(day, last))


def moved(day, count, unit):
    """None outside the calendar."""
    try:
        if unit == "day":
            return day + datetime.timedelta(days=count)
        first = day.replace(day=1)
        for _ in range(abs(count) * (12 if unit == "year" else 1)):
            there = first + datetime.timedelta(days=31) if count > 0 else first - datetime.timedelta(days=1)
            first = there.replace(day=1)
    except OverflowError:
        return None
    return on(first.year, first.month, day.day)


@functools.cache
def free(year):
    found = set(holidays.country_holidays("SE", years=[year], include_sundays=False))
    midsummer = next(day for day in found if day.month == 6 and day.weekday() == 5 and 20 <= day.day <= 26)
    eves = [datetime.date(year, 12, 24), datetime.date(year, 12, 31), midsummer - datetime.timedelta(days=1)]
    return found.union(eves)


def workday(day, count, direction):
    def off():
        return day.weekday() > 4 or day in free(day.year)

    step = datetime.timedelta(days=1 if direction == "after" else -1)
    while count == 0 and off():
        day += step
    while count:
        day += step
        count -= not off()
    return day


def rounded(value, direction, step, tie):
    down = math.floor(value / step)
    rest = value / step - down
    match direction:
        case "down":
            up = 0
        case "up":
            up = rest > 0
        case _:
            half = {"up": 1, "down": 0, "even": down % 2, "away": value > 0}[tie]
            up = rest > Fraction(1, 2) or (rest == Fraction(1, 2) and half)
    return (down + up) * step
