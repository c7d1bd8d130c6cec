"""The words for problems with files of votes and scenarios, RV73x and RV740."""

from typing import assert_never

from interpreter.elections import problems
from interpreter.elections.plain import CAST
from workbench.problems.diagnostic import Wording
from workbench.values.numbers import number

_COLUMNS = "Rubrikerna är parti och röster, och om området är indelat valkrets och fasta mandat."
_FILES = "Röster läses ur valmyndighetens resultatfiler (zip, json eller xml) och ur csv."


def wording(problem: problems.ElectionProblem) -> Wording:
    headline, help_ = _said(problem)
    return Wording(headline, "", (), help_)


def _said(problem: problems.ElectionProblem) -> tuple[str, str]:
    match problem:
        case problems.ElectionUnreadable():
            return _unreadable(problem)
        case problems.ElectionShape():
            return _shape(problem)
        case problems.VotesUnreadable():
            return _votes(problem)
        case problems.PartyTwice(party=party, also=(first, row)):
            return (
                f"{_quoted(party)} är samma parti som {_quoted(first)} på rad {row}",
                "Ett parti ska ha en rad. Ta bort den ena, eller lägg ihop rösterna om de är delar av samma resultat.",
            )
        case problems.PartyTwice(where=where, party=party):
            return f"{_quoted(party)} står två gånger", f"Partiet ska ha en rad{_in(where)}. Ta bort den ena."
        case problems.TotalsDiffer():
            return _totals(problem)
        case problems.PartyLacking(where=where, party=party):
            return (
                f"{_quoted(party)} saknas i valkretsen {where}",
                "Partiet finns i en annan valkrets. Skriv 0 om det inte fick några röster här.",
            )
        case problems.FixedUnclear(where=where, read=read, first=first):
            return (
                f"två antal fasta mandat i valkretsen {where}",
                f"Här står {read}, på en tidigare rad {first}. Samma antal ska stå på alla rader för valkretsen.",
            )
        case problems.NotCounted(where=where):
            return f"inga röster{_in(where)}", "Filen har inget räknat resultat ännu, eller är inte en fil med röster."
        case problems.DistrictUnplaced(where=where, constituencies=count):
            other = "flera valkretsar" if count else "ingen valkrets"
            return (
                f"valdistriktet {where} säger inte vilken valkrets det hör till",
                f"Kommunens andra distrikt hör till {other}. Använd filen med mandatfördelning i stället.",
            )
        case problems.ElectionTooLarge(what=what, most=most):
            named = {"parties": "partier", "constituencies": "valkretsar", "scenarios": "scenarier"}[what]
            return f"för många {named}", f"Högst {number_of(most)} läses."
        case problems.ScenarioUnclear():
            return _scenario(problem)
        case _:
            assert_never(problem)


def number_of(count: int) -> str:
    """`41 325`"""
    from fractions import Fraction

    return number(Fraction(count))


def _unreadable(problem: problems.ElectionUnreadable) -> tuple[str, str]:
    match problem.why:
        case "missing":
            return "filen finns inte", "Kontrollera namnet och mappen."
        case "folder":
            return "det är en mapp, inte en fil", "Ange filen i mappen."
        case "refused":
            return "filen går inte att läsa", "Kontrollera att du har rätt att läsa den."
        case "special":
            return "det är ingen fil utan en enhet eller ett rör", "Spara innehållet i en fil och ange den."
        case "format":
            read = f"slutar på {problem.read}" if problem.read else "har ingen ändelse"
            return "filen har ett format som inte läses", f"Filnamnet {read}. {_FILES} Scenarier läses ur csv."
        case "bytes":
            return "filen är inte text", "Spara den som csv med kodningen UTF-8."
        case "empty":
            return "filen är tom", _COLUMNS
        case "csv":
            return "citattecknen går inte ihop", "Ett citattecken har ingen motsvarighet, eller står mitt i en cell."
        case "json":
            return "filen är inte JSON", f"Det tar stopp på rad {problem.read}."
        case "xml":
            return "filen är inte XML som går att läsa", f"Det tar stopp på rad {problem.read}."
        case "deep":
            return "för många nivåer", "Listor och objekt ligger för djupt i varandra för att vara ett valresultat."
        case "archive":
            found = f"Den har {problem.read} sådana filer. " if problem.read else "Den är skadad eller ingen zipfil. "
            return (
                "zipfilen har inte det som väntades",
                f"{found}Valmyndighetens zipfil har en json-fil med mandatfordelning i namnet.",
            )
        case "large":
            return "filen är för stor", "Använd filen med mandatfördelning i stället för den per valdistrikt."
        case _:
            assert_never(problem.why)


def _shape(problem: problems.ElectionShape) -> tuple[str, str]:
    match problem.why:
        case "nothing":
            return "filen har inga röster", f"{_FILES} json-filen heter något med mandatfordelning."
        case "presentation":
            return (
                "filen hör till valmyndighetens webbsidor",
                "Den är inte gjord för att läsas av andra program. Hämta resultatfilen i stället: "
                "zip-filen för kommunen, regionen eller riket.",
            )
        case "kind":
            return (
                f"valet {_quoted(problem.read)} räknas inte här"
                if problem.read
                else "filen säger inte vilket val det är",
                "Riksdag (RD), region (RF) och kommun (KF) kan räknas.",
            )
        case "part":
            return (
                "filen har bara en kommuns röster i valet",
                "Mandaten fördelas i hela området. Använd filen för riket (00R) eller regionen.",
            )
        case "several":
            return (
                f"filen har röster från {problem.read} områden",
                "Använd filen för ett område: kommunens, eller regionens.",
            )
        case "column":
            at = "cellen är tom" if problem.row else "kolumnen saknas"
            return f"{problem.read}: {at}", _COLUMNS
        case "heading":
            return (
                f"okänd kolumn {_quoted(problem.read)}",
                f"{_COLUMNS} Dessutom kan förkortning, mandat, källa och anmärkning stå. "
                "En fil med flera utfall anges med --scenario.",
            )
        case "twice":
            return f"kolumnen {_quoted(problem.read)} finns två gånger", "Ta bort den ena."
        case "cells":
            return "raden har för många celler", f"Raden har {problem.read} celler, fler än rubrikerna."
        case "key":
            return f"{_quoted(problem.read)} står två gånger i samma objekt", "Filen är skadad. Hämta den på nytt."
        case _:
            assert_never(problem.why)


def _votes(problem: problems.VotesUnreadable) -> tuple[str, str]:
    whose = f"{problem.whose}{_in(problem.where)}"
    read = f"Det står {_quoted(problem.read)}. "
    match problem.why:
        case "missing":
            return f"röster saknas: {whose}", "Skriv antalet, 0 om det inte är några. Inget som saknas räknas som noll."
        case "negative":
            return f"färre än noll: {whose}", f"{read}Ett antal är 0 eller mer."
        case "not whole":
            return f"inte ett helt antal: {whose}", f"{read}Här ska stå ett antal, till exempel 15 633, inte en andel."
        case "words":
            return f"inget antal: {whose}", f"{read}Här ska stå siffror, till exempel 15 633."
        case "long":
            return f"för många siffror: {whose}", f"{read}Så många röster finns inte."
        case _:
            assert_never(problem.why)


def _totals(problem: problems.TotalsDiffer) -> tuple[str, str]:
    whose = "giltiga röster" if problem.of is None else CAST if problem.of == CAST else f"röster för {problem.of}"
    told, summed = number_of(problem.told), number_of(problem.summed)
    if problem.severity == "varning":
        return (
            f"{whose}: området och valkretsarna säger olika",
            f"För hela området står {told}, valkretsarna ger tillsammans {summed}. Valkretsarnas röster räknas.",
        )
    if problem.of == CAST:
        return (
            f"{whose} går inte ihop{_in(problem.where)}",
            f"Filen säger {told}, men giltiga och ogiltiga röster är tillsammans {summed}. Kontrollera siffrorna.",
        )
    return (
        f"{whose} går inte ihop{_in(problem.where)}",
        f"Filen säger {told}, men partierna har tillsammans {summed}. Kontrollera siffrorna.",
    )


def _scenario(problem: problems.ScenarioUnclear) -> tuple[str, str]:
    name = f"scenariot {_quoted(problem.scenario)}" if problem.scenario else "scenarierna"
    party = "övriga" if problem.party is None else problem.party
    match problem.why:
        case "unknown":
            return (
                f"partiet {_quoted(party)} finns inte i valet",
                "Använd samma namn eller förkortning som i filen med röster. "
                "Är partiet nytt lägger du till det där, med 0 röster.",
            )
        case "lacking":
            where = f" i valkretsen {problem.read}" if problem.read else ""
            return f"{name}: {party} saknas{where}", "Skriv röster för varje parti, 0 om det inte får några."
        case "twice":
            return f"{name}: {party} står två gånger", "Ta bort den ena raden."
        case "number":
            return (
                f"{name}: {_quoted(problem.read)} går inte att läsa för {party}",
                "Skriv antal röster, 15 633, eller en förändring i procentenheter med tecken, +1,5 eller −2.",
            )
        case "mixed":
            return (
                f"{name}: både röster och förändringar",
                f"{_capital(party)} har {problem.read} utan tecken. Skriv röster på alla rader, eller förändringar med "
                "+ eller − på alla rader.",
            )
        case "sum":
            return (
                f"{name}: förändringarna tar inte ut varandra",
                "När övriga också har en förändring ska de bli noll tillsammans. Utan den raden blir övriga resten.",
            )
        case "below":
            where = f" i {problem.read}" if problem.read else ""
            return (
                f"{name}: {party} får färre än noll röster{where}",
                "Minska förändringen, eller ta mer från ett annat.",
            )
        case "divided":
            return (
                f"{name}: röster för hela området",
                "Valet har valkretsar. Ha en kolumn valkrets, eller skriv förändringar i procentenheter.",
            )
        case "where":
            return f"valkretsen {_quoted(problem.read)} finns inte i valet", "Använd samma namn som i filen med röster."
        case "name":
            return f"{name} finns två gånger", "Ge scenarierna olika namn i rubrikerna."
        case _:
            assert_never(problem.why)


def _in(where: str | None) -> str:
    return f" i {where}" if where else ""


def _quoted(text: str) -> str:
    return f"”{text}”"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
