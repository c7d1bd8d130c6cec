"""One row at one moment of a calculation: the only place where derivations ask what was computed."""

import datetime
from typing import Literal

import attrs

from dsl import model
from dsl.expressions import in_time, shape
from interpreter.evaluating.calculation import (
    Calculation,
    ShareParts,
    definition,
    labels,
    outcome,
    share_parts,
    taken,
    value_of,
)
from interpreter.evaluating.plan import Moment
from interpreter.evaluating.planning.needs import year_read
from interpreter.evaluating.planning.setting import spoken, users, with_users
from interpreter.outcomes import Failed, Known, Outcome, Place


@attrs.frozen
class Key:
    """One value of one row at one moment; row None: for the whole regulation. What is the same every year has the
    moment of the calculation, so that it is told once."""

    symbol: model.Symbol
    row: int | None
    moment: Moment


@attrs.frozen(eq=False)
class Overview:
    """What all spots of a calculation share. yearly, timed: the symbols whose value may differ from year to year, and
    from day to day."""

    calculation: Calculation
    yearly: frozenset[model.Symbol]
    timed: frozenset[model.Symbol]


@attrs.frozen(eq=False)
class Spot:
    """A place in a calculation to read from: a row and a moment. row: index among the rows of the concept that is
    spoken of, None for the whole regulation."""

    overview: Overview
    row: int | None
    moment: Moment

    # -- what was computed -----------------------------------------------------------------------

    def outcome(self, expression: model.Expression) -> Outcome:
        """What the expression came to here."""
        return value_of(self.overview.calculation, expression, self.row, self.moment.year, day=self.moment.day)

    def taken(self, choosing: model.Cases | model.Exceptions | model.Lookup) -> int | Failed | None:
        """Which case, exception or row of a table it was; None: none of them."""
        return taken(self.overview.calculation, choosing, self.row, self.moment.year, day=self.moment.day)

    def value_of(self, symbol: model.Symbol) -> Outcome:
        """What the value or attribute came to here."""
        return outcome(self.overview.calculation, symbol, self.row, self.moment.year, day=self.moment.day)

    def share(self, share: model.ShareOf) -> ShareParts:
        """The steps of the share of the row here."""
        assert self.row is not None
        return share_parts(self.overview.calculation, share, self.row, self.moment.year, day=self.moment.day)

    # -- what is declared and given --------------------------------------------------------------

    def definition(self, symbol: model.Symbol) -> model.Definition | None:
        """The definition in the year of the spot; None for an attribute, and what the regulation then did not have."""
        return definition(self.overview.calculation, symbol, self.moment.year)

    def attribute(self, symbol: model.Symbol) -> model.Attribute:
        return self.overview.calculation.plan.in_year(self.moment.year).attributes[symbol]

    def label(self, concept: str | None) -> str | None:
        if concept is None or self.row is None:
            return None
        return labels(self.overview.calculation, concept)[self.row]

    def origin(self, symbol: model.Symbol) -> tuple[Literal["given", "default", "missing"], Place | None]:
        """Where an attribute's value comes from, and the row of the data where it stands or should stand."""
        facts = self.overview.calculation.facts
        key = (symbol, self.moment.year if self.attribute(symbol).per_year else None)
        place: Place | None
        if symbol.concept is None or self.row is None:
            given, place = key in facts.inputs, facts.sources.get(key)
        else:
            rows = facts.rows[symbol.concept]
            given = key in rows.values and rows.values[key][self.row] is not None
            place = rows.should_stand(*key)[self.row]
        if given:
            return "given", place
        return ("missing" if self.attribute(symbol).default is None else "default"), place

    def judged_by(self, symbol: model.Symbol) -> str | None:
        """Who gave the answer to what a human decides, where it is told."""
        facts = self.overview.calculation.facts
        if symbol.concept is None or self.row is None:
            return facts.judged.get(symbol)
        return facts.rows[symbol.concept].judged.get((symbol, self.row))

    # -- other rows and moments ------------------------------------------------------------------

    def key(self, reference: model.Reference) -> Key | None:
        """The value that is read; None where it was not computed, before the first year."""
        symbol = reference.symbol
        moment = self._moment(symbol, year_read(reference, self.moment))
        read = self.when(moment).definition(symbol)
        if read is not None and (read.expression, moment) not in self.overview.calculation.plan.expressions:
            return None
        return Key(symbol, None if symbol.concept is None else self.row, moment)

    def at(self, key: Key) -> "Spot":
        return attrs.evolve(self, row=key.row, moment=key.moment)

    def when(self, moment: Moment) -> "Spot":
        return attrs.evolve(self, moment=moment)

    def as_of(self, as_of: model.AsOf, day: datetime.date) -> Moment:
        """The moment that the value was computed for, where that day is the row's own."""
        return self.overview.calculation.plan.stretches[as_of, self._planned(as_of)].at(day)

    def _planned(self, as_of: model.AsOf) -> Moment:
        """What depends on no timeline is planned for the year, whatever the day."""
        whole = Moment(self.moment.year, None)
        return self.moment if (as_of, self.moment) in self.overview.calculation.plan.stretches else whole

    def through(self, relation: model.Expression) -> "Spot | None":
        """The row that a relation points at, None where it points nowhere."""
        assert isinstance(relation.type, model.RowOf)
        return self._row_of(relation.type.concept, self.outcome(relation))

    def owner(self, group: model.Group) -> "Spot | None":
        """Whose group the row is in, seen from a row of the group."""
        if group.owner is None or group.via is None:
            return attrs.evolve(self, row=None)
        return self._row_of(group.owner, self.value_of(group.via))

    def members(self, group: model.Group, gathering: model.Expression) -> "tuple[tuple[str, Spot], ...]":
        """The rows of the group, seen from its owner's row: label and place. Rows that the regulation does not cover
        are none of them. gathering: what gathers them."""
        rows = enumerate(labels(self.overview.calculation, group.concept))
        scopes = self.scopes(group.concept, gathering)
        every = tuple(
            (label, there)
            for label, there in ((label, attrs.evolve(self, row=row)) for row, label in rows)
            if all(there.outcome(scope.condition) != Known(False) for scope in scopes)
        )
        if group.via is None:
            return every
        own = Known(self.label(group.owner) or "")
        return tuple((label, there) for label, there in every if there.value_of(group.via) == own)

    def scopes(self, concept: str | None, expression: model.Expression) -> tuple[model.Scope, ...]:
        """What decides which rows of the concept the expression is of."""
        plan = self.overview.calculation.plan
        return () if expression in plan.deciding else plan.in_year(self.moment.year).scopes.get(concept or "", ())

    def _row_of(self, concept: str, pointed: Outcome) -> "Spot | None":
        match pointed:
            case Known(str() as label):
                row = labels(self.overview.calculation, concept).index(label)
                return attrs.evolve(self, row=row)
            case _:
                return None

    def _moment(self, symbol: model.Symbol, moment: Moment) -> Moment:
        """The day only where it may matter, and the calculation's own year where the year does not."""
        year = moment.year if symbol in self.overview.yearly else self.overview.calculation.year
        return Moment(year, moment.day if symbol in self.overview.timed else None)


def start(calculation: Calculation, year: int | None) -> Spot:
    """The whole regulation, in the year (None: that of the calculation)."""
    plan = calculation.plan
    standings = (plan.standing, *(standing for _, standing in plan.others))
    # What an amendment may have changed is told of the year that it is of.
    yearly = {symbol for _, standing in plan.others for symbol in standing.active}
    timed: set[model.Symbol] = set()
    using: dict[model.Symbol, list[model.Symbol]] = {}
    for standing in standings:
        scopes = tuple(scope for every in standing.scopes.values() for scope in every)
        yearly |= {attribute.symbol for attribute in standing.attributes.values() if attribute.per_year}
        for symbol, _, expression in spoken(standing.active, scopes):
            if in_time(expression):
                yearly.add(symbol)
            if shape(expression).time == "dated":
                timed.add(symbol)
        for symbol, its in users(standing.active, scopes).items():
            using.setdefault(symbol, []).extend(its)
    overview = Overview(calculation, with_users(yearly, using), with_users(timed, using))
    when = Moment(calculation.year if year is None else year, calculation.day)
    return Spot(overview, None, when)
