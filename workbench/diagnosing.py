"""Problems get their words: each kind of problem from its own module of words, in one shape for every reader.

The modules of words are imported when a problem needs them: a regulation without problems costs nothing here.
"""

from collections.abc import Iterable
from typing import Literal

from dsl import nodes
from dsl.problems import Problem
from dsl.source import Span
from interpreter.outcomes import Place
from interpreter.problems import DataProblem
from workbench.diagnostics import Diagnostic, Wording


def diagnostics(problems: Iterable[Problem | DataProblem], tree: nodes.Regulation | None) -> tuple[Diagnostic, ...]:
    """One for each problem, in the same order. tree: to name the section of each, where there is a tree."""
    return tuple(_diagnostic(problem, tree) for problem in problems)


def _diagnostic(problem: Problem | DataProblem, tree: nodes.Regulation | None) -> Diagnostic:
    wording = _wording(problem)
    if isinstance(problem, DataProblem):
        span, section, column = _span(problem.place), None, problem.place.column
    else:
        span, section, column = problem.span, None if tree is None else section_at(tree, problem.span), None
    severity: Literal["fel", "varning"] = "varning" if getattr(problem, "severity", "fel") == "varning" else "fel"
    return Diagnostic(
        problem.code, severity, span, section, wording.headline, wording.at, wording.labels, wording.help, column
    )


def _wording(problem: Problem | DataProblem) -> Wording:
    from dsl.problems.meaning import MeaningProblem
    from dsl.problems.tables import TableProblem
    from dsl.problems.text import TextProblem

    if isinstance(problem, TextProblem):
        from workbench.words import text

        return text.wording(problem)
    if isinstance(problem, MeaningProblem):
        from workbench.words import meaning

        return meaning.wording(problem)
    if isinstance(problem, TableProblem):
        from workbench.words import tables

        return tables.wording(problem)
    from workbench.words import data

    return data.wording(problem)


def _span(place: Place) -> Span:
    """Where in the data, as a stretch of a file: a whole row, or a whole file (line 0)."""
    row = place.row or 0
    return Span(place.file, row, 0, row, 0)


def section_at(tree: nodes.Regulation, span: Span) -> str | None:
    """The label of the innermost section around a place: `avsnitt 3.1.1`, `§ 2 a`; None outside sections."""
    found: str | None = None
    around: tuple[nodes.Block | nodes.Statement, ...] = tree.items
    while True:
        # What stands last of all that begins above the place is what the place is in.
        inner = next((one for one in reversed(around) if one.span.line <= span.line), None)
        if span.file != tree.span.file or not isinstance(inner, nodes.Section):
            return found
        found = section_label(inner)
        around = inner.statements


def section_label(section: nodes.Section) -> str:
    """`avsnitt 3.1.1`, `§ 2 a`, and where there is no number `avsnitt Läsplattor`."""
    return f"{section.kind} {section.number if section.number is not None else section.title}"
