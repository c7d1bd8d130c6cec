"""Whether two versions of the same rules give the same values whatever is given: proved, or not known.

Both plans become one, where what is computed by the same steps is the same slot; of what is left the solver is asked,
if it is installed. For every year in force and every reading that matters. All inputs are given: where one is missing,
a value may be missing in one version alone. Answers yes only where it is so.
"""

import datetime
from collections.abc import Collection, Hashable, Mapping, Sequence
from itertools import product
from math import prod

import attrs

from dsl import expressions, model
from dsl.expressions import post_order, references
from dsl.years.periods import turns
from dsl.years.wordings import in_year
from interpreter.comparing.equality import cannot_differ
from interpreter.comparing.same_steps import merged, numbered
from interpreter.evaluating.plan import Moment, Plan
from interpreter.evaluating.planning.make import make_plan
from interpreter.pace import Pace, unhurried
from interpreter.proving import solver
from interpreter.search.inputs import slots_of
from interpreter.search.moments import asked_days, asks_day

# Moments that plans are made for, readings together, slots and kinds of causes that the solver is told of, and
# questions put to it.
_MOST_MOMENTS = 240
_MOST_READINGS = 48
_MOST_SLOTS, _MOST_KINDS = 600, 24
_MOST_QUESTIONS = 200
# Years in force that are looked at one by one, where the last is known.
_MOST_YEARS = 12


def never_differ(
    before: model.Program, after: model.Program, changed: Collection[model.Symbol], pace: Pace = unhurried
) -> bool:
    """Whether the two versions are proved to give the same, in every year in force and every reading that matters.
    False: not known. changed: the values that something else is said of; all that depends on them is looked at too."""
    if before.inputs != after.inputs or before.concepts != after.concepts:
        return False
    both = (before, after)
    looked = _depending(both, changed)
    moments = _moments(both, _read(both, looked), changed)
    if moments is None or len(moments) > _MOST_MOMENTS:
        return False
    work = _Work(before, after, looked, pace)
    return all(work.same(moment, readings) for moment, readings in moments)


@attrs.define(eq=False)
class _Work:
    """looked: the values that must be the same. asked: questions put to the solver so far; known: a number for what
    each slot computes; proved: pairs of such numbers that are the same.
    """

    before: model.Program
    after: model.Program
    looked: Sequence[model.Symbol]
    pace: Pace
    asked: int = 0
    known: dict[Hashable, int] = attrs.field(factory=dict)
    proved: set[tuple[int, int]] = attrs.field(factory=set)

    def same(self, moment: Moment, readings: Mapping[str, str]) -> bool:
        old, new = (
            make_plan(in_year(program, moment.year), moment, readings, self.looked)
            for program in (self.before, self.after)
        )
        both = merged(old, new)
        names = numbered(both.plan, self.known)
        for symbol in self.looked:
            one = [both.old[slot] for slot in slots_of(old, (symbol,))]
            other = [both.new[slot] for slot in slots_of(new, (symbol,))]
            if len(one) != len(other) or not all(
                self._equal(both.plan, (left, right), (names[left], names[right]), symbol.concept)
                for left, right in zip(one, other, strict=True)
            ):
                return False
        return True

    def _equal(self, plan: Plan, slots: tuple[int, int], names: tuple[int, int], concept: str | None) -> bool:
        if slots[0] == slots[1] or names in self.proved:
            return True
        self.asked += 1
        if self.asked > _MOST_QUESTIONS or not self.pace(0, 0) or not solver.installed():
            return False
        if cannot_differ(plan, slots, concept, self.pace, _MOST_SLOTS, _MOST_KINDS) != "proved":
            return False
        self.proved.add(names)
        return True


# -- when and with which readings --------------------------------------------------------------------


def _depending(programs: Sequence[model.Program], changed: Collection[model.Symbol]) -> tuple[model.Symbol, ...]:
    """The changed values and all that is computed from them; all there are where it may be other rows that count."""
    uses = _uses(programs)
    found = dict.fromkeys(changed)
    growing = True
    while growing:
        more = [symbol for symbol, used in uses.items() if symbol not in found and not used.keys().isdisjoint(found)]
        found.update(dict.fromkeys(more))
        growing = bool(more)
    scopes = [scope for program in programs for scope in program.scopes]
    computed = {scope.concept: {symbol for symbol in uses if symbol.concept == scope.concept} for scope in scopes}
    # Another statement of which rows are covered is told as a change of all that they have.
    others = any(symbols <= found.keys() for symbols in computed.values()) or any(
        name.symbol in found for scope in scopes for name in references(scope.condition)
    )
    return tuple(uses if others else found)


def _read(programs: Sequence[model.Program], looked: Collection[model.Symbol]) -> Collection[model.Symbol]:
    """All that these are computed from, and themselves."""
    uses = _uses(programs)
    found = dict.fromkeys(looked)
    waiting = list(looked)
    while waiting:
        more = [symbol for symbol in uses.get(waiting.pop(), ()) if symbol not in found]
        found.update(dict.fromkeys(more))
        waiting.extend(more)
    return found


def _uses(programs: Sequence[model.Program]) -> Mapping[model.Symbol, dict[model.Symbol, None]]:
    """What each value reads, in any reading of either version."""
    found: dict[model.Symbol, dict[model.Symbol, None]] = {}
    for program in programs:
        for definition in program.definitions:
            used = found.setdefault(definition.symbol, {})
            used.update(dict.fromkeys(name.symbol for name in references(definition.expression)))
    return found


def _moments(
    programs: Sequence[model.Program], read: Collection[model.Symbol], changed: Collection[model.Symbol]
) -> list[tuple[Moment, Mapping[str, str]]] | None:
    """All that must be looked at for it to be so of every year in force and every reading; None where that is too many,
    or cannot be known."""
    years = _years(programs, changed)
    questions = {
        definition.reading[0]
        for program in programs
        for definition in program.definitions
        if definition.reading is not None and definition.symbol in read
    }
    asked = [one for one in programs[0].interpretations if one.name in questions]
    if (
        years is None
        or (None in years and asks_day(programs))
        or prod(len(one.readings) for one in asked) > _MOST_READINGS
    ):
        return None
    # The reading in force may be what was changed.
    chosen = [
        dict(zip([one.name for one in asked], several, strict=True))
        for several in product(*(one.readings for one in asked))
    ]
    unchosen: list[dict[str, str]] = [{}] if programs[0].interpretations else []
    return [
        (Moment(year, day), readings)
        for year in years
        for day in _days(programs, year)
        for readings in (*unchosen, *chosen)
    ]


def _years(programs: Sequence[model.Program], changed: Collection[model.Symbol]) -> Sequence[int | None] | None:
    """Those in force; where there is no end of them, until nothing that is written has to do with the year any more."""
    program = programs[0]
    begins = {wording.first for wording in program.wordings if wording.first is not None}
    if program.calculation_year is None or not (begins or any(one.depends_on_year for one in programs)):
        return (program.calculation_year,)
    told = {program.calculation_year, *turns(program), *begins}
    for one in programs:
        for definition in one.definitions:
            told.update(year for part in post_order(definition.expression) for year in expressions.shape(part).years)
    first, last = program.years
    low = min(told) - 2 if first is None else first
    high = max((*told, low)) + 2 if last is None else last
    if high - low >= _MOST_YEARS or (last is None and any(_by_calendar(one, changed) for one in programs)):
        return None
    return range(low, high + 1)


def _by_calendar(program: model.Program, changed: Collection[model.Symbol]) -> bool:
    """Whether what was changed counts days, which fall differently in every year."""
    return any(
        isinstance(part.type, model.Day)
        for definition in program.definitions
        if definition.symbol in changed
        for part in post_order(definition.expression)
    )


def _days(programs: Sequence[model.Program], year: int | None) -> Sequence[datetime.date | None]:
    """The whole year; and where there are dated values, or the day that is asked about matters, days that stand for all
    there are in it."""
    dated = any(
        expressions.shape(part).time == "dated"
        for program in programs
        for definition in program.definitions
        for part in post_order(definition.expression)
    )
    if year is None or not (dated or asks_day(programs)):
        return (None,)
    return (None, *asked_days(programs, year))
