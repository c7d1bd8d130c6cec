"""Tables: columns to expressions, cells to tests over the column's type, `skiktvis` tables to tiers."""

import datetime
from collections.abc import Sequence
from fractions import Fraction
from typing import assert_never

import attrs

from dsl import model, nodes, units
from dsl.expressions import named
from dsl.problems.tables import CellKind, ColumnCount, ColumnName
from dsl.resolving import agreement, crossing, literals, percentages, pieces, references, values
from dsl.resolving.context import PENDING, Context

Outcome = tuple[model.Expression, ...] | None


def table(node: nodes.TableDefinition, forms: tuple[tuple[str, ...], ...], context: Context) -> Outcome:
    """One expression for each subject, in order. forms: every name that may head each subject's column."""
    first = (*forms[0], node.subjects[0].name, *node.subjects[0].forms)
    plain = crossing.uncrossed(node, first, context)
    if plain is None:
        return None
    node = plain
    columns = node.table.columns
    needed = len(node.subjects) + 1
    if len(columns) < needed:
        context.problems.append(ColumnCount(node.table.span, len(columns), needed))
        return None
    conditions, results = columns[: -len(node.subjects)], columns[-len(node.subjects) :]
    named = True
    for column, subject, known in zip(results, node.subjects, forms, strict=True):
        text = literals.heading(column)
        # The result column of `skiktvis` holds rates, so its heading is not the value's name: any will do.
        if node.table.hit != "brackets" and text not in (*known, subject.name, *subject.forms):
            context.problems.append(ColumnName(column.span, text, known[0]))
            named = False
    read = [references.value(literals.heading(column), column, context) for column in conditions]
    tested = tuple(column for column in read if column is not None)
    if not named or len(tested) < len(read):
        for row in node.table.rows:
            _results(row, len(conditions), context)
        return None
    if node.table.hit == "brackets":
        return _brackets(node, tested, context)
    return _lookup(node, node.table.hit == "first", tested, context)


def _results(row: nodes.Row, start: int, context: Context) -> list[model.Expression | None]:
    found: list[model.Expression | None] = []
    for cell in row.cells[start:]:
        # The grammar lets nothing else into the result columns.
        assert isinstance(cell, nodes.Exactly)
        found.append(pieces.whole_value(cell.value, context))
    return found


# The tests of an `övriga` row, until it gets a flag of its own.
_REST: tuple[model.Test, ...] = ()

# -- one row fits --------------------------------------------------------------------------------


def _lookup(
    node: nodes.TableDefinition, first: bool, columns: tuple[model.Expression, ...], context: Context
) -> Outcome:
    rows = []
    sound = True
    for row in node.table.rows:
        tests = _tests(row, node.table.rows, columns, context)
        results = _results(row, len(columns), context)
        made = tuple(result for result in results if result is not None)
        if tests is None or len(made) < len(results):
            sound = False
            continue
        rows.append((row, tests, made))
    others = [row for row, tests, _ in rows if tests == _REST]
    for row in others[1:]:
        context.problems.append(CellKind(row.span, "otherwise"))
    if not sound or len(others) > 1:
        return None
    kinds = []
    for position in range(len(node.subjects)):
        kind = agreement.common([made[position] for _, _, made in rows], context.problems)
        if kind is None:
            return None
        kinds.append(kind)
    concept = agreement.concept(*columns, *(result for _, _, made in rows for result in made))
    table = model.Table(
        "first" if first else "unique",
        columns,
        tuple(
            model.TableRow(
                tuple(model.Any() for _ in columns) if tests == _REST else tests,
                tuple(values.settled(result, kind) for result, kind in zip(made, kinds, strict=True)),
                tests == _REST,
                node=row,
            )
            for row, tests, made in rows
        ),
        concept,
        node=node.table,
    )
    return tuple(model.Lookup(table, position, kind, concept) for position, kind in enumerate(kinds))


def _tests(
    row: nodes.Row, rows: tuple[nodes.Row, ...], columns: tuple[model.Expression, ...], context: Context
) -> tuple[model.Test, ...] | None:
    cells = row.cells[: len(columns)]
    open_cells = all(isinstance(cell, nodes.Otherwise | nodes.Anything) for cell in cells)
    if open_cells and any(isinstance(cell, nodes.Otherwise) for cell in cells):
        return _REST
    found = []
    for position, (cell, column) in enumerate(zip(cells, columns, strict=True)):
        if isinstance(cell, nodes.Otherwise):
            others = [other.cells[position] for other in rows if other is not row]
            found.append(_complement(cell, others, column.type, context))
        elif _with_unit(cell, column, context):
            found.append(_test(cell, column.type, context))
    tests = tuple(test for test in found if test is not None)
    return tests if len(tests) == len(columns) else None


def _with_unit(cell: nodes.Cell, column: model.Expression, context: Context) -> bool:
    """Whether the numbers of a cell say their unit where its column is a computed share. `2` in a column of a declared
    share is 2 %; of a computed one it may just as well be meant as the number that the share was made of."""
    if not percentages.is_share(column.type) or _declared(column, context):
        return True
    match cell:
        case nodes.Exactly(value=nodes.Quantity() as number):
            ends = [number]
        case nodes.Range():
            ends = [end for end in (cell.low, cell.high) if end is not None]
        case _:
            ends = []
    # `1–3 %` has its unit from the last number, and nothing is nothing in any unit.
    if all(end.unit is None for end in ends) and any(end.number.value for end in ends):
        context.problems.append(agreement.bare_number(ends[-1], column))
        return False
    return True


def _declared(column: model.Expression, context: Context) -> bool:
    name = named(column)
    return name is not None and name.symbol in context.scope.vocabulary.attributes


def _complement(
    cell: nodes.Otherwise, others: list[nodes.Cell], kind: model.Type, context: Context
) -> model.Test | None:
    """`övriga` beside a column that does matter: the options that no other row of this column names."""
    options: tuple[str | bool, ...] = ()
    if isinstance(kind, model.Choice):
        options = kind.options
    elif isinstance(kind, model.Truth):
        options = (True, False)
    named: set[object] = set()
    for other in others:
        if isinstance(other, nodes.Exactly):
            named.add(literals.literal(other.value, kind, "", context.scope.vocabulary.units, []))
    left = frozenset(option for option in options if option not in named)
    if left:
        return model.OneOf(left)
    context.problems.append(CellKind(cell.span, "otherwise"))
    return None


def _test(cell: nodes.Cell, kind: model.Type, context: Context) -> model.Test | None:
    known, problems = context.scope.vocabulary.units, context.problems
    match cell:
        case nodes.Anything():
            return model.Any()
        case nodes.Exactly():
            value = literals.literal(cell.value, kind, "", known, problems)
            if value is None:
                return None
            if isinstance(value, bool | str):
                return model.OneOf(frozenset([value]))
            # Days are counted from the first day of year 1, so that intervals of them are intervals of numbers.
            number = Fraction(value.toordinal()) if isinstance(value, datetime.date) else value
            return model.Interval(number, number)
        case nodes.Range():
            if not isinstance(kind, model.Number):
                problems.append(CellKind(cell.span, "range"))
                return None
            return interval(cell, kind, context)
        case nodes.Above() | nodes.Otherwise() | nodes.Blank():
            problems.append(CellKind(cell.span, "tier"))
            return None
        case _:
            assert_never(cell)


def interval(cell: nodes.Range, kind: model.Number, context: Context) -> model.Interval | None:
    """A range of numbers in base units; `1–3 mandat` has its unit from the last number."""
    known, problems = context.scope.vocabulary.units, context.problems
    unit = cell.high.unit if cell.high is not None and cell.high.unit is not None else None
    ends: list[Fraction | None] = []
    for end in (cell.low, cell.high):
        if end is None:
            ends.append(None)
            continue
        if not end.number.text:
            problems.append(CellKind(cell.span, "tier"))
            return None
        written = nodes.Quantity(end.number, unit if end.unit is None else end.unit, span=end.span)
        value = literals.literal(written, kind, "", known, problems)
        if not isinstance(value, Fraction):
            return None
        ends.append(value)
    low, high = ends
    if low is not None and high is not None and low > high:
        problems.append(CellKind(cell.span, "order"))
        return None
    return model.Interval(low, high, cell.low_open, cell.high_open)


# -- tiers ---------------------------------------------------------------------------------------


def _brackets(node: nodes.TableDefinition, columns: tuple[model.Expression, ...], context: Context) -> Outcome:
    if len(columns) != 1 or len(node.subjects) != 1:
        context.problems.append(ColumnCount(node.table.span, len(node.table.columns), 2))
        return None
    (value,) = columns
    kind = agreement.number(value, context.problems)
    tiers: list[tuple[model.Expression | None, model.Expression]] = []
    bounds = _Bounds(value, context)
    sound = kind is not None
    for row in node.table.rows:
        high, fits = _tier(row, bounds, node.table.rows)
        (rate,) = _results(row, 1, context)
        if rate is None or not fits or agreement.number(rate, context.problems) is None:
            sound = False
        else:
            tiers.append((high, rate))
    if not sound or kind is None:
        return None
    common = agreement.common([rate for _, rate in tiers], context.problems)
    if not isinstance(common, model.Number):
        return None
    concept = agreement.concept(value, *(rate for _, rate in tiers))
    result = PENDING if kind is PENDING or common is PENDING else _of_tiers(kind, common)
    return (model.Brackets(value, tuple(tiers), node.table, result, concept),)


def _of_tiers(value: model.Number, rate: model.Number) -> model.Number:
    """A share of the value is in its unit."""
    if value.unit.powers or rate.unit.powers:
        return model.Number(units.product(value.unit, rate.unit))
    return model.Number(value.unit, False, percentages.counted(value))


@attrs.define(eq=False)
class _Bounds:
    """The bounds of tiers so far. last: the number of the highest, in base units or of the measure."""

    value: model.Expression
    context: Context
    last: Fraction = Fraction(0)
    first: model.Expression | None = None

    def add(self, cell: nodes.Range, high: nodes.Quantity) -> model.Expression | None:
        """The bound, where it fits the value and rises above those before."""
        bound = self._multiple(high) if self._is_multiple(high) else self._constant(cell, high)
        if bound is None:
            return None
        number = high.number.value if isinstance(bound, model.Arithmetic) else bound.value
        assert isinstance(number, Fraction)
        if self.first is not None and _measured(bound) != _measured(self.first):
            self.context.problems.append(CellKind(cell.span, "measure"))
            return None
        if number <= self.last:
            self.context.problems.append(CellKind(cell.span, "order"))
            return None
        self.first, self.last = self.first or bound, number
        return bound

    def goes_on(self, cell: nodes.Range) -> bool:
        """Whether a tier that says where it begins (`25 001–50 000`, `mer än 50 000`) does so where the one before
        ends, or a whole one after it."""
        if cell.low is None:
            return True
        unit = cell.high.unit if cell.low.unit is None and cell.high is not None else cell.low.unit
        written = attrs.evolve(cell.low, unit=unit)
        if self._is_multiple(written):
            return written.number.value == self.last
        low = self._constant(cell, written)
        if low is None:
            # What is wrong with the number is told.
            return True
        assert isinstance(low.value, Fraction)
        # As whole as the number is written: a thousand in tkr.
        one = low.value / cell.low.number.value if cell.low.number.value else Fraction(0)
        after = self.first is not None and not cell.low_open
        return low.value == self.last or (after and low.value == self.last + one)

    def _is_multiple(self, high: nodes.Quantity) -> bool:
        known = self.context.scope.vocabulary.units
        return high.unit is not None and units.parse(high.unit, known) is None

    def _multiple(self, high: nodes.Quantity) -> model.Arithmetic | None:
        """`1,5 prisbasbelopp`."""
        bound = values.expression(high, self.context)
        if bound is None or not agreement.agree(self.value, bound, "limit", self.context.problems):
            return None
        assert isinstance(bound, model.Arithmetic)
        return bound

    def _constant(self, cell: nodes.Range, high: nodes.Quantity) -> model.Constant | None:
        kind = self.value.type
        if not high.number.text:
            self.context.problems.append(CellKind(cell.span, "tier"))
            return None
        if not isinstance(kind, model.Number) or not _with_unit(cell, self.value, self.context):
            return None
        number = literals.literal(high, kind, "", self.context.scope.vocabulary.units, self.context.problems)
        return model.Constant(number, kind, node=high) if isinstance(number, Fraction) else None


def _measured(bound: model.Expression) -> tuple[object, ...]:
    """What a bound is a multiple of, by the names that are read."""
    found: list[object] = []
    part = bound.right if isinstance(bound, model.Arithmetic) else None
    while isinstance(part, model.Follow):
        assert isinstance(part.relation, model.Reference)
        found.append(part.relation.symbol)
        part = part.value
    if isinstance(part, model.Reference):
        found += [part.symbol, part.year]
    return tuple(found)


def _tier(row: nodes.Row, bounds: _Bounds, rows: Sequence[nodes.Row]) -> tuple[model.Expression | None, bool]:
    """The end of a tier, None for `däröver`, and whether it is one."""
    cell = row.cells[0]
    problems = bounds.context.problems
    last = row is rows[-1]
    if isinstance(cell, nodes.Above):
        if not last:
            problems.append(CellKind(cell.span, "order"))
        elif len(rows) == 1:
            problems.append(CellKind(cell.span, "only"))
        return None, last and len(rows) > 1
    if not isinstance(cell, nodes.Range) or cell.high_open or not bounds.goes_on(cell):
        problems.append(CellKind(cell.span, "tier"))
        return None, False
    if cell.high is None:
        if not last or len(rows) == 1:
            problems.append(CellKind(cell.span, "order" if len(rows) > 1 else "only"))
        return None, last and len(rows) > 1
    if last:
        problems.append(CellKind(cell.span, "open"))
        return None, False
    high = bounds.add(cell, cell.high)
    return high, high is not None
