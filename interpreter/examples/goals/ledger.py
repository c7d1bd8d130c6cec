"""The goals as they are found: each once, numbered, and where it is met. Put in the order of the text at the end."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

import attrs

from dsl import model
from dsl.source import Span
from interpreter.examples.goals.decisions import Wanted
from interpreter.examples.goals.goal import Goal, Kind, What
from interpreter.examples.goals.thresholds import Side

# An expression, table, scope or definition, and what happens there.
Met = tuple[object, object]


@attrs.frozen(eq=False)
class Mark:
    """One side of a threshold.

    goal: its number; row, column: of a table; inside: the row itself must have fitted
    asks: which side of a comparison is compared with the threshold, or how far they are apart (left − right)
    """

    goal: int
    side: Side
    threshold: Fraction
    row: int = 0
    column: int = 0
    inside: bool = False
    asks: Literal["left", "right", "apart"] = "left"


@attrs.frozen(eq=False)
class Marks:
    """All goals, and where each can be met. goals: in the order of the text.

    at: what happens where -> number of the goal
    boundaries: comparison, test of the year, table or brackets -> the sides of their thresholds
    readings: (question, reading) -> number of the goal
    """

    goals: tuple[Goal, ...]
    at: Mapping[Met, int]
    boundaries: Mapping[object, tuple[Mark, ...]]
    readings: Mapping[tuple[str, str], int]


def also_met(marks: Marks, then: Marks) -> Marks:
    """The same goals, met too where the same text was followed as the regulation read in other years."""
    known = {(goal.span, goal.what, goal.nth): number for number, goal in enumerate(marks.goals)}
    now = [known.get((goal.span, goal.what, goal.nth)) for goal in then.goals]
    at = {met: number for met, old in then.at.items() if (number := now[old]) is not None}
    boundaries = {
        of: tuple(attrs.evolve(mark, goal=number) for mark in sides if (number := now[mark.goal]) is not None)
        for of, sides in then.boundaries.items()
    }
    return attrs.evolve(marks, at={**at, **marks.at}, boundaries={**boundaries, **marks.boundaries})


@attrs.frozen(eq=False)
class At:
    """An expression on the way down: where it stands, and what must have been so for it to be asked.

    span: of what it stands in, for what has no place of its own
    """

    expression: model.Expression
    section: model.SectionRef
    span: Span
    context: tuple[Wanted, ...] = ()

    @property
    def place(self) -> Span:
        return self.span if self.expression.node is None else self.expression.node.span


@attrs.define(eq=False)
class Ledger:
    """The goals while they are listed. definition: the one at hand, None outside them; counted: how many alike it
    has at one place."""

    program: model.Program
    definition: model.Definition | None = None
    goals: list[Goal] = attrs.field(factory=list)
    numbers: dict[tuple[Span, What, int], int] = attrs.field(factory=dict)
    at: dict[Met, int] = attrs.field(factory=dict)
    boundaries: dict[object, tuple[Mark, ...]] = attrs.field(factory=dict)
    readings: dict[tuple[str, str], int] = attrs.field(factory=dict)
    counted: dict[tuple[Span, What], int] = attrs.field(factory=dict)

    def turn_to(self, definition: model.Definition | None) -> None:
        self.definition = definition
        self.counted = {}

    def goal(self, kind: Kind, span: Span, what: What, section: model.SectionRef) -> int:
        """The number of the goal: a new one unless the same place in the text has it already."""
        nth = self.counted.get((span, what), 0)
        self.counted[span, what] = nth + 1
        key = (span, what, nth)
        reading = None if self.definition is None else self.definition.reading
        number = self.numbers.get(key)
        if number is None:
            number = self.numbers[key] = len(self.goals)
            self.goals.append(Goal(kind, span, what, nth, section, self.definition, reading))
        elif self.goals[number].reading != reading:
            # It stands outside the readings, though what is decided with it depends on them.
            self.goals[number] = attrs.evolve(self.goals[number], reading=None)
        return number

    def mark(self, of: object, happens: object, kind: Kind, span: Span, what: What, section: model.SectionRef) -> None:
        """Once for each expression, which may stand in several places of one rule."""
        if (of, happens) not in self.at:
            self.at[of, happens] = self.goal(kind, span, what, section)

    def closed(self) -> Marks:
        """The goals in the order of the text, with their numbers by that."""
        sections = {section: number for number, section in reversed([*enumerate(self.program.sections)])}
        files = {file: number for number, file in enumerate(self.program.files)}

        def place(number: int) -> tuple[int, ...]:
            goal = self.goals[number]
            span = goal.span
            return sections.get(goal.section, -1), files.get(span.file, -1), span.line, span.column, number

        order = sorted(range(len(self.goals)), key=place)
        new = {old: number for number, old in enumerate(order)}
        return Marks(
            tuple(self.goals[old] for old in order),
            {met: new[old] for met, old in self.at.items()},
            {
                of: tuple(attrs.evolve(mark, goal=new[mark.goal]) for mark in marks)
                for of, marks in self.boundaries.items()
            },
            {reading: new[old] for reading, old in self.readings.items()},
        )
