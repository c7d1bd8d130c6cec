"""The way of a rule file, on one screen: bytes → text → what was written → what it means → checked.

Every stage gives what it could make and the problems it met; all are told in one run. Reads the files it is handed and
nothing else.
"""

from pathlib import Path

import attrs

from dsl import checks, decoding, model, nodes, parsing, resolving
from dsl.problems import Problem
from dsl.problems.meaning import MeaningProblem, RuleFiles
from dsl.source import Source, Span


@attrs.frozen(eq=False)
class Loaded:
    """tree: what was written, as far as it could be read; program: None when any problem is an error.

    problems: sorted by place
    """

    sources: tuple[Source, ...]
    tree: nodes.Regulation | None
    program: model.Program | None
    problems: tuple[Problem, ...]


def load(path: Path) -> Loaded:
    """A rule file, or a folder with exactly one."""
    try:
        found = sorted(path.glob("*.regel")) if path.is_dir() else [path]
        if len(found) == 1:
            return load_source(str(found[0]), found[0].read_bytes())
        names: tuple[str, ...] | None = tuple(file.name for file in found)
    except OSError:
        names = None
    place = Span(str(path), 1, 1, 1, 1)
    return Loaded((), None, None, (RuleFiles(place, str(path), names),))


def load_source(file: str, data: bytes) -> Loaded:
    """A rule file by its bytes. file: its name, as problems give it."""
    source, unfit = decoding.decode(file, data)
    if source is None:
        return Loaded((), None, None, _sorted(unfit))
    tree, unread = parsing.parse(source)
    problems: tuple[Problem, ...] = (*unfit, *unread)
    if tree is None:
        return Loaded((source,), None, None, _sorted(problems))
    program, unclear = resolving.resolve(tree)
    problems = (*problems, *_own(unclear, problems))
    found = checks.check(program, (problem.span for problem in unread if severity(problem) == "fel"))
    problems = (*problems, *(found if not _errors(problems) else _certain(found)))
    return Loaded((source,), tree, None if _errors(problems) else program, _sorted(problems))


def severity(problem: Problem) -> str:
    """`fel` or `varning`."""
    return getattr(problem, "severity", "fel")


def _errors(problems: tuple[Problem, ...]) -> bool:
    return any(severity(problem) == "fel" for problem in problems)


def _own(found: tuple[MeaningProblem, ...], before: tuple[Problem, ...]) -> tuple[MeaningProblem, ...]:
    """Without the names that are unknown only because the line that declares them could not be read."""
    return tuple(p for p in found if not getattr(p, "missing", False)) if _errors(before) else found


def _certain(found: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Of the checks of a program that lacks the rules with errors: those that more rules would not settle."""
    return tuple(problem for problem in found if severity(problem) == "fel")


def _sorted(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=_place))


def _place(problem: Problem) -> tuple[str, int, int, str]:
    return problem.span.file, problem.span.line, problem.span.column, problem.code
