"""The words for problems with rows and cells."""

from typing import assert_never

from dsl import model
from interpreter.data.problems import cells as problems
from workbench.problems.words.data.phrases import MOST_QUOTED, listed, meant, quoted, row_of, wanted
from workbench.values.numbers import value_text


def said(problem: problems.CellProblem) -> tuple[str, str]:
    match problem:
        case problems.RaggedRow(read=read, expected=expected, decimals=decimals):
            help_ = f"Raden har {read} celler men det finns {expected} rubriker. "
            return "raden har för många celler", help_ + (
                'Filen har komma mellan cellerna: skriv tal med decimaler inom citattecken, "31,42", '
                "eller byt till semikolon."
                if decimals
                else "Ta bort det som är för mycket."
            )
        case problems.EmptyLabel(column=column):
            return "raden saknar namn", f"Fyll i {column}, eller ta bort raden."
        case problems.RepeatedRow(label=label, year=year, first=first):
            dated = f" och år {year}" if year is not None else ""
            return (
                f"{quoted(label)} finns två gånger",
                f"Samma namn{dated} står på {row_of(first)}. Ta bort den ena raden.",
            )
        case problems.NotAYear(read=read):
            return "inget år", (
                f"Det står {quoted(read)}; " if read else "Cellen är tom; "
            ) + "det ska vara ett år, till exempel 2027."
        case problems.UnknownInput(read=read, similar=similar, known=known):
            return "okänd uppgift", f"{quoted(read)} finns inte i regelverket. " + meant(similar) + (
                f"Uppgifterna är {listed(known, 'och')}." if known else "Regelverket har inga uppgifter."
            )
        case problems.NotANumber(read=read, attribute=attribute, why=why, fix=fix):
            return "inget tal", _read(read, attribute) + {
                "point": f" Skriv decimalkomma: {fix}.",
                "points": f" Punkten kan betyda tusental eller decimaler. Skriv {fix}.",
                "thousands": f" Skriv mellanrum mellan tusental: {fix}.",
                "exponent": " Skriv ut alla siffror.",
                "groups": " Mellanrum får bara stå mellan grupper om tre siffror: 12 345.",
                "other": "",
            }[why]
        case problems.NotWhole(read=read, attribute=attribute):
            return "inget heltal", _read(read, attribute)
        case problems.WrongUnit(read=read, attribute=attribute):
            return "fel enhet", _read(read, attribute)
        case problems.NotATruth(read=read, attribute=attribute):
            return "varken ja eller nej", _read(read, attribute)
        case problems.NotADay(read=read, attribute=attribute, why=why):
            help_ = _read(read, attribute)
            return "inget datum", help_ if why == "shape" else help_ + " Den dagen finns inte i kalendern."
        case problems.UnknownChoice(read=read, attribute=attribute, similar=similar):
            return "okänt alternativ", _read(read, attribute) + (f" Menade du {quoted(similar)}?" if similar else "")
        case problems.NotAText(read=read):
            return "ingen text", f"Det står {quoted(read)}; det ska vara ett namn eller en text."
        case problems.ForbiddenCharacter(codepoint=codepoint):
            help_ = f"Tecknet U+{codepoint:04X} syns inte eller går inte att skriva ut. Skriv om texten för hand."
            return "otillåtet tecken", help_
        case problems.UnfinishedFormula():
            return "formeln är inte uträknad", "Öppna filen i kalkylprogrammet, låt det räkna om och spara."
        case problems.SpreadsheetError(read=read):
            return "cellen har ett fel från kalkylprogrammet", f"Det står {quoted(read)}. Rätta formeln i kalkylarket."
        case problems.InexactNumber(read=read):
            help_ = f"Det står {quoted(read)}: kalkylprogrammet har räknat fram fler siffror än det håller reda på. "
            return "talet är inte exakt", help_ + "Avrunda i formeln, eller skriv talet för hand."
        case problems.WrongTotal(label=label, attribute=attribute, value=value, summed=summed):
            stated, added = (value_text(one, attribute.type, attribute.unit_text, {}) for one in (value, summed))
            return f"{quoted(label)} är inte summan av raderna", (
                f"Det står {stated}; raderna ger {added}. Rätta det som är fel, eller ta bort raden. {_really(label)}"
            )
        case problems.UncheckedTotal(label=label):
            return f"{quoted(label)} ser ut som en summarad", (
                f"Men inget tal i den går att pröva mot de andra raderna. Ta bort den. {_really(label)}"
            )
        case problems.NotAnswered(read=read, attribute=attribute, why="who"):
            return "det står inte vem som har bestämt", f"Skriv namnet inom parentes: {_answer(read, attribute)}."
        case problems.NotAnswered(read=read):
            help_ = "Skriv ja eller nej och vem som har bestämt det: ja (namnet) eller nej (namnet)."
            return "varken ja eller nej", f"Det står {quoted(read)}. {help_}"
        case _:
            assert_never(problem)


def _really(label: str) -> str:
    return f"Är det ingen summa utan något som heter så, skriv namnet inom citattecken: ”{label}”."


def _read(read: str, attribute: model.Attribute) -> str:
    return f"Det står {quoted(read)}; {attribute.symbol.name} ska vara {wanted(attribute)}."


def _answer(read: str, attribute: model.Attribute) -> str:
    judge = attribute.judge
    who = "namnet" if judge is None or judge.who is None else judge.who
    return f"{read[:MOST_QUOTED]} ({who})"
