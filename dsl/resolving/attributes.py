"""Attributes and inputs: their types, bounds and defaults."""

from fractions import Fraction
from typing import assert_never

import attrs

from dsl import model, names, nodes, units
from dsl.problems.names import DeclaredTwice, UnknownName
from dsl.problems.values import EmptyDomain, UnknownUnit
from dsl.resolving import literals
from dsl.resolving.forms import Forms
from dsl.resolving.members import Members, Problems


def attributes_of(
    written: tuple[nodes.Attribute, ...],
    concept: str | None,
    forms: Forms,
    known: literals.Known,
    members: "Members",
    problems: Problems,
) -> tuple[model.Attribute, ...]:
    found = []
    for node in written:
        symbol = model.Symbol(concept, node.name)
        shapes = tuple(dict.fromkeys((node.name, *node.forms)))
        members.add(symbol, shapes, node.span, None, False)
        kind = _type(node.type, forms, known, problems)
        if kind is None:
            members.broken.add(symbol)
            continue
        limits, default = _constraints(node, kind, known, problems)
        found.append(
            model.Attribute(
                symbol=symbol,
                type=kind,
                unit_text=units.unit_text(kind.unit) if isinstance(kind, model.Number) else None,
                limits=limits,
                default=default,
                per_year=any(isinstance(constraint, nodes.PerYear) for constraint in node.constraints),
                description=node.description,
                forms=shapes,
                span=node.span,
            )
        )
    return tuple(found)


def _type(node: nodes.Type, forms: Forms, known: literals.Known, problems: Problems) -> model.Type | None:
    match node:
        case nodes.WholeType(unit=text) | nodes.NumberType(unit=text):
            unit = units.PURE if text is None else units.parse(text, known)
            if unit is None:
                problems.append(UnknownUnit(node.span, text or "", names.nearest(text or "", known)))
                return None
            return model.Number(units.shown(unit), whole=isinstance(node, nodes.WholeType))
        case nodes.DateType():
            return model.Day()
        case nodes.TextType():
            return model.Text()
        case nodes.TruthType():
            return model.Truth()
        case nodes.ChoiceType(options=options):
            twice = [option for position, option in enumerate(options) if option in options[:position]]
            problems.extend(DeclaredTwice(node.span, option, node.span) for option in twice)
            return model.Choice(options)
        case nodes.RowType(concept=concept):
            if concept in forms.concepts:
                return model.RowOf(concept)
            problems.append(UnknownName(node.span, concept, "concept", names.nearest(concept, forms.concepts)))
            return None
        case _:
            assert_never(node)


def _constraints(
    node: nodes.Attribute, kind: model.Type, known: literals.Known, problems: Problems
) -> tuple[model.Limits, "Fraction | bool | str | None"]:
    limits = model.Limits()
    default: Fraction | bool | str | None = None
    for constraint in node.constraints:
        match constraint:
            case nodes.PerYear():
                pass
            case nodes.Default():
                value = literals.literal(constraint.value, kind, node.name, known, problems)
                default = value if isinstance(value, Fraction | bool | str) else None
            case nodes.Bound():
                if not isinstance(kind, model.Number):
                    problems.append(EmptyDomain(constraint.span))
                    continue
                bound = literals.literal(
                    constraint.value, model.Number(kind.unit, False, kind.is_counted), node.name, known, problems
                )
                if isinstance(bound, Fraction):
                    limits = _bounded(limits, constraint, bound)
            case _:
                assert_never(constraint)
    if limits.low is not None and limits.high is not None:
        open_ended = limits.low_open or limits.high_open
        if limits.low > limits.high or (limits.low == limits.high and open_ended):
            problems.append(EmptyDomain(node.span))
    return limits, default


def _bounded(limits: model.Limits, bound: nodes.Bound, value: Fraction) -> model.Limits:
    match bound.kind:
        case "least" | "above":
            return attrs.evolve(limits, low=value, low_open=bound.kind == "above")
        case "most" | "below":
            return attrs.evolve(limits, high=value, high_open=bound.kind == "below")
        case _:
            assert_never(bound.kind)
