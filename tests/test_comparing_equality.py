"""Values that are written otherwise and cannot differ: what is proved, how, and that nothing else is."""

import random
from collections.abc import Iterable
from fractions import Fraction

import attrs
import pytest
from generated import YEAR, Generator
from hypothesis import given, settings
from hypothesis import strategies as st
from programs import arithmetic, both, const, extreme, negation, rounding, shift

from dsl import model
from dsl.pipeline import load_source
from interpreter.comparing import equality
from interpreter.comparing.equality import proved
from interpreter.comparing.moves import comparable, same
from interpreter.comparing.runs import Version
from interpreter.comparing.same_steps import merged, same_meaning
from interpreter.evaluating.calculation import calculate, outcome
from interpreter.facts import Facts
from interpreter.pace import Pace, unhurried
from interpreter.proving import solver

RULES = """regelverk "Stöd"
    beräkningsår  2027

begrepp
    parti (partiet, partier, partierna)
        mandat (mandatet, mandaten): heltal mandat, minst 0 mandat
        storlek (storleken): heltal mandat, {storlek}
        utlägg (utlägget, utläggen): kr, minst 0 kr
        nytt: ja eller nej

uppgifter
    tak (taket): kr, minst 0 kr
    nivå (nivån): heltal mandat, minst 0 mandat, högst 3 mandat

enheter
    mandat

§ 1 Stöd
    {rule}
"""
SMALL, LARGE = "minst 0 mandat, högst 9 mandat", "minst 0 mandat"


def loaded(rule: str, storlek: str = SMALL) -> model.Program:
    found = load_source("a.regel", RULES.format(rule=rule.strip("\n"), storlek=storlek).encode())
    assert found.program is not None, found.problems
    return found.program


def found(old: model.Program, new: model.Program, pace: Pace = unhurried) -> equality.Proved:
    facts = Facts({}, {})
    plans = calculate(old, facts, 2027).plan, calculate(new, facts, 2027).plan
    wanted = [one.symbol for one in new.definitions if one.symbol in plans[0].active]
    return proved(Version(old, facts, 2027), Version(new, facts, 2027), plans, wanted, pace=pace)


def test_what_depends_on_the_day_is_not_the_same_for_having_no_value() -> None:
    rule = "dag (dagen) är (den dag som frågan gäller) + {} dagar\n    partiets stöd (stödet) är 5 % av utläggen"
    proof = found(loaded(rule.format(1)), loaded(rule.format(2)))
    assert model.Symbol(None, "dag") not in proof.how
    assert model.Symbol("parti", "stöd") in proof.how


TABLE = """partiets stöd (stödet) är enligt tabellen
        partiets mandat | stödet
        {rows}"""

NEW = """partiets stöd (stödet) är
        1 kr om nivån är {} mandat och partiet är nytt
        annars 5 kr"""
SHARED = """taket fördelas mellan partierna som stöd (stödet)
        resten fördelas i proportion till mandaten
        avrundat nedåt till hela kronor, skillnaden läggs oavrundad på det parti som har {}, vid lika efter lottning"""


@pytest.mark.parametrize(
    ("old", "new", "how"),
    [
        ("partiets stöd (stödet) är 50 % av utläggen", "partiets stöd (stödet) är utläggen / 2", "solver"),
        (
            TABLE.format(rows="0–9      | 5 kr\n        minst 10 | 9 kr"),
            TABLE.format(rows="0–4      | 5 kr\n        5–9      | 5 kr\n        minst 10 | 9 kr"),
            "solver",
        ),
        (
            "partiets stöd (stödet) är\n        9 kr om mandaten är minst 10 mandat\n        annars 5 kr",
            "partiets stöd (stödet) är\n        9 kr om mandaten är mer än 9 mandat\n        annars 5 kr",
            "solver",
        ),
        (
            "partiets stöd (stödet) är\n        9 kr om storleken är minst 3 mandat\n        annars 5 kr",
            "partiets stöd (stödet) är\n        9 kr om storleken är mer än 2 mandat\n        annars 5 kr",
            "exhaustion",
        ),
        (
            "stöd (stödet) är\n        9 kr om nivån är minst 2 mandat\n        annars 5 kr",
            "stöd (stödet) är\n        5 kr om nivån är högst 1 mandat\n        annars 9 kr",
            "exhaustion",
        ),
        (
            NEW.format("minst 2"),
            NEW.format("mer än 1"),
            "exhaustion",
        ),
        (
            "partiet är stort när utläggen är minst 10 kr",
            "partiet är stort när utläggen × 2 är minst 20 kr",
            "solver",
        ),
        # Over all rows there may be.
        (
            "partiets stöd (stödet) är taket × mandaten / summan av partiernas mandat",
            "partiets stöd (stödet) är mandaten / summan av partiernas mandat × taket",
            "solver",
        ),
        # Undefined in the same cases.
        (
            "partiets stöd (stödet) är 1 kr / (mandaten / (1 mandat)) × 2",
            "partiets stöd (stödet) är 2 kr / (mandaten / (1 mandat))",
            "solver",
        ),
        # Lacking for one of two reasons, each in the same cases.
        (
            'partiets stöd (stödet) är\n        inte reglerat "a" om utläggen är högst 2 kr\n'
            "        annars 1 kr / (mandaten / (1 mandat))",
            'partiets stöd (stödet) är\n        inte reglerat "a" om 50 % av utläggen är högst 1 kr\n'
            "        annars 1 kr / (mandaten / (1 mandat))",
            "solver",
        ),
        # What is near, and not the same.
        (
            "partiets stöd (stödet) är\n        9 kr om utläggen är minst 10 kr\n        annars 5 kr",
            "partiets stöd (stödet) är\n        9 kr om utläggen är mer än 9 kr\n        annars 5 kr",
            None,
        ),
        (
            "partiets stöd (stödet) är\n        9 kr om storleken är minst 3 mandat\n        annars 5 kr",
            "partiets stöd (stödet) är\n        9 kr om storleken är minst 9 mandat\n        annars 5 kr",
            None,
        ),
        (
            "partiets stöd (stödet) är 1 kr / (mandaten / (1 mandat)) × 0",
            "partiets stöd (stödet) är 0 kr × mandaten / (1 mandat)",
            None,
        ),
        # No value in the same cases, but for other reasons.
        (
            'partiets stöd (stödet) är\n        inte reglerat "a" om mandaten är 0 mandat\n'
            "        annars 1 kr / (mandaten / (1 mandat))",
            "partiets stöd (stödet) är 1 kr / (mandaten / (1 mandat))",
            None,
        ),
        # Who takes what is settled between rows.
        (
            SHARED.format("flest mandat"),
            SHARED.format("störst utlägg"),
            None,
        ),
    ],
)
def test_what_is_proved(old: str, new: str, how: str | None) -> None:
    one, other = loaded(old), loaded(new)
    answer = found(one, other)
    assert (set(answer.how.values()), answer.stopped) == ({how} - {None}, False)


def test_what_may_be_given_must_be_the_same_on_both_sides() -> None:
    half = "partiets stöd (stödet) är 50 % av utläggen × storleken / (1 mandat)"
    doubled = "partiets stöd (stödet) är utläggen × storleken / (2 mandat)"
    assert set(found(loaded(half), loaded(doubled)).how.values()) == {"solver"}
    assert found(loaded(half), loaded(doubled, "minst 0 mandat, högst 8 mandat")).how == {}


CASES = "partiets stöd (stödet) är\n        9 kr om storleken är {} mandat\n        annars 5 kr"


def test_more_cases_than_are_tried_are_for_the_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = loaded(CASES.format("minst 3")), loaded(CASES.format("mer än 2"))
    monkeypatch.setattr(equality, "MOST_CASES", 9)
    assert set(found(one, other).how.values()) == {"solver"}
    rules = "stöd (stödet) är\n        9 kr om nivån är {} mandat\n        annars 5 kr"
    one, other = loaded(rules.format("minst 2")), loaded(rules.format("mer än 1"))
    monkeypatch.setattr(equality, "MOST_RUNS", 3)
    assert set(found(one, other).how.values()) == {"solver"}


def test_more_than_the_solver_is_told_of_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = loaded("stöd (stödet) är 50 % av taket"), loaded("stöd (stödet) är taket / 2")
    monkeypatch.setattr(equality, "MOST_SLOTS", 1)
    assert found(one, other).how == {}
    monkeypatch.setattr(equality, "MOST_SLOTS", 100)
    assert set(found(one, other).how.values()) == {"solver"}
    monkeypatch.setattr(equality, "MOST_KINDS", -1)
    assert found(one, other).how == {}


def test_without_the_solver_every_case_is_still_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solver, "installed", lambda: False)
    one, other = loaded("stöd (stödet) är 50 % av taket"), loaded("stöd (stödet) är taket / 2")
    assert found(one, other).how == {}
    one, other = loaded(CASES.format("minst 3")), loaded(CASES.format("mer än 2"))
    assert set(found(one, other).how.values()) == {"exhaustion"}


@pytest.mark.parametrize(("allowed", "of"), [(0, "mandaten"), (1, "mandaten"), (2, "storleken"), (3, "storleken")])
def test_the_pace_stops_it(allowed: int, of: str) -> None:
    left = [allowed]

    def pace(_done: int, _of: int) -> bool:
        left[0] -= 1
        return left[0] >= 0

    share = "partiets stöd (stödet) är {}"
    one = loaded(share.format("taket × mandaten / summan av partiernas mandat"))
    other = loaded(share.format(f"{of} / summan av partiernas mandat × taket"))
    answer = found(one, other, pace=pace)
    assert (answer.how, answer.stopped) == ({}, True)


def test_one_plan_of_two_has_each_computation_once() -> None:
    one, other = loaded("stöd (stödet) är 50 % av taket"), loaded("stöd (stödet) är taket / 2")
    plans = [calculate(each, Facts({}, {}), 2027).plan for each in (one, other)]
    both = merged(*plans)
    assert max(map(len, (plan.slots for plan in plans))) < len(both.plan.slots) < sum(len(p.slots) for p in plans)
    for plan, places in zip(plans, (both.old, both.new), strict=True):
        for slot, place in zip(plan.slots, places, strict=True):
            there = both.plan.slots[place]
            assert (there.operation, there.data) == (slot.operation, slot.data)
            assert there.arguments == tuple(-1 if each < 0 else places[each] for each in slot.arguments)
            assert all(argument < place for argument in there.arguments)


class Reworded:
    """A random program, the same with its values said otherwise or nearly so, and whole data: what a proof is of.

    same: the values that are said otherwise, and nothing more
    """

    def __init__(self, seed: int) -> None:
        self.generator = Generator(random.Random(seed))
        self.generator.missing = 0
        self.old, facts = self.generator.made()
        self.same: set[model.Symbol] = set()
        definitions = []
        for definition in self.old.definitions:
            expression = definition.expression
            if self.generator.chance(0.6):
                expression = self.otherwise(expression)
                self.same |= {definition.symbol}
            else:
                expression = self.nearly(expression)
            definitions.append(attrs.evolve(definition, expression=expression))
        self.new = attrs.evolve(self.old, definitions=tuple(definitions))
        self.plans = tuple(calculate(one, facts, YEAR).plan for one in (self.old, self.new))
        self.facts = self.whole(facts)

    def otherwise(self, one: model.Expression) -> model.Expression:
        match one.type:
            case model.Number():
                twice = arithmetic("*", one, const(2))
                return self.generator.pick(
                    (arithmetic("/", twice, const(2)), arithmetic("-", twice, one), extreme("higher", one, one))
                )
            case model.Truth():
                return self.generator.pick((negation(negation(one)), both(one, one)))
            case _:
                return shift(shift(one, 2, "day"), -2, "day")

    def nearly(self, one: model.Expression) -> model.Expression:
        match one.type:
            case model.Number():
                return self.generator.pick(
                    (rounding(one, "down", 1), extreme("higher", one, const(-1)), arithmetic("+", one, one))
                )
            case model.Truth():
                return negation(one)
            case _:
                return shift(one, 1, "month")

    def whole(self, facts: Facts) -> Facts:
        """With a row of each concept at least, and all that the plans ask for."""
        rows, inputs = dict(facts.rows), dict(facts.inputs)
        self.generator.labels = rows["parti"].labels or ("A",)
        for name in ("parti", "kostnad"):
            labels = rows[name].labels or ("A",)
            values = {
                column: there or (self.generator.given(self.kind(column[0])),)
                for column, there in rows[name].values.items()
            }
            rows[name] = attrs.evolve(rows[name], labels=labels, places=(None,) * len(labels), values=values)
        for slot in (slot for plan in self.plans for slot in plan.slots if slot.attribute is not None):
            symbol = slot.attribute.symbol
            if symbol.concept is None:
                inputs.setdefault((symbol, slot.year), self.generator.given(slot.attribute.type))
            else:
                table = rows[symbol.concept]
                new = tuple(self.generator.given(slot.attribute.type) for _ in table.labels)
                values = {(symbol, slot.year): new, **table.values}
                rows[symbol.concept] = attrs.evolve(table, values=values)
        return Facts(rows, inputs)

    def kind(self, symbol: model.Symbol) -> model.Type:
        return next(one.type for one in self.generator.attributes[symbol.concept] if one.symbol == symbol)

    def proved(self, most: int) -> tuple[list[model.Symbol], equality.Proved]:
        """What was asked about, and what became of it. most: how often the solver may ask whether to go on."""
        alike = same_meaning(*self.plans)
        open_ = [
            symbol
            for symbol, definition in self.plans[1].active.items()
            if symbol not in alike and comparable(self.plans[0].active.get(symbol), definition)
        ]
        left = [most]

        def pace(_done: int, _of: int) -> bool:
            left[0] -= 1
            return left[0] >= 0

        sides = Version(self.old, self.facts, YEAR), Version(self.new, self.facts, YEAR)
        return open_, proved(*sides, self.plans, open_, pace=pace)

    def differing(self, symbols: Iterable[model.Symbol], facts: Facts) -> list[model.Symbol]:
        one, other = calculate(self.old, facts, YEAR), calculate(self.new, facts, YEAR)
        return [
            symbol
            for symbol in symbols
            for row in ([None] if symbol.concept is None else range(len(facts.rows[symbol.concept].labels)))
            if not same(outcome(one, symbol, row), outcome(other, symbol, row))
        ]


@pytest.mark.measured
@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6))
def test_what_is_proved_never_differs(seed: int) -> None:
    """On random programs, for random data in which nothing is missing."""
    made = Reworded(seed)
    _, answer = made.proved(40)
    generator = random.Random(seed)
    facts = made.facts
    for _ in range(5):
        assert made.differing(answer.how, facts) == []
        facts = shuffled(made.facts, generator)


def test_what_is_only_said_otherwise_is_mostly_proved() -> None:
    """Else the test above would say nothing: of what is asked about, most is said otherwise and nothing more."""
    asked, answered, differ = 0, 0, 0
    for seed in range(25):
        made = Reworded(seed)
        open_, answer = made.proved(120)
        depending = [symbol for symbol in open_ if symbol in made.same]
        asked += len(depending)
        answered += sum(symbol in answer.how for symbol in depending)
        differ += len(set(made.differing(open_, made.facts)))
    assert asked > 25
    assert answered / asked > 0.4
    # And there is what could have been proved wrongly.
    assert differ > 8


def shuffled(facts: Facts, generator: random.Random) -> Facts:
    """With the numbers of each column in another order and some of them moved."""
    rows = {}
    for name, table in facts.rows.items():
        values = {}
        for column, given_ in table.values.items():
            mixed = [one + 1 if isinstance(one, Fraction) and generator.random() < 0.2 else one for one in given_]
            generator.shuffle(mixed)
            values[column] = tuple(mixed)
        rows[name] = attrs.evolve(table, values=values)
    return attrs.evolve(facts, rows=rows)
