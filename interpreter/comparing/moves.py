"""What comes out differently in two calculations: of two versions of a regulation, two readings, or two sets of data.

Values are matched by name and rows by label. A value or row that only one side has is told as such, never as 0.
"""

from collections.abc import Hashable, Iterable, Mapping
from fractions import Fraction
from typing import assert_never

import attrs

from dsl import model
from dsl.expressions import references
from dsl.frozen import identical
from interpreter.evaluating.calculation import Calculation, labels, outcome
from interpreter.outcomes import (
    Cause,
    Conflict,
    Failed,
    Judgement,
    Known,
    Missing,
    NotApplicable,
    Outcome,
    Undefined,
    Unregulated,
)


@identical
class Moved:
    """One row. row None: the whole regulation. before, after: None where that side has no such value or row.

    difference: after less before, in base units; None where either is no number
    """

    row: str | None
    before: Outcome | None
    after: Outcome | None
    difference: Fraction | None


@identical
class Move:
    """One value that comes out differently, over all its rows: those of the old side, then those only the new has.

    symbol: its name on the new side, or on the old where only that has it; former: what the old side calls it, where
        that is something else
    before, after: the definitions, None where that side does not define it
    final: no other value is computed from it, on either side
    money: it is counted in kronor, as such or by something (kr/år)
    total_before, total_after: sums over the rows that it applies to; None where one of them is no number
    difference: of the sums; None where either is None
    """

    symbol: model.Symbol
    before: model.Definition | None
    after: model.Definition | None
    final: bool
    money: bool
    rows: tuple[Moved, ...]
    total_before: Fraction | None
    total_after: Fraction | None
    difference: Fraction | None
    former: model.Symbol | None = None


def moves(
    before: Calculation, after: Calculation, renamed: Mapping[model.Symbol, model.Symbol] = {}
) -> tuple[Move, ...]:
    """Every value that differs or that only one side has: the new side's in text order, then those that are gone.

    renamed: what the new side calls a value -> what the old side did
    """
    needed = used(before) | used(after)
    old, new = before.plan.active, after.plan.active
    found = []
    told = set(renamed.values()).union(new)
    for symbol in (*new, *(symbol for symbol in old if symbol not in told)):
        former = renamed.get(symbol, symbol)
        move = _move(symbol, former, before, after, final=not {symbol, former} & needed)
        if not comparable(move.before, move.after) or any(not same(row.before, row.after) for row in move.rows):
            found.append(move)
    return tuple(found)


def used(calculation: Calculation) -> frozenset[model.Symbol]:
    """What another value is computed from; a value that looks back at itself does not count."""
    return frozenset(
        name.symbol
        for symbol, definition in calculation.plan.active.items()
        for name in references(definition.expression)
        if name.symbol != symbol
    )


def defined(move: Move) -> model.Definition:
    """The definition as it is on the new side, or as it was where only the old side has it."""
    found = move.after or move.before
    assert found is not None
    return found


def comparable(before: model.Definition | None, after: model.Definition | None) -> bool:
    """Whether both sides define it as one kind of thing: kr and kr/år cannot be subtracted, kr and tkr can."""
    if before is None or after is None:
        return False
    one, other = before.type, after.type
    if isinstance(one, model.Number) and isinstance(other, model.Number):
        return one.unit.powers == other.unit.powers
    return type(one) is type(other)


def same(before: Outcome | None, after: Outcome | None) -> bool:
    """Whether two outcomes say the same: equal values; or none, for the same reasons wherever the rules stand."""
    if isinstance(before, Failed) and isinstance(after, Failed):
        return {cause_kind(cause) for cause in before.causes} == {cause_kind(cause) for cause in after.causes}
    return before == after


def repeats(paid: Move, named: Move) -> bool:
    """Whether the one is what a norm says is paid, and the other a value with a name of its own that it is."""
    if '"' not in paid.symbol.name or '"' in named.symbol.name or len(paid.rows) != len(named.rows):
        return False
    pairs = zip(paid.rows, named.rows, strict=True)
    return all(
        _same_or_outside(one.before, two.before) and _same_or_outside(one.after, two.after) for one, two in pairs
    )


def _same_or_outside(paid: Outcome | None, named: Outcome | None) -> bool:
    return same(paid, named) or (paid is not None and _is_outside(paid))


def number(one: Outcome | None) -> Fraction | None:
    """The number that came out, in base units; None where there is no value or it is no number."""
    return one.value if isinstance(one, Known) and isinstance(one.value, Fraction) else None


def total(outcomes: Iterable[Outcome | None]) -> Fraction | None:
    """The sum over the rows that the value applies to; None where one of them is no number, or it applies to none.

    A row that is not there adds nothing.
    """
    there = [one for one in outcomes if one is not None and not _is_outside(one)]
    numbers = [found for one in there if (found := number(one)) is not None]
    return sum(numbers, Fraction(0)) if numbers and len(numbers) == len(there) else None


def value_by_row(calculation: Calculation, symbol: model.Symbol) -> dict[str | None, Outcome]:
    """Every row's outcome by its label, None for the whole regulation; empty where nothing defines the value."""
    if symbol not in calculation.plan.active:
        return {}
    if symbol.concept is None:
        return {None: outcome(calculation, symbol, None)}
    return {
        label: outcome(calculation, symbol, index) for index, label in enumerate(labels(calculation, symbol.concept))
    }


def _move(symbol: model.Symbol, former: model.Symbol, before: Calculation, after: Calculation, *, final: bool) -> Move:
    one, other = before.plan.active.get(former), after.plan.active.get(symbol)
    old, new = value_by_row(before, former), value_by_row(after, symbol)
    rows = tuple(_moved(label, old.get(label), new.get(label)) for label in dict.fromkeys((*old, *new)))
    total_before, total_after = total(row.before for row in rows), total(row.after for row in rows)
    difference = None
    if not comparable(one, other):
        rows = tuple(attrs.evolve(row, difference=None) for row in rows)
    elif total_before is not None and total_after is not None:
        difference = total_after - total_before
    money = any(model.is_money(each.type) for each in (one, other) if each is not None)
    called = former if former != symbol else None
    return Move(symbol, one, other, final, money, rows, total_before, total_after, difference, called)


def _moved(row: str | None, before: Outcome | None, after: Outcome | None) -> Moved:
    one, other = number(before), number(after)
    return Moved(row, before, after, None if one is None or other is None else other - one)


def _is_outside(one: Outcome) -> bool:
    return isinstance(one, Failed) and all(isinstance(cause, NotApplicable) for cause in one.causes)


def cause_kind(cause: Cause) -> tuple[Hashable, ...]:
    """What a cause says, as a key: equal for two causes that say the same, wherever the rules stand."""
    match cause:
        case Missing(symbol, row, year):
            return "missing", symbol, row, year
        case Judgement(what, rows, _, attribute):
            return "judgement", what, rows, None if attribute is None else attribute.symbol
        case Unregulated():
            return ("unregulated",)
        case Conflict():
            return ("conflict",)
        case Undefined(why):
            return "undefined", why
        case NotApplicable():
            return ("not applicable",)
        case _:
            assert_never(cause)
