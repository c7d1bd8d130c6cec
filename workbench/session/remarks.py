"""What an answer tells besides: what was read, left out, overruled or comes into force later. Data, no words."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from dsl.frozen import frozen, identical

if TYPE_CHECKING:
    from interpreter.elections.election import Election, Law, Outcome
    from interpreter.elections.feeding import Fed
    from interpreter.elections.problems import ElectionProblem
    from interpreter.notes import Note

# What to put instead of the start of a path when it is told: a temporary folder -> `HEAD~1:`
Paths = tuple[tuple[str, str], ...]


@attrs.frozen(eq=False)
class Counted:
    """An election with its law and its seats. seats: in all."""

    election: Election
    law: Law
    seats: int
    outcome: Outcome


@frozen
class EntersLater:
    """An amendment that is computed with though it is not in force on the day."""

    title: str
    entry: date


@frozen
class EntersWithin:
    """An amendment that enters into force within the year, which is computed as it stands after."""

    title: str
    entry: date


@frozen
class OutOfForce:
    """The year computed for, and the first and last in force; None: no such bound."""

    year: int
    first: int | None
    last: int | None


@frozen
class Noted:
    """What whoever gave the data should know."""

    note: Note
    paths: Paths = ()


@frozen
class NoDataRead:
    """No data were found beside the rules, so nothing was read.

    alone: of a lone rule file too, which data may stand beside.
    """

    alone: bool = False


@frozen
class RowsUndecided:
    """What norms come to for rows is not computed, since it depends on the year, and none is said."""


@frozen
class YearNotInForce:
    """Of a year wheel: it has only what is decided for other years."""

    year: int


@frozen
class LeftOut:
    """An amendment that is not in what is compared, since it enters into force later."""

    title: str
    entry: date


@frozen
class GoesNotWith:
    """A decided amendment that cannot be in force together with what is compared. sides: those it is not in."""

    title: str
    entry: date
    sides: tuple[str, ...]


@frozen
class DataBeside:
    """Data were read from a folder that stands beside a lone rule file."""

    folder: str


@frozen
class DataBorrowed:
    """A side without data is computed on those of the other."""

    side: str
    other: str


@frozen
class ElectionNoted:
    """What is to be known of the files of votes, and stops nothing."""

    problems: tuple[ElectionProblem, ...]


@frozen
class SeatsOverruled:
    """How many seats the file has, and how many it is counted with."""

    seats: int
    asked: int


@frozen
class FixedUnlawful:
    """The fixed seats are not as many as the law says.

    fixed: of the seats; lawful: how many should be.
    """

    fixed: int
    seats: int
    lawful: int


@frozen
class ThresholdOverruled:
    """The file has another threshold than the law, and it is counted with that of the law."""


@frozen
class LotUnused:
    """A lot was given that decided nothing."""

    name: str


@identical
class SeatsFrom:
    """Whose election the seats fed to a regulation are from. authority: whose regulation it is; inputs:
    the seats that the data have in all, None where they have none."""

    counted: Counted
    authority: str | None
    concept: str
    inputs: Fraction | None


@identical
class SeatsFed:
    """What feeding the seats did to the rows of a concept. outcome: its name; None where there is but one."""

    fed: Fed
    counted: Counted
    concept: str
    outcome: str | None


Remark = (
    EntersLater
    | EntersWithin
    | OutOfForce
    | Noted
    | NoDataRead
    | RowsUndecided
    | YearNotInForce
    | LeftOut
    | GoesNotWith
    | DataBeside
    | DataBorrowed
    | ElectionNoted
    | SeatsOverruled
    | FixedUnlawful
    | ThresholdOverruled
    | LotUnused
    | SeatsFrom
    | SeatsFed
)
