"""What is true or not."""

from typing import TYPE_CHECKING, Literal

from dsl.frozen import identical
from dsl.model.base import WrittenCondition
from dsl.model.types import Truth

if TYPE_CHECKING:
    from dsl.model.expressions import Expression


@identical
class Compare(WrittenCondition):
    """Two values compared. Both sides share a type (and dimension)."""

    operator: Literal["=", "≠", ">=", "<=", ">", "<"]
    left: "Expression"
    right: "Expression"
    concept: str | None
    type: Truth = Truth()


@identical
class Logic(WrittenCondition):
    """`and` and `or` of any number of truths, `not` of one, by Kleene's logic."""

    operator: Literal["and", "or", "not"]
    parts: tuple["Expression", ...]
    concept: str | None
    type: Truth = Truth()


@identical
class YearTest(WrittenCondition):
    """A truth that the year of evaluation alone decides: it is settled when the plan is made.

    `first_of_period` and `last_of_period` are `året är mandatperiodens första år` and `sista år`; `election` is `året
    är valår`; `=`, `≠`, `>=`, `<=`, `>` and `<` are `året är [minst …] 2027`, against `year`.
    """

    kind: Literal["first_of_period", "last_of_period", "election", "=", "≠", ">=", "<=", ">", "<"]
    year: int | None
    concept: None = None
    type: Truth = Truth()
