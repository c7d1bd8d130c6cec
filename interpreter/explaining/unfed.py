"""Sums that come to nothing for want of rows: the data have no row of the one concept for a row of the other.

That the sum of nothing is 0 is what the rules say; that nobody has forgotten a row is more than they can know. A row
that says 0 is one, and who has declared what holds where the data have none (`om raden saknas`) has said so.
"""

from collections.abc import Iterator
from fractions import Fraction

from dsl import model
from dsl.expressions import conjuncts, parts, post_order
from dsl.frozen import field_names, identical, is_frozen
from interpreter.evaluating.calculation import Calculation, labels, outcome, value_of
from interpreter.outcomes import Known, Value


@identical
class Unfed:
    """A sum without rows. definition: the value that it is in; rows: those of its owner that have none, by label, empty
    where it is over all rows of a concept that the data have no row of.

    chosen: the owners have rows, but none that the sum is of (`vars`)
    """

    definition: model.Definition
    aggregate: model.Aggregate
    rows: tuple[str, ...]
    chosen: bool


def unfed(calculation: Calculation) -> tuple[Unfed, ...]:
    """The sums that nothing feeds, of the values in force in the moment of the calculation, in the order of the
    text."""
    return tuple(
        found
        for definition in calculation.plan.active.values()
        for expression in post_order(definition.expression)
        if isinstance(expression, model.Aggregate) and expression.kind == "total"
        if not _has_default(calculation.program, expression)
        for found in _without_rows(calculation, definition, expression)
    )


def _has_default(program: model.Program, aggregate: model.Aggregate) -> bool:
    """Whether it is declared what the summed value is where the data have none."""
    summed = aggregate.value
    return isinstance(summed, model.Reference) and any(
        one.symbol == summed.symbol and one.default is not None
        for concept in program.concepts
        for one in concept.attributes
    )


def _without_rows(
    calculation: Calculation, definition: model.Definition, aggregate: model.Aggregate
) -> Iterator[Unfed]:
    group = aggregate.group
    if group.owner is None or group.via is None:
        if not labels(calculation, group.concept) and _matters(calculation, definition, aggregate, None):
            yield Unfed(definition, aggregate, (), False)
        return
    owners = labels(calculation, group.owner)
    if not any(value_of(calculation, aggregate, at) == Known(Fraction(0)) for at in range(len(owners))):
        return
    some, taken = _fed(calculation, aggregate, group.via)
    own_concept = definition.symbol.concept == group.owner
    empty = [
        at
        for at, owner in enumerate(owners)
        if owner not in taken and (not own_concept or _matters(calculation, definition, aggregate, at))
    ]
    rowless = tuple(owners[at] for at in empty if owners[at] not in some)
    if rowless:
        yield Unfed(definition, aggregate, rowless, False)
    unchosen = tuple(owners[at] for at in empty if owners[at] in some)
    if unchosen and aggregate.where is not None and _picks(aggregate.where):
        yield Unfed(definition, aggregate, unchosen, True)


def _fed(
    calculation: Calculation, aggregate: model.Aggregate, via: model.Symbol
) -> tuple[frozenset[Value | None], frozenset[Value | None]]:
    """The owners that have rows, and those that have rows which the sum is of, or may be."""
    where = aggregate.where
    rows = calculation.facts.rows.get(aggregate.group.concept)
    owners = () if rows is None else rows.values.get((via, None), ())
    taken = {
        owner for at, owner in enumerate(owners) if where is None or value_of(calculation, where, at) != Known(False)
    }
    return frozenset(owners), frozenset(taken)


def _picks(where: model.Expression) -> bool:
    """Whether a condition says which row is meant, by its year, its day, its name or what it belongs to, so that one
    should be there. Of a kind (`vars slag är resa`) or of a truth there need be none."""
    return all(
        isinstance(condition, model.Compare)
        and condition.operator == "="
        and not any(isinstance(side.type, model.Choice | model.Truth) for side in parts(condition))
        for condition in conjuncts(where)
    )


def _matters(
    calculation: Calculation, definition: model.Definition, aggregate: model.Aggregate, row: int | None
) -> bool:
    """Whether the value of the row rests on the sum: it has one, and where the sum stands in a case, that was met."""
    symbol = definition.symbol
    if row is None and symbol.concept is not None:
        return bool(labels(calculation, symbol.concept))
    if not isinstance(outcome(calculation, symbol, row), Known):
        return False
    branching = (
        one
        for one in post_order(definition.expression)
        if isinstance(one, model.Cases | model.Exceptions | model.Timeline)
    )
    if not any(aggregate in post_order(one) for one in branching):
        return True
    # Read only here: few sums without rows stand in a case.
    from interpreter.explaining.cursor import Key, start
    from interpreter.explaining.steps import read

    spot = start(calculation, None)
    return _mentions(read(spot, Key(symbol, row, spot.moment)).step.choices, aggregate)


def _mentions(thing: object, aggregate: model.Aggregate) -> bool:
    from interpreter.explaining import derivation

    match thing:
        case tuple():
            return any(_mentions(one, aggregate) for one in thing)
        case derivation.Gathered():
            return thing.aggregate is aggregate
        case derivation.Reason():
            return aggregate in post_order(thing.condition)
        case _ if is_frozen(type(thing)) and type(thing).__module__ == derivation.__name__:
            return any(_mentions(getattr(thing, name), aggregate) for name in field_names(type(thing)))
        case _:
            return False
