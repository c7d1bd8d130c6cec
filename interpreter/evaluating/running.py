"""Runs integer code on facts: binds the kernels once, then every run is one call a vector. What a run computed is read
cell by cell as exact values again.

Knows neither the language nor what a slot means.
"""

import datetime
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import partial
from typing import TypeVar, cast

from dsl import model
from dsl.frozen import identical
from interpreter.evaluating import kernels, sharing_kernels
from interpreter.evaluating.given import Names, numbers, others, profile_of, size_of, values_of
from interpreter.evaluating.kernels import Vector
from interpreter.evaluating.lowering.code import Profile
from interpreter.evaluating.lowering.lower import Lowered
from interpreter.evaluating.plan import Plan, Taken
from interpreter.facts import Facts
from interpreter.outcomes import Value

Result = TypeVar("Result")
Step = Callable[[list[Vector]], Vector]
Test = Callable[[list[Vector]], bool]

_KERNELS = {**kernels.KERNELS, **sharing_kernels.KERNELS}
_TESTS = {**kernels.TESTS, **sharing_kernels.TESTS}


@identical
class Bound:
    """Code ready to run. steps: one per vector that is computed; tests: one per check."""

    lowered: Lowered
    steps: tuple[Step, ...]
    tests: tuple[Test, ...]


@identical
class Run:
    """What came out. vectors: one per call of the code; texts: by code.

    incomplete: the inputs where something is missing; clean: nothing failed anywhere
    """

    vectors: list[Vector]
    texts: tuple[str, ...]
    incomplete: tuple[int, ...]
    clean: bool


def profiles_of(plan: Plan, facts: Facts) -> Mapping[int, Profile]:
    """The profile of every input that holds numbers, by slot."""
    return {
        number: profile_of(values_of(slot.attribute, slot.year, facts))
        for number, slot in enumerate(plan.slots)
        if slot.attribute is not None and slot.kind == "number"
    }


def bind(lowered: Lowered) -> Bound:
    """Finds the kernels of the code, once for all runs."""
    start = len(lowered.concepts) + len(lowered.inputs)
    steps = tuple(_on(partial(_KERNELS[call.kernel], *call.data), call.vectors) for call in lowered.calls[start:])
    tests = tuple(_on(partial(_TESTS[check.test], *check.data), check.vectors) for check in lowered.checks)
    return Bound(lowered, steps, tests)


def run(bound: Bound, plan: Plan, facts: Facts) -> Run | None:
    """Runs the code on facts; None where the facts do not fit the profiles that the code was made for."""
    lowered = bound.lowered
    names = Names({text: code for code, text in enumerate(lowered.texts)})
    vectors: list[Vector] = [[size_of(facts, concept)] for concept in lowered.concepts]
    incomplete = []
    for number in lowered.inputs:
        attribute = plan.slots[number].attribute
        assert attribute is not None
        values = values_of(attribute, plan.slots[number].year, facts)
        if isinstance(attribute.type, model.Number):
            fitting = numbers(cast(Sequence[Fraction | None], values), lowered.profiles[number])
            if fitting is None:
                return None
            vector, missing = fitting
        else:
            vector, missing = others(attribute, values, facts, names)
        vectors.append(vector)
        if missing:
            incomplete.append(number)
    put = vectors.append
    for step in bound.steps:
        put(step(vectors))
    clean = not (incomplete or lowered.fails or any(test(vectors) for test in bound.tests))
    return Run(vectors, tuple(names.texts), tuple(incomplete), clean)


def _on(function: Callable[..., Result], positions: tuple[int, ...]) -> Callable[[list[Vector]], Result]:
    """The function of the vectors at these positions; written out for speed where they are few."""
    match positions:
        case (a,):
            return lambda vectors: function(vectors[a])
        case (a, b):
            return lambda vectors: function(vectors[a], vectors[b])
        case (a, b, c):
            return lambda vectors: function(vectors[a], vectors[b], vectors[c])
        case _:
            return lambda vectors: function(*[vectors[position] for position in positions])


# -- what was computed ---------------------------------------------------------------------------


@identical
class Computed:
    """A run with what it was a run of. A slot of the whole regulation has one row, 0."""

    plan: Plan
    lowered: Lowered
    facts: Facts
    run: Run

    def size(self, slot: int) -> int:
        """How many rows it has."""
        return size_of(self.facts, self.plan.slots[slot].concept)

    def number(self, slot: int, row: int) -> Fraction:
        """The exact number in base units; of truths, days, texts and rows their code."""
        column = self.lowered.columns[slot]
        vectors = self.run.vectors
        bottom = 1
        for divisor in column.divisors:
            bottom *= vectors[divisor.vector][row]
        top = 1 if column.vector is None else vectors[column.vector][row]
        return column.unit * Fraction(top, bottom)

    def truths(self, slot: int, rows: int) -> Sequence[int]:
        """A column of truths or codes, for so many rows: a constant has as many as are asked for."""
        column = self.lowered.columns[slot]
        if column.vector is None:
            return [column.unit.numerator] * rows
        return self.run.vectors[column.vector]

    def part(self, taken: Taken, row: int) -> int | None:
        """Which part it is in the row, where that can be told."""
        if taken.slot < 0:
            return taken.parts[0]
        slot = self.plan.slots[taken.slot]
        code = self.number(taken.slot, 0 if slot.concept is None else row).numerator
        return taken.parts[1 - code if slot.kind == "truth" else code]

    def zero(self, slot: int, rows: int) -> Sequence[bool]:
        """Which rows are 0."""
        column = self.lowered.columns[slot]
        if column.vector is None:
            return [column.unit == 0] * rows
        return [number == 0 for number in self.run.vectors[column.vector]]

    def value(self, slot: int, row: int, kind: model.Type) -> Value:
        """The value as the language has it: a number in base units, a truth, a day, a label or a text. There must be
        one."""
        number = self.number(slot, row)
        match kind:
            case model.Number():
                return number
            case model.Truth():
                return number == 1
            case model.Day():
                return datetime.date.fromordinal(number.numerator)
            case model.RowOf(concept):
                return self.facts.rows[concept].labels[number.numerator]
            case _:
                return self.run.texts[number.numerator]
