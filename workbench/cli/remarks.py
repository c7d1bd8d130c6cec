"""What the session answers, told on standard error: what is to be known; and for what refuses, an exit code."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

from workbench.cli import screen
from workbench.page.look import Look
from workbench.session.answers import Answer, Faulty, FaultyElection, FaultyReasons, FaultySource, Refusal, Several
from workbench.session.remarks import ElectionNoted, Noted, Remark

if TYPE_CHECKING:
    from workbench.problems.diagnostic import Diagnostic

T = TypeVar("T")


def told(answer: Answer[T]) -> T | int:
    """The value; or the exit code, once it has been told why there is none. What is to be known is told before."""
    tell_remarks(answer.remarks)
    return refused(answer.value) if isinstance(answer.value, Refusal) else answer.value


def tell_remarks(remarks: Iterable[Remark]) -> None:
    """The words are imported when there are any."""
    notes: set[str] = set()
    for remark in remarks:
        if isinstance(remark, ElectionNoted):
            from workbench.problems import beside

            _render(beside.of_votes(remark.problems))
            continue
        from workbench.cli.words import remark_lines

        for line in remark_lines(remark):
            # Where two versions are read, what is to be known of data may be the same of both.
            if not isinstance(remark, Noted) or line not in notes:
                screen.remark(line)
            notes |= {line} if isinstance(remark, Noted) else set()


def refused(why: Refusal) -> int:
    """The exit code, once it has been told."""
    from workbench.cli.words import code_of, refusal_text

    for one in why.refusals if isinstance(why, Several) else (why,):
        if isinstance(one, Faulty):
            _tell(one)
        elif isinstance(one, FaultyElection | FaultyReasons | FaultySource):
            _tell_beside(one)
        else:
            screen.remark(f"fel: {refusal_text(one)}")
    return code_of(why)


def _tell(faulty: Faulty) -> None:
    """The errors with the lines that they are on. Warnings are only told by `kontrollera`."""
    from workbench.problems.diagnosing import diagnostics
    from workbench.problems.diagnostic import with_paths
    from workbench.problems.report import count_text
    from workbench.session.sides import renamed

    found = [one for one in diagnostics(faulty.problems, faulty.tree) if one.severity == "fel"]
    shown = [with_paths(one, lambda text: renamed(text, faulty.paths)) for one in found] if faulty.paths else found
    _render(shown, {renamed(source.file, faulty.paths): source.text for source in faulty.sources})
    screen.remark(f"\n{count_text(found)}.")


def _tell_beside(faulty: FaultyElection | FaultyReasons | FaultySource) -> None:
    from workbench.problems import beside

    match faulty:
        case FaultyElection():
            _render(beside.of_votes(faulty.problems))
        case FaultyReasons():
            _render(beside.of_reasons(faulty.problems))
        case FaultySource():
            _render(beside.of_sources(faulty.problems))


def _render(found: Iterable[Diagnostic], texts: dict[str, str] | None = None) -> None:
    from workbench.problems.report import render

    screen.remark(render(tuple(found), texts or {}, remark_look()))


def answer_look() -> Look:
    return Look(screen.width(), screen.colour_in_answers())


def remark_look() -> Look:
    return Look(screen.width(), screen.colour_in_remarks())
