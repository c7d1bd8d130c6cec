"""The words for what is wrong with `skäl.tsv`, RV721–RV723."""

from typing import assert_never

from interpreter.examples.accepted import ReasonProblem, ReasonRow, ReasonsHeading, ReasonsUnreadable
from workbench.problems.diagnostic import Wording

_COLUMNS = "slag, avsnitt, vad och skäl, skilda av tabbar"


def wording(problem: ReasonProblem) -> Wording:
    match problem:
        case ReasonsUnreadable():
            return _unreadable(problem)
        case ReasonsHeading():
            return _say("filen med skäl börjar inte som den ska", f"Första raden ska ha rubrikerna {_COLUMNS}.")
        case ReasonRow():
            return _row(problem)
        case _:
            assert_never(problem)


def _say(headline: str, help_text: str) -> Wording:
    return Wording(headline, "", (), help_text)


def _unreadable(problem: ReasonsUnreadable) -> Wording:
    match problem.why:
        case "folder":
            return _say("filen med skäl är en mapp", "Här ska en fil ligga. Byt namn på mappen.")
        case "special":
            return _say("filen med skäl är en enhet eller ett rör", "Här ska en fil ligga. Byt namn på det som är där.")
        case "refused":
            return _say("filen med skäl kan inte läsas", "Systemet tillåter det inte. Kontrollera rättigheterna.")
        case "bytes":
            return _say("filen med skäl är inte text", "Den ska vara text i UTF-8. Spara den så.")
        case "large":
            return _say("filen med skäl är för stor", "Den får vara högst 2 miljoner byte.")
        case _:
            assert_never(problem.why)


def _row(problem: ReasonRow) -> Wording:
    read = problem.read if len(problem.read) <= 60 else problem.read[:59] + "…"
    match problem.why:
        case "columns":
            return _say("raden har inte fyra kolumner", f"En rad har {_COLUMNS}.")
        case "kind":
            return _say(f"”{read}” är inget slag av skäl", "Slaget är täckning eller mutant.")
        case "what":
            return _say("raden säger inte vad skälet gäller", "Skriv det i kolumnen vad, med kommandots egna ord.")
        case "why":
            return _say("raden har inget skäl", "Skriv i den sista kolumnen varför det får vara så.")
        case "twice":
            return _say(f"”{read}” har redan ett skäl", "Ta bort den ena raden.")
        case _:
            assert_never(problem.why)
