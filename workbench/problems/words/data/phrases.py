"""Small phrases that the words of many problems with data share."""

from typing import assert_never

from dsl import model
from interpreter.outcomes import Place

# Of long lists of names, so many are told; of a text, so many signs.
_MOST_LISTED = 12
MOST_QUOTED = 60


def sheet_of(place: Place) -> str:
    """`bladet 2027`, `listan partier`; empty where the file has only one table."""
    if place.sheet is None:
        return ""
    return f"listan {place.sheet}" if place.file.lower().endswith(".json") else f"bladet {place.sheet}"


def row_of(place: Place) -> str:
    """`rad 3`; with its file and sheet, since it may be another."""
    sheet = f", {sheet_of(place)}" if place.sheet else ""
    return f"rad {place.row} i {place.file}{sheet}"


def wanted(attribute: model.Attribute) -> str:
    match attribute.type:
        case model.Number(whole=True):
            return f"{in_unit('ett heltal', attribute)}, till exempel 5"
        case model.Number() if attribute.unit_text == "%":
            return "procent, till exempel 31,42 eller 31,42 %"
        case model.Number():
            return f"{in_unit('ett tal i', attribute)}, till exempel 1 250,50"
        case model.Truth():
            return "ja eller nej"
        case model.Day():
            return "ett datum, till exempel 2024-01-31"
        case model.Choice(options):
            return either(options)
        case model.Text():
            return "text"
        case model.RowOf(concept):
            return f"namnet på en rad i tabellen för {concept}"
        case _:
            assert_never(attribute.type)


def in_unit(what: str, attribute: model.Attribute) -> str:
    return f"{what} {attribute.unit_text}" if attribute.unit_text else what.removesuffix(" i")


def meant(similar: str | None) -> str:
    return f"Menade du {quoted(similar)}? " if similar else ""


def either(names: tuple[str, ...]) -> str:
    return listed(names, "eller")


def listed(names: tuple[str, ...], last: str) -> str:
    told = names[:_MOST_LISTED]
    if len(names) > len(told):
        return f"{', '.join(told)} med flera"
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} {last} {told[-1]}" if told else "inget"


def quoted(text: str) -> str:
    return f"”{text[:MOST_QUOTED]}…”" if len(text) > MOST_QUOTED else f"”{text}”"


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
