"""Problems as people and programs read them: place, line, caret, section, code and a way out; and the same as JSON.

Takes `Diagnostic`s, so it knows neither what a rule means nor how a problem was found. The only reader of source text
here is the one that quotes a line.
"""

from collections.abc import Iterable, Mapping

import attrs

from dsl.source import Span
from workbench.page.look import Look
from workbench.page.terminal import Colour, coloured, hold_together, plain_spaces, visible, width, wrap
from workbench.problems.diagnostic import Diagnostic, Label

# Nobody reads further than this; `--format json` has them all.
MOST_SHOWN = 100

_LINES_MAX = 2_000_000


@attrs.frozen
class _Mark:
    """An underlined stretch of one line, in characters from 0, and what is said of it."""

    start: int
    end: int
    text: str
    primary: bool


def render(diagnostics: Iterable[Diagnostic], sources: Mapping[str, str], look: Look) -> str:
    """All of them, one blank line between, errors in the order given. sources: file -> its text, where there is one.

    Returns text that ends with a line break, or an empty string.
    """
    listed = tuple(diagnostics)
    lines = {file: text.split("\n") for file, text in sources.items()}
    parts = [render_one(one, lines, look) for one in listed[:MOST_SHOWN]]
    if len(listed) > MOST_SHOWN:
        rest = len(listed) - MOST_SHOWN
        parts.append(f"… och {rest} till. Alla visas med: regelverk kontrollera --format json\n")
    return "\n".join(parts)


def render_one(one: Diagnostic, lines: Mapping[str, list[str]], look: Look) -> str:
    tone: Colour = "red" if one.severity == "fel" else "yellow"
    marks = _marks_by_line(one)
    gutter = max(len(str(line)) for _, line in marks)
    pad = " " * gutter
    bar = coloured("│", ("blue",), look.colour)

    head = coloured(f"{one.severity} {one.code}", (tone, "bold"), look.colour)
    out = [f"{head}{coloured(': ' + visible(one.headline), ('bold',), look.colour)}"]
    section = f"   {one.section}" if one.section else ""
    out.append(f"{pad}{coloured('┌─', ('blue',), look.colour)} {visible(_place(one))}{section}")

    file, previous = one.span.file, 0
    for (at_file, number), on_line in marks.items():
        if at_file != file:
            out.append(f"{pad}{coloured('├─', ('blue',), look.colour)} {visible(at_file)}:{number}")
            file, previous = at_file, 0
        text = _line(lines, at_file, number)
        if text is None:
            out += [f"{pad}{bar} {visible(mark.text)}" for mark in on_line if mark.text]
            continue
        if previous and number > previous + 1:
            out.append(f"{pad}{coloured('·', ('blue',), look.colour)}")
        previous = number
        quoted, shifted = _fit(text, on_line, look.columns - gutter - 2)
        out.append(f"{coloured(str(number).rjust(gutter), ('blue',), look.colour)}{bar} {quoted}")
        out += [f"{pad}{bar} {row}" for row in _underlines(shifted, tone, look.colour)]

    out += _help(one.help, pad, look)
    return plain_spaces("\n".join(line.rstrip() for line in out)) + "\n"


def _place(one: Diagnostic) -> str:
    """`fil:31:39`, `partier.csv, rad 3, kolumn mandat`, or a file where no closer place is known."""
    span = one.span
    if span.column:
        return f"{span.file}:{span.line}:{span.column}"
    row = f", rad {span.line}" if span.line else ""
    return span.file + row + (f", kolumn {one.data_column}" if one.data_column is not None else "")


def _help(text: str, pad: str, look: Look) -> list[str]:
    out: list[str] = []
    for paragraph in text.split("\n") if text else []:
        wrapped = wrap(hold_together(visible(paragraph)), max(look.columns - len(pad) - 2, 20))
        out.append(f"{pad}{coloured('=', ('blue',), look.colour)} {wrapped[0]}")
        out += [f"{pad}  {line}" for line in wrapped[1:]]
    return out


def _marks_by_line(one: Diagnostic) -> dict[tuple[str, int], list[_Mark]]:
    """The lines to quote, the file of the problem first, in the order of the lines."""
    labels = [(Label(one.span, one.at), True), *((label, False) for label in one.labels)]
    files = list(dict.fromkeys(label.span.file for label, _ in labels))
    labels.sort(key=lambda pair: (files.index(pair[0].span.file), pair[0].span.line, pair[0].span.column))
    marks: dict[tuple[str, int], list[_Mark]] = {}
    for label, primary in labels:
        span = label.span
        start = max(span.column - 1, 0)
        # What goes on to further lines is marked to the end of its first.
        end = span.end_column - 1 if span.end_line == span.line else _LINES_MAX
        marks.setdefault((span.file, span.line), []).append(_Mark(start, max(end, start + 1), label.text, primary))
    return marks


def _line(lines: Mapping[str, list[str]], file: str, number: int) -> str | None:
    quoted = lines.get(file)
    return quoted[number - 1] if quoted is not None and 1 <= number <= len(quoted) else None


def _fit(text: str, marks: list[_Mark], columns: int) -> tuple[str, list[_Mark]]:
    """The line as shown, and the marks moved from characters to columns.

    A line that is too long is cut around the problem, with `…` where something is left out.
    """
    main = next((mark for mark in marks if mark.primary), marks[0])
    first, last = 0, len(text)
    if width(visible(text)) > columns:
        room = max(columns - 2, 10)
        first = max(0, min(main.start - room // 4, len(text) - room))
        last = min(len(text), first + room)
        while width(visible(text[first:last])) > room:
            last -= 1
    before = "…" if first else ""
    quoted = before + visible(text[first:last]) + ("…" if last < len(text) else "")

    def column(character: int) -> int:
        # A mark may stand one past the end of the line: what is missing there.
        beyond = max(0, min(character, len(text) + 1) - len(text))
        return len(before) + width(visible(text[first : max(first, min(character, last))])) + beyond

    moved = []
    for mark in marks:
        start = column(mark.start)
        end = column(min(mark.end, max(len(text), mark.start + 1)))
        moved.append(_Mark(start, max(end, start + 1), mark.text, mark.primary))
    return quoted, moved


def _underlines(marks: list[_Mark], tone: Colour, colour: bool) -> list[str]:
    """The row of lines under the text, with the words of the last beside it and those of the others below."""
    ordered = sorted(marks, key=lambda mark: (mark.start, mark.end))
    row, at = "", 0
    for mark in ordered:
        start = max(mark.start, at)
        length = mark.end - start
        if length <= 0:
            continue
        stroke = ("━" if mark.primary else "─") * length
        row += " " * (start - at) + coloured(stroke, (tone if mark.primary else "blue",), colour)
        at = max(at, mark.end)
    last = ordered[-1]
    rows = [f"{row} {_said(last, tone, colour)}" if last.text else row]
    for mark in reversed(ordered[:-1]):
        if mark.text:
            rows.append(" " * mark.start + _said(mark, tone, colour))
    return rows


def _said(mark: _Mark, tone: Colour, colour: bool) -> str:
    return coloured(visible(mark.text), (tone if mark.primary else "blue",), colour)


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
