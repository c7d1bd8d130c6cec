"""What a run computed, read cell by cell as exact values again."""

import datetime
from collections.abc import Sequence
from fractions import Fraction

from dsl import model
from dsl.frozen import identical
from interpreter.evaluating.given import size_of
from interpreter.evaluating.lowering.lower import Lowered
from interpreter.evaluating.plan import Plan, Taken
from interpreter.evaluating.running import Run
from interpreter.facts import Facts
from interpreter.outcomes import Value


@identical
class Computed:
    plan: Plan
    lowered: Lowered
    facts: Facts
    run: Run

    def size(self, slot: int) -> int:
        """How many rows it has."""
        return size_of(self.facts, self.plan.slots[slot].concept)

    def number(self, slot: int, row: int) -> Fraction:
        """The number; of truths, days, texts and rows the code. A slot of the whole regulation has the row 0."""
        column = self.lowered.columns[slot]
        vectors = self.run.vectors
        bottom = 1
        for divisor in column.divisors:
            bottom *= vectors[divisor.vector][row]
        top = 1 if column.vector is None else vectors[column.vector][row]
        return column.unit * Fraction(top, bottom)

    def truths(self, slot: int, rows: int) -> Sequence[int]:
        """A column of truths or codes, for so many rows: a constant has as many as are asked for."""
        column = self.lowered.columns[slot]
        if column.vector is None:
            return [column.unit.numerator] * rows
        return self.run.vectors[column.vector]

    def part(self, taken: Taken, row: int) -> int | None:
        """Which part it is in the row, where that can be told."""
        if taken.slot < 0:
            return taken.parts[0]
        slot = self.plan.slots[taken.slot]
        code = self.number(taken.slot, 0 if slot.concept is None else row).numerator
        return taken.parts[1 - code if slot.kind == "truth" else code]

    def zero(self, slot: int, rows: int) -> Sequence[bool]:
        """Which rows are 0."""
        column = self.lowered.columns[slot]
        if column.vector is None:
            return [column.unit == 0] * rows
        return [number == 0 for number in self.run.vectors[column.vector]]

    def value(self, slot: int, row: int, kind: model.Type) -> Value:
        number = self.number(slot, row)
        match kind:
            case model.Number():
                return number
            case model.Truth():
                return number == 1
            case model.Day():
                return datetime.date.fromordinal(number.numerator)
            case model.RowOf(concept):
                return self.facts.rows[concept].labels[number.numerator]
            case _:
                return self.run.texts[number.numerator]
