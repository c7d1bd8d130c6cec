"""Spans made sure: true of every value in them, since all were tried or the solver knows of none that breaks it.

Where the solver knows of one, that is tried too, and the spans are found again. What it cannot tell of stays what was
seen at the values that were tried.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from typing import Literal, assert_never

import attrs

from dsl.domains import Days, Domain, Numbers, Values
from interpreter.comparing.further_values import divided
from interpreter.comparing.runs import Column, place_of
from interpreter.comparing.solver_questions import Asking, Case
from interpreter.comparing.spans import Span, Trial, spans
from interpreter.outcomes import Value
from interpreter.pace import Pace
from interpreter.search.axes import size_of, step_of, within
from interpreter.search.inputs import Input

# Questions of one input, and how many that are not decided.
_MOST_QUESTIONS, _MOST_OPEN = 150, 3
# How often values that break a span are tried.
_ROUNDS = 8
# Parts of its unit that what need not be whole is tried to.
_PARTS = 100

Try = Callable[[Sequence[Value]], Sequence[Trial] | None]


@attrs.define(eq=False)
class Asked:
    """What the solver is asked of one input: the terms, and what all others are. Counted in questions and not in time,
    so that the same two versions have the same answer everywhere.

    left: questions that may still be asked; open: those that were not decided
    """

    asking: Asking
    given: Sequence[int]
    column: Column
    pace: Pace
    left: int = _MOST_QUESTIONS
    open: int = 0

    def broken(self, claim: int, given: Sequence[int]) -> Case | Literal["never", "unknown"]:
        """A case that breaks the claim, as `Asking.broken` gives it; `unknown` too where enough has been asked."""
        if not self.left or self.open >= _MOST_OPEN or not self.pace(0, 0):
            return "unknown"
        self.left -= 1
        found = self.asking.broken(claim, given)
        self.open += found == "unknown"
        return found


def settled(
    one: Input, domains: Sequence[Domain], trials: Sequence[Trial], ask: Callable[[], Asked | None], attempt: Try
) -> tuple[Sequence[Trial], tuple[Span, ...]] | None:
    """The trials, with some more, and what they tell. None where the pace stopped it. ask: for what was not tried."""
    known: set[tuple[object, ...]] = set()
    asked = None if _is_whole(domains, spans(trials)) else ask()
    left = _ROUNDS
    while True:
        told = spans(trials)
        # The last round asks for nothing more.
        found, breaking = _made_sure(told, domains, asked, known, wanted=left > 0)
        if breaking is None:
            return trials, found
        there = {trial.value for trial in trials}
        new = [value for value in _near(breaking, one, domains) if value not in there]
        more = attempt(new)
        if more is None:
            return None
        trials = _ordered((*trials, *more))
        further = divided(one, domains, trials, attempt)
        between = None if further is None else attempt(further)
        if between is None:
            return None
        trials = _ordered((*trials, *between))
        left -= 1


def _ordered(trials: Sequence[Trial]) -> list[Trial]:
    return sorted(trials, key=lambda trial: trial.at or Fraction(0))


def _near(value: Fraction, one: Input, domains: Sequence[Domain]) -> list[Value]:
    """What breaks it; and what somebody would give nearest to that."""
    (step, *_) = [domain.step for domain in domains if isinstance(domain, Numbers)] or [Fraction(1)]
    grid = step or step_of(one) / _PARTS
    few = (grid * floor(value / grid), grid * ceil(value / grid), value)
    return [each for each in dict.fromkeys(few) if all(within(domain, each) for domain in domains)]


def _made_sure(
    told: Sequence[Span],
    domains: Sequence[Domain],
    asked: Asked | None,
    known: set[tuple[object, ...]],
    *,
    wanted: bool,
) -> tuple[tuple[Span, ...], Fraction | None]:
    """The spans; or, where it is wanted, the first value that breaks one."""
    found: list[Span] = []
    for at, span in enumerate(told):
        low_end = at == 0 and _is_end(domains, span.first, low=True)
        high_end = at == len(told) - 1 and _is_end(domains, span.last, low=False)
        made = attrs.evolve(span, sure=_all_tried(domains, span), low_end=low_end, high_end=high_end)
        closed = made.sure and (at > 0 or low_end) and (at < len(told) - 1 or high_end)
        if closed or asked is None or not all(isinstance(domain, Numbers) for domain in domains):
            found.append(made)
            continue
        # With what lies beyond the first and the last; else between the two alone.
        ends = (at == 0, at == len(told) - 1)
        answer = _answer(span, ends, asked, known)
        breaks = wanted and isinstance(answer, Fraction)
        if any(ends) and not (made.sure or breaks or answer == "never"):
            ends = (False, False)
            answer = _answer(span, ends, asked, known)
        if wanted and isinstance(answer, Fraction):
            return tuple(found), answer
        if answer == "never":
            made = attrs.evolve(span, sure=True, low_end=low_end or ends[0], high_end=high_end or ends[1])
        found.append(made)
    if asked is not None:
        found[1:] = [_from(below, above, domains, asked) for below, above in pairwise(found)]
    return tuple(found), None


def _answer(
    span: Span, ends: tuple[bool, bool], asked: Asked, known: set[tuple[object, ...]], *, above: Value | None = None
) -> str | Fraction:
    """`never`, `unknown`, or a value that breaks it."""
    key = (span.first, span.last, span.kind, span.low, span.high, span.slope, ends, above)
    if key in known:
        return "never"
    claim = _claim(span, asked)
    if claim is None:
        return "unknown"
    assert isinstance(span.first, Fraction)
    assert isinstance(span.last, Fraction)
    low = span.first if above is None else above
    assert isinstance(low, Fraction)
    bounds = asked.asking.between(
        asked.column, None if ends[0] else low, None if ends[1] else span.last, above=above is not None
    )
    case = asked.broken(claim, (*asked.given, *bounds))
    if case == "never":
        known.add(key)
        return case
    value = None if isinstance(case, str) else case.get(asked.column)
    return value if isinstance(value, Fraction) else "unknown"


def _claim(span: Span, asked: Asked) -> int | None:
    """What the span says, as a term; None where the solver cannot be told."""
    asking = asked.asking
    match span.kind:
        case "same":
            return asking.alike
        case "constant" | "linear" | "between" if asking.difference is not None:
            assert span.low is not None
            assert span.high is not None
            assert isinstance(span.first, Fraction)
            if span.kind == "between":
                return asking.is_between(span.low, span.high)
            return asking.is_line(asked.column, span.low, span.slope or Fraction(0), span.first)
        case _:
            return None


def _from(below: Span, above: Span, domains: Sequence[Domain], asked: Asked) -> Span:
    """The upper of two spans, with what lies between the two where it is so of that."""
    whole = any(isinstance(domain, Numbers) and domain.step for domain in domains)
    if whole or not above.sure or not all(isinstance(domain, Numbers) for domain in domains):
        return above
    if _answer(above, (False, False), asked, set(), above=below.last) != "never":
        return above
    if above.slope is not None and isinstance(below.last, Fraction) and isinstance(above.first, Fraction):
        # A line that begins where the other ends.
        low = (above.low or Fraction(0)) + above.slope * (below.last - above.first)
        ends = below.high if below.slope is not None else below.low
        if below.kind in ("same", "constant", "linear") and low == ends:
            return attrs.evolve(above, above=below.last, first=below.last, low=low, count=above.count + 1)
    return attrs.evolve(above, above=below.last)


# -- what was tried ------------------------------------------------------------------------------


def _all_tried(domains: Sequence[Domain], span: Span) -> bool:
    """Whether nothing that may be given lies between the first and the last untried."""
    if span.count == 1:
        return True
    for domain in domains:
        match domain:
            case Numbers(step):
                assert isinstance(span.first, Fraction)
                assert isinstance(span.last, Fraction)
                if step and span.count == (span.last - span.first) / step + 1:
                    return True
            case Days():
                first, last = place_of(span.first), place_of(span.last)
                if first is not None and last is not None and span.count == last - first + 1:
                    return True
            case Values():
                # What is not told in words of its order is only told of those tried.
                return True
            case _:
                assert_never(domain)
    return False


def _is_whole(domains: Sequence[Domain], told: Sequence[Span]) -> bool:
    """Whether all that may be given was tried."""
    ends = _is_end(domains, told[0].first, low=True) and _is_end(domains, told[-1].last, low=False) if told else True
    return ends and all(_all_tried(domains, span) for span in told)


def _is_end(domains: Sequence[Domain], value: Value, *, low: bool) -> bool:
    """Whether nothing below (above) it may be given."""
    for domain in domains:
        match domain:
            case Numbers(step, lowest, highest):
                bound = lowest if low else highest
                if bound is not None and isinstance(value, Fraction):
                    beyond = value - (step or 0) if low else value + (step or 0)
                    if value == bound or (step and not within(domain, beyond)):
                        return True
            case Values():
                return size_of(domain) is not None
            case Days():
                pass
            case _:
                assert_never(domain)
    return False
