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
from dsl.problems.text import BadStep, BadYear, NoSuchDate, NoTie, TextProblem
from dsl.source import Span


@attrs.define
class Build:
    """The line being built. bullets: those below it; bullets_used: whether a condition has taken them."""

    line: Line
    problems: list[TextProblem]
    bullets: tuple[nodes.Bullet, ...] = ()
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


def quantity(build: Build, start: int, end: int, number: str, unit: str | None = None) -> nodes.Quantity:
    span = build.span(start, end)
    value, text = number_of(number)
    return nodes.Quantity(nodes.Number(value, text, span), None if unit is None else unit_of(unit), span)


def quantity_of_fraction(build: Build, start: int, end: int, number: str, unit: str | None = None) -> nodes.Quantity:
    span = build.span(start, end)
    above, below = map(int, number.split("/"))
    value = nodes.Number(Fraction(above, below), f"{above}/{below}", span)
    return nodes.Quantity(value, None if unit is None else unit_of(unit), span)


def name(build: Build, start: int, end: int, text: str) -> nodes.Name | nodes.YearOf:
    span = build.span(start, end)
    if text.startswith("årets "):
        return nodes.YearOf(0, False, nodes.Name(text[6:], build.span(start + 6, end)), span)
    return nodes.Name(text, span)


def count_name(build: Build, start: int, end: int, text: str) -> nodes.Name:
    return nodes.Name(f"antalet {text}", build.span(start, end))


def yes(build: Build, start: int, end: int) -> nodes.Name:
    return nodes.Name("ja", build.span(start, end))


def no(build: Build, start: int, end: int) -> nodes.Name:
    return nodes.Name("nej", build.span(start, end))


def _last(build: Build, end: int, text: str) -> nodes.Name:
    """The name that a phrase ends with."""
    return nodes.Name(text, build.span(end - len(text), end))


def year_of(build: Build, start: int, end: int, year: str, text: str) -> nodes.YearOf:
    return nodes.YearOf(int(year), True, _last(build, end, text), build.span(start, end))


def previous_year(build: Build, start: int, end: int, text: str) -> nodes.YearOf:
    return nodes.YearOf(-1, False, _last(build, end, text), build.span(start, end))


def text(build: Build, start: int, end: int, value: str) -> nodes.Text:
    return nodes.Text(value, build.span(start, end))


def date(build: Build, start: int, end: int, value: str) -> nodes.Date:
    return nodes.Date(int(value[:4]), int(value[5:7]), int(value[8:]), build.span(start, end))


def _day_parts(build: Build, start: int, end: int, value: str) -> tuple[int, int | None, int | None]:
    """Month, day (None: the last), year (None: each) of `den 1 januari 2024`; told where there is no such day."""
    _, day_text, month_text, *years = value.split()
    month = MONTHS.get(month_text)
    day = int(day_text) if day_text.isdigit() else None
    year = int(years[0]) if years else None
    if month is None or (day is not None and not is_date(year or 2024, month, day)):
        build.problems.append(NoSuchDate(build.span(start, end), value, None))
        return 1, 1, year
    return month, day, year


def dated_day(build: Build, start: int, end: int, value: str) -> nodes.Date:
    """`den 1 januari 2024`: the year is required here."""
    month, day, year = _day_parts(build, start, end, value)
    if year is None:
        build.problems.append(NoSuchDate(build.span(start, end), value, f"{value} 2024"))
        year = 2024
    return nodes.Date(year, month, day or days_in(year, month), build.span(start, end))


def parenthesised(_build: Build, _start: int, _end: int, _open: str, inner: nodes.Expression, _close: str) -> Any:
    return inner


# -- operations ----------------------------------------------------------------------------------


def _binary(operator: Any) -> Callable[..., nodes.Binary]:
    def make(
        build: Build, start: int, end: int, left: nodes.Expression, _sign: str, right: nodes.Expression
    ) -> nodes.Binary:
        return nodes.Binary(operator, left, right, build.span(start, end))

    return make


def negative(build: Build, start: int, end: int, _sign: str, operand: nodes.Expression) -> nodes.Negative:
    return nodes.Negative(operand, build.span(start, end))


def per(build: Build, start: int, end: int, value: nodes.Expression, unit: str) -> nodes.Per:
    return nodes.Per(value, unit_of(unit), build.span(start, end))


def share_of(build: Build, start: int, end: int, share: nodes.Quantity, whole: nodes.Expression) -> nodes.ShareOf:
    return nodes.ShareOf(share, None, whole, build.span(start, end))


def share_in_words(build: Build, start: int, end: int, words: str, whole: nodes.Expression) -> nodes.ShareOf:
    wording = words.removesuffix(" av")
    value = _SHARES[wording]
    span = build.span(start, start + len(words))
    number = nodes.Number(value, f"{value.numerator}/{value.denominator}", span)
    return nodes.ShareOf(nodes.Quantity(number, None, span), wording, whole, build.span(start, end))


def _aggregated(kind: Any) -> Callable[..., nodes.Aggregate]:
    def make(build: Build, start: int, end: int, text: str) -> nodes.Aggregate:
        return nodes.Aggregate(kind, _last(build, end, text), None, build.span(start, end))

    return make


def aggregate(_build: Build, _start: int, _end: int, group: nodes.Aggregate) -> nodes.Aggregate:
    return group


def aggregate_where(
    build: Build, start: int, end: int, group: nodes.Aggregate, where: nodes.Condition
) -> nodes.Aggregate:
    return nodes.Aggregate(group.kind, group.name, where, build.span(start, end))


def _extreme(kind: Any) -> Callable[..., nodes.Extreme]:
    def make(build: Build, start: int, end: int, left: nodes.Expression, right: nodes.Expression) -> nodes.Extreme:
        return nodes.Extreme(kind, left, right, build.span(start, end))

    return make


def not_regulated(build: Build, start: int, end: int, reason: str) -> nodes.NotRegulated:
    return nodes.NotRegulated(reason, build.span(start, end))


# -- modifiers -----------------------------------------------------------------------------------


def modified(
    build: Build, start: int, end: int, value: nodes.Expression, *modifiers: nodes.Modifier | str
) -> nodes.Modified:
    kept = tuple(modifier for modifier in modifiers if not isinstance(modifier, str))
    return nodes.Modified(value, kept, build.span(start, end))


def _limited(kind: Any) -> Callable[..., nodes.Limited]:
    def make(build: Build, start: int, end: int, bound: nodes.Expression) -> nodes.Limited:
        return nodes.Limited(kind, bound, build.span(start, end))

    return make


def _changed(kind: Any) -> Callable[..., nodes.Changed]:
    def make(build: Build, start: int, end: int, by: nodes.Expression) -> nodes.Changed:
        return nodes.Changed(kind, by, build.span(start, end))

    return make


def price_level(build: Build, start: int, end: int, year: str, word: str) -> nodes.PriceLevel:
    if word != "nivå":
        build.problems.append(BadStep(build.span(start, end), word))
    return nodes.PriceLevel(int(year), build.span(start, end))


def indexed(build: Build, start: int, end: int, year: str, rate: nodes.Expression) -> nodes.Indexed:
    return nodes.Indexed(year_number(build, start, end, year), rate, build.span(start, end))


def year_number(build: Build, start: int, end: int, text: str) -> int:
    """A year in four digits; told where it is none."""
    if len(text) == 4 and text.isdigit():
        return int(text)
    build.problems.append(BadYear(build.span(start, end), text))
    return 2000


def at_date(build: Build, start: int, end: int, value: str) -> nodes.AtDate:
    at = end - len(value)
    month, day, year = _day_parts(build, at, end, value)
    if year is not None:
        build.problems.append(NoSuchDate(build.span(at, end), value, " ".join(value.split()[:3])))
    span = build.span(at, end)
    return nodes.AtDate(nodes.YearlyDate(month, day, span), build.span(start, end))


def month_by_month(build: Build, start: int, end: int) -> nodes.MonthByMonth:
    return nodes.MonthByMonth(build.span(start, end))


def _rounded(direction: Any, each_year: bool) -> Callable[..., nodes.Round]:
    def make(build: Build, start: int, end: int, step: nodes.Step, *tie: str) -> nodes.Round:
        # To the nearest needs a tie. The comma before it is a value too, so the tie is the last one.
        if direction == "nearest" and not tie:
            build.problems.append(NoTie(build.span(start, end)))
        chosen: Any = tie[-1] if tie else None
        return nodes.Round(direction, step, chosen, each_year, build.span(start, end))

    return make


def _tie_word(word: str) -> Callable[..., str]:
    def make(_build: Build, _start: int, _end: int) -> str:
        return word

    return make


# -- what is rounded or shown to -----------------------------------------------------------------


def step_words(build: Build, start: int, end: int, words: str) -> nodes.Step:
    """`hela kronor`, `närmaste tiondels tjänst`, `hela hundratal kronor`, `heltal`, `två decimaler`."""
    return _step(build, start, end, words.split(), None)


def step_unit(build: Build, start: int, end: int, words: str, unit: str) -> nodes.Step:
    """`hela kr/år`, `närmaste tiondels %`."""
    return _step(build, start, end, words.split(), unit)


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


def step_number(build: Build, start: int, end: int, word: str, number: str, unit: str | None = None) -> nodes.Step:
    """`närmaste 500 kr`, `närmaste 0,05`."""
    span = build.span(start, end)
    size, _ = number_of(number)
    if word not in ("närmaste", "hela") or not size:
        build.problems.append(BadStep(span, build.line.text[start:end]))
        size = Fraction(1)
    return nodes.Step(size, None if unit is None else unit_of_step(unit_of(unit)), span)


def step_decimals(build: Build, start: int, end: int, number: str, word: str) -> nodes.Step:
    """`2 decimaler`."""
    span = build.span(start, end)
    if word not in ("decimal", "decimaler") or not number.isdigit() or int(number) > 20:
        build.problems.append(BadStep(span, build.line.text[start:end]))
        return nodes.Step(Fraction(1), None, span)
    return nodes.Step(Fraction(1, 10 ** int(number)), None, span)


# -- conditions ----------------------------------------------------------------------------------


def all_of(build: Build, start: int, end: int, *parts: nodes.Condition) -> nodes.Condition:
    return parts[0] if len(parts) == 1 else nodes.And(parts, build.span(start, end))


def _compared(operator: Any) -> Callable[..., nodes.Comparison]:
    def make(
        build: Build, start: int, end: int, left: nodes.Expression, right: nodes.Expression
    ) -> nodes.Comparison:
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
    def make(build: Build, start: int, end: int, subject: str, flag: str) -> nodes.Has:
        named = nodes.Name(subject, build.span(start, start + len(subject)))
        return nodes.Has(named, _last(build, end, flag), negated, build.span(start, end))

    return make


def any_below(build: Build, start: int, end: int) -> nodes.Bullets:
    return _bullets(build, "any", start, end)


def all_below(build: Build, start: int, end: int) -> nodes.Bullets:
    return _bullets(build, "all", start, end)


def _bullets(build: Build, kind: Any, start: int, end: int) -> nodes.Bullets:
    build.bullets_used = True
    return nodes.Bullets(kind, build.bullets, build.span(start, end))


def _quantifier(kind: str) -> Callable[..., str]:
    def make(_build: Build, _start: int, _end: int) -> str:
        return kind

    return make


def quantified(
    build: Build, start: int, end: int, quantifier: Any, group: str, condition: nodes.Condition
) -> nodes.Quantified:
    at = build.line.text.index(group.split()[0], start)
    named = nodes.Name(group, build.span(at, at + len(group)))
    return nodes.Quantified(quantifier, named, condition, build.span(start, end))


def quantified_any_below(build: Build, start: int, end: int, quantifier: Any, group: str) -> nodes.Quantified:
    return quantified(build, start, end, quantifier, group, _bullets(build, "any", start, end))


def quantified_all_below(build: Build, start: int, end: int, quantifier: Any, group: str) -> nodes.Quantified:
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
    "parenthesised": parenthesised,
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
    "aggregate": aggregate,
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
