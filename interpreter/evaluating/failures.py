"""Why there is no value, row by row: the second pass, made only when something may have failed.

A mask holds one set of causes per row of a slot (None: no row has any). Strict operations unite them; `och`, `eller`
and quantifiers follow Kleene; a choice has those of the side that was chosen, a group those of its rows. Values are
read to see what was chosen; they never depend on masks, so where a mask has causes the value beside it means nothing.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import assert_never

import attrs

from dsl import model
from dsl.frozen import identical
from interpreter.days import AFTER, BEFORE
from interpreter.evaluating.contests import (
    Contest,
    Queue,
    by_remainder,
    in_order,
    in_turn,
    last_seats,
    steps_within,
    to_one,
)
from interpreter.evaluating.given import size_of, values_of
from interpreter.evaluating.kernels import members
from interpreter.evaluating.plan import MAX_BITS, Slot, ranges
from interpreter.evaluating.running import Computed
from interpreter.outcomes import Cause, Conflict, Judgement, Missing, Place, Undefined

Causes = frozenset[Cause]
Mask = Sequence[Causes] | None

NONE: Causes = frozenset()


def failures(computed: Computed) -> tuple[Mask, ...]:
    """One mask per slot of the plan."""
    masks: list[Mask] = []
    large = _too_large(computed)
    for number, slot in enumerate(computed.plan.slots):
        mask = _Failing(computed, masks, number, slot).mask()
        if number in large:
            cause = frozenset([Undefined("too_large", slot.section, slot.line)])
            own = [cause if flag else NONE for flag in large[number]]
            mask = own if mask is None else [old or new for old, new in zip(mask, own, strict=True)]
        masks.append(mask if mask is not None and any(mask) else None)
    return tuple(masks)


def unite(causes: Iterable[Causes]) -> Causes:
    """The union of sets of causes; no new set where one of them holds all, for a cause of many rows is met by each
    of them again."""
    distinct = {id(these): these for these in causes if these}
    if len(distinct) < 2:
        return next(iter(distinct.values()), NONE)
    largest = max(distinct.values(), key=len)
    if all(these is largest or these <= largest for these in distinct.values()):
        return largest
    return NONE.union(*distinct.values())


def unite_rows(rows: Iterable[Sequence[Causes]]) -> list[Causes]:
    """The union in each row; where rows share their sets, they share the union too."""
    # The sets live as long as the masks they come from, so their ids tell them apart.
    known: dict[tuple[int, ...], Causes] = {}
    united = []
    for causes in rows:
        key = tuple(map(id, causes))
        if key not in known:
            known[key] = unite(causes)
        united.append(known[key])
    return united


def _too_large(computed: Computed) -> dict[int, Sequence[bool]]:
    flags: dict[int, Sequence[bool]] = {}
    for watched in computed.lowered.watched:
        rows = computed.size(watched.slot)
        if watched.vector is None:
            found: Sequence[bool] = [True] * rows
        else:
            found = [number.bit_length() > MAX_BITS for number in computed.run.vectors[watched.vector]]
            if computed.lowered.calls[watched.vector].domain != computed.plan.slots[watched.slot].concept:
                found = [any(found)] * rows
        before = flags.get(watched.slot, found)
        flags[watched.slot] = [one or other for one, other in zip(before, found, strict=True)]
    return flags


@identical
class _Failing:
    """One slot in the pass; masks: of the slots before it."""

    computed: Computed
    masks: Sequence[Mask]
    number: int
    slot: Slot

    def mask(self) -> Mask:
        slot = self.slot
        masks = [self.masks[argument] if argument >= 0 else None for argument in slot.arguments]
        match slot.operation:
            case "constant":
                return None
            case "fail":
                return [self.causes()]
            case "input":
                return self.missing()
            case "spread":
                return None if masks[0] is None else [masks[0][0]] * self.rows
            case "gather":
                return self.gathered(masks)
            case "add" | "subtract" | "multiply" | "round" | "higher" | "lower" | "compare" | "not" | "whole":
                return self.strict(masks)
            case "divide":
                zero = [] if slot.cause is None else self.computed.zero(slot.arguments[1], self.rows)
                return self.own_where(self.strict(masks), zero, unless=masks[1])
            case "require":
                truths = self.truths(1)
                strict = self.strict(masks)
                return self.own_where(strict, [not truth for truth in truths], unless=strict)
            case "shift" | "workday":
                strict = self.strict(masks)
                days = self.computed.truths(self.number, self.rows)
                return self.own_where(strict, [not BEFORE < day < AFTER for day in days], unless=strict)
            case "and" | "or":
                return self.kleene(masks, decisive=slot.operation == "or")
            case "if":
                return self.chosen(masks[0], [1 - truth for truth in self.truths(0)], masks[1:])
            case "choose":
                options = masks[1:] if slot.cause is None else self.agreeing(masks[1:])
                return self.chosen(masks[0], self.truths(0), options)
            case "first":
                return self.first(masks)
            case "rows":
                return self.table(masks)
            case "total" | "maximum" | "minimum":
                return self.aggregated(masks)
            case "some" | "every":
                return self.quantified(masks)
            case "level":
                return self.over_rows(self.strict(masks[:3]), masks[-1])
            case "take" | "steps" | "fraction" | "rank" | "seats" | "turn":
                return self.contested(masks)
            case _:
                assert_never(slot.operation)

    # -- what they need --------------------------------------------------------------------------

    @property
    def rows(self) -> int:
        return self.computed.size(self.number)

    def causes(self) -> Causes:
        assert self.slot.cause is not None
        return frozenset([self.slot.cause])

    def truths(self, argument: int) -> Sequence[int]:
        """An argument's truths or indices, one per row of the slot."""
        return self.computed.truths(self.slot.arguments[argument], self.rows)

    def members(self, argument: int) -> Sequence[int]:
        """An argument's truths or owners, one per row of the concept that an aggregate is over."""
        return self.computed.truths(self.slot.arguments[argument], size_of(self.computed.facts, self.concept))

    def strict(self, masks: Sequence[Mask]) -> Mask:
        present = [mask for mask in masks if mask is not None]
        if len(present) < 2:
            return present[0] if present else None
        return unite_rows(zip(*present, strict=True))

    def own_where(self, mask: Mask, flags: Sequence[bool], unless: Mask) -> Mask:
        """The slot's own cause besides, where flagged; not where `unless` has causes: there the flag means nothing."""
        if not any(flags):
            return mask
        own = self.causes()
        return [
            unite((causes, own)) if flag and not other else causes
            for causes, other, flag in zip(mask or [NONE] * self.rows, unless or [NONE] * self.rows, flags, strict=True)
        ]

    # -- leaves and relations --------------------------------------------------------------------

    def missing(self) -> Mask:
        if self.number not in self.computed.run.incomplete:
            return None
        slot, facts = self.slot, self.computed.facts
        assert slot.attribute is not None
        if slot.concept is None:
            return [self.causes()]
        table = facts.rows[slot.concept]
        values = values_of(slot.attribute, slot.year, facts)
        places = table.should_stand(slot.attribute.symbol, slot.year)
        # A row that is pointed at but is not there counts as missing too.
        gone = self.computed.truths(self.number, self.rows) if slot.kind == "row" else [0] * self.rows
        return [
            frozenset([self.absent(label, place)]) if value is None or code < 0 else NONE
            for value, code, label, place in zip(values, gone, table.labels, places, strict=True)
        ]

    def absent(self, label: str, place: Place | None) -> Cause:
        """Why a row has no value for an input: its data lack it, or a human must decide."""
        cause = self.slot.cause
        if isinstance(cause, Judgement):
            return attrs.evolve(cause, rows=(label,))
        assert isinstance(cause, Missing)
        return attrs.evolve(cause, row=label, place=place)

    def gathered(self, masks: Sequence[Mask]) -> Mask:
        value, relation = masks
        if value is None:
            return relation
        read = [value[owner] if owner >= 0 else NONE for owner in self.truths(1)]
        return read if relation is None else [own or other for own, other in zip(relation, read, strict=True)]

    # -- truths and choices ----------------------------------------------------------------------

    def kleene(self, masks: Sequence[Mask], *, decisive: bool) -> Mask:
        if all(mask is None for mask in masks):
            return None
        result = []
        columns = [self.truths(argument) for argument in range(len(masks))]
        for row in range(self.rows):
            causes = [NONE if mask is None else mask[row] for mask in masks]
            settled = any(
                not failed and column[row] == decisive for failed, column in zip(causes, columns, strict=True)
            )
            result.append(NONE if settled else unite(causes))
        return result

    def chosen(self, deciding: Mask, index: Sequence[int], options: Sequence[Mask]) -> Mask:
        if deciding is None and all(option is None for option in options):
            return None
        result = []
        for row, option in enumerate(index):
            mask = options[option]
            causes = NONE if mask is None else mask[row]
            result.append((deciding[row] if deciding is not None else NONE) or causes)
        return result

    def first(self, masks: Sequence[Mask]) -> Mask:
        """Rank by rank: any rule that may apply must be known to or not; below those that do nothing matters."""
        if all(mask is None for mask in masks):
            return None
        truths = [self.truths(argument) for argument in range(len(masks))]
        result = []
        for row in range(self.rows):
            causes = NONE
            for begin, end in ranges(self.slot.data):
                causes = unite([NONE if mask is None else mask[row] for mask in masks[begin:end]])
                if causes or any(truth[row] for truth in truths[begin:end]):
                    break
            result.append(causes)
        return result

    def agreeing(self, options: Sequence[Mask]) -> Sequence[Mask]:
        """Of the options, where one is chosen: all that hold in its rank must have values, and the same."""
        conflict, index = self.slot.cause, self.computed.plan.slots[self.slot.arguments[0]]
        assert isinstance(conflict, Conflict)
        truths = [self.computed.truths(argument, self.rows) for argument in index.arguments]
        result = list(options)
        for section, (begin, end) in zip(self.slot.sections, ranges(index.data), strict=True):
            if end - begin == 1:
                continue
            together: list[Causes] = []
            for row in range(self.rows):
                holding = [rule for rule in range(begin, end) if truths[rule][row]]
                causes = unite([NONE if (mask := options[rule]) is None else mask[row] for rule in holding])
                values = (
                    [] if causes else [self.computed.number(self.slot.arguments[1 + rule], row) for rule in holding]
                )
                if len(set(values)) > 1:
                    rules = tuple(conflict.rules[rule] for rule in holding)
                    causes = frozenset([attrs.evolve(conflict, rules=rules, section=section)])
                together.append(causes)
            result[begin:end] = [together] * (end - begin)
        return result

    def table(self, masks: Sequence[Mask]) -> Mask:
        """Top down: a row that may fit stops, unless a test that is known says that it does not."""
        if all(mask is None for mask in masks):
            return None
        result = []
        for row in range(self.rows):
            at = [NONE if mask is None else mask[row] for mask in masks]
            result.append(self.table_row(at, row) if any(at) else NONE)
        return result

    def table_row(self, at: Sequence[Causes], row: int) -> Causes:
        values = [self.computed.number(argument, row) for argument in self.slot.arguments]
        for tests in self.slot.tests:
            tested = list(zip(tests, at, values, self.slot.arguments, strict=True))
            if any(not failed and not self.fits(test, value, argument) for test, failed, value, argument in tested):
                continue
            return unite([failed for test, failed, _, _ in tested if not isinstance(test, model.Any)])
        return NONE

    def fits(self, test: model.Test, value: Fraction, argument: int) -> bool:
        match test:
            case model.Any():
                return True
            case model.OneOf(values):
                is_truth = self.computed.plan.slots[argument].kind == "truth"
                return (value == 1 if is_truth else self.computed.run.texts[value.numerator]) in values
            case model.Interval(low, high, low_open, high_open):
                above = low is None or value > low or (value == low and not low_open)
                return above and (high is None or value < high or (value == high and not high_open))
            case _:
                assert_never(test)

    # -- groups ----------------------------------------------------------------------------------

    def groups(self, owner: str | None, concept: str) -> tuple[list[list[int]], Mask, Sequence[int]]:
        """The rows of each owner; for the rows without a known owner, why; and the owner of each row."""
        relation = self.slot.arguments[-1]
        size = size_of(self.computed.facts, concept)
        if relation < 0:
            return [list(range(size))], None, [0] * size
        owners = self.computed.truths(relation, size)
        lost = self.masks[relation]
        if lost is not None:
            owners = [-1 if causes else row for causes, row in zip(lost, owners, strict=True)]
        return members(owners, [size_of(self.computed.facts, owner)]), lost, owners

    def aggregated(self, masks: Sequence[Mask]) -> Mask:
        value, where, relation = masks
        is_extreme = self.slot.operation != "total"
        if value is None and where is None and relation is None and not is_extreme:
            return None
        groups, lost, _ = self.groups(self.slot.concept, self.concept)
        size = size_of(self.computed.facts, self.concept)
        holds = [1] * size if self.slot.arguments[1] < 0 else self.members(1)
        everywhere = self.everywhere(lost, where, [not truth for truth in holds])
        result = []
        for rows in groups:
            causes, counted = [everywhere], 0
            for row in rows:
                unsure = where is not None and where[row]
                if unsure:
                    causes.append(unsure)
                elif holds[row]:
                    counted += 1
                    causes.append(NONE if value is None else value[row])
            result.append(unite(causes) or (self.causes() if is_extreme and not counted else NONE))
        return result

    def over_rows(self, mask: Mask, relation: Mask) -> Mask:
        """Every row matters, also one that may be anybody's."""
        if mask is None and relation is None:
            return None
        groups, lost, _ = self.groups(self.slot.concept, self.concept)
        rows = [NONE] * size_of(self.computed.facts, self.concept) if mask is None else mask
        everywhere = self.everywhere(lost, None, [False] * len(rows))
        return [unite([everywhere, *(rows[row] for row in group)]) for group in groups]

    def quantified(self, masks: Sequence[Mask]) -> Mask:
        truth, relation = masks[0], masks[-1]
        if truth is None and relation is None:
            return None
        decisive = self.slot.operation == "some"
        groups, lost, _ = self.groups(self.slot.concept, self.concept)
        truths = self.members(0)
        harmless = [holds != decisive for holds in truths]
        everywhere = self.everywhere(lost, truth, harmless)
        result = []
        for rows in groups:
            causes = [NONE if truth is None else truth[row] for row in rows]
            settled = any(not failed and truths[row] == decisive for failed, row in zip(causes, rows, strict=True))
            result.append(NONE if settled else unite([everywhere, *causes]))
        return result

    def everywhere(self, lost: Mask, condition: Mask, harmless: Sequence[bool]) -> Causes:
        """Of the rows without a known owner: they could be anyone's. harmless: rows that would change nothing anywhere,
        where the condition is known."""
        if lost is None:
            return NONE
        causes = []
        for row, gone in enumerate(lost):
            unsure = NONE if condition is None else condition[row]
            if gone and (unsure or not harmless[row]):
                causes += [gone, unsure]
        return unite(causes)

    def contested(self, masks: Sequence[Mask]) -> Mask:
        """A tie stops the rows that are equal, and only where it matters which of them comes first."""
        owner = self.slot.data[0]
        concept = self.slot.concept
        assert concept is not None
        groups, lost, _ = self.groups(None if owner is None else str(owner), concept)
        figures = self.slot.arguments[1:2] if self.slot.operation == "turn" else self.slot.arguments[1:-3]
        own = self.strict([masks[0], *masks[2:-3]]) if self.slot.operation == "turn" else masks[0]
        result: list[Causes] = [NONE] * self.rows
        for group, rows in enumerate(groups):
            causes = unite([mask[group] for mask in masks[1 : 1 + len(figures)] if mask is not None])
            if not causes and any(self.computed.number(figure, group) for figure in figures):
                causes = NONE if own is None else unite([own[row] for row in rows])
                if not causes:
                    self.settle(
                        self.contest(rows, [self.computed.number(f, group) for f in figures]), masks[-2], result
                    )
            for row in rows:
                result[row] = causes or result[row]
        return result if lost is None else [gone or causes for gone, causes in zip(lost, result, strict=True)]

    def settle(self, contest: Contest | Queue, tie_mask: Mask, result: list[Causes]) -> None:
        cause = self.slot.cause
        for equal in contest.tied(self.ties()):
            if isinstance(cause, Judgement):
                # Only where rows are tied: a concept without data has none.
                labels = self.computed.facts.rows[str(self.slot.concept)].labels
                cause = attrs.evolve(cause, rows=tuple(sorted(labels[row] for row in equal)))
            for row in equal:
                result[row] = frozenset() if cause is None else frozenset([cause])
        # Where the tie key itself is not there, that is why.
        for equal in contest.level():
            causes = unite([NONE if tie_mask is None else tie_mask[row] for row in equal])
            for row in equal:
                result[row] = causes or result[row]

    def contest(self, rows: Sequence[int], figures: Sequence[Fraction]) -> Contest | Queue:
        key = self.column(0)
        room = self.slot.arguments[-3]
        match self.slot.operation:
            case "take":
                able = [row for row in rows if room < 0 or self.computed.number(room, row)]
                return to_one(able, self.ranked(key), self.ties())
            case "turn":
                return in_turn(rows, self.ranked(key), self.ties(), self.column(2), figures[0])
            case "rank":
                return in_order(rows, self.ranked(key), self.ties(), shared=self.slot.data[2] is True)
            case "seats":
                first = self.slot.data[1]
                assert isinstance(first, Fraction)
                return last_seats(rows, key, self.ties(), figures[0].numerator, first)[1]
            case _ if room >= 0:
                return steps_within(rows, key, self.ties(), figures[0].numerator, self.column(-3))[1]
            case _:
                sign = (figures[1] > 0) - (figures[1] < 0)
                return by_remainder(rows, key, self.ties(), figures[0].numerator, sign)

    def column(self, argument: int) -> Sequence[Fraction]:
        return [self.computed.number(self.slot.arguments[argument], row) for row in range(self.rows)]

    def ranked(self, key: Sequence[Fraction]) -> Sequence[Fraction]:
        return key if self.slot.data[1] is True else [-number for number in key]

    def ties(self) -> Sequence[Fraction]:
        tie = self.slot.arguments[-2]
        return [Fraction(0) if tie < 0 else self.computed.number(tie, row) for row in range(self.rows)]

    @property
    def concept(self) -> str:
        """The rows that an aggregate is over."""
        return str(self.slot.data[0])
