"""Numbers, names and what is computed with them.

A maker is given the build, the offsets of the text it covers, and its parts: tokens, and what other makers made.
"""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import attrs

from dsl import nodes
from dsl.building.build import Build
from dsl.grammar import Token
from dsl.numerals import FRACTIONS
from dsl.problems.signs import BadYear
from dsl.spellings import MULTIPLES

# More than this many working days before or after a day is a slip of the pen.
_CANONICAL_UNITS = {"procent": "%", "kronor": "kr", "krona": "kr", "‰": "promille"}


def unit_of(text: str) -> str:
    """A unit in its canonical spelling: `kronor/år` is `kr/år`."""
    if "/" not in text:
        return _CANONICAL_UNITS.get(text, text)
    return "/".join(_CANONICAL_UNITS.get(part, part) for part in text.split("/"))


def number_of(text: str) -> tuple[Fraction, str]:
    """The exact value of a decimal number and its canonical spelling."""
    whole, _, decimals = text.replace(" ", "").partition(",")
    whole = whole.lstrip("0") or "0"
    value = Fraction(int(whole + decimals), 10 ** len(decimals)) if decimals else Fraction(int(whole))
    # Four digits may be a year, so they are grouped only where the author grouped them.
    if len(whole) > 4 or (len(whole) == 4 and " " in text):
        whole = f"{int(whole):,}".replace(",", " ")
    return value, f"{whole},{decimals}" if decimals else whole


# -- numbers, names and other atoms --------------------------------------------------------------


def quantity(build: Build, start: int, end: int, number: Token, unit: Token | None = None) -> nodes.Quantity:
    span = build.span(start, end)
    value, text = number_of(number.value)
    return nodes.Quantity(
        nodes.Number(value, text, span=span), None if unit is None else unit_of(unit.value), span=span
    )


def quantity_of_fraction(
    build: Build, start: int, end: int, number: Token, unit: Token | None = None
) -> nodes.Quantity:
    span = build.span(start, end)
    above, below = map(int, number.value.split("/"))
    value = nodes.Number(Fraction(above, below), f"{above}/{below}", span=span)
    return nodes.Quantity(value, None if unit is None else unit_of(unit.value), span=span)


def name(build: Build, start: int, end: int, words: Token) -> nodes.Name | nodes.YearOf:
    span = build.span(start, end)
    text = words.value
    if text.startswith("årets "):
        return nodes.YearOf(0, False, nodes.Name(text[6:], span=build.span(end - len(text) + 6, end)), span=span)
    return nodes.Name(text, span=span)


def worth(_build: Build, start: int, end: int, words: Token, content: Token, day: Token | None = None) -> Token:
    """`belopp för "utbetalning" den 1 januari`: a name that holds a quoted text."""
    dated = "" if day is None else f" {day.value}"
    return Token("NAME", f'{words.value} för "{content.value}"{dated}', start, end)


def column(build: Build, start: int, end: int, words: Token) -> nodes.Name:
    return nodes.Name(words.value, span=build.span(start, end))


def count_name(build: Build, start: int, end: int, counted: Token) -> nodes.Name:
    return nodes.Name(f"antalet {counted.value}", span=build.span(start, end))


def yes(build: Build, start: int, end: int) -> nodes.Name:
    return nodes.Name("ja", span=build.span(start, end))


def no(build: Build, start: int, end: int) -> nodes.Name:
    return nodes.Name("nej", span=build.span(start, end))


def plain(build: Build, words: Token) -> nodes.Name:
    return nodes.Name(words.value, span=build.span(words.start, words.end))


def year_of(build: Build, start: int, end: int, year: Token, words: Token) -> nodes.YearOf:
    return nodes.YearOf(int(year.value), True, plain(build, words), span=build.span(start, end))


def previous_year(build: Build, start: int, end: int, words: Token) -> nodes.YearOf:
    return nodes.YearOf(-1, False, plain(build, words), span=build.span(start, end))


def text(build: Build, start: int, end: int, quoted: Token) -> nodes.Text:
    return nodes.Text(quoted.value, span=build.span(start, end))


def ranking(
    build: Build,
    start: int,
    end: int,
    group: Token,
    key: nodes.Expression,
    order: str,
    tie: nodes.Tie = None,
) -> nodes.Ranking:
    wording: Any = order.removesuffix(" först")
    most = wording in ("senast", "flest", "högst", "störst")
    return nodes.Ranking(plain(build, group), key, most, wording, tie, span=build.span(start, end))


# -- operations ----------------------------------------------------------------------------------


def _binary(operator: Any) -> Callable[..., nodes.Binary]:
    def make(build: Build, start: int, end: int, left: nodes.Expression, right: nodes.Expression) -> nodes.Binary:
        return nodes.Binary(operator, left, right, span=build.span(start, end))

    return make


def enclosed(build: Build, _start: int, _end: int, value: nodes.Expression) -> nodes.Expression:
    """`(X)`: the value itself, with a note that it stands in parentheses."""
    build.enclosed[id(value)] = value
    return value


def negative(build: Build, start: int, end: int, operand: nodes.Expression) -> nodes.Negative:
    return nodes.Negative(operand, span=build.span(start, end))


def per(build: Build, start: int, end: int, value: nodes.Expression, unit: Token) -> nodes.Per:
    return nodes.Per(value, unit_of(unit.value), span=build.span(start, end))


def share_of(build: Build, start: int, end: int, share: nodes.Quantity, whole: nodes.Expression) -> nodes.ShareOf:
    return nodes.ShareOf(share, None, whole, span=build.span(start, end))


def share_in_words(build: Build, start: int, end: int, words: Token, whole: nodes.Expression) -> nodes.ShareOf:
    wording = words.value.removesuffix(" av")
    value = FRACTIONS[wording]
    span = build.span(words.start, words.end)
    number = nodes.Number(value, f"{value.numerator}/{value.denominator}", span=span)
    return nodes.ShareOf(nodes.Quantity(number, None, span=span), wording, whole, span=build.span(start, end))


def _aggregated(kind: Any) -> Callable[..., nodes.Aggregate]:
    def make(build: Build, start: int, end: int, group: Token) -> nodes.Aggregate:
        return nodes.Aggregate(kind, plain(build, group), None, span=build.span(start, end))

    return make


def aggregate_where(
    build: Build, start: int, end: int, group: nodes.Aggregate, where: nodes.Condition
) -> nodes.Aggregate:
    return nodes.Aggregate(group.kind, group.name, where, span=build.span(start, end))


def _of_days(kind: Any) -> Callable[..., nodes.Aggregate]:
    def make(build: Build, start: int, end: int, group: Token, where: nodes.Condition | None = None) -> nodes.Aggregate:
        return nodes.Aggregate(kind, plain(build, group), where, span=build.span(start, end))

    return make


def aggregate_such(
    build: Build, start: int, end: int, group: nodes.Aggregate, words: str, content: Token
) -> nodes.Aggregate:
    """`antalet förtroendevalda som har rätt till "läsplatta"`. words: with `som` and perhaps `inte`"""
    relation, negated = relation_of(words.removeprefix("som "))
    where = nodes.Normed(None, relation, content.value, negated, span=build.span(content.start, end))
    return nodes.Aggregate(group.kind, group.name, where, span=build.span(start, end))


def words(build: Build, start: int, end: int) -> str:
    """The words of the language that stand here, single-spaced."""
    return " ".join(build.line.text[start:end].split())


def relation_of(written: str) -> tuple[Any, bool]:
    """`har inte rätt till` as `har rätt till` and whether it is denied."""
    parts = written.split()
    return " ".join(part for part in parts if part != "inte"), "inte" in parts


def _extreme(kind: Any) -> Callable[..., nodes.Extreme]:
    def make(build: Build, start: int, end: int, left: nodes.Expression, right: nodes.Expression) -> nodes.Extreme:
        return nodes.Extreme(kind, left, right, span=build.span(start, end))

    return make


def not_regulated(build: Build, start: int, end: int, reason: Token) -> nodes.NotRegulated:
    return nodes.NotRegulated(reason.value, span=build.span(start, end))


def nothing(build: Build, start: int, end: int, name: Token) -> nodes.Nothing:
    """`ingen avgift`"""
    word: Any = build.line.text[start:].split(" ", 1)[0]
    return nodes.Nothing(word, name.value, span=build.span(start, end))


def year_number(build: Build, year: Token) -> int:
    """A year in four digits; told where it is none."""
    if len(year.value) == 4 and year.value.isdigit():
        return int(year.value)
    build.problems.append(BadYear(build.span(year.start, year.end), year.value))
    return 2000


def part(build: Build, words: Token) -> nodes.Quantity:
    """`hälften` after `minskat med`: a share of the value that is changed."""
    span = build.span(words.start, words.end)
    return nodes.Quantity(nodes.Number(100 * FRACTIONS[words.value], words.value, span=span), "%", span=span)


def multiple(build: Build, start: int, end: int, words: Token, value: nodes.Expression) -> nodes.Expression:
    """`dubbla beloppet` is `2 × beloppet`, which holds together."""
    return _times(build, start, end, MULTIPLES[words.value], value)


def double(build: Build, start: int, end: int, value: nodes.Expression) -> nodes.Expression:
    return _times(build, start, end, 2, value)


def _times(build: Build, start: int, end: int, many: int, value: nodes.Expression) -> nodes.Expression:
    span = build.span(start, end)
    number = nodes.Quantity(nodes.Number(Fraction(many), str(many), span=span), None, span=span)
    return enclosed(build, start, end, nodes.Binary("*", number, value, span=span))


def difference(build: Build, start: int, end: int, left: nodes.Expression, right: nodes.Expression) -> nodes.Expression:
    """`skillnaden mellan A och B`"""
    return enclosed(build, start, end, nodes.Binary("-", left, right, span=build.span(start, end)))


def added(build: Build, start: int, end: int, *terms: nodes.Expression) -> nodes.Expression:
    """`summan av A, B och C` of values."""
    total, *more = terms
    for term in more:
        total = nodes.Binary("+", total, term, span=total.span.to(term.span))
    return enclosed(build, start, end, attrs.evolve(total, span=build.span(start, end)))


MAKERS: dict[str, Callable[..., Any]] = {
    "quantity": quantity,
    "quantity_of_fraction": quantity_of_fraction,
    "name": name,
    "column": column,
    "count_name": count_name,
    "yes": yes,
    "no": no,
    "year_of": year_of,
    "previous_year": previous_year,
    "text": text,
    "ranking": ranking,
    "add": _binary("+"),
    "subtract": _binary("-"),
    "multiply": _binary("*"),
    "divide": _binary("/"),
    "enclosed": enclosed,
    "negative": negative,
    "per": per,
    "share_of": share_of,
    "share_in_words": share_in_words,
    "multiple": multiple,
    "double": double,
    "difference": difference,
    "added": added,
    "total": _aggregated("total"),
    "count": _aggregated("count"),
    "maximum": _aggregated("maximum"),
    "minimum": _aggregated("minimum"),
    "mean": _aggregated("mean"),
    "aggregate_where": aggregate_where,
    "earliest_of": _of_days("earliest"),
    "earliest_where": _of_days("earliest"),
    "latest_of": _of_days("latest"),
    "latest_where": _of_days("latest"),
    "aggregate_such": aggregate_such,
    "words": words,
    "worth": worth,
    "higher": _extreme("higher"),
    "lower": _extreme("lower"),
    "earlier": _extreme("earliest"),
    "later": _extreme("latest"),
    "not_regulated": not_regulated,
    "nothing": nothing,
}
