"""The data of one side, as far as another version of the regulation can take them.

A version between two others has inputs of both. What one side's data do not have is taken from the other's, so that a
change of rules is tried on the data that it was written for.
"""

import attrs

from dsl import model
from interpreter.comparing.runs import Column, Version
from interpreter.facts import Facts, Rows
from interpreter.outcomes import Place, Value


def fitted(program: model.Program, own: Version, other: Version) -> Facts:
    """The data of `own` for the program, with those of `other` where `own` has none. An input that is another kind
    of thing on the side that gives it counts as not given."""
    wanted, mine, yours = (_attributes(one) for one in (program, own.program, other.program))
    if wanted == mine:
        return own.facts
    inputs: dict[Column, Value] = {}
    rows: dict[str, Rows] = {}
    for side, declared in ((other, yours), (own, mine)):
        fits = {symbol for symbol, one in wanted.items() if symbol in declared and _alike(one, declared[symbol])}
        inputs |= {column: value for column, value in side.facts.inputs.items() if column[0] in fits}
    for concept in program.concepts:
        there = own.facts.rows.get(concept.name) or other.facts.rows.get(concept.name)
        if there is not None:
            rows[concept.name] = _table(concept, there, own, other, mine, yours)
    return Facts(rows, inputs, {**other.facts.sources, **own.facts.sources}, {**other.facts.judged, **own.facts.judged})


def same_data(one: Facts, other: Facts) -> bool:
    """Whether they give the same, wherever it stands."""
    if one.inputs != other.inputs or one.rows.keys() != other.rows.keys():
        return False
    return all(
        rows.labels == other.rows[name].labels and _given(rows) == _given(other.rows[name])
        for name, rows in one.rows.items()
    )


def _given(rows: Rows) -> dict[Column, tuple[Value | None, ...]]:
    return {column: values for column, values in rows.values.items() if any(value is not None for value in values)}


def _attributes(program: model.Program) -> dict[model.Symbol, model.Attribute]:
    every = (*program.inputs, *(one for concept in program.concepts for one in concept.attributes))
    return {one.symbol: one for one in every}


def _alike(one: model.Attribute, other: model.Attribute) -> bool:
    return one.type == other.type and one.per_year == other.per_year


def _table(
    concept: model.Concept,
    there: Rows,
    own: Version,
    other: Version,
    mine: dict[model.Symbol, model.Attribute],
    yours: dict[model.Symbol, model.Attribute],
) -> Rows:
    """The rows as `there` has them."""
    values: dict[Column, tuple[Value | None, ...]] = {}
    sources: dict[Column, tuple[Place | None, ...]] = {}
    for attribute in concept.attributes:
        symbol = attribute.symbol
        for side, declared in ((own, mine), (other, yours)):
            rows = side.facts.rows.get(concept.name)
            if rows is None or symbol not in declared or not _alike(attribute, declared[symbol]):
                continue
            columns = [column for column in rows.values if column[0] == symbol]
            if columns:
                at = {label: number for number, label in enumerate(rows.labels)}
                for column in columns:
                    given = rows.values[column]
                    values[column] = tuple(given[at[label]] if label in at else None for label in there.labels)
                    if column in rows.sources and rows.labels == there.labels:
                        sources[column] = rows.sources[column]
                break
    return attrs.evolve(there, values=values, sources=sources)
