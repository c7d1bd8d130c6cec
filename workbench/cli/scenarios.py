"""`regelverk beräkna --valresultat --scenario`: what a regulation gives under several outcomes of an election."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench.cli import screen
from workbench.cli.registry import DONE, ERRORS, WRONG_USE
from workbench.cli.swedish import did_you_mean

if TYPE_CHECKING:
    from workbench.elections.scenarios import Side
    from workbench.session.elections import Sides


def side_by_side(sides: Sides, values: Sequence[str], form: str, out: str | None, *, over: bool = False) -> int:
    """Answers with kronor per party and scenario. values: the ones asked for, or none."""
    from workbench.cli.answering import answered
    from workbench.elections import scenarios
    from workbench.page.look import Look
    from workbench.page.text import as_text
    from workbench.values.computed import results

    known = scenarios.values_of(sides.program, sides.concept)
    for value in values:
        if value not in known:
            screen.remark(f"fel: --värde: {value!r} är inget tal för {sides.concept}.{did_you_mean(value, known)}")
            return WRONG_USE
    shown = [scenarios.Side(name, calculation, results(calculation)) for name, calculation in sides.calculations]
    match form:
        case "json":
            text = scenarios.as_json(shown)
        case "csv":
            text = scenarios.as_csv(shown)
        case _:
            look = Look(screen.width(), out is None and screen.colour_in_answers())
            chosen = values or scenarios.wanted(sides.program, sides.concept)
            text = as_text(scenarios.page(shown, sides.concept, chosen), look)
            # Of what is not shown nothing is said.
            shown = [scenarios.narrowed(one, sides.concept, chosen) for one in shown]
    return _remark(shown) if answered(text, out, over=over) else WRONG_USE


def _remark(shown: Sequence[Side]) -> int:
    """What is said of every outcome once, of some with the name."""
    from interpreter.explaining.unfed import unfed
    from workbench.results.remarks import broken_assumptions, remarks, without_rows

    broken = {one.name: tuple(broken_assumptions(one.calculation)) for one in shown}
    said = {
        one.name: (
            *remarks(one.results),
            *without_rows(one.calculation, unfed(one.calculation)),
            *broken[one.name],
        )
        for one in shown
    }
    for line in dict.fromkeys(line for each in said.values() for line in each):
        names = [name for name, each in said.items() if line in each]
        screen.remark(line if len(names) == len(said) else f"{', '.join(names)}: {line}")
    return ERRORS if any(broken.values()) else DONE
