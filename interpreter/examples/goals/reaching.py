"""Which goals a calculation shows: from what is asserted down through what it was computed from.

Row by row, along the cases, rows and dates that applied, and of conditions the parts that settled them, as explanations
are told. Nothing is evaluated and nothing is told: what is met is noted by number. Searches ask this of thousands of
calculations, so what an expression leads to is worked out once for each plan.
"""

from collections.abc import Iterable

from dsl import model
from interpreter.evaluating.calculation import Calculation
from interpreter.examples.goals.goal import Asserted, Goal
from interpreter.examples.goals.leading import Map
from interpreter.examples.goals.ledger import Marks, also_met
from interpreter.examples.goals.listing import marks_of
from interpreter.examples.goals.visiting import Visit


def touched(calculation: Calculation, asserted: Iterable[Asserted]) -> frozenset[Goal]:
    """The goals that the calculation shows when these values and conditions are asserted of it."""
    return Walk(calculation.program).touched(calculation, asserted)


class Walk:
    """For many calculations of one program. What is found out about a plan is kept as long as the next calculation has
    the same one."""

    def __init__(self, program: model.Program) -> None:
        self.program = program
        self.marks: Marks = marks_of(program)
        for wording in program.wordings:
            if wording.program.definitions is not program.definitions:
                self.marks = also_met(self.marks, marks_of(wording.program))
        self._map: Map | None = None

    @property
    def goals(self) -> tuple[Goal, ...]:
        """All there are, in the order of the text."""
        return self.marks.goals

    def touched(self, calculation: Calculation, asserted: Iterable[Asserted]) -> frozenset[Goal]:
        goals = self.marks.goals
        return frozenset(goals[number] for number in self.numbers(calculation, asserted))

    def numbers(self, calculation: Calculation, asserted: Iterable[Asserted]) -> set[int]:
        """The same, as positions in `goals`."""
        if self._map is None or self._map.plan is not calculation.plan:
            self._map = Map(calculation.plan, self.marks)
        return Visit(self._map, calculation).made(asserted)
