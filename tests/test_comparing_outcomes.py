"""Two calculations side by side: what moves, what each change is to blame for, and along which inputs they differ."""

import datetime
import random
from fractions import Fraction

import attrs
import pytest
from generated import YEAR, Generator
from hypothesis import given, settings
from hypothesis import strategies as st
from programs import HERE, attribute, concept, define, facts, not_regulated, program, read, rows

from dsl import model
from dsl.pipeline import load_source
from dsl.units import Unit
from interpreter.comparing import following
from interpreter.comparing.attribution import Applied, Attribution, Parts, attribution
from interpreter.comparing.borrowed_data import fitted, same_data
from interpreter.comparing.moves import Move, defined, moves, number, repeats, same, value_by_row
from interpreter.comparing.runs import Version
from interpreter.comparing.same_steps import same_meaning
from interpreter.comparing.sensitivity import Study, studies
from interpreter.comparing.spans import MOST_SPANS, ROOM, Span, Trial, spans
from interpreter.data.assembling import assemble
from interpreter.evaluating.calculation import Calculation, calculate, outcome
from interpreter.facts import Facts, Given
from interpreter.outcomes import Failed, Known, NotApplicable, Outcome, Place
from interpreter.pace import Pace, unhurried

# -- random programs and changes -----------------------------------------------------------------

VALUES = {model.Number: "number", model.Truth: "truth", model.Day: "day"}


class Changed:
    """A random program, the same with some values defined otherwise, and any mixture of the two."""

    def __init__(self, seed: int) -> None:
        generator = Generator(random.Random(seed))
        self.old, self.facts = generator.made()
        self.new: dict[int, model.Definition] = {}
        defined = generator.defined
        generator.may_define = False
        for at, definition in enumerate(defined):
            # Only what stands above may be used, so that nothing goes in circles.
            generator.defined = defined[:at]
            if generator.chance(0.6):
                make = getattr(generator, VALUES[type(definition.type)])
                expression = make(definition.symbol.concept, 2)
                if type(expression.type) is type(definition.type):
                    self.new[at] = define(definition.symbol.concept, definition.symbol.name, expression, line=40 + at)
        self.changes = sorted(self.new)

    def mixed(self, chosen) -> model.Program:
        """chosen: positions among the changes."""
        taken = {self.changes[one] for one in chosen}
        definitions = [self.new[at] if at in taken else one for at, one in enumerate(self.old.definitions)]
        return attrs.evolve(self.old, definitions=tuple(definitions))

    def calculated(self, chosen) -> Calculation:
        return calculate(self.mixed(chosen), self.facts, YEAR)


def parts_of(one: Attribution) -> list[Parts]:
    return [*one.rows, *([] if one.total is None else [one.total])]


@pytest.mark.measured
@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**6), st.booleans())
def test_parts_add_up_to_the_whole_difference(seed: int, ordered: bool) -> None:
    made = Changed(seed)
    count = len(made.changes)
    before, after = made.calculated([]), made.calculated(range(count))
    moved = moves(before, after)
    applied = [Applied(before, made.calculated([one])) for one in range(count)]
    found = attribution(moved, applied, lambda so_many: made.calculated(range(so_many)), ordered=ordered)
    assert [one.move for one in found] == list(moved)
    for one in found:
        assert [parts.row for parts in one.rows] == [row.row for row in one.move.rows]
        assert [parts.whole for parts in one.rows] == [row.difference for row in one.move.rows]
        assert one.total is None or one.total.whole == one.move.difference
        for parts in parts_of(one):
            assert len(parts.alone) == count
            if parts.whole is None:
                assert (parts.rest, parts.steps) == (None, ())
                continue
            known = sum(each.by for each in parts.alone if each.by is not None)
            assert parts.rest is not None
            assert known + parts.rest == parts.whole
            interacts = any(each.rest for each in found for each in parts_of(each))
            if count > 1 and (ordered or interacts):
                assert sum(step.by for step in parts.steps) == parts.whole
                assert [change for step in parts.steps for change in step.changes] == list(range(count))
            else:
                assert parts.steps == ()
        # Each alone is what that version gives.
        for change, version in enumerate(applied):
            assert version.alone is not None
            alone = value_by_row(version.alone, one.move.symbol)
            for parts in one.rows:
                old, new = number(outcome_of(before, one.move, parts.row)), number(alone[parts.row])
                assert parts.alone[change].by == (None if old is None or new is None else new - old)


def outcome_of(calculation: Calculation, move: Move, row: str | None) -> Outcome:
    return value_by_row(calculation, move.symbol)[row]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6))
def test_a_version_beside_itself(seed: int) -> None:
    made = Changed(seed)
    one, other = made.calculated([]), made.calculated([])
    assert moves(one, other) == ()
    assert same_meaning(one.plan, other.plan) == frozenset(one.plan.active)


@pytest.mark.measured
@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**6))
def test_what_means_the_same_never_differs(seed: int) -> None:
    made = Changed(seed)
    before, after = made.calculated([]), made.calculated(range(len(made.changes)))
    alike = same_meaning(before.plan, after.plan)
    assert alike.isdisjoint(move.symbol for move in moves(before, after))
    untouched = {one.symbol for at, one in enumerate(made.old.definitions) if at not in made.new}
    first = next((one for one in made.old.definitions), None)
    # The first is made of nothing else that is defined, unless what decides which rows there are is.
    if first is not None and first.symbol in untouched and not made.old.scopes:
        assert first.symbol in alike


# -- what moves ----------------------------------------------------------------------------------

KRONOR = model.Number(Unit(Fraction(1), (("kr", 1),)))
A_YEAR = model.Number(Unit(Fraction(1), (("kr", 1), ("år", -1))))
TEXT = model.Text()


def amount(number_: int, kind: model.Type = KRONOR) -> model.Constant:
    return model.Constant(Fraction(number_), kind)


def calculated(definitions, given_: Facts | None = None, concepts=()) -> Calculation:
    return calculate(program(definitions, concepts), facts() if given_ is None else given_, YEAR)


def told(found: tuple[Move, ...]) -> list[tuple[str, list[tuple[object, object, object]]]]:
    def short(one: Outcome | None) -> object:
        return one if one is None else one.value if isinstance(one, Known) else "none"

    return [
        (move.symbol.name, [(short(row.before), short(row.after), row.difference) for row in move.rows])
        for move in found
    ]


PAID = """\
regelverk "Prov"

begrepp
    parti (partiet, partier, partierna)
        bidrag (bidraget): kr, minst 0 kr

avsnitt 1
    partiets stöd (stödet) är bidraget × {times}
    partiets lån (lånet) är bidraget
    partiet har rätt till "stöd"
        om bidraget är mer än 10 kr
        belopp stödet
"""


def test_what_a_norm_pays_is_the_value_that_it_names() -> None:
    def made(times: int) -> Calculation:
        loaded = load_source("prov.regel", PAID.format(times=times).encode())
        assert loaded.program is not None
        return calculate(loaded.program, facts({"parti": rows("parti", "AB", bidrag=[5, 20])}), None)

    found = moves(made(2), made(3))
    assert [(defined(move).symbol.name, move.final) for move in found] == [("stöd", False), ('belopp för "stöd"', True)]
    named, paid = found
    assert told((paid,)) == [('belopp för "stöd"', [("none", "none", None), (40, 60, 20)])]
    assert repeats(paid, named)
    assert not repeats(named, paid)
    assert not repeats(paid, attrs.evolve(named, rows=named.rows[:1]))
    assert not repeats(paid, attrs.evolve(named, rows=(named.rows[0], named.rows[0])))
    (gone,) = moves(made(2), calculated([]))[:1]
    assert defined(gone).symbol.name == "stöd"


def test_what_only_one_side_has() -> None:
    before = calculated([define(None, "gammal", amount(1)), define(None, "båda", amount(2))])
    after = calculated([define(None, "båda", amount(2)), define(None, "ny", amount(3))])
    found = moves(before, after)
    assert told(found) == [("ny", [(None, 3, None)]), ("gammal", [(1, None, None)])]
    assert [(move.before is None, move.after is None) for move in found] == [(True, False), (False, True)]
    assert [(move.total_before, move.total_after, move.difference) for move in found] == [
        (None, 3, None),
        (1, None, None),
    ]


def test_another_kind_of_thing_has_no_difference() -> None:
    before, after = calculated([define(None, "x", amount(5))]), calculated([define(None, "x", amount(5, A_YEAR))])
    (move,) = moves(before, after)
    assert (move.difference, move.rows[0].difference, move.money) == (None, None, True)
    (other,) = moves(before, calculated([define(None, "x", model.Constant("fem", TEXT))]))
    assert (other.difference, other.rows[0].difference) == (None, None)


def test_a_renamed_value_is_one() -> None:
    old, new = model.Symbol(None, "lön"), model.Symbol(None, "grundlön")
    before, after = calculated([define(None, "lön", amount(5))]), calculated([define(None, "grundlön", amount(7))])
    (move,) = moves(before, after, {new: old})
    assert (move.symbol, move.former, move.difference) == (new, old, 2)
    (found,) = attribution((move,), [Applied(before, after), Applied(before, before)], lambda _: before)
    assert [effect.by for effect in found.rows[0].alone] == [2, 0]
    assert moves(before, calculated([define(None, "grundlön", amount(5))]), {new: old}) == ()
    assert same_meaning(before.plan, before.plan, {}) == {old}
    assert same_meaning(before.plan, after.plan, {new: old}) == frozenset()
    assert same_meaning(before.plan, calculated([define(None, "grundlön", amount(5))]).plan, {new: old}) == {new}


PARTY = concept("parti", attribute("parti", "mandat"))
SEATS = read(PARTY.attributes[0])


def test_rows_are_matched_by_label() -> None:
    before = calculated(
        [define("parti", "x", SEATS)], facts({"parti": rows("parti", "ABC", mandat=[1, 2, 3])}), [PARTY]
    )
    after = calculated([define("parti", "x", SEATS)], facts({"parti": rows("parti", "CBD", mandat=[3, 5, 8])}), [PARTY])
    (move,) = moves(before, after)
    assert [(row.row, row.difference) for row in move.rows] == [("A", None), ("B", 3), ("C", 0), ("D", None)]
    # The sums are of the rows that are there.
    assert (move.total_before, move.total_after, move.difference) == (6, 16, 10)


def test_no_value_for_the_same_reason_is_no_difference() -> None:
    given_ = facts({"parti": rows("parti", "AB", mandat=[1, None])})
    one = calculated([define("parti", "x", SEATS, line=3)], given_, [PARTY])
    other = calculated([define("parti", "x", SEATS, line=7)], given_, [PARTY])
    assert moves(one, other) == ()
    silent = calculated([define("parti", "x", not_regulated())], given_, [PARTY])
    (move,) = moves(one, silent)
    assert told((move,)) == [("x", [(1, "none", None), ("none", "none", None)])]
    assert (move.total_before, move.total_after) == (None, None)


SECTION = model.SectionRef("avsnitt 1", "", ())
NOT_HERE = Failed(frozenset([NotApplicable(SECTION)]))


def test_outcomes_that_say_the_same() -> None:
    elsewhere = Failed(frozenset([NotApplicable(model.SectionRef("avsnitt 2", "", ()))]))
    assert same(NOT_HERE, elsewhere)
    assert not same(NOT_HERE, None)
    assert not same(NOT_HERE, Known(Fraction(0)))
    assert same(Known(Fraction(1)), Known(Fraction(1)))


# -- versions in between that have no value ------------------------------------------------------


def in_steps(*values: int | None) -> tuple[Attribution, ...]:
    """One value, as it is before, after each change in order, and last; None: no such version. Alone: the same."""

    def version(value: int | None) -> Calculation | None:
        return None if value is None else calculated([define(None, "x", amount(value))])

    made = [version(value) for value in values]
    before, after = made[0], made[-1]
    assert before is not None
    assert after is not None
    applied = [Applied(before, one) for one in made[1:]]
    return attribution(moves(before, after), applied, lambda count: made[count], ordered=True)


def test_a_step_without_a_value_goes_with_the_next() -> None:
    (found,) = in_steps(0, 10, None, None, 100)
    (parts,) = found.rows
    assert [(step.changes, step.by) for step in parts.steps] == [((0,), 10), ((1, 2, 3), 90)]
    assert [effect.by for effect in parts.alone] == [10, None, None, 100]
    assert parts.rest == -10
    assert found.total is None


def test_a_change_without_the_value_or_with_another_kind() -> None:
    before, after = calculated([define(None, "x", amount(1))]), calculated([define(None, "x", amount(4))])
    strange = calculated([define(None, "x", amount(4, A_YEAR))])
    without = calculated([define(None, "y", amount(4))])
    applied = [Applied(before, strange), Applied(before, without), Applied(None, after)]
    (found,) = attribution(moves(before, after), applied, lambda _: None)
    assert [(effect.after, effect.by) for effect in found.rows[0].alone[:2]] == [(None, None), (None, None)]
    assert found.rows[0].alone[2].by is None
    assert [(step.changes, step.by) for step in found.rows[0].steps] == [((0, 1, 2), 3)]


def test_the_pace_stops_the_order_only() -> None:
    before, after = calculated([define(None, "x", amount(1))]), calculated([define(None, "x", amount(4))])
    applied = [Applied(before, before), Applied(before, before)]
    (found,) = attribution(moves(before, after), applied, lambda _: before, pace=lambda *_: False)
    assert (found.rows[0].rest, found.rows[0].steps) == (3, ())


def test_no_change_at_all_leaves_the_rest() -> None:
    """Other data of another year, say."""
    before, after = calculated([define(None, "x", amount(1))]), calculated([define(None, "x", amount(4))])
    (found,) = attribution(moves(before, after), [], lambda _: None)
    assert (found.rows[0].alone, found.rows[0].rest) == ((), 3)


# -- spans ---------------------------------------------------------------------------------------


def trial(at: int, difference: int | None) -> Trial:
    """None: no value on either side."""
    if difference is None:
        return Trial(Fraction(at), Fraction(at), NOT_HERE, NOT_HERE)
    return Trial(Fraction(at), Fraction(at), Known(Fraction(100)), Known(Fraction(100 + difference)))


def holds(span: Span, one: Trial) -> bool:
    """Whether what the span says is true of the trial."""
    before, after = number(one.before), number(one.after)
    difference = None if before is None or after is None else after - before
    match span.kind:
        case "same":
            return one.before == one.after
        case "neither":
            return isinstance(one.before, Failed) and same(one.before, one.after)
        case "constant":
            return difference == span.low == span.high
        case "linear":
            assert isinstance(span.first, Fraction)
            assert isinstance(one.value, Fraction)
            assert span.low is not None
            assert span.slope is not None
            return difference == span.low + span.slope * (one.value - span.first)
        case "between":
            assert span.low is not None
            assert span.high is not None
            return difference is not None and span.low <= difference <= span.high
        case _:
            return same(span.before, one.before) and same(span.after, one.after)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.one_of(st.none(), st.integers(-3, 3), st.integers(-50, 50)), max_size=40))
def test_every_trial_is_in_one_span_that_is_true_of_it(differences: list[int | None]) -> None:
    trials = [trial(at, one) for at, one in enumerate(differences)]
    found = spans(trials)
    assert sum(span.count for span in found) == len(trials)
    at = 0
    for span in found:
        inside = trials[at : at + span.count]
        assert (inside[0].value, inside[-1].value) == (span.first, span.last)
        assert all(holds(span, one) for one in inside)
        at += span.count


def told_spans(differences: list[int | None]) -> list[str]:
    return [
        f"{span.first}–{span.last} {span.kind} {span.low} {span.high} {span.slope}"
        for span in spans([trial(at, one) for at, one in enumerate(differences)])
    ]


@pytest.mark.parametrize(
    ("differences", "expected"),
    [
        ([], []),
        ([0, 0, 0], ["0–2 same 0 0 None"]),
        ([0, 5, 5, 5, 0], ["0–0 same 0 0 None", "1–3 constant 5 5 None", "4–4 same 0 0 None"]),
        ([7], ["0–0 constant 7 7 None"]),
        ([1, 2, 3, 4], ["0–3 linear 1 4 1"]),
        ([5, 5, 1, 3, 5, 7], ["0–1 constant 5 5 None", "2–5 linear 1 7 2"]),
        ([None, None, 2, 2], ["0–1 neither None None None", "2–3 constant 2 2 None"]),
        # No line and no level: from the lowest to the highest.
        ([1, 9, 2, 7], ["0–3 between 1 9 None"]),
        # Three in a row among such is no line.
        ([1, 9, 2, 3, 4, 20, 1], ["0–6 between 1 20 None"]),
    ],
)
def test_spans(differences: list[int | None], expected: list[str]) -> None:
    assert told_spans(differences) == expected


def test_many_spans_are_put_together() -> None:
    up_and_down = [1, 1, 2, 2] * 12
    assert told_spans(up_and_down) == ["0–47 between 1 2 None"]
    both_ways = [1] * 6 + [-1] * 6
    # Where the sign changes a span ends; of more than there is room for, the rest is told together.
    assert len(told_spans(both_ways * 2)) == 4
    assert told_spans(both_ways * 15)[-1] == "138–179 between -1 1 None"
    assert len(told_spans(both_ways * 15)) == ROOM
    one_way_each = ([3] * 6 + [5] * 6) * 3 + [0] * 2 + ([-3] * 6 + [-5] * 6) * 3
    assert told_spans(one_way_each) == ["0–35 between 3 5 None", "36–37 same 0 0 None", "38–73 between -5 -3 None"]
    apart = [1, None] * 12
    assert len(spans([trial(at, one) for at, one in enumerate(apart)])) == 24 > MOST_SPANS


def test_a_span_that_goes_one_way_says_so() -> None:
    (up,) = spans([trial(at, one) for at, one in enumerate([1, 2, 9, 11])])
    (down,) = spans([trial(at, one) for at, one in enumerate([11, 9, 2, 1])])
    (neither,) = spans([trial(at, one) for at, one in enumerate([1, 9, 2, 11])])
    assert [(one.at_first, one.at_last) for one in (up, down, neither)] == [(1, 11), (11, 1), (None, None)]


def test_changes_that_are_no_numbers() -> None:
    yes, no = Known(True), Known(False)
    found = spans([Trial(text, None, yes, after) for text, after in zip("abcd", (yes, no, no, NOT_HERE), strict=True)])
    assert [(span.first, span.last, span.kind, span.low) for span in found] == [
        ("a", "a", "same", None),
        ("b", "c", "other", None),
        ("d", "d", "other", None),
    ]
    # Options stand on no line, however the amounts go.
    options = [attrs.evolve(trial(at, at), value=text, at=None) for at, text in enumerate("abcd", start=1)]
    assert [span.kind for span in spans(options)] == ["between"]


# -- one input varied ----------------------------------------------------------------------------

RULES = """\
regelverk "Prov"

enheter
    mandat

uppgifter
    tak (taket): kr, minst 0 kr

begrepp
    parti (partiet, partier, partierna)
        mandat (mandatet, mandaten): heltal mandat, {domain}
        nytt: ja eller nej
        tillägg (tillägget): kr, minst 0 kr

avsnitt 1
    grund (grunden) är {ground} kr
    partiets stöd (stödet) är enligt tabellen
        partiets mandat | stödet
        {rows}
    partiets bidrag (bidraget) är {bidrag}
    partiets andel (andelen) är stödet / summan av partiernas stöd
    högsta stöd (högsta stödet) är det högsta av partiernas stöd
    partiet är stort när mandaten är minst {large} mandat
"""


def prov(
    limits: list[int], results: list[int], *, ground: int = 10, bidrag: str = "stödet", large: int = 3
) -> model.Program:
    """limits: where each row of the table begins, from 0 on; results: one more than limits."""
    starts, ends = [0, *limits], [*(limit - 1 for limit in limits), 12]
    cells = [
        f"{start}–{end} | {result} kr" if start < end else f"{start} | {result} kr"
        for start, end, result in zip(starts, ends, results, strict=True)
    ]
    text = RULES.format(
        domain="minst 0 mandat, högst 12 mandat",
        ground=ground,
        rows="\n        ".join(cells),
        bidrag=bidrag,
        large=large,
    )
    loaded = load_source("prov.regel", text.encode())
    assert loaded.program is not None, loaded.problems
    return loaded.program


def given_(**parties: int) -> list[Given]:
    return [
        Given("parti", label, model.Symbol("parti", "mandat"), None, Fraction(seats), None)
        for label, seats in parties.items()
    ]


def version(made: model.Program, given_values: list[Given]) -> Version:
    found, problems = assemble(made, given_values)
    assert not problems
    return Version(made, found, None)


def studied(before: Version, after: Version, *names: str, row: str | None = None) -> tuple[Study, ...]:
    concepts = dict.fromkeys(("stöd", "bidrag", "andel", "stort"), "parti")
    return studies(before, after, [model.Symbol(concepts.get(name), name) for name in names], row)


tables = (
    st.lists(st.integers(1, 11), max_size=3, unique=True)
    .map(sorted)
    .flatmap(
        lambda limits: st.tuples(
            st.just(limits), st.lists(st.integers(0, 5), min_size=len(limits) + 1, max_size=len(limits) + 1)
        )
    )
)


@pytest.mark.measured
@settings(max_examples=40, deadline=None)
@given(tables, tables, st.sampled_from(["stöd", "bidrag", "andel", "stort"]), st.sampled_from(["A", "B"]))
def test_ranges_agree_with_brute_force(one, other, name: str, row: str) -> None:
    """Every number of seats is computed anew, by itself, and is as the spans say."""
    parties = {"A": 3, "B": 7}
    old = prov(*one, bidrag="grunden per mandat × mandaten", large=4)
    new = prov(*other, ground=12, bidrag="grunden per mandat × mandaten + tillägget", large=6)
    (study,) = studied(version(old, given_(**parties)), version(new, given_(**parties)), name, row=row)
    (line,) = [line for line in study.lines if line.input.symbol.name == "mandat"]
    assert (line.tried, line.whole, study.row) == (13, True, row)
    symbol = model.Symbol("parti", name)
    seats = 0
    for span in line.spans:
        for _ in range(span.count):
            values = given_(**{**parties, row: seats})
            values += [
                Given("parti", label, each.input.symbol, None, each.value, None)
                for each in study.filled
                for label in parties
            ]
            results = []
            for made in (old, new):
                facts_, problems = assemble(made, values)
                assert not problems
                found = calculate(made, facts_, None)
                results.append(outcome(found, symbol, list(parties).index(row)))
            assert holds(span, Trial(Fraction(seats), Fraction(seats), *results)), (seats, span, results)
            seats += 1


def lines(study: Study) -> list[str]:
    return [
        f"{line.input.symbol.name} {line.tried} {line.whole}: "
        + ", ".join(f"{span.first}–{span.last} {span.kind} {span.low}" for span in line.spans)
        for line in study.lines
    ]


def test_what_the_data_lack_is_filled_in_and_told() -> None:
    old, new = (
        prov([3], [5, 6]),
        prov([3], [5, 6], bidrag="\n        stödet + tillägget om partiet är nytt\n        annars stödet"),
    )
    (study,) = studied(version(old, given_(A=1)), version(new, given_(A=1)), "bidrag")
    assert {(one.input.symbol.name, one.value) for one in study.filled} == {("nytt", True), ("tillägg", 100)}
    assert sorted(lines(study)) == [
        "mandat 13 True: 0–12 constant 100",
        "nytt 2 True: True–True constant 100, False–False same 0",
        "tillägg 30 False: 0–0 same 0, 0–50000000 linear 0",
    ]


def test_figures_of_the_whole_regulation_and_days_are_filled_in_and_tried() -> None:
    """What has a default is never missing; days stand on a line, truths on none."""
    inputs = [
        attribute(None, "tak", KRONOR),
        attribute(None, "golv", KRONOR, default=Fraction(7)),
        attribute(None, "start", model.Day()),
    ]
    threshold = model.Constant(datetime.date(YEAR, 3, 1), model.Day())

    def made(high: int) -> Version:
        late = model.Compare(">=", read(inputs[2]), threshold, None)
        whole = model.Arithmetic("+", read(inputs[0]), read(inputs[1]), KRONOR, None)
        branches = (model.Branch(late, amount(high), HERE), model.Branch(None, whole, HERE, True))
        return Version(
            program([define(None, "x", model.Cases(branches, True, KRONOR, None))], [], inputs), facts(), YEAR
        )

    (study,) = studies(made(5), made(9), [model.Symbol(None, "x")])
    assert {one.input.symbol.name for one in study.filled} == {"start", "tak"}
    (days,) = [line for line in study.lines if line.input.symbol.name == "start"]
    assert [(span.kind, span.low) for span in days.spans] == [("same", 0), ("constant", 4)]
    assert days.spans[1].first == datetime.date(YEAR, 3, 1)


def test_without_rows_the_simplest_are_made_up() -> None:
    old, new = prov([3], [1, 2]), prov([3], [1, 4])
    (study,) = studied(version(old, []), version(new, []), "stöd")
    assert (study.row, study.made_up, lines(study)) == (None, True, ["mandat 13 True: 0–2 same 0, 3–12 constant 2"])


def test_a_row_that_only_one_side_has_is_not_followed() -> None:
    old, new = prov([3], [1, 2]), prov([3], [1, 4])
    (study,) = studied(version(old, given_(A=1, B=2)), version(new, given_(B=2, C=1)), "stöd", row="C")
    assert study.row == "B"


FAR = """regelverk "Stöd"

enheter
    mandat

uppgifter
    pott (potten): kr, minst 0 kr

begrepp
    parti (partiet, partier, partierna)
        röster (rösterna): heltal, minst 0
        lokaler (lokalerna): heltal, minst 0, högst 3000
        intäkt (intäkten): kr, minst 0 kr

§ 1 Stöd
    partiets stöd (stödet) är {rule}
"""
HALF = "intäkten{}, avrundat till hela kronor, hälften {}"


def far(rule: str, pace: Pace = unhurried) -> list[str]:
    """What is found of the difference between two versions of a rule, `before → after`."""
    sides = []
    for text in rule.split(" → "):
        loaded = load_source("a.regel", FAR.format(rule=text).encode())
        assert loaded.program is not None, loaded.problems
        columns = {"röster": [100], "lokaler": [5], "intäkt": [4000]}
        pot = {(model.Symbol(None, "pott"), None): Fraction(1000)}
        given_values = Facts({"parti": rows("parti", "A", **columns)}, pot)
        sides.append(Version(loaded.program, given_values, None))
    (study,) = studies(sides[0], sides[1], [model.Symbol("parti", "stöd")], pace=pace)
    assert study.stopped == (not study.lines)
    return [
        f"{line.input.symbol.name} {span.first}–{span.last} {span.kind} {span.low}"
        for line in study.lines
        for span in line.spans
        if span.kind != "same"
    ]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (
            "20 kr × rösterna, dock högst 50 000 kr → 20 kr × rösterna, dock högst 51 000 kr",
            ["röster 2501–2550 linear 20", "röster 2551–50000000 constant 1000"],
        ),
        (
            "20 kr × lokalerna, dock högst 50 000 kr → 20 kr × lokalerna, dock högst 51 000 kr",
            ["lokaler 2501–2550 linear 20", "lokaler 2551–3000 constant 1000"],
        ),
        # Where no value is written that is compared with the input, to the öre.
        (
            "0 kr + hälften av intäkten, dock högst 300,01 kr → hälften av intäkten, dock högst 300 kr",
            ["intäkt 60001/100–60001/100 constant -1/200", "intäkt 30001/50–50000000 constant -1/100"],
        ),
        (
            f"{HALF.format('', 'uppåt')} → {HALF.format('', 'nedåt')}",
            [f"intäkt {half}/2–{half}/2 constant -1" for half in (1, 3, 5)],
        ),
        (f"{HALF.format(' / 3', 'uppåt')} → {HALF.format(' / 3', 'nedåt')}", ["intäkt 3/2–3/2 constant -1"]),
        # Of the whole regulation, and of what looks at all rows.
        (
            "hälften av potten, dock högst 50 000 kr → hälften av potten, dock högst 51 000 kr",
            ["pott 100000–102000 linear 0", "pott 10200001/100–50000000 constant 1000"],
        ),
        (
            "20 kr × summan av partiernas röster, dock högst 50 000 kr → "
            "20 kr × summan av partiernas röster, dock högst 51 000 kr",
            ["röster 2501–2550 linear 20", "röster 2551–50000000 constant 1000"],
        ),
        ("20 kr × rösterna → 10 kr × rösterna × 2", []),
    ],
)
def test_differences_far_from_the_first_values_and_between_them_are_found(rule: str, expected: list[str]) -> None:
    found = far(rule)
    # Of more than there is room for, the first.
    assert found[: len(expected)] == expected
    assert len(found) == len(expected) or "hälften uppåt" in rule


def test_the_pace_stops_what_is_looked_for_far_away() -> None:
    rule = "20 kr × rösterna, dock högst 50 000 kr → 20 kr × rösterna, dock högst 51 000 kr"
    for asked in range(5):
        left = iter([True] * asked)
        assert far(rule, lambda *_, left=left: next(left, False)) == []


def test_the_whole_regulation_is_followed_along_what_is_given_for_it() -> None:
    old, new = prov([3], [1, 2]), prov([3], [1, 4])
    largest, ground = studied(version(old, given_(A=1)), version(new, given_(A=1)), "högsta stöd", "grund")
    assert (largest.row, lines(largest), [one.symbol.name for one in largest.left_out]) == (None, [], ["mandat"])
    assert (ground.lines, ground.left_out) == ((), ())
    capped = prov([3], [1, 2]), prov([3], [1, 2])
    changed = [
        attrs.evolve(
            made,
            definitions=(
                *made.definitions,
                define(
                    None, "utbetalt", model.Extreme("lower", read(made.inputs[0]), amount(high), True, KRONOR, None)
                ),
            ),
        )
        for made, high in zip(capped, (50, 80), strict=True)
    ]
    symbol = model.Symbol(None, "utbetalt")
    sides = [Version(made, Facts({}, {(model.Symbol(None, "tak"), None): Fraction(60)}), None) for made in changed]
    (study,) = studies(sides[0], sides[1], [symbol])
    assert study.filled == ()
    (line,) = study.lines
    assert {Fraction(50), Fraction(60), Fraction(80)} <= {
        value for span in line.spans for value in (span.first, span.last)
    } | {
        Fraction(50),
        Fraction(60),
        Fraction(80),
    }
    assert (line.spans[0].first, line.spans[0].kind, line.spans[-1].kind) == (0, "same", "constant")


ROWS = """regelverk "Stöd"

begrepp
    parti (partiet, partier, partierna)
        mandat (mandatet, mandaten): heltal mandat, minst 0 mandat, högst 9 mandat
        utlägg (utlägget, utläggen): kr, minst 0 kr
    kostnad (kostnaden, kostnader, kostnaderna)
        parti: ett parti
        belopp (beloppet): kr, minst 0 kr

uppgifter
    tak (taket): kr, minst 0 kr, högst 50 kr

enheter
    mandat

§ 1 Stöd
    partiets lika (lika beloppet) är {0} kr × mandaten / (1 mandat)
    partiets olika (olika beloppet) är {0} × utläggen × mandaten / (1 mandat)
    partiets andel (andelen) är {0} kr × mandaten / summan av partiernas mandat
    partiets ram (ramen) är {0} × taket × mandaten / (1 mandat)
    partiets ramdel (ramdelen) är {0} × taket × mandaten / summan av partiernas mandat
    partiets fasta (fasta beloppet) är {0} kr + summan av partiernas utlägg − summan av partiernas utlägg
    partiets text (texten) är
        "lite" om mandaten är högst {0} mandat
        annars "mycket"
    partiets slag (slaget) är
        "lite" om mandaten är högst {0} mandat
        "mellan" om mandaten är mer än {0} mandat och utläggen är minst 500 kr
        annars "mycket"
    partiets blandning (blandningen) är {1}
    partiets påslag (påslaget) är {0} kr × mandaten / (1 mandat) + utläggen
    partiets topp (toppen) är
        {0} kr om mandaten är 4 mandat och utläggen är minst 5 kr
        annars 0 kr
"""


def in_rows(*amounts: tuple[int, str], labels: str = "ABC") -> list[Version]:
    versions = []
    for factor, other in amounts:
        made = load_source("a.regel", ROWS.format(factor, other).encode())
        assert made.program is not None, made.problems
        given_to = {
            "mandat": [Fraction(3), Fraction(4), Fraction(4)],
            "utlägg": [Fraction(2), Fraction(8), Fraction(8)],
        }
        table = rows("parti", labels, **{name: given_[: len(labels)] for name, given_ in given_to.items()})
        data = facts({"parti": table}, {(model.Symbol(None, "tak"), None): Fraction(7)})
        versions.append(Version(made.program, data, None))
    return versions


SHARE = "1 kr × mandaten / summan av partiernas mandat"


@pytest.mark.parametrize(
    ("name", "alike", "others"),
    [
        ("lika", True, set()),
        ("olika", False, set()),
        ("andel", None, {"mandat"}),
        ("ram", False, set()),
        ("ramdel", False, {"mandat"}),
        ("fasta", None, set()),
        ("text", True, set()),
        ("slag", True, set()),
        # Alike along the one input and not along the other; and unlike only in between what was looked at first.
        ("påslag", False, set()),
        ("topp", False, set()),
        # A row is on its own on one side only.
        ("blandning", None, {"mandat"}),
    ],
)
def test_whether_it_is_the_same_for_every_row(name: str, alike: bool | None, others: set[str]) -> None:
    old, new = in_rows((2, "1 kr × mandaten / (1 mandat)"), (5, SHARE))
    symbol = model.Symbol("parti", name)
    (study,) = studies(old, new, [symbol])
    assert (study.row, study.rows) == ("A", 3)
    assert study.alike is alike
    assert {line.input.symbol.name for line in study.lines if line.others} == others
    # The row that is asked for is looked at alone; else that which one would rather.
    (study,) = studies(old, new, [symbol], "C", rows={symbol: "B"})
    assert (study.row, {line.others for line in study.lines}) == ("C", {False})
    assert studies(old, new, [symbol], rows={symbol: "B"})[0].row == "B"
    assert studies(old, new, [symbol], "X", rows={symbol: "X"})[0].row == "A"


def test_lines_of_each_row_are_as_if_it_were_asked_for() -> None:
    """What is said to be the same for all is."""
    old, new = in_rows((2, SHARE), (5, SHARE))
    for name in ("lika", "olika", "ram", "text", "slag", "påslag", "topp"):
        symbol = model.Symbol("parti", name)
        (study,) = studies(old, new, [symbol])
        own = {label: lines(studies(old, new, [symbol], label)[0]) for label in "ABC"}
        several = {label: studies(old, new, [symbol], label)[0].lines for label in own}
        slopes = {label: [span.slope for line in there for span in line.spans] for label, there in several.items()}
        assert (len({(str(one), str(slopes[label])) for label, one in own.items()}) == 1) == study.alike


@pytest.mark.parametrize(
    "name", ["lika", "olika", "andel", "ram", "ramdel", "fasta", "text", "blandning", "påslag", "topp"]
)
def test_looking_at_other_rows_changes_nothing_of_the_one(name: str) -> None:
    old, new = in_rows((2, "1 kr × mandaten / (1 mandat)"), (5, SHARE))
    symbol = model.Symbol("parti", name)
    (beside,) = studies(old, new, [symbol], rows={symbol: "B"})
    (alone,) = studies(old, new, [symbol], "B")
    assert beside.row == alone.row == "B"
    told = [
        [(span.first, span.last, span.count, span.kind, span.low, span.high, span.slope) for span in line.spans]
        for study in (beside, alone)
        for line in study.lines
    ]
    assert told[: len(told) // 2] == told[len(told) // 2 :]


def test_more_rows_than_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "MOST_ROWS", 0)
    old, new = in_rows((2, SHARE), (5, SHARE))
    (study,) = studies(old, new, [model.Symbol("parti", "olika")])
    assert study.alike is None


@pytest.mark.parametrize("name", ["påslag", "olika", "andel"])
@pytest.mark.parametrize("allowed", range(7))
def test_the_pace_stops_between_rows(allowed: int, name: str) -> None:
    old, new = in_rows((2, SHARE), (5, SHARE))
    left = [allowed]

    def pace(_done: int, _of: int) -> bool:
        left[0] -= 1
        return left[0] >= 0

    (study,) = studies(old, new, [model.Symbol("parti", name)], pace=pace)
    assert study.stopped


def test_a_group_without_rows_is_left_empty() -> None:
    costs = concept("kostnad", attribute("kostnad", "belopp", KRONOR))
    group = model.Group("kostnad", None, None)

    def made(high: int) -> Version:
        total = model.Aggregate("total", group, read(costs.attributes[0]), None, KRONOR, None)
        both = model.Arithmetic("+", total, amount(high), KRONOR, None)
        return Version(program([define(None, "x", both)], [costs]), facts(), YEAR)

    (study,) = studies(made(5), made(9), [model.Symbol(None, "x")])
    assert (study.lines, study.filled, [one.symbol.name for one in study.left_out]) == ((), (), ["belopp"])


def test_nothing_to_follow() -> None:
    one = version(prov([3], [1, 2]), [])
    assert studies(one, one, []) == ()


@pytest.mark.parametrize("allowed", range(5))
def test_the_pace_stops_between_trials(allowed: int) -> None:
    old, new = version(prov([3], [1, 2]), given_(A=1)), version(prov([3], [1, 4]), given_(A=1))
    left = [allowed]

    def pace(_done: int, _of: int) -> bool:
        left[0] -= 1
        return left[0] >= 0

    symbols = [model.Symbol("parti", name) for name in ("andel", "stöd")]
    (found,) = studies(old, new, symbols, pace=pace)
    assert (found.stopped, found.lines) == (True, ())


# -- the data of one side for another version ----------------------------------------------------


def with_inputs(*attributes: model.Attribute) -> model.Program:
    return program([], [concept("parti", *attributes)], [attribute(None, "tak"), attribute(None, "golv")])


def test_data_are_fitted_to_what_a_version_takes() -> None:
    seats, votes = attribute("parti", "mandat"), attribute("parti", "röster")
    text = attribute("parti", "röster", TEXT)
    old = Version(
        with_inputs(seats),
        facts({"parti": rows("parti", "AB", mandat=[1, 2])}, {(model.Symbol(None, "tak"), None): 5}),
        None,
    )
    new = Version(
        with_inputs(seats, votes),
        facts(
            {"parti": rows("parti", "BC", mandat=[3, 4], röster=[30, 40])},
            {(model.Symbol(None, "tak"), None): 6, (model.Symbol(None, "golv"), None): 1},
        ),
        None,
    )
    assert fitted(old.program, old, new) is old.facts
    # Its own rows and numbers, and of the other side only what it lacks.
    made = fitted(new.program, old, new)
    assert made.rows["parti"].labels == ("A", "B")
    assert dict(made.rows["parti"].values) == {(seats.symbol, None): (1, 2), (votes.symbol, None): (None, 30)}
    assert dict(made.inputs) == {(model.Symbol(None, "tak"), None): 5, (model.Symbol(None, "golv"), None): 1}
    # What is another kind of thing there is not given.
    odd = fitted(with_inputs(seats, text), old, new)
    assert dict(odd.rows["parti"].values) == {(seats.symbol, None): (1, 2)}
    # Without rows of its own it takes the other's.
    nothing = Version(with_inputs(), facts(), None)
    assert fitted(with_inputs(seats), nothing, new).rows["parti"].labels == ("B", "C")
    assert fitted(with_inputs(seats), nothing, nothing).rows == {}


def test_where_a_figure_stands_goes_with_it() -> None:
    seats, votes = attribute("parti", "mandat"), attribute("parti", "röster")
    there = rows("parti", "AB", mandat=[1, 2])
    places = (Place("a.csv", 2), Place("a.csv", 3))
    there = attrs.evolve(there, sources={(seats.symbol, None): places})
    own = Version(with_inputs(seats), facts({"parti": there}), None)
    both = attrs.evolve(own, program=with_inputs(seats, votes, attribute("parti", "namn", TEXT)))
    made = fitted(with_inputs(seats, votes), both, own)
    assert dict(made.rows["parti"].sources) == {(seats.symbol, None): places}


def test_the_same_data() -> None:
    one = facts({"parti": rows("parti", "AB", mandat=[1, 2])})
    assert same_data(one, facts({"parti": rows("parti", "AB", mandat=[1, 2], röster=[None, None])}))
    assert not same_data(one, facts({"parti": rows("parti", "AB", mandat=[1, 3])}))
    assert not same_data(one, facts({"parti": rows("parti", "BA", mandat=[1, 2])}))
    assert not same_data(one, facts())
    assert not same_data(
        one, facts({"parti": rows("parti", "AB", mandat=[1, 2])}, {(model.Symbol(None, "tak"), None): 1})
    )
