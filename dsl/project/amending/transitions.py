"""What an amendment says of older provisions and of its first use, as text last among the sections."""

import datetime
import re
from typing import assert_never

import attrs

from dsl import nodes
from dsl.project.amending.ends import TRANSITIONS

# What means something where a text stands outside quotes: comments and other kinds of quotes.
_UNQUOTED = re.compile("[#“”„‟»«]")


def transitions(amendment: nodes.Amendment, day: datetime.date) -> nodes.Section | None:
    """A section with them under a heading of their own; None where there are none."""
    texts = tuple(_text(change) for change in amendment.changes if isinstance(change, nodes.Transition))
    if not texts:
        return None
    title = " ".join(_UNQUOTED.sub("", amendment.title).split())
    heading = nodes.Heading(f"{title}, i kraft {day}".lstrip(", "), trivia=nodes.NO_TRIVIA, span=amendment.span)
    trivia = attrs.evolve(nodes.NO_TRIVIA, blank=True)
    said: tuple[nodes.Statement, ...] = (heading, *texts)
    return nodes.Section(
        "avsnitt", None, TRANSITIONS, said, trivia=trivia, span=amendment.span, amended_by=amendment.title
    )


def _text(change: nodes.Transition) -> nodes.TextBlock:
    match change.kind:
        case "older":
            said = f"Äldre bestämmelser gäller fortfarande för {change.text}."
        case "first":
            said = f"Bestämmelserna tillämpas första gången för {change.text}."
        case _:
            assert_never(change.kind)
    return nodes.TextBlock((said,), "bestämmelse", marks=change.marks, trivia=nodes.NO_TRIVIA, span=change.span)
