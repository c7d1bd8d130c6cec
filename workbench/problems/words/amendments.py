"""The words for what is wrong with amendments and with several files, RV46x: what is wrong, where, and the way out."""

import datetime
from pathlib import PurePath
from typing import assert_never

from dsl import nodes
from dsl.formatting import target_text
from dsl.problems.amendments import (
    AlreadyRepealed,
    AlreadyThere,
    AmendmentProblem,
    EarlierWording,
    Kind,
    NoEntry,
    OtherBase,
    OtherFile,
    SameDay,
    SeveralTargets,
    TooEarly,
    UnknownTarget,
    WrongContent,
)
from workbench.problems.diagnostic import Label, Wording

_KINDS: dict[Kind, str] = {
    "section": "ett avsnitt eller en paragraf",
    "heading": "en rubrik",
    "concept": "ett begrepp",
    "input": "en uppgift",
    "interpretation": "en tolkning",
    "example": "ett exempel",
    "reference": "en kontrollräkning",
    "promise": "en kontroll",
    "header": "en rad i huvudet",
    "statement": "en regel eller en text",
    "block": "ett block som enheter eller roller",
}
_INSTEAD: dict[Kind, str] = {
    "section": "Skriv hela den nya paragrafen eller det nya avsnittet, med rubrikraden, under ändringen.",
    "heading": "Under en rubrik står regler och texter, men inga nya paragrafer. Ändra hela paragrafen i stället.",
    "concept": "Skriv begreppet med sina rader, utan ordet begrepp ovanför.",
    "input": "Skriv uppgiften så som den står under uppgifter.",
    "interpretation": "Skriv en tolkning, eller den regel som ska gälla i stället.",
    "example": "Skriv ett exempel eller en kontrollräkning.",
    "reference": "Skriv en kontrollräkning eller ett exempel.",
    "promise": "Skriv en kontroll.",
    "header": "Skriv en rad så som den står i huvudet, till exempel gäller från och med 2027-01-01.",
    "statement": "",
    "block": "Sist införs hela paragrafer, avsnitt, block, exempel, kontroller och kontrollräkningar. Regler införs "
    "efter en rubrik, eller genom att paragrafen får en ny lydelse.",
}


def wording(problem: AmendmentProblem) -> Wording:
    match problem:
        case NoEntry(written=None):
            return _say(
                "ändringen säger inte när den träder i kraft",
                "",
                "Skriv en rad i ändringens huvud, till exempel: träder i kraft 2027-07-01.",
            )
        case NoEntry(written=written):
            return _say(
                f"{written} är ingen dag",
                "här väntas en dag",
                "Skriv dagen som 2027-07-01 eller som den 1 juli 2027.",
            )
        case TooEarly(day=day, base=base, base_day=base_day, base_span=span):
            return Wording(
                "ändringen träder i kraft före det som den ändrar",
                f"den {_day(day)}",
                (Label(span, f"{base} gäller från den {_day(base_day)}"),),
                f"Det som inte gäller än kan inte ändras. Ange den {_day(base_day)} eller en senare dag.",
            )
        case UnknownTarget():
            return _unknown(problem)
        case SeveralTargets(target=target, places=places):
            more = (
                "Skriv paragrafens eller avsnittets nummer."
                if target.kind == "section"
                else "Lägg till i vilken paragraf eller vilket avsnitt den står: i § 3."
            )
            labels = tuple(Label(place, "en av dem") for place in places)
            return Wording(f"{_text(target)} finns på flera ställen", "vilken menas?", labels, more)
        case AlreadyRepealed(title=title, target=target, other=other, other_span=span):
            return Wording(
                f"{_text(target)} har redan upphört att gälla",
                "finns inte längre",
                (Label(span, f"upphävs här, genom {_title(other)}"),),
                f"{_pair(title, other)} Ta bort den ena ändringen, eller låt den träda i kraft före upphävandet.",
            )
        case SameDay(title=title, day=day, target=target, other=other, other_span=span):
            return Wording(
                f"{_text(target)} ändras två gånger den {_day(day)}",
                f"genom {_title(title)}",
                (Label(span, f"och här, genom {_title(other)}"),),
                f"{_pair(title, other)} Det framgår inte vilket som gäller. Slå ihop ändringarna, eller ge dem olika "
                "dagar.",
            )
        case WrongContent(wanted=wanted, kind=kind):
            return _say(f"{_KINDS[kind]} kan inte stå här", "hör inte hit", _INSTEAD[wanted])
        case AlreadyThere(kind=kind, name=name, first=first):
            return Wording(
                f"{_known(kind, name)} finns redan",
                "införs här",
                (Label(first, "finns här"),),
                "Välj ett annat namn eller nummer, eller skriv att det som finns ska ha följande lydelse.",
            )
        case OtherFile():
            return _file(problem)
        case OtherBase(base=base, regulation=regulation):
            return _say(
                f"ändringen gäller ”{base}” men mappens regelverk är ”{PurePath(regulation).name}”",
                "ändrar något annat",
                "I en mapp med ett regelverk hör alla ändringar till det. Rätta sökvägen, eller flytta ändringen till "
                "en egen mapp.",
            )
        case EarlierWording(first=first, titles=titles):
            when = (
                "före den första ändringen"
                if first is None
                else f"från {first}, genom {_listed(tuple(map(_title, titles)))}"
            )
            return _say(
                "regelverket går inte att räkna så som det lydde tidigare",
                f"så som det lydde {when}",
                "En senare ändring rättar inte åren före den, så de kan inte räknas. Rätta felen där de står, eller "
                "låt ändringen träda i kraft tidigare.",
            )
        case _:
            assert_never(problem)


def _unknown(problem: UnknownTarget) -> Wording:
    near = tuple(map(_text, problem.similar))
    hint = f" Menade du {_listed(near)}?" if near else ""
    return _say(
        f"{_text(problem.target)} finns inte",
        "finns inte i det som ändras",
        f"En ändring kan bara röra det som finns när den träder i kraft.{hint}",
    )


def _file(problem: OtherFile) -> Wording:
    file = problem.file
    match problem.why:
        case "absolute":
            return _say(
                f"”{file}” är ingen sökväg från filens egen mapp",
                "",
                "Skriv vägen från den här filen, med snedstreck: ”../2027.regel”.",
            )
        case "outside":
            return _say(
                f"”{file}” ligger utanför projektets mapp",
                "",
                "Regelfiler läses bara ur samma projekt: mappen regulations eller regelverk, eller annars mappen "
                "närmast ovanför den egna. Kopiera filen dit, eller rätta sökvägen.",
            )
        case "missing":
            return _say(f"filen ”{file}” finns inte", "", "Kontrollera sökvägen. Den räknas från den här filens mapp.")
        case "unreadable":
            return _say(
                f"”{file}” går inte att läsa", "", "Kontrollera att det är en regelfil som du har rätt att läsa."
            )
        case "cycle":
            return _say(
                f"”{file}” leder tillbaka hit",
                "filerna hänvisar till varandra",
                "Låt den ena filen klara sig utan den andra, eller flytta det gemensamma till en tredje.",
            )
        case "many":
            return _say("regelverket består av för många filer", "", "Slå ihop filer. Gränsen är 100.")
        case _:
            assert_never(problem.why)


def _say(headline: str, at: str, way_out: str) -> Wording:
    return Wording(headline, at, (), way_out)


def _text(target: nodes.Target) -> str:
    return target_text(target).replace('"', "”")


def _known(kind: Kind, name: str) -> str:
    match kind:
        case "concept":
            return f"begreppet {name}"
        case "input":
            return f"uppgiften {name}"
        case "interpretation":
            return f"tolkningen {name}"
        case "example":
            return f"exemplet ”{name}”"
        case "reference":
            return f"kontrollräkningen ”{name}”"
        case "promise":
            return f"kontrollen ”{name}”"
        case "header":
            return f"uppgiften om {name}"
        case _:
            return name


def _pair(title: str, other: str) -> str:
    if title == other:
        return "Ändringen säger två saker om detta."
    return f"{_title(title)} och {_title(other)} säger emot varandra."


def _title(title: str) -> str:
    return f"”{title}”" if title else "en ändring utan namn"


def _day(day: datetime.date) -> str:
    return day.isoformat()


def _listed(names: tuple[str, ...]) -> str:
    return " eller ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]
