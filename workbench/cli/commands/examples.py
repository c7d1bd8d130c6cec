"""`regelverk prova`: whether the examples and the published tables agree with what the rules give, and what of the
rules they show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.cli import screen
from workbench.cli.options import OUT, REGULATIONS, formats
from workbench.cli.registry import DONE, ERRORS, WRONG_USE
from workbench.cli.swedish import Command, Option, percent

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from interpreter.examples.verdicts import Verdict
    from workbench.examples.coverage import Coverage
    from workbench.examples.examined import Examined
    from workbench.examples.stale import Stale
    from workbench.page.page import Page
    from workbench.session.opening import Opened


def run(regulations: tuple[str, ...], cover: bool, least: Fraction | None, form: str, out: str | None) -> int:
    from workbench.cli.answering import answered, may_write
    from workbench.cli.remarks import refused, told
    from workbench.examples.examined import Examined
    from workbench.examples.verdicts import Counts, counts, summary
    from workbench.page.look import Look
    from workbench.page.text import as_text
    from workbench.session.answers import Faulty
    from workbench.session.examples import tested
    from workbench.session.opening import opened

    cover = cover or least is not None or form == "html"
    look = Look(screen.width(), out is None and screen.colour_in_answers())
    total = Counts(0, 0, 0)
    broken = False
    done: list[tuple[Opened, Examined]] = []
    unreadable: list[str] = []
    texts: list[str] = []
    for regulation in regulations:
        found = told(opened(regulation, every=cover))
        if isinstance(found, int):
            unreadable.append(regulation)
            broken = True
            continue
        if not may_write(found, (), out):
            return WRONG_USE
        verdicts = tested(found)
        coverage = _coverage(found, verdicts) if cover else None
        stale = () if coverage is None else _stale(found, coverage)
        if cover and coverage is None:
            unreadable.append(regulation)
        few = _too_few(coverage, least)
        broken = broken or bool(stale) or (cover and coverage is None) or few
        if form == "text":
            # Told as it comes, so that what is wrong with the next one stands after it.
            text = ("\n" if done else "") + as_text(_page(found, verdicts, coverage), look)
            texts.append(text)
            screen.answer(text if out is None else "")
        done.append((found, Examined(found.program, verdicts, coverage, few, stale)))
        for verdict in verdicts:
            if verdict.problems:
                refused(Faulty(verdict.problems, found.tree, found.sources))
        total += counts(verdicts)
    # Of rules that could not be read there is nothing to count.
    if done and form == "text":
        last = f"\n{summary(total)}\n"
        whole = "".join([*texts, last]) if out is not None else last
    else:
        whole = _record(done, unreadable, form)
    if whole and not answered(whole, out):
        return WRONG_USE
    return ERRORS if broken or total.failed else DONE


def _coverage(found: Opened, verdicts: Sequence[Verdict]) -> Coverage | None:
    """None once it has been told that the reasons cannot be read."""
    from workbench.cli.remarks import told
    from workbench.examples.coverage import coverage
    from workbench.session.examples import covered, reasons_of

    reasons = told(reasons_of(found))
    if isinstance(reasons, int):
        return None
    return coverage(found.program, covered(found, verdicts), reasons)


def _stale(found: Opened, coverage: Coverage) -> tuple[Stale, ...]:
    """The reasons that are not needed; told."""
    from workbench.examples.stale import stale_text
    from workbench.session.examples import own_reasons

    stale = own_reasons(found, coverage.stale)
    for remark in stale_text(stale):
        screen.remark(remark)
    return stale


def _too_few(coverage: Coverage | None, least: Fraction | None) -> bool:
    """Whether too little is shown; told."""
    if coverage is None or least is None or coverage.total.share * 100 >= least:
        return False
    from workbench.values.numbers import number

    got = coverage.total.percent
    screen.remark(f"fel: täckningen är {got} procent i ”{coverage.title}”, men minst {number(least)} krävs.")
    return True


def _page(found: Opened, verdicts: Sequence[Verdict], coverage: Coverage | None) -> Page:
    from workbench.examples.verdicts import page

    if coverage is None:
        return page(found.program, verdicts)
    from workbench.examples.coverage import parts

    return page(found.program, verdicts, parts(coverage))


def _record(done: Sequence[tuple[Opened, Examined]], unreadable: Sequence[str], form: str) -> str:
    """Empty where there is nothing to tell."""
    from workbench.examples.examined import as_json, as_junit

    examined = [one for _, one in done]
    if form == "junit":
        return as_junit(examined, unreadable)
    if not done:
        return ""
    if form == "html":
        from workbench.examples.coverage_page import page
        from workbench.page.html import as_html

        return as_html(page([(one.coverage, found.sources) for found, one in done if one.coverage is not None]))
    return as_json(examined)


COMMAND = Command(
    "prova",
    run,
    "Prövar regelverkets exempel och kontrollräkningar. För det som inte stämmer visas plats, avsnitt, vad som "
    "väntades, vad det blev och hur det räknades fram. Med --täckning visas också, avsnitt för avsnitt, vilka värden, "
    "fall, tabellrader, undantag, normer, läsningar, villkor och gränser som inget exempel visar. Det som inte ska "
    "visas skrivs med sitt skäl i skäl.tsv bredvid reglerna. Slutkoden är 1 om något inte stämmer, om täckningen "
    "är lägre än --minst, eller om ett skäl inte längre behövs.",
    [
        REGULATIONS,
        Option("--täckning", "cover", "Visa vad i reglerna som inget exempel visar.", is_flag=True),
        Option(
            "--minst",
            "least",
            "Den täckning i procent som varje regelverk ska ha. Slutkoden är 1 om något har lägre.",
            type=percent,
            metavar="PROCENT",
        ),
        formats("text", "json", "junit", "html", html="html (reglerna rad för rad, med täckningen)"),
        OUT,
    ],
    "regelverk prova regulations/ostersund\n"
    "regelverk prova regulations/ostersund --täckning --minst 95\n"
    "regelverk prova regulations/ostersund --täckning --format html --ut täckning.html",
)
