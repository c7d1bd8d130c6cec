"""Promises (`kontroll`): what is said to hold for every input, as typed claims over the rows that it is about."""

from collections.abc import Iterator

import attrs

from dsl import model, nodes
from dsl.frozen import frozen
from dsl.problems.examples import MovedElsewhere, MovedIsComputed, SaidTwice
from dsl.problems.names import NotAValue
from dsl.problems.values import WrongType
from dsl.resolving import agreement, conditions, lookup, mentions, values
from dsl.resolving.collecting import Promised
from dsl.resolving.context import Context
from dsl.resolving.given import Setting, World, read_setting, unknown_judgement
from dsl.resolving.lookup import Scope


def promises(promised: tuple[Promised, ...], world: World) -> tuple[model.Promise, ...]:
    """Every `kontroll` without problems, in the order of the text."""
    return tuple(found for found in (_promise(one, world) for one in promised) if found is not None)


def _promise(promised: Promised, world: World) -> model.Promise | None:
    node = promised.node
    setting = _setting(promised, world)
    chosen = promised.reading or next(iter(setting.readings), None)
    scope = Scope(world.vocabulary, None, chosen)
    concept = _spoken_of(tuple(dict.fromkeys(mentions.texts(node.claim, units=False, inside=False))), scope)
    context = Context(Scope(world.vocabulary, concept, chosen), world.types, None, world.problems, [])
    claim = _claim(node.claim, context)
    files = tuple(setting.base_files.values())
    world.problems.extend(SaidTwice(again, files[0]) for again in files[1:])
    wheres = [line for line in node.lines if isinstance(line, nodes.Supposed)]
    for again in wheres[1:]:
        world.problems.append(SaidTwice(again.span, wheres[0].span))
    where = None if not wheres else conditions.condition(wheres[0].condition, context, values.expression)
    unasked = [one for one in context.judged.values() if one.symbol not in world.vocabulary.attributes]
    for attribute in unasked:
        world.problems.append(unknown_judgement(attribute.symbol, attribute.span, world))
    if claim is None or (wheres and where is None) or unasked:
        return None
    return model.Promise(
        title=node.title,
        claim=claim,
        where=where,
        concept=claim.value.concept if isinstance(claim, model.Monotone) else claim.concept,
        base_file=next(iter(setting.base_files), None),
        year=setting.year,
        readings=tuple(setting.readings),
        section=promised.section,
        reading=promised.reading,
        node=node,
        span=node.span,
    )


def _setting(promised: Promised, world: World) -> Setting:
    """What the lines below say. Within a reading the promise is about that one."""
    lines = tuple(line for line in promised.node.lines if not isinstance(line, nodes.Supposed))
    if promised.reading is None:
        return read_setting(lines, world)
    name, reading = promised.reading
    own = nodes.WithReading(name, reading, trivia=nodes.NO_TRIVIA, span=promised.node.span)
    return read_setting((own, *lines), world)


def _claim(node: nodes.Monotone | nodes.Condition, context: Context) -> model.Monotone | model.Expression | None:
    if not isinstance(node, nodes.Monotone):
        return conditions.condition(node, context, values.expression)
    value = values.expression(node.value, context)
    moved = _moved(node.input, context)
    if value is None or moved is None or agreement.number(value, context.problems) is None:
        return None
    return model.Monotone(value, node.direction, moved, node.input_direction)


def _moved(node: nodes.Name, context: Context) -> model.Symbol | None:
    """The input that rises or falls: a number that data gives, of the row at hand or of the whole regulation."""
    text = node.text.removeprefix("årets ")
    found = lookup.meaning(context.scope, text, node.span, context.problems)
    if found is None:
        return None
    if found.entry is None:
        context.problems.append(NotAValue(node.span, node.text))
        return None
    symbol = found.entry.symbol
    if found.entry.computed:
        context.problems.append(
            MovedIsComputed(node.span, node.text, found.entry.span, _numbers(symbol.concept, context))
        )
        return None
    kind = context.types.get(symbol)
    if not isinstance(kind, model.Number):
        if kind is not None:
            context.problems.append(WrongType(node.span, "number", agreement.kind(kind)))
        return None
    if found.before or found.after or found.group is not None:
        context.problems.append(MovedElsewhere(node.span, node.text, symbol.concept, context.scope.concept))
        return None
    return symbol


def _numbers(concept: str | None, context: Context) -> tuple[str, ...]:
    """The inputs that could rise or fall instead: those of the rows, then those of the whole regulation."""
    known = context.scope.vocabulary
    own = known.concepts[concept].attributes if concept is not None else ()
    every = (*own, *known.inputs)
    return tuple(one.symbol.name for one in every if isinstance(one.type, model.Number) and one.judge is None)


# -- which rows ----------------------------------------------------------------------------------


@frozen
class _Fit:
    """How well the words of a claim can be read of the rows of a concept."""

    known: int  # words that mean something there
    own: int  # of those, the ones that mean a name of the very row


def _spoken_of(texts: tuple[str, ...], scope: Scope) -> str | None:
    """The concept that the claim is about: where most of its words mean something, the whole regulation before any
    rows, and of rows those whose own names they are. Of two that fit alike the first declared."""
    best: str | None = None
    most = _fit(texts, scope)
    for concept in scope.vocabulary.concepts:
        fit = _fit(texts, attrs.evolve(scope, concept=concept, found={}))
        if fit.known > most.known or (best is not None and fit.known == most.known and fit.own > most.own):
            best, most = concept, fit
    return best


def _fit(texts: tuple[str, ...], scope: Scope) -> _Fit:
    found = [tuple(_read(text, scope)) for text in texts]
    return _Fit(sum(map(bool, found)), sum(any(found) for found in found))


def _read(text: str, scope: Scope) -> Iterator[bool]:
    """For each meaning, whether it is of the row itself."""
    for one in lookup.meanings(scope, text.removeprefix("årets ")):
        yield one.concept is not None and one.concept == scope.concept and one.group is None and not one.before
