"""One row at one moment of a calculation: the only place where derivations ask what was computed."""

from typing import Literal

import attrs

from dsl import model
from dsl.checking.expressions import post_order
from interpreter.calculation import Calculation
from interpreter.outcomes import Known, Outcome, Place
from interpreter.plan import Moment
from interpreter.planning.needs import year_read


@attrs.frozen
class Key:
    """One value of one row at one moment; row None: for the whole regulation. Where the moment does not matter it is
    that of the calculation, so that what is the same every year is told once."""

    symbol: model.Symbol
    row: int | None
    moment: Moment


@attrs.frozen(eq=False)
class Spot:
    """row: index among the rows of the concept that is spoken of, None for the whole regulation.

    yearly: the values that differ from year to year
    """

    calculation: Calculation
    yearly: frozenset[model.Symbol]
    row: int | None
    moment: Moment
