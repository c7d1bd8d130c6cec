"""A case where two versions of the same rules give different values, looked for among the simplest.

Both declare the same inputs; only judgements may be asked for on one side alone. What is not found is no proof that
there is none.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, islice, product

import attrs

from dsl import model
from interpreter.comparing.moves import same
from interpreter.comparing.same_steps import same_meaning
from interpreter.evaluating.calculation import Calculation, labels, outcome
from interpreter.outcomes import Conflict, Failed, Known, Outcome, Undefined, Value
from interpreter.search.axes import Axis, around, axes, domain_of, within
from interpreter.search.cases import Case, Cell, Moment, World, cells
from interpreter.search.inputs import Input, Inputs, depends, slots_of
from interpreter.search.moments import moments
from interpreter.search.runs import Laboratory, Tried
from interpreter.search.witnesses import worlds

# Moments and worlds of one value that are looked at, cases tried at once, and in one world before the next.
_MOST_MOMENTS = 24
_MOST_WORLDS = 4
_AT_ONCE = 32
_FIRST_ROUND = 96
# Computed numbers that are tried as what is given, and the decimals of a number that somebody would give.
_MOST_COMPUTED = 12
# Numbers of things that are tried, from none on.
_MOST_WHOLE = 60
_MOST_DECIMALS = 4

_Key = tuple[model.Symbol, int | None]
"""What an input is of, whatever its default."""


@attrs.frozen(eq=False)
class Difference:
    """A case in which one value comes out differently. row: its label, None for the whole regulation; before, after:
    what the value is there.

    after None: there is no such value any longer
    """

    case: Case
    symbol: model.Symbol
    row: str | None
    before: Outcome
    after: Outcome | None


def difference(
    before: model.Program,
    after: model.Program,
    symbols: Iterable[model.Symbol],
    reading: tuple[str, str] | None,
    most: int,
) -> Difference | None:
    """The value and the case that show best that some of the values differ: where both sides have a value, if there is
    such a case. None where no difference was found.

    symbols: of `before`; reading: that the cases follow (None: those in force); most: rows of cases to try of one value
    """
    best: Difference | None = None
    for symbol in symbols:
        for one in islice(_differences(before, after, symbol, reading), most):
            if one is not None and (best is None or _obscure(one) < _obscure(best)):
                best = one
                if not _obscure(best):
                    return best
    return best


def difference_in(
    before: model.Program, after: model.Program, symbols: Iterable[model.Symbol], cases: Iterable[Case]
) -> Difference | None:
    """The first of these cases where one of the values differs, and shows it best. symbols: of `before`."""
    sides = [
        (symbol, Laboratory(before, frozenset((symbol,))), Laboratory(after, frozenset((symbol,))))
        for symbol in symbols
    ]
    best: Difference | None = None
    for case in cases:
        for symbol, old, new in sides:
            if not slots_of(old.plan(case.moment), (symbol,)):
                continue
            gone = not slots_of(new.plan(case.moment), (symbol,))
            one, other = old.one(_known_to(old, case)), new.one(_known_to(new, case))
            for row in (None,) if symbol.concept is None else case.world.labels(symbol.concept):
                index = one.index(symbol.concept, row)
                came = outcome(one.calculation, symbol, index)
                then = None if gone else outcome(other.calculation, symbol, index)
                if same(came, then):
                    continue
                found = Difference(case, symbol, row, came, then)
                if not _obscure(found):
                    return found
                best = best or found
    return best


def differences_at(
    before: model.Program, after: model.Program, symbol: model.Symbol, moment: Moment, most: int
) -> Iterator[Difference | None]:
    """Looks for a difference of one value at one moment, with so many rows of cases: in each step a difference, or
    None where the value is the same."""
    targets = frozenset((symbol,))
    ground = _ground((Laboratory(before, targets), Laboratory(after, targets)), symbol, moment)
    if ground is not None:
        yield from islice((one for few in (_FIRST_ROUND, None) for one in ground.tried(few)), most)


def _obscure(one: Difference) -> int:
    """0 where both sides have a value, more the harder it is to say what should have been; most where neither has, and
    for the same kind of reason: no example tells them apart."""
    if isinstance(one.before, Failed) and isinstance(one.after, Failed):
        kinds = [{type(cause) for cause in side.causes} for side in (one.before, one.after)]
        if kinds[0] == kinds[1]:
            return 4
    if isinstance(one.before, Failed):
        return 3 if any(isinstance(cause, Undefined | Conflict) for cause in one.before.causes) else 2
    return 1 if isinstance(one.after, Failed) else 0


def _differences(
    before: model.Program, after: model.Program, symbol: model.Symbol, reading: tuple[str, str] | None
) -> Iterator[Difference | None]:
    """One for each row of each case that is tried; None where the values are the same."""
    targets = frozenset((symbol,))
    sides = Laboratory(before, targets), Laboratory(after, targets)
    grounds = []
    for moment in islice(moments(before, reading), _MOST_MOMENTS):
        ground = _ground(sides, symbol, moment)
        if ground is not None:
            yield from ground.tried(_FIRST_ROUND)
            grounds.append(ground)
    for ground in grounds:
        yield from ground.tried(None)


def _ground(sides: tuple[Laboratory, Laboratory], symbol: model.Symbol, moment: Moment) -> "_Ground | None":
    """None where the value is not there, or cannot differ."""
    old, new = (side.plan(moment) for side in sides)
    there = slots_of(old, (symbol,))
    if not there or symbol in same_meaning(old, new):
        return None
    both = [depends(plan, slots_of(plan, (symbol,))) for plan in (old, new)]
    inputs = _merged(*both)
    found: dict[Input, tuple[Axis, dict[Value, None]]] = {}
    for plan in (old, new):
        for axis in axes(plan, inputs.inputs):
            found.setdefault(axis.input, (axis, {}))[1].update(dict.fromkeys(axis.points))
    points = {one: tuple(values) for one, (_, values) in found.items()}
    gone = not slots_of(new, (symbol,))
    places = islice(worlds(sides[0].program, inputs, symbol.concept, thorough=True), _MOST_WORLDS)
    ground = _Ground(sides, symbol, moment, inputs, points, _left_out(*both), gone)
    ground.waiting.extend(ground.cases(place, {one: axis for one, (axis, _) in found.items()}) for place in places)
    return ground


def _merged(one: Inputs, other: Inputs) -> Inputs:
    """What both depend on, each thing once, also where its default is another: as the first declares it."""
    return Inputs(
        _once((*one.inputs, *other.inputs)),
        _once((*one.relations, *other.relations)),
        tuple(dict.fromkeys((*one.concepts, *other.concepts))),
        one.gathered or other.gathered,
        one.grouped or other.grouped,
    )


def _left_out(one: Inputs, other: Inputs) -> frozenset[_Key]:
    """What shows more when it is not given: its default is another on the two sides, or nothing that can be given."""
    found: dict[_Key, set[Value | None]] = {}
    for its in (*one.inputs, *other.inputs):
        found.setdefault(_key(its), set()).add(its.attribute.default)
    domains = {_key(its): domain_of(its.attribute) for its in one.inputs}
    return frozenset(
        key
        for key, defaults in found.items()
        if len(defaults) > 1
        or any(value is not None and key in domains and not within(domains[key], value) for value in defaults)
    )


def _once(several: Iterable[Input]) -> tuple[Input, ...]:
    found: dict[_Key, Input] = {}
    for one in several:
        found.setdefault(_key(one), one)
    return tuple(found.values())


def _key(one: Input) -> _Key:
    return one.symbol, one.year


@attrs.define(eq=False)
class _Ground:
    """One value at one moment. points: what to try of each input; gone: the new side does not define the value.

    left_out: what is tried without being given

    waiting: the cases of each world that have not been tried yet
    """

    sides: tuple[Laboratory, Laboratory]
    symbol: model.Symbol
    moment: Moment
    inputs: Inputs
    points: Mapping[Input, Sequence[Value]]
    left_out: frozenset[_Key]
    gone: bool
    waiting: list[Iterator[Case]] = attrs.field(factory=list)

    def tried(self, most: int | None) -> Iterator[Difference | None]:
        """Of so many cases of each world (None: all that are left)."""
        for cases in self.waiting:
            several = islice(cases, most)
            while few := list(islice(several, _AT_ONCE)):
                yield from self._compared(few)

    def _compared(self, few: Sequence[Case]) -> Iterator[Difference | None]:
        old, new = (side.many([_known_to(side, case) for case in few], self.inputs) for side in self.sides)
        for one, other in zip(old, new, strict=True):
            for row in self._rows(one.case.world):
                before = self._outcome(one, row)
                after = None if self.gone else self._outcome(other, row)
                yield None if same(before, after) else Difference(one.case, self.symbol, row, before, after)

    def cases(self, place: World, known: Mapping[Input, Axis]) -> Iterator[Case]:
        """The plainest case where there is a value, then one thing changed at a time, then two; the same where what is
        true is not."""
        there = cells(place, self.points)
        singles = [(cell, value) for cell in there for value in self.points[cell.input]]
        plain = self._plainest(place, there, singles)
        opposite = {cell: not value if isinstance(value, bool) else value for cell, value in plain.items()}
        bases = [plain] if opposite == plain else [plain, opposite]
        yield from (Case(self.moment, place, base) for base in bases)
        for out in (cell for cell in there if _key(cell.input) in self.left_out):
            yield Case(self.moment, place, {cell: value for cell, value in plain.items() if cell != out})
        computed = self._computed([Case(self.moment, place, base) for base in bases])
        singles += [(cell, value) for cell in there for value in _fitting(cell.input, known[cell.input], computed)]
        counts = [
            (cell, Fraction(number))
            for cell in there
            for number in range(_MOST_WHOLE if _is_count(cell.input) else 0)
            if within(known[cell.input].domain, Fraction(number))
        ]
        several: Sequence[Sequence[tuple[Cell, Value]]] = (singles, counts)
        for changes, base in product(several, bases):
            for cell, value in dict.fromkeys(changes):
                if value != base[cell]:
                    yield Case(self.moment, place, {**base, cell: value})
        for (one, first), (other, second) in combinations(dict.fromkeys(singles), 2):
            if one != other:
                yield Case(self.moment, place, {**plain, one: first, other: second})

    def _plainest(
        self, place: World, there: Sequence[Cell], singles: Iterable[tuple[Cell, Value]]
    ) -> dict[Cell, Value]:
        """The first points of all inputs; with one thing changed where that gives a value, and they do not."""
        plain = {
            cell: self.points[cell.input][number % len(self.points[cell.input])] for cell, number in _numbered(there)
        }
        near = [plain, *({**plain, cell: value} for cell, value in islice(singles, _AT_ONCE))]
        side = self.sides[0]
        tried = side.many([_known_to(side, Case(self.moment, place, values)) for values in near], self.inputs)
        for values, one in zip(near, tried, strict=True):
            if any(isinstance(self._outcome(one, row), Known) for row in self._rows(place)):
                return values
        return plain

    def _rows(self, place: World) -> Sequence[str | None]:
        return (None,) if self.symbol.concept is None else place.labels(self.symbol.concept)

    def _outcome(self, one: Tried, row: str | None) -> Outcome:
        return outcome(one.calculation, self.symbol, one.index(self.symbol.concept, row))

    def _computed(self, cases: Sequence[Case]) -> tuple[tuple[model.Number, Fraction], ...]:
        """The numbers that come out on the way to the value: what is given may be compared with one of them."""
        found: dict[tuple[model.Number, Fraction], None] = {}
        for side, case in product(self.sides, cases):
            calculation = side.one(_known_to(side, case)).calculation
            reached = {expression for expression, _ in calculation.plan.expressions}
            for symbol, definition in calculation.plan.active.items():
                if definition.expression in reached and isinstance(definition.type, model.Number):
                    found.update(dict.fromkeys((definition.type, value) for value in _values(calculation, symbol)))
        return tuple(islice(found, _MOST_COMPUTED))


def _known_to(side: Laboratory, case: Case) -> Case:
    """Without the judgements that only the other side asks for."""
    program = side.program
    known = {one.symbol for one in (*program.inputs, *(one for each in program.concepts for one in each.attributes))}
    if all(cell.input.symbol in known for cell in case.values):
        return case
    return attrs.evolve(case, values={cell: value for cell, value in case.values.items() if cell.input.symbol in known})


def _is_count(one: Input) -> bool:
    """Whether it is a number of things: `5 mandat`."""
    kind = one.attribute.type
    return isinstance(kind, model.Number) and kind.whole and kind.unit.factor == 1


def _values(calculation: Calculation, symbol: model.Symbol) -> Iterator[Fraction]:
    rows = (None,) if symbol.concept is None else range(len(labels(calculation, symbol.concept)))
    for row in rows:
        came = outcome(calculation, symbol, row)
        if isinstance(came, Known) and isinstance(came.value, Fraction):
            yield came.value


def _fitting(one: Input, axis: Axis, computed: Iterable[tuple[model.Number, Fraction]]) -> Iterator[Value]:
    """Computed numbers that could be given as this input, and their neighbours."""
    kind = one.attribute.type
    for other, value in computed:
        alike = isinstance(kind, model.Number) and kind.unit.powers == other.unit.powers
        if alike and (value * 10**_MOST_DECIMALS).denominator == 1:
            yield from around(one, axis.domain, value)


def _numbered(there: Sequence[Cell]) -> Iterator[tuple[Cell, int]]:
    """Every cell with the number of its row among those that have the same input: rows that are all alike would show
    little of what is shared among them."""
    seen: dict[Input, int] = {}
    for cell in there:
        yield cell, seen.get(cell.input, 0)
        seen[cell.input] = seen.get(cell.input, 0) + 1
