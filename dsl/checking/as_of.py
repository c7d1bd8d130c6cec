"""A value as of a day of the data: that day may be in any year, so nothing else in the value may depend on the year."""

from collections.abc import Iterator

from dsl import model
from dsl.checking.program import Subject, span, text
from dsl.expressions import in_time, post_order, shape
from dsl.model import Expression
from dsl.problems.years import DependsOnYear
from dsl.source import Span


def check_as_of(subject: Subject) -> Iterator[DependsOnYear]:
    written = [(order, definition.node.span) for definition, order in subject.orders.items()]
    written += [(post_order(condition), node.span) for condition, node in subject.conditions]
    # What norms decide together may be found in several places.
    yield from dict.fromkeys(problem for order, place in written for problem in _problems(subject, order, place))


def _problems(subject: Subject, order: tuple[Expression, ...], place: Span) -> Iterator[DependsOnYear]:
    for expression in order:
        if isinstance(expression, model.AsOf) and not _of_the_year(subject, expression.day):
            found = _by_year(subject, expression.value, place)
            if found is not None:
                part, where = found
                yield DependsOnYear(span(expression, place), text(expression.value), part, where)


def _of_the_year(subject: Subject, day: Expression) -> bool:
    """Whether the day is surely in the year that is computed: the day that is asked about, or a day of this year."""
    met = {day}
    waiting = [day]
    while waiting:
        one = waiting.pop()
        if isinstance(one, model.Reference) and not in_time(one) and one.symbol in subject.definitions:
            below = {definition.expression for definition in subject.definitions[one.symbol]} - met
            met |= below
            waiting.extend(below)
        elif shape(one).time != "asked" and not (isinstance(one, model.DayOf) and one.year == "this"):
            return False
    return True


def _by_year(subject: Subject, value: Expression, place: Span) -> tuple[str, Span] | None:
    """What of the value depends on the year in another way than by dates, and where; through definitions too."""
    seen: set[model.Symbol] = set()
    waiting = [(value, place)]
    while waiting:
        root, here = waiting.pop()
        for expression in post_order(root):
            if in_time(expression) and shape(expression).time != "dated":
                return text(expression), span(expression, here)
            if not isinstance(expression, model.Reference) or expression.symbol in seen:
                continue
            seen.add(expression.symbol)
            attribute = subject.attributes.get(expression.symbol)
            if attribute is not None and attribute.per_year:
                return text(expression), span(expression, here)
            below = subject.definitions.get(expression.symbol, ())
            waiting.extend((definition.expression, definition.node.span) for definition in below)
    return None
