"""Boundary cases against brute force, written as examples and read back; and the command."""

from pathlib import Path

from boundaries import loaded, reachable, regulations
from hypothesis import HealthCheck, assume, given, settings

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
    assert shown == can
    assert [one.goal for one in found.missed] == [goal for goal in wanted if goal not in can]
    # A small domain is tried to the end, so what is not there is proved.
    assert is_open or all(one.proved for one in found.missed)
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


def told(proposal):
    case = proposal.case
    claims = [(claim.symbol, claim.row, claim.outcome) for claim in proposal.claims]
    return case.moment, case.world, tuple(case.values.items()), claims, proposal.shows
