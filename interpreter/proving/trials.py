"""Trying cases of a promise on the evaluator: prepared once, run for each case."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

import attrs

from dsl import model
from interpreter.data.assembling import assemble
from interpreter.evaluating.calculation import Calculation, Prepared, labels, prepare, run, value_of
from interpreter.evaluating.plan import Moment as When
from interpreter.evaluating.plan import Plan
from interpreter.evaluating.planning.make import make_plan
from interpreter.facts import Facts
from interpreter.outcomes import Known, Value
from interpreter.proving.answers import Counter
from interpreter.proving.questions import Question, broken, moved, moved_rows, reading, rows_of, said, tested, wrong
from interpreter.search.cases import Case, Cell, given_of
from interpreter.search.inputs import Input, Inputs, depends


@attrs.frozen(eq=False)
class Ground:
    """A question with its plan. roots: the slots of what is asked, in the order of `Question.asked` and `wanted`;
    moving: of a Monotone, the input that moves."""

    program: model.Program
    asked: Question
    plan: Plan
    roots: tuple[int, ...]
    moving: Input | None
    targets: tuple[model.Symbol, ...]


def ground(program: model.Program, asked: Question) -> Ground:
    """The question with its plan and the slots that it is about."""
    targets = tuple(definition.symbol for definition in asked.wanted)
    when = When(asked.moment.year, asked.moment.day)
    plan = make_plan(program, when, dict(asked.moment.readings), targets, asked.asked)
    wanted = [*asked.asked, *(plan.active[symbol].expression for symbol in targets)]
    roots = tuple(slot for slot in (slot_of(plan, one) for one in wanted) if slot is not None)
    moving = None
    if isinstance(asked.claim, model.Monotone):
        attribute = next(one for one in attributes(program) if one.symbol == asked.claim.input)
        moving = Input(attribute, asked.moment.year if attribute.per_year else None)
    return Ground(program, asked, plan, roots, moving, targets)


def inputs_of(basis: Ground) -> Inputs:
    """All inputs that can change what is asked, and the concepts whose rows it is asked of."""
    found = depends(basis.plan, basis.roots)
    own = (definition.symbol.concept for definition in basis.asked.wanted)
    concepts = dict.fromkeys((*found.concepts, *(concept for concept in own if concept is not None)))
    return attrs.evolve(found, concepts=tuple(concepts))


def slot_of(plan: Plan, expression: model.Expression) -> int | None:
    """The slot of an expression; None where the plan does not need it. What depends on no timeline is planned for
    the year, whatever the day."""
    moments = (plan.moment, When(plan.moment.year, None))
    return next(
        (plan.expressions[expression, when] for when in moments if (expression, when) in plan.expressions), None
    )


def attributes(program: model.Program) -> tuple[model.Attribute, ...]:
    return (*program.inputs, *(one for concept in program.concepts for one in concept.attributes))


@attrs.define(eq=False)
class Trials:
    """Runs of one question. tried: how many there have been; said: in how many cases so far the promise was made for
    any row."""

    ground: Ground
    tried: int = 0
    said: int = 0
    prepared: Prepared | None = None

    def run(self, facts: Facts) -> Calculation:
        if self.prepared is None:
            asked = self.ground.asked
            self.prepared = prepare(
                self.ground.program,
                facts,
                asked.moment.year,
                day=asked.moment.day,
                readings=dict(asked.moment.readings),
                targets=self.ground.targets,
                also=asked.asked,
            )
        self.tried += 1
        return run(self.prepared, facts)

    def granted(self, calculation: Calculation) -> bool:
        """Whether the regulation covers any row of each concept, where it says which it covers."""
        for concept, scopes in self.ground.plan.scopes.items():
            planned = [one for one in scopes if slot_of(self.ground.plan, one.condition) is not None]
            if planned and not any(
                all(value_of(calculation, one.condition, row) == Known(True) for one in planned)
                for row in range(len(labels(calculation, concept)))
            ):
                return False
        return True

    def facts_of(self, case: Case) -> Facts | None:
        """The case as facts; None where it is no data that could be given: keys of two rows that are alike."""
        facts, problems = assemble(self.ground.program, given_of(case))
        return None if problems else facts

    def breaking(self, case: Case, base: Facts | None, file: str | None, move: Mapping[Cell, Value]) -> Counter | None:
        """The counter-example that the case is, if it is one. move: what the input moves to, of a Monotone."""
        before = base if base is not None else self.facts_of(case)
        if before is None:
            return None
        before = changed(before, case.values) if base is not None else before
        calculation = self.run(before)
        asked = self.ground.asked
        if not self.granted(calculation):
            return None
        if not isinstance(asked.claim, model.Monotone):
            about = [row for row in rows_of(asked, calculation) if said(asked, calculation, row)]
            self.said += any(tested(asked, calculation, row) for row in about)
            for row in about:
                shown = broken(asked, calculation, row)
                if shown:
                    return Counter(case, file, None, shown, (calculation,))
            return None
        after = self.run(changed(before, move))
        for cell, to in move.items():
            index = None if cell.row is None else labels(calculation, str(cell.input.symbol.concept)).index(cell.row)
            come_from = case.values[cell]
            upwards = _less(come_from, to)
            rows = moved_rows(asked, calculation, index)
            self.said += any(tested(asked, calculation, row) for row in rows)
            for row in rows:
                one, other = reading(asked, calculation, row), reading(asked, after, row)
                if one is None or other is None:
                    continue
                if wrong(asked.claim, *((one, other) if upwards else (other, one))):
                    shown = moved(asked, calculation, after, row)
                    return Counter(case, file, (cell, come_from, to), shown, (calculation, after))
        return None


def _less(one: Value, other: Value) -> bool:
    assert isinstance(one, Fraction)
    assert isinstance(other, Fraction)
    return one < other


def changed(facts: Facts, values: Mapping[Cell, Value]) -> Facts:
    """The facts with other values in some cells."""
    rows = dict(facts.rows)
    inputs = dict(facts.inputs)
    for cell, value in values.items():
        key = (cell.input.symbol, cell.input.year)
        concept = cell.input.symbol.concept
        if concept is None or cell.row is None:
            inputs[key] = value
            continue
        table = rows[concept]
        there = list(table.values.get(key, (None,) * len(table.labels)))
        there[table.labels.index(cell.row)] = value
        rows[concept] = attrs.evolve(table, values={**table.values, key: tuple(there)})
    return attrs.evolve(facts, rows=rows, inputs=inputs)


def known(facts: Facts, cells: Iterable[Cell]) -> dict[Cell, Value]:
    """What the facts say of the cells, as far as they say."""
    found: dict[Cell, Value] = {}
    for cell in cells:
        key = (cell.input.symbol, cell.input.year)
        concept = cell.input.symbol.concept
        value: Value | None
        if concept is None or cell.row is None:
            value = facts.inputs.get(key)
        else:
            table = facts.rows[concept]
            column = table.values.get(key)
            value = None if column is None else column[table.labels.index(cell.row)]
        value = cell.input.attribute.default if value is None else value
        if value is not None:
            found[cell] = value
    return found
