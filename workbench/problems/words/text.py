"""The words for problems with the text of a file and its indentation, RV0xx."""

from typing import assert_never

from dsl.problems import text as problems
from workbench.problems.diagnostic import Wording
from workbench.problems.words.phrases import shortened, thousands


def wording(problem: problems.TextProblem) -> Wording:
    match problem:
        case problems.NotText(byte=byte, likely=likely):
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
        case problems.FileTooLarge(size=size, bound=bound):
            return Wording(
                "filen är för stor",
                "",
                (),
                f"Filen är {thousands(size)} byte. En regelfil får vara högst {thousands(bound)} byte. Dela upp "
                "regelverket.",
            )
        case problems.NotAFile():
            return Wording(
                "det är ingen fil utan en enhet, ett rör eller en länk till något sådant",
                "",
                (),
                "Det läses inte, för det behöver aldrig ta slut. Spara innehållet i en fil och ange den.",
            )
        case problems.ControlCharacter(number=number):
            return Wording(
                "styrtecken i texten",
                "",
                (),
                f"Här står tecknet U+{number:04X}, som inte hör hemma i text. Ta bort det; skriv om raden om det inte "
                "syns.",
            )
        case problems.InvisibleCharacter(number=number, bidirectional=bidirectional):
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
        case problems.ConfusableLetter(letter=letter, looks_like=looks_like, word=word):
            script = "kyrillisk" if "\u0400" <= letter <= "\u052f" else "grekisk"
            return Wording(
                f"{script} bokstav som ser ut som ”{looks_like}”",
                f"{script} bokstav",
                (),
                f"Bokstaven är {script} (U+{ord(letter):04X}) men ser ut som ett vanligt ”{looks_like}”. "
                f"Skriv ”{word}” "
                "för hand.",
            )
        case problems.TabIndentation():
            return Wording(
                "tabbtecken i indraget",
                "",
                (),
                "Indrag skrivs med mellanslag, fyra för varje nivå. Byt ut tabbtecknet.",
            )
        case problems.UnevenIndentation(columns=columns, expected=expected):
            return Wording(
                "ojämnt indrag",
                "",
                (),
                f"Raden är indragen {columns} steg, men raderna bredvid den {expected}. Rader som hör till "
                "samma sak ska "
                "vara lika mycket indragna: fyra mellanslag för varje nivå.",
            )
        case problems.LineTooLong(length=length, bound=bound):
            return Wording(
                "raden är för lång",
                "",
                (),
                f"Raden har {thousands(length)} tecken. En rad får ha högst {thousands(bound)}. Dela den: en "
                "rad går vidare "
                "på nästa om den slutar med ett kommatecken.",
            )
        case problems.NestedTooDeeply(bound=bound):
            return Wording(
                "för många nivåer",
                "",
                (),
                f"Rader får ligga högst {bound} nivåer in. Den här raden och de som ligger under den har hoppats över.",
            )
        case problems.BadSourceMark(written=written):
            return Wording(
                "källmarkeringen kan inte läsas",
                "",
                (),
                f"”{shortened(written)}” är inte rader i källan. Skriv radnummer, med tankstreck och kommatecken: "
                "[108–110, 112].",
            )
        case problems.NoRegulation(empty=True):
            return Wording(
                "filen är tom", "", (), 'Ett regelverk börjar med sin rubrik: regelverk "Stöd till partier".'
            )
        case problems.NoRegulation():
            return Wording(
                "filen börjar inte med regelverk",
                "",
                (),
                'Första raden ska vara regelverkets rubrik: regelverk "Stöd till partier".',
            )
        case problems.TooManyProblems(bound=bound):
            return Wording(
                "för många fel",
                "",
                (),
                f"Filen har fler än {bound} fel. Det som står längre ner har inte granskats. Är detta en regelfil?",
            )
        case _:
            assert_never(problem)
