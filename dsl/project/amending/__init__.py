"""Amendments laid over a regulation: a whole regulation again, that can be printed, checked, tested and explained.

`apply` is the only door. It works on what was written and knows nothing of what it means: what the changed rules do
wrong is found when they are resolved, as in any other regulation. Every section knows the amendment it comes from.
"""

import datetime
from collections.abc import Iterable, Sequence
from typing import assert_never

import attrs

from dsl import names, nodes
from dsl.problems import Problem
from dsl.problems.amendments import (
    AlreadyRepealed,
    AlreadyThere,
    Kind,
    NoEntry,
    SameDay,
    SeveralTargets,
    TooEarly,
    UnknownTarget,
    WrongContent,
)
from dsl.project.amending.collisions import How, Repealed, Touch, Touched
from dsl.project.amending.ends import Last, put_last, put_transitions, transitions
from dsl.project.amending.places import (
    Box,
    Opened,
    Reachable,
    Thing,
    bare,
    called,
    kind_of,
    names_of,
    reached_of,
    stretch,
)
from dsl.resolving.header import day_of, first_day

ENTRY = "träder i kraft"

# After so many problems nothing is suggested any more.
_MOST_SUGGESTED = 200
# What may stand in the place of a thing, or right after it.
_STATEMENTS: frozenset[Kind] = frozenset(("heading", "interpretation", "statement", "promise"))
_TESTS: frozenset[Kind] = frozenset(("example", "reference", "promise"))
_FITS: dict[Kind, frozenset[Kind]] = {
    "section": frozenset(("section",)),
    "heading": _STATEMENTS,
    "interpretation": _STATEMENTS,
    "concept": frozenset(("concept",)),
    "input": frozenset(("input",)),
    "header": frozenset(("header",)),
    "example": _TESTS,
    "reference": _TESTS,
    "promise": frozenset(("promise",)),
    "block": frozenset(("section", "concept", "input", "header", "block", *_TESTS)),
}


def apply(
    regulation: nodes.Regulation, amendments: Sequence[nodes.Amendment]
) -> tuple[nodes.Regulation, tuple[Problem, ...]]:
    """The regulation with all amendments in force, in the order in which they enter into force.

    Of those that enter on the same day, the order given decides nothing that matters: they may not change one thing.
    A change with a problem is left out.
    """
    work = _Work(Opened.of(regulation))
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
    return work.opened.close(), tuple(work.problems)


def entry(amendment: nodes.Amendment) -> datetime.date | None:
    """The day on which it enters into force; None when that is not said, or not as a day."""
    line = next((line for line in amendment.header if line.key == ENTRY), None)
    return None if line is None else day_of(line.value.removeprefix("den "))


@attrs.define(eq=False)
class _Work:
    """touched: on `day`."""

    opened: Opened
    problems: list[Problem] = attrs.field(factory=list)
    day: datetime.date = datetime.date.min
    touched: Touched = attrs.field(factory=Touched)
    repealed: Repealed = attrs.field(factory=Repealed)

    def amend(self, amendment: nodes.Amendment, day: datetime.date) -> None:
        if day != self.day:
            self.day, self.touched = day, Touched()
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
        said = transitions(amendment, day)
        if said is not None:
            put_transitions(self.opened, said)

    def _replace(self, change: nodes.Replace, title: str) -> None:
        box = self._found(change.target, title)
        if box is None or box.around is None or not self._fits(change.statements, change.target.kind):
            return
        self._touch(box, "replaced", change.target, title)
        start, stop = stretch(box)
        old = box.around.held[start:stop]
        if self._is_new(change.statements, old):
            self.opened.put(box.around, stop, self._new(change.statements, title), title)
            self._back(box.around.held[stop : stop + len(change.statements)])
            self.opened.take(box.around, start, stop, title)

    def _repeal(self, change: nodes.Repeal, title: str) -> None:
        box = self._found(change.target, title)
        if box is not None and box.around is not None:
            self._touch(box, "repealed", change.target, title)
            start, stop = stretch(box)
            for gone in box.around.held[start:stop]:
                self.repealed.add(gone, title, change.span)
            self.opened.take(box.around, start, stop, title)

    def _insert(self, change: nodes.Insert, title: str) -> None:
        if change.after is None:
            if self._fits(change.statements, "block") and self._is_new(change.statements, ()):
                for thing in [thing for thing in self._new(change.statements, title) if isinstance(thing, Last)]:
                    put_last(self.opened, thing)
            return
        box = self._found(change.after, title)
        if box is None or box.around is None or not self._fits(change.statements, change.after.kind):
            return
        self._touch(box, "beside", change.after, title)
        if self._is_new(change.statements, ()):
            _, stop = stretch(box)
            self.opened.put(box.around, stop, self._new(change.statements, title), title)
            self._back(box.around.held[stop : stop + len(change.statements)])

    def _new(self, things: Iterable[Thing], title: str) -> tuple[Thing, ...]:
        return tuple(_amended(thing, title) if isinstance(thing, nodes.Section) else thing for thing in things)

    def _back(self, boxes: Iterable[Box]) -> None:
        for box in boxes:
            if isinstance(box.thing, Reachable):
                self.repealed.back(box)

    # -- what a change reaches -------------------------------------------------------------------

    def _found(self, target: nodes.Target, title: str) -> Box | None:
        """The one thing that is meant; else what is wrong is told."""
        known = self.opened.named.get((target.kind, bare(target.name)), ())
        found = [box for box in known if target.within is None or _stands_in(box, target.within)]
        if len(found) == 1:
            return found[0]
        if found:
            self.problems.append(SeveralTargets(target.span, target, tuple(box.thing.span for box in found)))
            return None
        gone = self.repealed.find(target)
        if gone is not None:
            self.problems.append(AlreadyRepealed(target.span, title, target, gone.title, gone.span))
        else:
            few = len(self.problems) < _MOST_SUGGESTED
            similar = _similar(target, self.opened.everything(target.kind)) if few else ()
            self.problems.append(UnknownTarget(target.span, target, similar))
        return None

    def _fits(self, things: Iterable[Thing], where: Kind) -> bool:
        """Whether all of them may stand there; the first that may not is told."""
        wrong = next((thing for thing in things if kind_of(thing) not in _FITS[where]), None)
        if wrong is not None:
            self.problems.append(WrongContent(wrong.span, where, kind_of(wrong)))
        return wrong is None

    def _is_new(self, things: Iterable[Thing], instead_of: Sequence[Box]) -> bool:
        """Whether nothing is called as they are, but for what they stand instead of; else that is told. Headings and
        texts may be alike."""
        for thing in things:
            if isinstance(thing, Reachable) and not isinstance(thing, nodes.Heading):
                kind, name = called(thing)
                for box in self.opened.named.get((kind, name), ()):
                    # A section is called as it is by its number, or where it has none by its title.
                    if called(box.thing) == (kind, name) and not any(box.within(old) for old in instead_of):
                        self.problems.append(AlreadyThere(thing.span, kind, names_of(thing)[0], box.thing.span))
                        return False
        return True

    def _touch(self, box: Box, how: How, target: nodes.Target, title: str) -> None:
        """Tells when something that was changed on this day is changed again."""
        before = self.touched.add(box.path(), Touch(how, title, target.span))
        if before is not None:
            self.problems.append(SameDay(target.span, title, self.day, target, before.title, before.span))


def _stands_in(box: Box, section: str) -> bool:
    return any(bare(section) in map(bare, names_of(around.thing)) for around in box.sections())


def _similar(target: nodes.Target, there: Iterable[Box]) -> tuple[nodes.Target, ...]:
    """What is spelled alike, without regard to capitals, and where it stands."""
    known: dict[str, Box] = {}
    for box in there:
        for name in names_of(box.thing):
            known.setdefault(name.casefold(), box)
    near = dict.fromkeys(known[name] for name in names.nearest(target.name.casefold(), known, 0.6))
    return tuple(
        nodes.Target(reached_of(box.thing), names_of(box.thing)[0], _section_of(box), span=box.thing.span)
        for box in near
    )


def _section_of(box: Box) -> str | None:
    """The label of the section that a heading or a `tolkning` stands in."""
    around = box.sections()
    return around[0].thing.label if around and not isinstance(box.thing, nodes.Section) else None


def _amended(section: nodes.Section, title: str) -> nodes.Section:
    """A section and those inside it know where they come from."""
    inner = tuple(_amended(one, title) if isinstance(one, nodes.Section) else one for one in section.statements)
    return attrs.evolve(section, statements=inner, amended_by=title)
