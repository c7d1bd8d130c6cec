"""Why there is no value, one sentence for each cause: what is missing, where it should stand, and who needs it."""

from pathlib import PurePath
from typing import assert_never

from dsl import model
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
from workbench.telling.words import capital, listed


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
            where = ", ".join(part for part in (cause.section.label, f"rad {cause.line}") if part)
            return f"{capital(_UNDEFINED[cause.why])} ({where})."
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
    "negative_bracket": "en skiktvis tabell kan inte användas på ett värde under noll",
    "too_large": "talet blir för stort",
    "no_election": "inget valår är känt från och med det året: skriv det efter valår överst i regelverket",
    "no_day": (
        "svaret beror på vilken dag frågan gäller: ange den med --datum, eller med datum i exemplet eller tabellen"
    ),
    "outside_calendar": "dagen hamnar utanför kalendern, som går från år 1 till år 9999",
}
