"""The words for problems with tables: what is wrong, in one case, and the way out."""

from typing import Literal, assert_never

from dsl.problems import tables as problems
from workbench.problems.diagnostic import Label, Wording
from workbench.problems.words.counterexample import short, told
from workbench.problems.words.phrases import plural, say
from workbench.values.words import listed


def wording(problem: problems.TableProblem) -> Wording:
    match problem:
        case problems.ColumnCount():
            return say(
                f"tabellen har {problem.columns} {plural(problem.columns, 'kolumn', 'kolumner')}",
                "",
                f"Den behöver minst {problem.needed}: först villkoren, sist en för varje värde som tabellen ger. "
                "En tabell som räknas skiktvis har precis två.",
            )
        case problems.ColumnName():
            return say(
                f"kolumnen ”{problem.column}” heter inte som värdet",
                f"”{problem.expected}”",
                f"De sista kolumnerna heter som det tabellen ger, i samma ordning. Här väntades ”{problem.expected}”.",
            )
        case problems.CrossedBySeveral(names=names):
            return say(
                f"kolumnerna kan vara värden av {listed(names)}",
                "",
                f"Skriv en rad för varje ruta i stället, med {names[0]} eller {names[1]} som kolumn.",
            )
        case problems.CellKind():
            headline, way = _CELLS[problem.why]
            return say(headline, "", way)
        case problems.TableGap(case=case):
            return Wording(
                "tabellen saknar en rad",
                f"ingen rad för {short(case)}",
                (),
                f"Ingen rad gäller {told(case)}. Lägg till en rad för det. Om det inte kan förekomma, säg det med "
                "minst eller högst där uppgiften anges.",
            )
        case problems.BetweenRows(case=case):
            return Wording(
                "tabellen är i hela kronor, men beloppet kan ha öre",
                f"ingen rad för {short(case)}",
                (),
                f"Ingen rad gäller {told(case)}, och då blir värdet odefinierat. Avrunda beloppet innan det slås upp, "
                "eller skriv mer än och till och med i stället för intervall.",
            )
        case problems.RowsOverlap(first=first, case=case):
            return Wording(
                "två rader gäller samtidigt",
                f"tar också {short(case)}",
                (Label(first, f"tar {short(case)}"),),
                f"Båda raderna gäller {told(case)}. Ändra gränserna så att bara en rad gäller. "
                "Om den översta ska gå före, skriv enligt tabellen, första träff.",
            )
        case problems.DeadRow(why="outside", column=column):
            return Wording(
                "raden används aldrig",
                "nås inte",
                (),
                f"Inget värde som {column} kan ha hör till raden. Ändra raden eller ta bort den.",
            )
        case problems.DeadRow():
            return Wording(
                "raden används aldrig",
                "nås inte",
                (),
                "De andra raderna tar redan alla värden som raden gäller för. Ändra raden eller ta bort den.",
            )
        case problems.NegativeTiers(value=value):
            return Wording(
                "skikten börjar vid 0, men värdet kan vara mindre",
                "kan vara mindre än 0",
                (),
                f"Skriv minst 0 där {value} anges, eller dock lägst 0 där det räknas ut.",
            )
        case problems.MeasureOfTiers(measure=measure, unit=unit):
            least = "0" if unit is None else f"0 {unit}"
            return Wording(
                f"gränserna räknas i {measure}, som kan vara noll eller mindre",
                "noll gånger vad som helst är noll",
                (),
                f"Skriv mer än {least} där {measure} anges.",
            )
        case problems.TooLarge(what=what):
            return _too_large(what)
        case _:
            assert_never(problem)


_CELLS: dict[
    Literal[
        "range",
        "tier",
        "otherwise",
        "result",
        "order",
        "open",
        "only",
        "constant",
        "cells",
        "published",
        "nameless",
        "measure",
    ],
    tuple[str, str],
] = {
    "range": ("ett intervall passar inte här", "Intervall kan bara stå i kolumner med tal."),
    "tier": (
        "cellen passar inte i den här tabellen",
        "Skikt skrivs till och med 100 kr, och sist däröver, i en tabell som räknas skiktvis och bara där.",
    ),
    "otherwise": (
        "övriga går inte att bestämma här",
        "Skriv övriga i en enda rad, med alla i de andra kolumnerna, eller i en kolumn med alternativ.",
    ),
    "result": ("här ska ett värde stå", "De sista kolumnerna är det som tabellen ger."),
    "order": ("ordningen stämmer inte", "Det lägre talet står först, och skikten står i stigande ordning."),
    "open": ("sista skiktet slutar", "Skriv däröver i sista raden, så att alla värden får ett skikt."),
    "only": (
        "däröver har inget skikt under sig",
        "Skriv först det lägsta skiktet, till och med 100 kr, eller räkna utan tabell: 10 % av underlaget.",
    ),
    "constant": ("här ska en uppgift stå", "Skriv ett tal, ett intervall, ett alternativ, ja eller nej."),
    "published": (
        "här ska en publicerad siffra stå",
        "Skriv det som står i källan, eller – om inget är publicerat i rutan.",
    ),
    "nameless": ("raden har inget namn", "Skriv i första kolumnen vems raden är, eller summa."),
    "measure": (
        "skikten mäts på olika sätt",
        "Skriv alla gränser i samma enhet, eller alla som gånger samma belopp: till och med 1,5 prisbasbelopp.",
    ),
    "cells": ("raden har inte lika många celler som rubriken", "Varje kolumn har en cell i varje rad, åtskilda av |."),
}


def _too_large(what: Literal["table", "cases", "years"]) -> Wording:
    match what:
        case "table":
            return Wording(
                "tabellen har för många kombinationer för att kunna kontrolleras",
                "",
                (),
                "Dela upp tabellen i flera, eller använd färre kolumner.",
            )
        case "cases":
            return Wording(
                "fallen har för många kombinationer av villkor för att kunna kontrolleras",
                "",
                (),
                "Dela upp värdet i flera, var och en med färre villkor.",
            )
        case "years":
            return Wording(
                "för många år att gå igenom",
                "",
                (),
                "Kontrollera årtalen i reglerna, och ange när regelverket gäller.",
            )
        case _:
            assert_never(what)
