"""Problems get their words: each kind of problem from its own module of words, in one shape for every reader.

The words are imported when there is a problem: a regulation without problems costs nothing here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Literal

import attrs

from dsl import nodes
from dsl.problems import Problem
from dsl.problems.amendments import AmendmentProblem
from dsl.problems.files import FileProblem
from dsl.source import Span
from interpreter.data.problems import DataProblem
from interpreter.outcomes import Place
from workbench.problems.diagnostic import Diagnostic


def diagnostics(problems: Iterable[Problem | DataProblem], tree: nodes.Regulation | None) -> tuple[Diagnostic, ...]:
    """One for each problem, in the same order. tree: to name the section of each, where there is a tree."""
    listed = tuple(problems)
    sections = Sections.of(tree) if tree is not None and listed else None
    return tuple(_diagnostic(problem, sections) for problem in listed)


def _diagnostic(problem: Problem | DataProblem, sections: Sections | None) -> Diagnostic:
    from workbench.problems.wording import wording

    told = wording(problem)
    if isinstance(problem, DataProblem):
        span, section, column = _span(problem.place), None, problem.place.column
    else:
        # What is wrong with an amendment, or with a file that is named, is not about the text above it.
        known = sections is not None and not isinstance(problem, AmendmentProblem | FileProblem)
        span, section, column = problem.span, sections.at(problem.span) if sections and known else None, None
    severity: Literal["fel", "varning"] = "varning" if getattr(problem, "severity", "fel") == "varning" else "fel"
    return Diagnostic(problem.code, severity, span, section, told.headline, told.at, told.labels, told.help, column)


def _span(place: Place) -> Span:
    """Where in the data, as a stretch of a file: a whole row, or a whole file (line 0)."""
    row = place.row or 0
    return Span(place.file, row, 0, row, 0)


@attrs.frozen(eq=False)
class Sections:
    """In which section each line stands. lines: of each file, those where something begins, rising; labels: of each."""

    lines: dict[str, list[int]]
    labels: dict[str, list[str | None]]

    @staticmethod
    def of(tree: nodes.Regulation) -> Sections:
        # An amended regulation has sections of several files, and in a section of one file statements of another.
        found: dict[str, list[tuple[int, int, str | None]]] = {}
        for order, (span, label) in enumerate(_beginnings(tree)):
            found.setdefault(span.file, []).append((span.line, order, label))
        sorted_ = {file: sorted(each, key=lambda one: one[:2]) for file, each in found.items()}
        return Sections(
            {file: [line for line, _, _ in each] for file, each in sorted_.items()},
            {file: [label for _, _, label in each] for file, each in sorted_.items()},
        )

    def at(self, span: Span) -> str | None:
        """The label of the innermost section around a place: `avsnitt 3.1.1`, `§ 2 a`; None outside sections."""
        lines = self.lines.get(span.file, [])
        # What stands last of all that begins above the place is what the place is in.
        before = bisect_right(lines, span.line)
        return self.labels[span.file][before - 1] if before else None


def _beginnings(tree: nodes.Regulation) -> Iterator[tuple[Span, str | None]]:
    for item in tree.items:
        if isinstance(item, nodes.Section):
            yield from _within(item)
        else:
            yield item.span, None


def _within(section: nodes.Section) -> Iterator[tuple[Span, str | None]]:
    label = section_label(section)
    yield section.span, label
    for statement in section.statements:
        if isinstance(statement, nodes.Section):
            yield from _within(statement)
        else:
            yield statement.span, label


def section_label(section: nodes.Section) -> str:
    """`avsnitt 3.1.1`, `§ 2 a`, and where there is no number `avsnitt Läsplattor`; and what amended it."""
    label = section.label
    return label if section.amended_by is None else f"{label} (ändrad genom {section.amended_by})"
