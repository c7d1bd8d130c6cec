"""Which goals the examples of a regulation show, and which examples show each."""

from collections.abc import Iterable, Iterator

import attrs

from dsl import model
from interpreter.evaluating.calculation import Calculation
from interpreter.examples.goals.goal import Asserted, Goal
from interpreter.examples.goals.visiting import Walk
from interpreter.examples.testing import HELD
from interpreter.examples.verdicts import Finding, Verdict


@attrs.frozen(eq=False)
class Covered:
    """A goal and what shows it. shown_by: the titles of the examples and published tables, in the order of the text."""

    goal: Goal
    shown_by: tuple[str, ...]


def coverage(program: model.Program, verdicts: Iterable[Verdict]) -> tuple[Covered, ...]:
    """Every goal of the program, in the order of the text.

    verdicts: of `run_examples`. Only what agrees shows anything.
    """
    walk = Walk(program)
    shown: list[dict[str, None]] = [{} for _ in walk.goals]
    for verdict in verdicts:
        for calculation, asserted in _asserted(verdict):
            for number in walk.numbers(calculation, asserted):
                shown[number][verdict.of.title] = None
    return tuple(Covered(goal, tuple(titles)) for goal, titles in zip(walk.goals, shown, strict=True))


def _asserted(verdict: Verdict) -> Iterator[tuple[Calculation, tuple[Asserted, ...]]]:
    """What is asserted of each calculation, and came out so."""
    found: dict[int, tuple[Calculation, list[Asserted]]] = {}
    for finding in _findings(verdict):
        asserted = _of(finding)
        if asserted is not None:
            found.setdefault(id(finding.calculation), (finding.calculation, []))[1].append(asserted)
    for calculation, several in found.values():
        yield calculation, tuple(several)


def _findings(verdict: Verdict) -> Iterator[Finding]:
    yield from verdict.findings
    for row in verdict.rows:
        yield from row.findings


def _of(finding: Finding) -> Asserted | None:
    if finding.accepted not in HELD:
        return None
    if finding.symbol is not None:
        return finding.symbol, finding.index
    assert isinstance(finding.of, model.Expectation)
    assert finding.of.condition is not None
    return finding.of.condition, finding.index
