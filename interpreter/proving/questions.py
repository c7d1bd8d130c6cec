"""A promise as a question that can be put to a calculation: is it broken here, and by what.

A missing input, a judgement not made and what is not regulated break no promise; contradicting rules and what is
undefined break a condition, and the promise that everything is clear. A condition that no case gives a value in a row
is not true of it either. Limits of the machine (how large a number, how far a calendar) never break any.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import assert_never

import attrs

from dsl import model
from dsl.expressions import parts, post_order, references
from interpreter.evaluating.calculation import Calculation, labels, outcome, share_parts, value_of
from interpreter.outcomes import Cause, Conflict, Failed, Known, NotApplicable, Outcome, Undefined
from interpreter.proving.answers import Shown
from interpreter.proving.promises import AddsUp, AlwaysClear, BuiltIn, NeverFalls
from interpreter.search.cases import Moment
from interpreter.search.inputs import reached

Claim = model.Monotone | model.Expression | AddsUp | AlwaysClear

# What a computer cannot hold is no fault of the rules.
_OF_THE_MACHINE = ("too_large", "outside_calendar")


@attrs.frozen(eq=False)
class Question:
    """What is asked of a promise at one moment. claim, where, base_file: as of a `kontroll`; concept: whose rows it is
    about, None for the whole regulation.

    moment: what it is asked for; wanted: the definitions and expressions that it is about
    """

    claim: Claim
    where: model.Expression | None
    concept: str | None
    moment: Moment
    base_file: str | None

    @property
    def wanted(self) -> tuple[model.Definition, ...]:
        match self.claim:
            case AddsUp(definition):
                return (definition,)
            case AlwaysClear(definitions):
                return definitions
            case _:
                return ()

    @property
    def asked(self) -> tuple[model.Expression, ...]:
        """Expressions that are looked at and may be no definition's."""
        where = () if self.where is None else (self.where,)
        match self.claim:
            case model.Monotone(value):
                return (value, *where)
            case AddsUp() | AlwaysClear():
                return where
            case _:
                return (self.claim, *where)


def question(promise: model.Promise | BuiltIn, program: model.Program) -> Question:
    """The promise as a question, asked for its own year or the one that the program is computed for."""
    year = program.calculation_year
    match promise:
        case model.Promise():
            moment = Moment(year if promise.year is None else promise.year, None, promise.readings)
            return Question(promise.claim, promise.where, promise.concept, moment, promise.base_file)
        case NeverFalls(_, _, claim):
            return Question(claim, None, claim.value.concept, Moment(year), None)
        case AddsUp(_, sharing):
            return Question(promise, None, sharing.group.concept, Moment(year), None)
        case AlwaysClear():
            return Question(promise, None, None, Moment(year), None)
        case _:
            assert_never(promise)


def breaks(cause: Cause) -> bool:
    """Whether the cause breaks the promise that everything is clear."""
    return isinstance(cause, Conflict) or (isinstance(cause, Undefined) and cause.why not in _OF_THE_MACHINE)


def denies(cause: Cause) -> bool:
    """Whether a condition that has no value because of it is broken."""
    return breaks(cause) or (isinstance(cause, NotApplicable) and not cause.outside)


def said(asked: Question, calculation: Calculation, row: int | None) -> bool:
    """Whether the promise is made for this row at all."""
    return asked.where is None or value_of(calculation, asked.where, row) == Known(True)


def tested(asked: Question, calculation: Calculation, row: int | None) -> bool:
    """Whether the promise is made for this row; with data under it also whether they give what it speaks of a value."""
    if not said(asked, calculation, row) or asked.base_file is None:
        return said(asked, calculation, row)
    claim = asked.claim.value if isinstance(asked.claim, model.Monotone) else asked.claim
    # Only what is written has data under it.
    assert not isinstance(claim, AddsUp | AlwaysClear)
    found = value_of(calculation, claim, row)
    return isinstance(found, Known)


def broken(asked: Question, calculation: Calculation, row: int | None) -> tuple[Shown, ...]:
    """What breaks it in one row that it is said of. Of a Monotone it takes two calculations: see `moved`."""
    claim = asked.claim
    assert not isinstance(claim, model.Monotone)
    match claim:
        case AddsUp():
            return _not_adding_up(claim, calculation)
        case AlwaysClear(definitions):
            return tuple(_unclear(definitions, calculation))
        case _:
            found = value_of(calculation, claim, row)
            if not (any(map(denies, found.causes)) if isinstance(found, Failed) else found == Known(False)):
                return ()
            return (
                Shown(None, _label(calculation, claim.concept, row), found, None, None),
                *_parts(claim, calculation, row),
            )


def rows_of(asked: Question, calculation: Calculation) -> Sequence[int | None]:
    """The rows that it is asked of, one after the other."""
    if asked.concept is None or isinstance(asked.claim, AddsUp):
        return (None,)
    return range(len(labels(calculation, asked.concept)))


def moved_rows(asked: Question, calculation: Calculation, row: int | None) -> Sequence[int | None]:
    """The rows whose value is looked at when the input of this row moves, of a promise about which way a value goes."""
    assert isinstance(asked.claim, model.Monotone)
    if asked.concept is None:
        return (None,)
    if asked.claim.input.concept == asked.concept:
        return (row,)
    return range(len(labels(calculation, asked.concept)))


def reading(asked: Question, calculation: Calculation, row: int | None) -> Fraction | None:
    """The value in the row, where the promise is made and there is one, of a promise about which way a value goes."""
    assert isinstance(asked.claim, model.Monotone)
    if not said(asked, calculation, row):
        return None
    found = value_of(calculation, asked.claim.value, row)
    return found.value if isinstance(found, Known) and isinstance(found.value, Fraction) else None


def wrong(claim: model.Monotone, low: Fraction, high: Fraction) -> bool:
    """Whether the value goes the wrong way. low, high: the value where the input is lower, and where it is higher."""
    goes_up = (claim.direction == "falls") == (claim.input_direction == "rises")
    return high < low if goes_up else low < high


def moved(asked: Question, before: Calculation, after: Calculation, row: int | None) -> tuple[Shown, ...]:
    """What a Monotone is told with: its value on both sides."""
    assert isinstance(asked.claim, model.Monotone)
    value = asked.claim.value
    symbol = value.symbol if isinstance(value, model.Reference) else None
    return (
        Shown(
            symbol,
            _label(before, asked.concept, row),
            value_of(before, value, row),
            value_of(after, value, row),
            _section(before, symbol),
        ),
    )


def share_of(claim: AddsUp) -> model.ShareOf:
    return next(
        one
        for one in post_order(claim.definition.expression)
        if isinstance(one, model.ShareOf) and one.sharing == claim.sharing
    )


# -- how -----------------------------------------------------------------------------------------


def _label(calculation: Calculation, concept: str | None, row: int | None) -> str | None:
    return None if concept is None or row is None else labels(calculation, concept)[row]


def _section(calculation: Calculation, symbol: model.Symbol | None) -> model.SectionRef | None:
    found = None if symbol is None else calculation.plan.active.get(symbol)
    return None if found is None else found.section


def _not_adding_up(claim: AddsUp, calculation: Calculation) -> tuple[Shown, ...]:
    """The shares of the first owner whose shares are all there and do not add up to the pot."""
    share = share_of(claim)
    symbol = claim.definition.symbol
    concept = claim.sharing.group.concept
    slots = next(one for (sharing, _), one in calculation.plan.sharings.items() if sharing == claim.sharing)
    names = labels(calculation, concept)
    owners = [0] * len(names) if slots.relation < 0 else list(calculation.computed.truths(slots.relation, len(names)))
    groups: dict[int, list[int]] = {}
    for row, owner in enumerate(owners):
        groups.setdefault(owner, []).append(row)
    for owner, rows in sorted(groups.items()):
        parts = [share_parts(calculation, share, row) for row in rows]
        if owner < 0 or any(isinstance(one.result, Failed) or isinstance(one.pot, Failed) for one in parts):
            continue
        total = sum((_number(one.result) for one in parts), Fraction(0))
        if claim.sharing.stays:
            total += _number(parts[0].left)
        if total != _number(parts[0].pot):
            told = [
                Shown(symbol, names[row], part.result, None, claim.definition.section)
                for row, part in zip(rows, parts, strict=True)
            ]
            pot = Shown(None, None, parts[0].pot, None, claim.definition.section, claim.sharing.pot)
            return (pot, *told)
    return ()


def _number(found: Outcome) -> Fraction:
    assert isinstance(found, Known)
    assert isinstance(found.value, Fraction)
    return found.value


def _unclear(definitions: Sequence[model.Definition], calculation: Calculation) -> Iterator[Shown]:
    """Every value that is contradicted or undefined."""
    if calculation.masks is None:
        return
    for definition in definitions:
        concept = definition.symbol.concept
        rows: Sequence[int | None] = (None,) if concept is None else range(len(labels(calculation, concept)))
        for row in rows:
            found = outcome(calculation, definition.symbol, row)
            if isinstance(found, Failed) and any(map(breaks, found.causes)):
                yield Shown(definition.symbol, _label(calculation, concept, row), found, None, definition.section)


def _parts(claim: model.Expression, calculation: Calculation, row: int | None) -> Iterator[Shown]:
    """The values that the condition speaks of: those that it compares, then what they are made of and the rest. What no
    input can change is left out where anything else is told."""
    told: dict[model.Expression, None] = {}
    for side in _compared(claim):
        if not isinstance(side, model.Constant):
            told[side] = None
    inside = [one for one in references(claim) if one not in told]
    told.update(dict.fromkeys(one for one in inside if _varies(one, calculation)))
    named: set[tuple[model.Symbol, int]] = set()
    for one in told or dict.fromkeys(inside):
        if one.concept not in (None, claim.concept):
            continue
        at = None if one.concept is None else row
        label, found = _label(calculation, one.concept, at), value_of(calculation, one, at)
        if not (isinstance(one, model.Reference) and one.year == 0):
            yield Shown(None, label, found, None, None, one)
        elif (one.symbol, one.year) not in named:
            named.add((one.symbol, one.year))
            yield Shown(one.symbol, label, found, None, _section(calculation, one.symbol))


def _compared(claim: model.Expression) -> Iterator[model.Expression]:
    """The sides of what it compares."""
    waiting = [claim]
    while waiting:
        condition = waiting.pop(0)
        if isinstance(condition, model.Logic):
            waiting.extend(condition.parts)
        elif isinstance(condition, model.Compare):
            yield from parts(condition)


def _varies(expression: model.Expression, calculation: Calculation) -> bool:
    """Whether any input can change it."""
    plan = calculation.plan
    moments = (plan.moment, plan.moment._replace(day=None))
    slots = [plan.expressions[expression, when] for when in moments if (expression, when) in plan.expressions]
    return any(plan.slots[slot].operation == "input" for slot in reached(plan, slots))
