"""No value may need itself in the same year: cycles, shown as the way round, under every choice of readings."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from dsl import model
from dsl.checking.graphs import components, shortest_path
from dsl.checking.program import Subject, span
from dsl.frozen import identical
from dsl.model import Symbol
from dsl.problems.uses import Cycle, Step


@identical
class Variant:
    """The definitions that are in force together. changed: the reading not in force that it tries, or None."""

    active: Mapping[Symbol, model.Definition]
    changed: tuple[str, str] | None


def variants(program: model.Program) -> tuple[Variant, ...]:
    """The readings in force, and then each other reading with the others in force."""
    chosen = {interpretation.name: interpretation.in_force for interpretation in program.interpretations}
    others = [
        (interpretation.name, reading)
        for interpretation in program.interpretations
        for reading in interpretation.readings
        if reading != interpretation.in_force
    ]
    return (
        _variant(program, chosen, None),
        *(_variant(program, {**chosen, name: reading}, (name, reading)) for name, reading in others),
    )


def _variant(program: model.Program, chosen: Mapping[str, str], changed: tuple[str, str] | None) -> Variant:
    active = {
        definition.symbol: definition
        for definition in program.definitions
        if definition.reading is None or chosen.get(definition.reading[0]) == definition.reading[1]
    }
    return Variant(active, changed)


def check_cycles(subject: Subject, choices: tuple[Variant, ...]) -> Iterator[Cycle]:
    """Find values that need themselves, in the same year and under the same readings."""
    seen: set[frozenset[model.Definition]] = set()
    for variant in choices:
        # Only what needs itself through some year can do so within one.
        suspects = [symbol for symbol in variant.active if symbol in subject.circular]

        def needs(symbol: Symbol, variant: Variant = variant) -> list[Symbol]:
            return [use.symbol for use in _same_year(subject, variant, symbol)]

        for group in components(suspects, needs):
            if len(group) == 1 and group[0] not in needs(group[0]):
                continue
            members = frozenset(variant.active[symbol] for symbol in group)
            if members in seen:
                continue
            seen.add(members)
            order = list(variant.active)
            first = min(group, key=order.index)
            path = shortest_path(first, first, needs)
            readings = {variant.active[symbol].reading for symbol in path} & {variant.changed} - {None}
            steps = tuple(_step(subject, variant, symbol, following) for symbol, following in pairwise(path))
            yield Cycle(steps[0].span, steps, None, tuple(reading for reading in readings if reading))


def _same_year(subject: Subject, variant: Variant, symbol: Symbol) -> Iterator[model.Reference]:
    for use in subject.uses[variant.active[symbol]]:
        if use.year == 0 and not use.absolute and use.symbol in variant.active:
            yield use


def _step(subject: Subject, variant: Variant, symbol: Symbol, following: Symbol) -> Step:
    use = next(use for use in _same_year(subject, variant, symbol) if use.symbol == following)
    return Step(symbol.name, span(use, variant.active[symbol].node.span))
