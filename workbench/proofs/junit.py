"""What became of promises, for build servers."""

from collections.abc import Iterable, Sequence

from dsl import model
from workbench.examples.junit import Case, Suite, as_xml, unread
from workbench.proofs.page import verdict_text
from workbench.proofs.proofs import section_of, title, verdict_of
from workbench.session.proving import Decided


def as_junit(
    every: Iterable[tuple[model.Program, Sequence[Decided]]], unreadable: Sequence[str], *, strict: bool
) -> str:
    """A suite for each regulation, a test case for each promise. Ends with a line break.

    strict: whether what is not decided, or says nothing, fails; unreadable: regulations that could not be read
    """
    suites = [
        Suite(f"{program.title}: löften", tuple(_case(program, one, strict=strict) for one in decided))
        for program, decided in every
    ]
    return as_xml((*suites, *map(unread, unreadable)))


def _case(program: model.Program, decided: Decided, *, strict: bool) -> Case:
    promise = decided.promise
    section = section_of(promise)
    group = f"{program.title}.löften" if section is None else f"{program.title}.löften.{section.label}"
    file, line = program.files[0], 1
    if isinstance(promise, model.Promise):
        file, line = promise.span.file, promise.span.line
    verdict = verdict_of(decided)
    if verdict == "holds":
        return Case(group, title(promise), file, line, "passed")
    fails = decided.counts and (verdict == "fails" or strict)
    text = verdict_text(program, decided)
    return Case(group, title(promise), file, line, "failed" if fails else "skipped", text)
