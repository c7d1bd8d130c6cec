"""What one value rests on: one step of a derivation, and the values that it was computed from.

Follows the definition's expression as it was computed: only the case, exception, table row or date that was taken, and
for each that was not taken, why not. Nothing is evaluated: what an expression came to is asked for, never worked out.
"""

import datetime
from collections.abc import Iterator
from fractions import Fraction
from typing import assert_never

import attrs

from dsl import model, nodes
from dsl.expressions import parts, ranks
from interpreter.evaluating.plan import Moment
from interpreter.evaluating.planning.needs import days, in_force, index_years
from interpreter.evaluating.planning.setting import in_year
from interpreter.explaining.conditions import Operand, decisive, reasons
from interpreter.explaining.cursor import Key, Spot
from interpreter.explaining.days import clipped, passed, workdays
from interpreter.explaining.derivation import (
    AsOfDay,
    Bound,
    BranchTaken,
    Choice,
    DateTaken,
    DaysTaken,
    Decided,
    ExceptionTaken,
    Gathered,
    IndexSteps,
    Member,
    Outside,
    Reason,
    RejectedRow,
    RowTaken,
    Step,
    Tier,
    TiersTaken,
    Value,
)
from interpreter.explaining.sharing import places, shared, stayed
from interpreter.outcomes import Failed, Known, Outcome
from interpreter.outcomes import Value as Met


@attrs.frozen(eq=False)
class Reading:
    """One step of a derivation, read from a calculation. step: without uses; uses: what it was computed from, each
    once, in written order."""

    step: Step
    uses: tuple[Key, ...]


def read(spot: Spot, key: Key) -> Reading:
    """The value itself, at its own row and moment; spot: anywhere in the calculation."""
    here = spot.at(key)
    outcome = here.value_of(key.symbol)
    label = here.label(key.symbol.concept)
    definition = here.definition(key.symbol)
    year = key.moment.year if key.symbol in here.overview.yearly else None
    if definition is None:
        origin, place = here.origin(key.symbol)
        who = here.judged_by(key.symbol)
        return Reading(Step(here.attribute(key.symbol), label, year, None, outcome, origin, place, who), ())
    reader = _Reader(here, decides=_decides(definition))
    if not reader.outside(definition):
        reader.follow(definition.expression)
    step = Step(
        definition,
        label,
        year,
        key.moment.day,
        outcome,
        section=reader.section or definition.section,
        formula=reader.formula,
        values=tuple(reader.values),
        choices=tuple(reader.choices),
    )
    return Reading(step, tuple(reader.uses))


@attrs.define(eq=False)
class _Reader:
    """What is found on the way through one definition. decides: it is what norms decide; uses: an ordered set."""

    spot: Spot
    decides: bool
    formula: model.Expression | None = None
    section: model.SectionRef | None = None
    values: list[Value] = attrs.field(factory=list)
    choices: list[Choice] = attrs.field(factory=list)
    uses: dict[Key, None] = attrs.field(factory=dict)

    def outside(self, definition: model.Definition) -> bool:
        """Notes why the row has no value at all, where the regulation does not cover it."""
        for scope in self.spot.scopes(definition.symbol.concept, definition.expression):
            if not self._true(scope.condition):
                self.choices.append(Outside(scope, self._reasons(scope.condition)))
                self.section = scope.section
                return True
        return False

    def follow(self, expression: model.Expression) -> None:
        """From choice to choice, down to the formula that was computed in the end."""
        taken: model.Expression | None = expression
        while taken is not None:
            if isinstance(taken, model.Formula | model.Elsewhere):
                self._computed(taken)
                return
            match taken:
                case model.Exceptions():
                    taken = self._exception(taken)
                case model.Cases():
                    taken = self._branch(taken)
                case model.Lookup():
                    taken = self._row(taken)
                case model.Timeline():
                    taken = self._date(taken)
                case model.Brackets():
                    self._tiers(taken)
                    taken = None
                case model.ShareOf():
                    share, operands = shared(taken, self.spot)
                    self.choices.append(share)
                    self._read(operands)
                    taken = None
                case model.LeftOf():
                    left, pots = stayed(taken, self.spot)
                    self.choices.append(left)
                    self._read(pots)
                    taken = None
                case model.Compare() | model.Logic() | model.Quantified() | model.YearTest():
                    self.choices.append(Decided(taken, self._reasons(taken)))
                    taken = None
                case model.Extreme() | model.Aggregate() | model.Ranking():
                    self._computed(taken)
                    taken = None
                case _:
                    assert_never(taken)

    def _computed(self, formula: model.Expression) -> None:
        self.formula = formula
        self._read(((formula, self.spot),))

    # -- choices ---------------------------------------------------------------------------------

    def _exception(self, exceptions: model.Exceptions) -> model.Expression:
        """The first of several that apply, which agree or are in conflict; the base too where it cannot be told."""
        found = self.spot.taken(exceptions)
        taken = None if isinstance(found, Failed) else found
        why = () if taken is None else self._reasons(exceptions.exceptions[taken].condition)
        rejected = tuple(
            (index, () if applies else self._reasons(each.condition))
            for index, each in enumerate(exceptions.exceptions)
            if index != taken and not ((applies := self._true(each.condition)) and taken is None)
        )
        self.choices.append(ExceptionTaken(exceptions, taken, why, rejected))
        if taken is None:
            return exceptions.base
        self.section = exceptions.exceptions[taken].section
        return exceptions.exceptions[taken].value

    def _branch(self, cases: model.Cases) -> model.Expression | None:
        """The branch that was taken. Those further down are not reached, nor what is below one that cannot be told."""
        taken, of = self.spot.taken(cases), ranks(cases)
        rejected = []
        for index, branch in enumerate(cases.branches):
            below = isinstance(taken, int) and of[index] > of[taken]
            # A second one of the same rank agrees, or is in conflict.
            if branch.condition is None or below or self._true(branch.condition):
                continue
            rejected.append((index, self._reasons(branch.condition)))
            if isinstance(self.spot.outcome(branch.condition), Failed):
                break
        if not isinstance(taken, int):
            self.choices.append(BranchTaken(cases, None, (), tuple(rejected)))
            return None
        branch = cases.branches[taken]
        why = () if branch.condition is None else self._reasons(branch.condition)
        also = tuple(self._also(cases, taken)) if self.decides else ()
        self.choices.append(BranchTaken(cases, taken, why, tuple(rejected), also))
        self.section = branch.section or self.section
        return branch.value

    def _also(self, cases: model.Cases, taken: int) -> Iterator[tuple[int, tuple[Reason, ...]]]:
        """What would have applied, or may have, but for the branch: the permission that a prohibition beats."""
        for index, branch in enumerate(cases.branches[taken + 1 :], start=taken + 1):
            if branch.condition is not None and self.spot.outcome(branch.condition) != Known(False):
                yield index, self._reasons(branch.condition)

    def _row(self, lookup: model.Lookup) -> model.Expression | None:
        table = lookup.table
        self._read(tuple((column, self.spot) for column in table.columns))
        met = tuple(self.spot.outcome(column) for column in table.columns)
        known = tuple(each.value for each in met if isinstance(each, Known))
        if len(known) < len(met):
            self.choices.append(RowTaken(lookup, met, None, ()))
            return None
        taken = self.spot.taken(lookup)
        assert not isinstance(taken, Failed)
        passed = [row for row in table.rows if not row.otherwise]
        if taken is not None and table.hit == "first" and not table.rows[taken].otherwise:
            passed = passed[: passed.index(table.rows[taken])]
        missed = ((table.rows.index(row), _missed(row, known)) for row in passed)
        rejected = tuple(RejectedRow(index, *why) for index, why in missed if why is not None)
        self.choices.append(RowTaken(lookup, met, taken, rejected))
        return None if taken is None else table.rows[taken].results[lookup.result]

    def _date(self, timeline: model.Timeline) -> model.Expression | None:
        dated = in_force(timeline.values, self.spot.moment)
        if isinstance(dated, str):
            self.choices.append(DateTaken(timeline, None))
            return None
        self.choices.append(DateTaken(timeline, timeline.values.index(dated)))
        return dated.value

    def _tiers(self, brackets: model.Brackets) -> None:
        value = self.spot.outcome(brackets.value)
        self._read(((brackets.value, self.spot),))
        tiers = []
        low: Fraction = Fraction(0)
        low_bound: model.Expression | None = None
        known = self._number(brackets.value)
        for bound, rate in brackets.tiers:
            high = None if bound is None else self._number(bound)
            if bound is not None:
                self._read(((bound, self.spot),))
            # No value, or bounds that are multiples of nothing: then there are no tiers.
            if known is None or (bound is not None and (high is None or high <= low)):
                break
            if known > low:
                top = known if high is None else min(high, known)
                tiers.append(Tier(low, high, top - low, (rate, self.spot.outcome(rate)), low_bound, bound))
                self._read(((rate, self.spot),))
            if high is not None:
                low, low_bound = high, bound
        self.choices.append(TiersTaken(brackets, value, tuple(tiers)))

    def _number(self, expression: model.Expression) -> Fraction | None:
        """What it came to, if that is a number."""
        outcome = self.spot.outcome(expression)
        return outcome.value if isinstance(outcome, Known) and isinstance(outcome.value, Fraction) else None

    def _true(self, condition: model.Expression) -> bool:
        return self.spot.outcome(condition) == Known(True)

    def _reasons(self, condition: model.Expression) -> tuple[Reason, ...]:
        found = tuple(decisive(condition, self.spot))
        for _, operands in found:
            self._read(operands)
        return tuple(reason for reason, _ in found)

    # -- formulas --------------------------------------------------------------------------------

    def _read(self, operands: tuple[Operand, ...]) -> None:
        """Notes what the expressions and their parts came to, and which values they use, in written order."""
        waiting = list(reversed(operands))
        while waiting:
            expression, spot = waiting.pop()
            if spot is self.spot:
                self.values.append((expression, spot.outcome(expression)))
            waiting.extend(reversed(self._inner(expression, spot)))

    def _inner(self, expression: model.Expression, spot: Spot) -> tuple[Operand, ...]:
        match expression:
            case model.Reference():
                key = spot.key(expression)
                if key is not None:
                    self.uses.setdefault(key)
                return ()
            case model.Follow(relation, value):
                there = spot.through(relation)
                return ((relation, spot),) if there is None else ((relation, spot), (value, there))
            case model.Aggregate():
                self.choices.append(_gathered(expression, spot))
                return ()
            case model.OnDay(value):
                moments = days(expression, spot.moment)
                found = tuple((moment.day, spot.when(moment).outcome(value)) for moment in moments)
                self.choices.append(DaysTaken(expression, found))
                return tuple((value, spot.when(moment)) for moment in _changes(moments, found))
            case model.AsOf():
                return self._as_of(expression, spot)
            case model.WholeTime(_, since, until):
                self.choices.extend(passed(expression, spot))
                return (since, spot), (until, spot)
            case model.Ranking():
                placed, operands = places(expression, spot)
                self.choices.append(placed)
                return operands
            case model.Indexed():
                return self._indexed(expression, spot)
            case model.Workday(value):
                self.choices.extend(workdays(expression, spot))
                return ((value, spot),)
            case model.Cases() if expression.modifier is not None:
                return self._conditioned(expression, spot)
            case model.ShiftDay(value):
                self.choices.extend(clipped(expression, spot))
                return ((value, spot),)
            case _:
                return tuple((part, spot) for part in parts(expression))

    def _conditioned(self, cases: model.Cases, spot: Spot) -> tuple[Operand, ...]:
        """A value with and without a modifier. At another moment than that of the step only what was taken is read."""
        if spot is self.spot:
            value = self._branch(cases)
            return () if value is None else ((value, spot),)
        taken = spot.taken(cases)
        return ((cases.branches[taken].value, spot),) if isinstance(taken, int) else ()

    def _as_of(self, as_of: model.AsOf, spot: Spot) -> tuple[Operand, ...]:
        day = spot.outcome(as_of.day)
        self.choices.append(AsOfDay(as_of, day, spot.outcome(as_of)))
        if not isinstance(day, Known):
            return ((as_of.day, spot),)
        assert isinstance(day.value, datetime.date)
        return (as_of.day, spot), (as_of.value, spot.when(spot.as_of(as_of, day.value)))

    def _indexed(self, indexed: model.Indexed, spot: Spot) -> tuple[Operand, ...]:
        start = spot.when(in_year(spot.moment, indexed.level_year))
        years = index_years(indexed, spot.moment) or range(0)
        steps = tuple((year, spot.when(in_year(spot.moment, year))) for year in years)
        told = tuple((year, there.outcome(indexed.rate), there.outcome(indexed)) for year, there in steps)
        self.choices.append(IndexSteps(indexed, start.outcome(indexed.base), told))
        return ((indexed.base, start), *((indexed.rate, there) for _, there in steps))


def _changes(
    moments: tuple[Moment, ...], found: tuple[tuple[datetime.date | None, Outcome], ...]
) -> tuple[Moment, ...]:
    """The moments at which the value is another than at the one before."""
    return tuple(moment for index, moment in enumerate(moments) if index == 0 or found[index][1] != found[index - 1][1])


def _decides(definition: model.Definition) -> bool:
    return isinstance(definition.node, nodes.Norm) and isinstance(definition.type, model.Truth)


def _gathered(aggregate: model.Aggregate, spot: Spot) -> Gathered:
    members = []
    for row, there in spot.members(aggregate.group, aggregate):
        holds = None if aggregate.where is None else there.outcome(aggregate.where)
        why = () if aggregate.where is None else reasons(aggregate.where, there)
        value = None if aggregate.value is None or holds == Known(False) else there.outcome(aggregate.value)
        members.append(Member(row, holds, value, why))
    return Gathered(aggregate, tuple(members))


def _missed(row: model.TableRow, met: tuple[Met, ...]) -> tuple[int, Bound | None] | None:
    """The first column whose test does not fit, and the end of the range that was passed; None: the row fits."""
    for column, (test, value) in enumerate(zip(row.tests, met, strict=True)):
        match test:
            case model.Any():
                pass
            case model.OneOf(values):
                if value not in values:
                    return column, None
            case _:
                bound = _outside(test, value)
                if bound is not None:
                    return column, bound
    return None


def _outside(test: model.Interval, value: Met) -> Bound | None:
    """The end that the value is outside of. Days are counted, as in the tests."""
    number = Fraction(value.toordinal()) if isinstance(value, datetime.date) else value
    assert isinstance(number, Fraction)
    if test.low is not None and (number < test.low or (number == test.low and test.low_open)):
        return (">" if test.low_open else ">="), _end(test.low, value)
    if test.high is not None and (number > test.high or (number == test.high and test.high_open)):
        return ("<" if test.high_open else "<="), _end(test.high, value)
    return None


def _end(end: Fraction, value: Met) -> Known:
    return Known(datetime.date.fromordinal(int(end)) if isinstance(value, datetime.date) else end)
