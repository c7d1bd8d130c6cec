"""What kinds of values there are."""

import attrs

from dsl.frozen import frozen
from dsl.units import Unit


@attrs.frozen
class Number:
    """A number in some unit, exact.

    `whole` says that there are only whole numbers of the unit (`heltal mandat`). `unit` is as declared or derived, for
    showing; checking goes by its dimensions. `counted` is a plain number that is a part or a multiple of what is
    counted, so that a share of it is a number and no share; whole plain numbers are counted without it.
    """

    unit: Unit
    whole: bool = False
    counted: bool = attrs.field(default=False, eq=False, repr=False)

    @property
    def is_counted(self) -> bool:
        """Whether it is so many: no share, and none can be given for it."""
        return not self.unit.powers and self.unit.factor == 1 and (self.whole or self.counted)


@frozen
class Truth:
    """Yes or no."""


@frozen
class Text:
    """Any words."""


@frozen
class Day:
    """A day of the calendar."""


@frozen
class Choice:
    """`ett av resa, konferens eller annan`; its values are the option strings."""

    options: tuple[str, ...]


@frozen
class RowOf:
    """A relation to a row of another concept."""

    concept: str


Type = Number | Truth | Text | Day | Choice | RowOf


def is_money(of: Type) -> bool:
    """Whether it is counted in kronor, as such or by something (kr/år)."""
    return isinstance(of, Number) and ("kr", 1) in of.unit.powers
