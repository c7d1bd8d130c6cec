"""The cells of tables, and the lines of examples."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any, Literal, TypeVar

import attrs

from dsl import nodes
from dsl.building.build import Build
from dsl.building.days import any_date
from dsl.building.values import plain, relation_of, worth, year_number
from dsl.grammar import Token
from dsl.problems.lines import Unexpected

GivenItem = nodes.Item | nodes.GivenJudgement


def exactly(build: Build, start: int, end: int, value: nodes.Expression) -> nodes.Exactly:
    return nodes.Exactly(value, span=build.span(start, end))


def word_cell(build: Build, start: int, end: int, name: Token) -> nodes.Cell:
    span = build.span(start, end)
    match name.value:
        case "övriga":
            return nodes.Otherwise(span=span)
        case "däröver":
            return nodes.Above(span=span)
    return nodes.Exactly(nodes.Name(name.value, span=span), span=span)


def anything(build: Build, start: int, end: int) -> nodes.Anything:
    return nodes.Anything(span=build.span(start, end))


def between(build: Build, start: int, end: int, low: nodes.Quantity, high: nodes.Quantity) -> nodes.Range:
    return nodes.Range(low, high, False, False, span=build.span(start, end))


def from_low(build: Build, start: int, end: int, low: nodes.Quantity) -> nodes.Range:
    return nodes.Range(low, None, False, False, span=build.span(start, end))


def to_high(build: Build, start: int, end: int, high: nodes.Quantity) -> nodes.Range:
    return nodes.Range(None, high, False, False, span=build.span(start, end))


def to_named(build: Build, start: int, end: int, name: Token) -> nodes.Range:
    """`till och med prisbasbeloppet`: one of it."""
    span = build.span(name.start, name.end)
    one = nodes.Quantity(nodes.Number(Fraction(1), "", span=span), name.value, span=span)
    return nodes.Range(None, one, False, False, span=build.span(start, end))


def above_low(build: Build, start: int, end: int, low: nodes.Quantity) -> nodes.Range:
    return nodes.Range(low, None, True, False, span=build.span(start, end))


def below_high(build: Build, start: int, end: int, high: nodes.Quantity) -> nodes.Range:
    return nodes.Range(None, high, False, True, span=build.span(start, end))


# -- examples ------------------------------------------------------------------------------------


def at_year(build: Build, start: int, end: int, year: Token) -> nodes.AtYear:
    return nodes.AtYear(year_number(build, year), trivia=build.line.trivia, span=build.span(start, end))


def given_in_year(build: Build, start: int, end: int, year: Token, given: nodes.Given) -> nodes.Given:
    return attrs.evolve(_given(build, given), year=year_number(build, year), span=build.span(start, end))


def at_day(build: Build, start: int, end: int, day: Token) -> nodes.AtDay:
    return nodes.AtDay(any_date(build, day), trivia=build.line.trivia, span=build.span(start, end))


def given(build: Build, _start: int, _end: int, what: nodes.Given | GivenItem) -> nodes.Given:
    return _given(build, what)


def _given(build: Build, what: nodes.Given | GivenItem) -> nodes.Given:
    """One item alone is an input of the whole regulation."""
    if isinstance(what, nodes.Given):
        return what
    return nodes.Given(None, None, None, (what,), trivia=build.line.trivia, span=what.span)


def row_given(build: Build, start: int, end: int, row: Token, *items: GivenItem) -> nodes.Given:
    return nodes.Given(None, plain(build, row), None, items, trivia=build.line.trivia, span=build.span(start, end))


def labelled_given(build: Build, start: int, end: int, row: Token, label: Token, *items: GivenItem) -> nodes.Given:
    return nodes.Given(
        None, plain(build, row), label.value, items, trivia=build.line.trivia, span=build.span(start, end)
    )


def then_row(build: Build, start: int, end: int, row: Token, *items: nodes.Item) -> nodes.ThenRow:
    return nodes.ThenRow(plain(build, row), None, _stated(items), trivia=build.line.trivia, span=build.span(start, end))


def then_labelled(build: Build, start: int, end: int, row: Token, label: Token, *items: nodes.Item) -> nodes.ThenRow:
    return nodes.ThenRow(
        plain(build, row), label.value, _stated(items), trivia=build.line.trivia, span=build.span(start, end)
    )


# Outcomes whose words are more than a name.
_PHRASES: dict[str, nodes.NoValue] = {
    nodes.NO_VALUE_WORDS[outcome]: outcome for outcome in ("unregulated", "judgement")
}
_OUTCOMES: dict[str, nodes.NoValue] = {
    words: outcome for outcome, words in nodes.NO_VALUE_WORDS.items() if words not in _PHRASES
}


def _stated(items: tuple[nodes.Item, ...]) -> tuple[nodes.Item, ...]:
    """`andel odefinierat` is one run of words: what comes last in it is the outcome."""
    return tuple(map(_without, items))


def _without(item: nodes.Item) -> nodes.Item:
    if item.words is None or item.value is not None or item.negated:
        return item
    for words, outcome in _OUTCOMES.items():
        name = item.words.removesuffix(f" {words}")
        if name != item.words:
            return attrs.evolve(item, words=name, outcome=outcome)
    return item


def _outcome_of(build: Build, words: Token) -> nodes.NoValue:
    if words.value not in _OUTCOMES:
        span = build.span(words.start, words.end)
        build.problems.append(Unexpected(span, words.value, "name", (*_PHRASES, *_OUTCOMES), None, None))
    return _OUTCOMES.get(words.value, "missing")


def then(build: Build, start: int, end: int, condition: nodes.Condition) -> nodes.ExampleLine:
    span = build.span(start, end)
    match condition:
        case nodes.Normed(subject=nodes.Name() as subject, relation=relation, content=content, negated=negated):
            return nodes.ThenNorm(subject, None, relation, content, negated, None, trivia=build.line.trivia, span=span)
        case nodes.Comparison(left=nodes.Name() as left, operator="=", right=nodes.Name(text=outcome)):
            if outcome in _OUTCOMES:
                return nodes.ThenOutcome(left, _OUTCOMES[outcome], trivia=build.line.trivia, span=span)
    return nodes.ThenCondition(condition, trivia=build.line.trivia, span=span)


def then_norm_labelled(
    build: Build, start: int, end: int, row: Token, label: Token, words: str, content: Token
) -> nodes.ThenNorm:
    relation, negated = relation_of(words)
    return nodes.ThenNorm(
        plain(build, row),
        label.value,
        relation,
        content.value,
        negated,
        None,
        trivia=build.line.trivia,
        span=build.span(start, end),
    )


def norm_asked(build: Build, start: int, end: int, row: Token, words: str, content: Token) -> nodes.ThenNorm:
    relation, negated = relation_of(words)
    return nodes.ThenNorm(
        plain(build, row),
        None,
        relation,
        content.value,
        negated,
        None,
        trivia=build.line.trivia,
        span=build.span(start, end),
    )


def _truth(
    build: Build, span: tuple[int, int], row: Token, label: Token | None, verb: Literal["är", "har"], flag: Token
) -> nodes.ThenTruth:
    return nodes.ThenTruth(
        plain(build, row),
        None if label is None else label.value,
        verb,
        plain(build, flag),
        False,
        None,
        trivia=build.line.trivia,
        span=build.span(*span),
    )


def then_truth(build: Build, start: int, end: int, row: Token, label: Token, flag: Token) -> nodes.ThenTruth:
    return _truth(build, (start, end), row, label, "är", flag)


def then_untruth(build: Build, start: int, end: int, row: Token, label: Token, flag: Token) -> nodes.ThenTruth:
    return attrs.evolve(_truth(build, (start, end), row, label, "är", flag), negated=True)


def is_asked(build: Build, start: int, end: int, row: Token, flag: Token) -> nodes.ThenTruth:
    return _truth(build, (start, end), row, None, "är", flag)


def has_asked(build: Build, start: int, end: int, row: Token, flag: Token) -> nodes.ThenTruth:
    return _truth(build, (start, end), row, None, "har", flag)


def has_asked_labelled(build: Build, start: int, end: int, row: Token, label: Token, flag: Token) -> nodes.ThenTruth:
    return _truth(build, (start, end), row, label, "har", flag)


_Asked = TypeVar("_Asked", nodes.ThenNorm, nodes.ThenTruth)


def _asked(outcome: nodes.NoValue) -> Callable[[Build, int, int, _Asked], _Asked]:
    def make(build: Build, start: int, end: int, asked: _Asked) -> _Asked:
        return attrs.evolve(asked, outcome=outcome, span=build.span(start, end))

    return make


def asked_outcome(build: Build, start: int, end: int, asked: _Asked, words: Token) -> _Asked:
    return attrs.evolve(asked, outcome=_outcome_of(build, words), span=build.span(start, end))


def _then_outcome(outcome: nodes.NoValue) -> Callable[..., nodes.ThenOutcome]:
    def make(build: Build, start: int, end: int, left: nodes.Expression) -> nodes.ThenOutcome:
        if not isinstance(left, nodes.Name):
            written = build.line.text[start:end]
            build.problems.append(Unexpected(left.span, written, "word", ("NAME",), None, None))
            left = nodes.Name("", span=left.span)
        return nodes.ThenOutcome(left, outcome, trivia=build.line.trivia, span=build.span(start, end))

    return make


def then_about(
    build: Build, start: int, end: int, left: nodes.Expression, right: nodes.Expression
) -> nodes.ThenCondition:
    span = build.span(start, end)
    return nodes.ThenCondition(nodes.Comparison(left, "≈", right, span=span), trivia=build.line.trivia, span=span)


def item_value(build: Build, start: int, end: int, value: nodes.Expression) -> nodes.Item:
    return nodes.Item(None, value, False, False, span=build.span(start, end))


def item(build: Build, start: int, end: int, name: Token, value: nodes.Expression) -> nodes.Item:
    return nodes.Item(name.value, value, False, False, span=build.span(start, end))


def item_of_count(build: Build, start: int, end: int, name: Token, value: nodes.Expression) -> nodes.Item:
    return nodes.Item(f"antalet {name.value}", value, False, False, span=build.span(start, end))


def item_words(build: Build, start: int, end: int, name: Token) -> nodes.Item:
    return nodes.Item(name.value, None, False, False, span=build.span(start, end))


def item_not(build: Build, start: int, end: int, name: Token) -> nodes.Item:
    return nodes.Item(name.value, None, True, False, span=build.span(start, end))


def item_judged(build: Build, start: int, end: int, judged: nodes.Judged) -> nodes.GivenJudgement:
    return nodes.GivenJudgement(judged, span=build.span(start, end))


def item_about_value(build: Build, start: int, end: int, value: nodes.Expression) -> nodes.Item:
    return nodes.Item(None, value, False, True, span=build.span(start, end))


def item_about(build: Build, start: int, end: int, name: Token, value: nodes.Expression) -> nodes.Item:
    return nodes.Item(name.value, value, False, True, span=build.span(start, end))


def item_about_count(build: Build, start: int, end: int, name: Token, value: nodes.Expression) -> nodes.Item:
    return nodes.Item(f"antalet {name.value}", value, False, True, span=build.span(start, end))


def item_without(build: Build, start: int, end: int, name: Token, words: str) -> nodes.Item:
    return nodes.Item(name.value, None, False, False, span=build.span(start, end), outcome=_PHRASES[words])


def item_without_count(build: Build, start: int, end: int, name: Token, words: str) -> nodes.Item:
    return nodes.Item(f"antalet {name.value}", None, False, False, span=build.span(start, end), outcome=_PHRASES[words])


def item_words_of_count(build: Build, start: int, end: int, name: Token) -> nodes.Item:
    return nodes.Item(f"antalet {name.value}", None, False, False, span=build.span(start, end))


# -- what is said of `belopp för "utbetalning"`: an item that gets its words last -----------------


def item_of_worth(build: Build, start: int, end: int, *parts: Any) -> nodes.Item:
    said: nodes.Item  # the last of them
    *named, said = parts
    return attrs.evolve(said, words=worth(build, start, end, *named).value, span=build.span(start, end))


def worth_without(build: Build, start: int, end: int, words: str | Token) -> nodes.Item:
    outcome = _outcome_of(build, words) if isinstance(words, Token) else _PHRASES[words]
    return nodes.Item(None, None, False, False, span=build.span(start, end), outcome=outcome)


MAKERS: dict[str, Callable[..., Any]] = {
    "exactly": exactly,
    "word_cell": word_cell,
    "anything": anything,
    "between": between,
    "from_low": from_low,
    "to_high": to_high,
    "to_named": to_named,
    "above_low": above_low,
    "below_high": below_high,
    "at_year": at_year,
    "given_in_year": given_in_year,
    "at_day": at_day,
    "given": given,
    "row_given": row_given,
    "labelled_given": labelled_given,
    "then_row": then_row,
    "then_labelled": then_labelled,
    "then": then,
    "then_unregulated": _then_outcome("unregulated"),
    "then_judgement": _then_outcome("judgement"),
    "then_norm_labelled": then_norm_labelled,
    "norm_asked": norm_asked,
    "then_truth": then_truth,
    "then_untruth": then_untruth,
    "is_asked": is_asked,
    "has_asked": has_asked,
    "has_asked_labelled": has_asked_labelled,
    "asked_unregulated": _asked("unregulated"),
    "asked_judgement": _asked("judgement"),
    "asked_outcome": asked_outcome,
    "then_about": then_about,
    "item_value": item_value,
    "item": item,
    "item_of_count": item_of_count,
    "item_words": item_words,
    "item_not": item_not,
    "item_judged": item_judged,
    "item_about_value": item_about_value,
    "item_about": item_about,
    "item_about_count": item_about_count,
    "item_without": item_without,
    "item_without_count": item_without_count,
    "item_words_of_count": item_words_of_count,
    "item_of_worth": item_of_worth,
    "worth_is": item_value,
    "worth_about": item_about_value,
    "worth_without": worth_without,
}
