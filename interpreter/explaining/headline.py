"""Which of all computed values people are told first: what is paid out, else what nothing else is made of.

What is paid out is what the regulation says of it: `betalas ut` below a value, and `har rätt till "X"` with `belopp Y`.
Knows no words.
"""

from collections.abc import Callable, Iterator

from dsl import model, nodes
from dsl.expressions import passed, references
from interpreter.evaluating.calculation import Calculation, labels

_RIGHTS: frozenset[nodes.Modality] = frozenset({"har rätt till", "har rätt endast till"})


def headline(calculation: Calculation, hidden: frozenset[model.Symbol]) -> frozenset[model.Symbol]:
    """The values to tell first, among those that the data have rows for. hidden: values that no rule says.

    What is paid out, where anything is. Else, of the values that no other is computed from, those in kronor; where none
    is, all of them.
    """
    active = calculation.plan.active

    def there(symbol: model.Symbol) -> bool:
        known = symbol in active and symbol not in hidden
        return known and (symbol.concept is None or bool(labels(calculation, symbol.concept)))

    paid = frozenset(filter(there, paid_out(calculation)))
    if paid:
        return paid
    last = frozenset(_last(calculation, there))
    money = frozenset(symbol for symbol in last if model.is_money(active[symbol].type))
    return money or last


def paid_out(calculation: Calculation) -> frozenset[model.Symbol]:
    """What the regulation says is paid out, under the readings in force."""
    active = calculation.plan.active
    marked = {symbol for symbol, definition in active.items() if definition.paid_out}
    rights = [norm.amount for norm in calculation.program.norms if norm.modality in _RIGHTS]
    granted = [active[symbol] for symbol in rights if symbol is not None and symbol in active]
    return frozenset(marked).union(*map(_told_as, granted))


def _told_as(definition: model.Definition) -> tuple[model.Symbol, ...]:
    """What a norm gives under the name it has of its own; under that of the norm where it has none."""
    return tuple(dict.fromkeys(_as_they_are(definition))) or (definition.symbol,)


def _as_they_are(definition: model.Definition) -> Iterator[model.Symbol]:
    """The values of the same row and year that the value is, as they are."""
    waiting = [definition.expression]
    while waiting:
        one = waiting.pop()
        if isinstance(one, model.Reference):
            if one.year == 0 and not one.absolute and one.symbol.concept == definition.symbol.concept:
                yield one.symbol
        elif isinstance(one, model.Cases | model.Exceptions):
            waiting += passed(one)


def _last(calculation: Calculation, there: Callable[[model.Symbol], bool]) -> Iterator[model.Symbol]:
    """What nothing else is computed from, under the name it has of its own; not the parts that an amount is paid in."""
    active = calculation.plan.active
    parts = {part for norm in calculation.program.norms for _, part in norm.parts}
    used = {
        name.symbol
        for symbol, definition in active.items()
        if symbol not in parts
        for name in references(definition.expression)
        if name.symbol != symbol
    }
    amounts = {norm.amount for norm in calculation.program.norms}
    for symbol, definition in active.items():
        if symbol in used or symbol in parts or not there(symbol):
            continue
        yield from (one for one in (_told_as(definition) if symbol in amounts else (symbol,)) if there(one))
