"""`regelverk förklara`: how one value was computed, and why other rows and branches did not apply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.cli import screen
from workbench.cli.registry import DONE, ERRORS, WRONG_USE
from workbench.cli.swedish import Argument, Command, Option, existing_path, one_of
from workbench.cli.wanted import DATA, DAY, YEAR

if TYPE_CHECKING:
    from datetime import date

    from dsl import model
    from interpreter.evaluating.calculation import Calculation
    from interpreter.explaining.derivation import Step


def run(
    regulation: str,
    value: tuple[str, ...],
    row: str | None,
    data: tuple[str, ...],
    year: int | None,
    day: date | None,
    form: str,
) -> int:
    from workbench.cli.opening import calculated, opened_for

    found = opened_for(regulation, year, day)
    if found is None:
        return ERRORS
    calculation = calculated(found, data, year, day)
    if isinstance(calculation, int):
        return calculation
    step = _step(calculation, " ".join(value), row)
    if isinstance(step, str):
        screen.remark(f"fel: {step}")
        return WRONG_USE
    screen.answer(_as_json(step, calculation) if form == "json" else _as_text(step, calculation))
    return DONE


def _step(calculation: Calculation, value: str, row: str | None) -> Step | str:
    """The derivation asked for, or what was wrong with the question."""
    from interpreter.explaining.explain import explain
    from workbench.results.finding import find_row, find_value

    symbol = find_value(calculation.program, value)
    if isinstance(symbol, str):
        return symbol
    waiting = _of_another_reading(calculation, symbol)
    if waiting is not None:
        return waiting
    if symbol.concept is None:
        return explain(calculation, symbol, None)
    rows = calculation.facts.rows.get(symbol.concept)
    index = find_row(() if rows is None else rows.labels, symbol.concept, row)
    return index if isinstance(index, str) else explain(calculation, symbol, index)


def _of_another_reading(calculation: Calculation, symbol: model.Symbol) -> str | None:
    """Why a value that is defined is not computed, in Swedish: only readings that are not in force define it."""
    readings = [one.reading for one in calculation.program.definitions if one.symbol == symbol]
    if symbol in calculation.plan.active or not readings:
        return None
    question, reading = next(one for one in readings if one is not None)
    return (
        f"{symbol.name} finns bara i läsningen ”{reading}” av tolkningen ”{question}”, och den läsningen gäller inte. "
        f"Vad den skulle ge visas med regelverk tolkningar, eller av ett exempel med raden läsning {question}: "
        f"{reading}."
    )


def _as_text(step: Step, calculation: Calculation) -> str:
    import attrs

    from workbench.explaining.explanation import page, tell
    from workbench.page.look import Look
    from workbench.page.text import as_text

    told = attrs.evolve(tell(step, calculation.program), day=calculation.day)
    return as_text(page(told), Look(screen.width(), screen.colour_in_answers()))


def _as_json(step: Step, calculation: Calculation) -> str:
    import json

    from workbench.explaining.explanation import to_json

    return json.dumps(to_json(step, calculation.program), ensure_ascii=False, indent=2) + "\n"


COMMAND = Command(
    "förklara",
    run,
    "Visar hur ett värde har räknats fram: regeln med talen insatta, steg för steg ner till data, med avsnitt, och "
    "varför andra rader och fall inte gäller.",
    [
        Argument("regulation", "REGELVERK", "en regelfil eller en mapp", type=existing_path),
        Argument("value", "VÄRDE", "värdets namn: ersättning", nargs=-1, required=True),
        Option("--för", "row", "Raden som värdet ska förklaras för: Kristdemokraterna.", metavar="NAMN"),
        DATA,
        YEAR,
        DAY,
        Option(
            "--format", "form", "text (förval) eller json.", type=one_of("text", "json"), metavar="FORM", default="text"
        ),
    ],
    "regelverk förklara regulations/ostersund ersättning --för Kristdemokraterna",
)
