"""Seats as data of a regulation: what it says of parties in the unit `mandat` comes from the election instead.

Parties are matched by name. What the data has besides seats stays; nothing that is not known becomes zero, and nobody
is left out without being told of.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction

import attrs

from dsl import model
from interpreter.data.assembling import overlaid
from interpreter.elections.election import Election, Outcome, Standing
from interpreter.elections.naming import everyday, matched
from interpreter.facts import Given
from interpreter.outcomes import Place

UNIT = "mandat"


@attrs.frozen
class Fed:
    """The data of a regulation with seats in them, and what became of its rows: labels in the order of the data, else
    of the election.

    given: the data with the seats in it
    new: parties with seats that the data did not have; without: left out, for they have no seats and the regulation
        wants at least one; following: rows of other concepts (concept, label) that went with them
    unknown: in the data, but not in the election: how many seats they have is not known
    undecided: label, least and most seats, where lots decide
    """

    given: tuple[Given, ...]
    new: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    following: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()
    undecided: tuple[tuple[str, int, int], ...] = ()


def seat_attributes(program: model.Program) -> tuple[tuple[model.Concept, model.Attribute], ...]:
    """What the regulation says of rows in the unit `mandat`; one, or it is not clear what to feed."""
    return tuple(
        (concept, attribute)
        for concept in program.concepts
        for attribute in concept.attributes
        if isinstance(attribute.type, model.Number) and tuple(attribute.type.unit.powers) == ((UNIT, 1),)
    )


def fed(
    program: model.Program,
    base: Sequence[Given],
    concept: model.Concept,
    attribute: model.Attribute,
    election: Election,
    outcome: Outcome,
    year: int | None,
    file: str,
) -> Fed:
    """Puts the seats of an election into the data of a regulation, one row for each party.

    base: the data of the regulation; attribute: of the concept, as in `seat_attributes`; year: that it is given for,
        where it is given per year; file: of the election, as results name it
    """
    rows = tuple(dict.fromkeys(one.row for one in base if one.concept == concept.name and one.row is not None))
    standings = {one.party: one for one in outcome.standings}
    of_row = matched(rows, dict(enumerate(election.parties)))
    parties = {party: row for row, party in of_row.items()}
    when = year if attribute.per_year else None
    least_one = attribute.limits.low is not None and (
        attribute.limits.low > 0 or (attribute.limits.low == 0 and attribute.limits.low_open)
    )

    def seats(row: str, standing: Standing | None) -> Given:
        known = standing is not None and standing.undecided == 0
        value = Fraction(standing.seats) if known and standing is not None else None
        return Given(concept.name, row, attribute.symbol, when, value, Place(file, None))

    over: list[Given] = []
    without: list[str] = []
    for row in rows:
        standing = standings[of_row[row]] if row in of_row else None
        if least_one and standing is not None and standing.seats + standing.undecided == 0:
            without.append(row)
        else:
            over.append(seats(row, standing))
    new: list[str] = []
    for party, standing in standings.items():
        if party not in parties and standing.seats + standing.undecided > 0:
            label = everyday(election.parties[party])
            parties[party] = label
            new.append(label)
            over += [Given(concept.name, label, None, None, None, Place(file, None)), seats(label, standing)]
    gone, following = _with_followers(program, base, concept.name, without)
    kept = [one for one in base if (one.concept, one.row) not in gone]
    return Fed(
        overlaid(kept, over),
        tuple(new),
        tuple(without),
        following,
        tuple(row for row in rows if row not in of_row),
        tuple(
            (parties[party], one.seats, one.seats + one.undecided) for party, one in standings.items() if one.undecided
        ),
    )


# Concept and label.
_Row = tuple[str | None, str | None]


def _with_followers(
    program: model.Program, base: Sequence[Given], concept: str, labels: Iterable[str]
) -> tuple[frozenset[_Row], tuple[tuple[str, str], ...]]:
    """The rows themselves; and those that point at one of them, or at one that does, and so on."""
    relations = {
        attribute.symbol: attribute.type.concept
        for each in program.concepts
        for attribute in each.attributes
        if isinstance(attribute.type, model.RowOf)
    }
    pointers: dict[_Row, list[_Row]] = {}
    for one in base:
        if one.attribute in relations and one.value is not None:
            pointers.setdefault((relations[one.attribute], str(one.value)), []).append((one.concept, one.row))
    gone: dict[_Row, None] = dict.fromkeys((concept, label) for label in labels)
    first, waiting = len(gone), list(gone)
    while waiting:
        for row in pointers.get(waiting.pop(), ()):
            if row not in gone:
                gone[row] = None
                waiting.append(row)
    return frozenset(gone), tuple((str(of), str(label)) for of, label in list(gone)[first:])
