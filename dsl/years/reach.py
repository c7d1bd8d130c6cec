"""How far from what is in force a year may be asked for: chains of years grow with it, and nothing is known so far off.

A year beyond the years in force can be asked for, to see what would be, but only so near that it could be meant.
"""

from collections.abc import Iterator

from dsl import model
from dsl.expressions import post_order, shape
from dsl.years.periods import turns

# Years before the first in force and after the last; and after all that a regulation without a last year speaks of.
BEYOND = 30
OPEN_ENDED = 60
# And after all that any regulation speaks of, however long it is said to be in force.
FARTHEST = 100


def reach(program: model.Program) -> tuple[int | None, int | None]:
    """The first and the last year that may be computed; None where nothing says."""
    first, last = program.years
    told = {*_told(program), *(() if first is None else (first,))}
    if not told:
        return None, None if last is None else last + BEYOND
    low = min(told) - OPEN_ENDED if first is None else first - BEYOND
    if last is None:
        return low, max(told) + OPEN_ENDED
    return low, min(last + BEYOND, max(told) + FARTHEST)


def within_reach(program: model.Program, year: int | None) -> bool:
    """Whether a year of the program can be computed; None is the year of each value."""
    return year is None or within(year, *reach(program))


def within(year: int, low: int | None, high: int | None) -> bool:
    """Say whether a year can be computed.

    low, high: of `reach`.
    """
    return (low is None or low <= year) and (high is None or year <= high)


def _told(program: model.Program) -> Iterator[int]:
    """The years that the header and the rules speak of."""
    yield from turns(program)
    if program.calculation_year is not None:
        yield program.calculation_year
    yield from (wording.first for wording in program.wordings if wording.first is not None)
    for definition in program.definitions:
        for part in post_order(definition.expression):
            yield from shape(part).years
