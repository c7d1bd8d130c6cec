"""Coverage as a page: the rule text, each line marked with what examples show of it, and the sections' figures on top.

What a colour says, a sign and a word say too.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Literal

from dsl.source import Source
from workbench.examples.coverage import Coverage, Line, kinds_text, summary, tally
from workbench.page.html_parts import escaped, heading, items, link, page, paragraph, table

_Mark = Literal["shown", "partly", "lacking", "excused"]
# Sign, words, and the class that colours and borders it.
_MARKS: Mapping[_Mark, tuple[str, str, str]] = {
    "shown": ("✓", "visad", "good"),
    "partly": ("◐", "delvis visad", "partly"),
    "lacking": ("✗", "inte visad", "bad"),
    "excused": ("–", "har skäl", "else"),
}
_STYLE = """
.rules { overflow-x: auto; border: 1px solid var(--line); margin: .5rem 0 1.5rem; padding: 0; list-style: none; }
.rules > li { display: grid; grid-template-columns: 3.2rem 10.5rem minmax(max-content, 1fr);
  border-left: .4rem solid transparent; }
.rules .row { grid-row: 1; text-align: right; padding-right: .8rem; color: var(--quiet); user-select: none; }
.rules code { grid-row: 1; grid-column: 3; align-self: start; justify-self: start; white-space: pre;
  font: .9rem/1.6 ui-monospace, "DejaVu Sans Mono", Consolas, monospace; }
.rules > .good { background: var(--good-page); border-left: .4rem solid var(--good); color: inherit; }
.rules > .partly { background: var(--else-page); border-left: .4rem double var(--else); color: inherit; }
.rules > .bad { background: var(--bad-page); border-left: .4rem dashed var(--bad); color: inherit; }
.rules > .else { background: var(--soft); border-left: .4rem dotted var(--else); color: inherit; }
.rules details { grid-row: 1; grid-column: 2 / -1; font-size: .9rem; }
.rules summary { width: 10.2rem; cursor: pointer; white-space: nowrap; line-height: 1.6; }
.rules > .good summary { color: var(--good); }
.rules > .bad summary { color: var(--bad); font-weight: bold; }
.rules > .partly summary, .rules > .else summary { color: var(--else); }
.rules details ul { max-width: 52rem; margin: .1rem 0 .5rem 10.5rem; padding-left: 0; list-style: none; }
.bar { display: inline-block; width: 8rem; height: .8rem; border: 1px solid var(--text); vertical-align: middle; }
.bar span { display: block; height: 100%; background: var(--good); }
@media print { .rules { overflow: visible; } .rules code { white-space: pre-wrap; }
  .rules > li { grid-template-columns: 3.2rem 10.5rem 1fr; break-inside: avoid; }
  .rules > li, .bar span { print-color-adjust: exact; } }
"""


def as_html(told: Sequence[tuple[Coverage, Sequence[Source]]]) -> str:
    """One page for all regulations. With each: the text of its files."""
    titles = ", ".join(coverage.title for coverage, _ in told)
    parts = [heading(1, f"Täckning: {titles}")]
    parts += [
        paragraph(
            "En rad är visad när exempel eller kontrollräkningar prövar allt som raden säger: värdet, fallet, "
            "tabellraden, normen, läsningen, villkorets delar och båda sidor om varje gräns.",
            "quiet",
        ),
        _legend(),
    ]
    for number, (coverage, sources) in enumerate(told, start=1):
        parts += _regulation(coverage, sources, f"r{number}", several=len(told) > 1)
    return page(f"Täckning: {titles}", parts, _STYLE)


def _legend() -> str:
    told = ((sign, words, "else" if kind == "partly" else kind) for sign, words, kind in _MARKS.values())
    signs = (f'<span class="{kind}">{sign} {words}</span>' for sign, words, kind in told)
    return f"<p>Märken: {', '.join(signs)}.</p>"


def _regulation(coverage: Coverage, sources: Sequence[Source], name: str, *, several: bool) -> Iterator[str]:
    if several:
        yield heading(2, coverage.title, name)
    total = coverage.total
    yield f"<p><strong>{escaped(summary(total))}</strong></p>"
    yield paragraph(kinds_text(coverage.lines))
    first = {section: f"{name}-{number}" for number, (section, _) in enumerate(coverage.sections, start=1)}
    rows = []
    for section, lines in coverage.sections:
        count = tally(lines)
        figures = (count.shown, count.goals - count.excused - count.shown, count.excused)
        wide = count.percent.replace(",", ".")
        bar = f'<span class="bar" aria-hidden="true"><span style="width: {wide}%"></span></span>'
        rows.append([link(first[section], section), *map(str, figures), f"{count.percent}&nbsp;% {bar}"])
    lacking = total.goals - total.excused - total.shown
    foot = ["Hela regelverket", *map(str, (total.shown, lacking, total.excused)), f"{total.percent}&nbsp;%"]
    yield table("Avsnitt för avsnitt", ["Avsnitt", "Visade", "Inte visade", "Har skäl", "Andel"], rows, foot)
    anchors = _anchors(coverage, first)
    for source in sources:
        there = [line for line in coverage.lines if line.goal.span.file == source.file]
        yield heading(3 if several else 2, PurePath(source.file).name)
        yield _text(source, there, anchors)


def _anchors(coverage: Coverage, names: Mapping[str, str]) -> Mapping[tuple[str, int], str]:
    """(file, line) -> the anchor of the section whose first goal stands there."""
    found: dict[tuple[str, int], str] = {}
    for section, lines in coverage.sections:
        span = lines[0].goal.span
        found[span.file, span.line] = names[section]
    return found


def _text(source: Source, lines: Iterable[Line], anchors: Mapping[tuple[str, int], str]) -> str:
    at: dict[int, list[Line]] = {}
    for line in lines:
        at.setdefault(line.goal.span.line, []).append(line)
    rows = []
    for number, text in enumerate(source.text.rstrip("\n").split("\n"), start=1):
        anchor = anchors.get((source.file, number))
        rows.append(_row(number, text, at.get(number, ()), anchor))
    return '<ol class="rules" tabindex="0">\n' + "\n".join(rows) + "\n</ol>"


def _row(number: int, text: str, lines: Sequence[Line], anchor: str | None) -> str:
    identity = "" if anchor is None else f' id="{anchor}"'
    code = f"<code>{escaped(text)}</code>"
    if not lines:
        return f'<li{identity}><span class="row">{number}</span>{code}</li>'
    sign, words, kind = _MARKS[_mark(lines)]
    count = tally(lines)
    figures = f" {count.shown}/{count.goals}" if count.goals > 1 else ""
    lacking = count.shown + count.excused < count.goals
    details = (
        f"<details{' open' if lacking else ''}><summary>{sign} {words}{figures}</summary>{_details(lines)}</details>"
    )
    return f'<li{identity} class="{kind}"><span class="row">{number}</span>{details}{code}</li>'


def _mark(lines: Sequence[Line]) -> _Mark:
    count = tally(lines)
    if count.shown + count.excused == count.goals:
        return "shown" if count.shown else "excused"
    return "partly" if count.shown else "lacking"


def _details(lines: Sequence[Line]) -> str:
    """What stands behind the mark."""
    told = []
    for line in lines:
        match line.status:
            case "lacking":
                told.append(f'<span class="bad">✗</span> {escaped(line.what)}')
            case "excused":
                why = "" if line.reason is None else line.reason.why
                told.append(f'<span class="else">–</span> {escaped(line.what)}. Skäl: {escaped(why)}')
            case "shown":
                by = escaped(f"”{line.shown_by[0]}”")
                more = f" och {len(line.shown_by) - 1} till" if len(line.shown_by) > 1 else ""
                told.append(f'<span class="good">✓</span> {escaped(f"{line.about}: {line.where}")}, i {by}{more}')
    return items(told)
