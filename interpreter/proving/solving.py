"""What the solver is asked: a proof over any number of rows, and cases with few rows that may break the promise."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from dsl import model
from interpreter.evaluating.plan import Moment, ShareSlots
from interpreter.outcomes import Value
from interpreter.pace import Pace
from interpreter.proving.encoding import Encoding
from interpreter.proving.givens import Given, Move
from interpreter.proving.lemmas import Proof, Prover
from interpreter.proving.promises import AddsUp, AlwaysClear
from interpreter.proving.questions import breaks, denies
from interpreter.proving.solver import EFFORT, Model, Solver
from interpreter.proving.terms import Terms, worked_out
from interpreter.proving.trials import Ground, inputs_of, slot_of
from interpreter.proving.worlds import WHOLE, Place, World
from interpreter.search.cases import Case, Cell
from interpreter.search.cases import World as Rows
from interpreter.search.cases import world as rows_of

# Slots of a plan that the solver is told of; terms that it may become.
MOST_SLOTS = 3_000
MOST_ROWS = 3


def proved(ground: Ground, pace: Pace) -> Proof:
    """Whether the promise is proved for any number of rows."""
    for move in _moves(ground, World(1, True)):
        prover: Prover | None = None
        before: list[int] = []
        for denied, encoding, assumed in _denied(ground, World(1, True), move):
            # What is learned of sums holds for all values that are asked about where the same is assumed.
            if prover is None or assumed is not before:
                before = assumed
                prover = Prover(encoding, assumed, pace)
            found = prover.prove(denied)
            if found != "proved":
                return found
    return "proved"


def never_said(ground: Ground, pace: Pace) -> bool:
    """Whether no case at all is as the promise says (`om …`)."""
    if ground.asked.where is None:
        return False
    encoding = Encoding(ground.plan, World(1, True), breaks, None, Terms())
    where = encoding.cell(ground.roots[1], looked_at(encoding.world, ground.asked.concept))
    prover = Prover(encoding, granted(ground, encoding), pace)
    return prover.prove(encoding.terms.both(where.value, encoding.terms.negation(where.fails))) == "proved"


def candidates(ground: Ground, rows: int, pace: Pace) -> Iterator[tuple[Case, Mapping[Cell, Value]] | None]:
    """Cases with so many rows that may break the promise, and where the input moves; None where the solver gave up."""
    world = World(rows, False)
    for move in _moves(ground, world):
        for denied, encoding, assumed in _denied(ground, world, move):
            if not pace(0, 0):
                yield None
                return
            asked = [denied, *assumed, *encoding.facts]
            found = Solver(encoding.terms, relaxed=False).find(asked, EFFORT)
            given_up = found == "unknown"
            if given_up:
                found = Solver(encoding.terms, relaxed=True).find(asked, EFFORT)
            if isinstance(found, Model):
                yield _case(ground, encoding, found, rows)
            if found != "none" and (given_up or encoding.unknown):
                yield None


def _moves(ground: Ground, world: World) -> Sequence[Move | None]:
    """Which row's input moves: any row is like the first."""
    if ground.moving is None:
        return (None,)
    claim = ground.asked.claim
    assert isinstance(claim, model.Monotone)
    place = world.written(ground.moving.symbol.concept)[0]
    return (Move(ground.moving, place, claim.input_direction == "rises"),)


def _denied(ground: Ground, world: World, move: Move | None) -> Iterator[tuple[int, Encoding, list[int]]]:
    """What must not be possible, with what is taken for granted; each with its terms."""
    asked, plan, roots = ground.asked, ground.plan, ground.roots
    claim = asked.claim

    condition = not isinstance(claim, model.Monotone | AddsUp | AlwaysClear)
    encoding = Encoding(plan, world, denies if condition else breaks, move, Terms())
    if isinstance(claim, AlwaysClear):
        taken = granted(ground, encoding)
        for root in roots:
            concept = plan.slots[root].concept
            place = looked_at(world, concept)
            denied = encoding.cell(root, place).broken
            if denied != encoding.terms.false:
                yield denied, encoding, taken
        return
    terms = encoding.terms
    if isinstance(claim, AddsUp):
        slots = plan.sharings[claim.sharing, _moment(ground, claim)]
        denied, assumed = _not_adding_up(encoding, slots, claim)
        yield denied, encoding, [*assumed, *granted(ground, encoding)]
        return
    place = looked_at(world, asked.concept)
    copies = (1, 2) if isinstance(claim, model.Monotone) else (1,)
    values = [encoding.cell(roots[0], place, copy) for copy in copies]
    there = [terms.negation(value.fails) for value in values]
    assumed = granted(ground, encoding)
    if asked.where is not None:
        for copy in copies:
            where = encoding.cell(roots[1], place, copy)
            assumed += [terms.negation(where.fails), where.value]
    if isinstance(claim, model.Monotone):
        before, after = values
        falls = claim.direction == "falls"
        denied = terms.below(after.value, before.value) if falls else terms.below(before.value, after.value)
    else:
        denied = terms.negation(values[0].value)
    yield denied, encoding, [*there, *assumed]
    if condition and values[0].broken != terms.false:
        yield values[0].broken, encoding, assumed


def looked_at(world: World, concept: str | None) -> Place:
    """The row that a promise about the concept is asked of."""
    return WHOLE if concept is None else world.written(concept)[0]


def _moment(ground: Ground, claim: AddsUp) -> Moment:
    return next(moment for sharing, moment in ground.plan.sharings if sharing == claim.sharing)


def granted(ground: Ground, encoding: Encoding) -> list[int]:
    """The terms that say that there is at least one row of each concept that the regulation covers."""
    terms, plan = encoding.terms, ground.plan
    found = []
    for concept, scopes in plan.scopes.items():
        places = [*encoding.world.written(concept)]
        others = Place("other", concept) if encoding.world.others else None
        covered = []
        for place in [*places, *([] if others is None else [others])]:
            cells = []
            for scope in scopes:
                number = slot_of(plan, scope.condition)
                if number is not None:
                    cells.append(encoding.cell(number, place))
            there = terms.both(*(part for cell in cells for part in (cell.value, terms.negation(cell.fails))))
            covered.append(there if place != others else encoding.sums.some(there, place, WHOLE, "rows"))
        found.append(terms.either(*covered))
    return found


def _not_adding_up(encoding: Encoding, slots: ShareSlots, claim: AddsUp) -> tuple[int, list[int]]:
    terms, group = encoding.terms, claim.sharing.group
    owner = looked_at(encoding.world, group.owner)
    pot = encoding.cell(slots.pot, owner)
    total, fails, some = encoding.shared(slots.result, slots.relation, group.concept, owner)
    if claim.sharing.stays:
        # What is not shared out stays.
        total = terms.add(total, encoding.cell(slots.left, owner).value)
    different = terms.negation(terms.equal(total, pot.value))
    return different, [terms.negation(pot.fails), terms.negation(fails), some]


# -- a case out of what the solver found -----------------------------------------------------------


def _case(ground: Ground, encoding: Encoding, found: Model, rows: int) -> tuple[Case, Mapping[Cell, Value]]:
    inputs = inputs_of(ground)
    concepts = {one.name: rows for one in ground.program.concepts}
    place = rows_of(ground.program, inputs, ground.asked.concept, concepts)
    values: dict[Cell, Value] = {}
    move: dict[Cell, Value] = {}
    links = {(symbol, row): target for symbol, row, target in place.links}
    for given in encoding.givens.given.values():
        label = None if given.place.concept is None else place.labels(given.place.concept)[given.place.number]
        value = _value(encoding, given, found)
        if isinstance(given.input.attribute.type, model.RowOf):
            assert isinstance(value, Fraction)
            assert label is not None
            links[given.input.symbol, label] = place.labels(given.input.attribute.type.concept)[int(value)]
            continue
        (values if given.copy == 1 else move)[Cell(label, given.input)] = value
    told = tuple((symbol, row, target) for (symbol, row), target in links.items())
    return Case(ground.asked.moment, Rows(place.rows, told, place.keys), values), move


def _value(encoding: Encoding, given: Given, found: Model) -> Value:
    known = dict(found.values)
    variables = [
        one for one in encoding.terms.cone([given.variable]) if encoding.terms.all[one].operation == "variable"
    ]
    for one in variables:
        known.setdefault(one, False if encoding.terms.all[one].sort == "truth" else Fraction(0))
    (value,) = worked_out(encoding.terms, known, [given.variable])
    match given.input.attribute.type:
        case model.Truth():
            return bool(value)
        case model.Day():
            return datetime.date.fromordinal(int(value))
        case model.Choice(options):
            return next(
                (text for text, code in encoding.rowwise.texts.items() if code == value and text in options), options[0]
            )
        case model.Text():
            return next((text for text, code in encoding.rowwise.texts.items() if code == value), f"X{int(value)}")
        case _:
            return Fraction(value)


# -- a part is at most the whole -----------------------------------------------------------------

_FLIPPED = {">=": "<=", ">": "<"}


def at_most_the_pot(ground: Ground, pace: Pace) -> Proof:
    """Whether the promise says that a part is at most something, and that is proved so; open where it says something
    else, or is not proved.

    The parts and what stays are the pot, whatever the input (`interpreter/evaluating/planning/sharing.py`), and
    rounding down leaves a difference of at least 0: where no part is below 0, none is above the pot, nor above what the
    pot is at most. So it is enough that the solver proves that no rounded part is below 0, and that the pot is at most
    what is promised.
    """
    claim = ground.asked.claim
    if not isinstance(claim, model.Compare):
        return "open"
    operator = _FLIPPED.get(claim.operator, claim.operator)
    part, bound = (claim.right, claim.left) if claim.operator in _FLIPPED else (claim.left, claim.right)
    sharing = _shared(ground, part)
    if sharing is None or operator not in ("<=", "<"):
        return "open"
    if sharing.rounding is not None and sharing.rounding[0] != "down":
        return "open"
    slots = next(one for (other, _), one in ground.plan.sharings.items() if other is sharing)
    world = World(1, True)
    encoding = Encoding(ground.plan, world, denies, None, Terms())
    terms = encoding.terms
    row = looked_at(world, sharing.group.concept)
    taken = granted(ground, encoding)
    # Before and after the ceiling: where nothing moves, another row's ceiling may have no value.
    shares = [encoding.cell(slot, row) for slot in dict.fromkeys((slots.exact, slots.rounded))]
    if sharing.goes_on:
        shares = [encoding.cell(slots.rounded, row)]
    below = _more(encoding, ground, sharing, slots, bound, operator)
    if below is None:
        return "open"
    prover = Prover(encoding, taken, pace)
    for denied in (
        *(terms.both(terms.negation(share.fails), terms.below(share.value, terms.zero)) for share in shares),
        below,
        encoding.cell(ground.roots[0], looked_at(world, ground.asked.concept)).broken,
    ):
        found = prover.prove(denied)
        if found != "proved":
            return found
    return "proved"


def _shared(ground: Ground, part: model.Expression) -> model.Sharing | None:
    """The sharing that it is a part of."""
    if not isinstance(part, model.Reference) or part.year or part.symbol not in ground.plan.active:
        return None
    expression = ground.plan.active[part.symbol].expression
    return expression.sharing if isinstance(expression, model.ShareOf) else None


def _more(
    encoding: Encoding,
    ground: Ground,
    sharing: model.Sharing,
    slots: ShareSlots,
    bound: model.Expression,
    operator: str,
) -> int | None:
    """That the pot is more than the bound; None where the bound is of other rows than the pot."""
    terms, plan = encoding.terms, ground.plan
    through = isinstance(bound, model.Follow) and isinstance(bound.relation, model.Reference)
    if through and sharing.group.via is not None:
        assert isinstance(bound, model.Follow)
        assert isinstance(bound.relation, model.Reference)
        same = bound.relation.symbol == sharing.group.via and slot_of(plan, bound.value) == slots.pot
        return terms.truth(operator == "<") if same else None
    slot = slot_of(plan, bound)
    owner = sharing.group.owner
    if slot is None or (plan.slots[slot].concept or owner) != owner:
        return None
    place = WHOLE if owner is None else looked_at(encoding.world, owner)
    pot, most = encoding.cell(slots.pot, place), encoding.cell(slot, place)
    more = terms.below(most.value, pot.value) if operator == "<=" else terms.at_most(most.value, pot.value)
    return terms.both(terms.negation(pot.fails), terms.negation(most.fails), more)
