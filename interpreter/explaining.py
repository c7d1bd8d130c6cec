"""Builds the derivation of one value: reads what a calculation computed, evaluates nothing.

The door is `explain`. It first gathers the values that the wanted one rests on, nearest first and at most so many, and
then tells each of them once, in the order a reader meets them. What one value rests on, and which table row, case,
exception or date decided it, is read by `interpreter/tracing.py`.
"""

from collections import deque

import attrs

from dsl import model
from interpreter.calculation import Calculation
from interpreter.derivation import Step
from interpreter.tracing import Key, Trace, trace

MOST_STEPS = 200
DEEPEST = 40


def explain(
    calculation: Calculation,
    symbol: model.Symbol,
    row: int | None,
    year: int | None = None,
    *,
    most_steps: int = MOST_STEPS,
    deepest: int = DEEPEST,
) -> Step:
    """Why the value is what it is, down to the data.

    symbol: a defined value in force or an attribute; row: index among its concept's rows, None for the whole regulation
    year: None for the year of the calculation
    most_steps, deepest: how many values are told, and how far down; what is left out is counted where it was left out
    """
    wanted = Key(symbol, row, calculation.year if year is None else year, None)
    traces = _nearest(calculation, wanted, most_steps)
    return _told(traces, wanted, set(), deepest)


def _nearest(calculation: Calculation, wanted: Key, most: int) -> dict[Key, Trace]:
    """What is read of every value to tell: the wanted one, then what it rests on, breadth first, so that a long chain
    of years does not crowd out what stands beside it."""
    traces: dict[Key, Trace] = {}
    queue = deque([wanted])
    while queue and len(traces) < most:
        key = queue.popleft()
        if key not in traces:
            traces[key] = trace(calculation, key)
            queue.extend(traces[key].uses)
    return traces


def _told(traces: dict[Key, Trace], key: Key, told: set[Key], deeper: int) -> Step:
    told.add(key)
    here = traces[key]
    steps: list[Step] = []
    omitted = 0
    for use in here.uses:
        below = traces.get(use)
        if below is None or deeper == 0:
            omitted += 1
        elif use not in told:
            steps.append(_told(traces, use, told, deeper - 1))
        elif below.uses or below.step.choices:
            # Said again where something stands behind it; a plain figure is seen in the formula anyway.
            steps.append(attrs.evolve(below.step, repeated=True))
    return attrs.evolve(here.step, uses=tuple(steps), omitted=omitted)
