"""What is not there yet, and what waits for it: inputs without a value, and judgements that nobody has made."""

from collections.abc import Iterator

import attrs

from dsl import model
from interpreter.evaluating.calculation import Calculation, labels, outcome
from interpreter.outcomes import Failed, Judgement, Missing


@attrs.frozen
class Blocked:
    """One value that waits. rows: those whose value does, in the order of the data; empty for the whole regulation."""

    symbol: model.Symbol
    rows: tuple[str, ...]


@attrs.frozen
class Need:
    """One thing to find out or decide.

    cause: what is missing, of which row and year; or who must judge what, or draw lots between whom
    blocks: the values that wait for it, in the order of the text
    count: how many they are, row by row
    """

    cause: Missing | Judgement
    blocks: tuple[Blocked, ...]
    count: int


def needed(calculation: Calculation) -> tuple[Need, ...]:
    """Most waited for first; of equals in the order met. What is needed only once these are there is not told."""
    waiting: dict[Missing | Judgement, dict[model.Symbol, list[str]]] = {}
    for symbol, row, cause in _stopped(calculation):
        rows = waiting.setdefault(cause, {}).setdefault(symbol, [])
        if row is not None:
            rows.append(row)
    found = [_need(cause, blocked) for cause, blocked in waiting.items()]
    return tuple(sorted(found, key=lambda one: -one.count))


def _need(cause: Missing | Judgement, blocked: dict[model.Symbol, list[str]]) -> Need:
    blocks = tuple(Blocked(symbol, tuple(rows)) for symbol, rows in blocked.items())
    return Need(cause, blocks, sum(len(block.rows) or 1 for block in blocks))


def _stopped(calculation: Calculation) -> Iterator[tuple[model.Symbol, str | None, Missing | Judgement]]:
    """Every value of every row that lacks something, with each thing that it lacks."""
    if calculation.masks is None:
        return
    for symbol in calculation.plan.active:
        named = [(None, None)] if symbol.concept is None else enumerate(labels(calculation, symbol.concept))
        for index, label in named:
            found = outcome(calculation, symbol, index)
            if isinstance(found, Failed):
                lacking = [cause for cause in found.causes if isinstance(cause, Missing | Judgement)]
                lacking = sorted(lacking, key=repr) if len(lacking) > 1 else lacking
                yield from ((symbol, label, cause) for cause in lacking)
