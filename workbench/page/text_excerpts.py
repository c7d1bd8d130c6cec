"""Lines of a file that are pointed at, as lines of text: numbers to the left, strokes below, and then what to do.

Each line is in tones, so that a terminal may colour it.
"""

from collections.abc import Iterator, Sequence

from workbench.page.page import Excerpt, ExcerptLine, Run, Text, Tone, Underline
from workbench.page.terminal import hold_together, visible, width, wrap

_NARROWEST = 20


def excerpt_lines(block: Excerpt, columns: int) -> Iterator[Text]:
    gutter = max(len(str(line.number)) for line in block.lines)
    pad = Run(" " * gutter)
    below = (pad, Run("│", "name"), Run(" "))
    section = f"   {block.section}" if block.section else ""
    yield pad, Run("┌─", "name"), Run(f" {visible(block.place)}{section}")

    file, previous = block.lines[0].file, 0
    for line in block.lines:
        if line.file != file:
            yield pad, Run("├─", "name"), Run(f" {visible(line.file)}:{line.number}")
            file, previous = line.file, 0
        if line.text is None:
            yield from ((*below, Run(visible(one.text))) for one in line.underlines if one.text)
            continue
        if previous and line.number > previous + 1:
            yield pad, Run("·", "name")
        previous = line.number
        quoted, underlines = _fit(line, line.text, columns - gutter - 2)
        yield Run(f"{line.number:>{gutter}}", "name"), Run("│", "name"), Run(f" {quoted}")
        yield from ((*below, *row) for row in _strokes(underlines, block.tone))

    for paragraph in block.advice:
        first, *more = wrap(hold_together(visible(paragraph)), max(columns - gutter - 2, _NARROWEST))
        yield pad, Run("=", "name"), Run(f" {first}")
        yield from ((pad, Run(f"  {one}")) for one in more)


def _fit(line: ExcerptLine, text: str, columns: int) -> tuple[str, list[Underline]]:
    """The line as shown, and what is underlined moved from characters to columns.

    A line that is too long is cut around what all is about, with `…` where something is left out.
    """
    main = next((one for one in line.underlines if one.primary), line.underlines[0])
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
        # A stroke may stand one past the end of the line: what is missing there.
        beyond = max(0, min(character, len(text) + 1) - len(text))
        return len(before) + width(visible(text[first : max(first, min(character, last))])) + beyond

    moved = []
    for one in line.underlines:
        start = column(one.start)
        end = column(min(one.end, max(len(text), one.start + 1)))
        moved.append(Underline(start, max(end, start + 1), one.text, one.primary))
    return quoted, moved


def _strokes(underlines: Sequence[Underline], tone: Tone) -> Iterator[Text]:
    """The row of strokes under the text, with the words of the last beside it and those of the others below."""
    *others, last = sorted(underlines, key=lambda one: (one.start, one.end))
    row: list[Run] = []
    at = 0
    for one in (*others, last):
        start = max(one.start, at)
        if one.end > start:
            stroke = ("━" if one.primary else "─") * (one.end - start)
            row += [Run(" " * (start - at)), Run(stroke, _tone(one, tone))]
            at = one.end
    yield (*row, Run(" "), _said(last, tone)) if last.text else tuple(row)
    for one in reversed(others):
        if one.text:
            yield Run(" " * one.start), _said(one, tone)


def _said(one: Underline, tone: Tone) -> Run:
    return Run(visible(one.text), _tone(one, tone))


def _tone(one: Underline, tone: Tone) -> Tone:
    return tone if one.primary else "name"
