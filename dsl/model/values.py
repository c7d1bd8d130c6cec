"""Values read, computed, bounded and rounded."""

import datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from dsl.frozen import identical
from dsl.model.base import Written
from dsl.model.inputs import Symbol
from dsl.model.types import Type

if TYPE_CHECKING:
    from dsl.model.expressions import Expression


@identical
class Constant(Written):
    """A value that is written out."""

    value: "Fraction | bool | str | datetime.date"
    type: Type
    concept: None = None


@identical
class Reference(Written):
    """An attribute, an input of the whole regulation or a defined value of this row.

    `year` is 0 for the year of evaluation and -1 for the year before; or it is the year itself where `absolute`.
    """

    symbol: Symbol
    type: Type
    concept: str | None
    year: int = 0
    absolute: bool = False


@identical
class Follow(Written):
    """`listans ledamöter` seen from an uppdrag: `value` (over the related concept) is read through `relation`."""

    relation: "Expression"
    value: "Expression"
    type: Type
    concept: str | None


@identical
class Arithmetic(Written):
    """Two numbers, or days and lengths of time, computed with."""

    operator: Literal["+", "-", "*", "/"]
    left: "Expression"
    right: "Expression"
    type: Type
    concept: str | None


@identical
class Changed(Written):
    """`ökat med` and `minskat med`: value × (1 ± by) where `proportional`, else value ± by."""

    kind: Literal["increase", "decrease"]
    value: "Expression"
    by: "Expression"
    proportional: bool
    type: Type
    concept: str | None


@identical
class Extreme(Written):
    """One of two numbers or two days. `higher` is `det högre av`, `den senaste av` and `dock lägst`; `lower` is `det
    lägre av`, `den tidigaste av` and `dock högst`.

    `bound` says that the two are a value and its bound (for the wording of explanations).
    """

    kind: Literal["higher", "lower"]
    left: "Expression"
    right: "Expression"
    bound: bool
    type: Type
    concept: str | None


@identical
class Round(Written):
    """A number rounded to a whole number of steps.

    `step` is in base units and above 0. `tie` is set exactly when `direction` is nearest. `down` is towards −∞ and `up`
    towards +∞, also as a tie: −2,5 is −2 up, −3 down, −2 even, −3 away (from zero).
    """

    value: "Expression"
    direction: Literal["up", "down", "nearest"]
    step: Fraction
    tie: Literal["up", "down", "even", "away"] | None
    type: Type
    concept: str | None


@identical
class NotRegulated(Written):
    """`inte reglerat "…"`: the regulation is silent, for this reason."""

    reason: str
    type: Type
    concept: None = None
