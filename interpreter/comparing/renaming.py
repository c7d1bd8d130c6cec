"""Data under the names of another version, where only the names have changed."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

import attrs

from dsl import model
from dsl.comparing.renaming import Called
from interpreter.facts import Facts, Rows

Kept = TypeVar("Kept")


def back(one: Called) -> Called:
    """The other way round; the concept of an input is told as it is called now."""
    return attrs.evolve(one, before=one.after, after=one.before)


def renamed(facts: Facts, names: Iterable[Called]) -> Facts:
    """The same facts under the names of the other version: concepts, inputs and attributes are called as it calls
    them."""
    known = [*names]
    concepts = {one.before[0]: one.after[0] for one in known if one.kind == "concept"}
    inputs = {(one.concept, one.before[0]): one.after[0] for one in known if one.kind == "input"}

    def of(symbol: model.Symbol) -> model.Symbol:
        concept = concepts.get(symbol.concept or "", symbol.concept)
        # An input goes by the concept as it is called now, which may be the one before or after.
        name = inputs.get((concept, symbol.name)) or inputs.get((symbol.concept, symbol.name), symbol.name)
        return attrs.evolve(symbol, concept=concept, name=name)

    def columns(values: Mapping[tuple[model.Symbol, int | None], Kept]) -> dict[tuple[model.Symbol, int | None], Kept]:
        return {(of(symbol), year): value for (symbol, year), value in values.items()}

    def table(rows: Rows) -> Rows:
        return attrs.evolve(
            rows,
            concept=concepts.get(rows.concept, rows.concept),
            values=columns(rows.values),
            judged={(of(symbol), row): who for (symbol, row), who in rows.judged.items()},
            sources=columns(rows.sources),
        )

    return Facts(
        {concepts.get(name, name): table(rows) for name, rows in facts.rows.items()},
        columns(facts.inputs),
        columns(facts.sources),
        {of(symbol): who for symbol, who in facts.judged.items()},
    )
