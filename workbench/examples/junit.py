"""Results as JUnit XML, the form that build servers read: what each command looks at one by one as test cases.

There is no standard; this is what the common readers agree on. Nothing depends on when or where it ran. A command that
ends with the exit code 1 has a failure in its file, and one that ends with 0 has none.
"""

from collections.abc import Iterable, Sequence
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

import attrs

from workbench.examples.stale import Stale, stale_text
from workbench.page.terminal import visible


@attrs.frozen
class Case:
    """One test case. group: what it is sorted under; text: all that is to be said, the first line also on its own."""

    group: str
    name: str
    file: str
    line: int
    outcome: Literal["passed", "failed", "skipped"]
    text: str = ""


@attrs.frozen
class Suite:
    name: str
    cases: tuple[Case, ...]


def unread(path: str) -> Suite:
    """A regulation that could not be read: what is wrong with it is told on standard error."""
    text = "Går inte att läsa. Felen visas med regelverk kontrollera."
    return Suite(path, (Case(path, "regelverket", path, 1, "failed", text),))


def unneeded(title: str, stale: Iterable[Stale]) -> Suite | None:
    """Reasons in `skäl.tsv` that are not needed; None where there are none."""
    told = tuple(stale)
    texts = [text.removeprefix("fel: ") for text in stale_text(told)]
    cases = tuple(
        Case(f"{title}.skäl", reason.what, reason.file, reason.row, "failed", text)
        for (reason, _), text in zip(told, texts, strict=True)
    )
    return Suite(f"{title}: skäl", cases) if cases else None


def as_xml(suites: Iterable[Suite]) -> str:
    """Ends with a line break."""
    listed = tuple(suites)
    cases = [case for suite in listed for case in suite.cases]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<testsuites {_counts(cases)}>"]
    for suite in listed:
        lines.append(f"  <testsuite name={_quoted(suite.name)} {_counts(suite.cases)}>")
        for case in suite.cases:
            lines += _case(case)
        lines.append("  </testsuite>")
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _counts(cases: Sequence[Case]) -> str:
    outcomes = [case.outcome for case in cases]
    failures, skipped = outcomes.count("failed"), outcomes.count("skipped")
    return f'tests="{len(cases)}" failures="{failures}" errors="0" skipped="{skipped}"'


def _case(case: Case) -> Iterable[str]:
    head = f"    <testcase classname={_quoted(case.group)} name={_quoted(case.name)}"
    head += f' file={_quoted(case.file)} line="{case.line}"'
    message = _quoted(case.text.strip().partition("\n")[0])
    match case.outcome:
        case "passed":
            return [f"{head}/>"]
        case "skipped":
            return [f"{head}>", f"      <skipped message={message}/>", "    </testcase>"]
        case "failed":
            told = escape(_clean(case.text))
            return [f"{head}>", f"      <failure message={message}>{told}</failure>", "    </testcase>"]


def _quoted(text: str) -> str:
    return quoteattr(_clean(text))


def _clean(text: str) -> str:
    """Without characters that XML has no place for."""
    return "\n".join(map(visible, text.split("\n")))
