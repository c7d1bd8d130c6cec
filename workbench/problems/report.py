"""Problems as people and programs read them: place, line, caret, section, code and a way out; and the same as JSON.

Takes `Diagnostic`s, so it knows neither what a rule means nor how a problem was found. The only reader of source text
here is the one that quotes a line.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from dsl.source import Span
from workbench.page.look import Look
from workbench.page.page import Excerpt, ExcerptLine, Heading, Page, Part, Run, Sentence, Tone, Underline, plain
from workbench.page.terminal import plain_spaces
from workbench.page.text import parts_as_text
from workbench.problems.diagnostic import Diagnostic, Label

# Nobody reads further than this; `--format json` has them all.
MOST_SHOWN = 100

_PAST_ANY_LINE = 2_000_000


def render(diagnostics: Iterable[Diagnostic], sources: Mapping[str, str], look: Look) -> str:
    """As text, for what is told beside an answer. Ends with a line break, empty where there are none."""
    return parts_as_text(tuple(parts(diagnostics, sources)), look)


def page(diagnostics: Sequence[Diagnostic], sources: Mapping[str, str], regulations: int) -> Page:
    """regulations: how many they are of."""
    where = "regelverket" if regulations == 1 else f"{regulations} regelverk"
    summary = f"{count_text(diagnostics)} i {where}."
    last = Sentence(plain(summary[0].upper() + summary[1:]), whole=True)
    return Page("Kontroll av reglerna", (*parts(diagnostics, sources), (last,)))


def parts(diagnostics: Iterable[Diagnostic], sources: Mapping[str, str]) -> Iterator[Part]:
    """One for each, in the order given. sources: file -> its text, where there is one."""
    listed = tuple(diagnostics)
    lines = {file: text.split("\n") for file, text in sources.items()}
    for one in listed[:MOST_SHOWN]:
        yield _part(one, lines)
    if len(listed) > MOST_SHOWN:
        more = f"… och {len(listed) - MOST_SHOWN} till. Alla visas med: regelverk kontrollera --format json"
        yield (Sentence(plain(more), whole=True),)


def _part(one: Diagnostic, lines: Mapping[str, list[str]]) -> Part:
    tone: Tone = "bad" if one.severity == "fel" else "else"
    head = Run(f"{one.severity} {one.code}", tone, strong=True), Run(f": {one.headline}", strong=True)
    advice = tuple(one.help.split("\n")) if one.help else ()
    return Heading(2, head), Excerpt(_place(one), one.section or "", tone, tuple(_lines(one, lines)), advice)


def _place(one: Diagnostic) -> str:
    """`fil:31:39`, `partier.csv, rad 3, kolumn mandat`, or a file where no closer place is known."""
    span = one.span
    if span.column:
        return f"{span.file}:{span.line}:{span.column}"
    row = f", rad {span.line}" if span.line else ""
    return span.file + row + (f", kolumn {one.data_column}" if one.data_column is not None else "")


def _lines(one: Diagnostic, lines: Mapping[str, list[str]]) -> Iterator[ExcerptLine]:
    """The lines to quote, the file of the problem first, in the order of the lines."""
    labels = [(Label(one.span, one.at), True), *((label, False) for label in one.labels)]
    files = list(dict.fromkeys(label.span.file for label, _ in labels))
    labels.sort(key=lambda pair: (files.index(pair[0].span.file), pair[0].span.line, pair[0].span.column))
    found: dict[tuple[str, int], list[Underline]] = {}
    for label, primary in labels:
        span = label.span
        start = max(span.column - 1, 0)
        # What goes on to further lines is marked to the end of its first.
        end = span.end_column - 1 if span.end_line == span.line else _PAST_ANY_LINE
        underline = Underline(start, max(end, start + 1), label.text, primary)
        found.setdefault((span.file, span.line), []).append(underline)
    for (file, number), underlines in found.items():
        quoted = lines.get(file, [])
        text = quoted[number - 1] if 1 <= number <= len(quoted) else None
        yield ExcerptLine(file, number, text, tuple(underlines))


def count_text(diagnostics: Iterable[Diagnostic]) -> str:
    """`2 fel och 1 varning`, `inga fel`."""
    listed = tuple(diagnostics)
    errors = sum(one.severity == "fel" for one in listed)
    warnings = len(listed) - errors
    parts = [f"{errors} fel"] if errors else []
    if warnings:
        parts.append(f"{warnings} varning{'ar' if warnings > 1 else ''}")
    return " och ".join(parts) or "inga fel"


def as_json(one: Diagnostic) -> dict[str, object]:
    """Lines and columns count from 1, ends are exclusive."""
    return {
        "code": one.code,
        "severity": one.severity,
        **_span(one.span),
        "data_column": one.data_column,
        "section": one.section,
        "headline": plain_spaces(one.headline),
        "at": plain_spaces(one.at),
        "labels": [{**_span(label.span), "text": plain_spaces(label.text)} for label in one.labels],
        "help": plain_spaces(one.help),
    }


def _span(span: Span) -> dict[str, object]:
    return {
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }
