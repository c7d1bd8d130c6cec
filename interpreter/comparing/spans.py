"""How a difference goes along one input: `4–6: +12 300; 7 and up: none`, from the values that were tried.

A span is a run of tried values, next to each other among those tried, of which one thing is true. What lies between
two tried values is only claimed where the span is `sure`. A span ends where the difference goes from less to more, or
the other way.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from dsl.frozen import identical
from interpreter.comparing.moves import number, same
from interpreter.outcomes import Known, Outcome, Value

# More spans than this tell nothing: neighbours that go the same way are told together; and of more than there is room
# for, the last ones, whichever way they go.
MOST_SPANS, ROOM = 8, 24
# So many points on a line are worth telling; beside points on no line, so many are no accident.
_LINE, _LONG = 3, 6


Kind = Literal["same", "neither", "constant", "linear", "between", "other"]


@identical
class Trial:
    """What came out on both sides with this value of the input. at: where it stands on a line, None for options."""

    value: Value
    at: Fraction | None
    before: Outcome
    after: Outcome


@identical
class Span:
    """A run of tried values of which one thing is true. first, last: of the tried values; count: how many.

    kind: `same` no difference; `neither` no value on either side, for the same reasons; `constant` the same difference;
        `linear` from `low` at the first to `high` at the last, `slope` for each base unit of the input; `between`
        differences from `low` to `high`; `other` one of the two is no number, or a truth, text or day: see before and
        after, alike in the whole span
    low, high: differences in base units; None of `other`, and where there are no numbers
    at_first, at_last: of `between`, the differences at its ends, where it goes one way only; else None
    less, more: how many of the tried values it is less and more for
    sure: it is so of every value from the first to the last that may be given, tried or not
    low_end, high_end: and of every one below the first, or above the last, that may be given
    above: and of all that is more than this, which is the last of the span before; None where that is not known
    """

    first: Value
    last: Value
    count: int
    kind: Kind
    low: Fraction | None
    high: Fraction | None
    slope: Fraction | None
    at_first: Fraction | None
    at_last: Fraction | None
    before: Outcome
    after: Outcome
    less: int = 0
    more: int = 0
    sure: bool = False
    low_end: bool = False
    high_end: bool = False
    above: Value | None = None


def spans(trials: Sequence[Trial]) -> tuple[Span, ...]:
    """Parts the trials, in the order of the input, into spans. Every trial is in one span."""
    found = _merged(trials, _runs(trials), _no_line)
    for merge, most in ((_both_short, MOST_SPANS), (_same_way, MOST_SPANS), (_not_against, ROOM)):
        if len(found) > most:
            found = _merged(trials, found, merge)
    if len(found) > ROOM:
        found = [*found[: ROOM - 1], *_merged(trials, found[ROOM - 1 :], _all_numbers)]
    return tuple(_span(trials, run) for run in found)


# first, end (not in it), kind
_Run = tuple[int, int, Kind]


def _runs(trials: Sequence[Trial]) -> list[_Run]:
    """Where the difference stands still, or follows a line; single ones in between are put together."""
    found: list[_Run] = []
    differences = [_difference(trial) for trial in trials]
    at = 0
    while at < len(trials):
        end = _still(trials, differences, at)
        kind: Kind = "constant"
        if same(trials[at].before, trials[at].after):
            kind = "same" if isinstance(trials[at].before, Known) else "neither"
        elif differences[at] is None:
            kind = "other"
        elif end == at + 1:
            line = _line(trials, differences, at)
            end, kind = (line, "linear") if line - at >= _LINE else (end, "between")
        # Points on no line, as long as they go the same way.
        apart = kind == "between" and found and found[-1][2] == "between"
        if apart and _not_against(trials, found[-1], (at, end, kind)):
            at = found.pop()[0]
        found.append((at, end, kind))
        at = end
    return [(first, end, "constant" if kind == "between" and end - first == 1 else kind) for first, end, kind in found]


def _still(trials: Sequence[Trial], differences: Sequence[Fraction | None], at: int) -> int:
    """The end of the run of trials that say the same as this one."""
    difference, end = differences[at], at + 1
    while end < len(trials) and differences[end] == difference:
        if difference is None and not _alike(trials[at], trials[end]):
            break
        end += 1
    return end


def _alike(one: Trial, other: Trial) -> bool:
    """Of trials without a difference: both unchanged, or both changed in the same way."""
    unchanged = same(one.before, one.after), same(other.before, other.after)
    return all(unchanged) or (not any(unchanged) and same(one.before, other.before) and same(one.after, other.after))


def _line(trials: Sequence[Trial], differences: Sequence[Fraction | None], at: int) -> int:
    """The end of the run of trials whose differences lie on one line."""
    points: list[tuple[Fraction, Fraction]] = []
    for trial, difference in zip(trials[at:], differences[at:], strict=True):
        if difference is None or trial.at is None:
            break
        if points and (points[0][1] < 0 < difference or difference < 0 < points[0][1]):
            break
        points.append((trial.at, difference))
        if len(points) > 2 and not _straight(points[0], points[1], points[-1]):
            return at + len(points) - 1
    return at + len(points)


_Point = tuple[Fraction, Fraction]


def _straight(one: _Point, two: _Point, three: _Point) -> bool:
    return (two[1] - one[1]) * (three[0] - one[0]) == (three[1] - one[1]) * (two[0] - one[0])


def _difference(trial: Trial) -> Fraction | None:
    before, after = number(trial.before), number(trial.after)
    return None if before is None or after is None else after - before


# -- fewer spans ---------------------------------------------------------------------------------

_Together = Callable[[Sequence[Trial], _Run, _Run], bool]


def _merged(trials: Sequence[Trial], runs: Sequence[_Run], together: _Together) -> list[_Run]:
    found: list[_Run] = []
    for run in runs:
        if found and together(trials, found[-1], run):
            found.append((found.pop()[0], run[1], "between"))
        else:
            found.append(run)
    return found


def _no_line(trials: Sequence[Trial], one: _Run, other: _Run) -> bool:
    """A short line beside points on none."""
    kinds = {one[2], other[2]}
    short = _is_short(one) and _is_short(other)
    return "between" in kinds and kinds <= {"between", "linear"} and short and _not_against(trials, one, other)


def _both_short(trials: Sequence[Trial], one: _Run, other: _Run) -> bool:
    """No pattern that is long enough to be one, beside another."""
    return _is_short(one) and _is_short(other) and _not_against(trials, one, other)


def _is_short(run: _Run) -> bool:
    return run[2] == "between" or (run[2] in ("constant", "linear") and run[1] - run[0] < _LONG)


def _same_way(trials: Sequence[Trial], one: _Run, other: _Run) -> bool:
    """All more, or all less."""
    low, high = _extent(trials, one), _extent(trials, other)
    return low is not None and high is not None and (min(*low, *high) > 0 or max(*low, *high) < 0)


def _not_against(trials: Sequence[Trial], one: _Run, other: _Run) -> bool:
    """Not more in the one and less in the other."""
    low, high = _extent(trials, one), _extent(trials, other)
    return low is not None and high is not None and (min(*low, *high) >= 0 or max(*low, *high) <= 0)


def _all_numbers(trials: Sequence[Trial], one: _Run, other: _Run) -> bool:
    return _extent(trials, one) is not None and _extent(trials, other) is not None


def _extent(trials: Sequence[Trial], run: _Run) -> tuple[Fraction, Fraction] | None:
    """The lowest and the highest difference; None where some are none."""
    found = [_difference(trial) for trial in trials[run[0] : run[1]]]
    differences = [one for one in found if one is not None]
    return (min(differences), max(differences)) if len(differences) == len(found) else None


def _span(trials: Sequence[Trial], run: _Run) -> Span:
    first, last, extent = trials[run[0]], trials[run[1] - 1], _extent(trials, run)
    low, high = (None, None) if extent is None else extent
    ends: tuple[Fraction | None, Fraction | None] = None, None
    slope = None
    if run[2] == "linear":
        low, high, slope = _difference(first), _difference(last), _slope(first, last)
    elif run[2] == "between" and _one_way(trials[run[0] : run[1]]):
        ends = _difference(first), _difference(last)
    found = [_difference(trial) or Fraction(0) for trial in trials[run[0] : run[1]]]
    less, more = sum(one < 0 for one in found), sum(one > 0 for one in found)
    count = run[1] - run[0]
    told = (run[2], low, high, slope, *ends, first.before, first.after, less, more)
    return Span(first.value, last.value, count, *told)


def _one_way(trials: Sequence[Trial]) -> bool:
    """Of trials that all have a difference: whether it never rises, or never falls."""
    pairs = list(pairwise(_difference(trial) or Fraction(0) for trial in trials))
    return all(one <= other for one, other in pairs) or all(one >= other for one, other in pairs)


def _slope(first: Trial, last: Trial) -> Fraction:
    """Of two that have a place and a difference."""
    ends = [(trial.at or Fraction(0), _difference(trial) or Fraction(0)) for trial in (first, last)]
    return (ends[1][1] - ends[0][1]) / (ends[1][0] - ends[0][0])
