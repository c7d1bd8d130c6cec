"""Runs the examples (`exempel`) and published tables (`kontrollräkning`) of a program against what it computes.

Each runs with its own data, on the same path as data files: given values, facts, a calculation. What differs keeps its
calculation, so that the derivation of the difference can be shown. No words.
"""

import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import overload

import attrs

from dsl import model
from dsl.source import Span
from dsl.text.files import NOTHING_LAID, Overlay, found, is_file, is_folder
from interpreter.data.assembling import assemble, overlaid
from interpreter.data.files import read_given
from interpreter.data.problems import DataProblem
from interpreter.evaluating.calculation import (
    Calculation,
    Prepared,
    definition,
    labels,
    outcome,
    prepare,
    run,
    value_of,
)
from interpreter.evaluating.rounding import as_printed
from interpreter.examples.verdicts import Accepted, Finding, RowVerdict, Sum, TotalVerdict, Verdict
from interpreter.facts import Facts, Given
from interpreter.outcomes import (
    Cause,
    Conflict,
    Failed,
    Judgement,
    Known,
    Missing,
    NotApplicable,
    Outcome,
    Place,
    Undefined,
    Unregulated,
    Value,
)

_CAUSES: Mapping[str, type[Cause]] = {
    "missing": Missing,
    "judgement": Judgement,
    "unregulated": Unregulated,
    "conflict": Conflict,
    "undefined": Undefined,
    "not_applicable": NotApplicable,
}
HELD: tuple[Accepted, ...] = ("agrees", "known")


def run_examples(program: model.Program, base: Path, overlay: Overlay = NOTHING_LAID) -> tuple[Verdict, ...]:
    """One verdict for each `exempel` and then each `kontrollräkning`, in the order of the text.

    base: the folder of the regulation's own file, which `utgår från "2027.csv"` is relative to; the file may also be in
    its `data`. What stands in an amendment is relative to the amendment's folder. overlay: what is read instead of what
    the disk has
    """
    runner = Runner(program, base, overlay)
    return (*map(runner.example, program.examples), *map(runner.table, program.references))


def base_facts(
    program: model.Program, base: Path, file: str, span: Span, overlay: Overlay = NOTHING_LAID
) -> tuple[Facts, tuple[DataProblem, ...]]:
    """The data of a file that something in the regulation starts from (`utgår från`). span: where that is said."""
    return Runner(program, base, overlay)._facts((file,), span, ())


@attrs.define(eq=False)
class Runner:
    """Runs one example or table at a time. base, overlay: as in `run_examples`.

    whole: whether all values are computed, or only what is said of the example and what that needs
    read: the files that examples start from, read once; may be shared by programs with the same declarations
    """

    program: model.Program
    base: Path
    overlay: Overlay = NOTHING_LAID
    whole: bool = True
    read: dict[tuple[Path, ...], tuple[tuple[Given, ...], tuple[DataProblem, ...]]] = attrs.field(factory=dict)

    def example(self, example: model.Example) -> Verdict:
        rows = [Given(concept, label, None, None, None, None) for concept, label in example.rows]
        facts, problems = self._facts(example.base_files, example.span, [*rows, *map(_given, example.facts)])
        if problems:
            return Verdict(example, (), (), None, problems, False)
        truths = [one.condition for one in example.expectations if one.condition is not None]
        asked = [one.target for one in example.expectations if one.target is not None]
        calculation = run(self._prepared(facts, example, asked, truths), facts)
        findings = tuple(_expectation(one, calculation) for one in example.expectations)
        return Verdict(example, findings, (), None, (), all(one.agrees for one in findings))

    def table(self, table: model.ReferenceTable) -> Verdict:
        trials = _together(table) if table.together else _apart(table)
        asked = dict.fromkeys(cell.symbol for row in table.rows for cell in row.cells)
        found: dict[int, list[Finding]] = {}
        calculations: dict[int, Calculation] = {}
        prepared: Prepared | None = None
        for rows, given in trials:
            facts, problems = self._facts(table.base_files, table.span, given)
            if problems:
                return Verdict(table, (), (), None, problems, False)
            # Every trial is computed in the same way.
            prepared = prepared or self._prepared(facts, table, asked, ())
            calculation = run(prepared, facts)
            for position in rows:
                row = table.rows[position]
                calculations.setdefault(position, calculation)
                found.setdefault(position, []).extend(_cell(cell, row, calculation) for cell in row.cells)
        verdicts = tuple(
            RowVerdict(row, tuple(found[position]), calculations[position]) for position, row in enumerate(table.rows)
        )
        total = None if table.total is None else _total(table.total, verdicts, self.program)
        accepted = [one.accepted for row in verdicts for one in row.findings]
        accepted += () if total is None else (one.accepted for one in total.sums)
        return Verdict(table, (), verdicts, total, (), all(one in HELD for one in accepted))

    def _facts(
        self, files: tuple[str, ...], span: Span, given: Sequence[Given]
    ) -> tuple[Facts, tuple[DataProblem, ...]]:
        base, problems = self._files(self._folder(span), files) if files else ((), ())
        facts, more = assemble(self.program, overlaid(base, given))
        return facts, (*problems, *more)

    def _folder(self, span: Span) -> Path:
        """The folder of the file that an example stands in."""
        own, other = (os.path.dirname(file) for file in (self.program.files[0], span.file))
        return self.base if own == other else self.base / os.path.relpath(other or ".", own or ".")

    def _files(self, folder: Path, names: tuple[str, ...]) -> tuple[tuple[Given, ...], tuple[DataProblem, ...]]:
        paths = tuple(_where(folder, name, self.overlay) for name in names)
        if paths not in self.read:
            self.read[paths] = read_given(self.program, paths, overlay=self.overlay)
        return self.read[paths]

    def _prepared(
        self,
        facts: Facts,
        of: model.Example | model.ReferenceTable,
        asked: Collection[model.Symbol],
        truths: Iterable[model.Expression],
    ) -> Prepared:
        targets = None if self.whole else asked
        readings = dict(of.readings)
        return prepare(self.program, facts, of.year, day=of.day, readings=readings, targets=targets, also=tuple(truths))


def _where(folder: Path, name: str, overlay: Overlay) -> Path:
    """Beside the regulation, else in its `data`."""
    beside, within = (Path(found(str(path), overlay)) for path in (folder / name, folder / "data" / name))
    there = os.path.exists(beside) or is_file(beside, overlay) or is_folder(beside, overlay)
    return beside if there else within


def _given(fact: model.Fact) -> Given:
    place = Place(fact.span.file, fact.span.line)
    return Given(fact.symbol.concept, fact.row, fact.symbol, fact.year, fact.value, place)


# -- published tables ------------------------------------------------------------------------------

_Trial = tuple[tuple[int, ...], list[Given]]


def _together(table: model.ReferenceTable) -> Iterable[_Trial]:
    """All rows at once; where a row has several trials, until each has been part of one."""
    for number in range(max((len(row.trials) for row in table.rows), default=0)):
        facts = [fact for row in table.rows for fact in row.trials[min(number, len(row.trials) - 1)]]
        rows = [Given(table.concept, row.label, None, None, None, None) for row in table.rows]
        yield tuple(range(len(table.rows))), [*map(_given, table.facts), *rows, *map(_given, facts)]


def _apart(table: model.ReferenceTable) -> Iterable[_Trial]:
    """Every trial of every row on its own."""
    for position, row in enumerate(table.rows):
        alone = [] if table.concept is None else [Given(table.concept, row.label, None, None, None, None)]
        for trial in row.trials:
            yield (position,), [*map(_given, table.facts), *alone, *map(_given, trial)]


def _accepted(cell: model.ReferenceCell, agrees: bool, right: bool) -> Accepted:
    """right: whether what should have been printed agrees."""
    if agrees:
        return "agrees" if cell.known_error is None else "gone"
    return "known" if cell.known_error is not None and right else "differs"


def _cell(cell: model.ReferenceCell, row: model.ReferenceRow, calculation: Calculation) -> Finding:
    label = None if cell.symbol.concept is None else row.label
    precision = cell.precision or None
    actual, index = _read(calculation, cell.symbol, label)
    agrees = _agrees(actual, cell.value, precision)
    error = cell.known_error
    right = error is not None and (
        _agrees(actual, error.value, error.precision or None) if error.outcome is None else _is(actual, error.outcome)
    )
    accepted, section = _accepted(cell, agrees, right), _section(calculation, cell.symbol)
    return Finding(
        *(cell, cell.symbol, label, index, cell.value, None, precision, actual),
        *(agrees, accepted, section, calculation),
    )


def _total(row: model.ReferenceRow, rows: Sequence[RowVerdict], program: model.Program) -> TotalVerdict:
    sections = {definition.symbol: definition.section for definition in program.definitions}
    return TotalVerdict(row, tuple(_sum(cell, rows, sections.get(cell.symbol)) for cell in row.cells))


def _sum(cell: model.ReferenceCell, rows: Sequence[RowVerdict], section: model.SectionRef | None) -> Sum:
    parts = [_of_row(cell, row) for row in rows]
    printed = _added(part.printed for part in parts)
    error = cell.known_error
    failed = frozenset(cause for part in parts if isinstance(part.actual, Failed) for cause in part.actual.causes)
    exact = _added(_number(part.actual) for part in parts)
    of_rounded = _added(_at(_number(part.actual), part.precision) for part in parts)
    if exact is None or of_rounded is None or not isinstance(cell.value, Fraction):
        nothing = Failed(failed)
        right = error is not None and error.outcome is not None and _is(nothing, error.outcome)
        accepted = _accepted(cell, False, right)
        return Sum(cell, None, nothing, nothing, nothing, None, None, None, False, accepted, section)
    rounded_whole = _at(exact, cell.precision or None)
    agrees = cell.value in (of_rounded, rounded_whole)
    right = error is not None and error.value in (of_rounded, _at(exact, error.precision or None))
    return Sum(
        *(cell, printed, Known(of_rounded), Known(rounded_whole), Known(exact)),
        *(None if printed is None else cell.value - printed, cell.value - of_rounded, cell.value - rounded_whole),
        *(agrees, _accepted(cell, agrees, right), section),
    )


def _number(outcome: Outcome) -> Fraction | None:
    return outcome.value if isinstance(outcome, Known) and isinstance(outcome.value, Fraction) else None


@attrs.frozen(eq=False)
class _Part:
    """What a row adds to a sum. printed: None where it is not; precision: how its figure is printed, else the sum's."""

    printed: Value | None
    actual: Outcome
    precision: Fraction | None


def _of_row(cell: model.ReferenceCell, row: RowVerdict) -> _Part:
    label = None if cell.symbol.concept is None else row.row.label
    actual, _ = _read(row.calculation, cell.symbol, label)
    figure = next((one for one in row.row.cells if one.symbol == cell.symbol), None)
    if figure is not None:
        return _Part(figure.value, actual, figure.precision or None)
    given = next((fact.value for fact in row.row.trials[0] if fact.symbol == cell.symbol), None)
    return _Part(given, actual, None if given is not None else cell.precision or None)


def _added(values: Iterable[Value | None]) -> Fraction | None:
    """None where one of them is no number."""
    total = Fraction(0)
    for value in values:
        if not isinstance(value, Fraction):
            return None
        total += value
    return total


# -- what came out ---------------------------------------------------------------------------------


def _expectation(one: model.Expectation, calculation: Calculation) -> Finding:
    if one.condition is not None:
        actual, index = _read(calculation, one.condition, one.row)
        agrees = actual == Known(True)
        return Finding(
            *(one, None, one.row, index, None, None, None, actual),
            *(agrees, "agrees" if agrees else "differs", None, calculation, _left(calculation, one.condition, index)),
        )
    assert one.target is not None
    actual, index = _read(calculation, one.target, one.row)
    agrees = _agrees(actual, one.value, one.precision) if one.outcome is None else _is(actual, one.outcome)
    return Finding(
        *(one, one.target, one.row, index, one.value, one.outcome, one.precision, actual),
        *(agrees, "agrees" if agrees else "differs", _section(calculation, one.target), calculation),
    )


def _read(calculation: Calculation, of: model.Symbol | model.Expression, row: str | None) -> tuple[Outcome, int | None]:
    """The outcome and the position of its row. A row that the data does not have, and what only another reading
    defines, have no value, for no cause."""
    index: int | None = None
    if row is not None and of.concept is not None:
        names = labels(calculation, of.concept)
        if row not in names:
            return Failed(frozenset()), None
        index = names.index(row)
    if isinstance(of, model.Symbol):
        if definition(calculation, of) is None and any(one.symbol == of for one in calculation.program.definitions):
            return Failed(frozenset()), index
        return outcome(calculation, of, index), index
    return value_of(calculation, of, index), index


def _left(calculation: Calculation, condition: model.Expression, index: int | None) -> Outcome | None:
    if not isinstance(condition, model.Compare):
        return None
    return value_of(calculation, condition.left, None if condition.left.concept is None else index)


def _section(calculation: Calculation, symbol: model.Symbol) -> model.SectionRef | None:
    found = definition(calculation, symbol)
    return None if found is None else found.section


def _is(actual: Outcome, outcome: str) -> bool:
    """Whether there is no value, for this kind of cause."""
    return isinstance(actual, Failed) and any(isinstance(cause, _CAUSES[outcome]) for cause in actual.causes)


def _agrees(actual: Outcome, expected: Value | None, precision: Fraction | None) -> bool:
    if not isinstance(actual, Known):
        return False
    if isinstance(actual.value, Fraction) and isinstance(expected, Fraction):
        return _at(actual.value, precision) == _at(expected, precision)
    return actual.value == expected


@overload
def _at(value: Fraction, precision: Fraction | None) -> Fraction: ...
@overload
def _at(value: Fraction | None, precision: Fraction | None) -> Fraction | None: ...
def _at(value: Fraction | None, precision: Fraction | None) -> Fraction | None:
    return value if value is None or precision is None else as_printed(value, precision)
