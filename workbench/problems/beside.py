"""Problems with files that are neither rules nor data get their words: votes, reasons, registers and documents.

They stand in a row of a file, or are of the file itself; there is no text to quote.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from dsl.source import Span
from workbench.problems.diagnostic import Diagnostic, Wording

if TYPE_CHECKING:
    from interpreter.elections.problems import ElectionProblem
    from interpreter.examples.accepted import ReasonProblem
    from interpreter.sources.problems import SourceProblem


def of_votes(problems: Sequence[ElectionProblem]) -> tuple[Diagnostic, ...]:
    """One for each, in the same order; some are only to be known."""
    from interpreter.elections.problems import TotalsDiffer
    from workbench.problems.words.elections import wording

    return tuple(
        _diagnostic(one.code, one.file, one.row, wording(one), one.severity if isinstance(one, TotalsDiffer) else "fel")
        for one in problems
    )


def of_reasons(problems: Sequence[ReasonProblem]) -> tuple[Diagnostic, ...]:
    """One for each, in the same order."""
    from workbench.problems.words.reasons import wording

    return tuple(_diagnostic(one.code, one.file, one.row, wording(one)) for one in problems)


def of_sources(problems: Sequence[SourceProblem]) -> tuple[Diagnostic, ...]:
    """One for each, in the same order."""
    from workbench.problems.words.sources import wording

    return tuple(_diagnostic(one.code, one.file, getattr(one, "row", 0), wording(one)) for one in problems)


def _diagnostic(
    code: str, file: str, row: int, words: Wording, severity: Literal["fel", "varning"] = "fel"
) -> Diagnostic:
    """row: 0 of the file itself."""
    span = Span(file, row, 0, row, 0)
    return Diagnostic(code, severity, span, None, words.headline, words.at, words.labels, words.help)
