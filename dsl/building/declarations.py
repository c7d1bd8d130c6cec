"""Units, roles, concepts and attributes with their types."""

from collections.abc import Callable
from typing import Any

from dsl import nodes
from dsl.building.build import Build
from dsl.building.values import unit_of
from dsl.frozen import frozen
from dsl.grammar import Token
from dsl.problems.lines import BadType


def declared(build: Build, start: int, end: int, named: nodes.Subject) -> nodes.Declared:
    return nodes.Declared(named.name, named.forms, trivia=build.line.trivia, span=build.span(start, end))


def concept(build: Build, start: int, end: int, named: nodes.Subject, *keys: Token) -> nodes.Concept:
    """Its attributes stand below it."""
    related = tuple(key.value for key in keys)
    return nodes.Concept(named.name, named.forms, related, (), trivia=build.line.trivia, span=build.span(start, end))


@frozen
class Option:
    """One more value of `ett av …`; last: the one after `eller`."""

    words: tuple[Token, ...]
    last: bool


def option(_build: Build, _start: int, _end: int, name: Token) -> Option:
    return Option((name,), False)


def last_options(_build: Build, _start: int, _end: int, name: Token, last: Token) -> Option:
    return Option((name, last), True)


def attribute(
    build: Build, start: int, end: int, named: nodes.Subject, type_: nodes.Type, *parts: nodes.Constraint | Option
) -> nodes.Attribute:
    """The type, then its further options, then the constraints; its description stands below it."""
    constraints: list[nodes.Constraint] = []
    complete = not isinstance(type_, nodes.ChoiceType) or len(type_.options) > 1
    for part in parts:
        if not isinstance(part, Option):
            constraints.append(part)
        elif isinstance(type_, nodes.ChoiceType) and not complete and not constraints:
            last = part.words[-1]
            options = (*type_.options, *(token.value for token in part.words))
            type_ = nodes.ChoiceType(options, span=type_.span.to(build.span(last.start, last.end)))
            complete = part.last
        else:
            first = part.words[0]
            build.problems.append(BadType(build.span(first.start, first.end), first.value, None))
    if not complete:
        build.problems.append(BadType(type_.span, "ett av", "ett av A, B eller C"))
    line = build.line
    return nodes.Attribute(
        named.name, named.forms, type_, tuple(constraints), None, trivia=line.trivia, span=build.span(start, end)
    )


def type_words(build: Build, start: int, end: int, name: Token, unit: Token | None = None) -> nodes.Type:
    """Every type but a compound unit and `ja eller nej` begins with a word of its own."""
    span = build.span(start, end)
    first, _, rest = name.value.partition(" ")
    if unit is not None:
        if name.value == "heltal":
            return nodes.WholeType(unit_of(unit.value), span=span)
    elif first == "heltal":
        return nodes.WholeType(unit_of(rest) if rest else None, span=span)
    elif first in ("ett", "en"):
        if rest.startswith("av "):
            return nodes.ChoiceType((rest[3:],), span=span)
        if rest and rest != "av":
            return nodes.RowType(first, rest, span=span)
    elif not rest:
        match first:
            case "tal":
                return nodes.NumberType(None, span=span)
            case "datum":
                return nodes.DateType(span=span)
            case "text":
                return nodes.TextType(span=span)
        return nodes.NumberType(unit_of(first), span=span)
    build.problems.append(BadType(span, build.line.text[start:end], None))
    return nodes.NumberType(None, span=span)


def type_unit(build: Build, start: int, end: int, unit: Token) -> nodes.NumberType:
    return nodes.NumberType(unit_of(unit.value), span=build.span(start, end))


def type_truth(build: Build, start: int, end: int) -> nodes.TruthType:
    return nodes.TruthType(span=build.span(start, end))


def type_choices(build: Build, start: int, end: int, first: Token, last: Token) -> nodes.Type:
    """`ett av A eller B`."""
    span = build.span(start, end)
    if not first.value.startswith("ett av "):
        build.problems.append(BadType(span, build.line.text[start:end], f"ett av {build.line.text[start:end]}"))
        return nodes.TextType(span=span)
    return nodes.ChoiceType((first.value[7:], last.value), span=span)


def _bounded(kind: Any) -> Any:
    def make(build: Build, start: int, end: int, value: nodes.Expression) -> nodes.Bound:
        return nodes.Bound(kind, value, span=build.span(start + 1, end))

    return make


def default(build: Build, start: int, end: int, value: nodes.Expression) -> nodes.Default:
    return nodes.Default(value, span=build.span(start + 1, end))


def per_year(build: Build, start: int, end: int, unit: Token) -> nodes.PerYear:
    if unit.value != "år":
        build.problems.append(BadType(build.span(unit.start, unit.end), f"per {unit.value}", "per år"))
    return nodes.PerYear(span=build.span(start + 1, end))


MAKERS: dict[str, Callable[..., Any]] = {
    "declared": declared,
    "concept": concept,
    "concept_for_each": concept,
    "option": option,
    "last_options": last_options,
    "attribute": attribute,
    "type_words": type_words,
    "type_unit": type_unit,
    "type_truth": type_truth,
    "type_choices": type_choices,
    "least": _bounded("least"),
    "most": _bounded("most"),
    "above": _bounded("above"),
    "below": _bounded("below"),
    "default": default,
    "per_year": per_year,
}
