"""Norms and the lines below them, scopes, meanings, and what someone else decides."""

from collections.abc import Callable
from typing import Any

from dsl import nodes
from dsl.building.build import Build
from dsl.building.days import yearly_day
from dsl.building.statements import DecidedHead, NormHead
from dsl.building.values import number_of, plain, unit_of
from dsl.grammar import Token


def norm(build: Build, _start: int, _end: int, bearer: Token, modality: Any, content: Token) -> NormHead:
    span = build.span(content.start, content.end)
    return NormHead(
        plain(build, bearer), modality, nodes.Content(content.value, marks=(), trivia=nodes.NO_TRIVIA, span=span)
    )


def norm_of_bullets(build: Build, _start: int, _end: int, bearer: Token, modality: Any) -> NormHead:
    build.bullets_used, build.bullets_are = True, "contents"
    return NormHead(plain(build, bearer), modality, None)


def decided_by(
    build: Build, _start: int, _end: int, decided: nodes.Subject, role: Token, unit: Token, *bounds: Any
) -> DecidedHead:
    """`anslag (anslaget) bestäms av kommunstyrelsen, i kr/år, dock högst 5 000 kr/år`"""
    return DecidedHead(decided, plain(build, role), unit_of(unit.value), tuple(map(_bound, bounds)))


def decided_within(
    build: Build, _start: int, _end: int, decided: nodes.Subject, role: Token, *bounds: Any
) -> DecidedHead:
    """`avgift (avgiften) bestäms av kommunen, dock lägst 75 kr, dock högst 1 300 kr`"""
    return DecidedHead(decided, plain(build, role), None, tuple(map(_bound, bounds)))


def _bound(limit: Any) -> nodes.Bound:
    """`dock högst 5 kr`, read as a modifier, bounds what is decided."""
    return nodes.Bound(limit.kind, limit.bound, span=limit.span)


def _in_parts(taker: Any, unrounded: bool = False) -> Callable[..., nodes.InParts]:
    def make(build: Build, start: int, end: int, *parts: Any) -> nodes.InParts:
        *days, rounding = parts if taker is not None else (*parts, None)
        found = tuple(yearly_day(build, day.start, day.end, day) for day in days)
        line = build.line
        return nodes.InParts(
            found, rounding, taker, unrounded, marks=line.marks, trivia=line.trivia, span=build.span(start, end)
        )

    return make


def times(build: Build, start: int, end: int, number: Token, what: Token) -> nodes.Carried:
    line = build.line
    value, text = number_of(number.value)
    count = nodes.Number(value, text, span=build.span(number.start, number.end))
    return nodes.Carried("högst", count, what.value, marks=line.marks, trivia=line.trivia, span=build.span(start, end))


def regard(_build: Build, _start: int, _end: int, *names: nodes.Name) -> tuple[nodes.Name, ...]:
    return names


def scope(build: Build, _start: int, _end: int, name: Token, condition: nodes.Condition) -> nodes.Scope:
    line = build.line
    return nodes.Scope(plain(build, name), condition, marks=line.marks, trivia=line.trivia, span=line.whole())


def meaning(build: Build, _start: int, _end: int, term: Token, means: Token) -> nodes.Meaning:
    line = build.line
    return nodes.Meaning(term.value, means.value, marks=line.marks, trivia=line.trivia, span=line.whole())


MAKERS: dict[str, Callable[..., Any]] = {
    "norm": norm,
    "norm_of_bullets": norm_of_bullets,
    "decided_by": decided_by,
    "decided_within": decided_within,
    "in_parts": _in_parts(None),
    "in_parts_first": _in_parts("first"),
    "in_parts_last": _in_parts("last"),
    "in_parts_first_unrounded": _in_parts("first", True),
    "in_parts_last_unrounded": _in_parts("last", True),
    "times": times,
    "regard": regard,
    "scope": scope,
    "meaning": meaning,
}
