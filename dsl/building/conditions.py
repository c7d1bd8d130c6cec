"""Comparisons, bullets and conditions on groups."""

from collections.abc import Callable
from typing import Any

import attrs

from dsl import nodes
from dsl.building.build import Build
from dsl.building.values import plain, relation_of
from dsl.grammar import Token
from dsl.spellings import count_of


def all_of(build: Build, start: int, end: int, *parts: nodes.Condition) -> nodes.Condition:
    if len(parts) == 1:
        return parts[0]
    # `A är mer än 1 och mindre än 5` is two of them.
    flat = tuple(one for part in parts for one in (part.parts if isinstance(part, nodes.And) else (part,)))
    return nodes.And(flat, span=build.span(start, end))


def over_years(
    build: Build, start: int, end: int, condition: nodes.Comparison | nodes.Has, words: Token
) -> nodes.OverYears:
    written = words.value.split(" ")
    span = build.span(start, end)
    match written:
        case ["någon", *_]:
            return nodes.OverYears(condition, "any", count_of(written[-2]), span=span)
        case ["även", *_]:
            return nodes.OverYears(condition, "every", 2, span=span)
        case _:
            return nodes.OverYears(condition, "every", count_of(written[0]), span=span)


def any_of(build: Build, start: int, end: int, *parts: nodes.Condition) -> nodes.Or:
    flat = tuple(one for part in parts for one in (part.parts if isinstance(part, nodes.Or) else (part,)))
    return nodes.Or(flat, span=build.span(start, end))


def _compared_or(operator: Any) -> Callable[..., nodes.Or]:
    """`A är B eller C`, where C turned out to be a condition."""

    def make(
        build: Build, start: int, end: int, left: nodes.Expression, right: nodes.Expression, other: nodes.Condition
    ) -> nodes.Or:
        first = nodes.Comparison(left, operator, right, span=left.span.to(right.span))
        return any_of(build, start, end, first, other)

    return make


def has_or(build: Build, start: int, end: int, subject: Token, flag: Token, other: nodes.Condition) -> nodes.Or:
    first = _holding(False)(build, subject.start, flag.end, subject, flag)
    return any_of(build, start, end, first, other)


def has_any(build: Build, start: int, end: int, subject: Token, *flags: Token) -> nodes.HasAny:
    return nodes.HasAny(plain(build, subject), tuple(plain(build, flag) for flag in flags), span=build.span(start, end))


_OPPOSITES: dict[str, Any] = {
    "=": "≠",
    "≠": "=",
    ">=": "<",
    "<=": ">",
    ">": "<=",
    "<": ">=",
    "latest": ">",
    "earliest": "<",
}


def opposite(build: Build, start: int, end: int, denied: nodes.Comparison | nodes.Has) -> nodes.Condition:
    """`inte C` of one comparison."""
    span = build.span(start, end)
    if isinstance(denied, nodes.Has):
        return attrs.evolve(denied, negated=not denied.negated, span=span)
    return attrs.evolve(denied, operator=_OPPOSITES[denied.operator], span=span)


def but_not(build: Build, start: int, end: int, *parts: Any) -> nodes.Condition:
    """`A och B men inte om C`."""
    *first, denied = parts
    last = attrs.evolve(opposite(build, start, end, denied), span=denied.span)
    return all_of(build, start, end, *first, last)


def _compared(operator: Any) -> Callable[..., nodes.Comparison]:
    def make(build: Build, start: int, end: int, left: nodes.Expression, right: nodes.Expression) -> nodes.Comparison:
        return nodes.Comparison(left, operator, right, span=build.span(start, end))

    return make


def among(build: Build, start: int, end: int, left: nodes.Expression, *options: nodes.Expression) -> nodes.Membership:
    return nodes.Membership(left, options, False, span=build.span(start, end))


def not_among(
    build: Build, start: int, end: int, left: nodes.Expression, *options: nodes.Expression
) -> nodes.Membership:
    return nodes.Membership(left, options, True, span=build.span(start, end))


def within(
    build: Build, start: int, end: int, left: nodes.Expression, low: nodes.Expression, high: nodes.Expression
) -> nodes.Within:
    return nodes.Within(left, low, high, span=build.span(start, end))


def within_reversed(
    build: Build, start: int, end: int, left: nodes.Expression, high: nodes.Expression, low: nodes.Expression
) -> nodes.Within:
    return within(build, start, end, left, low, high)


def _between(first: Any, second: Any) -> Callable[..., nodes.And]:
    """`A är mer än 1 och mindre än 5` where an end is left out."""

    def make(
        build: Build, start: int, end: int, left: nodes.Expression, one: nodes.Expression, other: nodes.Expression
    ) -> nodes.And:
        span = build.span(start, end)
        parts = (nodes.Comparison(left, first, one, span=span), nodes.Comparison(left, second, other, span=span))
        return nodes.And(parts, span=span)

    return make


def _holding(negated: bool) -> Callable[..., nodes.Has]:
    def make(build: Build, start: int, end: int, subject: Token, flag: Token) -> nodes.Has:
        return nodes.Has(plain(build, subject), plain(build, flag), negated, span=build.span(start, end))

    return make


def any_below(build: Build, start: int, end: int) -> nodes.Bullets:
    return _bullets(build, "any", start, end)


def all_below(build: Build, start: int, end: int) -> nodes.Bullets:
    return _bullets(build, "all", start, end)


def _bullets(build: Build, kind: Any, start: int, end: int) -> nodes.Bullets:
    build.bullets_used = True
    return nodes.Bullets(kind, build.read_bullets(build.line), span=build.span(start, end))


def _quantifier(kind: str) -> Callable[..., tuple[str, str]]:
    """The quantifier and how it was worded."""

    def make(build: Build, start: int, end: int) -> tuple[str, str]:
        words = " ".join(build.line.text[start:end].split())
        return kind, "alla" if words == "samtliga" else words

    return make


def quantified(
    build: Build, start: int, end: int, quantifier: Any, group: Token, condition: nodes.Condition
) -> nodes.Quantified:
    kind, wording = quantifier
    return nodes.Quantified(kind, wording, plain(build, group), condition, span=build.span(start, end))


def quantified_any_below(build: Build, start: int, end: int, quantifier: Any, group: Token) -> nodes.Quantified:
    return quantified(build, start, end, quantifier, group, _bullets(build, "any", start, end))


def quantified_all_below(build: Build, start: int, end: int, quantifier: Any, group: Token) -> nodes.Quantified:
    return quantified(build, start, end, quantifier, group, _bullets(build, "all", start, end))


def judged(build: Build, start: int, end: int, who: Token, verb: str, question: Token) -> nodes.Judged:
    return _judged(build, start, end, plain(build, who), verb, question)


def judged_by_anyone(build: Build, start: int, end: int, verb: str, question: Token) -> nodes.Judged:
    return _judged(build, start, end, None, verb, question)


def _judged(build: Build, start: int, end: int, who: nodes.Name | None, words: str, question: Token) -> nodes.Judged:
    verb: Any = words.removesuffix(" inte")
    return nodes.Judged(who, verb, question.value, verb != words, span=build.span(start, end))


def normed(build: Build, start: int, end: int, subject: Token, words: str, content: Token) -> nodes.Normed:
    relation, negated = relation_of(words)
    return nodes.Normed(plain(build, subject), relation, content.value, negated, span=build.span(start, end))


MAKERS: dict[str, Callable[..., Any]] = {
    "all_of": all_of,
    "equal": _compared("="),
    "unequal": _compared("≠"),
    "not_less": _compared(">="),
    "not_more": _compared("<="),
    "more": _compared(">"),
    "less": _compared("<"),
    "latest": _compared("latest"),
    "earliest": _compared("earliest"),
    "among": among,
    "not_among": not_among,
    "within": within,
    "within_reversed": within_reversed,
    "from_to_below": _between(">=", "<"),
    "above_to": _between(">", "<="),
    "above_below": _between(">", "<"),
    "below_from": _between("<", ">="),
    "any_of": any_of,
    "over_years": over_years,
    "equal_or": _compared_or("="),
    "unequal_or": _compared_or("≠"),
    "has_or": has_or,
    "has_any": has_any,
    "opposite": opposite,
    "but_not": but_not,
    "has": _holding(False),
    "has_not": _holding(True),
    "judged": judged,
    "judged_by_anyone": judged_by_anyone,
    "normed": normed,
    "any_below": any_below,
    "all_below": all_below,
    "some": _quantifier("some"),
    "every": _quantifier("every"),
    "none": _quantifier("none"),
    "quantified": quantified,
    "quantified_any_below": quantified_any_below,
    "quantified_all_below": quantified_all_below,
}
