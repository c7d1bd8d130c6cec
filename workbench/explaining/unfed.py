"""Sums that come to nothing for want of rows, told: which row is not there, in which file it should stand, and what to
write where 0 is meant."""

from dsl.formatting import expression_text
from interpreter.evaluating.calculation import Calculation
from interpreter.explaining.unfed import Unfed
from interpreter.outcomes import Place
from workbench.values.causes import row_text
from workbench.values.words import first_of, listed

_NAMED = 8


def places_of(calculation: Calculation, concept: str) -> tuple[Place, ...]:
    """The files, and sheets of them, that have rows of the concept."""
    rows = calculation.facts.rows.get(concept)
    places = () if rows is None else rows.places
    return tuple(dict.fromkeys(Place(one.file, None, None, one.sheet) for one in places if one is not None))


def sentence(calculation: Calculation, one: Unfed) -> str:
    """`stöd (§ 1) räknas med summan 0 för B, som inte har någon rad i resultat.csv: summan av …`"""
    concept, definition = one.aggregate.group.concept, one.definition
    summed = "" if one.aggregate.node is None else expression_text(one.aggregate.node).replace('"', "”")
    counted = f"{definition.symbol.name} ({definition.section.label}) räknas med summan 0"
    if not one.rows:
        return f"{counted}, för data har inga rader för {concept}: {summed}."
    where = listed([row_text(place) for place in places_of(calculation, concept)]) or "data"
    whose = f"{counted} för {first_of(list(one.rows), _NAMED)}"
    way_out = "Saknas raden, skriv den. Ska det vara 0, skriv en rad med 0."
    if one.chosen:
        return f"{whose}, som har rader i {where} men ingen som uppfyller villkoret: {summed}. {way_out}"
    return f"{whose}, som inte har någon rad i {where}: {summed}. {way_out}"
