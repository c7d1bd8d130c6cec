"""The evaluator: equal to the naive reference on generated programs, and what the door promises besides."""

import datetime
import pathlib
import pickle
import random
import subprocess
import sys
from fractions import Fraction

import attrs
import pytest
from generated import YEAR, amended, generated
from hypothesis import given, settings
from hypothesis import strategies as st
from programs import (
    HERE,
    NUMBER,
    SECTION,
    WHOLE,
    aggregate,
    arithmetic,
    attribute,
    both,
    cases,
    compare,
    concept,
    const,
    define,
    either,
    exact,
    exceptions,
    facts,
    follow,
    indexed,
    interval,
    lookup,
    not_regulated,
    on_day,
    program,
    read,
    refer,
    rounding,
    rows,
    sharing,
    span,
    table,
    timeline,
    year_test,
)
from reference import Reference, failed

from dsl import model, nodes
from dsl.expressions import shape
from interpreter.evaluating.calculation import (
    calculate,
    definition,
    labels,
    outcome,
    prepare,
    run,
    share_parts,
    taken,
    value_of,
)
from interpreter.evaluating.plan import MAX_BITS, Moment
from interpreter.evaluating.planning import draft
from interpreter.evaluating.planning.make import make_plan
from interpreter.facts import Facts, Rows
from interpreter.outcomes import (
    Conflict,
    Failed,
    Judgement,
    Known,
    Missing,
    NotApplicable,
    Place,
    Undefined,
    Unregulated,
)

F = Fraction
PARTIES = model.Group("parti", None, None)
SEATS = attribute("parti", "mandat", WHOLE)


# -- against the reference -----------------------------------------------------------------------


def agrees(made, given_facts, day=None):
    """Every value of every row is what the reference says, causes included."""
    reference = Reference(made, given_facts, YEAR, day=day)
    calculation = calculate(made, given_facts, YEAR, day=day)
    for one in made.definitions:
        for row in range(len(given_facts.rows[one.symbol.concept].labels) if one.symbol.concept else 1):
            wanted = reference.value(one, row)
            expected = Failed(wanted) if failed(wanted) else Known(wanted)
            assert outcome(calculation, one.symbol, row) == expected, (one.symbol, row)


@settings(max_examples=150, deadline=None)
@given(st.randoms(use_true_random=False))
def test_generated_programs_agree_with_the_reference(source):
    agrees(*generated(source))


@pytest.mark.measured
@pytest.mark.parametrize("block", range(10))
def test_many_programs_agree_with_the_reference(block):
    for seed in range(200):
        source = random.Random(1000 * block + seed)
        day = source.choice([None, None, None, datetime.date(YEAR, 1, 1), datetime.date(YEAR, 2, 28)])
        agrees(*generated(source), day)


@pytest.mark.measured
@pytest.mark.parametrize("block", range(5))
def test_amended_programs_agree_with_the_reference(block):
    for seed in range(200):
        source = random.Random(77_000 + 1000 * block + seed)
        day = source.choice([None, None, None, datetime.date(YEAR, 1, 1), datetime.date(YEAR, 2, 28)])
        agrees(*amended(source), day)


def permuted(given_facts: Facts, order) -> Facts:
    """The same rows in another order."""
    tables = {}
    for name, table_rows in given_facts.rows.items():
        positions = order(range(len(table_rows.labels)))
        tables[name] = Rows(
            name,
            tuple(table_rows.labels[position] for position in positions),
            tuple(table_rows.places[position] for position in positions),
            {key: tuple(column[position] for position in positions) for key, column in table_rows.values.items()},
        )
    return Facts(tables, given_facts.inputs)


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(source):
    made, given_facts = generated(source)
    other_facts = permuted(given_facts, lambda positions: source.sample(list(positions), len(positions)))
    one, other = calculate(made, given_facts, YEAR), calculate(made, other_facts, YEAR)
    for defined in made.definitions:
        name = defined.symbol.concept
        for row, label in enumerate(labels(one, name) if name else ["-"]):
            there = labels(other, name).index(label) if name else row
            assert outcome(one, defined.symbol, row) == outcome(other, defined.symbol, there)


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False))
def test_code_made_for_other_facts_gives_the_same(source):
    made, given_facts = generated(source)
    empty = Facts({name: attrs.evolve(one, values={}) for name, one in given_facts.rows.items()}, {})
    one, other = calculate(made, given_facts, YEAR), run(prepare(made, empty, YEAR), given_facts)
    for defined in made.definitions:
        for row in range(len(labels(one, defined.symbol.concept)) if defined.symbol.concept else 1):
            assert outcome(one, defined.symbol, row) == outcome(other, defined.symbol, row)


@settings(max_examples=150, deadline=None)
@given(st.randoms(use_true_random=False))
def test_shares_add_up_to_the_pot(source):
    made, given_facts = generated(source)
    calculation = calculate(made, given_facts, YEAR)
    for defined in made.definitions:
        shared = defined.expression
        if not isinstance(shared, model.ShareOf) or shared.sharing.group.via is not None:
            continue
        count = len(labels(calculation, shared.concept))
        shares = [outcome(calculation, defined.symbol, row) for row in range(count)]
        if shares and all(isinstance(share, Known) for share in shares):
            pot = value_of(calculation, shared.sharing.pot, None)
            parts = [share_parts(calculation, shared, row) for row in range(count)]
            left = parts[0].left.value
            assert Known(sum(share.value for share in shares) + left) == pot
            assert left >= 0 if shared.sharing.stays else left == 0
            assert [Known(part.rounded.value + part.difference.value) for part in parts] == shares
            if shared.sharing.cap is not None:
                caps = [value_of(calculation, shared.sharing.cap, row).value for row in range(count)]
                assert all(share.value <= cap for share, cap in zip(shares, caps, strict=True))
            assert all(in_order(calculation, shared, row) for row in range(count))


def in_order(calculation, shared, row):
    """Nobody who comes later in turn gets anything where one before is not given all that is asked for."""
    turn = shared.sharing.turn
    if turn is None:
        return True
    keys = [value_of(calculation, turn.key, other).value for other in range(len(labels(calculation, shared.concept)))]
    later = [other for other, key in enumerate(keys) if (key < keys[row] if turn.most else key > keys[row])]
    parts = share_parts(calculation, shared, row)
    asked = sum(give.value for give in parts.gives if give is not None)
    return parts.result.value == asked or all(
        share_parts(calculation, shared, other).result == Known(F(0)) for other in later
    )


# -- small cases ---------------------------------------------------------------------------------


def one_value(expression, given_facts=None, year=YEAR, *, attributes=(SEATS,), inputs=(), **options):
    """The outcome of a value of the whole regulation, or of the first party."""
    defined = define(expression.concept, "värde", expression, line=7)
    made = program([defined], [concept("parti", *attributes)], inputs, **options)
    return outcome(calculate(made, given_facts or facts(), year), defined.symbol, 0)


def undefined(why, line=7):
    return Failed(frozenset([Undefined(why, SECTION, line)]))


D = datetime.date
SALARY = timeline((D(2023, 1, 1), None, const(73_000)), (D(2024, 1, 1), None, const(75_500)))
MIDYEAR = timeline((D(2026, 1, 1), None, const(10)), (D(2027, 7, 1), D(2028, 12, 31), const(22)))
RATE = attribute(None, "sats", per_year=True)
RATES = facts(inputs={(RATE.symbol, year): F(1, 10) for year in range(2020, 2030)})


@pytest.mark.parametrize(
    ("expression", "year", "expected"),
    [
        (SALARY, 2023, Known(F(73_000))),
        (SALARY, 2030, Known(F(75_500))),
        (SALARY, 2022, undefined("before_first")),
        (SALARY, 0, undefined("before_first")),
        (SALARY, None, undefined("before_first")),
        (MIDYEAR, 2027, undefined("changes_within_year")),
        (MIDYEAR, 2028, Known(F(22))),
        (MIDYEAR, 2029, undefined("not_in_force")),
        (timeline((D(2026, 1, 1), D(2027, 6, 30), const(1))), 2027, undefined("changes_within_year")),
        (on_day(MIDYEAR, 1, 1), 2027, Known(F(10))),
        (on_day(MIDYEAR, 12, None), 2027, Known(F(22))),
        (on_day(MIDYEAR), 2027, Known(F(16))),
        (on_day(const(5)), None, Known(F(5))),
        (on_day(SALARY, 2, 29), 10_000, Known(F(75_500))),
        (year_test("election"), 2026, Known(True)),
        (year_test("election"), 2027, Known(False)),
        (year_test("first_of_period"), 2027, Known(True)),
        (year_test("last_of_period"), 2030, Known(True)),
        (year_test("<", 2028), 2027, Known(True)),
        (both(year_test("<", 2028), year_test("first_of_period")), 2027, Known(True)),
        (both(year_test("<", 2028), year_test("election")), 2027, Known(False)),
        (either(year_test("<", 2027), year_test("election")), 2027, Known(False)),
        (year_test("≠", 2027), 2027, Known(False)),
        (year_test("election"), None, undefined("before_first")),
        (indexed(const(100), 2026, 2027, read(RATE)), 2026, Known(F(100))),
        (indexed(const(100), 2026, 2027, read(RATE)), 2028, Known(F(121))),
        (indexed(const(105), 2026, 2027, read(RATE), step=1), 2028, Known(F(128))),
        (indexed(const(100), 2026, 2027, read(RATE)), 2025, undefined("before_first")),
        (indexed(const(100), 2026, 2027, read(RATE)), None, undefined("before_first")),
        (indexed(const(100), 2026, 2027, const(0)), 2426, Known(F(100))),
        (indexed(const(100), 2026, 2027, const(0)), 2427, undefined("too_large")),
        (read(RATE, 2021, absolute=True), 2027, Known(F(1, 10))),
        (read(RATE, -1), None, Failed(frozenset([Missing(RATE.symbol, None, None, SECTION, None)]))),
    ],
)
def test_time(expression, year, expected):
    options = {"inputs": [RATE], "periods": [(2027, 2030)], "elections": [2026]}
    assert one_value(expression, RATES, year, **options) == expected


def test_a_day_reads_every_timeline_below_through_definitions():
    pay = define(None, "arvode", SALARY)
    doubled = define(None, "dubbelt", arithmetic("*", const(2), read(pay)))
    before = define(None, "i fjol", read(doubled, -1))
    level = define(None, "nivå", on_day(read(before), 6, 1))
    made = program([pay, doubled, before, level])
    assert outcome(calculate(made, facts(), 2024), level.symbol, None) == Known(F(146_000))
    on_a_day = calculate(made, facts(), None, day=D(2024, 2, 29))
    assert outcome(on_a_day, doubled.symbol, None) == Known(F(151_000))
    assert outcome(on_a_day, before.symbol, None) == Known(F(146_000))
    assert value_of(on_a_day, SALARY, None, 2023, day=D(2023, 2, 28)) == Known(F(73_000))


def chain(first_year):
    """A balance that goes on from year to year."""
    spent = attribute("parti", "förbrukning", per_year=True)
    balance = define("parti", "saldo", arithmetic("-", refer("parti", "saldo", year=-1), read(spent)))
    made = program([balance], [concept("parti", spent)], first_year=first_year)
    columns = {(spent.symbol, year): (F(1),) for year in range(1600, 2030)}
    return balance, made, Facts({"parti": Rows("parti", ("A",), (None,), columns)}, {})


@pytest.mark.parametrize("first_year", [2027, None])
def test_chains_end_at_the_first_year(first_year):
    balance, made, given_facts = chain(first_year)
    calculation = calculate(made, given_facts, 2029)
    assert outcome(calculation, balance.symbol, 0) == undefined("before_first", line=1)


@pytest.mark.parametrize(("back", "expected"), [(400, Known(F(5))), (401, undefined("before_first", line=1))])
def test_as_many_years_back_as_are_looked_at(back, expected):
    level = define(None, "nivå", const(5))
    then = define(None, "då", refer(None, "nivå", year=-back))
    assert outcome(calculate(program([level, then]), facts(), 2027), then.symbol, None) == expected


def test_chains_of_years_keep_every_year():
    spent = attribute("parti", "förbrukning", per_year=True)
    carried = cases(
        (year_test("first_of_period"), const(0)),
        (None, refer("parti", "utgående", year=-1)),
    )
    opening = define("parti", "ingående", carried)
    closing = define("parti", "utgående", arithmetic("-", read(opening), read(spent)))
    made = program([opening, closing], [concept("parti", spent)], periods=[(2027, 2030)])
    given_facts = facts({"parti": rows("parti", "A", förbrukning_2027=[3], förbrukning_2028=[4], förbrukning_2029=[5])})
    calculation = calculate(made, given_facts, 2029)
    assert [outcome(calculation, closing.symbol, 0, year).value for year in (2027, 2028, 2029)] == [-3, -7, -12]
    # A year that was not met on the way is computed when it is asked for.
    assert isinstance(outcome(calculation, closing.symbol, 0, 2030), Failed)
    assert definition(calculation, closing.symbol, 2028) is closing
    assert definition(calculation, spent.symbol, 2028) is None


@pytest.mark.unmeasured
def test_the_plan_is_bounded():
    balance, made, given_facts = chain(None)
    wide = [
        define("parti", f"v{number}", arithmetic("+", refer("parti", f"v{number}", year=-1), const(number)))
        for number in range(150)
    ]
    many = attrs.evolve(made, definitions=(*wide, balance))
    calculation = calculate(many, given_facts, 2027)
    assert outcome(calculation, wide[-1].symbol, 0) == undefined("too_large", line=1)


# -- numbers that grow ---------------------------------------------------------------------------


def squares(start, times=20):
    """Each the square of the one before."""
    values = [define(start.concept, "v0", start)]
    for number in range(times):
        values.append(define(start.concept, f"v{number + 1}", arithmetic("*", read(values[-1]), read(values[-1]))))
    return values


@pytest.mark.parametrize(
    "start",
    [
        const(3),
        read(SEATS),
        arithmetic("/", read(SEATS), const(3)),
        arithmetic("/", const(1), read(SEATS)),
        arithmetic("/", const(1), const(3)),
        arithmetic("+", arithmetic("/", const(1), read(SEATS)), read(SEATS)),
    ],
)
def test_numbers_are_bounded(start):
    values = squares(start)
    made = program(values, [concept("parti", SEATS)])
    given_facts = facts({"parti": rows("parti", "ABC", mandat=[7, 1, 3])})
    calculation = calculate(made, given_facts, YEAR)
    assert outcome(calculation, values[-1].symbol, 0) == undefined("too_large", line=1)
    assert outcome(calculation, values[5].symbol, 0) == Known(_seven(start) ** 32)
    if start == values[0].expression and isinstance(start, model.Reference):
        assert outcome(calculation, values[-1].symbol, 1) == Known(F(1))


def _seven(start):
    reference = Reference(
        program([], [concept("parti", SEATS)]), facts({"parti": rows("parti", "A", mandat=[7])}), YEAR
    )
    return reference.value(define("parti", "v0", start), 0)


def test_divisors_of_a_group_are_bounded():
    values = squares(arithmetic("/", const(1), read(SEATS)), 14)
    total = define(None, "summa", aggregate("total", PARTIES, read(values[-1])))
    made = program([*values, total], [concept("parti", SEATS)])
    given_facts = facts({"parti": rows("parti", "ABCD", mandat=[2, 3, 5, 7])})
    calculation = calculate(made, given_facts, YEAR)
    assert outcome(calculation, total.symbol, None) == undefined("too_large", line=1)
    few = calculate(made, facts({"parti": rows("parti", "AB", mandat=[2, 1])}), YEAR)
    assert outcome(few, total.symbol, None) == Known(1 + F(1, 2 ** (2**14)))
    assert MAX_BITS > 2**14


def test_a_unit_is_bounded_too():
    tiny = const(F(1, 3**20_000))
    value = arithmetic("*", arithmetic("*", read(SEATS), tiny), tiny)
    assert one_value(value, facts({"parti": rows("parti", "A", mandat=[5])})) == undefined("too_large")


# -- which part was taken ------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(40))
def test_which_part_was_taken_is_a_column(seed):
    made, given_facts = generated(random.Random(seed))
    calculation = calculate(made, given_facts, YEAR)
    planned = calculation.plan.expressions
    for (choosing, when), found in calculation.plan.taken.items():
        count = len(given_facts.rows[choosing.concept].labels) if choosing.concept in given_facts.rows else 1
        options = shape(choosing).passed
        # Of exceptions the base comes first.
        first = int(isinstance(choosing, model.Exceptions))
        for row in range(count):
            told = taken(calculation, choosing, row, when.year, day=when.day)
            value = value_of(calculation, choosing, row, when.year, day=when.day)
            if isinstance(told, Failed):
                assert isinstance(value, Failed)
                assert found.slot >= 0
            elif told is not None or first:
                part = options[0 if told is None else told + first]
                assert (part, when) in planned
                held = value_of(calculation, part, row, when.year, day=when.day)
                # Another of its rank may have no value, or another one.
                assert isinstance(value, Failed) or value == held
            else:
                assert isinstance(value, Failed)


def test_rules_that_surely_apply_must_agree_row_by_row():
    always = year_test("=", YEAR)
    chosen = cases((always, read(SEATS)), (year_test(">", YEAR - 1), const(5)), exclusive=False)
    value = define("parti", "värde", chosen)
    made = program([value], [concept("parti", SEATS)])
    calculation = calculate(made, facts({"parti": rows("parti", "AB", mandat=[5, 2])}), YEAR)
    assert outcome(calculation, value.symbol, 0) == Known(F(5))
    assert outcome(calculation, value.symbol, 1) == Failed(
        frozenset([Conflict(((HERE.file, 1), (HERE.file, 2)), SECTION)])
    )
    assert taken(calculation, chosen, 1) == 0


def test_which_part_it_was_is_computed_for_other_years_too():
    chosen = cases((year_test("=", 2028), const(1)), (None, const(2)))
    made = program([define(None, "värde", chosen)])
    calculation = calculate(made, facts(), 2027)
    assert [taken(calculation, chosen, None, year) for year in (2027, 2028)] == [1, 0]


def test_what_is_too_large_to_be_planned_has_no_part(monkeypatch):
    chosen = cases((compare(">", read(SEATS), const(3)), const(1)), (None, const(2)))
    value = define("parti", "värde", chosen)
    monkeypatch.setattr(draft, "MAX_SLOTS", 2)
    calculation = calculate(
        program([value], [concept("parti", SEATS)]), facts({"parti": rows("parti", "A", mandat=[5])}), YEAR
    )
    told = taken(calculation, chosen, 0)
    assert isinstance(told, Failed)
    assert told == outcome(calculation, value.symbol, 0)


def test_a_condition_that_is_never_known_matters_only_where_it_is_reached():
    """`annars om` of what no rule decides: what is above it has its value."""
    open_ = compare(">", not_regulated(), const(3))
    chosen = cases((compare(">", read(SEATS), const(3)), const(1)), (open_, const(2)), (None, const(3)), exclusive=True)
    value = define("parti", "värde", chosen)
    made = program([value], [concept("parti", SEATS)])
    several = calculate(made, facts({"parti": rows("parti", "AB", mandat=[5, 2])}), YEAR)
    assert outcome(several, value.symbol, 0) == Known(F(1))
    assert isinstance(outcome(several, value.symbol, 1), Failed)
    one = calculate(made, facts({"parti": rows("parti", "A", mandat=[5])}), YEAR)
    assert (outcome(one, value.symbol, 0), one.masks) == (Known(F(1)), None)


# -- what fails, and why -------------------------------------------------------------------------


def test_what_is_missing_says_where_and_for_what():
    later = model.SectionRef("§ 2", "Sen", ("§ 2",))
    one = define("parti", "ett", arithmetic("+", read(SEATS), const(1)))
    other = define("parti", "två", arithmetic("+", read(SEATS), const(2)), section=later)
    unused = attribute("parti", "färg", model.Text())
    limit = attribute(None, "tak")
    made = program([one, other], [concept("parti", SEATS, unused)], [limit])
    places = (Place("partier.csv", 2), Place("partier.csv", 3))
    given_facts = facts({"parti": Rows("parti", ("A", "B"), places, {(SEATS.symbol, None): (F(5), None)})})
    calculation = calculate(made, given_facts, YEAR)
    cause = Missing(SEATS.symbol, "B", None, SECTION, places[1])
    assert outcome(calculation, other.symbol, 0) == Known(F(7))
    assert outcome(calculation, other.symbol, 1) == Failed(frozenset([cause]))
    # Inputs can be asked for too, used or not.
    assert outcome(calculation, SEATS.symbol, 0) == Known(F(5))
    assert outcome(calculation, SEATS.symbol, 1) == Failed(frozenset([cause]))
    nowhere = model.SectionRef("", "", ())
    assert outcome(calculation, limit.symbol, None) == Failed(
        frozenset([Missing(limit.symbol, None, None, nowhere, None)])
    )
    assert labels(calculation, "parti") == ("A", "B")
    assert labels(calculation, "lista") == ()


def test_a_failure_is_at_the_line_of_its_expression():
    half = model.Arithmetic("/", const(1), read(SEATS), NUMBER, "parti", node=nodes.Text("", span=span(9)))
    given_facts = facts({"parti": rows("parti", "A", mandat=[0])})
    assert one_value(arithmetic("+", half, const(1)), given_facts) == undefined("division_by_zero", 9)


def test_defaults_stand_in_for_what_is_missing():
    seats = attribute("parti", "mandat", default=F(1))
    word = attribute("parti", "ord", model.Text(), default="ja")
    known = define("parti", "känt", compare("=", read(word), const("ja")))
    made = program([known, define("parti", "n", read(seats))], [concept("parti", seats, word)])
    calculation = calculate(made, facts({"parti": rows("parti", "AB", ord=[None, "nej"])}), YEAR)
    assert [outcome(calculation, known.symbol, row).value for row in (0, 1)] == [True, False]
    assert outcome(calculation, model.Symbol("parti", "n"), 0) == Known(F(1))


OWNER = attribute("kostnad", "parti", model.RowOf("parti"))
AMOUNT = attribute("kostnad", "belopp")
COSTS = model.Group("kostnad", "parti", OWNER.symbol)


def test_relations_carry_rows_and_dates_and_texts():
    born = attribute("parti", "bildat", model.Day())
    name = attribute("parti", "namn", model.Text())
    values = [
        define("kostnad", "ägare", read(OWNER)),
        define("kostnad", "ägarens namn", follow(read(OWNER), read(name))),
        define("kostnad", "ägarens dag", follow(read(OWNER), read(born))),
        define("kostnad", "fast", follow(read(OWNER), const(1))),
        define("kostnad", "samma", compare("=", read(OWNER), read(OWNER))),
    ]
    made = program(values, [concept("parti", born, name), concept("kostnad", OWNER)])
    day = D(2024, 1, 2)
    tables = {
        "parti": rows("parti", "AB", bildat=[day, None], namn=["Ja", "Nej"]),
        "kostnad": rows("kostnad", ("k1", "k2", "k3"), parti=["A", "B", None]),
    }
    calculation = calculate(made, facts(tables), YEAR)
    first = [outcome(calculation, value.symbol, 0) for value in values]
    assert first == [Known("A"), Known("Ja"), Known(day), Known(F(1)), Known(True)]
    lost = Failed(frozenset([Missing(OWNER.symbol, "k3", None, SECTION, None)]))
    assert [outcome(calculation, value.symbol, 2) for value in values] == [lost] * 5
    nobody = calculate(made, facts({"kostnad": tables["kostnad"]}), YEAR)
    gone = Missing(OWNER.symbol, "k1", None, SECTION, None)
    assert outcome(nobody, values[1].symbol, 0) == Failed(frozenset([gone]))


def test_rules_that_apply_at_once():
    three, five = compare(">", read(SEATS), const(3)), compare(">", read(SEATS), const(5))
    plain = cases((three, const(1)), (five, const(2)), exclusive=False)
    given_facts = facts({"parti": rows("parti", "A", mandat=[9])})
    conflict = Failed(frozenset([Conflict((("a.regel", 1), ("a.regel", 2)), SECTION)]))
    assert one_value(plain, given_facts) == conflict
    assert one_value(cases((three, const(1)), (five, const(1)), exclusive=False), given_facts) == Known(F(1))
    assert one_value(cases((three, const(1)), (five, const(2))), given_facts) == Known(F(1))
    never = compare(">", read(SEATS), const(99))
    assert one_value(cases((never, const(1))), given_facts) == Failed(frozenset([NotApplicable(SECTION)]))
    assert one_value(exceptions(const(7), (1, three, const(1)), (2, five, const(2))), given_facts) == Known(F(2))
    assert one_value(exceptions(const(7), (1, three, const(1)), (1, five, const(2))), given_facts) == conflict
    assert one_value(exceptions(const(7), (1, never, const(1)), (1, const(False), const(2))), given_facts) == Known(
        F(7)
    )


BORN = attribute("parti", "bildat", model.Day())
NEW = compare(">", read(BORN), const(D(2025, 1, 1)))
COLOURS = table(
    [read(BORN)], [((interval(None, D(2024, 12, 31).toordinal()),), (const("röd"),)), (None, (const("blå"),))]
)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (cases((NEW, const("ny")), (None, const("gammal"))), ["ny", "gammal"]),
        (exceptions(const("gammal"), (1, NEW, const("ny"))), ["ny", "gammal"]),
        (lookup(COLOURS), ["blå", "röd"]),
        (cases((NEW, const(True)), (None, compare("=", NEW, const(True)))), [True, False]),
        (cases((NEW, read(BORN)), (None, const(D(2000, 1, 1)))), [D(2026, 5, 6), D(2000, 1, 1)]),
        (
            model.Extreme("higher", read(BORN), const(D(2025, 1, 1)), False, model.Day(), "parti"),
            [D(2026, 5, 6), D(2025, 1, 1)],
        ),
        (model.Aggregate("maximum", PARTIES, read(BORN), None, model.Day(), None), [D(2026, 5, 6)] * 2),
        (model.Aggregate("minimum", PARTIES, read(BORN), NEW, model.Day(), None), [D(2026, 5, 6)] * 2),
        (aggregate("count", PARTIES, where=compare("=", lookup(COLOURS), const("röd"))), [1, 1]),
        (timeline((D(2020, 1, 1), None, const("vit"))), ["vit", "vit"]),
    ],
)
def test_texts_truths_and_days_are_values_too(expression, expected):
    value = define("parti", "värde", expression)
    made = program([value], [concept("parti", BORN)])
    given_facts = facts({"parti": rows("parti", "AB", bildat=[D(2026, 5, 6), D(2024, 3, 4)])})
    calculation = calculate(made, given_facts, YEAR)
    assert [outcome(calculation, value.symbol, row) for row in (0, 1)] == [Known(exact(one)) for one in expected]


def test_an_exception_that_cannot_apply_is_no_rule():
    assert one_value(exceptions(const(7), (1, const(False), const(2)))) == Known(F(7))


def test_what_is_not_regulated_fails_only_where_it_is_chosen():
    silent = not_regulated("tyst")
    enough = compare(">", read(SEATS), const(3))
    value = define("parti", "värde", cases((enough, const(1)), (None, silent)))
    made = program([value, define(None, "inget", silent)], [concept("parti", SEATS)])
    given_facts = facts({"parti": rows("parti", "AB", mandat=[9, 4])})
    unregulated = Failed(frozenset([Unregulated("tyst", SECTION)]))
    alone = calculate(made, given_facts, YEAR, targets=[value.symbol])
    assert alone.masks is None
    assert [outcome(alone, value.symbol, row) for row in (0, 1)] == [Known(F(1))] * 2
    # The case that applied nowhere has no value all the same.
    assert value_of(alone, silent, 0) == unregulated
    everything = calculate(made, given_facts, YEAR)
    assert everything.masks is not None
    assert outcome(everything, value.symbol, 0) == Known(F(1))
    assert outcome(everything, model.Symbol(None, "inget"), None) == unregulated


def test_values_that_were_not_asked_for_are_computed_when_they_are():
    one = define("parti", "ett", arithmetic("+", read(SEATS), const(1)))
    other = define("parti", "två", arithmetic("+", read(one), const(1)))
    assumption = model.Assumption(
        "fem", compare("=", aggregate("total", PARTIES, read(SEATS)), const(5)), SECTION, HERE
    )
    made = program([one, other], [concept("parti", SEATS)], assumptions=[assumption])
    given_facts = facts({"parti": rows("parti", "A", mandat=[5])})
    calculation = calculate(made, given_facts, YEAR, targets=[one.symbol])
    assert outcome(calculation, other.symbol, 0) == Known(F(7))
    assert value_of(calculation, assumption.condition, None) == Known(True)
    more = compare(">", read(other), const(6))
    assert value_of(calculate(made, given_facts, YEAR, also=[more]), more, 0) == Known(True)


def test_readings_choose_between_definitions():
    strict = define(None, "höjning", const(1), reading=("höjning", "sträng"))
    mild = define(None, "höjning", const(2), reading=("höjning", "mild"))
    twice = define(None, "dubbelt", arithmetic("*", read(strict), const(2)))
    question = model.Interpretation(
        "höjning", "Hur?", ("sträng", "mild"), "sträng", "skäl", (strict.symbol,), SECTION, HERE
    )
    made = program([strict, mild, twice], interpretations=[question], calculation_year=2027)
    assert outcome(calculate(made, facts(), None), twice.symbol, None) == Known(F(2))
    other = calculate(made, facts(), None, readings={"höjning": "mild"})
    assert outcome(other, twice.symbol, None) == Known(F(4))
    assert definition(other, strict.symbol) is mild
    assert other.year == 2027


# -- sharing -------------------------------------------------------------------------------------


def shares(expression, seats):
    value = define("parti", "andel", expression, line=3)
    made = program([value], [concept("parti", SEATS)])
    calculation = calculate(made, facts({"parti": rows("parti", "ABCDEFGH"[: len(seats)], mandat=seats)}), YEAR)
    return [outcome(calculation, value.symbol, row) for row in range(len(seats))]


def lot(*tied):
    return Failed(frozenset([Judgement("lot", tied, SECTION)]))


KRONA = ("down", F(1), None)
TO_MOST = model.ToRow(read(SEATS), True)


@pytest.mark.parametrize(
    ("expression", "seats", "expected"),
    [
        (sharing(const(100), PARTIES, rest=model.Equal()), [1, 1, 1], [F(100, 3)] * 3),
        (sharing(const(100), PARTIES, rest=model.Equal(), rounding=KRONA, taker=TO_MOST), [3, 1, 1], [34, 33, 33]),
        (
            sharing(const(100), PARTIES, rest=model.Equal(), rounding=KRONA, taker=TO_MOST),
            [3, 1, 3],
            [lot("A", "C"), 33, lot("A", "C")],
        ),
        (sharing(const(99), PARTIES, rest=model.Equal(), rounding=KRONA, taker=TO_MOST), [3, 1, 3], [33, 33, 33]),
        (
            sharing(
                const(100), PARTIES, rest=model.Proportional(read(SEATS)), rounding=("up", F(1), None), taker=TO_MOST
            ),
            [1, 2, 4],
            [15, 29, 56],
        ),
        (
            sharing(
                const(F(21, 2)),
                PARTIES,
                rest=model.Proportional(read(SEATS)),
                rounding=("nearest", F(1), "up"),
                taker=model.LargestRemainder(),
            ),
            [1, 2, 4],
            [F(3, 2), 3, 6],
        ),
        (
            sharing(
                const(100),
                PARTIES,
                rest=model.Equal(),
                cap=const(20),
                goes_on=True,
            ),
            [1, 2],
            [20, 20],
        ),
        (sharing(const(6), PARTIES, (read(SEATS), None)), [1, 2, 3], [1, 2, 3]),
        (sharing(const(7), PARTIES, (read(SEATS), None)), [1, 2, 3], [undefined("rest_left", 3)] * 3),
        (sharing(const(5), PARTIES, (read(SEATS), None)), [1, 2, 3], [undefined("negative_rest", 3)] * 3),
        (
            sharing(const(5), PARTIES, rest=model.Proportional(read(SEATS))),
            [0, 0],
            [undefined("nothing_to_share_by", 3)] * 2,
        ),
        (sharing(const(0), PARTIES, rest=model.Proportional(read(SEATS))), [0, 0], [0, 0]),
        (sharing(const(7), PARTIES, rest=model.SainteLague(read(SEATS), F(6, 5))), [53, 24, 23], [3, 2, 2]),
        (sharing(const(3), PARTIES, rest=model.SainteLague(read(SEATS), F(1))), [1, 1], [lot("A", "B")] * 2),
        (
            sharing(const(3), PARTIES, rest=model.SainteLague(read(SEATS), F(1))),
            [0, 0],
            [undefined("nothing_to_share_by", 3)] * 2,
        ),
        (sharing(const(F(1, 2)), PARTIES, rest=model.SainteLague(read(SEATS), F(1))), [1], [undefined("rest_left", 3)]),
        (
            sharing(const(10**30), PARTIES, rest=model.SainteLague(read(SEATS), F(1))),
            [1, 3],
            [10**30 // 4, 3 * 10**30 // 4],
        ),
        (
            sharing(const(3), PARTIES, rest=model.SainteLague(read(SEATS), F(0))),
            [1],
            [undefined("division_by_zero", 3)],
        ),
        # In proportion, rounded down and then filled up, the largest one would get one more.
        (sharing(const(9), PARTIES, rest=model.SainteLague(read(SEATS), F(1))), [50, 174, 20, 16], [2, 5, 1, 1]),
        (sharing(const(10), PARTIES, rest=model.Equal(), cap=const(3)), [1, 2], [3, 3]),
        (
            sharing(const(7), PARTIES, rest=model.Equal(), stays=True, rounding=KRONA),
            [1, 2],
            [3, 3],
        ),
        (
            sharing(const(7), PARTIES, rest=model.Proportional(read(SEATS)), stays=True),
            [0, 0],
            [0, 0],
        ),
        (
            sharing(const(7), PARTIES, rest=model.Proportional(read(SEATS)), cap=const(9), goes_on=True),
            [-1, 3],
            [undefined("negative_key", 3)] * 2,
        ),
        # The taker with most seats is at its ceiling: the one below takes the difference.
        (
            sharing(
                const(100),
                PARTIES,
                rest=model.Proportional(read(SEATS)),
                cap=const(F(141, 2)),
                goes_on=True,
                rounding=KRONA,
                taker=TO_MOST,
            ),
            [8, 2, 1],
            [70, 21, 9],
        ),
        # What is less than a step stays, for there is no room for whole ones.
        (
            sharing(
                const(100),
                PARTIES,
                rest=model.Equal(),
                cap=const(F(61, 2)),
                goes_on=True,
                rounding=KRONA,
                taker=model.LargestRemainder(),
            ),
            [1, 2],
            [30, 30],
        ),
        (
            sharing(const(8), PARTIES, (read(SEATS), None), turn=model.Turn(read(SEATS), True)),
            [3, 5, 4],
            [0, 5, 3],
        ),
        (
            sharing(const(8), PARTIES, (read(SEATS), None), turn=model.Turn(read(SEATS), False)),
            [3, 5, 3],
            [3, 2, 3],
        ),
        (
            sharing(const(5), PARTIES, (read(SEATS), None), turn=model.Turn(read(SEATS), False)),
            [3, 5, 3],
            [lot("A", "C"), 0, lot("A", "C")],
        ),
        (
            sharing(const(5), PARTIES, (read(SEATS), None), turn=model.Turn(read(SEATS), False)),
            [3, -5, 3],
            [undefined("negative_claim", 3)] * 3,
        ),
    ],
)
def test_sharing(expression, seats, expected):
    wanted = [one if isinstance(one, Failed) else Known(F(one)) for one in expected]
    assert shares(expression, seats) == wanted


def test_the_parts_of_a_share():
    over = compare(">", read(SEATS), const(2))
    given = sharing(
        const(100), PARTIES, (const(10), over), (const(1), None),
        rest=model.Proportional(read(SEATS)), cap=const(50), goes_on=True, rounding=KRONA, taker=TO_MOST,
    )  # fmt: skip
    value = define("parti", "andel", given)
    made = program([value], [concept("parti", SEATS)])
    calculation = calculate(made, facts({"parti": rows("parti", "ABC", mandat=[1, 2, 4])}), YEAR)
    parts = share_parts(calculation, given, 2)
    assert [parts.pot, *parts.gives] == [Known(F(100)), Known(F(10)), Known(F(1))]
    assert [parts.rest, parts.key, parts.key_total] == [Known(F(87)), Known(F(4)), Known(F(7))]
    assert [parts.exact, parts.rounded] == [Known(11 + F(87) * 4 / 7), Known(F(50))]
    assert [parts.capped, parts.difference, parts.result, parts.left] == [Known(F(n)) for n in (50, 0, 50, 0)]
    # 50 is the third party's; 10 and 1 are the others' first, and 39 is shared 1 to 2.
    assert [share_parts(calculation, given, row).result for row in (0, 1)] == [Known(F(17)), Known(F(33))]
    assert share_parts(calculation, given, 0).gives == (None, Known(F(1)))
    missing = calculate(made, facts({"parti": rows("parti", "AB", mandat=[1, None])}), YEAR)
    assert isinstance(share_parts(missing, given, 1).gives[0], Failed)


def test_the_parts_of_a_share_within_a_group():
    given = sharing(const(10), COSTS, rest=model.Equal())
    value = define("kostnad", "andel", given)
    made = program([value], [concept("parti"), concept("kostnad", OWNER)])
    tables = {"parti": rows("parti", "AB"), "kostnad": rows("kostnad", "klmn", parti=["A", "A", "B", "B"])}
    calculation = calculate(made, facts(tables), YEAR)
    assert share_parts(calculation, given, 3).result == Known(F(5))
    assert share_parts(calculation, given, 3).rest == Known(F(10))
    tables["kostnad"] = rows("kostnad", "kl", parti=["A", None])
    lost = Failed(frozenset([Missing(OWNER.symbol, "l", None, SECTION, None)]))
    assert share_parts(calculate(made, facts(tables), YEAR), given, 1).rest == lost


# -- plan and code -------------------------------------------------------------------------------


def test_the_plan_is_plain_data():
    given = sharing(const(100), PARTIES, rest=model.Equal(), rounding=KRONA, taker=TO_MOST)
    made = program([define("parti", "andel", given)], [concept("parti", SEATS)])
    plan = make_plan(made, Moment(YEAR, None), {}, None)
    again = pickle.loads(pickle.dumps(plan))
    assert again.slots == plan.slots
    assert str(plan).splitlines()[-1].split() == ["16", "—", "number", "subtract", "0", "15"]
    # Equal parts are one slot.
    assert len(set(plan.slots)) == len(plan.slots)


def test_prepared_once_and_run_with_many_facts():
    half = define("parti", "hälften", rounding(arithmetic("/", read(SEATS), const(2)), "nearest", F(1, 10), "even"))
    made = program([half], [concept("parti", attribute("parti", "mandat"))])
    prepared = prepare(made, facts({"parti": rows("parti", "A", mandat=[1])}), YEAR)
    for seats in (F(1), F(-1), F(1, 3), F(3, 20), F(10**40), None):
        given_facts = facts({"parti": rows("parti", "AB", mandat=[seats, 2])})
        one, other = run(prepared, given_facts), calculate(made, given_facts, YEAR)
        assert outcome(one, half.symbol, 0) == outcome(other, half.symbol, 0)
        assert outcome(one, half.symbol, 1) == Known(F(1))


def test_the_code_does_not_depend_on_the_order_of_sets(tmp_path):
    script = tmp_path / "code.py"
    script.write_text(
        "import random\n"
        "from interpreter.evaluating.calculation import prepare\n"
        "from generated import YEAR, generated\n"
        "for seed in range(30):\n"
        "    prepared = prepare(*generated(random.Random(seed)), YEAR)\n"
        "    print(prepared.plan, prepared.bound.lowered.calls, prepared.bound.lowered.checks)\n"
    )
    tests = pathlib.Path(__file__).parent
    printed = {
        subprocess.run(
            [sys.executable, str(script)],
            env={"PYTHONPATH": f"{tests.parent}:{tests}", "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(printed) == 1
