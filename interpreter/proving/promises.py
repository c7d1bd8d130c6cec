"""The promises that every regulation makes without saying so, as data.

    built_in(program)

Every shared pot adds up; what somebody has a right to never falls when seats rise; nothing comes out as motstridigt or
odefinierat. Only what the readings in force decide makes promises. Knows nothing of how a promise is decided.
"""

from collections.abc import Iterator

import attrs

from dsl import model
from dsl.expressions import post_order

SEATS = "mandat"
_RIGHTS = ("har rätt till", "har rätt endast till")


@attrs.frozen(eq=False)
class AddsUp:
    """The shares of a pot add up to it, of every row that has one. definition: of the shares."""

    definition: model.Definition
    sharing: model.Sharing


@attrs.frozen(eq=False)
class NeverFalls:
    """An amount or extent that a norm gives a right to, or an amount that a role must pay, never falls when an input in
    the unit `mandat` rises. What a row itself must pay is no right of its.

    definition: of what is given. claim: as of a `kontroll`
    """

    norm: model.Norm
    definition: model.Definition
    claim: model.Monotone


@attrs.frozen(eq=False)
class AlwaysClear:
    """No input in the declared domains gives *motstridigt* or *odefinierat*. definitions: all in force, in the order of
    the text."""

    definitions: tuple[model.Definition, ...]


BuiltIn = AddsUp | NeverFalls | AlwaysClear


def promises_of(program: model.Program) -> tuple[model.Promise | BuiltIn, ...]:
    """The promises that are written, in the order of the text, and then those that every regulation makes."""
    return (*program.promises, *built_in(program))


def built_in(program: model.Program) -> tuple[BuiltIn, ...]:
    """Sharings in the order of the text, then norms, then what holds for all values; that one only where there are
    any."""
    followed = {(question.name, question.in_force) for question in program.interpretations}
    inside = [one for one in program.definitions if one.reading is None or one.reading in followed]
    whole = (AlwaysClear(tuple(inside)),) if inside else ()
    rights = [norm for norm in program.norms if norm.reading is None or norm.reading in followed]
    return (*_sharings(inside), *_rights(program, rights, inside), *whole)


def _sharings(definitions: list[model.Definition]) -> Iterator[AddsUp]:
    for definition in definitions:
        for expression in post_order(definition.expression):
            if isinstance(expression, model.ShareOf):
                yield AddsUp(definition, expression.sharing)


def _rights(
    program: model.Program, norms: list[model.Norm], definitions: list[model.Definition]
) -> Iterator[NeverFalls]:
    """Once for each value, though several norms may give it."""
    defined = {definition.symbol: definition for definition in definitions}
    seats = _seats(program)
    told: set[model.Symbol] = set()
    for norm in norms:
        for symbol in (norm.amount, norm.extent):
            paid = norm.modality == "ska" and not norm.row and symbol == norm.amount
            if not (norm.modality in _RIGHTS or paid) or symbol is None or symbol not in defined or symbol in told:
                continue
            told.add(symbol)
            definition = defined[symbol]
            value = model.Reference(symbol, definition.type, symbol.concept)
            for moved in seats:
                if moved.concept in (None, symbol.concept) or symbol.concept is None:
                    yield NeverFalls(norm, definition, model.Monotone(value, "falls", moved, "rises"))


def _seats(program: model.Program) -> tuple[model.Symbol, ...]:
    """The inputs counted in seats: of rows, then of the whole regulation."""
    attributes = (*(one for concept in program.concepts for one in concept.attributes), *program.inputs)
    return tuple(
        one.symbol for one in attributes if isinstance(one.type, model.Number) and one.type.unit.powers == ((SEATS, 1),)
    )
