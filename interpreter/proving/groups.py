"""What is gathered over rows, as terms: those that are written out, and the one that stands for all others."""

from collections.abc import Sequence

import attrs

from interpreter.evaluating.plan import Slot
from interpreter.proving.rowwise import Cell, Rowwise
from interpreter.proving.sums import FAILS, Sums
from interpreter.proving.terms import Terms
from interpreter.proving.worlds import Place


@attrs.frozen
class Member:
    """A row of a group. there: whether it belongs to it; lost: it is not known whose it is."""

    place: Place
    there: int
    lost: int
    lost_broken: int


class Groups:
    """Sums and other figures over a group, as cells. values, wheres, cells: one for each member, in order; place:
    the row that the group belongs to."""

    def __init__(self, terms: Terms, sums: Sums, rowwise: Rowwise) -> None:
        self.terms = terms
        self.sums = sums
        self.rowwise = rowwise

    def total(
        self, members: Sequence[Member], values: Sequence[Cell], wheres: Sequence[Cell], place: Place, key: object
    ) -> Cell:
        counted = self._counted(members, wheres)
        total = self.summed(members, [cell.value for cell in values], counted, place, key)
        return Cell(total, *self.stops(members, values, wheres, place))

    def extreme(
        self,
        slot: Slot,
        members: Sequence[Member],
        values: Sequence[Cell],
        wheres: Sequence[Cell],
        place: Place,
    ) -> Cell:
        terms = self.terms
        highest = slot.operation == "maximum"
        fails, broken = self.stops(members, values, wheres, place)
        pick = terms.higher if highest else terms.lower
        found, best = terms.false, terms.zero
        for member, value, there in zip(members, values, self._counted(members, wheres), strict=True):
            if member.place.kind == "row":
                number, present = value.value, there
            else:
                number = self.sums.best(value.value, there, member.place, place, highest)
                present = self.sums.some(there, member.place, place, ("present", slot.arguments))
            first = terms.choose(present, number, terms.zero)
            best = terms.choose(found, terms.choose(present, pick(best, number), best), first)
            found = terms.either(found, present)
        empty = terms.both(terms.negation(fails), terms.negation(found))
        return self.rowwise.own(slot, Cell(best, fails, broken), empty)

    def _counted(self, members: Sequence[Member], wheres: Sequence[Cell]) -> list[int]:
        return [self.terms.both(member.there, where.value) for member, where in zip(members, wheres, strict=True)]

    def quantified(self, slot: Slot, members: Sequence[Member], cells: Sequence[Cell], place: Place) -> Cell:
        terms = self.terms
        decisive = slot.operation == "some"
        settling = [cell.value if decisive else terms.negation(cell.value) for cell in cells]
        found = self.some(
            members,
            [terms.both(member.there, one) for member, one in zip(members, settling, strict=True)],
            place,
            ("found", slot.arguments),
        )
        settled = self.some(
            members,
            [
                terms.both(member.there, terms.negation(cell.fails), one)
                for member, cell, one in zip(members, cells, settling, strict=True)
            ],
            place,
            ("settled", slot.arguments),
        )
        # A row of which it is not known whose it is matters where it may settle the question.
        lost = [
            terms.both(member.lost, terms.either(cell.fails, one))
            for member, cell, one in zip(members, cells, settling, strict=True)
        ]
        fails = [
            terms.either(gone, terms.both(member.there, cell.fails))
            for gone, member, cell in zip(lost, members, cells, strict=True)
        ]
        broken = [
            terms.either(
                terms.both(gone, terms.either(member.lost_broken, cell.broken)), terms.both(member.there, cell.broken)
            )
            for gone, member, cell in zip(lost, members, cells, strict=True)
        ]
        open_ = terms.negation(settled)
        return Cell(
            found if decisive else terms.negation(found),
            terms.both(open_, self.some(members, fails, place)),
            terms.both(open_, self.some(members, broken, place)),
        )

    def stops(
        self, members: Sequence[Member], values: Sequence[Cell], wheres: Sequence[Cell], place: Place
    ) -> tuple[int, int]:
        """Whether a row without a value stops the whole group: (fails, broken)."""
        terms = self.terms
        fails, broken = [], []
        for member, value, where in zip(members, values, wheres, strict=True):
            counted = terms.both(terms.negation(where.fails), where.value)
            lost = terms.both(member.lost, terms.either(where.fails, where.value))
            fails.append(
                terms.either(
                    lost, terms.both(member.there, terms.either(where.fails, terms.both(counted, value.fails)))
                )
            )
            broken.append(
                terms.either(
                    terms.both(lost, terms.either(member.lost_broken, where.broken)),
                    terms.both(
                        member.there, terms.choose(where.fails, where.broken, terms.both(where.value, value.broken))
                    ),
                )
            )
        return self.some(members, fails, place), self.some(members, broken, place)

    def some(self, members: Sequence[Member], truths: Sequence[int], place: Place, family: object = FAILS) -> int:
        """Whether it is so in any of the rows. family: as of `Symbol`."""
        written = [truth for member, truth in zip(members, truths, strict=True) if member.place.kind == "row"]
        others = [
            self.sums.some(truth, member.place, place, family)
            for member, truth in zip(members, truths, strict=True)
            if member.place.kind != "row"
        ]
        return self.terms.either(*written, *others)

    def summed(
        self, members: Sequence[Member], numbers: Sequence[int], truths: Sequence[int], place: Place, key: object
    ) -> int:
        terms = self.terms
        parts = []
        for member, number, truth in zip(members, numbers, truths, strict=True):
            if member.place.kind == "row":
                parts.append(terms.choose(truth, number, terms.zero))
            else:
                parts.append(self.sums.total(number, truth, member.place, place, key))
        return terms.add(*parts)
