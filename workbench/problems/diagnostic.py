"""A problem as people see it: one shape for terminal, JSON, language server and web."""

from collections.abc import Callable
from typing import Literal

import attrs

from dsl.frozen import frozen
from dsl.source import Span


@frozen
class Label:
    """A second place that matters, and what it is: `kr/år`."""

    span: Span
    text: str


@frozen
class Wording:
    """The words for one problem, in Swedish.

    headline: one line, lower case first, no full stop: `enheterna går inte ihop`
    at: a few words under the caret, or empty; labels: other places
    help: what is wrong and the way out, in whole sentences
    """

    headline: str
    at: str
    labels: tuple[Label, ...]
    help: str


@frozen
class Diagnostic:
    """severity: `fel` stops the rule file from being used; `varning` does not.

    section: `avsnitt 3.1.1`, or None outside sections
    span: in data, a whole row (columns 0) or a whole file (line 0 too); data_column is then the heading of the column
    """

    code: str
    severity: Literal["fel", "varning"]
    span: Span
    section: str | None
    headline: str
    at: str
    labels: tuple[Label, ...]
    help: str
    data_column: str | None = None


def with_paths(one: Diagnostic, called: Callable[[str], str]) -> Diagnostic:
    """With files called as the reader knows them."""

    def span(of: Span) -> Span:
        return attrs.evolve(of, file=called(of.file))

    return attrs.evolve(
        one,
        span=span(one.span),
        labels=tuple(attrs.evolve(label, span=span(label.span)) for label in one.labels),
        headline=called(one.headline),
        at=called(one.at),
        help=called(one.help),
    )
