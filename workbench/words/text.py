"""The words for what is wrong with the text of a file and with how a line is written, RV0xx and RV1xx."""

from typing import assert_never

from dsl.lexing import PREPOSITIONS
from dsl.problems.text import (
    BadHeading,
    BadLabel,
    BadSourceMark,
    BadStep,
    BadType,
    BadYear,
    CellCount,
    ConfusableLetter,
    ControlCharacter,
    DecimalPoint,
    EmptyCell,
    FileTooLarge,
    InvisibleCharacter,
    LineTooLong,
    LooseBullet,
    MarkNotHere,
    Misplaced,
    NestedTooDeeply,
    NoRegulation,
    NoSuchDate,
    NotBelow,
    NothingBelow,
    NotText,
    NotYet,
    Place,
    TabIndentation,
    TextProblem,
    TooManyDigits,
    TooManyParts,
    TwiceInBlock,
    Unexpected,
    UnevenIndentation,
    UnknownCharacter,
    UnknownHeaderKey,
    UnknownLine,
    UnterminatedString,
    ZeroDenominator,
)
from workbench.diagnostics import Label, Wording

_MOST_LISTED = 6
_SHOWN_AT_MOST = 40


def wording(problem: TextProblem) -> Wording:
    match problem:
        case (
            NotText()
            | FileTooLarge()
            | ControlCharacter()
            | InvisibleCharacter()
            | ConfusableLetter()
            | NoRegulation()
            | LineTooLong()
        ):
            return _of_file(problem)
        case (
            TabIndentation()
            | UnevenIndentation()
            | NestedTooDeeply()
            | BadSourceMark()
            | MarkNotHere()
            | NotBelow()
            | NothingBelow()
            | LooseBullet()
        ):
            return _of_layout(problem)
        case (
            UnknownCharacter()
            | UnterminatedString()
            | DecimalPoint()
            | TooManyDigits()
            | NoSuchDate()
            | ZeroDenominator()
            | TooManyParts()
            | BadYear()
        ):
            return _of_signs(problem)
        case Unexpected():
            return _unexpected(problem)
        case (
            Misplaced()
            | UnknownLine()
            | UnknownHeaderKey()
            | NotYet()
            | TwiceInBlock()
            | BadHeading()
            | BadLabel()
            | EmptyCell()
            | CellCount()
            | BadStep()
            | BadType()
        ):
            return _of_lines(problem)
        case _:
            assert_never(problem)


# -- the file ------------------------------------------------------------------------------------


def _of_file(
    problem: NotText
    | FileTooLarge
    | ControlCharacter
    | InvisibleCharacter
    | ConfusableLetter
    | NoRegulation
    | LineTooLong,
) -> Wording:
    match problem:
        case NotText(byte=byte, likely=likely):
            looks = {
                "latin-1": "Filen ser ut att vara sparad som Windows-1252 eller Latin-1. ",
                "utf-16": "Filen ser ut att vara sparad som UTF-16. ",
                None: "",
            }[likely]
            return Wording(
                "filen är inte UTF-8",
                "",
                (),
                f"{looks}Byte nummer {byte} kan inte läsas som text. Öppna filen i en textredigerare och spara om den "
                "som UTF-8.",
            )
        case FileTooLarge(size=size, bound=bound):
            return Wording(
                "filen är för stor",
                "",
                (),
                f"Filen är {_grouped(size)} byte. En regelfil får vara högst {_grouped(bound)} byte. Dela upp regelverket.",
            )
        case ControlCharacter(number=number):
            return Wording(
                "styrtecken i texten",
                "",
                (),
                f"Här står tecknet U+{number:04X}, som inte hör hemma i text. Ta bort det; skriv om raden om det inte "
                "syns.",
            )
        case InvisibleCharacter(number=number, bidirectional=bidirectional):
            what = (
                "vänder textens riktning, så att raden inte betyder det den ser ut att betyda"
                if bidirectional
                else "inte syns"
            )
            return Wording(
                "osynligt tecken",
                "",
                (),
                f"Här står tecknet U+{number:04X}, som {what}. Ta bort det: skriv om ordet för hand.",
            )
        case ConfusableLetter(letter=letter, looks_like=looks_like, word=word):
            script = "kyrillisk" if "\u0400" <= letter <= "\u052f" else "grekisk"
            return Wording(
                f"{script} bokstav som ser ut som ”{looks_like}”",
                f"{script} bokstav",
                (),
                f"Bokstaven är {script} (U+{ord(letter):04X}) men ser ut som ett vanligt ”{looks_like}”. Skriv ”{word}” "
                "för hand.",
            )
        case NoRegulation(empty=True):
            return Wording(
                "filen är tom", "", (), 'Ett regelverk börjar med sin rubrik: regelverk "Stöd till partier".'
            )
        case NoRegulation():
            return Wording(
                "filen börjar inte med regelverk",
                "",
                (),
                'Första raden ska vara regelverkets rubrik: regelverk "Stöd till partier".',
            )
        case LineTooLong(length=length, bound=bound):
            return Wording(
                "raden är för lång",
                "",
                (),
                f"Raden har {_grouped(length)} tecken. En rad får ha högst {_grouped(bound)}. Dela den: en rad går vidare "
                "på nästa om den slutar med ett kommatecken.",
            )


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", " ")


# -- layout --------------------------------------------------------------------------------------


def _of_layout(
    problem: TabIndentation
    | UnevenIndentation
    | NestedTooDeeply
    | BadSourceMark
    | MarkNotHere
    | NotBelow
    | NothingBelow
    | LooseBullet,
) -> Wording:
    match problem:
        case TabIndentation():
            return Wording(
                "tabbtecken i indraget",
                "",
                (),
                "Indrag skrivs med mellanslag, fyra för varje nivå. Byt ut tabbtecknet.",
            )
        case UnevenIndentation(columns=columns, expected=expected):
            return Wording(
                "ojämnt indrag",
                "",
                (),
                f"Raden är indragen {columns} steg, men raderna bredvid den {expected}. Rader som hör till samma sak ska "
                "vara lika mycket indragna: fyra mellanslag för varje nivå.",
            )
        case NestedTooDeeply(bound=bound):
            return Wording(
                "för många nivåer",
                "",
                (),
                f"Rader får ligga högst {bound} nivåer in. Den här raden och de som ligger under den har hoppats över.",
            )
        case BadSourceMark(written=written):
            return Wording(
                "källmarkeringen kan inte läsas",
                "",
                (),
                f"”{_short(written)}” är inte rader i källan. Skriv radnummer, med tankstreck och kommatecken: "
                "[108–110, 112].",
            )
        case MarkNotHere():
            return Wording(
                "källmarkering på fel rad",
                "",
                (),
                "Raden bär inget ur källan. Sätt markeringen på regeln eller textraden som gör det.",
            )
        case NotBelow(above=above):
            return Wording(
                "raden är för långt indragen",
                "",
                (),
                f"Under ”{_short(above)} …” kan inga sådana rader stå. Flytta ut raden så att den står jämte.",
            )
        case NothingBelow(needs=needs):
            headline, missing = {
                "bullets": ("villkoren saknas", "Skriv varje villkor på en egen rad under, med streck framför: - C."),
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
        case LooseBullet():
            return Wording(
                "strecksats utan villkor",
                "",
                (),
                "En rad med streck hör till ett villkor ovanför: om något av villkoren är uppfyllt, eller om samtliga "
                "villkor är uppfyllda. Står ett minustecken först i ett värde: skriv −.",
            )


# -- signs and numbers ---------------------------------------------------------------------------


def _of_signs(
    problem: UnknownCharacter
    | UnterminatedString
    | DecimalPoint
    | TooManyDigits
    | NoSuchDate
    | ZeroDenominator
    | TooManyParts
    | BadYear,
) -> Wording:
    match problem:
        case UnknownCharacter(written=written, suggestion=suggestion):
            instead = f" Skriv ”{suggestion}”." if suggestion is not None else " Ta bort det."
            return Wording("tecknet hör inte till språket", "", (), f"”{written}” kan inte stå här.{instead}")
        case UnterminatedString():
            return Wording(
                "citatet tar inte slut", "", (), 'Sätt ett " sist. Ett citat kan inte gå vidare på nästa rad.'
            )
        case DecimalPoint(written=written, suggestion=suggestion):
            return Wording(
                "punkt i ett tal",
                f"skriv {suggestion}",
                (),
                f"Skriv {suggestion} i stället för {written}: decimaler skrivs "
                "med kommatecken och tusental med mellanslag.",
            )
        case TooManyDigits(digits=digits, bound=bound):
            return Wording(
                "talet är för långt", "", (), f"Talet har {_grouped(digits)} siffror. Ett tal får ha högst {bound}."
            )
        case NoSuchDate(written=written, suggestion=None):
            return Wording(
                "dagen finns inte", "", (), f"”{written}” är ingen dag i kalendern. Skriv till exempel 2024-01-31."
            )
        case NoSuchDate(suggestion=suggestion):
            return Wording("dagen är fel skriven", f"skriv {suggestion}", (), f"Skriv {suggestion}.")
        case ZeroDenominator(written=written):
            return Wording("delning med noll", "", (), f"{written} är inget tal: ingenting kan delas med noll.")
        case TooManyParts(bound=bound):
            return Wording(
                "raden har för många led",
                "",
                (),
                f"Ett uttryck får ha högst {bound} räknetecken och parenteser. Dela upp det: ge delarna egna namn på egna "
                "rader.",
            )
        case BadYear(written=written):
            return Wording("årtalet kan inte läsas", "", (), f"{written} är inget årtal. Skriv fyra siffror: 2024.")


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


def _unexpected(problem: Unexpected) -> Wording:
    met, expected = problem.met, problem.expected
    shown = tuple(
        _KINDS.get(each, f"”{each}”") for each in expected[:_MOST_LISTED] if each != "END" or len(expected) == 1
    )
    sentences = []
    if problem.suggestion is not None and problem.written is not None:
        sentences.append(f"Menade du ”{problem.suggestion}” i stället för ”{_short(problem.written)}”?")
    elif problem.met_kind == "word" and met is not None and "NAME" in expected:
        if met in PREPOSITIONS:
            sentences.append(f"Ett namn kan inte börja eller sluta med ”{met}”.")
        else:
            sentences.append(f"”{_short(met)}” hör till språket och kan inte stå i ett namn.")
    elif problem.met_kind == "number" and "NUMBER" not in expected:
        sentences.append("Tusental skrivs i grupper om tre siffror med ett mellanslag emellan: 117 034.")
    if shown:
        more = " eller något liknande" if len(expected) > _MOST_LISTED else ""
        where = "Efter det som står" if met is None else "Här"
        sentences.append(f"{where} kan stå {_listed(shown)}{more}.")
    if met is None:
        return Wording("raden är inte färdig", "raden tar slut här", (), " ".join(sentences))
    return Wording(f"”{_short(met)}” passar inte här", "", (), " ".join(sentences))


def _listed(words: tuple[str, ...]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} eller {words[-1]}"


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN_AT_MOST else text[: _SHOWN_AT_MOST - 1] + "…"


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
    "example": "i ett exempel",
    "reference": "i en kontrollräkning",
}


def _of_lines(
    problem: Misplaced
    | UnknownLine
    | UnknownHeaderKey
    | NotYet
    | TwiceInBlock
    | BadHeading
    | BadLabel
    | EmptyCell
    | CellCount
    | BadStep
    | BadType,
) -> Wording:
    match problem:
        case Misplaced(line=line, place=place, belongs=belongs):
            return Wording(
                f"”{_short(line)}” kan inte stå {_PLACES[place]}",
                "",
                (),
                f"En sådan rad står {_listed(tuple(_PLACES[each] for each in belongs))}. Flytta den, eller rätta indraget.",
            )
        case UnknownLine(written=written, place=place, suggestion=suggestion):
            meant = f"Menade du ”{suggestion}”? " if suggestion is not None else ""
            return Wording(
                "raden kan inte läsas", "", (), f"{meant}”{_short(written)} …” kan inte inleda en rad {_PLACES[place]}."
            )
        case UnknownHeaderKey(written=written, similar=similar):
            meant = (
                f"Menade du ”{similar[0]}”?"
                if similar
                else (
                    "Raderna i huvudet börjar med till exempel myndighet, dokumenttyp, beslutat, gäller, mandatperiod eller valår."
                )
            )
            return Wording(f"okänd uppgift ”{_short(written)}” i huvudet", "", (), meant)
        case NotYet(construct="norm"):
            return Wording(
                "plikter och rättigheter hör ännu inte till språket",
                "",
                (),
                "Skriv meningen som text så länge: | och meningen, och under den till exempel rutin eller upplysning.",
            )
        case NotYet(construct=construct):
            return Wording(
                f"”{construct}” hör ännu inte till språket",
                "",
                (),
                "Ta bort raden, eller gör den till en kommentar med #.",
            )
        case TwiceInBlock(line=line, first=first):
            return Wording(f"”{line}” står två gånger", "", (Label(first, "står redan här"),), "Ta bort den ena raden.")
        case BadHeading(kind=kind):
            return Wording(
                "rubriken kan inte läsas",
                "",
                (),
                {
                    "§": "Efter § ska ett nummer stå, och sedan rubriken: § 2 a Partiets stöd.",
                    "avsnitt": "Efter avsnitt ska ett nummer eller en rubrik stå: avsnitt 3.1 Ersättning.",
                    "rubrik": "Efter rubrik ska rubrikens text stå: rubrik Omkostnader.",
                    "undantag": "Skriv paragrafen eller avsnittet, och ett kolon: undantag från § 6: partiets stöd är 0 kr om ….",
                }[kind],
            )
        case BadLabel(kind=kind):
            return Wording(
                "tolkningen kan inte läsas",
                "",
                (),
                {
                    "tolkning": 'Efter tolkning står ett namn och frågan: tolkning höjning "Avrundas höjningen?".',
                    "gäller": 'Efter gäller står läsningens namn och skälet: gäller exakt, "källan säger inget".',
                    "läsning": "Efter läsning står tolkningens namn, ett kolon och läsningens namn: läsning höjning: exakt.",
                }[kind],
            )
        case EmptyCell():
            return Wording(
                "tom ruta i tabellen",
                "",
                (),
                "Skriv ett värde i rutan, eller ”alla” om kolumnen inte spelar roll för raden.",
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
                f"”{_short(written)}” säger inte vad som avrundas till. Skriv till exempel hela kronor, närmaste tiondels "
                "tjänst, hela hundratal kronor, närmaste 500 kr, heltal eller två decimaler.",
            )
        case BadType(written=written, suggestion=suggestion):
            meant = (
                f"Skriv ”{suggestion}”."
                if suggestion is not None
                else (
                    "Skriv till exempel heltal, tal, procent, kr, kr/år, datum, text, ja eller nej, ett av A, B eller C, eller "
                    "ett parti."
                )
            )
            return Wording("typen kan inte läsas", "", (), f"”{_short(written)}” är ingen typ. {meant}")


def _cells(count: int) -> str:
    return "ruta" if count == 1 else "rutor"


def _columns(count: int) -> str:
    return "kolumn" if count == 1 else "kolumner"
