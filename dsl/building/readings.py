"""Where the grammar is sure and a reader is not: the author is asked for parentheses, with each reading as a text.

What is read in several ways is said in `dsl/chains.py`; here it is looked for in what was just read, which knows where
its parentheses stood, and every reading is written as the formatter writes it.
"""

from collections.abc import Callable, Sequence
from typing import Any

import attrs

from dsl import nodes
from dsl.building.build import Asked, Build
from dsl.chains import Row, in_terms, is_reached, joined, readings, row
from dsl.formatting.expressions import MODIFIED, SUM, expression
from dsl.problems.meant import TwoReadings


def whole(build: Build, start: int, end: int, node: nodes.Expression) -> nodes.Expression:
    """A sum that stands by itself, and last in it perhaps a count of rows with a condition."""
    _ask(build, start, end, _readings(build, node))
    return node


def left(build: Build, start: int, end: int, node: nodes.Expression) -> nodes.Expression:
    """The same before `är`, where a count with a condition stands in parentheses."""
    _ask(build, start, end, _readings(build, node), last=False)
    return node


def modified(
    build: Build,
    start: int,
    end: int,
    value: nodes.Expression,
    *written: nodes.Modifier | tuple[nodes.Modifier, ...],
) -> nodes.Modified:
    """`X, dock högst A + B`: the limit is A + B, or what A limits is added to."""
    several = tuple(one for each in written for one in (each if isinstance(each, tuple) else (each,)))
    node = nodes.Modified(value, several, span=build.span(start, end))
    _ask(build, start, end, _unparted(build, node))
    for index, modifier in enumerate(several):
        limiting = _limiting(modifier)
        if limiting is None or build.is_enclosed(limiting[0]):
            continue
        amount, with_amount = limiting
        links = _row(build, amount)
        cut = in_terms(links)
        if cut is not None:
            before, rest = several[:index], several[index + 1 :]
            limited = attrs.evolve(node, modifiers=(*before, with_amount(joined(links[:cut]))))
            total = joined((("", limited), *links[cut:]))
            amounts = _readings(build, amount) or (amount,)
            found: list[nodes.Expression] = [
                attrs.evolve(node, modifiers=(*before, with_amount(one), *rest)) for one in amounts
            ]
            found.append(attrs.evolve(node, value=total, modifiers=rest) if rest else total)
            _ask(build, start, end, found, instead=_readings(build, amount))
    return node


def _unparted(build: Build, node: nodes.Modified) -> tuple[nodes.Expression, ...]:
    """`A + B minskat med 10 %` without a comma: all of it, or B alone."""
    value, (first, *_) = node.value, node.modifiers
    change = first.modifier if isinstance(first, nodes.Conditioned) else first
    if id(change) not in build.commaless or build.is_enclosed(value):
        return ()
    if isinstance(value, nodes.ShareOf):
        return node, attrs.evolve(value, whole=attrs.evolve(node, value=value.whole))
    *before, (sign, last) = _row(build, value)
    if not before or isinstance(last, str):
        return ()
    assert isinstance(change, nodes.Changed)
    by = change.by
    if sign in ("+", "-") and isinstance(by, nodes.Quantity) and by.unit not in (None, "%", "promille"):
        # It comes to the same.
        return ()
    return node, joined((*before, (sign, attrs.evolve(node, value=last))))


def _readings(build: Build, node: nodes.Expression) -> tuple[nodes.Expression, ...]:
    if build.is_enclosed(node):
        return ()
    links = _row(build, node)
    return readings(links, build.is_enclosed) or _counted(build, links)


def _ask(
    build: Build,
    start: int,
    end: int,
    found: Sequence[nodes.Expression],
    *,
    last: bool = True,
    instead: Sequence[nodes.Expression] = (),
) -> None:
    """Only of what is innermost: with that settled, what is around it can be asked about. instead: readings of a part,
    which has been asked about and need not be."""
    if not found:
        return
    inside = [asked for asked in build.asked if start <= asked.start and asked.end <= end]
    if instead and len(inside) == 1:
        (asked,) = inside
        build.asked.remove(asked)
        build.problems.remove(asked.problem)
    elif inside:
        return
    texts = tuple(expression(one, at_least=MODIFIED if last else SUM, last=last) for one in found)
    problem = TwoReadings(build.span(start, end), build.line.text[start:end], texts)
    build.asked.append(Asked(start, end, problem))
    build.problems.append(problem)


def _row(build: Build, node: nodes.Expression) -> Row:
    return row(node, lambda part, _of, _left: build.is_enclosed(part))


# -- limits --------------------------------------------------------------------------------------


def _limiting(modifier: nodes.Modifier) -> tuple[nodes.Expression, Callable[[nodes.Expression], nodes.Modifier]] | None:
    """What a modifier limits or lowers by, and the modifier with another such amount. What is added by `ökat med A + B`
    comes to the same either way."""
    match modifier:
        case nodes.Limited(bound=amount):
            return amount, lambda other: attrs.evolve(modifier, bound=other)
        case nodes.Changed(kind="decrease", by=amount):
            return amount, lambda other: attrs.evolve(modifier, by=other)
        case nodes.Conditioned(modifier=nodes.Limited() as limit):
            return limit.bound, lambda other: attrs.evolve(modifier, modifier=attrs.evolve(limit, bound=other))
        case nodes.Conditioned(modifier=nodes.Changed(kind="decrease") as change):
            return change.by, lambda other: attrs.evolve(modifier, modifier=attrs.evolve(change, by=other))
        case _:
            return None


# -- counts --------------------------------------------------------------------------------------


def _counted(build: Build, links: Row) -> tuple[nodes.Expression, ...]:
    """`antalet partier vars mandat är minst 5 + 2`: of those with 7, or two more than of those with 5."""
    *before, (sign, operand) = links
    if isinstance(operand, str):
        return ()
    split = _split(build, operand)
    if split is None:
        return ()
    counted, more = split
    return joined(links), joined((*before, (sign, counted), *more))


def _split(build: Build, node: Any) -> tuple[Any, Row] | None:
    """The node without what is calculated last in a condition within it, and that."""
    if build.is_enclosed(node):
        return None
    match node:
        case nodes.ShareOf(whole=inner):
            field = "whole"
        case nodes.Negative(operand=inner):
            field = "operand"
        case nodes.Aggregate(where=inner):
            field = "where"
        case nodes.Quantified(condition=inner):
            field = "condition"
        case nodes.And(parts=(*_, inner)):
            field = "parts"
        case nodes.Comparison(right=inner) if is_reached(node):
            field = "right"
        case nodes.Membership(options=(*_, inner)):
            field = "options"
        case nodes.Binary():
            links = _row(build, node)
            cut = next(index for index, (sign, _) in enumerate(links) if sign not in ("", "per"))
            return joined(links[:cut]), links[cut:]
        case _:
            return None
    found = _split(build, inner)
    if found is None:
        return None
    part, more = found
    several = getattr(node, field)
    return attrs.evolve(node, **{field: (*several[:-1], part) if isinstance(several, tuple) else part}), more


MAKERS: dict[str, Callable[..., Any]] = {"whole": whole, "left": left, "modified": modified}
