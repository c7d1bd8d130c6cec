"""What came of an example or a published table: one verdict each, with a finding for each figure."""

from fractions import Fraction
from typing import Literal

import attrs

from dsl import model
from interpreter.data.problems import DataProblem
from interpreter.evaluating.calculation import (
    Calculation,
)
from interpreter.outcomes import (
    Outcome,
    Value,
)

# agrees; differs; known: it differs, and is what the table says should have been printed; gone: it is said to be wrong
# in the source, and is not.
Accepted = Literal["agrees", "differs", "known", "gone"]


@attrs.frozen(eq=False)
class Finding:
    """One statement or printed figure against what came out.

    of: what was written; its target, text and span are there
    symbol: the value it is about; None for a condition
    row, index: label and position of the row, for `explaining.explain`; None for the whole regulation, and index where
    the data has no such row (then `actual` fails without causes)
    expected: in base units; or outcome: the status expected instead (`missing`, …); both None for a condition
    precision: both are rounded to this, halves from zero, before they are compared; None: exactly
    actual: as computed, not rounded
    left: of a comparison, what its left side came to; else None
    accepted: a printed figure that is known to be wrong is so, or is not
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
    accepted: Accepted
    section: model.SectionRef | None
    calculation: Calculation
    left: Outcome | None = None


@attrs.frozen(eq=False)
class RowVerdict:
    """One printed row. findings: one for each trial and published figure; calculation: of its first trial"""

    row: model.ReferenceRow
    findings: tuple[Finding, ...]
    calculation: Calculation


@attrs.frozen(eq=False)
class Sum:
    """A printed sum against the rows as they are printed and both ways of summing them as computed, in base units.

    printed: the sum of the rows as they are printed; None where not all of them are
    of_rounded: the sum of the rows' values, each rounded as it is printed, else as the sum is; rounded: their exact
    sum, rounded as the sum is printed; exact: before that. A sum with a row that has no value fails of that
    row's causes.
    off_printed, off_of_rounded, off_rounded: the printed sum less each; None where there is no such sum
    agrees: with one of the computed sums
    """

    cell: model.ReferenceCell
    printed: Fraction | None
    of_rounded: Outcome
    rounded: Outcome
    exact: Outcome
    off_printed: Fraction | None
    off_of_rounded: Fraction | None
    off_rounded: Fraction | None
    agrees: bool
    accepted: Accepted
    section: model.SectionRef | None


@attrs.frozen(eq=False)
class TotalVerdict:
    """What became of a row of sums in a published table."""

    row: model.ReferenceRow
    sums: tuple[Sum, ...]


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
