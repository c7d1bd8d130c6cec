"""A promise in every year that it is made for: which years, and nothing proved twice where the rules say the same.

`decide_all` is the door. Where two years have the same plan but for which year their inputs are of, what holds in the
one holds in the other.
"""

from collections.abc import Mapping, Sequence

import attrs

from dsl import model
from interpreter.facts import Facts
from interpreter.pace import Pace
from interpreter.plan import Slot
from interpreter.proving.answers import Answer, Fails, InYear
from interpreter.proving.deciding import decide
from interpreter.proving.exhausting import Limits
from interpreter.proving.promises import BuiltIn
from interpreter.proving.questions import Question, breaks
from interpreter.proving.trials import Ground, ground, slot_of

# Years asked about where a regulation has no last year, at least; and at most, whatever it says.
_OPEN = 4
_MOST = 30


@attrs.frozen(eq=False)
class Asked:
    """base: the data of `utgår från`, read; years: those it is asked for, never none."""

    question: Question
    base: Facts | None
    years: tuple[int | None, ...]


def years_of(program: model.Program, promise: model.Promise | BuiltIn) -> tuple[int | None, ...]:
    """The year that it names; else every year that the regulation is in force.

    From the first, or from the year of calculation where there is none; to the last, or where there is none to the end
    of the last mandate period of the header, and some years at least. Just one where no value depends on the year.
    """
    if isinstance(promise, model.Promise) and promise.year is not None:
        return (promise.year,)
    begins, ends = program.years
    first = program.calculation_year if begins is None else begins
    if first is None or not program.depends_on_year:
        return (program.calculation_year,)
    if ends is None:
        known = max((last for _, last in program.periods), default=first)
        now = first if program.calculation_year is None else max(first, program.calculation_year)
        ends = max(known, now + _OPEN - 1)
    return tuple(range(max(first, ends - _MOST + 1), max(first, ends) + 1))


def decide_all(
    program: model.Program, asked: Sequence[Asked], limits: Limits, pace: Pace
) -> tuple[tuple[InYear, ...], ...]:
    """For each what became of it in each of its years, in order, up to the first in which it fails.

    The first year of all comes before the second of any, so that every promise is looked at before time runs out.
    """
    found: list[list[InYear]] = [[] for _ in asked]
    known: list[dict[object, Answer]] = [{} for _ in asked]
    for turn in range(max((len(one.years) for one in asked), default=0)):
        for one, mine, shapes in zip(asked, found, known, strict=True):
            if turn >= len(one.years) or any(isinstance(each.answer, Fails) for each in mine):
                continue
            moment = attrs.evolve(one.question.moment, year=one.years[turn])
            question = attrs.evolve(one.question, moment=moment)
            shape = _shape(ground(program, question), given=one.base is not None)
            there = shapes.get(shape)
            answer = decide(program, question, one.base, limits, pace) if there is None else there
            shapes[shape] = answer
            mine.append(InYear(one.years[turn], answer, there is None))
    return tuple(map(tuple, found))


# -- whether two years are the same ----------------------------------------------------------------


def _shape(basis: Ground, *, given: bool) -> object:
    """Equal for two years of one promise where one has the answer of the other. given: data lie under it, so that which
    year an input is of matters."""
    plan = basis.plan
    of_year: dict[int | None, int | None] = {}

    def year(one: int | None) -> int | None:
        return one if given or one is None else of_year.setdefault(one, len(of_year))

    slots = tuple(_slot(slot, year(slot.year)) for slot in plan.slots)
    scopes = tuple(
        (concept, tuple(slot_of(plan, scope.condition) for scope in every)) for concept, every in plan.scopes.items()
    )
    sharings: Mapping[object, object] = {sharing: share for (sharing, _), share in plan.sharings.items()}
    moving = None if basis.moving is None else (basis.moving.symbol, year(basis.moving.year))
    return slots, basis.roots, scopes, tuple(sharings.values()), moving, year(plan.moment.year)


def _slot(slot: Slot, year: int | None) -> object:
    """What it computes. A cause is what it stops, not which input or year it tells of."""
    cause = None if slot.cause is None else (type(slot.cause).__name__, breaks(slot.cause))
    data = tuple((type(datum).__name__, datum) for datum in slot.data)
    attribute = None if slot.attribute is None else slot.attribute.symbol
    return slot.operation, slot.arguments, slot.concept, slot.kind, data, cause, attribute, year, slot.tests
