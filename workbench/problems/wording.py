"""Which module of words tells a problem: the one with the name of the module that the problem stands in.

It brings all of them, so it is imported when there is a problem.
"""

from typing import assert_never

from dsl import problems
from interpreter.data.problems import DataProblem
from workbench.problems.diagnostic import Wording
from workbench.problems.words import (
    amendments,
    cases,
    data,
    examples,
    files,
    interpretations,
    lines,
    meant,
    names,
    norms,
    sections,
    sharing,
    signs,
    tables,
    text,
    uses,
    values,
    years,
)


def wording(problem: problems.Problem | DataProblem) -> Wording:
    """What is wrong, where, and the way out, in Swedish."""
    if isinstance(problem, problems.TextProblem):
        return text.wording(problem)
    if isinstance(problem, problems.SignProblem):
        return signs.wording(problem)
    if isinstance(problem, problems.LineProblem):
        return lines.wording(problem)
    if isinstance(problem, problems.MeantProblem):
        return meant.wording(problem)
    if isinstance(problem, problems.NameProblem):
        return names.wording(problem)
    if isinstance(problem, problems.ValueProblem):
        return values.wording(problem)
    if isinstance(problem, problems.TableProblem):
        return tables.wording(problem)
    if isinstance(problem, problems.CaseProblem):
        return cases.wording(problem)
    if isinstance(problem, problems.YearProblem):
        return years.wording(problem)
    if isinstance(problem, problems.SharingProblem):
        return sharing.wording(problem)
    if isinstance(problem, problems.NormProblem):
        return norms.wording(problem)
    if isinstance(problem, problems.InterpretationProblem):
        return interpretations.wording(problem)
    if isinstance(problem, problems.SectionProblem):
        return sections.wording(problem)
    if isinstance(problem, problems.ExampleProblem):
        return examples.wording(problem)
    if isinstance(problem, problems.UseProblem):
        return uses.wording(problem)
    if isinstance(problem, problems.AmendmentProblem):
        return amendments.wording(problem)
    if isinstance(problem, problems.FileProblem):
        return files.wording(problem)
    if isinstance(problem, DataProblem):
        return data.wording(problem)
    assert_never(problem)
