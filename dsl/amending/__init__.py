"""Amendments laid over a regulation: a whole regulation again, that can be printed, checked, tested and explained.

`apply` is the only door. It works on what was written and knows nothing of what it means: what the changed rules do
wrong is found when they are resolved, as in any other regulation. Every section knows the amendment it comes from.
"""

import datetime
from collections.abc import Iterable, Sequence
from typing import Literal, assert_never

import attrs

from dsl import names, nodes
from dsl.amending.ends import Last, last
from dsl.amending.places import (
    Found,
    Path,
    Thing,
    bare,
    everything,
    kind_of,
    label,
    names_of,
    replaced,
)
from dsl.amending.transitions import with_transitions
from dsl.problems.amendments import (
    AlreadyRepealed,
    AlreadyThere,
    AmendmentProblem,
    Kind,
    NoEntry,
    SameDay,
    SeveralTargets,
    TooEarly,
    UnknownTarget,
    WrongContent,
)
from dsl.resolving.header import day_of, first_day
from dsl.source import Span

ENTRY = "träder i kraft"

# What may stand in the place of a thing, or right after it.
_STATEMENTS: frozenset[Kind] = frozenset(("heading", "interpretation", "statement"))
_TESTS: frozenset[Kind] = frozenset(("example", "reference"))
_FITS: dict[Kind, frozenset[Kind]] = {
    "section": frozenset(("section",)),
    "heading": _STATEMENTS,
    "interpretation": _STATEMENTS,
    "concept": frozenset(("concept",)),
    "input": frozenset(("input",)),
    "header": frozenset(("header",)),
    "example": _TESTS,
    "reference": _TESTS,
    "block": frozenset(("section", "concept", "input", "header", "block", *_TESTS)),
}


def apply(
    regulation: nodes.Regulation, amendments: Sequence[nodes.Amendment]
) -> tuple[nodes.Regulation, tuple[AmendmentProblem, ...]]:
    """The regulation with all amendments in force, in the order in which they enter into force.

    Of those that enter on the same day, the order given decides nothing that matters: they may not change one thing.
    A change with a problem is left out.
    """
    work = _Work(regulation)
    first = first_day(regulation.header)
    dated: list[tuple[datetime.date, int, nodes.Amendment]] = []
    for at, amendment in enumerate(amendments):
        line = next((line for line in amendment.header if line.key == ENTRY), None)
        day = entry(amendment)
        if day is None:
            place = amendment.span if line is None else line.span
            work.problems.append(NoEntry(place, amendment.title, None if line is None else line.value))
        elif line is not None and first is not None and day < first[0]:
            work.problems.append(TooEarly(line.span, day, regulation.title, *first))
        else:
            dated.append((day, at, amendment))
    for day, _, amendment in sorted(dated, key=lambda each: each[:2]):
        work.amend(amendment, day)
    return work.regulation, tuple(work.problems)


def entry(amendment: nodes.Amendment) -> datetime.date | None:
    """The day on which it enters into force; None when that is not said, or not as a day."""
    line = next((line for line in amendment.header if line.key == ENTRY), None)
    return None if line is None else day_of(line.value.removeprefix("den "))


@attrs.frozen(eq=False)
class _Touch:
    """What was done to a thing. beside: something was put right after it."""

    path: Path
    how: Literal["replaced", "repealed", "beside"]
    title: str
    span: Span


@attrs.define(eq=False)
class _Work:
    """touched: on `day`; repealed: what is no longer there, with kind and names, and the amendment that repealed it."""

    regulation: nodes.Regulation
    problems: list[AmendmentProblem] = attrs.field(factory=list)
    day: datetime.date = datetime.date.min
    touched: list[_Touch] = attrs.field(factory=list)
    repealed: list[tuple[Found, str, Span]] = attrs.field(factory=list)

    def amend(self, amendment: nodes.Amendment, day: datetime.date) -> None:
        if day != self.day:
            self.day = day
            self.touched.clear()
        for change in amendment.changes:
            match change:
                case nodes.Replace(statements=()) | nodes.Insert(statements=()):
                    pass  # what should stand below could not be read, which is told
                case nodes.Replace():
                    self._replace(change, amendment.title)
                case nodes.Repeal():
                    self._repeal(change, amendment.title)
                case nodes.Insert():
                    self._insert(change, amendment.title)
                case nodes.Transition():
                    pass
                case _:
                    assert_never(change)
        self.regulation = with_transitions(self.regulation, amendment, day)

    def _replace(self, change: nodes.Replace, title: str) -> None:
        found = self._found(change.target, title)
        if found is None or not self._fits(change.statements, change.target.kind):
            return
        self._touch(found, "replaced", change.target, title)
        others = [one for one in everything(self.regulation) if one.path[: len(found.path)] != found.path]
        if self._is_new(change.statements, others):
            self._put(found, tuple(_amended(thing, title) for thing in change.statements), title)

    def _repeal(self, change: nodes.Repeal, title: str) -> None:
        found = self._found(change.target, title)
        if found is None:
            return
        self._touch(found, "repealed", change.target, title)
        gone = [one for one in everything(self.regulation) if one.path[: len(found.path)] == found.path]
        self.repealed.extend((one, title, change.span) for one in gone)
        self._put(found, (), title)

    def _insert(self, change: nodes.Insert, title: str) -> None:
        new = tuple(_amended(thing, title) for thing in change.statements)
        if change.after is None:
            if self._fits(change.statements, "block") and self._is_new(change.statements, everything(self.regulation)):
                self.regulation = last(self.regulation, tuple(thing for thing in new if isinstance(thing, Last)))
            return
        found = self._found(change.after, title)
        if found is None or not self._fits(change.statements, change.after.kind):
            return
        self._touch(found, "beside", change.after, title)
        if self._is_new(change.statements, everything(self.regulation)):
            after = attrs.evolve(found.spot, start=found.spot.stop)
            self._put(attrs.evolve(found, spot=after), new, title)

    def _put(self, found: Found, new: tuple[Thing, ...], title: str) -> None:
        self.regulation = replaced(self.regulation, found.spot, new, title)
        back = {(found.path[:-1], kind_of(thing), name) for thing in new for name in map(bare, names_of(thing)[:1])}
        self.repealed = [one for one in self.repealed if (one[0].path[:-1], *one[0].path[-1]) not in back]

    # -- what a change reaches -------------------------------------------------------------------

    def _found(self, target: nodes.Target, title: str) -> Found | None:
        """The one thing that is meant; else what is wrong is told."""
        there = [one for one in everything(self.regulation) if one.kind == target.kind]
        found = [one for one in there if _meant(one, target)]
        if len(found) == 1:
            return found[0]
        if found:
            self.problems.append(SeveralTargets(target.span, target, tuple(one.span for one in found)))
            return None
        gone = next(
            (one for one in reversed(self.repealed) if one[0].kind == target.kind and _meant(one[0], target)), None
        )
        if gone is not None:
            self.problems.append(AlreadyRepealed(target.span, title, target, *gone[1:]))
        else:
            self.problems.append(UnknownTarget(target.span, target, _similar(target, there)))
        return None

    def _fits(self, things: Iterable[Thing], where: Kind) -> bool:
        """Whether all of them may stand there; the first that may not is told."""
        wrong = next((thing for thing in things if kind_of(thing) not in _FITS[where]), None)
        if wrong is not None:
            self.problems.append(WrongContent(wrong.span, where, kind_of(wrong)))
        return wrong is None

    def _is_new(self, things: Iterable[Thing], there: Iterable[Found]) -> bool:
        """Whether nothing is called as they are; else that is told. Headings and texts may be alike."""
        known: dict[tuple[Kind, str], Span] = {
            (one.kind, bare(one.names[0])): one.span for one in there if one.kind != "heading"
        }
        old = [
            AlreadyThere(thing.span, kind_of(thing), name, known[kind_of(thing), bare(name)])
            for thing in things
            for name in names_of(thing)[:1]
            if (kind_of(thing), bare(name)) in known
        ]
        self.problems.extend(old[:1])
        return not old

    def _touch(
        self, found: Found, how: Literal["replaced", "repealed", "beside"], target: nodes.Target, title: str
    ) -> None:
        """Tells when something that was changed on this day is changed again."""
        touch = _Touch(found.path, how, title, target.span)
        before = next((one for one in self.touched if _collide(one, touch)), None)
        if before is not None:
            self.problems.append(SameDay(target.span, title, self.day, target, before.title, before.span))
        self.touched.append(touch)


def _meant(found: Found, target: nodes.Target) -> bool:
    within = target.within
    if within is not None and not any(bare(within) in map(bare, names_of(section)) for section in found.sections):
        return False
    return bare(target.name) in map(bare, found.names)


def _similar(target: nodes.Target, there: Sequence[Found]) -> tuple[nodes.Target, ...]:
    """What is spelled alike, without regard to capitals, and where it stands."""
    called = {name.casefold(): one for one in reversed(there) for name in one.names}
    near = dict.fromkeys(called[name] for name in names.nearest(target.name.casefold(), called, 0.6))
    return tuple(
        nodes.Target(
            one.kind,
            one.names[0],
            label(one.sections[-1]) if one.sections and target.kind != "section" else None,
            one.span,
        )
        for one in near
    )


def _collide(one: _Touch, other: _Touch) -> bool:
    """Whether what becomes of it depends on which is done first, or one undoes the other."""
    shorter, longer = sorted((one, other), key=lambda touch: len(touch.path))
    if longer.path[: len(shorter.path)] != shorter.path:
        return False
    if len(shorter.path) < len(longer.path):
        # What is put beside a thing leaves all that is inside it as it is.
        return shorter.how != "beside"
    ways = {one.how, other.how}
    return ways != {"beside", "replaced"}


def _amended(thing: Thing, title: str) -> Thing:
    """A section and those inside it know where they come from; on the outermost level it has a blank line above."""
    if not isinstance(thing, nodes.Section):
        return thing
    inner = tuple(_inner(statement, title) for statement in thing.statements)
    return attrs.evolve(thing, statements=inner, amended_by=title)


def _inner(statement: nodes.Statement, title: str) -> nodes.Statement:
    if not isinstance(statement, nodes.Section):
        return statement
    inner = tuple(_inner(one, title) for one in statement.statements)
    return attrs.evolve(statement, statements=inner, amended_by=title)
