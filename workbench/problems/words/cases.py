"""The words for cases, exceptions and conditions that clash, lack or say nothing."""

from typing import assert_never

from dsl.names import genitive
from dsl.problems import cases as problems
from workbench.problems.diagnostic import Label, Wording
from workbench.problems.words.counterexample import told


def wording(problem: problems.CaseProblem) -> Wording:
    match problem:
        case problems.CasesOverlap(first=first, case=case):
            return Wording(
                "två fall gäller samtidigt",
                "gäller också",
                (Label(first, "gäller"),),
                f"Båda fallen gäller {told(case)}. Ändra villkoren så att bara ett fall gäller. "
                "Om det översta ska gå före, skriv annars framför det undre.",
            )
        case problems.DeadCase(why="contradiction"):
            return Wording(
                "fallet inträffar aldrig",
                "kan inte vara uppfyllt",
                (),
                "Villkoret kan inte vara uppfyllt för något tillåtet värde. Ändra villkoret eller ta bort fallet.",
            )
        case problems.DeadCase(why="never"):
            return Wording(
                "villkoret är aldrig uppfyllt",
                "kan inte vara uppfyllt",
                (),
                "Tillägget gäller aldrig, vilka tillåtna värden det än är. Ändra villkoret eller ta bort tillägget.",
            )
        case problems.DeadCase(why="always"):
            return Wording(
                "villkoret är alltid uppfyllt",
                "säger inget",
                (),
                "Tillägget gäller alltid, vilka tillåtna värden det än är. Ändra villkoret eller ta bort det.",
            )
        case problems.DeadCase():
            return Wording(
                "fallet inträffar aldrig",
                "nås inte",
                (),
                "Fallen ovanför gäller redan varje gång. Ändra villkoren eller ta bort fallet.",
            )
        case problems.DeadDefinition(name=name):
            return Wording(
                f"{name} gäller aldrig",
                "inget fall kan gälla",
                (),
                "Inget av villkoren kan vara uppfyllt för något tillåtet värde. Ändra villkoren eller ta bort regeln.",
            )
        case problems.MayNotApply(name=name, definition=definition, case=case, asked=str() as asked):
            return Wording(
                f"det går inte att räkna med {name}, som inte alltid finns",
                "saknas ibland",
                (Label(definition, f"inget värde {told(case)}" if case else "inget värde"),),
                (
                    f"Lägg till ”som {asked}” för att räkna bara med dem som regeln gäller, eller räkna"
                    if asked
                    else "Räkna"
                )
                + " fram värdet för sig, med ett sista fall med annars, och låt regeln använda det.",
            )
        case problems.MayNotApply(name=name, definition=definition, case=case, zero=zero, kept=kept, cases=cases):
            nothing = "annars och ett värde" if zero is None else f"annars {zero}"
            way_out = (
                f"Lägg till ett sista fall där värdet bestäms: {nothing}, eller annars och det som de andra ska ha."
            )
            if cases is not None:
                head, alone = cases
                way_out = f"Skriv ”{head}”, och under det på egna rader ”{alone}” och ”{nothing}”"
                way_out += (
                    " eller annars och det som de andra ska ha."
                    if kept is None
                    else f". Ska de andra i stället behålla värdet: skriv ”{kept}” efter ”är”."
                )
            when = "Inget fall gäller" if case else "Det finns inget fall"
            return Wording(
                f"det går inte att räkna med {name}, som inte alltid finns",
                "saknas ibland",
                (Label(definition, f"inget värde {told(case)}" if case else "inget värde"),),
                f"{when}{' ' + told(case) if case else ''}. {way_out}",
            )
        case problems.DeadException(why="contradiction"):
            return Wording(
                "undantaget gäller aldrig",
                "kan inte vara uppfyllt",
                (),
                "Villkoret kan inte vara uppfyllt samtidigt som huvudregeln gäller. Ändra villkoret, skriv även om "
                "i stället för om, eller ta bort undantaget.",
            )
        case problems.DeadException():
            return Wording(
                "undantaget gäller aldrig",
                "nås inte",
                (),
                "Ett undantag med trots det gäller redan varje gång. Ändra villkoren eller ta bort undantaget.",
            )
        case problems.ExceptionsClash(first=first, case=case):
            return Wording(
                "två undantag säger emot varandra",
                "gäller också",
                (Label(first, "gäller"),),
                f"Båda undantagen gäller {told(case)}, med olika värden. Ändra villkoren, eller skriv trots det "
                "framför det som ska gå före.",
            )
        case problems.LimitsInverted(name=name, first=first, floor_last=floor_last):
            one, other = ("golvet", "taket") if floor_last else ("taket", "golvet")
            return Wording(
                "golvet är högre än taket",
                f"här är {one}",
                (Label(first, f"här är {other}"),),
                f"Så som det står blir {name} alltid {one}, vad som än räknas ut. Har de två beloppen bytt plats? "
                f"Rätta det ena, eller ta bort {other}.",
            )
        case problems.ComparedWithItself(left=left, right=right, holds=holds, rows=rows, order=order):
            always = "alltid" if holds else "aldrig"
            sides = f"”{left}”" if left == right else f"”{left}” och ”{right}”"
            if rows is None:
                return Wording(
                    f"”{left}” jämförs med sig själv",
                    f"är {always} uppfyllt",
                    (),
                    f"{sides} är {'samma värde på båda sidor' if left == right else 'ett och samma värde'}, så "
                    f"villkoret är {always} uppfyllt. Ändra den ena sidan.",
                )
            way_out = "Ändra den ena sidan: det som hör till en annan rad når villkoret inte."
            if order is not None:
                concept, value = order
                way_out = (
                    f"Menas ordningen mellan raderna skriver du: {genitive(concept)} plats (platsen) är {value}, "
                    "vid lika efter lottning."
                )
            return Wording(
                "varje rad jämförs med sig själv",
                f"är {always} uppfyllt",
                (),
                f"I ett villkor på {rows} är {sides} radens eget värde. Det jämförs med sig självt, så villkoret är "
                f"{always} uppfyllt. {way_out}",
            )
        case problems.SameForEveryRow(condition=condition, rows=rows, word=word):
            return Wording(
                "villkoret är detsamma för varje rad",
                f"beror inte på {rows}",
                (),
                f"”{condition}” står efter ”{word}” men är uppfyllt för alla {rows} eller för ingen. Ta bort det där "
                "och låt det vara ett eget villkor för värdet, framför det andra eller i ett fall för sig.",
            )
        case _:
            assert_never(problem)
