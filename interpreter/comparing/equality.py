"""Values that two versions compute differently and that still cannot differ: by trying every case, or by a solver.

The two plans are laid into one, where what both compute alike is one slot and so one unknown. All inputs are given, and
judgements are answered in any way: what comes out where the data lack something is not asked here. There may be any
number of rows, none too.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from math import prod
from typing import Literal

import attrs

from dsl import model
from dsl.frozen import identical
from interpreter.comparing.moves import cause_kind, same
from interpreter.comparing.runs import Version
from interpreter.comparing.same_steps import merged
from interpreter.comparing.solver_questions import MOST_SLOTS
from interpreter.evaluating.calculation import outcome, prepare, run
from interpreter.evaluating.plan import Plan
from interpreter.facts import Facts, Rows
from interpreter.outcomes import Cause, Value
from interpreter.pace import Pace, unhurried
from interpreter.proving import solver
from interpreter.proving.encoding import Encoding
from interpreter.proving.lemmas import Proof, Prover
from interpreter.proving.terms import Terms
from interpreter.proving.worlds import Place, World
from interpreter.search.axes import domain_of, size_of, values_of
from interpreter.search.inputs import CONTESTS, Input, depends, needs_day, reached, slots_of

# Cases tried for one value; runs that they may be spread over.
MOST_CASES, MOST_RUNS = 20_000, 100
# Kinds of causes that are told apart.
MOST_KINDS = 6

How = Literal["exhaustion", "solver"]


@identical
class Proved:
    """The values that were proved to be the same, each with how. stopped: the pace ended it before all were looked
    at."""

    how: Mapping[model.Symbol, How]
    stopped: bool


def proved(
    before: Version,
    after: Version,
    plans: tuple[Plan, Plan],
    symbols: Sequence[model.Symbol],
    renamed: Mapping[model.Symbol, model.Symbol] = {},
    pace: Pace = unhurried,
) -> Proved:
    """Looks for a proof, value by value, that it is the same on both sides for all that may be given.

    plans: of the two, with all values. symbols: as the new side calls them, defined by both as one kind of thing
    renamed: what the new side calls a value -> what the old side did
    """
    pairs = [(renamed.get(symbol, symbol), symbol) for symbol in symbols]
    slots = [(_slot(plans[0], former), _slot(plans[1], symbol)) for former, symbol in pairs]
    found: dict[model.Symbol, How] = {}
    asked: list[tuple[model.Symbol, int, int]] = []
    for pair, (one, other) in zip(pairs, slots, strict=True):
        if not pace(len(found), len(pairs)):
            return Proved(found, True)
        inputs = _inputs(plans, (one, other))
        # Asked about for a whole year, what depends on the day is the same in both: it has no value.
        if inputs is None or needs_day(plans[0], (one,)) or needs_day(plans[1], (other,)):
            continue
        cases = _cases(plans, (one, other), inputs)
        if cases is None:
            asked.append((pair[1], one, other))
        elif _always_same((before, after), pair, cases):
            found[pair[1]] = "exhaustion"
    if not asked or not solver.installed():
        return Proved(found, False)
    joined = merged(*plans)
    for symbol, one, other in asked:
        if not pace(len(found), len(pairs)):
            return Proved(found, True)
        both = joined.old[one], joined.new[other]
        answer = cannot_differ(joined.plan, both, symbol.concept, pace, MOST_SLOTS, MOST_KINDS)
        if answer == "stopped":
            return Proved(found, True)
        if answer == "proved":
            found[symbol] = "solver"
    return Proved(found, False)


def _slot(plan: Plan, symbol: model.Symbol) -> int:
    (slot,) = slots_of(plan, (symbol,))
    return slot


def _inputs(plans: tuple[Plan, Plan], slots: tuple[int, int]) -> tuple[Input, ...] | None:
    """All that the two depend on, relations too; None where one thing is not the same on both sides."""
    found: dict[tuple[model.Symbol, int | None], Input] = {}
    for plan, slot in zip(plans, slots, strict=True):
        inputs = depends(plan, (slot,))
        for one in (*inputs.inputs, *inputs.relations):
            known = found.setdefault((one.symbol, one.year), one)
            if _given(known.attribute) != _given(one.attribute):
                return None
    return tuple(found.values())


def _given(attribute: model.Attribute) -> tuple[object, ...]:
    """What may be given of it."""
    kind = attribute.type
    domain = None if isinstance(kind, model.RowOf) else domain_of(attribute)
    return kind, type(attribute.default), attribute.default, domain


# -- every case ----------------------------------------------------------------------------------


@attrs.frozen
class _Cases:
    """Of the whole regulation, and of one row of the concept."""

    whole: tuple[Input, ...]
    own: tuple[Input, ...]


def _cases(plans: tuple[Plan, Plan], slots: tuple[int, int], inputs: Sequence[Input]) -> _Cases | None:
    """None where there are too many cases, or where a row is not on its own."""
    for plan, slot in zip(plans, slots, strict=True):
        there = depends(plan, (slot,))
        concept = plan.slots[slot].concept
        if there.relations or there.grouped or any(one != concept for one in there.concepts):
            return None
    sizes = [size_of(domain_of(one.attribute)) for one in inputs]
    known = [size for size in sizes if size is not None]
    if len(known) < len(sizes) or prod(known) > MOST_CASES:
        return None
    whole = tuple(one for one in inputs if one.symbol.concept is None)
    if prod(size_of(domain_of(one.attribute)) or 1 for one in whole) > MOST_RUNS:
        return None
    return _Cases(whole, tuple(one for one in inputs if one.symbol.concept is not None))


def _always_same(versions: tuple[Version, Version], pair: tuple[model.Symbol, model.Symbol], cases: _Cases) -> bool:
    concept = pair[1].concept
    own = list(_combined(cases.own))
    prepared = [
        prepare(one.program, one.facts, one.year, day=one.day, targets=frozenset((symbol,)))
        for one, symbol in zip(versions, pair, strict=True)
    ]
    for whole in _combined(cases.whole):
        facts = _facts(concept, cases, whole, own)
        before, after = (run(one, facts) for one in prepared)
        for row in (None,) if concept is None else range(len(own)):
            if not same(outcome(before, pair[0], row), outcome(after, pair[1], row)):
                return False
    return True


def _combined(inputs: Iterable[Input]) -> Iterator[tuple[Value, ...]]:
    return product(*(tuple(values_of(domain_of(one.attribute))) for one in inputs))


def _facts(concept: str | None, cases: _Cases, whole: tuple[Value, ...], own: Sequence[tuple[Value, ...]]) -> Facts:
    inputs = {(one.symbol, one.year): value for one, value in zip(cases.whole, whole, strict=True)}
    if concept is None:
        return Facts({}, inputs)
    columns = {(one.symbol, one.year): tuple(case[at] for case in own) for at, one in enumerate(cases.own)}
    count = len(own)
    rows = Rows(concept, tuple(map(str, range(count))), (None,) * count, columns)
    return Facts({concept: rows}, inputs)


# -- the solver ----------------------------------------------------------------------------------


def cannot_differ(
    plan: Plan, slots: tuple[int, int], concept: str | None, pace: Pace, most_slots: int, most_kinds: int
) -> Proof:
    """Whether the two sides always agree in whether there is a value, for which reasons there is none, and what it is.

    plan: both sides in one; slots: of the value on each side. Open too where there are more slots, or more kinds of
        causes, than these
    """
    one, other = slots
    left, right = reached(plan, (one,)), reached(plan, (other,))
    there = [plan.slots[number] for number in left | right]
    # Every input is there: what is missing is no cause here.
    causes = {cause_kind(slot.cause) for slot in there if slot.cause is not None and slot.operation != "input"}
    if len(there) > most_slots or len(causes) > most_kinds:
        return "open"
    # Who takes what is settled between rows is modelled for one version at a time.
    if any(plan.slots[number].operation in CONTESTS for number in left ^ right):
        return "open"
    world = _Around(1, True, concept)
    (place,) = world.written(concept)
    # Of one kind, whether there is a value says whether it is that.
    kinds = sorted(causes, key=str) if len(causes) > 1 else [None]
    for kind in kinds:

        def breaks(cause: Cause, kind: object = kind) -> bool:
            return cause_kind(cause) == kind

        encoding = Encoding(plan, world, breaks, None, Terms())
        terms = encoding.terms
        before, after = encoding.cell(one, place), encoding.cell(other, place)
        denied = [_unlike(terms, before.broken, after.broken)]
        if kind == kinds[0]:
            unequal = _unlike if plan.slots[one].kind == "truth" else _unequal
            valued = (terms.negation(before.fails), terms.negation(after.fails))
            denied += [
                _unlike(terms, before.fails, after.fails),
                terms.both(*valued, unequal(terms, before.value, after.value)),
            ]
        prover = Prover(encoding, (), pace)
        for each in denied:
            answer = prover.prove(each)
            if answer != "proved":
                return answer
    return "proved"


@attrs.frozen
class _Around(World):
    """The row that is looked at, of `own`, and any number of others of all concepts: there may be none at all."""

    own: str | None

    def written(self, concept: str | None) -> tuple[Place, ...]:
        return super().written(concept) if concept == self.own else ()


def _unlike(terms: Terms, one: int, other: int) -> int:
    """Of truths."""
    if one == other:
        return terms.false
    return terms.either(terms.both(one, terms.negation(other)), terms.both(terms.negation(one), other))


def _unequal(terms: Terms, one: int, other: int) -> int:
    """Of numbers."""
    return terms.negation(terms.equal(one, other))
