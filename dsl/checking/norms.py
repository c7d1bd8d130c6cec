"""Norms about one thing: each applies some time, no permission is always taken away, no duty is forbidden, `trots`
beats something, and what a norm quotes is nothing that could be computed."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from dsl import model, nodes
from dsl.checking import branches, conditions
from dsl.checking.conditions import Cases
from dsl.checking.program import Subject
from dsl.domains import Undecided, intersection
from dsl.expressions import post_order
from dsl.model import Expression, Symbol
from dsl.parsing.meant import AMOUNT, IF, NOTHING
from dsl.problems import Problem
from dsl.problems.norms import AlwaysForbidden, DespiteIdle, DutyForbidden, NormNeverApplies, QuotedAmount
from dsl.problems.tables import TooLarge
from dsl.resolving.norm_groups import beats
from dsl.source import Span

_GRANTS = {"får": "får inte", "har rätt till": "har inte rätt till", "har rätt endast till": "har inte rätt till"}


def check_norms(subject: Subject) -> Iterator[Problem]:
    """Find norms that contradict each other or never apply, and what one quotes that could be computed."""
    groups: dict[tuple[str, bool, str], list[model.Norm]] = {}
    for norm in subject.program.norms:
        groups.setdefault((norm.bearer, norm.row, norm.content), []).append(norm)
    told: set[int] = set()
    for norms in groups.values():
        sides = conditions.cases(subject, [norm.applies for norm in norms])
        if isinstance(sides, Undecided):
            yield TooLarge(norms[0].node.span, "cases")
            continue
        for number, norm in enumerate(norms):
            if not sides.boxes[number]:
                # Several contents under one condition are one mistake.
                if id(norm.node) not in told:
                    yield NormNeverApplies(norm.node.span, norm.content)
                told.add(id(norm.node))
                continue
            yield from _beaten(norms, number, sides)
            yield from _idle(norms, number, sides)
        yield from _forbidden_duties(subject, norms, sides)


def _together(one: model.Norm, other: model.Norm) -> bool:
    """Whether the two can hold at once: not in different readings of one question."""
    if one.reading is None or other.reading is None:
        return True
    return one.reading[0] != other.reading[0] or one.reading == other.reading


def _denies(one: model.Norm, other: model.Norm) -> bool:
    """Whether the one, where it applies, takes away what the other grants."""
    denying = _GRANTS.get(other.modality)
    if not _together(one, other) or beats(other.node, one.content, one.section):
        return False
    return one.modality == denying or (denying == "får inte" and one.modality == "ska inte")


def _beaten(norms: Sequence[model.Norm], number: int, sides: Cases) -> Iterator[AlwaysForbidden | TooLarge]:
    granted = norms[number]
    denying = [other for other, norm in enumerate(norms) if _denies(norm, granted)]
    boxes = [box for other in denying for box in sides.boxes[other]]
    if not boxes:
        return
    covered = branches.covered(sides, sides.boxes[number], boxes)
    if isinstance(covered, Undecided):
        yield TooLarge(granted.node.span, "cases")
    elif covered:
        first = next(other for other in denying if sides.boxes[other])
        right = granted.modality != "får"
        yield AlwaysForbidden(granted.node.span, granted.content, norms[first].node.span, right)


def _idle(norms: Sequence[model.Norm], number: int, sides: Cases) -> Iterator[DespiteIdle]:
    one = norms[number]
    beaten = [
        other
        for other, norm in enumerate(norms)
        if other != number and _together(one, norm) and beats(one.node, norm.content, norm.section)
    ]
    if beaten and not any(_meet(sides, number, other) for other in beaten):
        said = next(line for line in one.node.lines if isinstance(line, nodes.Despite))
        yield DespiteIdle(said.span, one.content, norms[beaten[0]].node.span)


def _meet(sides: Cases, one: int, other: int) -> bool:
    return any(all(intersection(box, also)) for box in sides.boxes[one] for also in sides.boxes[other])


def _forbidden_duties(
    subject: Subject, norms: Sequence[model.Norm], sides: Cases
) -> Iterator[DutyForbidden | TooLarge]:
    """Told where the conditions can be compared; what a human must judge first is found when it is computed."""

    def clash(first: int, second: int) -> bool:
        one, other = norms[first], norms[second]
        modalities = {one.modality, other.modality}
        return (
            "ska" in modalities
            and bool(modalities & {"får inte", "ska inte"})
            and _together(one, other)
            and not (beats(one.node, other.content, other.section) or beats(other.node, one.content, one.section))
        )

    modalities = {norm.modality for norm in norms}
    if "ska" not in modalities or not modalities & {"får inte", "ska inte"}:
        return
    numbers = [number for number, norm in enumerate(norms) if not _is_judged(subject, norm.applies)]
    pairs = branches.meeting(sides, numbers, clash)
    if isinstance(pairs, Undecided):
        yield TooLarge(norms[0].node.span, "cases")
        return
    for first, second, case in pairs:
        yield DutyForbidden(norms[second].node.span, norms[second].content, norms[first].node.span, case)


def _is_judged(subject: Subject, condition: Expression | None) -> bool:
    """Whether a judgement has a part in it, through other values too."""
    waiting = [] if condition is None else [condition]
    seen: set[Symbol] = set()
    while waiting:
        for part in post_order(waiting.pop()):
            if isinstance(part, model.Reference) and part.symbol not in seen:
                seen.add(part.symbol)
                attribute = subject.attributes.get(part.symbol)
                if attribute is not None and attribute.judge is not None:
                    return True
                waiting += (definition.expression for definition in subject.definitions.get(part.symbol, ()))
    return False


Kind = Literal["amount", "nothing", "condition", "value"]
# What is said of a task is about anything.
_OF_A_TASK = ("ansvarar för", "bestämmer")
_FIRST = re.compile(r"^(?:ett|en|hela|sitt|sin|allt|all|den|det|de) ")


def check_quoted(subject: Subject) -> Iterator[QuotedAmount]:
    """Once for each content. What a norm computes itself (`belopp`, `omfattning`) may be told in its words."""
    values = _values(subject)
    for norm in subject.program.norms:
        if norm.amount is None and norm.extent is None and norm.modality not in _OF_A_TASK:
            found = _computable(norm.content, values)
            if found is not None:
                yield QuotedAmount(_place(norm), norm.content, *found)


def _place(norm: model.Norm) -> Span:
    return next((one.span for one in norm.node.contents if one.text == norm.content), norm.node.span)


def _values(subject: Subject) -> frozenset[str]:
    """Every form of every number."""
    named: tuple[model.Definition | model.Attribute, ...] = (
        *subject.program.definitions,
        *subject.attributes.values(),
    )
    return frozenset(
        form for one in named if isinstance(one.type, model.Number) for form in (one.symbol.name, *one.forms)
    )


_PATTERNS: tuple[tuple[Literal["amount", "nothing", "condition"], re.Pattern[str]], ...] = (
    ("amount", AMOUNT),
    ("nothing", NOTHING),
    ("condition", IF),
)


def _computable(content: str, values: frozenset[str]) -> tuple[str, Kind] | None:
    """What in the words could be computed, and of what kind."""
    for kind, pattern in _PATTERNS:
        found = pattern.search(content)
        if found is not None:
            return found.group().strip(), kind
    bare = _FIRST.sub("", content, count=1)
    named = next((form for form in sorted(values) if bare == form or bare.startswith(f"{form} ")), None)
    return None if named is None else (named, "value")
