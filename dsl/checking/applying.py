"""Values that are not always there (no case applies) may be passed on, but nothing may compute with them."""

from collections.abc import Iterator, Mapping

import attrs

from dsl import model
from dsl.checking.expressions import parts, post_order
from dsl.checking.program import Subject, span, text, zero
from dsl.model import Expression, Symbol
from dsl.problems.tables import Case, MayNotApply
from dsl.source import Span


@attrs.frozen(eq=False)
class _Open:
    """Where the case is missing."""

    definition: model.Definition
    case: Case


def check_applying(subject: Subject, open_cases: Mapping[model.Cases, Case]) -> Iterator[MayNotApply]:
    """open_cases: the cases where none may apply, with an example."""
    if not open_cases:
        return
    sometimes = _open_symbols(subject, open_cases)
    for definition, order in subject.orders.items():
        for expression in order:
            yield from _computed(expression, sometimes, definition.node.span)
    for assumption in subject.program.assumptions:
        for expression in post_order(assumption.condition):
            yield from _computed(expression, sometimes, assumption.span)


def passed_on(expression: Expression) -> tuple[Expression, ...]:
    """The parts that become the value as they are; with all the others something is computed."""
    match expression:
        case model.Cases(branches):
            return tuple(branch.value for branch in branches)
        case model.Exceptions(base, exceptions):
            return (base, *(exempted.value for exempted in exceptions))
        case model.Lookup(table, result):
            return tuple(row.results[result] for row in table.rows)
        case model.Timeline(values):
            return tuple(dated.value for dated in values)
        case model.Follow(_, value):
            return (value,)
        case model.OnDay(value, month):
            return () if month is None else (value,)
        case _:
            return ()


def _open_symbols(subject: Subject, open_cases: Mapping[model.Cases, Case]) -> Mapping[Symbol, _Open]:
    """Values that are not always there, by their own cases or because they are another such value."""
    found: dict[Symbol, _Open] = {}
    copies: dict[Symbol, list[Symbol]] = {}
    waiting: list[Symbol] = []
    for definition in subject.program.definitions:
        for expression in post_order(definition.expression, passed_on):
            match expression:
                case model.Cases() if expression in open_cases:
                    if definition.symbol not in found:
                        found[definition.symbol] = _Open(definition, open_cases[expression])
                        waiting.append(definition.symbol)
                case model.Reference(symbol):
                    copies.setdefault(symbol, []).append(definition.symbol)
                case _:
                    pass
    while waiting:
        symbol = waiting.pop()
        for copy in copies.get(symbol, ()):
            if copy not in found:
                found[copy] = found[symbol]
                waiting.append(copy)
    return found


def _computed(expression: Expression, sometimes: Mapping[Symbol, _Open], place: Span) -> Iterator[MayNotApply]:
    """What the expression itself computes with."""
    kept = passed_on(expression)
    for part in parts(expression)[1]:
        if part in kept:
            continue
        for source in post_order(part, passed_on):
            if isinstance(source, model.Reference) and source.symbol in sometimes:
                missing = sometimes[source.symbol]
                name = text(source)
                yield MayNotApply(
                    span(source, place), name, missing.definition.node.span, missing.case, zero(missing.definition)
                )
