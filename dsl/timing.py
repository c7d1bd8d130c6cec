"""What of a rule is another in another year or on another day: one list, which all that asks goes by.

A kind of expression that is not sorted in here does not pass the type checker.
"""

from collections.abc import Iterator
from typing import assert_never

from dsl import model


def in_time(expression: model.Expression) -> bool:
    """Whether the year or the day decides what the expression is, whatever its parts are. What it reads of other years
    is told by `of_another_year`."""
    match expression:
        case model.YearTest() | model.Timeline() | model.OnDay() | model.Indexed() | model.DayOf() | model.AskedDay():
            return True
        case (
            model.Constant()
            | model.Reference()
            | model.Arithmetic()
            | model.Compare()
            | model.Logic()
            | model.Lookup()
            | model.Cases()
            | model.Exceptions()
            | model.Changed()
            | model.Extreme()
            | model.Round()
            | model.Follow()
            | model.Aggregate()
            | model.Quantified()
            | model.Brackets()
            | model.NotRegulated()
            | model.AsOf()
            | model.WholeTime()
            | model.ShiftDay()
            | model.Workday()
            | model.Ranking()
            | model.ShareOf()
            | model.LeftOf()
        ):
            return False
        case _:
            assert_never(expression)


def of_another_year(expression: model.Expression) -> bool:
    """Whether it reads a value of another year than the one that is asked about."""
    return isinstance(expression, model.Reference) and (expression.year != 0 or expression.absolute)


def years_told(expression: model.Expression) -> Iterator[int]:
    """The years that the expression itself speaks of: in which something begins or ends."""
    match expression:
        case model.YearTest(year=int() as year) | model.Reference(year=int() as year, absolute=True):
            yield year
        case model.Timeline(values):
            yield from (dated.first.year for dated in values)
            yield from (dated.last.year for dated in values if dated.last is not None)
        case model.Indexed(_, level_year, first_year):
            yield from (level_year, first_year)
        case _:
            pass
