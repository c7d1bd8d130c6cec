"""`regelverk källa`: the decided document in a register, compared with it, and how much of it the rules carry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.cli import screen
from workbench.cli.keeping import REGISTER
from workbench.cli.registry import DONE, ERRORS
from workbench.cli.swedish import Argument, Command, Group, Option, existing_path, one_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interpreter.sources.document import Document
    from interpreter.sources.problems import SourceProblem
    from interpreter.sources.register import Register
    from workbench.documents.sources import Rules

_MOST_BYTES = 20_000_000


def read(regulation: str, document: str | None) -> int:
    import os

    from interpreter.sources.comparing import compare
    from interpreter.sources.document import sentences_in
    from interpreter.sources.register import made, refreshed, register_text
    from workbench.cli.files import why, write
    from workbench.documents.sources import counts, sentence_count

    rules = _rules(regulation)
    if rules is None:
        return ERRORS
    path = _register_path(regulation)
    folder = os.path.dirname(path)
    old = _register(path, wanted=document is None)
    if old is None:
        return ERRORS
    if document is None:
        register = refreshed(old, rules.marks, folder)
    else:
        got = _document(document)
        if got is None:
            return ERRORS
        sentences = sentences_in(got, old)
        if not _few_enough(document, len(sentences)):
            return ERRORS
        register = made(got.name, sentences, old.comments, rules.marks, folder)
        if old.entries and compare(old.sentences, [one for one in sentences if one.role != "noise"]):
            screen.remark(
                "Observera: dokumentet skiljer sig från det som registret gällde. Märkena i reglerna kan peka fel."
            )
    try:
        write(path, register_text(register))
    except OSError as error:
        screen.remark(f"fel: {path} kan inte skrivas: {why(error)}.")
        return ERRORS
    screen.answer(f"{path}\n")
    uncarried = sum(entry.role == "sentence" and not entry.kinds for entry in register.entries)
    told = f", varav {sentence_count(uncarried)} inte bärs av någon regel" if uncarried else ""
    screen.remark(f"{register.document}: {counts(register)}{told}.")
    return DONE


def check(regulation: str, document: str, form: str) -> int:
    from interpreter.sources.comparing import compare
    from interpreter.sources.document import sentences_in
    from workbench.cli.opening import answer_look
    from workbench.documents.sources import differences_json, differences_text, told

    rules = _rules(regulation)
    if rules is None:
        return ERRORS
    register = _register(_register_path(regulation), wanted=True)
    got = None if register is None else _document(document)
    if register is None or got is None:
        return ERRORS
    sentences = [one for one in sentences_in(got, register) if one.role != "noise"]
    if not _few_enough(document, len(sentences)):
        return ERRORS
    differences = told(compare(register.sentences, sentences), register, rules)
    if form == "json":
        screen.answer(differences_json(differences, register, got.name, rules))
    else:
        screen.answer(differences_text(differences, register, got.name, rules, answer_look()))
    return ERRORS if differences else DONE


def cover(regulation: str, form: str) -> int:
    from interpreter.sources.coverage import cover as covered
    from workbench.cli.opening import answer_look
    from workbench.documents.sources import coverage_json, coverage_text, unmatched_remark

    rules = _rules(regulation)
    if rules is None:
        return ERRORS
    register = _register(_register_path(regulation), wanted=True)
    if register is None:
        return ERRORS
    coverage = covered(register, rules.marks, rules.labels)
    if form == "json":
        screen.answer(coverage_json(coverage, register, rules))
    else:
        screen.answer(coverage_text(coverage, register, answer_look()))
        remark = unmatched_remark(coverage)
        if remark is not None:
            screen.remark(remark)
    return ERRORS if coverage.uncarried else DONE


# -- what the commands share ---------------------------------------------------------------------


def _rules(regulation: str) -> Rules | None:
    """The source marks of a rule file, or of a folder's; None once what is wrong has been told.

    A folder's rule files are those right in it; where there are none, those in the folders below, so that alternatives
    that one document weighs may stand each in its own folder.
    Only how the lines are written must be right: the marks do not depend on what the rules mean.
    """
    import os

    from dsl import nodes
    from dsl.project.files import RULE_SUFFIX, read_rules
    from dsl.text.files import within
    from interpreter.sources.marks import marks, section_labels
    from workbench.cli.files import rule_files, why
    from workbench.cli.opening import tell
    from workbench.documents.sources import Rules

    files = [regulation]
    if os.path.isdir(regulation):
        files = [str(one) for one in within(regulation, RULE_SUFFIX)] or list(rule_files(regulation))
    if not files:
        screen.remark(f"fel: det finns inga regelfiler (.regel) i {regulation}.")
        return None
    rules = Rules((), (), {})
    for file in files:
        try:
            read = read_rules(file)
        except OSError as error:
            screen.remark(f"fel: {file} kan inte läsas: {why(error)}.")
            return None
        source, tree = read.source, read.tree
        if source is None or tree is None or read.problems:
            regulation_tree = tree if isinstance(tree, nodes.Regulation) else None
            tell(read.problems, regulation_tree, () if source is None else (source,))
            return None
        labels = tuple(dict.fromkeys((*rules.labels, *section_labels(tree))))
        rules = Rules((*rules.marks, *marks(tree)), labels, {**rules.texts, file: source.text})
    return rules


def _register_path(regulation: str) -> str:
    import os

    from dsl.text.files import found

    return found(os.path.join(regulation if os.path.isdir(regulation) else os.path.dirname(regulation), REGISTER))


def _register(path: str, wanted: bool) -> Register | None:
    """The register; an empty one where there is none and none is wanted; None once what is wrong has been told."""
    from dsl.text.files import Unread, read_file
    from interpreter.sources.problems import RegisterUnreadable
    from interpreter.sources.register import Register, read_register

    content = read_file(path, _MOST_BYTES)
    if isinstance(content, Unread):
        if content.why == "missing" and not wanted:
            return Register()
        _tell([RegisterUnreadable(path, content.why)])
        return None
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        _tell([RegisterUnreadable(path, "bytes")])
        return None
    register, problems = read_register(path, text)
    if problems or (wanted and not register.entries):
        _tell(problems or [RegisterUnreadable(path, "empty")])
        return None
    return register


def _document(file: str) -> Document | None:
    from workbench.documents.formats import read_document

    got, problems = read_document(file)
    _tell(problems)
    return got


def _few_enough(file: str, count: int) -> bool:
    from interpreter.sources.document import MOST_SENTENCES
    from interpreter.sources.problems import DocumentTooLarge

    if count > MOST_SENTENCES:
        _tell([DocumentTooLarge(file, "sentences", MOST_SENTENCES)])
    return count <= MOST_SENTENCES


def _tell(problems: Iterable[SourceProblem]) -> None:
    from dsl.source import Span
    from workbench.cli.opening import remark_look
    from workbench.problems.diagnostic import Diagnostic
    from workbench.problems.report import render
    from workbench.problems.words.sources import wording

    found = []
    for problem in problems:
        row = getattr(problem, "row", 0)
        words = wording(problem)
        span = Span(problem.file, row, 0, row, 0)
        found.append(Diagnostic(problem.code, "fel", span, None, words.headline, words.at, words.labels, words.help))
    if found:
        screen.remark(render(found, {}, remark_look()))


_REGULATION = Argument("regulation", "REGELVERK", "en regelfil eller en mapp med regelfiler", type=existing_path)
_DOCUMENT = "beslutet som text: txt, docx eller pdf"
_FORM = Option(
    "--format", "form", "text (förval) eller json.", type=one_of("text", "json"), metavar="FORM", default="text"
)

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
