"""What becomes of a promise: it holds, it does not, or it is not decided. Plain data, no words."""

from typing import Literal

import attrs

from dsl import model
from interpreter.evaluating.calculation import Calculation
from interpreter.outcomes import Outcome, Value
from interpreter.search.axes import Axis
from interpreter.search.cases import Case, Cell


@attrs.frozen
class Range:
    """What an input of one row was tried over. count: how many values, None where there is no end of them."""

    cell: Cell
    axis: Axis
    count: int | None


@attrs.frozen(eq=False)
class Shown:
    """One value of a counter-example.

    of: the value; expression: what is compared where it has no name of its own; neither: the condition itself
    row: its label, None for the whole regulation
    outcome: what came out; after: once the input has moved, of a Monotone, else None
    section: where it is defined
    """

    of: model.Symbol | None
    row: str | None
    outcome: Outcome
    after: Outcome | None
    section: model.SectionRef | None
    expression: model.Expression | None = None


@attrs.frozen(eq=False)
class Counter:
    """A case that breaks the promise, as the evaluator has computed it.

    case: what is given, as small as it was found; file: what lies under it, or None
    moved: of a Monotone, the input that moves and where it goes
    shown: the values that break it, the one that the promise is about first
    """

    case: Case
    file: str | None
    moved: "tuple[Cell, Value, Value] | None"
    shown: tuple[Shown, ...]
    calculations: tuple[Calculation, ...]


How = Literal["structure", "exhaustion", "solver"]


@attrs.frozen(eq=False)
class Holds:
    """The promise holds for every input. how: what decided it; cases: how many of those tried it speaks of; over: what
    was varied, where cases were tried.

    empty: no case at all is as the promise says (`om …`), so that it says nothing
    """

    how: How
    cases: int = 0
    over: tuple[Range, ...] = ()
    empty: bool = False


@attrs.frozen(eq=False)
class Fails:
    """The promise is broken, by this case."""

    counter: Counter


Stop = Literal["no_solver", "hard", "pace"]


@attrs.frozen(eq=False)
class Undecided:
    """Nothing breaks the promise as far as was looked. tried: how many cases were tried; over: what was varied, where
    every case was to be.

    why: no_solver (it is not installed), hard (the solver gave up), pace (time ran out)
    rows: with how many rows of each concept, at most, the solver has found that there is no case
    """

    tried: int
    over: tuple[Range, ...]
    why: Stop
    rows: int = 0


Answer = Holds | Fails | Undecided


@attrs.frozen(eq=False)
class InYear:
    """What became of a promise in one year. year: None where it is of no year; new: whether it was decided for this
    year, and not known from another in which the rules say the same."""

    year: int | None
    answer: Answer
    new: bool
