"""What a comparison of two versions is: what is asked for, and the answer with its causes and ranges."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from dsl import model
from dsl.comparing.data import Change
from dsl.frozen import frozen, identical
from interpreter.comparing.attribution import Attribution
from interpreter.comparing.moves import Move
from interpreter.comparing.sensitivity import Study
from interpreter.evaluating.calculation import Calculation
from workbench.session.sides import OpenedSide

if TYPE_CHECKING:
    from dsl.comparing.renaming import Called
    from interpreter.comparing.equality import How

# So many changes may any two versions have.
_FEW = 8


@frozen
class Asked:
    """What is asked of a comparison of two versions.

    year, day: None for each side's own. symbols: the values asked for; none: chosen here. row: only this one.

    all: every value that differs is told in full; thorough: it is proved of all that may be equal, not only of those
        that were followed
    """

    year: int | None = None
    day: date | None = None
    symbols: tuple[model.Symbol, ...] = ()
    row: str | None = None
    all: bool = False
    thorough: bool = False


@identical
class Cause:
    """What a difference may be due to: changes that only stand together, an amendment, or (neither) other data."""

    changes: tuple[Change, ...] = ()
    amendment: str | None = None


@identical
class Ranges:
    """Where the two differ, whatever the data.

    renamed: what the new side calls a value -> what the old side did
    same: values that cannot differ, for they are computed alike all the way down; open: those that may, in text order
    proved: of `open`, those that are computed otherwise and still cannot differ, and how that was found
    apart: values that cannot be compared: only one side has them, or they are counted in something else
    studies: of some of `open`, each along its inputs; stopped: time ran out before all were done
    unproved: time ran out before all that may be equal were looked at
    """

    renamed: Mapping[model.Symbol, model.Symbol]
    same: frozenset[model.Symbol]
    open: tuple[model.Symbol, ...]
    proved: Mapping[model.Symbol, How]
    studies: tuple[Study, ...]
    stopped: bool
    unproved: bool
    apart: tuple[model.Symbol, ...] = ()


@identical
class OtherYear:
    """What comes out in another year, with the rules as they stand then, on the same data.

    moved: what differs; chosen: of that, what is told first; alike: no value can differ, whatever the data
    """

    year: int
    before: Calculation
    after: Calculation
    moved: tuple[Move, ...]
    chosen: frozenset[model.Symbol]
    alike: bool


@identical
class Comparison:
    """Two versions side by side: what the rules say differently, and what that comes to.

    asked: what for. changes: of the rules. causes: in the order in which they are applied.

    headline: the values that are asked for; else what is paid out, or amounts that nothing else is made of
    others: the rest that differs
    stopped: time ran out before the causes were told apart in order
    differs: whether the rules mean something else or anything comes out differently, in any year that was looked at
    years: the other years in force, where nobody has asked for one; whole_years: with those, they are all there are
    names: of concepts and inputs that are only called something else; the old side is told under the new ones
    """

    old: OpenedSide
    new: OpenedSide
    asked: Asked
    before: Calculation
    after: Calculation
    changes: tuple[Change, ...]
    causes: tuple[Cause, ...]
    headline: tuple[Attribution, ...]
    others: tuple[Attribution, ...]
    ranges: Ranges
    differs: bool
    years: tuple[OtherYear, ...] = ()
    whole_years: bool = True
    names: tuple[Called, ...] = ()

    @property
    def moves_values(self) -> bool:
        """Whether any value is seen to come out differently: on the data in any year, or in a case that was tried."""
        moved = bool(self.headline or self.others) or any(one.moved for one in self.years)
        return moved or any(map(study_differs, self.ranges.studies))


def unrelated(comparison: Comparison) -> bool:
    """Whether the two hardly have anything in common, so that what differs says nothing."""
    shared = len(comparison.ranges.same) + len(comparison.ranges.open)
    return 10 * shared < shared + len(comparison.ranges.apart) and len(comparison.changes) > _FEW


def study_differs(study: Study) -> bool:
    """Whether it was seen to differ somewhere."""
    if study.came is not None:
        return True
    return any(span.kind not in ("same", "neither") for line in study.lines for span in line.spans)
