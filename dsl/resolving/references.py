"""From what words mean to the expression that reads it: a name of this row, through relations, or over a group."""

from collections.abc import Callable
from typing import Literal

import attrs

from dsl import model, nodes
from dsl.problems import Problem
from dsl.problems.names import ManyValues, NotAGroup, NotAValue
from dsl.problems.values import WrongType, YearAsNumber
from dsl.resolving import agreement, percentages
from dsl.resolving.context import PENDING, PLAIN, Context
from dsl.resolving.lookup import Meaning, Scope, meaning, meanings
from dsl.resolving.vocabulary import Relation
from dsl.source import Span

Where = Callable[[Context], model.Expression | None]


def value(text: str, node: nodes.Expression, context: Context) -> model.Expression | None:
    """The one value that a name stands for here."""
    if text == "året":
        context.problems.append(YearAsNumber(node.span))
        return None
    text = next((form for form in (text, f"alla {text}") if meanings(context.scope, form)), text)
    found = meaning(context.scope, text, node.span, context.problems)
    return None if found is None else read(found, text, node, context)


def read(
    found: Meaning, text: str, node: nodes.Expression | nodes.Condition, context: Context
) -> model.Expression | None:
    """The value that a meaning gives, where it is one value."""
    if found.group is not None:
        context.problems.append(ManyValues(node.span, text))
        return None
    if found.entry is None:
        context.problems.append(NotAValue(node.span, text))
        return None
    if context.before is not None and context.before.symbol == found.entry.symbol and not found.before:
        # The value itself in its own exception.
        return context.before.value
    reference = _entry(found, node, context)
    return None if reference is None else followed(found.before, reference, node)


def gathered(found: Meaning, span: Span, text: str, wanted: Literal["values", "rows"], problems: list[Problem]) -> bool:
    """Whether the words name a group, of rows or of their values as wanted."""
    if found.group is not None and (found.entry is None) == (wanted == "rows"):
        return True
    problems.append(NotAGroup(span, text, wanted))
    return False


def aggregate(node: nodes.Aggregate, where: Where, context: Context) -> model.Expression | None:
    """`summan av partiets kostnaders belopp vars …`; `antalet X` is first a declared form."""
    text = node.name.text
    if node.kind == "count":
        declared = meanings(context.scope, f"antalet {text}")
        if declared and node.where is None:
            return value(f"antalet {text}", node, context)
        number = None if declared or node.where is not None else _number_of(text, context)
        if number is not None:
            return value(number, node, context)
    found = meaning(context.scope, text, node.name.span, context.problems)
    wanted: Literal["values", "rows"] = "rows" if node.kind == "count" else "values"
    if found is None or not gathered(found, node.name.span, text, wanted, context.problems):
        return None
    assert found.group is not None
    inside = context.within(inner(context.scope, found))
    over: model.Expression | None = None
    kind: model.Type = model.Number(PLAIN.unit, whole=True)
    if wanted == "values":
        reference = _entry(found, node.name, inside)
        over = None if reference is None else followed(found.after, reference, node.name)
        gathering = None if over is None else _type_of(node, over, context.problems)
        if gathering is None:
            return None
        kind = gathering
    condition = None
    if node.where is not None:
        condition = where(inside)
        if condition is None:
            return None
    group = found.group
    made = model.Aggregate(_KINDS[node.kind], group, over, condition, kind, group.owner, node=node)
    return followed(found.before, made, node)


def _number_of(text: str, context: Context) -> str | None:
    """`antalet medlemmar` where the members are no rows but a whole number that is given: what that is called."""
    if any(one.group is not None for one in meanings(context.scope, text)):
        return None
    for form in (text, f"alla {text}", f"antal {text}"):
        found = meanings(context.scope, form)
        if len(found) == 1 and found[0].entry is not None:
            kind = context.types.get(found[0].entry.symbol)
            return form if isinstance(kind, model.Number) and kind.whole else None
    return None


_KINDS: dict[str, Literal["total", "count", "maximum", "minimum", "mean"]] = {
    "total": "total",
    "count": "count",
    "maximum": "maximum",
    "minimum": "minimum",
    "mean": "mean",
    "latest": "maximum",
    "earliest": "minimum",
}


def _type_of(node: nodes.Aggregate, over: model.Expression, problems: list[Problem]) -> model.Type | None:
    """Days have an earliest and a latest, numbers all else."""
    found = agreement.kind(over.type)
    if node.kind == "earliest" or node.kind == "latest":
        if found == "day":
            return model.Day()
        advice = {"earliest": "det lägsta av", "latest": "det högsta av"}[node.kind] if found == "number" else None
        problems.append(WrongType(node.name.span, "day", found, advice))
        return None
    if found == "day" and node.kind in ("maximum", "minimum"):
        advice = {"minimum": "den tidigaste av", "maximum": "den senaste av"}[node.kind]
        problems.append(WrongType(node.name.span, "number", "day", advice))
        return None
    number = agreement.number(over, problems)
    if number is None or number is PENDING:
        return number
    return model.Number(number.unit, number.whole and node.kind != "mean", percentages.counted(number))


def inner(scope: Scope, found: Meaning) -> Scope:
    """The scope of a condition on the rows of a group: their names first, then those of the row they belong to."""
    assert found.group is not None
    owned = found.group.via is not None and not found.before
    outer = None if owned else scope.concept or scope.outer
    return Scope(scope.vocabulary, found.group.concept, scope.reading, found.group.via, outer)


def followed(
    relations: tuple[Relation, ...], reached: model.Expression, node: nodes.Expression | nodes.Condition
) -> model.Expression:
    """The value read through the relations, the first of which starts at the row at hand."""
    for relation in reversed(relations):
        start = relation.symbol.concept
        through = model.Reference(relation.symbol, model.RowOf(relation.target), start)
        reached = model.Follow(through, reached, reached.type, start, node=_shown(node))
    return reached


def in_year(expression: model.Expression, year: int, absolute: bool) -> tuple[model.Expression, model.Reference]:
    """What a name stands for, of another year; and the reference that it reads."""
    if isinstance(expression, model.Follow):
        value, read = in_year(expression.value, year, absolute)
        return attrs.evolve(expression, value=value), read
    assert isinstance(expression, model.Reference)
    read = attrs.evolve(expression, year=year, absolute=absolute)
    return read, read


def _entry(found: Meaning, node: nodes.Expression | nodes.Condition, context: Context) -> model.Expression | None:
    assert found.entry is not None
    symbol = found.entry.symbol
    kind = context.types.get(symbol, PENDING)
    if kind is None:
        return None
    return model.Reference(symbol, kind, symbol.concept, -context.back, node=_shown(node))


def _shown(node: nodes.Expression | nodes.Condition) -> nodes.Expression | None:
    """What was written, where it was an expression of its own and not a part of a condition's words."""
    return node if isinstance(node, nodes.Name | nodes.YearOf | nodes.Aggregate | nodes.Quantity) else None
