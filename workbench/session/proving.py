"""Whether the promises of a regulation hold for every input."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from dsl import model
from workbench.session.answers import Answer, Faulty
from workbench.session.opening import Opened

if TYPE_CHECKING:
    from interpreter.pace import Pace
    from interpreter.proving.answers import InYear
    from interpreter.proving.promises import BuiltIn
    from interpreter.proving.questions import Question

# Of an input, within which bounds it is looked at, in base units
Limits = Mapping[model.Symbol, tuple[Fraction, Fraction]]


@attrs.frozen(eq=False)
class Decided:
    """What was decided of one promise.

    years: what became of it in each year, in order, up to the first in which it fails; never empty.

    counts: whether the reading that it is about is in force, so that it can fail
    """

    promise: model.Promise | BuiltIn
    asked: Question
    years: tuple[InYear, ...]
    counts: bool


def promises(found: Opened) -> tuple[model.Promise | BuiltIn, ...]:
    """Those that are written, and those that hold for every regulation."""
    from interpreter.proving.promises import promises_of

    return tuple(promises_of(found.program))


def decided(
    found: Opened, chosen: Sequence[model.Promise | BuiltIn], limits: Limits, pace: Pace
) -> Answer[tuple[Decided, ...]]:
    """What became of each of these promises."""
    from interpreter.examples.testing import base_facts
    from interpreter.proving.questions import question
    from interpreter.proving.years import Asked, decide_all, years_of

    program = found.program
    in_force = {(one.name, one.in_force) for one in program.interpretations}
    asks = []
    for promise in chosen:
        asked = question(promise, program)
        base = None
        if asked.base_file is not None and isinstance(promise, model.Promise):
            base, problems = base_facts(program, found.base, asked.base_file, promise.span, found.overlay)
            if problems:
                return Answer(Faulty(problems, found.tree, found.sources))
        asks.append(Asked(asked, base, years_of(program, promise), promise))
    answers = decide_all(program, asks, limits, pace)
    return Answer(
        tuple(
            Decided(promise, ask.question, years, set(ask.question.moment.readings) <= in_force)
            for promise, ask, years in zip(chosen, asks, answers, strict=True)
        )
    )
