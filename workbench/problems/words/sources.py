"""The words for problems with source documents and their registers, RV7xx."""

from fractions import Fraction
from typing import assert_never

from interpreter.sources import problems
from workbench.problems.diagnostic import Wording
from workbench.values.numbers import number

# The command has a line of its own, so that it is not broken.
_AGAIN = "Skapa registret på nytt:\nregelverk källa läs REGELVERK DOKUMENT"


def wording(problem: problems.SourceProblem) -> Wording:
    match problem:
        case problems.RegisterUnreadable():
            return _register_unreadable(problem)
        case problems.RegisterHeading():
            return _say(
                "registret börjar inte som det ska",
                "Första raden ska ha rubrikerna dokument, plats, hash, slag, avsnitt och rad, skilda av tabbar. "
                f"{_AGAIN}",
            )
        case problems.RegisterRow():
            return _row(problem)
        case problems.DocumentUnreadable():
            return _document_unreadable(problem)
        case problems.DocumentFormat():
            what = f"slutar på {problem.suffix}" if problem.suffix else "har inget filslag i namnet"
            return _say(
                "dokumentet har ett format som inte kan läsas",
                f"Filen {what}. Dokument läses som txt, docx eller pdf. Spara om det i något av formaten.",
            )
        case problems.DocumentLibrary():
            return _say(
                f"det som behövs för att läsa {problem.suffix} är inte installerat",
                "Installera det med:\npip install 'regelverk[dokument]'\nEller spara dokumentet som text (txt).",
            )
        case problems.DocumentLocked():
            return _say(
                "dokumentet är låst",
                "Det har ett lösenord eller är sparat i ett äldre format. Spara en kopia utan lösenord, som docx eller "
                "pdf.",
            )
        case problems.DocumentEmpty():
            if problem.scanned:
                return _say(
                    "dokumentet har ingen text",
                    "Sidorna är bilder, som efter inskanning. Låt ett program känna igen texten och spara den som txt.",
                )
            return _say("dokumentet är tomt", "Det finns ingen text i filen. Kontrollera att det är rätt fil.")
        case problems.DocumentTooLarge():
            return _too_large(problem)
        case _:
            assert_never(problem)


def _say(headline: str, help_text: str) -> Wording:
    return Wording(headline, "", (), help_text)


def _register_unreadable(problem: problems.RegisterUnreadable) -> Wording:
    match problem.why:
        case "missing":
            return _say(
                "det finns inget källregister",
                "Registret visar vilka meningar i beslutet som reglerna bär. Skapa det med:\n"
                "regelverk källa läs REGELVERK DOKUMENT",
            )
        case "empty":
            return _say("registret är tomt", f"Det har inga rader, så det finns inget att jämföra med. {_AGAIN}")
        case "folder":
            return _say("registret är en mapp", "Här ska källregistret ligga, en fil. Byt namn på mappen.")
        case "special":
            return _say(
                "registret är en enhet eller ett rör", "Här ska källregistret ligga, en fil. Flytta det som är där."
            )
        case "refused":
            return _say("registret kan inte läsas", "Systemet tillåter det inte. Kontrollera rättigheterna till filen.")
        case "bytes":
            return _say("registret är inte text", f"Filen ska vara text i UTF-8. {_AGAIN}")
        case "large":
            return _say("registret är för stort", f"Ett källregister får vara högst 20 miljoner byte. {_AGAIN}")
        case _:
            assert_never(problem.why)


def _row(problem: problems.RegisterRow) -> Wording:
    read = problem.read if len(problem.read) <= 60 else problem.read[:59] + "…"
    match problem.why:
        case "columns":
            return _say("raden har för många kolumner", "En rad i registret har sex kolumner, skilda av tabbar.")
        case "place":
            return _say(
                f"”{read}” är ingen plats i dokumentet",
                "Skriv ett radnummer eller två med tankstreck emellan: 108 eller 108–110.",
            )
        case "hash":
            return _say(
                f"”{read}” är ingen hash", f"En hash är 16 tecken, 0–9 och a–f. Den ska inte ändras för hand. {_AGAIN}"
            )
        case "kind":
            return _say(
                f"”{read}” är inget slag av mening",
                "Slagen är beräknad, bedömd, normerad, bestämmelse, rutin, definition, upplysning, beslut, förslag, "
                "metadata, rubrik och brus.",
            )
        case "document":
            return _say(
                f"raden hör till ett annat dokument, ”{read}”",
                f"Ett källregister gäller ett enda dokument, för märkena i reglerna är dess rader. {_AGAIN}",
            )
        case _:
            assert_never(problem.why)


def _document_unreadable(problem: problems.DocumentUnreadable) -> Wording:
    match problem.why:
        case "missing":
            return _say("dokumentet finns inte", "Kontrollera namnet och mappen.")
        case "folder":
            return _say("det är en mapp, inget dokument", "Ange filen: txt, docx eller pdf.")
        case "special":
            return _say(
                "det är inget dokument utan en enhet eller ett rör", "Spara innehållet i en fil: txt, docx eller pdf."
            )
        case "refused":
            return _say(
                "dokumentet kan inte läsas", "Systemet tillåter det inte. Kontrollera rättigheterna till filen."
            )
        case "bytes":
            return _say(
                "ett tecken i dokumentet går inte att läsa",
                "Resten av texten är UTF-8, men inte det tecknet. Rätta det, eller spara om texten som UTF-8.",
            )
        case "broken":
            return _say(
                "dokumentet är skadat eller av ett annat slag än namnet säger",
                "Öppna det i det program som det kommer från och spara det på nytt.",
            )
        case _:
            assert_never(problem.why)


def _too_large(problem: problems.DocumentTooLarge) -> Wording:
    bound = {"bytes": "byte", "unpacked": "byte uppackat", "pages": "sidor", "sentences": "meningar"}[problem.what]
    return _say(
        "dokumentet är för stort",
        f"Ett dokument får ha högst {number(Fraction(problem.most))} {bound}. Dela det, eller spara texten som txt.",
    )
