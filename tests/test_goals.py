"""Goals: what there is to show in a regulation, and what each example shows of it.

Every `tests/goals/NAME.regel` is a small regulation whose examples together show every goal there is; NAME.shown says
which of them each example shows, in the report's words. What the searches and the report build on is held against brute
force: boundaries over small domains, deciding parts over all truths.
"""

import itertools
import random
from fractions import Fraction
from pathlib import Path

import attrs
import pytest
from generated import YEAR, generated
from hypothesis import given, settings
from hypothesis import strategies as st
from programs import (
    HERE,
    TRUTH,
    WHOLE,
    attribute,
    cases,
    compare,
    const,
    define,
    facts,
    not_regulated,
    program,
    read,
    span,
)

from dsl import model, nodes
from dsl.domains import Numbers
from dsl.pipeline import load
from interpreter.evaluating.calculation import calculate, prepare, run
from interpreter.examples.goals import BoundaryMet, Defined, PartDecided, Walk, goals_of, thresholds, touched
from interpreter.examples.goals.coverage import coverage
from interpreter.examples.testing import run_examples
from interpreter.explaining.derivation import Outside
from interpreter.explaining.explain import explain
from workbench.examples.goal_words import GoalWords

GOALS = Path(__file__).parent / "goals"
CORPUS = Path(__file__).parent / "corpus"
EXAMPLE = model.Symbol(None, "svar")


# -- small regulations -----------------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted(GOALS.glob("*.regel")), ids=lambda path: path.stem)
def test_each_example_shows_the_goals_that_it_should_and_together_all(path):
    loaded = load(path)
    assert [problem for problem in loaded.problems if getattr(problem, "severity", "fel") == "fel"] == []
    words = GoalWords.of(loaded.program)
    verdicts = run_examples(loaded.program, path.parent)
    assert all(verdict.holds for verdict in verdicts)
    found = coverage(loaded.program, verdicts)
    by = {verdict.of.title: [] for verdict in verdicts}
    for one in found:
        for title in one.shown_by:
            by[title].append(": ".join(words.told(one.goal)))
    told = "".join(f"{title}\n" + "".join(f"    {text}\n" for text in texts) for title, texts in by.items())
    assert told == path.with_suffix(".shown").read_text("utf-8")
    assert [words.lacking(one.goal) for one in found if not one.shown_by] == []


def test_what_fails_shows_nothing_and_more_examples_never_show_less():
    path = GOALS / "parts.regel"
    whole = load(path).program
    sets = []
    for count in range(len(whole.examples) + 1):
        some = attrs.evolve(whole, examples=whole.examples[:count])
        shown = {one.goal for one in coverage(some, run_examples(some, path.parent)) if one.shown_by}
        sets.append(shown)
    assert all(before <= after for before, after in itertools.pairwise(sets))
    wrong = [attrs.evolve(one, value=Fraction(17), outcome=None) for one in whole.examples[0].expectations]
    broken = attrs.evolve(whole, examples=(attrs.evolve(whole.examples[0], expectations=tuple(wrong)),))
    assert not any(one.shown_by for one in coverage(broken, run_examples(broken, path.parent)))


# -- what is followed ------------------------------------------------------------------------------


@pytest.mark.measured
@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10**9))
def test_any_program_is_walked_and_what_more_is_asserted_shows_no_less(seed):
    check_program(seed)


@pytest.mark.measured
@pytest.mark.parametrize("start", range(0, 120, 40))
def test_the_same_programs_are_walked_every_time(start):
    for seed in range(start, start + 40):
        check_program(seed)


def check_program(seed):
    made, given_facts = generated(random.Random(seed))
    calculation = calculate(made, given_facts, YEAR)
    walk = Walk(made)
    every = set(walk.goals)
    before = set()
    asserted = []
    for definition in made.definitions:
        concept = definition.symbol.concept
        for row in [None] if concept is None else range(len(given_facts.rows[concept].labels)):
            asserted.append((definition.symbol, row))
            shown = walk.touched(calculation, asserted)
            alone = touched(calculation, asserted[-1:])
            assert shown == before | alone
            assert shown <= every
            before = shown


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*/good/*.regel")), ids=lambda path: path.stem)
def test_what_an_explanation_tells_of_is_reached(path):
    """Explanations are told along the same way, by other code; only what is gathered they do not follow."""
    made = load(path).program
    walk = Walk(made)
    for verdict in run_examples(made, path.parent):
        for finding in verdict.findings:
            if finding.symbol is None or (finding.index is None and finding.symbol.concept is not None):
                continue
            shown = walk.touched(finding.calculation, [(finding.symbol, finding.index)])
            reached = {goal.what.symbol for goal in shown if isinstance(goal.what, Defined)}
            for step in steps(explain(finding.calculation, finding.symbol, finding.index)):
                if isinstance(step.of, model.Definition) and not (
                    isinstance(step.of.node, nodes.Norm) and isinstance(step.of.type, model.Truth)
                ):
                    outside = any(isinstance(choice, Outside) for choice in step.choices)
                    assert outside != (step.of.symbol in reached)


def steps(step):
    waiting = [step]
    while waiting:
        one = waiting.pop()
        yield one
        waiting.extend(one.uses)


# -- boundaries ------------------------------------------------------------------------------------

small = st.integers(-12, 12)
operators = st.sampled_from([">=", "<=", ">", "<", "=", "≠"])


def holds(operator, left, right):
    return {
        ">=": left >= right,
        "<=": left <= right,
        ">": left > right,
        "<": left < right,
        "=": left == right,
        "≠": left != right,
    }[operator]


@given(
    small, small, st.booleans(), st.booleans(), st.integers(1, 4), operators, st.integers(-30, 30), st.integers(1, 3)
)
def test_the_sides_of_a_threshold_are_where_the_truth_changes(
    low, length, low_open, high_open, step, operator, top, bottom
):
    high = low + abs(length)
    domain = Numbers(Fraction(step), Fraction(low), Fraction(high), low_open, high_open)
    threshold = Fraction(top, bottom)
    values = [
        Fraction(value)
        for value in range(low - 1, high + 2)
        if value % step == 0
        and (value > low or (value == low and not low_open))
        and (value < high or (value == high and not high_open))
    ]
    changes = [
        (one, other)
        for one, other in itertools.pairwise(values)
        if holds(operator, one, threshold) != holds(operator, other, threshold)
    ]
    found = thresholds.sides(domain, operator, threshold)
    expected = {value for pair in changes for value in pair}
    # The only value there is can be met or not met by no other.
    if operator in "=≠" and values == [threshold]:
        expected = {threshold}
    assert {side.nearest for side in found} == expected
    assert all((side.side == "at") == (side.nearest == threshold) for side in found)


@given(small, small, st.booleans(), st.booleans(), operators, small)
def test_without_a_step_exactly_at_it_and_anywhere_on_the_other_side(low, length, low_open, high_open, operator, at):
    high = low + abs(length)
    domain = Numbers(None, Fraction(low), Fraction(high), low_open, high_open)
    threshold = Fraction(at)
    tried = [low + Fraction(part, 8) for part in range(8 * (high - low) + 1)]
    values = [value for value in tried if not ((value == low and low_open) or (value == high and high_open))]
    found = thresholds.sides(domain, operator, threshold)
    truths = {holds(operator, value, threshold) for value in values}
    if len(truths) < 2:
        assert found == () or values == [threshold] or len(tried) < 9
        return
    belongs = holds(operator, threshold, threshold)
    for side in found:
        if side.nearest is not None:
            assert side.nearest == threshold
        else:
            beyond = {"below": lambda value: value < threshold, "above": lambda value: value > threshold}
            there = [value for value in values if beyond.get(side.side, lambda value: value != threshold)(value)]
            assert there
            assert all(holds(operator, value, threshold) != belongs for value in there)
    assert len(found) == 2


@given(operators, st.integers(0, 9), st.lists(st.integers(0, 9), min_size=1, max_size=10))
def test_a_comparison_is_shown_by_the_values_next_to_its_threshold(operator, threshold, tried):
    made = asking(lambda asked: compare(operator, asked, const(threshold)))
    walk = Walk(made)
    prepared = prepare(made, facts({}, {(made.inputs[0].symbol, None): 0}), YEAR)
    shown = set()
    for value in tried:
        calculation = run(prepared, facts({}, {(made.inputs[0].symbol, None): value}))
        shown |= {goal for goal in walk.touched(calculation, [(EXAMPLE, None)]) if isinstance(goal.what, BoundaryMet)}
    every = [goal for goal in walk.goals if isinstance(goal.what, BoundaryMet)]
    assert {goal.what.nearest for goal in shown} == {goal.what.nearest for goal in every} & set(map(Fraction, tried))


def asking(condition):
    """A value of the whole regulation that asks about an input of 0–9."""
    asked = attrs.evolve(attribute(None, "tal", WHOLE), limits=model.Limits(Fraction(0), Fraction(9)))
    value = cases((condition(read(asked)), const(1)), (None, const(2)))
    return program([define(None, "svar", value)], inputs=[asked])


@st.composite
def partitions(draw):
    """Rows that take each of 0–9 once: (low, high) of each, ends left open at will."""
    cuts = sorted(draw(st.sets(st.integers(1, 9), max_size=5)))
    return list(itertools.pairwise([0, *cuts, 10])), draw(st.booleans()), draw(st.booleans())


@given(partitions())
def test_a_row_has_a_boundary_at_each_end_that_another_row_meets(partition):
    rows, open_ends, rest = partition
    last = len(rows) - 1
    given_rows = []
    for number, (low, high) in enumerate(rows):
        test = model.Interval(
            None if number == 0 and open_ends else Fraction(low),
            None if number == last and open_ends else Fraction(high),
            high_open=True,
        )
        results = (const(number),)
        otherwise = rest and number == last and number > 0
        given_rows.append(
            model.TableRow((model.Any(),) if otherwise else (test,), results, otherwise, node(number + 1))
        )
    asked = attrs.evolve(attribute(None, "tal", WHOLE), limits=model.Limits(Fraction(0), Fraction(9)))
    table = model.Table(
        "unique", (read(asked),), tuple(given_rows), None, nodes.Table("unique", (), (), trivia=None, span=HERE)
    )
    made = program([define(None, "svar", model.Lookup(table, 0, const(0).type, None))], inputs=[asked])
    found = {
        (goal.what.row, goal.what.nearest, goal.what.inside)
        for goal in goals_of(made)
        if isinstance(goal.what, BoundaryMet)
    }
    expected = set()
    for number, (low, high) in enumerate(rows):
        otherwise = rest and number == last and number > 0
        if otherwise:
            expected.add((number - 1, Fraction(low), False))
            continue
        if low > 0:
            expected.add((number, Fraction(low), True))
        if high < 10:
            expected.add((number, Fraction(high - 1), True))
    assert found == expected
    walk = Walk(made)
    for value in range(10):
        calculation = calculate(made, facts({}, {(asked.symbol, None): value}), YEAR)
        met = {
            goal.what.nearest
            for goal in walk.touched(calculation, [(EXAMPLE, None)])
            if isinstance(goal.what, BoundaryMet)
        }
        assert met == {nearest for _, nearest, _ in found if nearest == value}


def node(line):
    return nodes.Row((), marks=(), trivia=None, span=span(line))


# -- conditions of several parts -------------------------------------------------------------------

NAMES = "abcd"


@st.composite
def logics(draw, names=None):
    """A condition in which each of some truths stands once."""
    names = list(NAMES[: draw(st.integers(2, 4))]) if names is None else names
    if len(names) == 1:
        truth = compare("=", read(truth_of(names[0])), model.Constant(True, TRUTH))
        return written(truth) if draw(st.booleans()) else written(model.Logic("not", (written(truth),), None))
    cut = draw(st.integers(1, len(names) - 1))
    parts = (draw(logics(names[:cut])), draw(logics(names[cut:])))
    whole = written(model.Logic(draw(st.sampled_from(["and", "or"])), parts, None))
    return whole if draw(st.integers(0, 3)) else written(model.Logic("not", (whole,), None))


LINES = itertools.count(1)


def written(expression):
    """With a place of its own in the text."""
    return attrs.evolve(expression, node=nodes.Text("", span=span(next(LINES))))


def truth_of(name):
    return attribute(None, name, TRUTH)


def holding(condition, truths):
    match condition:
        case model.Logic("not", (part,)):
            return not holding(part, truths)
        case model.Logic("and", parts):
            return all(holding(part, truths) for part in parts)
        case model.Logic("or", parts):
            return any(holding(part, truths) for part in parts)
        case model.Compare(left=model.Reference(symbol)):
            return truths[symbol.name]


def name_of(part):
    while isinstance(part, model.Logic):
        (part,) = part.parts
    return part.left.symbol.name


@settings(deadline=None)
@given(logics())
def test_a_part_decides_exactly_where_its_turning_turns_the_whole(condition):
    inputs = [truth_of(name) for name in NAMES]
    value = cases((condition, const(1)), (None, const(2)))
    made = program([define(None, "svar", value)], inputs=inputs)
    walk = Walk(made)
    every = set()
    for given_truths in itertools.product((True, False), repeat=len(NAMES)):
        truths = dict(zip(NAMES, given_truths, strict=True))
        known = facts({}, {(one.symbol, None): truths[one.symbol.name] for one in inputs})
        shown = walk.touched(calculate(made, known, YEAR), [(EXAMPLE, None)])
        parts = [goal.what for goal in walk.goals if isinstance(goal.what, PartDecided)]
        deciding = {
            (what.part, what.holds)
            for what in parts
            if what.holds == holding(what.part, truths)
            and holding(condition, truths)
            != holding(condition, {**truths, name_of(what.part): not truths[name_of(what.part)]})
        }
        assert {(goal.what.part, goal.what.holds) for goal in shown if isinstance(goal.what, PartDecided)} == deciding
        every |= deciding
    assert every == {(what.part, what.holds) for what in parts}


# -- what is seldom met ----------------------------------------------------------------------------


def test_a_condition_with_very_many_parts_is_listed_without_asking_what_is_possible():
    parts = tuple(compare("=", read(truth_of(f"u{number}")), model.Constant(True, TRUTH)) for number in range(40))
    condition = written(model.Logic("and", tuple(map(written, parts)), None))
    inputs = [truth_of(f"u{number}") for number in range(40)]
    made = program([define(None, "svar", cases((condition, const(1)), (None, const(2))))], inputs=inputs)
    assert sum(isinstance(goal.what, PartDecided) for goal in goals_of(made)) == 80


def test_a_value_that_is_always_missing_is_seen_though_nothing_asked_for_it_failed():
    state = truth_of("läge")
    never = define(None, "aldrig", cases((compare(">", not_regulated(), const(0)), const(1)), (None, const(2))), line=2)
    asks = define(None, "svar", cases((read(state), const(1)), (None, read(never))))
    made = program([never, asks], inputs=[state])
    calculation = calculate(made, facts({}, {(state.symbol, None): True}), YEAR, targets=[asks.symbol])
    assert calculation.masks is None
    shown = touched(calculation, [(never.symbol, None)])
    assert {type(goal.what) for goal in shown} == {Defined}
    assert touched(calculation, [(never.expression, None), (const(1), None)]) == {
        goal for goal in shown if not isinstance(goal.what, Defined)
    }
    assert touched(calculation, [(state.symbol, None), (model.Symbol(None, "okänt"), None)]) == frozenset()


def test_below_very_many_cases_everything_counts_as_possible():
    asked = attrs.evolve(attribute(None, "tal", WHOLE), limits=model.Limits(Fraction(0), Fraction(99)))
    branches = [(written(compare("<", read(asked), const(number))), const(number)) for number in range(1, 40)]
    made = program([define(None, "svar", cases(*branches, (None, const(0))))], inputs=[asked])
    found = {(goal.what.threshold, goal.what.nearest) for goal in goals_of(made) if isinstance(goal.what, BoundaryMet)}
    assert found == {(Fraction(number), Fraction(near)) for number in range(1, 40) for near in (number - 1, number)}
