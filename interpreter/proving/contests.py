"""Who takes what a sharing leaves over, as terms: exactly where the rows are written out, else what is always true."""

from collections.abc import Callable, Sequence
from fractions import Fraction

import attrs

from interpreter.evaluating.plan import Slot
from interpreter.proving.groups import Groups, Member
from interpreter.proving.rowwise import Cell
from interpreter.proving.terms import Sort
from interpreter.proving.worlds import Place


@attrs.frozen
class Rival:
    """A row of a contest. there: whether it contends with the row that is looked at; claim: of who comes in turn."""

    member: Member
    there: int
    key: Cell
    tie: Cell
    claim: Cell


@attrs.frozen
class Contest:
    """One row's contest with all of the same owner. within: it has an owner; able: it may take it; matters: there is
    anything to take."""

    owner: Place
    within: int
    able: int
    lost: int
    lost_broken: int
    key: Cell
    tie: Cell
    rivals: tuple[Rival, ...]
    figures: tuple[int, ...]
    figures_fail: int
    figures_broken: int
    matters: int
    key_fails: int
    key_broken: int


class Contests:
    """Who takes what a sharing leaves over, as terms."""

    def __init__(self, groups: Groups) -> None:
        self.groups = groups
        self.terms = groups.terms
        self.sums = groups.sums
        self.rowwise = groups.rowwise

    def take(self, number: int, slot: Slot, place: Place, contest: Contest) -> Cell:
        """Whether the row takes it: the one with most of the key, and of those that are equal of the tie key."""
        terms = self.terms
        key, tie = contest.key, contest.tie
        if place.kind != "row":
            return self._somebody(number, slot, place, contest, "truth")
        rivals = [rival for rival in contest.rivals if rival.member.place != place]
        members = [rival.member for rival in rivals]
        most = slot.data[1] is True
        ahead = [
            terms.below(key.value, rival.key.value) if most else terms.below(rival.key.value, key.value)
            for rival in rivals
        ]
        level = [terms.equal(key.value, rival.key.value) for rival in rivals]
        beats = [
            terms.both(rival.there, terms.either(more, terms.both(same, terms.below(tie.value, rival.tie.value))))
            for rival, more, same in zip(rivals, ahead, level, strict=True)
        ]
        equal = [
            terms.both(rival.there, same, terms.equal(tie.value, rival.tie.value))
            for rival, same in zip(rivals, level, strict=True)
        ]
        first = terms.negation(self.groups.some(members, beats, contest.owner, ("beats", number)))
        tied = terms.both(contest.able, first, self.groups.some(members, equal, contest.owner, ("equal", number)))
        first_by_key = terms.negation(
            self.groups.some(
                members,
                [terms.both(rival.there, more) for rival, more in zip(rivals, ahead, strict=True)],
                contest.owner,
            )
        )
        level_there = [terms.both(rival.there, same) for rival, same in zip(rivals, level, strict=True)]
        levelled = terms.both(contest.able, first_by_key, self.groups.some(members, level_there, contest.owner))

        def of_ties(which: Callable[[Cell], int]) -> int:
            others = [terms.both(one, which(rival.tie)) for one, rival in zip(level_there, rivals, strict=True)]
            return terms.both(levelled, terms.either(which(tie), self.groups.some(members, others, contest.owner)))

        return self._settled(slot, contest, first, tied, of_ties(fails_of), of_ties(broken_of))

    def _settled(self, slot: Slot, contest: Contest, value: int, tied: int, no_tie: int, tie_broken: int) -> Cell:
        """tied: equal rows, where it matters which comes first; no_tie: the key that decides between them fails."""
        terms = self.terms
        assert slot.cause is not None
        by_tie = terms.truth(self.rowwise.breaks(slot.cause))
        inner_fails = terms.either(contest.key_fails, no_tie, tied)
        inner_broken = terms.choose(
            contest.key_fails,
            contest.key_broken,
            terms.choose(no_tie, tie_broken, terms.both(tied, by_tie)),
        )
        active = terms.both(terms.negation(contest.figures_fail), contest.matters)
        fails = terms.both(contest.within, terms.either(contest.figures_fail, terms.both(active, inner_fails)))
        broken = terms.both(
            contest.within,
            terms.either(
                terms.both(contest.figures_fail, contest.figures_broken),
                terms.both(active, inner_broken),
            ),
        )
        nothing = terms.false if terms.sort(value) == "truth" else terms.zero
        return Cell(
            terms.choose(contest.within, value, nothing),
            terms.either(contest.lost, fails),
            terms.choose(contest.lost, contest.lost_broken, broken),
        )

    def award(self, number: int, slot: Slot, place: Place, contest: Contest, *, others: bool) -> Cell:
        """What the row gets of steps, fractions, places or seats. others: whether there may be more rows than those
        that are written out."""
        if slot.operation == "turn":
            if others:
                return self._somebody(number, slot, place, contest, "number")
            return self._in_turn(slot, place, contest)
        if others or slot.operation == "seats" or slot.arguments[-3] >= 0:
            sort: Sort = "truth" if slot.operation == "fraction" else "whole"
            return self._somebody(number, slot, place, contest, sort)
        return self._stepped(slot, place, contest)

    def rank(self, number: int, slot: Slot, place: Place, contest: Contest, *, others: bool) -> Cell:
        """How many come before it, and one; where there may be more rows than are written out only that it is one."""
        terms = self.terms
        _, most, shared = slot.data
        key, tie = contest.key, contest.tie
        if others:
            told = sorted(
                {term for rival in contest.rivals for term in (rival.there, rival.key.value, rival.tie.value)}
            )
            about = f"{slot.operation} {number} {place} {told} {key.value} {tie.value}"
            value = self.sums.variable(about, "whole", place)
            self.sums.note(value, key.value, tie.value)
            self.rowwise.unknown = True
            self.rowwise.facts.append(terms.at_most(terms.one, value))
            many = terms.both(contest.within, terms.negation(contest.figures_fail))
            self.rowwise.facts.append(terms.follows(many, terms.at_most(value, contest.figures[0])))
            tied = terms.false if shared is True else self.sums.variable(f"lika {about}", "truth", place)
            no_tie = terms.either(*(rival.tie.fails for rival in contest.rivals))
            broken = terms.either(*(rival.tie.broken for rival in contest.rivals))
            return self._settled(slot, contest, value, tied, terms.both(tied, no_tie), broken)
        before, tied_with, untold, untold_broken = [], [], [], []
        for rival in contest.rivals:
            if rival.member.place == place:
                continue
            more = (rival.key.value, key.value) if most is True else (key.value, rival.key.value)
            level = terms.both(rival.there, terms.equal(key.value, rival.key.value))
            by_tie = terms.both(level, terms.below(tie.value, rival.tie.value))
            first = terms.either(terms.both(rival.there, terms.below(more[1], more[0])), by_tie)
            before.append(terms.choose(first, terms.one, terms.zero))
            tied_with.append(terms.both(level, terms.equal(tie.value, rival.tie.value)))
            untold.append(terms.both(level, terms.either(tie.fails, rival.tie.fails)))
            untold_broken.append(terms.both(level, terms.either(tie.broken, rival.tie.broken)))
        tied = terms.false if shared is True else terms.either(*tied_with)
        value = terms.add(terms.one, *before)
        return self._settled(slot, contest, value, tied, terms.either(*untold), terms.either(*untold_broken))

    def _somebody(self, number: int, slot: Slot, place: Place, contest: Contest, sort: Sort) -> Cell:
        """Who takes it is not known, only that somebody does and that all is given away: see `shared_out`."""
        terms = self.terms
        told = sorted({term for rival in contest.rivals for term in (rival.there, rival.key.value, rival.tie.value)})
        told += [contest.key.value, contest.tie.value, *contest.figures]
        about = f"{slot.operation} {number} {place} {told}"
        value = self.sums.variable(about, sort, place)
        self.sums.note(value, contest.key.value, contest.tie.value, *contest.figures)
        tied = self.sums.variable(f"lika {about}", "truth", place)
        self.rowwise.unknown = True
        broken = terms.either(*(rival.tie.broken for rival in contest.rivals if rival.member.place == place))
        if sort != "truth":
            least = terms.at_most(terms.zero, value)
            self.rowwise.facts.append(terms.follows(terms.at_most(terms.zero, contest.figures[0]), least))
        return self._settled(slot, contest, value, tied, terms.both(tied, contest.tie.fails), broken)

    def _stepped(self, slot: Slot, place: Place, contest: Contest) -> Cell:
        """Steps to one after the other in order of remainder, all rows written out."""
        terms = self.terms
        steps, fraction = contest.figures
        back = terms.either(terms.below(steps, terms.zero), terms.below(fraction, terms.zero))
        own = next(rival for rival in contest.rivals if rival.member.place == place)
        many = terms.add(*(terms.choose(rival.there, terms.one, terms.zero) for rival in contest.rivals))
        size = terms.choose(terms.below(steps, terms.zero), terms.multiply(terms.number(-1), steps), steps)
        around = terms.zero
        for count in range(1, len(contest.rivals) + 1):
            each = terms.floor(terms.multiply(terms.number(Fraction(1, count)), size))
            around = terms.choose(terms.equal(many, terms.number(count)), each, around)
        more = terms.subtract(size, self._times(many, around, len(contest.rivals)))
        sign = terms.choose(terms.below(steps, terms.zero), terms.number(-1), terms.one)

        def amount(of: Rival) -> tuple[int, int]:
            before = []
            for rival in contest.rivals:
                if rival.member.place == of.member.place:
                    continue
                ahead = terms.choose(
                    back,
                    terms.below(rival.key.value, of.key.value),
                    terms.below(of.key.value, rival.key.value),
                )
                level = terms.equal(of.key.value, rival.key.value)
                by_tie = terms.below(of.tie.value, rival.tie.value)
                same = terms.equal(of.tie.value, rival.tie.value)
                earlier = terms.truth(rival.member.place.number < of.member.place.number)
                first = terms.either(ahead, terms.both(level, terms.either(by_tie, terms.both(same, earlier))))
                before.append(terms.choose(terms.both(rival.there, first), terms.one, terms.zero))
            at = terms.add(*before)
            extra = terms.choose(terms.below(at, more), terms.one, terms.zero)
            given = self._signed(sign, terms.add(around, extra))
            takes = terms.both(terms.equal(at, more), terms.negation(terms.equal(fraction, terms.zero)))
            return given, takes

        amounts = {rival.member.place: amount(rival) for rival in contest.rivals}
        given, takes = amounts[place]
        tied, no_tie, broken = [], [], []
        for rival in contest.rivals:
            level = terms.both(rival.there, terms.equal(own.key.value, rival.key.value))
            other, other_takes = amounts[rival.member.place]
            differs = terms.either(
                terms.negation(terms.equal(given, other)), terms.negation(self.rowwise.same(takes, other_takes))
            )
            tied.append(terms.both(level, differs, terms.equal(own.tie.value, rival.tie.value)))
            for third in contest.rivals:
                # A tie key that fails stops all that stand equal before it, where any two get different amounts.
                also = terms.both(rival.there, terms.equal(own.key.value, rival.key.value))
                beside = terms.both(third.there, terms.equal(own.key.value, third.key.value))
                no_tie.append(terms.both(also, beside, third.tie.fails, differs))
                broken.append(terms.both(also, beside, third.tie.broken, differs))
        value = takes if slot.operation == "fraction" else given
        return self._settled(slot, contest, value, terms.either(*tied), terms.either(*no_tie), terms.either(*broken))

    def _in_turn(self, slot: Slot, place: Place, contest: Contest) -> Cell:
        """What those before leave of the pot, at most the claim; all rows written out."""
        terms = self.terms
        most = slot.data[1] is True
        own = next(rival for rival in contest.rivals if rival.member.place == place)
        before, level, equal = [], [], []
        for rival in contest.rivals:
            ahead = terms.below(own.key.value, rival.key.value)
            if not most:
                ahead = terms.below(rival.key.value, own.key.value)
            same = terms.both(rival.there, terms.equal(own.key.value, rival.key.value))
            first = terms.both(same, terms.below(own.tie.value, rival.tie.value))
            before.append((terms.both(rival.there, ahead), first, rival))
            level.append((same, rival))
            equal.append((terms.both(same, terms.equal(own.tie.value, rival.tie.value)), rival))

        def asked(these: Sequence[tuple[int, Rival]]) -> int:
            return terms.add(*(terms.choose(there, rival.claim.value, terms.zero) for there, rival in these))

        def matters(left: int, these: Sequence[tuple[int, Rival]]) -> int:
            """Whether what is left is enough for some of what equal rows ask for, and not for all of it."""
            others = [
                terms.both(there, terms.below(terms.zero, rival.claim.value))
                for there, rival in these
                if rival.member.place != place
            ]
            enough = terms.both(terms.below(terms.zero, left), terms.below(left, asked(these)))
            return terms.both(terms.below(terms.zero, own.claim.value), terms.either(*others), enough)

        pot = contest.figures[0]
        by_key = terms.subtract(pot, asked([(ahead, rival) for ahead, _, rival in before]))
        left = terms.subtract(by_key, asked([(first, rival) for _, first, rival in before]))
        value = terms.lower(own.claim.value, terms.higher(left, terms.zero))
        unsure = matters(by_key, level)
        asking = [(terms.both(same, terms.below(terms.zero, rival.claim.value)), rival) for same, rival in level]
        no_tie = terms.both(unsure, terms.either(*(terms.both(one, rival.tie.fails) for one, rival in asking)))
        broken = terms.both(unsure, terms.either(*(terms.both(one, rival.tie.broken) for one, rival in asking)))
        return self._settled(slot, contest, value, matters(left, equal), no_tie, broken)

    def _times(self, count: int, number: int, most: int) -> int:
        terms = self.terms
        product = terms.zero
        for times in range(1, most + 1):
            this = terms.multiply(terms.number(times), number)
            product = terms.choose(terms.equal(count, terms.number(times)), this, product)
        return product

    def _signed(self, sign: int, number: int) -> int:
        terms = self.terms
        return terms.choose(terms.equal(sign, terms.one), number, terms.multiply(terms.number(-1), number))


def fails_of(cell: Cell) -> int:
    return cell.fails


def broken_of(cell: Cell) -> int:
    return cell.broken
