"""What became of a regulation's examples, and what they show where that is asked for: as JSON and for build servers."""

import json
from collections.abc import Sequence
from typing import Any, Literal

import attrs

from dsl import model
from interpreter.examples.verdicts import Verdict
from workbench.examples.coverage import Coverage, as_record
from workbench.examples.junit import Case, Suite, as_xml, unneeded, unread
from workbench.examples.stale import Stale
from workbench.examples.verdicts import counts, differing


@attrs.frozen(eq=False)
class Examined:
    """One regulation. coverage: None where it is not asked for.

    few: whether less is shown than was asked for; stale: reasons that are not needed
    """

    program: model.Program
    verdicts: tuple[Verdict, ...]
    coverage: Coverage | None
    few: bool = False
    stale: tuple[Stale, ...] = ()


def as_json(examined: Sequence[Examined]) -> str:
    """Ends with a line break."""
    return json.dumps({"regulations": [_record(one) for one in examined]}, ensure_ascii=False, indent=2) + "\n"


def _record(one: Examined) -> dict[str, Any]:
    total = counts(one.verdicts)
    return {
        "regulation": one.program.title,
        "passed": total.passed,
        "failed": total.failed,
        "known_errors": total.known,
        "examples": [
            {
                "kind": _kind(verdict),
                "title": verdict.of.title,
                "file": verdict.of.span.file,
                "line": verdict.of.span.line,
                "holds": verdict.holds,
                "text": _text(one, verdict),
            }
            for verdict in one.verdicts
        ],
        "coverage": None if one.coverage is None else as_record(one.coverage),
    }


def as_junit(examined: Sequence[Examined], unreadable: Sequence[str]) -> str:
    """A suite for the examples of each regulation, and one for its coverage. Ends with a line break.

    unreadable: regulations that could not be read
    """
    return as_xml((*(suite for one in examined for suite in _suites(one)), *map(unread, unreadable)))


def _suites(one: Examined) -> list[Suite]:
    title = one.program.title
    examples = tuple(
        Case(
            f"{title}.{_kind(verdict)}",
            verdict.of.title,
            verdict.of.span.file,
            verdict.of.span.line,
            "passed" if verdict.holds else "failed",
            "" if verdict.holds else _text(one, verdict),
        )
        for verdict in one.verdicts
    )
    suites = [Suite(title, examples)]
    if one.coverage is not None:
        goals = []
        lacking: Literal["failed", "skipped"] = "failed" if one.few else "skipped"
        for line in one.coverage.lines:
            group = f"{title}.täckning.{line.section}" if line.section else f"{title}.täckning"
            name, span = f"{line.about}: {line.where}", line.goal.span
            match line.status:
                case "shown":
                    goals.append(Case(group, name, span.file, span.line, "passed"))
                case "lacking":
                    # What nobody has asked for is told, and stops nothing.
                    goals.append(Case(group, name, span.file, span.line, lacking, line.what))
                case "excused":
                    why = "" if line.reason is None else line.reason.why
                    goals.append(Case(group, name, span.file, span.line, "skipped", why))
        suites.append(Suite(f"{title}: täckning", tuple(goals)))
    reasons = unneeded(title, one.stale)
    return suites if reasons is None else [*suites, reasons]


def _kind(verdict: Verdict) -> str:
    return "exempel" if isinstance(verdict.of, model.Example) else "kontrollräkning"


def _text(one: Examined, verdict: Verdict) -> str:
    """What does not agree; of data that could not be read, what is wrong with it."""
    if not verdict.problems:
        return differing(one.program, verdict)
    from workbench.problems.diagnosing import diagnostics

    told = diagnostics(verdict.problems, None)
    return "\n".join(f"{each.span.file}:{each.span.line}: {each.headline}. {each.help}" for each in told)
