"""Why there is no value, one sentence for each cause: what is missing, where it should stand, and who needs it."""

from pathlib import PurePath
from typing import assert_never

from dsl import model
from dsl.years.periods import Undecided
from interpreter.outcomes import (
    Cause,
    Conflict,
    Failed,
    Judgement,
    Missing,
    NotApplicable,
    Place,
    Undefined,
    Unregulated,
)
from workbench.values.words import capital, listed


def cause_sentences(outcome: Failed) -> tuple[str, ...]:
    """In a fixed order, whatever order the causes were found in."""
    return tuple(sorted({cause_sentence(cause) for cause in outcome.causes}))


def cause_sentence(cause: Cause) -> str:
    match cause:
        case Missing():
            return _missing(cause)
        case Judgement(attribute=model.Attribute() as asked):
            return _asked(asked, cause)
        case Judgement():
            tied = listed(cause.rows)
            return f"{capital(tied)} är lika, och enligt {cause.section.label} avgör lottning mellan dem."
        case Unregulated():
            reason = cause.reason.replace('"', "”")
            return f"Inte reglerat i {cause.section.label}: {reason}."
        case Conflict():
            rules = listed([f"{PurePath(file).name} rad {line}" for file, line in cause.rules])
            return f"Reglerna i {cause.section.label} säger emot varandra: {rules} gäller samtidigt med olika värden."
        case Undefined():
            # A condition of a `kontroll` may stand in no section.
            line = f"rad {cause.line}" if cause.line else ""
            where = ", ".join(part for part in (cause.section.label, line) if part)
            return f"{capital(_undefined(cause))}{f' ({where})' if where else ''}."
        case NotApplicable(outside=True):
            return f"Raden omfattas inte av regelverket ({cause.section.label})."
        case NotApplicable():
            return f"Inget av fallen i {cause.section.label} gäller."
        case _:
            assert_never(cause)


def _asked(asked: model.Attribute, cause: Judgement) -> str:
    """`Kräver bedömning för K5: attestanten ska bedöma att kostnaden hör till uppdraget (avsnitt Anslag).`"""
    whose = f" för {listed(cause.rows)}" if cause.rows else ""
    return f"Kräver bedömning{whose}: {to_decide(asked)} ({cause.section.label})."


def to_decide(asked: model.Attribute) -> str:
    """`attestanten ska bedöma att …`; asked: something that a human decides."""
    judge = asked.judge
    assert judge is not None
    who = "någon" if judge.who is None else judge.who
    # What is decided is spoken of in definite form, where it has one.
    what = asked.forms[min(1, len(asked.forms) - 1)] if judge.verb == "bestäms av" else judge.question
    return f"{who} ska {INFINITIVE[judge.verb]} {what}"


INFINITIVE = {"bedömer": "bedöma", "beslutar": "besluta", "bestäms av": "bestämma"}
PERFECT = {"bedömer": "bedömt", "beslutar": "beslutat", "bestäms av": "bestämt"}


def _missing(cause: Missing) -> str:
    whose = "" if cause.row is None else f" för {cause.row}"
    year = "" if cause.year is None else f" år {cause.year}"
    where = "" if cause.place is None else f", {place_text(cause.place)}"
    return f"{capital(cause.symbol.name)}{year} saknas{whose}{where}. Uppgiften behövs i {cause.needed_by.label}."


def row_text(place: Place) -> str:
    """`partier.csv rad 3`, without folders."""
    sheet = "" if place.sheet is None else f" bladet {place.sheet}"
    row = "" if place.row is None else f" rad {place.row}"
    return f"{PurePath(place.file).name}{sheet}{row}"


def place_text(place: Place) -> str:
    """`partier.csv rad 3, kolumnen mandat`"""
    column = "" if place.column is None else f", kolumnen {place.column}"
    return f"{row_text(place)}{column}"


_UNDEFINED = {
    "division_by_zero": "det går inte att dela med noll",
    "empty_group": "det finns inga rader att ta det högsta, lägsta eller medelvärdet av",
    "no_row": "ingen rad i tabellen passar",
    "before_first": "året eller dagen ligger före det första som regeln har ett värde för",
    "not_in_force": "inget av värdena med datum är i kraft då",
    "changes_within_year": (
        "värdet ändras under året, och regeln säger varken ”per den 1 januari”, ”per den dag som frågan gäller” eller "
        "”månad för månad”"
    ),
    "negative_rest": "det som delas ut först är mer än det som ska fördelas",
    "rest_left": "en rest blir över som ingen regel fördelar",
    "nothing_to_share_by": "det som resten ska fördelas efter är noll för alla",
    "negative_key": "det som resten ska fördelas efter är mindre än noll för någon",
    "negative_claim": "det som någon ska få i turordningen är mindre än noll",
    "negative_bracket": "en skiktvis tabell kan inte användas på ett värde under noll",
    "bracket_measure": "gränserna i en skiktvis tabell måste vara mer än noll",
    "too_large": "talet blir för stort",
    "no_election": "de valår som står överst i regelverket avgör inte det",
    "not_then": "värdet fanns inte det året, så som regelverket lydde då",
    "other_then": "värdet var av ett annat slag eller hade en annan enhet det året",
    "no_day": (
        "svaret beror på vilken dag frågan gäller: ange den med --datum, eller med datum i exemplet eller tabellen"
    ),
    "outside_calendar": "dagen hamnar utanför kalendern, som går från år 1 till år 9999",
}


_ASKED = {
    "first_of_period": "om {} är mandatperiodens första år",
    "last_of_period": "om {} är mandatperiodens sista år",
    "election": "om {} är valår",
    "next_election": "vilket som är nästa valår {}",
}


def undecided(what: Undecided) -> str:
    """`raden valår avgör inte om 2027 är mandatperiodens första år: skriv till 2026 i den, överst i regelverket`"""
    asked = _ASKED[what.question].format(what.year)
    if what.listed is None:
        return f"det avgörs inte {asked}: skriv en rad {what.key} överst i regelverket, med åren både före och efter"
    beyond = f"{'före' if what.before else 'efter'} {what.listed}"
    more = [
        f"{last - (what.length or 0) + 1}–{last}" if what.key == "mandatperiod" else str(last) for last in what.missing
    ]
    add = f"skriv till {listed(more)}" if more else f"skriv till {what.key} {beyond}"
    return f"raden {what.key} överst i regelverket avgör inte {asked}, eftersom inget {beyond} står i den: {add}"


def _undefined(cause: Undefined) -> str:
    """With the year and the value that it is about, where it speaks of them."""
    if cause.undecided is not None:
        return undecided(cause.undecided)
    what, year = None if cause.symbol is None else cause.symbol.name, cause.year
    if what is None or year is None:
        return _UNDEFINED[cause.why]
    then = "fanns inte" if cause.why == "not_then" else "var av ett annat slag eller hade en annan enhet"
    instead = f"låt regeln säga vad som gäller i stället, till exempel om året är {year + 1}"
    return f"{what} {then} {year}, så som regelverket lydde då: {instead}"
