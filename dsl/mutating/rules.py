"""Small changes of a definition, an exception or a sharing: a case or a step left out, two values exchanged."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, Literal

import attrs

from dsl import nodes
from dsl.formatting import expression_text
from dsl.formatting.literals import yearly_date
from dsl.mutating import numbers
from dsl.mutating.edits import Edit, Kind, case_text
from dsl.mutating.places import Path
from dsl.mutating.tables import table_edits

_OTHER_END: Mapping[str, Literal["flest", "störst", "högst", "minst", "lägst"]] = {
    "flest": "minst",
    "störst": "minst",
    "högst": "lägst",
    "minst": "flest",
    "lägst": "högst",
}
_OTHER_TURN: Mapping[str, Literal["tidigast", "senast", "flest", "störst", "högst", "minst", "lägst"]] = {
    "tidigast": "senast",
    "senast": "tidigast",
    **_OTHER_END,
}


def rule_edits(path: Path, node: object) -> Iterator[Edit]:
    """Changes of the node itself; not of the values and conditions within it."""
    match node:
        case nodes.Single(condition=condition):
            if condition is not None:
                words = f"om {expression_text(condition)}"
                yield Edit("condition", (*path, ("condition", None)), None, words, None, condition.span)
        case nodes.YearlyDate():
            for month, day in numbers.days_of_a_year(node.month, node.day):
                other = attrs.evolve(node, month=month, day=day)
                yield Edit("date", path, other, yearly_date(node), yearly_date(other), node.span)
        case nodes.Cases():
            yield from _cases(path, node)
            yield from _exchanged(path, node, "cases")
        case nodes.Timeline():
            yield from _left_out("case", path, node, "values")
            yield from _exchanged(path, node, "values")
        case nodes.Definition() | nodes.Grant():
            if isinstance(node, nodes.Grant) and node.condition is not None:
                yield Edit("condition", path, attrs.evolve(node, condition=None), span=node.span)
            yield from _exceptions(path, node.details)
        case nodes.TableDefinition():
            yield from table_edits((*path, ("table", None)), node.table, len(node.subjects))
            yield from _exceptions(path, node.details)
        case nodes.Sharing():
            yield from _left_out("sharing", path, node, "steps")
            yield from _exceptions(path, node.details)
        case nodes.ExceptionRule():
            yield Edit("exception", path, None)
            yield Edit("even", path, attrs.evolve(node, even=not node.even))
        case nodes.Give():
            if node.where is not None:
                yield Edit("condition", path, attrs.evolve(node, where=None), span=node.span)
        case nodes.PartOfPot():
            if node.key is not None:
                yield Edit("sharing", path, attrs.evolve(node, key=None), span=node.span)
        case nodes.RestInProportion():
            yield Edit(
                "sharing", path, nodes.RestEqually(marks=node.marks, trivia=node.trivia, span=node.span), span=node.span
            )
        case nodes.GoesOn():
            yield Edit(
                "sharing", path, nodes.Stays(None, marks=node.marks, trivia=node.trivia, span=node.span), span=node.span
            )
        case nodes.Stays(name=None):
            yield Edit(
                "sharing", path, nodes.GoesOn(marks=node.marks, trivia=node.trivia, span=node.span), span=node.span
            )
        case nodes.InTurn():
            yield Edit("sharing", path, attrs.evolve(node, first=_OTHER_TURN[node.first]), span=node.span)
            for tie in _ties(node.tie):
                yield Edit("sharing", path, attrs.evolve(node, tie=tie), span=node.span)
        case nodes.Remainder():
            for remainder in _remainders(node):
                yield Edit("sharing", path, remainder, span=node.span)
        case nodes.SainteLague():
            for divisor in numbers.numbers(node.first_divisor):
                yield Edit("number", path, attrs.evolve(node, first_divisor=divisor), span=node.span)
            for tie in _ties(node.tie):
                yield Edit("sharing", path, attrs.evolve(node, tie=tie), span=node.span)
        case _:
            pass


def _left_out(kind: Kind, path: Path, node: object, field: str) -> Iterator[Edit]:
    """Each of several lines, unless it is alone."""
    several = getattr(node, field)
    if len(several) > 1:
        for index, one in enumerate(several):
            yield Edit(kind, (*path, (field, index)), None, span=one.span)


def _cases(path: Path, node: nodes.Cases) -> Iterator[Edit]:
    """Each case left out; what then stands alone is written beside the name."""
    if len(node.cases) > 1:
        for index, case in enumerate(node.cases):
            rest = (*node.cases[:index], *node.cases[index + 1 :])
            first = rest[0]
            new: nodes.Body = attrs.evolve(node, cases=rest)
            if len(rest) == 1 and not first.otherwise:
                new = nodes.Single(first.value, first.condition, span=first.span)
            yield Edit("case", path, new, case_text(case), None, case.span)


def _exchanged(path: Path, node: Any, field: str) -> Iterator[Edit]:
    """The values of two lines beside each other."""
    several = getattr(node, field)
    for index, (one, other) in enumerate(pairwise(several)):
        if one.value != other.value:
            two = attrs.evolve(one, value=other.value), attrs.evolve(other, value=one.value)
            new = attrs.evolve(node, **{field: (*several[:index], *two, *several[index + 2 :])})
            yield Edit("result", path, new, span=one.span)


def _exceptions(path: Path, details: tuple[nodes.Detail, ...]) -> Iterator[Edit]:
    for index, detail in enumerate(details):
        if isinstance(detail, nodes.Unless):
            place = (*path, ("details", index))
            yield Edit("exception", place, None, span=detail.span)
            yield Edit("even", place, attrs.evolve(detail, even=not detail.even), span=detail.span)


# -- what rounding leaves --------------------------------------------------------------------------


def _remainders(node: nodes.Remainder) -> Iterator[nodes.Remainder]:
    """Another taker, another way of settling a tie."""
    match node.taker:
        case nodes.ToRow() as taker:
            wording = _OTHER_END[taker.wording]
            yield attrs.evolve(node, taker=attrs.evolve(taker, most=not taker.most, wording=wording))
            yield attrs.evolve(node, taker=nodes.LargestRemainder(taker.tie, taker.unrounded, span=taker.span))
        case _:
            pass
    if node.taker is not None:
        for tie in _ties(node.taker.tie):
            yield attrs.evolve(node, taker=attrs.evolve(node.taker, tie=tie))


def _ties(tie: nodes.Tie) -> Iterator[nodes.Tie]:
    if tie is not None:
        yield None
    if isinstance(tie, nodes.ByMost):
        yield nodes.ByLot(span=tie.span)
