"""The words for problems with the header, other years and dates."""

from typing import Literal, assert_never

from dsl.problems import years as problems
from workbench.problems.diagnostic import Label, Wording
from workbench.problems.words.phrases import say
from workbench.values.words import too_far


def wording(problem: problems.YearProblem) -> Wording:
    match problem:
        case problems.HeaderValue():
            return say(f"{problem.key} går inte att läsa", "", f"Skriv som i {problem.key} {problem.expected}.")
        case problems.NotOfYears(words=None, period=period):
            return Wording(
                f"tidigare värden finns inte för {period}",
                "",
                (),
                "Skriv ett villkor för vart och ett av åren, med ”och” mellan.",
            )
        case problems.NotOfYears(words=words, period=period):
            return Wording(
                f"tidigare värden finns bara för hela år, inte {period}",
                "",
                (),
                f"Är det år som menas: skriv ”{words}”. Annars: låt det tidigare värdet vara en egen uppgift, och "
                "skriv ett villkor för var och en av dem med ”och” mellan.",
            )
        case problems.NotYearly():
            return say(
                f"”{problem.name}” är samma alla år",
                "",
                "Det finns inget annat års värde att läsa. Skriv namnet utan år, eller deklarera uppgiften per år.",
            )
        case problems.LaterYear():
            return say(
                f"{problem.year} ligger i framtiden",
                "",
                f"Regelverket gäller från {problem.first_year}, och ett år kan inte räknas med ett senare års värde.",
            )
        case problems.IndexAlone():
            return say(*_INDEX[problem.missing_part])
        case problems.DatesOverlap():
            if problem.other == problem.span:
                return say("värdet slutar gälla innan det börjar", "", "Sista dagen ligger före den första.")
            return Wording(
                "två värden gäller samma dag",
                "",
                (Label(problem.other, "gäller också då"),),
                "Varje dag har ett värde. Låt det ena sluta dagen innan det andra börjar.",
            )
        case problems.IndexYear():
            return say(
                "uppräkningen börjar inte efter nivåns år",
                "",
                f"Nivån är {problem.level} års. Första uppräkningen är tidigast för {problem.level + 1}, "
                f"inte {problem.first}.",
            )
        case problems.NoFirstYear():
            return _no_first_year(problem)
        case problems.LaterYearUsed(year=year, computed=computed):
            return Wording(
                "ett senare år används",
                f"år {year}",
                (),
                f"Värdet för {year} används när {computed} räknas ut. En regel kan bara bygga på samma år eller "
                f"tidigare. Ändra årtalet, eller låt regeln gälla om året är minst {year}.",
            )
        case problems.ChangesWithinYear(name=name, definition=definition, date=date):
            return Wording(
                f"{name} ändras under året",
                f"ändras {date.isoformat()}",
                (Label(definition, "gäller från olika datum"),),
                f"Säg vilket värde som ska användas: skriv ”{name}, per den dag som frågan gäller”, ”{name}, per den 1 "
                f"januari” eller ”{name}, månad för månad”.",
            )
        case problems.NotYetInForce(name=name, definition=definition, year=year, day=day):
            when = f"år {year}" if day is None else f"den {day.isoformat()}"
            return Wording(
                f"{name} har inget värde {when}",
                f"inget värde {when}",
                (Label(definition, "bestäms här"),),
                "Ange ett värde som gäller då, eller ändra från vilket år regelverket gäller.",
            )
        case problems.DependsOnYear(name=name, part=part, definition=definition):
            return Wording(
                f"{name} beror också på året",
                "dagen kan ligga i ett annat år",
                (Label(definition, f"beror på året: {part}"),),
                "Dagen säger vilket daterat värde som gäller, men inte vilket år allt annat ska räknas för. "
                "Skriv ”per …” efter det daterade värdet självt, inom parentes.",
            )
        case problems.NotThen(name=name, year=year, named=named):
            instead = (
                "Skriv ett eget värde i stället, eller ett senare årtal."
                if named
                else f"Bestäm {year + 1} för sig, till exempel med ett eget fall om året är {year + 1}, och börja "
                "nästa fall med annars."
            )
            return Wording(
                f"{name} fanns inte {year}" if not named else f"{name} fanns inte",
                f"fanns inte {year}",
                (),
                f"Ett tidigare år räknas så som regelverket lydde då, och en senare ändring inför inget i det. "
                f"{instead}",
            )
        case problems.YearOutOfReach():
            return _of_reach(problem)
        case _:
            assert_never(problem)


_INDEX: dict[Literal["level", "rate", "index"], tuple[str, str, str]] = {
    "level": (
        "det sägs inte vilket års nivå som räknas upp",
        "",
        "Skriv i 2026 års nivå, före uppräknat.",
    ),
    "rate": (
        "det sägs inte hur nivån räknas upp",
        "",
        "Skriv uppräknat varje år från och med 2027 med årets höjning, direkt efter nivån.",
    ),
    "index": (
        "avrundat varje år hör till en uppräkning",
        "",
        "Skriv det direkt efter uppräknat, eller avrunda en gång med avrundat.",
    ),
}


def _of_reach(problem: problems.YearOutOfReach) -> Wording:
    headline, instead = too_far(problem.year, problem.low, problem.high)
    return Wording(headline, f"år {problem.year}", (), instead)


def _no_first_year(problem: problems.NoFirstYear) -> Wording:
    guard = "om året är mandatperiodens första år" if problem.first is None else f"om året är {problem.first}"
    own = f"{problem.zero or 'ett eget värde'} {guard}"
    if problem.first is None:
        why = "Värdet bygger på året före, som i sin tur bygger på året före, utan slut."
    else:
        why = f"Regelverket gäller från och med {problem.first}, så det finns inget värde för året före."
    return Wording(
        f"{problem.name} har inget första år",
        "räknas bakåt utan slut" if problem.first is None else f"finns inte före {problem.first}",
        (Label(problem.definition, "bestäms här"),),
        f"{why} Bestäm det första året för sig, till exempel {own}, och börja nästa fall med annars.",
    )
