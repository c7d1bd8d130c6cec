"""Norms whose quoted words say what could be computed: an amount, a share, nothing, a value or a condition."""

import re
from collections.abc import Iterator
from typing import Literal

from dsl import model
from dsl.checking.program import Subject
from dsl.parsing.meant import AMOUNT, IF, NOTHING
from dsl.problems.norms import QuotedAmount
from dsl.source import Span

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
