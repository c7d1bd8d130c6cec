"""Why a row has the place it has: the rows of its group in their order, with what they are ordered by."""

from fractions import Fraction

from dsl import model
from interpreter.explaining.conditions import Operand
from interpreter.explaining.cursor import Spot
from interpreter.explaining.derivation import Placed
from interpreter.outcomes import Known, Outcome


def places(ranking: model.Ranking, spot: Spot) -> tuple[Placed, tuple[Operand, ...]]:
    """With it what it is read from: the row's own key first, then what parts equals."""
    owner = spot.owner(ranking.group)
    members = () if owner is None else owner.members(ranking.group, ranking)
    found = [(label, there.outcome(ranking.key), there.outcome(ranking)) for label, there in members]
    own = [part for part in (ranking.key, ranking.tie_key) if part is not None]
    return Placed(ranking, tuple(sorted(found, key=_place))), tuple((part, spot) for part in own)


def _place(found: tuple[str, Outcome, Outcome]) -> tuple[bool, Fraction]:
    """Rows without a place come last, in the order of the data."""
    place = found[2]
    known = isinstance(place, Known) and isinstance(place.value, Fraction)
    return not known, place.value if isinstance(place, Known) and isinstance(place.value, Fraction) else Fraction(0)
