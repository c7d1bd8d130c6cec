"""What is declared and never used, and readings that do not differ: warnings."""

from collections.abc import Iterator

from dsl import model, nodes
from dsl.checking.program import Subject
from dsl.expressions import mentioned, post_order
from dsl.model import Expression, Symbol
from dsl.problems import Problem
from dsl.problems.interpretations import SameReadings
from dsl.problems.uses import OnlyInDead, Unused


def check_unused(subject: Subject, dead: tuple[Expression, ...]) -> Iterator[Problem]:
    """Find what is declared and used by no rule that can apply.

    dead: parts of rules that never apply.
    """
    yield from _unused_attributes(subject)
    yield from _unused_units(subject)
    yield from _only_in_dead(subject, dead)
    yield from _same_readings(subject)


def _unused_attributes(subject: Subject) -> Iterator[Unused]:
    program = subject.program
    used = _used(subject)
    for attribute in program.inputs:
        if attribute.symbol not in used:
            yield Unused(attribute.span, "input", attribute.symbol.name)
    for concept in program.concepts:
        for attribute in concept.attributes:
            if attribute.symbol not in used and attribute.symbol not in concept.keys:
                yield Unused(attribute.span, "attribute", attribute.symbol.name)


def _used(subject: Subject) -> frozenset[Symbol]:
    """What rules, assumptions, promises, examples and published tables ask for, and relations that examples give."""
    program = subject.program
    conditions = [condition for condition, _ in subject.conditions]
    used: set[Symbol] = {
        symbol for attribute in _decided(subject) for symbol in (attribute.symbol, *_regard(attribute))
    }
    for promise in program.promises:
        if isinstance(promise.claim, model.Monotone):
            used.add(promise.claim.input)
            conditions.append(promise.claim.value)
        else:
            conditions.append(promise.claim)
        if promise.where is not None:
            conditions.append(promise.where)
    for example in program.examples:
        for expected in example.expectations:
            if expected.condition is not None:
                conditions.append(expected.condition)
            if expected.target is not None:
                used.add(expected.target)
        used |= {fact.symbol for fact in example.facts if _is_relation(subject, fact.symbol)}
    for published in program.references:
        rows = (*published.rows, *(() if published.total is None else (published.total,)))
        used |= {cell.symbol for row in rows for cell in row.cells}
    for order in (*subject.orders.values(), *map(post_order, conditions)):
        for expression in order:
            used.update(mentioned(expression))
    return frozenset(used)


def _decided(subject: Subject) -> Iterator[model.Attribute]:
    """What somebody decides is there to be known, whether a rule uses it or not."""
    for attribute in subject.attributes.values():
        if attribute.judge is not None and attribute.judge.verb == "bestäms av":
            yield attribute


def _regard(attribute: model.Attribute) -> tuple[Symbol, ...]:
    return () if attribute.judge is None else attribute.judge.regard


def _is_relation(subject: Subject, symbol: Symbol) -> bool:
    attribute = subject.attributes.get(symbol)
    return attribute is not None and isinstance(attribute.type, model.RowOf)


def _unused_units(subject: Subject) -> Iterator[Unused]:
    declared = [
        entry for block in subject.program.regulation.items if isinstance(block, nodes.Units) for entry in block.entries
    ]
    if not declared:
        return
    types = {attribute.type for attribute in subject.attributes.values()}
    types |= {definition.type for definition in subject.program.definitions}
    types |= {expression.type for order in subject.orders.values() for expression in order}
    dimensions = {name for of in types if isinstance(of, model.Number) for name, _ in of.unit.powers}
    for entry in declared:
        if entry.name not in dimensions:
            yield Unused(entry.span, "unit", entry.name)


def _only_in_dead(subject: Subject, dead: tuple[Expression, ...]) -> Iterator[OnlyInDead]:
    """Defined values all of whose uses stand where nothing applies."""
    buried = {expression for part in dead for expression in post_order(part)}
    alive = {use.symbol for uses in subject.uses.values() for use in uses if use not in buried}
    told: set[Symbol] = set()
    for definition, uses in subject.uses.items():
        for use in uses:
            if use.symbol not in alive and use.symbol not in told:
                told.add(use.symbol)
                used = subject.definitions[use.symbol][0]
                place = definition.node.span if use.node is None else use.node.span
                yield OnlyInDead(used.node.span, used.symbol.name, place)


def _same_readings(subject: Subject) -> Iterator[SameReadings]:
    for interpretation in subject.program.interpretations:
        said: dict[frozenset[tuple[Symbol, int]], str] = {}
        for reading in interpretation.readings:
            rules = frozenset(
                (definition.symbol, subject.keys(definition.expression))
                for definition in subject.program.definitions
                if definition.reading == (interpretation.name, reading)
            )
            first = said.setdefault(rules, reading)
            if rules and first != reading:
                yield SameReadings(interpretation.span, interpretation.name, first, reading)
