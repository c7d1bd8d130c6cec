"""Which wording of a regulation a year is computed with: an amendment changes no year before it is in force.

A year is computed as the regulation reads at its end; a later amendment changes nothing of it, though a later year
looks back at it. `in_year` is the only place that says which wording that is.
"""

from collections.abc import Callable, Collection, Mapping

import attrs

from dsl import model
from dsl.expressions import post_order, shape
from dsl.frozen import identical


@identical
class Before:
    """How a regulation read in earlier years, the oldest first. first: the first year in which it reads so now,
    None: it has always read so."""

    earlier: tuple[model.Wording, ...] = ()
    first: int | None = None


ALWAYS = Before()


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


def with_wordings(program: model.Program, before: Before) -> model.Program:
    """The program, and how it read before."""
    own = attrs.evolve(program, wordings=()) if program.wordings else program
    if before.first is None:
        return own
    return attrs.evolve(program, wordings=(*before.earlier, model.Wording(before.first, own)))


def before_of(years: Collection[int], asked: int | None, read: Callable[[int, Before], model.Program | None]) -> Before:
    """How a regulation read before, of the years in which amendments enter into force; without what cannot be read.

    asked: the year that it is read for: what is in force in it that should not be yet is so from it on. None: all years
    read: the program as it reads at the end of a year, given how it read before that
    """
    entries = sorted(set(years))
    if not entries:
        return ALWAYS
    first = entries[-1] if asked is None else min(entries[-1], asked)
    found = ALWAYS
    for begin in (None, *(year for year in entries if year < first)):
        last = min(entries[0], first) - 1 if begin is None else begin
        program = read(last, Before(found.earlier, begin))
        if program is not None:
            found = Before((*found.earlier, model.Wording(begin, attrs.evolve(program, wordings=()))))
    return Before(found.earlier, first)


def looks_before(program: model.Program, first: int | None) -> bool:
    """Whether anything in it is of another year, so that it may be of one before the first."""
    conditions = (
        *(definition.expression for definition in program.definitions),
        *(assumption.condition for assumption in program.assumptions),
        *(scope.condition for scope in program.scopes),
    )
    named = (
        *(example.year for example in program.examples),
        *(table.year for table in program.references),
        *(promise.year for promise in program.promises),
    )
    return any(first is not None and year is not None and year < first for year in named) or any(
        shape(part).another_year for condition in conditions for part in post_order(condition)
    )


def with_readings(before: Before, readings: Mapping[str, str]) -> Before:
    """The same where other readings are in force, those that each wording has."""

    def followed(question: model.Interpretation) -> model.Interpretation:
        wanted = readings.get(question.name, question.in_force)
        return attrs.evolve(question, in_force=wanted) if wanted in question.readings else question

    return Before(
        tuple(
            model.Wording(
                one.first,
                attrs.evolve(one.program, interpretations=tuple(map(followed, one.program.interpretations))),
            )
            for one in before.earlier
        ),
        before.first,
    )
