"""Where expressions lead: what each is computed from, worked out when first asked and kept as long as the plan.

Whatever the data: what depends on them is for `visiting.py` to see.
"""

import datetime
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import assert_never

import attrs

from dsl import model
from dsl.expressions import parts
from interpreter.evaluating.plan import Moment, Plan
from interpreter.evaluating.planning.needs import days, in_force, index_years, year_read
from interpreter.evaluating.planning.setting import in_year
from interpreter.examples.goals.ledger import Mark, Marks

# What has goals of its own, or leads to other rows; all else is looked through.
Visited = model.Choosing | model.Condition | model.Gathering | model.Follow | model.AsOf


@attrs.define(eq=False)
class Node:
    """An expression (or a definition) at one moment. slot: -1 where it was not planned; alone: one value in all.

    The rest is worked out when it is first visited. marks: goals that are met whenever it is; own: of a definition,
    where it has the row; uses: what it is computed from, whatever the data; parts: what it chooses among, or its
    conditions
    """

    of: "model.Expression | model.Definition"
    moment: Moment
    slot: int
    alone: bool
    ready: bool = False
    marks: tuple[int, ...] = ()
    own: tuple[int, ...] = ()
    uses: "tuple[Node, ...]" = ()
    parts: "tuple[Node, ...]" = ()
    scopes: "tuple[tuple[model.Scope, Node], ...]" = ()
    via: model.Attribute | None = None


class Map:
    """What every expression of a plan leads to, and which goals it can meet, worked out as it is asked for."""

    def __init__(self, plan: Plan, marks: Marks) -> None:
        self.plan = plan
        self.marks = marks
        self._nodes: dict[tuple[object, Moment], Node] = {}
        self._cells: dict[model.Table, dict[int, list[Mark]]] = {}

    def node(self, of: "model.Expression | model.Definition", moment: Moment) -> Node:
        expression = of.expression if isinstance(of, model.Definition) else of
        found = self._nodes.get((of, moment))
        if found is None:
            slot = self.plan.expressions.get((expression, moment), -1)
            concept = of.symbol.concept if isinstance(of, model.Definition) else of.concept
            found = self._nodes[of, moment] = Node(of, moment, slot, concept is None)
        return found

    def defined(self, symbol: model.Symbol, moment: Moment) -> Node | None:
        """A definition in force, on a day only where the day matters; None for an input, and what was not planned."""
        definition = self.plan.in_year(moment.year).active.get(symbol)
        if definition is None:
            return None
        for when in (moment, Moment(moment.year, None)):
            if (definition.expression, when) in self.plan.expressions:
                return self.node(definition, when)
        return None

    def asserted(self, of: "model.Symbol | model.Expression") -> Node | None:
        """Where to begin for a value or condition that is asserted; None for what was not planned."""
        moment = self.plan.moment
        if isinstance(of, model.Symbol):
            return self.defined(of, moment)
        for when in (moment, Moment(moment.year, None)):
            if (of, when) in self.plan.expressions:
                return self.node(of, when)
        return None

    def cells(self, table: model.Table, row: int) -> Sequence[Mark]:
        """The boundaries that can be met where this row fits: its own, and those outside rows."""
        if table not in self._cells:
            found: dict[int, list[Mark]] = {}
            for mark in self.marks.boundaries.get(table, ()):
                found.setdefault(mark.row if mark.inside else -1, []).append(mark)
            self._cells[table] = found
        there = self._cells[table]
        return [*there.get(row, ()), *there.get(-1, ())]

    def prepare(self, node: Node) -> None:
        """Finds what the node leads to, once."""
        node.ready = True
        of, moment = node.of, node.moment
        if not isinstance(of, model.Definition | Visited):
            node.marks, node.uses = self._plain(of, moment)
            return

        def nodes_of(expressions: Iterable[model.Expression]) -> tuple[Node, ...]:
            return tuple(self.node(expression, moment) for expression in expressions)

        match of:
            case model.Definition(symbol=symbol, expression=expression, reading=reading):
                met = [
                    self.marks.at.get((of, "reached")),
                    None if reading is None else self.marks.readings.get(reading),
                ]
                node.own = tuple(number for number in met if number is not None)
                node.scopes = self._scopes(symbol.concept, expression, moment)
                node.parts = (self.node(expression, moment),)
            case model.Logic(parts=inside):
                node.parts = nodes_of(inside)
            case model.Cases(branches):
                node.parts = nodes_of(branch.condition or branch.value for branch in branches)
            case model.Exceptions(_, exceptions):
                node.parts = nodes_of(exempted.condition for exempted in exceptions)
            case model.Lookup(table):
                node.parts = nodes_of(table.columns)
            case model.Brackets(value, tiers):
                node.parts = nodes_of((value, *(high for high, _ in tiers if high is not None)))
            case model.Extreme(_, left, right) | model.Compare(_, left, right):
                node.parts = nodes_of((left, right))
            case model.AsOf(_, day):
                node.parts = nodes_of((day,))
            case model.Follow(relation, value):
                node.parts = nodes_of((relation, value))
            case model.Aggregate(_, group, value, where):
                node.parts = nodes_of(part for part in (where, value) if part is not None)
                self._group(node, group, of)
            case model.Quantified(_, group, condition):
                node.parts = nodes_of((condition,))
                self._group(node, group, of)
            case model.Ranking(group):
                node.uses = nodes_of(parts(of))
                self._group(node, group, of)
            case model.ShareOf(sharing) | model.LeftOf(sharing):
                gives = [part for give in sharing.gives for part in (give.where, give.value) if part is not None]
                node.parts = nodes_of((sharing.pot, *gives))
                others = [part for part in parts(of) if part is not sharing.pot and part not in set(gives)]
                node.uses = nodes_of(others)
                self._group(node, sharing.group, of)
            case model.Timeline() | model.YearTest():
                node.marks, node.uses = self._plain(of, moment)
            case _:
                assert_never(of)

    def _group(self, node: Node, group: model.Group, gathering: model.Expression) -> None:
        node.via = None if group.via is None else self.plan.in_year(node.moment.year).attributes[group.via]
        node.scopes = self._scopes(group.concept, gathering, node.moment)

    def _scopes(
        self, concept: str | None, expression: model.Expression, moment: Moment
    ) -> tuple[tuple[model.Scope, Node], ...]:
        if expression in self.plan.deciding:
            return ()
        scopes = self.plan.in_year(moment.year).scopes.get(concept or "", ())
        return tuple((scope, self.node(scope.condition, moment)) for scope in scopes)

    def _plain(self, start: model.Expression, moment: Moment) -> tuple[tuple[int, ...], tuple[Node, ...]]:
        """Down through what only computes, to what chooses, gathers or is defined."""
        met: list[int | None] = []
        found: dict[Node, None] = {}
        waiting = [(start, moment)]
        while waiting:
            expression, when = waiting.pop()
            match expression:
                case model.Reference(symbol):
                    node = self.defined(symbol, year_read(expression, when))
                    if node is not None:
                        found[node] = None
                case model.Timeline(values):
                    dated = in_force(values, when)
                    if not isinstance(dated, str):
                        index = values.index(dated)
                        met.append(self.marks.at.get((expression, index)))
                        if dated.last is not None and dated.last == _last_day(when):
                            met.append(self.marks.at.get((expression, ("last", index))))
                        waiting.append((dated.value, when))
                case model.OnDay(value):
                    waiting.extend((value, day) for day in days(expression, when))
                case model.Indexed(base, level_year, _, rate):
                    years = index_years(expression, when) or range(0)
                    if years:
                        met.append(self.marks.at.get((expression, True)))
                    waiting.append((base, in_year(when, level_year)))
                    waiting.extend((rate, in_year(when, year)) for year in years)
                case model.YearTest():
                    for mark in self.marks.boundaries.get(expression, ()):
                        if when.year is not None and meets(mark, Fraction(when.year)):
                            met.append(mark.goal)
                case _ if isinstance(expression, Visited):
                    found[self.node(expression, when)] = None
                case _:
                    waiting.extend((part, when) for part in parts(expression))
        return tuple(number for number in met if number is not None), tuple(found)


def _last_day(moment: Moment) -> datetime.date | None:
    """The last day that is asked about: the day, or the last of the whole year."""
    if moment.day is not None or moment.year is None:
        return moment.day
    return datetime.date(moment.year, 12, 31)


def meets(mark: Mark, number: Fraction) -> bool:
    """Whether the number shows the side of the threshold that the mark is about."""
    side, threshold = mark.side, mark.threshold
    if side.nearest is not None:
        return number == side.nearest
    match side.side:
        case "below":
            return number < threshold
        case "above":
            return number > threshold
        case _:
            return number != threshold
