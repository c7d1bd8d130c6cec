"""The words for problems with several files and with folders of rules."""

from pathlib import PurePath
from typing import assert_never

from dsl.problems import files as problems
from workbench.problems.diagnostic import Wording
from workbench.problems.words.phrases import few, say


def wording(problem: problems.FileProblem) -> Wording:
    match problem:
        case problems.RuleFiles():
            return _files(problem)
        case problems.OtherFile():
            return _file(problem)
        case problems.OtherBase(base=base, regulation=regulation):
            return say(
                f"ändringen gäller ”{base}” men mappens regelverk är ”{PurePath(regulation).name}”",
                "ändrar något annat",
                "I en mapp med ett regelverk hör alla ändringar till det. Rätta sökvägen, eller flytta ändringen till "
                "en egen mapp.",
            )
        case _:
            assert_never(problem)


def _files(problem: problems.RuleFiles) -> Wording:
    if problem.found is None:
        return say(f"{problem.path} går inte att läsa", "", "Skriv en regelfil, eller en mapp med en regelfil.")
    if problem.below:
        known = few(problem.below, "eller")
        return say(f"i {problem.path} finns ingen regelfil, men i mappar under den", "", f"Skriv vilken: {known}.")
    if not problem.found:
        return say(f"i {problem.path} finns ingen regelfil", "", "En regelfil heter något på .regel.")
    known = few(problem.found, "och")
    return say(f"i {problem.path} finns flera regelfiler", "", f"De är {known}. Skriv vilken som menas.")


def _file(problem: problems.OtherFile) -> Wording:
    file = problem.file
    match problem.why:
        case "absolute":
            return say(
                f"”{file}” är ingen sökväg från filens egen mapp",
                "",
                "Skriv vägen från den här filen, med snedstreck: ”../2027.regel”.",
            )
        case "outside":
            return say(
                f"”{file}” ligger utanför projektets mapp",
                "",
                "Regelfiler läses bara ur samma projekt: mappen regulations eller regelverk, eller annars mappen "
                "närmast ovanför den egna. Kopiera filen dit, eller rätta sökvägen.",
            )
        case "missing":
            return say(f"filen ”{file}” finns inte", "", "Kontrollera sökvägen. Den räknas från den här filens mapp.")
        case "unreadable":
            return say(
                f"”{file}” går inte att läsa", "", "Kontrollera att det är en regelfil som du har rätt att läsa."
            )
        case "cycle":
            return say(
                f"”{file}” leder tillbaka hit",
                "filerna hänvisar till varandra",
                "Låt den ena filen klara sig utan den andra, eller flytta det gemensamma till en tredje.",
            )
        case "many":
            return say("regelverket består av för många filer", "", "Slå ihop filer. Gränsen är 100.")
        case _:
            assert_never(problem.why)
