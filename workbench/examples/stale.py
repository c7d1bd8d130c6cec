"""Reasons in `skäl.tsv` that are not needed: one remark for each, in the same words for all commands."""

from collections.abc import Iterable, Iterator
from typing import Literal, assert_never

from interpreter.examples.accepted import Reason
from workbench.page.terminal import visible

# gone: there is no such thing. shown: an example shows the goal. Of a change of the rules: noticed by an example,
# stopped by the checks, or nothing that is computed becomes another.
Why = Literal["gone", "shown", "noticed", "stopped", "nothing"]
Stale = tuple[Reason, Why]


def stale_text(stale: Iterable[Stale]) -> Iterator[str]:
    for reason, why in stale:
        what = f"{reason.section}: {reason.what}" if reason.section else reason.what
        yield f"fel: skälet på {reason.file}:{reason.row} {_why(why)}: {visible(what)}"


def _why(why: Why) -> str:
    match why:
        case "gone":
            return "gäller något som inte finns längre"
        case "shown":
            return "behövs inte längre, för ett exempel visar det nu"
        case "noticed":
            return "behövs inte längre, för ett exempel märker ändringen nu"
        case "stopped":
            return "behövs inte längre, för kontrollera stoppar ändringen nu"
        case "nothing":
            return "behövs inte, för ändringen gör ingen skillnad i det som räknas ut"
        case _:
            assert_never(why)
