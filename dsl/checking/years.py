"""Values over the years: what looks back comes to a first year, nothing is used before it is there or while it changes.

Found by going through the program as a computation of each year would, with the tests of the year decided, but
without any data. A place in it is a rule, a year, and how values in force from a date are read there: for the whole
year, on a day, or on the first of each month.
"""

import calendar
import datetime
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Literal

from dsl import model
from dsl.checking.cycles import Variant
from dsl.checking.graphs import components, shortest_path
from dsl.checking.program import Subject, span, text, zero
from dsl.checking.year_tests import YearTests
from dsl.expressions import in_time, parts, post_order, shape
from dsl.frozen import frozen
from dsl.model import Expression, Symbol
from dsl.problems import Problem
from dsl.problems.tables import TooLarge
from dsl.problems.uses import Cycle, Step
from dsl.problems.years import (
    ChangesWithinYear,
    DependsOnYear,
    LaterYearUsed,
    NoFirstYear,
    NotThen,
    NotYetInForce,
    YearOutOfReach,
)
from dsl.source import Span
from dsl.years.periods import turns
from dsl.years.reach import reach, within
from dsl.years.wordings import in_year, own_first

# Rules times years gone through, for one choice of readings; and years of rates behind an indexed value.
MOST_PLACES = 50_000
_MOST_RATES = 100

# None: the whole year; (month, day or None for the last); the first of each month; in no certain way, so that how
# values from a date are read is not asked (a value that others use may be meant to be read on a day only by them).
_Reading = tuple[int, int | None] | Literal["months", "any"] | None


@frozen
class _Place:
    symbol: Symbol
    year: int
    reading: _Reading


def check_years(subject: Subject, choices: tuple[Variant, ...]) -> Iterator[Problem]:
    """Find what looks back for ever, is used before it is there, or changes while it is used."""
    dated = timed(subject)
    if not dated:
        return
    seen: set[Problem] = set()
    for variant in choices:
        for problem in _Walk(subject, variant, dated).problems():
            if problem not in seen:
                seen.add(problem)
                yield problem


def timed(subject: Subject) -> frozenset[Symbol]:
    """Values that depend on dates or on other years, through other values too."""
    users: dict[Symbol, list[Symbol]] = {}
    waiting: list[Symbol] = []
    for definition, order in subject.orders.items():
        for expression in order:
            if isinstance(expression, model.Reference) and expression.symbol in subject.definitions:
                users.setdefault(expression.symbol, []).append(definition.symbol)
                if shape(expression).another_year:
                    waiting.append(definition.symbol)
            elif in_time(expression):
                waiting.append(definition.symbol)
    found: set[Symbol] = set()
    while waiting:
        symbol = waiting.pop()
        if symbol not in found:
            found.add(symbol)
            waiting.extend(users.get(symbol, ()))
    return frozenset(found)


class _Walk:
    """One choice of readings, gone through from every year that is computed."""

    def __init__(self, subject: Subject, variant: Variant, timed: frozenset[Symbol]) -> None:
        self.subject = subject
        self.program = subject.program
        self.changed = variant.changed
        self.active = variant.active
        self.timed = {symbol: None for symbol in variant.active if symbol in timed}
        self.group = {symbol: number for number, group in enumerate(subject.groups) for symbol in group}
        mentioned = self.mentioned()
        self.first = self.program.years[0]
        # Years before it are computed as the regulation read in them, and were checked so.
        self.own = own_first(self.program)
        self.lowest = min(mentioned, default=0) - 1
        self.highest = max(mentioned, default=0) + 1
        self.year_tests = YearTests(subject, variant.active, self.lowest)
        self.certain = True
        self.reached: dict[_Place, list[_Place]] = {}
        self.found: dict[tuple[type, Span], Problem] = {}

    def problems(self) -> Iterable[Problem]:
        years = self.computed()
        # Where no first year is known, a chain from a late year must come to an end by itself.
        for year in (*years, *(() if self.first is not None else (self.highest,))):
            self.certain = year in years
            if not self.go_through(year):
                return [TooLarge(next(self.active[symbol].node.span for symbol in self.timed), "years")]
        for places in components(self.reached, self.reached.__getitem__):
            if len(places) > 1 or places[0] in self.reached[places[0]]:
                self.tell(self.cycle(places))
        return self.found.values()

    def tell(self, problem: Problem) -> None:
        """One of a kind at a place: the first, in the order of the years."""
        kind = NotYetInForce if isinstance(problem, ChangesWithinYear) else type(problem)
        self.found.setdefault((kind, problem.span), problem)

    # -- which years -----------------------------------------------------------------------------

    def mentioned(self) -> set[int]:
        """Years in which something begins or ends."""
        years = set(turns(self.program))
        for symbol in self.timed:
            for expression in self.subject.orders[self.active[symbol]]:
                years.update(shape(expression).years)
        return years

    def computed(self) -> tuple[int, ...]:
        """The years that are known to be computed and may differ from each other."""
        first, last = self.program.years
        years = {self.program.calculation_year} - {None}
        if first is not None:
            near = {first, *(year + more for year in (first, *self.mentioned()) for more in (0, 1))}
            years |= {year for year in near if year >= first and (last is None or year <= last)}
        own = self.own
        if own is not None and (last is None or own <= last):
            years |= {own, own + 1} if last is None or own < last else {own}
        return tuple(sorted(year for year in years if year is not None and (own is None or year >= own)))

    # -- going through ---------------------------------------------------------------------------

    def go_through(self, year: int) -> bool:
        """Everything that is computed in a year; False when that is too much."""
        roots = set(self.roots())
        waiting = [_Place(symbol, year, None if symbol in roots else "any") for symbol in self.timed]
        for condition, node in self.subject.conditions:
            waiting += self.walk(condition, year, None, None, node.span)
        while waiting:
            place = waiting.pop()
            if place in self.reached:
                continue
            if len(self.reached) == MOST_PLACES:
                return False
            definition = self.active[place.symbol]
            self.reached[place] = self.walk(
                definition.expression, place.year, place.reading, definition, definition.node.span
            )
            waiting += self.reached[place]
        return True

    def roots(self) -> Iterator[Symbol]:
        """Values that no other value uses; of those that use each other and that no other uses, all."""
        used = {
            use.symbol
            for symbol in self.timed
            for use in self.subject.uses[self.active[symbol]]
            if self.group[use.symbol] != self.group[symbol]
        }
        used_groups = {self.group[symbol] for symbol in used}
        return (symbol for symbol in self.timed if self.group[symbol] not in used_groups)

    def walk(
        self, root: Expression, year: int, reading: _Reading, owner: model.Definition | None, place: Span
    ) -> list[_Place]:
        """What the expression uses in that year. owner: whose it is; place: of parts that have none."""
        used: list[_Place] = []
        waiting: list[tuple[Expression, int, _Reading]] = [(root, year, reading)]
        while waiting:
            expression, year, reading = waiting.pop()
            match expression:
                case model.Reference(symbol) if symbol in self.active:
                    used += self.use(expression, year, reading, owner, span(expression, place))
                case model.Cases() | model.Exceptions() | model.Logic():
                    waiting += ((part, year, reading) for part in self.year_tests.possible(expression, year))
                case model.OnDay(value, month, day):
                    waiting.append((value, year, "months" if month is None else (month, day)))
                case model.AsOf(value, day):
                    # On whatever day that is, what is not in force then is told of when it is computed.
                    waiting += ((value, year, "any"), (day, year, reading))
                case model.Indexed(base, level, first, rate):
                    if year < level and self.certain:
                        name = text(expression) if owner is None else owner.symbol.name
                        self.tell(NotYetInForce(span(expression, place), name, place, year, None))
                    waiting.append((base, level, reading))
                    waiting += ((rate, each, reading) for each in range(max(first, year - _MOST_RATES), year + 1))
                case model.Timeline() if owner is not None and expression is not root:
                    self.check(expression, owner, owner.symbol.name, year, reading, place)
                    waiting += ((dated.value, year, reading) for dated in expression.values)
                case _:
                    waiting += ((part, year, reading) for part in parts(expression))
        return used

    def use(
        self, use: model.Reference, year: int, reading: _Reading, owner: model.Definition | None, place: Span
    ) -> list[_Place]:
        """Another value: the place where it is computed, unless that is impossible."""
        definition = self.active[use.symbol]
        when = use.year if use.absolute else year + use.year
        if when > year:
            if self.certain:
                self.tell(LaterYearUsed(place, when, year))
            return []
        if when < year and self.own is not None and when < self.own:
            self.check_then(use, when, place)
            return []
        if when < year and not use.absolute and self.is_before_first(use.symbol, when, owner):
            if owner is None or not self.subject.is_torn(owner.node.span):
                self.tell(NoFirstYear(place, text(use), definition.node.span, self.first, zero(definition)))
            return []
        if isinstance(definition.expression, model.Timeline):
            self.check(definition.expression, definition, text(use), when, reading, place)
        return [_Place(use.symbol, when, reading)] if use.symbol in self.timed else []

    def check_then(self, use: model.Reference, year: int, place: Span) -> None:
        """Whether there was such a value in a year before the regulation read as it does."""
        then = in_year(self.program, year)
        first = then.years[0]
        known = {definition.symbol for definition in then.definitions}
        known |= {attribute.symbol for attribute in model.attributes_of(then)}
        if self.certain and use.symbol not in known and (first is None or year >= first):
            self.tell(NotThen(place, text(use), year, use.absolute))

    def is_before_first(self, symbol: Symbol, year: int, owner: model.Definition | None) -> bool:
        """Whether nothing is looked back at in that year: before the first in force, or on a way back without end."""
        if self.first is not None:
            return year < self.first
        return year < self.lowest and owner is not None and self.group[symbol] == self.group[owner.symbol]

    def check(
        self,
        timeline: model.Timeline,
        definition: model.Definition,
        name: str,
        year: int,
        reading: _Reading,
        place: Span,
    ) -> None:
        """Whether one value is in force all the time that it is read for."""
        if not self.certain or reading == "any" or not datetime.MINYEAR <= year <= datetime.MAXYEAR:
            return
        for first, last in _stretches(year, reading):
            begun = [dated for dated in timeline.values if dated.first <= last]
            latest = begun[-1] if begun else None
            if latest is None or (latest.last is not None and latest.last < first):
                self.tell(NotYetInForce(place, name, definition.node.span, year, None if reading is None else first))
            elif latest.first > first:
                self.tell(ChangesWithinYear(place, name, definition.node.span, latest.first))
            elif latest.last is not None and latest.last < last:
                after = latest.last + datetime.timedelta(days=1)
                self.tell(ChangesWithinYear(place, name, definition.node.span, after))

    def cycle(self, places: tuple[_Place, ...]) -> Cycle:
        """Values that need each other in one year, through a year that is named outright."""
        first = min(places, key=lambda place: tuple(self.active).index(place.symbol))
        path = shortest_path(first, first, self.reached.__getitem__)
        steps = tuple(_step(self.subject, self.active[place.symbol], following) for place, following in pairwise(path))
        readings = {self.active[place.symbol].reading for place in path} & {self.changed}
        return Cycle(steps[0].span, steps, first.year, tuple(reading for reading in readings if reading is not None))


def _step(subject: Subject, definition: model.Definition, following: _Place) -> Step:
    use = next(use for use in subject.uses[definition] if use.symbol == following.symbol)
    return Step(definition.symbol.name, span(use, definition.node.span))


def _stretches(year: int, reading: _Reading) -> tuple[tuple[datetime.date, datetime.date], ...]:
    """First and last day of each stretch of time that is read as one."""
    if reading is None:
        return ((datetime.date(year, 1, 1), datetime.date(year, 12, 31)),)
    if isinstance(reading, str):
        firsts = tuple(datetime.date(year, month, 1) for month in range(1, 13))
        return tuple(zip(firsts, firsts, strict=True))
    month, day = reading
    longest = calendar.monthrange(year, month)[1]
    read = datetime.date(year, month, longest if day is None else min(day, longest))
    return ((read, read),)


def check_asked(program: model.Program) -> Iterator[YearOutOfReach]:
    """Find years that examples, published tables and promises ask for and that cannot be computed."""
    asked = (
        *((example.year, example.span) for example in program.examples),
        *((table.year, table.span) for table in program.references),
        *((promise.year, promise.span) for promise in program.promises),
    )
    if any(year is not None for year, _ in asked):
        reached = reach(program)
        for year, span in asked:
            if year is not None and not within(year, *reached):
                yield YearOutOfReach(span, year, *reached)


def check_as_of(subject: Subject) -> Iterator[DependsOnYear]:
    """Find values read on a day that may be of another year, though they depend on the year otherwise."""
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
