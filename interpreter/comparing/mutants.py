"""Which mutants of a regulation its examples notice: every one is resolved, checked and run.

An example notices a mutant when it no longer holds, or says what can no longer be said. Only examples that can be
touched are run, those that noticed the mutant before it first; the first that fails ends it. Mutants that cannot make
the rules refer to each other in new ways are run before they are checked, which is quicker. No words.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Literal

import attrs

from dsl import model, nodes
from dsl.checking import checks
from dsl.comparing.meaning import Key, Meaning, Numbers, differing, meaning_of
from dsl.expressions import references
from dsl.mutating import Kind, Mutant, mutants, mutated, mutated_too
from dsl.pipeline import Loaded, in_earlier_years, load_tree, severity, with_every_decision
from dsl.problems import Problem
from dsl.source import Span
from dsl.text.files import NOTHING_LAID, Overlay
from interpreter.comparing.counterexample import Difference, difference, difference_in
from interpreter.comparing.proof import never_differ
from interpreter.evaluating.calculation import prepare
from interpreter.examples.goals import goals_of
from interpreter.examples.testing import Runner
from interpreter.examples.verdicts import Verdict
from interpreter.facts import Facts
from interpreter.pace import Pace, unhurried
from interpreter.search.boundaries import boundary_cases
from interpreter.search.cases import Case

Test = model.Example | model.ReferenceTable
# What may speak of what a mutant takes away.
Noticing = Test | model.Promise
Fate = Literal["noticed", "stopped", "nothing", "unnoticed"]

# Values of which a case is looked for where a mutant makes a difference, and cases that are tried of each.
_MOST_VALUES = 4
_MOST_CASES = 300
# How often the search for cases at the borders may look at the time.
_MOST_LOOKS = 4_000
# What may make rules depend on each other in a circle, or on other years: then nothing may be run before it is checked.
_CHECKED_FIRST: frozenset[Kind] = frozenset(("year", "reading", "reference", "modality", "norm", "scope", "exception"))


@attrs.frozen(eq=False)
class Tried:
    """What became of a mutant.

    fate: noticed (an example or table fails, or one of them or a promise cannot be read: by, and then problem), stopped
        (the checks find an error in the rules: problem), nothing (what is computed means the same as
        before, or is proved to be the same whatever is given: then changed), unnoticed
    changed: the values whose rules mean something else, in the order of the text; difference: of one of them in a case
        that no example has, None where none was found
    """

    mutant: Mutant
    fate: Fate
    by: Noticing | None = None
    problem: Problem | None = None
    changed: tuple[model.Symbol, ...] = ()
    difference: Difference | None = None


@attrs.frozen(eq=False)
class Trials:
    """All mutants tried. program: the rules as they are, with all that norms can decide.

    failing: examples that do not hold as the rules are; then nothing has been tried
    tried: in the order of the text; of: how many there are; fewer have been tried where the pace ended it
    """

    program: model.Program
    failing: tuple[Verdict, ...]
    tried: tuple[Tried, ...]
    of: int


def try_mutants(
    loaded: Loaded,
    base: Path,
    section: str | None = None,
    pace: Pace = unhurried,
    overlay: Overlay = NOTHING_LAID,
) -> Trials:
    """Tries all mutants, or those of one section and the sections within it. loaded: a regulation without errors.

    base, overlay: as in `run_examples`
    """
    whole = with_every_decision(loaded)
    program, tree = whole.program, whole.tree
    assert program is not None
    assert tree is not None
    work = _Work(whole, program, base, overlay)
    failing = work.failing()
    if failing:
        return Trials(program, failing, (), 0)
    deciding = frozenset(norm.node.span for norm in program.norms if norm.decision is not None)
    chosen = [one for one in mutants(tree, deciding) if section is None or section in sections_around(program, one)]
    tried = []
    for number, mutant in enumerate(chosen):
        if not pace(number, len(chosen)):
            break
        tried.append(work.tried(mutant, partial(_still, pace, number, len(chosen))))
    return Trials(program, (), tuple(tried), len(chosen))


def _still(pace: Pace, number: int, of: int, _done: int, _of: int) -> bool:
    """Within one mutant nothing is told of how far it has got."""
    return pace(number, of)


def sections_around(program: model.Program, mutant: Mutant) -> tuple[str, ...]:
    """The labels of the sections that a mutant stands in, from the outermost in."""
    return next((one.path for one in program.sections if one.label == mutant.section), ())


@attrs.define(eq=False)
class _Work:
    """runner: on the rules as they are; reached: by test, the expressions that what it says is computed from

    noticed: the tests by their position, those that noticed a mutant last first
    numbers, meaning: what the rules mean as they are; in_time: values that depend on dates or on other years
    extents: where each test and promise begins, its last line, and which it is
    boundaries: the cases of `gränsfall` for all goals, once they have been asked for
    """

    loaded: Loaded
    program: model.Program
    base: Path
    overlay: Overlay
    runner: Runner = attrs.field(init=False)
    reached: list[frozenset[model.Expression]] = attrs.field(init=False, factory=list)
    noticed: list[int] = attrs.field(init=False, factory=list)
    numbers: Numbers = attrs.field(init=False, factory=Numbers)
    meaning: Meaning = attrs.field(init=False)
    in_time: frozenset[model.Symbol] = attrs.field(init=False)
    extents: tuple[tuple[Span, int, Noticing], ...] = attrs.field(init=False)
    boundaries: Sequence[Case] | None = None

    def __attrs_post_init__(self) -> None:
        self.meaning = meaning_of(self.program, self.numbers)
        self.in_time = checks.in_time(self.program)
        self.extents = tuple(_extents(self.program))
        self.runner = Runner(self.program, self.base, self.overlay, whole=False)

    def failing(self) -> tuple[Verdict, ...]:
        """What does not hold; on the way, what each test reaches."""
        verdicts = []
        for test in _tests(self.program):
            verdicts.append(_run(self.runner, test))
            self.reached.append(_reached(self.program, test))
            self.noticed.append(len(self.noticed))
        return tuple(verdict for verdict in verdicts if not verdict.holds)

    def tried(self, mutant: Mutant, pace: Pace) -> Tried:
        found = self._tried(mutant, pace, every=True)
        # The rules may contradict each other about something that nothing asks for: that stops nobody.
        return found if found.fate != "stopped" else self._tried(mutant, pace, every=False)

    def _tried(self, mutant: Mutant, pace: Pace, *, every: bool) -> Tried:
        tree = self.loaded.tree
        assert tree is not None
        before, wrong = in_earlier_years(self.loaded, lambda then: mutated_too(tree, mutant, then))
        meant = load_tree(self.loaded, mutated(tree, mutant), check=False, every=every, before=before)
        after = meant.program
        if after is None or _error(wrong) is not None:
            return self._unclear(mutant, (*meant.problems, *wrong))
        first = mutant.kind in _CHECKED_FIRST
        error = _error(checks.check(after)) if first else None
        if error is not None:
            return Tried(mutant, "stopped", problem=error)
        by = self._noticing(after, self._touched(mutant))
        if by is not None:
            return Tried(mutant, "noticed", by)
        changed = _changed(self.program, differing(self.meaning, meaning_of(after, self.numbers)))
        if not first:
            years = mutant.kind == "date" or any(symbol in self.in_time for symbol in changed)
            error = _error(checks.check(after, years=years))
            if error is not None:
                return Tried(mutant, "stopped", problem=error)
        if not changed or _outside(mutant):
            return Tried(mutant, "nothing")
        telling = _telling(self.program, changed)[:_MOST_VALUES]
        shown = difference(self.program, after, telling, mutant.reading, _MOST_CASES)
        if shown is None and never_differ(self.program, after, changed, pace):
            return Tried(mutant, "nothing", changed=changed)
        if shown is None:
            shown = difference_in(self.program, after, telling, self._boundaries(mutant.reading, pace))
        return Tried(mutant, "unnoticed", changed=changed, difference=shown)

    def _boundaries(self, reading: tuple[str, str] | None, pace: Pace) -> Sequence[Case]:
        """Cases at every border of the rules as they are, in a reading: computed once, where anything asks for them."""
        if self.boundaries is None:
            tried = [0]

            def still(_done: int, _of: int) -> bool:
                tried[0] += 1
                return tried[0] < _MOST_LOOKS and pace(0, 0)

            found = boundary_cases(self.program, goals_of(self.program), still)
            self.boundaries = tuple(one.case for one in found.proposals)
        return [case for case in self.boundaries if reading is None or reading in case.moment.readings]

    def _unclear(self, mutant: Mutant, problems: Iterable[Problem]) -> Tried:
        """What became of one that cannot be read: it is the examples' doing where the rules themselves can."""
        errors = [problem for problem in problems if severity(problem) == "fel"]
        saying = [self._around(problem.span) for problem in errors]
        if None in saying:
            return Tried(mutant, "stopped", problem=errors[saying.index(None)])
        return Tried(mutant, "noticed", saying[0], errors[0])

    def _around(self, place: Span) -> Noticing | None:
        """The example, table or promise that the place is in."""
        for first, last, one in self.extents:
            if first.file == place.file and first.line <= place.line <= last:
                return one
        return None

    def _noticing(self, program: model.Program, touched: Collection[model.Definition] | None) -> Test | None:
        """The first test that fails."""
        tests = _tests(program)
        alike = program.concepts == self.program.concepts and program.inputs == self.program.inputs
        runner = Runner(program, self.base, self.overlay, whole=False, read=self.runner.read if alike else {})
        for position in tuple(self.noticed):
            if touched is not None and not any(one.expression in self.reached[position] for one in touched):
                continue
            if not _run(runner, tests[position]).holds:
                self.noticed.remove(position)
                self.noticed.insert(0, position)
                return tests[position]
        return None

    def _touched(self, mutant: Mutant) -> tuple[model.Definition, ...] | None:
        """The definitions that the statement takes part in; None where it may touch any."""
        match mutant.statement:
            case nodes.Definition() | nodes.TableDefinition() | nodes.Sharing():
                return tuple(one for one in self._definitions() if one.node is mutant.statement)
            case nodes.Norm(contents=contents):
                # All that norms about the same things decide, whoever they are about: they share names.
                about = {content.text for content in contents}
                return tuple(one for one in self._definitions() if about & _contents(one))
            case _:
                return None

    def _definitions(self) -> Iterator[model.Definition]:
        """As the regulation reads, and as it read in other years."""
        yield from self.program.definitions
        for wording in self.program.wordings:
            if wording.program.definitions is not self.program.definitions:
                yield from wording.program.definitions


def _tests(program: model.Program) -> tuple[Test, ...]:
    return (*program.examples, *program.references)


def _run(runner: Runner, test: Test) -> Verdict:
    return runner.example(test) if isinstance(test, model.Example) else runner.table(test)


def _error(problems: Iterable[Problem]) -> Problem | None:
    return next((problem for problem in problems if severity(problem) == "fel"), None)


def _outside(mutant: Mutant) -> bool:
    """Whether one end of one row's condition has moved, in a table where exactly one row fits everything.

    The checks have proved that of the table before and after, so what the row takes more or less is outside what can be
    given: inside it, another row would have taken it too. Not so where a row takes what no other does.
    """
    node = mutant.statement
    if not isinstance(node, nodes.TableDefinition) or node.table.hit != "unique":
        return False
    cell = next((index for field, index in mutant.path if field == "cells"), None)
    otherwise = any(isinstance(part, nodes.Otherwise) for row in node.table.rows for part in row.cells)
    return cell is not None and cell < len(node.table.columns) - len(node.subjects) and not otherwise


def _changed(program: model.Program, keys: Collection[Key]) -> tuple[model.Symbol, ...]:
    """The values that something else is said of, in the order of the text; where it is said of no value, those that
    depend on it."""
    found: set[model.Symbol] = set()
    for key in keys:
        match key:
            case ("value", model.Symbol() as symbol):
                found.add(symbol)
            case ("question", name):
                found.update(symbol for one in program.interpretations if one.name == name for symbol in one.defines)
            case ("scope", concept):
                found.update(one.symbol for one in program.definitions if one.symbol.concept == concept)
            case ("input", model.Symbol() as symbol):
                found.update(one.symbol for one in program.definitions if symbol in _spoken(one.expression))
            case _:
                # What is only carried: nothing is computed from it.
                pass
    return tuple(dict.fromkeys(one.symbol for one in program.definitions if one.symbol in found))


def _telling(program: model.Program, changed: Sequence[model.Symbol]) -> tuple[model.Symbol, ...]:
    """The changed values as they are best shown: what is always the same by what is computed from it, if anything.
    Whether norms speak of a row at all has no name that an author can write."""
    spoken = [(one.symbol, _spoken(one.expression)) for one in program.definitions]
    varying = {symbol for symbol, read in spoken if read}
    found: dict[model.Symbol, None] = {}
    for symbol in changed:
        if symbol not in varying:
            found.update(dict.fromkeys(other for other, read in spoken if symbol in read))
    unnamed = {norm.covered for norm in program.norms}
    return tuple(symbol for symbol in dict.fromkeys((*found, *changed)) if symbol not in unnamed)


def _spoken(expression: model.Expression) -> frozenset[model.Symbol]:
    return frozenset(name.symbol for name in references(expression))


def _contents(definition: model.Definition) -> set[str]:
    """Of what norms define: what they are about."""
    return {one.text for one in definition.node.contents} if isinstance(definition.node, nodes.Norm) else set()


def _extents(program: model.Program) -> Iterator[tuple[Span, int, Noticing]]:
    """Where each test and promise begins, and its last line."""
    blocks = program.regulation.items
    written = {block.span: block for block in blocks if isinstance(block, nodes.Example | nodes.ReferenceTable)}
    for test in _tests(program):
        node = written[test.span]
        rows = node.rows if isinstance(node, nodes.ReferenceTable) else ()
        yield test.span, max(part.span.end_line for part in (node, *node.lines, *rows)), test
    for promise in program.promises:
        parts = (promise.node, promise.node.claim, *promise.node.lines)
        yield promise.span, max(part.span.end_line for part in parts), promise


def _reached(program: model.Program, test: Test) -> frozenset[model.Expression]:
    """The expressions that what the test says is computed from."""
    if isinstance(test, model.Example):
        targets = [one.target for one in test.expectations if one.target is not None]
        also = tuple(one.condition for one in test.expectations if one.condition is not None)
    else:
        targets = [cell.symbol for row in test.rows for cell in row.cells]
        also = ()
    prepared = prepare(
        program, Facts({}, {}), test.year, day=test.day, readings=dict(test.readings), targets=targets, also=also
    )
    return frozenset(expression for expression, _ in prepared.plan.expressions)
