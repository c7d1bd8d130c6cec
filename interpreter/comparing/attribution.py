"""Which changes a difference is due to: each applied alone to the old version, and all of them one after the other.

What the changes alone do not add up to is the interaction between them, and is kept apart; so the parts always add up
to the whole difference, for every row and for the sum. A version with some of the changes may have no value where the
two whole versions do: that is told, and never counted as 0.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from dsl.frozen import frozen, identical
from interpreter.comparing.moves import Move, comparable, number, total, value_by_row
from interpreter.evaluating.calculation import Calculation
from interpreter.outcomes import Known, Outcome
from interpreter.pace import Pace, unhurried


@identical
class Applied:
    """One change, or several that only stand together. None: a version that cannot be computed.

    without: what it is applied to: the old version, with such other changes as it cannot stand without
    alone: the same with the change
    """

    without: Calculation | None
    alone: Calculation | None


# The old version with so many of the changes, the first ones in order; None where it cannot be computed.
SoFar = Callable[[int], Calculation | None]


@frozen
class Step:
    """How much the value came to when these changes were applied next, in their order. There are several changes
    where a version between them has no value."""

    changes: tuple[int, ...]
    by: Fraction


@identical
class Effect:
    """What one change does by itself. before, after: without and with it; None where there is no such version, value or
    row. by: how much more; None where one of the two is no number."""

    before: Outcome | None
    after: Outcome | None
    by: Fraction | None


@identical
class Parts:
    """What a difference of one row (None: of the whole regulation), or of the sum over the rows, is made of.

    whole: the whole difference in base units; None where one of the two versions has no number
    alone: one for each change
    rest: the whole difference less what the changes do alone, where that is known; None where `whole` is
    steps: they add up to `whole`; none where that is None, nor where nobody asked for them
    """

    row: str | None
    whole: Fraction | None
    alone: tuple[Effect, ...]
    rest: Fraction | None
    steps: tuple[Step, ...]


@identical
class Attribution:
    """One move parted among the changes. rows: one for each of the move's rows; total: of their sum, None where
    there is no row or only one."""

    move: Move
    rows: tuple[Parts, ...]
    total: Parts | None


def attribution(
    moves: Sequence[Move], applied: Sequence[Applied], so_far: SoFar, *, ordered: bool = False, pace: Pace = unhurried
) -> tuple[Attribution, ...]:
    """Parts each move among the changes: one answer for each move, in their order.

    applied: the changes in order. so_far: is asked for 1, 2 … all but one of them, where the changes alone do not add
        up, or where the order is asked for (`ordered`). Without that, and where the pace stops it, there are no steps
    """
    alone = tuple(_attribution(move, applied, None) for move in moves)
    if len(applied) < 2 or not (ordered or any(map(_interact, alone))):
        return alone
    along: list[Calculation | None] = []
    for count in range(1, len(applied)):
        if not pace(count, len(applied)):
            return alone
        along.append(so_far(count))
    return tuple(_attribution(move, applied, along) for move in moves)


def _interact(one: Attribution) -> bool:
    parts = (*one.rows, *(() if one.total is None else (one.total,)))
    return any(each.rest for each in parts)


def _attribution(move: Move, applied: Sequence[Applied], along: Sequence[Calculation | None] | None) -> Attribution:
    pairs = [(_values(one.without, move), _values(one.alone, move)) for one in applied]
    between = None if along is None else [_values(one, move) for one in along]
    rows = []
    for row in move.rows:
        alone = [(one.get(row.row), other.get(row.row)) for one, other in pairs]
        steps = None if between is None else [row.before, *(one.get(row.row) for one in between), row.after]
        rows.append(_parts(row.row, row.difference, alone, steps))
    if len(rows) < 2 or move.difference is None:
        return Attribution(move, tuple(rows), None)
    alone = [(_sum(one), _sum(other)) for one, other in pairs]
    steps = None
    if between is not None:
        steps = [_known(move.total_before), *map(_sum, between), _known(move.total_after)]
    return Attribution(move, tuple(rows), _parts(None, move.difference, alone, steps))


def _parts(
    row: str | None,
    whole: Fraction | None,
    alone: Sequence[tuple[Outcome | None, Outcome | None]],
    versions: Sequence[Outcome | None] | None,
) -> Parts:
    """versions: from the old to the new, the changes in order."""
    effects = tuple(_effect(before, after) for before, after in alone)
    if whole is None:
        return Parts(row, None, effects, None, ())
    rest = whole - sum((one.by for one in effects if one.by is not None), Fraction(0))
    return Parts(row, whole, effects, rest, () if versions is None else _steps(versions))


def _effect(before: Outcome | None, after: Outcome | None) -> Effect:
    one, other = number(before), number(after)
    return Effect(before, after, None if one is None or other is None else other - one)


def _steps(versions: Sequence[Outcome | None]) -> tuple[Step, ...]:
    """The first and the last of the versions are numbers."""
    values = [number(one) for one in versions]
    found: list[Step] = []
    last, waiting = values[0], list[int]()
    for change, value in enumerate(values[1:]):
        waiting.append(change)
        if value is not None and last is not None:
            found.append(Step(tuple(waiting), value - last))
            last, waiting = value, []
    return tuple(found)


def _values(calculation: Calculation | None, move: Move) -> Mapping[str | None, Outcome]:
    """None, where there is no such version or the value is another kind of thing in it."""
    if calculation is None:
        return {}
    active = calculation.plan.active
    symbol = move.symbol if move.former is None or move.symbol in active else move.former
    there = comparable(move.after if move.before is None else move.before, active.get(symbol))
    return value_by_row(calculation, symbol) if there else {}


def _known(value: Fraction | None) -> Outcome | None:
    return None if value is None else Known(value)


def _sum(values: Mapping[str | None, Outcome]) -> Outcome | None:
    return _known(total(values.values()))
