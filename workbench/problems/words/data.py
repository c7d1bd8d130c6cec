"""The words for problems with data, RV5xx and RV6xx: what was read, what was expected, and the way out."""

from fractions import Fraction
from typing import assert_never

from dsl import model
from interpreter.data.problems import (
    BadByte,
    BrokenCsv,
    BrokenJson,
    BrokenWorkbook,
    CellProblem,
    CellTooLong,
    Contradiction,
    DataProblem,
    EmptyHeading,
    EmptyLabel,
    FileEmpty,
    FileProblem,
    FileTooLarge,
    FileUnreadable,
    ForbiddenCharacter,
    HeadingUnit,
    InexactNumber,
    JsonShape,
    JsonTooDeep,
    KeyMissing,
    LimitProblem,
    MissingColumn,
    NamesAlike,
    NotADay,
    NotAnswered,
    NotANumber,
    NotAText,
    NotATruth,
    NotAYear,
    NotText,
    NotWhole,
    NumberTooLong,
    OutOfBounds,
    RaggedRow,
    RepeatedColumn,
    RepeatedKey,
    RepeatedRow,
    SpreadsheetError,
    TableProblem,
    TableTooLarge,
    TooManyProblems,
    UncheckedTotal,
    UnfinishedFormula,
    UnknownChoice,
    UnknownColumn,
    UnknownFormat,
    UnknownInput,
    UnknownRow,
    UnknownTable,
    WholeProblem,
    WrongTotal,
    WrongUnit,
    YearMissing,
    YearUnwanted,
)
from interpreter.outcomes import Place
from workbench.problems.diagnostic import Wording
from workbench.values.numbers import number, value_text

# Of long lists of names, so many are told.
_MOST_LISTED = 12
_MOST_QUOTED = 60


def wording(problem: DataProblem) -> Wording:
    """The place itself (file, row, column) is told around it; the sheet of a workbook is told here."""
    match problem:
        case (
            FileUnreadable()
            | FileEmpty()
            | NotText()
            | BadByte()
            | UnknownFormat()
            | BrokenCsv()
            | BrokenWorkbook()
            | BrokenJson()
            | JsonShape()
        ):
            headline, help_ = _of_file(problem)
        case (
            UnknownTable()
            | UnknownColumn()
            | RepeatedColumn()
            | EmptyHeading()
            | YearMissing()
            | YearUnwanted()
            | MissingColumn()
            | HeadingUnit()
        ):
            headline, help_ = _of_table(problem)
        case OutOfBounds() | UnknownRow() | Contradiction() | NamesAlike() | KeyMissing() | RepeatedKey():
            headline, help_ = _of_whole(problem)
        case FileTooLarge() | TableTooLarge() | CellTooLong() | NumberTooLong() | JsonTooDeep() | TooManyProblems():
            headline, help_ = _of_limit(problem)
        case _:
            headline, help_ = _of_cell(problem)
    return Wording(headline, _sheet(problem.place), (), help_)


def _of_file(problem: FileProblem) -> tuple[str, str]:
    match problem:
        case FileUnreadable(why="missing"):
            return "filen finns inte", "Kontrollera namnet och mappen."
        case FileUnreadable(why="folder"):
            return "det är en mapp, inte en fil", "Ange filerna i mappen, en i taget."
        case FileUnreadable(why="special"):
            return (
                "det är ingen fil utan en enhet, ett rör eller en länk till något sådant",
                "Det läses inte, för det behöver aldrig ta slut. Spara innehållet i en fil och ange den.",
            )
        case FileUnreadable():
            return (
                "filen går inte att läsa",
                "Kontrollera att du har rätt att läsa den och att ingen annan har låst den.",
            )
        case FileEmpty():
            return "filen är tom", "Första raden ska ha rubriker, till exempel parti;mandat."
        case NotText():
            return "filen är inte text", "Spara den som CSV med kodningen UTF-8, eller som Excelfil (.xlsx)."
        case BadByte(byte=byte, character=character):
            return f"tecken {character} på raden går inte att läsa", (
                f"Byten {byte:02X} är inte UTF-8, men resten av filen är det, så det går inte att veta vad som ska "
                "stå där. Rätta tecknet, eller spara om filen med kodningen UTF-8."
            )
        case UnknownFormat(suffix=suffix):
            read = f"Filnamnet slutar på {suffix}. " if suffix else "Filnamnet har ingen ändelse. "
            return "filformatet går inte att läsa", read + "Data ska vara .csv, .xlsx, .xls, .ods eller .json."
        case BrokenCsv():
            help_ = "Ett citattecken har ingen motsvarighet, eller står mitt i en cell. Inne i text skrivs det dubbelt."
            return "citattecknen går inte ihop", help_
        case BrokenWorkbook(why="encrypted"):
            help_ = "Ta bort lösenordet, eller spara om filen som Excelarbetsbok (.xlsx)."
            return "arbetsboken är låst med lösenord eller i ett äldre format", help_
        case BrokenWorkbook():
            return (
                "arbetsboken går inte att läsa",
                "Den är skadad eller ingen Excelfil. Öppna den i Excel och spara om den.",
            )
        case BrokenJson(line=line, column=column):
            return "filen är inte JSON", f"Det tar stopp på rad {line}, tecken {column} i texten."
        case JsonShape(what="whole"):
            help_ = (
                'Skriv {"partier": [{"parti": "A", "mandat": 5}]}, eller bara listan i en fil som heter partier.json.'
            )
            return "filen har inga tabeller", help_
        case JsonShape(what="table"):
            return "tabellen är ingen lista", 'Skriv [{"parti": "A", "mandat": 5}, …] efter tabellens namn.'
        case JsonShape(what="item"):
            return "raden är inget objekt", 'Skriv {"parti": "A", "mandat": 5}, med rubrikerna som namn.'
        case JsonShape():
            return (
                "värdet är en lista eller ett objekt",
                "Här ska stå ett enda värde: en text, ett tal, true, false eller null.",
            )
        case _:
            assert_never(problem)


def _of_table(problem: TableProblem) -> tuple[str, str]:
    match problem:
        case UnknownTable(read=read, stem=stem, similar=similar, known=known):
            help_ = (
                f"Varken första rubriken {_quoted(read)} eller namnet {_quoted(stem)} är ett begrepp i regelverket. "
            )
            return "det går inte att se vad tabellen handlar om", help_ + (
                _meant(similar) + f"Första rubriken ska vara {_either((*known, 'uppgift'))}."
            )
        case UnknownColumn(read=read, similar=similar, known=known, concept=concept, elsewhere=elsewhere):
            help_ = f"{_quoted(read)} är ingen uppgift om {concept}. " if concept else f"{_quoted(read)} hör inte hit. "
            help_ += _meant(similar) or (
                f"Den finns för {elsewhere}: döp i så fall filen efter det. " if elsewhere else ""
            )
            return "okänd kolumn", help_ + f"Här kan stå {_either(known)}, och källa och anmärkning."
        case RepeatedColumn(first=first):
            return "kolumnen finns två gånger", f"Rubriken säger samma sak som {_quoted(first)}. Ta bort den ena."
        case EmptyHeading(number=column):
            return f"kolumn {column} saknar rubrik", "Skriv en rubrik, eller töm kolumnen."
        case YearMissing(attribute=attribute):
            name = attribute.symbol.name
            return "året saknas", (
                f"{_capital(name)} anges per år. Skriv året efter namnet, {name} 2027, eller ha en kolumn år."
            )
        case YearUnwanted(attribute=attribute, year=year):
            help_ = f"{_capital(attribute.symbol.name)} har ett enda värde för alla år. Ta bort {year}."
            return "uppgiften anges inte per år", help_
        case MissingColumn(column=column, concept=concept):
            where = f"Tabellen för {concept}" if concept else "Tabellen med uppgifter"
            return f"kolumnen {column} saknas", f"{where} måste ha den."
        case HeadingUnit(read=read, attribute=attribute):
            return "enheten i rubriken passar inte", f"Det står {_quoted(read)}; det ska vara {_expected(attribute)}."
        case _:
            assert_never(problem)


def _of_cell(problem: CellProblem) -> tuple[str, str]:
    match problem:
        case RaggedRow(read=read, expected=expected, decimals=decimals):
            help_ = f"Raden har {read} celler men det finns {expected} rubriker. "
            return "raden har för många celler", help_ + (
                'Filen har komma mellan cellerna: skriv tal med decimaler inom citattecken, "31,42", '
                "eller byt till semikolon."
                if decimals
                else "Ta bort det som är för mycket."
            )
        case EmptyLabel(column=column):
            return "raden saknar namn", f"Fyll i {column}, eller ta bort raden."
        case RepeatedRow(label=label, year=year, first=first):
            dated = f" och år {year}" if year is not None else ""
            return (
                f"{_quoted(label)} finns två gånger",
                f"Samma namn{dated} står på {_row(first)}. Ta bort den ena raden.",
            )
        case NotAYear(read=read):
            return "inget år", (
                f"Det står {_quoted(read)}; " if read else "Cellen är tom; "
            ) + "det ska vara ett år, till exempel 2027."
        case UnknownInput(read=read, similar=similar, known=known):
            return "okänd uppgift", f"{_quoted(read)} finns inte i regelverket. " + _meant(similar) + (
                f"Uppgifterna är {_list(known, 'och')}." if known else "Regelverket har inga uppgifter."
            )
        case NotANumber(read=read, attribute=attribute, why=why, fix=fix):
            return "inget tal", _read(read, attribute) + {
                "point": f" Skriv decimalkomma: {fix}.",
                "points": f" Punkten kan betyda tusental eller decimaler. Skriv {fix}.",
                "thousands": f" Skriv mellanrum mellan tusental: {fix}.",
                "exponent": " Skriv ut alla siffror.",
                "groups": " Mellanrum får bara stå mellan grupper om tre siffror: 12 345.",
                "other": "",
            }[why]
        case NotWhole(read=read, attribute=attribute):
            return "inget heltal", _read(read, attribute)
        case WrongUnit(read=read, attribute=attribute):
            return "fel enhet", _read(read, attribute)
        case NotATruth(read=read, attribute=attribute):
            return "varken ja eller nej", _read(read, attribute)
        case NotADay(read=read, attribute=attribute, why=why):
            help_ = _read(read, attribute)
            return "inget datum", help_ if why == "shape" else help_ + " Den dagen finns inte i kalendern."
        case UnknownChoice(read=read, attribute=attribute, similar=similar):
            return "okänt alternativ", _read(read, attribute) + (f" Menade du {_quoted(similar)}?" if similar else "")
        case NotAText(read=read):
            return "ingen text", f"Det står {_quoted(read)}; det ska vara ett namn eller en text."
        case ForbiddenCharacter(codepoint=codepoint):
            help_ = f"Tecknet U+{codepoint:04X} syns inte eller går inte att skriva ut. Skriv om texten för hand."
            return "otillåtet tecken", help_
        case UnfinishedFormula():
            return "formeln är inte uträknad", "Öppna filen i kalkylprogrammet, låt det räkna om och spara."
        case SpreadsheetError(read=read):
            return "cellen har ett fel från kalkylprogrammet", f"Det står {_quoted(read)}. Rätta formeln i kalkylarket."
        case InexactNumber(read=read):
            help_ = f"Det står {_quoted(read)}: kalkylprogrammet har räknat fram fler siffror än det håller reda på. "
            return "talet är inte exakt", help_ + "Avrunda i formeln, eller skriv talet för hand."
        case WrongTotal(label=label, attribute=attribute, value=value, summed=summed):
            stated, added = (value_text(one, attribute.type, attribute.unit_text, {}) for one in (value, summed))
            return f"{_quoted(label)} är inte summan av raderna", (
                f"Det står {stated}; raderna ger {added}. Rätta det som är fel, eller ta bort raden. {_really(label)}"
            )
        case UncheckedTotal(label=label):
            return f"{_quoted(label)} ser ut som en summarad", (
                f"Men inget tal i den går att pröva mot de andra raderna. Ta bort den. {_really(label)}"
            )
        case NotAnswered(read=read, attribute=attribute, why="who"):
            return "det står inte vem som har bestämt", f"Skriv namnet inom parentes: {_answer(read, attribute)}."
        case NotAnswered(read=read):
            help_ = "Skriv ja eller nej och vem som har bestämt det: ja (namnet) eller nej (namnet)."
            return "varken ja eller nej", f"Det står {_quoted(read)}. {help_}"
        case _:
            assert_never(problem)


def _of_whole(problem: WholeProblem) -> tuple[str, str]:
    match problem:
        case OutOfBounds(attribute=attribute, value=value):
            told = value_text(value, attribute.type, attribute.unit_text, {})
            help_ = f"Det står {told}; {attribute.symbol.name} ska vara {_limits(attribute)}."
            return "värdet är utanför gränserna", help_
        case UnknownRow(read=read, concept=concept, rows=rows, similar=similar):
            if rows == 0:
                return f"{concept} {_quoted(read)} finns inte", f"Data har ingen tabell för {concept}."
            help_ = f"Tabellen för {concept} har ingen sådan rad. " + (
                _meant(similar).strip() or "Namnet måste vara skrivet likadant."
            )
            return f"{concept} {_quoted(read)} finns inte", help_
        case Contradiction(attribute=attribute, row=row, year=year, first=first):
            of = f" för {row}" if row is not None else ""
            dated = f" år {year}" if year is not None else ""
            return "två olika värden", (
                f"{_capital(attribute.symbol.name)}{of}{dated} har ett annat värde på {_row(first)}. Ta bort det ena."
            )
        case NamesAlike(concept=concept, label=label, other=other, first=first):
            return f"{_quoted(label)} och {_quoted(other)} ser ut att vara samma {concept}", (
                f"{_quoted(other)} står på {_row(first)}. Skriv namnet likadant på båda ställena. Är det två olika, "
                f"skriv det ena inom citattecken: ”{label}”."
            )
        case KeyMissing(concept=concept, row=row, key=key):
            return (
                f"{key.name} saknas",
                f"En rad för {concept} måste säga vilket {key.name}; {_quoted(row)} gör det inte.",
            )
        case RepeatedKey(concept=concept, keys=(one, other), first=first):
            help_ = f"{_capital(concept)} för {one} och {other} står redan på {_row(first)}."
            return "raden finns två gånger", help_
        case _:
            assert_never(problem)


def _of_limit(problem: LimitProblem) -> tuple[str, str]:
    match problem:
        case FileTooLarge(most=most, unpacked=unpacked):
            inside = " när den packas upp" if unpacked else ""
            return "filen är för stor", f"Den får vara högst {most // 1_000_000} MB{inside}."
        case TableTooLarge(what=what, most=most):
            named = {"rows": "rader", "columns": "kolumner", "cells": "celler"}[what]
            return f"tabellen har för många {named}", f"Den får ha högst {_count(most)}. Dela upp den i flera filer."
        case CellTooLong(most=most):
            return "texten i cellen är för lång", f"Den får ha högst {_count(most)} tecken."
        case NumberTooLong(most=most):
            return "talet har för många siffror", f"Det får ha högst {most}."
        case JsonTooDeep():
            return "för många nivåer", "Listor och objekt ligger för djupt i varandra. En tabell har två nivåer."
        case TooManyProblems(shown=shown):
            return "fler fel än så här visas inte", f"De första {shown} visas. Rätta dem och läs in filen igen."
        case _:
            assert_never(problem)


def _really(label: str) -> str:
    return f"Är det ingen summa utan något som heter så, skriv namnet inom citattecken: ”{label}”."


def _sheet(place: Place) -> str:
    if place.sheet is None:
        return ""
    return f"listan {place.sheet}" if place.file.lower().endswith(".json") else f"bladet {place.sheet}"


def _row(place: Place) -> str:
    """`rad 3`; with its file and sheet, since it may be another."""
    sheet = f", {_sheet(place)}" if place.sheet else ""
    return f"rad {place.row} i {place.file}{sheet}"


def _read(read: str, attribute: model.Attribute) -> str:
    return f"Det står {_quoted(read)}; {attribute.symbol.name} ska vara {_expected(attribute)}."


def _expected(attribute: model.Attribute) -> str:
    match attribute.type:
        case model.Number(whole=True):
            return f"{_in_unit('ett heltal', attribute)}, till exempel 5"
        case model.Number() if attribute.unit_text == "%":
            return "procent, till exempel 31,42 eller 31,42 %"
        case model.Number():
            return f"{_in_unit('ett tal i', attribute)}, till exempel 1 250,50"
        case model.Truth():
            return "ja eller nej"
        case model.Day():
            return "ett datum, till exempel 2024-01-31"
        case model.Choice(options):
            return _either(options)
        case model.Text():
            return "text"
        case model.RowOf(concept):
            return f"namnet på en rad i tabellen för {concept}"
        case _:
            assert_never(attribute.type)


def _answer(read: str, attribute: model.Attribute) -> str:
    judge = attribute.judge
    who = "namnet" if judge is None or judge.who is None else judge.who
    return f"{read[:_MOST_QUOTED]} ({who})"


def _in_unit(what: str, attribute: model.Attribute) -> str:
    return f"{what} {attribute.unit_text}" if attribute.unit_text else what.removesuffix(" i")


def _limits(attribute: model.Attribute) -> str:
    limits = attribute.limits
    parts = []
    if limits.low is not None:
        parts.append(f"{'mer än' if limits.low_open else 'minst'} {_amount(limits.low, attribute)}")
    if limits.high is not None:
        parts.append(f"{'mindre än' if limits.high_open else 'högst'} {_amount(limits.high, attribute)}")
    return " och ".join(parts)


def _amount(value: Fraction, attribute: model.Attribute) -> str:
    return value_text(value, attribute.type, attribute.unit_text, {})


def _meant(similar: str | None) -> str:
    return f"Menade du {_quoted(similar)}? " if similar else ""


def _either(names: tuple[str, ...]) -> str:
    return _list(names, "eller")


def _list(names: tuple[str, ...], last: str) -> str:
    told = names[:_MOST_LISTED]
    if len(names) > len(told):
        return f"{', '.join(told)} med flera"
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} {last} {told[-1]}" if told else "inget"


def _quoted(text: str) -> str:
    return f"”{text[:_MOST_QUOTED]}…”" if len(text) > _MOST_QUOTED else f"”{text}”"


def _count(amount: int) -> str:
    return number(Fraction(amount))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
