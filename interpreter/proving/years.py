"""A promise in every year that it is made for: which years, and nothing proved twice where the rules say the same.

`decide_all` is the door. Where two questions have the same plan but for which year their inputs are of, what holds in
the one holds in the other.
"""

import datetime
from collections.abc import Mapping, Sequence
from typing import assert_never

import attrs

from dsl import model
from dsl.expressions import in_time, post_order
from dsl.years.wordings import in_year, own_first
from interpreter.evaluating.plan import Slot
from interpreter.facts import Facts
from interpreter.pace import Pace
from interpreter.proving.answers import Answer, Fails, Holds, InYear, Undecided
from interpreter.proving.deciding import decide
from interpreter.proving.exhausting import Limits
from interpreter.proving.promises import AddsUp, AlwaysClear, BuiltIn, NeverFalls, promises_of
from interpreter.proving.questions import Claim, Question, denies
from interpreter.proving.questions import question as question_of
from interpreter.proving.trials import Ground, ground, slot_of
from interpreter.search.inputs import needs_day, reached
from interpreter.search.moments import asked_days

# Years asked about where a regulation has no last year, at least; and at most, whatever it says.
_OPEN = 4
_MOST = 30


@attrs.frozen(eq=False)
class Asked:
    """A promise with the years that it is asked for, never none. base: the data of `utgår från`, read.

    promise: what the question is made of, where the regulation has read otherwise: it is asked of each year as it was
        made then
    """

    question: Question
    base: Facts | None
    years: tuple[int | None, ...]
    promise: model.Promise | BuiltIn | None = None


def years_of(program: model.Program, promise: model.Promise | BuiltIn) -> tuple[int | None, ...]:
    """The year that it names; else every year that the regulation is in force.

    From the first, or from the year of calculation where there is none; to the last, or where there is none to the end
    of the last mandate period of the header, and some years at least. Just one where no value depends on the year.
    """
    if isinstance(promise, model.Promise) and promise.year is not None:
        return (promise.year,)
    begins, ends = program.years
    first = program.calculation_year if begins is None else begins
    if first is None or not (program.depends_on_year or program.wordings or _speaks_of_time(promise)):
        return (program.calculation_year,)
    if ends is None:
        known = max((last for _, last in program.periods), default=first)
        now = first if program.calculation_year is None else max(first, program.calculation_year)
        ends = max(known, now + _OPEN - 1, own_first(program) or known)
    return tuple(range(max(first, ends - _MOST + 1), max(first, ends) + 1))


def _speaks_of_time(promise: model.Promise | BuiltIn) -> bool:
    """Whether the year decides what is promised, also where no value depends on it."""
    if not isinstance(promise, model.Promise):
        return False
    claim = promise.claim.value if isinstance(promise.claim, model.Monotone) else promise.claim
    said = [claim] if promise.where is None else [claim, promise.where]
    return any(in_time(part) for one in said for part in post_order(one))


def decide_all(
    program: model.Program, asked: Sequence[Asked], limits: Limits, pace: Pace
) -> tuple[tuple[InYear, ...], ...]:
    """What becomes of each promise in each of its years, in order, up to the first in which it fails.

    The first year of all comes before the second of any, so that every promise is looked at before time runs out.
    """
    found: list[list[InYear]] = [[] for _ in asked]
    known: dict[object, tuple[int, Answer]] = {}
    for turn in range(max((len(one.years) for one in asked), default=0)):
        for number, (one, mine) in enumerate(zip(asked, found, strict=True)):
            if turn >= len(one.years) or any(isinstance(each.answer, Fails) for each in mine):
                continue
            then = _then(program, one, one.years[turn])
            if then is None:
                continue
            there, asked_then = then
            answers: list[tuple[Answer, bool]] = []
            for day in _days(there, asked_then):
                question = attrs.evolve(asked_then, moment=attrs.evolve(asked_then.moment, day=day))
                shape = _shape(ground(there, question))
                whose, answer = known.get(shape, (number, None))
                new = answer is None or (whose != number and isinstance(answer, Fails))
                if answer is None or new:
                    # A case that breaks another promise is not told in the words of this one.
                    answer = decide(there, question, one.base, limits, pace)
                    known[shape] = (number, answer)
                answers.append((answer, new))
                if isinstance(answer, Fails):
                    break
            mine.append(InYear(one.years[turn], _weakest(answers), any(new for _, new in answers)))
    return tuple(map(tuple, found))


def _then(program: model.Program, asked: Asked, year: int | None) -> tuple[model.Program, Question] | None:
    """The regulation as it reads in the year, and what is asked of it; None where the promise was not made then."""
    there, question = in_year(program, year), asked.question
    if there is not program and asked.promise is not None and not _names(asked.promise, year):
        made = next((one for one in promises_of(there) if _called(one) == _called(asked.promise)), None)
        if made is None:
            return None
        question = question_of(made, there)
    return there, attrs.evolve(question, moment=attrs.evolve(question.moment, year=year))


def _names(promise: model.Promise | BuiltIn, year: int | None) -> bool:
    return isinstance(promise, model.Promise) and promise.year == year


def _called(promise: model.Promise | BuiltIn) -> object:
    """The same of one promise in all wordings."""
    match promise:
        case model.Promise(title=title):
            return title
        case AddsUp(definition):
            return "adds up", definition.symbol
        case NeverFalls(norm, definition, claim):
            return norm.content, definition.symbol, claim.input
        case AlwaysClear():
            return "clear"
        case _:
            assert_never(promise)


def _weakest(answers: Sequence[tuple[Answer, bool]]) -> Answer:
    """What holds on all days; else why not."""
    return min((answer for answer, _ in answers), key=lambda answer: _STRENGTH[type(answer)])


_STRENGTH: Mapping[type, int] = {Fails: 0, Undecided: 1, Holds: 2}


# -- on which days -----------------------------------------------------------------------------------


def _days(program: model.Program, asked: Question) -> Sequence[datetime.date | None]:
    """Where the answer depends on the day that is asked about, days of the year that stand for all of them; else the
    year as a whole."""
    basis = ground(program, asked)
    if not needs_day(basis.plan, basis.roots) or asked.moment.year is None:
        return (asked.moment.day,)
    return asked_days((program,), asked.moment.year)


# -- whether two questions are the same --------------------------------------------------------------


def _shape(basis: Ground) -> object:
    """Equal for two questions, of one promise in two years or of two promises, where what holds in the one holds in the
    other: the same slots, asked in the same way, but for which year the inputs are of. With data under it the years are
    the same too."""
    plan, asked = basis.plan, basis.asked
    of_year: dict[int | None, int | None] = {}

    def year(one: int | None) -> int | None:
        return one if asked.base_file is not None or one is None else of_year.setdefault(one, len(of_year))

    scopes = [
        (concept, slot)
        for concept, every in plan.scopes.items()
        for scope in every
        if (slot := slot_of(plan, scope.condition)) is not None
    ]
    told = [*basis.roots, *_told(basis)]
    cone = sorted(reached(plan, [*told, *(slot for _, slot in scopes)]))
    again = {-1: -1, **{slot: number for number, slot in enumerate(cone)}}
    slots = tuple(_slot(plan.slots[slot], again, year(plan.slots[slot].year)) for slot in cone)
    moving = None if basis.moving is None else (basis.moving.symbol, year(basis.moving.year))
    there = tuple((concept, again[slot]) for concept, slot in scopes)
    how = (_kind(asked.claim), asked.where is None, asked.concept, asked.base_file, asked.moment.readings)
    return slots, tuple(again[slot] for slot in told), there, moving, how


def _told(basis: Ground) -> tuple[int, ...]:
    """Of a sharing, what is added up and what it must come to."""
    claim = basis.asked.claim
    if not isinstance(claim, AddsUp):
        return ()
    slots = next(share for (sharing, _), share in basis.plan.sharings.items() if sharing == claim.sharing)
    return slots.pot, slots.result, slots.relation


def _kind(claim: Claim) -> object:
    match claim:
        case model.Monotone(_, direction, _, input_direction):
            return "moves", direction, input_direction
        case AddsUp():
            return "adds up"
        case AlwaysClear():
            return "clear"
        case _:
            return "condition"


def _slot(slot: Slot, again: Mapping[int, int], year: int | None) -> object:
    """What it computes. A cause is what it stops, not which input or year it tells of."""
    cause = None if slot.cause is None else (type(slot.cause).__name__, denies(slot.cause))
    data = tuple((type(datum).__name__, datum) for datum in slot.data)
    arguments = tuple(again[argument] for argument in slot.arguments)
    return slot.operation, arguments, slot.concept, slot.kind, data, cause, slot.attribute, year, slot.tests
