"""What examples show of a regulation: those there are, those that are missing, and what they do not notice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from dsl.project.files import RULE_SUFFIX
from dsl.text.files import within
from interpreter.examples.accepted import Reason, read_reasons
from workbench.session.answers import Answer, FaultyReasons
from workbench.session.opening import Opened

if TYPE_CHECKING:
    from interpreter.comparing.mutants import Trials
    from interpreter.examples.accepted import ReasonProblem
    from interpreter.examples.goals import Goal
    from interpreter.examples.goals.coverage import Covered
    from interpreter.examples.verdicts import Verdict
    from interpreter.pace import Pace
    from interpreter.search.boundaries import Boundaries

W = TypeVar("W")


def tested(found: Opened) -> tuple[Verdict, ...]:
    """What became of each example and published table."""
    from interpreter.examples.testing import run_examples

    return run_examples(found.program, found.base, found.overlay)


def covered(found: Opened, verdicts: Sequence[Verdict]) -> tuple[Covered, ...]:
    """What examples can show of the rules, and what those that are told of do. found: with every decision."""
    from interpreter.examples.goals.coverage import coverage

    return coverage(found.program, verdicts)


def reasons_of(found: Opened) -> Answer[tuple[Reason, ...]]:
    """What is accepted with a reason (`skäl.tsv`), beside the regulation and beside its amendments."""
    reasons: list[Reason] = []
    problems: list[ReasonProblem] = []
    for folder in found.around:
        read, wrong = read_reasons(folder, found.overlay)
        reasons += read
        problems += wrong
    return Answer(FaultyReasons(tuple(problems)) if problems else tuple(reasons))


def own_reasons(found: Opened, stale: Iterable[tuple[Reason, W]]) -> tuple[tuple[Reason, W], ...]:
    """Of reasons that seem not to be needed, those that really are not.

    A file may hold reasons of other regulations too: of the rules without the amendments in them, or of the other rule
    files of its folder. About what it holds nothing is said.
    """
    read = {Path(source.file).resolve() for source in found.sources}
    folders = found.around
    own = []
    for reason, why in stale:
        folder = Path(reason.file).parent
        amended = folder == folders[0] and len(folders) > 1
        files = within(folder, RULE_SUFFIX, found.overlay)
        if not amended and all(file.resolve() in read for file in files):
            own.append((reason, why))
    return tuple(own)


def boundaries(found: Opened, goals: Sequence[Goal], pace: Pace) -> Boundaries:
    """Cases that show what no example does. found: with every decision."""
    from interpreter.search.boundaries import boundary_cases

    return boundary_cases(found.program, goals, pace)


def mutants_tried(found: Opened, section: str | None, pace: Pace) -> Trials:
    """What became of each small change of the rules. section: the label of the one that they are made in."""
    from interpreter.comparing.mutants import try_mutants

    return try_mutants(found.loaded, found.base, section, pace, found.overlay)
