"""Runs integer code on facts: binds the kernels once, then every run is one call a vector.

Knows neither the language nor what a slot means.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import partial
from typing import TypeVar, cast

from dsl import model
from dsl.frozen import identical
from interpreter.evaluating.given import Names, numbers, others, profile_of, size_of, values_of
from interpreter.evaluating.kernels import KERNELS, TESTS, Vector
from interpreter.evaluating.lowering.code import Profile
from interpreter.evaluating.lowering.lower import Lowered
from interpreter.evaluating.plan import Plan
from interpreter.facts import Facts

Result = TypeVar("Result")
Step = Callable[[list[Vector]], Vector]
Test = Callable[[list[Vector]], bool]


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
    """Of all inputs that hold numbers, by slot."""
    return {
        number: profile_of(values_of(slot.attribute, slot.year, facts))
        for number, slot in enumerate(plan.slots)
        if slot.attribute is not None and slot.kind == "number"
    }


def bind(lowered: Lowered) -> Bound:
    start = len(lowered.concepts) + len(lowered.inputs)
    steps = tuple(_on(partial(KERNELS[call.kernel], *call.data), call.vectors) for call in lowered.calls[start:])
    tests = tuple(_on(partial(TESTS[check.test], *check.data), check.vectors) for check in lowered.checks)
    return Bound(lowered, steps, tests)


def run(bound: Bound, plan: Plan, facts: Facts) -> Run | None:
    """None where the facts do not fit the profiles that the code was made for."""
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
