"""What an amendment says of older provisions and of its first use, as text last among the sections."""

import datetime
import re
from typing import assert_never

import attrs

from dsl import nodes
from dsl.amending.ends import TRANSITIONS, last

# What means something where a text stands outside quotes: comments and other kinds of quotes.
_UNQUOTED = re.compile("[#“”„‟»«]")


def with_transitions(regulation: nodes.Regulation, amendment: nodes.Amendment, day: datetime.date) -> nodes.Regulation:
    """The regulation with the amendment's transitions under a heading of their own; itself where there are none."""
    texts = tuple(_text(change) for change in amendment.changes if isinstance(change, nodes.Transition))
    if not texts:
        return regulation
    trivia = attrs.evolve(nodes.NO_TRIVIA, blank=True)
    title = " ".join(_UNQUOTED.sub("", amendment.title).split())
    heading = nodes.Heading(f"{title}, i kraft {day.isoformat()}".lstrip(", "), trivia, amendment.span)
    at = max((at for at, item in enumerate(regulation.items) if isinstance(item, nodes.Section)), default=None)
    section = None if at is None else regulation.items[at]
    if at is not None and isinstance(section, nodes.Section) and section.title == TRANSITIONS:
        section = attrs.evolve(section, statements=(*section.statements, heading, *texts), amended_by=amendment.title)
        return attrs.evolve(regulation, items=(*regulation.items[:at], section, *regulation.items[at + 1 :]))
    heading = attrs.evolve(heading, trivia=nodes.NO_TRIVIA)
    new = nodes.Section(
        "avsnitt", None, TRANSITIONS, (heading, *texts), trivia, amendment.span, amended_by=amendment.title
    )
    return last(regulation, (new,))


def _text(change: nodes.Transition) -> nodes.TextBlock:
    match change.kind:
        case "older":
            said = f"Äldre bestämmelser gäller fortfarande för {change.text}."
        case "first":
            said = f"Bestämmelserna tillämpas första gången för {change.text}."
        case _:
            assert_never(change.kind)
    return nodes.TextBlock((said,), "bestämmelse", change.marks, nodes.NO_TRIVIA, change.span)
