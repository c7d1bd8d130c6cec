"""Amounts per piece that has begun, and for the first pieces and those after them."""

import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from dsl import nodes
from dsl.building.build import Build
from dsl.building.values import number_of, unit_of
from dsl.grammar import Token

_SIZES = {
    "halva": Fraction(1, 2),
    "tredjedels": Fraction(1, 3),
    "fjärdedels": Fraction(1, 4),
    "femtedels": Fraction(1, 5),
    "tiondels": Fraction(1, 10),
    "tiotal": Fraction(10),
    "hundratal": Fraction(100),
    "tusental": Fraction(1000),
}
# One word for a part of a unit, or for several.
_WORDS = {
    "halvtimme": (Fraction(1, 2), "timme"),
    "kvart": (Fraction(1, 4), "timme"),
    "halvår": (Fraction(1, 2), "år"),
    "kvartal": (Fraction(3), "månad"),
}


def per_begun(
    build: Build,
    start: int,
    end: int,
    value: nodes.Expression,
    written: Token,
    counted: nodes.Expression | None = None,
) -> nodes.PerBegun:
    wording = written.value.removeprefix("varje ")
    size, unit = _piece(wording.split(" ", 1)[1])
    return nodes.PerBegun(value, size, unit, wording, counted, span=build.span(start, end))


def _piece(text: str) -> tuple[Fraction, str | None]:
    """How many of which unit: `fjärdedels timme`, `hundratal kvm`, `tiotal`, `100 kvm`, `halvtimme`."""
    if text in _WORDS:
        return _WORDS[text]
    number = re.match(r"([\d ,]*\d) (.+)", text)
    if number:
        return number_of(number[1])[0], unit_of(number[2])
    first, _, unit = text.partition(" ")
    if first in _SIZES:
        return _SIZES[first], unit_of(unit) if unit else None
    return Fraction(1), unit_of(text)


def first_then(
    build: Build, start: int, end: int, first: nodes.Expression, written: Token, after: Token, then: nodes.Expression
) -> nodes.FirstThen:
    return _made(build, start, end, first, written, f", {after.value}", then)


def first_then_beyond(
    build: Build, start: int, end: int, first: nodes.Expression, written: Token, then: nodes.Expression
) -> nodes.FirstThen:
    """`110 kr för den första vigseln och 30 kr per vigsel utöver den första`"""
    return _made(build, start, end, first, written, " och", then)


def _made(
    build: Build, start: int, end: int, first: nodes.Expression, written: Token, joint: str, then: nodes.Expression
) -> nodes.FirstThen:
    number = re.search(r"([\d ,]*\d) ", written.value)
    count = number_of(number[1])[0] if number else Fraction(1)
    unit = written.value.rsplit(" ", 1)[1]
    return nodes.FirstThen(first, count, unit, written.value + joint, then, span=build.span(start, end))


def points_over(
    build: Build, start: int, end: int, points: nodes.Quantity, word: Token, value: nodes.Expression
) -> nodes.Modified:
    """`8 procentenheter över referensräntan` is that, raised with so many."""
    changed = nodes.Changed("increase" if word.value == "över" else "decrease", points, span=points.span)
    return nodes.Modified(value, (changed,), span=build.span(start, end))


MAKERS: dict[str, Callable[..., Any]] = {
    "per_begun": per_begun,
    "points_over": points_over,
    "first_then": first_then,
    "first_then_beyond": first_then_beyond,
}
