"""What a plan is made in: the program, its definitions under the chosen readings, and what holds for all of them."""

import datetime
from collections.abc import Iterable, Iterator, Mapping

import attrs

from dsl import model
from dsl.expressions import mentioned, post_order, shape
from dsl.frozen import identical
from dsl.years.wordings import declared
from interpreter import days
from interpreter.evaluating.plan import MAX_YEARS, Moment, Stretches
from interpreter.evaluating.planning.draft import Spot


@identical
class Need:
    """A value to plan: of which expression, when, and for which rule."""

    expression: model.Expression
    moment: Moment
    spot: Spot


@identical
class Setting:
    """One wording of the regulation: what an expression is planned in, by the year it is computed for.

    active: the definitions in force under the readings, in text order

    needed_by: input -> the first of their sections that speaks of it
    timed: what depends on a timeline, so that it may differ from day to day
    first_year: no value is looked back at in a year before it
    scopes: concept -> what says which of its rows are covered; deciding: all expressions that those are decided from,
        which are of every row, covered or not
    defines: expression -> the definition that it is the whole of
    asked: the day that is asked about; None: the whole year
    stretches: found so far, of every value as of a day
    year: of the calculation; others: how the regulation reads in other years, each with the first of them
    """

    program: model.Program
    active: Mapping[model.Symbol, model.Definition]
    attributes: Mapping[model.Symbol, model.Attribute]
    needed_by: Mapping[model.Symbol, model.SectionRef]
    timed: frozenset[model.Symbol]
    first_year: int | None
    scopes: Mapping[str, tuple[model.Scope, ...]]
    deciding: frozenset[model.Expression]
    defines: Mapping[model.Expression, model.Definition]
    asked: datetime.date | None
    stretches: dict[tuple[model.AsOf, Moment], Stretches]
    year: int | None = None
    others: "tuple[tuple[int | None, Setting], ...]" = ()

    def at(self, moment: Moment) -> "Setting":
        """What is in force at the moment. Asked of the setting of the calculation."""
        there = self
        if moment.year != self.year and moment.year is not None:
            for first, other in self.others:
                if first is None or first <= moment.year:
                    there = other
        return there

    def asked_in(self, year: int | None) -> datetime.date | None:
        """The day that is asked about; in another year the same day of that."""
        if self.asked is None or year is None:
            return self.asked
        return day_in(year, self.asked.month, self.asked.day)

    def edges(self, expression: model.Expression) -> tuple[datetime.date, ...]:
        """The days from which another of the dated values that it depends on is in force, or none any more."""
        return tuple(sorted(_edges(expression, self.active)))

    def covering(self, expression: model.Expression) -> tuple[model.Scope, ...]:
        """What decides which rows the expression is of: those it has values for, where it is the whole of a definition,
        or those of the group that it gathers."""
        if not self.scopes or expression in self.deciding:
            return ()
        group = shape(expression).group
        gathered = () if group is None else self.scopes.get(group.concept, ())
        return (*self.own(expression), *(scope for scope in gathered if scope not in self.own(expression)))

    def own(self, expression: model.Expression) -> tuple[model.Scope, ...]:
        """Which rows the definition that the expression is the whole of has values for."""
        defined = self.defines.get(expression)
        if defined is None or expression in self.deciding:
            return ()
        return self.scopes.get(defined.symbol.concept or "", ())

    def definition(self, definition: model.Definition, moment: Moment) -> Need:
        """The need of a defined value; on a day only where the day may matter."""
        when = moment if definition.symbol in self.timed else Moment(moment.year, None)
        return Need(definition.expression, when, definition_spot(definition))


def make_setting(program: model.Program, moment: Moment, readings: Mapping[str, str]) -> Setting:
    """What is in force in the moment, and how the regulation reads in all other years. readings: tolkning -> reading
    followed instead of the one in force."""
    then = [(one.first, one.program) for one in program.wordings if one.program.definitions is not program.definitions]
    every = (program, *(other for _, other in then))
    active = [_active(one, readings) for one in every]
    timed = _timed([(mine, one.scopes) for mine, one in zip(active, every, strict=True)])
    now = {attribute.symbol: attribute for attribute in model.attributes_of(program)}
    known = {attribute.symbol: attribute for attribute in model.attributes_of(declared(program))}
    settings = []
    for one, mine in zip(every, active, strict=True):
        first = one.years[0]
        if first is None and moment.year is not None:
            first = moment.year - MAX_YEARS
        scopes: dict[str, tuple[model.Scope, ...]] = {}
        for scope in one.scopes:
            scopes[scope.concept] = (*scopes.get(scope.concept, ()), scope)
        own = {attribute.symbol: _then(attribute, now) for attribute in model.attributes_of(one)}
        settings.append(
            Setting(
                one,
                mine,
                {**known, **own},
                _mentions(mine, one.scopes),
                timed,
                first,
                scopes,
                _deciding(one.scopes, mine),
                {definition.expression: definition for definition in mine.values()},
                moment.day,
                {},
            )
        )
    this, *others = settings
    if not others:
        return this
    # How it reads in each year, this wording too: it may be followed by a year of another.
    firsts = {id(other): setting for (_, other), setting in zip(then, others, strict=True)}
    readable = tuple((one.first, firsts.get(id(one.program), this)) for one in program.wordings)
    return attrs.evolve(this, year=moment.year, others=readable)


def _active(program: model.Program, readings: Mapping[str, str]) -> Mapping[model.Symbol, model.Definition]:
    """Under the readings that it has of those that are followed, else under those in force."""
    chosen = {
        question.name: readings[question.name]
        if readings.get(question.name) in question.readings
        else question.in_force
        for question in program.interpretations
    }
    return {
        definition.symbol: definition
        for definition in program.definitions
        if definition.reading is None or chosen.get(definition.reading[0]) == definition.reading[1]
    }


def _then(attribute: model.Attribute, now: Mapping[model.Symbol, model.Attribute]) -> model.Attribute:
    """As it was declared. What is given is read as it is declared now: whether it is of a year goes by that, and what
    is the same every year is as it is now."""
    today = now.get(attribute.symbol)
    if today is None:
        return attribute
    return attrs.evolve(attribute, per_year=True) if today.per_year else today


def definition_spot(definition: model.Definition) -> Spot:
    """The place of a definition."""
    span = definition.node.span
    return Spot(definition.section, span.line, span.file, definition.expression)


def at(spot: Spot, expression: model.Expression) -> Spot:
    """The same rule, at the line of one of its expressions."""
    if expression.node is None:
        return attrs.evolve(spot, source=expression)
    return Spot(spot.section, expression.node.span.line, expression.node.span.file, expression)


def day_in(year: int, month: int, day: int | None) -> datetime.date:
    """The day of that number in the month, or the last one where the month is shorter. day None: the last."""
    # Years without dates are met only far back in chains, where nothing is in force anyway.
    return days.day_in(min(max(year, datetime.MINYEAR), datetime.MAXYEAR), month, day)


def in_year(moment: Moment, year: int) -> Moment:
    """The moment of the same day in another year."""
    day = moment.day
    return Moment(year, None if day is None else day_in(year, day.month, day.day))


def _deciding(
    scopes: tuple[model.Scope, ...], active: Mapping[model.Symbol, model.Definition]
) -> frozenset[model.Expression]:
    found: set[model.Expression] = set()
    waiting = [scope.condition for scope in scopes]
    while waiting:
        for expression in post_order(waiting.pop()):
            if isinstance(expression, model.Reference) and expression.symbol in active:
                below = active[expression.symbol].expression
                if below not in found:
                    waiting.append(below)
            found.add(expression)
    return frozenset(found)


def _edges(root: model.Expression, active: Mapping[model.Symbol, model.Definition]) -> set[datetime.date]:
    found: set[datetime.date] = set()
    met: set[model.Expression] = set()
    waiting = [root]
    while waiting:
        for expression in post_order(waiting.pop()):
            found.update(shape(expression).turns)
            if isinstance(expression, model.Reference) and expression.symbol in active:
                below = active[expression.symbol].expression
                if below not in met:
                    met.add(below)
                    waiting.append(below)
    return found


# -- what depends on what ------------------------------------------------------------------------


def spoken(
    active: Mapping[model.Symbol, model.Definition], scopes: Iterable[model.Scope]
) -> Iterator[tuple[model.Symbol, model.SectionRef, model.Expression]]:
    """Every expression, with what it is part of: a definition, or what decides which rows of a concept are covered,
    which has a symbol without a name."""
    for scope in scopes:
        for expression in post_order(scope.condition):
            yield model.Symbol(scope.concept, ""), scope.section, expression
    for symbol, definition in active.items():
        for expression in post_order(definition.expression):
            yield symbol, definition.section, expression


def users(
    active: Mapping[model.Symbol, model.Definition], scopes: Iterable[model.Scope]
) -> Mapping[model.Symbol, list[model.Symbol]]:
    """Symbol -> those that it is part of, as in `spoken`."""
    scopes = tuple(scopes)
    found: dict[model.Symbol, list[model.Symbol]] = {}
    for symbol, _, expression in spoken(active, scopes):
        group = shape(expression).group
        if isinstance(expression, model.Reference):
            found.setdefault(expression.symbol, []).append(symbol)
        elif group is not None:
            found.setdefault(model.Symbol(group.concept, ""), []).append(symbol)
    for scope in scopes:
        found.setdefault(model.Symbol(scope.concept, ""), []).extend(
            symbol for symbol in active if symbol.concept == scope.concept
        )
    return found


def with_users(
    symbols: Iterable[model.Symbol], found: Mapping[model.Symbol, list[model.Symbol]]
) -> frozenset[model.Symbol]:
    """They and all that they are part of. found: of `users`."""
    reached: set[model.Symbol] = set()
    waiting = list(symbols)
    while waiting:
        symbol = waiting.pop()
        if symbol not in reached:
            reached.add(symbol)
            waiting.extend(found.get(symbol, ()))
    return frozenset(reached)


def _mentions(
    active: Mapping[model.Symbol, model.Definition], scopes: tuple[model.Scope, ...]
) -> Mapping[model.Symbol, model.SectionRef]:
    """The first section that speaks of each symbol."""
    first: dict[model.Symbol, model.SectionRef] = {}
    for _, section, expression in spoken(active, scopes):
        for used in mentioned(expression):
            first.setdefault(used, section)
    return first


def _timed(
    wordings: Iterable[tuple[Mapping[model.Symbol, model.Definition], tuple[model.Scope, ...]]],
) -> frozenset[model.Symbol]:
    """The symbols that may differ from day to day, in any of the wordings or through any."""
    timelines: list[model.Symbol] = []
    using: dict[model.Symbol, list[model.Symbol]] = {}
    for active, scopes in wordings:
        timelines += (symbol for symbol, _, part in spoken(active, scopes) if shape(part).time == "dated")
        for symbol, its in users(active, scopes).items():
            using.setdefault(symbol, []).extend(its)
    return with_users(timelines, using)
