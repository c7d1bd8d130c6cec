"""The decided document that rules come from, its register beside them, and what the rules carry of it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import attrs

from dsl.text.files import NOTHING_LAID, Overlay, is_folder
from workbench.session.answers import Answer, Faulty, FaultySource, FileRefused, NoRuleFiles, Refusal
from workbench.session.opening import rule_files_below

if TYPE_CHECKING:
    from interpreter.sources.comparing import Difference
    from interpreter.sources.coverage import Coverage
    from interpreter.sources.document import Document
    from interpreter.sources.register import Register
    from workbench.documents.sources import Rules

# What the register is called, which stands beside the rules.
REGISTER = "källregister.tsv"
MOST_BYTES = 20_000_000


@attrs.frozen(eq=False)
class Registered:
    """The register as it becomes; path: where it is to be written. differs: the document is not the one that it was
    of."""

    path: str
    register: Register
    differs: bool


@attrs.frozen(eq=False)
class Compared:
    """A document, called `name`, beside the register of the one that the rules are from."""

    name: str
    rules: Rules
    register: Register
    differences: tuple[Difference, ...]


@attrs.frozen(eq=False)
class Carried:
    """How much of the document the rules carry."""

    rules: Rules
    register: Register
    coverage: Coverage


def registered(regulation: str, document: str | None, overlay: Overlay = NOTHING_LAID) -> Answer[Registered]:
    """The register of a document; document None: that which is there, as the rules are now."""
    from interpreter.sources.comparing import compare
    from interpreter.sources.document import sentences_in
    from interpreter.sources.register import made, refreshed

    rules = rules_of(regulation, overlay)
    if isinstance(rules, Refusal):
        return Answer(rules)
    path = _register_path(regulation, overlay)
    old = _register(path, overlay, wanted=document is None)
    if isinstance(old, FaultySource):
        return Answer(old)
    folder = os.path.dirname(path)
    if document is None:
        return Answer(Registered(path, refreshed(old, rules.marks, folder), differs=False))
    got = _document(document, overlay)
    if isinstance(got, FaultySource):
        return Answer(got)
    sentences = sentences_in(got, old)
    if (many := _too_many(document, len(sentences))) is not None:
        return Answer(many)
    register = made(got.name, sentences, old.comments, rules.marks, folder)
    said = [one for one in sentences if one.role != "noise"]
    return Answer(Registered(path, register, bool(old.entries and compare(old.sentences, said))))


def compared(regulation: str, document: str, overlay: Overlay = NOTHING_LAID) -> Answer[Compared]:
    """What differs between a document and the register."""
    from interpreter.sources.comparing import compare
    from interpreter.sources.document import sentences_in

    rules = rules_of(regulation, overlay)
    if isinstance(rules, Refusal):
        return Answer(rules)
    register = _register(_register_path(regulation, overlay), overlay, wanted=True)
    if isinstance(register, FaultySource):
        return Answer(register)
    got = _document(document, overlay)
    if isinstance(got, FaultySource):
        return Answer(got)
    sentences = [one for one in sentences_in(got, register) if one.role != "noise"]
    if (many := _too_many(document, len(sentences))) is not None:
        return Answer(many)
    return Answer(Compared(got.name, rules, register, tuple(compare(register.sentences, sentences))))


def carried(regulation: str, overlay: Overlay = NOTHING_LAID) -> Answer[Carried]:
    """What the rules carry of the document that the register is of."""
    from interpreter.sources.coverage import cover

    rules = rules_of(regulation, overlay)
    if isinstance(rules, Refusal):
        return Answer(rules)
    register = _register(_register_path(regulation, overlay), overlay, wanted=True)
    if isinstance(register, FaultySource):
        return Answer(register)
    return Answer(Carried(rules, register, cover(register, rules.marks, rules.labels)))


def rules_of(regulation: str, overlay: Overlay = NOTHING_LAID) -> Rules | Refusal:
    """The source marks of a rule file, or of a folder's.

    A folder's rule files are those right in it; where there are none, those in the folders below, so that alternatives
    that one document weighs may stand each in its own folder.
    Only how the lines are written must be right: the marks do not depend on what the rules mean.
    """
    from dsl import nodes
    from dsl.project.files import RULE_SUFFIX, read_rules
    from dsl.text.files import within
    from interpreter.sources.marks import marks, section_labels
    from workbench.documents.sources import Rules

    files = [regulation]
    if is_folder(regulation, overlay):
        files = [str(one) for one in within(regulation, RULE_SUFFIX, overlay)] or list(rule_files_below(regulation))
    if not files:
        return NoRuleFiles((regulation,))
    rules = Rules((), (), {})
    for file in files:
        try:
            read = read_rules(file, overlay)
        except OSError as error:
            return FileRefused(file, error)
        source, tree = read.source, read.tree
        if source is None or tree is None or read.problems:
            known = tree if isinstance(tree, nodes.Regulation) else None
            return Faulty(read.problems, known, () if source is None else (source,))
        labels = tuple(dict.fromkeys((*rules.labels, *section_labels(tree))))
        rules = Rules((*rules.marks, *marks(tree)), labels, {**rules.texts, file: source.text})
    return rules


def _register_path(regulation: str, overlay: Overlay) -> str:
    from dsl.text.files import found

    folder = regulation if is_folder(regulation, overlay) else os.path.dirname(regulation)
    return found(os.path.join(folder, REGISTER), overlay)


def _register(path: str, overlay: Overlay, *, wanted: bool) -> Register | FaultySource:
    """The register; an empty one where there is none and none is wanted."""
    from dsl.text.files import Unread, read_file
    from interpreter.sources.problems import RegisterUnreadable
    from interpreter.sources.register import Register, read_register

    content = read_file(path, MOST_BYTES, overlay)
    if isinstance(content, Unread):
        if content.why == "missing" and not wanted:
            return Register()
        return FaultySource((RegisterUnreadable(path, content.why),))
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return FaultySource((RegisterUnreadable(path, "bytes"),))
    register, problems = read_register(path, text)
    if problems or (wanted and not register.entries):
        return FaultySource(tuple(problems) or (RegisterUnreadable(path, "empty"),))
    return register


def _document(file: str, overlay: Overlay) -> Document | FaultySource:
    from workbench.documents.extraction import read_document

    got, problems = read_document(file, overlay)
    return FaultySource(problems) if got is None else got


def _too_many(file: str, count: int) -> FaultySource | None:
    from interpreter.sources.document import MOST_SENTENCES
    from interpreter.sources.problems import DocumentTooLarge

    if count <= MOST_SENTENCES:
        return None
    return FaultySource((DocumentTooLarge(file, "sentences", MOST_SENTENCES),))
