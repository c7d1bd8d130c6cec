"""The words for problems with single signs, numbers and dates."""

from typing import assert_never

from dsl.problems import signs as problems
from workbench.problems.diagnostic import Wording
from workbench.problems.words.phrases import thousands


def wording(problem: problems.SignProblem) -> Wording:
    match problem:
        case problems.UnknownCharacter(likely="text"):
            return Wording(
                "raden ser ut att vara löpande text",
                "",
                (),
                "Löpande text börjar med | och ett mellanslag. En regel slutar inte med punkt.",
            )
        case problems.UnknownCharacter(likely="row"):
            return Wording(
                "| hör till en tabell",
                "",
                (),
                "Raden ser ut att höra till en tabell: dra in den under kolumnernas namn.",
            )
        case problems.UnknownCharacter(written=written, suggestion=suggestion):
            instead = f" Skriv ”{suggestion}”." if suggestion is not None else " Ta bort det."
            return Wording("tecknet hör inte till språket", "", (), f"”{written}” kan inte stå här.{instead}")
        case problems.UnterminatedString():
            return Wording(
                "citatet tar inte slut", "", (), 'Sätt ett " sist. Ett citat kan inte gå vidare på nästa rad.'
            )
        case problems.DecimalPoint(written=written, suggestions=(grouped, decimal)):
            return Wording(
                "punkt i ett tal",
                f"{grouped} eller {decimal}?",
                (),
                f"{written} kan läsas på två sätt. Skriv {grouped} om punkten skiljer ut tusental, eller {decimal} om "
                "den skiljer ut decimaler.",
            )
        case problems.DecimalPoint(written=written, suggestions=suggestions):
            (suggestion,) = suggestions
            return Wording(
                "punkt i ett tal",
                f"skriv {suggestion}",
                (),
                f"Skriv {suggestion} i stället för {written}: decimaler skrivs "
                "med kommatecken och tusental med mellanslag.",
            )
        case problems.TooManyDigits(digits=digits, bound=bound):
            return Wording(
                "talet är för långt", "", (), f"Talet har {thousands(digits)} siffror. Ett tal får ha högst {bound}."
            )
        case problems.NoSuchDate(written=written, suggestion=None):
            return Wording(
                "dagen finns inte", "", (), f"”{written}” är ingen dag i kalendern. Skriv till exempel 2024-01-31."
            )
        case problems.NoSuchDate(suggestion=suggestion):
            return Wording("dagen är fel skriven", f"skriv {suggestion}", (), f"Skriv {suggestion}.")
        case problems.ZeroDenominator(written=written):
            return Wording("delning med noll", "", (), f"{written} är inget tal: ingenting kan delas med noll.")
        case problems.TooManyParts(bound=bound):
            return Wording(
                "raden har för många led",
                "",
                (),
                f"Ett uttryck får ha högst {bound} räknetecken och parenteser. Dela upp det: ge delarna egna "
                "namn på egna "
                "rader.",
            )
        case problems.BadYear(written=written):
            return Wording("årtalet kan inte läsas", "", (), f"{written} är inget årtal. Skriv fyra siffror: 2024.")
        case problems.BadCount(written=written, bound=bound):
            return Wording(
                "antalet arbetsdagar kan inte läsas",
                "",
                (),
                f"{written} går inte. Skriv ett heltal från 1 till {bound}.",
            )
        case _:
            assert_never(problem)
