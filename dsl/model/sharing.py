"""A pot that is shared out."""

from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from dsl import nodes
from dsl.frozen import field, identical
from dsl.model.base import Written
from dsl.model.groups import Group
from dsl.model.types import Type

if TYPE_CHECKING:
    from dsl.model.expressions import Expression


@identical
class Give:
    """What each row gets. `value` is over the group's concept, or one for all; `where` is a truth over the group's
    concept, or None."""

    value: "Expression"
    where: "Expression | None"
    node: nodes.Give | nodes.PartOfPot = field(repr=False)


@identical
class Proportional:
    """The rest is shared in proportion to a key."""

    key: "Expression"


@identical
class Equal:
    """The rest is shared equally."""


@identical
class ToRow:
    """The whole difference goes to the row with most (or least) of `key`; for ties see Sharing."""

    key: "Expression"
    most: bool


@identical
class LargestRemainder:
    """One rounding step each goes to the rows with the largest remainders."""


@identical
class SainteLague:
    """Whole units of the pot go one at a time to the highest of key/d, where d is `first_divisor`, 3, 5, 7 …"""

    key: "Expression"
    first_divisor: Fraction


@identical
class Turn:
    """What is given is a claim, met as far as the pot goes, the row with most (or least) of `key` first. With a claim
    below 0 it is undefined."""

    key: "Expression"
    most: bool


@identical
class Sharing:
    """A pot shared out within a group; the shares, and what stays, add up to the pot for every input.

    `pot` is over group.owner (None: the whole regulation). `gives` come in order, then the rest by `rest` (None: the
    gives must exhaust the pot exactly, and else it is undefined), or all by SainteLague, or gives as claims by `turn`.
    A negative rest, a proportion of nothing, and an empty group with a pot ≠ 0 are undefined.

    `cap` is what no share is above. With `goes_on` what it cuts off is shared among those below theirs in the same way,
    again until nothing or nobody is left; else it stays. With `stays` what nobody can take stays (see LeftOf), also
    where there is no row, or no key above 0; then keys below 0 are undefined.

    `rounding` is of each row's final sum, in base units: (direction, step, tie), down to a step within the ceiling.
    `taker` is who takes what rounding leaves: ToRow takes all of it, one with room for it below the ceiling; by
    LargestRemainder it is steps, for those who have room for one more. It is None where there is no rounding, or where
    the difference stays. `unrounded` says that what is less than a step goes to the taker too. Else it stays where
    anything may stay; where nothing may, the checks have seen to it that the pot is a whole number of steps.

    Ties go by `tie_key`, and then by `tie_by_lot`: True is that a judgement is needed when it matters, False a
    conflict.
    """

    name: str
    pot: "Expression"
    group: Group
    gives: tuple[Give, ...]
    rest: Proportional | Equal | SainteLague | None
    cap: "Expression | None"
    goes_on: bool
    stays: bool
    turn: Turn | None
    rounding: tuple[Literal["up", "down", "nearest"], Fraction, Literal["up", "down", "even", "away"] | None] | None
    taker: ToRow | LargestRemainder | None
    unrounded: bool
    tie_key: "Expression | None"
    tie_by_lot: bool
    node: nodes.Sharing = field(repr=False)


@identical
class ShareOf(Written):
    """The row's part of a sharing; its `concept` is the group's concept."""

    sharing: Sharing
    type: Type
    concept: str | None


@identical
class LeftOf(Written):
    """What stays of the pot when all shares are given, of whoever the pot is of; its `concept` is the group's owner."""

    sharing: Sharing
    type: Type
    concept: str | None
