"""From the rules of the grammar to nodes: values, modifiers and conditions.

One function for each alias in `grammar.lark` that stands for such a thing; it is given the build (where the line is,
what is wrong with it, the bullets below it), the offsets of the text it covers, and the values of its parts.
Knows nothing of which line it is in.
"""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import attrs

from dsl import nodes
from dsl.layout import Line
from dsl.lexing import MONTHS, days_in, is_date
from dsl.parser import Token
from dsl.problems.text import BadStep, BadYear, NoSuchDate, TextProblem
from dsl.source import Span


@attrs.define
class Build:
    """The line being built. read_bullets: gives those below it; bullets_used: whether a condition has taken them."""

    line: Line
    problems: list[TextProblem]
    read_bullets: Callable[[Line], tuple[nodes.Bullet, ...]]
    bullets_used: bool = False

    def span(self, start: int, end: int) -> Span:
        return self.line.span(start, end)


_CANONICAL_UNITS = {"procent": "%", "kronor": "kr", "krona": "kr", "‰": "promille"}
_SHARES = {
    "hälften": Fraction(1, 2),
    "en tredjedel": Fraction(1, 3),
    "en fjärdedel": Fraction(1, 4),
    "en femtedel": Fraction(1, 5),
    "en sjättedel": Fraction(1, 6),
    "en sjundedel": Fraction(1, 7),
    "en åttondel": Fraction(1, 8),
    "en niondel": Fraction(1, 9),
    "en tiondel": Fraction(1, 10),
    "två tredjedelar": Fraction(2, 3),
    "tre fjärdedelar": Fraction(3, 4),
}
_SMALL_NUMBERS = {"ingen": 0, "en": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8}
_MULTIPLES = {"tiotal": 10, "hundratal": 100, "tusental": 1000, "miljoner": 1_000_000, "miljontal": 1_000_000}
_PARTS = {"halva": 2, "femtedels": 5, "tiondels": 10, "hundradels": 100, "tusendels": 1000}


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
    return nodes.Quantity(nodes.Number(value, text, span), None if unit is None else unit_of(unit.value), span)


def quantity_of_fraction(
    build: Build, start: int, end: int, number: Token, unit: Token | None = None
) -> nodes.Quantity:
    span = build.span(start, end)
    above, below = map(int, number.value.split("/"))
    value = nodes.Number(Fraction(above, below), f"{above}/{below}", span)
    return nodes.Quantity(value, None if unit is None else unit_of(unit.value), span)


def name(build: Build, start: int, end: int, words: Token) -> nodes.Name | nodes.YearOf:
    span = build.span(start, end)
    text = words.value
    if text.startswith("årets "):
        return nodes.YearOf(0, False, nodes.Name(text[6:], build.span(end - len(text) + 6, end)), span)
    return nodes.Name(text, span)


def count_name(build: Build, start: int, end: int, counted: Token) -> nodes.Name:
    return nodes.Name(f"antalet {counted.value}", build.span(start, end))


def yes(build: Build, start: int, end: int) -> nodes.Name:
    return nodes.Name("ja", build.span(start, end))


def no(build: Build, start: int, end: int) -> nodes.Name:
    return nodes.Name("nej", build.span(start, end))


def plain(build: Build, words: Token) -> nodes.Name:
    return nodes.Name(words.value, build.span(words.start, words.end))


def year_of(build: Build, start: int, end: int, year: Token, words: Token) -> nodes.YearOf:
    return nodes.YearOf(int(year.value), True, plain(build, words), build.span(start, end))


def previous_year(build: Build, start: int, end: int, words: Token) -> nodes.YearOf:
    return nodes.YearOf(-1, False, plain(build, words), build.span(start, end))


def text(build: Build, start: int, end: int, quoted: Token) -> nodes.Text:
    return nodes.Text(quoted.value, build.span(start, end))


def date(build: Build, start: int, end: int, day: Token) -> nodes.Date:
    value = day.value
    return nodes.Date(int(value[:4]), int(value[5:7]), int(value[8:]), build.span(start, end))


def _day_parts(build: Build, day_token: Token) -> tuple[int, int | None, int | None]:
    """Month, day (None: the last), year (None: each) of `den 1 januari 2024`; told where there is no such day."""
    value = day_token.value
    _, day_text, month_text, *years = value.split()
    month = MONTHS.get(month_text)
    day = int(day_text) if day_text.isdigit() else None
    year = int(years[0]) if years else None
    if month is None or (day is not None and not is_date(year or 2024, month, day)):
        build.problems.append(NoSuchDate(build.span(day_token.start, day_token.end), value, None))
        return 1, 1, year
    return month, day, year


def dated_day(build: Build, start: int, end: int, written: Token) -> nodes.Date:
    """`den 1 januari 2024`: the year is required here."""
    month, day, year = _day_parts(build, written)
    if year is None:
        build.problems.append(NoSuchDate(build.span(start, end), written.value, f"{written.value} 2024"))
        year = 2024
    return nodes.Date(year, month, day or days_in(year, month), build.span(start, end))


# -- operations ----------------------------------------------------------------------------------


def _binary(operator: Any) -> Callable[..., nodes.Binary]:
    def make(build: Build, start: int, end: int, left: nodes.Expression, right: nodes.Expression) -> nodes.Binary:
        return nodes.Binary(operator, left, right, build.span(start, end))

    return make


def negative(build: Build, start: int, end: int, operand: nodes.Expression) -> nodes.Negative:
    return nodes.Negative(operand, build.span(start, end))


def per(build: Build, start: int, end: int, value: nodes.Expression, unit: Token) -> nodes.Per:
    return nodes.Per(value, unit_of(unit.value), build.span(start, end))


def share_of(build: Build, start: int, end: int, share: nodes.Quantity, whole: nodes.Expression) -> nodes.ShareOf:
    return nodes.ShareOf(share, None, whole, build.span(start, end))


def share_in_words(build: Build, start: int, end: int, words: Token, whole: nodes.Expression) -> nodes.ShareOf:
    wording = words.value.removesuffix(" av")
    value = _SHARES[wording]
    span = build.span(words.start, words.end)
    number = nodes.Number(value, f"{value.numerator}/{value.denominator}", span)
    return nodes.ShareOf(nodes.Quantity(number, None, span), wording, whole, build.span(start, end))


def _aggregated(kind: Any) -> Callable[..., nodes.Aggregate]:
    def make(build: Build, start: int, end: int, group: Token) -> nodes.Aggregate:
        return nodes.Aggregate(kind, plain(build, group), None, build.span(start, end))

    return make


def aggregate_where(
    build: Build, start: int, end: int, group: nodes.Aggregate, where: nodes.Condition
) -> nodes.Aggregate:
    return nodes.Aggregate(group.kind, group.name, where, build.span(start, end))


def _extreme(kind: Any) -> Callable[..., nodes.Extreme]:
    def make(build: Build, start: int, end: int, left: nodes.Expression, right: nodes.Expression) -> nodes.Extreme:
        return nodes.Extreme(kind, left, right, build.span(start, end))

    return make


def not_regulated(build: Build, start: int, end: int, reason: Token) -> nodes.NotRegulated:
    return nodes.NotRegulated(reason.value, build.span(start, end))


# -- modifiers -----------------------------------------------------------------------------------


def modified(build: Build, start: int, end: int, value: nodes.Expression, *modifiers: nodes.Modifier) -> nodes.Modified:
    return nodes.Modified(value, modifiers, build.span(start, end))


def _limited(kind: Any) -> Callable[..., nodes.Limited]:
    def make(build: Build, start: int, end: int, bound: nodes.Expression) -> nodes.Limited:
        return nodes.Limited(kind, bound, build.span(start, end))

    return make


def _changed(kind: Any) -> Callable[..., nodes.Changed]:
    def make(build: Build, start: int, end: int, by: nodes.Expression) -> nodes.Changed:
        return nodes.Changed(kind, by, build.span(start, end))

    return make


def price_level(build: Build, start: int, end: int, year: Token, word: Token) -> nodes.PriceLevel:
    if word.value != "nivå":
        build.problems.append(BadStep(build.span(word.start, word.end), word.value))
    return nodes.PriceLevel(int(year.value), build.span(start, end))


def indexed(build: Build, start: int, end: int, year: Token, rate: nodes.Expression) -> nodes.Indexed:
    return nodes.Indexed(year_number(build, year), rate, build.span(start, end))


def year_number(build: Build, year: Token) -> int:
    """A year in four digits; told where it is none."""
    if len(year.value) == 4 and year.value.isdigit():
        return int(year.value)
    build.problems.append(BadYear(build.span(year.start, year.end), year.value))
    return 2000


def at_date(build: Build, start: int, end: int, written: Token) -> nodes.AtDate:
    month, day, year = _day_parts(build, written)
    span = build.span(written.start, written.end)
    if year is not None:
        build.problems.append(NoSuchDate(span, written.value, " ".join(written.value.split()[:3])))
    return nodes.AtDate(nodes.YearlyDate(month, day, span), build.span(start, end))


def month_by_month(build: Build, start: int, end: int) -> nodes.MonthByMonth:
    return nodes.MonthByMonth(build.span(start, end))


def _rounded(direction: Any, each_year: bool) -> Callable[..., nodes.Round]:
    def make(build: Build, start: int, end: int, step: nodes.Step, tie: Any = None) -> nodes.Round:
        return nodes.Round(direction, step, tie, each_year, build.span(start, end))

    return make


def _tie_word(word: str) -> Callable[..., str]:
    def make(_build: Build, _start: int, _end: int) -> str:
        return word

    return make


# -- what is rounded or shown to -----------------------------------------------------------------


def step_words(build: Build, start: int, end: int, words: Token) -> nodes.Step:
    """`hela kronor`, `närmaste tiondels tjänst`, `hela hundratal kronor`, `heltal`, `två decimaler`."""
    return _step(build, start, end, words.value.split(), None)


def step_unit(build: Build, start: int, end: int, words: Token, unit: Token) -> nodes.Step:
    """`hela kr/år`, `närmaste tiondels %`."""
    return _step(build, start, end, words.value.split(), unit.value)


def _step(build: Build, start: int, end: int, words: list[str], unit: str | None) -> nodes.Step:
    span = build.span(start, end)
    written = " ".join([*words, unit] if unit else words)
    size = Fraction(1)
    if unit is None and words == ["heltal"]:
        return nodes.Step(size, None, span)
    if unit is None and len(words) == 2 and words[1] in ("decimal", "decimaler") and words[0] in _SMALL_NUMBERS:
        return nodes.Step(Fraction(1, 10 ** _SMALL_NUMBERS[words[0]]), None, span)
    if words[0] in ("hela", "hel", "helt", "närmaste"):
        words = words[1:]
        if words and words[0] in _PARTS:
            size, words = Fraction(1, _PARTS[words[0]]), words[1:]
        elif words and words[0] in _MULTIPLES:
            size, words = Fraction(_MULTIPLES[words[0]]), words[1:]
        elif words and words[0] == "heltal" and len(words) == 1 and unit is None:
            return nodes.Step(size, None, span)
        if (len(words) == 1) != (unit is not None):
            return nodes.Step(size, unit_of_step(unit or words[0]), span)
    build.problems.append(BadStep(span, written))
    return nodes.Step(size, None, span)


def unit_of_step(unit: str) -> str:
    """In steps the unit is spelt out: `hela kronor`; `kr` and `krona` are `kronor`, `%` is `procent`."""
    return {"kr": "kronor", "krona": "kronor", "%": "procent"}.get(unit, unit)


def step_number(
    build: Build, start: int, end: int, word: Token, number: Token, unit: Token | None = None
) -> nodes.Step:
    """`närmaste 500 kr`, `närmaste 0,05`."""
    span = build.span(start, end)
    size, _ = number_of(number.value)
    if word.value not in ("närmaste", "hela") or not size:
        build.problems.append(BadStep(span, build.line.text[start:end]))
        size = Fraction(1)
    return nodes.Step(size, None if unit is None else unit_of_step(unit_of(unit.value)), span)


def step_decimals(build: Build, start: int, end: int, number: Token, word: Token) -> nodes.Step:
    """`2 decimaler`."""
    span = build.span(start, end)
    if word.value not in ("decimal", "decimaler") or not number.value.isdigit() or int(number.value) > 20:
        build.problems.append(BadStep(span, build.line.text[start:end]))
        return nodes.Step(Fraction(1), None, span)
    return nodes.Step(Fraction(1, 10 ** int(number.value)), None, span)


# -- conditions ----------------------------------------------------------------------------------


def all_of(build: Build, start: int, end: int, *parts: nodes.Condition) -> nodes.Condition:
    return parts[0] if len(parts) == 1 else nodes.And(parts, build.span(start, end))


def _compared(operator: Any) -> Callable[..., nodes.Comparison]:
    def make(build: Build, start: int, end: int, left: nodes.Expression, right: nodes.Expression) -> nodes.Comparison:
        return nodes.Comparison(left, operator, right, build.span(start, end))

    return make


def among(build: Build, start: int, end: int, left: nodes.Expression, *options: nodes.Expression) -> nodes.Membership:
    return nodes.Membership(left, options, False, build.span(start, end))


def not_among(
    build: Build, start: int, end: int, left: nodes.Expression, *options: nodes.Expression
) -> nodes.Membership:
    return nodes.Membership(left, options, True, build.span(start, end))


def within(
    build: Build, start: int, end: int, left: nodes.Expression, low: nodes.Expression, high: nodes.Expression
) -> nodes.Within:
    return nodes.Within(left, low, high, build.span(start, end))


def _holding(negated: bool) -> Callable[..., nodes.Has]:
    def make(build: Build, start: int, end: int, subject: Token, flag: Token) -> nodes.Has:
        return nodes.Has(plain(build, subject), plain(build, flag), negated, build.span(start, end))

    return make


def any_below(build: Build, start: int, end: int) -> nodes.Bullets:
    return _bullets(build, "any", start, end)


def all_below(build: Build, start: int, end: int) -> nodes.Bullets:
    return _bullets(build, "all", start, end)


def _bullets(build: Build, kind: Any, start: int, end: int) -> nodes.Bullets:
    build.bullets_used = True
    return nodes.Bullets(kind, build.read_bullets(build.line), build.span(start, end))


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
    return nodes.Quantified(kind, wording, plain(build, group), condition, build.span(start, end))


def quantified_any_below(build: Build, start: int, end: int, quantifier: Any, group: Token) -> nodes.Quantified:
    return quantified(build, start, end, quantifier, group, _bullets(build, "any", start, end))


def quantified_all_below(build: Build, start: int, end: int, quantifier: Any, group: Token) -> nodes.Quantified:
    return quantified(build, start, end, quantifier, group, _bullets(build, "all", start, end))


MAKERS: dict[str, Callable[..., Any]] = {
    "quantity": quantity,
    "quantity_of_fraction": quantity_of_fraction,
    "name": name,
    "count_name": count_name,
    "yes": yes,
    "no": no,
    "year_of": year_of,
    "previous_year": previous_year,
    "text": text,
    "date": date,
    "dated_day": dated_day,
    "add": _binary("+"),
    "subtract": _binary("-"),
    "multiply": _binary("*"),
    "divide": _binary("/"),
    "negative": negative,
    "per": per,
    "share_of": share_of,
    "share_in_words": share_in_words,
    "total": _aggregated("total"),
    "count": _aggregated("count"),
    "maximum": _aggregated("maximum"),
    "minimum": _aggregated("minimum"),
    "mean": _aggregated("mean"),
    "aggregate_where": aggregate_where,
    "higher": _extreme("higher"),
    "lower": _extreme("lower"),
    "not_regulated": not_regulated,
    "modified": modified,
    "at_most": _limited("most"),
    "at_least": _limited("least"),
    "increased": _changed("increase"),
    "decreased": _changed("decrease"),
    "price_level": price_level,
    "indexed": indexed,
    "at_date": at_date,
    "month_by_month": month_by_month,
    "round_up": _rounded("up", False),
    "round_down": _rounded("down", False),
    "round_nearest": _rounded("nearest", False),
    "round_up_yearly": _rounded("up", True),
    "round_down_yearly": _rounded("down", True),
    "round_yearly": _rounded("nearest", True),
    "half_up": _tie_word("up"),
    "half_down": _tie_word("down"),
    "half_even": _tie_word("even"),
    "step_words": step_words,
    "step_unit": step_unit,
    "step_number": step_number,
    "step_decimals": step_decimals,
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
    "any_below": any_below,
    "all_below": all_below,
    "some": _quantifier("some"),
    "every": _quantifier("every"),
    "none": _quantifier("none"),
    "quantified": quantified,
    "quantified_any_below": quantified_any_below,
    "quantified_all_below": quantified_all_below,
}
