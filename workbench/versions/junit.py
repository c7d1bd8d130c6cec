"""A comparison for build servers: each value that both sides may have, and each part of the rules, as a test case.

A value fails where it is seen to differ, on the data or in a case that was tried. A part of the rules that means
something else fails too, unless only the outcome was asked about; then it is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from dsl import model
from dsl.source import Span
from interpreter.comparing.moves import defined
from workbench.examples.junit import Case, Suite, as_xml
from workbench.session.compared import Comparison, study_differs
from workbench.session.comparing import means_else
from workbench.versions.before_and_after import summary
from workbench.versions.ranges import followed
from workbench.versions.words import Telling, name_of, telling_of

Outcome = Literal["passed", "failed", "skipped"]


def as_junit(comparison: Comparison, *, outcome_only: bool) -> str:
    """Something has failed exactly where the exit code is not 0."""
    telling = telling_of(comparison)
    title = comparison.new.program.title
    suites = [
        Suite(title, tuple(_values(telling, title))),
        Suite(f"{title}: reglerna", tuple(_rules(telling, outcome_only))),
    ]
    return as_xml(suites)


def _values(telling: Telling, title: str) -> Iterator[Case]:
    comparison = telling.comparison
    moved = {one.move.symbol: one.move for one in (*comparison.headline, *comparison.others)}
    years = [(year.year, {move.symbol: move for move in year.moved}) for year in comparison.years]
    shown = (study.symbol for study in comparison.ranges.studies if study.symbol not in comparison.ranges.proved)
    tried = dict(zip(shown, followed(telling), strict=True))
    differing = {study.symbol for study in comparison.ranges.studies if study_differs(study)}
    active = {**comparison.before.plan.active, **comparison.after.plan.active}
    every: dict[model.Symbol, model.Definition] = {
        symbol: active[symbol]
        for symbol in (*comparison.ranges.same, *comparison.ranges.open, *comparison.ranges.apart)
        if symbol in active
    }
    every |= {symbol: defined(move) for symbol, move in moved.items()}
    every |= {symbol: defined(move) for _, there in years for symbol, move in there.items() if symbol not in every}
    unknown = {one for one in comparison.ranges.open if one not in comparison.ranges.proved and one not in differing}
    for symbol, definition in sorted(every.items(), key=lambda one: (one[1].node.span.line, str(one[0]))):
        texts = [summary(moved[symbol], telling)] if symbol in moved else []
        texts += [f"{year}: {summary(there[symbol], telling)}" for year, there in years if symbol in there]
        if symbol in differing and symbol in tried:
            told = tried[symbol]
            texts += [f"{where}: {what}" for pairs in told.pairs for where, what in pairs]
            texts += [] if symbol in moved else told.sentences
        if symbol in comparison.ranges.apart and not texts:
            texts = ["Värdet finns bara på ena sidan, eller räknas i en annan enhet."]
        outcome: Outcome = "failed" if texts else "skipped" if symbol in unknown else "passed"
        text = "\n".join(texts) or "Ingen skillnad hittades, men det är inte bevisat att ingen finns."
        group, span = f"{title}.{definition.section.label}", definition.node.span
        yield Case(group, name_of(telling, symbol), span.file, span.line, outcome, text)


def _rules(telling: Telling, outcome_only: bool) -> Iterator[Case]:
    from workbench.versions.change_words import change_name, what_happened

    comparison = telling.comparison
    for change in comparison.changes:
        spans = (getattr(one.after or one.before, "span", None) for one in change.statements)
        span = next(spans, None)
        where = span if isinstance(span, Span) else Span(comparison.new.program.files[0], 1, 1, 1, 1)
        name, text = change_name(change), what_happened(change)
        outcome: Outcome = "failed" if means_else(change) and not outcome_only else "skipped"
        yield Case(f"{comparison.new.program.title}.reglerna", name, where.file, where.line, outcome, text)
