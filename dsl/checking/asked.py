"""The years that examples, published tables and promises ask about: none too far from those in force."""

from collections.abc import Iterator

from dsl import model
from dsl.problems.years import YearOutOfReach
from dsl.years.reach import reach, within


def check_asked(program: model.Program) -> Iterator[YearOutOfReach]:
    asked = (
        *((example.year, example.span) for example in program.examples),
        *((table.year, table.span) for table in program.references),
        *((promise.year, promise.span) for promise in program.promises),
    )
    if any(year is not None for year, _ in asked):
        reached = reach(program)
        for year, span in asked:
            if year is not None and not within(year, *reached):
                yield YearOutOfReach(span, year, *reached)
