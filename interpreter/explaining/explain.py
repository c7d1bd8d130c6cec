"""Builds the derivation of one value: reads what a calculation computed, evaluates nothing.

The door is `explain`. It first gathers the values that the wanted one rests on, nearest first and at most so many, and
then tells each of them once, in the order a reader meets them. What a single value rests on is read by
`interpreter/explaining/steps.py`.
"""

from collections import deque

import attrs

from dsl import model
from interpreter.evaluating.calculation import Calculation
from interpreter.explaining.cursor import Key, start
from interpreter.explaining.derivation import Step
from interpreter.explaining.steps import Reading, read

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
    spot = start(calculation, year)
    wanted = Key(symbol, row, spot.moment)
    readings: dict[Key, Reading] = {}
    # Breadth first, so that a long chain of years does not crowd out what stands beside it.
    queue = deque([wanted])
    while queue and len(readings) < most_steps:
        key = queue.popleft()
        if key not in readings:
            readings[key] = read(spot, key)
            queue.extend(readings[key].uses)
    return _told(readings, wanted, set(), deepest)


def _told(readings: dict[Key, Reading], key: Key, told: set[Key], deeper: int) -> Step:
    told.add(key)
    steps: list[Step] = []
    omitted = 0
    for use in readings[key].uses:
        below = readings.get(use)
        if below is None or (deeper == 0 and use not in told):
            omitted += 1
        elif use not in told:
            steps.append(_told(readings, use, told, deeper - 1))
        elif below.uses or below.step.choices:
            # Said again where something stands behind it; a plain figure is seen in the formula anyway.
            steps.append(attrs.evolve(below.step, repeated=True))
    return attrs.evolve(readings[key].step, uses=tuple(steps), omitted=omitted)
