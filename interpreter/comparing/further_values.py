"""Further values along one input, where those tried first show nothing of a difference that lies elsewhere.

Ceilings lie far up and ties of roundings between whole numbers: so some values far apart and some halves are tried.
Where they tell of anything new, or spans lie apart, what lies between two spans is divided until the ends are next to
each other. What was tried and not found is no proof.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from math import floor

from dsl.domains import Domain, Numbers
from interpreter.comparing.spans import Span, Trial, spans
from interpreter.outcomes import Known, Outcome, Value
from interpreter.search.axes import step_of, within
from interpreter.search.inputs import Input

# What comes out at some values; None where the pace stopped it.
Try = Callable[[Sequence[Value]], Sequence[Trial] | None]

# Of the unit of the input: from a hundred to fifty million.
_FAR = tuple(Fraction(digit * 10**power) for power in range(2, 8) for digit in (1, 2, 5))
# In hundredths of it, of what need not be whole: roundings turn at halves, and not at the whole numbers between them.
_NEAR = tuple(Fraction(hundredths, 100) for hundredths in (1, 25, 50, 75, 100, 150, 200, 250, 300, 500, 1000))
# What need not be whole is divided down to this part of its unit.
_PARTS = 100
# How often what lies between two spans is divided, at most: so many times two is more than the farthest of the finest.
_ROUNDS = 40


def widened(one: Input, domains: Sequence[Domain], trials: Sequence[Trial], attempt: Try) -> tuple[Value, ...] | None:
    """Further values to try, besides those of the trials; none where they show nothing new. None: stopped."""
    if not all(isinstance(domain, Numbers) for domain in domains):
        return ()
    grid = _grid(one, domains)
    first = spans(trials)
    there = {trial.value: trial for trial in trials}
    known = [*there]
    wanted = list(_probes(one, grid, domains, known))
    left = _ROUNDS
    while wanted and left:
        found = attempt(wanted)
        if found is None:
            return None
        there.update((trial.value, trial) for trial in found)
        told = spans(sorted(there.values(), key=_place))
        if left == _ROUNDS and _kinds(told) == _kinds(first) and not _apart(first, step_of(one)):
            return ()
        wanted = list(_between(told, grid, domains))
        left -= 1
    return tuple(value for value in there if value not in known)


def divided(one: Input, domains: Sequence[Domain], trials: Sequence[Trial], attempt: Try) -> tuple[Value, ...] | None:
    """Further values between those that say different things, until the ends are next to each other. None: stopped."""
    grid = _grid(one, domains)
    there = {trial.value: trial for trial in trials}
    known = [*there]
    left = _ROUNDS
    while left and (wanted := list(_between(spans(sorted(there.values(), key=_place)), grid, domains))):
        found = attempt(wanted)
        if found is None:
            return None
        there.update((trial.value, trial) for trial in found)
        left -= 1
    return tuple(value for value in there if value not in known)


def _grid(one: Input, domains: Iterable[Domain]) -> Fraction:
    steps = [domain.step for domain in domains if isinstance(domain, Numbers) and domain.step]
    return max(steps, default=step_of(one) / _PARTS)


def _probes(one: Input, grid: Fraction, domains: Sequence[Domain], known: Sequence[Value]) -> Iterator[Value]:
    for number in (*_NEAR, *_FAR):
        value = number * step_of(one)
        if value not in known and (value / grid).denominator == 1 and _possible(domains, value):
            yield value


def _apart(told: Sequence[Span], step: Fraction) -> bool:
    """Whether it is not known where one span ends and the next begins."""
    places = ((below.last, above.first) for below, above in pairwise(told))
    return any(
        isinstance(one, Fraction) and isinstance(other, Fraction) and other - one > step for one, other in places
    )


def _between(told: Sequence[Span], grid: Fraction, domains: Sequence[Domain]) -> Iterator[Value]:
    """The middle between two spans that are not next to each other."""
    for below, above in pairwise(told):
        assert isinstance(below.last, Fraction)
        assert isinstance(above.first, Fraction)
        middle = floor((below.last + above.first) / 2 / grid) * grid
        if below.last < middle < above.first and _possible(domains, middle):
            yield middle


def _possible(domains: Sequence[Domain], value: Value) -> bool:
    return all(within(domain, value) for domain in domains)


def _place(trial: Trial) -> Fraction:
    assert trial.at is not None
    return trial.at


def _kinds(told: Sequence[Span]) -> list[tuple[object, ...]]:
    """What the spans say, but for where they end."""
    return [(span.kind, span.slope, span.low if span.kind == "constant" else None, *_values(span)) for span in told]


def _values(span: Span) -> tuple[Value | None, ...]:
    sides: tuple[Outcome, ...] = (span.before, span.after) if span.kind == "other" else ()
    return tuple(side.value if isinstance(side, Known) else None for side in sides)
