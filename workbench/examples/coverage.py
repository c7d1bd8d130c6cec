"""What the examples of a regulation show, section by section, and what none of them does; for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from math import floor
from typing import Any, Literal, assert_never

import attrs

from dsl import model
from interpreter.examples.accepted import Reason, named
from interpreter.examples.goals import Goal
from interpreter.examples.goals.coverage import Covered
from workbench.examples.goal_words import KINDS, GoalWords
from workbench.examples.stale import Stale, Why
from workbench.page.page import Item, Items, Part, Run, Sentence, heading, plain
from workbench.values.words import listed, section_text

Status = Literal["shown", "lacking", "excused"]


@attrs.frozen(eq=False)
class Line:
    """One goal told. what: the words that name it in `skäl.tsv`; about, where: the same in two parts.

    shown_by: titles of examples; reason: why none has to show it
    """

    goal: Goal
    section: str
    what: str
    about: str
    where: str
    status: Status
    shown_by: tuple[str, ...]
    reason: Reason | None


@attrs.frozen
class Tally:
    shown: int
    excused: int
    goals: int

    @property
    def share(self) -> Fraction:
        """Of those that are to be shown."""
        wanted = self.goals - self.excused
        return Fraction(self.shown, wanted) if wanted else Fraction(1)

    @property
    def percent(self) -> str:
        """One decimal, rounded down: 100,0 is all."""
        tenths = floor(self.share * 1000)
        return f"{tenths // 10},{tenths % 10}"


@attrs.frozen(eq=False)
class Coverage:
    """The coverage of one regulation. stale: reasons for what is not there, or is shown."""

    title: str
    lines: tuple[Line, ...]
    stale: tuple[Stale, ...]

    @property
    def total(self) -> Tally:
        return tally(self.lines)

    @property
    def sections(self) -> tuple[tuple[str, tuple[Line, ...]], ...]:
        """In the order of the text."""
        found: dict[str, list[Line]] = {}
        for line in self.lines:
            found.setdefault(line.section, []).append(line)
        return tuple((section, tuple(lines)) for section, lines in found.items())


def tally(lines: Iterable[Line]) -> Tally:
    statuses = [line.status for line in lines]
    return Tally(statuses.count("shown"), statuses.count("excused"), len(statuses))


def coverage(program: model.Program, covered: Sequence[Covered], reasons: Iterable[Reason]) -> Coverage:
    words = GoalWords.of(program)
    given = {(one.section, named(one.what)): one for one in reasons if one.accepts == "täckning"}
    used: dict[tuple[str, str], Why] = {}
    times: dict[tuple[str, str], int] = {}
    lines = []
    for one in covered:
        section = section_text(one.goal.section)
        about, where = words.told(one.goal)
        # What is said twice in a section is told apart by its order.
        again = times[section, f"{about}: {where}"] = times.get((section, f"{about}: {where}"), 0) + 1
        about = about if again == 1 else f"{about} (nr {again})"
        what = f"{about}: inget exempel där {where}"
        reason = given.get((section, named(what)))
        if reason is not None:
            used[section, named(what)] = "shown"
        status: Status = "shown" if one.shown_by else "lacking" if reason is None else "excused"
        lines.append(Line(one.goal, section, what, about, where, status, one.shown_by, reason))
    excused = {(line.section, named(line.what)) for line in lines if line.status == "excused"}
    stale = tuple((reason, used.get(key, "gone")) for key, reason in given.items() if key not in excused)
    return Coverage(program.title, tuple(lines), stale)


# -- for people ----------------------------------------------------------------------------------


def parts(told: Coverage) -> tuple[Part, ...]:
    """Section by section what is shown, and below each what is not."""
    sections = tuple(item for section, of in told.sections for item in _section(section, of))
    last = [Sentence(plain(summary(told.total)))]
    last += [Sentence(plain(kinds_text(told.lines)))] if told.lines else []
    return (heading(2, f"Täckning: {told.title}"),), (Items(sections),) if sections else (), tuple(last)


def _section(section: str, lines: Sequence[Line]) -> Iterator[Item]:
    count = tally(lines)
    complete = count.shown + count.excused == count.goals
    excused = f", {count.excused} med skäl" if count.excused else ""
    mark = Run("✓", "good") if complete else Run("✗", "bad")
    yield Item(plain(section), (mark,), depth=1, figure=f"{count.shown} av {count.goals}", after=excused)
    for line in lines:
        match line.status:
            case "lacking":
                yield Item(plain(f"{line.what}."), plain("•"), depth=2)
            case "excused":
                why = line.reason.why if line.reason is not None else ""
                yield Item(plain(f"{line.what}. Skäl: {why}"), plain("–"), depth=2)
            case "shown":
                pass
            case _:
                assert_never(line.status)


def summary(total: Tally) -> str:
    """`71 av 96 visas av något exempel: 73,9 %. 2 har skäl att inte visas.`"""
    if not total.goals:
        return "Det finns inget som exempel kan visa."
    excused = f" {total.excused} har skäl att inte visas och räknas inte." if total.excused else ""
    wanted = total.goals - total.excused
    return f"{total.shown} av {wanted} visas av något exempel: {total.percent} %.{excused}"


def kinds_text(lines: Sequence[Line]) -> str:
    """`Värden 15 av 22, fall 8 av 9, gränser 11 av 19.`"""
    parts = []
    for kind, (_, many) in KINDS.items():
        count = tally(line for line in lines if line.goal.kind == kind)
        wanted = count.goals - count.excused
        if wanted:
            parts.append(f"{many} {count.shown} av {wanted}")
    text = listed(parts) if parts else ""
    return f"{text[:1].upper()}{text[1:]}." if text else ""


# -- for programs --------------------------------------------------------------------------------


def as_record(told: Coverage) -> dict[str, Any]:
    return {
        **_figures(told.total),
        "sections": [{"section": section, **_figures(tally(lines))} for section, lines in told.sections],
        "goals": [
            {
                "kind": line.goal.kind,
                "section": line.section,
                "file": line.goal.span.file,
                "line": line.goal.span.line,
                "reading": None
                if line.goal.reading is None
                else {"question": line.goal.reading[0], "reading": line.goal.reading[1]},
                "about": line.about,
                "where": line.where,
                "what": line.what,
                "status": line.status,
                "shown_by": list(line.shown_by),
                "reason": None if line.reason is None else line.reason.why,
            }
            for line in told.lines
        ],
    }


def _figures(count: Tally) -> dict[str, Any]:
    return {
        "shown": count.shown,
        "excused": count.excused,
        "all": count.goals,
        "percent": count.percent.replace(",", "."),
    }
