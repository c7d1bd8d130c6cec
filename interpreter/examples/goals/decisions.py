"""Conditions of several parts: which parts there are, and when one of them alone decides the whole.

A part decides where every other part on the way to it leaves it to it: beside it in an `och` all hold, beside it in an
`eller` none does (masking MC/DC).
"""

from collections.abc import Iterator

from dsl import model, nodes

# A condition, and what it must come to.
Wanted = tuple[model.Expression, bool]


def opaque(condition: model.Logic) -> bool:
    """Whether it is one part, though several comparisons: `är A, B eller C`, `är från och med A till och med B`, and
    what norms say."""
    return isinstance(condition.node, nodes.Membership | nodes.Within | nodes.Normed)


def inner(condition: model.Expression) -> tuple[model.Expression, ...]:
    """What a condition of several parts is made of; nothing for a part."""
    match condition:
        case model.Logic("not", (part,)):
            return (part,) if inner(part) else ()
        case model.Logic(parts=parts) if not opaque(condition):
            return parts
        case _:
            return ()


def leaves(whole: model.Expression) -> tuple[model.Expression, ...]:
    """The parts of a condition, in written order; a condition of one part is its own."""
    found: list[model.Expression] = []
    waiting = [whole]
    while waiting:
        condition = waiting.pop()
        below = inner(condition)
        waiting.extend(reversed(below))
        if not below:
            found.append(condition)
    return tuple(found)


def sensitive(whole: model.Expression) -> Iterator[tuple[model.Expression, tuple[Wanted, ...]]]:
    """Each part of a condition, with what the other parts must come to for it to decide the whole. That is long,
    where there are many."""
    waiting: list[tuple[model.Expression, tuple[Wanted, ...]]] = [(whole, ())]
    while waiting:
        condition, wanted = waiting.pop()
        below = inner(condition)
        if not below:
            yield condition, wanted
            continue
        neutral = isinstance(condition, model.Logic) and condition.operator == "and"
        waiting.extend(
            (part, (*wanted, *((other, neutral) for other in below if other is not part))) for part in reversed(below)
        )
