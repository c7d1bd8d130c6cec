"""The words for problems with changes of a rule file."""

from typing import assert_never

from dsl import nodes
from dsl.formatting import target_text
from dsl.problems import amendments as problems
from workbench.problems.diagnostic import Label, Wording
from workbench.problems.words.phrases import any_of, say


def wording(problem: problems.AmendmentProblem) -> Wording:
    match problem:
        case problems.NoEntry(written=None):
            return say(
                "ändringen säger inte när den träder i kraft",
                "",
                "Skriv en rad i ändringens huvud, till exempel: träder i kraft 2027-07-01.",
            )
        case problems.NoEntry(written=written):
            return say(
                f"{written} är ingen dag",
                "här väntas en dag",
                "Skriv dagen som 2027-07-01 eller som den 1 juli 2027.",
            )
        case problems.TooEarly(day=day, base=base, base_day=base_day, base_span=span):
            return Wording(
                "ändringen träder i kraft före det som den ändrar",
                f"den {day.isoformat()}",
                (Label(span, f"{base} gäller från den {base_day.isoformat()}"),),
                f"Det som inte gäller än kan inte ändras. Ange den {base_day.isoformat()} eller en senare dag.",
            )
        case problems.UnknownTarget():
            return _unknown(problem)
        case problems.SeveralTargets(target=target, places=places):
            more = (
                "Skriv paragrafens eller avsnittets nummer."
                if target.kind == "section"
                else "Lägg till i vilken paragraf eller vilket avsnitt den står: i § 3."
            )
            labels = tuple(Label(place, "en av dem") for place in places)
            return Wording(f"{_text(target)} finns på flera ställen", "vilken menas?", labels, more)
        case problems.AlreadyRepealed(title=title, target=target, other=other, other_span=span):
            return Wording(
                f"{_text(target)} har redan upphört att gälla",
                "finns inte längre",
                (Label(span, f"upphävs här, genom {_title(other)}"),),
                f"{_pair(title, other)} Ta bort den ena ändringen, eller låt den träda i kraft före upphävandet.",
            )
        case problems.SameDay(title=title, day=day, target=target, other=other, other_span=span):
            return Wording(
                f"{_text(target)} ändras två gånger den {day.isoformat()}",
                f"genom {_title(title)}",
                (Label(span, f"och här, genom {_title(other)}"),),
                f"{_pair(title, other)} Det framgår inte vilket som gäller. Slå ihop ändringarna, eller ge dem olika "
                "dagar.",
            )
        case problems.WrongContent(wanted=wanted, kind=kind):
            return say(f"{_KINDS[kind]} kan inte stå här", "hör inte hit", _INSTEAD[wanted])
        case problems.AlreadyThere(kind=kind, name=name, first=first):
            return Wording(
                f"{_known(kind, name)} finns redan",
                "införs här",
                (Label(first, "finns här"),),
                "Välj ett annat namn eller nummer, eller skriv att det som finns ska ha följande lydelse.",
            )
        case problems.EarlierWording(first=first, titles=titles):
            when = (
                "före den första ändringen"
                if first is None
                else f"från {first}, genom {any_of(tuple(map(_title, titles)))}"
            )
            return say(
                "regelverket går inte att räkna så som det lydde tidigare",
                f"så som det lydde {when}",
                "En senare ändring rättar inte åren före den, så de kan inte räknas. Rätta felen där de står, eller "
                "låt ändringen träda i kraft tidigare.",
            )
        case _:
            assert_never(problem)


_KINDS: dict[problems.Kind, str] = {
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


_INSTEAD: dict[problems.Kind, str] = {
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


def _unknown(problem: problems.UnknownTarget) -> Wording:
    near = tuple(map(_text, problem.similar))
    hint = f" Menade du {any_of(near)}?" if near else ""
    return say(
        f"{_text(problem.target)} finns inte",
        "finns inte i det som ändras",
        f"En ändring kan bara röra det som finns när den träder i kraft.{hint}",
    )


def _text(target: nodes.Target) -> str:
    return target_text(target).replace('"', "”")


def _known(kind: problems.Kind, name: str) -> str:
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
