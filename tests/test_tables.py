"""Tables are decided exactly: every answer is held against trying all values of small domains one by one."""

import datetime
import itertools
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsl import domains
from dsl.domains import Days, Numbers, Values, cut
from dsl.model import Any, Interval, OneOf
from dsl.pipeline import load_source
from dsl.problems.counterexample import Between, Exactly, Other
from interpreter.examples.testing import run_examples

F = Fraction
WHOLE = Numbers(F(1), F(0))
ANY = Any()
MANY = domains.Steps(10**12)


def between(low, high, low_open=False, high_open=False):
    return Interval(None if low is None else F(low), None if high is None else F(high), low_open, high_open)


# -- one column, by example ----------------------------------------------------------------------


def check(domain, tests, gap=None, overlap=None):
    """One column: the smallest value that no test takes, and the smallest that the two last tests share."""
    axis = cut(domain, tests)
    boxes = [(mask,) for mask in axis.masks]
    point = domains.uncovered((axis.all,), boxes, MANY)
    assert (None if point is None else axis.samples[point[0]]) == gap
    shared = domains.intersection(*boxes[-2:]) if len(boxes) > 1 else (0,)
    found = axis.samples[domains.smallest(shared)[0]] if domains.has_points(shared) else None
    assert found == overlap


@pytest.mark.parametrize(
    ("domain", "tests", "gap", "overlap"),
    [
        (WHOLE, [between(1, 3), between(4, None)], Exactly(F(0)), None),
        (Numbers(F(1), F(1)), [between(1, 3), between(4, 6), between(10, None)], Exactly(F(7)), None),
        (WHOLE, [between(0, 3), between(4, 7), between(7, 9)], Exactly(F(10)), Exactly(F(7))),
        (WHOLE, [between(None, 3), between(3, None, low_open=True)], None, None),
        (WHOLE, [between(0, "5/2"), between("5/2", None)], None, None),
        (Numbers(F(1)), [between(0, None)], Exactly(F(-1)), None),
        (Numbers(F(1)), [between(-3, -1), between(0, None)], Exactly(F(-4)), None),
        (Numbers(F(1), F(0), F(61)), [between(0, 60)], Exactly(F(61)), None),
        (Numbers(F(1, 10), F(0)), [between(0, "0.4"), between("0.5", None)], None, None),
        (Numbers(None, F(0)), [between(0, 2), between(3, None)], Between(F(2), F(3), True, True, F("2.1")), None),
        (Numbers(None, F(0)), [between(0, 2), between(4, None)], Between(F(2), F(4), True, True, F(3)), None),
        (Numbers(None, F(0)), [between(0, 2), between(2, None)], None, Exactly(F(2))),
        (Numbers(None, F(0)), [between(0, 2, high_open=True), between(2, None, low_open=True)], Exactly(F(2)), None),
        (Numbers(None, F(0)), [between(0, 5)], Between(F(5), None, True, False, F(6)), None),
        (Numbers(None), [between(0, None)], Between(None, F(0), False, True, F(-1)), None),
        (Numbers(None), [between(-2, None)], Between(None, F(-2), False, True, F(-3)), None),
        (Numbers(None), [between(-2, None), between(None, -5)], Between(F(-5), F(-2), True, True, F(-3)), None),
        (
            Numbers(None),
            [between(-2, None), between(None, -5, high_open=True)],
            Between(F(-5), F(-2), False, True, F(-3)),
            None,
        ),
        (Numbers(None), [between(-2, None, low_open=True)], Exactly(F(-2)), None),
        (Numbers(None, F(0), F(1), True, True), [between(1, 2)], Between(F(0), F(1), True, True, F("0.1")), None),
        (Numbers(F(0), F(0), F(0)), [between(1, 2)], Exactly(F(0)), None),
        (Numbers(F(1), F("0.2"), F("0.8")), [between(5, 6)], None, None),
        (Numbers(None, F(3), F(2)), [], None, None),
        (
            Values(("resa", "möte", "annat")),
            [OneOf(frozenset({"resa"})), OneOf(frozenset({"annat"}))],
            Exactly("möte"),
            None,
        ),
        (Values((True, False)), [OneOf(frozenset({True})), ANY], None, Exactly(True)),
        (Values((), open=True), [OneOf(frozenset({"Umeå"}))], Other(), None),
        (Values((), open=True), [OneOf(frozenset({"Umeå"})), ANY], None, Exactly("Umeå")),
        (Values(("resa",)), [OneOf(frozenset({"båt"}))], Exactly("resa"), None),
        (Days(), [between(730000, None)], Exactly(datetime.date.fromordinal(729999)), None),
        (Days(), [between(None, 730000)], Exactly(datetime.date.fromordinal(730001)), None),
        (Days(), [between(730000, 730005), between(730007, None)], Exactly(datetime.date.fromordinal(730006)), None),
        (Days(), [ANY], None, None),
    ],
)
def test_one_column(domain, tests, gap, overlap):
    check(domain, tests, gap, overlap)


def test_an_axis_without_tests_is_one_piece_on_each_side_of_zero():
    assert cut(Numbers(F(1), F(3)), []).samples == (Exactly(F(3)),)
    assert cut(Numbers(F(1)), []).samples == (Exactly(F(0)), Exactly(F(-1)))


# -- any table, against trying every value ---------------------------------------------------------

HALVES = [F(n, 2) for n in range(-9, 10)]


@st.composite
def intervals(draw):
    low = draw(st.none() | st.integers(-3, 3))
    high = draw(st.none() | st.integers(-3, 3))
    return between(low, high, draw(st.booleans()), draw(st.booleans()))


@st.composite
def columns(draw):
    """A domain, the strategy of its tests, and all its values that tests can tell apart, in order as examples (None:
    of texts, those that are named and one more)."""
    kind = draw(st.sampled_from(["whole", "halves", "rational", "choice", "truth", "text"]))
    if kind in ("whole", "halves", "rational"):
        step = {"whole": F(1), "halves": F(1, 2), "rational": None}[kind]
        limits = draw(intervals())
        values = [value for value in HALVES if (kind != "whole" or value.denominator == 1) and fits(limits, value)]
        values.sort(key=lambda value: (value < 0, abs(value)))
        domain = Numbers(step, limits.low, limits.high, limits.low_open, limits.high_open)
        return domain, intervals() | st.just(ANY), values
    options = {"choice": ("a", "b", "c"), "truth": (True, False), "text": ("a", "b", "c")}[kind]
    tests = st.builds(OneOf, st.frozensets(st.sampled_from(options), max_size=2)) | st.just(ANY)
    if kind == "text":
        return Values((), open=True), tests, None
    return Values(options), tests, list(options)


def fits(test, value):
    match test:
        case Any():
            return True
        case OneOf(values):
            return value in values
        case Interval(low, high, low_open, high_open):
            return (low is None or value > low or (value == low and not low_open)) and (
                high is None or value < high or (value == high and not high_open)
            )


@st.composite
def tables_(draw):
    drawn = draw(st.lists(columns(), min_size=1, max_size=3))
    rows = draw(st.lists(st.tuples(*(tests for _, tests, _ in drawn)), min_size=0, max_size=6))
    return [(domain, values) for domain, _, values in drawn], rows


def stands_for(sample, value, named):
    """Whether a value tried is one that the sample stands for. Tests have whole ends, so halves try every interval."""
    match sample:
        case Exactly(exact):
            return value == exact and type(value) is type(exact)
        case Between(low, high, low_open, high_open, example):
            interval = Interval(low, high, low_open, high_open)
            return fits(interval, value) and fits(interval, example)
        case Other():
            return value not in named


@given(tables_())
@settings(max_examples=1500, deadline=None)
def test_gaps_and_overlaps_are_those_of_trying_every_value(table):
    columns, rows = table
    axes = [cut(domain, [row[i] for row in rows]) for i, (domain, _) in enumerate(columns)]
    space = tuple(axis.all for axis in axes)
    boxes = [tuple(axis.masks[r] for axis in axes) for r in range(len(rows))]
    named = [{v for row in rows if isinstance(row[i], OneOf) for v in row[i].values} for i in range(len(columns))]

    def check(point, wanted):
        """The first of the values tried is what the point stands for."""
        assert (point is None) == (wanted is None)
        if point is not None:
            samples = [axis.samples[piece] for axis, piece in zip(axes, point, strict=True)]
            assert all(map(stands_for, samples, wanted, named)), (samples, wanted)

    everything = list(
        itertools.product(
            *([*sorted(named[i]), None] if values is None else values for i, (_, values) in enumerate(columns))
        )
    )
    takers = {point: [r for r, row in enumerate(rows) if all(map(fits, row, point))] for point in everything}
    check(domains.uncovered(space, boxes, MANY), next((p for p in everything if not takers[p]), None))

    meets = domains.meetings(space, boxes, MANY)
    for a, b in itertools.combinations(range(len(rows)), 2):
        shared = domains.intersection(domains.intersection(boxes[a], boxes[b]), space)
        both = next((p for p in everything if {a, b} <= set(takers[p])), None)
        assert bool(meets[a] >> b & 1) == (both is not None)
        check(domains.smallest(shared) if domains.has_points(shared) else None, both)

    if all(len(rows) <= 1 for rows in takers.values()):
        assert domains.uncovered(space, boxes, MANY, disjoint=True) == domains.uncovered(space, boxes, MANY)
    for r, box in enumerate(boxes):
        alone = next((p for p in everything if r in takers[p] and min(takers[p]) == r), None)
        check(domains.uncovered(domains.intersection(box, space), boxes[:r], MANY), alone)


WHOLE_KRONOR = """regelverk "Prov"
    beräkningsår 2027

begrepp
    krog (krogen, krogar)
        intäkt (intäkten): kr, minst 0 kr

avsnitt 1
    krogens avgift (avgiften) är enligt tabellen
        intäkten          | avgift
        0–25 000          | 600 kr
        25 001 eller fler | 900 kr

exempel "Mellan två rader"
    krogen A har intäkt 25 000 kr
    krogen B har intäkt 25 000,50 kr
    krogen C har intäkt 25 001 kr
    då: krogen A har avgift 600 kr
    då: krogen B har avgift odefinierat
    då: krogen C har avgift 900 kr
"""


def test_an_amount_between_rows_of_whole_kronor_is_told_and_undefined():
    loaded = load_source("krogar.regel", WHOLE_KRONOR.encode())
    assert [problem.code for problem in loaded.problems] == ["RV291"]
    assert loaded.program is not None
    assert [verdict.holds for verdict in run_examples(loaded.program, Path())] == [True]
