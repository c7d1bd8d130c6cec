"""Runs the examples (`exempel`) and published tables (`kontrollräkning`) of a program against what it computes.

Each runs with its own data, on the same path as data files: given values, facts, a calculation. What differs keeps its
calculation, so that the derivation of the difference can be shown. No words.
"""

import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from math import floor
from pathlib import Path
from typing import Literal

import attrs

from dsl import model
from dsl.files import found
from dsl.source import Span
from interpreter.assembling import assemble, overlaid
from interpreter.calculation import Calculation, Prepared, definition, labels, outcome, prepare, run, value_of
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
from interpreter.problems import DataProblem
from interpreter.reading import read_given

_CAUSES: Mapping[str, type[Cause]] = {
    "missing": Missing,
    "judgement": Judgement,
    "unregulated": Unregulated,
    "conflict": Conflict,
    "undefined": Undefined,
    "not_applicable": NotApplicable,
}


@attrs.frozen(eq=False)
class Finding:
    """One statement or printed figure against what came out.

    of: what was written; its target, text and span are there
    symbol: the value it is about; None for a condition
    row, index: label and position of the row, for `explaining.explain`; None for the whole regulation, and index where
    the data has no such row (then `actual` fails without causes)
    expected: in base units; or outcome: the status expected instead (`missing`, …); both None for a condition
    precision: both are rounded half up to this before they are compared; None: exactly
    actual: as computed, not rounded
    section: where the value is defined, None for what is given or a condition
    """

    of: model.Expectation | model.ReferenceCell
    symbol: model.Symbol | None
    row: str | None
    index: int | None
    expected: Value | None
    outcome: str | None
    precision: Fraction | None
    actual: Outcome
    agrees: bool
    section: model.SectionRef | None
    calculation: Calculation


@attrs.frozen(eq=False)
class RowVerdict:
    """One printed row. accepted: agrees; differs; known (it differs, as the table says it does); gone (it is said to
    differ from the source, and does not)."""

    row: model.ReferenceRow
    findings: tuple[Finding, ...]
    accepted: Literal["agrees", "differs", "known", "gone"]


@attrs.frozen(eq=False)
class Sum:
    """A printed sum against both ways of summing, in base units.

    of_rounded: the sum of the rows' values, each rounded as it is printed; rounded: their exact sum, rounded as the sum
    is printed; exact: before that. A sum with a row that has no value fails of that row's causes.
    off_of_rounded, off_rounded: printed less each; None where there is no sum
    """

    cell: model.ReferenceCell
    of_rounded: Outcome
    rounded: Outcome
    exact: Outcome
    off_of_rounded: Fraction | None
    off_rounded: Fraction | None
    agrees: bool
    section: model.SectionRef | None


@attrs.frozen(eq=False)
class TotalVerdict:
    row: model.ReferenceRow
    sums: tuple[Sum, ...]
    accepted: Literal["agrees", "differs", "known", "gone"]


@attrs.frozen(eq=False)
class Verdict:
    """What became of one example or published table.

    findings: of an example, one for each statement; rows, total: of a table
    problems: with its data; then nothing has been computed and it has failed
    holds: nothing differs but what is said to
    """

    of: model.Example | model.ReferenceTable
    findings: tuple[Finding, ...]
    rows: tuple[RowVerdict, ...]
    total: TotalVerdict | None
    problems: tuple[DataProblem, ...]
    holds: bool


def run_examples(program: model.Program, base: Path) -> tuple[Verdict, ...]:
    """One verdict for each `exempel` and then each `kontrollräkning`, in the order of the text.

    base: the folder of the regulation's own file, which `utgår från "2027.csv"` is relative to; the file may also be in
    its `data`. What stands in an amendment is relative to the amendment's folder.
    """
    runner = Runner(program, base)
    return (*map(runner.example, program.examples), *map(runner.table, program.references))


def base_facts(program: model.Program, base: Path, file: str, span: Span) -> tuple[Facts, tuple[DataProblem, ...]]:
    """The data of a file that something in the regulation starts from (`utgår från`). span: where that is said."""
    return Runner(program, base)._facts(file, span, ())


def rounded(value: Fraction, step: Fraction) -> Fraction:
    """To a multiple of the step, half up."""
    return floor(value / step + Fraction(1, 2)) * step


@attrs.define(eq=False)
class Runner:
    """For one example or table at a time. base: as in `run_examples`.

    whole: whether all values are computed, or only what is said of the example and what that needs
    read: the files that examples start from, each read once; may be shared by programs with the same declarations
    """

    program: model.Program
    base: Path
    whole: bool = True
    read: dict[Path, tuple[tuple[Given, ...], tuple[DataProblem, ...]]] = attrs.field(factory=dict)

    def example(self, example: model.Example) -> Verdict:
        rows = [Given(concept, label, None, None, None, None) for concept, label in example.rows]
        facts, problems = self._facts(example.base_file, example.span, [*rows, *map(_given, example.facts)])
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
        prepared: Prepared | None = None
        for rows, given in trials:
            facts, problems = self._facts(table.base_file, table.span, given)
            if problems:
                return Verdict(table, (), (), None, problems, False)
            # Every trial is computed in the same way.
            prepared = prepared or self._prepared(facts, table, asked, ())
            calculation = run(prepared, facts)
            for position in rows:
                row = table.rows[position]
                found.setdefault(position, []).extend(_cell(cell, row, calculation) for cell in row.cells)
        verdicts = tuple(_row_verdict(row, found[position]) for position, row in enumerate(table.rows))
        total = None if table.total is None else _total(table.total, verdicts, self.program)
        parts = (*verdicts, *(() if total is None else (total,)))
        holds = all(part.accepted in ("agrees", "known") for part in parts)
        return Verdict(table, (), verdicts, total, (), holds)

    def _facts(self, file: str | None, span: Span, given: Sequence[Given]) -> tuple[Facts, tuple[DataProblem, ...]]:
        base, problems = ((), ()) if file is None else self._file(self._folder(span), file)
        facts, more = assemble(self.program, overlaid(base, given))
        return facts, (*problems, *more)

    def _folder(self, span: Span) -> Path:
        """The folder of the file that an example stands in."""
        own, other = (os.path.dirname(file) for file in (self.program.files[0], span.file))
        return self.base if own == other else self.base / os.path.relpath(other or ".", own or ".")

    def _file(self, folder: Path, name: str) -> tuple[tuple[Given, ...], tuple[DataProblem, ...]]:
        beside, within = (Path(found(str(path))) for path in (folder / name, folder / "data" / name))
        if beside not in self.read:
            self.read[beside] = read_given(self.program, (beside if os.path.exists(beside) else within,))
        return self.read[beside]

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


def _row_verdict(row: model.ReferenceRow, findings: Iterable[Finding]) -> RowVerdict:
    told = tuple(findings)
    return RowVerdict(row, told, _accepted(all(one.agrees for one in told), row.known_error))


def _accepted(agrees: bool, known_error: str | None) -> Literal["agrees", "differs", "known", "gone"]:
    if known_error is None:
        return "agrees" if agrees else "differs"
    return "gone" if agrees else "known"


def _cell(cell: model.ReferenceCell, row: model.ReferenceRow, calculation: Calculation) -> Finding:
    label = None if cell.symbol.concept is None else row.label
    precision = cell.precision or None
    actual, index = _read(calculation, cell.symbol, label)
    agrees = _agrees(actual, cell.value, precision)
    section = _section(calculation, cell.symbol)
    return Finding(cell, cell.symbol, label, index, cell.value, None, precision, actual, agrees, section, calculation)


def _total(row: model.ReferenceRow, rows: Sequence[RowVerdict], program: model.Program) -> TotalVerdict:
    sections = {definition.symbol: definition.section for definition in program.definitions}
    sums = tuple(_sum(cell, rows, sections.get(cell.symbol)) for cell in row.cells)
    return TotalVerdict(row, sums, _accepted(all(one.agrees for one in sums), row.known_error))


def _sum(
    cell: model.ReferenceCell,
    rows: Sequence[RowVerdict],
    section: model.SectionRef | None,
) -> Sum:
    exact = [_of_row(cell.symbol, row) for row in rows]
    failed = frozenset(cause for one, _ in exact if isinstance(one, Failed) for cause in one.causes)
    values = [(one.value, step) for one, step in exact if isinstance(one, Known) and isinstance(one.value, Fraction)]
    if len(values) < len(exact) or not isinstance(cell.value, Fraction):
        nothing = Failed(failed)
        return Sum(cell, nothing, nothing, nothing, None, None, False, section)
    whole = sum((value for value, _ in values), Fraction(0))
    of_rounded = sum((_at(value, step) for value, step in values), Fraction(0))
    rounded_whole = _at(whole, cell.precision or None)
    off = (cell.value - of_rounded, cell.value - rounded_whole)
    return Sum(cell, Known(of_rounded), Known(rounded_whole), Known(whole), *off, 0 in off, section)


def _of_row(symbol: model.Symbol, row: RowVerdict) -> tuple[Outcome, Fraction | None]:
    """What the row adds to the sum, and how its figure is printed: what was computed, else what was given."""
    for finding in row.findings:
        if finding.symbol == symbol:
            return finding.actual, finding.precision
    given = next((fact.value for fact in row.row.trials[0] if fact.symbol == symbol), None)
    return (Failed(frozenset()) if given is None else Known(given)), None


# -- what came out ---------------------------------------------------------------------------------


def _expectation(one: model.Expectation, calculation: Calculation) -> Finding:
    if one.condition is not None:
        actual, index = _read(calculation, one.condition, one.row)
        agrees = actual == Known(True)
        return Finding(one, None, one.row, index, None, None, None, actual, agrees, None, calculation)
    assert one.target is not None
    actual, index = _read(calculation, one.target, one.row)
    if one.outcome is None:
        agrees = _agrees(actual, one.value, one.precision)
    else:
        agrees = isinstance(actual, Failed) and any(isinstance(cause, _CAUSES[one.outcome]) for cause in actual.causes)
    section = _section(calculation, one.target)
    return Finding(
        one, one.target, one.row, index, one.value, one.outcome, one.precision, actual, agrees, section, calculation
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


def _section(calculation: Calculation, symbol: model.Symbol) -> model.SectionRef | None:
    found = definition(calculation, symbol)
    return None if found is None else found.section


def _agrees(actual: Outcome, expected: Value | None, precision: Fraction | None) -> bool:
    if not isinstance(actual, Known):
        return False
    if isinstance(actual.value, Fraction) and isinstance(expected, Fraction):
        return _at(actual.value, precision) == _at(expected, precision)
    return actual.value == expected


def _at(value: Fraction, precision: Fraction | None) -> Fraction:
    return value if precision is None else rounded(value, precision)
