"""Two versions of a regulation side by side: the rules, what they come to on the data, and where they differ at all.

Gathers what `dsl` and the interpreter find into one `Comparison`, which `workbench/versions/` tells: for people, for
programs and as a page. Reads and writes no files.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from dsl import model
from dsl.comparing.aligning import Aligned
from dsl.comparing.data import TESTS, Change, Place, Side
from dsl.frozen import identical
from interpreter.comparing.attribution import Applied, Attribution, attribution
from interpreter.comparing.borrowed_data import fitted, same_data
from interpreter.comparing.moves import Move, comparable, moves, repeats, same, used
from interpreter.comparing.runs import Version
from interpreter.comparing.same_steps import same_meaning
from interpreter.comparing.sensitivity import case_study, studies
from interpreter.comparing.years import Years, years_in_force
from interpreter.evaluating.calculation import Calculation, calculate
from interpreter.facts import Facts
from interpreter.pace import Pace, unhurried
from workbench.session.compared import Asked, Cause, Comparison, OtherYear, Ranges, study_differs
from workbench.session.sides import OpenedSide
from workbench.values.computed import unsaid

if TYPE_CHECKING:
    from dsl.comparing.renaming import Called

# Values that are followed along their inputs, when nobody has said which.
MOST_STUDIES = 6


# The two sides as they stand at the end of another year; None where they cannot be opened then.
Again = Callable[[int], tuple[OpenedSide, OpenedSide] | None]


def compare(
    sides: tuple[OpenedSide, OpenedSide],
    facts: tuple[Facts, Facts],
    asked: Asked,
    pace: Pace = unhurried,
    proving: Callable[[], Pace] = lambda: unhurried,
    again: Again | None = None,
) -> Comparison:
    """Compare the rules of two sides and what they come to with their facts, and find what each difference is due to.

    proving: the pace of proofs, asked for when there is something to prove. again: how other years are looked at.
    """
    from dsl.comparing.aligning import align
    from dsl.comparing.changes import changes_of

    sides, facts, names = _called_alike(sides, facts)
    old, new = sides
    before, after = (
        calculate(side.program, read, _year(side, asked), day=asked.day)
        for side, read in zip(sides, facts, strict=True)
    )
    aligned = align(old.tree, new.tree)
    rules = changes_of(aligned, old.side, new.side)
    hidden = unsaid(old.program) | unsaid(new.program)
    renamed = _renamed(rules)
    moved = tuple(move for move in moves(before, after, renamed) if move.symbol not in hidden)
    causes: tuple[Cause, ...] = ()
    found: tuple[Attribution, ...] = ()
    if moved:
        causes, found = _causes(sides, facts, asked, (aligned, rules), (before, after), moved, pace)
    chosen = _chosen(moved, asked)
    others = () if again is None or asked.year is not None else tuple(_other_years(sides, facts, asked, again))
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
        _ranges((before, after), renamed, hidden, asked, moved, chosen, pace, proving),
        bool(moved or names) or any(one.moved for one in others) or any(map(means_else, rules)),
        others,
        _years(sides, asked).whole,
        names,
    )


def _year(side: OpenedSide, asked: Asked) -> int | None:
    return side.year if asked.year is None else asked.year


def _years(sides: tuple[OpenedSide, OpenedSide], asked: Asked) -> Years:
    days = [entry for side in sides for entry, _ in (*side.laid, *side.later, *side.side.loaded.amended)]
    return years_in_force([side.program for side in sides], [_year(side, asked) for side in sides], days)


def _other_years(
    sides: tuple[OpenedSide, OpenedSide], facts: tuple[Facts, Facts], asked: Asked, again: Again
) -> Iterator[OtherYear]:
    """Those besides the one that each side is computed for."""
    own = {_year(side, asked) for side in sides}
    for year in _years(sides, asked).years:
        then = again(year) if year not in own else None
        then = None if then is None else (_under(then[0], then[1])[0], then[1])
        # What is opened by its name is in force whatever the year: before it is, there is nothing to tell.
        if then is None or any(entry.year > year for side in then for entry, _ in side.laid):
            continue
        given = [Version(side.program, read, None) for side, read in zip(sides, facts, strict=True)]
        before, after = (
            calculate(side.program, fitted(side.program, one, one), year) for side, one in zip(then, given, strict=True)
        )
        hidden = unsaid(then[0].program) | unsaid(then[1].program)
        renamed = _renamed(changes_between(then))
        moved = tuple(move for move in moves(before, after, renamed) if move.symbol not in hidden)
        alike = same_meaning(before.plan, after.plan, renamed) >= after.plan.active.keys() | before.plan.active.keys()
        yield OtherYear(year, before, after, moved, _chosen(moved, asked), alike)


def _called_alike(
    sides: tuple[OpenedSide, OpenedSide], facts: tuple[Facts, Facts]
) -> tuple[tuple[OpenedSide, OpenedSide], tuple[Facts, Facts], tuple[Called, ...]]:
    """The old side and its data under the names of the new, where only names of concepts and inputs have changed."""
    old, new = sides
    under, names = _under(old, new)
    if not names:
        return sides, facts, ()
    from interpreter.comparing.renaming import renamed

    return (under, new), (renamed(facts[0], names), facts[1]), names


def names_of(old: OpenedSide, new: OpenedSide) -> tuple[Called, ...]:
    """The concepts and inputs that only have another name on the new side."""
    return _under(old, new)[1]


def _under(old: OpenedSide, new: OpenedSide) -> tuple[OpenedSide, tuple[Called, ...]]:
    if _declared(old.program) == _declared(new.program):
        return old, ()
    from dsl.comparing.renaming import called_as

    side, names = called_as(old.side, new.side)
    return attrs.evolve(old, program=side.program, tree=side.tree, side=side) if names else old, names


def _declared(program: model.Program) -> set[object]:
    every = (*program.inputs, *(one for concept in program.concepts for one in concept.attributes))
    return {one.symbol for one in every} | {concept.name for concept in program.concepts}


def changes_between(sides: tuple[OpenedSide, OpenedSide]) -> tuple[Change, ...]:
    """What the rules of the new side say differently from those of the old, in the order of the new text."""
    from dsl.comparing.changes import changes

    return changes(sides[0].side, sides[1].side)


def _renamed(changes: Sequence[Change]) -> dict[model.Symbol, model.Symbol]:
    """What the new side calls a value -> what the old side did."""
    return {
        one.after: one.before for change in changes for one in change.renamed if one.after.concept == one.before.concept
    }


def means_else(change: Change) -> bool:
    """Whether the rules say something else after it; what tests them is none."""
    place = change.before if change.after is None else change.after
    return change.kind in ("added", "removed", "changed") and (place is None or place.what not in TESTS)


def _chosen(moved: Sequence[Move], asked: Asked) -> frozenset[model.Symbol]:
    """The values that are told first: those asked for; else what differs of what `betalas ut`, or of the amounts that
    nothing else is made of."""
    if asked.symbols:
        return frozenset(asked.symbols)
    if asked.all:
        return frozenset(move.symbol for move in moved)
    both = [move for move in moved if move.before is not None and move.after is not None]
    for among in (both, moved):
        paid = [move for move in among if any(one is not None and one.paid_out for one in (move.before, move.after))]
        money = [move for move in among if move.money]
        last = [move for move in money if move.final], [move for move in among if move.final]
        for few in (paid, *last, money, among):
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
    rules: tuple[Aligned, Sequence[Change]],
    ends: tuple[Calculation, Calculation],
    moved: Sequence[Move],
    pace: Pace,
) -> tuple[tuple[Cause, ...], tuple[Attribution, ...]]:
    old, new = sides
    before, after = ends
    symbols = frozenset(symbol for move in moved for symbol in (move.symbol, move.former or move.symbol))
    own = Version(old.program, facts[0], before.year, before.day)
    other = Version(new.program, facts[1], after.year, after.day)

    # Each its own, where they compute different ones.
    year = before.year if before.year == after.year else asked.year

    def computed(program: model.Program, first: Version = own, second: Version = other) -> Calculation:
        read = fitted(program, first, second)
        return calculate(program, read, year, day=asked.day, targets=symbols)

    data_differ = not same_data(fitted(old.program, own, other), fitted(old.program, other, own))
    known = {old.program: before} if data_differ else {old.program: before, new.program: after}

    def of(program: model.Program) -> Calculation:
        if program not in known:
            known[program] = computed(program)
        return known[program]

    found = _rule_causes(sides, *rules)
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


def _rule_causes(sides: tuple[OpenedSide, OpenedSide], aligned: Aligned, rules: Sequence[Change]) -> _Found:
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
    from dsl.comparing.grouping import independent_of
    from dsl.comparing.mixing import mixed_of
    from dsl.pipeline import load_tree, years_of

    side, aligned, rules, original = _numbered_alike(old.side, new.side, aligned, rules)
    every = independent_of(aligned, side, new.side, rules, every=False)
    moving = [group for group in every if any(change.computes for change in group.changes)]

    def so_far(count: int) -> model.Program | None:
        """With what stands before and between them too: a group may need any that comes before it."""
        if count == len(moving):
            return new.program
        chosen = [change for group in every[: every.index(moving[count - 1]) + 1] for change in group.changes]
        before = years_of(old.side.loaded, new.side.loaded)
        return load_tree(side.loaded, mixed_of(aligned, chosen), before=before).program

    return _Found(
        [(Cause(tuple(original[change] for change in group.changes)), group.without, group.alone) for group in moving],
        so_far,
    )


def _numbered_alike(
    old: Side, new: Side, aligned: Aligned, rules: Sequence[Change]
) -> tuple[Side, Aligned, Sequence[Change], Mapping[Change, Change]]:
    """The old side with its sections called as on the new one, so that each change can be tried whatever its number;
    the two laid beside each other, what is changed, and each change as it is told."""
    from dsl.comparing.aligning import align
    from dsl.comparing.changes import changes_of
    from dsl.comparing.data import side_of
    from dsl.comparing.parts import places_of
    from dsl.comparing.renaming import relabelled
    from dsl.pipeline import load_tree

    tree = relabelled(aligned)
    side = None if tree is None else side_of(load_tree(old.loaded, tree))
    if side is None:
        return old, aligned, rules, {change: change for change in rules}
    beside = align(side.tree, new.tree)
    found = changes_of(beside, side, new)
    # The parts of both old trees stand in the same order.
    before: dict[Place | None, Place] = dict(zip(places_of(side.tree), places_of(old.tree), strict=True))
    told = {(change.before, change.after): change for change in rules}
    return side, beside, found, {one: told.get((before.get(one.before), one.after), one) for one in found}


# -- whatever the data ---------------------------------------------------------------------------


def _ranges(
    ends: tuple[Calculation, Calculation],
    renamed: Mapping[model.Symbol, model.Symbol],
    hidden: Collection[model.Symbol],
    asked: Asked,
    moved: Sequence[Move],
    chosen: Collection[model.Symbol],
    pace: Pace,
    proving: Callable[[], Pace],
) -> Ranges:
    before, after = ends
    alike = same_meaning(before.plan, after.plan, renamed)
    open_ = tuple(
        symbol
        for symbol, definition in after.plan.active.items()
        if symbol not in alike
        and symbol not in hidden
        and comparable(before.plan.active.get(renamed.get(symbol, symbol)), definition)
    )
    known = {renamed.get(symbol, symbol) for symbol in after.plan.active}
    apart = tuple(
        symbol
        for symbol in (*after.plan.active, *(one for one in before.plan.active if one not in known))
        if symbol not in alike and symbol not in open_ and symbol not in hidden
    )
    money = [symbol for symbol in open_ if model.is_money(after.plan.active[symbol].type)]
    needed = used(after)
    wanted = [symbol for symbol in open_ if symbol in chosen]
    # Where nothing moves on the data: what nothing else is made of first.
    wanted = wanted or sorted(money, key=lambda symbol: symbol in needed)
    wanted = wanted if asked.all else wanted[: max(MOST_STUDIES, len(asked.symbols))]
    versions = [Version(one.program, one.facts, one.year, one.day) for one in ends]
    rows = {move.symbol: row for move in moved if (row := _most_moved(move)) is not None}
    paces: list[Pace] = []

    def proving_once() -> Pace:
        paces.extend([] if paces else [proving()])
        return paces[0]

    found = studies(versions[0], versions[1], wanted, asked.row, renamed, pace, rows, lambda: pace)
    stopped = bool(found) and found[-1].stopped
    differing = {move.symbol for move in moved} | {one.symbol for one in found if study_differs(one)}
    # The solver takes long to start: what nobody has asked about is left open.
    looked = open_ if (asked.all or asked.thorough) and not asked.symbols else wanted
    equal = [symbol for symbol in looked if symbol not in differing]
    if stopped or not equal:
        return Ranges(renamed, alike, open_, {}, found, stopped, stopped, apart)
    from interpreter.comparing.equality import proved

    proof = proved(versions[0], versions[1], (before.plan, after.plan), equal, renamed, proving_once())
    how = dict(proof.how)
    rest = [symbol for symbol in open_ if symbol not in differing and symbol not in looked]
    if rest and not asked.symbols and not proof.stopped and len(how) == len(equal):
        # What they are made of may well be the same too, and the solver is started.
        how |= proved(versions[0], versions[1], (before.plan, after.plan), rest, renamed, proving_once()).how
    if asked.row is None:
        from interpreter.comparing.counterexample import differences_at

        # Of what is neither proved nor seen to differ: a case where it does.
        found = tuple(
            one
            if one.symbol in how or one.symbol in differing
            else case_study(versions[0], versions[1], one.symbol, renamed, pace, lambda: pace, differences_at) or one
            for one in found
        )
    return Ranges(renamed, alike, open_, how, found, stopped, proof.stopped, apart)


def _most_moved(move: Move) -> str | None:
    """The row that differs the most; of what is no number, the first that differs."""
    differing = [row for row in move.rows if not same(row.before, row.after)]
    most = max(differing, key=lambda row: abs(row.difference or Fraction(0)), default=None)
    return None if most is None else most.row
