"""Comparisons, bullets and conditions on groups."""

from collections.abc import Callable
from typing import Any

from dsl import nodes
from dsl.building.build import Build
from dsl.building.values import plain, relation_of
from dsl.grammar import Token


def all_of(build: Build, start: int, end: int, *parts: nodes.Condition) -> nodes.Condition:
    return parts[0] if len(parts) == 1 else nodes.And(parts, span=build.span(start, end))


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
