"""Kernels at the bounds where one more or less would be another answer: a number that is just not too large is kept."""

import datetime
from fractions import Fraction

import pytest

from dsl import model
from dsl.source import Span
from dsl.units import PURE
from interpreter.days import AFTER, BEFORE
from interpreter.evaluating import kernels, sharing_kernels
from interpreter.evaluating.lowering.code import Code, Profile
from interpreter.evaluating.plan import MAX_BITS, Moment
from interpreter.evaluating.planning.needs import in_force


@pytest.mark.parametrize(
    ("bits", "column", "kept", "larger"),
    [
        (3, [7, -7, 0], [7, -7, 0], False),
        (3, [7, 8], [7, 1], True),
        (3, [-8], [1], True),
        (1, [1, 2], [1, 1], True),
        (3, [], [], False),
    ],
)
def test_only_what_is_larger_than_the_bound_is_too_large(bits, column, kept, larger):
    assert kernels.guard(bits, column) == kept
    assert kernels.too_large(bits, column) == larger


@pytest.mark.parametrize(("truths", "many"), [([], False), ([1], False), ([0, 1], False), ([1, 1], True)])
def test_many_is_more_than_one(truths, many):
    assert kernels.many(truths) == many


@pytest.mark.parametrize(
    ("truths", "owners", "many"),
    [([1, 1], [0, 1], False), ([1, 1], [1, 1], True), ([1, 0, 1], [0, 0, 1], False), ([], [], False)],
)
def test_many_of_one_owner_is_more_than_one(truths, owners, many):
    assert kernels.many_by(truths, owners, [2]) == many


# Four rows, two of each of two owners. The first owner's are alike in all that decides, the second's are not.
_RELATION, _SIZE, _TIES, _KEY = [0, 0, 1, 1], [2], [0, 0, 0, 0], [5, 5, 5, 4]


@pytest.mark.parametrize(
    ("kernel", "arguments"),
    [
        (sharing_kernels.steps_tied, (_KEY, _TIES, _RELATION, _SIZE, [1, 1], [1, 1])),
        (sharing_kernels.steps_with_room_tied, (_KEY, _TIES, _RELATION, _SIZE, [1, 1], [9, 9, 9, 9])),
        (sharing_kernels.rank_tied, (False, _KEY, _TIES, _RELATION, _SIZE, [0, 1, 2, 3])),
        (sharing_kernels.turn_tied, (_KEY, _TIES, _RELATION, _SIZE, [2, 2, 2, 2], [3, 3, 3, 3])),
        (sharing_kernels.seats_tied, (1, 1, _KEY, _TIES, _RELATION, _SIZE, [1, 1])),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_a_tie_of_one_owner_is_a_tie(kernel, arguments):
    assert kernel(*arguments)
    key = 1 if kernel is sharing_kernels.rank_tied else 2 if kernel is sharing_kernels.seats_tied else 0
    assert not kernel(*arguments[:key], [5, 4, 5, 4], *arguments[key + 1 :])


@pytest.mark.parametrize(
    ("kernel", "arguments", "given"),
    [
        (kernels.sign, ([-2, 0, 3],), [-1, 1, 1]),
        # Twice the whole part, and one more where something is left.
        (kernels.position, ([0, 1, 2, 4, 5, -1], [2] * 6), [0, 1, 2, 4, 5, -1]),
        (kernels.position, ([3], [3]), [2]),
        (kernels.outside_calendar, ([],), False),
        (kernels.outside_calendar, ([BEFORE + 1, AFTER - 1],), False),
        (kernels.outside_calendar, ([BEFORE, AFTER - 1],), True),
        (kernels.outside_calendar, ([BEFORE + 1, AFTER],), True),
        # A row without an owner takes no step.
        # Equal rows beyond the last step are no tie.
        (sharing_kernels.steps_with_room_tied, ([5, 4, 4], [0] * 3, [0] * 3, [1], [1], [9] * 3), False),
        (sharing_kernels.steps_with_room, ([2, 1, 0], [0] * 3, [0, 0, -1], [1], [1], [9] * 3), [1, 0, 0]),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_kernels_give(kernel, arguments, given):
    assert kernel(*arguments) == given


@pytest.mark.parametrize(
    ("factor", "plus", "large"),
    [(1, 1, False), (2**8, 0, True), (-(2**8), 1, True), (1, 2 ** (MAX_BITS - 1), True), (0, 1, False)],
    ids=["the same", "times", "taken from one", "and more", "one"],
)
def test_what_may_outgrow_the_bound_is_known_before_it_is_computed(factor, plus, large):
    """A number of as many bits as a square may have, times and plus another."""
    code = Code()
    half = code.given("input", "x", None, Profile(1, MAX_BITS // 2 - 4, False))
    made = code.affine(factor, half, plus)
    assert code.is_large((made, made)) == large


DAY = datetime.date


@pytest.mark.parametrize(
    ("moment", "found"),
    [
        (Moment(2024, None), "changes_within_year"),
        (Moment(2023, None), 0),
        (Moment(2025, None), 1),
        (Moment(2022, None), "before_first"),
        (Moment(2024, DAY(2024, 1, 1)), 0),
        (Moment(2024, DAY(2024, 1, 2)), 1),
        (Moment(2026, None), "changes_within_year"),
        (Moment(2026, DAY(2026, 1, 1)), 1),
        (Moment(2026, DAY(2026, 1, 2)), "not_in_force"),
        (Moment(2027, None), "not_in_force"),
        (Moment(None, None), "before_first"),
    ],
)
def test_a_value_that_changes_on_the_second_of_january_changes_within_the_year(moment, found):
    """From 2023 on, and from 2024-01-02 up to and with 2026-01-01."""
    span = Span("f", 1, 1, 1, 2)
    one = model.Constant(Fraction(1), model.Number(PURE))
    values = (model.Dated(DAY(2023, 1, 1), None, one, span), model.Dated(DAY(2024, 1, 2), DAY(2026, 1, 1), one, span))
    got = in_force(values, moment)
    assert (values.index(got) if isinstance(got, model.Dated) else got) == found
