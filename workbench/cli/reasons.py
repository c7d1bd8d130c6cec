"""How commands read what is accepted with a reason (`skäl.tsv`); what is wrong is told on standard error."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dsl.project.files import RULE_SUFFIX
from dsl.text.files import within
from interpreter.examples.accepted import Reason, read_reasons
from workbench.cli import screen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interpreter.examples.accepted import ReasonProblem
    from workbench.cli.opening import Opened
    from workbench.examples.stale import Stale


def reasons_of(found: Opened) -> tuple[Reason, ...] | None:
    """Those beside the regulation and beside its amendments; None once what is wrong with them has been told."""
    reasons: list[Reason] = []
    problems: list[ReasonProblem] = []
    for folder in _folders(found):
        read, wrong = read_reasons(folder)
        reasons += read
        problems += wrong
    if problems:
        _tell(problems)
        return None
    return tuple(reasons)


def told_stale(found: Opened, stale: Iterable[Stale]) -> tuple[Stale, ...]:
    """Those reasons that are really not needed; told.

    A file may hold reasons of other regulations too: of the rules without the amendments in them, or of the other rule
    files of its folder. About what it holds nothing is said.
    """
    from workbench.examples.stale import stale_text

    read = {Path(source.file).resolve() for source in found.sources}
    folders = _folders(found)
    own = []
    for reason, why in stale:
        folder = Path(reason.file).parent
        amended = folder == folders[0] and len(folders) > 1
        if not amended and all(file.resolve() in read for file in within(folder, RULE_SUFFIX)):
            own.append((reason, why))
    for remark in stale_text(own):
        screen.remark(remark)
    return tuple(own)


def _folders(found: Opened) -> tuple[Path, ...]:
    """Of the regulation, and of its amendments."""
    return tuple(dict.fromkeys((Path(found.program.files[0]).parent, *map(Path, found.folders))))


def _tell(problems: Iterable[ReasonProblem]) -> None:
    from dsl.source import Span
    from workbench.cli.opening import remark_look
    from workbench.problems.diagnostic import Diagnostic
    from workbench.problems.report import render
    from workbench.problems.words.reasons import wording

    told = []
    for problem in problems:
        words = wording(problem)
        span = Span(problem.file, problem.row, 0, problem.row, 0)
        told.append(Diagnostic(problem.code, "fel", span, None, words.headline, words.at, words.labels, words.help))
    screen.remark(render(told, {}, remark_look()))
