"""The plan as terms: what each slot is in each row, and when it has no value.

Every operation has its meaning from `interpreter/evaluating/kernels.py` and `interpreter/evaluating/failures.py`. All
inputs are given; judgements are answered in any way. What no term is known for becomes a variable of its own
(`unknown`): a proof over it holds, an example may not. Bounds of numbers and of the calendar are not modelled.
"""

from collections.abc import Callable, Iterable, Sequence

from interpreter.evaluating.plan import Plan, Slot
from interpreter.outcomes import Cause
from interpreter.proving.contests import Contest, Contests, Rival, broken_of, fails_of
from interpreter.proving.givens import Givens, Move
from interpreter.proving.groups import Groups, Member
from interpreter.proving.rowwise import Cell, Rowwise
from interpreter.proving.sums import Sums
from interpreter.proving.terms import Terms
from interpreter.proving.worlds import WHOLE, Place, World


class Encoding:
    """The cells of a plan as terms. breaks: which causes break the promise; move: None where there is one copy;
    contests: those met in a world with others, by slot, owner and copy."""

    def __init__(
        self, plan: Plan, world: World, breaks: Callable[[Cause], bool], move: Move | None, terms: Terms
    ) -> None:
        self.plan = plan
        self.world = world
        self.terms = terms
        self.sums = Sums(terms)
        self.rowwise = Rowwise(plan, breaks, terms, self.sums)
        self.groups = Groups(terms, self.sums, self.rowwise)
        self.awards = Contests(self.groups)
        self.givens = Givens(plan, world, move, terms, self.sums, self.rowwise)
        self.contests: dict[tuple[int, Place, int], Slot] = {}
        self._cells: dict[tuple[int, Place, int], Cell] = {}

    @property
    def facts(self) -> list[int]:
        """What is known of the variables."""
        return self.rowwise.facts

    @property
    def unknown(self) -> bool:
        """Whether anything was not modelled."""
        return self.rowwise.unknown

    # -- the door --------------------------------------------------------------------------------

    def cell(self, slot: int, place: Place, copy: int = 1) -> Cell:
        """What the slot is in that row, and when it has no value. It has a stack of its own: plans may be deep."""
        start = (slot, self._at(slot, place), copy)
        stack = [start]
        while stack:
            key = stack[-1]
            if key in self._cells:
                stack.pop()
                continue
            wanted = [other for other in self._needs(*key) if other not in self._cells]
            if wanted:
                stack.extend(wanted)
                continue
            self._cells[key] = self._cell(*key)
            stack.pop()
        return self._cells[start]

    def shared(self, result: int, relation: int, concept: str, owner: Place, copy: int = 1) -> tuple[int, int, int]:
        """All shares of one owner: (their sum, whether any of them fails, whether there are any)."""
        terms = self.terms
        rows = self._rows(concept, owner, relation)
        cells = [self.cell(result, row, copy) for row in rows]
        if relation >= 0:
            for row in rows:
                self.cell(relation, row, copy)
        members = self._members(concept, owner, relation, copy)
        there = [member.there for member in members]
        fails = [
            terms.either(member.lost, terms.both(member.there, cell.fails))
            for member, cell in zip(members, cells, strict=True)
        ]
        total = self.groups.summed(members, [cell.value for cell in cells], there, owner, ("shares", result, owner))
        return total, self.groups.some(members, fails, owner), self.groups.some(members, there, owner)

    # -- what a slot is made of --------------------------------------------------------------------

    def _at(self, slot: int, place: Place) -> Place:
        return WHOLE if self.plan.slots[slot].concept is None else place

    def _needs(self, number: int, place: Place, copy: int) -> Iterable[tuple[int, Place, int]]:
        slot = self.plan.slots[number]

        def at(argument: int, where: Place) -> tuple[int, Place, int]:
            return argument, self._at(argument, where), copy

        match slot.operation:
            case "gather":
                value, relation = slot.arguments
                yield at(relation, place)
                for owner in self._owners(relation, place, self.plan.slots[value].concept):
                    yield at(value, owner)
            case "total" | "maximum" | "minimum" | "some" | "every" | "level":
                for row in self._rows(str(slot.data[0]), place, slot.arguments[-1]):
                    for argument in slot.arguments:
                        if argument >= 0:
                            yield at(argument, row)
            case "take" | "steps" | "fraction" | "rank" | "seats" | "turn":
                contending = self._owner_of_contest(slot, place)
                figures, columns = _columns(slot)
                for argument in figures:
                    for one in contending if argument >= 0 else ():
                        yield at(argument, one)
                for argument in columns:
                    if argument >= 0:
                        yield at(argument, place)
                        for one in contending:
                            for row in self._rows(str(slot.concept), one, slot.arguments[-1]):
                                yield at(argument, row)
            case _:
                for argument in slot.arguments:
                    yield at(argument, place)

    # -- rows --------------------------------------------------------------------------------------

    def _inner(self, relation: int) -> int:
        """The relation itself, where the regulation covers some of the rows."""
        while relation >= 0 and self.plan.slots[relation].operation == "if":
            relation = self.plan.slots[relation].arguments[1]
        return relation

    def _owners(self, relation: int, place: Place, concept: str | None) -> tuple[Place, ...]:
        """The rows that a row may point at."""
        inner = self._inner(relation)
        if concept is None or self.plan.slots[inner].operation == "constant":
            return (WHOLE,)
        if not self.world.others:
            return self.world.written(concept)
        if place.kind == "member" and place.via == inner and place.of is not None:
            return (place.of,)
        return (Place("owner", concept, 0, place, inner),)

    def _owner_of_contest(self, slot: Slot, place: Place) -> tuple[Place, ...]:
        owner = slot.data[0]
        if owner is None:
            return (WHOLE,)
        return self._owners(slot.arguments[-1], place, str(owner))

    def _rows(self, concept: str, owner: Place, relation: int) -> tuple[Place, ...]:
        """Those that are written out, and last the one that stands for the others."""
        written = self.world.written(concept)
        if not self.world.others:
            return written
        if relation < 0 or owner == WHOLE:
            return (*written, Place("other", concept))
        return (*written, Place("member", concept, 0, owner, self._inner(relation)))

    def _members(self, concept: str, owner: Place, relation: int, copy: int) -> list[Member]:
        terms = self.terms
        found = []
        for row in self._rows(concept, owner, relation):
            if relation < 0:
                found.append(Member(row, terms.true, terms.false, terms.false))
                continue
            pointing = self._cells[relation, self._at(relation, row), copy]
            there = terms.both(terms.negation(pointing.fails), self._points(pointing, row, owner, relation))
            found.append(Member(row, there, pointing.fails, pointing.broken))
        return found

    def _points(self, pointing: Cell, row: Place, owner: Place, relation: int) -> int:
        """Whether the row points at the owner, of which it is known where it points."""
        terms = self.terms
        if owner == WHOLE or not self.world.others:
            return terms.equal(pointing.value, terms.number(owner.number))
        # Where the regulation covers some of the rows, those that it does not cover point at nobody.
        covered = terms.at_most(terms.zero, pointing.value)
        inner = self._inner(relation)
        if row.kind == "member" or owner == Place("owner", owner.concept, 0, row, inner):
            return covered
        belongs = self.sums.variable(f"tillhör {row} {owner} {inner}", "truth", row)
        # A row belongs to some of the owners that `owner` may stand for, not to all or none of them.
        self.sums.note(belongs, self.sums.variable(f"ägaren {owner}", "truth", owner))
        return terms.both(covered, belongs)

    # -- one cell ----------------------------------------------------------------------------------

    def _cell(self, number: int, place: Place, copy: int) -> Cell:
        slot, terms = self.plan.slots[number], self.terms
        match slot.operation:
            case "constant":
                return self.rowwise.known(self.rowwise.constant(slot))
            case "fail":
                assert slot.cause is not None
                value = terms.false if slot.kind == "truth" else terms.zero
                return Cell(value, terms.true, terms.truth(self.rowwise.breaks(slot.cause)))
            case "input":
                return self.rowwise.known(self.givens.term(slot, place, copy))
            case "gather":
                return self._gather(slot, place, copy)
            case "total":
                return self.groups.total(*self._group(slot, place, copy), place, (slot.arguments, place))
            case "maximum" | "minimum":
                return self.groups.extreme(slot, *self._group(slot, place, copy), place)
            case "some" | "every":
                members = self._members(str(slot.data[0]), place, slot.arguments[-1], copy)
                truth = slot.arguments[0]
                cells = [self._cells[truth, self._at(truth, member.place), copy] for member in members]
                return self.groups.quantified(slot, members, cells, place)
            case "rank":
                return self.awards.rank(number, slot, place, self._contest(slot, place, copy), others=self.world.others)
            case "level":
                return self._level(slot, place, copy)
            case "take" | "steps" | "fraction" | "seats" | "turn":
                contest = self._contest(slot, place, copy)
                if self.world.others and slot.operation != "turn" and slot.arguments[-3] < 0:
                    self.contests[number, contest.owner, copy] = slot
                if slot.operation == "take":
                    return self.awards.take(number, slot, place, contest)
                return self.awards.award(number, slot, place, contest, others=self.world.others)
            case _:
                cells = [self._cells[argument, self._at(argument, place), copy] for argument in slot.arguments]
                return self.rowwise.plain(number, slot, cells)

    # -- relations and groups ----------------------------------------------------------------------

    def _gather(self, slot: Slot, place: Place, copy: int) -> Cell:
        terms = self.terms
        value, relation = slot.arguments
        pointing = self._cells[relation, self._at(relation, place), copy]
        owners = self._owners(relation, place, self.plan.slots[value].concept)
        found = [self._cells[value, self._at(value, owner), copy] for owner in owners]
        last = found[-1]
        result, fails, broken = last.value, last.fails, last.broken
        for owner, cell in reversed(list(zip(owners[:-1], found[:-1], strict=True))):
            this = terms.equal(pointing.value, terms.number(owner.number))
            result = terms.choose(this, cell.value, result)
            fails = terms.choose(this, cell.fails, fails)
            broken = terms.choose(this, cell.broken, broken)
        somewhere = terms.at_most(terms.zero, pointing.value)
        return Cell(
            result,
            terms.either(pointing.fails, terms.both(somewhere, fails)),
            terms.choose(pointing.fails, pointing.broken, terms.both(somewhere, broken)),
        )

    def _group(self, slot: Slot, place: Place, copy: int) -> tuple[list[Member], list[Cell], list[Cell]]:
        """The rows of a group with their value and whether they are counted."""
        members = self._members(str(slot.data[0]), place, slot.arguments[-1], copy)
        always = Cell(self.terms.true, self.terms.false, self.terms.false)
        values, wheres = [], []
        for member in members:
            value, where = slot.arguments[0], slot.arguments[1]
            values.append(self._cells[value, self._at(value, member.place), copy])
            wheres.append(always if where < 0 else self._cells[where, self._at(where, member.place), copy])
        return members, values, wheres

    def shared_out(self) -> None:
        """What is true of all contests met so far: of those who contend somebody takes it, and all is given away."""
        terms = self.terms
        done: set[tuple[int, Place, int]] = set()
        while done < self.contests.keys():
            for number, owner, copy in [key for key in self.contests if key not in done]:
                done.add((number, owner, copy))
                slot = self.contests[number, owner, copy]
                concept, relation = str(slot.concept), slot.arguments[-1]
                places = self._rows(concept, owner, relation)
                cells = [self.cell(number, place, copy) for place in places]
                members = self._members(concept, owner, relation, copy)
                there = [member.there for member in members]
                fails = self.groups.some(
                    members, [terms.both(one, cell.fails) for one, cell in zip(there, cells, strict=True)], owner
                )
                figures = [self.cell(argument, owner, copy) for argument in _columns(slot)[0]]
                clean = terms.both(
                    terms.negation(fails),
                    self.groups.some(members, there, owner),
                    *(terms.negation(figure.fails) for figure in figures),
                )
                if self.plan.slots[number].kind == "truth":
                    taken = [terms.both(one, cell.value) for one, cell in zip(there, cells, strict=True)]
                    total = self.groups.summed(
                        members, [terms.one] * len(members), taken, owner, ("take", number, owner)
                    )
                    deciding, whole = figures[-1].value, terms.one
                    clean = terms.both(clean, terms.negation(terms.equal(deciding, terms.zero)))
                else:
                    values = [cell.value for cell in cells]
                    total = self.groups.summed(members, values, there, owner, ("award", number, owner))
                    whole = figures[0].value
                self.rowwise.facts.append(terms.follows(clean, terms.equal(total, whole)))

    def _level(self, slot: Slot, place: Place, copy: int) -> Cell:
        """What each unit of the key gives: exactly where the rows are written out, else only never below 0."""
        terms = self.terms
        members = self._members(str(slot.data[0]), place, slot.arguments[-1], copy)
        always = self.rowwise.known(terms.true)
        columns = [
            [self._cells[argument, self._at(argument, member.place), copy] for argument in slot.arguments[:3]]
            for member in members
        ]
        strict = [self.rowwise.strict(cells, cells[0].value) for cells in columns]
        fails, broken = self.groups.stops(members, strict, [always] * len(members), place)
        told = [(member.there, *(cell.value for cell in cells)) for member, cells in zip(members, columns, strict=True)]
        value = self.sums.variable(f"level {place} {told}", "number", place)
        self.sums.note(value, *(term for row in told for term in row))
        self.rowwise.facts.append(terms.at_most(terms.zero, value))
        if self.world.others:
            self.rowwise.unknown = True
        else:
            self.rowwise.facts.append(self._levelled(value, told))
        return Cell(value, fails, broken)

    def _levelled(self, level: int, rows: Sequence[tuple[int, ...]]) -> int:
        """Nobody gets more than there is room for, and all of the pot is given, or all that there is room for."""
        terms = self.terms
        given, room = [], []
        for there, key, space, _ in rows:
            able = terms.both(there, terms.below(terms.zero, key))
            part = terms.lower(space, terms.multiply(level, key))
            given.append(terms.choose(able, part, terms.zero))
            room.append(terms.choose(able, space, terms.zero))
        sound = [terms.at_most(terms.zero, part) for _, key, space, _ in rows for part in (key, space)]
        shared = []
        for there, _, _, pot in rows:
            whole = terms.equal(terms.add(*given), terms.lower(pot, terms.add(*room)))
            shared.append(terms.follows(terms.both(there, terms.at_most(terms.zero, pot)), whole))
        return terms.follows(terms.both(*sound), terms.both(*shared))

    def _contest(self, slot: Slot, place: Place, copy: int) -> Contest:
        terms = self.terms
        room, tie, relation = slot.arguments[-3:]
        figuring = _columns(slot)[0]
        claiming = slot.arguments[2] if slot.operation == "turn" else -1
        owners = self._owner_of_contest(slot, place)
        if relation < 0:
            lost = lost_broken = terms.false
            pointing = self.rowwise.known(terms.zero)
        else:
            pointing = self._cells[relation, self._at(relation, place), copy]
            lost, lost_broken = pointing.fails, pointing.broken
        none = self.rowwise.known(terms.zero)

        def at(argument: int, where: Place) -> Cell:
            return none if argument < 0 else self._cells[argument, self._at(argument, where), copy]

        rivals: dict[Place, Rival] = {}
        everybody: dict[Place, int] = {}
        figures: list[Cell] = [at(argument, owners[-1]) for argument in figuring]
        for owner in owners:
            mine = terms.equal(pointing.value, terms.number(owner.number))
            if owner != owners[-1]:
                figures = [
                    self.rowwise.either(mine, at(argument, owner), figure)
                    for argument, figure in zip(figuring, figures, strict=True)
                ]
            for member in self._members(str(slot.concept), owner, relation, copy):
                there = terms.both(mine, member.there) if not self.world.others and owner != WHOLE else member.there
                there = terms.either(everybody.get(member.place, terms.false), there)
                everybody[member.place] = there
                if slot.operation == "take" and room >= 0:
                    there = terms.both(there, at(room, member.place).value)
                cells = (at(argument, member.place) for argument in (slot.arguments[0], tie, claiming))
                rivals[member.place] = Rival(member, there, *cells)
        contending = list(rivals.values())
        owner = owners[-1]

        def of_keys(which: Callable[[Cell], int]) -> int:
            each = [terms.both(everybody[rival.member.place], which(rival.key)) for rival in contending]
            return terms.either(
                which(at(slot.arguments[0], place)),
                self.groups.some([rival.member for rival in contending], each, owner),
            )

        strict = self.rowwise.strict(figures, terms.false)
        return Contest(
            owner=owner,
            within=terms.both(terms.negation(lost), terms.at_most(terms.zero, pointing.value)),
            able=at(room, place).value if slot.operation == "take" and room >= 0 else terms.true,
            lost=lost,
            lost_broken=lost_broken,
            key=at(slot.arguments[0], place),
            tie=at(tie, place),
            rivals=tuple(contending),
            figures=tuple(figure.value for figure in figures),
            figures_fail=strict.fails,
            figures_broken=strict.broken,
            matters=terms.either(*(terms.negation(terms.equal(figure.value, terms.zero)) for figure in figures)),
            key_fails=of_keys(fails_of),
            key_broken=of_keys(broken_of),
        )


def _columns(slot: Slot) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The arguments of a contest that are the owners', and those that are the rows'."""
    first, *others = slot.arguments
    rows = tuple(others[-3:])
    if slot.operation == "turn":
        pot, claim = others[:-3]
        return (pot,), (first, claim, *rows)
    return tuple(others[:-3]), (first, *rows)
