"""What each input can be, and the values worth trying first.

Points of interest stand in the order in which they are to be tried: a plain value, what the rules ask about and the
nearest values on both sides of it, the declared bounds. They come from the text of the plan; thresholds that lie behind
arithmetic are found by trying (`levels.py`).
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import ceil, floor
from typing import assert_never

import attrs

from dsl import model
from dsl.checking.bounds import of_attribute
from dsl.domains import Days, Domain, Numbers, Values
from dsl.frozen import frozen
from interpreter.evaluating.plan import Plan, Slot
from interpreter.outcomes import Value
from interpreter.search.inputs import Input

# Constants that one input is compared with; more than these are not looked at.
MOST_ASKED = 400
# Whole numbers counted from the lowest.
_MOST_SMALL = 8
# Without a given year, days are tried in this one.
_SOME_YEAR = 2027


@frozen
class Axis:
    """One input and the values worth trying for it. domain: as declared; size: how many values there are, None for no
    end of them.

    points: the values to try, simplest first, without repetition, all within the domain; never empty
    asked: the constants that it is compared with, in order of size (of numbers and days; days as they are)
    """

    input: Input
    domain: Domain
    size: int | None
    points: tuple[Value, ...]
    asked: tuple[Value, ...]


def axes(plan: Plan, inputs: Sequence[Input]) -> tuple[Axis, ...]:
    """One axis for each input, in their order. No relations: those are given by the rows."""
    asked = _asked(plan)
    return tuple(_axis(one, asked.get(one, ()), plan.moment.year) for one in inputs)


def domain_of(attribute: model.Attribute) -> Domain:
    """What may be given: as declared; the default of a row that is left out is no value that must be tried."""
    return of_attribute(attrs.evolve(attribute, default=None))


def plain(attribute: model.Attribute, year: int | None) -> Value:
    """A typical value, which the rules need not ask about. year: of the calculation, for a day in it."""
    return _axis(Input(attribute, year if attribute.per_year else None), (), year).points[0]


def size_of(domain: Domain) -> int | None:
    """How many values there are, None for no end of them."""
    match domain:
        case Values(values, is_open):
            return None if is_open else len(values)
        case Days():
            return None
        case Numbers(step, low, high):
            if step is None or low is None or high is None:
                return None
            first, last = _grid(domain, step)
            return max(0, last - first + 1)
        case _:
            assert_never(domain)


def values_of(domain: Domain) -> Iterable[Value]:
    """All values of a domain that has a size."""
    match domain:
        case Values(values):
            yield from values
        case Numbers(Fraction() as step):
            first, last = _grid(domain, step)
            yield from (step * number for number in range(first, last + 1))
        case _:
            raise ValueError("the domain has no end")


def within(domain: Domain, value: Value) -> bool:
    """Whether the value may be given."""
    match domain:
        case Numbers(step, low, high, low_open, high_open):
            if not isinstance(value, Fraction):
                return False
            above = low is None or value > low or (value == low and not low_open)
            below = high is None or value < high or (value == high and not high_open)
            return above and below and (step is None or (value / step).denominator == 1)
        case Values(values, is_open):
            return is_open or value in values
        case Days():
            return isinstance(value, datetime.date)
        case _:
            assert_never(domain)


def smallest(axis: Axis) -> tuple[Value, ...]:
    """The first whole numbers that may be given, from the lowest up; nothing where there is no lowest."""
    domain = axis.domain
    if not isinstance(domain, Numbers) or not domain.step or domain.low is None:
        return ()
    first = ceil(domain.low / domain.step)
    few = (domain.step * (first + number) for number in range(_MOST_SMALL))
    return tuple(value for value in few if within(domain, value))


def step_of(input_: Input) -> Fraction:
    """How far the nearest value to try lies: the smallest step of whole numbers, else one of its unit."""
    kind = input_.attribute.type
    assert isinstance(kind, model.Number)
    return kind.unit.factor


def around(input_: Input, domain: Domain, value: Value) -> tuple[Value, ...]:
    """The value and the nearest on both sides that may be given; of a number between two steps those two."""
    found: list[Value] = []
    if isinstance(domain, Numbers) and isinstance(value, Fraction):
        step = step_of(input_)
        if domain.step is not None:
            found = [step * floor(value / step), step * ceil(value / step)]
            found = [value, value - step, value + step] if found[0] == found[1] else found
        else:
            found = [value, value - step, value + step]
            # Where one of its unit is more than there is room for.
            found += [_middle(domain, value, low=True), _middle(domain, value, low=False)]
    elif isinstance(value, datetime.date):
        day = value.toordinal()
        first, last = datetime.date.min.toordinal(), datetime.date.max.toordinal()
        found = [datetime.date.fromordinal(one) for one in (day, day - 1, day + 1) if first <= one <= last]
    else:
        found = [value]
    return tuple(one for one in dict.fromkeys(found) if within(domain, one))


# -- one axis ------------------------------------------------------------------------------------


def _axis(one: Input, asked: tuple[Value, ...], year: int | None) -> Axis:
    domain = domain_of(one.attribute)
    plain = [value for value in _plain(one, domain, year) if within(domain, value)]
    points = [*plain[:1], *(near for value in asked for near in around(one, domain, value)), *plain[1:]]
    match domain:
        case Values(values, is_open):
            points = [*points, *(value for value in values if value not in points)]
            if is_open:
                points.append(_other(points))
        case Numbers(_, low, high):
            ends = [bound for bound in (low, high) if bound is not None]
            points += [near for bound in ends for near in around(one, domain, bound)]
        case Days():
            pass
        case _:
            assert_never(domain)
    return Axis(one, domain, size_of(domain), tuple(dict.fromkeys(points)), asked)


def _plain(one: Input, domain: Domain, year: int | None) -> list[Value]:
    """Typical values, the plainest first; those that may not be given too."""
    match domain:
        case Numbers():
            kind = one.attribute.type
            assert isinstance(kind, model.Number)
            factor = kind.unit.factor
            if kind.whole:
                few = [Fraction(1), Fraction(2), Fraction(0)]
            elif factor < 1:
                few = [Fraction(50), Fraction(10), Fraction(1), Fraction(0)]
            else:
                # A little less for each year back, so that years can be told apart.
                back = 0 if one.year is None or year is None else max(-4, min(4, year - one.year))
                few = [100 * Fraction(4, 5) ** back, Fraction(1), Fraction(0)]
            plain: list[Value] = [factor * number for number in few]
            low, high = domain.low, domain.high
            middle = None if low is None or high is None else _short(low, high)
            return [*plain, *(value for value in (low, high, middle) if value is not None)]
        case Days():
            when = year if year is not None and datetime.MINYEAR <= year <= datetime.MAXYEAR else _SOME_YEAR
            return [_workday(when)]
        case Values(values):
            return list(values)
        case _:
            assert_never(domain)


def _workday(year: int) -> datetime.date:
    """The second Monday of March: never a holiday, nor next to one."""
    eighth = datetime.date(year, 3, 8)
    return eighth + datetime.timedelta(-eighth.weekday() % 7)


def _other(there: Sequence[Value]) -> str:
    """A text that nobody asks about."""
    return next(
        text for text in (f"annat {number or ''}".strip() for number in range(len(there) + 1)) if text not in there
    )


def _middle(domain: Numbers, value: Fraction, *, low: bool) -> Fraction:
    """Between the value and the bound below (above) it; the value itself where there is none."""
    bound = domain.low if low else domain.high
    if bound is None or bound == value or (bound > value) == low:
        return value
    return _short(min(bound, value), max(bound, value))


def _short(low: Fraction, high: Fraction) -> Fraction:
    """A number between two with as few decimals as any."""
    if low == high:
        return low
    scale = 1
    while True:
        number = Fraction(floor(low * scale) + 1, scale)
        if number < high:
            return number
        scale *= 10


def _grid(domain: Numbers, step: Fraction) -> tuple[int, int]:
    """The first and the last number of steps, of a domain with both bounds. A step 0 is 0 alone."""
    assert domain.low is not None
    assert domain.high is not None
    if not step:
        return 0, 0
    low, high = domain.low / step, domain.high / step
    first = floor(low) + 1 if domain.low_open else ceil(low)
    last = ceil(high) - 1 if domain.high_open else floor(high)
    return first, last


# -- what the rules ask about --------------------------------------------------------------------


def _asked(plan: Plan) -> Mapping[Input, tuple[Value, ...]]:
    """The constants that each input is compared with as it stands, in order."""
    found: dict[Input, dict[Value, None]] = {}
    for slot in plan.slots:
        for argument, value in _constants(plan, slot):
            one = _input(plan, argument)
            if one is not None:
                there = found.setdefault(one, {})
                if len(there) < MOST_ASKED:
                    there[value] = None
    return {one: tuple(sorted(values, key=_order)) for one, values in found.items()}


def _order(value: Value) -> tuple[str, Fraction | str | int]:
    if isinstance(value, datetime.date):
        return "day", value.toordinal()
    return ("text", value) if isinstance(value, str) else ("number", value)


def _constants(plan: Plan, slot: Slot) -> Iterable[tuple[int, Value]]:
    """What the slot compares with constants: (argument, constant)."""
    match slot.operation:
        case "compare" | "higher" | "lower":
            left, right = slot.arguments
            for one, other in ((left, right), (right, left)):
                datum = plan.slots[other].data[0] if plan.slots[other].operation == "constant" else None
                if datum is not None:
                    yield one, datum
        case "rows":
            for tests in slot.tests:
                for argument, test in zip(slot.arguments, tests, strict=True):
                    yield from ((argument, value) for value in _tested(test, plan.slots[argument].kind))
        case _:
            pass


def _tested(test: model.Test, kind: str) -> Iterable[Value]:
    match test:
        case model.Interval(low, high):
            for end in (low, high):
                if end is not None:
                    yield datetime.date.fromordinal(int(end)) if kind == "day" else end
        case model.OneOf(values):
            yield from sorted(values, key=str)
        case model.Any():
            pass
        case _:
            assert_never(test)


def _input(plan: Plan, slot: int) -> Input | None:
    """The input that a slot is, as it stands or through a relation."""
    there = plan.slots[slot]
    while there.operation in ("spread", "gather"):
        there = plan.slots[there.arguments[0]]
    return None if there.attribute is None else Input(there.attribute, there.year)
