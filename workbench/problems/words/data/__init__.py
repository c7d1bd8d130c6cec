"""The words for problems with data, RV5xx and RV6xx: what was read, what was expected, and the way out."""

from typing import assert_never

from interpreter.data import problems
from workbench.problems.diagnostic import Wording
from workbench.problems.words.data import cells, files, limits, tables, whole
from workbench.problems.words.data.phrases import sheet_of


def wording(problem: problems.DataProblem) -> Wording:
    """The place itself (file, row, column) is told around it; the sheet of a workbook is told here."""
    headline, help_ = _said(problem)
    return Wording(headline, sheet_of(problem.place), (), help_)


def _said(problem: problems.DataProblem) -> tuple[str, str]:
    if isinstance(problem, problems.FileProblem):
        return files.said(problem)
    if isinstance(problem, problems.TableProblem):
        return tables.said(problem)
    if isinstance(problem, problems.CellProblem):
        return cells.said(problem)
    if isinstance(problem, problems.WholeProblem):
        return whole.said(problem)
    if isinstance(problem, problems.LimitProblem):
        return limits.said(problem)
    assert_never(problem)
