"""Small changes of a norm and of what is declared: the modality, a line left out, the rows covered, a default."""

from collections.abc import Iterator, Mapping
from typing import assert_never

import attrs

from dsl import nodes
from dsl.mutating.edits import Edit, Kind
from dsl.mutating.places import Path

_OPPOSITE: Mapping[str, nodes.Modality] = {
    "ska": "ska inte",
    "ska inte": "ska",
    "får": "får inte",
    "får inte": "får",
    "har rätt till": "har inte rätt till",
    "har inte rätt till": "har rätt till",
    "har rätt endast till": "har inte rätt till",
}


def norm_edits(path: Path, node: nodes.Norm, *, decides: bool) -> Iterator[Edit]:
    """Every small change that can be made to a norm.

    decides: whether anything depends on its modality; else what it says is only carried.
    """
    if decides and node.modality in _OPPOSITE:
        other = _OPPOSITE[node.modality]
        yield Edit("modality", path, attrs.evolve(node, modality=other), node.modality, other, node.span)
    for index, line in enumerate(node.lines):
        place = (*path, ("lines", index))
        kind = _kind(line)
        if kind is not None:
            yield Edit(kind, place, None, span=line.span)
        match line:
            case nodes.Applies():
                yield Edit("condition", place, attrs.evolve(line, only=not line.only), span=line.span)
            case nodes.InParts(taker="first"):
                yield Edit("sharing", place, attrs.evolve(line, taker="last"), span=line.span)
            case nodes.InParts(taker="last"):
                yield Edit("sharing", place, attrs.evolve(line, taker="first"), span=line.span)
            case _:
                pass


def _kind(line: nodes.NormLine) -> Kind | None:
    """Of the mutant that leaves the line out; None for a line that is only text."""
    match line:
        case nodes.Applies():
            return "condition"
        case nodes.Except():
            return None if line.condition is None else "exception"
        case nodes.Despite() | nodes.ApartFrom():
            return "reference"
        case nodes.Amount():
            return None if line.value is None else "norm"
        case nodes.Deadline():
            return None if line.day is None else "norm"
        case nodes.Complied() | nodes.InParts() | nodes.Extent():
            return "norm"
        case nodes.Carried():
            return None
        case _:
            assert_never(line)


def reading_edits(path: Path, node: nodes.Interpretation) -> Iterator[Edit]:
    """Each other reading in force."""
    for reading in node.readings:
        if reading.name != node.in_force:
            new = attrs.evolve(node, in_force=reading.name)
            yield Edit("reading", path, new, node.in_force, reading.name, node.in_force_span)
