"""Which values differ between years: those with yearly data, dates or levels, and all computed from them."""

from collections.abc import Iterable, Mapping

from dsl import model
from dsl.expressions import in_time, post_order, references, shape


def yearly(
    definitions: tuple[model.Definition, ...], attributes: Mapping[model.Symbol, model.Attribute]
) -> frozenset[model.Symbol]:
    """Every symbol whose value depends on the year."""
    found = {symbol for symbol, attribute in attributes.items() if attribute.per_year}
    users: dict[model.Symbol, list[model.Symbol]] = {}
    waiting = list(found)
    for definition in definitions:
        for part in post_order(definition.expression):
            if isinstance(part, model.Reference):
                users.setdefault(part.symbol, []).append(definition.symbol)
            elif in_time(part) and definition.symbol not in found:
                found.add(definition.symbol)
                waiting.append(definition.symbol)
    while waiting:
        for user in users.get(waiting.pop(), ()):
            if user not in found:
                found.add(user)
                waiting.append(user)
    return frozenset(found)


def depending(expressions: Iterable[model.Expression], by_year: frozenset[model.Symbol]) -> bool:
    """Whether any of them depends on the year. by_year: the symbols that do."""
    return any(
        part.symbol in by_year if isinstance(part, model.Reference) else in_time(part)
        for expression in expressions
        for part in post_order(expression)
    )


def without_other_years(
    definitions: tuple[model.Definition, ...], by_year: frozenset[model.Symbol]
) -> tuple[model.Definition, ...]:
    """Without the definitions that read another year of something that is the same every year."""
    return tuple(
        definition
        for definition in definitions
        if not any(
            shape(name).another_year and name.symbol not in by_year for name in references(definition.expression)
        )
    )
