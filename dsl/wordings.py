"""Which wording of a regulation a year is computed with: an amendment changes no year before it is in force.

A year is computed as the regulation reads at its end; a later amendment changes nothing of it, though a later year
looks back at it. `in_year` is the only place that says which wording that is.
"""

from collections.abc import Iterable

import attrs

from dsl import model


def in_year(program: model.Program, year: int | None) -> model.Program:
    """The regulation as it reads at the end of the year; as it is, where no year is asked for."""
    if year is None or not program.wordings:
        return program
    there = program.wordings[0]
    for wording in program.wordings:
        if wording.first is not None and wording.first <= year:
            there = wording
    if there.program.definitions is program.definitions:
        return program
    return attrs.evolve(there.program, wordings=program.wordings)


def own_first(program: model.Program) -> int | None:
    """The first year that is computed with this wording; None: from the beginning."""
    return next(
        (one.first for one in program.wordings if one.program.definitions is program.definitions),
        None,
    )


def declared(program: model.Program) -> model.Program:
    """The program with what only its other wordings declare as well, so that data of their years can be read."""
    if not program.wordings:
        return program
    inputs = {one.symbol: one for one in program.inputs}
    concepts = {one.name: one for one in program.concepts}
    for wording in reversed(program.wordings):
        for attribute in wording.program.inputs:
            inputs.setdefault(attribute.symbol, attribute)
        for concept in wording.program.concepts:
            there = concepts.setdefault(concept.name, concept)
            names = {one.symbol for one in there.attributes}
            more = tuple(one for one in concept.attributes if one.symbol not in names)
            concepts[concept.name] = attrs.evolve(there, attributes=(*there.attributes, *more)) if more else there
    return attrs.evolve(program, inputs=tuple(inputs.values()), concepts=tuple(concepts.values()))


def with_wordings(program: model.Program, earlier: Iterable[model.Wording], first: int | None) -> model.Program:
    """The program, and how it read before. first: the first year of its own wording; None: it has read so always."""
    if first is None:
        return program
    return attrs.evolve(program, wordings=(*earlier, model.Wording(first, program)))
