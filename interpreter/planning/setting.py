"""What a plan is made in: the program, its definitions under the chosen readings, and what holds for all of them."""

import datetime
from collections.abc import Mapping

import attrs

from dsl import model
from dsl.checking.expressions import post_order
from interpreter import days
from interpreter.plan import MAX_YEARS, Moment
from interpreter.planning.draft import Spot


@attrs.frozen(eq=False)
class Need:
    """A value to plan: of which expression, when, and for which rule."""

    expression: model.Expression
    moment: Moment
    spot: Spot


@attrs.frozen(eq=False)
class Setting:
    """active: the definitions in force under the readings, in text order

    needed_by: input -> the first of their sections that speaks of it
    timed: what depends on a timeline, so that it may differ from day to day
    first_year: no value is looked back at in a year before it
    """

    program: model.Program
    active: Mapping[model.Symbol, model.Definition]
    attributes: Mapping[model.Symbol, model.Attribute]
    needed_by: Mapping[model.Symbol, model.SectionRef]
    timed: frozenset[model.Symbol]
    first_year: int | None

    def definition(self, definition: model.Definition, moment: Moment) -> Need:
        """The need of a defined value; on a day only where the day may matter."""
        when = moment if definition.symbol in self.timed else Moment(moment.year, None)
        return Need(definition.expression, when, definition_spot(definition))


def make_setting(program: model.Program, moment: Moment, readings: Mapping[str, str]) -> Setting:
    chosen = {interpretation.name: interpretation.in_force for interpretation in program.interpretations}
    chosen.update(readings)
    active = {
        definition.symbol: definition
        for definition in program.definitions
        if definition.reading is None or chosen.get(definition.reading[0]) == definition.reading[1]
    }
    attributes = [*program.inputs, *(attribute for concept in program.concepts for attribute in concept.attributes)]
    first = program.years[0]
    if first is None and moment.year is not None:
        first = moment.year - MAX_YEARS
    mentions, timed = _mentions(active)
    return Setting(program, active, {attribute.symbol: attribute for attribute in attributes}, mentions, timed, first)


def definition_spot(definition: model.Definition) -> Spot:
    span = definition.node.span
    return Spot(definition.section, span.line, span.file, definition.expression)


def at(spot: Spot, expression: model.Expression) -> Spot:
    """The same rule, at the line of one of its expressions."""
    if expression.node is None:
        return attrs.evolve(spot, source=expression)
    return Spot(spot.section, expression.node.span.line, expression.node.span.file, expression)


def day_in(year: int, month: int, day: int | None) -> datetime.date:
    """That day of the month, or the last one where the month is shorter (None: the last)."""
    # Years without dates are met only far back in chains, where nothing is in force anyway.
    return days.day_in(min(max(year, datetime.MINYEAR), datetime.MAXYEAR), month, day)


def in_year(moment: Moment, year: int) -> Moment:
    """The same day in another year."""
    day = moment.day
    return Moment(year, None if day is None else day_in(year, day.month, day.day))


def _mentions(
    active: Mapping[model.Symbol, model.Definition],
) -> tuple[Mapping[model.Symbol, model.SectionRef], frozenset[model.Symbol]]:
    first: dict[model.Symbol, model.SectionRef] = {}
    users: dict[model.Symbol, list[model.Symbol]] = {}
    waiting = []
    for symbol, definition in active.items():
        for expression in post_order(definition.expression):
            match expression:
                case model.Reference(used):
                    first.setdefault(used, definition.section)
                    users.setdefault(used, []).append(symbol)
                case model.Aggregate(group=group) | model.Quantified(group=group):
                    if group.via is not None:
                        first.setdefault(group.via, definition.section)
                case model.ShareOf(sharing):
                    if sharing.group.via is not None:
                        first.setdefault(sharing.group.via, definition.section)
                case model.Timeline():
                    waiting.append(symbol)
                case _:
                    pass
    timed: set[model.Symbol] = set()
    while waiting:
        symbol = waiting.pop()
        if symbol not in timed:
            timed.add(symbol)
            waiting.extend(users.get(symbol, ()))
    return first, frozenset(timed)
