"""Boundary cases against brute force, written as examples and read back; and the command."""

from pathlib import Path

from boundaries import loaded, reachable, regulations
from hypothesis import HealthCheck, assume, given, settings

from dsl import model
from dsl.checking.expressions import post_order
from dsl.formatting import format_regulation
from interpreter.goals import goals_of
from interpreter.goals.coverage import coverage
from interpreter.pace import unhurried
from interpreter.search.boundaries import boundary_cases
from interpreter.testing import run_examples
from workbench.proposing import as_text, proposed

# Enough above what any rule asks about.
WIDE = 12


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(regulations())
def test_all_that_can_be_shown_is_shown(drawn):
    text, high, is_open = drawn
    read = loaded(text)
    assume(read.program is not None)
    program = read.program
    wanted = goals_of(program)
    found = boundary_cases(program, wanted, unhurried)
    shown = {goal for proposal in found.proposals for goal in proposal.shows}
    can = reachable(program, WIDE if is_open else high) & set(wanted)
    assert [one.goal for one in found.missed] == [goal for goal in wanted if goal not in shown]
    assert not any(one.proved for one in found.missed if one.goal in can)
    if is_open:
        # There may be more further out than is looked for.
        assert shown >= {goal for goal in can if not computed(goal)}
    else:
        assert shown == can
        assert all(one.proved for one in found.missed)
    assert len(found.proposals) <= len(shown)
    assert [told(one) for one in boundary_cases(program, wanted, unhurried).proposals] == [*map(told, found.proposals)]

    got = proposed(read, program, found)
    assert not got.unsaid
    pasted = loaded(text + "\n" + as_text(got))
    assert pasted.program is not None
    assert not got.written or format_regulation(pasted.tree).endswith(as_text(got))
    verdicts = run_examples(pasted.program, Path())
    assert all(verdict.holds for verdict in verdicts)
    assert {one.goal for one in coverage(pasted.program, verdicts) if one.shown_by} >= shown


def computed(goal):
    """Whether it is part of a value that computes with numbers, so that there is no end to what could be tried."""
    return any(isinstance(part, model.Arithmetic | model.Extreme) for part in post_order(goal.definition.expression))


def told(proposal):
    case = proposal.case
    claims = [(claim.symbol, claim.row, claim.outcome) for claim in proposal.claims]
    return case.moment, case.world, tuple(case.values.items()), claims, proposal.shows
