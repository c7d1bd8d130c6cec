"""The words for problems with files of data."""

from typing import assert_never

from interpreter.data.problems import files as problems


def said(problem: problems.FileProblem) -> tuple[str, str]:
    match problem:
        case problems.FileUnreadable(why="missing"):
            return "filen finns inte", "Kontrollera namnet och mappen."
        case problems.FileUnreadable(why="folder"):
            return "det är en mapp, inte en fil", "Ange filerna i mappen, en i taget."
        case problems.FileUnreadable(why="special"):
            return (
                "det är ingen fil utan en enhet, ett rör eller en länk till något sådant",
                "Det läses inte, för det behöver aldrig ta slut. Spara innehållet i en fil och ange den.",
            )
        case problems.FileUnreadable():
            return (
                "filen går inte att läsa",
                "Kontrollera att du har rätt att läsa den och att ingen annan har låst den.",
            )
        case problems.FileEmpty():
            return "filen är tom", "Första raden ska ha rubriker, till exempel parti;mandat."
        case problems.NotText():
            return "filen är inte text", "Spara den som CSV med kodningen UTF-8, eller som Excelfil (.xlsx)."
        case problems.BadByte(byte=byte, character=character):
            return f"tecken {character} på raden går inte att läsa", (
                f"Byten {byte:02X} är inte UTF-8, men resten av filen är det, så det går inte att veta vad som ska "
                "stå där. Rätta tecknet, eller spara om filen med kodningen UTF-8."
            )
        case problems.UnknownFormat(suffix=suffix):
            read = f"Filnamnet slutar på {suffix}. " if suffix else "Filnamnet har ingen ändelse. "
            return "filformatet går inte att läsa", read + "Data ska vara .csv, .xlsx, .xls, .ods eller .json."
        case problems.BrokenCsv():
            help_ = "Ett citattecken har ingen motsvarighet, eller står mitt i en cell. Inne i text skrivs det dubbelt."
            return "citattecknen går inte ihop", help_
        case problems.BrokenWorkbook(why="encrypted"):
            help_ = "Ta bort lösenordet, eller spara om filen som Excelarbetsbok (.xlsx)."
            return "arbetsboken är låst med lösenord eller i ett äldre format", help_
        case problems.BrokenWorkbook():
            return (
                "arbetsboken går inte att läsa",
                "Den är skadad eller ingen Excelfil. Öppna den i Excel och spara om den.",
            )
        case problems.BrokenJson(line=line, column=column):
            return "filen är inte JSON", f"Det tar stopp på rad {line}, tecken {column} i texten."
        case problems.JsonShape(what="whole"):
            help_ = (
                'Skriv {"partier": [{"parti": "A", "mandat": 5}]}, eller bara listan i en fil som heter partier.json.'
            )
            return "filen har inga tabeller", help_
        case problems.JsonShape(what="table"):
            return "tabellen är ingen lista", 'Skriv [{"parti": "A", "mandat": 5}, …] efter tabellens namn.'
        case problems.JsonShape(what="item"):
            return "raden är inget objekt", 'Skriv {"parti": "A", "mandat": 5}, med rubrikerna som namn.'
        case problems.JsonShape():
            return (
                "värdet är en lista eller ett objekt",
                "Här ska stå ett enda värde: en text, ett tal, true, false eller null.",
            )
        case _:
            assert_never(problem)
