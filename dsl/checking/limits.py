"""A floor above the ceiling that stands after it, or a ceiling below the floor: then one of them is all that counts."""

from collections.abc import Iterator

from dsl import model
from dsl.checking.program import Subject, span
from dsl.domains import Numbers
from dsl.problems.tables import LimitsInverted


def check_limits(subject: Subject) -> Iterator[LimitsInverted]:
    """Each limit that always gives the same, because of another one written before it."""
    for definition, order in subject.orders.items():
        for expression in order:
            match expression:
                case model.Extreme(kind=kind, left=value, right=limit, bound=True):
                    inner = next((one for one in _others(value, kind) if _beyond(subject, one, limit, kind)), None)
                    if inner is not None:
                        place = definition.node.span
                        first, last = span(inner, place), span(limit, place)
                        yield LimitsInverted(last, definition.symbol.name, first, floor_last=kind == "higher")
                case _:
                    pass


def _others(value: model.Expression, kind: str) -> Iterator[model.Expression]:
    """The limits of the other kind that the value went through, the last first, with nothing else than rounding and
    limits after them."""
    while isinstance(value, model.Round) or (isinstance(value, model.Extreme) and value.bound):
        if isinstance(value, model.Round):
            value = value.value
            continue
        if value.kind != kind:
            yield value.right
        value = value.left


def _beyond(subject: Subject, first: model.Expression, last: model.Expression, kind: str) -> bool:
    """Whether the two can never leave anything between them."""
    one, other = subject.domain(first), subject.domain(last)
    assert isinstance(one, Numbers)
    assert isinstance(other, Numbers)
    low, high = (one.high, other.low) if kind == "higher" else (other.high, one.low)
    return low is not None and high is not None and low < high
