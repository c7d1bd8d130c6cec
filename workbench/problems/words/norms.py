"""The words for problems with who must, may and has a right to what."""

from typing import Literal, assert_never

from dsl.problems import norms as problems
from workbench.problems.diagnostic import Label, Wording
from workbench.problems.words.counterexample import told
from workbench.problems.words.phrases import say


def wording(problem: problems.NormProblem) -> Wording:
    match problem:
        case problems.NormUndecided():
            ways = {
                "får": "får eller får inte",
                "har rätt till": "har rätt till eller har inte rätt till",
                "uppfyller": "en rad som börjar med följs när",
                "ska": "ska",
            }
            return Wording(
                f"reglerna om ”{problem.content}” avgör inte det som frågas",
                "",
                (Label(problem.place, "reglerna"),),
                f"Det avgörs av en regel om ”{problem.content}” med {ways[problem.relation]}.",
            )
        case problems.NormLine(line="complied"):
            return say(
                f"{problem.modality} är inget som kan följas",
                "",
                "Följs när står under ska, ska inte, får inte, bör, bör inte eller kräver. Skriv ett villkor med om i "
                "stället.",
            )
        case problems.NormLine():
            return say("det sägs inte vad som ska delas", "", "Skriv en rad med belopp ovanför i delar.")
        case problems.DespiteNothing(section=None):
            return say(
                f"inget förbud gäller ”{problem.content}” här",
                "",
                "Trots går före ett förbud om samma sak. Skriv orden precis som i förbudet, eller ta bort raden.",
            )
        case problems.DespiteNothing():
            return say(
                f"i {problem.section} finns inget förbud om ”{problem.content}”",
                "",
                "Trots går före ett förbud om samma sak som står i det avsnittet. Rätta numret eller ta bort raden.",
            )
        case problems.InReading(what="scope"):
            return say(
                "vad regelverket omfattar kan inte bero på en läsning",
                "",
                "Flytta raden ut ur tolkningen. Det som skiljer läsningarna åt kan stå i ett villkor i dem.",
            )
        case problems.InReading():
            return say(
                "det som någon bestämmer kan inte stå i en läsning",
                "",
                "Flytta raden ut ur tolkningen. Läsningarna kan sedan räkna med värdet på olika sätt.",
            )
        case problems.NormNeverApplies():
            return Wording(
                f"regeln om ”{problem.content}” gäller aldrig",
                "kan inte vara uppfyllt",
                (),
                "Villkoren motsäger varandra. Ändra dem eller ta bort regeln.",
            )
        case problems.AlwaysForbidden(right=right):
            what = "rätten" if right else "tillåtelsen"
            return Wording(
                f"{what} till ”{problem.content}” tas alltid tillbaka"
                if right
                else f"”{problem.content}” är både tillåtet och förbjudet",
                "gäller aldrig",
                (Label(problem.by, "går före"),),
                f"Var gång {what} gäller, gäller också regeln som säger tvärtom. Ändra villkoren, eller lägg till "
                f'trots "{problem.content}" om {what} ska gå före.',
            )
        case problems.DutyForbidden(case=case):
            return Wording(
                f"”{problem.content}” är både skyldighet och förbud",
                "gäller också",
                (Label(problem.first, "gäller"),),
                f"Båda reglerna gäller {told(case)}. Ändra villkoren så att bara den ena gör det.",
            )
        case problems.DespiteIdle():
            return Wording(
                "trots går inte före något",
                "gäller aldrig samtidigt",
                (Label(problem.other, "den andra regeln"),),
                "De två reglerna gäller aldrig på en gång. Ändra villkoren, eller ta bort raden med trots.",
            )
        case problems.QuotedAmount(words=words, kind=kind):
            return Wording(
                f"”{words}” inom citattecken räknas inte",
                "",
                (),
                f"Det som står inom citattecken är ord. {_NOT_COMPUTED[kind]}",
            )
        case _:
            assert_never(problem)


_NOT_COMPUTED: dict[Literal["amount", "nothing", "condition", "value"], str] = {
    "amount": "Ska det räknas skriver du en regel som ger det ett namn, som ”partiets stöd är 20 000 kr”, eller en rad "
    "”belopp 20 000 kr” under normen.",
    "nothing": "Ska något bli noll skriver du det under raden som bestämmer beloppet, som ”dock 0 kr om …”.",
    "condition": "Ska det vara ett villkor skriver du det på en egen rad under normen, ett steg in: ”om …”.",
    "value": "Ska värdet räknas med skriver du en rad ”belopp …” med värdets namn under normen, eller en regel som "
    "bestämmer det.",
}
