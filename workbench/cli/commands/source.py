"""`regelverk källa`: the decided document in a register, compared with it, and how much of it the rules carry."""

from __future__ import annotations

from workbench.cli import screen
from workbench.cli.options import formats
from workbench.cli.registry import DONE, ERRORS
from workbench.cli.swedish import Argument, Command, Group, existing_path
from workbench.session.sources import REGISTER


def read(regulation: str, document: str | None) -> int:
    from interpreter.sources.register import register_text
    from workbench.cli.files import why, write
    from workbench.cli.remarks import told
    from workbench.documents.sources import counts, sentence_count
    from workbench.session.sources import registered

    found = told(registered(regulation, document))
    if isinstance(found, int):
        return found
    if found.differs:
        screen.remark(
            "Observera: dokumentet skiljer sig från det som registret gällde. Märkena i reglerna kan peka fel."
        )
    register = found.register
    try:
        write(found.path, register_text(register))
    except OSError as error:
        screen.remark(f"fel: {found.path} kan inte skrivas: {why(error)}.")
        return ERRORS
    screen.answer(f"{found.path}\n")
    uncarried = sum(entry.role == "sentence" and not entry.kinds for entry in register.entries)
    told_of = f", varav {sentence_count(uncarried)} inte bärs av någon regel" if uncarried else ""
    screen.remark(f"{register.document}: {counts(register)}{told_of}.")
    return DONE


def check(regulation: str, document: str, form: str) -> int:
    from workbench.cli.remarks import answer_look
    from workbench.cli.remarks import told as answer_of
    from workbench.documents.sources import differences_json, differences_page, told
    from workbench.session.sources import compared

    found = answer_of(compared(regulation, document))
    if isinstance(found, int):
        return found
    register, rules = found.register, found.rules
    differences = told(found.differences, register, rules)
    if form == "json":
        screen.answer(differences_json(differences, register, found.name, rules))
    else:
        from workbench.page.text import as_text

        screen.answer(as_text(differences_page(differences, register, found.name, rules), answer_look()))
    return ERRORS if differences else DONE


def cover(regulation: str, form: str) -> int:
    from workbench.cli.remarks import answer_look, told
    from workbench.documents.sources import coverage_json, coverage_page, unmatched_remark
    from workbench.session.sources import carried

    found = told(carried(regulation))
    if isinstance(found, int):
        return found
    coverage, register = found.coverage, found.register
    if form == "json":
        screen.answer(coverage_json(coverage, register, found.rules))
    else:
        from workbench.page.text import as_text

        screen.answer(as_text(coverage_page(coverage, register), answer_look()))
        remark = unmatched_remark(coverage)
        if remark is not None:
            screen.remark(remark)
    return ERRORS if coverage.uncarried else DONE


_REGULATION = Argument("regulation", "REGELVERK", "en regelfil eller en mapp med regelfiler", type=existing_path)
_DOCUMENT = "beslutet som text: txt, docx eller pdf"
_FORM = formats("text", "json")

_READ = Command(
    "läs",
    read,
    f"Läser beslutet och skriver {REGISTER} bredvid reglerna: en rad för varje mening, med plats, hash, slag, avsnitt "
    "och den rad i reglerna som bär den. Meningen själv sparas inte. Utan DOKUMENT räknas slag, avsnitt och rader om "
    "efter reglerna som de är nu.",
    [_REGULATION, Argument("document", "DOKUMENT", _DOCUMENT, required=False)],
    "regelverk källa läs regulations/ostersund beslut.pdf",
)
_CHECK = Command(
    "kontrollera",
    check,
    "Jämför ett dokument med registret: vilka meningar som är nya, ändrade, flyttade eller borta, och vilka regler som "
    "därför ska ses över. Slutkoden är 1 om något skiljer sig.",
    [_REGULATION, Argument("document", "DOKUMENT", _DOCUMENT), _FORM],
    "regelverk källa kontrollera regulations/ostersund nytt-beslut.pdf",
)
_COVER = Command(
    "täckning",
    cover,
    "Visar för varje avsnitt hur många av beslutets meningar som är beräknade, bedömda, normerade, i text eller "
    "upplysande, och vilka meningar som ingen regel bär. Slutkoden är 1 om någon mening inte bärs.",
    [_REGULATION, _FORM],
    "regelverk källa täckning regulations/ostersund",
)

COMMAND = Group(
    "källa",
    "Håller ihop reglerna med beslutet de kommer från, utan att spara dess text.",
    {
        "läs": ("Läs beslutet och skriv källregistret.", lambda: _READ),
        "kontrollera": ("Se vad som skiljer ett dokument från registret, och vilka regler det berör.", lambda: _CHECK),
        "täckning": ("Se hur mycket av beslutet som reglerna bär.", lambda: _COVER),
    },
    [],
)
