"""Expressions as shapes: what each is made of, in an order where parts come first, and which ones say the same.

Nothing here recurses, so a sum of ten thousand terms is as safe as one of two.
"""

from collections.abc import Callable, Hashable, Mapping
from typing import assert_never

import attrs

from dsl import model
from dsl.model import Expression

Label = tuple[Hashable, ...]


def parts(expression: Expression) -> tuple[Label, tuple[Expression, ...]]:
    """What the expression says besides its parts, and its parts in written order.

    A `Lookup` has only the results of its own column for parts; a `ShareOf` or `LeftOf` everything in the sharing.
    """
    match expression:
        case model.Constant(value):
            return ("constant", type(value).__name__, value), ()
        case model.Reference(symbol, _, _, year, absolute):
            return ("reference", symbol, year, absolute), ()
        case model.Arithmetic(operator, left, right):
            return ("arithmetic", operator), (left, right)
        case model.Compare(operator, left, right):
            return ("compare", operator), (left, right)
        case model.Logic(operator, inner):
            return ("logic", operator, len(inner)), inner
        case model.Lookup(table, result):
            rows = tuple((row.tests, row.otherwise) for row in table.rows)
            return ("lookup", table.hit, rows), (*table.columns, *(row.results[result] for row in table.rows))
        case model.Cases(branches):
            heads = tuple((branch.condition is None, branch.otherwise) for branch in branches)
            return ("cases", heads), tuple(p for branch in branches for p in _present(branch.condition, branch.value))
        case model.Exceptions(base, exceptions):
            levels = tuple(exempted.level for exempted in exceptions)
            return ("exceptions", levels), (base, *(p for e in exceptions for p in (e.condition, e.value)))
        case model.Changed(kind, value, by, proportional):
            return ("changed", kind, proportional), (value, by)
        case model.Extreme(kind, left, right):
            return ("extreme", kind), (left, right)
        case model.Round(value, direction, step, tie):
            return ("round", direction, step, tie), (value,)
        case model.Follow(relation, value):
            return ("follow",), (relation, value)
        case model.Aggregate(kind, group, value, where):
            return ("aggregate", kind, _group(group), value is None, where is None), _present(value, where)
        case model.Quantified(quantifier, group, condition):
            return ("quantified", quantifier, _group(group)), (condition,)
        case model.YearTest(kind, year):
            return ("year test", kind, year), ()
        case model.Brackets(value, tiers):
            bounds = [high for high, _ in tiers if high is not None]
            return ("brackets", len(bounds)), (value, *bounds, *(rate for _, rate in tiers))
        case model.Timeline(values):
            dates = tuple((dated.first, dated.last) for dated in values)
            return ("timeline", dates), tuple(dated.value for dated in values)
        case model.OnDay(value, month, day):
            return ("on day", month, day), (value,)
        case model.AsOf(value, day):
            return ("as of",), (value, day)
        case model.Indexed(base, level_year, first_year, rate, rounding):
            each_year = None if rounding is None else (rounding.direction, rounding.step, rounding.tie)
            return ("indexed", level_year, first_year, each_year), (base, rate)
        case model.NotRegulated(reason):
            return ("not regulated", reason), ()
        case model.DayOf(month, day, year):
            return ("day of", month, day, year), ()
        case model.AskedDay():
            return ("asked day",), ()
        case model.WholeTime(unit, since, until):
            return ("whole time", unit), (since, until)
        case model.ShiftDay(value, count, unit):
            return ("shift day", count, unit), (value,)
        case model.Workday(value, count, direction):
            return ("workday", count, direction), (value,)
        case model.Ranking(group, key, most, tie_key, by_lot):
            return ("ranking", _group(group), most, tie_key is None, by_lot), _present(key, tie_key)
        case model.ShareOf(sharing):
            return _sharing(sharing)
        case model.LeftOf(sharing):
            label, inner = _sharing(sharing)
            return ("left of", *label), inner
        case _:
            assert_never(expression)


def post_order(
    root: Expression, inside: Callable[[Expression], tuple[Expression, ...]] | None = None
) -> tuple[Expression, ...]:
    """The expression and all its parts, each once, parts before what they are parts of. inside: other parts."""
    done: dict[Expression, None] = {}
    waiting = [(root, False)]
    while waiting:
        expression, parts_done = waiting.pop()
        if expression in done:
            continue
        if parts_done:
            done[expression] = None
            continue
        inner = parts(expression)[1] if inside is None else inside(expression)
        if not inner:
            done[expression] = None
            continue
        waiting.append((expression, True))
        waiting.extend((part, False) for part in reversed(inner))
    return tuple(done)


@attrs.frozen
class Keys:
    """Numbers for expressions: equal exactly where two say the same, in the same words or not.

    aliases: names that are taken for the name of another value
    """

    aliases: Mapping[model.Symbol, model.Symbol] = attrs.field(factory=dict)
    known: dict[Expression, int] = attrs.field(factory=dict)
    shapes: dict[tuple[Label, tuple[int, ...]], int] = attrs.field(factory=dict)

    def __call__(self, root: Expression) -> int:
        if root not in self.known:
            for expression in post_order(root):
                label, inner = parts(expression)
                if isinstance(expression, model.Reference):
                    label = (*label, self.aliases.get(expression.symbol, expression.symbol))
                    label = (label[0], *label[2:])
                shape = (label, tuple(self.known[part] for part in inner))
                self.known[expression] = self.shapes.setdefault(shape, len(self.shapes))
        return self.known[root]


def _present(*expressions: Expression | None) -> tuple[Expression, ...]:
    return tuple(expression for expression in expressions if expression is not None)


def _group(group: model.Group) -> Label:
    return group.concept, group.owner, group.via


def _sharing(sharing: model.Sharing) -> tuple[Label, tuple[Expression, ...]]:
    rest, keys = _rest(sharing.rest)
    taker, takers = _taker(sharing.taker)
    label = (
        "share",
        _group(sharing.group),
        tuple(give.where is None for give in sharing.gives),
        rest,
        sharing.cap is None,
        sharing.goes_on,
        sharing.stays,
        None if sharing.turn is None else sharing.turn.most,
        sharing.rounding,
        taker,
        sharing.unrounded,
        sharing.tie_key is None,
        sharing.tie_by_lot,
    )
    gives = tuple(part for give in sharing.gives for part in _present(give.value, give.where))
    turn = () if sharing.turn is None else (sharing.turn.key,)
    return label, (sharing.pot, *gives, *keys, *_present(sharing.cap), *turn, *takers, *_present(sharing.tie_key))


def _rest(
    rest: model.Proportional | model.Equal | model.SainteLague | None,
) -> tuple[Label, tuple[Expression, ...]]:
    match rest:
        case model.Proportional(key):
            return ("proportional",), (key,)
        case model.SainteLague(key, divisor):
            return ("seats", divisor), (key,)
        case model.Equal():
            return ("equal",), ()
        case None:
            return ("none",), ()
        case _:
            assert_never(rest)


def _taker(taker: model.ToRow | model.LargestRemainder | None) -> tuple[Label, tuple[Expression, ...]]:
    match taker:
        case model.ToRow(key, most):
            return ("row", most), (key,)
        case model.LargestRemainder():
            return ("remainder",), ()
        case None:
            return ("none",), ()
        case _:
            assert_never(taker)
