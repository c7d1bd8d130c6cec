"""Two versions of a regulation side by side: the rules, what they come to on the data, and where they differ at all.

Gathers what `dsl` and the interpreter find into one `Comparison`, which the modules beside this one tell: for people
(`comparison_text`), for programs (`comparison_records`) and as a page (`comparison_page`). Reads and writes no files.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date

from dsl import model
from dsl.comparing import TESTS, Change
from dsl.record import frozen, identical
from interpreter.calculation import Calculation, calculate
from interpreter.comparing.attribution import Applied, Attribution, attribution
from interpreter.comparing.fitting import fitted, same_data
from interpreter.comparing.meanings import same_meaning
from interpreter.comparing.moves import Move, comparable, is_money, moves, repeats, used
from interpreter.comparing.varying import Study, Version, studies
from interpreter.facts import Facts
from interpreter.pace import Pace, unhurried
from workbench.results import unsaid
from workbench.sides import OpenedSide

# Values that are followed along their inputs, when nobody has said which.
MOST_STUDIES = 6


@frozen
class Asked:
    """year, day: None for each side's own. symbols: the values asked for; none: chosen here. row: only this one.

    all: every value that differs is told in full
    """

    year: int | None = None
    day: date | None = None
    symbols: tuple[model.Symbol, ...] = ()
    row: str | None = None
    all: bool = False


@identical
class Cause:
    """What a difference may be due to: changes that only stand together, an amendment, or (neither) other data."""

    changes: tuple[Change, ...] = ()
    amendment: str | None = None


@identical
class Ranges:
    """Where the two differ, whatever the data.

    renamed: what the new side calls a value -> what the old side did
    same: values that cannot differ, for they are computed alike all the way down; open: those that may, in text order
    studies: of some of `open`, each along its inputs; stopped: time ran out before all were done
    """

    renamed: Mapping[model.Symbol, model.Symbol]
    same: frozenset[model.Symbol]
    open: tuple[model.Symbol, ...]
    studies: tuple[Study, ...]
    stopped: bool


@identical
class Comparison:
    """asked: what for. changes: of the rules. causes: in the order in which they are applied.

    headline: the values that are asked for; else amounts that nothing else is made of. others: the rest that differs
    stopped: time ran out before the causes were told apart in order
    differs: whether the rules mean something else or anything comes out differently
    """

    old: OpenedSide
    new: OpenedSide
    asked: Asked
    before: Calculation
    after: Calculation
    changes: tuple[Change, ...]
    causes: tuple[Cause, ...]
    headline: tuple[Attribution, ...]
    others: tuple[Attribution, ...]
    ranges: Ranges
    differs: bool


def compare(
    sides: tuple[OpenedSide, OpenedSide], facts: tuple[Facts, Facts], asked: Asked, pace: Pace = unhurried
) -> Comparison:
    from dsl.comparing import changes

    old, new = sides
    before, after = (
        calculate(side.program, read, asked.year, day=asked.day) for side, read in zip(sides, facts, strict=True)
    )
    rules = changes(old.side, new.side)
    hidden = unsaid(old.program) | unsaid(new.program)
    renamed = {
        one.after: one.before for change in rules for one in change.renamed if one.after.concept == one.before.concept
    }
    moved = tuple(move for move in moves(before, after, renamed) if move.symbol not in hidden)
    causes: tuple[Cause, ...] = ()
    found: tuple[Attribution, ...] = ()
    if moved:
        causes, found = _causes(sides, facts, asked, rules, (before, after), moved, pace)
    chosen = _chosen(moved, asked)
    return Comparison(
        old,
        new,
        asked,
        before,
        after,
        rules,
        causes,
        tuple(one for one in found if one.move.symbol in chosen),
        tuple(one for one in found if one.move.symbol not in chosen),
        _ranges((before, after), renamed, hidden, asked, chosen, pace),
        bool(moved) or any(map(_means_else, rules)),
    )


def _means_else(change: Change) -> bool:
    """Whether the rules say something else after it; what tests them is none."""
    place = change.before if change.after is None else change.after
    return change.kind in ("added", "removed", "changed") and (place is None or place.what not in TESTS)


def _chosen(moved: Sequence[Move], asked: Asked) -> frozenset[model.Symbol]:
    """The values that are told first."""
    if asked.symbols:
        return frozenset(asked.symbols)
    if asked.all:
        return frozenset(move.symbol for move in moved)
    both = [move for move in moved if move.before is not None and move.after is not None]
    for among in (both, moved):
        money = [move for move in among if move.money]
        for few in ([move for move in money if move.final], [move for move in among if move.final], money, among):
            if few:
                return frozenset(_named(move, moved).symbol for move in few)
    return frozenset()


def _named(paid: Move, moved: Sequence[Move]) -> Move:
    """The value with a name of its own that a norm says is paid, where it is one."""
    return next((move for move in moved if repeats(paid, move)), paid)


# -- which changes -------------------------------------------------------------------------------


def _causes(
    sides: tuple[OpenedSide, OpenedSide],
    facts: tuple[Facts, Facts],
    asked: Asked,
    rules: Sequence[Change],
    ends: tuple[Calculation, Calculation],
    moved: Sequence[Move],
    pace: Pace,
) -> tuple[tuple[Cause, ...], tuple[Attribution, ...]]:
    old, new = sides
    before, after = ends
    symbols = frozenset(symbol for move in moved for symbol in (move.symbol, move.former or move.symbol))
    own = Version(old.program, facts[0], before.year, before.day)
    other = Version(new.program, facts[1], after.year, after.day)

    def computed(program: model.Program, first: Version = own, second: Version = other) -> Calculation:
        read = fitted(program, first, second)
        return calculate(program, read, asked.year, day=asked.day, targets=symbols)

    data_differ = not same_data(fitted(old.program, own, other), fitted(old.program, other, own))
    known = {old.program: before} if data_differ else {old.program: before, new.program: after}

    def of(program: model.Program) -> Calculation:
        if program not in known:
            known[program] = computed(program)
        return known[program]

    found = _rule_causes(sides, rules)
    causes = [cause for cause, _, _ in found.applied]
    applied = [Applied(of(without), of(alone)) for _, without, alone in found.applied]
    if data_differ:
        causes.append(Cause())
        applied.append(Applied(before, computed(old.program, other, own)))

    def so_far(count: int) -> Calculation | None:
        program = found.so_far(count)
        return None if program is None else of(program)

    return tuple(causes), attribution(moved, applied, so_far, ordered=bool(new.steps), pace=pace)


@identical
class _Found:
    """applied: each cause, with the programs without and with it.

    so_far: the old version with so many of them, the first ones in order; None where there is no such regulation
    """

    applied: Sequence[tuple[Cause, model.Program, model.Program]]
    so_far: Callable[[int], model.Program | None]


def _rule_causes(sides: tuple[OpenedSide, OpenedSide], rules: Sequence[Change]) -> _Found:
    """Each amendment, or each group of changes that may move anything."""
    old, new = sides
    if new.steps:
        steps = new.steps
        return _Found(
            [(Cause(amendment=step.title), step.without, step.alone) for step in steps],
            lambda count: steps[count - 1].so_far,
        )
    computing = tuple(change for change in rules if change.computes)
    if len(computing) == 1:
        # Whatever the rules move is due to it, so nothing has to be tried.
        return _Found([(Cause(computing), old.program, new.program)], lambda _: new.program)
    from dsl.comparing import independent, mixed
    from dsl.pipeline import load_tree

    every = independent(old.side, new.side, rules, every=False)
    moving = [group for group in every if any(change.computes for change in group.changes)]

    def so_far(count: int) -> model.Program | None:
        """With what stands before and between them too: a group may need any that comes before it."""
        if count == len(moving):
            return new.program
        chosen = [change for group in every[: every.index(moving[count - 1]) + 1] for change in group.changes]
        return load_tree(old.side.loaded, mixed(old.side, new.side, chosen)).program

    return _Found([(Cause(group.changes), group.without, group.alone) for group in moving], so_far)


# -- whatever the data ---------------------------------------------------------------------------


def _ranges(
    ends: tuple[Calculation, Calculation],
    renamed: Mapping[model.Symbol, model.Symbol],
    hidden: Collection[model.Symbol],
    asked: Asked,
    chosen: Collection[model.Symbol],
    pace: Pace,
) -> Ranges:
    before, after = ends
    same = same_meaning(before.plan, after.plan, renamed)
    open_ = tuple(
        symbol
        for symbol, definition in after.plan.active.items()
        if symbol not in same
        and symbol not in hidden
        and comparable(before.plan.active.get(renamed.get(symbol, symbol)), definition)
    )
    money = [symbol for symbol in open_ if is_money(after.plan.active[symbol].type)]
    needed = used(after)
    wanted = [symbol for symbol in open_ if symbol in chosen]
    # Where nothing moves on the data: what nothing else is made of first.
    wanted = wanted or sorted(money, key=lambda symbol: symbol in needed)
    wanted = wanted if asked.all else wanted[: max(MOST_STUDIES, len(asked.symbols))]
    versions = [Version(one.program, one.facts, one.year, one.day) for one in ends]
    found = studies(versions[0], versions[1], wanted, asked.row, renamed, pace)
    return Ranges(renamed, same, open_, found, bool(found) and found[-1].stopped)
