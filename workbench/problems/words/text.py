"""The words for what is wrong with the text of a file and with how a line is written, RV0xx and RV1xx."""

from typing import assert_never

from dsl.problems.text import (
    AmountInNorm,
    BadChange,
    BadCount,
    BadHeading,
    BadLabel,
    BadSourceMark,
    BadStep,
    BadType,
    BadYear,
    CellCount,
    ConditionFirst,
    ConfusableLetter,
    ControlCharacter,
    DecimalPoint,
    EitherOr,
    EmptyCell,
    FileTooLarge,
    IfThenModifier,
    InvisibleCharacter,
    KnownErrorForm,
    LineTooLong,
    LooseBullet,
    MarkNotHere,
    Misplaced,
    ModifiedThenIf,
    ModifierAlone,
    NestedTooDeeply,
    NoRegulation,
    NoSuchDate,
    NotAFile,
    NotBelow,
    NothingBelow,
    NotText,
    RuleInHeading,
    TabIndentation,
    TextProblem,
    TooManyDigits,
    TooManyParts,
    TooManyProblems,
    TwiceInBlock,
    TwoReadings,
    UnevenIndentation,
    Unexpected,
    UnknownCharacter,
    UnknownHeaderKey,
    UnknownLine,
    Unquoted,
    UnterminatedString,
    ZeroDenominator,
)
from workbench.problems.diagnostic import Wording
from workbench.problems.words.lines import of_lines, shortened, unexpected


def wording(problem: TextProblem) -> Wording:
    match problem:
        case (
            NotText()
            | FileTooLarge()
            | NotAFile()
            | ControlCharacter()
            | InvisibleCharacter()
            | ConfusableLetter()
            | NoRegulation()
            | LineTooLong()
            | TooManyProblems()
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
            | BadCount()
        ):
            return _of_signs(problem)
        case Unexpected():
            return unexpected(problem)
        case (
            Misplaced()
            | UnknownLine()
            | UnknownHeaderKey()
            | TwiceInBlock()
            | BadHeading()
            | BadLabel()
            | EmptyCell()
            | KnownErrorForm()
            | RuleInHeading()
            | AmountInNorm()
            | ConditionFirst()
            | CellCount()
            | BadStep()
            | BadType()
            | EitherOr()
            | ModifierAlone()
            | Unquoted()
            | BadChange()
            | ModifiedThenIf()
            | IfThenModifier()
            | TwoReadings()
        ):
            return of_lines(problem)
        case _:
            assert_never(problem)


# -- the file ------------------------------------------------------------------------------------


def _of_file(
    problem: NotText
    | FileTooLarge
    | NotAFile
    | ControlCharacter
    | InvisibleCharacter
    | ConfusableLetter
    | NoRegulation
    | LineTooLong
    | TooManyProblems,
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
                f"Filen är {_grouped(size)} byte. En regelfil får vara högst {_grouped(bound)} byte. Dela upp "
                "regelverket.",
            )
        case NotAFile():
            return Wording(
                "det är ingen fil utan en enhet, ett rör eller en länk till något sådant",
                "",
                (),
                "Det läses inte, för det behöver aldrig ta slut. Spara innehållet i en fil och ange den.",
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
                f"Bokstaven är {script} (U+{ord(letter):04X}) men ser ut som ett vanligt ”{looks_like}”. "
                f"Skriv ”{word}” "
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
        case TooManyProblems(bound=bound):
            return Wording(
                "för många fel",
                "",
                (),
                f"Filen har fler än {bound} fel. Det som står längre ner har inte granskats. Är detta en regelfil?",
            )
        case LineTooLong(length=length, bound=bound):
            return Wording(
                "raden är för lång",
                "",
                (),
                f"Raden har {_grouped(length)} tecken. En rad får ha högst {_grouped(bound)}. Dela den: en "
                "rad går vidare "
                "på nästa om den slutar med ett kommatecken.",
            )
        case _:
            assert_never(problem)


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
                f"Raden är indragen {columns} steg, men raderna bredvid den {expected}. Rader som hör till "
                "samma sak ska "
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
                f"”{shortened(written)}” är inte rader i källan. Skriv radnummer, med tankstreck och kommatecken: "
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
                f"Under ”{shortened(above)} …” kan inga sådana rader stå. Flytta ut raden så att den står jämte.",
            )
        case NothingBelow(needs=needs):
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
        case LooseBullet():
            return Wording(
                "strecksats utan villkor",
                "",
                (),
                "En rad med streck hör till ett villkor ovanför: om något av villkoren är uppfyllt, eller om samtliga "
                "villkor är uppfyllda. Står ett minustecken först i ett värde: skriv −.",
            )
        case _:
            assert_never(problem)


# -- signs and numbers ---------------------------------------------------------------------------


def _of_signs(
    problem: UnknownCharacter
    | UnterminatedString
    | DecimalPoint
    | TooManyDigits
    | NoSuchDate
    | ZeroDenominator
    | TooManyParts
    | BadYear
    | BadCount,
) -> Wording:
    match problem:
        case UnknownCharacter(likely="text"):
            return Wording(
                "raden ser ut att vara löpande text",
                "",
                (),
                "Löpande text börjar med | och ett mellanslag. En regel slutar inte med punkt.",
            )
        case UnknownCharacter(likely="row"):
            return Wording(
                "| hör till en tabell",
                "",
                (),
                "Raden ser ut att höra till en tabell: dra in den under kolumnernas namn.",
            )
        case UnknownCharacter(written=written, suggestion=suggestion):
            instead = f" Skriv ”{suggestion}”." if suggestion is not None else " Ta bort det."
            return Wording("tecknet hör inte till språket", "", (), f"”{written}” kan inte stå här.{instead}")
        case UnterminatedString():
            return Wording(
                "citatet tar inte slut", "", (), 'Sätt ett " sist. Ett citat kan inte gå vidare på nästa rad.'
            )
        case DecimalPoint(written=written, suggestions=(grouped, decimal)):
            return Wording(
                "punkt i ett tal",
                f"{grouped} eller {decimal}?",
                (),
                f"{written} kan läsas på två sätt. Skriv {grouped} om punkten skiljer ut tusental, eller {decimal} om "
                "den skiljer ut decimaler.",
            )
        case DecimalPoint(written=written, suggestions=suggestions):
            (suggestion,) = suggestions
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
                f"Ett uttryck får ha högst {bound} räknetecken och parenteser. Dela upp det: ge delarna egna "
                "namn på egna "
                "rader.",
            )
        case BadYear(written=written):
            return Wording("årtalet kan inte läsas", "", (), f"{written} är inget årtal. Skriv fyra siffror: 2024.")
        case BadCount(written=written, bound=bound):
            return Wording(
                "antalet arbetsdagar kan inte läsas",
                "",
                (),
                f"{written} går inte. Skriv ett heltal från 1 till {bound}.",
            )
        case _:
            assert_never(problem)
