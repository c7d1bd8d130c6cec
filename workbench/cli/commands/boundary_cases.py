"""`regelverk gränsfall`: the cases that no example shows yet, computed and written as examples to accept or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.cli import screen
from workbench.cli.options import REGULATION, SECONDS, formats
from workbench.cli.registry import DONE, WRONG_USE
from workbench.cli.swedish import Command, Option, new_file

if TYPE_CHECKING:
    from interpreter.examples.goals import Goal
    from workbench.examples.coverage import Coverage

# Seconds that are searched when nobody says how many.
_TIME = 60.0


def run(regulation: str, section: str | None, seconds: float | None, form: str, out: str | None) -> int:
    from workbench.cli.answering import answered, may_write
    from workbench.cli.pace import Timed
    from workbench.cli.remarks import remark_look, told
    from workbench.examples import proposed
    from workbench.examples.coverage import coverage
    from workbench.page.text import as_text
    from workbench.session.examples import boundaries, covered, reasons_of, tested
    from workbench.session.opening import opened, section_of

    opening = told(opened(regulation, every=True))
    if isinstance(opening, int):
        return opening
    if not may_write(opening, (), out):
        return WRONG_USE
    part = None if section is None else told(section_of(opening, section))
    if isinstance(part, int):
        return part
    reasons = told(reasons_of(opening))
    if isinstance(reasons, int):
        return reasons
    shown = coverage(opening.program, covered(opening, tested(opening)), reasons)
    wanted = _wanted(shown, None if part is None else part.label)
    with Timed("Söker gränsfall", _TIME if seconds is None else seconds) as pace:
        found = boundaries(opening, wanted, pace)
    got = proposed.proposed(opening.loaded, opening.program, found)
    text = proposed.as_json(got, found) if form == "json" else proposed.as_text(got)
    written = out if text else None
    if not answered(text, written):
        return WRONG_USE
    screen.remark(as_text(proposed.page(got, found, len(wanted), written), remark_look()))
    return DONE


def _wanted(told: Coverage, label: str | None) -> tuple[Goal, ...]:
    """What no example shows, in the section and those below it, without what is left out for a reason."""
    return tuple(
        line.goal
        for line in told.lines
        if line.status == "lacking" and (label is None or label in (line.goal.section.label, *line.goal.section.path))
    )


COMMAND = Command(
    "gränsfall",
    run,
    "Letar upp det som inget exempel visar: fall, tabellrader, undantag, läsningar, utfall av normer, båda sidor om "
    "varje gräns, och varje del av ett villkor när den ensam avgör. Fallen räknas ut och skrivs som exempel med "
    "kommentaren FÖRSLAG. Granska vart och ett mot beslutet innan du klistrar in det i regelfilen: exemplet säger vad "
    "reglerna ger, inte att de är rätt. Inget skrivs i regelfilen.",
    [
        REGULATION,
        Option("--avsnitt", "section", "Bara det här avsnittet och dess underavsnitt.", metavar="AVSNITT"),
        SECONDS,
        formats("text", "json"),
        Option("--ut", "out", "Skriv förslagen till den här filen.", type=new_file, metavar="FIL"),
    ],
    "regelverk gränsfall regulations/ostersund --avsnitt 3.1.1\n"
    "regelverk gränsfall regulations/vasterbotten --ut förslag.txt",
)
