"""What the header decides of mandate periods and election years: the one place that answers such questions.

`mandatperiod` lists periods, `valår` election years; where only those are listed the periods run from the year after
each to the next. A year that the lists do not reach is not decided, and the answer is what they lack. Where all that is
listed is equally far apart, a period that has begun is known not to end before its time; that it does end then, and
that a year is an election year, is only read and never worked out.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Literal

from dsl import model
from dsl.frozen import frozen

Question = Literal["first_of_period", "last_of_period", "election"]
Key = Literal["valår", "mandatperiod"]

# What is missing is told as far as this.
_MOST = 5


@frozen
class Undecided:
    """What the header does not decide.

    question, year: what was asked
    key: the line that must say more; listed: the nearest year that it lists, None where it lists nothing
    before: whether what is missing comes before that. missing: the election years, or the last years of periods, that
        would decide it, those first that come first; none where they cannot be told
    length: of a period, in years, where it is known
    """

    question: Question | Literal["next_election"]
    year: int
    key: Key
    listed: int | None
    before: bool
    missing: tuple[int, ...]
    length: int | None


def between(elections: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """The periods from the year after each election year to the next."""
    return tuple((before + 1, after) for before, after in pairwise(elections))


def answer(program: model.Program, question: Question, year: int) -> bool | Undecided:
    """Whether the year is the first or the last of a mandate period, or an election year."""
    elections, known = program.elections, _lasts(program)
    key: Key = "valår"
    if question == "election":
        lasts, first = elections, elections
    else:
        lasts, first = known, (*elections, *(begins for begins, _ in program.periods))
        if program.periods != between(elections):
            key = "mandatperiod"
    length = _length(known) if set(lasts) <= set(known) else _length(lasts)
    since = min(first, default=year)
    asked = year - 1 if question == "first_of_period" else year
    if lasts and year >= since:
        if asked in lasts:
            return True
        if lasts[0] < asked < lasts[-1] or _within(lasts, length, asked):
            return False
    return _undecided(question, year, key, lasts, since, length)


def next_election(program: model.Program, year: int) -> int | Undecided:
    """The first election year from this year on."""
    listed = program.elections
    length = _length(listed)
    # None comes between two that are so far apart, nor right before the first.
    if listed and listed[0] - (length or 1) < year <= listed[-1]:
        return next(election for election in listed if election >= year)
    return _undecided("next_election", year, "valår", listed, min(listed, default=year), length)


def turns(program: model.Program) -> frozenset[int]:
    """The years in which an answer is another than in the year before."""
    lasts = _lasts(program)
    return frozenset((*lasts, *(last + 1 for last in lasts), *program.elections))


def true_years(program: model.Program, question: Question) -> tuple[int, ...]:
    """The years of which the answer is yes."""
    return tuple(year for year in sorted(turns(program)) if answer(program, question, year) is True)


def decides(program: model.Program, question: Question) -> bool:
    """Whether the header decides it of any year in force. Where none is, nothing is known of what the rule does."""
    first, last = program.years
    if first is None:
        return True
    years = range(first, max((first, *turns(program))) + 1 if last is None else last + 1)
    return any(not isinstance(answer(program, question, year), Undecided) for year in years)


def _lasts(program: model.Program) -> tuple[int, ...]:
    """Every year known to be the last of a period. What `mandatperiod` says goes before `valår` in its own time."""
    said = {last for _, last in program.periods} | {first - 1 for first, _ in program.periods}
    outside = (year for year in program.elections if not said or not min(said) <= year <= max(said))
    return tuple(sorted({*said, *outside}))


def _length(years: Iterable[int]) -> int | None:
    apart = {after - before for before, after in pairwise(years)}
    return next(iter(apart)) if len(apart) == 1 else None


def _within(lasts: Sequence[int], length: int | None, year: int) -> bool:
    """Whether it is inside the period after the last one, or before the first."""
    if length is None:
        return False
    return lasts[-1] < year < lasts[-1] + length or lasts[0] - length < year < lasts[0]


def _undecided(
    question: Question | Literal["next_election"],
    year: int,
    key: Key,
    lasts: Sequence[int],
    since: int,
    length: int | None,
) -> Undecided:
    if not lasts:
        return Undecided(question, year, key, None, False, (), None)
    before = year <= since
    listed = since if before else lasts[-1]
    if length is None:
        return Undecided(question, year, key, listed, before, (), None)
    if before:
        # Down to the one that the year is not before.
        count = -((year - since) // length)
        years = [lasts[0] - length * back for back in range(count)]
        missing = sorted(years if key == "mandatperiod" else (one - length for one in years))
    else:
        asked = {"first_of_period": year - 1, "next_election": year + length - 1}.get(question, year)
        missing = [listed + length * on for on in range(1, (asked - listed) // length + 1)]
    return Undecided(question, year, key, listed, before, tuple(missing[:_MOST]), length)
