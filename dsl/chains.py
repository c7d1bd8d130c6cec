"""Sums, products and rates as the row of operands that people read, and where a row is read in more than one way.

The grammar is sure of every row; people are not. `det högre av A och B × C` is a product to the grammar, and to many
the higher of A and B × C. Where that is so the formatter prints parentheses, and what makes the nodes asks for them
(docs/decisions/0024-two-readings.md). Both follow what is said here.
"""

from collections.abc import Callable, Sequence
from typing import Literal

import attrs

from dsl import nodes

# What stands before an operand: nothing before the first. After `per` stands a unit.
Sign = Literal["", "+", "-", "*", "/", "per"]
Link = tuple[Sign, nodes.Expression | str]
Row = tuple[Link, ...]

# What follows an operand in its row, as far as that matters: nothing; only factors; first a term that nobody takes to
# be part of what a share is of, a share of its own or a written number (`25 % av A + 4 % av B`, `25 % av A + 5`); or
# any other term.
After = Literal["", "factor", "apart", "term"]


def row(node: nodes.Expression, whole: Callable[[nodes.Expression, nodes.Expression, bool], bool]) -> Row:
    """The operands that stand side by side. whole: whether a node, as left or right part of another, stands for itself,
    since it is in parentheses."""
    match node:
        case nodes.Binary():
            left = (("", node.left),) if whole(node.left, node, True) else row(node.left, whole)
            (_, first), *rest = (("", node.right),) if whole(node.right, node, False) else row(node.right, whole)
            return (*left, (node.operator, first), *rest)
        case nodes.Per():
            value = (("", node.value),) if whole(node.value, node, True) else row(node.value, whole)
            return (*value, ("per", node.unit))
        case _:
            return (("", node),)


def joined(links: Sequence[Link]) -> nodes.Expression:
    """The row as the grammar reads it: rates before products before sums, each from the left."""
    factors: list[tuple[Sign, nodes.Expression]] = []
    for sign, operand in links:
        if isinstance(operand, str):
            before, value = factors.pop()
            factors.append((before, nodes.Per(value, operand, span=value.span)))
        else:
            factors.append((sign, operand))
    terms: list[tuple[Sign, nodes.Expression]] = []
    for sign, factor in factors:
        if sign == "*" or sign == "/":
            before, product = terms.pop()
            terms.append((before, nodes.Binary(sign, product, factor, span=product.span.to(factor.span))))
        else:
            terms.append((sign, factor))
    (_, total), *more = terms
    for sign, term in more:
        assert sign == "+" or sign == "-"
        total = nodes.Binary(sign, total, term, span=total.span.to(term.span))
    return total


def after(links: Row, index: int) -> After:
    """What follows the operand."""
    before, rest = links[index][0], links[index + 1 :]
    term = in_terms(rest)
    # Dividing by a share of something and multiplying by something else is not the same as by a share of both.
    if rest and before == "/" and term != 0:
        return "term"
    if term is None:
        return "factor" if rest else ""
    return "apart" if isinstance(rest[term][1], nodes.ShareOf | nodes.Quantity) else "term"


def in_terms(links: Row) -> int | None:
    """Where the second term begins; None: there is one."""
    return next((at for at, (sign, _) in enumerate(links) if sign in ("+", "-")), None)


def is_loose(node: nodes.Expression, following: After) -> bool:
    """Whether the last part of the construct can be read on into what follows it."""
    match node:
        case nodes.Extreme() | nodes.Workday():
            return following != ""
        case nodes.ShareOf():
            return following == "term"
        case _:
            return False


def is_split(links: Row, index: int) -> bool:
    """Whether the operand can be read as parted by the sign before it: `100 % − 5 % av X`, `2 / 3 av X`."""
    if not index:
        return False
    (start, before), (sign, operand) = links[index - 1], links[index]
    return (
        sign in ("+", "-", "/")
        and start in ("", "+", "-")
        and isinstance(before, nodes.Quantity)
        and isinstance(operand, nodes.ShareOf)
        and operand.wording is None
        and operand.share.unit == before.unit
    )


def is_rate_divided_by(node: nodes.Expression, sign: Sign) -> bool:
    """`A / B per mandat`, where B and the unit are no phrase of their own as in `A / 100 kr per mandat`."""
    if sign != "/" or not isinstance(node, nodes.Per):
        return False
    value = node.value
    while isinstance(value, nodes.Per):
        value = value.value
    return not (isinstance(value, nodes.Quantity) and value.unit is not None)


def is_reached(node: nodes.Comparison) -> bool:
    """Whether what is calculated last in the condition could be read as calculated with what the condition is about: of
    days and spans of time nobody does so."""
    return node.operator not in ("latest", "earliest")


# -- the other readings --------------------------------------------------------------------------


def readings(links: Row, is_enclosed: Callable[[nodes.Expression], bool]) -> tuple[nodes.Expression, ...]:
    """The row as the grammar reads it and then as people may; one alone where they agree."""
    found: list[nodes.Expression] = []
    for index, (_, operand) in enumerate(links):
        if isinstance(operand, str):
            continue
        for end, following in _ends(links, index):
            taken, left = links[index + 1 : end], links[end:]
            found += (
                joined((*links[:index], (links[index][0], one), *left))
                for one in _reaching(operand, taken, following, is_enclosed)
            )
        if isinstance(operand, nodes.Negative) and not is_enclosed(operand):
            inner = readings(row(operand.operand, lambda part, _of, _left: is_enclosed(part)), is_enclosed)
            found += (
                joined((*links[:index], (links[index][0], attrs.evolve(operand, operand=one)), *links[index + 1 :]))
                for one in inner[1:]
            )
        if is_split(links, index) and not is_enclosed(operand):
            found.append(_parted(links, index))
    found += (_rated(links, index) for index in range(len(links)) if _divided(links, index))
    return (joined(links), *found) if found else ()


def _ends(links: Row, index: int) -> tuple[tuple[int, After], ...]:
    """How far what follows an operand may be read into it: to the end of its term, and to the end of the row."""
    whole = (len(links), after(links, index))
    term = in_terms(links[index + 1 :])
    if not term:
        return (whole,)
    end = index + 1 + term
    return (end, after(links[:end], index)), whole


def _reaching(
    operand: nodes.Expression, rest: Row, following: After, is_enclosed: Callable[[nodes.Expression], bool]
) -> list[nodes.Expression]:
    """The operand with all that follows it in its last part, or in the last part of that."""
    if is_enclosed(operand):
        return []

    def within(last: nodes.Expression) -> list[nodes.Expression]:
        own = [joined((("", last), *rest))] if is_loose(operand, following) else []
        return [*own, *_reaching(last, rest, following, is_enclosed)]

    match operand:
        case nodes.Extreme():
            return [attrs.evolve(operand, right=one) for one in within(operand.right)]
        case nodes.Workday():
            return [attrs.evolve(operand, day=one) for one in within(operand.day)]
        case nodes.ShareOf():
            return [attrs.evolve(operand, whole=one) for one in within(operand.whole)]
        case nodes.Negative():
            return [attrs.evolve(operand, operand=one) for one in within(operand.operand)]
        case _:
            return []


def _parted(links: Row, index: int) -> nodes.Expression:
    """`(100 % − 5 %) × X`"""
    (start, before), (sign, operand) = links[index - 1], links[index]
    assert isinstance(before, nodes.Quantity)
    assert isinstance(operand, nodes.ShareOf)
    share = joined((("", before), (sign, operand.share)))
    return joined((*links[: index - 1], (start, share), ("*", operand.whole), *links[index + 1 :]))


def _divided(links: Row, index: int) -> bool:
    """Whether the unit at the place can be read as that of the quotient before it."""
    sign, operand = links[index]
    if sign != "/" or isinstance(operand, str):
        return False
    rates = _rates(links, index)
    return bool(rates) and is_rate_divided_by(joined((("", operand), *rates)), "/")


def _rates(links: Row, index: int) -> Row:
    end = index + 1
    while end < len(links) and links[end][0] == "per":
        end += 1
    return links[index + 1 : end]


def _rated(links: Row, index: int) -> nodes.Expression:
    """`(A / B) per mandat`"""
    start = max((at for at in range(index) if links[at][0] in ("", "+", "-")), default=0)
    (sign, first), *more = links[start : index + 1]
    quotient = joined((("", first), *more))
    return joined((*links[:start], (sign, quotient), *links[index + 1 :]))
