"""Which values differ between years: those with yearly data, dates or levels, and all computed from them."""

from collections.abc import Iterable, Iterator, Mapping

from dsl import model, record
from dsl.timing import in_time, of_another_year

# What holds no expression.
_SKIPPED = {
    *("node", "type", "span", "section", "concept", "symbol", "group", "operator", "kind", "bound", "direction"),
    *("step", "tie", "year", "absolute", "quantifier", "proportional", "exclusive", "otherwise", "level", "name"),
    *("reason", "first", "last", "tests", "result", "hit", "round_each_year", "rounding", "tie_by_lot", "most"),
}
_CHILDREN: Mapping[type, tuple[str, ...]] = {
    kind: tuple(name for name in record.names(kind) if name not in _SKIPPED)
    for kind in vars(model).values()
    if record.is_record(kind)
}


def yearly(
    definitions: tuple[model.Definition, ...], attributes: Mapping[model.Symbol, model.Attribute]
) -> frozenset[model.Symbol]:
    """Every symbol whose value depends on the year."""
    found = {symbol for symbol, attribute in attributes.items() if attribute.per_year}
    users: dict[model.Symbol, list[model.Symbol]] = {}
    waiting = list(found)
    for definition in definitions:
        for part in parts(definition.expression):
            if isinstance(part, model.Reference):
                users.setdefault(part.symbol, []).append(definition.symbol)
            elif isinstance(part, model.Expression) and in_time(part) and definition.symbol not in found:
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
        for part in parts(expression)
        if isinstance(part, model.Expression)
    )


def without_other_years(
    definitions: tuple[model.Definition, ...], by_year: frozenset[model.Symbol]
) -> tuple[model.Definition, ...]:
    """Without the definitions that read another year of something that is the same every year."""
    return tuple(
        definition
        for definition in definitions
        if not any(
            isinstance(part, model.Reference) and of_another_year(part) and part.symbol not in by_year
            for part in parts(definition.expression)
        )
    )


def parts(expression: model.Expression) -> Iterator[object]:
    """The expression and everything in it, each shared table or sharing once."""
    waiting: list[object] = [expression]
    seen: set[int] = set()
    while waiting:
        part = waiting.pop()
        if isinstance(part, tuple):
            waiting.extend(part)
            continue
        children = _CHILDREN.get(type(part))
        if children is None or id(part) in seen:
            continue
        seen.add(id(part))
        yield part
        waiting.extend(getattr(part, name) for name in children)
