"""The words for problems with the sharing of a pot."""

from typing import Literal, assert_never

from dsl.problems import sharing as problems
from workbench.problems.diagnostic import Label, Wording
from workbench.problems.words.phrases import say
from workbench.values.numbers import number


def wording(problem: problems.SharingProblem) -> Wording:
    match problem:
        case problems.NoTaker():
            return say(
                "delningen säger inte vem som får skillnaden",
                "",
                "Avrundningen gör att delarna inte blir hela potten. Skriv till exempel: skillnaden läggs på det parti "
                "som har flest mandat, vid lika efter lottning.",
            )
        case problems.CeilingUnsaid():
            instead = " i stället för den här raden" if problem.idle else ""
            return Wording(
                "delningen säger inte vad som händer med det som taket skär av",
                "",
                ()
                if problem.idle is None
                else (Label(problem.idle, "skillnaden efter en avrundning, som inte finns"),),
                f"Skriv en av två rader under taket{instead}. Ska det gå vidare till dem som är under sitt tak: ”det "
                "som taket skär av fördelas mellan de övriga”. Ska det inte delas ut: ”det som inte kan delas ut blir "
                "kvar”.",
            )
        case problems.StaysTwice():
            return Wording(
                f"två delningar lämnar något som heter ”{problem.name}”",
                "",
                (Label(problem.first, "också här"),),
                "Ge det som blir kvar ett eget namn i den ena delningen, till exempel: det som inte kan delas ut blir "
                "kvar som överskott (överskottet).",
            )
        case problems.SharingSteps():
            headline, way = _SHARING[problem.why]
            return say(headline, "", way)
        case problems.OtherConcept():
            return say(
                f"delningen är mellan andra än {problem.name}", "", f"Skriv {problem.concept}, som delningen är mellan."
            )
        case problems.PartsOfPot(total=total):
            way = _PARTS_MORE if total > 1 else _PARTS_LESS
            return say(f"delarna är tillsammans {number(100 * total)} % av potten", "", way)
        case problems.BetweenSteps():
            return _of_steps(problem)
        case _:
            assert_never(problem)


_PARTS_MORE = "Ändra delarna så att de tillsammans är hela potten, eller mindre och följs av resten."
_PARTS_LESS = "Skriv vem som får resten: resten fördelas lika, eller resten fördelas i proportion till något."
_SHARING: dict[
    Literal["twice", "mixed", "nothing", "idle", "remainder", "whole", "goes_on", "claims", "turn"], tuple[str, str]
] = {
    "twice": (
        "delningen har samma steg två gånger",
        "Resten, taket, vad som händer med det som taket skär av, turordningen och avrundningen står en gång var.",
    ),
    "mixed": ("uddatalsmetoden delar ut allt", "Ta bort de andra stegen, eller dela på ett annat sätt."),
    "nothing": ("delningen delar inte ut något", "Skriv vad varje rad får, eller hur resten fördelas."),
    "idle": (
        "det blir ingen skillnad att lägga på någon",
        "Skillnaden kommer av en avrundning. Ta bort raden, eller skriv avrundningen först på den.",
    ),
    "remainder": ("största rest kräver avrundning nedåt", "Skriv avrundat nedåt till hela kronor, före skillnaden."),
    "whole": (
        "det som delas ut är inte säkert ett helt antal",
        "Uddatalsmetoden delar ut hela platser. Avrunda först.",
    ),
    "goes_on": (
        "det finns inget som taket skär av och som de övriga kan dela",
        "Skriv taket (dock högst …) och hur resten fördelas: resten fördelas lika, eller i proportion till något.",
    ),
    "claims": (
        "turordningen säger inte vad var och en får",
        "Skriv det på en rad ovanför, till exempel: varje barn får behovet.",
    ),
    "turn": (
        "i en turordning får var och en det som begärs, så långt medlen räcker",
        "Ta bort de andra stegen: bara det som varje rad får, turordningen och det som blir kvar kan stå här.",
    ),
}


def _of_steps(problem: problems.BetweenSteps) -> Wording:
    first = " och ".join(f"”{line}”" for line in problem.first)
    what = "delarna" if problem.what == "sharing" else "delbetalningarna"
    return Wording(
        f"”{problem.amount}” är inte säkert {problem.step}",
        "",
        (),
        f"Då blir inte heller alla {what} det: den som tar skillnaden får också resten. Avrunda beloppet först: "
        f"{first}. Eller säg att resten ska följa med skillnaden: ”{problem.along}”.",
    )
