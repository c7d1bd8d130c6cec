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
from interpreter.examples.testing import Finding, RowVerdict, Sum, TotalVerdict, Verdict
from interpreter.explaining.explain import explain
from interpreter.outcomes import Failed, Known, Missing, Outcome
from workbench.explaining.explanation import reasons, why_different
from workbench.page.look import Look
from workbench.page.terminal import coloured, hold_together, plain_spaces, visible, wrap
from workbench.page.text import STEP, parts_as_text
from workbench.values.computed import STATUS_WORDS
from workbench.values.words import Words, short

_INDENT = 4


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


def as_text(program: model.Program, verdicts: Sequence[Verdict], look: Look) -> str:
    """The lines for one regulation, ended by a line break."""
    teller = _Teller(Words.of(program), look)
    lines = [coloured(visible(program.title), ("bold",), look.colour)]
    for verdict in verdicts:
        lines += teller.verdict(verdict)
    return plain_spaces("\n".join(line.rstrip() for line in lines)) + "\n"


def differing(program: model.Program, verdict: Verdict) -> str:
    """What does not agree in one example or table, without margins; empty where everything does."""
    teller = _Teller(Words.of(program), Look())
    _, *lines = teller.verdict(verdict)
    return dedent(plain_spaces("\n".join(line.rstrip() for line in lines)))


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
    look: Look

    def verdict(self, verdict: Verdict) -> Iterator[str]:
        kind = "exempel" if isinstance(verdict.of, model.Example) else "kontrollräkning"
        mark = (
            coloured("✓", ("green",), self.look.colour) if verdict.holds else coloured("✗", ("red",), self.look.colour)
        )
        place = "" if verdict.holds else f"   {verdict.of.span.file}:{verdict.of.span.line}"
        first, *more = wrap(
            hold_together(f"{kind} ”{visible(verdict.of.title)}”"), max(self.look.columns - _INDENT, 40)
        )
        lines = [f"  {mark} {first}", *(" " * _INDENT + line for line in more)]
        yield from (*lines[:-1], f"{lines[-1]}{place}")
        for finding in verdict.findings:
            if not finding.agrees:
                yield from self.finding(finding)
        for part in _parts(verdict):
            yield from self.part(part)
        if _lacks(verdict):
            yield from self._say(
                "Tabellen ger inte alla uppgifter som behövs. Säg under rubriken varifrån resten kommer: en rad för "
                'var uppgift, eller utgår från och namnet på en fil, t.ex. utgår från "partier.csv".'
            )

    def part(self, part: RowVerdict | TotalVerdict) -> Iterator[str]:
        """A printed row: nothing to say of what agrees."""
        for one in _printed(part):
            cell = one.of if isinstance(one, Finding) else one.cell
            error = cell.known_error if isinstance(cell, model.ReferenceCell) else None
            if one.accepted in ("differs", "known"):
                yield from self.sum(one) if isinstance(one, Sum) else self.finding(one, known=one.accepted == "known")
            if error is None:
                continue
            start, reason = f"rad {error.span.line}:", f" ({error.reason})" if error.reason else ""
            match one.accepted:
                case "known":
                    yield from self._say(f"{start} känt fel i källan, där ska stå {error.text}{reason}.")
                case "gone":
                    yield from self._say(
                        f"{start} {cell.text} är noterat som fel i källan, men stämmer. Ta bort noteringen."
                    )
                case "differs":
                    yield from self._say(
                        f"{start} enligt noteringen ska där stå {error.text}. Det stämmer inte heller. Rätta "
                        "noteringen eller regeln."
                    )
                case "agrees":
                    pass
                case _:
                    assert_never(one.accepted)

    def finding(self, finding: Finding, *, known: bool = False) -> Iterator[str]:
        """One statement or printed figure that does not agree, and why the value is what it is."""
        section = f" ({finding.section.label})" if finding.section is not None else ""
        if finding.symbol is None:
            came = (
                f"stämmer inte{self._became(finding)}"
                if isinstance(finding.actual, Known)
                else f"kan inte prövas: {self._short(finding.actual)}"
            )
            yield from self._say(f"rad {finding.of.span.line}{section}: ”{finding.of.text}” {came}")
            return
        if finding.index is None and finding.symbol.concept is not None:
            yield from self._say(
                f"rad {finding.of.span.line}{section}: det finns ingen rad {finding.row} i exemplets data"
            )
            return
        if isinstance(finding.actual, Failed) and not finding.actual.causes:
            yield from self._say(
                f"rad {finding.of.span.line}: ”{finding.of.text}” – ingen regel bestämmer det med de läsningar som "
                "exemplet följer"
            )
            return
        expected: Outcome | str
        if finding.outcome is not None:
            expected = STATUS_WORDS[finding.outcome]
        else:
            expected = finding.of.text if finding.expected is None else Known(finding.expected)
        step = explain(finding.calculation, finding.symbol, finding.index)
        told = why_different(step, expected, self.words.program)
        yield from self._say(f"rad {finding.of.span.line}{section}: {told.headline}")
        if not known:
            # The headline is said already.
            yield from parts_as_text((reasons(told, (_INDENT + 2) // STEP),), self.look).splitlines()

    def _became(self, finding: Finding) -> str:
        """`, det blev 300 kr`: what the left side of the comparison is."""
        if finding.left is None:
            return ""
        assert isinstance(finding.of, model.Expectation)
        assert isinstance(finding.of.condition, model.Compare)
        return f", det blev {self.words.of_expression((finding.of.condition.left, finding.left))}"

    def sum(self, one: Sum) -> Iterator[str]:
        """A printed sum that agrees with neither way of summing."""
        named = self.words.named[one.cell.symbol]
        section = f" ({one.section.label})" if one.section is not None else ""
        start = f"rad {one.cell.span.line}{section}: summan av {named.symbol.name}"
        if not isinstance(one.exact, Known):
            yield from self._say(f"{start} kan inte räknas ut: {self._short(one.exact)}")
            return
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
        yield from self._say(f"{start} är {one.cell.text} i källan. {printed} {computed}.")

    def _off(self, off: Fraction | None, named: model.Definition | model.Attribute) -> str:
        if off is None or off == 0:
            return ""
        return f" ({self.words.of_named(Known(abs(off)), named)} {'för mycket' if off > 0 else 'för lite'} i källan)"

    def _short(self, outcome: Outcome) -> str:
        return "" if isinstance(outcome, Known) else short(outcome)

    def _say(self, sentence: str) -> Iterator[str]:
        lines = wrap(hold_together(visible(sentence)), max(self.look.columns - _INDENT, 40))
        yield from (" " * _INDENT + line for line in lines)


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
