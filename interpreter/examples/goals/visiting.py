"""Which goals a calculation shows: from what is asserted down through what it was computed from.

Row by row, along the cases, rows and dates that applied, and of conditions the parts that settled them, as explanations
are told. Nothing is evaluated and nothing is told: what is met is noted by number. Searches ask this of thousands of
calculations, so what an expression leads to is worked out once for each plan.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import assert_never

from dsl import model, nodes
from dsl.expressions import ranks
from interpreter.evaluating.calculation import Calculation
from interpreter.evaluating.plan import ShareSlots
from interpreter.examples.goals.decisions import inner, opaque
from interpreter.examples.goals.goal import Asserted, Goal
from interpreter.examples.goals.leading import Map, Node, Visited, meets
from interpreter.examples.goals.ledger import Marks, also_met
from interpreter.examples.goals.listing import marks_of
from interpreter.examples.goals.values import Values
from interpreter.outcomes import Judgement, NotApplicable, Unregulated

Next = tuple[Node, int]


def touched(calculation: Calculation, asserted: Iterable[Asserted]) -> frozenset[Goal]:
    """The goals that the calculation shows when these values and conditions are asserted of it."""
    return Walk(calculation.program).touched(calculation, asserted)


class Walk:
    """The goals that many calculations of one program show. What is found out about a plan is kept as long as the
    next calculation has the same one."""

    def __init__(self, program: model.Program) -> None:
        self.program = program
        self.marks: Marks = marks_of(program)
        for wording in program.wordings:
            if wording.program.definitions is not program.definitions:
                self.marks = also_met(self.marks, marks_of(wording.program))
        self._map: Map | None = None

    @property
    def goals(self) -> tuple[Goal, ...]:
        """All goals there are, in the order of the text."""
        return self.marks.goals

    def touched(self, calculation: Calculation, asserted: Iterable[Asserted]) -> frozenset[Goal]:
        goals = self.marks.goals
        return frozenset(goals[number] for number in self.numbers(calculation, asserted))

    def numbers(self, calculation: Calculation, asserted: Iterable[Asserted]) -> set[int]:
        """The goals that the calculation shows, as positions in `goals`."""
        if self._map is None or self._map.plan is not calculation.plan:
            self._map = Map(calculation.plan, self.marks)
        return Visit(self._map, calculation).made(asserted)


class Visit:
    """One walk through one calculation. met: the numbers of the goals that are met so far."""

    def __init__(self, map_: Map, calculation: Calculation) -> None:
        self.map = map_
        self.at = map_.marks.at
        self.boundaries = map_.marks.boundaries
        self.values = Values(calculation, calculation.plan, calculation.masks)
        self.met: set[int] = set()

    def made(self, asserted: Iterable[Asserted]) -> set[int]:
        """Walks from what is asserted, and gives the numbers of the goals that are met."""
        waiting: list[Next] = []
        for of, row in asserted:
            node = self.map.asserted(of)
            if node is not None:
                waiting.append((node, row or 0))
        seen: set[Next] = set()
        while waiting:
            node, row = waiting.pop()
            if node.alone:
                row = 0
            if (node, row) in seen or node.slot < 0:
                continue
            seen.add((node, row))
            if not node.ready:
                self.map.prepare(node)
            self.met.update(node.marks)
            waiting.extend(self._leads(node, row))
        return self.met

    def _leads(self, node: Node, row: int) -> Iterable[Next]:
        if not isinstance(node.of, model.Definition | Visited):
            return self._uses(node, row)
        match node.of:
            case model.Definition():
                return self._definition(node, node.of, row)
            case model.Cases():
                return self._cases(node, node.of, row)
            case model.Exceptions():
                return self._exceptions(node, node.of, row)
            case model.Lookup():
                return self._lookup(node, node.of, row)
            case model.Brackets():
                return self._brackets(node, node.of, row)
            case model.Extreme():
                self._extreme(node, node.of, row)
                return [(part, row) for part in node.parts]
            case model.Compare():
                self._held(node, row)
                self._compared(node, node.of, row)
                return [(part, row) for part in node.parts]
            case model.Logic():
                self._held(node, row)
                return self._logic(node, node.of, row)
            case model.Follow():
                return self._follow(node, row)
            case model.Aggregate():
                return self._aggregate(node, node.of, row)
            case model.Quantified():
                self._held(node, row)
                return self._quantified(node, node.of, row)
            case model.AsOf():
                return self._as_of(node, node.of, row)
            case model.Ranking():
                return self._ranking(node, node.of, row)
            case model.ShareOf() | model.LeftOf():
                return self._share(node, node.of, row)
            case model.Timeline() | model.YearTest():
                return self._uses(node, row)
            case _:
                assert_never(node.of)

    def _uses(self, node: Node, row: int) -> Iterable[Next]:
        self._held(node, row)
        return [(use, row) for use in node.uses]

    def _meet(self, of: object, happens: object) -> None:
        number = self.at.get((of, happens))
        if number is not None:
            self.met.add(number)

    def _truth(self, node: Node, row: int) -> bool | None:
        return None if node.slot < 0 else self.values.truth(node.slot, row)

    def _held(self, node: Node, row: int) -> None:
        """Where a goal is that the condition held, or did not."""
        if (node.of, ("held", True)) in self.at or (node.of, ("held", False)) in self.at:
            self._meet(node.of, ("held", self._truth(node, row)))

    def _definition(self, node: Node, definition: model.Definition, row: int) -> Iterator[Next]:
        for scope, condition in node.scopes:
            covered = self._truth(condition, row)
            self._meet(scope, covered)
            yield condition, row
            if covered is False:
                return
        self.met.update(node.own)
        if isinstance(definition.node, nodes.Norm) and isinstance(definition.type, model.Truth):
            causes = self.values.causes(node.slot, row)
            if causes is None:
                self._meet(definition, self.values.code(node.slot, row) == 1)
            elif all(isinstance(cause, Unregulated | NotApplicable) for cause in causes):
                self._meet(definition, None)
        yield node.parts[0], row

    def _cases(self, node: Node, cases: model.Cases, row: int) -> Iterator[Next]:
        """The case that was taken, and why those above were not. One that cannot be told stops the search."""
        known, taken = self._taken(node, cases, row)
        of = ranks(cases)
        for index, (branch, part) in enumerate(zip(cases.branches, node.parts, strict=True)):
            if branch.condition is None or (taken is not None and of[index] > of[taken]):
                continue
            truth = self._truth(part, row)
            if truth is not True or index == taken or not known:
                yield part, row
            if truth is None:
                return
        self._meet(cases, taken)
        if taken is not None:
            yield self.map.node(cases.branches[taken].value, node.moment), row

    def _taken(
        self, node: Node, choosing: model.Cases | model.Exceptions | model.Lookup, row: int
    ) -> tuple[bool, int | None]:
        """Whether it can be told which part it is, and which: None for none of them."""
        taken = self.map.plan.taken.get((choosing, node.moment))
        if taken is None or (taken.slot >= 0 and self.values.causes(taken.slot, row)):
            return False, None
        return True, self.values.taken(taken, row)

    def _exceptions(self, node: Node, exceptions: model.Exceptions, row: int) -> Iterator[Next]:
        known, taken = self._taken(node, exceptions, row)
        for index, part in enumerate(node.parts):
            if index == taken or not self._truth(part, row):
                yield part, row
        if not known:
            return
        self._meet(exceptions, taken)
        value = exceptions.base if taken is None else exceptions.exceptions[taken].value
        yield self.map.node(value, node.moment), row

    def _lookup(self, node: Node, lookup: model.Lookup, row: int) -> Iterator[Next]:
        for part in node.parts:
            yield part, row
        table = lookup.table
        _, index = self._taken(node, lookup, row)
        if index is None:
            return
        self._meet(table, index)
        numbers: dict[int, Fraction | None] = {}
        for mark in self.map.cells(table, index):
            if mark.goal not in self.met:
                if mark.column not in numbers:
                    numbers[mark.column] = self.values.number(node.parts[mark.column].slot, row)
                number = numbers[mark.column]
                if number is not None and meets(mark, number):
                    self.met.add(mark.goal)
        yield self.map.node(table.rows[index].results[lookup.result], node.moment), row

    def _brackets(self, node: Node, brackets: model.Brackets, row: int) -> Iterator[Next]:
        for part in node.parts:
            yield part, row
        number, *bounds = (self.values.number(part.slot, row) for part in node.parts)
        highs = [bound for bound in bounds if bound is not None]
        if number is None or len(highs) < len(bounds):
            return
        for mark in self.boundaries.get(brackets, ()):
            if meets(mark, number if mark.asks == "left" else number - highs[mark.row]):
                self.met.add(mark.goal)
        for index, (low, (_, rate)) in enumerate(zip((Fraction(0), *highs), brackets.tiers, strict=False)):
            if number > low:
                self._meet(brackets, index)
                yield self.map.node(rate, node.moment), row

    def _extreme(self, node: Node, extreme: model.Extreme, row: int) -> None:
        left, right = (self.values.number(part.slot, row) for part in node.parts)
        if left is None or right is None:
            return
        if left == right:
            self._meet(extreme, "both")
        else:
            self._meet(extreme, "left" if (left > right) == (extreme.kind == "higher") else "right")

    def _compared(self, node: Node, compare: model.Compare, row: int) -> None:
        for mark in self.boundaries.get(compare, ()):
            if mark.goal in self.met:
                continue
            left, right = (self.values.number(part.slot, row) for part in node.parts)
            if left is None or right is None:
                return
            number = left if mark.asks == "left" else right if mark.asks == "right" else left - right
            if meets(mark, number):
                self.met.add(mark.goal)

    # -- conditions of several parts ---------------------------------------------------------------

    def _logic(self, node: Node, logic: model.Logic, row: int) -> Iterator[Next]:
        if logic.operator == "not":
            yield node.parts[0], row
            return
        whole = None if logic.node is None or opaque(logic) else logic
        listed = isinstance(logic.node, nodes.Membership)
        waiting = [(node, True)]
        while waiting:
            here, decides = waiting.pop()
            below = inner(here.of) if whole is not None and not isinstance(here.of, model.Definition) else ()
            if here is not node and not below:
                if decides:
                    truth = self._truth(here, row)
                    self._meet((whole, here.of), truth)
                if listed and self._truth(here, row):
                    self._meet(here.of, "listed")
                yield here, row
                continue
            if not here.ready:
                self.map.prepare(here)
            truths = [self._truth(part, row) for part in here.parts]
            came_to = self._truth(here, row)
            negated = isinstance(here.of, model.Logic) and here.of.operator == "not"
            neutral = isinstance(here.of, model.Logic) and here.of.operator == "and"
            against = sum(truth is not neutral for truth in truths)
            for part, truth in zip(here.parts, truths, strict=True):
                if negated or truth == came_to:
                    # Every other part leaves it to this one.
                    alone = negated or against == (truth is not neutral)
                    waiting.append((part, decides and came_to is not None and alone))

    # -- other rows --------------------------------------------------------------------------------

    def _follow(self, node: Node, row: int) -> Iterator[Next]:
        relation, value = node.parts
        yield relation, row
        if not self.values.causes(relation.slot, row):
            yield value, self.values.code(relation.slot, row)

    def _members(self, node: Node, group: model.Group, row: int) -> Sequence[int]:
        return self.values.group(group, node.via, node.moment.year, row)

    def _covered(self, node: Node, row: int) -> Iterator[Next]:
        """What says whether the regulation covers the row, as far as it has to be asked."""
        for scope, condition in node.scopes:
            covered = self._truth(condition, row)
            self._meet(scope, covered)
            yield condition, row
            if covered is not True:
                return

    def _is_covered(self, node: Node, row: int) -> bool:
        return all(self._truth(condition, row) for _, condition in node.scopes)

    def _aggregate(self, node: Node, aggregate: model.Aggregate, row: int) -> Iterator[Next]:
        where = None if aggregate.where is None else node.parts[0]
        for member in self._members(node, aggregate.group, row):
            yield from self._covered(node, member)
            if not self._is_covered(node, member):
                continue
            if where is not None:
                yield where, member
            if aggregate.value is not None and (where is None or self._truth(where, member)):
                yield node.parts[-1], member

    def _quantified(self, node: Node, quantified: model.Quantified, row: int) -> Iterator[Next]:
        """The rows that settled it (that fulfil the condition, or do not), else all of them."""
        condition = node.parts[0]
        came_to = self._truth(node, row)
        settled = came_to is (quantified.quantifier == "some")
        wanted = quantified.quantifier != "every"
        for member in self._members(node, quantified.group, row):
            yield from self._covered(node, member)
            if self._is_covered(node, member) and (not settled or self._truth(condition, member) is wanted):
                yield condition, member

    def _as_of(self, node: Node, as_of: model.AsOf, row: int) -> Iterator[Next]:
        """The value in the stretch of time that the day is in."""
        day = node.parts[0]
        yield day, row
        on = None if day.slot < 0 else self.values.number(day.slot, row)
        if on is not None:
            moment = self.map.plan.stretches[as_of, node.moment].at(datetime.date.fromordinal(int(on)))
            yield self.map.node(as_of.value, moment), row

    def _ranking(self, node: Node, ranking: model.Ranking, row: int) -> Iterator[Next]:
        owner = self.values.owner(ranking.group, node.via, node.moment.year, row)
        if owner is None:
            return
        for member in self._members(node, ranking.group, owner):
            yield from self._covered(node, member)
            if self._is_covered(node, member):
                yield from ((use, member) for use in node.uses)

    def _share(self, node: Node, share: model.ShareOf | model.LeftOf, row: int) -> Iterator[Next]:
        sharing = share.sharing
        owner: int | None = row
        if isinstance(share, model.ShareOf):
            owner = self.values.owner(sharing.group, node.via, node.moment.year, row)
        if owner is None:
            return
        yield node.parts[0], owner
        slots = self.map.plan.sharings[sharing, node.moment]
        self._meet_where(sharing, "left", self.values.number(slots.left, owner) not in (None, 0))
        # Whose own share waits for the lot: the others' do not show it.
        causes = self.values.causes(node.slot, row) or ()
        self._meet_where(sharing, "lot", any(isinstance(one, Judgement) and one.what == "lot" for one in causes))
        for member in self._members(node, sharing.group, owner):
            yield from self._covered(node, member)
            if not self._is_covered(node, member):
                continue
            self._settled(node, sharing, slots, member)
            for index, give in enumerate(sharing.gives):
                given: bool | None = True
                if give.where is not None:
                    where = self.map.node(give.where, node.moment)
                    given = self._truth(where, member)
                    self._meet(sharing, (index, given))
                    yield where, member
                if given:
                    yield self.map.node(give.value, node.moment), member
            for use in node.uses:
                yield use, member

    def _settled(self, node: Node, sharing: model.Sharing, slots: ShareSlots, member: int) -> None:
        """What became of a member's share."""
        read = self.values.number
        exact, capped, result = (read(slot, member) for slot in (slots.exact, slots.capped, slots.result))
        cap = None if sharing.cap is None else read(self.map.node(sharing.cap, node.moment).slot, member)
        if exact is not None and capped is not None and cap is not None:
            self._meet(sharing, "uncut" if capped < cap else "cut" if exact != cap else None)
        self._meet_where(sharing, "taken", read(slots.difference, member) not in (None, 0))
        if sharing.turn is not None and result is not None:
            held = [amount for where, amount in slots.gives if where < 0 or self.values.truth(where, member)]
            self._meet_where(sharing, "short", result != sum(read(amount, member) or 0 for amount in held))

    def _meet_where(self, of: object, happens: object, is_so: bool) -> None:
        if is_so:
            self._meet(of, happens)
