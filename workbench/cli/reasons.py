"""How commands read what is accepted with a reason (`skäl.tsv`); what is wrong is told on standard error."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from interpreter.accepted import Reason, read_reasons
from workbench.cli import screen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interpreter.accepted import ReasonProblem
    from workbench.cli.opening import Opened


def reasons_of(found: Opened) -> tuple[Reason, ...] | None:
    """Those beside the regulation and beside its amendments; None once what is wrong with them has been told."""
    reasons: list[Reason] = []
    problems: list[ReasonProblem] = []
    for folder in dict.fromkeys(Path(file).parent for file in found.program.files):
        read, wrong = read_reasons(folder)
        reasons += read
        problems += wrong
    if problems:
        _tell(problems)
        return None
    return tuple(reasons)


def _tell(problems: Iterable[ReasonProblem]) -> None:
    from dsl.source import Span
    from workbench.cli.opening import remark_look
    from workbench.diagnostics import Diagnostic
    from workbench.report import render
    from workbench.words.reasons import wording

    told = []
    for problem in problems:
        words = wording(problem)
        span = Span(problem.file, problem.row, 0, problem.row, 0)
        told.append(Diagnostic(problem.code, "fel", span, None, words.headline, words.at, words.labels, words.help))
    screen.remark(render(told, {}, remark_look()))
