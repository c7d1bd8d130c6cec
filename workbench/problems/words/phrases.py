"""Small phrases that the words of many problems share."""

from collections.abc import Sequence

from dsl.source import Span
from workbench.problems.diagnostic import Label, Wording
from workbench.values.words import listed

# Of long lists, so many are told.
MOST_LISTED = 6
_SHOWN_AT_MOST = 40


def say(headline: str, at: str, way_out: str) -> Wording:
    """What is wrong and the way out, where one place is enough."""
    return Wording(headline, at, (), way_out)


def elsewhere(here: Span, there: Span, text: str) -> tuple[Label, ...]:
    """A label at another place; none where it is the same place."""
    return () if here == there else (Label(there, text),)


def plural(count: int, one: str, many: str) -> str:
    return one if count == 1 else many


def few(parts: Sequence[str], last: str) -> str:
    """`a, b eller c`, the first few."""
    return listed([*parts[:MOST_LISTED], *["…"][: len(parts) > MOST_LISTED]], last)


def any_of(parts: Sequence[str]) -> str:
    """`a, b eller c`, all of them."""
    return listed(parts, "eller")


def shortened(text: str) -> str:
    """What was written, in one line of no great length."""
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN_AT_MOST else text[: _SHOWN_AT_MOST - 1] + "…"


def thousands(number: int) -> str:
    """`117 034`."""
    return f"{number:,}".replace(",", " ")
