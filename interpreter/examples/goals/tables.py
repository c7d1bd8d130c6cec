"""The goals of tables and brackets: each row fitted, each tier reached, and both sides of their bounds."""

from collections.abc import Iterator
from fractions import Fraction

import attrs

from dsl import model
from dsl.domains import Numbers
from interpreter.examples.goals import thresholds
from interpreter.examples.goals.goal import BoundaryMet, RowFitted, TierReached
from interpreter.examples.goals.ledger import At, Ledger, Mark
from interpreter.examples.goals.possible import Possible
from interpreter.examples.goals.thresholds import Side


@attrs.frozen(eq=False)
class Tables:
    """What a table notes goals in, and what it asks whether they can be met."""

    ledger: Ledger
    possible: Possible

    def table(self, table: model.Table, here: At) -> None:
        """Notes that each row fitted, and the bounds of every column that has an order."""
        if table in self.ledger.boundaries:
            return
        for index, row in enumerate(table.rows):
            self.ledger.mark(table, index, "row", row.node.span, RowFitted(index, table), here.section)
        found: list[Mark] = []
        for column, asked in enumerate(table.columns):
            domain = self.possible.line(asked)
            if domain is not None:
                found.extend(self._column(table, column, domain, here.section))
        self.ledger.boundaries[table] = tuple(found)

    def _column(self, table: model.Table, column: int, domain: Numbers, section: model.SectionRef) -> Iterator[Mark]:
        """Each row at its own bounds; and the other side of a bound, where no row begins or ends there."""
        inner: list[tuple[int, Fraction, Side]] = []
        outer: dict[Side, tuple[int, Fraction]] = {}
        for index, tried in enumerate(table.rows):
            for bound, inside, outside in _ends(tried.tests[column], domain):
                inner.append((index, bound, inside))
                outer.setdefault(outside, (index, bound))
        known = {(bound, side.side, side.nearest) for _, bound, side in inner}
        asked = table.columns[column]

        def mark(row: int, bound: Fraction, side: Side, inside: bool) -> Mark:
            what = BoundaryMet("row", row, column, "", bound, side.side, side.nearest, inside, asked, None, table)
            goal = self.ledger.goal("boundary", table.rows[row].node.span, what, section)
            return Mark(goal, side, bound, row, column, inside)

        told: set[tuple[int, Fraction]] = set()
        for row, bound, side in inner:
            # Where there is no nearest value, that the row fitted says it; a row of one value has one.
            if side.nearest is not None and (row, side.nearest) not in told:
                told.add((row, side.nearest))
                yield mark(row, bound, side, True)
        nearest = {side.nearest for _, _, side in inner}
        for side, (row, bound) in outer.items():
            there = side.nearest in nearest if side.nearest is not None else (bound, side.side, None) in known
            if not there:
                yield mark(row, bound, side, False)

    def brackets(self, brackets: model.Brackets, here: At) -> None:
        """Notes that something fell within each tier, and both sides of where it ends."""
        domain = self.possible.line(brackets.value)
        # What the value has above where the tier begins.
        above = domain
        found: list[Mark] = []
        for index, (high, _) in enumerate(brackets.tiers):
            span = brackets.table.rows[index].span
            if above is None or above.high is None or above.high > 0:
                self.ledger.mark(brackets, index, "row", span, TierReached(index, brackets), here.section)
            if high is None:
                break
            found += self._bound(brackets, index, high, domain, At(here.expression, here.section, span))
            above = self.possible.apart(brackets.value, high)
        self.ledger.boundaries[brackets] = tuple(found)

    def _bound(
        self, brackets: model.Brackets, index: int, high: model.Expression, domain: Numbers | None, here: At
    ) -> Iterator[Mark]:
        """Both sides of where a tier ends. domain: of the value."""
        known = self.possible.constant(high)
        against = high if known is None else None
        line = domain if known is not None else self.possible.apart(brackets.value, high)
        threshold = Fraction(0) if known is None else known
        assert here.place is not None
        for side in () if line is None else thresholds.cut(line, threshold, above=True):
            # Where there is no nearest value, that the next tier was reached says it.
            if side.nearest is not None:
                what = BoundaryMet(
                    "tier", index, 0, "", known, side.side, side.nearest, False, brackets.value, against, brackets
                )
                goal = self.ledger.goal("boundary", here.place, what, here.section)
                yield Mark(goal, side, threshold, index, asks="left" if against is None else "apart")


def _ends(test: model.Test, domain: Numbers) -> Iterator[tuple[Fraction, Side, Side]]:
    """(bound, inside, outside) of those ends of a cell that are thresholds."""
    if isinstance(test, model.Interval):
        low = () if test.low is None else thresholds.cut(domain, test.low, above=test.low_open)
        high = () if test.high is None else thresholds.cut(domain, test.high, above=not test.high_open)
        if test.low is not None and low:
            yield test.low, low[1], low[0]
        if test.high is not None and high:
            yield test.high, high[0], high[1]
