"""Which changes of the rules no example notices, in words: for people, as JSON for programs and for build servers.

A change is told by `what`: the value and the part that is changed. With the same words and the label of the section a
reason in `skäl.tsv` accepts it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import PurePath
from typing import assert_never

import attrs

from dsl import model, nodes
from dsl.formatting.blocks import block_lines
from dsl.mutating import Mutant
from interpreter.comparing.counterexample import Difference
from interpreter.comparing.mutants import Fate, Trials, Tried
from interpreter.examples.accepted import Reason, named
from workbench.examples.example_text import Telling, example, quoted
from workbench.examples.junit import Case, Suite, as_xml, unneeded
from workbench.examples.stale import Stale, Why
from workbench.page.page import Block, Page, Part, Sentence, heading, plain
from workbench.page.terminal import plain_spaces
from workbench.values.words import Words, listed

LEFT_OUT = "utelämnat"

_TITLE = "Märker ändringen"
_FATES = ("noticed", "stopped", "nothing", "unnoticed")


@attrs.frozen(eq=False)
class Report:
    """What came of the mutants of a regulation.

    reasons: by mutant that no example notices, why that is accepted; stale: reasons that fit no such mutant
    section: the only one that was tried, None: all
    """

    program: model.Program
    trials: Trials
    reasons: Mapping[Mutant, Reason]
    stale: tuple[Stale, ...]
    section: str | None

    @property
    def open(self) -> tuple[Tried, ...]:
        """Those that no example notices and nobody has accepted."""
        return tuple(one for one in _unnoticed(self.trials) if one.mutant not in self.reasons)


def report(trials: Trials, reasons: Iterable[Reason], section: str | None) -> Report:
    given = {(reason.section, named(reason.what)): reason for reason in reasons if reason.accepts == "mutant"}
    found: dict[Mutant, Reason] = {}
    for one in _unnoticed(trials):
        reason = given.get((one.mutant.section, named(what(one.mutant))))
        if reason is not None:
            found[one.mutant] = reason
    # Of a part of the regulation, or of what there was time for, nothing can be said of the rest.
    whole = section is None and len(trials.tried) == trials.of
    fates = {(one.mutant.section, named(what(one.mutant))): one.fate for one in trials.tried}
    # What is proved here may be open where the solver is not installed: then the reason is needed.
    kept = {
        (one.mutant.section, named(what(one.mutant))) for one in trials.tried if one.fate == "nothing" and one.changed
    }
    unused = [(key, reason) for key, reason in given.items() if reason not in found.values() and key not in kept]
    stale = tuple((reason, _stale(fates.get(key))) for key, reason in unused)
    return Report(trials.program, trials, found, stale if whole else (), section)


def _stale(fate: Fate | None) -> Why:
    """Why a reason fits no mutant that no example notices. fate: of the mutant that it fits, if there is one."""
    match fate:
        case "noticed" | "stopped" | "nothing":
            return fate
        case "unnoticed" | None:
            return "gone"
        case _:
            assert_never(fate)


def what(mutant: Mutant) -> str:
    """`it-kostnad: 8 989 kr/år → 8 990 kr/år`. As in `skäl.tsv`, where runs of spaces are one."""
    reading = "" if mutant.reading is None else f" (läsning {mutant.reading[1]})"
    number = "" if mutant.number == 1 else f" ({mutant.number})"
    change = f"{mutant.old} → {LEFT_OUT if mutant.left is None else mutant.left}"
    return " ".join(f"{mutant.about}{reading}: {change}{number}".split())


def _unnoticed(trials: Trials) -> Sequence[Tried]:
    return [one for one in trials.tried if one.fate == "unnoticed"]


# -- for people ----------------------------------------------------------------------------------


def page(told: Report) -> Page:
    """The summary, and every change that no example notices, by section in the order of the text."""
    parts: list[Part] = [(Sentence(plain(_summary(told))),)]
    telling, words = Telling.of(told.program), Words.of(told.program)
    titles = {one.label: one.title for one in told.program.sections}
    several = len({one.mutant.span.file for one in told.open}) > 1
    for section, group in groupby(told.open, key=lambda one: one.mutant.section):
        title = titles.get(section, "")
        called = section if not title or section.endswith(title) else f"{section} {title}"
        parts.append((heading(2, called or "Uppgifter"),))
        parts += (tuple(_told(one, telling, words, several=several)) for one in group)
    if told.open:
        parts.append((Sentence(plain(_WAY_OUT)),))
    return Page(f"Ändringar: {told.program.title}", tuple(parts))


_WAY_OUT = (
    "Lägg till ett exempel som märker ändringen. Behövs inget, skriv varför i skäl.tsv bredvid regelfilen, på en rad "
    "med fyra fält skilda av tabbar: mutant, avsnitt, ändringen som den står ovan, skäl."
)


def _summary(told: Report) -> str:
    trials = told.trials
    counts = {fate: sum(one.fate == fate for one in trials.tried) for fate in _FATES}
    accepted = f", varav {len(told.reasons)} med skäl" if told.reasons else ""
    where = "" if told.section is None else f" i {told.section}"
    if not trials.of:
        return f"Det finns inget att ändra{where or ' i reglerna'}."
    tried = len(trials.tried)
    start = f"{tried} ändring{'' if tried == 1 else 'ar'} prövad{'' if tried == 1 else 'e'}{where}: "
    if tried < trials.of:
        start = f"Tiden tog slut. {tried} av {trials.of} ändringar prövade{where}: "
    parts = [
        f"{counts['noticed']} märks av exempel",
        *([f"{counts['stopped']} stoppas av kontrollera"] if counts["stopped"] else ()),
        *([f"{counts['nothing']} ändrar inget som räknas ut"] if counts["nothing"] else ()),
        f"{counts['unnoticed']} märks inte",
    ]
    return f"{start}{listed(parts)}{accepted}."


def _told(one: Tried, telling: Telling, words: Words, *, several: bool) -> Iterator[Block]:
    mutant = one.mutant
    place = f"rad {mutant.span.line}"
    if several:
        place = f"{PurePath(mutant.span.file).name}, {place}"
    yield Sentence(plain(f"{place}  {what(mutant)}"), depth=1, hang=2)
    shown = shown_example(one.difference, telling, words)
    if shown is None:
        yield Sentence(plain(_no_case(one, words)), depth=3)
        return
    body, after = shown
    then = "efter ändringen finns inget sådant värde" if after is None else f"efter ändringen blir det {after}"
    yield Sentence(plain(f"Det här exemplet märker den; {then}:"), depth=3)
    yield quoted(body, depth=5)


def _no_case(one: Tried, words: Words) -> str:
    """Where no case that shows it was found, or it cannot be written."""
    names = [f"”{words.named[symbol].symbol.name}”".replace('"', "’") for symbol in one.changed[:3]]
    return f"Inget enkelt fall hittades som visar skillnaden. Låt ett exempel pröva {listed(names)}."


def shown_example(
    found: Difference | None, telling: Telling, words: Words
) -> tuple[tuple[str, ...], str | None] | None:
    """The lines of an example that notices the change, and what it would say after it (None: nothing)."""
    node = None if found is None else _example(found, telling)
    if found is None or node is None:
        return None
    body = tuple("    " * (line.level - 1) + line.text for line in block_lines(0, node) if line.level)
    if found.after is None:
        return body, None
    return body, plain_spaces(words.of_named(found.after, words.named[found.symbol]))


def _example(found: Difference, telling: Telling) -> nodes.Example | None:
    """None where there are no words for it, or none exact enough to tell before from after."""
    before, after = (
        None if came is None else example(telling, found.case, [(found.symbol, found.row, came)], _TITLE, ())
        for came in (found.before, found.after)
    )
    return None if before == after else before


# -- for programs --------------------------------------------------------------------------------


def as_json(told: Report) -> str:
    telling, words = Telling.of(told.program), Words.of(told.program)
    trials = told.trials
    whole = {
        "regulation": told.program.title,
        "section": told.section,
        "mutants": trials.of,
        "tried": len(trials.tried),
        **{fate: sum(one.fate == fate for one in trials.tried) for fate in _FATES},
        "accepted": len(told.reasons),
        "changes": [_record(one, told, telling, words) for one in trials.tried],
        "unused_reasons": [
            {"file": one.file, "row": one.row, "section": one.section, "change": one.what, "why": why}
            for one, why in told.stale
        ],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _record(one: Tried, told: Report, telling: Telling, words: Words) -> dict[str, object]:
    mutant = one.mutant
    shown = shown_example(one.difference, telling, words)
    reason = told.reasons.get(mutant)
    return {
        "section": mutant.section or None,
        "file": mutant.span.file,
        "line": mutant.span.line,
        "kind": mutant.kind,
        "change": what(mutant),
        "reading": None if mutant.reading is None else ": ".join(mutant.reading),
        "before": mutant.old,
        "after": mutant.left,
        "outcome": one.fate,
        "noticed_by": None if one.by is None else one.by.title,
        "problem": None if one.problem is None else one.problem.code,
        "reason": None if reason is None else reason.why,
        "example": None if shown is None else list(shown[0]),
        "becomes": None if shown is None else shown[1],
    }


# -- for build servers ---------------------------------------------------------------------------


def as_junit(told: Report) -> str:
    """A test case for each change. Ends with a line break."""
    title = told.program.title
    telling, words = Telling.of(told.program), Words.of(told.program)
    cases = [_case(one, told, telling, words) for one in told.trials.tried]
    left = told.trials.of - len(told.trials.tried)
    if left:
        text = f"Tiden tog slut. {left} ändringar är inte prövade."
        cases.append(Case(f"{title}.ändringar", "tiden räckte", told.program.files[0], 1, "failed", text))
    reasons = unneeded(title, told.stale)
    return as_xml((Suite(f"{title}: ändringar", tuple(cases)), *(() if reasons is None else (reasons,))))


def _case(one: Tried, told: Report, telling: Telling, words: Words) -> Case:
    mutant, title = one.mutant, told.program.title
    group = f"{title}.ändringar.{mutant.section}" if mutant.section else f"{title}.ändringar"
    name, file, line = what(mutant), mutant.span.file, mutant.span.line
    if one.fate != "unnoticed":
        return Case(group, name, file, line, "passed")
    reason = told.reasons.get(mutant)
    if reason is not None:
        return Case(group, name, file, line, "skipped", reason.why)
    shown = shown_example(one.difference, telling, words)
    body = (_no_case(one, words),) if shown is None else ("Det här exemplet märker ändringen:", *shown[0])
    return Case(group, name, file, line, "failed", "\n".join(("Inget exempel märker ändringen.", *body)))
