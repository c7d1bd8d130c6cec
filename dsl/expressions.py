"""What each kind of expression is: the one `match` over all of them, which whatever walks, asks about time or looks
through an expression goes by. A kind that is not told of here does not pass the type checker.

Nothing here recurses, so a sum of ten thousand terms is as safe as one of two. What an expression is worth, and how it
is told, is for others to know.
"""

import datetime
from collections.abc import Callable, Hashable, Mapping
from itertools import accumulate
from typing import Literal, NamedTuple, assert_never

import attrs

from dsl import model
from dsl.model import Expression

Label = tuple[Hashable, ...]
Time = Literal["same", "year", "dated", "asked"]
Joined = tuple[Literal["and", "or", "not"], tuple[Expression, ...]]


class Shape(NamedTuple):
    """One expression, as its kind and its own fields have it.

    label: what it says besides its parts; parts: in written order. A `Lookup` has only the results of its own column
        for parts, a `ShareOf` or `LeftOf` everything in the sharing
    time: what it is by itself, whatever its parts are: the `same` at all times; another in another `year`, or from a
        day on (`dated`); of the day that is `asked` about
    passed: the parts that become the value as they are; with all the others something is computed
    joined: how a truth is put together from other truths: `och`, `eller`, `inte`; `= ja` is an `och` of one
    group: the rows that it gathers, ranks or shares among
    another_year: whether it reads values of another year than the one that is asked about
    years: those it speaks of, in which something begins or ends
    turns: the days from which it is another than the day before
    """

    label: Label
    parts: tuple[Expression, ...]
    time: Time
    passed: tuple[Expression, ...] = ()
    joined: Joined | None = None
    group: model.Group | None = None
    another_year: bool = False
    years: tuple[int, ...] = ()
    turns: tuple[datetime.date, ...] = ()


def shape(expression: Expression) -> Shape:
    """What sort an expression is, with its parts."""
    label: Label
    match expression:
        case model.Constant(value):
            return Shape(("constant", type(value).__name__, value), (), "same")
        case model.Reference(symbol, _, _, year, absolute):
            label = ("reference", symbol, year, absolute)
            years = (year,) if absolute else ()
            return Shape(label, (), "same", another_year=bool(year) or absolute, years=years)
        case model.Arithmetic(operator, left, right):
            return Shape(("arithmetic", operator), (left, right), "same")
        case model.Compare(operator, left, right):
            return Shape(("compare", operator), (left, right), "same", joined=_is_so(operator, left, right))
        case model.Logic(operator, inner):
            return Shape(("logic", operator, len(inner)), inner, "same", joined=(operator, inner))
        case model.Lookup(table, result):
            rows = tuple((row.tests, row.otherwise) for row in table.rows)
            results = tuple(row.results[result] for row in table.rows)
            return Shape(("lookup", table.hit, rows), (*table.columns, *results), "same", results)
        case model.Cases(branches):
            heads = tuple((branch.condition is None, branch.otherwise) for branch in branches)
            inside = tuple(p for branch in branches for p in _present(branch.condition, branch.value))
            return Shape(("cases", heads), inside, "same", tuple(branch.value for branch in branches))
        case model.Exceptions(base, exceptions):
            levels = tuple(exempted.level for exempted in exceptions)
            inside = (base, *(p for e in exceptions for p in (e.condition, e.value)))
            return Shape(("exceptions", levels), inside, "same", (base, *(e.value for e in exceptions)))
        case model.Changed(kind, value, by, proportional):
            return Shape(("changed", kind, proportional), (value, by), "same")
        case model.Extreme(kind, left, right):
            return Shape(("extreme", kind), (left, right), "same")
        case model.Round(value, direction, step, tie):
            return Shape(("round", direction, step, tie), (value,), "same")
        case model.Follow(relation, value):
            return Shape(("follow",), (relation, value), "same", (value,))
        case model.Aggregate(kind, group, value, where):
            label = ("aggregate", kind, _group(group), value is None, where is None)
            return Shape(label, _present(value, where), "same", group=group)
        case model.Quantified(quantifier, group, condition):
            return Shape(("quantified", quantifier, _group(group)), (condition,), "same", group=group)
        case model.YearTest(kind, year):
            return Shape(("year test", kind, year), (), "year", years=() if year is None else (year,))
        case model.Brackets(value, tiers):
            bounds = [high for high, _ in tiers if high is not None]
            return Shape(("brackets", len(bounds)), (value, *bounds, *(rate for _, rate in tiers)), "same")
        case model.Timeline(values):
            return _timeline(values)
        case model.OnDay(value, month, day):
            return Shape(("on day", month, day), (value,), "year", () if month is None else (value,))
        case model.AsOf(value, day):
            return Shape(("as of",), (value, day), "same", (value,))
        case model.Indexed(base, level_year, first_year, rate, rounding):
            each_year = None if rounding is None else (rounding.direction, rounding.step, rounding.tie)
            label = ("indexed", level_year, first_year, each_year)
            return Shape(label, (base, rate), "year", another_year=True, years=(level_year, first_year))
        case model.NotRegulated(reason):
            return Shape(("not regulated", reason), (), "same")
        case model.DayOf(month, day, year):
            return Shape(("day of", month, day, year), (), "year")
        case model.AskedDay():
            return Shape(("asked day",), (), "asked")
        case model.WholeTime(unit, since, until):
            return Shape(("whole time", unit), (since, until), "same")
        case model.ShiftDay(value, count, unit):
            return Shape(("shift day", count, unit), (value,), "same")
        case model.Workday(value, count, direction):
            return Shape(("workday", count, direction), (value,), "same")
        case model.Ranking(group, key, most, tie_key, by_lot):
            label = ("ranking", _group(group), most, tie_key is None, by_lot)
            return Shape(label, _present(key, tie_key), "same", group=group)
        case model.ShareOf(sharing):
            label, inside = _sharing(sharing)
            return Shape(label, inside, "same", group=sharing.group)
        case model.LeftOf(sharing):
            label, inside = _sharing(sharing)
            return Shape(("left of", *label), inside, "same", group=sharing.group)
        case _:
            assert_never(expression)


def parts(expression: Expression) -> tuple[Expression, ...]:
    """As in `Shape`."""
    return shape(expression).parts


def passed(expression: Expression) -> tuple[Expression, ...]:
    """As in `Shape`."""
    return shape(expression).passed


def in_time(expression: Expression) -> bool:
    """Whether it may be another in another year or on another day by itself, or reads a value of another year."""
    found = shape(expression)
    return found.time != "same" or found.another_year


def mentioned(expression: Expression) -> tuple[model.Symbol, ...]:
    """The name that it reads itself, or the relation that it gathers rows by."""
    if isinstance(expression, model.Reference):
        return (expression.symbol,)
    group = shape(expression).group
    return () if group is None or group.via is None else (group.via,)


def ranks(choosing: model.Cases | model.Exceptions) -> tuple[int, ...]:
    """Of each case or exception: 0 for those that come first, and so on. One applies only where none of a lower number
    does; of those of one rank several may, with the same value."""
    match choosing:
        case model.Cases(branches, exclusive):
            begins = (number > 0 and (exclusive or branch.otherwise) for number, branch in enumerate(branches))
            return tuple(accumulate(begins))
        case model.Exceptions(_, exceptions):
            return tuple(2 - exempted.level for exempted in exceptions)
        case _:
            assert_never(choosing)


def conjuncts(condition: Expression) -> tuple[Expression, ...]:
    """The conditions all of which hold exactly where it holds, in written order."""
    found: list[Expression] = []
    waiting = [condition]
    while waiting:
        one = waiting.pop()
        if isinstance(one, model.Logic) and one.operator == "and":
            waiting.extend(reversed(one.parts))
        else:
            found.append(one)
    return tuple(found)


def references(root: Expression) -> tuple[model.Reference, ...]:
    """Every name that is read in the expression, in the order of `post_order`."""
    return tuple(part for part in post_order(root) if isinstance(part, model.Reference))


def named(expression: Expression) -> model.Reference | None:
    """What it is the name of, of this row or of one that it is related to."""
    while isinstance(expression, model.Follow):
        expression = expression.value
    return expression if isinstance(expression, model.Reference) else None


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
        inner = parts(expression) if inside is None else inside(expression)
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
                label, inner, *_ = shape(expression)
                if isinstance(expression, model.Reference):
                    label = (*label, self.aliases.get(expression.symbol, expression.symbol))
                    label = (label[0], *label[2:])
                told = (label, tuple(self.known[part] for part in inner))
                self.known[expression] = self.shapes.setdefault(told, len(self.shapes))
        return self.known[root]


def _present(*expressions: Expression | None) -> tuple[Expression, ...]:
    return tuple(expression for expression in expressions if expression is not None)


def _group(group: model.Group) -> Label:
    return group.concept, group.owner, group.via


def _is_so(operator: str, left: Expression, right: Expression) -> Joined | None:
    """`X är ja`, and the same with `inte`."""
    if operator not in ("=", "≠") or not isinstance(right, model.Constant) or not isinstance(right.value, bool):
        return None
    return ("and" if (operator == "=") == right.value else "not"), (left,)


def _timeline(values: tuple[model.Dated, ...]) -> Shape:
    firsts = [dated.first for dated in values]
    lasts = [dated.last for dated in values if dated.last is not None]
    after = [last + datetime.timedelta(days=1) for last in lasts if last != datetime.date.max]
    inside = tuple(dated.value for dated in values)
    return Shape(
        ("timeline", tuple((dated.first, dated.last) for dated in values)),
        inside,
        "dated",
        inside,
        years=tuple(day.year for day in (*firsts, *lasts)),
        turns=(*(first for first in firsts if first != datetime.date.min), *after),
    )


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
