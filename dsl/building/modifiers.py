"""What stands after a comma and changes a value, and what is rounded or shown to."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from dsl import nodes
from dsl.building.build import Build
from dsl.building.days import dated_day, yearly_day
from dsl.building.values import number_of, part, unit_of, year_number
from dsl.grammar import Token
from dsl.problems.lines import BadStep

_SMALL_NUMBERS = {"ingen": 0, "en": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8}
_MULTIPLES = {
    "tiotal": 10,
    "hundratal": 100,
    "hundra": 100,
    "tusental": 1000,
    "tusen": 1000,
    "miljoner": 1_000_000,
    "miljontal": 1_000_000,
}
_PARTS = {"halva": 2, "femtedels": 5, "tiondels": 10, "hundradels": 100, "tusendels": 1000}


def _limited(kind: Any) -> Callable[..., nodes.Limited]:
    def make(build: Build, start: int, end: int, bound: nodes.Expression) -> nodes.Limited:
        return nodes.Limited(kind, bound, span=build.span(start, end))

    return make


def _changed(kind: Any) -> Callable[..., nodes.Changed]:
    def make(build: Build, start: int, end: int, by: nodes.Expression) -> nodes.Changed:
        return _noted(build, start, nodes.Changed(kind, by, span=build.span(start, end)))

    return make


def _noted(build: Build, start: int, change: nodes.Changed) -> nodes.Changed:
    """The change, with a note where it has no comma before it."""
    if not build.line.text[:start].rstrip().endswith(","):
        build.commaless[id(change)] = change
    return change


def _changed_by_part(kind: Any) -> Callable[..., nodes.Changed]:
    def make(build: Build, start: int, end: int, words: Token) -> nodes.Changed:
        return _noted(build, start, nodes.Changed(kind, part(build, words), span=build.span(start, end)))

    return make


def conditioned_limits(
    build: Build, start: int, end: int, first: nodes.Limited, second: nodes.Limited, condition: nodes.Condition
) -> tuple[nodes.Conditioned, ...]:
    """`dock lägst A och högst B om C`: both where it holds."""
    return tuple(conditioned(build, start, end, limit, condition) for limit in (first, second))


def conditioned(
    build: Build,
    start: int,
    end: int,
    modifier: nodes.Round | nodes.Changed | nodes.Limited,
    condition: nodes.Condition,
) -> nodes.Conditioned:
    return nodes.Conditioned(modifier, condition, span=build.span(start, end))


def price_level(build: Build, start: int, end: int, year: Token, word: Token) -> nodes.PriceLevel:
    if word.value != "nivå":
        build.problems.append(BadStep(build.span(word.start, word.end), word.value))
    return nodes.PriceLevel(int(year.value), span=build.span(start, end))


def indexed(build: Build, start: int, end: int, year: Token, rate: nodes.Expression) -> nodes.Indexed:
    return nodes.Indexed(year_number(build, year), rate, span=build.span(start, end))


def at_date(build: Build, start: int, end: int, written: Token) -> nodes.AtDate | nodes.AsOf:
    """`per den 1 januari` of each year, `per den 1 januari 2024` that day."""
    if len(written.value.split()) > 3:
        return nodes.AsOf(dated_day(build, written.start, written.end, written), span=build.span(start, end))
    return nodes.AtDate(yearly_day(build, written.start, written.end, written), span=build.span(start, end))


def as_of(build: Build, start: int, end: int, day: nodes.Expression) -> nodes.AsOf:
    return nodes.AsOf(day, span=build.span(start, end))


def month_by_month(build: Build, start: int, end: int) -> nodes.MonthByMonth:
    return nodes.MonthByMonth(span=build.span(start, end))


def _rounded(direction: Any, each_year: bool) -> Callable[..., nodes.Round]:
    def make(build: Build, start: int, end: int, step: nodes.Step, tie: Any = None) -> nodes.Round:
        return nodes.Round(direction, step, tie, each_year, span=build.span(start, end))

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
    if unit is None and len(words) == 2 and words[1] in ("decimal", "decimaler") and words[0] in _SMALL_NUMBERS:
        return nodes.Step(Fraction(1, 10 ** _SMALL_NUMBERS[words[0]]), None, span=span)
    if words[0] == "närmaste":
        words = words[1:]
    if words and words[0] in ("hela", "hel", "helt"):
        words = words[1:]
    if words and words[0] in _PARTS:
        size, words = Fraction(1, _PARTS[words[0]]), words[1:]
    elif words and words[0] in _MULTIPLES:
        size, words = Fraction(_MULTIPLES[words[0]]), words[1:]
    if [*words, unit] == ["heltal", None]:
        return nodes.Step(size, None, span=span)
    if len(words) == (0 if unit else 1):
        return nodes.Step(size, unit_of_step(unit or words[0]), span=span)
    build.problems.append(BadStep(span, written))
    return nodes.Step(size, None, span=span)


def unit_of_step(unit: str) -> str:
    """In steps the unit is spelt out: `hela kronor`; `kr` and `krona` are `kronor`, `%` is `procent`."""
    return {"kr": "kronor", "krona": "kronor", "krontal": "kronor", "%": "procent"}.get(unit, unit)


def step_number(
    build: Build, start: int, end: int, word: Token, number: Token, unit: Token | None = None
) -> nodes.Step:
    """`närmaste 500 kr`, `närmaste 0,05`."""
    span = build.span(start, end)
    size, _ = number_of(number.value)
    if word.value not in ("närmaste", "hela") or not size:
        build.problems.append(BadStep(span, build.line.text[start:end]))
        size = Fraction(1)
    return nodes.Step(size, None if unit is None else unit_of_step(unit_of(unit.value)), span=span)


def step_decimals(build: Build, start: int, end: int, number: Token, word: Token) -> nodes.Step:
    """`2 decimaler`."""
    span = build.span(start, end)
    if word.value not in ("decimal", "decimaler") or not number.value.isdigit() or int(number.value) > 20:
        build.problems.append(BadStep(span, build.line.text[start:end]))
        return nodes.Step(Fraction(1), None, span=span)
    return nodes.Step(Fraction(1, 10 ** int(number.value)), None, span=span)


MAKERS: dict[str, Callable[..., Any]] = {
    "at_most": _limited("most"),
    "at_least": _limited("least"),
    "increased": _changed("increase"),
    "decreased": _changed("decrease"),
    "increased_part": _changed_by_part("increase"),
    "decreased_part": _changed_by_part("decrease"),
    "conditioned": conditioned,
    "conditioned_limits": conditioned_limits,
    "price_level": price_level,
    "indexed": indexed,
    "at_date": at_date,
    "as_of": as_of,
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
    "half_away": _tie_word("away"),
    "step_words": step_words,
    "step_unit": step_unit,
    "step_number": step_number,
    "step_decimals": step_decimals,
}
