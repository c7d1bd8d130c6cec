"""What is gathered over many rows."""

from typing import TYPE_CHECKING, Literal

from dsl.frozen import identical
from dsl.model.base import Written, WrittenCondition
from dsl.model.inputs import Symbol
from dsl.model.types import Truth, Type

if TYPE_CHECKING:
    from dsl.model.expressions import Expression


@identical
class Group:
    """The rows to gather over. With `via` None they are all rows of `concept`; else, for each row of `owner`, the rows
    of `concept` whose relation `via` points at it."""

    concept: str
    owner: str | None
    via: Symbol | None


@identical
class Aggregate(Written):
    """One value of a group's rows. `value` is over group.concept (None for count); `where` is a truth over
    group.concept, or None. Its `concept` is group.owner.

    A maximum or minimum may be of days. An empty total is 0 and an empty count 0; an empty maximum, minimum or mean is
    undefined.
    """

    kind: Literal["total", "count", "maximum", "minimum", "mean"]
    group: Group
    value: "Expression | None"
    where: "Expression | None"
    type: Type
    concept: str | None


@identical
class Quantified(WrittenCondition):
    """Whether some, every or none of the group's rows fulfil `condition` (over group.concept), by Kleene's logic over
    the rows."""

    quantifier: Literal["some", "every", "none"]
    group: Group
    condition: "Expression"
    concept: str | None
    type: Truth = Truth()


@identical
class Ranking(Written):
    """The place of each row of the group among them all, 1 for the first: most (or least) of `key` comes first.

    Equal rows share the best place and leave those after it empty, unless a tie key or a lot parts them: rows that a
    lot would part need a judgement. One row of the group without a key stops all.
    """

    group: Group
    key: "Expression"
    most: bool
    tie_key: "Expression | None"
    tie_by_lot: bool
    type: Type
    concept: str | None
