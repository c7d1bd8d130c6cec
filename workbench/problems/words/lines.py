"""The words for lines that stop making sense, stand in the wrong place or lack a part, RV1xx."""

import re
from typing import assert_never

from dsl.phrases import PREPOSITIONS
from dsl.problems import lines as problems
from workbench.problems.diagnostic import Label, Wording
from workbench.problems.words.phrases import any_of, shortened


def wording(problem: problems.LineProblem) -> Wording:
    match problem:
        case problems.Unexpected():
            return unexpected(problem)
        case problems.Misplaced(line=line, place=place, belongs=belongs):
            return Wording(
                f"”{shortened(line)}” kan inte stå {_PLACES[place]}",
                "",
                (),
                f"En sådan rad står {any_of(tuple(_PLACES[each] for each in belongs))}. Flytta den, eller "
                "rätta indraget.",
            )
        case problems.UnknownLine(written=written, place=place, suggestion=suggestion):
            if suggestion is not None and (told := _differently_written(written, suggestion)) is not None:
                return Wording("raden kan inte läsas", "", (), told)
            meant = f"Menade du ”{suggestion}”? " if suggestion is not None else ""
            return Wording(
                "raden kan inte läsas",
                "",
                (),
                f"{meant}”{shortened(written)} …” kan inte inleda en rad {_PLACES[place]}.",
            )
        case problems.NothingBelow(needs=needs):
            headline, missing = {
                "bullets": ("villkoren saknas", "Skriv varje villkor på en egen rad under, med streck framför: - C."),
                "contents": (
                    "det sägs inte vad normen gäller",
                    'Skriv det inom citattecken efter ordet: ska "utse en gruppledare". Är det flera saker: var och en '
                    "på en egen rad under, med streck framför.",
                ),
                "cases": ("värdet saknas", "Skriv värdet efter ”är”, eller fallen på egna rader under."),
                "columns": ("tabellen saknas", "Skriv tabellen under, med | mellan kolumnerna och deras namn överst."),
                "rows": ("tabellen saknar rader", "Skriv minst en rad under kolumnernas namn."),
                "steps": (
                    "fördelningen saknar steg",
                    "Skriv under hur det fördelas: varje … får …, resten fördelas ….",
                ),
                "readings": (
                    "tolkningen saknar läsningar",
                    "Skriv varje läsning under: sitt namn, ett kolon och reglerna.",
                ),
                "in_force": ("det sägs inte vilken läsning som gäller", 'Avsluta med gäller NAMN, "skälet".'),
                "entries": ("inget står under raden", "Skriv det som hör hit under raden, indraget fyra mellanslag."),
            }[needs]
            return Wording(headline, "", (), missing)
        case problems.NotBelow(above=above):
            return Wording(
                "raden är för långt indragen",
                "",
                (),
                f"Under ”{shortened(above)} …” kan inga sådana rader stå. Flytta ut raden så att den står jämte.",
            )
        case problems.LooseBullet():
            return Wording(
                "strecksats utan villkor",
                "",
                (),
                "En rad med streck hör till ett villkor ovanför: om något av villkoren är uppfyllt, eller om samtliga "
                "villkor är uppfyllda. Står ett minustecken först i ett värde: skriv −.",
            )
        case problems.UnknownHeaderKey(written=written, similar=similar):
            meant = (
                f"Menade du ”{similar[0]}”?"
                if similar
                else (
                    "Raderna i huvudet börjar med till exempel myndighet, dokumenttyp, beslutat, gäller, "
                    "mandatperiod eller valår."
                )
            )
            return Wording(f"okänd uppgift ”{shortened(written)}” i huvudet", "", (), meant)
        case problems.EmptyCell():
            return Wording(
                "tom ruta i tabellen",
                "",
                (),
                "Skriv ett värde i rutan, eller ”alla” om kolumnen inte spelar roll för raden.",
            )
        case problems.KnownErrorForm(said=said):
            stated = re.fullmatch(r"(.+) ska vara (.+)", said)
            way = (
                f"Skriv: känt fel i källan: {said}"
                if stated
                else "Skriv kolumnen och det som skulle ha stått, t.ex.: känt fel i källan: stödet ska vara 100 kr"
                + (f', "{said}"' if said else "")
            )
            return Wording(
                "det sägs inte vilken ruta som är fel", "", (), f"{way}. De andra rutorna prövas som vanligt."
            )
        case problems.CellCount(cells=cells, columns=columns, heading=heading):
            return Wording(
                f"raden har {cells} {_cells(cells)}, tabellen {columns} {_columns(columns)}",
                "",
                (Label(heading, "kolumnerna"),),
                "Varje rad ska ha en ruta för varje kolumn, med | emellan.",
            )
        case problems.MarkNotHere():
            return Wording(
                "källmarkering på fel rad",
                "",
                (),
                "Raden bär inget ur källan. Sätt markeringen på regeln eller textraden som gör det.",
            )
        case problems.BadStep(written=written):
            return Wording(
                "avrundningen kan inte läsas",
                "",
                (),
                f"”{shortened(written)}” säger inte vad som avrundas till. Skriv till exempel hela kronor, "
                "närmaste tiondels "
                "tjänst, hela hundratal kronor, närmaste 500 kr, heltal eller två decimaler.",
            )
        case problems.BadType(written=written, suggestion=suggestion):
            meant = (
                f"Skriv ”{suggestion}”."
                if suggestion is not None
                else (
                    "Skriv till exempel heltal, tal, procent, kr, kr/år, datum, text, ja eller nej, ett av "
                    "A, B eller C, eller "
                    "ett parti."
                )
            )
            return Wording("typen kan inte läsas", "", (), f"”{shortened(written)}” är ingen typ. {meant}")
        case problems.TwiceInBlock(line=line, first=first):
            return Wording(f"”{line}” står två gånger", "", (Label(first, "står redan här"),), "Ta bort den ena raden.")
        case problems.BadHeading(kind=kind):
            what = {"hänvisning": "hänvisningen", "se": "hänvisningen", "ändring": "ändringens första rad"}
            return Wording(
                f"{what.get(kind, 'rubriken')} kan inte läsas",
                "",
                (),
                {
                    "§": "Efter § ska ett nummer stå, och sedan rubriken: § 2 a Partiets stöd.",
                    "avsnitt": "Efter avsnitt ska ett nummer eller en rubrik stå: avsnitt 3.1 Ersättning.",
                    "rubrik": "Efter rubrik ska rubrikens text stå: rubrik Omkostnader.",
                    "hänvisning": "Skriv en paragraf, ett avsnitt eller text inom citattecken: § 6, avsnitt 3.1.",
                    "ändring": "En ändring är en egen fil. Den börjar med vad som ändras och sin rubrik: "
                    'ändring av "2027.regel" "Fler mandat".',
                    "se": "Efter se står en paragraf, ett avsnitt eller en rättskälla inom citattecken: se § 6, "
                    'se § 2 i "annan.regel", se "4 kap. 33 § kommunallagen (2017:725)".',
                    "undantag": "Skriv paragrafen eller avsnittet, och ett kolon: undantag från § 6: "
                    "partiets stöd är 0 kr om ….",
                }[kind],
            )
        case problems.BadLabel(kind=kind):
            return Wording(
                f"{'kontrollen' if kind == 'kontroll' else 'tolkningen'} kan inte läsas",
                "",
                (),
                {
                    "tolkning": 'Efter tolkning står ett namn och frågan: tolkning höjning "Avrundas höjningen?".',
                    "gäller": 'Efter gäller står läsningens namn och skälet: gäller exakt, "källan säger inget".',
                    "läsning": "Efter läsning står tolkningens namn, ett kolon och läsningens namn: läsning "
                    "höjning: exakt.",
                    "kontroll": "Efter kontroll står inom citattecken vad som lovas, ett kolon och löftet: kontroll "
                    '"fler mandat ger aldrig mindre": partistödet minskar aldrig när mandaten ökar.',
                }[kind],
            )
        case problems.BadChange():
            return Wording(
                "ändringen kan inte läsas",
                "",
                (),
                "Skriv vad som ändras: § 2 ska ha följande lydelse; § 3 ska upphöra att gälla; efter § 3 införs; sist "
                'införs; äldre bestämmelser gäller fortfarande för "…". Det kan också gälla rubriken "…" i § 3, '
                "begreppet …, uppgiften …, uppgiften om beslutat, tolkningen …, exemplet … eller kontrollräkningen ….",
            )
        case _:
            assert_never(problem)


_MOST_LISTED = 6


_KINDS = {
    "VALUE": "ett värde",
    "CONDITION": "ett villkor",
    "NAME": "ett namn",
    "NUMBER": "ett tal",
    "STRING": "text inom citattecken",
    "DATE": "ett datum",
    "UNIT": "en enhet",
    "YEARS": "ett år",
    "SHARE": "en andel",
    "RANGE": "ett tankstreck",
    "OPERATOR": "ett räknetecken",
    "MODIFIER": "ett kommatecken med tillägg (dock, avrundat, ökat med)",
    "END": "radens slut",
    "(": "en parentes",
    ")": "en slutparentes",
    ",": "ett kommatecken",
    ":": "ett kolon",
}


def unexpected(problem: problems.Unexpected) -> Wording:
    met, expected = problem.met, problem.expected
    shown = tuple(
        _KINDS.get(each, f"”{each}”") for each in expected[:_MOST_LISTED] if each != "END" or len(expected) == 1
    )
    sentences = []
    if problem.suggestion is not None and problem.written is not None:
        told = _differently_written(problem.written, problem.suggestion)
        if told is not None:
            return Wording(f"”{shortened(problem.written)}” passar inte här", "", (), told)
        sentences.append(f"Menade du ”{problem.suggestion}” i stället för ”{shortened(problem.written)}”?")
    elif problem.met_kind == "word" and met is not None and "NAME" in expected:
        if met in PREPOSITIONS:
            sentences.append(f"Ett namn kan inte börja eller sluta med ”{met}”.")
        else:
            sentences.append(f"”{shortened(met)}” hör till språket och kan inte stå i ett namn.")
    elif problem.met_kind == "digits":
        sentences.append("Tusental skrivs i grupper om tre siffror med ett mellanslag emellan: 117 034.")
    more = " eller något liknande" if len(expected) > _MOST_LISTED else ""
    where = "Efter det som står" if met is None else "Här"
    sentences.append(f"{where} kan stå {any_of(shown)}{more}.")
    if met is None:
        return Wording("raden är inte färdig", "raden tar slut här", (), " ".join(sentences))
    return Wording(f"”{shortened(met)}” passar inte här", "", (), " ".join(sentences))


def _differently_written(written: str, suggestion: str) -> str | None:
    """What to say where only a capital or a space tells what is written from what was meant."""
    if written.lower() == suggestion:
        return f"”{suggestion}” skrivs med liten bokstav."
    return f"Skriv ”{suggestion}”, med mellanslag." if written == suggestion.replace(" ", "") else None


_PLACES: dict[problems.Place, str] = {
    "file": "ytterst i filen",
    "header": "i huvudet under regelverk",
    "units": "under enheter",
    "roles": "under roller",
    "inputs": "under uppgifter",
    "concepts": "under begrepp",
    "concept": "under ett begrepp",
    "section": "i ett avsnitt",
    "text": "direkt under textrader",
    "definition": "under en regel",
    "cases": "bland fallen under en regel som slutar med ”är”",
    "table": "i en tabell",
    "sharing": "under en fördelning",
    "interpretation": "under tolkning",
    "reading": "i en läsning",
    "norm": "under en rad med ska, får, bör, kräver eller har rätt till",
    "decided": "under en rad med ”bestäms av”",
    "example": "i ett exempel",
    "reference": "i en kontrollräkning",
    "promise": "under en kontroll",
}


def _cells(count: int) -> str:
    return "ruta" if count == 1 else "rutor"


def _columns(count: int) -> str:
    return "kolumn" if count == 1 else "kolumner"
