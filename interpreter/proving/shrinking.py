"""Makes a counter-example smaller and its figures plainer, by trying each change on the evaluator.

What solvers find lies at the edges of what is possible, with figures that nobody can write. What people would choose is
preferred: fewer rows, fewer values, the values that are tried first, whole numbers, few digits.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import ceil, floor

from dsl import digits, model
from interpreter.facts import Facts
from interpreter.outcomes import Value
from interpreter.proving.answers import Counter
from interpreter.proving.exhausting import narrowed
from interpreter.proving.trials import Ground, Trials, inputs_of
from interpreter.search.axes import Axis, step_of, within
from interpreter.search.cases import Case, Cell, World
from interpreter.search.inputs import Input

# Runs that it may take.
_MOST = 600
# Decimals that a figure may have, in its own unit, to be one that is written.
_MOST_DECIMALS = 4

_Changed = tuple[Case, Mapping[Cell, Value]]


def smaller(basis: Ground, base: Facts | None, trials: Trials, counter: Counter) -> Counter:
    """A case that breaks the same promise by less and by plainer values, as far as one change at a time leads."""
    narrow = narrowed(basis, inputs_of(basis), {})
    left = _MOST
    improved = True
    while improved:
        improved = False
        for case, move in (*_without(counter), *_plainer_cases(narrow, counter), *_nearer(narrow, counter)):
            left -= 1
            if left < 0:
                return counter
            found = trials.breaking(case, base, basis.asked.base_file, move)
            # What is left out may not make it another failure: that there is no row at all breaks other things.
            if found is not None and (len(case.values) == len(counter.case.values) or _alike(found, counter)):
                counter, improved = found, True
                break
    return counter


def _alike(one: Counter, other: Counter) -> bool:
    left, right = ([(shown.of, shown.row, shown.outcome, shown.after) for shown in each.shown] for each in (one, other))
    return left == right


def _without(counter: Counter) -> Iterator[_Changed]:
    """Without one row that nothing points at, or without one value."""
    case, move = counter.case, _move(counter)
    pointed = {target for _, _, target in case.world.links}
    for concept, label in case.world.rows:
        if label not in pointed and not any(cell.row == label for cell in move):
            rows = tuple(row for row in case.world.rows if row != (concept, label))
            links = tuple(link for link in case.world.links if link[1] != label)
            values = {cell: value for cell, value in case.values.items() if cell.row != label}
            if len(values) < len(case.values):
                keys = tuple(key for key in case.world.keys if key[1] != label)
                yield Case(case.moment, World(rows, links, keys), values), move
    for cell in case.values:
        if cell not in move:
            yield Case(case.moment, case.world, {one: v for one, v in case.values.items() if one != cell}), move


def _plainer_cases(narrow: Mapping[Input, Axis], counter: Counter) -> Iterator[_Changed]:
    """With one value plainer; the input that moves goes as far as before."""
    case, move = counter.case, _move(counter)
    for cell, value in case.values.items():
        for plainer in _plainer(narrow[cell.input], value):
            shifted = dict(move)
            if cell in move:
                to = _number(plainer) + _number(move[cell]) - _number(value)
                if not within(narrow[cell.input].domain, to):
                    continue
                shifted[cell] = to
            yield Case(case.moment, case.world, {**case.values, cell: plainer}), shifted


def _nearer(narrow: Mapping[Input, Axis], counter: Counter) -> Iterator[_Changed]:
    """The input that moves goes no further than one step."""
    case = counter.case
    for cell, to in _move(counter).items():
        axis, start = narrow[cell.input], _number(case.values[cell])
        step = step_of(axis.input) if _number(to) > start else -step_of(axis.input)
        near = start + step
        if abs(near - start) < abs(_number(to) - start) and within(axis.domain, near):
            yield case, {cell: near}


def _move(counter: Counter) -> Mapping[Cell, Value]:
    return {} if counter.moved is None else {counter.moved[0]: counter.moved[2]}


def _number(value: Value) -> Fraction:
    assert isinstance(value, Fraction)
    return value


# -- plain ---------------------------------------------------------------------------------------


def _plainer(axis: Axis, value: Value) -> Iterator[Value]:
    """Values of an input that people would rather choose, the plainest first."""
    if _counts(axis):
        yield from _fewer(axis, _number(value))
        return
    here = _plainness(axis, value)
    yield from (point for point in axis.points if _plainness(axis, point) < here)
    if isinstance(value, Fraction) and (here[0] or value not in axis.points):
        yield from _plain_numbers(axis, value)


def _counts(axis: Axis) -> bool:
    kind = axis.input.attribute.type
    return isinstance(kind, model.Number) and kind.whole


def _fewer(axis: Axis, value: Fraction) -> Iterator[Fraction]:
    """Of counted things fewer: what the rules speak of, then halfway down, a quarter, … and at last one less."""
    step = step_of(axis.input)
    few = {step: Fraction(0), 2 * step: Fraction(1), Fraction(0): Fraction(2)}

    def rank(number: Fraction) -> Fraction:
        return few.get(number, 3 * step + abs(number))

    points = (point for point in axis.points if isinstance(point, Fraction) and rank(point) < rank(value))
    yield from sorted(points, key=rank)
    away = abs(value) // step // 2
    while away:
        near = value - away * step if value > 0 else value + away * step
        if rank(near) < rank(value) and within(axis.domain, near):
            yield near
        away //= 2


def _plain_numbers(axis: Axis, value: Fraction) -> Iterator[Fraction]:
    """Numbers near it with fewer digits, on both sides."""
    kind = axis.input.attribute.type
    assert isinstance(kind, model.Number)
    own = value / kind.unit.factor
    here = _digits(own)
    power = Fraction(1)
    while power < abs(own) and power < 10**12:
        power *= 10
    found: list[Fraction] = []
    while power >= Fraction(1, 100):
        found += [floor(own / power) * power, ceil(own / power) * power]
        if power >= 1:
            found += [(floor(own / power) - 1) * power, (ceil(own / power) + 1) * power]
        power /= 10
    for one in dict.fromkeys(found):
        if _digits(one) < here and within(axis.domain, one * kind.unit.factor):
            yield one * kind.unit.factor


def _plainness(axis: Axis, value: Value) -> tuple[bool, int, tuple[bool, int, int, Fraction]]:
    """Lower is plainer: what can be written, what is tried first, few digits."""
    few = (False, 0, 0, Fraction(0))
    kind = axis.input.attribute.type
    if isinstance(value, Fraction) and isinstance(kind, model.Number):
        few = _digits(value / kind.unit.factor)
    place = axis.points.index(value) if value in axis.points else len(axis.points)
    return few[0], place, few


def _digits(number: Fraction) -> tuple[bool, int, int, Fraction]:
    """Lower is plainer: no more decimals than are written, few decimals, few digits, near 0."""
    scaled = number * 10**_MOST_DECIMALS
    if scaled.denominator != 1:
        return True, 0, 0, Fraction(number.denominator)
    written = digits.text(abs(scaled.numerator)).rstrip("0")
    decimals = next(places for places in range(_MOST_DECIMALS + 1) if (number * 10**places).denominator == 1)
    return False, decimals, len(written), abs(number)
