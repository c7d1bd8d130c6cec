"""`regelverk jämför`: two versions of a regulation: the rules, the outcome, and where they differ at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from workbench.cli import screen
from workbench.cli.options import DATA, DAY, OUT, SECONDS, YEAR, formats
from workbench.cli.registry import DONE, WRONG_USE
from workbench.cli.swedish import Argument, Command, Option

if TYPE_CHECKING:
    from datetime import date

    from workbench.session.compared import Comparison

# Nothing differs; a value does; one of the two cannot be read or computed at all; only what the rules say does.
SAME, DIFFERENT, CANNOT_COMPARE, ONLY_RULES = DONE, 1, 3, 4
# Seconds for proofs that what differs in writing is the same, where nobody has said how long.
_PROVING = 5.0


def run(
    old: str,
    new: str | None,
    data: tuple[str, ...],
    year: int | None,
    day: date | None,
    values: tuple[str, ...],
    row: str | None,
    readings: tuple[tuple[str, str], ...],
    old_readings: tuple[tuple[str, str], ...],
    new_readings: tuple[tuple[str, str], ...],
    seconds: float | None,
    every: bool,
    outcome_only: bool,
    form: str,
    out: str | None,
) -> int:
    from contextlib import ExitStack
    from datetime import date

    from workbench.cli.answering import answered, may_write
    from workbench.cli.pace import Timed
    from workbench.cli.remarks import told
    from workbench.session.asking import asked_of
    from workbench.session.comparing import compare
    from workbench.session.facts_of_sides import facts_of_both
    from workbench.session.sides import open_sides, reopened

    followed = {**dict(readings), **dict(old_readings)}, {**dict(readings), **dict(new_readings)}
    at = day if year is None else date(year, 12, 31)
    # A day that is asked about is a day of its year.
    year = day.year if year is None and day is not None else year
    with open_sides(old, new, followed, at) as opened:
        sides = told(opened)
        if isinstance(sides, int):
            return sides if sides == WRONG_USE else CANNOT_COMPARE
        if not all(may_write(side, data, out) for side in sides):
            return WRONG_USE
        facts = told(facts_of_both(sides, data))
        if isinstance(facts, int):
            return CANNOT_COMPARE
        asked = told(asked_of(sides, facts, year, day, values, row, every=every, thorough=seconds is not None))
        if isinstance(asked, int):
            return asked
        with Timed("Prövar", seconds) as pace, ExitStack() as stack:
            compared = compare(
                sides,
                facts,
                asked,
                pace,
                lambda: pace if seconds is not None else stack.enter_context(Timed("Bevisar", _PROVING)),
                lambda other: reopened(sides, date(other, 12, 31)),
            )
        if not answered(_told(compared, form, out, outcome_only=outcome_only), out):
            return WRONG_USE
        if compared.moves_values:
            return DIFFERENT
        return ONLY_RULES if compared.differs and not outcome_only else SAME


def _told(compared: Comparison, form: str, out: str | None, *, outcome_only: bool) -> str:
    match form:
        case "junit":
            from workbench.versions.junit import as_junit

            return as_junit(compared, outcome_only=outcome_only)
        case "json":
            from workbench.versions.export import as_json

            return as_json(compared)
        case "csv":
            from workbench.versions.export import as_csv

            return as_csv(compared)
        case "html":
            from workbench.page.html import as_html
            from workbench.versions.page import page

            return as_html(page(compared, whole=True))
        case _:
            from workbench.page.look import Look
            from workbench.page.text import as_text
            from workbench.versions.page import page

            return as_text(
                page(compared, whole=False), Look(screen.width(), out is None and screen.colour_in_answers())
            )


# -- what is typed -------------------------------------------------------------------------------


def _reading(typed: str) -> tuple[str, str]:
    """`tolkning: läsning`"""
    question, colon, reading = typed.partition(":")
    if not colon or not question.strip() or not reading.strip():
        raise click.BadParameter(f"{typed!r} ska vara en tolkning och en läsning, så här: ”underlag: avrundat”.")
    return " ".join(question.split()), " ".join(reading.split())


def _followed(flag: str, name: str, about: str) -> Option:
    return Option(flag, name, f"{about}: ”TOLKNING: LÄSNING”.", type=_reading, metavar="T:L", multiple=True)


COMMAND = Command(
    "jämför",
    run,
    "Jämför två versioner av ett regelverk: vad som är ändrat i reglerna, vad det betyder i kronor för var och en och "
    "vilken ändring som ger hur mycket, och när de skiljer sig vilka uppgifter som än ges. En version är en regelfil, "
    "en mapp, REV:SÖKVÄG i git eller en ändring. Anges bara GAMMAL jämförs regelverket före och efter sina ändringar, "
    "eller med två läsningar. Slutkoden är 0 om inget skiljer sig, 1 om något värde gör det, "
    "4 om bara reglernas text har en annan innebörd och 3 om det inte går att jämföra.",
    [
        Argument("old", "GAMMAL", "en regelfil, en mapp eller REV:SÖKVÄG"),
        Argument("new", "NY", "detsamma; utelämnas för ett regelverk och dess ändringar", required=False),
        DATA,
        YEAR,
        DAY,
        Option("--värde", "values", "Visa det här värdet. Kan anges flera gånger.", metavar="NAMN", multiple=True),
        Option("--för", "row", "Visa bara den här raden, till exempel ett parti.", metavar="NAMN"),
        _followed("--läsning", "readings", "Följ läsningen i båda"),
        _followed("--gammal-läsning", "old_readings", "Följ läsningen i den gamla"),
        _followed("--ny-läsning", "new_readings", "Följ läsningen i den nya"),
        SECONDS,
        Option("--alla", "every", "Visa alla värden och rader som skiljer sig, i sin helhet.", is_flag=True),
        Option(
            "--bara-utfall",
            "outcome_only",
            "Slutkoden är 0 också när reglerna är ändrade, om inget värde skiljer sig.",
            is_flag=True,
        ),
        formats("text", "json", "csv", "html", "junit"),
        OUT,
    ],
    "regelverk jämför HEAD~1:regulations/ostersund regulations/ostersund\n"
    "regelverk jämför regulations/vasterbotten --ny-läsning ”underlag: oavrundat”",
)
