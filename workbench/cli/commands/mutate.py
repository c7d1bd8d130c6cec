"""`regelverk mutera`: small changes of the rules, one at a time, and which of them no example notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.cli import screen
from workbench.cli.options import OUT, REGULATION, SECONDS, formats
from workbench.cli.registry import DONE, ERRORS, WRONG_USE
from workbench.cli.swedish import Command, Option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interpreter.examples.verdicts import Verdict


def run(regulation: str, section: str | None, seconds: float | None, form: str, out: str | None) -> int:
    import attrs

    from workbench.cli.answering import answered, may_write
    from workbench.cli.pace import Timed
    from workbench.cli.remarks import told as answer_of
    from workbench.examples import mutants
    from workbench.examples.stale import stale_text
    from workbench.page.look import Look
    from workbench.page.text import as_text
    from workbench.session.examples import mutants_tried, own_reasons, reasons_of
    from workbench.session.opening import opened, section_of

    found = answer_of(opened(regulation))
    if isinstance(found, int):
        return _unread(regulation, form, out)
    if not may_write(found, (), out):
        return WRONG_USE
    part = None if section is None else answer_of(section_of(found, section))
    if isinstance(part, int):
        return part
    chosen = None if part is None else part.label
    reasons = answer_of(reasons_of(found))
    if isinstance(reasons, int):
        return _unread(regulation, form, out)
    with Timed("Prövar ändringar", seconds) as pace:
        trials = mutants_tried(found, chosen, pace)
    if trials.failing:
        _tell_failing(trials.failing)
        return _unread(regulation, form, out)
    told = mutants.report(trials, reasons, chosen)
    told = attrs.evolve(told, stale=own_reasons(found, told.stale))
    for remark in stale_text(told.stale):
        screen.remark(remark)
    look = Look(screen.width(), out is None and screen.colour_in_answers())
    match form:
        case "json":
            text = mutants.as_json(told)
        case "junit":
            text = mutants.as_junit(told)
        case _:
            text = as_text(mutants.page(told), look)
    if not answered(text, out):
        return WRONG_USE
    return ERRORS if told.open or told.stale or pace.stopped else DONE


def _unread(regulation: str, form: str, out: str | None) -> int:
    """Where nothing could be tried, and why has been told: a build server that looks for failures finds one."""
    from workbench.cli.answering import answered
    from workbench.examples.junit import as_xml, unread

    if form == "junit" and not answered(as_xml([unread(regulation)]), out):
        return WRONG_USE
    return ERRORS


def _tell_failing(failing: Sequence[Verdict]) -> None:
    """Where a test fails already, no change can be told from another."""
    titles = [f"”{verdict.of.title}” (rad {verdict.of.span.line})" for verdict in failing[:5]]
    more = f" och {len(failing) - 5} till" if len(failing) > 5 else ""
    screen.remark(
        f"fel: reglerna stämmer inte med {', '.join(titles)}{more}. Rätta det först: regelverk prova visar vad som "
        "skiljer."
    )


COMMAND = Command(
    "mutera",
    run,
    "Ändrar en liten sak i taget i reglerna och prövar exemplen mot varje ändring: ett tal med ett steg, ”minst” till "
    "”mer än”, en tabellrad eller ett undantag som tas bort. Ändringar som inget exempel märker visas, avsnitt för "
    "avsnitt, med ett exempel som skulle märka dem. Regelfilen ändras inte. Slutkoden är 1 om en ändring inte märks "
    "och inget skäl till det står i skäl.tsv, eller om ett skäl inte längre behövs.",
    [
        REGULATION,
        Option("--avsnitt", "section", "Ändra bara i det här avsnittet och dess underavsnitt.", metavar="AVSNITT"),
        SECONDS,
        formats("text", "json", "junit"),
        OUT,
    ],
    "regelverk mutera regulations/ostersund --avsnitt 3.1.1\n"
    "regelverk mutera regulations/vasterbotten --format json --ut ändringar.json",
)
