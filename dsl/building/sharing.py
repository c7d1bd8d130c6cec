"""The steps of a sharing rule."""

from collections.abc import Callable
from typing import Any

from dsl import nodes
from dsl.building.build import Build
from dsl.building.values import number_of, part, plain
from dsl.frozen import frozen
from dsl.grammar import Token


@frozen
class Among:
    """`resten fördelas lika mellan partierna`: a step, and the words for those whom the sharing is between anyhow."""

    step: nodes.RestEqually | nodes.PartOfPot
    group: nodes.Name


def _giving(again: bool) -> Any:
    def make(build: Build, start: int, end: int, name: Token, value: nodes.Expression) -> nodes.Give:
        line = build.line
        return nodes.Give(
            name.value, None, again, value, marks=line.marks, trivia=line.trivia, span=build.span(start, end)
        )

    return make


def _giving_where(again: bool) -> Any:
    def make(
        build: Build, start: int, end: int, name: Token, where: nodes.Condition, value: nodes.Expression
    ) -> nodes.Give:
        line = build.line
        return nodes.Give(
            name.value, where, again, value, marks=line.marks, trivia=line.trivia, span=build.span(start, end)
        )

    return make


def rest_in_proportion(build: Build, start: int, end: int, key: nodes.Expression) -> nodes.RestInProportion:
    return nodes.RestInProportion(key, marks=build.line.marks, trivia=build.line.trivia, span=build.span(start, end))


def rest_equally(build: Build, start: int, end: int) -> nodes.RestEqually:
    return nodes.RestEqually(marks=build.line.marks, trivia=build.line.trivia, span=build.span(start, end))


def rest_equally_among(build: Build, start: int, end: int, group: Token) -> Among:
    return Among(rest_equally(build, start, end), plain(build, group))


def part_equally(build: Build, start: int, end: int, of_pot: nodes.Expression | Token) -> nodes.PartOfPot:
    """`hälften fördelas lika`, `10 procent fördelas lika`."""
    return part_in_proportion(build, start, end, of_pot, None)


def part_equally_among(build: Build, start: int, end: int, of_pot: nodes.Expression | Token, group: Token) -> Among:
    return Among(part_equally(build, start, end, of_pot), plain(build, group))


def part_in_proportion(
    build: Build, start: int, end: int, of_pot: nodes.Expression | Token, key: nodes.Expression | None
) -> nodes.PartOfPot:
    """`90 procent fördelas i proportion till mandaten`."""
    shared = part(build, of_pot) if isinstance(of_pot, Token) else of_pot
    line = build.line
    return nodes.PartOfPot(shared, key, marks=line.marks, trivia=line.trivia, span=build.span(start, end))


def cap(build: Build, start: int, end: int, bound: nodes.Expression) -> nodes.Cap:
    return nodes.Cap(bound, marks=build.line.marks, trivia=build.line.trivia, span=build.span(start, end))


def goes_on(build: Build, start: int, end: int) -> nodes.GoesOn:
    return nodes.GoesOn(marks=build.line.marks, trivia=build.line.trivia, span=build.span(start, end))


def stays(build: Build, start: int, end: int, name: nodes.Subject | None = None) -> nodes.Stays:
    return nodes.Stays(name, marks=build.line.marks, trivia=build.line.trivia, span=build.span(start, end))


def in_turn(
    build: Build, start: int, end: int, key: nodes.Expression, order: str, tie: nodes.Tie = None
) -> nodes.InTurn:
    first: Any = order.split(" ")[0]
    return nodes.InTurn(key, first, tie, marks=build.line.marks, trivia=build.line.trivia, span=build.span(start, end))


def remainder(
    build: Build,
    start: int,
    end: int,
    rounding: nodes.Round,
    taker: nodes.ToRow | nodes.LargestRemainder | None = None,
) -> nodes.Remainder:
    return nodes.Remainder(
        rounding, taker, marks=build.line.marks, trivia=build.line.trivia, span=build.span(start, end)
    )


def remainder_of_cap(
    build: Build, start: int, end: int, taker: nodes.ToRow | nodes.LargestRemainder
) -> nodes.Remainder:
    return nodes.Remainder(None, taker, marks=build.line.marks, trivia=build.line.trivia, span=build.span(start, end))


def _to_row(most: bool) -> Any:
    def make(build: Build, start: int, end: int, name: Token, key: Token, tie: nodes.Tie = None) -> nodes.ToRow:
        words = build.line.text
        article: Any = words[start : name.start].split()[-1]
        unrounded = "oavrundad" in words[start : name.start].split()
        wording: Any = words[name.end : key.start].split()[-1]
        span = build.span(start, end)
        return nodes.ToRow(article, name.value, most, wording, plain(build, key), tie, unrounded, span=span)

    return make


def _largest_remainder(unrounded: bool) -> Any:
    def make(build: Build, start: int, end: int, tie: nodes.Tie = None) -> nodes.LargestRemainder:
        return nodes.LargestRemainder(tie, unrounded, span=build.span(start, end))

    return make


def by_lot(build: Build, start: int, end: int) -> nodes.ByLot:
    return nodes.ByLot(span=build.span(start, end))


def by_most(build: Build, start: int, end: int, key: Token) -> nodes.ByMost:
    return nodes.ByMost(plain(build, key), span=build.span(start, end))


def sainte_lague(
    build: Build, start: int, end: int, divisor: Token, key: nodes.Expression, tie: nodes.Tie = None
) -> nodes.SainteLague:
    value, text = number_of(divisor.value)
    number = nodes.Number(value, text, span=build.span(divisor.start, divisor.end))
    line = build.line
    return nodes.SainteLague(number, key, tie, marks=line.marks, trivia=line.trivia, span=build.span(start, end))


MAKERS: dict[str, Callable[..., Any]] = {
    "give": _giving(False),
    "give_again": _giving(True),
    "give_where": _giving_where(False),
    "give_again_where": _giving_where(True),
    "rest_in_proportion": rest_in_proportion,
    "rest_equally": rest_equally,
    "rest_equally_among": rest_equally_among,
    "part_equally": part_equally,
    "part_equally_among": part_equally_among,
    "part_in_proportion": part_in_proportion,
    "cap": cap,
    "goes_on": goes_on,
    "stays": stays,
    "in_turn": in_turn,
    "remainder": remainder,
    "remainder_rounded": remainder,
    "remainder_of_cap": remainder_of_cap,
    "to_most": _to_row(True),
    "to_least": _to_row(False),
    "largest_remainder": _largest_remainder(False),
    "largest_remainder_unrounded": _largest_remainder(True),
    "by_lot": by_lot,
    "by_most": by_most,
    "sainte_lague": sainte_lague,
}
