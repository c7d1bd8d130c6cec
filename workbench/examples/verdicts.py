"""What became of examples and published tables, for people: one line for each that holds, and for each that does not
where it stands, what was expected, what came out, and the derivation of the difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from textwrap import dedent
from typing import assert_never

import attrs

from dsl import model
from interpreter.examples.verdicts import Finding, RowVerdict, Sum, TotalVerdict, Verdict
from interpreter.explaining.explain import explain
from interpreter.outcomes import Failed, Known, Missing, Outcome
from workbench.explaining.explanation import reasons, why_different
from workbench.page.look import Look
from workbench.page.page import Block, Item, Items, Page, Part, Run, Sentence, heading, plain
from workbench.page.text import parts_as_text
from workbench.values.computed import STATUS_WORDS
from workbench.values.words import Words, short

_DEPTH = 2


@attrs.frozen
class Counts:
    """known: printed figures that are known to be wrong, and are."""

    passed: int
    failed: int
    known: int

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.passed + other.passed, self.failed + other.failed, self.known + other.known)


def counts(verdicts: Iterable[Verdict]) -> Counts:
    listed = tuple(verdicts)
    known = sum(one.accepted == "known" for verdict in listed for part in _parts(verdict) for one in _printed(part))
    passed = sum(verdict.holds for verdict in listed)
    return Counts(passed, len(listed) - passed, known)


def page(program: model.Program, verdicts: Sequence[Verdict], more: Iterable[Part] = ()) -> Page:
    """Of one regulation. more: what stands below."""
    return Page(program.title, ((heading(1, program.title), *_blocks(program, verdicts)), *more))


def _blocks(program: model.Program, verdicts: Sequence[Verdict]) -> Iterator[Block]:
    """One list of those that have nothing below them."""
    teller = _Teller(Words.of(program))
    items: list[Item] = []
    for verdict in verdicts:
        items.append(_item(verdict))
        below = tuple(teller.below(verdict))
        if below:
            yield Items(tuple(items))
            yield from below
            items = []
    if items:
        yield Items(tuple(items))


def _item(verdict: Verdict) -> Item:
    kind = "exempel" if isinstance(verdict.of, model.Example) else "kontrollräkning"
    mark = Run("✓", "good") if verdict.holds else Run("✗", "bad")
    place = "" if verdict.holds else f"   {verdict.of.span.file}:{verdict.of.span.line}"
    return Item(plain(f"{kind} ”{verdict.of.title}”{place}"), (mark,), depth=1)


def differing(program: model.Program, verdict: Verdict) -> str:
    """What does not agree in one example or table, without margins; empty where everything does."""
    below = tuple(_Teller(Words.of(program)).below(verdict))
    return dedent(parts_as_text((below,), Look())).removesuffix("\n")


def summary(total: Counts) -> str:
    """`12 stämmer, 1 stämmer inte; 1 känt fel i källan.`"""
    parts = [f"{total.passed} stämmer"]
    if total.failed:
        parts.append(f"{total.failed} stämmer inte")
    known = f"; {total.known} kän{'t' if total.known == 1 else 'da'} fel i källan" if total.known else ""
    return f"{', '.join(parts)}{known}."


@attrs.frozen(eq=False)
class _Teller:
    words: Words

    def below(self, verdict: Verdict) -> Iterator[Block]:
        for finding in verdict.findings:
            if not finding.agrees:
                yield from self.finding(finding)
        for part in _parts(verdict):
            yield from self.part(part)
        if _lacks(verdict):
            yield _said(
                "Tabellen ger inte alla uppgifter som behövs. Säg under rubriken varifrån resten kommer: en rad för "
                'var uppgift, eller utgår från och namnet på en fil, t.ex. utgår från "partier.csv".'
            )

    def part(self, part: RowVerdict | TotalVerdict) -> Iterator[Block]:
        """A printed row: nothing to say of what agrees."""
        for one in _printed(part):
            cell = one.of if isinstance(one, Finding) else one.cell
            error = cell.known_error if isinstance(cell, model.ReferenceCell) else None
            if one.accepted in ("differs", "known"):
                yield from (self.sum(one),) if isinstance(one, Sum) else self.finding(one)
            if error is None:
                continue
            start, reason = f"rad {error.span.line}:", f" ({error.reason})" if error.reason else ""
            match one.accepted:
                case "known":
                    yield _said(f"{start} känt fel i källan, där ska stå {error.text}{reason}.")
                case "gone":
                    yield _said(f"{start} {cell.text} är noterat som fel i källan, men stämmer. Ta bort noteringen.")
                case "differs":
                    yield _said(
                        f"{start} enligt noteringen ska där stå {error.text}. Det stämmer inte heller. Rätta "
                        "noteringen eller regeln."
                    )
                case "agrees":
                    pass
                case _:
                    assert_never(one.accepted)

    def finding(self, finding: Finding) -> Iterator[Block]:
        """One statement or printed figure that does not agree, and why the value is what it is."""
        start = self._start(finding)
        if finding.symbol is None:
            came = (
                f"stämmer inte{self._became(finding)}"
                if isinstance(finding.actual, Known)
                else f"kan inte prövas: {short(finding.actual)}"
            )
            yield _said(f"{start}: ”{finding.of.text}” {came}")
            return
        if finding.index is None and finding.symbol.concept is not None:
            yield _said(f"{start}: det finns ingen rad {finding.row} i exemplets data")
            return
        if isinstance(finding.actual, Failed) and not finding.actual.causes:
            yield _said(
                f"{start}: ”{finding.of.text}” – ingen regel bestämmer det med de läsningar som exemplet följer"
            )
            return
        expected: Outcome | str
        if finding.outcome is not None:
            expected = STATUS_WORDS[finding.outcome]
        else:
            expected = finding.of.text if finding.expected is None else Known(finding.expected)
        step = explain(finding.calculation, finding.symbol, finding.index)
        told = why_different(step, expected, self.words.program)
        yield _said(f"{start}: {told.headline}")
        if finding.accepted != "known":
            # The headline is said already.
            yield from reasons(told, _DEPTH + 1)

    def _start(self, finding: Finding) -> str:
        """`rad 12 (år 2027, § 2)`: of which year, where that matters, and what says so."""
        at, section = finding.calculation, finding.section
        when = f"år {at.year}" if at.day is None else at.day.isoformat()
        matters = self.words.program.depends_on_year and at.year is not None
        where = ", ".join([*([when] if matters else []), *([] if section is None else [section.label])])
        return f"rad {finding.of.span.line}{f' ({where})' if where else ''}"

    def _became(self, finding: Finding) -> str:
        """`, det blev 300 kr`: what the left side of the comparison is."""
        if finding.left is None:
            return ""
        assert isinstance(finding.of, model.Expectation)
        assert isinstance(finding.of.condition, model.Compare)
        return f", det blev {self.words.of_expression((finding.of.condition.left, finding.left))}"

    def sum(self, one: Sum) -> Sentence:
        """A printed sum that agrees with neither way of summing."""
        named = self.words.named[one.cell.symbol]
        section = f" ({one.section.label})" if one.section is not None else ""
        start = f"rad {one.cell.span.line}{section}: summan av {named.symbol.name}"
        if not isinstance(one.exact, Known):
            return _said(f"{start} kan inte räknas ut: {short(one.exact)}")
        rows, rounded, exact = (self.words.of_named(each, named) for each in (one.of_rounded, one.rounded, one.exact))
        off, off_rounded = (self._off(each, named) for each in (one.off_of_rounded, one.off_rounded))
        printed = (
            "I källan är inte alla rader tryckta i den kolumnen."
            if one.printed is None
            else f"De tryckta raderna ger tillsammans {self.words.of_named(Known(one.printed), named)}"
            f"{self._off(one.off_printed, named)}."
        )
        computed = f"De uträknade raderna ger {rows}{off}"
        if not one.of_rounded == one.rounded == one.exact:
            computed += ", var och en avrundad som den är tryckt"
            computed += f"; den exakta summan {exact} avrundas till {rounded}{off_rounded}"
        return _said(f"{start} är {one.cell.text} i källan. {printed} {computed}.")

    def _off(self, off: Fraction | None, named: model.Definition | model.Attribute) -> str:
        if off is None or off == 0:
            return ""
        return f" ({self.words.of_named(Known(abs(off)), named)} {'för mycket' if off > 0 else 'för lite'} i källan)"


def _said(sentence: str) -> Sentence:
    return Sentence(plain(sentence), _DEPTH)


def _parts(verdict: Verdict) -> tuple[RowVerdict | TotalVerdict, ...]:
    return (*verdict.rows, *(() if verdict.total is None else (verdict.total,)))


def _printed(part: RowVerdict | TotalVerdict) -> tuple[Finding, ...] | tuple[Sum, ...]:
    return part.findings if isinstance(part, RowVerdict) else part.sums


def _lacks(verdict: Verdict) -> bool:
    """Whether a published table does not give all that its figures need, nor says where the rest is."""
    return (
        isinstance(verdict.of, model.ReferenceTable)
        and not verdict.of.base_files
        and any(
            isinstance(cause, Missing)
            for row in verdict.rows
            for one in row.findings
            if one.accepted == "differs" and isinstance(one.actual, Failed)
            for cause in one.actual.causes
        )
    )
