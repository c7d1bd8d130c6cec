"""Runs many cases: prepared once for each moment, and side by side in one run where their rows do not meet."""

from collections.abc import Callable, Iterator, Sequence

import attrs

from dsl import model
from interpreter.data.assembling import assemble
from interpreter.evaluating.calculation import Calculation, Prepared, prepare, run
from interpreter.evaluating.plan import Plan
from interpreter.facts import Facts
from interpreter.search.cases import Case, Moment, copies, given_of
from interpreter.search.inputs import Inputs

# Cases side by side in one run: more is no faster.
_TOGETHER = 256


@attrs.frozen(eq=False)
class Tried:
    """A case and what came out. index: (concept, label) -> number of the row in the calculation."""

    case: Case
    calculation: Calculation
    index: Callable[[str | None, str | None], int | None]


@attrs.define(eq=False)
class Laboratory:
    """A regulation that cases are tried on. targets: the values wanted, None for all; prepared: by moment."""

    program: model.Program
    targets: frozenset[model.Symbol] | None = None
    prepared: dict[Moment, Prepared] = attrs.field(factory=dict)

    def plan(self, moment: Moment) -> Plan:
        return self._prepared(moment, None).plan

    def one(self, case: Case) -> Tried:
        """The case by itself."""
        facts, problems = assemble(self.program, given_of(case))
        assert not problems, problems
        return Tried(case, run(self._prepared(case.moment, facts), facts), _finder(facts, ""))

    def many(self, cases: Sequence[Case], inputs: Inputs) -> tuple[Tried, ...]:
        """The cases in their order. inputs: of what will be looked at in them; it says whether they may be together."""
        if not inputs.alone:
            return tuple(map(self.one, cases))
        alike: dict[object, list[int]] = {}
        for number, case in enumerate(cases):
            alike.setdefault(_alike(case), []).append(number)
        found: dict[int, Tried] = {}
        for numbers in alike.values():
            for start in range(0, len(numbers), _TOGETHER):
                few = numbers[start : start + _TOGETHER]
                found.update(zip(few, self._together([cases[number] for number in few]), strict=True))
        return tuple(found[number] for number in range(len(cases)))

    def _together(self, cases: Sequence[Case]) -> Iterator[Tried]:
        if len(cases) == 1:
            yield self.one(cases[0])
            return
        facts, problems = assemble(self.program, copies(cases))
        assert not problems, problems
        calculation = run(self._prepared(cases[0].moment, facts), facts)
        for number, case in enumerate(cases):
            yield Tried(case, calculation, _finder(facts, f"#{number}"))

    def _prepared(self, moment: Moment, facts: Facts | None) -> Prepared:
        found = self.prepared.get(moment)
        if found is None:
            like = Facts({}, {}) if facts is None else facts
            found = prepare(
                self.program,
                like,
                moment.year,
                day=moment.day,
                readings=dict(moment.readings),
                targets=self.targets,
            )
            self.prepared[moment] = found
        return found


def _alike(case: Case) -> object:
    """The same of cases that can be in one run: of one moment, and with the same for the whole regulation."""
    return case.moment, frozenset((cell, value) for cell, value in case.values.items() if cell.row is None)


def _finder(facts: Facts, suffix: str) -> Callable[[str | None, str | None], int | None]:
    known: dict[str, dict[str, int]] = {}

    def index(concept: str | None, label: str | None) -> int | None:
        if concept is None or label is None:
            return None
        if concept not in known:
            known[concept] = {name: number for number, name in enumerate(facts.rows[concept].labels)}
        return known[concept][label + suffix]

    return index
