"""The door to the evaluator: a program and facts in, outcomes out.

    calculation = calculate(program, facts, 2027)
    outcome(calculation, symbol, 0)

Everything that was computed on the way is kept, so that an explanation reads it and evaluates nothing. With the same
rules and many sets of facts: `prepare` once, then `run` for each.
"""

from collections.abc import Collection, Mapping
from datetime import date

from dsl import model, units
from dsl.frozen import identical
from dsl.years.wordings import in_year
from interpreter.evaluating.failures import Mask, failures
from interpreter.evaluating.given import values_of
from interpreter.evaluating.lowering.lower import lower
from interpreter.evaluating.plan import Moment, Plan
from interpreter.evaluating.planning.draft import NOWHERE
from interpreter.evaluating.planning.make import make_plan
from interpreter.evaluating.running import Bound, Computed, bind, profiles_of
from interpreter.evaluating.running import run as run_code
from interpreter.facts import Facts
from interpreter.outcomes import Cause, Failed, Judgement, Known, Missing, Outcome, Undefined


@identical
class Prepared:
    """A plan, and the code for facts like those it was prepared with."""

    program: model.Program
    readings: Mapping[str, str]
    plan: Plan
    bound: Bound


@identical
class Calculation:
    """Everything that was computed for one year. masks: one per slot of the plan, or None where nothing failed
    anywhere."""

    program: model.Program
    facts: Facts
    year: int | None
    day: date | None
    readings: Mapping[str, str]
    computed: Computed
    masks: tuple[Mask, ...] | None

    @property
    def plan(self) -> Plan:
        return self.computed.plan


def calculate(
    program: model.Program,
    facts: Facts,
    year: int | None,
    *,
    day: date | None = None,
    readings: Mapping[str, str] = {},
    targets: Collection[model.Symbol] | None = None,
    also: Collection[model.Expression] = (),
) -> Calculation:
    """Computes the values of a program on facts.

    year: None for the program's own (`beräkningsår`), if it has one; day: timelines are read as they stand that day
    readings: tolkning -> reading to follow instead of the one in force
    targets: the values wanted, with all they need; None: all values and assumptions. also: expressions wanted besides
    """
    return run(prepare(program, facts, year, day=day, readings=readings, targets=targets, also=also), facts)


def prepare(
    program: model.Program,
    facts: Facts,
    year: int | None,
    *,
    day: date | None = None,
    readings: Mapping[str, str] = {},
    targets: Collection[model.Symbol] | None = None,
    also: Collection[model.Expression] = (),
) -> Prepared:
    """Plans once for many runs. facts: such as are to come; others give the same results, only slower.

    A year that is asked for is computed as the regulation reads in it; the program's own as it reads here.
    """
    asked = day.year if year is None and day is not None else year
    program = in_year(program, asked)
    when = program.calculation_year if year is None else year
    if when is None and day is not None:
        when = day.year
    plan = make_plan(program, Moment(when, day), readings, targets, also)
    return Prepared(program, readings, plan, bind(lower(plan, profiles_of(plan, facts))))


def run(prepared: Prepared, facts: Facts) -> Calculation:
    """The calculation on these facts; the same as `calculate` gives, without planning anew."""
    plan, bound = prepared.plan, prepared.bound
    ran = run_code(bound, plan, facts)
    if ran is None:
        # Larger numbers or more decimals than the code was made for.
        bound = bind(lower(plan, profiles_of(plan, facts)))
        ran = run_code(bound, plan, facts)
        assert ran is not None
    computed = Computed(plan, bound.lowered, facts, ran)
    masks = None if ran.clean else failures(computed)
    moment = plan.moment
    return Calculation(prepared.program, facts, moment.year, moment.day, prepared.readings, computed, masks)


def definition(calculation: Calculation, symbol: model.Symbol, year: int | None = None) -> model.Definition | None:
    """The one in force that year (None: that of the calculation) under the readings followed; None for an attribute."""
    return calculation.plan.in_year(year).active.get(symbol)


def outcome(
    calculation: Calculation,
    symbol: model.Symbol,
    row: int | None,
    year: int | None = None,
    *,
    day: date | None = None,
) -> Outcome:
    """What a defined value or an attribute came to. row: among the rows of its concept, None for the whole
    regulation."""
    known = definition(calculation, symbol, year)
    if known is not None:
        return value_of(calculation, known.expression, row, year, day=day)
    return _given(calculation, symbol, row, calculation.year if year is None else year)


def value_of(
    calculation: Calculation,
    expression: model.Expression,
    row: int | None,
    year: int | None = None,
    *,
    day: date | None = None,
) -> Outcome:
    """What an expression of the program came to, in a year and on a day that it was computed for (None: the
    calculation's own); any other is computed now."""
    when = _planned(calculation, expression, year, day)
    if when is None:
        return value_of(_also(calculation, expression, year, day), expression, row)
    return _read(calculation, calculation.plan.expressions[expression, when], row, expression.type)


def taken(
    calculation: Calculation,
    choosing: model.Cases | model.Exceptions | model.Lookup,
    row: int | None,
    year: int | None = None,
    *,
    day: date | None = None,
) -> int | Failed | None:
    """Which case, exception or row of the table it was, by its number as written; None: none of them; Failed: that
    cannot be told. When: as in `value_of`."""
    when = _planned(calculation, choosing, year, day)
    if when is None:
        return taken(_also(calculation, choosing, year, day), choosing, row)
    found = calculation.plan.taken.get((choosing, when))
    if found is None:
        # Too large to be planned.
        return Failed(_causes(calculation, calculation.plan.expressions[choosing, when], row) or frozenset())
    causes = _causes(calculation, found.slot, row) if found.slot >= 0 else None
    return Failed(causes) if causes else calculation.computed.part(found, row or 0)


@identical
class ShareParts:
    """A row's share, in the order it comes about. gives: None where the row was not given that; rest: for its owner's
    whole group, key_total and left too; difference: what the row takes over as taker; left: what stays."""

    pot: Outcome
    gives: tuple[Outcome | None, ...]
    rest: Outcome
    key: Outcome | None
    key_total: Outcome | None
    exact: Outcome
    capped: Outcome
    rounded: Outcome
    difference: Outcome
    result: Outcome
    left: Outcome


def share_parts(
    calculation: Calculation, share: model.ShareOf, row: int, year: int | None = None, *, day: date | None = None
) -> ShareParts:
    """The steps of one row's share, of a sharing that was computed in that year and on that day."""
    plan = calculation.plan
    slots = next(
        plan.sharings[share.sharing, when]
        for when in _moments(calculation, year, day)
        if (share.sharing, when) in plan.sharings
    )
    number = model.Number(units.PURE)

    def read(slot: int) -> Outcome:
        return _read(calculation, slot, row, number)

    def of_owner(slot: int) -> Outcome:
        if slots.relation < 0:
            return _read(calculation, slot, 0, number)
        owner = calculation.computed.truths(slots.relation, row + 1)[row]
        return _read(calculation, slot, owner, number) if owner >= 0 else read(slots.result)

    def give(where: int, amount: int) -> Outcome | None:
        holds = Known(True) if where < 0 else _read(calculation, where, row, model.Truth())
        if isinstance(holds, Failed):
            return holds
        return read(amount) if holds.value else None

    return ShareParts(
        of_owner(slots.pot),
        tuple(give(where, amount) for where, amount in slots.gives),
        of_owner(slots.rest),
        None if slots.key is None else read(slots.key),
        None if slots.key_total is None else of_owner(slots.key_total),
        read(slots.exact),
        read(slots.capped),
        read(slots.rounded),
        read(slots.difference),
        read(slots.result),
        of_owner(slots.left),
    )


def labels(calculation: Calculation, concept: str) -> tuple[str, ...]:
    """The labels of the rows of a concept, in the order of the data; none where there are no data."""
    rows = calculation.facts.rows.get(concept)
    return () if rows is None else rows.labels


def _planned(
    calculation: Calculation, expression: model.Expression, year: int | None, day: date | None
) -> Moment | None:
    return next(
        (when for when in _moments(calculation, year, day) if (expression, when) in calculation.plan.expressions), None
    )


def _also(calculation: Calculation, expression: model.Expression, year: int | None, day: date | None) -> Calculation:
    """The expression alone, of the same facts."""
    return calculate(
        calculation.program,
        calculation.facts,
        calculation.year if year is None else year,
        day=calculation.day if day is None else day,
        readings=calculation.readings,
        targets=(),
        also=(expression,),
    )


def _moments(calculation: Calculation, year: int | None, day: date | None) -> tuple[Moment, ...]:
    """What depends on no timeline is computed for the year, whatever the day."""
    when = calculation.year if year is None else year
    return Moment(when, calculation.day if day is None else day), Moment(when, None)


def _read(calculation: Calculation, slot: int, row: int | None, kind: model.Type) -> Outcome:
    causes = _causes(calculation, slot, row)
    return (
        Failed(causes) if causes else Known(calculation.computed.value(slot, _position(calculation, slot, row), kind))
    )


def _causes(calculation: Calculation, slot: int, row: int | None) -> frozenset[Cause] | None:
    """Why there is no value, if there is none."""
    computed, masks = calculation.computed, calculation.masks
    if masks is None and slot in computed.lowered.certain:
        # Of a case that applied nowhere: nothing failed, but it has no value either.
        masks = failures(computed)
    mask = None if masks is None else masks[slot]
    return None if mask is None else mask[_position(calculation, slot, row)]


def _position(calculation: Calculation, slot: int, row: int | None) -> int:
    return row if row is not None and calculation.plan.slots[slot].concept is not None else 0


def _given(calculation: Calculation, symbol: model.Symbol, row: int | None, year: int | None) -> Outcome:
    """As it stands in the facts, used or not."""
    facts = calculation.facts
    attribute = calculation.plan.in_year(year).attributes.get(symbol)
    if attribute is None:
        return Failed(frozenset([Undefined("not_then", NOWHERE.section, NOWHERE.line, year, symbol)]))
    when = year if attribute.per_year else None
    value = values_of(attribute, when, facts)[row or 0]
    if value is not None:
        return Known(value)
    section = calculation.plan.needed_by.get(symbol, NOWHERE.section)
    label = place = None
    if symbol.concept is not None:
        rows = facts.rows[symbol.concept]
        label, place = rows.labels[row or 0], rows.should_stand(symbol, when)[row or 0]
    if attribute.judge is not None:
        rows_judged = () if label is None else (label,)
        return Failed(frozenset([Judgement("assessment", rows_judged, section, attribute)]))
    return Failed(frozenset([Missing(symbol, label, when, section, place)]))
