"""The words for lines that stop making sense or stand in the wrong place, RV1xx."""

import re
from typing import assert_never

from dsl.lexing import PREPOSITIONS
from dsl.problems.text import (
    AmountInNorm,
    BadChange,
    BadHeading,
    BadLabel,
    BadStep,
    BadType,
    CellCount,
    ConditionFirst,
    EitherOr,
    EmptyCell,
    IfThenModifier,
    KnownErrorForm,
    Misplaced,
    ModifiedThenIf,
    ModifierAlone,
    Place,
    RuleInHeading,
    TwiceInBlock,
    TwoReadings,
    Unexpected,
    UnknownHeaderKey,
    UnknownLine,
    Unquoted,
)
from workbench.problems.diagnostic import Label, Wording

_MOST_LISTED = 6
_SHOWN_AT_MOST = 40


def shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN_AT_MOST else text[: _SHOWN_AT_MOST - 1] + "…"


# -- what was expected ---------------------------------------------------------------------------

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


def unexpected(problem: Unexpected) -> Wording:
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
    sentences.append(f"{where} kan stå {_listed(shown)}{more}.")
    if met is None:
        return Wording("raden är inte färdig", "raden tar slut här", (), " ".join(sentences))
    return Wording(f"”{shortened(met)}” passar inte här", "", (), " ".join(sentences))


def _differently_written(written: str, suggestion: str) -> str | None:
    """What to say where only a capital or a space tells what is written from what was meant."""
    if written.lower() == suggestion:
        return f"”{suggestion}” skrivs med liten bokstav."
    return f"Skriv ”{suggestion}”, med mellanslag." if written == suggestion.replace(" ", "") else None


def _listed(words: tuple[str, ...]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} eller {words[-1]}"


def _as_case(name: str, value: str, when: str) -> str:
    return (
        f"Skriv det som ett undantag, ett steg in under raden som bestämmer {name}: ”dock {value} om {when}”. "
        f"Eller som fall: avsluta raden som bestämmer {name} med ”är” och skriv under den ”{value} om {when}” och sist "
        "”annars” med det som annars gäller."
    )


# -- lines in their places -----------------------------------------------------------------------

_PLACES: dict[Place, str] = {
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


def of_lines(
    problem: Misplaced
    | UnknownLine
    | UnknownHeaderKey
    | TwiceInBlock
    | BadHeading
    | BadLabel
    | EmptyCell
    | KnownErrorForm
    | RuleInHeading
    | AmountInNorm
    | ConditionFirst
    | CellCount
    | BadStep
    | BadType
    | EitherOr
    | ModifierAlone
    | Unquoted
    | BadChange
    | ModifiedThenIf
    | IfThenModifier
    | TwoReadings,
) -> Wording:
    match problem:
        case Misplaced(line=line, place=place, belongs=belongs):
            return Wording(
                f"”{shortened(line)}” kan inte stå {_PLACES[place]}",
                "",
                (),
                f"En sådan rad står {_listed(tuple(_PLACES[each] for each in belongs))}. Flytta den, eller "
                "rätta indraget.",
            )
        case UnknownLine(written=written, place=place, suggestion=suggestion):
            if suggestion is not None and (told := _differently_written(written, suggestion)) is not None:
                return Wording("raden kan inte läsas", "", (), told)
            meant = f"Menade du ”{suggestion}”? " if suggestion is not None else ""
            return Wording(
                "raden kan inte läsas",
                "",
                (),
                f"{meant}”{shortened(written)} …” kan inte inleda en rad {_PLACES[place]}.",
            )
        case UnknownHeaderKey(written=written, similar=similar):
            meant = (
                f"Menade du ”{similar[0]}”?"
                if similar
                else (
                    "Raderna i huvudet börjar med till exempel myndighet, dokumenttyp, beslutat, gäller, "
                    "mandatperiod eller valår."
                )
            )
            return Wording(f"okänd uppgift ”{shortened(written)}” i huvudet", "", (), meant)
        case Unquoted(written=written, after=after, when=when):
            below = "" if when is None else f" Villkoret står på en egen rad under, ett steg in: ”om {when}”."
            return Wording(
                "citattecken saknas",
                "sätt citattecken om vad normen gäller",
                (),
                f'Sätt citattecken om vad normen gäller: {after} "{written}".{below}',
            )
        case AmountInNorm(name=name, rule=None, value=value, when=when):
            return Wording(
                "det här räknas inte",
                "räknas inte här",
                (),
                f"Det som står efter får eller har rätt till räknas inte. {_as_case(name, value, when or '…')}",
            )
        case AmountInNorm(rule=rule, value=value, when=when):
            head = (rule or "").removesuffix(f" {value}")
            way = (
                f"”{rule}”"
                if when is None
                else f"”{head}”, och på raderna under, ett steg in, ”{value} om {when}” och ”annars 0 kr”"
            )
            return Wording(
                "beloppet räknas inte här",
                "räknas inte här",
                (),
                f"Det som står efter får eller har rätt till räknas inte. Ge beloppet ett namn och skriv {way}.",
            )
        case ConditionFirst(name=name, value=value, when=when):
            return Wording("villkoret står före värdet", "", (), _as_case(name, value, when))
        case TwiceInBlock(line=line, first=first):
            return Wording(f"”{line}” står två gånger", "", (Label(first, "står redan här"),), "Ta bort den ena raden.")
        case BadHeading(kind=kind):
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
        case RuleInHeading(heading=heading, rule=rule):
            return Wording(
                "en regel står i rubriken",
                "räknas inte",
                (),
                f"Det som står i en rubrik räknas inte. Skriv ”{heading}” för sig, och på raden under, ett steg in: "
                f"”{rule}”.",
            )
        case BadLabel(kind=kind):
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
        case EitherOr():
            return Wording(
                "”eller” mellan villkor",
                "",
                (),
                "Inne i raden räknar ”eller” bara upp värden. Skriv om något av villkoren är uppfyllt, och "
                "varje villkor "
                "på en egen rad under, med streck framför.",
            )
        case ModifierAlone(above=above):
            return Wording(
                "kommatecken saknas på raden ovanför",
                "",
                (Label(above, "ska sluta med ett kommatecken"),),
                "Tillägg till ett värde står efter ett kommatecken. Sätt ett sist på raden ovanför.",
            )
        case ModifiedThenIf(what=what, whole=whole, alone=alone):
            meant = {
                "value": f"Ska det gälla hela värdet: skriv {whole}.",
                "case": f"Hör det till fallet: skriv {whole}. Ska det bara gälla tillägget: låt värdet stå efter "
                "annars, inom parentes tillsammans med tillägget och villkoret.",
                "otherwise": f"Hör det till fallet: skriv annars {whole}.",
                "exception": f"Hör det till undantaget: skriv {whole}.",
            }[what]
            other = "" if alone is None else f" Ska det bara gälla tillägget: skriv annars {alone}."
            return Wording(
                "villkoret hör till det sista tillägget",
                "",
                (),
                f"Ett villkor efter ett tillägg gäller bara tillägget. {meant}{other}",
            )
        case IfThenModifier(text=text):
            return Wording(
                "tillägget står efter ett villkor",
                "",
                (),
                f"Sätt parentes om det som hör ihop: {text}.",
            )
        case TwoReadings(written=written, readings=readings):
            return Wording(
                f"”{shortened(written)}” kan läsas på {_numbers(len(readings))} sätt",
                "",
                (),
                f"Skriv {_alternatives(readings)}.",
            )
        case BadChange():
            return Wording(
                "ändringen kan inte läsas",
                "",
                (),
                "Skriv vad som ändras: § 2 ska ha följande lydelse; § 3 ska upphöra att gälla; efter § 3 införs; sist "
                'införs; äldre bestämmelser gäller fortfarande för "…". Det kan också gälla rubriken "…" i § 3, '
                "begreppet …, uppgiften …, uppgiften om beslutat, tolkningen …, exemplet … eller kontrollräkningen ….",
            )
        case EmptyCell():
            return Wording(
                "tom ruta i tabellen",
                "",
                (),
                "Skriv ett värde i rutan, eller ”alla” om kolumnen inte spelar roll för raden.",
            )
        case KnownErrorForm(said=said):
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
        case CellCount(cells=cells, columns=columns, heading=heading):
            return Wording(
                f"raden har {cells} {_cells(cells)}, tabellen {columns} {_columns(columns)}",
                "",
                (Label(heading, "kolumnerna"),),
                "Varje rad ska ha en ruta för varje kolumn, med | emellan.",
            )
        case BadStep(written=written):
            return Wording(
                "avrundningen kan inte läsas",
                "",
                (),
                f"”{shortened(written)}” säger inte vad som avrundas till. Skriv till exempel hela kronor, "
                "närmaste tiondels "
                "tjänst, hela hundratal kronor, närmaste 500 kr, heltal eller två decimaler.",
            )
        case BadType(written=written, suggestion=suggestion):
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
        case _:
            assert_never(problem)


def _numbers(count: int) -> str:
    return {2: "två", 3: "tre", 4: "fyra"}.get(count, str(count))


def _alternatives(readings: tuple[str, ...]) -> str:
    """`”a” eller ”b”`, each as it is to be written."""
    *before, last = [f"”{reading}”" for reading in readings]
    return f"{', '.join(before)} eller {last}"


def _cells(count: int) -> str:
    return "ruta" if count == 1 else "rutor"


def _columns(count: int) -> str:
    return "kolumn" if count == 1 else "kolumner"
